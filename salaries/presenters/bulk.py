"""A judged sheet in words: the sum, where its rows stand, who stands below, what was refused."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from salaries import charts_data, numbers, words
from salaries.domain.money import Basis, round_half_up
from salaries.domain.sheet_summary import SheetSummary, Standing, Underpriced
from salaries.domain.survey import Survey
from salaries.domain.surveyed import MarketKey
from salaries.pictures_data import MOST_LINES, SPAN, Key, Line, Scale, lines_drawn, lines_picture
from salaries.presenters.bulk_words import SheetWords, words_of
from salaries.presenters.parts import Chart, Fact, answer_link, left_out_row, source_line
from salaries.words import Evidence

BELOW, WITHIN, ABOVE = "step2", "step1", "step3"
"""How the counts are drawn: a square, a dot and a diamond."""
COUNTED = (lazy("Below"), lazy("Within"), lazy("Above"), lazy("All"))
"""The columns of a table that counts rows."""


@dataclass(frozen=True, slots=True)
class UnderpricedRow:
    """An offer below its band, with the link that judges it alone."""

    row: str
    market: str
    band: str
    net: str
    short: str
    share: str
    url: str


@dataclass(frozen=True)
class SheetAnswer:
    """Everything the page says of a judged sheet; money is RUB a month.

    JSON is given for at most `most_json` rows.
    """

    survey: Survey
    summary: SheetSummary
    basis: Basis
    most_json: int

    @property
    def said(self) -> SheetWords:
        """What things are called where they are judged by a survey of this kind."""
        return words_of(self.survey)

    @property
    def headline(self) -> str:
        """How many of the judged rows are below the band of their own experience."""
        standing = self.summary.standing
        if not standing.judged:
            return _("No row of this sheet could be judged.")
        told = {"judged": standing.judged, "below": standing.below}
        counts = {name: numbers.number(count) for name, count in told.items()}
        return str(self.said.headline) % counts

    @property
    def lead(self) -> str:
        """What the rows were judged by, and how pay was read."""
        is_unknown = self.basis is Basis.UNKNOWN
        sentence = self.said.lead_unknown if is_unknown else self.said.lead
        return str(sentence) % {
            "of_month": numbers.of_month(self.survey.month),
            "basis": words.BASES[self.basis],
        }

    @property
    def evidence(self) -> Evidence:
        """What the counts rest on: on a rate of tax as well, where a row is not stated net."""
        return Evidence.SCENARIO if self.summary.scenarios else Evidence.DERIVED

    @property
    def evidence_word(self) -> str:
        """The evidence label in the language in use."""
        return str(words.EVIDENCE[self.evidence])

    @property
    def scenarios(self) -> str:
        """How many rows are not stated net, so that a rate stands in; empty when none."""
        count = self.summary.scenarios
        sentence = ngettext(
            "The pay of %(count)s row is not stated as net: its verdict is a scenario.",
            "The pay of %(count)s rows is not stated as net: their verdicts are scenarios.",
            count,
        )
        return sentence % {"count": numbers.number(count)} if count else ""

    @property
    def fits_json(self) -> bool:
        """Are the rows few enough to be handed out as JSON?"""
        return self.summary.rows <= self.most_json

    @property
    def most_records(self) -> str:
        """How many rows JSON is given for."""
        return numbers.number(self.most_json)

    @property
    def facts(self) -> list[Fact]:
        """How many stand where, and how many were refused."""
        standing = self.summary.standing
        return [
            self._fact(str(self.said.below), standing.below),
            self._fact(str(self.said.within), standing.within),
            self._fact(str(self.said.above), standing.above),
            self._not_judged,
        ]

    def _fact(self, label: str, count: int) -> Fact:
        judged = self.summary.standing.judged
        share = numbers.percent(count / judged) if judged else "–"
        note = _("%(share)s of those judged") % {"share": share}
        return Fact(label, numbers.number(count), self.evidence, note)

    @property
    def _not_judged(self) -> Fact:
        refused, note = self.summary.refused, _("every row could be judged")
        if refused:
            note = _("each says why, in the list below and in the sheet")
        return Fact(_("Not judged"), numbers.number(refused), Evidence.DERIVED, note)

    @property
    def asked(self) -> str:
        """How many amounts may be slips of the pen; empty when none is."""
        count = self.summary.asked
        sentence = ngettext(
            "%(count)d amount may be a slip of the pen, such as thousands for units. It is judged"
            " as written, and the sheet asks about it.",
            "%(count)d amounts may be slips of the pen, such as thousands for units. They are"
            " judged as written, and the sheet asks about each.",
            count,
        )
        return sentence % {"count": count} if count else ""

    @property
    def chart(self) -> Chart | None:
        """What share of each city's rows stands where, the city with most rows below first."""
        if not self.summary.standings:
            return None
        cities = sorted(self._cities.items(), key=lambda one: (-one[1].below, one[0]))
        shown = cities[: lines_drawn(len(cities))]
        lines = [_line(name, standing) for name, standing in shown]
        drawing = lines_picture(lines, Scale(numbers.percent_unit(), ends=(0, 100)), self._legend)
        header = (_("City"), *COUNTED)
        rows = [(name, *_counts(standing)) for name, standing in shown]
        return Chart(
            "sheet",
            self._finding(*cities[0]),
            drawing,
            charts_data.lines_figure(lines, drawing),
            tuple(map(str, header)),
            (*rows, *left_out_row(len(cities) - len(shown), len(header))),
            self.evidence,
            str(self.said.source) % {"source": source_line(self.survey).text},
        )

    @property
    def _cities(self) -> dict[str, Standing]:
        """By the city's name, both kinds of employer together."""
        found: dict[str, Standing] = {}
        for key, standing in self.summary.standings.items():
            name = words.city_name(self.survey.markets[key].city)
            before = found.get(name, Standing(0, 0, 0))
            found[name] = Standing(*map(sum, zip(before, standing, strict=True)))
        return found

    @property
    def _legend(self) -> list[Key]:
        return [
            Key(SPAN, _("from the fewest to the most"), self.evidence),
            Key(BELOW, str(self.said.rows_below), self.evidence),
            Key(WITHIN, _("within it"), self.evidence),
            Key(ABOVE, _("above it"), self.evidence),
        ]

    def _finding(self, city: str, standing: Standing) -> str:
        if not standing.below:
            return str(self.said.none_below)
        told = {"below": standing.below, "judged": standing.judged}
        counts = {name: numbers.number(count) for name, count in told.items()}
        return str(self.said.finding) % {"city": city, **counts}

    @property
    def counted(self) -> list[str]:
        """The headings of the counts."""
        return [str(name) for name in COUNTED]

    @property
    def markets(self) -> list[tuple[str, ...]]:
        """City and employer, and how many rows stand where: the most below first."""
        named = [(self._market(key), standing) for key, standing in self.summary.standings.items()]
        named.sort(key=lambda one: (-one[1].below, one[0]))
        return [(name, *_counts(standing)) for name, standing in named[:MOST_LINES]]

    @property
    def more_markets(self) -> str:
        """How many markets the table leaves out; empty when none."""
        more = len(self.summary.standings) - MOST_LINES
        sentence = ngettext(
            "%(count)s more market is not listed here; the sheet has all of its rows.",
            "%(count)s more markets are not listed here; the sheet has all of their rows.",
            more,
        )
        return sentence % {"count": numbers.number(more)} if more > 0 else ""

    def _market(self, key: MarketKey) -> str:
        return words.market_name(self.survey.markets[key])

    @property
    def underpriced(self) -> list[UnderpricedRow]:
        """The offers furthest below their band, the furthest first."""
        return [self._underpriced(one) for one in self.summary.underpriced]

    def _underpriced(self, one: Underpriced) -> UnderpricedRow:
        asked = {"city": one.key.city, "segment": one.key.segment, "band": one.rank}
        return UnderpricedRow(
            str(one.row),
            self._market(one.key),
            self._level(one.rank),
            numbers.number(one.net),
            numbers.number(one.short),
            numbers.percent(one.share, 1),
            answer_link(self.survey, "offer", {**asked, "amount": one.net, "basis": "net"}),
        )

    def _level(self, rank: int) -> str:
        band = self.survey.band(rank)
        return words.band_label(band) if band.is_all else band.code

    @property
    def more_refused(self) -> str:
        """How many refused rows the list leaves out; empty when none."""
        more = self.summary.refused - len(self.summary.refusals)
        sentence = ngettext(
            "%(count)s more row is not listed here; the sheet says why.",
            "%(count)s more rows are not listed here; the sheet says why of each.",
            more,
        )
        return sentence % {"count": numbers.number(more)} if more > 0 else ""


def _counts(standing: Standing) -> list[str]:
    """Counts with their shares, and all."""
    told = [
        f"{numbers.number(count)} ({numbers.percent(Fraction(count, standing.judged))})"
        for count in standing
    ]
    return [*told, numbers.number(standing.judged)]


def _line(name: str, standing: Standing) -> Line:
    shares = [round_half_up(Fraction(100 * count, standing.judged)) for count in standing]
    points = tuple(zip((BELOW, WITHIN, ABOVE), shares, strict=True))
    return Line(name, (min(shares), max(shares)), points)
