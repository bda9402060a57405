"""What an answer was made from, as its address says it, and links that say what changed since."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from salaries import versions
from salaries.domain.method import METHOD_VERSION
from salaries.domain.survey import Survey
from salaries.models import Market
from salaries.presenters import method_versions
from salaries.presenters.parts import Fact, without_version
from salaries.presenters.since import MOST_ROWS, NOTHING, Changed, changed
from salaries.versions import Version, read_version, version_of
from salaries.words import Evidence
from tests.domain.builders import TABLE
from tests.web.page import (
    FOUR_OFFERS,
    KAZAN,
    MAIN_OFFER,
    MAIN_POSTING,
    MAIN_PROFILE,
    MOSCOW,
    Page,
    compared,
    get,
    offer,
    rows,
    vacancy,
)

pytestmark = pytest.mark.django_db

ADDRESSES = {
    "offer": f"/offer/?{urlencode(MAIN_OFFER)}",
    "vacancy": f"/vacancy/?{urlencode(MAIN_POSTING)}",
    "compare": f"/compare/?offer={MOSCOW}&offer={KAZAN}",
    "band": f"/band/?{urlencode(MAIN_PROFILE, doseq=True)}",
    "cities": "/cities/?city=moscow&city=omsk&sort=-median",
    "all cities": "/cities/",
    "city": "/cities/moscow/",
}
each_answer = pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)


def load(folder: Path, *changes: tuple[str, str]) -> None:
    """Load the shipped table with some texts replaced."""
    text = TABLE.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "changed.csv"
    path.write_text(text)
    call_command("load_ranges", str(path), stdout=io.StringIO())


LOWER_MEDIAN = (",55000\n", ",54000\n")
NOVOSIBIRSK_TOP = ("Novosibirsk,company,IV,36000,50000", "Novosibirsk,company,IV,36000,51000")


def with_version(address: str, version: object) -> str:
    return f"{address}{'&' if '?' in address else '?'}v={version}"


def version_in(address: str) -> list[str]:
    return parse_qs(urlsplit(address).query).get("v", [])


def since(page: Page) -> str:
    """What the page says of an older link; empty where it says nothing."""
    return " ".join(section.text for section in page.root.all("section", class_="since"))


def table(page: Page) -> dict[str, tuple[str, str]]:
    """The figures that differ: then and now by their name."""
    found = page.root.one("section", class_="since").one("table")
    return {
        re.sub(r" (published|derived|modelled|scenario)$", "", label): (then, now)
        for label, then, now in rows(found)
    }


def own_link(page: Page) -> str:
    return page.root.one("input", id="keep-link").attrs["value"]


def test_a_version_is_the_start_of_the_surveys_and_the_methods(survey: Survey) -> None:
    assert str(version_of(survey)) == f"{survey.version[:7]}-{METHOD_VERSION}"


def test_a_version_written_is_read_back(survey: Survey) -> None:
    assert read_version(str(version_of(survey))) == version_of(survey)
    assert read_version(f"{'a' * 64}-2.1") == Version("a" * 64, "2.1")


@pytest.mark.parametrize(
    "text", ["", "-", "1", "abcdef-1", "abcdef0", "abcdef0-", "ABCDEF0-1", "abcdef0-1-1",
             "abcdef0-1\x00", "g" * 7 + "-1", "a" * 65 + "-1", "abcdef0-" + "1" * 13, "абвгдеё-1"]
)  # fmt: skip
def test_what_is_no_version_is_read_as_none(text: str) -> None:
    assert read_version(text) is None


def test_an_address_without_its_version_keeps_the_rest() -> None:
    assert without_version(f"/compare/?offer={MOSCOW}&v=1&edit=2#question") == (
        f"/compare/?offer={MOSCOW}&edit=2#question"
    )
    assert without_version("/cities/omsk/?v=abcdef0-1") == "/cities/omsk/"


@each_answer
def test_an_answers_own_link_carries_the_version_and_shows_the_same_answer(
    address: str, survey: Survey
) -> None:
    page = get(address)
    link = own_link(page)
    assert link.startswith("http://testserver/")
    assert version_in(link) == [str(version_of(survey))]
    again = get(link.removeprefix("http://testserver"))
    assert (again.status, again.text, since(again)) == (200, page.text, "")


@each_answer
def test_the_canonical_address_is_without_the_version(address: str, survey: Survey) -> None:
    for asked in (address, with_version(address, version_of(survey)), with_version(address, "x")):
        (canonical,) = get(asked).root.all("link", rel="canonical")
        assert canonical.attrs["href"] == f"http://testserver{address}"


@pytest.mark.parametrize("path", ["/", "/offer/", "/compare/", "/method/", "/data/", "/nowhere/"])
def test_a_page_without_an_answer_has_no_link_to_keep(path: str) -> None:
    root = get(path).root
    assert not root.all("section", class_="keep")


@pytest.mark.parametrize(
    "address", ["/offer/?amount=plenty&city=omsk", "/cities/?city=atlantis", "/compare/?offer=x"]
)
def test_what_cannot_be_answered_has_no_link_to_keep(address: str) -> None:
    page = get(with_version(address, "abcdef0-1"))
    assert page.status == 400
    assert not page.root.all("section", class_="keep") and since(page) == ""


@each_answer
def test_every_link_of_an_answer_that_asks_something_carries_the_version(
    address: str, survey: Survey
) -> None:
    for asked in (address, with_version(address, "abcdef0-0")):
        others = ("/static/", "/embed/")  # an embedded picture is always today's
        page = get(asked)
        menu = page.root.one("nav", class_="languages").all("a")  # keeps the query as it is
        states = [link for link in page.links if "?" in link and not link.startswith(others)]
        states = [link for link in states if link not in {a.attrs["href"] for a in menu}]
        assert {tuple(version_in(link)) for link in states} <= {(str(version_of(survey)),)}


@pytest.mark.parametrize("path", ["/", "/offer/", "/vacancy/", "/compare/", "/cities/"])
def test_every_form_carries_the_version_so_that_the_address_has_it(
    path: str, survey: Survey
) -> None:
    forms = get(path).root.all("form")
    fields = [field for form in forms for field in form.all("input", type="hidden", name="v")]
    assert [field.attrs["value"] for field in fields] == [str(version_of(survey))]


def test_the_compare_form_leads_to_an_address_with_the_version(survey: Survey) -> None:
    asked = {"offer": MOSCOW, "city": "kazan", "segment": "company", "band": "4", "amount": "38000"}
    address = Client().get("/compare/", asked).headers["Location"]
    assert version_in(address) == [str(version_of(survey))]


def test_a_posting_with_one_bound_is_linked_with_that_bound_alone() -> None:
    for left_out in ("low", "high"):
        page = vacancy(**{left_out: ""})
        again = get(own_link(page).removeprefix("http://testserver"))
        assert again.text == page.text


def test_the_table_is_linked_without_what_it_does_not_know() -> None:
    link = own_link(get("/cities/", {"city": "omsk", "ref": "mail", "q": "", "per_page": "50"}))
    assert set(parse_qs(urlsplit(link).query)) == {"city", "per_page", "v"}


@each_answer
@pytest.mark.parametrize("text", ["hello", "1", "abcdef-1", "-", "%00", "%D0%B6" * 40, "%3Cb%3E"])
def test_a_version_that_cannot_be_read_is_told_and_the_answer_is_todays(
    address: str, text: str
) -> None:
    page = get(with_version(address, text))
    assert (page.status, page.h1) == (200, get(address).h1)
    assert "cannot be read" in since(page)


@each_answer
def test_an_empty_version_is_none(address: str) -> None:
    assert since(get(with_version(address, "%20"))) == ""


@each_answer
def test_a_version_that_is_not_stored_is_told(address: str) -> None:
    page = get(with_version(address, f"abcdef0-{METHOD_VERSION}"))
    assert page.status == 200
    assert "(version abcdef0) are not stored here any more" in since(page)
    assert not page.root.one("section", class_="since").all("table")


@each_answer
def test_another_version_of_the_method_is_told_with_the_way_to_its_list(
    address: str, survey: Survey
) -> None:
    page = get(with_version(address, f"{survey.version[:7]}-0"))
    assert "it was made by version 0 of the method, and this is version 1" in since(page)
    assert "The data changed" not in since(page)
    (link,) = page.root.one("section", class_="since").all("a")
    assert link.attrs["href"] == "/method/#versions"


@each_answer
def test_a_link_made_before_the_data_changed_says_what_differs(
    address: str, survey: Survey, tmp_path: Path
) -> None:
    link = with_version(address, version_of(survey))
    load(tmp_path, LOWER_MEDIAN)
    page = get(link)
    assert page.status == 200 and "What changed since this link was made" in since(page)
    names = {"Median of the market", "A · Median of the market", "Moscow, agencies: median"}
    (name,) = names & table(page).keys()
    assert table(page)[name] == ("55 000 ₽", "54 000 ₽")


def test_only_figures_that_differ_are_set_side_by_side(survey: Survey, tmp_path: Path) -> None:
    load(tmp_path, LOWER_MEDIAN)
    page = offer(v=version_of(survey))
    assert table(page) == {
        "Gap to the median": ("−3 000 ₽", "−2 000 ₽"),
        "Percentile of all offers": (
            "between the 42nd and the 44th",
            "between the 45th and the 46th",
        ),
        "Median of the market": ("55 000 ₽", "54 000 ₽"),
    }
    assert "Of the 8 figures compared, 3 differ." in since(page)


def test_each_side_names_its_version_and_the_day_it_was_loaded(
    survey: Survey, tmp_path: Path
) -> None:
    load(tmp_path, LOWER_MEDIAN)
    _name, then, now = (
        get(with_version(ADDRESSES["offer"], version_of(survey)))
        .root.one("section", class_="since")
        .all("th", scope="col")
    )
    assert survey.version[:7] in then.text and survey.version[:7] not in now.text
    assert re.search(r"loaded \d+ [A-Z][a-z]+ 20\d\d", now.text)


def test_a_verdict_that_changed_is_told(survey: Survey, tmp_path: Path) -> None:
    load(tmp_path, ("III,40000,60000", "III,40000,53000"), ("IV,60000,90000", "IV,53000,90000"))
    found = table(offer(v=version_of(survey)))
    assert found["Verdict"] == (
        "52 000 ₽ is in the middle of the band.",
        "52 000 ₽ is in the upper part of the band.",
    )
    assert found["Range of the band"] == ("40 000–60 000 ₽", "40 000–53 000 ₽")
    assert found["Place in band"] == ("60 %", "92 %")


def test_a_vacancys_verdict_that_changed_is_told(survey: Survey, tmp_path: Path) -> None:
    load(tmp_path, ("III,40000,60000", "III,40000,53000"), ("IV,60000,90000", "IV,53000,90000"))
    then, now = table(vacancy(v=version_of(survey)))["Verdict"]
    assert ("lies within" in then, "ends above it" in now) == (True, True)


def test_an_answer_that_did_not_change_says_so(survey: Survey, tmp_path: Path) -> None:
    load(tmp_path, NOVOSIBIRSK_TOP)
    page = offer(v=version_of(survey))
    assert "not in what this answer rests on: all 8 figures compared are the same" in since(page)
    assert not page.root.one("section", class_="since").all("table")


def test_data_and_formulas_that_both_changed_are_both_told(survey: Survey, tmp_path: Path) -> None:
    load(tmp_path, LOWER_MEDIAN)
    said = since(offer(v=f"{survey.version[:7]}-0"))
    assert "The formulas changed" in said and "The data changed" in said
    assert "Both columns are worked out by the formulas of today." in said


def test_an_undo_makes_the_link_todays_again(survey: Survey, tmp_path: Path) -> None:
    load(tmp_path, LOWER_MEDIAN)
    call_command("load_ranges", replace=True, stdout=io.StringIO())
    assert since(offer(v=version_of(survey))) == ""


def test_a_link_to_forgotten_data_says_that_they_are_gone(survey: Survey, tmp_path: Path) -> None:
    load(tmp_path, LOWER_MEDIAN)
    call_command("forget_versions", keep=0, stdout=io.StringIO())
    assert "are not stored here any more" in since(offer(v=version_of(survey)))


def without_omsk_companies(survey: Survey) -> None:
    """Take a market out of the stored version, as if its survey had not had it."""
    Market.objects.filter(
        survey__version=survey.version, city__slug="omsk", segment="company"
    ).delete()


QUESTIONS: dict[str, Callable[[object], Page]] = {
    "offer": lambda v: offer(v=v, city="omsk", segment="company"),
    "vacancy": lambda v: vacancy(v=v, city="omsk", segment="company"),
    "compare": lambda v: compared("omsk,company,1,17000", MOSCOW, v=v),
}


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS)
def test_data_that_had_no_answer_to_the_question_are_told(
    ask: Callable[[object], Page], survey: Survey, tmp_path: Path
) -> None:
    load(tmp_path, LOWER_MEDIAN)
    without_omsk_companies(survey)
    page = ask(version_of(survey))
    assert page.status == 200 and "have no answer to this question" in since(page)


def test_a_market_that_is_new_in_a_table_stands_beside_nothing(
    survey: Survey, tmp_path: Path
) -> None:
    load(tmp_path, LOWER_MEDIAN)
    without_omsk_companies(survey)
    found = table(get("/cities/", {"city": "omsk", "v": version_of(survey)}))
    assert found["Omsk, companies: median"] == (NOTHING, "27 000 ₽")


def test_offers_that_changed_are_named_by_their_letter(survey: Survey, tmp_path: Path) -> None:
    load(tmp_path, LOWER_MEDIAN)
    found = table(compared(KAZAN, MOSCOW, v=version_of(survey)))
    assert found["B · Median of the market"] == ("55 000 ₽", "54 000 ₽")
    assert {name[:1] for name in found} == {"B"}


def test_a_table_that_changed_much_tells_how_many_more(survey: Survey, tmp_path: Path) -> None:
    lines = TABLE.read_text(encoding="utf-8").splitlines(keepends=True)[1:]
    load(tmp_path, *((line, re.sub(r"000\b", "500", line)) for line in lines))
    page = get("/cities/", {"v": version_of(survey)})
    assert len(table(page)) == MOST_ROWS
    assert "Of the 120 figures compared, 120 differ." in since(page)
    assert f"{120 - MOST_ROWS} more figures differ." in since(page)


def test_figures_that_differ_stand_in_todays_order_and_those_that_are_gone_last() -> None:
    def fact(label: str, value: str) -> Fact:
        return Fact(label, value, Evidence.PUBLISHED)

    before = [fact("gone", "1"), fact("same", "2"), fact("other", "3")]
    today = [fact("new", "4"), fact("other", "5"), fact("same", "2")]
    assert changed(before, today) == (
        Changed(NOTHING, today[0]),
        Changed("3", today[1]),
        Changed("1", fact("gone", NOTHING)),
    )


def test_the_method_page_lists_every_version_the_newest_first() -> None:
    listed = get("/method/").root.one("section", id="versions").all("dt")
    assert listed[0].text == f"Version {METHOD_VERSION}"
    names = [name for name, _day, _what in method_versions.VERSIONS]
    days = [day for _name, day, _what in method_versions.VERSIONS]
    assert names[-1] == METHOD_VERSION and len(set(names)) == len(names) == len(listed)
    assert days == sorted(days)


def test_the_name_of_the_version_in_an_address_is_no_field_of_a_form(survey: Survey) -> None:
    page = get("/offer/", {versions.PARAMETER: version_of(survey)})
    assert (page.status, page.errors, page.h1) == (200, {}, "Check an offer")


def test_an_old_link_asks_the_database_twice_more_and_no_more_for_four_offers(
    survey: Survey, tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load(tmp_path, LOWER_MEDIAN)
    compared(*FOUR_OFFERS, v=version_of(survey))
    with django_assert_num_queries(3):
        compared(*FOUR_OFFERS, v=version_of(survey))
