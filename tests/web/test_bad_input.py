"""What people, tools and vandals put into an address: a message at the field, never a fault."""

from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from salaries.models import Market
from tests.web.page import KAZAN, MAIN_OFFER, MAIN_POSTING, MAIN_PROFILE, MOSCOW, Page, get

pytestmark = pytest.mark.django_db

JUNK = {
    "text": "plenty",
    "nul": "%00",
    "nul in a number": "52%00000",
    "nan": "NaN",
    "infinity": "Infinity",
    "1e400": "1e400",
    "negative": "-52000",
    "true minus": quote("−52000"),
    "plus": "%2B52000",
    "nought": "0",
    "ten to the thirtieth": "1" + "0" * 30,
    "3,000 characters": "9" * 3_000,
    "arabic digits": quote("٥٢٠٠٠"),
    "full-width digits": quote("\uff15\uff12\uff10\uff10\uff10"),
    "superscript": quote("52000²"),
    "lone surrogate": "%ED%A0%80",
    "not utf-8": "%ff%fe",
    "comma for thousands": "30,000",
    "point for thousands": "30.000",
    "kopecks": "30000.50",
    "hexadecimal": "0x7530",
    "underscore": "30_000",
    "emoji": quote("💰"),
    "script": quote('"><script>alert(1)</script>'),
    "template": quote("{{ 7|add:7 }}"),
    "percent format": quote("%(amount)s%n"),
    "path": quote("../../etc/passwd", safe=""),
    "right to left": quote("\u202e00025"),
}
each_junk = pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK)


def ask(path: str, main: dict[str, str], name: str, junk: str) -> Page:
    """The main question with raw junk, as it comes over the wire, for one parameter."""
    rest = {key: value for key, value in main.items() if key != name}
    return get(path, raw=f"{urlencode(rest)}&{name}={junk}")


def unharmed(page: Page) -> bool:
    """A page of ours, its form still there, nothing of the inside on show."""
    leaks = ("Traceback", "<script>alert", "DoesNotExist", "site-packages")
    return bool(page.root.all("form")) and not any(leak in page.source for leak in leaks)


@each_junk
@pytest.mark.parametrize("name", MAIN_OFFER)
def test_junk_in_an_offer_is_400_with_a_message_at_its_field(name: str, junk: str) -> None:
    page = ask("/offer/", MAIN_OFFER, name, junk)
    assert (page.status, set(page.errors)) == (400, {name})
    assert unharmed(page)


EMBED_FIELDS = ("city", "segment", "band", "amount")
EMBED = {name: MAIN_OFFER[name] for name in EMBED_FIELDS} | {"theme": "dark"}


@each_junk
@pytest.mark.parametrize("name", EMBED)
def test_junk_in_what_to_embed_is_400_with_a_message_at_its_field(name: str, junk: str) -> None:
    page = ask("/embed/", EMBED, name, junk)
    assert page.status == 400 and name in page.errors
    assert unharmed(page)


@each_junk
@pytest.mark.parametrize("path", ["/embed/ladder.svg", "/embed/market/omsk/agency/"])
@pytest.mark.parametrize("name", ["band", "amount", "theme"])
def test_junk_in_a_picture_or_a_frame_is_400(path: str, name: str, junk: str) -> None:
    assert ask(path, EMBED, name, junk).status == 400


@each_junk
@pytest.mark.parametrize("name", MAIN_POSTING)
def test_junk_in_a_vacancy_is_400_with_a_message_at_its_field(name: str, junk: str) -> None:
    page = ask("/vacancy/", MAIN_POSTING, name, junk)
    assert (page.status, set(page.errors)) == (400, {name})
    assert unharmed(page)


@pytest.mark.parametrize("junk", [one for one in JUNK.values() if one != "0"])
@pytest.mark.parametrize("name", MAIN_PROFILE)
def test_junk_in_a_profile_is_400_with_a_message_at_its_field(name: str, junk: str) -> None:
    others = urlencode({n: v for n, v in MAIN_PROFILE.items() if n != name}, doseq=True)
    page = get("/band/", raw=f"{others}&{name}={junk}")
    assert (page.status, set(page.errors)) == (400, {name})
    assert unharmed(page)


@each_junk
@pytest.mark.parametrize("name", ["city", "segment"])
def test_junk_in_the_filter_is_400_with_a_message_and_the_table(name: str, junk: str) -> None:
    page = get("/cities/", raw=f"{name}={junk}")
    assert (page.status, set(page.errors)) == (400, {name})
    assert unharmed(page) and "24 of 24 markets" in page.text


@each_junk
def test_junk_for_the_sorting_is_said_and_leaves_the_table_as_it_is(junk: str) -> None:
    page = get("/cities/", raw=f"sort={junk}")
    assert (page.status, page.errors) == (400, {})
    assert "There is no column" in page.text
    assert page.root.one("tbody").text == get("/cities/").root.one("tbody").text


@each_junk
def test_junk_everywhere_gets_a_message_everywhere(junk: str) -> None:
    page = get("/offer/", raw="&".join(f"{name}={junk}" for name in MAIN_OFFER))
    assert (page.status, set(page.errors)) == (400, set(MAIN_OFFER))


@each_junk
def test_junk_under_a_name_nobody_asks_for_changes_nothing(junk: str) -> None:
    page = get("/offer/", raw=f"{urlencode(MAIN_OFFER)}&ref={junk}&{junk}=1")
    assert (page.status, "52 000 ₽ is in the middle" in page.h1) == (200, True)


@pytest.mark.parametrize("name", MAIN_OFFER)
@pytest.mark.parametrize("blank", ["", "+", "%20%20"])
def test_what_is_left_blank_is_asked_for_and_is_no_fault(name: str, blank: str) -> None:
    page = ask("/offer/", MAIN_OFFER, name, blank)
    asked = {name} if name != "basis" or blank else set()
    assert (page.status, set(page.errors)) == (200, asked)


@pytest.mark.parametrize(
    ("junk", "fragment"),
    [
        ("30,000", "comma or a point"),
        ("30.000", "comma or a point"),
        ("30000.50", "without a fraction"),
        ("-5", "negative"),
        ("0", "more than 0"),
        ("1" + "0" * 30, "too large"),
        ("plenty", "not an amount"),
        ("", "Enter an amount"),
    ],
)
def test_the_message_says_what_is_wrong_with_an_amount(junk: str, fragment: str) -> None:
    assert fragment in ask("/offer/", MAIN_OFFER, "amount", junk).errors["amount"]


@pytest.mark.parametrize(
    "spelling", ["52+000", "52%C2%A0000", "52%E2%80%89000", "52%E2%80%AF000", "+52000+", "052000"]
)
def test_an_amount_may_be_spaced_as_people_write_it(spelling: str) -> None:
    page = ask("/offer/", MAIN_OFFER, "amount", spelling)
    assert (page.status, "52 000 ₽ is in the middle" in page.h1) == (200, True)


@pytest.mark.parametrize("name", MAIN_OFFER)
def test_a_parameter_given_twice_with_two_values_is_400_at_its_field(name: str) -> None:
    other = MAIN_OFFER | {
        "city": "omsk", "segment": "company", "band": "4", "amount": "7", "basis": "gross"
    }  # fmt: skip
    page = get("/offer/", raw=f"{urlencode(MAIN_OFFER)}&{name}={other[name]}")
    assert (page.status, set(page.errors)) == (400, {name})


def test_a_parameter_given_twice_with_one_value_is_read() -> None:
    page = get("/offer/", raw=f"{urlencode(MAIN_OFFER)}&{urlencode(MAIN_OFFER)}")
    assert (page.status, page.errors) == (200, {})


def test_what_was_typed_is_still_there_to_be_mended() -> None:
    page = ask("/offer/", MAIN_OFFER, "amount", quote('5 "or" <6>'))
    assert page.values == MAIN_OFFER | {"amount": '5 "or" <6>'}


def test_a_message_says_that_its_field_is_wrong_to_those_who_listen() -> None:
    page = ask("/offer/", MAIN_OFFER, "amount", "plenty")
    assert page.root.one("input", name="amount").attrs["aria-invalid"] == "true"


@pytest.mark.parametrize("path", ["/offer/", "/vacancy/", "/band/", "/cities/"])
def test_two_thousand_parameters_are_our_own_400(path: str) -> None:
    page = get(path, raw="&".join(f"p{n}" for n in range(2000)))
    assert (page.status, "cannot be read" in page.h1) == (400, True)
    assert "/" in page.links


def test_a_market_the_survey_does_not_have_is_400_at_the_employer() -> None:
    Market.objects.filter(city__slug="omsk", segment="company").delete()
    page = get("/offer/", MAIN_OFFER | {"city": "omsk", "segment": "company"})
    assert (page.status, set(page.errors)) == (400, {"segment"})


TAME = ["moscow", "agency", "3", MOSCOW, KAZAN]
wild = st.binary(max_size=40).map(quote) | st.text(max_size=20).map(lambda t: quote(t, safe="&="))


@settings(deadline=None)
@given(
    path=st.sampled_from(["/offer/", "/vacancy/", "/band/", "/cities/", "/compare/"]),
    data=st.data(),
)
def test_no_address_whatever_breaks_a_page(path: str, data: st.DataObject) -> None:
    names = st.sampled_from(
        [*MAIN_OFFER, *MAIN_PROFILE, "low", "high", "sort", "page", "offer", "edit"]
    )
    pairs = data.draw(st.lists(st.tuples(names, wild | st.sampled_from(TAME))))
    page = get(path, raw="&".join(f"{name}={value}" for name, value in pairs))
    assert page.status in {200, 302, 400}
    assert unharmed(page) or page.status == 302


@pytest.mark.parametrize("path", ["/offer/", "/vacancy/"])
def test_a_link_that_leaves_the_pay_open_fills_the_form_without_complaint(path: str) -> None:
    page = get(path, {"city": "kazan", "segment": "company", "band": "2"})
    assert (page.status, page.errors) == (200, {})
    assert page.values["city"] == "kazan"


@pytest.mark.parametrize("path", ["/", "/offer/", "/cities/", "/ru/method/", "/ka/data/"])
def test_what_is_sent_to_a_page_is_refused_in_words(path: str) -> None:
    answer = Client().post(path, {"city": "kazan"})
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    page = Page(answer.status_code, answer.headers, answer.content.decode())
    assert page.h1 and page.links
