"""Each example of docs/api.md is run, as it stands, against the site as its users start it."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.product import ROOT, served

GUIDE = (ROOT / "docs/api.md").read_text(encoding="utf-8")
WRITTEN_FOR = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, served for these tests alone."""
    with served(tmp_path_factory.mktemp("served")) as address:
        yield address


def blocks(language: str) -> list[str]:
    """The guide's blocks of code in a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```", GUIDE, flags=re.M | re.S)


def run(site: str, program: str, *arguments: str) -> str:
    """What an example prints. A machine without its program skips it, save in CI."""
    if shutil.which(program) is None:
        if os.environ.get("CI"):
            pytest.fail(f"{program} is not installed")
        pytest.skip(f"{program} is not installed")
    here = [argument.replace(WRITTEN_FOR, site) for argument in arguments]
    done = subprocess.run([program, *here], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def holds(whole: Any, part: Any) -> bool:
    """Is everything that a shortened document shows in the whole one?"""
    if isinstance(part, dict):
        return all(name in whole and holds(whole[name], inner) for name, inner in part.items())
    if isinstance(part, list):
        return len(whole) == len(part) and all(map(holds, whole, part))
    return bool(whole == part)


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_curl_gets_what_the_guide_shows(site: str, number: int) -> None:
    answer = json.loads(run(site, "sh", "-c", blocks("sh")[number]))
    assert holds(answer, json.loads(blocks("json")[number]))


def test_curl_sends_a_sheet_and_gets_what_the_guide_shows(site: str) -> None:
    answer = json.loads(run(site, "sh", "-c", blocks("sh")[5]))
    assert holds(answer, json.loads(blocks("json")[4]))


def test_curl_gets_304_with_the_tag_of_the_first_answer(site: str) -> None:
    assert run(site, "sh", "-c", blocks("sh")[4]).strip() == "304"


def test_python_prints_what_the_guide_shows(site: str) -> None:
    (example,) = blocks("python")
    assert run(site, sys.executable, "-c", example) == blocks("text")[0]


def test_javascript_prints_what_the_guide_shows(site: str, tmp_path: Path) -> None:
    (example,) = blocks("js")
    script = tmp_path / "example.mjs"
    script.write_text(example.replace(WRITTEN_FOR, site), encoding="utf-8")
    assert run(site, "node", str(script)) == blocks("text")[1]


def test_every_address_of_the_guide_is_tried() -> None:
    code = "".join(block for language in ("sh", "python", "js") for block in blocks(language))
    assert code.count("/api/v1/") == GUIDE.count(f"{WRITTEN_FOR}/api/v1/")
