"""How each hostile file is refused, in how long and how much memory.

    python -m tests.benchmarks.hostile_files

Each file is read in a process of its own. Seconds are those of reading; the peak is of the whole
process, of which an ordinary sheet, first in the list, shows what comes before any reading.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django

from salaries.sheets.limits import WEB
from salaries.sheets.messages import say
from salaries.sheets.problems import SheetError
from salaries.sheets.reading import read_cells
from tests.sheets.hostile import FILES

ORDINARY = "an ordinary sheet.csv"
UNIT = 1024 if sys.platform != "darwin" else 1  # of ru_maxrss, in bytes


def read(path: Path) -> None:
    """Read one file and print what came of it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smmbench.settings")
    django.setup()
    begun = time.perf_counter()
    try:
        outcome = f"{sum(1 for _ in read_cells(path, WEB))} rows read."
    except SheetError as error:
        outcome = say(error)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT / 1e6
    print(f"{seconds:.2f} s | {peak:.0f} MB | {outcome}")


def main() -> None:
    """Write each file into a folder that goes away, and have it read."""
    files = {ORDINARY: lambda: b"city,salary\nKazan,52000\n"} | {
        name: build for name, (build, _) in FILES.items()
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, build in files.items():
            path = Path(folder) / name
            path.write_bytes(build())
            command = [sys.executable, "-m", "tests.benchmarks.hostile_files", str(path)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            print(f"{name} | {path.stat().st_size} bytes | {done.stdout.strip()}", flush=True)
            path.unlink()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        read(Path(sys.argv[1]))
    else:
        main()
