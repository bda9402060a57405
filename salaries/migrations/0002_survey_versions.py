"""Versions of a survey side by side. What is stored already becomes the current version."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("salaries", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="survey",
            name="is_current",
            field=models.BooleanField(default=True),
        ),
        migrations.AlterField(
            model_name="survey",
            name="is_current",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="survey",
            name="slug",
            field=models.SlugField(max_length=80),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.UniqueConstraint(
                fields=("slug", "version"), name="one_survey_per_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.UniqueConstraint(
                condition=Q(("is_current", True)), fields=("slug",), name="one_current_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=Q(("is_default", False), ("is_current", True), _connector="OR"),
                name="default_is_current",
            ),
        ),
    ]
