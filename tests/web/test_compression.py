"""Answers are compressed for who asks; what they say, and when they are the same, stays."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from typing import cast

import brotli
import pytest
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from smmbench import compression
from tests.web.page import MAIN_OFFER

READERS: dict[str, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": gzip.decompress}
each_coding = pytest.mark.parametrize("coding", list(READERS))
TEXT = "Moscow 52 000 RUB a month. " * 400


def answer(response: HttpResponseBase, accept: str = "br", **headers: str) -> HttpResponseBase:
    """What the middleware makes of a view's answer."""
    request = RequestFactory().get("/", headers={"accept-encoding": accept, **headers})
    return compression.compress(lambda _: response)(request)


def text_of(response: HttpResponseBase) -> bytes:
    """The bytes that go over the line."""
    return b"".join(response)


@each_coding
@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/offer/", "/cities/?export=csv", "/api/v1/ranges"])
def test_a_compressed_answer_says_what_the_plain_one_says(path: str, coding: str) -> None:
    asked = MAIN_OFFER if path == "/offer/" else {}
    plain = Client().get(path, asked)
    small = Client().get(path, asked, headers={"accept-encoding": coding})
    assert small["Content-Encoding"] == coding and "Content-Encoding" not in plain
    sent, whole = b"".join(small), b"".join(plain)
    assert READERS[coding](sent) == whole and len(sent) < len(whole) / 1.5
    assert "Accept-Encoding" in small["Vary"] and "Accept-Encoding" in plain["Vary"]
    assert small.get("Content-Length", str(len(sent))) == str(len(sent))


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.000, *", "gzip"),
        ("*", "br"),
        ("*;q=0", None),
        ("identity", None),
        ("zstd", None),
        ("", None),
    ],
)
def test_the_coding_is_one_that_was_asked_for(header: str, coding: str | None) -> None:
    assert compression.accepted(header) == coding
    assert answer(HttpResponse(TEXT), header).get("Content-Encoding") == coding


@given(st.text(max_size=300))
def test_no_header_breaks_it(header: str) -> None:
    assert compression.accepted(header) in {None, *compression.CODERS}


@each_coding
@given(chunks=st.lists(st.binary(max_size=90_000), max_size=5))
def test_an_answer_in_pieces_is_whole(coding: str, chunks: list[bytes]) -> None:
    response = StreamingHttpResponse(iter(chunks), content_type="text/csv")
    assert READERS[coding](text_of(answer(response, coding))) == b"".join(chunks)


def test_an_answer_in_pieces_is_sent_as_it_comes() -> None:
    made: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number in range(50):
            made.append(number)
            yield bytes(f"{number};" * 10_000, "ascii")

    sent = iter(answer(StreamingHttpResponse(pieces(), content_type="text/csv")))
    assert len(next(sent)) > 10 and len(made) < 5


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse(b"x" * 4_000, content_type="image/png"),
        HttpResponse("too short to shrink"),
        HttpResponse(TEXT, headers={"Content-Encoding": "zstd"}),
        HttpResponse(TEXT, status=206, headers={"Content-Range": "bytes 0-9/99"}),
    ],
    ids=["not text", "short", "compressed already", "a part of one"],
)
def test_what_gains_nothing_is_left_alone(response: HttpResponse) -> None:
    before = response.content, response.get("Content-Encoding")
    answered = answer(response)
    assert (response.content, answered.get("Content-Encoding")) == before


def test_a_page_that_a_secret_may_be_in_is_not_compressed() -> None:
    assert "Content-Encoding" not in answer(HttpResponse(TEXT), cookie="sessionid=1")
    with_token = HttpResponse(TEXT)
    with_token.set_cookie("csrftoken", "secret")
    assert "Content-Encoding" not in answer(with_token)


def test_a_file_to_take_away_is_compressed_and_loses_the_length_of_its_plain_form() -> None:
    response = FileResponse(iter([TEXT.encode()]), content_type="text/csv")
    response["Content-Length"] = str(len(TEXT))
    answered = answer(response)
    assert "Content-Length" not in answered
    assert brotli.decompress(text_of(answered)) == TEXT.encode()


def conditional(request: HttpRequest) -> HttpResponseBase:
    """A page behind Django's own validators and behind compression, as in the settings."""
    known = ConditionalGetMiddleware(lambda _: HttpResponse(TEXT))
    return compression.compress(cast(compression.GetResponse, known))(request)


@each_coding
def test_a_page_known_in_one_coding_is_known_in_each(coding: str) -> None:
    ask = RequestFactory().get
    plain = conditional(ask("/"))
    small = conditional(ask("/", headers={"accept-encoding": coding}))
    assert small["ETag"] == f"W/{plain['ETag']}"
    for tag in (plain["ETag"], small["ETag"]):
        known = {"if-none-match": tag, "accept-encoding": coding}
        again = conditional(ask("/", headers=known))
        assert again.status_code == 304
        assert (again["ETag"], again["Vary"]) == (small["ETag"], "Accept-Encoding")
        assert text_of(again) == b"" and "Content-Encoding" not in again


def test_an_answer_that_was_compressed_once_is_kept() -> None:
    compression._kept.cache_clear()
    bodies = {text_of(answer(HttpResponse(TEXT))) for _ in range(3)}
    assert len(bodies) == 1 and compression._kept.cache_info().misses == 1
    answer(HttpResponse("x" * (compression.KEPT_UP_TO + 1)))
    assert compression._kept.cache_info().misses == 1
