"""Why an exercise is not to come again."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.screen import ModalScreen
from textual.widgets import Button

from unslouch.core.said import Reason
from unslouch.tui.style import beside
from unslouch.tui.widgets.key_button import KeyButton
from unslouch.tui.widgets.line import Line
from unslouch.tui.widgets.too_small import TooSmall

_REASONS = {
    Reason.HURTS: "It hurts",
    Reason.EQUIPMENT: "I lack what it needs",
    Reason.VISIBLE: "It is too visible",
}


class NeverScreen(ModalScreen[Reason | None], inherit_bindings=False):
    """Asks why the exercise `name` is to be left out from now on; None keeps it."""

    DEFAULT_CSS = beside(__file__)
    BINDING_GROUP_TITLE = "Never again"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"choose('{reason}')", text, id=f"never.{reason}")
          for n, (reason, text) in enumerate(_REASONS.items(), 1)),
        Binding("q,escape", "keep", "Keep it", id="never.keep"),
        Binding("tab,down", "app.focus_next", "Next button", id="never.focus", show=False),
        Binding("shift+tab,up", "app.focus_previous", "Button before", id="never.focus-back", show=False),
    ]  # fmt: skip

    def __init__(self, name: str) -> None:
        super().__init__()
        self._exercise = name

    def compose(self) -> ComposeResult:
        yield TooSmall()
        with VerticalGroup(id="question"):
            yield Line(f"{self._exercise}: never again, because…")
            for n, (reason, text) in enumerate(_REASONS.items(), 1):
                yield _button(reason, str(n), text)
            yield _button("keep", "q", "Keep it")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        name = str(event.button.id)
        self.dismiss(None if name == "keep" else Reason(name))

    def action_choose(self, reason: str) -> None:
        self.dismiss(Reason(reason))

    def action_keep(self) -> None:
        self.dismiss(None)


def _button(name: str, key: str, text: str) -> KeyButton:
    button = KeyButton(name)
    button.tell(key, text)
    return button
