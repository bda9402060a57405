"""Every test here ends with the site as it was: no row, no file, no temporary file."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from salaries.embed.raster import png
from tests.naughty.unharmed import kept


@pytest.fixture(autouse=True)
def nothing_stored(
    survey: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """What was sent leaves no trace. One client may ask as often as it likes."""
    png('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')  # unpacks its faces
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    before = kept()
    with override_settings(LIMITS={}, SURVEY_CHECK_SECONDS=3600):
        yield
    assert kept() == before
    assert not list((tmp_path / "temp").iterdir())
