"""JSON taken apart as it comes, so that a list of any length needs the memory of one vacancy."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO

from salaries.vacancies.columns import MAX_VALUE
from salaries.vacancies.problems import Fault, Refused, refused

CHUNK = 256 * 1024
SPACE = " \t\r\n"
ITEMS = "items"
LONGEST_MARK = len("-Infinity")


class Values:
    """A place in a JSON text; every method raises Refused with the vacancy it was at."""

    def __init__(self, start: bytes, stream: BinaryIO, file: str) -> None:
        self.stream, self.file, self.row = stream, file, 1
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._json = json.JSONDecoder()
        self._text, self._at, self._ended = "", 0, False
        self._take_in(start)

    def begins_list(self) -> bool:
        """Is it a list that begins here?"""
        return self._peek() == "["

    def elements(self) -> Iterator[object]:
        """Each value of the list that begins here."""
        self._expect("[")
        if self._peek() == "]":
            self._expect("]")
            return
        while True:
            yield self.value()
            self.row += 1
            if not self._goes_on("]"):
                return

    def items(self) -> Iterator[object]:
        """Each value of the list under `items` of the object that begins here."""
        self._expect("{")
        found = False
        while True:
            key = self.value()
            self._expect(":")
            if key == ITEMS and self._peek() == "[":
                found = True
                yield from self.elements()
            else:
                self.value()
            if not self._goes_on("}"):
                break
        if not found:
            raise refused(Fault.NOT_VACANCIES, self.file)

    def end(self) -> None:
        """Nothing may follow."""
        if self._peek():
            raise self._bad("something follows the end")

    def value(self) -> object:
        """The whole value that begins here."""
        self._peek()
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._at)
            except RecursionError as error:
                raise self._bad("it is nested too deeply") from error
            except ValueError as error:
                self._wait(error)
                continue
            if end == len(self._text) and not self._ended:
                self._read()  # a number may go on
                continue
            self._at = end
            return value

    def _wait(self, error: ValueError) -> None:
        """More text, where what is not JSON may only be incomplete."""
        at = error.pos if isinstance(error, json.JSONDecodeError) else 0
        incomplete = at >= len(self._text.rstrip()) - LONGEST_MARK or "Unterminated" in str(error)
        if not incomplete:
            raise self._bad(str(error)) from error
        if self._ended:
            raise refused(Fault.CUT_JSON, self.file, self.row) from error
        if len(self._text) - self._at > MAX_VALUE:
            raise refused(Fault.LONG_VALUE, self.file, self.row, expected=str(MAX_VALUE)) from error
        self._read()

    def _goes_on(self, closing: str) -> bool:
        if self._peek() == closing:
            self._expect(closing)
            return False
        self._expect(",")
        return True

    def _expect(self, mark: str) -> None:
        found = self._peek()
        if not found:
            raise refused(Fault.CUT_JSON, self.file, self.row)
        if found != mark:
            raise self._bad(f"{found!r} where {mark!r} should be")
        self._at += 1

    def _peek(self) -> str:
        """The next character that is not space; empty at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in SPACE:
                self._at += 1
            if self._at < len(self._text) or self._ended:
                return self._text[self._at : self._at + 1]
            self._read()

    def _read(self) -> None:
        self._take_in(self.stream.read(CHUNK))

    def _take_in(self, data: bytes) -> None:
        self._ended = not data
        try:
            more = self._decoder.decode(data, final=self._ended)
        except UnicodeDecodeError as error:
            raise self._bad("it is not UTF-8") from error
        self._text, self._at = self._text[self._at :] + more, 0

    def _bad(self, why: str) -> Refused:
        return refused(Fault.BAD_JSON, self.file, self.row, expected=why)
