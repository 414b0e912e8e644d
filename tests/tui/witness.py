"""Somebody who watches the screen with a clock of their own, and says whether what is recorded is true."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Button

from tests.tui.world import Desk
from unslouch.core.exercise import Exercise
from unslouch.core.guide import ANSWERS, SIDES
from unslouch.core.outcome import Outcome
from unslouch.core.said import Reason, Said
from unslouch.tui.ports import Played
from unslouch.tui.screens.library import LibraryScreen
from unslouch.tui.screens.never import NeverScreen
from unslouch.tui.screens.session import SessionScreen
from unslouch.tui.screens.today import TodayScreen

REASONS = dict(zip("123", Reason, strict=True))
LAST = "Last move"
Shown = tuple[str, str]


def read(screen: Screen[Any], selector: str) -> str:
    found = list(screen.query(selector))
    return str(found[0].render()) if found else ""


@dataclass(frozen=True)
class Sight:
    """What the screen says before something is done."""

    top: Screen[Any]
    session: SessionScreen | None
    move: Shown = ("", "")
    last: bool = False
    paused: bool = False
    asks: str = ""
    chosen: str = ""
    focus: str = ""


@dataclass
class Witness:
    """Lets things happen at `desk`, and keeps account of each session: how long each move was shown at a
    time, as far as the clock was running. `exercises` are those that there are.
    """

    desk: Desk
    exercises: tuple[Exercise, ...]
    visits: list[tuple[Shown, float]] = field(default_factory=list)

    @property
    def session(self) -> SessionScreen | None:
        """The session that is under way, also under another screen."""
        stack = self.desk.app.screen_stack if self.desk.app.is_running else []
        found = next((screen for screen in stack if isinstance(screen, SessionScreen)), None)
        return found if found and found.is_mounted else None

    def sight(self) -> Sight:
        top, session, focus = self.desk.app.screen, self.session, self.desk.app.focused
        button = str(focus.id) if isinstance(focus, Button) else ""
        chosen = ""
        if isinstance(top, NeverScreen | LibraryScreen):
            chosen = read(top, "#question Line" if isinstance(top, NeverScreen) else "#name")
        if session is None:
            return Sight(top, session, chosen=chosen, focus=button)
        move, last = (read(session, "#name"), read(session, "#side")), read(session, "#next") == LAST
        asks = read(session, "#ask") if session.has_class("-finished") else ""
        return Sight(top, session, move, last, session.has_class("-paused"), asks, chosen, button)

    async def do(self, pilot: Pilot[Any], act: str, what: Any) -> None:
        """One act, and what was recorded of it."""
        if act == "wait":
            await self._wait(pilot, what)
        elif act == "sleep":
            await self._sleep(pilot, what)
        elif act == "hear":
            await self.desk.says(pilot, what)
        elif act == "resize":
            await pilot.resize_terminal(*what)
        else:
            await self._touch(pilot, act, what)

    async def _touch(self, pilot: Pilot[Any], act: str, what: Any) -> None:
        """A key or a click: only these say something, or end a session before its end."""
        before, ended, said = self.sight(), len(self.desk.memory.ended_), len(self.desk.memory.said_)
        if act == "press":
            await pilot.press(what)
        else:
            width, height = self.desk.app.size
            await pilot.click(offset=(what[0] % width, what[1] % height))
        await pilot.pause()
        key = what if act == "press" else ""
        self._heard(self.desk.memory.said_[said:], before, key)
        if len(self.desk.memory.ended_) > ended:
            self._ended(before, key)
        if self.session is not None and key in {"b", "left", ""}:
            self._look_anew()

    async def _wait(self, pilot: Pilot[Any], seconds: float) -> None:
        """Time passes while somebody looks, at each of the moments at which the session changes."""
        left_s = seconds
        while left_s > 0:
            session = self.session
            if session is None or session.has_class("-finished"):
                self._pass(left_s)
                break
            step_s = min(left_s, session._player.left_s % 1 or 1.0)
            before = self._watch(session, step_s)
            ended = len(self.desk.memory.ended_)
            self._pass(step_s)
            left_s -= step_s
            if len(self.desk.memory.ended_) > ended:
                self._completed(before)
        await pilot.pause()

    async def _sleep(self, pilot: Pilot[Any], seconds: float) -> None:
        """The machine sleeps so long that nobody can have been there."""
        ended, asleep = len(self.desk.memory.ended_), self.desk.clock.now()
        self._pass(seconds)
        if len(self.desk.memory.ended_) > ended:
            outcome, played, done_s, at = self.desk.memory.ended_[-1]
            assert (outcome, at) == (Outcome.LEFT_EARLY, asleep)
            self._true(played, done_s)
        await pilot.pause()

    def _pass(self, seconds: float) -> None:
        self.desk.clock.advance(seconds)
        for screen in self.desk.app.screen_stack[::-1]:
            if isinstance(screen, SessionScreen | TodayScreen):
                screen.tick()

    def _watch(self, session: SessionScreen, seconds: float) -> Sight:
        """Adds `seconds` to what is on the screen, unless it stands still."""
        sight = self.sight()
        if not self.visits or self.visits[-1][0] != sight.move:
            self.visits.append((sight.move, 0.0))
        if not session.has_class("-paused"):
            self.visits[-1] = (sight.move, self.visits[-1][1] + seconds)
        return sight

    def _look_anew(self) -> None:
        """The move may have been begun anew."""
        if self.visits:
            self.visits.append((self.visits[-1][0], 0.0))

    def _completed(self, before: Sight) -> None:
        """By itself a session ends after its last move, completed, or where it was paused and forgotten."""
        outcome, played, done_s, at = self.desk.memory.ended_[-1]
        if before.paused:
            assert outcome is Outcome.LEFT_EARLY
            self._true(played, done_s)
            return
        assert (outcome, before.last) == (Outcome.COMPLETED, True)
        assert at.elapsed == pytest.approx(self.desk.clock.now().elapsed)
        self._true(played, done_s)

    def _ended(self, before: Sight, key: str) -> None:
        """By a key or a click it is completed where that went on from the last move, after half of it."""
        outcome, played, done_s, at = self.desk.memory.ended_[-1]
        assert at == self.desk.clock.now()
        assert before.session is not None
        half = done_s * 2 >= before.session._player.sequence.length_s
        if outcome is Outcome.COMPLETED:
            assert before.last
            assert half
        if isinstance(before.top, SessionScreen) and key in {"n", "right"}:
            assert (outcome is Outcome.COMPLETED) is half
        if key in {"q", "escape", "ctrl+c"}:
            assert outcome is Outcome.LEFT_EARLY
        self._true(played, done_s)

    def left(self) -> None:
        """The app is gone: what was under way was left."""
        memory = self.desk.memory
        assert len(memory.began_) == len(memory.ended_)
        if self.visits and memory.ended_:
            outcome, played, done_s, at = memory.ended_[-1]
            assert (outcome, at) == (Outcome.LEFT_EARLY, self.desk.clock.now())
            self._true(played, done_s)

    def _true(self, played: Played, done_s: float) -> None:
        """Of each move as much is recorded as was shown; of one that was begun anew no more than that, and
        no less than the longest time at a stretch. What was never shown is not recorded.
        """
        names = {exercise.id: exercise.name for exercise in self.exercises}
        visits, self.visits = self.visits, []
        recorded: dict[Shown, float] = {}
        for exercise, side, seconds in played:
            move = names[exercise], SIDES[side]
            assert seconds > 0
            recorded[move] = recorded.get(move, 0.0) + seconds
        for move in {*recorded, *(move for move, seconds in visits if seconds)}:
            times = [seconds for shown, seconds in visits if shown == move]
            assert max(times, default=0.0) - 1e-6 <= recorded.get(move, 0.0) <= sum(times) + 1e-6, move
        assert done_s == pytest.approx(sum(recorded.values()))

    def _heard(self, said: list[tuple[str, Said, Reason | None]], before: Sight, key: str) -> None:
        """What is recorded as said is what the key says of what was asked; a click is less exact."""
        if isinstance(before.top, LibraryScreen) and said:
            [(exercise, what, reason)] = said
            assert (exercise, reason) == (self._id(before.chosen), None)
            assert what in {Said.FAVOURITE, Said.AGAIN}
            assert key in {"f", "x", ""}
        elif key:
            assert said == self._says(before, key)
        else:
            assert said in ([], *(self._says(before, each) for each in "123"))

    def _says(self, before: Sight, key: str) -> list[tuple[str, Said, Reason | None]]:
        """What `key` says where it is pressed."""
        if isinstance(before.top, NeverScreen):
            name = before.chosen.partition(": never again")[0]
            reason = before.focus if key == "enter" else REASONS.get(key, "")
            return [(self._id(name), Said.NEVER, Reason(reason))] if reason in set(Reason) else []
        if isinstance(before.top, SessionScreen) and before.asks.endswith("?") and key in ANSWERS:
            return [(self._id(before.asks.partition(": how was")[0]), ANSWERS[key], None)]
        return []

    def _id(self, name: str) -> str:
        return next(exercise.id for exercise in self.exercises if exercise.name == name)
