"""The files of an import on their way: chosen, carried by the preview's page, sent back.

Nothing is kept in between. What the preview showed travels beside them, signed for one user.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from salaries.bulk import door
from salaries.ingest.sent import Sent

Files: TypeAlias = Mapping[str, Sent]
"""What was sent, by field."""
FIELDS = ("table", "description", "requirements", "cities")
"""The files of a survey; the first is always sent, the others may be the shipped ones."""
SALT = "salaries.admin.import"
NAME_LENGTH = 255


class NotSent(ValueError):
    """There is nothing to look at; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a preview was made of: the files' names, their version, and the version that stood."""

    names: Mapping[str, str]
    version: str
    stood: str


def too_large(request: HttpRequest) -> bool:
    """Is the body longer than the door for sheets takes?"""
    length = request.headers.get("Content-Length") or "0"
    return not length.isdecimal() or int(length[:12]) > door.MOST_PACKED


def chosen(request: HttpRequest) -> Files:
    """The files chosen in the form. Raises NotSent without a table."""
    files = {}
    for field in FIELDS:
        file = request.FILES.get(field)
        if isinstance(file, UploadedFile):
            files[field] = Sent((file.name or field)[:NAME_LENGTH], file.read())
    if "table" not in files:
        raise NotSent(_("Choose the table first: a CSV file."))
    return files


def returned(request: HttpRequest) -> tuple[Files, Seen]:
    """The files that a preview carried, and what it was made of. Raises NotSent."""
    try:
        names, version, stood = signing.loads(
            request.POST.get("seen", ""), salt=_salt(request), max_age=settings.SESSION_COOKIE_AGE
        )
        files = {
            field: Sent(names[field], door.unpacked(request.POST[field]))
            for field in FIELDS
            if field in names
        }
    except (signing.BadSignature, door.Refused, KeyError) as error:
        told = _("The preview did not come back whole, or is too old. Choose the files again.")
        raise NotSent(told) from error
    return files, Seen(names, version, stood)


def carried(request: HttpRequest, files: Files, version: str, stood: str) -> dict[str, str]:
    """The hidden fields of a preview's page: its files, and what they and the table stood at."""
    names = {field: file.name for field, file in files.items()}
    signed = signing.dumps([names, version, stood], salt=_salt(request))
    return {**{field: door.packed(file.data) for field, file in files.items()}, "seen": signed}


def _salt(request: HttpRequest) -> str:
    """What one user looked at is not for another to confirm."""
    return f"{SALT}.{request.user.pk}"
