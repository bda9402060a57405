"""What goes over the line before a page's first picture can be seen."""

from __future__ import annotations

import http.client
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import brotli

ONE_WINDOW = 14_000
"""Bytes of the first flight of a TCP connection, ten packets, less what TLS needs."""
PICTURE = re.compile(rb"<svg[^>]* data-axis=.*?</svg>", re.DOTALL)
STEP = 64


@dataclass(frozen=True)
class Sent:
    """An answer as it came over the line."""

    headers: http.client.HTTPMessage
    body: bytes

    @property
    def head(self) -> int:
        """Bytes of the status line and the headers."""
        lines = (f"{name}: {value}\r\n" for name, value in self.headers.items())
        return len("HTTP/1.1 200 OK\r\n\r\n") + sum(map(len, lines))


def ask(address: str, accept: str = "br") -> Sent:
    """Fetch an address as a browser does; the body stays compressed."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=60)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    connection.request("GET", target, headers={"Accept-Encoding": accept})
    answer = connection.getresponse()
    assert answer.status == 200, address
    sent = Sent(answer.headers, answer.read())
    connection.close()
    return sent


def before_the_picture(address: str) -> tuple[int, str]:
    """Bytes of headers and compressed page up to the end of the first picture, and the page so far.

    The page so far names what a browser waits for besides.
    """
    sent = ask(address)
    reader, page = brotli.Decompressor(), b""
    for start in range(0, len(sent.body), STEP):
        page += reader.process(sent.body[start : start + STEP])
        if PICTURE.search(page):
            return sent.head + start + STEP, page.decode(errors="ignore")
    raise AssertionError(f"no picture in {address}")


def blocking(page: str) -> list[str]:
    """Tags in a part of a page for which its first picture would wait: sheets, plain scripts."""
    sheets = re.findall(r'<link rel="stylesheet"[^>]*>', page)
    scripts = re.findall(r"<script[^>]* src=[^>]*>", page)
    return [s for s in sheets if 'media="print"' not in s] + [
        s for s in scripts if "defer" not in s
    ]
