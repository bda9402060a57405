"""A whole sheet: sent, its columns checked, judged, and taken away; nothing of it is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from salaries.answers.sheet import answer
from salaries.bulk import door
from salaries.bulk.fields import Field
from salaries.domain.money import Basis
from salaries.doors.pages import limited
from salaries.presenters.bulk import SheetAnswer
from salaries.presenters.bulk_columns import ColumnsToCheck
from salaries.presenters.bulk_words import invitation, needs
from salaries.sheets.limits import MOST_RECORDS, WEB
from salaries.views.base import SurveyPage
from salaries.views.cities import XLSX

OPTIONS = ("city", "segment", "band", "basis", "to", *(f"column_{field}" for field in Field))
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX, "json": "application/json"}
JUDGE = "judge"
UNREADABLE = (MultiPartParserError, TooManyFieldsSent, TooManyFilesSent)
"""A body that no form of ours sends."""
NOT_KEPT = {"Cache-Control": "no-store"}


def sends_a_sheet(request: HttpRequest) -> bool:
    """The form itself is cheap."""
    return request.method == "POST"


@method_decorator(limited("bulk", sends_a_sheet), name="dispatch")
class BulkPage(SurveyPage):
    """The form for a sheet; the columns it was taken to have; the judged sheet in sum.

    The sheet travels in the page from step to step, so the server has nothing to keep.
    """

    template_name = "salaries/bulk.html"
    http_method_names = ("get", "head", "post", "options")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Every step states the limits."""
        return super().get_context_data(
            limits=WEB,
            megabytes=door.MEGABYTES,
            unpacked=door.UNPACKED,
            invitation=invitation(self.survey),
            needs=needs(self.survey),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The next step, a file, or the reason why not: 400, or 413 for too large a body."""
        if not door.is_taken_in(request.headers, door.MOST_PACKED):
            return self._too_large()
        try:
            data = _sent(request)
        except door.Refused as refused:
            return self._refused(refused)
        asked = {name: request.POST[name] for name in OPTIONS if name in request.POST}
        return self._answer(data, asked, request.POST.get("step") or request.POST.get("again", ""))

    def _answer(self, data: bytes, asked: Mapping[str, str], step: str) -> HttpResponseBase:
        try:
            if step in TYPES:
                return self._file(data, asked, step)
            if step == JUDGE:
                return self._judged(data, asked)
            return self._columns(data, asked)
        except door.Refused as refused:
            if refused.is_of_the_file:
                return self._refused(refused)
            return self._columns(data, asked, refused)

    def _columns(
        self, data: bytes, asked: Mapping[str, str], refused: door.Refused | None = None
    ) -> HttpResponse:
        found = door.columns_of(data)
        fields = {field.value: place for field, place in found.fields.items()}
        reasons = refused.reasons if refused else ()
        columns = ColumnsToCheck(self.survey, found.names, fields, found.basis, asked, reasons)
        status = HTTPStatus.BAD_REQUEST if refused else HTTPStatus.OK
        return self._page(status, columns=columns, found=found, sheet=door.packed(data))

    def _judged(self, data: bytes, asked: Mapping[str, str]) -> HttpResponse:
        summary = door.summed_up(self.survey, data, asked)
        basis = Basis(asked.get("basis") or door.columns_of(data).basis)
        answer = SheetAnswer(self.survey, summary, basis, MOST_RECORDS)
        return self._page(HTTPStatus.OK, answer=answer, sheet=door.packed(data), asked=asked)

    def _file(self, data: bytes, asked: Mapping[str, str], kind: str) -> HttpResponseBase:
        content: Any
        if kind == "json":
            told = answer(self.survey, *door.judged_records(self.survey, data, asked))
            content = [json.dumps(told, ensure_ascii=False).encode()]
        else:
            content, _kind, _sum = door.judged_sheet(self.survey, data, asked, kind)
        return FileResponse(
            content,
            as_attachment=True,
            filename=f"judged.{kind}",
            content_type=TYPES[kind],
            headers=NOT_KEPT,
        )

    def _too_large(self) -> HttpResponse:
        told = _("The file is too large: at most %(most)d MB are read. Divide it into parts.")
        faults = [told % {"most": door.MEGABYTES}]
        return self._page(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, faults=faults)

    def _refused(self, refused: door.Refused) -> HttpResponse:
        if refused.is_too_large:
            return self._too_large()
        faults = [message for *_codes, message in refused.reasons]
        return self._page(HTTPStatus.BAD_REQUEST, faults=faults)

    def _page(self, status: int, **context: Any) -> HttpResponse:
        context = self.get_context_data(**context)
        return self.render_to_response(context, status=status, headers=NOT_KEPT)


def _sent(request: HttpRequest) -> bytes:
    """The sheet of a request: a file chosen, or the one that came with the page."""
    try:
        file = request.FILES.get("file")
    except UNREADABLE as error:
        raise door.lost() from error
    if isinstance(file, UploadedFile):
        data: bytes = file.read()
        return data
    packed = request.POST.get("sheet", "")
    if not packed:
        raise door.Refused(("body", "not_sent", _("Choose a CSV or XLSX file first.")))
    return door.unpacked(packed)


@method_decorator(limited("exports"), name="dispatch")
class SheetTemplate(SurveyPage):
    """A sheet to fill in."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The sheet as CSV or XLSX; 404 for another ending."""
        kind = kwargs["kind"]
        if kind not in {"csv", "xlsx"}:
            raise Http404(_("There is no such file."))
        name = f"smm-bench-template.{kind}"
        return HttpResponse(
            door.template(self.survey, kind),
            content_type=TYPES[kind],
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
