"""An employer's words: the text of a vacancy with its range stated the clear way."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from salaries import numbers, words
from salaries.domain.money import Basis
from salaries.presenters.vacancy import VacancyAnswer
from salaries.presenters.words_to_use import itemised, paragraphs, told

PAY: dict[str, Promise] = {
    "both": lazy("Pay: from %(from)s to %(high)s a month."),
    "low": lazy("Pay: from %(low)s a month [add: up to what amount]."),
    "high": lazy("Pay: up to %(high)s a month [add: from what amount]."),
    "single": lazy("Pay: %(high)s a month [better as a range: from what amount to what amount]."),
}
"""The range as posted; what is missing stands in square brackets, to be filled in."""

BASES: dict[Basis, Promise] = {
    Basis.NET: lazy("That is net, in hand."),
    Basis.GROSS: lazy("That is gross, before tax; in hand it is %(net)s."),
    Basis.UNKNOWN: lazy("[Say whether that is net or gross.]"),
}


def vacancy_text(answer: VacancyAnswer) -> str:
    """A vacancy to post, from the answer's figures alone."""
    asked = answer.survey.asked_by(answer.question.band.rank)
    return paragraphs(
        [
            _title(answer),
            _pay(answer),
            *_duties(answer),
            itemised(_("What we ask:"), told(asked, required=True)),
            itemised(_("Desirable:"), told(asked, required=False)),
            _compare(answer),
        ]
    )


def _title(answer: VacancyAnswer) -> str:
    band, city = answer.question.band, words.city_name(answer.question.market.city)
    experience = "" if band.is_all else _("Experience: not needed")
    if band.min_years:
        experience = _("Experience: %(experience)s") % {"experience": words.experience(band)}
    return f"{words.say(answer.survey.role)}, {city}\n{experience}".strip()


def _pay(answer: VacancyAnswer) -> str:
    posted, net, given = answer.question.posting, answer.main.posting, answer.question.given
    kind = given if posted.width or given != "both" else "single"
    ends = {
        "from": numbers.number(posted.low),
        "low": answer.money(posted.low),
        "high": answer.money(posted.high),
    }
    in_hand = {"net": answer.span(net.low, net.high)}
    return f"{PAY[kind] % ends} {BASES[answer.question.basis] % in_hand}"


def _duties(answer: VacancyAnswer) -> list[str]:
    """The duties ticked, those of the survey first."""
    job = answer.job
    if job is None:
        return [_("[Add what the job holds.]")]
    apart = _("Apart from these, agreed and paid apart:")
    alone = _("To be agreed and paid apart:")
    return [
        itemised(_("Duties:"), job.surveyed),
        itemised(apart if job.surveyed else alone, job.outside),
    ]


def _compare(answer: VacancyAnswer) -> str:
    lead, source = answer.lead, words.say(answer.survey.source)
    said = {"lead": lead, "source": source}
    return _("To compare with: %(lead)s Source: %(source)s.") % said
