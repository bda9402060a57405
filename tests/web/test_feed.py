"""The feed of changes: what feed readers get, and when they get it anew."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.test import Client

from salaries.ingest.loader import load_table
from salaries.ingest.versions import forget
from salaries.models import Change
from tests.ingest.builders import shipped

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(path: str = "/data/feed/") -> ElementTree.Element:
    answer = Client().get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (
        200,
        "application/atom+xml; charset=utf-8",
    )
    return ElementTree.fromstring(answer.content)  # noqa: S314 - our own


def texts(root: ElementTree.Element, name: str) -> list[str]:
    return [entry.findtext(ATOM + name, "") for entry in root.findall(f"{ATOM}entry")]


def load_another(folder: Path) -> None:
    table = folder / "later.csv"
    table.write_bytes(shipped(("55000", "56000")))
    load_table(table)


def test_each_load_is_an_entry_the_newest_first(tmp_path: Path) -> None:
    load_another(tmp_path)
    load_table()
    assert texts(feed(), "title") == [
        "SMM managers' pay offers in 12 Russian cities, March 2015: put in use again",
        "SMM managers' pay offers in 12 Russian cities, March 2015: loaded",
        "SMM managers' pay offers in 12 Russian cities, March 2015: loaded",
    ]
    newest, second, first = texts(feed(), "summary")
    assert newest.startswith("From hh_ranges.csv") and "instead of" in newest
    assert second.startswith("From later.csv") and first.endswith("; none was in use before.")


def test_entries_are_told_apart_and_keep_their_names(tmp_path: Path) -> None:
    before = texts(feed(), "id")
    load_another(tmp_path)
    after = texts(feed(), "id")
    assert (len(set(after)), after[-1:]) == (2, before)


def test_a_version_removed_since_is_named_by_its_survey(tmp_path: Path) -> None:
    load_another(tmp_path)
    load_table()
    forget(keep=0)
    assert texts(feed(), "title")[1] == "superjob-smm-2015-03: loaded"


def test_it_speaks_the_languages_of_the_site() -> None:
    for language, title in (("ru", "загружено"), ("ka", "ჩატვირთულია")):
        root = feed(f"/{language}/data/feed/")
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
        assert texts(root, "title")[0].endswith(title)


def test_whoever_has_it_is_not_sent_it_again() -> None:
    first = Client().get("/data/feed/")
    known = {"If-None-Match": first.headers["ETag"]}
    assert Client().get("/data/feed/", headers=known).status_code == 304
    assert first.headers["Cache-Control"] == "public, no-cache"


def test_without_changes_it_is_empty() -> None:
    Change.objects.all().delete()
    assert texts(feed(), "id") == []


def test_the_data_page_leads_to_it() -> None:
    page = Client().get("/ru/data/").content.decode()
    assert page.count('href="/ru/data/feed/"') == 2
