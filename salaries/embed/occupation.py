"""Markets as schema.org data: an Occupation with the one figure that was published of its spread.

Of bands percentiles are modelled, so they stay out: only the median is a fact of the source.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from salaries import numbers, words
from salaries.domain.quantiles import Quantiles
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Market


def occupation(survey: Survey, market: Market, url: str) -> dict[str, Any]:
    """One market; `url` is the page that says it."""
    month = numbers.month(survey.month)
    employers = words.of_employers(market.segment)
    return {
        "@type": "Occupation",
        "name": words.say(survey.role),
        "description": _("Offers by %(of_employers)s, %(month)s")
        % {"of_employers": employers, "month": month},
        "occupationLocation": [{"@type": "City", "name": words.city_name(market.city)}],
        "estimatedSalary": [
            {
                "@type": "MonetaryAmountDistribution",
                "name": _("Pay offered by %(of_employers)s, %(month)s")
                % {"of_employers": employers, "month": month},
                "currency": survey.currency,
                "unitText": "MONTH",
                "duration": "P1M",
                **_published(market),
            }
        ],
        "mainEntityOfPage": {
            "@type": "WebPage",
            "@id": url,
            "temporalCoverage": f"{survey.month:%Y-%m}",
        },
    }


def _published(market: Market) -> dict[str, int]:
    """The median, and what other quantiles are published; schema.org knows just these."""
    if not isinstance(market.scale, Quantiles):
        return {"median": market.scale.median}
    names = {50: "median"}
    return {names.get(p.percent, f"percentile{p.percent}"): p.amount for p in market.scale.points}


def data_block(survey: Survey, markets: Iterable[Market], url: str) -> SafeString:
    """The script element that holds them: data, which no browser runs."""
    found = [occupation(survey, market, url) for market in markets]
    escaped = json_script({"@context": "https://schema.org", "@graph": found})
    return SafeString(escaped.replace("application/json", "application/ld+json", 1))
