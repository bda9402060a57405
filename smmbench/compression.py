"""Answers as small as the reader's program can read them: brotli, else gzip, else as they are."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache
from http import HTTPStatus
from typing import Protocol

import brotli
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

GetResponse = Callable[[HttpRequest], HttpResponseBase]

LEAST = 500
"""Bytes below which an answer fits into one packet anyway."""
KEPT_UP_TO = 131_072
"""Bytes of an answer above which its compressed form is not kept in memory."""
BLOCK = 65_536
"""Bytes of a body in pieces that may wait in the coder."""
BROTLI, GZIP = 5, 6
"""Levels that cost about a millisecond a page; the next ones cost ten times that for 2 %."""
TEXT = ("text/", "application/json", "application/problem+json", "application/javascript",
        "image/svg+xml", "application/xml")  # fmt: skip


class Coder(Protocol):
    """Takes a body piece by piece."""

    def piece(self, chunk: bytes) -> bytes:
        """What is ready so far; empty where the coder waits for more."""

    def flush(self) -> bytes:
        """All that is needed to read as far as the last piece."""

    def end(self) -> bytes:
        """What closes the body."""


class Brotli:
    """Brotli, for whole bodies and for those that come in pieces."""

    def __init__(self) -> None:
        self._coder = brotli.Compressor(quality=BROTLI, mode=brotli.MODE_TEXT)

    def piece(self, chunk: bytes) -> bytes:
        """What is ready so far."""
        coded: bytes = self._coder.process(chunk)
        return coded

    def flush(self) -> bytes:
        """All that is needed to read as far as the last piece."""
        coded: bytes = self._coder.flush()
        return coded

    def end(self) -> bytes:
        """What closes the body."""
        coded: bytes = self._coder.finish()
        return coded

    @staticmethod
    def whole(body: bytes) -> bytes:
        """A body at once."""
        coded: bytes = brotli.compress(body, quality=BROTLI, mode=brotli.MODE_TEXT)
        return coded


class Gzip:
    """Gzip, for programs that do not read brotli and for connections without TLS."""

    def __init__(self) -> None:
        self._coder = zlib.compressobj(GZIP, wbits=31)

    def piece(self, chunk: bytes) -> bytes:
        """What is ready so far."""
        return self._coder.compress(chunk)

    def flush(self) -> bytes:
        """All that is needed to read as far as the last piece."""
        return self._coder.flush(zlib.Z_SYNC_FLUSH)

    def end(self) -> bytes:
        """What closes the body."""
        return self._coder.flush()

    @staticmethod
    def whole(body: bytes) -> bytes:
        """A body at once."""
        return zlib.compress(body, GZIP, wbits=31)


CODERS: dict[str, type[Brotli] | type[Gzip]] = {"br": Brotli, "gzip": Gzip}


@lru_cache(maxsize=256)
def accepted(header: str) -> str | None:
    """The best coding that an Accept-Encoding header allows, or None.

    >>> accepted("gzip, deflate, br"), accepted("gzip;q=1.0, br;q=0"), accepted("identity")
    ('br', 'gzip', None)
    """
    allowed = {}
    for part in header.lower().split(","):
        name, _, weight = part.partition(";")
        allowed[name.strip()] = not _is_zero(weight)
    return next((name for name in CODERS if allowed.get(name, allowed.get("*", False))), None)


def _is_zero(weight: str) -> bool:
    """Whether a part says q=0: not this one."""
    name, _, value = weight.replace(" ", "").partition("=")
    return name == "q" and value.strip("0.") == "" and value != ""


def compress(get_response: GetResponse) -> GetResponse:
    """Middleware: compress text on its way out; what was asked about, and its ETag, stay right."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not (_may_be_compressed(response) and _is_free_of_secrets(request, response)):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        coding = accepted(request.headers.get("Accept-Encoding", "")[:200])
        if coding:
            _weaken(response)
            _encode(response, coding)
        return response

    return middleware


def _may_be_compressed(response: HttpResponseBase) -> bool:
    """Text that is long enough, and the 304 that stands for it: it bears the same headers."""
    if response.status_code == HTTPStatus.NOT_MODIFIED:
        return True
    if (
        response.has_header("Content-Encoding")
        or response.status_code == HTTPStatus.PARTIAL_CONTENT
    ):
        return False
    if not response.get("Content-Type", "").startswith(TEXT):
        return False
    if isinstance(response, StreamingHttpResponse):
        return not response.is_async
    return isinstance(response, HttpResponse) and len(response.content) >= LEAST


def _is_free_of_secrets(request: HttpRequest, response: HttpResponseBase) -> bool:
    """A length says something of a secret beside a guess (BREACH); only cookies bring secrets."""
    return not (response.cookies or request.COOKIES)


def _weaken(response: HttpResponseBase) -> None:
    """Two forms of one answer are the same to a reader, not byte for byte."""
    tag = response.get("ETag", "")
    if tag.startswith('"'):
        response["ETag"] = f"W/{tag}"


def _encode(response: HttpResponseBase, coding: str) -> None:
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = _pieces(iter(response), CODERS[coding]())
        del response["Content-Length"]
    elif isinstance(response, HttpResponse) and response.content:
        body = response.content
        keep = len(body) <= KEPT_UP_TO
        response.content = (_kept if keep else _whole)(body, coding)
        response["Content-Length"] = str(len(response.content))
    else:
        return
    response["Content-Encoding"] = coding


def _pieces(chunks: Iterator[bytes], coder: Coder) -> Iterator[bytes]:
    """No more than BLOCK bytes of a body wait for those that follow them."""
    waiting = 0
    for chunk in chunks:
        waiting += len(chunk)
        coded = coder.piece(chunk)
        if waiting >= BLOCK:
            waiting, coded = 0, coded + coder.flush()
        if coded:
            yield coded
    yield coder.end()


def _whole(body: bytes, coding: str) -> bytes:
    return CODERS[coding].whole(body)


_kept = lru_cache(maxsize=64)(_whole)
