"""The data page, and its files for download."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.generic import View

from salaries import library
from salaries.desk.offered import downloads
from salaries.presenters.data import DataPage as Data
from salaries.presenters.parts import answer_link
from salaries.presenters.quantile_data import QuantileData
from salaries.views.base import SurveyPage


class DataPage(SurveyPage):
    """Where the numbers come from, what is odd about them, and what stands beside them."""

    def get_template_names(self) -> list[str]:
        """By the kind of survey."""
        return [f"salaries/{'quantile_data' if self.survey.has_quantiles else 'data'}.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page, worked out from the survey as loaded."""
        kind = QuantileData if self.survey.has_quantiles else Data
        files = downloads(self._rows_as)
        return super().get_context_data(page=kind(self.survey), rows_as_files=files, **kwargs)

    def _rows_as(self, **asked: str | None) -> str:
        """The whole table as a file of some kind."""
        return answer_link(self.survey, "cities", {k: v for k, v in asked.items() if v})


class DataFile(View):
    """One of the files named in `library.FILES`, as it lies there; 404 for any other name."""

    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest, name: str) -> HttpResponseBase:
        """The file's bytes, to be saved; 304 to whoever has them."""
        if name not in library.FILES:
            raise Http404(_("There is no such file."))
        file = library.data_file(name)
        told = {"ETag": f'"{file.sha256}"', "Cache-Control": "public, no-cache"}
        asked = HttpResponse(headers=told)
        answer = get_conditional_response(request, told["ETag"], response=asked)
        if answer is not None and answer is not asked:
            return answer
        return FileResponse(
            file.path.open("rb"),
            as_attachment=True,
            filename=file.name,
            content_type=file.content_type,
            headers=told,
        )
