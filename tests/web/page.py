"""A page as its reader meets it: asked for by address, read by its elements, not its bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from typing import Any

from django.test import Client

VOID = {"meta", "link", "input", "br", "img"}

MAIN_OFFER = {
    "city": "moscow",
    "segment": "agency",
    "band": "3",
    "amount": "52000",
    "basis": "net",
}
MAIN_POSTING = {
    "city": "moscow",
    "segment": "agency",
    "band": "3",
    "low": "45000",
    "high": "55000",
    "basis": "net",
}
MAIN_PROFILE = {
    "has": [
        "online-basics", "community", "copywriting", "campaigns", "higher-education",
        "seo-basics", "media-plans", "web-analytics", "english",
    ],
    "marketing_years": "3",
    "smm_years": "2",
    "city": "moscow",
    "segment": "agency",
}  # fmt: skip
"""A candidate of band III, who is asked by Moscow's agencies."""
MOSCOW, KAZAN = "moscow,agency,3,52000", "kazan,company,4,38000"
FOUR_OFFERS = (MOSCOW, KAZAN, "nizhny-novgorod,company,2", "omsk,agency,1,95000")


@dataclass
class Element:
    """An element of a page."""

    tag: str
    attrs: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, tag: str, **attrs: str) -> list[Element]:
        """Every such element; `class_` asks for one of its classes."""
        return [one for one in self.walk() if one.tag == tag and one.has(**attrs)]

    def one(self, tag: str, **attrs: str) -> Element:
        """The first such element. Fails where there is none."""
        found = self.all(tag, **attrs)
        assert found, f"no <{tag}> with {attrs}"
        return found[0]

    def has(self, class_: str = "", **attrs: str) -> bool:
        """Does it bear this class and these attributes?"""
        classes = self.attrs.get("class", "").split()
        named = all(self.attrs.get(name) == value for name, value in attrs.items())
        return named and (not class_ or class_ in classes)

    @property
    def raw(self) -> str:
        """The text as it stands."""
        return "".join(c if isinstance(c, str) else c.raw for c in self.children)

    @property
    def text(self) -> str:
        """The text, every run of white space (no-break spaces too) as one space."""
        return " ".join(self.raw.split())


class _Reader(HTMLParser):
    """Builds the elements, and refuses a page whose tags do not match."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        assert len(element.attrs) == len(attrs), f"<{tag}> has an attribute twice"
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_html(source: str) -> Element:
    """The root of a page. Fails when a tag is left open or closed twice."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    (root,) = reader.open
    return root


@dataclass(frozen=True)
class Said:
    """One fact as the page gives it."""

    label: str
    evidence: str
    text: str


@dataclass(frozen=True)
class Page:
    """An answer of the site."""

    status: int
    headers: Mapping[str, str]
    source: str

    @cached_property
    def root(self) -> Element:
        """The elements; a file that is no page has none."""
        is_page = self.headers["Content-Type"].startswith("text/html")
        return read_html(self.source if is_page else "")

    @property
    def main(self) -> Element:
        """What this page alone says."""
        return self.root.one("main")

    @property
    def text(self) -> str:
        """All that the page says, its frame included, the figures for the script left out."""
        figures = {script.text for script in self.root.all("script")}
        text = self.root.one("body").text
        for figure in figures:
            text = text.replace(figure, "")
        return text

    @property
    def h1(self) -> str:
        (heading,) = self.root.all("h1")
        return heading.text

    @property
    def links(self) -> list[str]:
        """Every address that the page leads to."""
        return [link.attrs["href"] for link in self.root.all("a")]

    @property
    def facts(self) -> list[Said]:
        """The figures beside the picture."""
        return [_said(fact) for fact in self.root.all("div", class_="fact")]

    def fact(self, name: str) -> Said:
        """The first fact with these words in its label."""
        return next(fact for fact in self.facts if name in fact.label)

    @property
    def errors(self) -> dict[str, str]:
        """Messages by the field they stand at, linked to it by id."""
        found = {}
        for message in self.root.all("ul", class_="errorlist"):
            ident = message.attrs["id"]
            (of,) = {
                e.attrs.get("name") or e.one("input").attrs["name"]
                for e in self.root.walk()
                if ident in e.attrs.get("aria-describedby", "").split()
            }
            found[of] = message.text
        return found

    @property
    def values(self) -> dict[str, str]:
        """What the form holds: texts, and the choices made."""
        form = self.root.one("form", class_="question")
        texts = {e.attrs["name"]: e.attrs.get("value", "") for e in form.all("input", type="text")}
        radios = [e for e in form.all("input", type="radio") if "checked" in e.attrs]
        chosen = {
            select.attrs["name"]: option.attrs["value"]
            for select in form.all("select")
            for option in select.all("option")
            if "selected" in option.attrs
        }
        return texts | chosen | {e.attrs["name"]: e.attrs["value"] for e in radios}


def _said(fact: Element) -> Said:
    label, evidence = fact.one("dt"), fact.one("dt").one("a").text
    text = " ".join(value.text for value in fact.all("dd"))
    return Said(label.text.removesuffix(evidence).strip(), evidence, text)


def get(path: str, query: Mapping[str, Any] | None = None, raw: str = "") -> Page:
    """Ask for a page; `raw` is a query string as it would come over the wire.

    A file to take away comes as a page without content.
    """
    extra = {"QUERY_STRING": raw} if raw else {}
    response = Client().get(path, query, **extra)  # type: ignore[arg-type]
    sent = b"".join(response)
    is_page = response.headers["Content-Type"].startswith("text/html")
    return Page(response.status_code, response.headers, sent.decode() if is_page else "")


def _changed(asked: dict[str, str], changes: Mapping[str, object]) -> dict[str, str]:
    both = asked | {name: str(value) for name, value in changes.items()}
    return {name: value for name, value in both.items() if changes.get(name, "") is not None}


def offer(**changes: object) -> Page:
    """The page of the main offer with changes; None leaves a parameter out."""
    return get("/offer/", _changed(MAIN_OFFER, changes))


def vacancy(**changes: object) -> Page:
    """The page of the main posting with changes; None leaves a parameter out."""
    return get("/vacancy/", _changed(MAIN_POSTING, changes))


def band(**changes: object) -> Page:
    """The page of the main candidate with changes; None leaves a parameter out."""
    both = MAIN_PROFILE | changes
    return get("/band/", {name: value for name, value in both.items() if value is not None})


def compared(*offers: str, **more: object) -> Page:
    """The page of some offers side by side."""
    return get("/compare/", {"offer": list(offers), **more})


def rows(table: Element) -> list[list[str]]:
    """The body of a table as text."""
    return [
        [cell.text for cell in row.walk() if cell.tag in {"th", "td"}]
        for row in table.one("tbody").all("tr")
    ]
