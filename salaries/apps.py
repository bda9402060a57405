"""The application's name for Django."""

from django.apps import AppConfig


class SalariesConfig(AppConfig):
    """The only application: salary surveys and the judging of pay."""

    name = "salaries"
    verbose_name = "SMM Bench"
