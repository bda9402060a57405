"""The small parts of a workbook: its sheets, its shared strings, and which styles are dates."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

from salaries.sheets.limits import Limits
from salaries.sheets.package import WORKBOOK, Package
from salaries.sheets.problems import SheetError, SheetProblem
from salaries.sheets.xml_parts import Attributes, Handler, parse_whole

RELATIONS, STYLES, STRINGS = "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml"
LONGEST_FORMAT = 255
MOST_STYLES = 70_000
STRINGS_A_ROW = 20
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass
class Workbook(Handler):
    """The worksheets in order, whether each is seen, and from which year days are counted."""

    sheets: list[tuple[str, bool]] = field(default_factory=list)
    counts_from_1904: bool = False

    def opened(self, name: str, attributes: Attributes) -> None:
        """A sheet, or the properties of all."""
        if name == "sheet":
            target = next((v for key, v in attributes.items() if key.endswith(":id")), "")
            self.sheets.append((target, attributes.get("state", "visible") == "visible"))
        if name == "workbookPr":
            self.counts_from_1904 = attributes.get("date1904") in ("1", "true")

    def visible_parts(self, package: Package) -> Iterator[str]:
        """The parts of the worksheets that are seen, in order."""
        relations = Relations()
        parse_whole(package.pieces(RELATIONS), relations)
        for target, is_visible in self.sheets:
            if is_visible and target in relations.worksheets:
                yield relations.worksheets[target]


@dataclass
class Relations(Handler):
    """Which part a worksheet of the workbook is in."""

    worksheets: dict[str, str] = field(default_factory=dict)

    def opened(self, name: str, attributes: Attributes) -> None:
        """A relation; those that are not worksheets are left."""
        if name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            part = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
            self.worksheets[attributes.get("Id", "")] = part.lstrip("/")


@dataclass
class Styles(Handler):
    """The formats of numbers; `dates` holds the styles under which a number is a date."""

    dates: set[str] = field(default_factory=set)
    _codes: dict[str, str] = field(default_factory=dict)
    _in_cells: bool = False
    _count: int = 0

    def opened(self, name: str, attributes: Attributes) -> None:
        """A format of its own, or a style of cells with the format it uses."""
        if name == "numFmt":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            if self._is_date(attributes.get("numFmtId", "0")):
                self.dates.add(str(self._count))
            self._count += 1
            if self._count > MOST_STYLES:
                raise SheetError(SheetProblem.DAMAGED)

    def closed(self, name: str) -> None:
        """Styles of cells are those between the tags of their list only."""
        if name == "cellXfs":
            self._in_cells = False

    def _is_date(self, number: str) -> bool:
        known = BUILTIN_FORMATS.get(int(number)) if number.isdecimal() else None
        code = self._codes.get(number) or known or ""
        return len(code) <= LONGEST_FORMAT and _shows_a_date(code)


@lru_cache(1000)
def _shows_a_date(code: str) -> bool:
    return bool(is_date_format(code)) and not is_timedelta_format(code)


class Strings(Handler):
    """The texts that cells share, none kept much longer than a cell may be."""

    def __init__(self, limits: Limits) -> None:
        self.found: list[str] = []
        self._keep = limits.cell_chars * 8  # an escape of 7 may be 1 character
        self._most = limits.xlsx_rows * STRINGS_A_ROW
        self._pieces: list[str] = []
        self._length = 0
        self._in_text = self._in_phonetics = False

    def opened(self, name: str, attributes: Attributes) -> None:
        """Text stands in `t`, save where it only says how another is spoken."""
        if name == "t":
            self._in_text = not self._in_phonetics
        elif name == "rPh":
            self._in_phonetics = True

    def closed(self, name: str) -> None:
        """One more shared text is whole."""
        if name == "t":
            self._in_text = False
        elif name == "rPh":
            self._in_phonetics = False
        elif name == "si":
            self.found.append(unescaped("".join(self._pieces)))
            self._pieces, self._length = [], 0
            if len(self.found) > self._most:
                raise SheetError(SheetProblem.TOO_MANY_TEXTS, allowed=self._most)

    def text(self, text: str) -> None:
        """A piece of the text being read."""
        if self._in_text and self._length < self._keep:
            self._pieces.append(text)
            self._length += len(text)


def unescaped(text: str) -> str:
    """A text of a workbook with `_x000D_` and the like as the characters they stand for."""
    if "_x" not in text:
        return text
    return ESCAPED.sub(lambda found: _character(int(found[1], 16), found[0]), text)


def _character(code: int, otherwise: str) -> str:
    return otherwise if 0xD800 <= code < 0xE000 else chr(code)


def read_workbook(package: Package) -> Workbook:
    """What the workbook says of itself."""
    workbook = Workbook()
    parse_whole(package.pieces(WORKBOOK), workbook)
    return workbook


def read_dates(package: Package) -> set[str]:
    """The styles that show a number as a date."""
    styles = Styles()
    if STYLES in package:
        parse_whole(package.pieces(STYLES), styles)
    return styles.dates


def read_strings(package: Package, limits: Limits) -> list[str]:
    """The shared texts, in order."""
    strings = Strings(limits)
    if STRINGS in package:
        parse_whole(package.pieces(STRINGS), strings)
    return strings.found
