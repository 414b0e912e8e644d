"""On leaving: whether the service that the app started goes on."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, VerticalGroup
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from unslouch.core.errors import UnslouchError
from unslouch.tui.ports import Link
from unslouch.tui.style import beside
from unslouch.tui.warning import warn
from unslouch.tui.widgets.key_button import KeyButton, offer
from unslouch.tui.widgets.too_small import TooSmall


class KeepScreen(ModalScreen[bool | None], inherit_bindings=False):
    """Dismissed with True to keep the service running, False to stop it, None to stay in the app."""

    DEFAULT_CSS = beside(__file__)
    BINDING_GROUP_TITLE = "Leaving"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k,enter,q", "keep", "Keep", id="keep.keep"),
        Binding("s", "stop", "Stop", id="keep.stop"),
        Binding("escape", "stay", "Stay here", id="keep.stay"),
        Binding("tab", "app.focus_next", "Next button", id="keep.focus", show=False),
    ]

    def compose(self) -> ComposeResult:
        yield TooSmall()
        with VerticalGroup(id="question"):
            yield Static("Keep Unslouch running in the background, to remind you of breaks?")
            with HorizontalGroup():
                yield KeyButton("keep", main=True)
                yield KeyButton("stop")
                yield KeyButton("stay")

    def on_mount(self) -> None:
        offer(self)

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        await self.run_action(str(event.button.id))

    def action_keep(self) -> None:
        self._answer(keep=True)

    def action_stop(self) -> None:
        self._answer(keep=False)

    def action_stay(self) -> None:
        self._answer(keep=None)

    def _answer(self, *, keep: bool | None) -> None:
        if self.is_active:
            self.dismiss(keep)


async def leave(app: App[Any], link: Link, keep: bool | None) -> None:  # noqa: FBT001 (as the screen answers)
    """Does what was answered: ends the service or not, and leaves the app unless one stays in it."""
    try:
        if keep is False:
            await link.request("stop")
    except UnslouchError as error:
        warn(app, error)
        return
    if keep is not None:
        app.exit()
