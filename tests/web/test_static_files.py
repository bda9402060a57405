"""Static files: compressed once, kept for ever by their digest; Plotly from npm or its wheel."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client, override_settings

from smmbench import static, static_server
from smmbench.static_server import VersionedFile

ROOT = Path(__file__).parents[2]
CSS = "css/site.css"


@pytest.fixture
def state(tmp_path: Path) -> Iterator[Path]:
    """A state folder in which nothing is compressed yet."""
    with override_settings(STATE_DIR=tmp_path):
        yield tmp_path


def fetch(name: str, accept: str = "br", query: str = "", **headers: str) -> Any:
    """The answer to a request for a static file."""
    asked = {"accept-encoding": accept, **headers}
    return Client().get(f"/static/{name}{query}", headers=asked)


def found(name: str) -> Path:
    """Where a static file lies."""
    path = finders.find(name)
    assert isinstance(path, str)
    return Path(path)


def test_a_file_arrives_small_from_the_first_request(state: Path) -> None:
    whole = found(CSS).read_bytes()
    small, older, plain = (fetch(CSS, accept) for accept in ("gzip, br", "gzip", "identity"))
    assert brotli.decompress(small.getvalue()) == whole
    assert gzip.decompress(older.getvalue()) == whole
    assert plain.getvalue() == whole
    sizes = [int(answer["Content-Length"]) for answer in (small, older, plain)]
    assert sizes == sorted(sizes) and sizes[0] < len(whole) / 3
    assert {answer["Vary"] for answer in (small, older, plain)} == {"Accept-Encoding"}


def test_a_second_process_finds_what_the_first_has_made(state: Path) -> None:
    fetch(CSS).getvalue()
    made = {path: path.stat().st_mtime_ns for path in (state / "static").iterdir()}
    assert len(made) == 2
    fetch(CSS).getvalue()
    assert {path: path.stat().st_mtime_ns for path in (state / "static").iterdir()} == made


def test_a_large_script_is_sent_at_once_and_gets_smaller_behind(state: Path) -> None:
    script = state / "large.js"
    script.write_text("".join(f"const a{n} = {n * n % 977};\n" for n in range(20_000)))
    file = VersionedFile(str(script), [("Content-Type", "text/javascript")])
    first = size_of(file)
    deadline = time.monotonic() + 60
    while (later := size_of(file)) == first and time.monotonic() < deadline:
        time.sleep(0.05)
    assert later < first < script.stat().st_size / 3


def size_of(file: VersionedFile) -> int:
    """Bytes of the file as one who reads brotli gets it."""
    answer = file.get_response("HEAD", {"HTTP_ACCEPT_ENCODING": "br"})
    return int(dict(answer.headers)["Content-Length"])


def test_where_nothing_can_be_kept_the_file_goes_as_it_is(state: Path) -> None:
    (state / "static").write_text("a file, where the folder should be")
    answer = fetch(CSS)
    assert answer.getvalue() == found(CSS).read_bytes()
    assert "Content-Encoding" not in answer


@pytest.mark.parametrize("name", [CSS, "img/favicon.svg"])
def test_an_address_is_for_ever_only_with_the_digest_of_the_file(state: Path, name: str) -> None:
    version = static.digest(str(found(name)))
    kept, unversioned, older = (
        fetch(name, query=query)["Cache-Control"] for query in (f"?v={version}", "", "?v=0123")
    )
    assert kept == static_server.FOR_EVER
    assert unversioned == older == "max-age=60, public"


def test_a_known_file_is_answered_by_304_in_each_coding(state: Path) -> None:
    tags = {fetch(CSS, accept)["ETag"] for accept in ("br", "gzip", "")}
    assert len(tags) == 1 and tags.copy().pop().startswith('W/"')
    again = fetch(CSS, **{"if-none-match": tags.pop()})
    assert again.status_code == 304 and again.getvalue() == b""


@pytest.fixture
def modules(tmp_path: Path) -> Iterator[Path]:
    """An empty folder where npm would put the bundle."""
    folder = tmp_path / "plotly.js-basic-dist-min"
    folder.mkdir()
    with override_settings(NODE_MODULES=tmp_path):
        yield folder / "plotly-basic.min.js"


def plotly() -> Path:
    """The script that would be served."""
    return Path(str(static.PlotlyFinder().find("plotly.min.js")))


def test_without_npm_plotly_comes_from_its_wheel(modules: Path) -> None:
    assert plotly().parts[-3:] == ("plotly", "package_data", "plotly.min.js")


def test_the_basic_bundle_is_taken_where_npm_has_put_it(modules: Path) -> None:
    version = static.plotly_version(plotly())
    modules.write_text(f"/**\n* plotly.js (basic - minified) v{version}\n*/")
    assert plotly() == modules
    listed = static.PlotlyFinder().list([])  # type: ignore[no-untyped-call]
    assert [(name, storage.path(name)) for name, storage in listed] == [
        ("plotly.min.js", str(modules))
    ]


@pytest.mark.parametrize("banner", ["* plotly.js (basic - minified) v1.0.0", "something else"])
def test_a_bundle_of_another_version_is_not_taken(modules: Path, banner: str) -> None:
    modules.write_text(banner)
    assert plotly().name == "plotly.min.js"


def test_npm_pins_the_version_that_is_in_the_wheel(modules: Path) -> None:
    version = static.plotly_version(plotly())
    wanted = json.loads((ROOT / "package.json").read_text())["dependencies"]
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert wanted == {"plotly.js-basic-dist-min": version}
    bundle = locked["node_modules/plotly.js-basic-dist-min"]
    assert bundle["version"] == version and "resolved" not in bundle


def test_the_settings_look_where_npm_works() -> None:
    assert settings.NODE_MODULES == ROOT / "node_modules"
