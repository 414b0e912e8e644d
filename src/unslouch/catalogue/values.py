"""The kinds of values that an exercise file is made of; each finds every fault in what it is given.

A value comes as tomllib made it, and from anyone: it is looked at, never trusted.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from unslouch.core.lines import KeyPath
from unslouch.core.problem import Problem
from unslouch.core.text import clean, unwanted

_SHOWN = 60
"""How many characters of a value a message quotes."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at `path`.

    `says` is the sentence from the key's name on, where the usual one will not do.
    """

    path: KeyPath
    found: str
    allowed: str
    nearest: str | None = None
    says: str = ""

    def problem(self, file: str, line: int | None) -> Problem:
        key = "".join(_part(part) for part in self.path).removeprefix(".")
        perhaps = f" Did you mean {self.nearest}?" if self.nearest else ""
        message = f"{key} {self.says or f'is {self.found}, but must be {self.allowed}'}.{perhaps}"
        return Problem(file, line, key, self.found, self.allowed, self.nearest, message)


def shown(value: object) -> str:
    """`value` as a person would name it, short and safe to print."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{clean(value, _SHOWN)}"'
        case dict():
            return "a table"
        case list():
            return f"a list of {len(value)}" if value else "an empty list"
        case int() if abs(value) > 10**15:
            return "a huge number"
        case _:
            return clean(str(value), _SHOWN)


def closest(word: object, words: Iterable[str]) -> str | None:
    """The one of `words` that was probably meant."""
    if not isinstance(word, str):
        return None
    found = difflib.get_close_matches(word[:_SHOWN].lower(), list(words), n=1)
    return found[0] if found else None


class Kind(Protocol):
    """What a value may be."""

    @property
    def allowed(self) -> str:
        """What may stand there, to follow `must be`."""

    def faults(self, value: object, path: KeyPath) -> Iterator[Fault]:
        """Everything that is wrong with `value`, which stands at `path`."""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of visible text of at most `most` characters; one that fills two cells counts twice."""

    most: int

    @property
    def allowed(self) -> str:
        return f"a text of 1 to {self.most} characters, none of them invisible"

    def faults(self, value: object, path: KeyPath) -> Iterator[Fault]:
        if not isinstance(value, str) or not value.strip():
            yield Fault(path, shown(value), self.allowed)
        elif mark := unwanted(value):
            yield Fault(path, f"a text with the character {mark}", self.allowed)
        elif (length := _cells(value)) > self.most:
            yield Fault(path, f"a text of {length} characters", self.allowed)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text of a certain shape, of at most `most` characters."""

    shape: re.Pattern[str]
    most: int
    allowed: str

    def faults(self, value: object, path: KeyPath) -> Iterator[Fault]:
        text = value if isinstance(value, str) and len(value) <= self.most and not unwanted(value) else ""
        if not self.shape.fullmatch(text):
            yield Fault(path, shown(value), self.allowed)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a closed vocabulary."""

    words: tuple[str, ...]
    described: str = ""

    @property
    def allowed(self) -> str:
        return self.described or "one of " + ", ".join(self.words)

    def faults(self, value: object, path: KeyPath) -> Iterator[Fault]:
        if value not in self.words:
            yield Fault(path, shown(value), self.allowed, closest(value, self.words))


@dataclass(frozen=True, slots=True)
class Number:
    """A number from `least` to `most`."""

    least: float
    most: float
    whole: bool = False

    @property
    def allowed(self) -> str:
        if self.least == self.most:
            return f"{self.least:g}"
        return f"a {'whole ' if self.whole else ''}number from {self.least:g} to {self.most:g}"

    def faults(self, value: object, path: KeyPath) -> Iterator[Fault]:
        kind = int if self.whole else int | float
        if isinstance(value, bool) or not isinstance(value, kind) or not self.least <= value <= self.most:
            yield Fault(path, shown(value), self.allowed)


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    @property
    def allowed(self) -> str:
        return "true or false"

    def faults(self, value: object, path: KeyPath) -> Iterator[Fault]:
        if not isinstance(value, bool):
            yield Fault(path, shown(value), self.allowed)


@dataclass(frozen=True, slots=True)
class Items:
    """A list of `least` to `most` values of one kind, no word of it twice."""

    item: Kind
    least: int
    most: int
    described: str = ""

    @property
    def allowed(self) -> str:
        if self.described:
            return self.described
        count = f"{self.least}" if self.least == self.most else f"{self.least} to {self.most}"
        return f"a list of {count}, each {self.item.allowed}"

    def faults(self, value: object, path: KeyPath) -> Iterator[Fault]:
        if not isinstance(value, list) or not self.least <= len(value) <= self.most:
            yield Fault(path, shown(value), self.allowed)
            return
        for place, item in enumerate(value):
            yield from self.item.faults(item, (*path, place))
            if isinstance(item, str) and item in value[:place]:
                says = f"repeats {shown(item)}"
                yield Fault((*path, place), shown(item), "each of them once", says=says)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with these keys, of which some may be left out."""

    keys: Mapping[str, Kind]
    optional: frozenset[str] = frozenset()

    @property
    def allowed(self) -> str:
        return "a table with " + ", ".join(key for key in self.keys if key not in self.optional)

    def faults(self, value: object, path: KeyPath) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield Fault(path, shown(value), self.allowed)
            return
        for key, item in value.items():
            if key in self.keys:
                yield from self.keys[key].faults(item, (*path, key))
            else:
                yield self._unknown(key, path)
        for key, kind in self.keys.items():
            if key not in value and key not in self.optional:
                says = f"is missing; it must be {kind.allowed}"
                yield Fault((*path, key), "nothing", kind.allowed, says=says)

    def _unknown(self, key: str, path: KeyPath) -> Fault:
        known = ", ".join(self.keys)
        says = f"is not known here, where there may be {known}"
        return Fault((*path, key), clean(key, _SHOWN), f"one of {known}", closest(key, self.keys), says)


def _cells(text: str) -> int:
    """How many cells of a terminal `text` fills (East Asian Width, UAX #11)."""
    return len(text) + sum(unicodedata.east_asian_width(character) in {"W", "F"} for character in text)


def _part(part: str | int) -> str:
    return f"[{part}]" if isinstance(part, int) else f".{clean(part, _SHOWN)}"
