"""A world for the screens: a clock that the test moves, a service that the test speaks for, a memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from textual.pilot import Pilot

from tests.moves import MOVE
from unslouch.core.errors import PlayingError, UnslouchError
from unslouch.core.exercise import Breath, Exercise, Move, Sequence, Side, Step
from unslouch.core.moment import Moment
from unslouch.core.outcome import Outcome
from unslouch.core.said import Reason, Said
from unslouch.tui.app import UnslouchApp
from unslouch.tui.ports import Days, Guide, Played, World
from unslouch.tui.screens.session import SessionScreen
from unslouch.tui.screens.today import TodayScreen

START = Moment(datetime(2026, 11, 23, 10, 12, tzinfo=UTC), 5000.0)


def exercise(name: str, *regions: str, steps: tuple[Step, ...] = (), figure: str | None = None) -> Exercise:
    named = name.lower().replace(" ", "-")
    return replace(MOVE, id=named, name=name, regions=regions, steps=steps, figure=figure)


ROLLS = exercise(
    "Shoulder rolls",
    "shoulders",
    "upper-back",
    steps=(
        Step("Sit tall and let both arms hang.", Breath.EASY),
        Step("Draw the shoulders up and back.", Breath.IN),
        Step("Let them sink down slowly.", Breath.OUT),
    ),
)
NECK = exercise(
    "Ear to shoulder",
    "neck",
    steps=(
        Step("Sit tall, and hold the seat with one hand.", Breath.EASY),
        Step("Lean the head away from that hand until the side of the neck feels long.", Breath.OUT),
    ),
    figure="neck-side-tilt",
)
LUNGE = exercise(
    "Standing hip opener", "hips", "thighs", steps=(Step("Step back, and sink the hips."),), figure="bridge"
)
TILT = replace(NECK, id="neck-side-tilt", name="Neck side tilt", figure="neck-side-tilt")


def sequence(*moves: tuple[Exercise, Side | None, float]) -> Sequence:
    played = tuple(Move(exercise, side, seconds, "", plays=9) for exercise, side, seconds in moves)
    return Sequence(3120, sum(move.seconds for move in played), "mixed", 1, played)


BREAK = sequence((ROLLS, None, 60), (NECK, Side.LEFT, 30), (NECK, Side.RIGHT, 30), (LUNGE, Side.LEFT, 30),
                 (LUNGE, Side.RIGHT, 30))  # fmt: skip
SHORT = sequence((ROLLS, None, 30), (NECK, Side.LEFT, 15), (NECK, Side.RIGHT, 15))

SITTING: dict[str, Any] = {
    "version": 1,
    "state": "sitting",
    "since": "2026-11-23T09:45:00+00:00",
    "sitting_s": 1620.0,
    "since_break_s": 1620.0,
    "next": "2026-11-23T10:35:00+00:00",
    "next_in_s": 1380.0,
    "fraction": 0.54,
    "rhythm": "stretch",
    "length_s": 180.0,
    "holds": [],
    "reminder": None,
    "can_snooze": True,
    "why": "The next break comes at 10:35, after 50 min of sitting.",
}
DUE = SITTING | {
    "since_break_s": 3120.0,
    "next": "2026-11-23T10:12:00+00:00",
    "next_in_s": 0.0,
    "fraction": 1.0,
    "reminder": {"rhythm": "stretch", "shown_at": "2026-11-23T10:12:00+00:00", "times": 1, "open": True},
    "why": "A break is due since 10:12.",
}
PAUSED = SITTING | {
    "state": "paused",
    "next": None,
    "next_in_s": None,
    "holds": [
        {
            "reason": "paused",
            "since": "2026-11-23T10:00:00+00:00",
            "cause": "reminders are paused until 14:00",
        },
        {"reason": "meeting", "since": "2026-11-23T10:05:00+00:00", "cause": "the microphone is in use"},
    ],
    "why": "Held since 10:00: reminders are paused until 14:00.",
}


@dataclass
class FrozenClock:
    """Stands still until the test moves it."""

    moment: Moment = START
    speed: float = 1.0

    def now(self) -> Moment:
        return self.moment

    def advance(self, seconds: float) -> None:
        self.moment = self.moment.plus(seconds)


@dataclass
class Service:
    """Says what the test says, and remembers what it was asked; refuses what `refusal` is set for."""

    requests: list[str] = field(default_factory=list)
    refusal: str = ""
    spoken: asyncio.Queue[Mapping[str, Any] | None] = field(default_factory=asyncio.Queue)

    async def follow(self) -> AsyncGenerator[Mapping[str, Any] | None, None]:
        while True:
            yield await self.spoken.get()

    async def request(self, command: str) -> Mapping[str, Any]:
        self.requests.append(command)
        if self.refusal:
            raise UnslouchError(self.refusal)
        return {}


@dataclass
class Memory:
    """The sessions that were recorded: what each was, and how it ended. `elsewhere` another one plays."""

    began_: list[tuple[Sequence, str | None, Moment]] = field(default_factory=list)
    ended_: list[tuple[Outcome, Played, float, Moment]] = field(default_factory=list)
    said_: list[tuple[str, Said, Reason | None]] = field(default_factory=list)
    refusal: str = ""
    elsewhere: bool = False

    def said(self, exercise: str, said: Said, reason: Reason | None, at: Moment) -> None:
        del at
        self.said_.append((exercise, said, reason))
        self._refuse()

    def began(self, sequence: Sequence, rhythm: str | None, at: Moment) -> None:
        if self.elsewhere:
            raise PlayingError
        assert len(self.began_) == len(self.ended_), "one session at a time"
        self.began_.append((sequence, rhythm, at))
        self._refuse()

    def ended(self, outcome: Outcome, played: Played, done_s: float, at: Moment) -> None:
        self.ended_.append((outcome, played, done_s, at))
        assert len(self.began_) == len(self.ended_), "each session ends once"
        self._refuse()

    def _refuse(self) -> None:
        if self.refusal:
            raise UnslouchError(self.refusal)


@dataclass
class Plans:
    """Plans the whole break, or the short one; remembers for what it was asked."""

    whole: Sequence = BREAK
    asked: list[tuple[float | None, str | None]] = field(default_factory=list)
    refusal: str = ""

    def __call__(self, length_s: float | None, rhythm: str | None) -> Sequence:
        self.asked.append((length_s, rhythm))
        if self.refusal:
            raise UnslouchError(self.refusal)
        return SHORT if length_s else self.whole


class BellApp(UnslouchApp):
    """Counts its bells; a headless terminal has none."""

    bells = 0

    def bell(self) -> None:
        self.bells += 1


class Desk:
    """An app and the world it sees."""

    def __init__(
        self,
        *,
        alone: Sequence | None = None,
        started: bool = False,
        theme: str = "unslouch-dark",
        guide: Guide = Guide(),  # noqa: B008 (it is immutable)
        days: Days | None = None,
        speed: float = 1.0,
    ) -> None:
        self.clock, self.service, self.memory, self.plans = FrozenClock(), Service(), Memory(), Plans()
        self.clock.speed = speed
        world = World(self.clock, self.service, self.memory, self.plans, guide=guide, days=days)
        self.app = BellApp(
            world, sequence=alone, rhythm="stretch" if alone else None, started=started, theme=theme
        )

    async def says(self, pilot: Pilot[Any], *documents: Mapping[str, Any] | None) -> None:
        """The service says these, one after the other."""
        for document in documents:
            self.service.spoken.put_nowait(document)
            await pilot.pause()

    async def forward(self, pilot: Pilot[Any], seconds: float) -> None:
        """Time passes, and the screen, once it is there, looks at the clock."""
        await pilot.pause()
        self.clock.advance(seconds)
        screen = self.app.screen
        if isinstance(screen, SessionScreen | TodayScreen):
            screen.tick()
        await pilot.pause()

    def text(self, selector: str) -> str:
        """What stands in a line of the present screen."""
        return str(self.app.screen.query_one(selector).render())
