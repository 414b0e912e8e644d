"""Changes one value or table in a TOML text and leaves every other byte of it as it is."""

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
    pieces, place = _pieces(whole)
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


def drop(text: str, path: KeyPath) -> str:
    """`text` without the key at `path`, if it has it; the line's comment stays. Raises as `put` does."""
    pieces, place = _pieces(text)
    lines = index(text)
    if path in lines:
        pieces[place[lines[path]]] = _without(pieces[place[lines[path]]], path)
    return "".join(pieces)


def cut(text: str, path: KeyPath) -> str:
    """`text` without the table at `path` of an array of tables, from its header to its last key."""
    pieces, place = _pieces(text)
    header = place[index(text)[path]]
    if pieces[header].lstrip().startswith("["):
        del pieces[header : _last_of_table(pieces, header) + 1]
        around = pieces[max(0, header - 1) : header + 1]
        if not "".join(around).strip():
            del pieces[header - 1 : header]
    return "".join(pieces)


def insert(text: str, name: str, entry: Mapping[str, Any]) -> str:
    """`text` with one more table after the last of the array called `name`; after all where it is empty."""
    last = max((path[1] for path in index(text) if path[:1] == (name,) and len(path) == 2), default=None)
    if last is None:
        return append(drop(text, (name,)), name, [entry])
    eol = _eol(text)
    whole = text if text.endswith("\n") else text + eol
    pieces, place = _pieces(whole)
    after = _last_of_table(pieces, place[index(whole)[name, last]]) + 1
    pieces[after:after] = [eol, *(line + eol for line in _table(name, entry))]
    done = "".join(pieces)
    return done if whole == text else done.removesuffix(eol)


def append(text: str, name: str, entries: Sequence[Mapping[str, Any]]) -> str:
    """`text` followed by an array of tables."""
    eol = _eol(text)
    lines = [text.rstrip("\r\n")] if text.strip() else []
    lines += [eol.join(["", *_table(name, entry)]) for entry in entries]
    return eol.join(lines) + eol


def _eol(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _pieces(text: str) -> tuple[list[str], dict[int, int]]:
    """The statements of `text`, and the number of the one that begins on a line."""
    numbered = list(statements(text))
    line, last = numbered.pop()
    if rest := last.removesuffix("\n"):
        numbered.append((line, rest))
    return [piece for _, piece in numbered], {line: number for number, (line, _) in enumerate(numbered)}


def _table(name: str, entry: Mapping[str, Any]) -> list[str]:
    return [f"[[{name}]]", *(f"{key} = {_rendered(value)}" for key, value in entry.items())]


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


def _without(piece: str, path: KeyPath) -> str:
    """`piece` without the value at `path`; where it has no other, what is left is its comment."""
    plain = tomllib.loads(piece)
    start = next(start for start in range(len(path)) if _holds(plain, path[start:-1]))
    document = tomlkit.parse(piece)
    held: Any = document
    alone = True
    for part in path[start:-1]:
        alone = alone and len(held) == 1
        held = held[part]
    if alone and len(held) == 1:
        item: Any = (held if held is document else held.value).item(str(path[-1]))
        comment = item.trivia.comment
        return f"{comment}{_eol(piece)}" if comment else ""
    del held[path[-1]]
    return tomlkit.dumps(document)


def _holds(tree: Any, path: KeyPath) -> bool:
    for part in path:
        if not (part in tree if isinstance(tree, dict) else isinstance(part, int)):
            return False
        tree = tree[part]
    return True
