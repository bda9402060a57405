"""What every presented page is made of: facts with their evidence, sources, pictures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.urls import get_script_prefix, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from salaries import library, numbers, words
from salaries.chosen import asking
from salaries.domain.prices import PriceChange
from salaries.domain.survey import Survey
from salaries.offers import ComparedOffer
from salaries.prices import in_address
from salaries.versions import PARAMETER, version_of
from salaries.words import Evidence

AGENCY, COMPANY = "agency", "company"


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure: its name, its value, what it rests on, and a line that explains it."""

    label: str
    value: str
    evidence: Evidence
    note: str = ""

    @property
    def evidence_word(self) -> str:
        """The evidence label in the language in use."""
        return str(words.EVIDENCE[self.evidence])


@dataclass(frozen=True, slots=True)
class Step:
    """One line of arithmetic: what is worked out, how, and what comes of it."""

    label: str
    working: str
    result: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Who said it and when, for under every picture."""

    text: str
    month: str
    of_month: str
    in_month: str
    file_name: str
    age: str
    title: str
    role: str
    is_shipped: bool

    @property
    def link(self) -> SafeString:
        """The source, leading to what is known of it."""
        return format_html('<a href="{}">{}</a>', link("data"), self.text)


def source_line(survey: Survey) -> SourceLine:
    """The survey's source as it stands under pictures."""
    years = (date.today() - survey.month).days * 100 // 36525
    age = ngettext("%(years)d year ago", "%(years)d years ago", years) % {"years": years}
    return SourceLine(
        words.say(survey.source),
        numbers.month(survey.month),
        numbers.of_month(survey.month),
        numbers.in_month(survey.month),
        survey.provenance.file_name,
        age if years > 0 else "",  # a machine's clock may be anywhere
        words.say(survey.title),
        words.say(survey.role),
        library.is_shipped(survey.slug),
    )


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with everything that goes with it: finding, drawing, figure, table.

    `drawing` is the server's geometry, `figure` the same picture for Plotly, and `rows`
    under `header` its data in text; `foot` has what belongs to no row, by name. `source` is told
    where it is not the survey alone.
    """

    ident: str
    finding: str
    drawing: Any
    figure: Mapping[str, Any]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    evidence: Evidence = Evidence.PUBLISHED
    source: str = ""
    foot: tuple[tuple[str, str], ...] = ()
    description: str = ""
    short_names: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What stands beside the lines of a ladder: the rows' first cells, or shorter ones."""
        return self.short_names or tuple(row[0] for row in self.rows)

    @property
    def evidence_word(self) -> str:
        """The evidence label in the language in use."""
        return str(words.EVIDENCE[self.evidence])

    @property
    def figure_id(self) -> str:
        """The id of the element that carries the figure's data."""
        return f"figure-{self.ident}"


def left_out_row(count: int, columns: int) -> tuple[tuple[str, ...], ...]:
    """The last row of a bounded picture's table: how many it leaves out; none when none."""
    if count <= 0:
        return ()
    sentence = ngettext("%(count)d more is not drawn.", "%(count)d more are not drawn.", count)
    return ((sentence % {"count": count}, *[""] * (columns - 1)),)


def link(view: str, query: Mapping[str, Any] | Iterable[tuple[str, Any]] = (), *args: str) -> str:
    """The address of a page with its state in the query string."""
    pairs = query.items() if isinstance(query, Mapping) else query
    asked = urlencode(asking(pairs), safe=",")
    return _path(view, args, get_language(), get_script_prefix()) + (f"?{asked}" if asked else "")


@lru_cache(maxsize=512)
def _path(view: str, args: tuple[str, ...], language: str | None, prefix: str) -> str:
    """A page's path in the language in use; kept, for a page leads to hundreds."""
    return reverse(view, args=args)


def answer_link(
    survey: Survey, view: str, query: Mapping[str, Any] | Iterable[tuple[str, Any]] = (), *args: str
) -> str:
    """The address of an answer, with the version of the data and the method it was made from."""
    asked = query.items() if isinstance(query, Mapping) else query
    return link(view, [*asked, (PARAMETER, version_of(survey))], *args)


def without_version(address: str) -> str:
    """An address of ours as it is whatever the version: the canonical one."""
    return asking_again(address, without={PARAMETER})


def asking_again(
    address: str, *, without: Collection[str], more: Iterable[tuple[str, str]] = ()
) -> str:
    """An address of ours without some of its parameters, and with more at its end."""
    parts = urlsplit(address)
    asked = [(name, value) for name, value in parse_qsl(parts.query) if name not in without]
    return urlunsplit(parts._replace(query=urlencode([*asked, *more], safe=",")))


def compare_link(
    survey: Survey,
    offers: Iterable[ComparedOffer],
    prices: PriceChange | None = None,
    **more: object,
) -> str:
    """The address at which offers stand side by side; without any, of the page alone."""
    asked = [*(("offer", offer.address) for offer in offers), *in_address(prices), *more.items()]
    return answer_link(survey, "compare", asked) if asked else link("compare")
