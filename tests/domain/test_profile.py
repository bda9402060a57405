"""Which band a candidate is in: only published requirements decide, and each holds or does not."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salaries.domain.experience import MOST_YEARS
from salaries.domain.profile import Profile, kinds_of_years, standing, years_counted
from salaries.domain.surveyed import EXPERIENCE, ExperienceBand, Requirement, Text
from tests.domain.builders import TABLE

YEARS = {"I": 0, "II": 1, "III": 2, "IV": 3}


def published_bands() -> tuple[ExperienceBand, ...]:
    """The shipped survey's bands with what they ask, read by this test alone."""
    path = TABLE.parent / "band_requirements.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    return tuple(
        ExperienceBand(
            rank, code, years, tuple(_requirement(r, years) for r in rows if r["band"] == code)
        )
        for rank, (code, years) in enumerate(YEARS.items(), start=1)
    )


def _requirement(row: dict[str, str], years: int) -> Requirement:
    is_required, text = row["need"] == "required", row["text_en"]
    asks_years = is_required and row["topic"] == EXPERIENCE
    key, fewest = row["key"], years if asks_years else None
    return Requirement(row["topic"], is_required, Text(text, text, text), key, fewest)


BANDS = published_bands()
REQUIRED = [one for band in BANDS for one in band.requirements if one.is_required]
TICKS = [one.key for one in REQUIRED if one.years is None]
WISHES = [one.key for band in BANDS for one in band.requirements if not one.is_required]
ALL = Profile(frozenset(TICKS), {"marketing": 3, "smm": 3})

profiles = st.builds(
    Profile,
    st.frozensets(st.sampled_from(TICKS + WISHES)),
    st.fixed_dictionaries(dict.fromkeys(("marketing", "smm"), st.integers(0, MOST_YEARS))),
)


def rank(profile: Profile) -> int:
    """The rank of the band met, 0 for none."""
    band = standing(profile, BANDS).band
    return band.rank if band else 0


def up_to(rank: int, *, smm: int = 0, marketing: int = 0) -> Profile:
    """A candidate with all ticks of the bands up to a rank."""
    ticks = [one.key for band in BANDS[:rank] for one in band.requirements if one.is_required]
    return Profile(frozenset(ticks), {"marketing": marketing, "smm": smm})


def oracle(profile: Profile) -> int:
    """The rank met, told band by band by the table's own rows."""
    met = 0
    marketing = max(profile.years["marketing"], profile.years["smm"])
    counted = {"marketing": marketing, "smm": profile.years["smm"]}
    for band in BANDS:
        for one in band.requirements:
            enough = counted[one.key] >= band.min_years if one.topic == EXPERIENCE else None
            if one.is_required and not (one.key in profile.has if enough is None else enough):
                return met
        met = band.rank
    return met


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (Profile(), 0),
        (up_to(1), 1),
        (up_to(2), 1),
        (up_to(2, marketing=1), 2),
        (up_to(2, smm=1), 2),
        (up_to(3, marketing=5, smm=1), 2),
        (up_to(3, smm=2), 3),
        (up_to(4, smm=2), 3),
        (up_to(4, smm=3), 4),
        (up_to(4, marketing=60), 2),
    ],
)
def test_the_band_is_the_highest_up_to_which_everything_required_holds(
    profile: Profile, expected: int
) -> None:
    assert rank(profile) == expected


@pytest.mark.parametrize("key", TICKS)
def test_one_thing_lacking_keeps_a_candidate_below_the_band_that_asks_it(key: str) -> None:
    (asking,) = [band for band in BANDS if key in {one.key for one in band.requirements}]
    found = standing(replace(ALL, has=ALL.has - {key}), BANDS)
    assert (found.following, [one.key for one in found.missing]) == (asking, [key])
    assert found.reached == BANDS[-1]


@given(profiles)
def test_it_is_what_reading_the_rows_one_by_one_says(profile: Profile) -> None:
    assert rank(profile) == oracle(profile)


@given(profiles, profiles)
def test_having_more_never_lowers_the_band(one: Profile, other: Profile) -> None:
    years = {kind: max(one.years[kind], other.years[kind]) for kind in one.years}
    assert rank(Profile(one.has | other.has, years)) >= max(rank(one), rank(other))


@given(profiles)
def test_nothing_is_missing_for_the_band_met_and_something_for_the_next(profile: Profile) -> None:
    found = standing(profile, BANDS)
    met = found.band.rank if found.band else 0
    required = [one for one in found.asked if one.requirement.is_required]
    assert all(one.holds for one in required if one.band.rank <= met)
    assert bool(found.missing) == (found.following is not None)
    assert (found.following is None) == (met == len(BANDS))


@given(profiles)
def test_what_is_missing_is_exactly_what_takes_a_candidate_on(profile: Profile) -> None:
    found = standing(profile, BANDS)
    then = standing(profile.and_also(found.missing), BANDS)
    if found.following is None:
        assert (found.reached, then.band) == (None, found.band)
    else:
        assert found.reached == then.band
        assert then.band and then.band.rank >= found.following.rank
        for one in found.missing:
            others = [other for other in found.missing if other != one]
            assert standing(profile.and_also(others), BANDS).band == found.band


@given(profiles, st.frozensets(st.sampled_from(WISHES)))
def test_what_is_wished_for_decides_nothing(profile: Profile, wishes: frozenset[str]) -> None:
    without = replace(profile, has=profile.has - set(WISHES))
    with_them = standing(replace(profile, has=profile.has | wishes), BANDS)
    bare = standing(without, BANDS)
    assert (with_them.band, with_them.missing) == (bare.band, bare.missing)


def test_wishes_are_told_up_to_the_next_band() -> None:
    found = standing(up_to(2, marketing=1), BANDS)
    assert [one.requirement.key for one in found.wishes] == [
        "some-higher-education",
        "trade-degree",
    ]


def test_at_the_top_nothing_is_missing_and_all_wishes_are_told() -> None:
    found = standing(replace(ALL, has=ALL.has | {"english"}), BANDS)
    assert (found.following, found.missing, found.reached) == (None, (), None)
    assert [one.requirement.key for one in found.wishes if one.holds] == ["english"]
    assert len(found.wishes) == len(WISHES)


def test_years_are_asked_once_for_each_kind() -> None:
    assert kinds_of_years(BANDS) == {"marketing": (1,), "smm": (2, 3)}


def test_years_of_smm_count_as_years_of_marketing_and_not_the_other_way() -> None:
    profile = Profile(years={"marketing": 4, "smm": 2})
    assert [years_counted(profile, kind, BANDS) for kind in ("marketing", "smm")] == [4, 2]
    assert years_counted(Profile(years={"smm": 2}), "marketing", BANDS) == 2


def test_years_not_stated_are_none_and_become_those_that_hold_too() -> None:
    asked = [one for band in BANDS for one in band.requirements if one.years is not None]
    assert years_counted(Profile(), "smm", BANDS) == 0
    assert Profile().and_also(asked).years == {"marketing": 1, "smm": 3}


def test_a_key_nobody_asks_for_changes_nothing() -> None:
    assert standing(Profile(frozenset({"juggling"})), BANDS) == standing(Profile(), BANDS)
