"""The import: files chosen, looked at by the loader's own rules, then loaded in one piece."""

from __future__ import annotations

from http import HTTPStatus
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from salaries import numbers
from salaries.admin import facts
from salaries.admin.base import CONFIRM, StaffPage, page_number, refused_by_database, stale
from salaries.admin.preview import Paging, Preview
from salaries.admin.sent import Files, NotSent, Seen, carried, chosen, returned, too_large
from salaries.bulk import door
from salaries.ingest.messages import sentence
from salaries.ingest.standing import Stale, Wish, cells_of, standing
from salaries.models import Survey

if TYPE_CHECKING:
    from salaries.admin.looking import Look
    from salaries.ingest.survey_files import Content


class ImportPage(StaffPage):
    """The form; what the files would change, or all that is wrong with them; the loading."""

    permission = "salaries.add_survey"
    template = "salaries/admin/import.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form."""
        return self._form(HTTPStatus.OK)

    def post(self, request: HttpRequest) -> HttpResponse:
        """A preview of the files chosen, another page of it, or the loading of what it showed."""
        if too_large(request):
            told = _("The files are too large: together at most %(most)d MB are read.")
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            return self._form(status, told % {"most": door.MEGABYTES})
        seen = None
        try:
            if "seen" in request.POST:
                files, seen = returned(request)
            else:
                files = chosen(request)
        except NotSent as error:
            return self._form(HTTPStatus.BAD_REQUEST, str(error))
        found = import_module("salaries.admin.looking").look(files)
        if seen and CONFIRM in request.POST:
            return self._confirmed(files, found, seen)
        return self._shown(files, found)

    def _form(self, status: int, fault: str = "") -> HttpResponse:
        title = _("Import a table")
        return self.page(status, title=title, fault=fault, megabytes=door.MEGABYTES)

    def _confirmed(self, files: Files, found: Look, seen: Seen) -> HttpResponse:
        """Loaded as it was shown, or shown again with the reason why not."""
        if not found.version or found.version != seen.version:
            return self._shown(files, found, HTTPStatus.CONFLICT, _other_files())
        try:
            _loader().store(found.content, Wish(self.user_name, seen.stood))
        except Stale:
            return self._shown(files, found, HTTPStatus.CONFLICT, stale())
        except DatabaseError:
            status = HTTPStatus.SERVICE_UNAVAILABLE
            return self._shown(files, found, status, refused_by_database())
        told = {"file": files["table"].name, "version": found.version[:7]}
        return self.done(_("Loaded: %(file)s is in use as version %(version)s.") % told)

    def _shown(
        self, files: Files, found: Look, status: int = HTTPStatus.OK, fault: str = ""
    ) -> HttpResponse:
        asked = page_number(self.request.POST.get("page", ""))
        context = {
            "title": _("Import of %(file)s") % {"file": files["table"].name},
            "fault": fault,
            **(_differences(found.content, asked) if found.content else _problems(found, asked)),
        }
        if found.content is None and not fault:
            status = HTTPStatus.BAD_REQUEST
        context["carried"] = carried(self.request, files, found.version, context.pop("stood"))
        return self.page(status, **context)


def _loader() -> Any:
    """The loader's room, entered when the first table comes: it brings in pandas."""
    return import_module("salaries.ingest.loader")


def _problems(found: Look, asked: int) -> dict[str, Any]:
    """What a page of problems shows."""
    count = len(found.problems)
    paging = Paging(asked, count)
    said = ngettext(
        "%(count)s problem; nothing can be loaded until it is mended.",
        "%(count)s problems; nothing can be loaded until they are mended.",
        count,
    )
    return {
        "stood": "",
        "refused": said % {"count": numbers.number(count)},
        "problems": [sentence(problem) for problem in found.problems[paging.part]],
        "first": paging.part.start + 1,
        "paging": paging,
    }


def _differences(content: Content, asked: int) -> dict[str, Any]:
    """What a page of differences shows, against the version that stands."""
    before = standing(content.description.slug)
    said = facts.differences(facts.of_stored(before), facts.of_content(content))
    said += facts.city_differences(content)
    preview = Preview(cells_of(before) if before else {}, content.cells, said, asked)
    stood = before.version if before else ""
    return {
        "stood": stood,
        "preview": preview,
        "paging": preview.paging,
        "note": _other_survey(content) or _note(content.version, content.description.slug, before),
        "is_new": content.version != stood,
    }


def _other_survey(content: Content) -> str:
    """That files of this name are no version of what stands under it; mostly nothing."""
    other = _loader().another(content, "")
    told = _(
        "“%(slug)s” is the name of another survey here (%(survey)s). This would take its place;"
        " to have both, give this one a name of its own."
    )
    return told % {"slug": other.value, "survey": other.expected} if other else ""


def _note(version: str, slug: str, before: Survey | None) -> str:
    """What is particular about loading this; mostly nothing."""
    if before and before.version == version:
        return _("Exactly this is in use already: there is nothing to load.")
    if Survey.objects.filter(slug=slug, version=version).exists():
        return _("This version was in use before; it would be put in use again.")
    if not before and Survey.objects.filter(is_default=True).exists():
        told = _("“%(slug)s” is another survey: it would be stored beside the one that pages show.")
        return told % {"slug": slug}
    return ""


def _other_files() -> str:
    return _(
        "Nothing was changed: the files are not those that the preview was made of. "
        "Below is what they would change now."
    )
