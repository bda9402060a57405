"""The method page: each formula worked on the reader's number, as the domain works it out."""

from itertools import pairwise

import pytest

from salaries.domain.market import pay_scale, step_prices
from salaries.domain.money import gross_from_net, net_from_gross
from salaries.domain.percentile import percentile_interval
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Market, MarketKey
from salaries.domain.transfer import equal_standing
from salaries.domain.vacancy import Posting, judge_vacancy
from salaries.domain.verdict import judge
from salaries.numbers import number, percent, signed, signed_percent
from salaries.pictures_models import SIDE, Sampled, models_picture, sampled
from salaries.presenters.sentences import VERDICTS
from salaries.presenters.two_models import models_chart
from tests.domain.builders import Published, each_market
from tests.web.page import MAIN_OFFER, Page, get, rows
from tests.web.test_charts import accepted, given_to_plotly, market_of

pytestmark = pytest.mark.django_db

AMOUNTS = [1, 15_999, 16_000, 29_999, 30_000, 35_000, 40_000, 52_000, 54_999, 55_000, 55_001]
AMOUNTS += [89_999, 90_000, 90_001, 624_000, 999_999_999]
each_amount = pytest.mark.parametrize("amount", AMOUNTS)
OMSK = {"city": "omsk", "segment": "company", "band": "2"}


def method(**asked: object) -> Page:
    return get("/method/", {name: str(value) for name, value in asked.items()})


def plain(text: str) -> str:
    return " ".join(text.split())


def worked(page: Page, section: str) -> dict[str, str]:
    """The results of one section by the words of their formulas."""
    table = page.root.one("section", id=section).one("table", class_="working")
    return {label: result for label, _working, result in rows(table)}


def result(page: Page, section: str, label: str) -> str:
    (found,) = (value for name, value in worked(page, section).items() if label in name)
    return found


@pytest.fixture
def moscow(survey: Survey) -> Market:
    return survey.markets[MarketKey("moscow", "agency")]


@each_amount
def test_the_exact_figures_are_the_domains(moscow: Market, amount: int) -> None:
    page, judged = method(amount=amount), judge(amount, moscow.scale, 3)
    expected = {
        "Place in band": number(judged.place_in_band, 3),
        "Market ratio": number(judged.market_ratio, 3),
        "Gap to the median": number(judged.gap_to_median),
        "Smallest change": number(judged.distance_to_flip),
        "Verdict": str(VERDICTS[judged.verdict]),
    }
    assert page.status == 200
    assert {label: result(page, "place", label) for label in expected} == {
        label: plain(text) for label, text in expected.items()
    }


@each_amount
def test_the_models_are_the_domains_and_refuse_outside(moscow: Market, amount: int) -> None:
    page, interval = method(amount=amount), percentile_interval(moscow.scale, amount)
    if interval is None:
        assert list(worked(page, "percentile").values()) == ["no"]
        return
    assert result(page, "percentile", "Flat") == number(interval.flat, 4)
    assert result(page, "percentile", "Log-normal") == number(interval.log_normal, 4)
    assert result(page, "percentile", "Guarantee").endswith(number(interval.guarantee.share, 4))


@pytest.mark.parametrize(
    ("amount", "flat", "log_normal", "bound"),
    [
        (31_000, "0.0200", "0.0089", "≤ 0.1571"),
        (45_000, "0.3000", "0.2571", "≤ 0.3571"),
        (55_000, "0.5000", "0.5000", "0.5000"),
        (70_000, "0.7143", "0.8081", "≥ 0.7143"),
        (89_000, "0.9857", "0.9946", "≥ 0.9857"),
    ],
)
def test_the_models_are_those_of_the_published_examples(
    amount: int, flat: str, log_normal: str, bound: str
) -> None:
    page = method(amount=amount)
    said = [result(page, "percentile", name) for name in ("Flat", "Log-normal", "Guarantee")]
    assert said == [flat, log_normal, bound]


def test_the_working_shows_the_numbers_it_is_made_of() -> None:
    tables = method().root.all("table", class_="working")
    found = {working: end for table in tables for _label, working, end in rows(table)}
    assert found["½ · (52 000 − 30 000) / (55 000 − 30 000)"] == "0.4400"
    assert found["½ · (1 − 3 000 / 35 000)"] == "≤ 0.4571"
    assert found["(52 000 − 40 000) / (60 000 − 40 000)"] == "0.600"


@each_amount
def test_equal_standing_is_the_domains(survey: Survey, moscow: Market, amount: int) -> None:
    there = survey.markets[MarketKey("saint-petersburg", "agency")]
    found = equal_standing(amount, 3, moscow.scale, there.scale)
    placed = "none" if found.same_place is None else plain(number(found.same_place))
    page = method(amount=amount)
    assert "Saint Petersburg, agencies" in page.root.one("section", id="elsewhere").text
    assert result(page, "elsewhere", "Same place") == placed
    assert result(page, "elsewhere", "Same ratio") == plain(number(found.same_ratio))


@each_amount
def test_gross_and_net_are_the_domains_both_ways(amount: int) -> None:
    page = method(amount=amount)
    assert result(page, "basis", "From gross") == plain(number(net_from_gross(amount, 2015)))
    assert result(page, "basis", "From net") == plain(number(gross_from_net(amount, 2015)))


@each_amount
def test_the_vacancy_is_the_domains(moscow: Market, amount: int) -> None:
    posting = Posting(amount - amount // 10, amount + amount // 10)
    page, judged = method(amount=amount), judge_vacancy(posting, moscow.scale, 3)
    expected = {
        "Share of the band": percent(judged.share_of_band_covered),
        "Share of the posting": percent(judged.share_of_posting_inside),
        "Floor against": signed(judged.floor_gap),
        "Ceiling against": signed(judged.ceiling_gap),
        "Width": percent(posting.relative_width),
    }
    found = {label: result(page, "vacancy", label) for label in expected}
    assert found == {label: plain(text) for label, text in expected.items()}


def test_a_vacancy_leads_to_its_page_where_the_form_would_take_it() -> None:
    (way,) = method().root.one("section", id="vacancy").all("a")[1:]
    assert get(way.attrs["href"]).values["low"] == "46800"
    assert len(method(amount=999_999_999).root.one("section", id="vacancy").all("a")) == 1


def test_the_agency_premium_is_worked_on_the_city_asked() -> None:
    page = method(**{"city": "rostov-on-don", "amount": 30_000})
    assert result(page, "premium", "At the median") == plain(signed_percent(34 / 30 - 1))
    assert len(worked(page, "premium")) == 5


def test_the_step_prices_are_the_domains(moscow: Market) -> None:
    table = method().root.one("table", class_="steps")
    ends = [[int(cell.split("= ")[1].replace(" ", "")) for cell in row[1:]] for row in rows(table)]
    assert ends == [
        [step.low_to_low, step.middle_to_middle, step.high_to_high]
        for step in step_prices(moscow.scale.ladder)
    ]


def test_nothing_given_works_the_default_offer() -> None:
    page = method()
    assert (page.status, page.values, page.errors) == (200, MAIN_OFFER, {})
    assert get(page.root.one("p", class_="worked-on").one("a").attrs["href"]).values == MAIN_OFFER


def test_a_parameter_left_out_is_the_defaults() -> None:
    page = method(amount=61_000)
    assert (page.status, page.values) == (200, MAIN_OFFER | {"amount": "61000"})


def test_the_form_asks_the_page_itself() -> None:
    form = method().root.one("form", class_="question")
    assert (form.attrs["action"], form.attrs["method"]) == ("/method/", "get")


def test_another_market_is_worked_in_its_own_numbers() -> None:
    page = method(**OMSK, amount=20_000)
    assert result(page, "percentile", "Flat") == "0.1818"
    assert result(page, "percentile", "Log-normal") == "0.1176"
    assert "Omsk, companies" in page.root.one("section", id="percentile").text


@pytest.mark.parametrize("basis", ["gross", "unknown"])
def test_another_basis_is_a_scenario(basis: str) -> None:
    page = method(amount=60_000, basis=basis)
    heading = page.root.one("section", id="place").one("h2")
    assert (page.status, heading.one("a").text) == (200, "scenario")
    place = {"gross": 52_200, "unknown": 60_000}[basis]
    assert result(page, "place", "Place in band") == number((place - 40_000) / 20_000, 3)


WRONG = {
    "city": ["atlantis", "\0", "омск"],
    "segment": ["both", "\0"],
    "band": ["0", "5", "-1", "III", "9" * 40],
    "amount": ["plenty", "-1", "0", "30,000", "1" + "0" * 30, "\0", "%(amount)s"],
    "basis": ["maybe", "\0"],
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in WRONG.items() for value in values]
)
def test_wrong_input_is_told_at_its_field_and_the_default_is_worked(name: str, value: str) -> None:
    page = get("/method/", MAIN_OFFER | OMSK | {name: value})
    assert (page.status, set(page.errors)) == (400, {name})
    assert page.root.one("p", class_="message").text
    assert [worked(page, s) for s in SECTIONS] == [worked(method(), s) for s in SECTIONS]


SECTIONS = ("place", "percentile", "elsewhere", "basis", "vacancy", "premium")


def test_a_parameter_given_twice_is_told() -> None:
    page = get("/method/", raw="amount=50000&amount=60000")
    assert (page.status, set(page.errors)) == (400, {"amount"})


def test_a_blank_amount_is_told_and_the_default_is_worked() -> None:
    page = method(amount="")
    assert set(page.errors) == {"amount"}
    assert result(page, "place", "Place in band") == "0.600"


def test_each_refusal_has_its_reason() -> None:
    refusals = method().root.one("section", id="refusals")
    assert all(reason.text for reason in refusals.all("dd"))
    assert "in 24 of 24 markets" in refusals.text
    assert "/data/#audit" in [link.attrs["href"] for link in refusals.all("a")]


def test_every_heading_of_figures_bears_an_evidence_label() -> None:
    page = method()
    for section in (*SECTIONS, "steps"):
        label = page.root.one("section", id=section).one("h2").one("a")
        assert label.attrs["href"] == "#evidence" and label.text


def test_each_way_on_the_page_leads_to_a_place_on_it() -> None:
    page = method()
    ids = {element.attrs.get("id") for element in page.root.walk()}
    assert {link[1:] for link in page.links if link.startswith("#")} <= ids


def points_of(market: Market) -> tuple[Sampled, ...]:
    return sampled(market.scale, [market.scale.median])


@each_market
def test_both_curves_rise_from_nought_to_one_and_meet_at_the_median(
    survey: Survey, market: Published
) -> None:
    points = points_of(market_of(survey, market))
    for curve in ([float(p.flat) for p in points], [p.log_normal for p in points]):
        assert all(low < high for low, high in pairwise(curve))
        assert [curve[0], curve[-1]] == pytest.approx([0, 1])
    (middle,) = (p for p in points if p.amount == market.median)
    assert middle.flat == middle.bound == 0.5 and middle.log_normal == pytest.approx(0.5)


@each_market
def test_both_curves_keep_the_guarantee(survey: Survey, market: Published) -> None:
    for point in points_of(market_of(survey, market)):
        side = 1 if point.amount > market.median else -1
        shares = (float(point.flat), point.log_normal)
        assert all(side * (share - float(point.bound)) >= -1e-9 for share in shares)


@each_market
@pytest.mark.parametrize("amount", [1, 16_000, 52_000, 999_999_999])
def test_plotly_accepts_the_figure_unchanged(
    survey: Survey, market: Published, amount: int
) -> None:
    figure = models_chart(survey, market_of(survey, market), amount).figure
    assert accepted(figure) == given_to_plotly(figure)
    assert {trace["type"] for trace in figure["data"]} == {"scatter"}
    assert "<b>" not in str(figure)


def test_hovering_over_the_models_tells_what_they_rest_on(survey: Survey, moscow: Market) -> None:
    curves = models_chart(survey, moscow, 52_000).figure["data"]
    tips = [tip for trace in curves if trace.get("name") for tip in trace["hovertext"]]
    assert tips and all(tip.endswith("<br>modelled") for tip in tips)


@each_market
@pytest.mark.parametrize("amount", [1, 52_000, 999_999_999])
def test_everything_of_the_models_stands_inside_the_picture(
    survey: Survey, market: Published, amount: int
) -> None:
    chart = models_chart(survey, market_of(survey, market), amount)
    low, high = chart.figure["layout"]["xaxis"]["range"]
    assert all(low <= x <= high for trace in chart.figure["data"] for x in trace["x"])
    assert all(0 <= y <= 100 for trace in chart.figure["data"] for y in trace["y"])
    drawing = chart.drawing
    path = drawing.flat.removeprefix("M").replace("L", " ").split()
    assert all(0 <= float(place) <= SIDE for place in path)
    assert 13 <= drawing.mark.x <= 97 and 13 <= drawing.median.x <= 97


@pytest.mark.parametrize(("amount", "arrow"), [(1, "←"), (52_000, ""), (999_999_999, "→")])
def test_an_amount_off_the_axis_has_an_arrow(moscow: Market, amount: int, arrow: str) -> None:
    assert models_picture(moscow.scale, points_of(moscow), amount).mark.arrow == arrow


def test_a_survey_in_tiny_units_is_drawn_too() -> None:
    points = sampled(pay_scale([2, 3, 4, 5, 6], 4))
    assert [point.amount for point in points] == [2, 3, 4, 5, 6]


def test_the_finding_and_the_table_say_the_same_of_the_median() -> None:
    figure = method().root.one("section", id="percentile").one("figure")
    finding = figure.one("figcaption").text
    assert finding.startswith("Moscow, agencies: both models put half of the offers below 55 000 ₽")
    table = {row[0]: row[1:] for row in rows(figure.one("table"))}
    assert table["55 000"] == ["the median", "50 %", "50 %", "50 %"]
    assert table["52 000"] == ["your amount", "44 %", "43 %", "≤ 46 %"]
