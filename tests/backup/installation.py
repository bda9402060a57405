"""An installation of its own: a folder, a database and commands run in processes."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Installation:
    """A folder with a SQLite database, or with another's address."""

    folder: Path
    url: str = ""

    @property
    def database(self) -> Path:
        return self.folder / "site.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        """Of every process of it."""
        kept = {name: text for name, text in os.environ.items() if "SMMBENCH_" not in name}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "smmbench.settings",
            "SMMBENCH_STATE_DIR": str(self.folder),
            "DATABASE_URL": self.url or f"sqlite:///{self.database}",
        }

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """A Python process."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments: str, code: int = 0) -> str:
        """What a command printed that ends with an exit code."""
        process = self.start("manage.py", *arguments)
        printed, _ = process.communicate(timeout=120)
        assert process.returncode == code, printed
        return printed

    def sql(self, statement: str) -> list[Any]:
        """What SQLite answers."""
        with closing(sqlite3.connect(self.database, timeout=30)) as database, database:
            return database.execute(statement).fetchall()

    def loads(self) -> int:
        """How many loads are noted: 1 after the first."""
        return int(self.sql("SELECT count(*) FROM salaries_load")[0][0])

    def note_a_load(self) -> None:
        """Change something."""
        self.sql(
            "INSERT INTO salaries_load (survey_id, file_name, sha256, version, rows, loaded_at)"
            " SELECT survey_id, file_name, sha256, version, rows, loaded_at FROM salaries_load"
        )


def installed(folder: Path) -> Installation:
    """One with the shipped survey."""
    made = Installation(folder)
    made.run("migrate", "--verbosity=0")
    made.run("load_ranges")
    return made
