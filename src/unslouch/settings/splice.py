"""Changes one value in a TOML text and leaves every other byte of it as it is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit

from unslouch.core.lines import KeyPath, index, statements


def put(text: str, path: KeyPath, value: Any) -> str:
    """`text` with `value` at `path`; the line's comment is kept.

    A key that is missing is added after the last of its table, a table that is missing at the end. Raises
    tomlkit's TOMLKitError for the rare text that tomlkit cannot read.
    """
    eol = _eol(text)
    whole = text if not text or text.endswith("\n") else text + eol
    numbered = list(statements(whole))[:-1]
    pieces = [piece for _, piece in numbered]
    place = {line: number for number, (line, _) in enumerate(numbered)}
    lines = index(whole)
    added = f"{path[-1]} = {_rendered(value)}{eol}"
    table = lines.get(path, lines.get(path[:-1]))
    if len(path) == 1 and path not in lines:
        pieces.insert(0, added)
    elif table is None:
        pieces.append(f"{eol if pieces else ''}[{path[0]}]{eol}{added}")
    elif path not in lines and pieces[place[table]].lstrip().startswith("["):
        pieces.insert(_last_of_table(pieces, place[table]) + 1, added)
    else:
        pieces[place[table]] = _assigned(pieces[place[table]], path, value)
    after = "".join(pieces)
    return after if whole == text else after.removesuffix(eol)


def append(text: str, name: str, entries: Sequence[Mapping[str, Any]]) -> str:
    """`text` followed by an array of tables."""
    eol = _eol(text)
    lines = [text.rstrip("\r\n")] if text.strip() else []
    for entry in entries:
        keys = [f"{key} = {_rendered(value)}" for key, value in entry.items()]
        lines.append(eol.join(["", f"[[{name}]]", *keys]))
    return eol.join(lines) + eol


def _eol(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _rendered(value: Any) -> str:
    return str(tomlkit.item(value).as_string())


def _last_of_table(pieces: Sequence[str], header: int) -> int:
    """The number of the piece that holds the table's last key, or its header where it has none."""
    last = header
    for number in range(header + 1, len(pieces)):
        if pieces[number].lstrip().startswith("["):
            break
        if tomllib.loads(pieces[number]):
            last = number
    return last


def _assigned(piece: str, path: KeyPath, value: Any) -> str:
    """`piece`, one key with its value, with `value` at as much of `path` as lies in it."""
    plain = tomllib.loads(piece)
    start = next(start for start in range(len(path)) if _holds(plain, path[start:-1]))
    document = tomlkit.parse(piece)
    held: Any = document
    for part in path[start:-1]:
        held = held[part]
    held[path[-1]] = value
    return tomlkit.dumps(document)


def _holds(tree: Any, path: KeyPath) -> bool:
    for part in path:
        if not (part in tree if isinstance(tree, dict) else isinstance(part, int)):
            return False
        tree = tree[part]
    return True
