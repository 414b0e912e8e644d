"""The keys that do something now, in one line."""

from __future__ import annotations

from itertools import accumulate
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

_GAPS = (3, 2, 1)
"""The columns between two keys: as many as there is room for."""

_KEPT = 2
"""So many at the end are left out last: how to leave, and the help that tells all the others."""

_Shown = tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...]
"""The names of the keys, how they are written, and what they do: `←` and `→` go to another week, say."""


class Keys(Widget):
    """Does what Textual's Footer does, but as one widget: it is drawn anew at each key that is pressed, and a
    Footer then makes a widget for every key that it shows. Where not all have room, whole keys are left out.
    """

    SCOPED_CSS = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key", "keys--hovered"}
    DEFAULT_CSS = """
    Keys {
        dock: bottom;
        height: 1;
        padding: 0 3;
        text-wrap: nowrap;
        pointer: pointer;
        color: $footer-description-foreground;
        background: $footer-background;
        .keys--key { color: $footer-key-foreground; text-style: bold; }
        .keys--hovered { background: $panel; }
    }
    Screen.-narrow Keys { padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: _Shown = ()
        self._hovered = ""

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._look)

    def render(self) -> Content:
        shown, gap = _fitted(self._shown, self.size.width)
        style = self.get_visual_style("keys--key", partial=True)
        over = self.get_visual_style("keys--hovered", partial=True)
        parts = []
        for names, keys, description in shown:
            part = Content.styled(" ".join(keys), style) + f" {description}"
            parts.append(part.stylize(over) if self._hovered in names else part)
        return Content(" " * gap).join(parts)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if key := self._under(event):
            self.app.simulate_key(key)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._hover(self._under(event))

    def on_leave(self) -> None:
        self._hover("")

    def _hover(self, key: str) -> None:
        if key != self._hovered:
            self._hovered = key
            self.refresh()

    def _under(self, event: events.MouseEvent) -> str:
        """The key that is under the mouse, if any is; of what it does it is the first one."""
        at = event.get_content_offset(self)
        shown, gap = _fitted(self._shown, self.size.width)
        begin = 0
        for names, keys, description in shown:
            place = -1 if at is None else at.x - begin
            width = cell_len(" ".join((*keys, description)))
            if 0 <= place < width:
                ends = accumulate(cell_len(key) + 1 for key in keys)
                return next((name for name, end in zip(names, ends, strict=True) if place < end), names[0])
            begin += width + gap
        return ""

    def _look(self, screen: Screen[object]) -> None:
        """Which keys they are now; while the terminal has not the focus, they stay."""
        if not self.app.app_focus:
            return
        actions: dict[str, Binding] = {}
        for each in screen.active_bindings.values():
            if each.binding.show:
                actions.setdefault(each.binding.action, each.binding)
        alike: dict[str, list[Binding]] = {}
        for binding in actions.values():
            alike.setdefault(binding.description, []).append(binding)
        shown = tuple(
            (tuple(each.key for each in of), tuple(map(self.app.get_key_display, of)), description)
            for description, of in alike.items()
        )
        if shown != self._shown:
            self._shown = shown
            self.refresh()


def _fitted(shown: _Shown, columns: int) -> tuple[_Shown, int]:
    """What there is room for in so many columns, and the gap between two of them."""
    while len(shown) > 1 and _width(shown, _GAPS[-1]) > columns:
        left_out = max(0, len(shown) - _KEPT - 1)
        shown = shown[:left_out] + shown[left_out + 1 :]
    return shown, next((gap for gap in _GAPS if _width(shown, gap) <= columns), _GAPS[-1])


def _width(shown: _Shown, gap: int) -> int:
    return sum(cell_len(" ".join((*keys, description))) + gap for _, keys, description in shown) - gap
