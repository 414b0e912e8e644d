"""Looks up and changes one setting in the user's file; everything else in it stays as it is.

What is changed is written only if the whole file is sound with it. This is for the command line and the
app; the service has no need of it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from unslouch.core.errors import UnslouchError, UsageError
from unslouch.core.lines import KeyPath
from unslouch.core.text import clean
from unslouch.settings import splice, write
from unslouch.settings.kinds import Flag, Kind, Launcher, Many, Number
from unslouch.settings.load import contents, read, valid
from unslouch.settings.model import Settings, document
from unslouch.settings.names import Place, place
from unslouch.settings.paths import default_config

_MARK = "\ufeff"
"""The byte order mark with which some Windows programs begin a file."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a setting was and is, as text; None is not set."""

    old: str | None
    new: str | None


def get(path: Path, name: str) -> str | None:
    """The setting called `name` as text, as `change` would take it; None where it is not set.

    Raises UsageError for a name that there is not, and UnslouchError where the file is broken.
    """
    settings = valid(path)
    where = place(settings, name)
    return _text(contents(path) if path.exists() else "", settings, where)


def change(path: Path, name: str, text: str) -> Change:
    """Sets the setting called `name` to `text`; without a file, begins with the commented default one.

    Raises UsageError for a name that there is not or a value that may not be, and UnslouchError where the
    file is broken or cannot be written. Then it is as it was.
    """
    settings = valid(path)
    where = place(settings, name)
    before = contents(path if path.exists() else default_config())
    after = put(before, name, text)
    loaded = read(after, str(path))
    if loaded.problems:
        raise UsageError(loaded.problems[0].message)
    write.replace(path, after)
    return Change(_text(before, settings, where), _text(after, loaded.settings, where))


def held(text: str, name: str) -> Any:
    """What the setting called `name` is in the sound config `text`, as TOML has it; else its default.

    None where it is not set. Raises UsageError for a name that there is not.
    """
    settings = read(text, "").settings
    return _held(text, settings, place(settings, name))


def put(text: str, name: str, value: str | None) -> str:
    """The sound config `text` with the setting called `name` at `value`, or without it where that is None.

    Whether the value may be is for `load.read` to say. Raises UsageError for a name that there is not, and
    UnslouchError where the setting cannot be changed without harm to the rest.
    """
    settings = read(text, "").settings
    where = place(settings, name)
    if value is None:
        return _safely(
            text, lambda plain: splice.drop(plain, where.path), lambda tree: _drop(tree, where.path)
        )
    wanted = _value(where.key.kind, value)
    first, *position = where.path
    begun = _begun(text, str(first), settings) if len(position) > 1 else text
    return _safely(
        begun,
        lambda plain: splice.put(plain, where.path, wanted),
        lambda tree: _assign(tree, where.path, wanted),
    )


def add(text: str, name: str, entry: Mapping[str, Any]) -> str:
    """The sound config `text` with one more table in the array called `name`, after the others.

    Raises UnslouchError where it has no place.
    """
    begun = _begun(text, name, read(text, "").settings)

    def also(tree: dict[str, Any]) -> None:
        tree[name] = [*tree[name], dict(entry)]

    return _safely(begun, lambda plain: splice.insert(plain, name, entry), also)


def remove(text: str, name: str, position: int) -> str:
    """The sound config `text` without that table of the array called `name`, and the comments inside it.

    Raises UsageError for the last one, and UnslouchError where it cannot be taken out.
    """
    settings = read(text, "").settings
    if len(getattr(settings, name)) < 2:
        raise UsageError(f"This is the only {name}, so it stays; change it instead.")

    def without(tree: dict[str, Any]) -> None:
        del tree[name][position]

    return _safely(_begun(text, name, settings), lambda plain: splice.cut(plain, (name, position)), without)


def _text(file: str, settings: Settings, where: Place) -> str | None:
    """The value as the file has it, or else its default."""
    value = _held(file, settings, where)
    return value if value is None or isinstance(value, str) else str(tomlkit.item(value).as_string())


def _held(file: str, settings: Settings, where: Place) -> Any:
    value: Any = tomllib.loads(file.removeprefix(_MARK))
    for part in where.path:
        if isinstance(value, dict) and part not in value:
            return where.written(settings)
        value = value[part]
    return value


def _value(kind: Kind, text: str) -> Any:
    """What `text` is in TOML, for a setting of that kind; whether it may be is checked later."""
    match kind:
        case Flag():
            return {"true": True, "false": False}.get(text, text)
        case Number():
            return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else text
        case Many():
            return _list(text)
        case Launcher() if text.lstrip().startswith("["):
            return _list(text)
        case _:
            return text


def _list(text: str) -> list[Any]:
    if not text.lstrip().startswith("["):
        return [part.strip() for part in text.split(",") if part.strip()]
    try:
        found = tomllib.loads(f"value = {text}")
    except (ValueError, RecursionError):
        found = {}
    match found:
        case {"value": list(items), **rest} if not rest:
            return items
        case _:
            raise UsageError(f'{clean(text, 60)} is no list; write it like ["a", "b"] or a, b.')


def _begun(text: str, name: str, settings: Settings) -> str:
    """`text` with the tables of the array called `name` in it, if only as the default ones."""
    if name in tomllib.loads(text.removeprefix(_MARK)):
        return text
    return splice.append(text, name, document(settings)[name])


def _safely(text: str, change: Callable[[str], str], meant: Callable[[dict[str, Any]], None]) -> str:
    """`text` after `change`, if that did what was `meant` to its values and nothing else."""
    mark = _MARK if text.startswith(_MARK) else ""
    before = text.removeprefix(mark)
    wanted = tomllib.loads(before)
    meant(wanted)
    try:
        after = change(before)
        done = _filled(tomllib.loads(after)) == _filled(wanted)
    except (TOMLKitError, tomllib.TOMLDecodeError):
        done = False
    if not done:
        raise UnslouchError(
            "This setting stands where it cannot be changed from here; use `unslouch config edit`."
        )
    return mark + after


def _filled(tree: Mapping[str, Any]) -> dict[str, Any]:
    """The tables that have anything in them: an empty one says no more than none."""
    return {name: value for name, value in tree.items() if value != {}}


def _assign(tree: Any, path: KeyPath, value: Any) -> None:
    for part in path[:-1]:
        tree = tree.setdefault(part, {}) if isinstance(tree, dict) else tree[part]
    tree[path[-1]] = value


def _drop(tree: Any, path: KeyPath) -> None:
    for part in path[:-1]:
        if isinstance(tree, dict) and part not in tree:
            return
        tree = tree[part]
    tree.pop(path[-1], None)
