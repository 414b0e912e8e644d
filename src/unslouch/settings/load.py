"""Reads the config: every problem is collected, and none raises."""

from __future__ import annotations

import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from unslouch.core.errors import UnslouchError
from unslouch.core.lines import KeyPath, error_line
from unslouch.core.problem import Problem
from unslouch.core.text import clean, unwanted
from unslouch.settings import checks
from unslouch.settings.kinds import Many, Single, WrongValueError, closest
from unslouch.settings.model import TABLES, VERSION_KEY, Key, Settings, Table
from unslouch.settings.report import Report, named, shown

LARGEST = 1_000_000
"""The size of the largest file that is read, in bytes."""

_MOST_TABLES = 100


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings of a file and what is wrong in it.

    Where something is wrong, `settings` holds what could be read, and defaults for the rest; an array of
    tables with a problem in it counts as left out.
    """

    settings: Settings
    problems: tuple[Problem, ...] = ()


def load(path: Path) -> Loaded:
    """The settings in the file at `path`; where there is none, the defaults. Never raises."""
    try:
        text = text_of(path)
    except FileNotFoundError:
        return Loaded(Settings())
    return Loaded(Settings(), (text,)) if isinstance(text, Problem) else read(text, str(path))


def valid(path: Path) -> Settings:
    """The same, for whoever can do nothing with a broken file. Raises UnslouchError with what is wrong."""
    loaded = load(path)
    if not loaded.problems:
        return loaded.settings
    first, count = loaded.problems[0], len(loaded.problems)
    rest = f" `unslouch config check` tells all {count} problems." if count > 1 else ""
    raise UnslouchError(f"{first}{rest}")


def text_of(path: Path) -> str | Problem:
    """The text of the file at `path`, or why it cannot be read. Raises FileNotFoundError."""
    line = None
    try:
        return contents(path)
    except FileNotFoundError:
        raise
    except UnicodeDecodeError as error:
        line, says = error.object.count(b"\n", 0, error.start) + 1, "This line is not written in UTF-8."
    except OSError as error:
        says = f"The file cannot be read: {error.strerror}."
    except ValueError as error:
        says = f"{error}."
    return Problem(str(path), line, "", says, "a text file, at most 1 MB", None, says)


def contents(path: Path) -> str:
    """The text of the file at `path`, its line ends and byte order mark as they are.

    Raises OSError where it cannot be read, and ValueError where it is no text, too large or no file.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise ValueError("This is a folder" if path.is_dir() else "This is no ordinary file")
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ValueError("The file is larger than 1 MB")
    return data.decode()


def read(text: str, file: str) -> Loaded:
    """The settings in `text`; `file` is what problems name. Never raises."""
    text = text.removeprefix("\ufeff")
    tree = tree_of(text, file)
    if isinstance(tree, Problem):
        return Loaded(Settings(), (tree,))
    report = Report(file, text)
    settings = settings_of(tree, report)
    return Loaded(settings, report.in_order)


def tree_of(text: str, file: str) -> dict[str, Any] | Problem:
    """What the TOML in `text` says, or why it is none."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return _broken(error, text, file)


def settings_of(tree: Mapping[str, Any], report: Report) -> Settings:
    """The settings that `tree` holds; `report` gets what is wrong in it."""
    return _Reader(report).settings(tree)


def _broken(error: Exception, text: str, file: str) -> Problem:
    line, reason = None, "something in it is too large or too deep"
    if isinstance(error, tomllib.TOMLDecodeError):
        line, reason = error_line(error, text), clean(str(error).rpartition(" (at ")[0])
    return Problem(file, line, "", reason, "TOML 1.0", None, f"This is not TOML: {reason}.")


class _Reader:
    """Makes typed values of what tomllib found, and reports what is wrong."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def settings(self, tree: Mapping[str, Any]) -> Settings:
        tables = {table.name: table for table in TABLES}
        held: dict[str, Any] = {}
        for name, value in tree.items():
            if name == VERSION_KEY.name:
                self._value(VERSION_KEY, value, (name,))
            elif name in tables:
                held[name] = self._table(tables[name], value)
            else:
                self._unknown((name,), "this file", [VERSION_KEY.name, *tables])
        return replace(Settings(), **{name: value for name, value in held.items() if value is not None})

    def _table(self, table: Table, value: object) -> Any:
        """The table as its type; None where nothing of it could be read."""
        if table.many:
            return self._many(table, value)
        if not isinstance(value, dict):
            self._report.refuse((table.name,), shown(value), f"a table headed [{table.name}]")
            return None
        values = self._values(table, value, (table.name,))
        if table.name == "hours":
            checks.hours(values, self._report)
        return table.of(**{name: one for name, one in values.items() if one is not None})

    def _many(self, table: Table, value: object) -> tuple[Any, ...] | None:
        if not isinstance(value, list) or not table.least <= len(value) <= _MOST_TABLES:
            allowed = f"from {table.least} to {_MOST_TABLES} tables, each headed [[{table.name}]]"
            self._report.refuse((table.name,), shown(value), allowed)
            return None
        before = len(self._report.problems)
        entries: dict[int, dict[str, Any]] = {}
        for position, one in enumerate(value):
            path: KeyPath = (table.name, position)
            if isinstance(one, dict):
                entries[position] = self._values(table, one, path)
                self._missing(table, one, path)
            else:
                self._report.refuse(path, shown(one), f"a table headed [[{table.name}]]")
        check = checks.rhythms if table.name == "rhythm" else checks.bands
        check(entries, self._report)
        if len(self._report.problems) > before:
            return None
        return tuple(table.of(**entry) for entry in entries.values())

    def _missing(self, table: Table, value: Mapping[str, Any], path: KeyPath) -> None:
        for key in table.keys:
            if table.required(key) and key.name not in value:
                says = f"[[{table.name}]] needs {key.name}: {key.kind.allowed}."
                self._report.refuse((*path, key.name), "nothing", key.kind.allowed, says=says)

    def _values(self, table: Table, value: Mapping[str, Any], path: KeyPath) -> dict[str, Any]:
        """What is given in a table, by attribute; None for what could not be read."""
        values: dict[str, Any] = {}
        for name, given in value.items():
            key = table.key(name)
            if key is None:
                self._unknown((*path, name), f"[{table.name}]", [key.name for key in table.keys])
            else:
                values[key.held_in] = self._value(key, given, (*path, name))
        return values

    def _unknown(self, path: KeyPath, where: str, known: list[str]) -> None:
        if self._report.full:
            return
        name = str(path[-1])
        near = closest(name, known)
        allowed = "one of " + ", ".join(known)
        says = f"{named(name)} is not a setting of {where}; it may have {', '.join(known)}."
        self._report.refuse(path, named(name), allowed, near=near, says=says)

    def _value(self, key: Key, value: object, path: KeyPath) -> Any:
        """The typed value; None where it cannot be read. Of a list, what can be read."""
        kind = key.kind
        if not isinstance(kind, Many):
            return self._single(kind, value, path)
        if not isinstance(value, list) or not kind.least <= len(value) <= kind.most:
            near = f'["{value}"]' if isinstance(value, str) and not unwanted(value) else None
            self._report.refuse(path, shown(value), kind.allowed, near=near)
            return None
        items = [self._single(kind.item, item, (*path, position)) for position, item in enumerate(value)]
        return kind.of(item for item in items if item is not None)

    def _single(self, kind: Single, value: object, path: KeyPath) -> Any:
        try:
            return kind.read(value)
        except WrongValueError as error:
            self._report.refuse(path, shown(value), error.allowed, near=error.nearest)
            return None
