"""On which line of a TOML text (https://toml.io/en/v1.0.0) a value stands: tomllib does not say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

KeyPath = tuple[str | int, ...]
"""Where a value is: table keys and array positions, `("rhythm", 0, "every")`."""

_DEEPEST = 32
"""How deep a path is followed; what lies deeper counts as standing where it begins."""

_TOKEN = re.compile(
    r'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"{3,5}'
    r"|'''[^']*(?:'(?!'')[^']*)*'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*|[\[\]{}]|\n",
    re.DOTALL,
)


def locate(text: str, path: KeyPath) -> int | None:
    """The line, counted from 1, on which the value at `path` begins; for a table, its header.

    Where the value is missing it is the line of the table that lacks it; None where that is the text
    as a whole. To locate many values, make the `index` once.
    """
    return nearest(index(text), path)


def nearest(lines: Mapping[KeyPath, int], path: KeyPath) -> int | None:
    """The same, for an index that was made before."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def index(text: str) -> dict[KeyPath, int]:
    """The line of every value in `text`, up to the first that cannot be read."""
    lines: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for line, statement in statements(text):
        try:
            found = tomllib.loads(statement)
        except (ValueError, RecursionError):
            break
        if statement.lstrip().startswith("["):
            table = _enter(found, line, lines, counts)
        else:
            _note(table, found, line, lines)
    return lines


def error_line(error: tomllib.TOMLDecodeError, text: str) -> int:
    """The line at which tomllib gave up reading `text`."""
    place = re.search(r"at line (\d+)", str(error))
    return int(place[1]) if place else text.rstrip().count("\n") + 1


def statements(text: str) -> Iterator[tuple[int, str]]:
    """Each header, key with its value, comment or empty line of `text`, with the line it begins on.

    Put together again they are `text`, followed by a newline. A value may run over several lines.
    """
    line, start, depth = 1, 0, 0
    whole = text + "\n"
    for token in _TOKEN.finditer(whole):
        depth += (token[0] in "[{") - (token[0] in "]}")
        if token[0] == "\n" and depth == 0:
            statement = whole[start : token.end()]
            yield line, statement
            line, start = line + statement.count("\n"), token.end()


def _enter(header: Any, line: int, lines: dict[KeyPath, int], counts: dict[KeyPath, int]) -> KeyPath:
    """The path of the table that `header` begins; the last of each array of tables is meant."""
    path: KeyPath = ()
    while isinstance(header, dict) and header and len(path) < _DEEPEST:
        [(key, header)] = header.items()
        path = (*path, key)
        lines.setdefault(path, line)
        if isinstance(header, list):
            counts[path] = counts.get(path, 0) + 1
        if path in counts:
            path = (*path, counts[path] - 1)
            lines.setdefault(path, line)
    return path


def _note(path: KeyPath, value: Any, line: int, lines: dict[KeyPath, int]) -> None:
    if path:
        lines.setdefault(path, line)
    if len(path) >= _DEEPEST:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            _note((*path, key), inner, line, lines)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            _note((*path, position), inner, line, lines)
