"""What a change of the screen says to the terminal, in fewer words.

Textual 8.2 writes a changed row from the beginning of its widget (a "TODO: crop to x extents"), and every
stretch of it with its colours and a reset. Here it begins at the first changed column, and colours are said
where they change. What is seen is the same, in less than half of the bytes. A Textual that makes its changes
otherwise is left to say them itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from inspect import signature
from typing import TYPE_CHECKING

from rich.control import Control
from textual import _compositor

if TYPE_CHECKING:
    from rich.console import Console

_COLOURS = re.compile(r"\x1b\[([0-9;]*)m")
_MOVES = re.compile(r"(?:\x1b\[[0-9]+;[0-9]+H)*")
_INK_AND_GROUND = re.compile(r"(38;[0-9;]+?);(48;[0-9;]+)")
"""Both colours and nothing else, so that the next two need no reset."""


def use() -> None:
    """Has Textual say its changes like this, if it is the Textual that is known here."""
    update = getattr(_compositor, "ChopsUpdate", None)
    if update is not None and list(signature(update).parameters) == ["chops", "spans", "chop_ends"]:
        update.render_segments = said


def said(update: _compositor.ChopsUpdate, console: Console) -> str:
    """The changed stretches of the rows, as text for the terminal."""
    return terse("".join(_stretches(update, console)))


def _stretches(update: _compositor.ChopsUpdate, console: Console) -> Iterator[str]:
    for y, left, right in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            start, stop = max(left, x), min(right, end)
            if strip is not None and start < stop:
                yield str(Control.move_to(start, y))
                yield strip.crop(start - x, stop - x).render(console)


def terse(text: str) -> str:
    """The same with colours only where they change; it begins and ends without any."""
    first, *rest = _COLOURS.split(text)
    found, on, wanted = [first], "", ""
    for colours, shown in zip(rest[::2], rest[1::2], strict=True):
        wanted = ";".join(filter(None, (wanted, colours))) if colours.strip("0") else ""
        if wanted != on and not _MOVES.fullmatch(shown):
            found.append(_change(on, wanted))
            on = wanted
        found.append(shown)
    return "".join((*found, "\x1b[0m" if on else ""))


def _change(before: str, after: str) -> str:
    """What turns the terminal's colours into others."""
    old, new = _INK_AND_GROUND.fullmatch(before), _INK_AND_GROUND.fullmatch(after)
    if old and new:
        changed = (other for one, other in zip(old.groups(), new.groups(), strict=True) if one != other)
        return f"\x1b[{';'.join(changed)}m"
    return f"\x1b[0;{after}m" if before and after else f"\x1b[{after or '0'}m"
