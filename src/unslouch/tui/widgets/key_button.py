"""Buttons that name their keys."""

from __future__ import annotations

from typing import Any

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button


class KeyButton(Button):
    """A quiet button for the action of its screen that its id is; of several, the `main` one stands out."""

    DEFAULT_CSS = """
    KeyButton.-off { display: none; }
    KeyButton.-style-default {
        min-width: 0;
        text-style: none;
        &:hover { background: $foreground 20%; }
        &:focus { text-style: bold underline; }
    }
    KeyButton.-style-default.-main {
        color: $background;
        background: $primary;
        text-style: bold;
        &:ansi { color: ansi_bright_white; }
        &:hover { background: $primary 85%; }
        &:focus { text-style: bold underline; }
    }
    """

    def __init__(self, action: str, *, main: bool = False) -> None:
        super().__init__("", id=action, classes="-main" if main else "", compact=True)

    def tell(self, key: str, description: str) -> None:
        """Says what it does; a key that the description begins with is not named twice."""
        text = description if description.startswith(f"{key} ") else f"{key} {description}"
        self.label = Content(text).stylize(
            "bold" if self.has_class("-main") else "bold $primary", 0, len(key)
        )


def offer(screen: Screen[Any]) -> None:
    """Shows each of its buttons as long as the key of that does something."""
    bindings: dict[str, Binding] = {}
    for each in screen.active_bindings.values():
        bindings.setdefault(each.binding.action, each.binding)
    for button in screen.query(KeyButton):
        binding = bindings.get(str(button.id))
        button.set_class(binding is None, "-off")
        if binding:
            button.tell(screen.app.get_key_display(binding), binding.description)
