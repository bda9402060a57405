"""What holds of every answer, whatever was sent: no fault, no echo that is markup, nothing kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http.response import HttpResponseBase
from django.test import Client

from tests.web.page import Element, read_html

SPECIAL = re.compile(r"[<>\"']")
ADDRESSES = ("href", "xlink:href", "src", "action", "formaction", "srcdoc")
CODE = ("javascript:", "vbscript:", "data:")
CLIENT = Client()
"""One for all requests: a new one would load the middleware each time."""
OTHERS = {"mutation", "static", "serve.lock"}
"""What others leave meanwhile: `make mutants`, and sites that other tests serve."""


def kinds(root: Element) -> set[tuple[str, str]]:
    """Which elements a page has, and which attributes they bear."""
    return {(one.tag, name) for one in root.walk() for name in ("", *one.attrs)}


def scripts(root: Element) -> list[str]:
    """What a page would run: every script that is not data, and every address that is code."""
    run = [s.attrs.get("src", s.raw) for s in root.all("script") if "json" not in _type(s)]
    links = [one.attrs.get(name, "") for one in root.walk() for name in ADDRESSES]
    return run + [link for link in links if link.strip().lower().startswith(CODE)]


def _type(script: Element) -> str:
    return script.attrs.get("type", "")


def content(response: HttpResponseBase) -> bytes:
    """All that was answered. Fails for a fault of the server, or where it did not look."""
    assert response.status_code < 500 and response.status_code != 429, response.status_code
    streamed = getattr(response, "streaming_content", None)
    return b"".join(streamed) if streamed is not None else getattr(response, "content", b"")


@dataclass
class Usual:
    """What pages are built of when nobody means harm."""

    kinds: set[tuple[str, str]] = field(default_factory=set)
    scripts: set[str] = field(default_factory=set)

    def learn(self, response: HttpResponseBase) -> None:
        """Take a page for an example."""
        body = content(response)
        if _is_page(response):
            root = read_html(body.decode())
            self.kinds |= kinds(root)
            self.scripts |= set(scripts(root))

    def check(self, response: HttpResponseBase, sent: Iterable[str]) -> None:
        """Fail unless all that was sent is mere text in the page, if it is there at all."""
        body = content(response)
        odd = [text for text in sent if SPECIAL.search(text)]
        if not odd or not _is_page(response):
            return
        source = body.decode()
        assert not [text for text in odd if "<" in text and len(text) > 3 and text in source]
        root = read_html(source)
        new = kinds(root) - self.kinds
        assert not new, new
        assert not set(scripts(root)) - self.scripts


def _is_page(response: HttpResponseBase) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")


def check_json(response: HttpResponseBase) -> Any:
    """A document that says that it is one, and is; nothing that a browser would show as a page."""
    body = content(response)
    kind = response.headers["Content-Type"]
    assert kind in {"application/json", "application/problem+json"}, kind
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    document: Mapping[str, Any] = json.loads(body, parse_constant=_refuse)
    if "problem" in kind:
        assert document["status"] == response.status_code
        assert all(isinstance(value, str) for e in document["errors"] for value in e.values())
    return document


def _refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is not JSON")


def kept() -> dict[str, object]:
    """What the site holds: rows of every table, files under its folder with size and time."""
    rows = {model._meta.db_table: model._default_manager.count() for model in apps.get_models()}
    return {**rows, **{str(path): path.stat()[6:] for path in _files(Path(settings.STATE_DIR))}}


def _files(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and OTHERS.isdisjoint(path.relative_to(folder).parts)
    ]
