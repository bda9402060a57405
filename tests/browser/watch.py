"""A page under watch: what it breaks of the policy, what it throws, whom it asks, what it keeps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Protocol
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, expect

Scheme = Literal["light", "dark"]

REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  window.reportViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""

POLICIES = ("Content Security Policy", "Permissions-Policy", "Permissions policy")
"""What Chromium's messages call them; a misspelt name in a header is a message, too."""

PLOTLY = "**/plotly.min.js*"

OFFER = "/offer/?city=moscow&segment=agency&band=3&amount=52000&basis=net"
VACANCY = "/vacancy/?city=moscow&segment=agency&band=3&low=35000&high=65000&basis=net"
BAND = (
    "/band/?has=online-basics&has=community&has=copywriting&has=campaigns&has=english"
    "&smm_years=1&city=moscow&segment=agency"
)
COMPARE = "/compare/?offer=moscow,agency,3,52000&offer=kazan,company,4,38000"
WITH_PICTURES = {
    "home": "/",
    "offer": OFFER,
    "vacancy": VACANCY,
    "band": BAND,
    "city": "/cities/omsk/",
    "cities": "/cities/",
    "cities filtered": "/cities/?city=moscow&city=omsk&segment=agency&sort=-median",
    "cities errors": "/cities/?city=paris",
    "amount looked up": "/cities/?amount=45000&band=3",
    "compare": COMPARE,
    "compare form": "/compare/",
    "method": "/method/",
    "data": "/data/",
}
WITHOUT_PICTURES = {
    "offer form": "/offer/",
    "offer errors": "/offer/?city=paris&segment=robot&band=3&amount=abc&basis=net",
    "offer prices wrong": f"{OFFER}&prices=November",
    "vacancy form": "/vacancy/",
    "vacancy errors": "/vacancy/?city=omsk&segment=agency&band=1&low=9e9&high=-1&basis=odd",
    "band form": "/band/",
    "band errors": "/band/?has=juggling&marketing_years=many&city=omsk",
    "first band ahead": "/band/?has=community&smm_years=0",
    "embed": "/embed/",
    "sheet form": "/bulk/",
    "embed errors": "/embed/?city=paris&segment=agency&amount=5,000&theme=pink",
    "for programs": "/api/docs",
    "frame": "/embed/market/moscow/agency/?band=3&amount=52000",
    "frame errors": "/embed/market/moscow/agency/?band=9",
    "not found": "/no-such-page/",
    "bad address": f"/?{'a&' * 2000}",
}
MORE_ANSWERS = {
    "above every offer": "/offer/?city=omsk&segment=company&band=4&amount=41000&basis=net",
    "unknown basis": "/offer/?city=moscow&segment=agency&band=3&amount=62000&basis=unknown",
    "compare four": f"{COMPARE}&offer=nizhny-novgorod,company,2&offer=omsk,agency,1,95000&edit=2",
    "compare errors": f"{COMPARE}&offer=atlantis,agency,3&city=omsk&amount=plenty",
    "below the band": "/offer/?city=moscow&segment=agency&band=3&amount=35000&basis=net",
    "above the band": "/offer/?city=moscow&segment=agency&band=3&amount=70000&basis=net",
    "older answer": f"{OFFER}&v=abcdef0-0",
    "long table": "/cities/?shape=long&sort=-median,city&page=2",
    "no market": "/cities/?median_from=900000",
    "offer in prices": f"{OFFER}&prices=2025-11",
    "vacancy in prices": f"{VACANCY}&prices=2025-11",
    "compare in prices": f"{COMPARE}&prices=2025-11",
    "cities in prices": "/cities/?amount=45000&band=3&prices=2025-11",
    "compare three in prices": f"{COMPARE}&offer=nizhny-novgorod,company,2&prices=2025-11",
    "compare four in prices": (
        f"{COMPARE}&offer=nizhny-novgorod,company,2&offer=omsk,agency,1,95000&prices=2025-11"
    ),
    "city in prices": "/cities/nizhny-novgorod/?prices=2025-11",
    "prices unknown": f"{COMPARE}&prices=2026-11",
    "slip": "/offer/?city=moscow&segment=agency&band=3&amount=55&basis=net",
}


class Visit(Protocol):
    """Open a page under watch, in a browser context of its own."""

    def __call__(
        self,
        path: str,
        *,
        width: int = 1280,
        scheme: Scheme = "light",
        javascript: bool = True,
        plotly: bool = True,
        script: str = "",
    ) -> Page:
        """`plotly=False` keeps Plotly's script from loading; `script` runs before the page's."""


@dataclass
class Watched:
    """Everything that one browser context did which a page of ours must not do."""

    context: BrowserContext
    origin: str
    cookies: frozenset[str] = frozenset()
    """The names of the cookies that may be set: none, but in the admin."""
    violations: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.expose_binding("reportViolation", lambda _, said: self.violations.append(said))
        self.context.add_init_script(REPORT_VIOLATIONS)
        self.context.on("console", self._heard)
        self.context.on("weberror", lambda error: self.errors.append(str(error.error)))
        self.context.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        if any(policy in message.text for policy in POLICIES):
            self.violations.append(message.text)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(("data:", "blob:")):
            self.requests.append(request.url)

    @property
    def foreign(self) -> list[str]:
        """Requests to another origin."""
        ours = urlsplit(self.origin)[:2]
        return [url for url in self.requests if urlsplit(url)[:2] != ours]

    def assert_nothing_amiss(self) -> None:
        """No violation, no error, no other host, no cookie; and it did watch something."""
        for page in self.context.pages:
            page.title()  # a round trip, after which what was reported has arrived
        assert self.violations == []
        assert self.errors == []
        assert self.requests and self.foreign == []
        assert {cookie["name"] for cookie in self.context.cookies()} <= self.cookies


def drawn(page: Page) -> Page:
    """The same page once Plotly has taken the place of every picture."""
    pictures = page.locator("[data-figure]").count()
    assert pictures, "a page without a picture"
    expect(page.locator(".picture.drawn .plot .main-svg").first).to_be_visible(timeout=15_000)
    expect(page.locator(".picture.drawn")).to_have_count(pictures, timeout=15_000)
    return page
