"""Names as people write them: case, hyphens, `ё` and «г.» are forgiven, letters are not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_LEADING = re.compile(r"^(?:г\.|гор\.|г(?= )|город(?= )|city of(?= )|ქ\.|ქალაქი(?= ))\s*")
_APART = re.compile(r"[\s\-\u2010-\u2015\u2212_.,'’]+")


def folded(text: str) -> str:
    """A name with what may be forgiven taken out of it; equal for two spellings of one name.

    >>> folded("  Ростов-на-Дону "), folded("г. Орёл"), folded("SAINT  petersburg")
    ('ростов на дону', 'орел', 'saint petersburg')
    """
    plain = text.casefold().replace("\u0451", "\u0435").replace("\u00a0", " ").strip()
    return _APART.sub(" ", _LEADING.sub("", plain)).strip()


def lookup(names: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """From folded names to what each is the name of. A name of two things is the name of none.

    >>> dict(lookup([("Ufa", "ufa"), ("Уфа", "ufa"), ("X", "a"), ("x", "b")]))
    {'ufa': 'ufa', 'уфа': 'ufa'}
    """
    found: dict[str, set[str]] = {}
    for name, of in names:
        found.setdefault(folded(name), set()).add(of)
    return {name: next(iter(of)) for name, of in found.items() if len(of) == 1}
