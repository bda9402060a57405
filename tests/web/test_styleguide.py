"""The page of components: there for whoever changes them, and for nobody else."""

from pathlib import Path
from typing import Any

import pytest

from salaries.domain.vacancy import Fit
from salaries.domain.verdict import Verdict
from salaries.words import Evidence
from tests.web.page import Page, get

pytestmark = pytest.mark.django_db

CSS = Path(__file__).parents[2] / "static/css"


@pytest.fixture
def guide(settings: Any) -> Page:
    settings.DEBUG = True
    return get("/styleguide/")


def test_the_page_of_components_is_not_there_for_readers() -> None:
    assert get("/styleguide/").status == 404


def test_the_page_of_components_shows_every_verdict(guide: Page) -> None:
    shown = {
        name.removeprefix("tone-")
        for verdict in guide.root.all("div", class_="verdict")
        for name in verdict.attrs["class"].split()
        if name.startswith("tone-")
    }
    assert guide.status == 200
    assert shown == {*Verdict, *Fit, "depends"}


def test_an_amount_outside_every_published_offer_is_shown_apart(guide: Page) -> None:
    apart = guide.root.all("div", class_="outside")
    assert [verdict.text.count("No percentile can be given.") for verdict in apart] == [1, 1]


def test_the_page_of_components_shows_every_label_of_evidence(guide: Page) -> None:
    facts = guide.root.one("dl", class_="facts").all("a", class_="evidence")
    assert [label.attrs["class"].split("-")[-1] for label in facts] == list(Evidence)


def test_a_form_is_shown_empty_filled_and_wrong(guide: Page) -> None:
    forms = guide.root.one("section", id="form").all("form")
    wrong = [len(form.all("ul", class_="errorlist")) for form in forms]
    amounts = [form.one("input", name="amount").attrs.get("value", "") for form in forms]
    assert (wrong, amounts) == ([0, 0, 2], ["", "52000", "abc"])


def test_every_tone_has_a_place_in_the_style_sheet() -> None:
    css = (CSS / "site.css").read_text(encoding="utf-8")
    others = {*Verdict, *Fit, "depends"} - {Verdict.MIDDLE}
    assert {tone for tone in others if f".tone-{tone} {{" not in css} == set()


@pytest.mark.parametrize(
    ("amount", "is_outside"), [("29999", True), ("30000", False), ("90000", False), ("90001", True)]
)
def test_only_an_amount_that_no_offer_reaches_is_outside(amount: str, is_outside: bool) -> None:
    asked = {"city": "moscow", "segment": "agency", "band": "3", "amount": amount}
    verdict = get("/offer/", asked).root.one("section", class_="verdict")
    assert verdict.has(class_="outside") is is_outside
