"""What differs between two offers and why: the parts in words, in roubles and as bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from salaries import numbers, words
from salaries.domain.quantiles import typical
from salaries.domain.survey import Survey
from salaries.offers import parts_between
from salaries.pictures import Axis
from salaries.presenters.compare_texts import TEXTS
from salaries.presenters.compared import Column

MORE, LESS, SAME = "more", "less", "same"

OPENINGS: dict[str, Promise] = {
    MORE: lazy("%(there)s is %(amount)s a month more than %(here)s"),
    LESS: lazy("%(there)s is %(amount)s a month less than %(here)s"),
    SAME: lazy("%(there)s comes to the same money as %(here)s"),
}
INSTEAD: dict[str, Promise] = {
    MORE: lazy("%(there)s instead of %(here)s: %(amount)s more"),
    LESS: lazy("%(there)s instead of %(here)s: %(amount)s less"),
    SAME: lazy("%(there)s instead of %(here)s: no difference"),
}
ITSELF: dict[str, Promise] = {
    MORE: lazy("the offer itself: %(amount)s more"),
    LESS: lazy("the offer itself: %(amount)s less"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """What one part is about, and from what to what it goes; equal ends are no change."""

    label: str
    here: str
    there: str

    @property
    def words(self) -> str:
        """`Moscow → Kazan`, or the one thing that both share."""
        return self.here if self.here == self.there else f"{self.here} → {self.there}"


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of a difference, RUB a month, and its bar in per cent of the bar's cell.

    The bar runs from where the part before it ended.
    """

    label: str
    change: str
    amount: str
    tone: str
    x: float
    width: float


@dataclass(frozen=True)
class Difference:
    """The first offer against another one; money is RUB a month."""

    survey: Survey
    first: Column
    other: Column

    @property
    def heading(self) -> str:
        """`B is 14 000 ₽ a month less than A`."""
        names = {"here": self.first.letter, "there": self.other.letter}
        return str(OPENINGS[_tone(self.gap)]) % {**names, "amount": self._money(self.gap)}

    @property
    def gap(self) -> int:
        """The other amount less the first."""
        return self.other.amount - self.first.amount

    @cached_property
    def parts(self) -> tuple[int, ...]:
        """City, kind of employer, band, the offer itself; empty where it cannot be split."""
        return parts_between(self.survey, self.first.offer, self.other.offer)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What each of the parts is about."""
        pairs = zip(_names(self.first), _names(self.other), strict=True)
        level = str(TEXTS[self.survey.kind].level)
        labels = (_("City"), _("Kind of employer"), level, _("The offer itself"))
        return tuple(
            Change(label, here, there) for label, (here, there) in zip(labels, pairs, strict=True)
        )

    @property
    def sentence(self) -> str:
        """What brings the difference about; what does not change is left out."""
        if not self.parts:
            return _("It cannot be split: the survey has no such market on the way between them.")
        *fields, (_own, itself) = zip(self.changes, self.parts, strict=True)
        said = [
            self._instead(change, part) for change, part in fields if change.here != change.there
        ]
        if itself:
            said.append(str(ITSELF[_tone(itself)]) % {"amount": self._money(itself)})
        return _("What brings it about: %(parts)s.") % {"parts": "; ".join(said)}

    def _instead(self, change: Change, part: int) -> str:
        said = {"here": change.here, "there": change.there, "amount": self._money(part)}
        return str(INSTEAD[_tone(part)]) % said

    @property
    def rows(self) -> list[PartRow]:
        """The parts, and the way from the first amount to the other one step by step."""
        rows = [
            self._row(change.label, change.words, part, start)
            for change, part, start in zip(self.changes, self.parts, self._ends, strict=False)
        ]
        if not self.survey.has_kinds:
            del rows[1:2]  # the kind of employer, which never changes
        return rows

    @property
    def total(self) -> PartRow:
        """The whole difference: the sum of the parts."""
        label = _("Difference")
        return self._row(
            label, f"{self.first.letter} → {self.other.letter}", self.gap, self._ends[0]
        )

    @property
    def _ends(self) -> Sequence[int]:
        """The first amount, and where each part brings it; the other amount is the last."""
        return list(accumulate(self.parts, initial=self.first.amount))

    def _row(self, label: str, change: str, part: int, start: int) -> PartRow:
        low, high = min(self._ends), max(self._ends)
        axis = Axis(low, max(high, low + 1), 1, 99)
        x, end = sorted((axis.at(start), axis.at(start + part)))
        return PartRow(label, change, numbers.signed(part), _tone(part), x, round(end - x, 2))

    def _money(self, amount: int) -> str:
        return numbers.money(abs(amount), self.survey.currency)


def _tone(amount: int) -> str:
    return MORE if amount > 0 else LESS if amount < 0 else SAME


def _names(column: Column) -> tuple[str, str, str, str]:
    """City, kind of employer and band in words, and the offer against its mid-point."""
    offer = column.offer
    over = numbers.signed(column.amount - typical(offer.market.scale, offer.band.rank))
    own = _("%(letter)s %(gap)s") % {"letter": column.letter, "gap": over}
    return (
        words.city_name(offer.market.city),
        words.employers(offer.market.segment),
        words.experience(offer.band) if offer.band.is_all else words.band_name(offer.band.code),
        own,
    )
