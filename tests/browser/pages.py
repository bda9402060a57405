"""The one list of pages for the browser tests, and of what a reader may have done on them.

A page that is an address alone is one line in `tests/browser/watch.py`, under whether it has a
picture; a page that is reached by doing something has a line in `DONE`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override
from playwright.sync_api import Page, Route

from tests.browser.watch import (
    MORE_ANSWERS,
    OFFER,
    VACANCY,
    WITH_PICTURES,
    WITHOUT_PICTURES,
    Scheme,
    drawn,
)

LANGUAGES: tuple[str, ...] = tuple(code for code, _name in settings.LANGUAGES)
SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")
SHEET = {
    "name": "offers.csv",
    "mimeType": "text/csv",
    "buffer": (
        "Где;Тип;Опыт;Оклад, на руки\r\n"
        "Москва;агентство;2 года;30000\r\n"
        "Казань;компания;нет;от 17 000 до 19 000\r\n"
        "Казнь;компания;1;20000\r\n"
    ).encode(),
}


@dataclass(frozen=True)
class State:
    """A page as a reader has it before them: its English address, and what they did there."""

    path: str
    do: Callable[[Page], None] = lambda page: None


def in_language(code: str, path: str) -> str:
    """A page's address in a language; English has no prefix."""
    return path if code == settings.LANGUAGE_CODE else f"/{code}{path}"


def unfold(page: Page) -> None:
    """Open every part that is folded."""
    page.evaluate(
        "() => document.querySelectorAll('details').forEach((one) => { one.open = true })"
    )


def open_menu(page: Page) -> None:
    """Open the menu of a narrow window."""
    page.evaluate("() => document.querySelector('#menu').showPopover()")


def send_sheet(page: Page) -> None:
    """Send a sheet whose first column is not recognised."""
    page.locator("#id_file").set_input_files(SHEET)  # type: ignore[arg-type]
    page.locator("#question button").click()
    page.locator("form.columns").wait_for()


def judge_too_early(page: Page) -> None:
    """Have a sheet judged though a column is missing."""
    send_sheet(page)
    page.locator("button[value=judge]").click()
    page.locator(".message.fault, .errorlist").first.wait_for()


def judge_sheet(page: Page) -> None:
    """Send a sheet, say which column is the city, have it judged."""
    send_sheet(page)
    page.locator("select[name=column_city]").select_option(label="Где")
    page.locator("button[value=judge]").click()
    page.locator(".sheet-answer").wait_for()


def send_no_sheet(page: Page) -> None:
    """Send a file that is no sheet."""
    page.locator("#id_file").set_input_files(
        {"name": "offers.csv", "mimeType": "text/csv", "buffer": b"%PDF-1.7\n"}
    )
    page.locator("#question button").click()
    page.locator(".errorlist").wait_for()


ADDRESSES = WITH_PICTURES | WITHOUT_PICTURES | MORE_ANSWERS
DONE = {
    "menu": State("/offer/", open_menu),
    "offer unfolded": State(OFFER, unfold),
    "vacancy unfolded": State(VACANCY, unfold),
    "cities unfolded": State("/cities/?segment=agency", unfold),
    "sheet columns": State("/bulk/", send_sheet),
    "sheet judged": State("/bulk/", judge_sheet),
    "sheet not judged": State("/bulk/", judge_too_early),
    "sheet refused": State("/bulk/", send_no_sheet),
}
RARE = {
    "/broken-on-purpose/": "500.html",
    "/empty-on-purpose/": "salaries/no_data.html",
}
"""Pages that a sound installation does not show: their templates, shown at these addresses."""
EVERY = {
    **{name: State(path) for name, path in ADDRESSES.items()},
    **DONE,
    "broken": State("/broken-on-purpose/"),
    "no data": State("/empty-on-purpose/"),
}


def show_rare(page: Page) -> None:
    """Let the pages that a sound installation does not show be opened too."""
    for code in LANGUAGES:
        for path, template in RARE.items():
            address = in_language(code, path)
            with override(code):
                request = None if template == "500.html" else RequestFactory().get(address)
                body = render_to_string(template, request=request)
            page.route(f"**{address}", _showing(body))


def _showing(body: str) -> Callable[[Route], None]:
    """Answers with a page."""
    return lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8")


def open_state(page: Page, code: str, state: State) -> Page:
    """The page in a language, with what the reader did there, its charts drawn."""
    page.goto(in_language(code, state.path))
    state.do(page)
    if page.locator("[data-figure]").count():
        drawn(page)
    return page
