"""A file of vacancies opened: whole, unpacked within limits, and the same from end to end."""

from __future__ import annotations

import hashlib
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from gzip import BadGzipFile, GzipFile
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import BinaryIO, cast

from salaries.vacancies.columns import MAX_RATIO, MAX_UNPACKED
from salaries.vacancies.problems import Fault, refused

GZIP = b"\x1f\x8b"
MARKS = {
    b"PK\x03\x04": Fault.ARCHIVE,
    b"7z\xbc\xaf": Fault.ARCHIVE,
    b"BZh": Fault.ARCHIVE,
    b"\xfd7zXZ": Fault.ARCHIVE,
    b"\x28\xb5\x2f\xfd": Fault.ARCHIVE,
    b"\xff\xfe": Fault.UTF16,
    b"\xfe\xff": Fault.UTF16,
}
PARQUET = b"PAR1"
SMALL = 16 * 1024**2
"""What unpacks to less than this may be packed as tightly as it likes."""


@dataclass(slots=True)
class Source:
    """An open file: its bytes (unpacked), what they begin with, and what is known of it."""

    path: Path
    stream: BinaryIO
    head: bytes
    size: int
    sha256: str = field(default="")

    @property
    def name(self) -> str:
        """The name by which a message calls it."""
        return str(self.path)


class _Hashing(RawIOBase):
    """Passes bytes through and takes their SHA-256 on the way."""

    def __init__(self, inner: BinaryIO) -> None:
        self.inner = inner
        self.hash = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        data = self.inner.read(len(view))
        view[: len(data)] = data
        self.hash.update(data)
        return len(data)


class _Unpacked(RawIOBase):
    """A gzip stream that refuses to unpack without end."""

    def __init__(self, packed: BinaryIO, name: str, size: int) -> None:
        self.inner = GzipFile(fileobj=packed)
        self.name, self.size, self.given = name, size, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        try:
            data = self.inner.read(len(view))
        except EOFError as error:
            raise refused(Fault.CUT_GZIP, self.name) from error
        except (BadGzipFile, zlib.error) as error:
            raise refused(Fault.BAD_GZIP, self.name, expected=str(error)) from error
        self.given += len(data)
        if self.given > max(SMALL, MAX_RATIO * self.size):
            raise refused(Fault.PACKED_TOO_TIGHT, self.name, expected=str(MAX_RATIO))
        if self.given > MAX_UNPACKED:
            limit = str(MAX_UNPACKED // 1024**3)
            raise refused(Fault.UNPACKS_TOO_BIG, self.name, expected=limit)
        view[: len(data)] = data
        return len(data)


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """The file for reading; Refused when it is none, or was another one at the end.

    After the block the source bears the SHA-256 of the file as it lies there, packed or not.
    """
    _refuse_no_file(path)
    try:
        with path.open("rb") as file:
            before = _state(os.fstat(file.fileno()))
            hashing = _Hashing(cast(BinaryIO, file))
            source = _source(path, BufferedReader(hashing), before[0])
            yield source
            if not (before == _state(os.fstat(file.fileno())) == _state(path.stat())):
                raise refused(Fault.CHANGED, str(path))
            source.sha256 = _digest(hashing)
    except OSError as error:
        reason = error.strerror or str(error)
        raise refused(Fault.UNREADABLE, str(path), expected=reason) from error


def _refuse_no_file(path: Path) -> None:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError | NotADirectoryError):
            raise refused(Fault.NO_FILE, str(path)) from error
        reason = getattr(error, "strerror", None) or str(error)
        raise refused(Fault.UNREADABLE, str(path), expected=reason) from error
    if not stat.S_ISREG(mode):
        raise refused(Fault.NOT_A_FILE, str(path))


def _state(found: os.stat_result) -> tuple[int, int, int, int]:
    return found.st_size, found.st_mtime_ns, found.st_ino, found.st_dev


def _source(path: Path, stream: BufferedReader, size: int) -> Source:
    if stream.peek(2).startswith(GZIP):
        unpacked = _Unpacked(cast(BinaryIO, stream), str(path), size)
        stream = BufferedReader(cast(RawIOBase, unpacked), 128 * 1024)
    head = stream.peek(64)[:64]
    for mark, fault in MARKS.items():
        if head.startswith(mark):
            raise refused(fault, str(path))
    if not head:
        raise refused(Fault.EMPTY_FILE, str(path))
    return Source(path, cast(BinaryIO, stream), head, size)


def _digest(hashing: _Hashing) -> str:
    """The rest of the bytes, too: Parquet is read out of order, by another door."""
    while hashing.read(1024 * 1024):
        pass
    return hashing.hash.hexdigest()
