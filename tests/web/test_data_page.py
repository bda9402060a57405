"""The data page: source card, audit, evidence from outside, what others said, files."""

from fractions import Fraction
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from salaries import library, models, numbers, queries
from salaries.domain.audit import audit
from salaries.domain.percentile import log_normal
from salaries.domain.survey import Survey
from salaries.domain.surveyed import MarketKey
from salaries.ingest.loader import load_table
from salaries.presenters import data as presented
from salaries.presenters.audit import PLACES
from salaries.presenters.context import KINDS, PRECISIONS, UNITS, when_words
from salaries.presenters.outside import model_percent
from tests.quantile_surveys import HH, load_quantiles
from tests.web.page import Element, Page, get, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(survey: Survey) -> Page:
    """The data page of the shipped survey."""
    return get("/data/")


def section(page: Page, name: str) -> Element:
    return page.root.one("section", id=name)


def card(page: Page) -> dict[str, str]:
    """The source card by its names."""
    lines = section(page, "source").one("dl").all("div")
    return {line.one("dt").text: line.one("dd").text for line in lines}


def counts(page: Page) -> dict[str, str]:
    """The audit's counts as printed, the notes left out."""
    found = {}
    for row in section(page, "audit").one("table", class_="counts").one("tbody").all("tr"):
        label, value = row.one("th"), row.one("td").text
        found[label.text.removesuffix(label.one("span").text).strip()] = value
    return found


def findings(page: Page) -> list[Element]:
    return [
        item
        for listing in section(page, "audit").all("ul", class_="findings")
        for item in listing.all("li")
    ]


def test_the_source_card_says_who_what_when_where_and_how_many(page: Page) -> None:
    told = card(page)
    assert told["Who"] == "Superjob research centre, March 2015"
    assert (told["When"], told["Money"]) == ("March 2015", "₽ a month, read as net")
    assert told["Where"].startswith("Moscow, Saint Petersburg, ") and "Ufa and" in told["Where"]
    assert told["Markets"] == "24: 12 cities, each with agencies and companies"
    assert "III · 2 years or more" in told["Bands"]


def test_the_page_says_what_the_source_does_not_and_why_the_file_bears_hhs_name(
    page: Page,
) -> None:
    said = section(page, "source").text
    assert "gross or net" in said and "how many vacancies and résumés were read" in said
    assert "hh.ru had no part in the survey; it is Superjob’s" in said


def test_the_page_says_which_file_was_loaded(page: Page, survey: Survey) -> None:
    said = section(page, "source").text
    moment = survey.provenance.loaded_at
    loaded = f"{numbers.day(moment.date())}, {moment:%H:%M} UTC"
    assert f"hh_ranges.csv, 96 rows, loaded {loaded}." in said
    assert survey.provenance.sha256 in said and "It is the file offered below" in said


def test_a_table_loaded_from_elsewhere_is_not_called_the_file_offered(tmp_path: Path) -> None:
    text = (settings.DATA_DIR / "hh_ranges.csv").read_text(encoding="utf-8")
    (tmp_path / "other.csv").write_text(text.replace("90000", "91000"), encoding="utf-8")
    assert not load_table(tmp_path / "other.csv").problems
    said = section(get("/data/"), "source").text
    assert "other.csv, 96 rows" in said and "It is not the file offered below" in said


def test_the_audit_prints_its_counts(page: Page) -> None:
    assert counts(page) == {
        "Joints at which bands touch": "72 of 72",
        "Markets whose bands rise": "24 of 24",
        "Medians in band III": "24 of 24",
        "Cities whose agencies and companies share floor and ceiling": "12 of 12",
        "Figures in whole thousands": "216 of 216",
        "Medians of companies above those of agencies": "0",
        "Bands in which companies reach above agencies": "0",
        "Cities whose agencies and companies part early": "4",
        "Bands narrower than the band below": "14",
        "Cities equal in medians and upper bands": "2",
        "Medians that several cities share": "5",
    }


def test_the_audit_is_computed_from_what_is_loaded_not_from_the_shipped_file() -> None:
    models.Market.objects.filter(city__slug="ufa").delete()
    found = counts(get("/data/"))
    assert found["Joints at which bands touch"] == "66 of 66"
    assert found["Cities equal in medians and upper bands"] == "1"


def test_every_count_that_has_findings_leads_to_them(page: Page) -> None:
    table = section(page, "audit").one("table", class_="counts")
    places = [link.attrs["href"].removeprefix("#") for link in table.all("a")]
    ids = {e.attrs.get("id") for e in page.root.walk()}
    assert len(places) == 5 and set(places) <= ids


def test_every_finding_is_told_and_leads_to_the_cities_it_touches(
    page: Page, survey: Survey
) -> None:
    touched = [
        {link.attrs["href"] for link in item.all("a") if "/cities/" in link.attrs["href"]}
        for item in findings(page)
    ]
    expected = [{f"/cities/{slug}/" for slug in found.cities} for found in audit(survey).findings]
    told = [frozenset(a for a in links if "?" not in a) for links in touched]
    assert len(expected) == 23 and {frozenset(cities) for cities in expected} <= set(told)
    assert len(told) == len(expected) + 3


@pytest.mark.parametrize(
    "sentence",
    [
        "Volgograd: agencies and companies already parted at the joint of I and II "
        "(19 000 and 18 000 ₽) and the joint of II and III (22 000 and 20 000 ₽).",
        "Omsk, agencies: band IV was 8 000 ₽ wide, band III 12 000 ₽.",
        "Kazan and Ufa have the same medians and the same band III and band IV at every kind "
        "of employer.",
        "Volgograd, Kazan, Omsk and Ufa share one median of agencies, 30 000 ₽.",
        "calls one figure both the median and the average pay",
        "less than 2 years of project work for band III",
        "HeadHunter’s 70 000 of late 2014: a mean, before tax (60 900 after it)",
    ],
)
def test_the_irregularities_are_told_in_sentences(page: Page, sentence: str) -> None:
    assert any(sentence in item.text for item in findings(page))


def test_every_finding_leads_somewhere(page: Page) -> None:
    assert all(item.all("a") for item in findings(page))


def test_equal_shares_are_refuted_market_by_market(page: Page) -> None:
    figure = section(page, "equal-shares").one("figure")
    found = {name: row for name, *row in rows(figure.one("table"))}
    assert len(found) == 24
    assert found["Moscow, agencies"] == ["55 000", "40 000", "+15 000", "69 %"]
    assert "from 5 000 to 15 000 ₽" in figure.one("figcaption").text
    assert "64–71 % of offers" in figure.one("figcaption").text


def test_the_model_of_the_method_is_set_beside_the_vacancies_observed(page: Page) -> None:
    figure = section(page, "outside").all("figure")[0]
    assert rows(figure.one("table")) == [
        ["35 000", "9 %", "12 %", "−3"],
        ["40 000", "22 %", "25 %", "−3"],
        ["45 000", "36 %", "42 %", "−6"],
        ["50 000", "50 %", "56 %", "−6"],
        ["60 000", "73 %", "74 %", "−1"],
        ["70 000", "87 %", "87 %", "0"],
    ]
    assert "differ by 6 points at most" in figure.one("figcaption").text


def test_the_column_of_the_model_comes_out_of_our_function(survey: Survey) -> None:
    scale = survey.markets[MarketKey("moscow", "company")].scale
    amounts = (35_000, 40_000, 45_000, 50_000, 60_000, 70_000)
    assert [model_percent(scale, x) for x in amounts] == [9, 22, 36, 50, 73, 87]
    assert [round(100 * log_normal(scale, x)) for x in amounts] == [9, 22, 36, 50, 73, 87]


def test_the_quartiles_observed_stand_beside_the_medians(page: Page) -> None:
    figure = section(page, "outside").all("figure")[1]
    assert rows(figure.one("table")) == [
        ["Moscow", "79", "40 000", "47 500", "62 500", "55 000", "50 000"],
        ["Saint Petersburg", "30", "37 500", "45 000", "50 000", "45 000", "40 000"],
    ]
    assert figure.one("figcaption").text.startswith("4 of 4 medians of March 2015")


@pytest.mark.parametrize(
    "said",
    [
        "Moscow: 79 vacancies, 89 % of them inside the published span, 30 000–90 000 ₽.",
        "Saint Petersburg: 30 vacancies, 93 % of them",
        "both bounds given",
        "gross or net",
        "The samples are small",
        "public extract of hh.ru vacancies of 2016",
    ],
)
def test_the_evidence_from_outside_comes_with_its_caveats_and_source(page: Page, said: str) -> None:
    assert said in section(page, "outside").text


@pytest.mark.parametrize("other", ["survey", "market"])
def test_the_evidence_is_not_shown_beside_other_figures(other: str) -> None:
    if other == "survey":
        models.Survey.objects.update(slug="another-survey")
    else:
        models.Market.objects.filter(city__slug="saint-petersburg", segment="company").delete()
    found = get("/data/")
    assert found.status == 200
    assert not found.root.all("section", id="outside") and "#outside" not in found.links


def test_the_notes_on_a_source_are_not_told_of_another_survey() -> None:
    models.Survey.objects.update(slug="another-survey")
    assert "HeadHunter’s 70 000" not in section(get("/data/"), "audit").text


@pytest.mark.parametrize(
    ("text", "figure", "who"),
    [
        ("all of 2013", "375 vacancies", "HeadHunter, for Likeni · late 2014"),
        ("before the year was out", "about 600 vacancies", "HeadHunter, for Likeni · late 2014"),
        ("in all Russia", "over 800 vacancies", "HeadHunter, for Likeni · late 2014"),
        ("Forecast for Moscow", "700 vacancies", "G. Lebedev, research director"),
        ("Forecast for Russia", "1 100 vacancies", "G. Lebedev, research director"),
        ("one vacancy in SMM", "4.9 résumés", "late 2014"),
        ("all professions in Russia", "3.5 résumés", "late 2014"),
        ("grew scarcer for beginners", "–", "late 2014"),
        ("Mean pay in Moscow, before tax", "70 000 ₽ a month", "late 2014"),
        ("Mean pay in Russia, before tax", "52 000 ₽ a month", "late 2014"),
        ("fourth quarter of 2014", "8–10 %", "late 2014"),
        ("The typical specialist", "26–35 years", "late 2014"),
        ("Her experience in SMM", "over 3 years", "late 2014"),
        ("gross or net not stated", "40 000–60 000 ₽ a month", "late 2014"),
        ("Women among applicants", "53 %", "Superjob research centre · March 2015"),
        ("Applicants under 30", "75 %", "Superjob research centre · March 2015"),
        ("conversational English", "31 %", "Superjob research centre · March 2015"),
        ("by the client’s brand", "5 000–10 000 ₴", "Anna Laricheva, SMM specialist"),
        ("several accounts", "about 10 000 ₴", "Alena Evtishchenko"),
        ("price of one project", "5 000–6 000 ₴ a project", "November 2016"),
    ],
)
def test_what_others_said_stands_with_who_and_when(
    page: Page, text: str, figure: str, who: str
) -> None:
    tables = section(page, "context").all("table")
    (row,) = [row for table in tables for row in rows(table) if text in row[0]]
    assert row[1] == figure and who in row[0]


def test_each_growth_stands_under_the_mean_it_is_of(page: Page) -> None:
    pay = rows(section(page, "context").all("table")[1])
    assert [row[1] for row in pay[:4]] == ["70 000 ₽ a month", "4 %", "52 000 ₽ a month", "7 %"]


def test_the_context_says_that_it_is_never_mixed_with_the_table(page: Page) -> None:
    said = section(page, "context").text
    assert "None of them enters the table" in said and "hryvnia are not converted" in said


def test_every_remark_has_its_words_and_every_word_a_remark() -> None:
    remarks = library.market_context()
    assert {remark.kind for remark in remarks} == KINDS.keys()
    assert {remark.unit for remark in remarks if remark.value is not None} == UNITS.keys()
    assert {remark.precision for remark in remarks} == PRECISIONS.keys()
    assert all(when_words(remark.when) for remark in remarks)


def test_every_place_a_note_names_is_known(survey: Survey) -> None:
    slugs = {city.slug for city in survey.cities}
    for note in library.source_notes(survey.slug):
        assert note.place in PLACES and set(note.cities) <= slugs


def test_every_file_is_offered_with_its_size_and_digest(page: Page) -> None:
    offered = section(page, "files").all("li")
    assert [item.one("a").text for item in offered] == list(library.FILES)
    for item in offered:
        file = library.data_file(item.one("a").text)
        assert f"{file.size:,} bytes".replace(",", " ") in item.text and file.sha256 in item.text
        assert item.one("a").attrs["href"] == f"/data/files/{file.name}"
    assert presented.FILES.keys() == library.FILES.keys()


def test_the_page_asks_the_database_as_often_whatever_the_survey(
    survey: Survey, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    get("/data/")
    with django_assert_num_queries(1):
        get("/data/")


def test_the_data_are_a_link_at_the_foot_of_every_page_and_in_every_source_line() -> None:
    for path in ("/", "/cities/", "/cities/omsk/", "/method/"):
        found = get(path)
        assert "/data/" in [a.attrs["href"] for a in found.root.one("footer").all("a")]
        sources = found.root.one("main").all("p", class_="source")
        assert any("/data/" in [a.attrs["href"] for a in line.all("a")] for line in sources)


def worth_knowing(slug: str) -> list[str]:
    found = get(f"/cities/{slug}/").root.all("section", id="worth-knowing")
    return [item.text for part in found for item in part.all("li")]


def test_a_citys_page_tells_what_is_odd_about_its_numbers(survey: Survey) -> None:
    told = worth_knowing("omsk")
    assert len(told) == 4
    assert told[0].startswith("Omsk, agencies: band IV was 8 000 ₽ wide, band III 12 000 ₽.")
    assert "we follow its table" in told[1]
    assert "/data/#audit" in get("/cities/omsk/").links


def test_the_city_of_a_note_tells_it(survey: Survey) -> None:
    (told,) = worth_knowing("moscow")
    assert "HeadHunter’s 70 000 of late 2014" in told


def test_every_citys_page_tells_each_finding_that_touches_it(survey: Survey) -> None:
    whole = audit(survey)
    for city in survey.cities:
        notes = [n for n in library.source_notes(survey.slug) if city.slug in n.cities]
        assert len(worth_knowing(city.slug)) == len(whole.in_city(city.slug)) + len(notes)


def test_a_city_with_nothing_odd_has_no_such_section() -> None:
    models.Survey.objects.update(slug="another-survey")
    assert worth_knowing("moscow") == []


def test_the_shipped_survey_is_the_one_the_evidence_is_about(survey: Survey) -> None:
    assert library.outside_evidence().survey == queries.default_survey().slug
    assert library.source_notes(survey.slug)


def test_numbers_of_the_data_files_are_whole_where_they_are_pay() -> None:
    pay = [r.value for r in library.market_context() if r.unit in {"rub_month", "uah"} and r.value]
    assert all(isinstance(value, Fraction) and value.denominator == 1 for value in pay)


@pytest.mark.parametrize("slug", ["", HH])
def test_the_rows_as_they_are_loaded_can_be_taken_away(survey: Survey, slug: str) -> None:
    loaded = load_quantiles(HH) if slug else survey
    files = get("/data/", {"survey": slug} if slug else None).root.one("section", id="files")
    links = [link.attrs["href"] for link in files.all("a") if "export=" in link.attrs["href"]]
    assert len(links) == 4
    for link in links:
        answer = Client().get(link)
        assert answer.status_code == 200
        assert loaded.slug in answer.headers["Content-Disposition"]
