"""Looks up and changes one setting in the user's file; everything else in it stays as it is.

What is changed is written only if the whole file is sound with it. This is for the command line and the
app; the service has no need of it.
"""

from __future__ import annotations

import re
import tomllib
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
    value = _value(where.key.kind, text)
    before = contents(path if path.exists() else default_config())
    after = _put(before, settings, where, value)
    loaded = read(after, str(path))
    if loaded.problems:
        raise UsageError(loaded.problems[0].message)
    write.replace(path, after)
    return Change(_text(before, settings, where), _text(after, loaded.settings, where))


def _text(file: str, settings: Settings, where: Place) -> str | None:
    """The value as the file has it, or else its default."""
    value: Any = tomllib.loads(file.removeprefix(_MARK))
    for part in where.path:
        if isinstance(value, dict) and part not in value:
            value = where.written(settings)
            break
        value = value[part]
    return value if value is None or isinstance(value, str) else str(tomlkit.item(value).as_string())


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


def _put(text: str, settings: Settings, where: Place, value: Any) -> str:
    """`text` with `value` in its place; an array of tables that it lacks is begun with the default ones."""
    mark = _MARK if text.startswith(_MARK) else ""
    before = text.removeprefix(mark)
    name, *position = where.path
    if len(position) > 1 and name not in tomllib.loads(before):
        before = splice.append(before, str(name), document(settings)[str(name)])
    wanted = tomllib.loads(before)
    _assign(wanted, where.path, value)
    try:
        after = splice.put(before, where.path, value)
        done = tomllib.loads(after) == wanted
    except (TOMLKitError, tomllib.TOMLDecodeError):
        done = False
    if not done:
        raise UnslouchError(
            "This setting stands where it cannot be changed from here; use `unslouch config edit`."
        )
    return mark + after


def _assign(tree: Any, path: KeyPath, value: Any) -> None:
    for part in path[:-1]:
        tree = tree.setdefault(part, {}) if isinstance(tree, dict) else tree[part]
    tree[path[-1]] = value
