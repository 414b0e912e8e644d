"""A value that can be typed."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup
from textual.message import Message
from textual.widgets import Input

from unslouch.tui.widgets.line import Line


class Entry(HorizontalGroup, can_focus=True):
    """Shows `value`, or `nothing` where that is empty, until Enter or a click opens it for typing.

    While it is open every letter is text; while it is not, letters are the screen's keys. What is typed is
    told by `Typed`, what is to hold by `Given`; `Dropped` says that the old value stays.
    """

    DEFAULT_CSS = """
    Entry {
        height: auto;
        width: 1fr;
        pointer: text;
        Line { width: 1fr; }
        Line.-nothing { color: $text-muted; }
        Input { display: none; }
        &.-open {
            Line { display: none; }
            Input { display: block; }
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Change", id="entry.open"),
        Binding("escape", "drop", "As it was", id="entry.drop"),
    ]

    class Typed(Message):
        """This stands in the field now."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    class Given(Typed):
        """This is to hold. `leaving` says that the field was left with it, instead of Enter pressed."""

        def __init__(self, value: str, *, leaving: bool) -> None:
            super().__init__(value)
            self.leaving = leaving

    class Dropped(Message):
        """The old value stays."""

    def __init__(self, value: str, nothing: str = "") -> None:
        super().__init__()
        self.value = value
        self._nothing = nothing

    @property
    def open(self) -> bool:
        return self.has_class("-open")

    def compose(self) -> ComposeResult:
        line = Line(self.value or self._nothing)
        line.set_class(not self.value, "-nothing")
        yield line
        typing = Input(compact=True)
        typing.cursor_blink = False
        yield typing

    def tell(self, value: str) -> None:
        """This is the value now; what was being typed is over."""
        self.value = value
        line = self.query_one(Line)
        line.tell(value or self._nothing)
        line.set_class(not value, "-nothing")
        self._close()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return self.open is (action == "drop") if action in {"open", "drop"} else True

    def action_open(self) -> None:
        typing = self.query_one(Input)
        with typing.prevent(Input.Changed):
            typing.value = self.value
        typing.cursor_position = len(self.value)
        self.add_class("-open")
        typing.focus()

    def action_drop(self) -> None:
        self._close()
        self.post_message(self.Dropped())

    def on_click(self) -> None:
        if not self.open:
            self.action_open()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.open:
            self.post_message(self.Typed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Given(event.value, leaving=False))

    def on_input_blurred(self, event: Input.Blurred) -> None:
        event.stop()
        if self.open and self.app.app_focus:  # another window is no answer
            self.post_message(self.Given(event.value, leaving=True))

    def _close(self) -> None:
        if self.open:
            held = self.query_one(Input).has_focus
            self.remove_class("-open")
            if held:
                self.focus()
