"""How each hostile file is refused, in how long and how much memory.

    python -m tests.benchmarks.hostile_files        (Linux)

Each file is read in a process of its own. Seconds are those of reading; the peak is of the whole
process, of which an ordinary sheet, first in the list, shows what comes before any reading.
"""

from __future__ import annotations

import os
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
    print(f"{seconds:.2f} s | {_peak():.0f} MB | {outcome}")


def _peak() -> float:
    """The most memory this process held, in MB, as Linux counts it.

    Not `ru_maxrss`: that is never less than what the process that started this one held.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6


def main() -> None:
    """Write each file into a folder that goes away, and have it read."""
    with tempfile.TemporaryDirectory() as folder:
        for name in (ORDINARY, *FILES):
            path = Path(folder) / name
            path.write_bytes(FILES[name][0]() if name in FILES else b"city,salary\nUfa,52000\n")
            command = [sys.executable, "-m", "tests.benchmarks.hostile_files", str(path)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            print(f"{name} | {path.stat().st_size} bytes | {done.stdout.strip()}", flush=True)
            path.unlink()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        read(Path(sys.argv[1]))
    else:
        main()
