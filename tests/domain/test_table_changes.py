"""What differs between two tables, against a slow way to say the same."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salaries.domain.table_changes import CellChange, Figures, Kind, Pay, Said, changes, counted

amounts = st.integers(1, 5)
tables = st.dictionaries(
    st.tuples(st.sampled_from("AB"), st.just("agency"), st.sampled_from(["I", "II"])),
    st.builds(Pay, amounts, amounts, amounts),
)

any_speed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@any_speed
@given(tables)
def test_a_table_does_not_differ_from_itself(table: dict[tuple[str, str, str], Pay]) -> None:
    assert changes(table, dict(table)) == ()


@any_speed
@given(tables, tables)
def test_the_changes_lead_from_one_table_to_the_other(
    before: dict[tuple[str, str, str], Pay], after: dict[tuple[str, str, str], Pay]
) -> None:
    reached: dict[tuple[str, str, str], Said] = {**before}
    for change in changes(before, after):
        assert reached.pop(change.place, None) == change.before
        if change.after is not None:
            reached[change.place] = change.after
    assert reached == after


@any_speed
@given(tables, tables)
def test_the_largest_comes_first_and_every_one_is_counted(
    before: dict[tuple[str, str, str], Pay], after: dict[tuple[str, str, str], Pay]
) -> None:
    found = changes(before, after)
    sizes = [change.size for change in found]
    assert sizes == sorted(sizes, reverse=True)
    assert sum(counted(found).values()) == len(found)


def test_a_cell_that_comes_or_goes_counts_with_its_largest_amount() -> None:
    place = ("Omsk", "agency", "I")
    came = CellChange(place, None, Pay(10, 20, 30))
    assert (came.kind, came.size) == (Kind.ADDED, 30)
    assert CellChange(place, Pay(10, 20, 30), None).kind is Kind.REMOVED
    assert CellChange(place, Pay(10, 20, 30), Pay(10, 20, 31)).kind is Kind.CHANGED
    went = CellChange(place, Pay(10, 20, 30), None)
    assert (went.kind, went.size) == (Kind.REMOVED, 30)


def test_of_quantiles_money_alone_has_a_size_and_what_is_not_published_is_nothing() -> None:
    place = ("omsk", "agency", "")
    before = Figures(None, 30, 40, 50, None, 12, 5, 35, 45)
    assert CellChange(place, before, before._replace(n=900)).size == 0
    assert CellChange(place, before, before._replace(p90=70)).size == 70
    assert CellChange(place, before, before._replace(p50_high=44)).size == 1
    assert CellChange(place, Pay(10, 20, 30), before).size == 50
    hidden = Figures(*[None] * 9)
    assert CellChange(place, before, hidden).kind is Kind.CHANGED
