"""An SVG as a PNG, for those who show no SVG. The renderer is loaded by the first that asks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

_drawing = ThreadPoolExecutor(max_workers=1, thread_name_prefix="png")
"""One at a time: each thread that draws would keep memory of its own for it."""


FACES = ("figo", "figbo")
"""FiraGO, regular and bold: one face with Latin, Cyrillic and Georgian letters and the rouble."""


@cache
def _fonts() -> list[str]:
    """Files of the faces, written once for each process: the renderer reads no others."""
    import pymupdf_fonts  # pages never need it

    for face in FACES:
        (Path(_folder().name) / f"{face}.ttf").write_bytes(pymupdf_fonts.myfont(face))
    return [str(Path(_folder().name) / f"{face}.ttf") for face in FACES]


@cache
def _folder() -> TemporaryDirectory[str]:
    """Where they lie until the process ends."""
    return TemporaryDirectory(prefix="smm-bench-")


@lru_cache(maxsize=32)
def png(svg: str) -> bytes:
    """The picture at its own size. Drawing takes a while, so the latest are kept."""
    return _drawing.submit(_draw, svg).result()


def _draw(svg: str) -> bytes:
    import resvg_py  # pages never need it

    return resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=_fonts())
