"""The keys that do something now, in one line."""

from __future__ import annotations

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

_Shown = tuple[tuple[str, str, str], ...]
"""For each key its name, how it is written, and what it does."""


class Keys(Widget):
    """Does what Textual's Footer does, but as one widget: it is drawn anew at each key that is pressed, and a
    Footer then makes a widget for every key that it shows. Where not all have room, whole keys are left out.
    """

    SCOPED_CSS = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key"}
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
    }
    Screen.-narrow Keys { padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: _Shown = ()

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._look)

    def render(self) -> Content:
        shown, gap = _fitted(self._shown, self.size.width)
        style = self.get_visual_style("keys--key", partial=True)
        parts = (Content.styled(key, style) + f" {description}" for _, key, description in shown)
        return Content(" " * gap).join(parts)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        at = event.get_content_offset(self)
        shown, gap = _fitted(self._shown, self.size.width)
        begin = 0
        for key, *written in shown:
            end = begin + cell_len(" ".join(written))
            if at is not None and begin <= at.x < end:
                self.app.simulate_key(key)
            begin = end + gap

    def _look(self, screen: Screen[object]) -> None:
        """Which keys they are now; while the terminal has not the focus, they stay."""
        if not self.app.app_focus:
            return
        bindings: dict[str, Binding] = {}
        for each in screen.active_bindings.values():
            if each.binding.show:
                bindings.setdefault(each.binding.action, each.binding)
        shown = tuple(
            (binding.key, self.app.get_key_display(binding), binding.description)
            for binding in bindings.values()
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
    return sum(cell_len(f"{key} {description}") + gap for _, key, description in shown) - gap
