"""How soon a telephone sees a page's first picture and can touch it, beside pages of nothing else.

python -m tests.benchmarks.first_picture

Chromium is slowed four times and given a 3G line (1.6 Mbit/s down, 768 kbit/s up, 150 ms). Ours and
its rival take turns; medians of five rounds. The rivals send what they send in brotli as well.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

import brotli
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from plotly import offline

from tests.browser.product import served
from tests.browser.watch import OFFER
from tests.browser.wire import ONE_WINDOW, PICTURE, ask, before_the_picture
from tests.lighthouse.__main__ import chromium

ROUNDS = 5
PAGES = {"home": "/", "offer": OFFER, "city": "/cities/omsk/"}
LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 96_000}
SLOWER = 4
CHART_SCRIPT = 340_000
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WATCH = """
const after = (found) => new Promise((resolve) => {
  const look = () => (found() ? setTimeout(() => resolve(performance.now())) : requestAnimationFrame(look));
  look();
});
const shown = (element) => element && element.getBoundingClientRect().height > 0;
window.seen = after(() => shown(document.querySelector("svg[data-axis]")));
window.touched = after(() => shown(document.querySelector(".picture.drawn .main-svg, .plain .main-svg")));
"""  # noqa: E501
FIGURE = re.compile(r'<script id="[^"]*" type="application/json">(.*?)</script>', re.DOTALL)
HEAD = '<!doctype html><meta charset="utf-8"><title>Rival</title>'


@dataclass(frozen=True)
class Share:
    """Ours as a share of the other; less is better."""

    name: str
    ours: float
    other: float
    asked: float
    unit: str = "ms"

    @property
    def share(self) -> float:
        """Ours by the other."""
        return self.ours / self.other

    def __str__(self) -> str:
        held = "held" if self.share <= self.asked else "NOT HELD"
        return (
            f"{self.name:<44} ours {self.ours:9,.0f} {self.unit:<5} other {self.other:9,.0f} "
            f"{self.unit:<5} × {self.share:5.2f}  (asked ≤ {self.asked:g}: {held})"
        )


def rivals(page: str) -> dict[str, tuple[str, bytes]]:
    """A page of the offer's picture alone, and a plain page that loads all of Plotly."""
    svg = PICTURE.search(page.encode())
    figure = re.search(
        r'<script id="[^"]*" type="application/json">(.*?)</script>', page, re.DOTALL
    )
    assert svg and figure
    plain = (
        f'{HEAD}<div class="plain" id="p"></div><script src="/plotly.min.js"></script>'
        f"<script>const f = {figure[1]}; Plotly.newPlot('p', f.data, f.layout);</script>"
    )
    return {
        "/svg": ("text/html", brotli.compress(HEAD.encode() + svg[0])),
        "/plain": ("text/html", brotli.compress(plain.encode())),
        "/plotly.min.js": (
            "text/javascript",
            brotli.compress(offline.get_plotlyjs().encode(), quality=10, lgwin=24),
        ),
    }


@contextmanager
def serving(files: dict[str, tuple[str, bytes]]) -> Iterator[str]:
    """Serve the rivals; gives their address, without a slash."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            kind, body = files.get(self.path, ("text/plain", b""))
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", kind)
            if body:
                self.send_header("Content-Encoding", "br")
            self.send_header("Content-Length", str(len(body)))
            if kind == "text/javascript":
                self.send_header("Cache-Control", "max-age=31536000, immutable")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def slowed(context: BrowserContext) -> Page:
    """A page on a slow machine and line."""
    page = context.new_page()
    page.add_init_script(WATCH)
    link = context.new_cdp_session(page)
    link.send("Network.enable")
    link.send("Network.emulateNetworkConditions", LINE)
    link.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page


def timed(browser: Browser, address: str, until: str, *, warm: bool) -> float:
    """Milliseconds from the request until something can be seen or touched; warm: once more."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    found = 0.0
    for _visit in range(1 + warm):
        page = slowed(context)
        page.goto(address, timeout=90_000)
        found = page.evaluate(f"() => window.{until}")
        page.close()
    context.close()
    return found


def share(browser: Browser, name: str, ours: str, rival: str, until: str, most: float) -> Share:
    """Take turns, cold or warm as the name says."""
    warm = name.endswith("warm")
    rounds = [
        [timed(browser, address, until, warm=warm) for address in (ours, rival)]
        for _round in range(ROUNDS)
    ]
    first, second = (median(side) for side in zip(*rounds, strict=True))
    return Share(name, first, second, most)


def times(browser: Browser, ours: str, theirs: str) -> Iterator[Share]:
    """Every ratio of times, a line each."""
    for visit in ("cold", "warm"):
        for name, path in PAGES.items():
            told = f"first picture, {name}, {visit}"
            yield share(browser, told, ours + path, f"{theirs}/svg", "seen", 1.3)
        told = f"chart that can be touched, offer, {visit}"
        yield share(browser, told, ours + OFFER, f"{theirs}/plain", "touched", 0.35)


def bytes_of(ours: str) -> Iterator[Share]:
    """What goes over the line, beside what may."""
    for name, path in PAGES.items():
        sent, _page = before_the_picture(ours + path)
        yield Share(f"before the first picture, {name}", sent, ONE_WINDOW, 1, "bytes")
    script = len(ask(f"{ours}/static/plotly.min.js").body)
    yield Share("chart script", script, CHART_SCRIPT, 1, "bytes")


def longest_task(browser: Browser, address: str) -> float:
    """Milliseconds of its own thread's time that the page's longest task takes, at full speed.

    The thread's own time, for on a busy machine the clock counts others' work as well.
    """
    page = browser.new_page()
    browser.start_tracing(page=page, categories=["toplevel", "blink.user_timing"])
    page.goto(address)
    page.locator(".picture.drawn").first.wait_for()
    page.wait_for_timeout(500)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    page.close()
    names = {(e["pid"], e["tid"]): e["args"]["name"] for e in events if e["name"] == "thread_name"}
    main = {key for key, name in names.items() if name == "CrRendererMain"}
    own = [float(e.get("tdur", 0)) for e in events if (e["pid"], e["tid"]) in main]
    return max(own) / 1000


def wait_for_best(ours: str) -> None:
    """Until the server has made the smallest form of the large script."""
    sizes = [0, 1]
    while sizes[-1] != sizes[-2] or len(sizes) < 12:
        sizes.append(len(ask(f"{ours}/static/plotly.min.js").body))
        time.sleep(1)


def main() -> int:
    """Print a line for each figure; 1 where one is not held."""
    with (
        tempfile.TemporaryDirectory() as state,
        served(Path(state)) as ours,
        sync_playwright() as driver,
        serving(rivals(brotli.decompress(ask(ours + OFFER).body).decode())) as theirs,
        driver.chromium.launch(executable_path=chromium(), args=FLAGS) as browser,
    ):
        wait_for_best(ours)
        found = []
        for one in chain(bytes_of(ours), times(browser, ours, theirs)):
            print(one, flush=True)
            found.append(one)
        for name, path in PAGES.items():
            task = median(longest_task(browser, ours + path) for _ in range(ROUNDS))
            found.append(Share(f"longest task, {name}", task, 200, 1))
            print(found[-1], flush=True)
    return int(any(one.share > one.asked for one in found))


if __name__ == "__main__":
    sys.exit(main())
