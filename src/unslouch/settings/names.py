"""The names of single settings, as people write them: `reminder.snooze`, `rhythm.stretch.every`,
`rhythm."afternoon walk".length`, `band[1].length`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from unslouch.core.errors import UsageError
from unslouch.core.lines import KeyPath
from unslouch.core.text import clean
from unslouch.settings.kinds import closest
from unslouch.settings.model import TABLES, VERSION, VERSION_KEY, Key, Settings, Table

_PART = re.compile(r'\.?(?:"([^"]*)"|\[(\d{1,3})\]|([^.\[\]"]+))', re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a setting is: the path of its table, and its key."""

    table: KeyPath
    key: Key

    @property
    def path(self) -> KeyPath:
        return (*self.table, self.key.name)

    def written(self, settings: Settings) -> Any:
        """The setting's value as it would stand in a file; None where it is not set."""
        if not self.table:
            return VERSION
        held: Any = settings
        for part in self.table:
            held = held[part] if isinstance(part, int) else getattr(held, part)
        return self.key.kind.write(getattr(held, self.key.held_in))


def place(settings: Settings, name: str) -> Place:
    """Where the setting called `name` is. Raises UsageError where there is none of that name."""
    match _parts(name):
        case [VERSION_KEY.name]:
            return Place((), VERSION_KEY)
        case [str(first), *middle, str(last)]:
            table = _table(first)
            return Place((first, *_position(settings, table, middle)), _key(table, last))
        case _:
            raise UsageError(
                f'"{clean(name, 60)}" names no setting; a name is written like reminder.snooze, '
                "rhythm.stretch.every or band[1].length."
            )


def _parts(name: str) -> list[str | int]:
    found = list(_PART.finditer(name))
    if "".join(part[0] for part in found) != name:
        return []
    return [int(part[2]) if part[2] else part[1] or part[3] or "" for part in found]


def _table(name: str) -> Table:
    tables = {table.name: table for table in TABLES}
    if name not in tables:
        raise UsageError(_unknown(name, "table", list(tables)))
    return tables[name]


def _key(table: Table, name: str) -> Key:
    key = table.key(name)
    if key is None:
        raise UsageError(_unknown(name, f"setting of {table.name}", [key.name for key in table.keys]))
    return key


def _unknown(name: str, what: str, known: list[str]) -> str:
    near = closest(name, known)
    meant = f" Did you mean {near}?" if near else ""
    return f'There is no {what} called "{clean(name, 60)}"; there are {", ".join(known)}.{meant}'


def _position(settings: Settings, table: Table, given: list[str | int]) -> tuple[int, ...]:
    """Which table of an array is meant, by name or by number; nothing for a table on its own."""
    if not table.many:
        if given:
            raise UsageError(f"A setting of {table.name} is written {table.name}.{table.keys[0].name}.")
        return ()
    names = [getattr(one, "name", None) for one in getattr(settings, table.name)]
    match given:
        case [str(name)] if name in names:
            return (names.index(name),)
        case [int() | str() as one] if re.fullmatch(r"[0-9]{1,3}", str(one)) and int(one) < len(names):
            return (int(one),)
        case _:
            known = [f"{table.name}.{name}" if name else f"{table.name}[{n}]" for n, name in enumerate(names)]
            raise UsageError(f"Which {table.name} is meant? There are {', '.join(known) or 'none'}.")
