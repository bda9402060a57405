"""A survey of 20,000 rows: its files, and `python -m tests.faults.large_survey FOLDER` loads it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import django
from django.db import Error

django.setup()

from salaries.ingest.loader import Outcome, load_survey, store  # noqa: E402 - needs Django set up
from salaries.ingest.survey_files import Content, SurveyFiles, read_survey  # noqa: E402
from salaries.outages import told  # noqa: E402

__all__ = ["Content", "files", "load", "read_survey", "store", "write"]
DATA = Path(__file__).resolve().parents[2] / "data"
CITIES = 2_500
ROWS = CITIES * 2 * 4
BANDS = ("I", "II", "III", "IV")


def write(folder: Path) -> Path:
    """The four files of the survey, in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("hh_ranges.toml", "band_requirements.csv"):
        shutil.copy(DATA / name, folder)
    heading, *shipped = (DATA / "cities.csv").read_text(encoding="utf-8").splitlines()
    cities = [*shipped, *(_city(number) for number in range(CITIES - len(shipped)))]
    (folder / "cities.csv").write_text("\n".join([heading, *cities, ""]), encoding="utf-8")
    rows = [
        f"{line.split(',')[1]},{segment},{band},{low},{low + 5000},47000"
        for line in cities
        for segment in ("agency", "company")
        for low, band in zip(range(30_000, 90_000, 5_000), BANDS, strict=False)
    ]
    table = "\n".join(["city,segment,band,low,high,median", *rows, ""])
    (folder / "hh_ranges.csv").write_text(table, encoding="utf-8")
    return folder


def _city(number: int) -> str:
    names = f"City {number},Город {number},ქალაქი {number},в Городе {number},ქალაქში {number}"
    return f"city-{number},{names},RU-MOW,55,37,1000000,2015,{100_000 + number}"


def files(folder: Path) -> SurveyFiles:
    """What the loader reads."""
    names = ("hh_ranges.csv", "hh_ranges.toml", "band_requirements.csv", "cities.csv")
    return SurveyFiles(*(folder / name for name in names))


def load(folder: Path) -> int:
    """Load it; 0 when it is loaded or was, 1 and the database's words when that refused."""
    try:
        report = load_survey(files(folder))
    except Error as error:
        print(told(error))
        return 1
    print(report.outcome, report.rows, *report.problems[:5])
    return int(report.outcome is Outcome.REFUSED)


if __name__ == "__main__":
    sys.exit(load(Path(sys.argv[1])))
