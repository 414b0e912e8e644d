"""A session in lines of text, for screen readers and for terminals that can show nothing else."""

from __future__ import annotations

import contextlib
import os
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator

import typer

from unslouch.catalogue.words import CUES
from unslouch.cli import planning
from unslouch.cli.connection import client
from unslouch.cli.keys import AGAIN, END, Keys
from unslouch.cli.output import say
from unslouch.core.duration import spoken
from unslouch.core.errors import PlayingError, UnslouchError
from unslouch.core.exercise import Sequence
from unslouch.core.guide import ANSWERS, ASKING_S, asked, done, question, titled
from unslouch.core.moment import Moment
from unslouch.core.outcome import Outcome
from unslouch.core.player import Player
from unslouch.service.session import SessionRecorder
from unslouch.settings.model import Settings
from unslouch.tui.status import Status

_SOON_S = 10.0
_NEXT_S = 5.0
"""How long before its end the end of a move is told, and what comes next: after its last step."""

_LOOK_S = 60.0
_LATE_S = 0.01
"""In real seconds: the longest wait between two looks (to notice a sleep), and how long after a change to
look."""

_HELP = (
    "Space: pause, or go on.",
    "n: the next move.",
    "b: this move from its beginning, or the one before.",
    "q: end the break.",
)
_TURNS: dict[str, Callable[[Player, Moment], Player]] = {
    "n": Player.next,
    "b": Player.back,
    "q": Player.end,
    END: Player.end,
}
_ASCII = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-", "\u00df": "ss"}
)
"""Quotation marks, dashes and the sharp s."""


def play(sequence: Sequence, rhythm: str | None, settings: Settings, where: planning.Here) -> None:
    """Plays `sequence`, which answers the reminder of `rhythm`, and records it however it ends.

    Raises UnslouchError for a sequence without moves.
    """
    with Keys() as keys:
        _Session(sequence, settings.away.locked_is_break_s, where, keys).play(rhythm)


def lines(before: Player | None, now: Player) -> Iterator[str]:
    """What there is to say of `now`, a line for each fact, after what was said until `before`.

    Without a `before` the move is begun, whether anew or for the first time.
    """
    if now.finished:
        yield "Finished." if now.outcome is Outcome.COMPLETED else "Left early."
        yield done(now)
        return
    if before is None or now.index != before.index:
        yield from _beginning(now)
        yield from _end(now, now.move.seconds)
        if now.paused:
            yield "Paused."
        return
    if now.lit != before.lit:
        yield from _step(now)
    yield from _end(now, before.left_s)
    if now.paused is not before.paused:
        yield "Paused." if now.paused else f"Going on, {_seconds(now.left_s)} left."


class _Session:
    """One session on standard output, on the clock of `where`; it ends after a gap of `asleep_s` seconds."""

    def __init__(self, sequence: Sequence, asleep_s: float, where: planning.Here, keys: Keys) -> None:
        self._keys = keys
        self._clock = where.clock
        self._recorder = SessionRecorder(client().folder, where.journal, where.clock)
        self._player = Player.begin(sequence, where.clock.now(), asleep_s * where.clock.speed)
        self._longest_s = min(_LOOK_S, asleep_s / 2)

    def play(self, rhythm: str | None) -> None:
        player = self._player
        self._carefully(lambda: self._recorder.began(player.sequence, rhythm, player.looked))
        try:
            self._tell(*self._opening())
            key = self._guide()
        finally:
            self._player = self._player.end(self._clock.now())
            self._record()
        self._tell(*lines(None, self._player), *self._upcoming())
        if key not in {"q", END}:
            self._ask()

    def _opening(self) -> Iterator[str]:
        moves = len(self._player.sequence.moves)
        yield f"{spoken(self._player.sequence.length_s)}, {moves} move{'' if moves == 1 else 's'}."
        if self._keys.some:
            enter = "" if self._keys.single else ", each with Enter"
            yield f"Keys{enter}: space pause, n next, b back, q end, ? help."

    def _guide(self) -> str:
        """Plays to the end; the key that came last."""
        before, key = None, ""
        while not self._player.finished:
            self._tell(*lines(before, self._player))
            before, key = self._player, self._keys.wait(self._wait_s())
            self._player = self._turned(key)
            if key == "b":
                before = None
        return key

    def _turned(self, key: str) -> Player:
        """The player now, after `key`."""
        player, now = self._player, self._clock.now()
        if key == " ":
            return player.resume(now) if player.paused else player.pause(now)
        player = _TURNS.get(key, Player.look)(player, now)
        if key in {"?", AGAIN} and not player.finished:
            here = f"Now: {titled(player.move)}, {_seconds(player.left_s)} left."
            self._tell(*(_HELP if key == "?" else ()), here)
        return player

    def _wait_s(self) -> float:
        """Real seconds until there is something to say, unless a key comes before."""
        player = self._player
        if player.paused:
            return self._longest_s
        move, steps = player.move, max(1, len(player.move.exercise.steps))
        ahead = (
            move.seconds * (player.lit + 1) / steps - player.into_s,
            player.left_s - _SOON_S,
            player.left_s - _next_s(player),
            player.left_s,
        )
        due_s = min(seconds for seconds in (*ahead, self._longest_s * self._clock.speed) if seconds > 0)
        return due_s / self._clock.speed + _LATE_S

    def _record(self) -> None:
        player, outcome = self._player, self._player.outcome
        if outcome is not None:
            played = [(move.exercise.id, move.side, seconds) for move, seconds in player.played]
            self._carefully(lambda: self._recorder.ended(outcome, played, player.done_s, player.looked))

    def _upcoming(self) -> Iterator[str]:
        """When the next break comes, if the service runs and knows it."""
        with contextlib.suppress(UnslouchError):
            status = Status(client().request("status"), self._clock.now())
            if status.next_in_s(status.seen):
                yield f"{status.heading}."

    def _ask(self) -> None:
        """How one of the first plays of a move was, where there is somebody to answer."""
        move = asked(self._player)
        if move is None or not self._keys.some:
            return
        self._tell(question(move))
        closing = {"q", END, *("\r\n" if self._keys.single else "")}
        until, key = time.monotonic() + ASKING_S, ""
        while key not in closing and (left_s := until - time.monotonic()) > 0:
            key = self._keys.wait(left_s)
            if said := ANSWERS.get(key):
                self._carefully(lambda: self._recorder.said(move.exercise.id, said, None, self._clock.now()))
                self._tell("Thank you.")
                return

    def _tell(self, *texts: str) -> None:
        """Says them, a line each; where nobody listens any more the session ends."""
        for text in texts:
            try:
                say(fitting(text))
            except OSError:
                _mute()
                self._keys.end()

    def _carefully(self, call: Callable[[], None]) -> None:
        """What cannot be recorded is told, and the break goes on. Raises PlayingError: there is none."""
        try:
            call()
        except PlayingError:
            raise
        except UnslouchError as error:
            with contextlib.suppress(OSError):
                typer.echo(str(error), err=True)


def _beginning(player: Player) -> Iterator[str]:
    if player.changes_sides:
        yield "Change sides."
    number = f"Move {player.index + 1} of {len(player.sequence.moves)}"
    yield f"{number}: {titled(player.move)}, {_seconds(player.move.seconds)}."
    yield from _step(player)


def _step(player: Player) -> Iterator[str]:
    if player.step:
        yield f"{player.step.text} {CUES[player.breath]}"


def _end(player: Player, left_s: float) -> Iterator[str]:
    """What is told before the end of a move, unless it was told when `left_s` seconds of it were left."""
    if player.left_s <= _SOON_S < left_s and player.move.seconds >= 2 * _SOON_S:
        yield f"{_seconds(_SOON_S)} left."
    if player.upcoming and player.left_s <= _next_s(player) < left_s:
        yield f"Next: {titled(player.upcoming)}."


def _next_s(player: Player) -> float:
    """How many seconds before the end of the move it is told what comes next."""
    return min(_NEXT_S, player.move.seconds / max(1, len(player.move.exercise.steps)))


def _seconds(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole} second{'' if whole == 1 else 's'}"


def fitting(text: str) -> str:
    """`text`, in ASCII unless the user's locale is one of UTF-8.

    Where it is not, Python itself may have put C.UTF-8 into LC_CTYPE (PEP 538).
    """
    kind = os.environ.get("LC_CTYPE", "")
    name = os.environ.get("LC_ALL") or (kind if kind != "C.UTF-8" else "") or os.environ.get("LANG", "")
    if sys.platform == "win32" or "utf8" in name.lower().replace("-", ""):  # that console takes any text
        return text
    apart = unicodedata.normalize("NFKD", text.translate(_ASCII))
    return "".join(c for c in apart if not unicodedata.combining(c)).encode("ascii", "replace").decode()


def _mute() -> None:
    """Nobody reads standard output any more, so that nothing is said there again, not even at the exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
