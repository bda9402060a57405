"""A workbook that is written without openpyxl's temporary files: nothing of it meets the disk.

openpyxl streams each page to a file in the temporary folder, which keeps memory flat at any size.
A sheet that somebody sent is small, and must not be laid there.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl.worksheet._writer import WorksheetWriter


class PageInMemory(WorksheetWriter):  # type: ignore[misc]  # it has no types
    """What writes one page, into memory."""

    def __init__(self, page: Any) -> None:
        super().__init__(page, out=BytesIO())

    def cleanup(self) -> None:
        """There is no file to remove."""
        self.out.close()


class Package(ZipFile):
    """The workbook's zip, which takes a page from memory as well as from a file."""

    def write(self, filename: Any, arcname: Any = None, *args: Any, **kwargs: Any) -> None:
        """As `ZipFile.write`; a page in memory goes in under the name given."""
        if isinstance(filename, BytesIO):
            self.writestr(arcname, filename.getvalue(), *args, **kwargs)
        else:
            super().write(filename, arcname, *args, **kwargs)


def keep_in_memory(page: Any) -> None:
    """Have a page of a write-only workbook written into memory. Call before its first row."""
    page._writer = PageInMemory(page)
    page._writer.write_top()
