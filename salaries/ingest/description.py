"""What a survey is, read from its TOML file: its texts in three languages, and its bands."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from salaries.domain.money import TAXED, Basis
from salaries.domain.surveyed import Measure, SurveyKind
from salaries.ingest.columns import LANGUAGES, SEGMENTS
from salaries.ingest.keys import (
    BAND_KEYS,
    FEWEST_BANDS,
    FIRST_MONTH,
    FUNNEL_KEYS,
    KEYS,
    MAY_BE,
    MOST_BANDS,
    TEXT_KEYS,
    TEXTS,
    TOLD,
    Rule,
    is_month,
    newest_month,
    one_of,
    text,
)
from salaries.ingest.problems import Code, Problem, Unreadable, of_key


@dataclass(frozen=True, slots=True)
class BandSpec:
    """A band as the survey describes it: `min_years` or more of experience."""

    code: str
    min_years: int


@dataclass(frozen=True, slots=True)
class Description:
    """A survey without its numbers. `texts` is what `models.Survey.texts` holds."""

    slug: str
    publisher: str
    month: date
    currency: str
    basis: str
    convention: str
    texts: dict[str, Any]
    bands: tuple[BandSpec, ...]
    segments: tuple[str, ...]
    """Kinds of employer; none where it names none, and the table says which it has."""
    cities: tuple[str, ...] = ()
    """The cities surveyed, as the table names them; none means all of the file of cities."""
    kind: SurveyKind = SurveyKind.BANDS
    measures: Measure = Measure.OFFERS
    made: dict[str, Any] = field(default_factory=dict)
    """How files of vacancies became this survey: `funnel` and `rules`, where that is told."""


def read_description(data: bytes) -> Description:
    """The survey a TOML file describes. Raises Unreadable with every problem in it."""
    found = _parse(data)
    problems = list(_problems(found))
    if problems:
        raise Unreadable(problems)
    texts = {name: _in_languages(found[name]) for name in TEXTS}
    kind = SurveyKind(found.get("kind", SurveyKind.BANDS))
    has_quantiles = kind is SurveyKind.QUANTILES
    return Description(
        slug=found["slug"],
        publisher=found["publisher"],
        month=found["month"],
        currency=found["currency"],
        basis=found["basis"],
        convention=found["convention"],
        texts={**texts, "not_stated": [_in_languages(text) for text in found["not_stated"]]},
        bands=tuple(BandSpec(band["code"], band["min_years"]) for band in found.get("bands", ())),
        segments=tuple(found.get("segments", ())),
        cities=tuple(found.get("cities", ())),
        kind=kind,
        measures=Measure(
            found.get("measures", Measure.VACANCIES if has_quantiles else Measure.OFFERS)
        ),
        made=_made(found),
    )


def _made(found: Mapping[str, Any]) -> dict[str, Any]:
    """How the survey was made, as it is stored: nothing where that is not told."""
    rules = {**found.get("rules", {}), **found.get("counts", {})}
    told = {
        "funnel": [[step["step"], step["rows"]] for step in found.get("funnel", ())],
        "rules": {key: str(value) for key, value in rules.items()},
    }
    return {name: what for name, what in told.items() if what}


def _parse(data: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unreadable([Problem(None, None, Code.NOT_UTF8)]) from error
    except tomllib.TOMLDecodeError as error:
        raise Unreadable([Problem(None, None, Code.BAD_TOML, expected=str(error))]) from error


def _in_languages(texts: Mapping[str, str]) -> dict[str, str]:
    return {language: texts[language] for language in LANGUAGES}


def _problems(found: Mapping[str, Any]) -> Iterator[Problem]:
    yield from _wrong(found, KEYS)
    yield from _wrong(found, {key: rule for key, rule in MAY_BE.items() if key in found})
    yield from _month_outside(found.get("month"))
    yield from _gross_without_tax(found)
    yield from _bands_of_others(found)
    for name in TEXTS:
        yield from _wrong(found.get(name), TEXT_KEYS, name)
    yield from _wrong_list(found, "not_stated", TEXT_KEYS)
    yield from _wrong_bands(found)
    if "funnel" in found:
        wrong_steps = list(_wrong_list(found, "funnel", FUNNEL_KEYS))
        yield from wrong_steps or _wrong_sum(found["funnel"])
    for name in ("rules", "counts"):
        yield from _wrong_told(name, found.get(name, {}))
    yield from _wrong_words(found, "segments", one_of(*SEGMENTS))
    yield from _wrong_words(found, "cities", text(100))


def _month_outside(month: object) -> Iterator[Problem]:
    """A month that is still to come, or of another age: a slip of the pen."""
    latest = newest_month()
    if is_month(month) and not FIRST_MONTH <= month <= latest:
        expected = f"{FIRST_MONTH} – {latest}"
        yield of_key("month", Code.MONTH_OUTSIDE, str(month), expected)


def _bands_of_others(found: Mapping[str, Any]) -> Iterator[Problem]:
    """Bands are what employers offer: everything that is said of them says so."""
    kind, measures = found.get("kind", SurveyKind.BANDS), found.get("measures", Measure.OFFERS)
    others = [one for one in Measure if one is not Measure.OFFERS]
    if kind == SurveyKind.BANDS and measures in others:
        yield of_key("measures", Code.UNKNOWN, str(measures), str(Measure.OFFERS))


def _gross_without_tax(found: Mapping[str, Any]) -> Iterator[Problem]:
    """Pay before tax in a currency whose income tax is not known: it cannot be read as net."""
    if found.get("currency") == TAXED:
        return
    for key, expected in (("basis", "net, unknown"), ("convention", "net")):
        if found.get(key) == Basis.GROSS:
            yield of_key(key, Code.UNKNOWN, "gross", expected)


def _wrong(found: object, keys: Mapping[str, Rule], under: str = "") -> Iterator[Problem]:
    """Keys that are missing from a table or hold what their rule does not allow."""
    values = found if isinstance(found, dict) else {}
    for key, rule in keys.items():
        name = f"{under}.{key}" if under else key
        if key not in values:
            yield of_key(name, Code.MISSING_KEY)
        elif not rule.holds(values[key]):
            yield of_key(name, rule.code, str(values[key]), rule.expected)


def _wrong_list(found: Mapping[str, Any], key: str, keys: Mapping[str, Rule]) -> Iterator[Problem]:
    entries = found.get(key)
    if not isinstance(entries, list) or not entries:
        yield of_key(key, Code.NOT_A_LIST)
        return
    for number, entry in enumerate(entries, start=1):
        yield from _wrong(entry, keys, f"{key} {number}")


def _wrong_words(found: Mapping[str, Any], key: str, rule: Rule) -> Iterator[Problem]:
    """A list of words that may be left out: each one right, and once."""
    words = found.get(key)
    if words is None:
        return
    if not isinstance(words, list) or not words:
        yield of_key(key, Code.NOT_A_LIST_OF_WORDS)
        return
    for number, word in enumerate(words, start=1):
        name = f"{key} {number}"
        if not rule.holds(word):
            yield of_key(name, rule.code, str(word), rule.expected)
        elif word in words[: number - 1]:
            yield of_key(name, Code.REPEATED_ENTRY, word, f"{key} {words.index(word) + 1}")


def _wrong_sum(funnel: list[dict[str, Any]]) -> Iterator[Problem]:
    """Rows in, less what each step took, must be rows out."""
    first, *taken, last = [step["rows"] for step in (funnel[0], *funnel[1:-1], funnel[-1])]
    if first - sum(taken) != last:
        left = str(first - sum(taken))
        yield of_key("funnel", Code.FUNNEL_DOES_NOT_ADD_UP, str(last), left)


def _wrong_told(name: str, told: object) -> Iterator[Problem]:
    """What is told of how a survey was made: short texts and numbers under their names."""
    if not isinstance(told, dict):
        yield of_key(name, Code.NOT_A_TABLE)
        return
    for key, value in told.items():
        if not TOLD.holds(str(value)) or isinstance(value, (dict, list)):
            yield of_key(f"{name}.{key}", TOLD.code, str(value), TOLD.expected)


def _wrong_bands(found: Mapping[str, Any]) -> Iterator[Problem]:
    """Levels that are wrong; a survey of quantiles may have none, or one."""
    bands = found.get("bands", [])
    is_quantiles = found.get("kind") == SurveyKind.QUANTILES
    if is_quantiles and isinstance(bands, list) and not bands:
        return
    problems = list(_wrong_list(found, "bands", BAND_KEYS))
    yield from problems or _wrong_ladder(bands, 1 if is_quantiles else FEWEST_BANDS)


def _wrong_ladder(bands: list[dict[str, Any]], fewest: int) -> Iterator[Problem]:
    """Too few or too many bands, a code twice, or no more years asked than by the band under it."""
    if not fewest <= len(bands) <= MOST_BANDS:
        expected = f"{fewest}\u2013{MOST_BANDS}"
        yield of_key("bands", Code.BAND_COUNT, str(len(bands)), expected)
    first: dict[str, int] = {}
    years = -1
    for number, band in enumerate(bands, start=1):
        code = band["code"]
        if first.setdefault(code, number) != number:
            earlier = f"bands {first[code]}.code"
            yield of_key(f"bands {number}.code", Code.REPEATED_ENTRY, code, earlier)
        if band["min_years"] <= years:
            column = f"bands {number}.min_years"
            yield of_key(column, Code.YEARS_DO_NOT_RISE, str(band["min_years"]), str(years))
        years = band["min_years"]
