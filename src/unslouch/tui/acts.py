"""What can be done on a screen now, and by which keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textual.dom import DOMNode
from textual.keys import format_key
from textual.screen import Screen

_NAMES = {
    "backspace": "Backspace",
    "delete": "Delete",
    "enter": "Enter",
    "pagedown": "PgDn",
    "pageup": "PgUp",
}
"""The keys that Textual writes as signs, or not as they are on keyboards."""


@dataclass(frozen=True)
class Act:
    """`action` of the node `of` does what `words` say, by any of `keys`."""

    words: str
    keys: tuple[str, ...]
    of: DOMNode
    action: str


def acts(screen: Screen[Any]) -> list[Act]:
    """Those of the screen and of what has the focus, then the app's; what is said alike is one."""
    found: dict[tuple[bool, str], Act] = {}
    for of, binding, *_ in screen.active_bindings.values():
        which = of is screen.app, binding.description
        one = found.get(which, Act(binding.description, (), of, binding.action))
        found[which] = Act(one.words, (*one.keys, written(binding.key)), one.of, one.action)
    return [found[which] for which in sorted(found, key=lambda which: which[0])]


def written(key: str) -> str:
    """Textual's name of a key as one reads it: `q`, `Esc`, `Ctrl+P`."""
    *modifiers, name = key.split("+")
    read = _NAMES.get(name) or format_key(name)
    whole = len(read) > 1 or modifiers
    return "+".join(
        [*(each.capitalize() for each in modifiers), read[:1].upper() + read[1:] if whole else read]
    )
