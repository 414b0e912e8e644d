"""A value that can be typed."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input


class _Field(Input):
    """An input that tells its Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Keep", id="entry.keep")]


class Entry(Widget, can_focus=True):
    """Shows `value`, or `nothing` where that is empty, until Enter or a click opens it for typing.

    While it is open every letter is text; while it is not, letters are the screen's keys. What is typed is
    told by `Typed`, what is to hold by `Given`; `Dropped` says that the old value stays.
    """

    DEFAULT_CSS = """
    Entry {
        height: auto;
        width: 1fr;
        pointer: text;
        &.-nothing { color: $text-muted; }
        Input { display: none; }
        &.-open Input { display: block; }
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
        self._input: Input | None = None
        self.set_class(not value, "-nothing", update=False)

    @property
    def open(self) -> bool:
        return self.has_class("-open")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport
        return self.lines(width) if width else 0

    def lines(self, width: int) -> int:
        """How many lines it takes in that many columns."""
        return 1 if self.open else max(1, len(self.render().wrap(width)))

    def render(self) -> Content:
        return Content(self.value or self._nothing)

    def tell(self, value: str) -> None:
        """This is the value now; what was being typed is over."""
        if value != self.value:
            self.value = value
            self.set_class(not value, "-nothing")
            self.refresh(layout=True)
        self._close()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return self.open is (action == "drop") if action in {"open", "drop"} else True

    async def action_open(self) -> None:
        if self._input is None:
            self._input = _Field(compact=True)
            self._input.cursor_blink = False
            await self.mount(self._input)
        with self._input.prevent(Input.Changed):
            self._input.value = self.value
        self._input.cursor_position = len(self.value)
        self.add_class("-open")
        self._input.focus()

    def action_drop(self) -> None:
        self._close()
        self.post_message(self.Dropped())

    async def on_click(self) -> None:
        if not self.open:
            await self.action_open()

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
            held = self._input is not None and self._input.has_focus
            self.remove_class("-open")
            self.refresh(layout=True)
            if held:
                self.focus()
