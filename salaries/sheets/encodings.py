"""In what a text is written, decided on all of it before a row is given."""

from __future__ import annotations

import codecs
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

import pyarrow as pa

from salaries.sheets.problems import SheetError, SheetProblem

CHUNK = 4 * 1024 * 1024
SAMPLE = 4096
UNDEFINED_IN_CP1251 = b"\x98"
BOMS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}
NAMES = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "cp1251": "CP1251"}


@dataclass(frozen=True, slots=True)
class Coding:
    """A codec of Python and whether the file begins with a byte order mark."""

    codec: str
    has_bom: bool

    @property
    def start(self) -> int:
        """Where the text begins."""
        return len(BOMS[self.codec]) if self.has_bom else 0


def decide(file: BinaryIO) -> Coding:
    """The encoding of a file, every byte of which is known to keep it. Raises SheetError."""
    file.seek(0)
    sample = file.read(SAMPLE)
    for codec, mark in BOMS.items():
        if sample.startswith(mark):
            return _checked(file, Coding(codec, True))
    wide = _utf16_by_its_zeros(sample)
    return _checked(file, Coding(wide, False)) if wide else _utf8_or_cp1251(file)


def _utf16_by_its_zeros(sample: bytes) -> str:
    """UTF-16 without a mark: digits, separators and line ends have a zero byte, on one side."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if min(even, odd) or max(even, odd) * 40 < len(sample):
        return ""
    return "" if even == odd else "utf-16-le" if odd else "utf-16-be"


def _checked(file: BinaryIO, coding: Coding) -> Coding:
    broken = _utf8_break(file, coding) if coding.codec == "utf-8" else _utf16_break(file, coding)
    if broken is not None:
        raise _broken_byte(file, coding, broken[0])
    return coding


def _utf8_or_cp1251(file: BinaryIO) -> Coding:
    coding = Coding("utf-8", False)
    broken = _utf8_break(file, coding)
    if broken is None:
        return coding
    offset, is_utf8 = broken
    if is_utf8:
        raise _broken_byte(file, coding, offset)
    coding = Coding("cp1251", False)
    position = 0
    for chunk in _chunks(file, 0):
        _refuse_zero(file, coding, chunk, position)
        if UNDEFINED_IN_CP1251 in chunk:
            raise _broken_byte(file, coding, position + chunk.index(UNDEFINED_IN_CP1251))
        position += len(chunk)
    return coding


def _utf8_break(file: BinaryIO, coding: Coding) -> tuple[int, bool] | None:
    """Where the text stops being UTF-8, and whether what is around it looks like UTF-8."""
    position, rest, seen = coding.start, b"", False
    for chunk in _chunks(file, coding.start):
        _refuse_zero(file, coding, chunk, position + len(rest))
        data = rest + chunk
        whole = _without_unfinished(data)
        if not is_utf8(data[:whole]):
            offset = _first_break(data)
            return position + offset, seen or _looks_like_utf8(data)
        seen = seen or not data.isascii()
        position, rest = position + whole, data[whole:]
    return (position, seen or _looks_like_utf8(rest)) if rest else None


def is_utf8(data: bytes) -> bool:
    """Whether all of it is UTF-8, asked of Arrow, which is three times as fast as decoding."""
    if data.isascii():
        return True
    ends = pa.py_buffer(struct.pack("=ii", 0, len(data)))
    text = pa.Array.from_buffers(pa.string(), 1, [None, ends, pa.py_buffer(data)])
    try:
        text.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _without_unfinished(data: bytes) -> int:
    """The length of data without a last character whose other bytes are still to come."""
    for back in range(1, min(4, len(data)) + 1):
        byte = data[-back]
        if byte < 0x80:
            break
        if byte >= 0xC0:
            needs = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return len(data) - back if needs > back else len(data)
    return len(data)


def _first_break(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return len(data)


def _looks_like_utf8(data: bytes) -> bool:
    """Whether more characters outside ASCII are UTF-8 than are not: a slip in such a text.

    Russian in CP1251 has pairs of bytes that happen to be UTF-8, but few.
    """
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    return good > bad


def _utf16_break(file: BinaryIO, coding: Coding) -> tuple[int, bool] | None:
    decoder = codecs.getincrementaldecoder(coding.codec)()
    position = coding.start
    for chunk in chain(_chunks(file, coding.start), (b"",)):
        waiting = len(decoder.getstate()[0])
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            return position - waiting + error.start, True
        if "\0" in text:
            raise SheetError(SheetProblem.NOT_TEXT, line=line_at(file, coding, position))
        position += len(chunk)
    return None


def _refuse_zero(file: BinaryIO, coding: Coding, chunk: bytes, position: int) -> None:
    if b"\0" in chunk:
        line = line_at(file, coding, position + chunk.index(b"\0"))
        raise SheetError(SheetProblem.NOT_TEXT, line=line)


def _broken_byte(file: BinaryIO, coding: Coding, offset: int) -> SheetError:
    line = line_at(file, coding, offset)
    file.seek(offset)
    return SheetError(
        SheetProblem.BROKEN_BYTE,
        encoding=NAMES[coding.codec],
        line=line,
        byte=f"0x{file.read(1).hex().upper()}",
    )


def line_at(file: BinaryIO, coding: Coding, offset: int) -> int:
    """The number of the line a byte stands in."""
    lines, left, last = 1, offset - coding.start, ""
    decoder = codecs.getincrementaldecoder(coding.codec)("replace")
    for chunk in _chunks(file, coding.start):
        text = last + decoder.decode(chunk[:left])
        last = "\r" if text.endswith("\r") else ""
        text = text[: len(text) - len(last)]
        lines += text.count("\n") + text.count("\r") - text.count("\r\n")
        left -= len(chunk)
        if left <= 0:
            break
    return lines + len(last)


def _chunks(file: BinaryIO, start: int) -> Iterator[bytes]:
    file.seek(start)
    while chunk := file.read(CHUNK):
        yield chunk


def utf8_chunks(file: BinaryIO, coding: Coding, size: int) -> Iterator[bytes]:
    """The text as UTF-8, cut anywhere."""
    file.seek(coding.start)
    if coding.codec == "utf-8":
        while chunk := file.read(size):
            yield chunk
        return
    decoder = codecs.getincrementaldecoder(coding.codec)()
    while chunk := file.read(size):
        yield decoder.decode(chunk).encode()
