"""How the screens reach the world: what they need of the clock, the service, the journal and the planner."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from unslouch.core.exercise import Exercise, Sequence, Side
from unslouch.core.glyphs import Glyphs
from unslouch.core.moment import Moment
from unslouch.core.outcome import Outcome
from unslouch.core.player import ASLEEP_S
from unslouch.core.problem import Problem
from unslouch.core.rules import Profile
from unslouch.core.said import Reason, Said
from unslouch.core.wish import Past
from unslouch.settings.model import Sound

if TYPE_CHECKING:
    from unslouch.core.days import Day
    from unslouch.tui.setup import Setup

Played = list[tuple[str, Side | None, float]]
"""What was done in a session: for each move played its exercise's id, its side and its seconds."""


class Clock(Protocol):
    """The time. With a `speed` of 60 a minute of it passes in a real second."""

    @property
    def speed(self) -> float: ...

    def now(self) -> Moment: ...


class Link(Protocol):
    """The service."""

    def follow(self) -> AsyncGenerator[Mapping[str, Any] | None, None]:
        """The `status` document, at once and at every change; None while the service cannot be reached.

        It tries again by itself and never ends.
        """
        ...

    async def request(self, command: str) -> Mapping[str, Any]:
        """Asks for `snooze`, `skip`, `pause`, `resume` or `stop`. Raises UnslouchError if that fails."""
        ...


class Recorder(Protocol):
    """Where a session is recorded and the service told of it. Either call may raise UnslouchError."""

    def began(self, sequence: Sequence, rhythm: str | None, at: Moment) -> None:
        """A session began; `rhythm` is the one whose reminder it answers.

        Raises PlayingError while another one plays: this one is none then, and never ends.
        """
        ...

    def ended(self, outcome: Outcome, played: Played, done_s: float, at: Moment) -> None:
        """The session ended at `at`, which may lie before now; called once for each that began."""
        ...

    def said(self, exercise: str, said: Said, reason: Reason | None, at: Moment) -> None:
        """What the person says of the exercise with that id."""
        ...


class Planner(Protocol):
    def __call__(self, length_s: float | None, rhythm: str | None) -> Sequence:
        """A sequence for a break now, `length_s` seconds long, or as long as the time since the last
        break and the rhythm ask for. Raises UnslouchError where nothing can be planned.
        """
        ...


class Days(Protocol):
    def __call__(self, first: date) -> list[Day]:
        """Every day from `first` to today, in order. May take a while, and is called in a thread.

        Raises UnslouchError where the journal cannot be read.
        """
        ...


@dataclass(frozen=True, slots=True)
class Shelf:
    """The exercises that there are, in what the profile and the past say of them.

    `since_s` is the time since the last break, in seconds; `problems` is what is wrong in the user's own
    exercises.
    """

    exercises: tuple[Exercise, ...]
    profile: Profile = field(default_factory=Profile)
    past: Past = field(default_factory=Past)
    since_s: float = 0.0
    problems: tuple[Problem, ...] = ()


class Library(Protocol):
    def __call__(self) -> Shelf:
        """The exercises as they are now."""
        ...


class Config(Protocol):
    """The user's config file."""

    @property
    def file(self) -> str:
        """Where it is."""
        ...

    def read(self) -> str | Problem:
        """What is in it, or why that cannot be read; where there is none, what a new one begins with."""
        ...

    def write(self, text: str) -> None:
        """Puts `text` in its place, whole or not at all. Raises UnslouchError where it cannot."""
        ...

    def edit(self) -> None:
        """Opens it in the user's editor and waits. Raises UnslouchError where that fails."""
        ...


class Instead(Protocol):
    def __call__(self, of: Exercise, posture: str, without: frozenset[str]) -> Exercise | None:
        """Another exercise for the region that `of` serves, none of those whose ids are `without`."""
        ...


def _nothing_instead(of: Exercise, posture: str, without: frozenset[str]) -> None:
    del of, posture, without


@dataclass(frozen=True, slots=True)
class Guide:
    """What a session is guided with. `speak` says a text aloud, or is silent where it is empty, and comes
    back at once; None cannot.
    """

    glyphs: Glyphs = Glyphs.BRAILLE
    sound: Sound = Sound.BELL
    speak: Callable[[str], None] | None = None
    instead: Instead = _nothing_instead


@dataclass(frozen=True, slots=True)
class World:
    """All of it, as the app is given it. A gap of more than `asleep_s` seconds ends a session; without a
    `config` there is nothing to tune, without `days` no history, and without a
    `library` no exercises to look through. With a `setup` the app begins with Welcome.
    """

    clock: Clock
    link: Link
    recorder: Recorder
    plan: Planner
    asleep_s: float = ASLEEP_S
    guide: Guide = Guide()
    config: Config | None = None
    days: Days | None = None
    library: Library | None = None
    setup: Setup | None = None
