"""The Library as its tests open it and read it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from textual.events import Mount
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.world import START, BellApp, FrozenClock, Memory, Plans, Service
from unslouch.catalogue import load
from unslouch.core.entries import Entry, EntryKind
from unslouch.core.exercise import Exercise
from unslouch.core.history import Record, past
from unslouch.core.problem import Problem
from unslouch.core.rules import Profile
from unslouch.tui.ports import Shelf, World
from unslouch.tui.screens.library import LibraryScreen
from unslouch.tui.widgets.card import Card
from unslouch.tui.widgets.exercises import Exercises, Row

SPARED = Profile(avoid=frozenset({"wrist"}))


class LibraryApp(BellApp):
    """Begins with the Library instead of Today."""

    def on_mount(self, event: Mount | None = None) -> None:
        assert event is not None
        event.prevent_default()
        assert self._world.library is not None
        self.push_screen(LibraryScreen(self._world, self._world.library))


class Shelved:
    """The screen over these exercises, with a journal that remembers what is said; on `today` if asked."""

    def __init__(
        self,
        exercises: Sequence[Exercise] = (),
        *,
        profile: Profile = SPARED,
        problems: tuple[Problem, ...] = (),
        theme: str = "unslouch-dark",
        today: bool = False,
    ) -> None:
        self.exercises = tuple(exercises) or load()
        self.clock, self.memory, self.plans, self.service = FrozenClock(), Memory(), Plans(), Service()
        self._profile, self._problems = profile, problems
        world = World(self.clock, self.service, self.memory, self.plans, library=self.shelf)
        self.app: BellApp = BellApp(world, theme=theme) if today else LibraryApp(world, theme=theme)
        self.app.animation_level = "none"

    def shelf(self) -> Shelf:
        said = [
            Entry(EntryKind.SAID, START.utc, "boot", 0.0, {"exercise": name, "said": said.value})
            for name, said, _ in self.memory.said_
        ]
        so_far = past(Record(said=said), self.exercises, START.wall)
        return Shelf(self.exercises, self._profile, so_far, 1200.0, self._problems)

    @property
    def screen(self) -> LibraryScreen:
        assert isinstance(self.app.screen, LibraryScreen)
        return self.app.screen

    @property
    def rows(self) -> dict[str, Row]:
        """The exercises of the list, by id."""
        return {row.exercise.id: row for row in self.screen.query_one(Exercises).rows if row.exercise}

    @property
    def headings(self) -> list[str]:
        return [row.text for row in self.screen.query_one(Exercises).rows if not row.exercise]

    @property
    def chosen(self) -> str:
        found = self.screen.query_one(Exercises).exercise
        return found.id if found else ""

    @property
    def keys(self) -> set[str]:
        """What the keys of the screen do now."""
        return {active.binding.id or "" for active in self.screen.active_bindings.values() if active.enabled}

    @property
    def toasts(self) -> list[str]:
        return [notification.message for notification in self.app._notifications]

    def text(self, selector: str) -> str:
        return str(self.screen.query_one(selector).render())

    def shows(self, selector: str) -> bool:
        """Whether it has a place in the window."""
        return bool(self.screen.query_one(selector).region)

    def card(self) -> str:
        """All words of the chosen exercise, on one line."""
        card = self.screen.query_one(Card)
        lines = [card.render_line(y).text for y in range(card.size.height)]
        return " ".join(" ".join(lines).split())

    @asynccontextmanager
    async def opened(self, *, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[Any]]:
        async with self.app.run_test(size=size) as pilot:
            await self.press(pilot, *([] if isinstance(self.app, LibraryApp) else ["l"]))
            yield pilot

    async def press(self, pilot: Pilot[Any], *keys: str) -> None:
        """Presses one key after the other."""
        await pilot.press(*keys)
        await pilot.pause()

    async def find(self, pilot: Pilot[Any], words: str) -> None:
        self.screen.query_one(Input).value = words
        await pilot.pause()
