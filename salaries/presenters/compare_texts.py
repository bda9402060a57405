"""What the page of a comparison says of its figures, by the kind of survey they come from."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from salaries.domain.surveyed import SurveyKind


@dataclass(frozen=True, slots=True)
class CompareTexts:
    """The notes of the page; each is a whole sentence or a name."""

    bare: Promise
    by_typical: Promise
    why: Promise
    why_without_kinds: Promise
    elsewhere: Promise
    same_place: Promise
    form: Promise
    drawn: Promise
    level: Promise


TEXTS: dict[SurveyKind, CompareTexts] = {
    SurveyKind.BANDS: CompareTexts(
        bare=lazy("A market without an amount stands at the mid-point of its band."),
        by_typical=lazy("By the mid-points of their bands: %(headline)s"),
        why=lazy(
            "City, kind of employer and band are each worth the change they make to the band’s"
            " mid-point, averaged over all orders of changing them, so the order does not matter;"
            " the rest is the offer itself, measured from its own mid-point."
        ),
        why_without_kinds=lazy(
            "City and band are each worth the change they make to the band’s mid-point, averaged"
            " over both orders of changing them, so the order does not matter; the rest is the"
            " offer itself, measured from its own mid-point."
        ),
        elsewhere=lazy(
            "What each offer would come to in the market of every other, two ways: at the same"
            " place in the same band, and in the same ratio to the median. Their difference is the"
            " uncertainty."
        ),
        same_place=lazy("same place in band"),
        form=lazy(
            "Compared as net pay, the publisher’s convention. Without an amount the market’s band"
            " stands alone, at its mid-point."
        ),
        drawn=lazy("the band compared"),
        level=lazy("Band"),
    ),
    SurveyKind.QUANTILES: CompareTexts(
        bare=lazy("A market without an amount stands at its median."),
        by_typical=lazy("By their medians: %(headline)s"),
        why=lazy(
            "City, kind of employer and experience are each worth the change they make to the"
            " median, averaged over all orders of changing them, so the order does not matter; the"
            " rest is the offer itself, measured from its own median."
        ),
        why_without_kinds=lazy(
            "City and experience are each worth the change they make to the median, averaged over"
            " both orders of changing them, so the order does not matter; the rest is the offer"
            " itself, measured from its own median."
        ),
        elsewhere=lazy(
            "What each offer would come to in the market of every other, two ways: at the same"
            " place in the same range, and in the same ratio to the median. Their difference is the"
            " uncertainty."
        ),
        same_place=lazy("same place in the range"),
        form=lazy(
            "Compared as net pay, the publisher’s convention. Without an amount the market stands"
            " alone, at its median."
        ),
        drawn=lazy("the range compared"),
        level=lazy("Experience"),
    ),
}
