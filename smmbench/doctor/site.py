"""What the site shows, and to whom: static files, catalogues, hosts and HTTPS."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from smmbench.doctor.findings import Finding, fault, odd, well

NEEDED = ("css/site.css", "js/charts.js", "plotly.min.js", "htmx-4.min.js")
OWN = {"localhost", "127.0.0.1", "[::1]"}


def static_files() -> Finding:
    """Are all files there that pages name?"""
    try:
        missing = [name for name in NEEDED if finders.find(name) is None]
    except ImproperlyConfigured as error:
        return fault("static", str(error), _("Run `make install`."))
    if missing:
        said = _("missing: %(names)s") % {"names": ", ".join(missing)}
        return fault("static", said, _("Run `make install`, and keep the folder static/."))
    return well("static", _("all there, Plotly among them"))


def catalogues() -> Finding:
    """Is each language compiled from its newest sentences?"""
    codes = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    stale = [code for code in codes if not _compiled(code)]
    if stale:
        said = _("not compiled: %(names)s") % {"names": ", ".join(stale)}
        return fault("catalogues", said, _("Run `make messages`."))
    return well("catalogues", ", ".join(codes))


def _compiled(code: str) -> bool:
    folder = Path(settings.LOCALE_PATHS[0]) / code / "LC_MESSAGES"
    try:
        written = read_po(BytesIO((folder / "django.po").read_bytes()), locale=code)
        compiled = read_mo(BytesIO((folder / "django.mo").read_bytes()))
    except OSError:
        return False
    return sum(bool(one.id) for one in written) == sum(bool(one.id) for one in compiled)


def hosts() -> Finding:
    """Whom does the site answer, and how freely does it tell of itself?"""
    shown = ", ".join(settings.ALLOWED_HOSTS)
    own_only = set(settings.ALLOWED_HOSTS) <= OWN
    if settings.DEBUG and not own_only:
        said = _("Django’s debug pages are shown to everybody")
        return fault("hosts", said, _("Unset SMMBENCH_DEBUG."))
    if "*" in settings.ALLOWED_HOSTS:
        said = _("any name is answered")
        return odd("hosts", said, _("Name the site’s hosts in SMMBENCH_ALLOWED_HOSTS."))
    return well("hosts", shown)


def proxies() -> Iterator[Finding]:
    """Is a proxy named wherever there is likely to be one?"""
    if settings.PROXIES or (set(settings.ALLOWED_HOSTS) <= OWN and not settings.HTTPS):
        return
    if settings.HTTPS:
        said = _("none is named: behind one, HTTPS redirects every page to itself for ever")
    else:
        said = _("none is named: if there is one, everybody counts as one client")
    yield odd("proxies", said, _("Set SMMBENCH_PROXIES to the number of proxies before the site."))


def deployment() -> Iterator[Finding]:
    """Django's own checks of a site on the open internet; nothing of one on this machine only."""
    if set(settings.ALLOWED_HOSTS) <= OWN:
        return
    heard = run_checks(include_deployment_checks=True)
    for one in (one for one in heard if not one.is_silenced()):
        yield odd(
            "https", f"{one.id}: {one.msg.partition('. ')[0]}", one.hint or "docs/settings.md"
        )
