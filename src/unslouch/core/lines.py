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
    r"|#[^\n]*|[\[\]{},]|\n",
    re.DOTALL,
)
_KEY = re.compile(r"""(?:"(?:\\.|[^"\\])*"|'[^']*'|[^="'])*=[ \t]*""")
_BEFORE = re.compile(r"(?:\s|#[^\n]*)*")


def nearest(lines: Mapping[KeyPath, int], path: KeyPath) -> int | None:
    """The line, counted from 1, on which the value at `path` begins; for a table, its header.

    Where the value is missing it is the line of the table that lacks it; None where that is the text
    as a whole. `lines` is the `index` of the text.
    """
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
        elif found:
            _note(table, statement, line, lines)
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


def _note(path: KeyPath, statement: str, line: int, lines: dict[KeyPath, int]) -> None:
    """Notes the key and the value of `statement`, which stands in the table at `path`."""
    key = _KEY.match(statement)
    if key is None:
        return
    names: Any = tomllib.loads(f"{key[0]}0")
    while isinstance(names, dict) and len(path) < _DEEPEST:
        [(name, names)] = names.items()
        path = (*path, name)
        lines.setdefault(path, line)
    _inside(path, statement[key.end() :], line, lines)


def _inside(path: KeyPath, value: str, line: int, lines: dict[KeyPath, int]) -> None:
    """Notes what is in `value` where it is an array or an inline table."""
    if len(path) >= _DEEPEST or not value.startswith(("[", "{")):
        return
    for position, (below, item) in enumerate(_items(value)):
        if value.startswith("{"):
            _note(path, item, line + below, lines)
        else:
            lines.setdefault((*path, position), line + below)
            _inside((*path, position), item, line + below, lines)


def _items(value: str) -> Iterator[tuple[int, str]]:
    """Each item of an array or an inline table, and how many lines below the bracket it begins."""
    depth, start, below = 0, 1, 0
    for token in _TOKEN.finditer(value):
        depth += (token[0] in "[{") - (token[0] in "]}")
        if (depth, token[0]) in {(1, ","), (0, "]"), (0, "}")}:
            before = _BEFORE.match(value, start)
            begin = before.end() if before else start
            if begin < token.start():
                yield below + value.count("\n", start, begin), value[begin : token.start()]
            below += value.count("\n", start, token.start())
            start = token.end()
        if depth == 0:
            return
