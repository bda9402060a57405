"""The audit in sentences: for the oddities, too, that the shipped table does not have."""

from dataclasses import replace

import pytest
from django.utils import translation

from salaries.domain.audit import Anomaly, Finding, audit
from salaries.domain.market import pay_scale
from salaries.domain.survey import Survey
from salaries.domain.surveyed import MarketKey
from salaries.presenters.audit import GROUPS, SENTENCES, finding_groups, remarkable
from salaries.presenters.counts import counts
from salaries.presenters.gap import gap_chart

pytestmark = pytest.mark.django_db


def changed(survey: Survey, city: str, segment: str, edges: list[int], median: int) -> Survey:
    """The survey with other figures in one market, given in thousands."""
    key = MarketKey(city, segment)
    scale = pay_scale([edge * 1000 for edge in edges], median * 1000)
    markets = {**survey.markets, key: replace(survey.markets[key], scale=scale)}
    return replace(survey, markets=markets)


def told(survey: Survey, anomaly: Anomaly) -> list[str]:
    groups = {group.ident: group for group in finding_groups(survey, audit(survey))}
    return [one.text.replace("\u00a0", " ") for one in groups[anomaly].findings]


def test_every_anomaly_has_a_title_and_a_sentence() -> None:
    assert GROUPS.keys() == SENTENCES.keys() == set(Anomaly)


def test_a_median_above_that_of_agencies_is_told(survey: Survey) -> None:
    odd = changed(survey, "moscow", "company", [30, 35, 40, 60, 90], 57)
    assert told(odd, Anomaly.INVERTED_MEDIAN) == [
        "Moscow: the companies’ median, 57 000 ₽, was above the agencies’, 55 000 ₽."
    ]


def test_a_band_in_which_companies_reach_above_agencies_is_told(survey: Survey) -> None:
    odd = changed(survey, "moscow", "company", [30, 35, 40, 61, 90], 50)
    assert told(odd, Anomaly.INVERTED_BAND) == [
        "Moscow: companies reached above agencies in band III and band IV."
    ]
    (count,) = [c for c in counts(odd, audit(odd)) if c.place == Anomaly.INVERTED_BAND]
    assert count.value == "2"


def test_kinds_of_employer_with_different_ends_are_told(survey: Survey) -> None:
    odd = changed(survey, "omsk", "company", [15, 17, 20, 30, 40], 27)
    assert told(odd, Anomaly.UNEQUAL_ENDS) == [
        "Omsk: agencies’ pay ran over 16 000–40 000 ₽, companies’ over 15 000–40 000 ₽."
    ]


def test_a_median_in_another_band_is_told(survey: Survey) -> None:
    odd = changed(survey, "omsk", "company", [16, 17, 20, 30, 40], 19)
    assert told(odd, Anomaly.MEDIAN_ELSEWHERE) == [
        "Omsk, companies: the median lay in band II, in most markets it lies in another band."
    ]
    (count,) = [c for c in counts(odd, audit(odd)) if c.label == "Medians in band III"]
    assert count.value == "23 of 24"


@pytest.mark.parametrize(
    ("finding", "sentence"),
    [
        (
            Finding(Anomaly.OPEN_JOINT, ("omsk",), "agency", (1, 3)),
            "Omsk, agencies: band I and band III ended elsewhere than the next band started.",
        ),
        (
            Finding(Anomaly.FALLING_BAND, ("omsk",), "agency", (2,)),
            "Omsk, agencies: band II did not rise above what lies below.",
        ),
        (
            Finding(Anomaly.MEDIAN_ELSEWHERE, ("omsk",), "agency"),
            "Omsk, agencies: the median lay in no band, in most markets it lies in another band.",
        ),
    ],
)
def test_what_no_loaded_table_can_have_has_words_all_the_same(
    survey: Survey, finding: Finding, sentence: str
) -> None:
    assert remarkable(survey, finding).text == sentence


def test_a_median_under_equal_shares_has_a_gap_below_nought(survey: Survey) -> None:
    odd = changed(survey, "omsk", "company", [16, 17, 20, 30, 40], 19)
    chart = gap_chart(odd, audit(odd))
    row = next(row for row in chart.rows if row[0] == "Omsk, companies")
    assert row[3] == "−1\u00a0000"
    assert chart.figure["layout"]["xaxis"]["range"][0] < -1_000


def test_an_audit_of_one_city_alone_can_be_told(survey: Survey) -> None:
    alone = replace(survey, markets={m.key: m for m in survey.in_city("omsk")})
    assert [group.ident for group in finding_groups(alone, audit(alone))] == [
        "early_difference",
        "narrowing_band",
    ]
    assert counts(alone, audit(alone))[0].value == "6 of 6"


def test_a_language_without_translations_reads_the_figures_in_its_own_way(survey: Survey) -> None:
    with translation.override("ru"):
        (told_first, *_) = finding_groups(survey, audit(survey))[0].findings
        assert "Волгоград" in told_first.text
