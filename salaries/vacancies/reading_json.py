"""Vacancies as hh.ru's API gives them: a list, a page with `items`, or one of either a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

import pyarrow as pa

from salaries.vacancies.columns import MAX_VALUE
from salaries.vacancies.json_values import ITEMS, Values
from salaries.vacancies.notes import Notes
from salaries.vacancies.opening import Source
from salaries.vacancies.problems import Fault, Problem, refused
from salaries.vacancies.rows import amount, batches, flag, role_list, text

Numbered = Iterator[tuple[int, object]]
BROKEN = object()
"""Stands for a line that is not JSON."""


def read_json(source: Source, notes: Notes) -> Iterator[pa.RecordBatch]:
    """The vacancies of a JSON file. Raises Refused.

    A line that is not whole is left out; a list or page that is not whole is refused, for nobody
    knows how much of it is missing.
    """
    return batches(_rows(source, notes))


def _rows(source: Source, notes: Notes) -> Iterator[list[object]]:
    for row, value in _values(source):
        if isinstance(value, dict):
            yield [row, *flat(value)]
            continue
        fault = Fault.BAD_LINE if value is BROKEN else Fault.NOT_AN_OBJECT
        notes.leave_out(Problem(fault, source.name, row, str(value)[:100]))


def _values(source: Source) -> Numbered:
    first = source.stream.readline(MAX_VALUE)
    whole = _line(first.removeprefix(b"\xef\xbb\xbf"))
    if first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and whole is not BROKEN:
        return _lines(chain([first.removeprefix(b"\xef\xbb\xbf")], _rest(source.stream)), source)
    return _numbered(Values(first, source.stream, source.name))


def _rest(stream: BinaryIO) -> Iterator[bytes]:
    while line := stream.readline(MAX_VALUE + 1):
        yield line


def _lines(lines: Iterator[bytes], source: Source) -> Numbered:
    """Each line's vacancy by the number of the line; those of a page all bear its number."""
    for number, line in enumerate(lines, start=1):
        if len(line) > MAX_VALUE:
            raise refused(Fault.LONG_VALUE, source.name, number, expected=str(MAX_VALUE))
        if not line.strip():
            continue
        value = _line(line)
        if isinstance(value, dict) and isinstance(value.get(ITEMS), list):
            yield from ((number, item) for item in value[ITEMS])
        elif isinstance(value, dict) and number == 1 and "name" not in value:
            raise refused(Fault.NOT_VACANCIES, source.name)
        else:
            yield number, value


def _line(line: bytes) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return BROKEN


def _numbered(values: Values) -> Numbered:
    found = values.elements() if values.begins_list() else values.items()
    for value in found:
        yield values.row, value
    values.end()


def flat(vacancy: dict[str, object]) -> list[object]:
    """What we read of a vacancy, in the order of RAW after `row`; whatever is odd is left out.

    `salary_range` is the newer form of `salary`: only it says what the pay is for.
    """
    pay = _table(vacancy.get("salary_range")) or _table(vacancy.get("salary"))
    area, employer = _table(vacancy.get("area")), _table(vacancy.get("employer"))
    roles, industries = vacancy.get("professional_roles"), employer.get("industries")
    return [
        text(vacancy.get("id")),
        text(vacancy.get("name")),
        role_list([text(_table(role).get("id")) for role in _list(roles)]),
        amount(pay.get("from")),
        amount(pay.get("to")),
        text(pay.get("currency")),
        flag(pay.get("gross")),
        text(_table(pay.get("mode")).get("id")),
        text(area.get("id")),
        text(area.get("name")),
        text(_table(vacancy.get("experience")).get("id")),
        text(employer.get("id")) or text(employer.get("name")),
        text("; ".join(map(_industry, _list(industries)))),
        text(vacancy.get("published_at")),
    ]


def _industry(value: object) -> str:
    found = _table(value)
    return f"{text(found.get('id')) or ''} {text(found.get('name')) or ''}".strip()


def _table(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
