"""How an answer looks where somebody links to it: title, description, and a picture's layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from salaries import words
from salaries.domain.survey import Survey
from salaries.embed.occupation import data_block
from salaries.embed.shown import EMPTY, Absolute, Written, balanced, publisher, rests_on, written
from salaries.embed.style import Theme, picture_style
from salaries.presenters.city import CityPage
from salaries.presenters.offer import OfferAnswer
from salaries.presenters.parts import Chart, link, source_line, without_version
from salaries.presenters.vacancy import VacancyAnswer

WIDTH, HEIGHT, MARGIN, FOOT, GUTTER = 1200, 630, 56, 78, 40
LARGE, LARGE_LETTERS, LESS, LESS_LETTERS = 54, 36, 44, 44
"""Pixels of the headline's letters and how many a line holds: one line if it can be, else more."""
MOST_LINES = 3
SUBLINE, CAPTION = 28, 24
NAME_Y, SOURCE_LETTERS = 592, 74
"""The line of our name, and how many letters the source may have beside it."""
SCALE = 1.65
"""The ladder's letters at most, against those on a page."""


@dataclass(frozen=True, slots=True)
class Card:
    """What the head of a page tells machines that link to it; addresses are whole."""

    title: str
    description: str
    url: str
    image: str
    data: SafeString | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Of the picture, pixels."""
        return WIDTH, HEIGHT


def answer_card(answer: OfferAnswer | VacancyAnswer, absolute: Absolute) -> Card:
    """The card of a judged offer or posting; an offer's market comes as data, too."""
    url = absolute(without_version(answer.link()))
    is_offer = isinstance(answer, OfferAnswer)
    door = link("og-offer" if is_offer else "og-vacancy").partition("?")[0]
    markets = [answer.question.market] if is_offer else []
    return Card(
        answer.headline,
        _sourced(answer.survey, answer.lead),
        url,
        absolute(f"{door}?{url.partition('?')[2]}"),
        data_block(answer.survey, markets, url) if markets else None,
    )


def city_card(page: CityPage, absolute: Absolute) -> Card:
    """The card of a city's page."""
    slug = page.city.slug
    url = absolute(link("city", (), slug))
    return Card(
        page.finding,
        _sourced(page.survey, page.lead),
        url,
        absolute(link("og-city", (), slug)) if page.markets else "",
        data_block(page.survey, page.markets, url),
    )


def _sourced(survey: Survey, lead: str) -> str:
    return _("%(lead)s Source: %(source)s.") % {"lead": lead, "source": source_line(survey).text}


@dataclass(frozen=True, slots=True)
class Placed:
    """A ladder in its box, pixels; inside, it is `inner` wide and grows to fill the box."""

    chart: Chart
    caption: str
    x: int
    y: int
    width: int
    height: int

    @property
    def inner(self) -> int:
        """The width of the ladder's own drawing."""
        return round(self.width * self.inner_height / self.height)

    @property
    def skipped(self) -> int:
        """The empty room over the ladder, of its own pixels."""
        return 0 if self.chart.drawing.mark else EMPTY

    @property
    def inner_height(self) -> int:
        """The height of the ladder's own drawing."""
        drawn: int = self.chart.drawing.height
        return drawn - self.skipped


@dataclass(frozen=True)
class CardPicture:
    """The picture of a card, laid out: a large sentence, ladders, source and our name."""

    survey: Survey
    sentence: str
    under: str
    evidence: str
    charts: Sequence[tuple[Chart, str]]

    @property
    def style(self) -> str:
        """The rules inside the picture; a card is light, for nobody says who will read it."""
        return picture_style(Theme.LIGHT)

    @property
    def headline_size(self) -> int:
        """Pixels of the sentence's letters."""
        return LARGE if len(self.sentence) <= LARGE_LETTERS else LESS

    @property
    def headline(self) -> list[Written]:
        """The sentence, in lines."""
        size = self.headline_size
        letters = LARGE_LETTERS if size == LARGE else LESS_LETTERS
        lines = balanced(self.sentence, letters)
        if len(lines) > MOST_LINES:
            lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]}…"]
        return written(lines, letters + 1, MARGIN + size - 8, round(size * 1.2))

    @property
    def subline(self) -> Written:
        """What the sentence is about."""
        return Written(self.headline[-1].y + SUBLINE + 18, self.under)

    @property
    def ladders(self) -> list[Placed]:
        """The ladders side by side, as large as they may be, in what room there is."""
        count = len(self.charts)
        captions = CAPTION + 16 if any(caption for _chart, caption in self.charts) else 0
        top = self.subline.y + 22 + captions
        width = (WIDTH - 2 * MARGIN - GUTTER * (count - 1)) // count
        return [
            self._placed(chart, caption, MARGIN + n * (width + GUTTER), top, width)
            for n, (chart, caption) in enumerate(self.charts)
        ]

    def _placed(self, chart: Chart, caption: str, x: int, top: int, width: int) -> Placed:
        room = HEIGHT - FOOT - top
        whole = Placed(chart, caption, x, top, width, room)
        height = min(room, round(whole.inner_height * SCALE))
        return replace(whole, y=top + (room - height) // 2, height=height)

    @property
    def source(self) -> list[Written]:
        """Who said it and when, and what it rests on, beside our name: in two lines if need be."""
        text = f"{publisher(self.survey)} · {self.evidence}".replace(" · ", "\N{NO-BREAK SPACE}· ")
        lines = [
            line.removesuffix("\N{NO-BREAK SPACE}·") for line in balanced(text, SOURCE_LETTERS)
        ]
        return written(lines, SOURCE_LETTERS, NAME_Y - 14 * (len(lines) - 1), 28)

    @property
    def places(self) -> Mapping[str, Any]:
        """Where the fixed parts stand, pixels."""
        sides = {"left": MARGIN, "right": WIDTH - MARGIN, "name": NAME_Y}
        return {"width": WIDTH, "height": HEIGHT, **sides}


def answer_picture(answer: OfferAnswer | VacancyAnswer) -> CardPicture:
    """The picture of a judged offer or posting."""
    drawn, told = [(answer.chart, "")], rests_on(answer)
    return CardPicture(answer.survey, answer.headline, answer.group, told, drawn)


def city_picture(page: CityPage) -> CardPicture:
    """The picture of a city: the ladder of each kind of employer."""
    charts = [
        (chart, words.segment_name(market.segment))
        for chart, market in zip(page.ladders, page.markets, strict=True)
    ]
    title = words.say(page.survey.title)
    return CardPicture(page.survey, page.finding, title, rests_on(None), charts)
