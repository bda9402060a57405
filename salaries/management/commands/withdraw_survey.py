"""`manage.py withdraw_survey NAME`: take a survey out of use; nothing is deleted."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import Error
from django.utils.translation import gettext

from salaries.ingest.standing import IsDefault, Stale, Wish, names_in_use, newest, withdraw
from salaries.outages import Outage, condition, remedy, told


class Command(BaseCommand):
    """Takes a survey that was loaded by mistake away from pages and API."""

    help = gettext(
        "Take a survey out of use. Its versions stay stored: loading its files, or the staff’s "
        "pages, put it in use again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which survey."""
        parser.add_argument(
            "name", metavar="NAME", help=gettext("the survey’s name, as addresses have it")
        )

    def handle(self, *args: object, name: str, **options: object) -> None:
        """Exit code 1, and the data as they were, when anything is wrong."""
        if condition() is Outage.NEWER:
            raise CommandError(remedy(Outage.NEWER))
        try:
            _withdraw(name)
        except IsDefault as error:
            raise CommandError(_is_default(name)) from error
        except Stale as error:
            said = gettext("Nothing was changed: “%(name)s” was changed meanwhile. Try again.")
            raise CommandError(said % {"name": name}) from error
        except Error as error:
            said = gettext("Nothing was changed. %(reason)s")
            raise CommandError(said % {"reason": told(error)}) from error
        said = gettext("“%(name)s” is out of use now; its versions stay stored.")
        self.stdout.write(said % {"name": name})


def _withdraw(name: str) -> None:
    """Take it out of use. Raises CommandError where there is nothing to take, and as `withdraw`."""
    survey = newest(name)
    if survey is None:
        raise CommandError(_is_unknown(name))
    seen = survey.version if survey.is_current else ""
    if not withdraw(survey, Wish(seen=seen)):
        said = gettext("“%(name)s” is out of use already; nothing was changed.")
        raise CommandError(said % {"name": name})


def _is_unknown(name: str) -> str:
    said = gettext("There is no survey “%(name)s”. In use are: %(known)s.")
    return said % {"name": name, "known": ", ".join(names_in_use()) or "–"}


def _is_default(name: str) -> str:
    said = gettext(
        "Nothing was changed: pages show “%(name)s” unasked. Make another survey the default "
        "first: on the staff’s pages, or by `manage.py load_survey PATH --default`."
    )
    return said % {"name": name}
