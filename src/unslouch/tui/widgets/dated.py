"""A picture of several days, of which the mouse can choose one."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date

from textual import events
from textual.message import Message
from textual.widget import Widget


class Dated(Widget):
    """Knows the day under the mouse; a click asks for it."""

    class Chosen(Message):
        """That day is wanted."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    hovered: date | None = None

    @abstractmethod
    def under(self, event: events.MouseEvent) -> date | None:
        """The day that is under the mouse, if one is."""

    def on_click(self, event: events.Click) -> None:
        if day := self.under(event):
            self.post_message(self.Chosen(day))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._hover(self.under(event))

    def on_leave(self) -> None:
        self._hover(None)

    def _hover(self, day: date | None) -> None:
        if day != self.hovered:
            self.hovered = day
            self.refresh()
