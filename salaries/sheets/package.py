"""The zip around a workbook: its directory checked first, its parts read in small pieces."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO
from xml.parsers.expat import ExpatError

from salaries.sheets.limits import Limits
from salaries.sheets.problems import SheetError, SheetProblem

MOST_PARTS = 1_000
MOST_DIRECTORY = 500 * MOST_PARTS
MOST_RATIO = 200
RATIO_FROM = 1_000_000
"""A part smaller than this may be packed as tightly as it likes."""
PIECE = 64 * 1024
DIRECTORY_END = b"PK\x05\x06"
MANIFEST, WORKBOOK = "[Content_Types].xml", "xl/workbook.xml"
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ExpatError,
    EOFError,
    OSError,
    RuntimeError,  # NotImplementedError too: a way of packing that zipfile does not know
    ValueError,
    LookupError,
    OverflowError,
    struct.error,
)
"""What reading a broken workbook raises in the standard library."""


@contextmanager
def damage_reported() -> Iterator[None]:
    """What a broken file raises becomes one problem."""
    try:
        yield
    except BROKEN as error:
        raise SheetError(SheetProblem.DAMAGED) from error


class Package:
    """The parts of a workbook. Raises SheetError on opening where it must not be read."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        with damage_reported():
            _check_directory_size(file)
            self._zip = zipfile.ZipFile(file)
            self._parts = {part.filename: part for part in self._zip.infolist()}
        _refuse_other_kinds(self._zip, self._parts)
        _check_sizes(self._zip.infolist(), limits)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, unpacked a little at a time."""
        with self._zip.open(self._parts[name]) as part:
            while piece := part.read(PIECE):
                yield piece


def _check_directory_size(file: BinaryIO) -> None:
    """Refuse a directory of too many parts before zipfile makes an object of each."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 66_000))
    tail = file.read()
    end = tail.rindex(DIRECTORY_END)
    count, length = struct.unpack("<HI", tail[end + 10 : end + 16])
    if tail[end - 20 : end - 16] == b"PK\x06\x07":  # the larger form, its record just before
        count, length = struct.unpack("<QQ", tail[end - 44 : end - 28])
    if count > MOST_PARTS or length > MOST_DIRECTORY:
        raise SheetError(SheetProblem.TOO_MANY_PARTS, allowed=MOST_PARTS)


def _refuse_other_kinds(package: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> None:
    """Zips that are not a workbook without macros."""
    lower = {name.lower() for name in parts}
    with damage_reported():
        if "mimetype" in parts and parts["mimetype"].file_size < 200:
            kind = package.read("mimetype")
            if kind.startswith(b"application/vnd.oasis.opendocument"):
                raise SheetError(SheetProblem.OPEN_DOCUMENT)
    if any(part.flag_bits & 1 for part in parts.values()):
        raise SheetError(SheetProblem.ENCRYPTED)
    if "xl/workbook.bin" in lower:
        raise SheetError(SheetProblem.BINARY_WORKBOOK)
    if any(name.endswith("vbaproject.bin") for name in lower):
        raise SheetError(SheetProblem.MACROS)
    if MANIFEST not in parts or WORKBOOK not in parts:
        is_office = MANIFEST in parts or not parts
        raise SheetError(SheetProblem.DAMAGED if is_office else SheetProblem.ARCHIVE)
    if len(parts) != len(package.infolist()):
        raise SheetError(SheetProblem.DAMAGED)


def _check_sizes(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    """What the directory says of sizes; zipfile never unpacks more than it says."""
    if len(parts) > MOST_PARTS:
        raise SheetError(SheetProblem.TOO_MANY_PARTS, allowed=MOST_PARTS)
    if sum(part.file_size for part in parts) > limits.unpacked_bytes:
        raise SheetError(SheetProblem.UNPACKS_TOO_BIG, allowed=limits.unpacked_bytes)
    for part in parts:
        if part.file_size > max(RATIO_FROM, MOST_RATIO * part.compress_size):
            raise SheetError(SheetProblem.PACKED_TOO_TIGHT, allowed=MOST_RATIO)
