"""An import as its pages lead through it, and what they say, read as text."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

IMPORT = "/admin/salaries/survey/import/"
VERSIONS = "/admin/salaries/survey/"
LOG = "/admin/salaries/change/"
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


def text_of(response: Any) -> str:
    """What a page says, without its tags, in one line."""
    body = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def hidden(response: Any) -> dict[str, str]:
    """The fields that a page carries unseen."""
    found = HIDDEN.findall(response.content.decode())
    return {name: unescape(value) for name, value in found}


def send(client: Client, table: bytes, prefix: str = "", **files: bytes) -> Any:
    """Choose files in the form; gives the preview, or what was wrong."""
    chosen = {"table": table, **files}
    named = {field: SimpleUploadedFile(f"{field}.csv", data) for field, data in chosen.items()}
    return client.post(prefix + IMPORT, named)


def confirm(client: Client, preview: Any, **others: str) -> Any:
    """Press the button of a preview."""
    return client.post(IMPORT, {**hidden(preview), "confirm": "1", **others})


def load(client: Client, table: bytes) -> Any:
    """Send a table and confirm it at once."""
    answer = confirm(client, send(client, table))
    assert answer.status_code == 302, text_of(answer)
    return client.get(answer.url)
