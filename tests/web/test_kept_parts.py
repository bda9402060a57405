"""Parts of a page kept for a language, a survey and named values: what is kept, and how much."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.template import Context, engines
from django.utils import translation

from salaries.domain.survey import Survey
from salaries.templatetags.kept import MOST_PARTS, KeptParts, kept_parts
from tests.web.page import MAIN_OFFER, get, offer
from tests.web.test_queries import lower_the_median

pytestmark = pytest.mark.django_db


def shown(source: str, **context: object) -> str:
    template = engines["django"].from_string(source)
    return str(template.template.render(Context(context)))  # type: ignore[attr-defined]


def test_a_part_is_made_once_for_a_name_and_its_values() -> None:
    source = '{% kept "once" key %}{{ word }}{% endkept %}'
    said = [shown(source, key=key, word=word) for key, word in (("a", 1), ("a", 2), ("b", 3))]
    assert said == ["1", "1", "3"]


def test_a_part_is_made_for_each_language() -> None:
    source = '{% kept "language" %}{% translate "Cities" %}{% endkept %}'
    said = set()
    for code in ("en", "ru", "ka"):
        with translation.override(code):
            said.add(shown(source))
    assert len(said) == 3


def test_a_part_is_made_anew_for_another_survey(survey: Survey, tmp_path: Path) -> None:
    before = get("/cities/").main.one("svg", class_="lines")
    lower_the_median(tmp_path)
    assert "54 000" in get("/cities/").text
    assert get("/cities/").main.one("svg", class_="lines").text == before.text


def test_the_parts_asked_for_last_are_kept() -> None:
    parts, made = KeptParts(most=2), []

    def ask(key: str) -> None:
        parts.get(key, lambda: made.append(key) or key)  # type: ignore[func-returns-value]

    for key in "abacaba":
        ask(key)
    assert made == ["a", "b", "c", "b"]


def test_few_parts_are_kept_however_many_questions_are_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kept_parts, "_parts", {})
    for number in range(20):
        offer(amount=30_000 + number)
    before = len(kept_parts._parts)
    for number in range(20):
        offer(amount=40_000 + number, city="kazan" if number % 2 else "ufa")
    assert len(kept_parts._parts) <= before + 4 < MOST_PARTS


def test_the_form_holds_what_is_asked_though_its_fields_are_kept() -> None:
    for city in ("ufa", "kazan", "ufa"):
        for basis in ("gross", "net"):
            values = offer(city=city, basis=basis, amount=31_000).values
            assert (values["city"], values["basis"], values["amount"]) == (city, basis, "31000")


def test_what_is_wrong_with_a_field_is_said_though_it_is_kept() -> None:
    offer()
    assert "city" in offer(city="atlantis").errors
    assert offer().errors == {}


def test_ticked_duties_stay_ticked() -> None:
    offer()
    page = get("/offer/", MAIN_OFFER | {"duty": "media-plans"})
    ticked = [box for box in page.root.all("input", type="checkbox") if "checked" in box.attrs]
    assert [box.attrs["value"] for box in ticked] == ["media-plans"]
