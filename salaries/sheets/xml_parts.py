"""XML of a stranger, read as a stream by expat: no document type, no depth, no long tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.parsers import expat

from salaries.sheets.problems import SheetError, SheetProblem

LONGEST_TOKEN = 1_000_000
DEEPEST = 64
MOST_NAMES = 10_000
"""Distinct names of elements and attributes; expat keeps each."""

Attributes = dict[str, str]


class Handler:
    """What is done at the start and end of an element, known by its local name, and with text."""

    def opened(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def closed(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """A piece of text."""


def parse(pieces: Iterable[bytes], handler: Handler) -> Iterator[None]:
    """Feed a part to a handler; pauses after each piece so that its finds can be taken.

    Raises SheetError, and ExpatError where it is not XML.
    """
    parser = _parser(handler)
    fed = 0
    for piece in pieces:
        parser.Parse(piece, False)
        fed += len(piece)
        if fed - parser.CurrentByteIndex > LONGEST_TOKEN or len(parser.intern) > MOST_NAMES:
            raise SheetError(SheetProblem.DAMAGED)
        yield
    parser.Parse(b"", True)
    yield


def parse_whole(pieces: Iterable[bytes], handler: Handler) -> None:
    """Feed all of a small part to a handler."""
    for _ in parse(pieces, handler):
        pass


def _parser(handler: Handler) -> expat.XMLParserType:
    depth = 0
    opened, closed = handler.opened, handler.closed

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise SheetError(SheetProblem.DAMAGED)
        opened(name.rpartition(":")[2] if ":" in name else name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        closed(name.rpartition(":")[2] if ":" in name else name)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    return parser


def _refuse_document_type(*_: object) -> None:
    raise SheetError(SheetProblem.ENTITIES)
