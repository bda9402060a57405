"""Numbers, dates and names for people, in each of the three languages of the data."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from django.utils import translation

from salaries import numbers, picks, words
from salaries.domain.money import MoneyProblem
from salaries.domain.percentile import BoundSide, Guarantee, PercentileInterval
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Text
from salaries.domain.vacancy import Fit, Flag, Suggestion
from salaries.domain.verdict import Verdict
from salaries.presenters import sentences
from salaries.presenters.parts import source_line
from salaries.words import Evidence

LANGUAGES = ("en", "ru", "ka")
each_language = pytest.mark.parametrize("language", LANGUAGES)


def plain(text: str) -> str:
    return text.replace("\u00a0", "_")


@each_language
def test_thousands_are_grouped_by_a_no_break_space(language: str) -> None:
    with translation.override(language):
        said = [plain(numbers.number(n)) for n in (0, 999, 52_000, 1_234_567)]
    assert said == ["0", "999", "52_000", "1_234_567"]


@pytest.mark.parametrize(("language", "said"), [("en", "0.60"), ("ru", "0,60"), ("ka", "0,60")])
def test_a_fraction_has_the_mark_of_its_language(language: str, said: str) -> None:
    with translation.override(language):
        assert numbers.number(Fraction(3, 5), 2) == said


@each_language
def test_a_negative_number_has_a_true_minus(language: str) -> None:
    with translation.override(language):
        assert plain(numbers.number(-3_000)) == "−3_000"


@pytest.mark.parametrize(("value", "said"), [(3_000, "+3_000_₽"), (0, "0_₽"), (-3_000, "−3_000_₽")])
def test_a_difference_shows_its_sign_save_for_nought(value: int, said: str) -> None:
    assert plain(numbers.signed_money(value)) == said


@each_language
def test_roubles_have_their_own_sign_in_every_language(language: str) -> None:
    with translation.override(language):
        assert plain(numbers.money(52_000)) == "52_000_₽"


def test_other_money_has_its_sign_and_unknown_money_its_code() -> None:
    assert (numbers.symbol("EUR"), numbers.symbol("XYZ")) == ("€", "XYZ")


def test_a_range_is_written_once_with_its_currency() -> None:
    assert plain(numbers.span(40_000, 60_000)) == "40_000–60_000_₽"
    assert plain(numbers.span(50_000, 50_000)) == "50_000_₽"


@pytest.mark.parametrize(
    ("language", "said"), [("en", "13.3_%"), ("ru", "13,3_%"), ("ka", "13,3%")]
)
def test_per_cent_are_spaced_by_the_custom_of_the_language(language: str, said: str) -> None:
    with translation.override(language):
        assert plain(numbers.percent(Fraction(4, 30), 1)) == said
        assert plain(numbers.signed_percent(Fraction(4, 30))) == f"+{said}"


def test_a_premium_of_nothing_has_no_sign() -> None:
    assert plain(numbers.signed_percent(Fraction(0))) == "0.0_%"


@pytest.mark.parametrize(
    ("language", "said"), [("en", "March 2015"), ("ru", "март 2015"), ("ka", "მარტი")]
)
def test_a_month_is_named_in_its_language(language: str, said: str) -> None:
    with translation.override(language):
        assert said in numbers.month(date(2015, 3, 1))


@pytest.mark.parametrize(
    ("value", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (20, "20th"), (21, "21st"), (42, "42nd"), (93, "93rd"), (100, "100th"), (0, "0th")],
)  # fmt: skip
def test_ordinals_end_as_english_has_it(value: int, said: str) -> None:
    assert numbers.ordinal(value) == said


@pytest.mark.parametrize("language", ["ru", "ka"])
def test_elsewhere_an_ordinal_is_the_bare_number(language: str) -> None:
    with translation.override(language):
        assert numbers.ordinal(42) == "42"


def test_without_any_language_numbers_are_english() -> None:
    with translation.override(None):
        assert (plain(numbers.number(52_000)), numbers.ordinal(1)) == ("52_000", "1st")


@pytest.mark.parametrize(
    ("language", "said"), [("en", "en"), ("ru", "ru"), ("ka", "ka"), ("de", "en")]
)
def test_a_text_of_the_data_follows_the_language(language: str, said: str) -> None:
    with translation.override(language):
        assert words.say(Text("en", "ru", "ka")) == said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "first"), [("en", "Chelyabinsk"), ("ru", "Волгоград"), ("ka", "დონის როსტოვი")]
)
def test_cities_to_choose_stand_by_their_name_in_the_language(
    survey: Survey, language: str, first: str
) -> None:
    with translation.override(language):
        names = [name for _, name in picks.city_choices(survey)]
    assert (names[0], names) == (first, sorted(names))


def test_a_kind_of_employer_we_have_no_word_for_is_shown_as_the_data_spell_it() -> None:
    assert (words.segment_name("startup"), words.employers("startup")) == ("startup", "startup")


@pytest.mark.django_db
def test_experience_is_counted_in_years(survey: Survey) -> None:
    said = [words.experience(band) for band in survey.bands]
    assert said == ["no experience", "1 year or more", "2 years or more", "3 years or more"]


def test_every_value_of_the_domain_has_its_words() -> None:
    assert words.MONEY_PROBLEMS.keys() == set(MoneyProblem)
    assert words.EVIDENCE.keys() == words.EVIDENCE_MEANING.keys() == set(Evidence)
    verdicts = (sentences.HEADLINES, sentences.EITHER_WAY, sentences.CAPTIONS)
    assert all(said.keys() == set(Verdict) for said in verdicts)
    assert (set(sentences.FITS), set(sentences.FLAGS)) == (set(Fit), set(Flag))
    assert sentences.SUGGESTED.keys() == set(Suggestion)


def interval(low: float, high: float, side: BoundSide, share: Fraction) -> PercentileInterval:
    return PercentileInterval(Fraction(low), high, Guarantee(side, share))


@pytest.mark.parametrize(
    ("side", "said"),
    [
        (BoundSide.AT_MOST, "at most the 46th"),
        (BoundSide.AT_LEAST, "at least the 45th"),
        (BoundSide.EXACTLY, "median"),
    ],
)
def test_the_guarantee_is_rounded_to_the_safe_side(side: BoundSide, said: str) -> None:
    assert said in sentences.guarantee_words(interval(0.4, 0.4, side, Fraction(457, 1000)))


def test_an_interval_of_one_point_is_said_as_one() -> None:
    one = interval(0.5, 0.5, BoundSide.EXACTLY, Fraction(1, 2))
    assert sentences.percentile_words(one) == "the 50th"


def test_a_survey_is_of_no_age_on_a_machine_whose_clock_is_behind_it(survey: Survey) -> None:
    assert source_line(replace(survey, month=date(9999, 1, 1))).age == ""
