"""The way into the heavy rooms: they are entered when the first sheet comes.

numpy, Arrow and openpyxl weigh more than the rest of a worker, and most workers serve pages only.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO

from django.utils.translation import gettext as _

from salaries.domain.sheet_summary import SheetSummary
from salaries.domain.survey import Survey
from salaries.sheets.limits import MEGABYTE, WEB
from salaries.sheets.messages import say
from salaries.sheets.problems import SheetError, SheetProblem

if TYPE_CHECKING:
    from salaries.bulk.records import Record
    from salaries.bulk.uploads import Columns

MARGIN = 64 * 1024
"""Bytes of a request beside the sheet itself."""
MEGABYTES = (WEB.file_bytes or 0) // MEGABYTE
"""What a sheet may have."""
UNPACKED = WEB.unpacked_bytes // MEGABYTE
"""Megabytes of a workbook when it is unpacked."""
MOST_BYTES = (WEB.file_bytes or 0) + MARGIN
MOST_PACKED = 4 * (WEB.file_bytes or 0) // 3 + MARGIN
"""A sheet that travels in a page, as text."""


def is_taken_in(headers: Mapping[str, str], most: int) -> bool:
    """Does a request say how long its body is, and is that at most so many bytes?"""
    length = headers.get("Content-Length") or ("" if "Transfer-Encoding" in headers else "0")
    return length.isascii() and length.isdigit() and int(length[:12]) <= most


class Refused(ValueError):
    """A sheet, or what is asked of it, that cannot be kept: each reason with field and code."""

    def __init__(self, *reasons: tuple[str, str, str]) -> None:
        super().__init__(" ".join(message for *_codes, message in reasons))
        self.reasons = reasons

    @property
    def is_of_the_file(self) -> bool:
        """Is it the file, and not what is asked of it?"""
        return any(field == "body" for field, *_rest in self.reasons)

    @property
    def is_too_large(self) -> bool:
        """Does the file have more bytes than are read?"""
        return any(code == SheetProblem.FILE_TOO_BIG for _field, code, _said in self.reasons)


def columns_of(data: bytes) -> Columns:
    """What a sheet's headings are taken for. Raises Refused."""
    with _reasons():
        found: Columns = _uploads().columns_of(data)
    return found


def judged_sheet(
    survey: Survey, data: bytes, asked: Mapping[str, str], kind: str | None = None
) -> tuple[BinaryIO, str, SheetSummary]:
    """The judged sheet as a file, its kind, and its sum. Raises Refused."""
    with _reasons():
        found: tuple[BinaryIO, str, SheetSummary] = _uploads().judged_sheet(
            survey, data, asked, kind
        )
    return found


def summed_up(survey: Survey, data: bytes, asked: Mapping[str, str]) -> SheetSummary:
    """The judged sheet's sum. Raises Refused."""
    with _reasons():
        found: SheetSummary = _uploads().summed_up(survey, data, asked)
    return found


def judged_records(
    survey: Survey, data: bytes, asked: Mapping[str, str]
) -> tuple[list[Record], SheetSummary]:
    """The judged rows for programs, and their sum. Raises Refused."""
    with _reasons():
        found: tuple[list[Record], SheetSummary] = _uploads().judged_records(survey, data, asked)
    return found


def judged_rows(
    survey: Survey, rows: list[dict[str, Any]], asked: Mapping[str, str]
) -> tuple[list[Record], SheetSummary]:
    """Rows of named values judged, and their sum. Raises Refused."""
    with _reasons():
        found: tuple[list[Record], SheetSummary] = _uploads().judged_rows(survey, rows, asked)
    return found


def template(survey: Survey, kind: str) -> bytes:
    """An empty sheet with the headings in the language in use, and example rows."""
    made: bytes = import_module("salaries.bulk.templates").template(survey, kind)
    return made


def _uploads() -> Any:
    return import_module("salaries.bulk.uploads")


@contextmanager
def _reasons() -> Iterator[None]:
    """What the rooms refuse, as one kind of error."""
    try:
        yield
    except SheetError as error:
        raise Refused(("body", error.problem.value, say(error))) from error
    except ValueError as error:
        faults = getattr(error, "faults", None)
        if faults is None:
            raise
        raise Refused(
            *((one.field or "column", one.code, one.message) for one in faults)
        ) from error


def packed(data: bytes) -> str:
    """A sheet as text that a page's form can send back: nothing is kept in between."""
    return base64.urlsafe_b64encode(zlib.compress(data)).decode()


def unpacked(text: str) -> bytes:
    """The sheet that a form sends back, never larger than one that is sent. Raises Refused."""
    try:
        content = base64.b64decode(text.encode(), altchars=b"-_", validate=True)
        reader = zlib.decompressobj()
        data = reader.decompress(content, WEB.file_bytes or 0)
    except (binascii.Error, zlib.error, UnicodeEncodeError) as error:
        raise lost() from error
    if not reader.eof:
        raise lost()
    return data


def lost() -> Refused:
    """What is said of a sheet that did not arrive as it was sent."""
    return Refused(("body", "not_sent", _("The sheet did not come back whole. Choose it again.")))
