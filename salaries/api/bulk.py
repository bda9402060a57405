"""`POST /api/v1/bulk`: many offers at once, as rows of JSON or as a whole sheet.

The rooms that judge sheets are heavy and are entered by their door.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from salaries.answers.envelope import Plain
from salaries.answers.sheet import answer
from salaries.api.door import json_response
from salaries.api.problems import FieldError, Problem, ProblemError
from salaries.api.questions import unknown_parameters
from salaries.bulk import door
from salaries.domain.sheet_summary import SheetSummary
from salaries.domain.survey import Survey
from salaries.sheets.limits import MOST_RECORDS, WEB

FIELDS = ("city", "segment", "band", "years", "amount", "low", "high", "basis")
OPTIONS = ("city", "segment", "band", "basis", "to", *(f"column_{field}" for field in FIELDS))
FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks: options for the whole sheet, and the kind of answer."""

    options: Mapping[str, str]
    kind: str | None


def judged(request: HttpRequest, survey: Survey) -> HttpResponseBase:
    """The rows with what is said of each. Raises ProblemError for the request as a whole."""
    asked = _asked(request)
    data = _content(request)
    try:
        if request.content_type == "application/json":
            _only_json(asked)
            return _records(request, survey, *door.judged_rows(survey, _rows(data), asked.options))
        if asked.kind == "json":
            return _records(request, survey, *door.judged_records(survey, data, asked.options))
        file, kind, _sum = door.judged_sheet(survey, data, asked.options, asked.kind)
    except door.Refused as error:
        raise _problem(error) from error
    response = FileResponse(file, as_attachment=True, filename=f"judged.{kind}")
    response["Content-Type"], response["Cache-Control"] = FORMATS[kind], "no-store"
    return response


def _only_json(asked: Asked) -> None:
    if asked.kind not in {None, "json"}:
        said = _("Rows of JSON come back as JSON; send a sheet to get a sheet.")
        error = FieldError("query.format", "unknown_format", said)
        raise ProblemError(Problem.INVALID_PARAMETERS, [error])


def _problem(refused: door.Refused) -> ProblemError:
    if refused.is_of_the_file:
        return ProblemError(
            Problem.UNREADABLE_SHEET, [FieldError(*reason) for reason in refused.reasons]
        )
    errors = [FieldError(f"query.{_named(*reason)}", *reason[1:]) for reason in refused.reasons]
    return ProblemError(Problem.INVALID_PARAMETERS, errors)


def _named(field: str, code: str, message: str) -> str:
    """The option that a reason is about."""
    return f"column_{field}" if code == "unknown_column" else field


def _asked(request: HttpRequest) -> Asked:
    """The options of the query. Raises ProblemError for unknown or repeated ones."""
    query = request.GET
    errors = unknown_parameters(query, [*OPTIONS, "format"])
    for name in query:
        if len(set(query.getlist(name))) > 1:
            said = _("This was given more than once. Give it once.")
            errors.append(FieldError(f"query.{name}", "repeated", said))
    kind = query.get("format")
    if kind not in {None, *FORMATS}:
        said = _("Choose one of: %(formats)s.") % {"formats": ", ".join(FORMATS)}
        errors.append(FieldError("query.format", "unknown_format", said))
    if errors:
        raise ProblemError(Problem.INVALID_PARAMETERS, errors)
    return Asked({name: query[name] for name in OPTIONS if name in query}, kind)


def _content(request: HttpRequest) -> bytes:
    """The body, or the file of a form; its length is looked at before it is read."""
    most = door.MOST_BYTES
    if not door.is_taken_in(request.headers, most):
        said = _("Send a body with its length, of at most %(most)d bytes.") % {"most": most}
        raise ProblemError(
            Problem.CONTENT_TOO_LARGE, [FieldError("body", "content_too_large", said)]
        )
    if request.content_type == "multipart/form-data":
        try:
            file = next(iter(request.FILES.dict().values()), None)
        except (MultiPartParserError, TooManyFieldsSent, TooManyFilesSent) as error:
            raise _refusal("body", "not_a_form", _("This is not a form with a file.")) from error
        return file.read() if isinstance(file, UploadedFile) else b""
    return request.body


def _rows(data: bytes) -> list[dict[str, Any]]:
    """The rows of a JSON body: `{"rows": [{"city": "moscow", …}, …]}`."""
    try:
        body = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _refusal("body", "not_json", _("This is not JSON in UTF-8.")) from error
    if not isinstance(body, dict) or body.keys() != {"rows"} or not _is_list(body["rows"]):
        said = _('Send {"rows": [{"city": "moscow", …}, …]} and nothing beside the rows.')
        raise _refusal("body.rows", "missing", said)
    rows: list[dict[str, Any]] = body["rows"]
    if len(rows) > MOST_RECORDS:
        said = _("Send at most %(most)d rows at a time, or a sheet.") % {"most": MOST_RECORDS}
        raise _refusal("body.rows", "too_many_rows", said)
    for number, row in enumerate(rows):
        _check(f"body.rows[{number}]", row)
    if len({name for row in rows for name in row}) > WEB.columns:
        said = _("Rows may have at most %(most)d different names.") % {"most": WEB.columns}
        raise _refusal("body.rows", "too_many_columns", said)
    return rows


def _is_list(rows: object) -> bool:
    return isinstance(rows, list) and bool(rows)


def _check(field: str, row: object) -> None:
    """Each row is an object of values of bounded length; odd ones are faults of their row."""
    if not isinstance(row, dict):
        raise _refusal(field, "not_an_object", _("Each row is an object of names and values."))
    for name, value in row.items():
        if len(name) > WEB.cell_chars or _length(value) > WEB.cell_chars:
            said = _("A value has at most %(most)d characters.")
            told = said % {"most": WEB.cell_chars}
            raise _refusal(f"{field}.{name[:40]}", "not_a_cell", told)


def _length(value: object) -> int:
    if isinstance(value, int):
        return value.bit_length() // 3
    return len(value if isinstance(value, str) else json.dumps(value))


def _refusal(field: str, code: str, said: str) -> ProblemError:
    return ProblemError(Problem.INVALID_BODY, [FieldError(field, code, said)])


def _records(
    request: HttpRequest, survey: Survey, rows: list[Plain], summary: SheetSummary
) -> HttpResponse:
    """The rows, their sum, and what stands around every answer."""
    response = json_response(request, answer(survey, rows, summary))
    response["Cache-Control"] = "no-store"
    return response
