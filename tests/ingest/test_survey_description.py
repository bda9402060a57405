"""The TOML file beside the table: what it must say, and how its faults are named."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from salaries.ingest.description import BandSpec, read_description
from salaries.ingest.messages import sentence
from salaries.ingest.problems import Code, Unreadable
from tests.ingest.builders import DATA, places

SHIPPED = (DATA / "hh_ranges.toml").read_text(encoding="utf-8")


def faults(*changes: tuple[str, str]) -> list[tuple[int | None, str | None, str]]:
    text = SHIPPED
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    with pytest.raises(Unreadable) as caught:
        read_description(text.encode())
    return places(caught.value.problems)


def test_the_shipped_survey_is_read() -> None:
    survey = read_description(SHIPPED.encode())
    assert (survey.slug, survey.month, survey.basis) == (
        "superjob-smm-2015-03",
        date(2015, 3, 1),
        "unknown",
    )


def test_band_three_asks_for_two_years() -> None:
    assert read_description(SHIPPED.encode()).bands[2] == BandSpec("III", 2)


def test_texts_come_in_three_languages() -> None:
    texts = read_description(SHIPPED.encode()).texts
    assert [sorted(text) for text in (texts["title"], *texts["not_stated"])] == [
        ["en", "ka", "ru"]
    ] * 5


@pytest.mark.parametrize(
    ("old", "new", "key", "code"),
    [
        ('slug = "superjob-smm-2015-03"', 'slug = "Superjob SMM"', "slug", Code.NOT_A_SLUG),
        ('publisher = "Superjob"', "publisher = 7", "publisher", Code.NOT_A_TEXT),
        ('publisher = "Superjob"', 'publisher = "a\\u0000b"', "publisher", Code.NOT_A_TEXT),
        ("month = 2015-03-01", "month = 2015-03-02", "month", Code.NOT_A_MONTH),
        ("month = 2015-03-01", "month = 2015-03-01T00:00:00", "month", Code.NOT_A_MONTH),
        ("month = 2015-03-01", 'month = "March"', "month", Code.NOT_A_MONTH),
        ('currency = "RUB"', 'currency = "roubles"', "currency", Code.NOT_A_CURRENCY),
        ("month = 2015-03-01", "month = 0001-01-01", "month", Code.MONTH_OUTSIDE),
        ("month = 2015-03-01", "month = 1989-12-01", "month", Code.MONTH_OUTSIDE),
        ("month = 2015-03-01", "month = 2099-02-01", "month", Code.MONTH_OUTSIDE),
        ('currency = "RUB"', 'currency = "ZZZ"', "currency", Code.NOT_A_CURRENCY),
        ('currency = "RUB"', 'currency = "rub"', "currency", Code.NOT_A_CURRENCY),
        ('currency = "RUB"', 'currency = ["RUB"]', "currency", Code.NOT_A_CURRENCY),
        ('period = "month"', 'period = "year"', "period", Code.UNKNOWN),
        ('basis = "unknown"', 'basis = "brutto"', "basis", Code.UNKNOWN),
        ('convention = "net"', 'convention = "unknown"', "convention", Code.UNKNOWN),
        ('publisher = "Superjob"', "", "publisher", Code.MISSING_KEY),
        ('ru = "SMM-менеджер"', "", "role.ru", Code.MISSING_KEY),
        ('ru = "SMM-менеджер"', 'ru = " "', "role.ru", Code.NOT_A_TEXT),
        ('ru = "сколько вакансий и резюме изучено"', "", "not_stated 2.ru", Code.MISSING_KEY),
        ("min_years = 2", 'min_years = "two"', "bands 3.min_years", Code.NOT_A_COUNT),
        ("min_years = 2", "min_years = true", "bands 3.min_years", Code.NOT_A_COUNT),
        ("min_years = 2", "min_years = 1", "bands 3.min_years", Code.YEARS_DO_NOT_RISE),
        ('code = "III"', 'code = "II"', "bands 3.code", Code.REPEATED_ENTRY),
    ],
)
def test_a_fault_is_named_by_its_key(old: str, new: str, key: str, code: Code) -> None:
    assert faults((old, new)) == [(None, key, code)]


@pytest.mark.parametrize("month", ["1990-01-01", f"{timezone.localdate():%Y-%m}-01"])
def test_the_first_month_a_survey_may_be_of_and_the_one_that_is_now_are_read(month: str) -> None:
    read = read_description(SHIPPED.replace("2015-03-01", month).encode())
    assert read.month == date.fromisoformat(month)


def test_the_month_after_this_one_is_refused_with_the_months_there_are() -> None:
    now = timezone.localdate().replace(day=1)
    coming = (now + timedelta(days=31)).replace(day=1)
    with pytest.raises(Unreadable) as caught:
        read_description(SHIPPED.replace("2015-03-01", f"{coming}").encode())
    assert [sentence(problem) for problem in caught.value.problems] == [
        f"key “month”: '{coming}' is too early or still to come; "
        f"the month should be one of 1990-01-01 – {now}"
    ]


@pytest.mark.parametrize("currency", ["EUR", "KZT", "GEL", "DEM"])
def test_any_currency_that_there_is_or_was_may_be_surveyed(currency: str) -> None:
    assert read_description(SHIPPED.replace('"RUB"', f'"{currency}"').encode()).currency == currency


@pytest.mark.parametrize(
    ("old", "key"), [('basis = "unknown"', "basis"), ('convention = "net"', "convention")]
)
def test_pay_before_tax_is_refused_where_the_tax_is_not_known(old: str, key: str) -> None:
    gross = (old, f'{key} = "gross"')
    assert read_description(SHIPPED.replace(*gross).encode())
    assert faults(gross, ('"RUB"', '"EUR"')) == [(None, key, Code.UNKNOWN)]


def test_every_fault_is_reported_at_once() -> None:
    assert len(faults(('"month"', '"year"'), ('"RUB"', '"rub"'), ("= 3", "= -1"))) == 3


def test_a_survey_without_bands_is_refused() -> None:
    assert faults(("[[bands]]", "[[levels]]")) == [(None, "bands", Code.NOT_A_LIST)]


def test_an_empty_file_misses_every_key() -> None:
    with pytest.raises(Unreadable) as caught:
        read_description(b"")
    assert {p.code for p in caught.value.problems} == {Code.MISSING_KEY, Code.NOT_A_LIST}


def test_what_is_not_toml_is_refused_with_its_place() -> None:
    with pytest.raises(Unreadable) as caught:
        read_description(b"slug = \n")
    (problem,) = caught.value.problems
    assert (problem.code, "line 1" in problem.expected) == (Code.BAD_TOML, True)


def test_a_description_that_is_not_utf8_is_refused() -> None:
    with pytest.raises(Unreadable) as caught:
        read_description(SHIPPED.encode("utf-16"))
    assert places(caught.value.problems) == [(None, None, Code.NOT_UTF8)]


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ('title = "a\\u0000b"', "rules.title", "not_a_text"),
        ("title = [1, 2]", "rules.title", "not_a_text"),
        (f'title = "{"x" * 1001}"', "rules.title", "not_a_text"),
    ],
)
def test_what_is_told_of_the_rules_is_short_and_plain(line: str, column: str, code: str) -> None:
    data = (DATA / "surveys" / "hh-smm-2016.toml").read_text(encoding="utf-8")
    told = re.sub(r"(?m)^title = .*smm.*$", lambda _found: line, data)
    assert told != data
    with pytest.raises(Unreadable) as refused:
        read_description(told.encode())
    assert [(one.column, one.code) for one in refused.value.problems] == [(column, code)]


def test_a_funnel_that_does_not_add_up_is_refused() -> None:
    data = (DATA / "surveys" / "hh-smm-2016.toml").read_text(encoding="utf-8")
    with pytest.raises(Unreadable) as refused:
        read_description(data.replace("rows = 13\n", "rows = 14\n").encode())
    (problem,) = refused.value.problems
    assert (problem.code, problem.value, problem.expected) == (
        Code.FUNNEL_DOES_NOT_ADD_UP, "121", "120",
    )  # fmt: skip
