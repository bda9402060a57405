"""How fast whole sheets are judged, each figure beside its rival in the same run.

    python -m tests.benchmarks.bulk [ROWS]        (Linux; 1,000,000 rows unless told)

In memory beside numpy written by hand, and beside the domain's function row by row; from CSV to
CSV beside pandas that reads and writes the same files and does nothing else; and the peak memory
of `manage.py judge` on so many rows and on ten times as many.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smmbench.settings")
django.setup()

import pandas as pd  # noqa: E402

from salaries import queries  # noqa: E402
from salaries.bulk.judging import judge_offers  # noqa: E402
from salaries.bulk.orders import order_for  # noqa: E402
from salaries.bulk.parsing import BASES  # noqa: E402
from salaries.bulk.run import judge_sheet  # noqa: E402
from salaries.bulk.tables import Tables  # noqa: E402
from salaries.domain.percentile import percentile_interval  # noqa: E402
from salaries.domain.verdict import judge_offer  # noqa: E402
from salaries.sheets.limits import COMMAND  # noqa: E402
from salaries.sheets.reading import open_sheet  # noqa: E402
from tests.benchmarks import by_hand  # noqa: E402
from tests.benchmarks.sheets_of_offers import offers, write_csv  # noqa: E402
from tests.benchmarks.side_by_side import compare  # noqa: E402

ROWS = 1_000_000
ONE_BY_ONE = 5_000
"""Rows that the domain's function judges; its time is scaled to all of them."""


def in_memory(tables: Tables, rows: int) -> None:
    """Whole columns beside numpy by hand, and beside the domain."""
    asked = offers(tables, rows)
    columns = (asked.market, asked.band, asked.amount, asked.basis)
    tables.points, tables.net_steps, tables.gross_steps  # noqa: B018  worked out once a survey
    edges, medians = tables.edges, tables.medians
    print(
        compare(
            f"{rows:,} offers in memory, beside numpy by hand",
            lambda: judge_offers(tables, asked),
            lambda: by_hand.judge(edges, medians, *columns),
            asked=0.5,
        )
    )

    def one_by_one() -> None:
        year = tables.survey.month.year
        for n in range(ONE_BY_ONE):
            scale, basis = tables.markets[asked.market[n]].scale, BASES[asked.basis[n]]
            judged = judge_offer(int(asked.amount[n]), basis, scale, int(asked.band[n]) + 1, year)
            main = judged.main
            percentile_interval(scale, main.amount)
            _ = judged.borderline, judged.distance_to_flip, main.verdict, main.place_in_band
            _ = main.market_ratio, main.gap_to_median, main.band_of_amount

    print(
        compare(
            f"{rows:,} offers in memory, beside the domain row by row",
            lambda: judge_offers(tables, asked),
            one_by_one,
            asked=50,
            rounds=3,
            scale=rows / ONE_BY_ONE,
        )
    )


def file_to_file(tables: Tables, folder: Path, rows: int) -> None:
    """A sheet judged from CSV to CSV, beside pandas reading and writing the same files."""
    sheet, ours, theirs = (folder / name for name in ("in.csv", "out.csv", "pandas.csv"))
    write_csv(sheet, tables, rows)

    def judged() -> None:
        with open_sheet(sheet, COMMAND) as opened:
            judge_sheet(opened, order_for(tables, opened.header.names, {}), ours, "csv")

    judged()
    result = pd.read_csv(ours)

    def read_and_written() -> None:
        pd.read_csv(sheet)
        result.to_csv(theirs, index=False)

    name = f"{rows:,} rows from CSV to CSV, beside pandas"
    print(compare(name, judged, read_and_written, asked=0.5))


def peak(folder: Path, tables: Tables, rows: int) -> float:
    """Megabytes that `manage.py judge` holds at most."""
    sheet = folder / f"{rows}.csv"
    write_csv(sheet, tables, rows)
    command = [sys.executable, "manage.py", "judge", str(sheet), "--quiet"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    subprocess.run([*command, "-o", str(folder / "judged.csv")], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert after > before or rows != ROWS, "a larger child before this one hides its peak"
    sheet.unlink()
    return after / 1024


def main() -> None:
    """Print every figure."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    tables = Tables(queries.default_survey())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, tenfold = peak(folder, tables, rows), peak(folder, tables, 10 * rows)
        print(f"peak memory: {first:.0f} MB for {rows:,} rows, {tenfold:.0f} MB for {10 * rows:,}")
        in_memory(tables, rows)
        file_to_file(tables, folder, rows)


if __name__ == "__main__":
    main()
