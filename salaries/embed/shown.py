"""A market as it stands on a foreign page: finding, picture, source, and one way back."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.utils.html import format_html
from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.domain.survey import Survey
from salaries.embed.forms import EmbedQuestion
from salaries.embed.style import Theme, picture_style
from salaries.numbers import in_currency
from salaries.presenters.answer import Answer
from salaries.presenters.drawn import ladder_chart
from salaries.presenters.judged import judged_offer
from salaries.presenters.offer import OfferAnswer
from salaries.presenters.parts import Chart, link

LETTERS, SMALL_LETTERS = 31, 46
"""What a line of the finding, and one of the source, holds on a telephone of 320 pixels."""
LINE, SMALL_LINE = 20, 17
EMPTY = 22
"""The room over a ladder where an offer's amount is written, where there is none; pixels."""
FRAME_HEIGHT = 440
"""Pixels that a frame 320 wide needs for the longest finding."""

Absolute = Callable[[str], str]
"""Makes a whole address of a path, as `HttpRequest.build_absolute_uri` does."""


@dataclass(frozen=True, slots=True)
class Written:
    """A line of text and where its letters stand, pixels."""

    y: int
    text: str


@dataclass(frozen=True)
class PictureFile:
    """A ladder as a file of its own, every line broken to fit."""

    chart: Chart
    theme: Theme
    sources: tuple[str, ...]
    width: str = "100%"

    @property
    def style(self) -> str:
        """The rules inside the picture."""
        return picture_style(self.theme)

    @property
    def finding(self) -> list[Written]:
        """The finding's lines."""
        return written(balanced(self.chart.finding, LETTERS), LETTERS, 28, LINE)

    @property
    def middle(self) -> int:
        """Where the finding stands when it has room for one line."""
        return (self.finding[0].y + self.finding[-1].y) // 2

    @property
    def top(self) -> int:
        """Where the ladder begins."""
        return self.finding[-1].y + 8 - (0 if self.chart.drawing.mark else EMPTY)

    @property
    def source(self) -> list[Written]:
        """The lines under the ladder."""
        bottom = self.top + self.chart.drawing.height
        return written(self.sources, SMALL_LETTERS, bottom + 14, SMALL_LINE)

    @property
    def height(self) -> int:
        """Of the whole picture, pixels."""
        return self.source[-1].y + 14


@dataclass(frozen=True)
class WrongPicture:
    """What is said in the place of a picture that cannot be drawn."""

    faults: list[str]
    theme: Theme

    @property
    def style(self) -> str:
        """The rules inside the picture."""
        return picture_style(self.theme)

    @property
    def lines(self) -> list[Written]:
        """What is wrong, field by field."""
        return written(self.faults, LETTERS + 4, 56, LINE)

    @property
    def height(self) -> int:
        """Of the whole picture, pixels."""
        return (self.lines[-1].y if self.lines else 56) + 20


def balanced(text: str, letters: int) -> list[str]:
    """A text in as few lines as so many letters allow, and those as even as can be.

    >>> balanced("net or gross, 200 000 is above the band", 32)
    ['net or gross, 200 000', 'is above the band']
    """
    fewest = len(textwrap.wrap(text, letters))
    narrower = (textwrap.wrap(text, width) for width in range(letters // 2, letters))
    lines = next((lines for lines in narrower if len(lines) == fewest), None)
    return lines or textwrap.wrap(text, letters)


def written(texts: list[str] | tuple[str, ...], letters: int, y: int, line: int) -> list[Written]:
    """Texts broken into lines of so many letters, each text on a line of its own."""
    lines = [part for text in texts for part in textwrap.wrap(text, letters)]
    return [Written(y + line * n, text) for n, text in enumerate(lines)]


def publisher(survey: Survey) -> str:
    """Who said it and when, short: `Superjob, March 2015`."""
    return f"{survey.publisher}, {numbers.month(survey.month)}"


def rests_on(answer: Answer | None) -> str:
    """What a ladder's figures rest on, and the verdict on it where there is one."""
    if answer is None:
        return in_currency(_("%(currency)s a month · published"))
    sentence = _("%(currency)s a month · table published, verdict %(evidence)s")
    return in_currency(sentence, evidence=answer.evidence_word)


@dataclass(frozen=True)
class Embedded:
    """A market, or an offer in it, to be shown elsewhere; money is RUB a month."""

    survey: Survey
    question: EmbedQuestion

    @cached_property
    def answer(self) -> OfferAnswer | None:
        """The judged offer, where there is one."""
        offer = self.question.offer
        return judged_offer(self.survey, offer) if offer else None

    @cached_property
    def chart(self) -> Chart:
        """The ladder under its finding."""
        answer, asked = self.answer, self.question
        if answer:
            return answer.chart
        rank = asked.band.rank if asked.band else None
        return ladder_chart(self.survey, asked.market, self._bare_finding(), own_rank=rank)

    def _bare_finding(self) -> str:
        market, level = self.question.market, self.question.band
        scale = market.scale
        band = scale.ladder.band(level.rank) if level else None
        low, high = (band.low, band.high) if band else (scale.floor, scale.ceiling)
        said = {
            "market": words.market_name(market),
            "range": numbers.span(low, high, self.survey.currency),
            "median": numbers.money(scale.median, self.survey.currency),
        }
        if level:
            return _("%(market)s: %(range)s a month in band %(band)s") % {
                **said,
                "band": level.code,
            }
        return _("%(market)s: %(range)s a month, median %(median)s") % said

    @property
    def evidence(self) -> str:
        """What the figures rest on, in a few words."""
        return rests_on(self.answer)

    def source(self, host: str = "") -> tuple[str, ...]:
        """Who said it and when, where it is shown, and what it rests on."""
        said = publisher(self.survey)
        return (f"{said} · {host}" if host else said), self.evidence

    def picture(self, host: str) -> PictureFile:
        """The ladder for an image of any width, with the address of its host."""
        return PictureFile(self.chart, self.question.theme, self.source(host))

    @property
    def way_back(self) -> tuple[str, str]:
        """Words and address of the whole answer."""
        city, answer = self.question.market.city, self.answer
        if answer:
            return _("The whole answer on SMM Bench"), answer.link()
        said = _("All pay %(in_city)s on SMM Bench") % {"in_city": words.in_city(city)}
        return said, link("city", (), city.slug)

    @property
    def _marked(self) -> dict[str, object]:
        asked = self.question
        given = {
            "band": asked.band.rank if asked.band else None,
            "amount": asked.amount,
            "theme": None if asked.theme is Theme.AUTO else asked.theme.value,
        }
        return {name: value for name, value in given.items() if value is not None}

    @property
    def image_link(self) -> str:
        """The address of the picture."""
        market = self.question.market
        asked = {"city": market.city.slug, "segment": market.segment}
        return link("embed-ladder", asked | self._marked)

    @property
    def frame_link(self) -> str:
        """The address of the frame."""
        return link("embed-market", self._marked, *self.question.market.key)

    def image_snippet(self, absolute: Absolute) -> str:
        """The picture as a line of HTML. Its letters keep their size at every width."""
        return format_html(
            '<img src="{}" alt="{}" height="{}" style="width: 100%; max-width: 50rem">',
            absolute(self.image_link),
            self.chart.finding,
            self.picture("").height,
        )

    def frame_snippet(self, absolute: Absolute) -> str:
        """The frame as a line of HTML."""
        return format_html(
            '<iframe src="{}" title="{}" height="{}" loading="lazy"'
            ' style="width: 100%; max-width: 50rem; border: 0"></iframe>',
            absolute(self.frame_link),
            self.chart.finding,
            FRAME_HEIGHT,
        )
