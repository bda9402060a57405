"""The exact formulas worked on the reader's own number, as METHOD writes them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from salaries import numbers, words
from salaries.domain.market import agency_premium, band_premiums, step_prices
from salaries.domain.money import gross_from_net, net_from_gross, round_half_up
from salaries.domain.survey import Survey
from salaries.domain.surveyed import Market
from salaries.domain.transfer import equal_standing
from salaries.domain.vacancy import Flag, Posting, VacancyVerdict, judge_vacancy, reach
from salaries.domain.verdict import LOWER_QUARTER, UPPER_QUARTER, JudgedOffer, OfferVerdict
from salaries.presenters.arithmetic import exact_of_offer
from salaries.presenters.parts import AGENCY, COMPANY, Step
from salaries.presenters.sentences import FITS, VERDICTS

n, percent = numbers.number, numbers.percent

FLAGS_IN_BRIEF: dict[Flag, Promise] = {
    Flag.CEILING_BELOW_BAND: lazy("its ceiling is below the band’s floor"),
    Flag.FLOOR_BELOW_MARKET: lazy("its floor is below every published offer"),
    Flag.FLOOR_OF_LOWER_BAND: lazy("its floor is the money of a lower band"),
    Flag.CEILING_ABOVE_MARKET: lazy("its ceiling is above every published offer"),
    Flag.SPANS_MANY_BANDS: lazy("it spans three bands or more, so it says little"),
    Flag.SINGLE_FIGURE: lazy("it is a single figure"),
}


def of_place(offer: JudgedOffer, survey: Survey) -> list[Step]:
    """Place, verdict, gap, ratio, edges and flip: all that is exact about the amount."""
    exact = exact_of_offer(offer, survey)
    judged = offer.main
    edges = " · ".join((n(judged.band.low), *_quarters(judged), n(judged.band.high)))
    verdict = Step(
        _("Verdict: low · low + ¼ width · low + ¾ width · high, and where the amount falls"),
        f"{edges} ; {n(judged.amount)}",
        str(VERDICTS[judged.verdict]),
    )
    return [*exact, verdict]


def _quarters(judged: OfferVerdict) -> tuple[str, str]:
    return n(judged.band.at(LOWER_QUARTER)), n(judged.band.at(UPPER_QUARTER))


def of_standing(judged: OfferVerdict, here: Market, there: Market) -> list[Step]:
    """The amount carried into one other market, both ways."""
    x, rank = judged.amount, judged.band.rank
    found = equal_standing(x, rank, here.scale, there.scale)
    band = there.scale.ladder.band(rank)
    ratio = Step(
        _("Same ratio to the median: x · M there / M here"),
        f"{n(x)} · {n(there.scale.median)} / {n(here.scale.median)}",
        n(found.same_ratio),
    )
    label = _("Same place in the same band: low there + place · (high there − low there)")
    if found.same_place is None:
        return [Step(label, _("the amount lies outside its band here"), _("none")), ratio]
    place = n(judged.place_in_band, 3)
    working = f"{n(band.low)} + {place} · ({n(band.high)} − {n(band.low)})"
    difference = Step(
        _("Their difference is the uncertainty"),
        f"{n(found.high)} − {n(found.low)}",
        n(found.high - found.low),
    )
    return [Step(label, working, n(found.same_place)), ratio, difference]


def of_basis(amount: int, year: int) -> list[Step]:
    """The amount read as gross, and the gross that would leave it net."""
    net, gross = net_from_gross(amount, year), gross_from_net(amount, year)
    said = {"year": year}
    return [
        Step(
            _("From gross to net: gross − income tax of %(year)s") % said,
            f"{n(amount)} − {n(amount - net)}",
            n(net),
        ),
        Step(
            _("From net to gross: the smallest gross that leaves this net in %(year)s") % said,
            f"{n(gross)} − {n(gross - amount)} = {n(net_from_gross(gross, year))}",
            n(gross),
        ),
    ]


def around(amount: int) -> Posting:
    """The example posting: from a tenth under the amount to a tenth over it."""
    tenth = amount // 10
    return Posting(amount - tenth, amount + tenth)


def of_vacancy(judged: VacancyVerdict, survey: Survey) -> list[Step]:
    """A posted range against the band it asks; money is net RUB a month."""
    rank = judged.band.rank
    scales = [market.scale for market in survey.markets.values()]
    code = survey.band(rank).code
    span = numbers.span(judged.posting.low, judged.posting.high, survey.currency)
    flags = words.listed(str(FLAGS_IN_BRIEF[flag]) for flag in judged.flags)
    codes = (survey.band(covered.rank).code for covered in judged.bands_covered)
    return [
        Step(_("Bands it covers"), "", ", ".join(codes) or _("none")),
        *_overlap(judged),
        *_ends(judged),
        Step(
            _("In how many markets its mid-point is at least the mid-point of the band there"),
            f"{n(reach(judged.posting, scales, rank))} / {n(len(scales))}",
            n(reach(judged.posting, scales, rank)),
        ),
        Step(_("What a careful reader would remark"), "", flags or _("nothing")),
        Step(_("Verdict"), "", str(FITS[judged.fit]) % {"range": span, "band": code}),
    ]


def _overlap(judged: VacancyVerdict) -> list[Step]:
    posting, band = judged.posting, judged.band
    overlap = n(posting.overlap(band))
    width = n(posting.width) if posting.width else ""
    return [
        Step(
            _("Share of the band covered = overlap / width of the band"),
            f"{overlap} / {n(band.width)}",
            percent(judged.share_of_band_covered),
        ),
        Step(
            _("Share of the posting inside = overlap / width of the posting"),
            f"{overlap} / {width}" if width else _("a single figure"),
            percent(judged.share_of_posting_inside),
        ),
    ]


def _ends(judged: VacancyVerdict) -> list[Step]:
    posting, band, middle = judged.posting, judged.band, round_half_up(judged.posting.middle)
    own = percent(judged.relative_width_of_band)
    return [
        _less(_("Floor against the band’s"), posting.low, band.low),
        _less(_("Ceiling against the band’s"), posting.high, band.high),
        Step(
            _("Width = (high − low) / mid-point; the band’s own is %(width)s") % {"width": own},
            f"{n(posting.width)} / {n(middle)}",
            percent(posting.relative_width),
        ),
        _less(_("Mid-point against the median"), middle, judged.scale.median),
    ]


def _less(label: str, ours: int, theirs: int) -> Step:
    return Step(label, f"{n(ours)} − {n(theirs)}", numbers.signed(ours - theirs))


def of_premium(markets: tuple[Market, ...], survey: Survey) -> list[Step]:
    """What agencies pay over companies in one city; nothing where it has only one of them."""
    scales = {market.segment: market.scale for market in markets}
    if not {AGENCY, COMPANY} <= scales.keys():
        return []
    agency, company = scales[AGENCY], scales[COMPANY]
    bands = zip(survey.bands, agency.ladder.bands, company.ladder.bands, strict=True)
    premiums = band_premiums(agency, company)
    return [
        Step(
            _("At the median = agencies’ median / companies’ median − 1"),
            f"{n(agency.median)} / {n(company.median)} − 1",
            numbers.signed_percent(agency_premium(agency, company)),
        ),
        *(
            Step(
                _("On the mid-points of band %(band)s") % {"band": level.code},
                f"{n(ours.middle)} / {n(theirs.middle)} − 1",
                numbers.signed_percent(premium),
            )
            for (level, ours, theirs), premium in zip(bands, premiums, strict=True)
        ),
    ]


def of_steps(market: Market, survey: Survey) -> list[tuple[str, ...]]:
    """The price of each step of one market: low to low, middle to middle, high to high."""
    ladder = market.scale.ladder
    rows: list[tuple[str, ...]] = []
    for step in step_prices(ladder):
        below, above = ladder.band(step.from_rank), ladder.band(step.to_rank)
        rows.append(
            (
                f"{survey.band(below.rank).code} → {survey.band(above.rank).code}",
                f"{n(above.low)} − {n(below.low)} = {n(step.low_to_low)}",
                f"{n(above.middle)} − {n(below.middle)} = {n(step.middle_to_middle)}",
                f"{n(above.high)} − {n(below.high)} = {n(step.high_to_high)}",
            )
        )
    return rows


def judged_example(offer: OfferVerdict) -> VacancyVerdict:
    """The example posting around an amount, judged for the same band."""
    return judge_vacancy(around(offer.amount), offer.scale, offer.band.rank)
