"""What the service asks of the desktop: in order, and with a second note where no window opens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from unslouch.core.errors import UnslouchError
from unslouch.core.events import OpenSession, Remind, Withdraw
from unslouch.core.rules import Posture
from unslouch.desktop.notify import Action, Notice, Report
from unslouch.service import desk as desk_module
from unslouch.service.desk import Desk
from unslouch.settings.model import Open, Session

REMINDER = Remind("stretch", 3000, 180, Posture.MIXED, 1, can_snooze=True)


@dataclass
class Screen:
    """A notifier that notes what is on the screen, and a terminal that notes what is opened."""

    shown: list[str] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    opened: list[list[str]] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    no_terminal: bool = False

    async def show(self, notice: Notice) -> bool:
        self.actions = [action for action, _ in notice.actions]
        return self._note(f"{notice.title} {notice.body}")

    async def tell(self, notice: Notice) -> bool:
        return self._note(f"note: {notice.title}: {notice.body}")

    async def withdraw(self) -> None:
        self._note("withdrawn")

    async def close(self) -> None:
        self._note("closed")

    async def report(self) -> Report:
        return Report("fake", works=True, can=(), advice="")

    async def open_window(
        self, command: Iterable[str], preference: str | tuple[str, ...], activation_token: str | None
    ) -> None:
        del preference, activation_token
        if self.no_terminal:
            raise UnslouchError("There is no terminal.")
        self.opened.append(list(command))
        self._note("opened")

    def _note(self, what: str) -> bool:
        self.shown.append(what)
        self.changed.set()
        return True

    async def until(self, holds: Callable[[], bool]) -> None:
        while not holds():
            self.changed.clear()
            await asyncio.wait_for(self.changed.wait(), 5)


@asynccontextmanager
async def running(screen: Screen, opens: Open = Open.CLICK) -> AsyncIterator[Desk]:
    desk = Desk(screen, screen.open_window, lambda: Session(open=opens))
    task = asyncio.create_task(desk.run())
    yield desk
    task.cancel()


async def test_what_is_asked_for_happens_in_order() -> None:
    screen = Screen()
    async with running(screen) as desk:
        desk.carry_out(REMINDER)
        desk.carry_out(Withdraw())
        desk.carry_out(REMINDER)
        await screen.until(lambda: len(screen.shown) == 3)

    words = "50 min since you moved. 3 min, seated, then standing."
    assert screen.shown == [words, "withdrawn", words]
    assert screen.actions == [Action.START, Action.SHORT, Action.SNOOZE, Action.SKIP]


async def test_a_short_session_is_opened_as_one_minute() -> None:
    screen = Screen()
    async with running(screen) as desk:
        desk.carry_out(OpenSession(60))
        await screen.until(lambda: bool(screen.opened))

    assert screen.opened[0][-3:] == ["break", "--length", "1m"]


async def test_when_no_terminal_opens_a_note_says_what_to_type() -> None:
    screen = Screen(no_terminal=True)
    async with running(screen) as desk:
        desk.carry_out(OpenSession(None))
        await screen.until(lambda: bool(screen.shown))

    assert screen.shown == ["note: No window opened: In a terminal, type: unslouch break"]


async def test_when_no_session_reports_from_the_terminal_a_note_says_what_to_type(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(desk_module, "_OPENS_WITHIN_S", 0.05)
    screen = Screen()
    async with running(screen) as desk:
        desk.carry_out(OpenSession(None))
        await screen.until(lambda: len(screen.shown) == 2)

    assert screen.shown == ["opened", "note: No break began: In a terminal, type: unslouch break"]


async def test_when_the_session_reports_nothing_more_is_said() -> None:
    screen = Screen()
    async with running(screen) as desk:
        desk.carry_out(OpenSession(None))
        await screen.until(lambda: bool(screen.opened))
        desk.session_began()
        await desk.close()

    assert screen.shown == ["opened", "withdrawn", "closed"]


async def test_told_never_to_open_a_window_it_says_what_to_type() -> None:
    screen = Screen()
    async with running(screen, Open.NEVER) as desk:
        desk.carry_out(OpenSession(None))
        await screen.until(lambda: bool(screen.shown))

    assert screen.opened == []
    assert screen.shown == ["note: Ready when you are: In a terminal, type: unslouch break"]
