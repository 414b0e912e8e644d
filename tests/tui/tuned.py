"""Tune over a real config, as its tests open it, type into it and read it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.events import Key, MouseDown, MouseUp
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from tests.tui.world import BellApp, FrozenClock, Memory, Plans, Service
from unslouch.cli.screen import ConfigFile
from unslouch.tui.ports import World
from unslouch.tui.screens.tune import TuneScreen
from unslouch.tui.widgets.day import Times
from unslouch.tui.widgets.groups import Groups
from unslouch.tui.widgets.setting import SettingRow

MINE = """\
# mine
version   = 1

[[rhythm]]  # the first
  name = 'stretch'
every = "50m"   # as the doctor said

[[rhythm]]
name = "walk [b]out[/b]"
at = ["15:00"]  # tea

# my hours
[hours]
monday = ["09:00-12:00"]  # half a day

[reminder]
snooze = "10m"  # enough
"""
GROUPS = ["Rhythms", "Bands", "Hours", "Reminders", "Away", "Holds", "Profile", "Session", "Look"]
REMINDERS, HOURS, PROFILE = GROUPS.index("Reminders"), GROUPS.index("Hours"), GROUPS.index("Profile")


class TuneApp(BellApp):
    """Begins with Tune instead of Today."""

    def get_default_screen(self) -> Screen[Any]:
        return Screen()

    def on_mount(self) -> None:
        config = self._world.config
        assert config is not None
        self.push_screen(TuneScreen(config, self._world.clock))


class Tuned:
    """The screen over the config at `path`, opened from Today or without it."""

    def __init__(self, path: Path, theme: str = "unslouch-dark", *, today: bool = False) -> None:
        self.path = path
        self.config = ConfigFile(path)
        world = World(FrozenClock(), Service(), Memory(), Plans(), config=self.config)
        self.today = today
        self.app = BellApp(world, theme=theme) if today else TuneApp(world, theme=theme)
        self.app.animation_level = "none"

    @property
    def screen(self) -> TuneScreen:
        assert isinstance(self.app.screen, TuneScreen)
        return self.app.screen

    @property
    def row(self) -> SettingRow:
        """The setting with the focus."""
        return next(row for row in self.screen.query(SettingRow) if row.has_focus_within)

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def error(self) -> str:
        """What is said of the setting with the focus to be wrong with it, as far as it is shown."""
        shown = " ".join(self.row.render().plain.split())
        return self.row.why if " ".join(self.row.why.split()) in shown else ""

    @property
    def notice(self) -> str:
        return str(self.screen.query_one("#notice").render())

    @property
    def toasts(self) -> list[str]:
        return [str(toast.render()) for toast in self.screen.query("Toast")]

    def names(self) -> list[str]:
        return [row.setting.name for row in self.screen.query(SettingRow)]

    @asynccontextmanager
    async def opened(self, *, group: int = 0, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Pilot[Any]]:
        async with self.app.run_test(size=size, notifications=True) as pilot:
            await self.press(pilot, *["t"] * self.today)
            if group:
                self.screen.query_one(Groups).open(group)
                await self.settle(pilot)
            yield pilot

    async def press(self, pilot: Pilot[Any], *keys: str) -> None:
        """Presses one key after the other, each once what the one before did is done."""
        for key in keys:
            self.app.simulate_key(key)
            await self.settle(pilot)

    async def at_once(self, pilot: Pilot[Any], *keys: str) -> None:
        """Presses the keys and types the letters among them in the same instant."""
        for key in keys:
            self.app.post_message(Key(key, key if len(key) == 1 else None))
        await self.settle(pilot)

    def click(self, widget: Widget) -> None:
        """Clicks once, and waits for nothing."""
        x, y = widget.region.offset
        for kind in (MouseDown, MouseUp):
            self.app.post_message(
                kind(None, x, y, 0, 0, 1, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y)
            )

    async def settle(self, pilot: Pilot[Any]) -> None:
        """Waits until no message is left; the pilot's own waits are for an idle process, and long."""
        calm = 0
        while calm < 2 and self.app.is_running:
            await pilot.pause(0)
            nodes = (self.app, *self.app.screen.walk_children(with_self=True))
            calm = 0 if any(not node._message_queue.empty() for node in nodes) else calm + 1

    async def type(self, pilot: Pilot[Any], text: str) -> None:
        """Opens the field with the focus and types `text` into it."""
        await self.press(pilot, "enter", "ctrl+u")
        for character in text:
            self.row.query_one(Input).insert_text_at_cursor(character)
        await self.settle(pilot)

    async def refused(self, pilot: Pilot[Any], typed: str, says: str) -> None:
        """Types what cannot be into the field with the focus: neither Enter nor leaving it loses that."""
        before = self.text
        await self.type(pilot, typed)

        assert says in self.error

        row = self.row
        for key in ("enter", "down", "up", "tab", "shift+tab", "pagedown", "pageup"):
            await self.press(pilot, key)

            assert (self.row, row.typing, row.query_one(Input).value) == (row, True, typed), key
            assert says in self.error
            assert self.error.endswith("Esc leaves it as it was.")
            assert self.text == before

        await self.press(pilot, "escape")

        assert (self.row, row.typing, row.why, self.text) == (row, False, "", before)

    async def day(self, pilot: Pilot[Any]) -> str:
        """What the day comes to once it has been played."""
        for worker in [worker for worker in self.app.workers if worker.group == "preview"]:
            if not worker.is_finished:
                await worker.wait()
        await self.settle(pilot)
        parts = (self.screen.query_one(part) for part in ("#day-heading", "#day-sum", Times))
        return "\n".join(str(part.render()) for part in parts)
