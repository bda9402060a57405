"""The evidence from outside: the survey and its model beside vacancies of another year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from salaries import charts_data, library, numbers, words
from salaries.domain.market import MarketPay
from salaries.domain.percentile import log_normal
from salaries.domain.survey import Survey
from salaries.library import OutsideEvidence, Sample
from salaries.numbers import in_currency
from salaries.pictures_data import OUTSIDE, SPAN, Key, Line, Scale, lines_picture
from salaries.presenters.parts import Chart, source_line
from salaries.words import Evidence


def model_percent(scale: MarketPay, amount: int) -> int:
    """Whole per cent of a market's offers below an amount, as the log-normal model has it."""
    return round(100 * log_normal(scale, amount))


@dataclass(frozen=True)
class OutsideCharts:
    """The survey's figures beside vacancies of another year."""

    survey: Survey
    evidence: OutsideEvidence

    @property
    def year(self) -> str:
        """The year of the vacancies."""
        return str(self.evidence.year)

    @property
    def caveats(self) -> list[str]:
        """What to keep in mind."""
        return [words.say(text) for text in self.evidence.caveats]

    @property
    def coverage(self) -> list[str]:
        """For each sample, how much of it lay inside the published span."""
        return [self._coverage(sample) for sample in self.evidence.samples]

    @property
    def charts(self) -> list[Chart]:
        """The model against the shares observed, where there are shares; then the quartiles."""
        with_shares = [sample for sample in self.evidence.samples if sample.shares]
        return [*(self._model_chart(sample) for sample in with_shares), self._quartiles_chart()]

    def _coverage(self, sample: Sample) -> str:
        scale = self.survey.markets[sample.key].scale
        sentence = _(
            "%(city)s: %(count)s vacancies, %(inside)s of them inside the published span, %(span)s."
        )
        return sentence % {
            "city": self._city(sample),
            "count": sample.vacancies,
            "inside": numbers.percent(Fraction(sample.inside_percent, 100)),
            "span": numbers.span(scale.floor, scale.ceiling, self.survey.currency),
        }

    def _model_chart(self, sample: Sample) -> Chart:
        scale = self.survey.markets[sample.key].scale
        compared = [(x, model_percent(scale, x), seen) for x, seen in sample.shares]
        lines = [_model_line(sample.key.segment, *figures) for figures in compared]
        axis = Scale(numbers.percent_unit(), (0, 100))
        drawing = lines_picture(lines, axis, self._model_legend(sample))
        most = max(abs(model - seen) for _x, model, seen in compared)
        return Chart(
            f"model-{sample.key.city}",
            self._model_finding(sample, most),
            drawing,
            charts_data.lines_figure(lines, drawing),
            (
                in_currency(_("Amount, %(sign)s")),
                _("Model"),
                _("Observed"),
                _("Model less observed, points"),
            ),
            tuple(_model_row(*figures) for figures in compared),
            Evidence.MODELLED,
            self._source(),
        )

    def _model_legend(self, sample: Sample) -> list[Key]:
        segment = sample.key.segment
        seen = _("vacancies of %(year)s") % {"year": self.year}
        model = _("model for %(of_employers)s") % {"of_employers": words.of_employers(segment)}
        return [
            Key(SPAN, _("difference"), Evidence.MODELLED),
            Key(OUTSIDE, seen, Evidence.DERIVED),
            Key(segment, model, Evidence.MODELLED),
        ]

    def _model_finding(self, sample: Sample, most: int) -> str:
        sentence = _(
            "%(city)s: the log-normal model of %(of_month)s and the vacancies of %(year)s differ "
            "by %(points)s points at most."
        )
        return sentence % {
            "city": self._city(sample),
            "of_month": numbers.of_month(self.survey.month),
            "year": self.year,
            "points": most,
        }

    def _quartiles_chart(self) -> Chart:
        lines = [self._quartile_line(sample) for sample in self.evidence.samples]
        drawing = lines_picture(lines, Scale(), self._quartile_legend())
        medians = [
            words.segment_name(s) + in_currency(_(", median, %(sign)s"))
            for s in self.survey.segments
        ]
        quartiles = (
            in_currency(_("Lower quartile, %(sign)s")),
            in_currency(_("Median, %(sign)s")),
            in_currency(_("Upper quartile, %(sign)s")),
        )
        return Chart(
            "quartiles",
            self._quartiles_finding(lines),
            drawing,
            charts_data.lines_figure(lines, drawing),
            (_("City"), _("Vacancies"), *quartiles, *medians),
            tuple(self._quartile_row(sample) for sample in self.evidence.samples),
            Evidence.DERIVED,
            self._source(),
        )

    def _quartiles_finding(self, lines: Iterable[Line]) -> str:
        inside = [
            line.span[0] <= value <= line.span[1]
            for line in lines
            for kind, value in line.points
            if kind != OUTSIDE
        ]
        sentence = _(
            "%(inside)s of %(all)s medians of %(of_month)s lie in the middle half of the vacancies "
            "of %(year)s."
        )
        return sentence % {
            "inside": sum(inside),
            "all": len(inside),
            "of_month": numbers.of_month(self.survey.month),
            "year": self.year,
        }

    def _quartile_line(self, sample: Sample) -> Line:
        low, middle, high = sample.quartiles
        return Line(self._city(sample), (low, high), ((OUTSIDE, middle), *self._medians(sample)))

    def _medians(self, sample: Sample) -> tuple[tuple[str, int], ...]:
        markets = self.survey.in_city(sample.key.city)
        return tuple((market.segment, market.scale.median) for market in markets)

    def _quartile_row(self, sample: Sample) -> tuple[str, ...]:
        medians = dict(self._medians(sample))
        ours = (numbers.number(medians[s]) if s in medians else "–" for s in self.survey.segments)
        theirs = (numbers.number(quartile) for quartile in sample.quartiles)
        return (self._city(sample), str(sample.vacancies), *theirs, *ours)

    def _quartile_legend(self) -> list[Key]:
        half = _("middle half of the vacancies of %(year)s") % {"year": self.year}
        return [
            Key(SPAN, half, Evidence.DERIVED),
            Key(OUTSIDE, _("median of the vacancies"), Evidence.DERIVED),
            *(self._published(segment) for segment in self.survey.segments),
        ]

    def _published(self, segment: str) -> Key:
        said = {
            "of_employers": words.of_employers(segment),
            "month": numbers.month(self.survey.month),
        }
        return Key(segment, _("median of %(of_employers)s, %(month)s") % said, Evidence.PUBLISHED)

    def _city(self, sample: Sample) -> str:
        return words.city_name(self.survey.markets[sample.key].city)

    def _source(self) -> str:
        return _("Sources: %(outside)s; %(survey)s") % {
            "outside": words.say(self.evidence.source),
            "survey": source_line(self.survey).text,
        }


def outside_charts(survey: Survey) -> OutsideCharts | None:
    """The evidence from outside, or None where it is about another survey or other markets."""
    evidence = library.outside_evidence()
    known = all(sample.key in survey.markets for sample in evidence.samples)
    return OutsideCharts(survey, evidence) if known and evidence.survey == survey.slug else None


def _model_line(segment: str, amount: int, model: int, seen: int) -> Line:
    name = _("under %(amount)s") % {"amount": numbers.number(amount)}
    return Line(name, (min(model, seen), max(model, seen)), ((OUTSIDE, seen), (segment, model)))


def _model_row(amount: int, model: int, seen: int) -> tuple[str, ...]:
    return numbers.number(amount), _whole(model), _whole(seen), numbers.signed(model - seen)


def _whole(percent: int) -> str:
    return numbers.percent(Fraction(percent, 100))
