"""On leaving: whether the service that the app started goes on."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, VerticalGroup
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from unslouch.tui.widgets.too_small import TooSmall


class KeepScreen(ModalScreen[bool | None], inherit_bindings=False):
    """Dismissed with True to keep the service running, False to stop it, None to stay in the app."""

    CSS_PATH = "keep.tcss"
    BINDING_GROUP_TITLE = "Leaving"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k,enter,q", "answer(True)", "Keep", id="keep.keep"),
        Binding("s", "answer(False)", "Stop", id="keep.stop"),
        Binding("escape", "answer(None)", "Stay here", id="keep.stay"),
        Binding("tab", "app.focus_next", "Next button", id="keep.focus", show=False),
    ]

    def compose(self) -> ComposeResult:
        yield TooSmall()
        with VerticalGroup(id="question"):
            yield Static("Keep Unslouch running in the background, to remind you of breaks?")
            with HorizontalGroup():
                yield Button("Keep (k)", id="keep", variant="primary", compact=True)
                yield Button("Stop (s)", id="stop", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.action_answer(keep=event.button.id == "keep")

    def action_answer(self, keep: bool | None) -> None:  # noqa: FBT001 - an action's parameters are positional
        if self.is_active:
            self.dismiss(keep)
