"""Static files over the wire: compressed forms made once, addresses with a digest kept for ever."""

from __future__ import annotations

import contextlib
import gzip
import os
import threading
from pathlib import Path

import brotli
from django.conf import settings
from django.core.files import locks
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import Response, StaticFile

from smmbench.static import digest

FOR_EVER = "max-age=31536000, public, immutable"
LEAST = 500
"""Bytes below which a file is sent as it is."""
LARGE = 200_000
"""Bytes above which the best form takes seconds, so that nobody waits for it."""
SHRINKING = {".css", ".js", ".svg"}
MEASURED = {"content-length", "etag", "vary"}
"""Headers that WhiteNoise tells anew for each form."""
QUICK, BEST = 5, 10
"""Levels of brotli: 0.3 s and ten for the largest script; level 11 takes twice that for 1 %."""


class VersionedFile:
    """A static file with the forms of it that are kept in the state folder, made when asked for."""

    def __init__(self, path: str, headers: list[tuple[str, str]]) -> None:
        self.version = digest(path)
        self._path = Path(path)
        self._headers = [*headers, ("ETag", f'W/"{self.version}"')]
        self._best = settings.STATE_DIR / "static" / f"{self.version}.br"
        self._quick = self._best.with_suffix(".quick.br")
        self._gzip = self._best.with_suffix(".gz")
        self._served: tuple[Path, StaticFile] | None = None

    def get_response(self, method: str, environ: dict[str, str]) -> Response:
        """The file in a form that the asker can read."""
        form = self._best if self._best.exists() else self._quick
        if self._served is None or self._served[0] != form:
            self._served = form, self._with_forms()
        return self._served[1].get_response(method, environ)

    def _with_forms(self) -> StaticFile:
        """Makes what is missing; where the folder cannot be written, the file goes as it is."""
        if self._path.suffix not in SHRINKING or self._path.stat().st_size < LEAST:
            return StaticFile(str(self._path), self._headers)
        with contextlib.suppress(OSError):
            self._make()
        forms = {"br": self._best if self._best.exists() else self._quick, "gzip": self._gzip}
        there = {coding: str(form) for coding, form in forms.items() if form.exists()}
        return StaticFile(str(self._path), self._headers, encodings=there)

    def _make(self) -> None:
        content = self._path.read_bytes()
        if not self._gzip.exists():
            _write(self._gzip, gzip.compress(content, 6, mtime=0))
        if self._best.exists():
            return
        if len(content) < LARGE:
            return _write(self._best, brotli.compress(content, quality=BEST, lgwin=24))
        if not self._quick.exists():
            _write(self._quick, brotli.compress(content, quality=QUICK, lgwin=24))
        threading.Thread(target=self._make_best, args=[content], daemon=True).start()

    def _make_best(self, content: bytes) -> None:
        """In one process of several, beside its answers: the coder works without Python's lock."""
        with contextlib.suppress(OSError), self._best.with_suffix(".lock").open("a") as turn:
            if locks.lock(turn, locks.LOCK_EX | locks.LOCK_NB) and not self._best.exists():
                _write(self._best, brotli.compress(content, quality=BEST, lgwin=24))


def _write(path: Path, content: bytes) -> None:
    """The file appears under its name only when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_native_id()}")
    draft.write_bytes(content)
    draft.replace(path)


class StaticFilesMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]
    """WhiteNoise; an address is for ever where its digest is that of the file, and only there."""

    def get_static_file(self, path, url, stat_cache=None):  # type: ignore[no-untyped-def]
        """As WhiteNoise says, with its compressed forms; files under work are sent as they are."""
        plain = super().get_static_file(path, url, stat_cache=stat_cache)
        if self.autorefresh:
            return plain
        headers = next(headers for _coding, of, headers in plain.alternatives if of == path)
        return VersionedFile(path, [h for h in headers if h[0].lower() not in MEASURED])

    def serve(self, static_file: VersionedFile, request: HttpRequest) -> HttpResponseBase:
        """The answer, with how long it may be kept."""
        response: HttpResponseBase = WhiteNoiseMiddleware.serve(static_file, request)
        version = getattr(static_file, "version", None)
        if version and request.META.get("QUERY_STRING") == f"v={version}":
            response["Cache-Control"] = FOR_EVER
        return response
