"""Files of data/: exactly the named ones, as they lie there, and nothing beside them."""

import csv
import hashlib
import io
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from salaries import library
from salaries.domain.surveyed import MarketKey
from salaries.models import Survey

pytestmark = pytest.mark.django_db

Write = Callable[[str, str, str], Path]
each_file = pytest.mark.parametrize("name", library.FILES)


def download(path: str) -> tuple[int, bytes, dict[str, str]]:
    response: Any = Client().get(path)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, body, dict(response.headers)


def test_every_file_of_the_folder_may_be_downloaded() -> None:
    files = {path.name for path in Path(settings.DATA_DIR).rglob("*") if path.is_file()}
    assert files == library.FILES.keys()


@each_file
def test_a_file_comes_as_it_lies_in_the_folder(name: str) -> None:
    status, body, headers = download(f"/data/files/{name}")
    assert (status, body) == (200, library.data_file(name).path.read_bytes())
    assert hashlib.sha256(body).hexdigest() == library.data_file(name).sha256
    assert headers["Content-Length"] == str(library.data_file(name).size)


@each_file
def test_a_file_is_saved_and_never_sniffed(name: str) -> None:
    headers = download(f"/data/files/{name}")[2]
    kinds = {"csv": "text/csv", "toml": "application/toml", "md": "text/markdown"}
    assert headers["Content-Type"].startswith(kinds[name.rsplit(".")[-1]])
    assert headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert headers["X-Content-Type-Options"] == "nosniff"


@each_file
def test_who_has_a_file_gets_it_no_second_time(name: str) -> None:
    address, etag = f"/data/files/{name}", f'"{library.data_file(name).sha256}"'
    headers = download(address)[2]
    assert (headers["ETag"], headers["Cache-Control"]) == (etag, "public, no-cache")
    assert Client().get(address, headers={"If-None-Match": etag}).status_code == 304
    assert Client().get(address, headers={"If-None-Match": '"another"'}).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "nothing.csv",
        "HH_RANGES.CSV",
        "hh_ranges.csv/",
        "hh_ranges.csv%00",
        "hh_ranges.csv%20",
        "./hh_ranges.csv",
        "../data/hh_ranges.csv",
        "../manage.py",
        "..%2fmanage.py",
        "%2e%2e/manage.py",
        "%2e%2e%2fmanage.py",
        "..%5cmanage.py",
        "....//manage.py",
        "%252e%252e%252fmanage.py",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "..",
        ".",
        "",
        "*",
        "x" * 5000,
    ],
)
def test_no_other_name_is_ever_opened(name: str) -> None:
    status, body, _headers = download(f"/data/files/{name}")
    assert status == 404 and b"There is no such page." in body


def test_files_are_there_without_a_survey_too() -> None:
    Survey.objects.all().delete()
    assert download("/data/files/hh_ranges.csv")[0] == 200


def test_a_file_may_be_asked_for_by_its_head_alone_and_not_written() -> None:
    response = Client().head("/data/files/cities.csv")
    size = str(library.data_file("cities.csv").size)
    assert (response.status_code, response.headers["Content-Length"]) == (200, size)
    response.close()
    assert Client().post("/data/files/cities.csv").status_code == 405


@each_file
def test_every_file_is_well_formed_text(name: str) -> None:
    text = library.data_file(name).path.read_bytes().decode("utf-8")
    assert text.endswith("\n") and "\r" not in text and "\ufeff" not in text
    if name.endswith(".toml"):
        assert tomllib.loads(text)
    if name.endswith(".csv"):
        widths = {len(row) for row in csv.reader(io.StringIO(text), strict=True)}
        assert len(widths) == 1


@each_file
def test_every_file_is_told_of_in_the_readme_of_the_folder(name: str) -> None:
    readme = (Path(settings.DATA_DIR) / "README.md").read_text(encoding="utf-8")
    _before, _heading, of_surveys = readme.partition("## surveys/: ")
    of_its_own, among_surveys = f"## {name}: " in readme, f"`{Path(name).stem}`" in of_surveys
    assert name == "README.md" or of_its_own or among_surveys


# The small reader: what it gives, and that faults of ours are loud.


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Puts a shipped file, one thing in it changed, where the site looks for it."""
    shipped = Path(settings.DATA_DIR)

    def write(name: str, old: str, new: str) -> Path:
        text = (shipped / name).read_text(encoding="utf-8")
        assert old in text
        (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
        return tmp_path / name

    return write


def test_the_evidence_is_read_as_values() -> None:
    moscow, petersburg = library.outside_evidence().samples
    assert (moscow.key, moscow.vacancies) == (MarketKey("moscow", "company"), 79)
    assert moscow.shares[0] == (35_000, 12) and petersburg.shares == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind,text_en", "sort,text_en"),
        (",375,,vacancies", ",375,vacancies"),
        (",375,,", ",many,,"),
        (",about,", ",nearly,"),
        ("HeadHunter для Likeni", " "),
    ],
    ids=["other columns", "a cell too few", "not a number", "unknown precision", "no Russian"],
)
def test_a_fault_in_the_context_is_an_error(write: Write, old: str, new: str) -> None:
    write("market_context.csv", old, new)
    with pytest.raises(ValueError):
        library.market_context()


def test_an_empty_context_is_an_error(write: Write) -> None:
    write("market_context.csv", "kind", "").write_text("", encoding="utf-8")
    with pytest.raises(library.LibraryError, match="needs the columns kind, text_en"):
        library.market_context()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[40000, 47500, 62500]", "[50000, 47500, 62500]"),
        ("[40000, 47500, 62500]", "[40000, 47500]"),
        ("[12, 25, 42, 56, 74, 87]", "[12, 25, 42, 56, 87, 74]"),
        ("[12, 25, 42, 56, 74, 87]", "[12, 25, 42, 56, 74]"),
        ("year = 2016", "year = "),
    ],
    ids=["quartiles fall", "two quartiles", "shares fall", "a share too few", "not TOML"],
)
def test_a_fault_in_the_evidence_is_an_error(write: Write, old: str, new: str) -> None:
    write("outside_evidence.toml", old, new)
    with pytest.raises(ValueError):
        library.outside_evidence()


def test_a_note_without_a_language_is_an_error(write: Write) -> None:
    write("source_notes.toml", "ka = ", "kz = ")
    with pytest.raises(KeyError):
        library.source_notes("superjob-smm-2015-03")


def test_a_file_that_changes_is_read_again(write: Write) -> None:
    path = write("market_context.csv", ",375,", ",376,")
    assert library.market_context()[0].value == 376
    digest = library.data_file("market_context.csv").sha256
    path.write_text(path.read_text(encoding="utf-8").replace(",376,", ",3770,"), encoding="utf-8")
    assert library.market_context()[0].value == 3770
    assert library.data_file("market_context.csv").sha256 != digest


def test_a_file_not_offered_is_not_known() -> None:
    with pytest.raises(KeyError):
        library.data_file("../manage.py")
