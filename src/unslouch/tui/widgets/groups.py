"""A few names below each other, of which one is open."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.message import Message

from unslouch.tui.widgets.line import Line


class Groups(VerticalGroup, can_focus=True):
    """Shows `names`; the one numbered `at` stands out by a bar beside it, not by colour alone."""

    DEFAULT_CSS = """
    Groups {
        Line {
            padding: 0 1;
            border-left: blank;
            color: $text-muted;
            pointer: pointer;
        }
        Line.-open {
            border-left: wide $foreground 40%;
            color: $foreground;
            text-style: bold;
        }
        &:focus Line.-open {
            border-left: wide $primary;
            color: $primary;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Group before", id="groups.before", show=False),
        Binding("down,j", "move(1)", "Next group", id="groups.after", show=False),
    ]

    class Opened(Message):
        """The group of that number is wanted."""

        def __init__(self, at: int) -> None:
            super().__init__()
            self.at = at

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self._names = names
        self.at = 0

    def compose(self) -> ComposeResult:
        for index, name in enumerate(self._names):
            line = Line(name)
            line.set_class(index == self.at, "-open")
            yield line

    def action_move(self, by: int) -> None:
        self.open((self.at + by) % len(self._names))

    def on_click(self, event: events.Click) -> None:
        lines = list(self.query(Line))
        if event.widget in lines:
            self.open(lines.index(event.widget))

    def open(self, at: int) -> None:
        self.at = at
        for index, line in enumerate(self.query(Line)):
            line.set_class(index == at, "-open")
        self.post_message(self.Opened(at))
