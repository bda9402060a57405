"""An SVG as a PNG, for those who show no SVG. The renderer is loaded by the first that asks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_drawing = ThreadPoolExecutor(max_workers=1, thread_name_prefix="png")
"""One at a time: each thread that draws would keep memory of its own for it."""


@cache
def font() -> str:
    """Where the installed font lies."""
    spec = find_spec("fontpkg_noto_sans")
    if spec is None or spec.origin is None:
        raise ImproperlyConfigured("fontpkg-noto-sans is not installed: run `make install`.")
    return str(Path(spec.origin).parent / "files" / "NotoSans[wdth,wght].ttf")


@lru_cache(maxsize=32)
def png(svg: str) -> bytes:
    """The picture at its own size. Drawing takes a while, so the latest are kept."""
    return _drawing.submit(_draw, svg).result()


def _draw(svg: str) -> bytes:
    import resvg_py  # pages never need it

    return resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=[font()])
