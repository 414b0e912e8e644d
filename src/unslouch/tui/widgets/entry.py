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
    told by `Typed`, what is to hold by `Given`; `Dropped` says that the old value stays. What is typed stays
    until then, or until `close`.
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
        """This is to hold: Enter was pressed, or the field was left."""

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

    @property
    def typed(self) -> str:
        """What stands in the field, where it is open."""
        return self._input.value if self._input else ""

    def tell(self, value: str) -> None:
        """This is the value now."""
        if value != self.value:
            self.value = value
            self.set_class(not value, "-nothing")
            self.refresh(layout=True)

    def close(self) -> None:
        """What was being typed is over."""
        if self.open:
            self.remove_class("-open")
            self.refresh(layout=True)
            if self.screen.focused is self._input:
                self.screen.set_focus(self)

    def stay(self) -> None:
        """What is being typed has the focus again, as it was."""
        if self._input and self.open:
            self.screen.set_focus(self._input)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return self.open is (action == "drop") if action in {"open", "drop"} else True

    async def action_open(self) -> None:
        if self.open or not self.is_attached:
            return
        if self._input is None:
            self._input = _Field(compact=True, select_on_focus=False)
            self._input.cursor_blink = False
            await self.mount(self._input)
        with self._input.prevent(Input.Changed):
            self._input.value = self.value
        self._input.select_all()
        self.add_class("-open")
        self.screen.set_focus(self._input)

    def action_drop(self) -> None:
        self.close()
        self.post_message(self.Dropped())

    def on_click(self) -> None:
        """The app opens it, which takes no key meanwhile."""
        if not self.open:
            self.app.call_later(self.action_open)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.open:
            self.post_message(self.Typed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Given(event.value))

    def on_input_blurred(self, event: Input.Blurred) -> None:
        event.stop()
        if self.open and self.app.app_focus:  # another window is no answer
            self.post_message(self.Given(event.value))
