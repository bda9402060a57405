"""`manage.py draw_ladder CITY SEGMENT BAND AMOUNT`: an offer's picture as a file of its own."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import QueryDict
from django.template.loader import render_to_string

from salaries import queries
from salaries.embed.forms import EmbedQuestion
from salaries.embed.shown import Embedded, PictureFile
from salaries.embed.style import Theme
from salaries.forms import OfferForm

WIDTH = "760"
"""Pixels: a page that shows the file may not say how wide it is to be."""


class Command(BaseCommand):
    """Prints a self-contained SVG, light and dark, with its source inside."""

    help = "Prints the picture of one offer (net) as a self-contained SVG."

    def add_arguments(self, parser: CommandParser) -> None:
        """The offer, as in the address of its page."""
        parser.add_argument("city", help="city slug, such as moscow")
        parser.add_argument("segment", help="agency or company")
        parser.add_argument("band", help="1 to 4")
        parser.add_argument("amount", help="RUB a month, net")

    def handle(self, *args: Any, **options: str) -> None:
        """Print the picture. Raises CommandError when the offer cannot be read."""
        query = QueryDict(mutable=True)
        query.update({name: str(options[name]) for name in ("city", "segment", "band", "amount")})
        try:
            survey = queries.choose_survey("")
        except queries.NoSurveyError as error:
            raise CommandError("No survey is loaded: run manage.py load_ranges first.") from error
        form = OfferForm(survey, query)
        if not form.is_valid():
            wrong = [f"{name}: {' '.join(map(str, found))}" for name, found in form.errors.items()]
            raise CommandError("\n".join(wrong))
        offer = form.answerable()
        asked = EmbedQuestion(offer.market, offer.band, offer.amount, Theme.AUTO)
        embedded = Embedded(survey, asked)
        picture = PictureFile(embedded.chart, asked.theme, embedded.source(), WIDTH)
        drawn = render_to_string("salaries/ladder_file.svg", {"picture": picture})
        self.stdout.write(drawn, ending="")
