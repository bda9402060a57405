"""The staff import of a survey of quantiles: preview, loading, going back, and its facts."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from salaries import queries
from salaries.ingest.loader import load_survey
from salaries.ingest.survey_files import files_of
from salaries.models import Change, QuantileCell, Survey
from tests.admin.journey import VERSIONS, confirm, hidden, send, text_of
from tests.ingest.builders import shipped, stored
from tests.quantile_surveys import HH, load_quantiles
from tests.web.quantile_surveys import DESCRIPTION, SMALL, TABLE, load_small

pytestmark = pytest.mark.django_db
DESCRIBED = DESCRIPTION.encode()


def table(*changes: tuple[str, str]) -> bytes:
    text = TABLE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def look(staff: Client, data: bytes = TABLE.encode()) -> object:
    return send(staff, data, description=DESCRIBED)


def said(response: object) -> str:
    return text_of(response).replace("\xa0", " ")


def test_a_survey_of_quantiles_is_looked_at_and_loaded_beside_the_others(staff: Client) -> None:
    preview = look(staff)
    assert "Changed: 0, new: 10, removed: 0." in said(preview)
    assert "is another survey: it would be stored beside the one that pages show" in said(preview)
    assert "kazan agency – new cell – → 30 000 – → 40 000 – → 50 000" in said(preview)
    assert "kind – quantiles measures – salaries" in said(preview)
    assert confirm(staff, preview).status_code == 302
    found = queries.survey_in_use(SMALL)
    assert found.has_quantiles and len(found.cells) == 10
    change = Change.objects.latest("id")
    assert (change.by, change.action, change.slug) == ("vera", "loaded", SMALL)


def test_the_import_and_the_command_line_store_the_same_version(
    staff: Client, tmp_path: Path
) -> None:
    confirm(staff, look(staff))
    (tmp_path / "small.csv").write_bytes(TABLE.encode())
    (tmp_path / "small.toml").write_bytes(DESCRIBED)
    assert load_survey(files_of(tmp_path / "small.csv")).outcome == "unchanged"


def test_the_preview_compares_every_figure_with_a_dash_for_what_is_not_published(
    staff: Client, tmp_path: Path
) -> None:
    load_small(tmp_path)
    changed = (
        ("kazan,agency,senior,,,70000,,,12,6,,", "kazan,agency,senior,,,,,,8,6,,"),
        ("omsk,agency,,,30000,36000,44000,,14,5,33000,40000",
         "omsk,agency,,,30000,37000,44000,,15,5,33000,41000"),
    )  # fmt: skip
    preview = look(staff, table(*changed))
    text = said(preview)
    assert "Changed: 2, new: 0, removed: 0." in text
    assert (
        "kazan agency senior changed cell – – 70 000 → – – – 12 → 8 6 – – 70 000 "
        "omsk agency – changed cell – 30 000 36 000 → 37 000 44 000 – 14 → 15 5 33 000 "
        "40 000 → 41 000 1 000"
    ) in text
    heads = "p10 p25 p50 p75 p90 n Employers Median’s interval, low Median’s interval, high"
    assert heads in text
    assert confirm(staff, preview).status_code == 302
    senior = QuantileCell.objects.get(
        market__survey__is_current=True, market__city__slug="kazan", market__segment="agency",
        band__code="senior",
    )  # fmt: skip
    assert (senior.p50, senior.n) == (None, 8)


def test_a_version_of_quantiles_comes_back(staff: Client, tmp_path: Path) -> None:
    first = load_small(tmp_path)
    confirm(staff, look(staff, table(("50000,60000,75000", "51000,60000,75000"))))
    row = Survey.objects.get(version=first.version)
    page = staff.get(f"{VERSIONS}{row.pk}/use/")
    assert "51 000 → 50 000" in said(page)
    staff.post(f"{VERSIONS}{row.pk}/use/", {**hidden(page), "confirm": "1"})
    assert queries.survey_in_use(SMALL).version == first.version
    assert Change.objects.latest("id").action == "restored"


def test_faults_are_told_by_row_and_column_and_nothing_is_stored(staff: Client) -> None:
    before = stored()
    answer = look(staff, table(("omsk,agency,,,30000", "omsk,agency,,,3o000")))
    assert answer.status_code == 400  # type: ignore[attr-defined]
    assert "row 8, column “p25”: '3o000' is not an amount" in said(answer)
    assert stored() == before


def test_a_table_of_bands_under_a_description_of_quantiles_is_refused(staff: Client) -> None:
    assert "column “p50”: the column is missing" in said(look(staff, shipped()))


def test_a_survey_may_change_its_kind(staff: Client, tmp_path: Path) -> None:
    text = (Path(settings.DATA_DIR) / "hh_ranges.toml").read_text(encoding="utf-8")
    slug = text.split('slug = "')[1].split('"')[0]
    described = DESCRIPTION.replace(SMALL, slug).encode()
    preview = send(staff, TABLE.encode(), description=described)
    assert "Changed: 0, new: 10, removed: 96." in said(preview)
    assert "kind bands quantiles" in said(preview)
    assert "Low High Median p10 p25 p50" in said(preview)
    assert confirm(staff, preview).status_code == 302
    assert queries.default_survey().has_quantiles


def test_the_real_survey_is_told_with_its_funnel_and_rules(staff: Client) -> None:
    load_quantiles(HH)
    row = Survey.objects.get(slug=HH)
    text = said(staff.get(f"{VERSIONS}{row.pk}/change/"))
    assert "quantiles" in text and "vacancies" in text
    assert "rows_in 27 925" in text and "rows_out 121" in text
    assert "vacancies 10" in text and "repeats drop" in text


def test_the_lists_name_kinds_and_show_what_is_not_published_as_a_dash(
    staff: Client, tmp_path: Path
) -> None:
    load_small(tmp_path)
    assert f"{SMALL} May 2021 quantiles salaries" in said(staff.get(VERSIONS))
    cells = said(staff.get("/admin/salaries/quantilecell/"))
    assert "Ufa Company – – – – – – – – – –" in cells
    assert "Kazan Agency senior – – 70 000 – – 12 6 – –" in cells
    assert "Kazan Agency –" in said(staff.get("/admin/salaries/market/"))
