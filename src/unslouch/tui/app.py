"""The Textual app: Today first, Welcome before it where nothing is set up, or one session alone."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from unslouch.core.exercise import Sequence
from unslouch.core.outcome import Outcome
from unslouch.tui.breakpoints import HEIGHTS, WIDTHS
from unslouch.tui.ports import World
from unslouch.tui.screens.session import SessionScreen
from unslouch.tui.themes import DARK, LIGHT

if TYPE_CHECKING:
    from unslouch.tui.setup import Setup

_SIGNALS = ("SIGHUP", "SIGINT", "SIGTERM")
_LEAVE_WITHIN_S = 3
"""How long leaving on a signal may take, in seconds, before the system ends the process: once the terminal
is gone, writing to it can wait for ever."""


class UnslouchApp(App[Outcome | None], inherit_bindings=False):
    """Begins with Today, or with Welcome where the world has a setup; with a `sequence` it plays that alone,
    leaves, and returns how it ended. Raises UnslouchError for a sequence without moves.

    `rhythm` is the one whose reminder the sequence answers, `started` says that the service was started
    for this app, and an unknown `theme` is the dark one.
    """

    TITLE = "Unslouch"
    CSS = """
    Screen.-too-narrow, Screen.-too-low {
        & > * { display: none !important; }
        & > TooSmall { display: block !important; }
    }
    """
    ALLOW_SELECT = False
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "Help", id="app.help", key_display="?"),
        Binding("ctrl+p", "command_palette", "Commands", id="app.commands", show=False, priority=True),
        Binding("ctrl+c,ctrl+q", "quit", "Quit", id="app.quit", show=False, priority=True),
    ]

    def __init__(
        self,
        world: World,
        *,
        sequence: Sequence | None = None,
        rhythm: str | None = None,
        started: bool = False,
        theme: str = DARK.name,
    ) -> None:
        super().__init__()
        self._world = world
        self._started = started
        self._session = SessionScreen(world, sequence, rhythm, self.exit) if sequence else None
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = theme if theme in self.available_themes else DARK.name

    def on_mount(self) -> None:
        if not self.is_headless:
            self._leave_on_signals()
        if self._session is None and self._world.setup is not None:
            self._welcome(self._world.setup)

    def get_default_screen(self) -> Screen[Any]:
        """A session alone, or Today: the first one lies on no other, which would be laid out too."""
        if self._session is not None:
            return self._session
        return self._today(self._started) if self._world.setup is None else super().get_default_screen()

    def validate_theme(self, theme: str) -> str:
        """Where there are to be no colours, those of the terminal would all be black."""
        wanted = self.get_theme(theme)
        if wanted is None or not (self.no_color and wanted.ansi):
            return theme
        return DARK.name if wanted.dark else LIGHT.name

    def action_help(self) -> None:
        from unslouch.tui.screens.help import HelpScreen  # noqa: PLC0415 (nobody waits for it at the beginning)

        self.push_screen(HelpScreen(self.screen))

    def action_command_palette(self) -> None:
        from unslouch.tui.palette import Commands, Palette  # noqa: PLC0415 (nobody waits for it either)

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette([Commands], placeholder="What to do"))

    def _welcome(self, setup: Setup) -> None:
        from unslouch.tui.screens.welcome import WelcomeScreen  # noqa: PLC0415 (it is shown once)

        self.push_screen(WelcomeScreen(self._world, setup), self._show_today)

    def _show_today(self, started: bool | None) -> None:  # noqa: FBT001 - a screen's result is positional
        self.push_screen(self._today(bool(started), told=True))

    def _today(self, started: bool, *, told: bool = False) -> Screen[Any]:  # noqa: FBT001 (the app's own)
        from unslouch.tui.screens.today import TodayScreen  # noqa: PLC0415 (a session alone has no need of it)

        return TodayScreen(self._world, started=started, told=told)

    def _leave_on_signals(self) -> None:
        """A closed window, Ctrl-C from outside and a request to end all leave as `q` would."""
        loop = asyncio.get_running_loop()

        def on_signal(*_: object) -> None:
            if hasattr(signal, "alarm"):
                signal.alarm(_LEAVE_WITHIN_S)
            loop.call_soon_threadsafe(self._leave)

        for name in _SIGNALS:
            if number := getattr(signal, name, None):
                signal.signal(number, on_signal)

    def _leave(self) -> None:
        """Records first what is being played; a closed window has nothing left to tidy up."""
        for screen in self.screen_stack:
            if isinstance(screen, SessionScreen):
                screen.finish()
        if _hung_up():
            os._exit(0)
        self.exit()


def _hung_up() -> bool:
    """Whether the terminal is gone: every request to it fails then (POSIX, General Terminal Interface)."""
    if sys.platform == "win32":
        return False
    import termios  # noqa: PLC0415 (there is none on Windows)

    try:
        termios.tcgetattr(0)
    except termios.error:
        return True
    return False
