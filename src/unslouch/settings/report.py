"""The problems of one file, collected while it is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from unslouch.core.lines import KeyPath, index, nearest
from unslouch.core.problem import Problem
from unslouch.core.text import clean, unwanted

_MOST = 100
"""How many problems of one file are worth telling."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def dotted(path: KeyPath) -> str:
    """A key as a person would write it: `rhythm[0].every`."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{named(part)}" for part in path]
    return "".join(parts).removeprefix(".")


def named(key: str) -> str:
    """A key that came from outside, in quotes where TOML wants them."""
    return key if _BARE.fullmatch(key) and len(key) <= 60 else f'"{clean(key, 60)}"'


def shown(value: Any) -> str:
    """What was found, for a sentence."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            mark = unwanted(value)
            return f"a text with the character {mark}" if mark else f'"{clean(value, 60)}"'
        case int():
            return str(value) if abs(value) < 10**18 else "a very large number"
        case dict():
            return "a table"
        case list():
            return f"a list of {len(value)}" if value else "an empty list"
        case _:
            return str(value)


class Report:
    """What is wrong in `text`, which was read from `file`, or in the part of it at `root`."""

    def __init__(self, file: str, text: str, root: KeyPath = ()) -> None:
        self._file = file
        self._text = text
        self._root = root
        self._lines: Mapping[KeyPath, int] | None = None
        self.problems: list[Problem] = []

    @property
    def full(self) -> bool:
        """Whether more problems would only be noise."""
        return len(self.problems) >= _MOST

    @property
    def in_order(self) -> tuple[Problem, ...]:
        """The problems by their lines."""
        return tuple(sorted(self.problems, key=lambda problem: problem.line or 0))

    def refuse(
        self, path: KeyPath, found: str, allowed: str, *, near: str | None = None, says: str | None = None
    ) -> None:
        """Note that `found` stands at `path`, where only `allowed` may.

        `near` is what was probably meant; `says` is the sentence, where the usual one would not do.
        """
        path = (*self._root, *path)
        if not self.full:
            says = says or f"{dotted(path)} is {found}, but must be {allowed}."
            message = f"{says} Did you mean {near}?" if near else says
            problem = Problem(self._file, self._line(path), dotted(path), found, allowed, near, message)
            self.problems.append(problem)

    def _line(self, path: KeyPath) -> int | None:
        if self._lines is None:
            self._lines = index(self._text)
        return nearest(self._lines, path)
