"""The staff import: looked at by the loader's rules, then loaded in one piece, or not at all."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from salaries import models, queries
from salaries.ingest.loader import load_table
from salaries.ingest.messages import sentence
from salaries.models import Change, City, Survey
from tests.admin.conftest import BACKEND
from tests.admin.journey import IMPORT, confirm, hidden, load, send, text_of
from tests.ingest.builders import DATA, FAULTY, problems, shipped, stored

pytestmark = pytest.mark.django_db

OTHER = ((",55000\n", ",54000\n"),)
"""The median of Moscow's agencies, 1,000 less: four cells of the table."""


def median_of_moscow() -> int | None:
    return models.Market.objects.get(
        survey__is_default=True, city__slug="moscow", segment="agency"
    ).median


def test_a_preview_counts_what_would_change_and_stores_nothing(staff: Client) -> None:
    before = stored()
    said = text_of(send(staff, shipped(*OTHER)))
    assert "Changed: 4, new: 0, removed: 0." in said
    assert "Moscow agency I changed cell" in said and "55 000 → 54 000" in said
    assert stored() == before


def test_the_largest_change_stands_first(staff: Client) -> None:
    joint = (
        ("III,40000,60000,55", "III,40000,65000,55"),
        ("IV,60000,90000,55", "IV,65000,90000,55"),
    )
    said = text_of(send(staff, shipped(*joint, *OTHER)))
    order = [said.index(f"Moscow agency {band} changed") for band in ("III", "IV", "I", "II")]
    assert order == sorted(order)
    assert "60 000 → 65 000" in said.replace("\xa0", " ")


def test_what_is_confirmed_is_served_and_recorded(staff: Client) -> None:
    before = queries.default_survey().version
    said = text_of(load(staff, shipped(*OTHER)))
    assert "Loaded: table.csv is in use as version" in said
    assert median_of_moscow() == 54_000
    change = Change.objects.latest("id")
    assert (change.by, change.action, change.before) == ("vera", "loaded", before)
    assert change.after == queries.default_survey().version


def test_the_command_line_and_the_import_store_the_same_version(staff: Client) -> None:
    load(staff, shipped(*OTHER))
    path = DATA / "hh_ranges.csv"
    assert load_table(path).outcome == "restored"
    log = list(Change.objects.order_by("-id").values_list("by", "action"))
    assert log[:2] == [("", "restored"), ("vera", "loaded")]


def test_a_table_in_use_already_cannot_be_confirmed(staff: Client) -> None:
    page = send(staff, shipped())
    assert "Exactly this is in use already" in text_of(page)
    assert 'name="confirm"' not in page.content.decode()


def test_a_version_from_before_is_named_as_one(staff: Client) -> None:
    load(staff, shipped(*OTHER))
    assert "was in use before" in text_of(send(staff, shipped()))


@pytest.mark.parametrize("path", sorted(FAULTY.iterdir()), ids=lambda path: path.stem)
def test_a_faulty_table_is_refused_in_the_loaders_own_words(staff: Client, path: Path) -> None:
    before = stored()
    answer = send(staff, path.read_bytes())
    assert answer.status_code == 400
    said = text_of(answer)
    for problem in problems(path.read_bytes()):
        assert " ".join(sentence(problem).split()) in said
    assert stored() == before


def workbook() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>" * 50)
    return packed.getvalue()


@pytest.mark.parametrize("data", [b"", bytes(range(256)) * 40, workbook(), b"\xff\xfea\x00b\x00"])
def test_what_is_no_table_is_refused_with_a_sentence(staff: Client, data: bytes) -> None:
    before = stored()
    answer = send(staff, data)
    assert answer.status_code == 400
    assert "1 problem; nothing can be loaded until it is mended." in text_of(answer)
    assert stored() == before


def test_a_file_that_is_too_large_is_refused_before_it_is_read(staff: Client) -> None:
    answer = send(staff, b"x" * 7_000_000)
    assert answer.status_code == 413
    assert "together at most 5 MB are read" in text_of(answer)


def test_a_body_that_no_form_sends_is_a_bad_request(staff: Client) -> None:
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x", "application/json"):
        assert staff.post(IMPORT, b"--y\r\n\x00", content_type=kind).status_code == 400


def test_without_a_table_the_form_asks_for_it(staff: Client) -> None:
    answer = staff.post(IMPORT, {})
    assert answer.status_code == 400
    assert "Choose the table first" in text_of(answer)


def test_markup_in_a_table_comes_back_as_text(staff: Client) -> None:
    answer = send(staff, shipped(("Omsk,agency,I,", "<b>Omsk,agency,I,")))
    assert "<b>Omsk" not in answer.content.decode() and "&lt;b&gt;Omsk" in answer.content.decode()


def test_many_problems_are_paged_and_none_is_left_out(staff: Client) -> None:
    rows = "".join(f"Nowhere{number},agency,I,1,2,3\n" for number in range(250))
    page = send(staff, b"city,segment,band,low,high,median\n" + rows.encode())
    said = text_of(page)
    assert "Page 1 of" in said and "Nowhere0'" in said and "Nowhere249" not in said
    third = text_of(staff.post(IMPORT, {**hidden(page), "page": "3"}))
    assert "Page 3 of" in third and "Nowhere249" in third


def test_another_load_between_preview_and_confirm_stops_it(staff: Client) -> None:
    preview = send(staff, shipped(*OTHER))
    load(staff, shipped((",55000\n", ",53000\n")))
    before = stored()
    answer = confirm(staff, preview)
    assert answer.status_code == 409
    said = text_of(answer)
    assert "another version was put in use since this page was made" in said
    assert "53 000 → 54 000" in said
    assert stored() == before
    assert confirm(staff, answer).status_code == 302


def test_another_file_than_the_one_shown_is_not_loaded(staff: Client) -> None:
    preview = send(staff, shipped(*OTHER))
    other = hidden(send(staff, shipped((",55000\n", ",53000\n"))))["table"]
    before = stored()
    answer = confirm(staff, preview, table=other)
    assert answer.status_code == 409
    assert "the files are not those that the preview was made of" in text_of(answer)
    assert stored() == before


@pytest.mark.parametrize("field", ["seen", "table"])
def test_a_preview_that_comes_back_spoilt_is_refused(staff: Client, field: str) -> None:
    fields = hidden(send(staff, shipped(*OTHER)))
    spoilt = {**fields, field: fields[field][:-9] + "!", "confirm": "1"}
    answer = staff.post(IMPORT, spoilt)
    assert answer.status_code == 400
    assert "Choose the files again" in text_of(answer)


def test_a_preview_is_for_the_one_who_looked(staff: Client) -> None:
    preview = send(staff, shipped(*OTHER))
    other = Client()
    other.force_login(User.objects.create_superuser("oleg"), BACKEND)
    assert confirm(other, preview).status_code == 400
    assert median_of_moscow() == 55_000


def test_of_two_who_confirm_at_once_one_wins(staff: Client) -> None:
    other = Client()
    other.force_login(User.objects.create_superuser("oleg"), BACKEND)
    mine, theirs = send(staff, shipped(*OTHER)), send(other, shipped((",55000\n", ",53000\n")))
    statuses = [confirm(staff, mine).status_code, confirm(other, theirs).status_code]
    assert statuses == [302, 409]
    assert median_of_moscow() == 54_000


def test_a_description_of_ones_own_is_shown_beside_the_table(staff: Client) -> None:
    text = (DATA / "hh_ranges.toml").read_text(encoding="utf-8")
    preview = send(staff, shipped(), description=text.replace("Superjob", "Another house").encode())
    assert "publisher Superjob Another house" in text_of(preview)
    assert "This would take its place" in text_of(preview)
    assert "another survey here (bands, Superjob, SMM manager)" in text_of(preview)
    assert confirm(staff, preview).status_code == 302
    assert Survey.objects.get(is_current=True).publisher == "Another house"


def test_a_city_renamed_is_shown_before_it_is_stored(staff: Client) -> None:
    text = (DATA / "cities.csv").read_text(encoding="utf-8")
    preview = send(
        staff, shipped(), cities=text.replace("ქალაქი", "x").replace("Омск", "Омск!").encode()
    )
    assert "cities omsk.name_ru Омск Омск!" in text_of(preview)
    assert City.objects.get(slug="omsk").name_ru == "Омск"


def test_a_city_that_is_here_by_another_slug_is_told_of_before_anything_is_stored(
    staff: Client,
) -> None:
    text = (DATA / "cities.csv").read_text(encoding="utf-8")
    answer = send(staff, shipped(), cities=text.replace("\nomsk,", "\nomsk-city,").encode())
    assert answer.status_code == 400
    assert "column “name_en”: 'Omsk' is that of the city 'omsk' here already" in text_of(answer)


def test_a_faulty_description_is_refused_with_its_key(staff: Client) -> None:
    answer = send(staff, shipped(), description=b"slug = 3")
    assert answer.status_code == 400
    assert "description.csv, key “slug”" in text_of(answer)


def test_another_survey_is_stored_beside_the_one_on_the_pages(staff: Client) -> None:
    text = (DATA / "hh_ranges.toml").read_text(encoding="utf-8")
    other = text.replace('slug = "superjob', 'slug = "other').encode()
    preview = send(staff, shipped(*OTHER), description=other)
    assert "is another survey" in text_of(preview) and "new: 96" in text_of(preview)
    confirm(staff, preview)
    assert median_of_moscow() == 55_000
    assert Survey.objects.filter(is_current=True).count() == 2


@pytest.mark.parametrize(
    ("prefix", "said"), [("/ru", "строка 4, столбец «low»"), ("/ka", "სტრიქონი 4, სვეტი „low“")]
)
def test_problems_are_said_in_the_language_of_the_page(
    staff: Client, prefix: str, said: str
) -> None:
    answer = send(staff, (FAULTY / "comma-in-money.csv").read_bytes(), prefix)
    assert said in text_of(answer)


def test_looking_is_not_enough_to_import(superuser: User) -> None:
    reader = User.objects.create_user("lena", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_survey"))
    client = Client()
    client.force_login(reader, BACKEND)
    listed = client.get("/admin/salaries/survey/")
    assert listed.status_code == 200 and "Import a table" not in text_of(listed)
    answer = client.get(IMPORT)
    assert answer.status_code == 403
    assert "Your account lacks the permission" in text_of(answer)
