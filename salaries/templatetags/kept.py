"""Parts of a page that come in few variants: made once for each, and a bounded number kept.

A part is kept for a language, a survey and the values named at it, so whatever else it says must
follow from those. Nothing that carries an amount, an address asked for or an error is kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.forms.widgets import ChoiceWidget, Select
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.urls import get_script_prefix
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from salaries.chosen import chosen

register = template.Library()

MOST_PARTS = 400
"""Some are a menu, some a field; together they stay below two megabytes."""
LONGEST = 200
MOST_OPTIONS = 30
"""A longer list is kept once, with nothing chosen, and not once for each thing to choose."""
CHOSEN = " selected>"


class KeptParts:
    """The parts made or asked for last, by what they were made for."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._parts: dict[Hashable, str] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], str]) -> SafeString:
        """A part as it is kept, or made now; always made for who debugs, who edits templates."""
        if settings.DEBUG:
            return mark_safe(make())  # noqa: S308
        with self._lock:
            part = self._parts.pop(key, None)
            if part is not None:
                self._parts[key] = part
        return mark_safe(part if part is not None else self._put(key, make()))  # noqa: S308

    def _put(self, key: Hashable, part: str) -> str:
        with self._lock:
            self._parts[key] = part
            while len(self._parts) > self._most:
                del self._parts[next(iter(self._parts))]
        return part


kept_parts = KeptParts(MOST_PARTS)


def short(text: str) -> str:
    """A text to be known by: itself, or the digest of a long one, such as a whole chart."""
    return text if len(text) <= LONGEST else hashlib.sha256(text.encode()).hexdigest()


def _made_for(context: template.Context, *values: Hashable) -> Hashable:
    survey = context.get("survey")
    made_of = survey and survey.version
    return get_language(), get_script_prefix(), made_of, chosen(), *values


class KeptNode(template.Node):
    """What stands between `kept` and `endkept`."""

    def __init__(self, nodelist: NodeList, values: list[FilterExpression]) -> None:
        self.nodelist, self.values = nodelist, values

    def render(self, context: template.Context) -> SafeString:
        """The part for the values as they are here."""
        values = [short(str(value.resolve(context))) for value in self.values]
        return kept_parts.get(_made_for(context, *values), lambda: self.nodelist.render(context))


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """`{% kept "name" value … %}…{% endkept %}`: made once for a name and values."""
    _name, *values = token.split_contents()
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, [parser.compile_filter(value) for value in values])


@register.simple_tag(takes_context=True)
def field_row(context: template.Context, field: BoundField) -> SafeString:
    """A field with its label and errors; kept where its value is one of few and is right."""

    def make() -> str:
        found = context.template.engine.get_template("salaries/_field.html")  # type: ignore[union-attr]
        with context.push(field=field):
            return found.render(context)

    value: Any = field.value()
    is_choice = isinstance(field.field.widget, ChoiceWidget)
    if field.errors or not (is_choice or value in (None, "")):
        return mark_safe(make())  # noqa: S308
    form, own = type(field.form).__qualname__, bool(context.get("own"))
    choices = len(field.field.choices) if is_choice else 0  # type: ignore[attr-defined]
    if type(field.field.widget) is Select and choices > MOST_OPTIONS:
        made_for = _made_for(context, "field", form, field.html_name, own, choices)
        part = kept_parts.get(made_for, lambda: make().replace(CHOSEN, ">", 1))
        given = f'<option value="{escape(value)}"'
        return mark_safe(part.replace(f"{given}>", f"{given}{CHOSEN}", 1))  # noqa: S308
    return kept_parts.get(
        _made_for(context, "field", form, field.html_name, own, repr(value), choices), make
    )
