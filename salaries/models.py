"""Surveys as stored. Several stand side by side, each with its own bands; one is the default.

Money is whole units of the survey's currency a month. What a row alone can get wrong is refused
by the database itself; what takes several rows (touching bands, one median per market) is refused
by `salaries.ingest` before anything is written.
"""

from itertools import combinations

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _


class City(models.Model):
    """A city, with its names as data in three languages."""

    slug = models.SlugField(unique=True)
    name_en = models.CharField(max_length=100, unique=True)
    name_ru = models.CharField(max_length=100)
    name_ka = models.CharField(max_length=100)
    in_ru = models.CharField(max_length=100, default="", help_text="в Москве")
    in_ka = models.CharField(max_length=100, default="", help_text="მოსკოვში")
    iso_region = models.CharField(max_length=6)
    latitude = models.FloatField()
    longitude = models.FloatField()
    population = models.PositiveIntegerField()
    population_year = models.PositiveSmallIntegerField()
    hh_area_id = models.PositiveIntegerField(unique=True)

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        constraints = [
            CheckConstraint(condition=Q(latitude__range=(-90, 90)), name="city_latitude_in_range"),
            CheckConstraint(
                condition=Q(longitude__range=(-180, 180)), name="city_longitude_in_range"
            ),
        ]

    def __str__(self) -> str:
        return self.name_en


class Survey(models.Model):
    """One version of a publication of pay data; once stored, its numbers never change.

    `version` is the SHA-256 of all files it was loaded from. Of a slug's versions one is current,
    and of all current surveys one may be the default, which the pages serve.
    """

    slug = models.SlugField(max_length=80)
    version = models.CharField(max_length=64)
    is_current = models.BooleanField(default=False)
    is_default = models.BooleanField(default=False)
    publisher = models.CharField(max_length=100)
    month = models.DateField(help_text="The first day of the month surveyed.")
    currency = models.CharField(max_length=3)
    basis = models.CharField(max_length=7)
    convention = models.CharField(max_length=7)
    texts = models.JSONField(help_text="title, role, source, not_stated: texts by language.")
    kind = models.CharField(max_length=9, default="bands")
    measures = models.CharField(max_length=9, default="offers")
    made = models.JSONField(
        default=dict, help_text="funnel, rules: how files of vacancies became this survey."
    )

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        constraints = [
            UniqueConstraint(fields=["slug", "version"], name="one_survey_per_version"),
            UniqueConstraint(
                fields=["slug"], condition=Q(is_current=True), name="one_current_version"
            ),
            CheckConstraint(
                condition=Q(is_default=False) | Q(is_current=True), name="default_is_current"
            ),
            UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="one_default_survey"
            ),
            CheckConstraint(
                condition=Q(basis__in=["net", "gross", "unknown"]), name="survey_basis_known"
            ),
            CheckConstraint(
                condition=Q(convention__in=["net", "gross"]), name="survey_convention_known"
            ),
            CheckConstraint(condition=Q(kind__in=["bands", "quantiles"]), name="survey_kind_known"),
            CheckConstraint(
                condition=Q(measures__in=["offers", "vacancies", "salaries"]),
                name="survey_measure_known",
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class ExperienceBand(models.Model):
    """An experience level of a survey; rank 1 asks for the least."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="bands")
    rank = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=10)
    min_years = models.PositiveSmallIntegerField()
    requirements = models.JSONField(default=list, help_text="topic, is_required, text by language.")

    class Meta:
        verbose_name = _("experience band")
        verbose_name_plural = _("experience bands")
        constraints = [
            UniqueConstraint(fields=["survey", "rank"], name="one_band_per_rank"),
            UniqueConstraint(fields=["survey", "code"], name="one_band_per_code"),
            CheckConstraint(condition=Q(rank__gte=1), name="band_rank_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.survey}: {self.code}"


class Market(models.Model):
    """A city and a kind of employer in a survey; of bands with its median, else that is NULL."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="markets")
    city = models.ForeignKey(City, models.PROTECT, related_name="markets")
    segment = models.SlugField(max_length=20)
    median = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("market")
        verbose_name_plural = _("markets")
        constraints = [
            UniqueConstraint(fields=["survey", "city", "segment"], name="one_market_per_place"),
            CheckConstraint(condition=Q(median__gt=0), name="market_median_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.city}, {self.segment}"


class SalaryRange(models.Model):
    """One cell of the table: the pay of one band in one market."""

    market = models.ForeignKey(Market, models.CASCADE, related_name="ranges")
    band = models.ForeignKey(ExperienceBand, models.CASCADE, related_name="ranges")
    low = models.PositiveIntegerField()
    high = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("pay range")
        verbose_name_plural = _("pay ranges")
        constraints = [
            UniqueConstraint(fields=["market", "band"], name="one_range_per_cell"),
            CheckConstraint(condition=Q(low__gt=0), name="range_low_positive"),
            CheckConstraint(condition=Q(low__lt=F("high")), name="range_low_below_high"),
        ]

    def __str__(self) -> str:
        return f"{self.low}-{self.high}"


class QuantileCell(models.Model):
    """Published quantiles of one market and level; NULL where a figure is not published."""

    market = models.ForeignKey(Market, models.CASCADE, related_name="quantiles")
    band = models.ForeignKey(
        ExperienceBand,
        models.CASCADE,
        related_name="quantiles",
        null=True,
        help_text="NULL for all levels together.",
    )
    p10 = models.PositiveIntegerField(null=True)
    p25 = models.PositiveIntegerField(null=True)
    p50 = models.PositiveIntegerField(null=True)
    p75 = models.PositiveIntegerField(null=True)
    p90 = models.PositiveIntegerField(null=True)
    n = models.PositiveIntegerField(null=True)
    employers = models.PositiveIntegerField(null=True)
    p50_low = models.PositiveIntegerField(null=True)
    p50_high = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("cell of quantiles")
        verbose_name_plural = _("cells of quantiles")
        constraints = [
            UniqueConstraint(fields=["market", "band"], name="one_cell_per_level"),
            UniqueConstraint(
                fields=["market"], condition=Q(band=None), name="one_cell_of_all_levels"
            ),
            # Of a comparison with NULL nothing is known, and a check lets that pass.
            *(
                CheckConstraint(condition=Q(**{f"{low}__lte": F(high)}), name=f"{low}_upto_{high}")
                for low, high in combinations(("p10", "p25", "p50", "p75", "p90"), 2)
            ),
            CheckConstraint(
                condition=Q(p50_low__lte=F("p50")) & Q(p50_high__gte=F("p50")),
                name="interval_holds_median",
            ),
            CheckConstraint(
                condition=Q(p50__isnull=False, p50__gt=0)
                | Q(p10=None, p25=None, p50=None, p75=None, p90=None, p50_low=None, p50_high=None),
                name="cell_has_median_or_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.market}: {self.p50}"


class Load(models.Model):
    """Provenance: a table that was loaded into a survey, and when."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="loads")
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, help_text="Of the table's own bytes.")
    version = models.CharField(max_length=64, help_text="Of all files loaded together.")
    rows = models.PositiveIntegerField()
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("load")
        verbose_name_plural = _("loads")
        get_latest_by = "id"

    def __str__(self) -> str:
        return f"{self.file_name} {self.sha256[:12]}"


class Change(models.Model):
    """The log of what stands: who put which version in use, when, and instead of which.

    It names versions by their digests and people by their names, so that it outlives them all.
    """

    class Action(models.TextChoices):
        """What was done."""

        LOADED = "loaded", _("Loaded")
        RESTORED = "restored", _("Put in use again")
        DEFAULT = "default", _("Made the default")
        REMOVED = "removed", _("Taken out of use")

    changed_at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=150, blank=True, help_text="Empty for the command line.")
    action = models.CharField(max_length=8, choices=Action.choices)
    slug = models.SlugField(max_length=80)
    before = models.CharField(max_length=64, blank=True, help_text="Empty where none was in use.")
    after = models.CharField(max_length=64, blank=True, help_text="Empty where none is any more.")
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, help_text="Of the table's own bytes.")

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        constraints = [
            CheckConstraint(
                condition=Q(action__in=["loaded", "restored", "default", "removed"]),
                name="change_action_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug}: {self.before[:7]} → {self.after[:7]}"
