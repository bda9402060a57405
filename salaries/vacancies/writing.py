"""A survey as its two files: the table as CSV, what it is as TOML. Both, or neither."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path

from salaries.vacancies.problems import Fault, refused
from salaries.vacancies.survey import Shown, Survey

COLUMNS = ("city", "segment", "band", *(one.name for one in fields(Shown)))
MANY = 100
"""Files that are listed one by one; of more only the number and the sum."""
Value = str | int | bool | date


def write(survey: Survey, folder: Path) -> tuple[Path, Path]:
    """Write both files to a folder; an earlier survey of the name stands until they are whole.

    Raises Refused, and then what stood there stands there still.
    """
    table = csv_text(survey).encode()
    description = toml_text(survey, hashlib.sha256(table).hexdigest()).encode()
    targets = folder / f"{survey.slug}.csv", folder / f"{survey.slug}.toml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{survey.slug}-", dir=folder) as name:
            _replace(Path(name), dict(zip(targets, (table, description), strict=True)))
    except OSError as error:
        reason = error.strerror or str(error)
        raise refused(Fault.CANNOT_WRITE, str(folder), expected=reason) from error
    return targets


def _replace(aside: Path, contents: Mapping[Path, bytes]) -> None:
    """Put whole files in place of others; should one fail, the others are put back."""
    for target, data in contents.items():
        with (aside / target.name).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        (aside / target.name).chmod(0o644)
    done: list[Path] = []
    try:
        for target in contents:
            if target.exists():
                os.link(target, aside / f"{target.name}.before")
            (aside / target.name).replace(target)
            done.append(target)
    except OSError:
        for target in done:
            before = aside / f"{target.name}.before"
            if before.exists():
                before.replace(target)
            else:
                target.unlink()
        raise


def csv_text(survey: Survey) -> str:
    """The table: every place of the survey; blank where nothing is published."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for place, cell in survey.cells.items():
        values = asdict(cell).values() if cell else [None] * len(fields(Shown))
        writer.writerow([*place, *values])
    return out.getvalue()


def toml_text(survey: Survey, table_sha256: str) -> str:
    """What the survey is: its texts, what it does not state, and how it was made."""
    return "\n".join(_lines(survey, table_sha256)) + "\n"


def _lines(survey: Survey, table_sha256: str) -> Iterator[str]:
    yield "# What the survey in the CSV file of the same name is, and how it was counted."
    yield ""
    yield from _pairs(_facts(survey))
    if kinds := [kind for kind in survey.segments if kind]:
        yield f"segments = [{', '.join(map(_quoted, kinds))}]"
    if not survey.levels:
        yield "bands = []"
    yield from _table("role", survey.role.name)
    yield from _table("title", survey.in_words("title"))
    yield from _table("source", survey.in_words("source"))
    for text in survey.not_stated:
        yield from _entry("not_stated", text)
    for level in survey.levels:
        yield from _entry("bands", {"code": level.code, "min_years": level.min_years})
    for step, rows in survey.funnel:
        yield from _entry("funnel", {"step": step.value, "rows": rows})
    yield from _table("counts", asdict(survey.counts))
    yield from _table("rules", _rules(survey))
    yield from _table("table", {"sha256": table_sha256})
    yield from _files(survey)


def _facts(survey: Survey) -> dict[str, Value]:
    return {
        "slug": survey.slug,
        "kind": "quantiles",
        "measures": "vacancies",
        "publisher": survey.rules.publisher,
        "month": survey.month,
        "currency": survey.rules.currency.survey,
        "period": "month",
        "basis": survey.basis.value,
        "convention": "net",
    }


def _rules(survey: Survey) -> dict[str, Value]:
    """Which rules the survey was made by: the file's SHA-256, and what matters to a reader."""
    rules = survey.rules
    return {
        "sha256": rules.sha256,
        "role": survey.role_key,
        "title": survey.role.title,
        "professional_roles": ", ".join(survey.role.professional_roles),
        "repeats": "drop" if survey.drop_repeats else "keep",
        "same": ", ".join(rules.same),
        "modes": ", ".join(rules.pay.modes),
        "gross_to_net": rules.pay.gross_to_net,
        "not_stated": "keep" if rules.pay.keep_not_stated else "drop",
        "rates": "; ".join(rules.currency.stated),
        **asdict(rules.outliers),
        **asdict(rules.cells),
        **{f"bootstrap_{name}": value for name, value in asdict(rules.bootstrap).items()},
    }


def _files(survey: Survey) -> Iterator[str]:
    """The files it was counted from; of very many only how many, and one digest of all."""
    files = [asdict(file) for file in survey.files]
    if len(files) <= MANY:
        for file in files:
            yield from _entry("files", file)
        return
    digest = hashlib.sha256("\n".join(file.sha256 for file in survey.files).encode())
    yield from _entry(
        "files",
        {
            "name": f"{len(files)} files",
            "size": sum(file.size for file in survey.files),
            "sha256": digest.hexdigest(),
            "rows": sum(file.rows for file in survey.files),
        },
    )


def _table(name: str, values: Mapping[str, Value]) -> Iterator[str]:
    yield from ("", f"[{name}]")
    yield from _pairs(values)


def _entry(name: str, values: Mapping[str, Value]) -> Iterator[str]:
    yield from ("", f"[[{name}]]")
    yield from _pairs(values)


def _pairs(values: Mapping[str, Value]) -> Iterator[str]:
    return (f"{key} = {_value(value)}" for key, value in values.items())


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) else _quoted(value)


def _quoted(text: str) -> str:
    r"""A basic string of TOML.

    >>> print(_quoted('a "b" \\ ' + chr(10)))
    "a \"b\" \\ \n"
    """
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return f'"{"".join(escapes.get(c) or (c if c.isprintable() else _escape(c)) for c in text)}"'


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
