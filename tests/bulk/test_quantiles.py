"""Whole columns are judged by quantiles as the domain judges row by row; sheets say the same."""

from __future__ import annotations

import csv
import io
import itertools
import json
import math
from typing import Any

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from salaries.answers.offer import offer_result
from salaries.answers.vacancy import vacancy_result
from salaries.bulk import door
from salaries.bulk.door import Refused, template
from salaries.bulk.judging import NOTHING, VERDICTS, Offers
from salaries.bulk.parsing import BASES
from salaries.bulk.postings import FITS, Postings
from salaries.bulk.quantiles import (
    SIDES,
    QuantileTables,
    equal_standing,
    judge_offers,
    judge_postings,
)
from salaries.bulk.results import results
from salaries.bulk.uploads import judged_records, judged_rows, judged_sheet, summed_up
from salaries.domain import transfer
from salaries.domain.money import Basis, round_half_up
from salaries.domain.quantiles import Quantiles
from salaries.domain.shares import Beyond, share_below
from salaries.domain.survey import Survey
from salaries.domain.surveyed import MarketKey
from salaries.domain.vacancy import Posting, judge_posting
from salaries.domain.verdict import judge_offer
from salaries.forms import OfferQuestion, VacancyQuestion
from tests.quantile_surveys import HH, LEVELS, SLUGS, load_quantiles

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def surveys(survey: Survey) -> dict[str, Survey]:
    """Both, beside the one of bands."""
    return {slug: load_quantiles(slug) for slug in SLUGS}


@pytest.fixture(params=SLUGS)
def tables(request: pytest.FixtureRequest, surveys: dict[str, Survey]) -> QuantileTables:
    return QuantileTables(surveys[request.param])


def telling(scale: Quantiles) -> list[int]:
    """Every quantile and quarter of the own range, a rouble to either side, and far outside."""
    own = scale.own
    marks = {point.amount for point in scale.points}
    marks |= {own.low + own.width * n // 4 for n in (1, 2, 3)}
    marks |= {(below + above) // 2 for below, above in itertools.pairwise(sorted(marks))}
    near = {mark + step for mark in marks for step in (-1, 0, 1)}
    return sorted(near | {1, 55, scale.floor // 2, 2 * scale.ceiling, 999_999_999})


def cells(tables: QuantileTables) -> list[tuple[int, int, Quantiles]]:
    """Market and band by number, and what is published of them."""
    return [
        (tables.numbers[MarketKey(*key[:2])], tables.band_number(key.rank), cell)
        for key, cell in tables.survey.cells.items()
        if cell
    ]


def every_offer(tables: QuantileTables) -> tuple[Offers, list[Quantiles]]:
    rows = [
        (market, band, amount, basis, cell)
        for market, band, cell in cells(tables)
        for amount in telling(cell)
        for basis in range(len(BASES))
    ]
    *columns, scales = zip(*rows, strict=True)
    return Offers(*(np.array(column, dtype=np.int64) for column in columns)), list(scales)


def said_by_the_domain(
    survey: Survey, rank: int, amount: int, basis: Basis, scale: Quantiles
) -> Any:
    judged = judge_offer(amount, basis, scale, rank, survey.month.year, survey.close_call)
    main, share = judged.main, share_below(scale, judged.main.amount)
    return {
        "net": main.amount,
        "verdict": VERDICTS.index(main.verdict),
        "place_in_band": float(main.place_in_band) if main.band.holds(main.amount) else None,
        "market_ratio": float(main.market_ratio),
        "gap_to_median": main.gap_to_median,
        "band_of_amount": NOTHING,
        "percentile_low": NOTHING if isinstance(share, Beyond) else share.low,
        "percentile_high": NOTHING if isinstance(share, Beyond) else share.high,
        "percentile_bound": NOTHING,
        "beyond_side": SIDES.index(share.side) if isinstance(share, Beyond) else NOTHING,
        "beyond_percent": share.percent if isinstance(share, Beyond) else NOTHING,
        "borderline": judged.borderline,
        "distance_to_flip": judged.distance_to_flip,
        "other_verdict": VERDICTS.index(judged.verdicts[1].verdict)
        if basis is Basis.UNKNOWN
        else NOTHING,
    }


def test_offers_are_judged_as_the_domain_judges_each(tables: QuantileTables) -> None:
    offers, scales = every_offer(tables)
    judged = judge_offers(tables, offers)
    for row, scale in enumerate(scales):
        asked = int(offers.amount[row]), BASES[offers.basis[row]]
        rank = tables.rank(int(offers.band[row]))
        said = said_by_the_domain(tables.survey, rank, *asked, scale)
        for name, expected in said.items():
            found = getattr(judged, name)[row]
            found = None if isinstance(found, float) and math.isnan(found) else found
            assert found == expected, (name, row, scale, asked)


def test_equal_standing_is_the_domains(tables: QuantileTables) -> None:
    offers, scales = every_offer(tables)
    net = judge_offers(tables, offers).net
    for there, market in enumerate(tables.markets):
        by_place, by_ratio = equal_standing(tables, offers, net, there)
        for row in range(0, len(net), 5):
            rank = tables.rank(int(offers.band[row]))
            goal = tables.survey.market(market.key, rank)
            placed = None if by_place[row] == NOTHING else by_place[row]
            if goal is None:
                assert (placed, by_ratio[row]) == (None, NOTHING)
                continue
            found = transfer.equal_standing(int(net[row]), rank, scales[row], goal.scale)
            assert (placed, by_ratio[row]) == (found.same_place, found.same_ratio)


def test_postings_are_judged_as_the_domain_judges_each(tables: QuantileTables) -> None:
    rng = np.random.default_rng(2016)
    rows: list[tuple[int, ...]] = []
    scales: list[Quantiles] = []
    for market, band, cell in cells(tables):
        pairs = np.sort(rng.choice(telling(cell), (150, 2)), axis=1)
        pairs[:20, 1] = pairs[:20, 0]
        rows += [(market, band, *map(int, pair), n % len(BASES)) for n, pair in enumerate(pairs)]
        scales += [cell] * len(pairs)
    asked = Postings(*np.array(rows, dtype=np.int64).T)
    found = judge_postings(tables, asked)
    for row, scale in enumerate(scales):
        posting = Posting(int(asked.low[row]), int(asked.high[row]))
        basis, rank = BASES[asked.basis[row]], tables.rank(int(asked.band[row]))
        judged = judge_posting(posting, basis, scale, rank, tables.survey.month.year)
        main = judged.main
        inside = main.band.low <= main.posting.middle <= main.band.high
        assert FITS[found.fit[row]] == main.fit
        assert VERDICTS[found.verdict[row]] == main.verdict
        assert np.isnan(found.place_in_band[row]) == (not inside)
        if inside:
            assert found.place_in_band[row] == pytest.approx(float(main.place_of_middle))
        assert found.market_ratio[row] == float(main.market_ratio_of_middle)
        assert found.gap_to_median[row] == round_half_up(main.gap_of_middle_to_median)
        assert found.readings_agree[row] == judged.readings_agree


def test_a_column_of_no_rows_is_judged(tables: QuantileTables) -> None:
    nothing = np.zeros(0, dtype=np.int64)
    assert len(judge_offers(tables, Offers(*[nothing] * 4)).verdict) == 0
    assert len(judge_postings(tables, Postings(*[nothing] * 5)).fit) == 0


def sheet(survey: Survey, text: str, **asked: str) -> list[dict[str, str]]:
    """The judged sheet's rows; what is gained goes by the names of the API."""
    file, _kind, _sum = judged_sheet(survey, text.encode(), asked)
    heading, *rows = csv.reader(io.StringIO(file.read().decode()))
    names = [one.name for one in results(bool(asked.get("to")), of_quantiles=True)]
    own = heading[: len(heading) - len(names)]
    return [dict(zip([*own, *names], row, strict=True)) for row in rows]


def test_a_city_and_an_amount_are_enough_where_nothing_else_is_told_apart(
    surveys: dict[str, Survey],
) -> None:
    text = "city,salary\nМосква,50000\nspb,60 000\nmoscow,35000-90000\nкиров,1\nkazan,50000\n"
    found = sheet(surveys[HH], text)
    assert [one["kind"] for one in found] == ["offer", "offer", "vacancy", "refused", "refused"]
    assert [one["problem"] for one in found[3:]] == ["unknown_city", "not_enough_data"]
    first, second, third = found[:3]
    assert (first["percentile_low"], first["percentile_high"]) == ("54", "55")
    assert (second["percentile_low"], second["beyond_side"], second["beyond_percent"]) == (
        "", "above", "75",
    )  # fmt: skip
    assert (third["fit"], third["verdict"]) == ("covers", "upper_part")
    assert {one["band_of_amount"] for one in found} == {""}
    assert "figures for: Moscow and Saint Petersburg" in found[4]["message"]


def test_what_is_said_of_employers_and_experience_is_among_all_of_them(
    surveys: dict[str, Survey],
) -> None:
    text = "city,employer,experience,band,salary\nmoscow,agency,2 года,III,50000\n"
    (row,) = sheet(surveys[HH], text)
    assert (row["kind"], row["gap_to_median"]) == ("offer", "2500")


def test_levels_are_read_by_code_number_years_and_the_word_for_all(
    surveys: dict[str, Survey],
) -> None:
    rows = [
        {"city": "kazan", "segment": "company", "amount": 50_000, **said}
        for said in (
            {"band": "Senior"}, {"band": 3}, {"years": "5 лет"}, {"band": "0"}, {"band": "любой"},
            {"years": "any experience"}, {"years": 0},
        )
    ]  # fmt: skip
    found, _sum = judged_rows(surveys[LEVELS], rows, {})
    assert [row["inputs"]["band"] for row in found] == [3, 3, 3, 0, 0, 0, 1]


@pytest.mark.parametrize(
    ("row", "field", "code"),
    [
        ({"city": "omsk", "segment": "company", "band": 3}, "band", "not_enough_data"),
        ({"city": "ufa", "segment": "agency", "band": 0}, "city", "not_enough_data"),
        ({"city": "samara", "segment": "company", "band": 0}, "city", "not_enough_data"),
        ({"city": "kazan", "segment": "company", "band": 4}, "band", "unknown_band"),
        ({"city": "kazan", "segment": "company"}, "band", "missing"),
        ({"city": "kazan", "band": 1}, "segment", "missing"),
    ],
)
def test_a_row_that_cannot_be_judged_says_why(
    row: dict[str, Any], field: str, code: str, surveys: dict[str, Survey]
) -> None:
    good = {"city": "kazan", "segment": "agency", "band": "Middle", "amount": 1}
    found, _sum = judged_rows(surveys[LEVELS], [good, {**row, "amount": 50_000}], {})
    assert [(one["field"], one["code"]) for one in found[1]["errors"]] == [(field, code)]


@pytest.mark.parametrize("slug", SLUGS)
def test_rows_for_programs_are_answered_as_they_are_alone(
    slug: str, surveys: dict[str, Survey]
) -> None:
    survey = surveys[slug]
    asked: list[tuple[dict[str, Any], Any]] = []
    for key, cell in survey.cells.items():
        market = survey.market(MarketKey(*key[:2]), key.rank)
        if cell is None or market is None:
            continue
        where, band = {**MarketKey(*key[:2])._asdict(), "band": key.rank}, survey.band(key.rank)
        for amount, basis in itertools.product(telling(cell), Basis):
            offer = OfferQuestion(market, band, amount, basis)
            asked.append(({**where, "amount": amount, "basis": basis}, offer_result(survey, offer)))
        posting = VacancyQuestion(market, band, Posting(cell.floor, cell.floor + 9_999), Basis.NET)
        row = {**where, "low": cell.floor, "high": cell.floor + 9_999}
        asked.append((row, vacancy_result(survey, posting)))
    found, _sum = judged_rows(survey, [row for row, _result in asked], {})
    for told, (row, result) in zip(found, asked, strict=True):
        assert told["result"] == result, row
    heading = ["city", "segment", "band", "amount", "low", "high", "basis"]
    lines = [",".join(str(row.get(name, "")) for name in heading) for row, _result in asked]
    rows = sheet(survey, "\n".join([",".join(heading), *lines]))
    for line, (_row, result) in zip(rows, asked, strict=True):
        percentile, beyond = result.get("percentile") or {}, result.get("beyond") or {}
        assert line["verdict"] == result["verdict"]
        assert line["percentile_low"] == str(percentile.get("low", ""))
        assert line["percentile_high"] == str(percentile.get("high", ""))
        assert line["beyond_side"] == str(beyond.get("side", ""))
        assert line["beyond_percent"] == str(beyond.get("percent", ""))


def test_percentiles_are_headed_as_published(surveys: dict[str, Survey]) -> None:
    file, *_rest = judged_sheet(surveys[HH], b"city,salary\nmoscow,50000\n", {})
    heading = file.readline().decode()
    assert "Percentile, from (published)" in heading
    assert "Beyond percentile (published)" in heading


def test_equal_standing_is_left_blank_where_the_level_is_not_published(
    surveys: dict[str, Survey],
) -> None:
    text = "city,employer,band,salary\nkazan,company,Senior,100000\nkazan,company,Middle,60000\n"
    senior, middle = sheet(surveys[LEVELS], text, to="omsk,company")
    assert (senior["equal_by_place"], senior["equal_by_ratio"]) == ("", "")
    assert (middle["equal_by_place"], middle["equal_by_ratio"]) == ("46000", "44516")
    found, _sum = judged_records(surveys[LEVELS], text.encode(), {"to": "omsk,company"})
    assert found[0]["equal_standing"] is None


@pytest.mark.parametrize(("to", "good"), [("saint-petersburg", True), ("kazan", False)])
def test_a_market_to_carry_offers_to_must_be_published(
    to: str, good: bool, surveys: dict[str, Survey]
) -> None:
    text = b"city,salary\nmoscow,50000\n"
    if good:
        assert summed_up(surveys[HH], text, {"to": to}).offers == 1
        return
    with pytest.raises(Refused) as refused:
        door.summed_up(surveys[HH], text, {"to": to})
    assert [reason[:2] for reason in refused.value.reasons] == [("city", "not_enough_data")]


@pytest.mark.parametrize(
    ("slug", "columns"),
    [
        (HH, ["City", "Salary", "Basis"]),
        (LEVELS, ["City", "Employer", "Experience", "Salary", "Basis"]),
    ],
)
def test_the_template_asks_what_must_be_said_and_is_judged(
    slug: str, columns: list[str], surveys: dict[str, Survey]
) -> None:
    made = template(surveys[slug], "csv")
    heading = made.decode("utf-8-sig").splitlines()[0]
    assert heading.split(";") == columns
    summary = summed_up(surveys[slug], made, {})
    assert (summary.rows, summary.refused, summary.asked) == (3, 0, 0)


def test_the_command_judges_by_the_survey_asked(tmp_path: Any) -> None:
    given, made = tmp_path / "in.csv", tmp_path / "out.csv"
    given.write_text("city,salary\nmoscow,50000\nkazan,50000\n", encoding="utf-8")
    call_command("judge", given, output=made, survey=HH, headings="names", quiet=True)
    first, second = csv.DictReader(made.read_text(encoding="utf-8").splitlines())
    assert (first["verdict"], second["problem"]) == ("middle", "not_enough_data")
    with pytest.raises(CommandError, match=f"There are: .*{HH}"):
        call_command("judge", given, output=made, survey="atlantis")


def test_the_api_judges_rows_by_the_survey_asked() -> None:
    rows = [{"city": "moscow", "amount": 50_000}, {"city": "kazan", "amount": 50_000}]
    answer = Client().post(
        f"/api/v1/bulk?survey={HH}", json.dumps({"rows": rows}), content_type="application/json"
    )
    first, second = answer.json()["rows"]
    assert first["inputs"] == {
        "city": "moscow", "segment": "all", "band": 0, "amount": 50_000, "basis": "net",
    }  # fmt: skip
    assert first["result"]["percentile"]["low"] == 54
    assert [error["code"] for error in second["errors"]] == ["not_enough_data"]
    assert answer.json()["summary"]["problems"] == {"not_enough_data": 1}
