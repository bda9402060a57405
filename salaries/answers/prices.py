"""Money of another year in machine form: figures raw and converted, and what they rest on."""

from __future__ import annotations

from collections.abc import Mapping

from salaries import words
from salaries.answers.envelope import Plain
from salaries.domain.bands import Band
from salaries.domain.prices import PriceChange, figures, month_text
from salaries.words import Evidence


def prices(change: PriceChange, offered: Mapping[str, int], band: Band, median: int) -> Plain:
    """What is offered, net, with its band and median in both prices; and what it bought before."""
    back = {name: change.back(amount) for name, amount in offered.items()}
    return {**about(change), "figures": plain(change, offered, band, median), "back": back}


def plain(change: PriceChange, offered: Mapping[str, int], band: Band, median: int) -> Plain:
    """Figures by name, each as it is and converted, whole RUB a month."""
    found = figures(change, offered, band, median)
    return {name: figure._asdict() for name, figure in found.items()}


def about(change: PriceChange) -> Plain:
    """Both months, the factor between them, and whose index it is, in the language in use."""
    return {
        "from": month_text(change.start),
        "to": month_text(change.end),
        "factor": float(change.factor),
        "index": words.say(change.index.source),
        "evidence": Evidence.SCENARIO,
    }
