"""What the site logs, as an operator would read it."""

import io
import logging
from collections.abc import Iterator

import pytest

from smmbench.seen.logs import Json, Text

NAMES = ("", "django", "smmbench", "salaries")


def listening(formatter: logging.Formatter) -> Iterator[io.StringIO]:
    """Everything logged meanwhile, through a formatter of ours."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(formatter)
    for name in NAMES:
        logging.getLogger(name).addHandler(handler)
    yield written
    for name in NAMES:
        logging.getLogger(name).removeHandler(handler)


@pytest.fixture
def json_log() -> Iterator[io.StringIO]:
    """The log as `SMMBENCH_LOGS=json` writes it."""
    yield from listening(Json())


@pytest.fixture
def text_log() -> Iterator[io.StringIO]:
    """The log as it is written by default."""
    yield from listening(Text())
