from pathlib import Path

import pytest
from pytest_django import Settings

from tests.ingest.builders import copy_data


@pytest.fixture
def data_dir(tmp_path: Path, settings: Settings) -> Path:
    """A copy of the shipped data files, from which the loader reads during the test."""
    settings.DATA_DIR = copy_data(tmp_path)
    return tmp_path
