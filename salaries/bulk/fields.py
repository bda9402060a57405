"""What a sheet of offers may hold, and the headings that people give it in three languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from salaries.domain.names import folded


class Field(StrEnum):
    """One thing a column can say."""

    CITY = "city"
    SEGMENT = "segment"
    BAND = "band"
    YEARS = "years"
    AMOUNT = "amount"
    LOW = "low"
    HIGH = "high"
    BASIS = "basis"


ALIASES: Mapping[Field, Sequence[str]] = {
    Field.CITY: (
        "city", "town", "location", "place", "city name",
        "город", "населенный пункт", "местоположение", "локация", "место работы", "регион",
        "ქალაქი", "ადგილმდებარეობა", "ადგილი",
    ),
    Field.SEGMENT: (
        "segment", "employer", "employer kind", "kind of employer", "employer type",
        "company type", "type",
        "сегмент", "работодатель", "тип работодателя", "вид работодателя", "тип компании", "тип",
        "დამსაქმებელი", "დამსაქმებლის ტიპი", "სეგმენტი", "ტიპი",
    ),
    Field.BAND: (
        "band", "level", "grade", "experience band",
        "диапазон", "уровень", "грейд", "ступень", "категория",
        "დონე", "საფეხური", "დიაპაზონი",
    ),
    Field.YEARS: (
        "years", "experience", "years of experience", "experience years", "yoe", "seniority",
        "опыт", "опыт работы", "стаж", "стаж работы", "лет опыта", "опыт лет", "требуемый опыт",
        "გამოცდილება", "სტაჟი", "სამუშაო გამოცდილება",
    ),
    Field.AMOUNT: (
        "amount", "salary", "pay", "offer", "wage", "compensation", "salary offer", "net salary",
        "gross salary", "salary net", "salary gross", "income",
        "зарплата", "оклад", "заработная плата", "з п", "з/п", "зп", "сумма", "оффер",
        "предложение", "доход", "вознаграждение", "ставка", "вилка",
        "ხელფასი", "ანაზღაურება", "შეთავაზება", "თანხა",
    ),
    Field.LOW: (
        "low", "from", "min", "minimum", "salary from", "pay from", "salary min", "floor",
        "от", "зарплата от", "оклад от", "зп от", "минимум", "мин", "нижняя граница",
        "დან", "ხელფასი დან", "მინიმუმი", "ქვედა ზღვარი",
    ),
    Field.HIGH: (
        "high", "to", "max", "maximum", "salary to", "pay to", "salary max", "ceiling",
        "до", "зарплата до", "оклад до", "зп до", "максимум", "макс", "верхняя граница",
        "მდე", "ხელფასი მდე", "მაქსიმუმი", "ზედა ზღვარი",
    ),
    Field.BASIS: (
        "basis", "tax", "net gross", "gross net", "net or gross", "gross or net", "net/gross",
        "gross/net", "gross",
        "налог", "налоги", "до вычета или на руки", "на руки или до вычета", "тип зарплаты",
        "ндфл",
        "საფუძველი", "გადასახადი", "ხელზე თუ დარიცხული",
    ),
}  # fmt: skip
"""The headings by which each field is known."""

_UNIT = re.compile(
    r"\(.*?\)|\[.*?\]|[₽€$£₾₴₸]|\b(?:руб(?:лей|\.)?|rub|rur|eur|usd|gbp|gel|uah|kzt|byn|р\.|тыс\.?"
    r"|net|gross|на руки|до вычета(?: \w+)?|в месяц|a month|per month|мес\.?)(?!\w)"
)


def recognised(headings: Sequence[str]) -> dict[Field, int]:
    """Which column is which field: the first heading that is one of its names, as it stands or
    without the unit behind it.

    >>> recognised(["№", "Город", "Тип", "Опыт", "Оклад, руб. на руки"])
    {<Field.CITY: 'city'>: 1, <Field.SEGMENT: 'segment'>: 2, <Field.YEARS: 'years'>: 3, \
<Field.AMOUNT: 'amount'>: 4}
    """
    plain = [_plain(heading) for heading in headings]
    bare = [_plain(_UNIT.sub(" ", heading.casefold())) for heading in headings]
    found: dict[Field, int] = {}
    for names in (plain, bare):
        for field in Field:
            place = next((n for n, name in enumerate(names) if name in _KNOWN[field]), None)
            if field not in found and place is not None and place not in found.values():
                found[field] = place
    return {field: found[field] for field in Field if field in found}


def _plain(heading: str) -> str:
    return folded(heading).strip(" ,:;*#№")


_KNOWN = {field: {_plain(alias) for alias in aliases} for field, aliases in ALIASES.items()}

SEGMENT_WORDS: Mapping[str, Sequence[str]] = {
    "agency": (
        "agency", "agencies", "ad agency", "advertising agency", "digital agency",
        "агентство", "агентства", "агенство", "рекламное агентство", "digital агентство",
        "smm агентство",
        "სააგენტო", "სააგენტოები", "სარეკლამო სააგენტო",
    ),
    "company": (
        "company", "companies", "in house", "inhouse", "client side",
        "компания", "компании", "инхаус", "ин хаус", "в штат", "в компанию",
        "კომპანია", "კომპანიები",
    ),
    "all": (
        "all employers", "all", "все работодатели", "все", "ყველა დამსაქმებელი", "ყველა",
    ),
}  # fmt: skip
"""How people call the kinds of employer; a kind that a survey does not have is never taken."""

CITY_WORDS: Mapping[str, Sequence[str]] = {
    "moscow": ("мск", "msk"),
    "saint-petersburg": ("спб", "spb", "питер", "петербург", "st petersburg", "peterburg"),
    "yekaterinburg": ("екб", "екат", "ekb"),
    "nizhny-novgorod": ("н новгород", "нн", "nizhniy novgorod"),
    "novosibirsk": ("нск", "нсб"),
    "rostov-on-don": ("ростов н д", "ростов н/д", "рнд"),
}
"""Short forms that stand for one city only; by slug, and only where a survey has it."""

UNSTATED = (
    "",
    "-",
    "?",
    "unknown",
    "not stated",
    "n a",
    "н д",
    "не указано",
    "неизвестно",
    "უცნობია",
    "არ არის მითითებული",
)
"""What stands in a cell that says nothing, folded."""
