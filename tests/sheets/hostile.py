"""Files that mean harm or came by mistake, each with the problem it must be refused for."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

from salaries.sheets.problems import SheetProblem as P

MANIFEST, WORKBOOK = "[Content_Types].xml", "xl/workbook.xml"
RELATIONS, SHEET = "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"
STRINGS, STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
PARTS = {
    MANIFEST: "<Types/>",
    WORKBOOK: '<workbook><sheets><sheet name="Data" r:id="rId1"/></sheets></workbook>',
    RELATIONS: (
        '<Relationships><Relationship Id="rId1" Type="http://x/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}
HEADING = '<row r="1"><c r="A1" t="str"><v>city</v></c></row>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of the parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def sheet_of(rows: str) -> str:
    """A worksheet part with rows in it."""
    return f"<worksheet><sheetData>{rows}</sheetData></worksheet>"


def workbook(rows: str = HEADING, **more: str | bytes) -> bytes:
    """A workbook of one sheet; `more` gives `strings`, `styles` or a whole `sheet`."""
    named = {"strings": STRINGS, "styles": STYLES, "sheet": SHEET}
    other = {named[name]: content for name, content in more.items()}
    return zipped({**PARTS, SHEET: sheet_of(rows), **other})


def lying_bomb() -> bytes:
    """A part that unpacks to far more than the directory says."""
    data = workbook(HEADING + " " * 20_000_000)
    entry = data.index(b"PK\x01\x02", data.rindex(b"worksheets/sheet1.xml") - 60)
    return data[: entry + 24] + struct.pack("<I", 2_000) + data[entry + 28 :]


def with_password_on_zip() -> bytes:
    """A zip whose entries say that they are encrypted."""
    data = bytearray(workbook())
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    return bytes(data)


def entities(kind: str) -> bytes:
    """A workbook whose worksheet begins with a document type."""
    return workbook(sheet=f"<!DOCTYPE x [{kind}]>" + sheet_of("<row><c><v>&l9;</v></c></row>"))


FILES: dict[str, tuple[Callable[[], bytes], P]] = {
    "zip bomb.xlsx": (lambda: workbook(HEADING + " " * 100_000_000), P.UNPACKS_TOO_BIG),
    "small zip bomb.xlsx": (lambda: workbook(HEADING + " " * 40_000_000), P.PACKED_TOO_TIGHT),
    "zip bomb that lies.xlsx": (lying_bomb, P.DAMAGED),
    "twenty thousand parts.xlsx": (
        lambda: zipped({**PARTS, **{f"xl/{n}": b"" for n in range(20_000)}}),
        P.TOO_MANY_PARTS,
    ),
    "one cell at XFD1048576.xlsx": (
        lambda: workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        P.EMPTY_ROWS,
    ),
    "one cell at XFD1.xlsx": (
        lambda: workbook('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
        P.TOO_MANY_COLUMNS,
    ),
    "a million empty rows.xlsx": (
        lambda: workbook(HEADING + "".join(f'<row r="{n}"/>' for n in range(2, 1_000_002))),
        P.EMPTY_ROWS,
    ),
    "a million rows of empty cells.xlsx": (
        lambda: workbook(HEADING + '<row><c s="1"/></row>' * 1_000_000),
        P.PACKED_TOO_TIGHT,
    ),
    "twenty thousand and one rows.xlsx": (
        lambda: workbook(HEADING + "".join(f"<row><c><v>{n}</v></c></row>" for n in range(20_001))),
        P.TOO_MANY_ROWS,
    ),
    "entity bomb.xlsx": (lambda: entities('<!ENTITY l0 "ha">' + LAUGHS), P.ENTITIES),
    "outside entity.xlsx": (lambda: entities('<!ENTITY l9 SYSTEM "file:///x">'), P.ENTITIES),
    "entity bomb in UTF-16.xlsx": (
        lambda: workbook(strings=f"<!DOCTYPE x [{LAUGHS}]><sst/>".encode("utf-16")),
        P.ENTITIES,
    ),
    "a hundred thousand deep.xlsx": (lambda: workbook("<a>" * 100_000), P.DAMAGED),
    "an attribute of 5 MB.xlsx": (
        lambda: workbook(f'<row x="{"".join(map(str, range(900_000)))}"/>'),
        P.DAMAGED,
    ),
    "a million names.xlsx": (
        lambda: workbook("".join(f"<n{n * 7919}/>" for n in range(1_000_000))),
        P.DAMAGED,
    ),
    "a text of 5 MB.xlsx": (
        lambda: workbook(
            '<row><c t="s"><v>0</v></c></row>',
            strings=f"<sst><si><t>{''.join(map(str, range(900_000)))}</t></si></sst>",
        ),
        P.LONG_CELL,
    ),
    "half a million texts.xlsx": (
        lambda: workbook(
            strings=f"<sst>{''.join(f'<si><t>{n}</t></si>' for n in range(500_000))}</sst>"
        ),
        P.TOO_MANY_TEXTS,
    ),
    "a style list without end.xlsx": (
        lambda: workbook(
            styles="<styleSheet><cellXfs>"
            + "".join(f'<xf numFmtId="{n}"/>' for n in range(500_000))
            + "</cellXfs></styleSheet>"
        ),
        P.DAMAGED,
    ),
    "half of a workbook.xlsx": (lambda: workbook()[:400], P.DAMAGED),
    "old workbook renamed.xlsx": (lambda: OLE + bytes(5_000), P.OLD_EXCEL),
    "workbook with a password.xlsx": (
        lambda: OLE + bytes(1_000) + "EncryptedPackage".encode("utf-16-le") + bytes(1_000),
        P.ENCRYPTED,
    ),
    "zip with a password.xlsx": (with_password_on_zip, P.ENCRYPTED),
    "workbook with macros.xlsx": (
        lambda: zipped({**PARTS, SHEET: sheet_of(HEADING), "xl/vbaProject.bin": b"x"}),
        P.MACROS,
    ),
    "binary workbook.xlsx": (
        lambda: zipped({MANIFEST: "<Types/>", "xl/workbook.bin": b"x"}),
        P.BINARY_WORKBOOK,
    ),
    "opendocument.xlsx": (
        lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        P.OPEN_DOCUMENT,
    ),
    "archive.xlsx": (lambda: zipped({"offers.csv": "city,salary"}), P.ARCHIVE),
    "empty workbook.xlsx": (lambda: workbook(""), P.NO_CELLS),
    "document.csv": (lambda: b"%PDF-1.7\n", P.PDF),
    "packed.csv": (lambda: b"\x1f\x8b\x08\x00", P.ARCHIVE),
    "picture.csv": (lambda: b"\x89PNG\r\n", P.PICTURE),
    "page.xls": (lambda: b"\xef\xbb\xbf\n<HTML><table>", P.WEB_PAGE),
    "nothing.csv": (lambda: b"", P.EMPTY),
    "only line breaks.csv": (lambda: b"\r\n" * 50, P.EMPTY),
    "zero bytes.csv": (lambda: b"city,salary\n\x01\x02\x00\x00,1\n", P.NOT_TEXT),
    "six megabytes.csv": (lambda: b"city\n" + b"Kazan\n" * 1_000_000, P.FILE_TOO_BIG),
    "a cell of 10 MB.csv": (lambda: b"city\n" + b"x" * 10_000_000, P.FILE_TOO_BIG),
    "a cell of 4 MB.csv": (lambda: b"city,pay\nUfa," + b"x" * 4_000_000, P.LONG_LINE),
    "a quoted cell of 4 MB.csv": (lambda: b'city\n"' + b"x" * 4_000_000 + b'"', P.LONG_LINE),
    "a cell of 400 KB.csv": (lambda: b'city,"pay"\nUfa,"' + b"x" * 400_000, P.HUGE_CELL),
    "a cell of 2,001 letters.csv": (
        lambda: ("город,оклад\nуфа," + "щ" * 2_001).encode(),
        P.LONG_CELL,
    ),
    "a quote left open.csv": (
        lambda: b'city,salary\n"Kazan,1\n' + b"Ufa,52000\n" * 400_000,
        P.OPEN_QUOTE,
    ),
    "a quote left open in the heading.csv": (
        lambda: b'city,"salary\n' + b"Ufa,52000\n" * 400_000,
        P.OPEN_QUOTE,
    ),
    "a quote left open at the end.csv": (lambda: b'city\nUfa\n"Kazan\n', P.OPEN_QUOTE),
    "four million separators.csv": (lambda: b"a,b\n" + b"," * 4_000_000, P.LONG_LINE),
    "many separators.csv": (lambda: b"a,b\n" + b"x," * 100_000, P.TOO_MANY_COLUMNS),
    "sixty-one columns.csv": (lambda: b"a," * 60 + b"a\n", P.TOO_MANY_COLUMNS),
    "four million line breaks.csv": (lambda: b"city\n" + b"\n" * 4_000_000, P.EMPTY_ROWS),
    "a million rows of separators.csv": (lambda: b"a,b\n1,2\n" + b",\n" * 1_000_000, P.EMPTY_ROWS),
    "line breaks before the heading.csv": (lambda: b"\n" * 4_000_000, P.EMPTY_ROWS),
    "a million rows.csv": (lambda: b"city\n" + b"x\n" * 1_000_000, P.TOO_MANY_ROWS),
    "a broken byte.csv": (
        lambda: "город\nуфа\nказань\n".encode() + b"\xd0\nx\n",
        P.BROKEN_BYTE,
    ),
    "half a character of UTF-16.csv": (
        lambda: "город\nуфа\n".encode("utf-16") + b"\x00",
        P.BROKEN_BYTE,
    ),
}
