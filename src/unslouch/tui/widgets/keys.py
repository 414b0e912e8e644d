"""The keys that do something now, in one line."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

_GAPS = (3, 1)
"""The columns between two keys: the first that all of them have room with, or else the last."""


class Keys(Widget):
    """Does what Textual's Footer does, but as one widget: it is drawn anew at each key that is pressed, and a
    Footer then makes a widget for every key that it shows.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key"}
    DEFAULT_CSS = """
    Keys {
        dock: bottom;
        height: 1;
        padding-left: 1;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        color: $footer-description-foreground;
        background: $footer-background;
        .keys--key { color: $footer-key-foreground; text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[str, str, str], ...] = ()

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._look)

    def render(self) -> Content:
        key = self.get_visual_style("keys--key", partial=True)
        parts = (Content.styled(each, key) + f" {description}" for _, each, description in self._shown)
        return Content(" " * self._gap).join(parts)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        at = event.get_content_offset(self)
        begin = 0
        for key, shown, description in self._shown:
            end = begin + cell_len(shown) + 1 + cell_len(description)
            if at is not None and begin <= at.x < end:
                self.app.simulate_key(key)
            begin = end + self._gap

    @property
    def _gap(self) -> int:
        wide = sum(cell_len(f"{shown} {description}") for _, shown, description in self._shown)
        gaps = len(self._shown) - 1
        return next((gap for gap in _GAPS if wide + gaps * gap <= self.size.width), _GAPS[-1])

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
