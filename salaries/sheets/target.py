"""Where a result goes: a file object, or a path that holds all of it or nothing of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from salaries.sheets.problems import SheetError, SheetProblem


@contextmanager
def failures_reported() -> Iterator[None]:
    """A full disk and the like become one problem."""
    try:
        yield
    except OSError as error:
        raise SheetError(SheetProblem.CANNOT_WRITE, reason=error.strerror or "") from error


class Target:
    """A file that takes its name only when it is whole. A file object is left open."""

    def __init__(self, place: Path | BinaryIO, source: Path | None = None) -> None:
        self._path = place if isinstance(place, Path) else None
        if not isinstance(place, Path):
            self.file: BinaryIO = place
            return
        with failures_reported():
            if source is not None and place.exists() and place.samefile(source):
                raise SheetError(SheetProblem.SAME_FILE)
        self._beside = place.with_name(f".{place.name}.{os.getpid()}.part")
        with failures_reported():
            if place.is_dir():
                raise IsADirectoryError(21, "Is a directory")
            self.file = self._beside.open("wb")

    @property
    def is_in_memory(self) -> bool:
        """Is it a buffer, so that nothing may be laid on the disk on its way either?"""
        return isinstance(self.file, BytesIO)

    def keep(self) -> None:
        """The file is whole: give it its name."""
        if self._path is not None:
            self.file.close()
            self._beside.replace(self._path)

    def discard(self) -> None:
        """The file is not whole: leave nothing of it, and what was there before as it was."""
        if self._path is not None:
            with suppress(OSError):
                self.file.close()
            self._beside.unlink(missing_ok=True)
