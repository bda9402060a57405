"""The table's audit: by hand, against a slow second reckoning, and on broken tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salaries.domain.audit import Anomaly, Audit, Finding, audit, audit_table
from salaries.domain.market import pay_scale
from salaries.domain.printed import Printed, median_place
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Market, MarketKey
from tests.domain.builders import MARKETS, OMSK_COMPANY, Published, each_market
from tests.domain.test_survey import city, survey

Table = Mapping[MarketKey, Printed]


def key_of(market: Published) -> MarketKey:
    return MarketKey(market.city, market.segment)


SHIPPED = {key_of(market): Printed(market.bands, market.median) for market in MARKETS}
AUDIT = audit_table(SHIPPED)


def printed(*edges: int, median: int) -> Printed:
    """A sound market from its edges, in thousands."""
    bands = tuple((low * 1000, high * 1000) for low, high in pairwise(edges))
    return Printed(bands, median * 1000)


SOUND = printed(30, 35, 40, 60, 90, median=55)


def found(audited: Audit) -> list[tuple[str, tuple[str, ...], str, tuple[int, ...]]]:
    return [(f.anomaly.value, f.cities, f.segment, f.ranks) for f in audited.findings]


def alone(market: Printed) -> Audit:
    """The audit of a table whose other markets are sound."""
    others = {MarketKey(name, "agency"): SOUND for name in ("sound", "as-sound")}
    return audit_table({MarketKey("omsk", "agency"): market} | others)


def of_omsk(market: Printed) -> list[tuple[str, tuple[int, ...]]]:
    return [(f.anomaly.value, f.ranks) for f in alone(market).in_city("omsk")]


def pair(agency: Printed, company: Printed) -> list[tuple[str, tuple[int, ...]]]:
    """What is found between the two kinds of employer of one city."""
    table = {MarketKey("omsk", "agency"): agency, MarketKey("omsk", "company"): company}
    between = [finding for finding in audit_table(table).findings if not finding.segment]
    return [(finding.anomaly.value, finding.ranks) for finding in between]


# The shipped table, by hand.


def test_the_shipped_table_keeps_its_laws_everywhere() -> None:
    assert (AUDIT.markets, AUDIT.joints, AUDIT.joints_touching) == (24, 72, 72)
    assert (AUDIT.markets_rising, AUDIT.pairs, AUDIT.pairs_sharing_ends) == (24, 12, 12)
    assert (AUDIT.figures, AUDIT.figures_rounded) == (216, 216)


def test_every_shipped_median_lies_in_band_three() -> None:
    assert (AUDIT.usual_rank, AUDIT.medians_in(3), AUDIT.medians_in(2)) == (3, 24, 0)
    places = [median.place for median in AUDIT.medians]
    assert (min(places), max(places)) == (Fraction(5, 9), Fraction(5, 6))


def test_nowhere_in_the_shipped_table_do_companies_pay_more() -> None:
    assert not AUDIT.of(Anomaly.INVERTED_BAND, Anomaly.INVERTED_MEDIAN)


def test_in_four_shipped_cities_the_kinds_of_employer_part_early() -> None:
    early = [(finding.cities, finding.ranks) for finding in AUDIT.of(Anomaly.EARLY_DIFFERENCE)]
    assert early == [
        (("Volgograd",), (1, 2)),
        (("Yekaterinburg",), (1,)),
        (("Nizhny Novgorod",), (1,)),
        (("Omsk",), (1,)),
    ]


def test_two_pairs_of_shipped_cities_are_twins() -> None:
    twins = [(finding.cities, finding.ranks) for finding in AUDIT.of(Anomaly.TWIN_CITIES)]
    assert twins == [(("Kazan", "Ufa"), (3, 4)), (("Nizhny Novgorod", "Chelyabinsk"), (3, 4))]


def test_five_shipped_medians_are_shared() -> None:
    shared = [(finding.segment, finding.cities) for finding in AUDIT.of(Anomaly.SHARED_MEDIAN)]
    assert shared == [
        ("agency", ("Volgograd", "Kazan", "Omsk", "Ufa")),
        ("agency", ("Nizhny Novgorod", "Chelyabinsk")),
        ("company", ("Volgograd", "Omsk")),
        ("company", ("Kazan", "Ufa")),
        ("company", ("Nizhny Novgorod", "Rostov-on-Don", "Samara", "Chelyabinsk")),
    ]


def test_fourteen_shipped_bands_are_narrower_than_the_one_below() -> None:
    narrow = AUDIT.of(Anomaly.NARROWING_BAND)
    assert Counter(rank for finding in narrow for rank in finding.ranks) == {2: 9, 4: 5}
    assert (len(narrow), len({finding.cities for finding in narrow})) == (12, 8)


def test_the_findings_of_a_city_are_those_that_name_it() -> None:
    kinds = [finding.anomaly for finding in AUDIT.in_city("Ufa")]
    assert (
        kinds == [Anomaly.NARROWING_BAND] * 2 + [Anomaly.TWIN_CITIES] + [Anomaly.SHARED_MEDIAN] * 2
    )
    assert not AUDIT.in_city("Paris") and not AUDIT.in_city("Moscow")


@pytest.mark.parametrize(
    ("segment", "city", "equal", "gap", "share"),
    [
        ("agency", "Moscow", 40, 15, Fraction(11, 16)),
        ("company", "Moscow", 40, 10, Fraction(2, 3)),
        ("company", "Saint Petersburg", 33, 7, Fraction(31, 48)),
        ("company", "Rostov-on-Don", 25, 5, Fraction(23, 36)),
        ("agency", "Omsk", 20, 10, Fraction(17, 24)),
    ],
)
def test_equal_shares_would_put_a_median_elsewhere(
    city: str, segment: str, equal: Fraction, gap: Fraction, share: Fraction
) -> None:
    (median,) = [m for m in AUDIT.medians if m.key == (city, segment)]
    thousands = median.equal_share / 1000, median.gap / 1000
    assert (*thousands, median.share_below) == (equal, gap, share)


# Broken tables, and tables merely odd.


def test_a_sound_table_has_no_finding_but_its_twins() -> None:
    kinds = {finding.anomaly for finding in alone(SOUND).findings}
    assert kinds == {Anomaly.TWIN_CITIES, Anomaly.SHARED_MEDIAN}


@pytest.mark.parametrize("start", [36_000, 34_000], ids=["gap", "overlap"])
def test_a_joint_that_does_not_touch_is_found(start: int) -> None:
    broken = Printed(((30_000, 35_000), (start, 45_000), (45_000, 60_000)), 54_000)
    assert of_omsk(broken) == [("open_joint", (1,))]
    assert (alone(broken).joints, alone(broken).joints_touching) == (8, 7)


@pytest.mark.parametrize(
    ("bands", "falling"),
    [
        (((50, 60), (40, 50), (60, 90)), (2,)),
        (((40, 50), (40, 60), (60, 90)), (2,)),
        (((40, 40), (40, 60), (60, 90)), (1, 2)),
        (((50, 40), (45, 60), (60, 90)), (1, 2)),
        (((0, 40), (40, 60), (60, 90)), (1,)),
    ],
    ids=["starts lower", "starts level", "no width", "upside down", "starts at nought"],
)
def test_a_band_that_does_not_rise_is_found(
    bands: tuple[tuple[int, int], ...], falling: tuple[int, ...]
) -> None:
    broken = Printed(bands, 70)
    assert broken.falling == falling
    assert ("falling_band", falling) in of_omsk(broken)
    assert alone(broken).markets_rising == 2


@pytest.mark.parametrize("median", [29_999, 90_001, 42_000])
def test_a_median_that_no_band_holds_is_found(median: int) -> None:
    gap = Printed(((30_000, 40_000), (45_000, 60_000), (60_000, 90_000)), median)
    assert ("median_elsewhere", ()) in of_omsk(gap)
    assert len(alone(gap).medians) == 2


def test_a_median_in_another_band_than_most_is_found() -> None:
    assert of_omsk(printed(20, 30, 40, 50, 60, median=35)) == [("median_elsewhere", (2,))]


def test_where_two_bands_hold_as_many_medians_the_lower_is_the_usual_one() -> None:
    low, high = printed(20, 30, 40, 50, median=25), printed(20, 30, 40, 50, median=45)
    both = audit_table({MarketKey("a", "agency"): high, MarketKey("b", "agency"): low})
    assert both.usual_rank == 1
    assert found(both) == [("median_elsewhere", ("a",), "agency", (3,))]


def test_a_table_of_nothing_has_no_usual_band() -> None:
    assert (audit_table({}).usual_rank, audit_table({}).findings) == (0, ())


@pytest.mark.parametrize(
    ("median", "rank", "place"), [(35, 2, 0), (90, 4, 1), (30, 1, 0)], ids=["joint", "top", "floor"]
)
def test_an_edge_belongs_to_the_band_that_starts_there_and_the_top_to_the_last(
    median: int, rank: int, place: Fraction
) -> None:
    held = median_place(MarketKey("omsk", "agency"), printed(30, 35, 40, 60, 90, median=median))
    assert held and (held.rank, held.place) == (rank, place)


def test_a_top_band_without_width_holds_no_median() -> None:
    flat = Printed(((30, 35), (40, 40)), 40)
    assert median_place(MarketKey("omsk", "agency"), flat) is None


@pytest.mark.parametrize(
    ("edges", "equal"),
    [((20, 40), 30), ((20, 30, 40), 30), ((20, 26, 36, 40), 31), ((10, 20, 21, 22, 23, 40), 21.5)],
    ids=["one band", "two", "three", "five"],
)
def test_equal_shares_of_any_number_of_bands_have_their_median_in_the_middle(
    edges: tuple[int, ...], equal: float
) -> None:
    held = median_place(MarketKey("omsk", "agency"), printed(*edges, median=edges[0] + 1))
    assert held and held.equal_share == Fraction(equal) * 1000


def test_figures_not_rounded_to_thousands_are_counted() -> None:
    assert alone(Printed(((30_500, 40_000), (40_000, 60_001)), 45_000)).figures_rounded == 18 + 3


COMPANY = printed(30, 35, 40, 55, 90, median=50)


def test_kinds_of_employer_that_part_from_band_three_on_are_not_odd() -> None:
    assert pair(SOUND, COMPANY) == []


@pytest.mark.parametrize(
    ("company", "finding"),
    [
        (printed(29, 35, 40, 55, 90, median=50), ("unequal_ends", ())),
        (printed(30, 35, 40, 55, 80, median=50), ("unequal_ends", ())),
        (printed(30, 34, 40, 55, 90, median=50), ("early_difference", (1,))),
        (printed(30, 34, 39, 55, 90, median=50), ("early_difference", (1, 2))),
        (printed(30, 35, 40, 61, 90, median=50), ("inverted_band", (3, 4))),
        (printed(30, 35, 40, 55, 90, median=56), ("inverted_median", ())),
    ],
)
def test_what_is_odd_between_kinds_of_employer_is_found(
    company: Printed, finding: tuple[str, tuple[int, ...]]
) -> None:
    assert pair(SOUND, company) == [finding]


def test_kinds_of_employer_with_other_numbers_of_bands_are_compared_as_far_as_both_go() -> None:
    assert pair(SOUND, printed(30, 35, 41, 90, median=50)) == [
        ("early_difference", (2,)),
        ("inverted_band", (2, 3)),
    ]


def test_a_city_with_one_kind_of_employer_has_nothing_to_compare() -> None:
    lonely = audit_table({MarketKey("omsk", "company"): SOUND})
    assert (lonely.pairs, lonely.findings) == (0, ())


def test_cities_that_differ_at_one_kind_of_employer_only_are_no_twins() -> None:
    table = {MarketKey(name, "agency"): SOUND for name in ("omsk", "ufa")}
    table |= {MarketKey("omsk", "company"): COMPANY}
    assert not audit_table(table).of(Anomaly.TWIN_CITIES)


def test_twins_may_differ_in_the_lower_half_of_their_bands() -> None:
    table = {
        MarketKey("omsk", "agency"): printed(20, 35, 40, 60, 90, median=55),
        MarketKey("ufa", "agency"): SOUND,
    }
    table = {MarketKey("kazan", "agency"): printed(20, 30, 40, median=35)} | table
    twins = Finding(Anomaly.TWIN_CITIES, ("omsk", "ufa"), ranks=(3, 4))
    assert audit_table(table).of(Anomaly.TWIN_CITIES) == (twins,)


def test_the_kinds_of_employer_may_stand_in_any_order() -> None:
    shuffled = dict(sorted(SHIPPED.items(), key=lambda item: item[0].segment, reverse=True))
    assert set(audit_table(shuffled).of(Anomaly.EARLY_DIFFERENCE)) == set(
        AUDIT.of(Anomaly.EARLY_DIFFERENCE)
    )


def test_a_survey_is_audited_by_the_figures_of_its_markets() -> None:
    two = survey(("omsk", "agency"), ("kazan", "agency"))
    assert found(audit(two)) == [
        ("twin_cities", ("omsk", "kazan"), "", (2,)),
        ("shared_median", ("omsk", "kazan"), "agency", ()),
    ]


# The oracle: a slow second reckoning, straight from METHOD's words.


def slow_findings(table: Table) -> set[tuple[str, tuple[str, ...], str, tuple[int, ...]]]:
    """Every finding again, market by market and pair by pair, with nothing shared."""
    result: set[tuple[str, tuple[str, ...], str, tuple[int, ...]]] = set()
    cities = list(dict.fromkeys(key.city for key in table))
    for (name, segment), market in table.items():
        widths = [high - low for low, high in market.bands]
        narrow = [i + 1 for i in range(1, len(widths)) if widths[i] < widths[i - 1]]
        if narrow:
            result.add(("narrowing_band", (name,), segment, tuple(narrow)))
    for name in cities:
        agency, company = table[MarketKey(name, "agency")], table[MarketKey(name, "company")]
        result |= {(what, (name,), "", ranks) for what, ranks in slow_pair(agency, company)}
    for one, other in combinations(cities, 2):
        alike = 0
        for segment in ("agency", "company"):
            ours, theirs = table[MarketKey(one, segment)], table[MarketKey(other, segment)]
            if ours.median == theirs.median:
                result.add(("shared_median", (one, other), segment, ()))
                alike += ours.bands[2] == theirs.bands[2] and ours.bands[3] == theirs.bands[3]
        if alike == 2:
            result.add(("twin_cities", (one, other), "", (3, 4)))
    return result


def slow_pair(agency: Printed, company: Printed) -> list[tuple[str, tuple[int, ...]]]:
    result: list[tuple[str, tuple[int, ...]]] = []
    if agency.bands[0][0] != company.bands[0][0] or agency.bands[3][1] != company.bands[3][1]:
        result.append(("unequal_ends", ()))
    early = [rank for rank in (1, 2) if agency.bands[rank - 1][1] != company.bands[rank - 1][1]]
    if early:
        result.append(("early_difference", tuple(early)))
    inverted = []
    for rank in (1, 2, 3, 4):
        ours, theirs = agency.bands[rank - 1], company.bands[rank - 1]
        if ours[0] < theirs[0] or ours[1] < theirs[1]:
            inverted.append(rank)
    if inverted:
        result.append(("inverted_band", tuple(inverted)))
    if agency.median < company.median:
        result.append(("inverted_median", ()))
    return result


def in_pairs(audited: Audit) -> set[tuple[str, tuple[str, ...], str, tuple[int, ...]]]:
    """The findings, a group of cities as every pair of its members."""
    grouped = {Anomaly.TWIN_CITIES, Anomaly.SHARED_MEDIAN}
    result = set()
    for f in audited.findings:
        groups = combinations(f.cities, 2) if f.anomaly in grouped else [f.cities]
        result |= {(f.anomaly.value, tuple(names), f.segment, f.ranks) for names in groups}
    return result


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A few cities with both kinds of employer, few different figures, medians in band III."""
    edges = st.lists(st.integers(1, 9), min_size=5, max_size=5, unique=True).map(sorted)
    table = {}
    for name in ("omsk", "ufa", "kazan")[: draw(st.integers(1, 3))]:
        for segment in ("agency", "company"):
            rising = [edge * 2 for edge in draw(edges)]
            table[MarketKey(name, segment)] = printed(*rising, median=rising[2] + 1)
    return table


@given(tables())
def test_the_audit_agrees_with_the_slow_reckoning(table: Table) -> None:
    assert in_pairs(audit_table(table)) == slow_findings(table)


def test_the_audit_of_the_shipped_table_agrees_with_the_slow_reckoning() -> None:
    assert in_pairs(AUDIT) == slow_findings(SHIPPED)


@each_market
def test_the_slow_reckoning_of_equal_shares_agrees(market: Published) -> None:
    """A million offers spread as equal shares would have them: their median, and the share."""
    (median,) = [m for m in AUDIT.medians if m.key == key_of(market)]
    offers = [
        low + (high - low) * (step + 0.5) / 250 for low, high in market.bands for step in range(250)
    ]
    below = sum(offer < market.median for offer in offers) / len(offers)
    assert below == pytest.approx(float(median.share_below), abs=0.002)
    assert offers[499] < median.equal_share < offers[500]


def test_the_shipped_survey_as_values_has_the_audit_of_its_file() -> None:
    assert audit(as_survey(MARKETS)) == AUDIT


def as_survey(markets: list[Published]) -> Survey:
    """The shipped table as a survey whose cities go by their names."""
    whole = [Market(city(m.city), m.segment, pay_scale(m.edges, m.median)) for m in markets]
    return replace(survey(("omsk", "agency")), markets={market.key: market for market in whole})


def test_the_omsk_company_market_is_a_hand_worked_example() -> None:
    omsk = Printed(OMSK_COMPANY.bands, OMSK_COMPANY.median)
    assert (omsk.narrowing, omsk.falling, omsk.open_joints) == ((), (), ())
    assert omsk.ends == (16_000, 40_000)
