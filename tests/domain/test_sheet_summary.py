"""A judged sheet in sum."""

from salaries.domain.sheet_summary import SheetSummary, Standing


def test_every_row_is_counted_once_whatever_became_of_it() -> None:
    summary = SheetSummary(
        offers=5,
        postings=2,
        refused=1,
        asked=0,
        scenarios=0,
        standing=Standing(1, 4, 2),
        standings={},
        underpriced=(),
        problems={},
        refusals=(),
    )
    assert (summary.rows, summary.standing.judged) == (8, 7)
