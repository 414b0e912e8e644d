"""A sequence as it is played: what is on, what comes next, what was done. Pure: told the time, never asks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from unslouch.core.errors import UnslouchError
from unslouch.core.exercise import Breath, Exercise, Move, Sequence, Side, Step
from unslouch.core.moment import Moment
from unslouch.core.outcome import Outcome

ASLEEP_S = 180.0
"""The gap between two looks, in seconds, from which on nobody was there: the machine slept."""

FORGOTTEN_S = 1800.0
"""A session paused for so many seconds is over: no reminder comes while one is open."""

BACK_GRACE_S = 3.0
"""For so many seconds into a move, going back means the move before."""

READY_S = 3.0
"""The first seconds of a move are there to get into it, and to change sides."""

LONGER_S = 10.0
"""By so much a move is made longer or shorter, a side."""

_SHORTEST_S = 5.0
_LONGEST_S = 600.0


@dataclass(frozen=True, slots=True)
class Player:
    """A sequence being played, as it was at the moment `looked`; all durations in seconds.

    Every operation is told the moment, goes on playing until then, and gives the player as it is
    afterwards. `into_s` is how far into the present move it is; `spent_s` says for each move how long it
    was played, repeats included, at most its own length. Once it has ended nothing changes any more, and
    `looked` is when it ended. Only the elapsed clock counts, so that nobody sets it.
    """

    sequence: Sequence
    looked: Moment
    spent_s: tuple[float, ...]
    asleep_s: float = ASLEEP_S
    index: int = 0
    into_s: float = 0.0
    paused: bool = False
    paused_s: float = 0.0
    outcome: Outcome | None = None

    @classmethod
    def begin(cls, sequence: Sequence, at: Moment, asleep_s: float = ASLEEP_S) -> Player:
        """The first move at its beginning. Raises UnslouchError for a sequence without moves."""
        if not sequence.moves or min(move.seconds for move in sequence.moves) <= 0:
            msg = "There is no move to play: allow more exercises in the config's profile, or another focus."
            raise UnslouchError(msg)
        return cls(sequence, at, (0.0,) * len(sequence.moves), asleep_s)

    def look(self, at: Moment) -> Player:
        """As it is at `at`. A gap of `asleep_s` or more ends it as left early when it was last looked at, and
        so does a pause of `FORGOTTEN_S`.
        """
        gap_s = at.since(self.looked)
        if self.finished or gap_s <= 0:
            return self
        if gap_s >= self.asleep_s:
            return replace(self, paused=False, outcome=Outcome.LEFT_EARLY)
        if not self.paused:
            return self._played(gap_s, at)
        paused_s = self.paused_s + gap_s
        if paused_s >= FORGOTTEN_S:
            return replace(self, paused=False, outcome=Outcome.LEFT_EARLY)
        return replace(self, looked=at, paused_s=paused_s)

    def pause(self, at: Moment) -> Player:
        now = self.look(at)
        return now if now.finished else replace(now, paused=True, paused_s=0.0)

    def resume(self, at: Moment) -> Player:
        return replace(self.look(at), paused=False)

    def next(self, at: Moment) -> Player:
        """Goes on to the next move; after the last one it ends, completed if half of it was played."""
        now = self.look(at)
        if now.finished:
            return now
        if now.upcoming is None:
            return replace(now, paused=False, outcome=Outcome.COMPLETED if now.counts else Outcome.LEFT_EARLY)
        return replace(now, index=now.index + 1, into_s=0.0)

    def back(self, at: Moment) -> Player:
        """Begins the move anew, or the one before within the first `BACK_GRACE_S` of it."""
        now = self.look(at)
        if now.finished:
            return now
        before = now.into_s < BACK_GRACE_S and now.index > 0
        return replace(now, index=now.index - before, into_s=0.0)

    def swap(self, at: Moment, exercise: Exercise) -> Player:
        """Plays `exercise` instead of the present one, for the time that was left for it, on both sides.

        What was played of the other stays played: each side is a move of its own, cut where it was left.
        """
        now = self.look(at)
        if now.finished:
            return now
        moves, here, end = now.sequence.moves, now.index, now._end  # noqa: SLF001 - its own kind
        left_s = max(sum(move.seconds for move in moves[here:end]) - now.into_s, exercise.least_s)
        sides = (Side.LEFT, Side.RIGHT) if exercise.sided else (None,)
        new = tuple(Move(exercise, side, left_s / len(sides), "instead") for side in sides)
        spent = zip(moves[here:end], now.spent_s[here:end], strict=True)
        cut = tuple(replace(move, seconds=seconds) for move, seconds in spent if seconds)
        return replace(
            now,
            sequence=_of(now.sequence, moves[:here] + cut + new + moves[end:]),
            spent_s=now.spent_s[:here]
            + tuple(move.seconds for move in cut)
            + (0.0,) * len(new)
            + now.spent_s[end:],
            index=here + len(cut),
            into_s=0.0,
        )

    def lengthen(self, at: Moment, seconds: float) -> Player:
        """Makes the present move longer, and its other side too; shorter where `seconds` is negative.

        No shorter than what was played of either, nor than a few seconds.
        """
        now = self.look(at)
        if now.finished:
            return now
        moves, here, end = now.sequence.moves, now.index, now._end  # noqa: SLF001 - its own kind
        least_s = max(_SHORTEST_S, now.into_s, *now.spent_s[here:end])
        length_s = min(max(now.move.seconds + seconds, least_s), max(_LONGEST_S, least_s))
        changed = tuple(replace(move, seconds=length_s) for move in moves[here:end])
        return replace(now, sequence=_of(now.sequence, moves[:here] + changed + moves[end:]))

    def end(self, at: Moment) -> Player:
        """Leaves it, early if it has not ended by itself until then."""
        now = self.look(at)
        return now if now.finished else replace(now, paused=False, outcome=Outcome.LEFT_EARLY)

    @property
    def finished(self) -> bool:
        return self.outcome is not None

    @property
    def move(self) -> Move:
        """The present move; the last one played once it has ended."""
        return self.sequence.moves[self.index]

    @property
    def upcoming(self) -> Move | None:
        """The move after the present one."""
        return next(iter(self.sequence.moves[self.index + 1 :]), None)

    @property
    def left_s(self) -> float:
        """Seconds left in the present move."""
        return 0.0 if self.outcome is Outcome.COMPLETED else max(0.0, self.move.seconds - self.into_s)

    @property
    def left_in_all_s(self) -> float:
        """Seconds left until the session is completed."""
        return self.left_s + sum(move.seconds for move in self.sequence.moves[self.index + 1 :])

    @property
    def fraction(self) -> float:
        """How far through the sequence it is, from 0 to 1."""
        return min(1.0, max(0.0, 1.0 - self.left_in_all_s / self.sequence.length_s))

    @property
    def lit(self) -> int:
        """Which step of the present move is on: each in turn, for an equal share of the move."""
        steps = len(self.move.exercise.steps)
        return max(0, min(steps - 1, int(self.into_s / self.move.seconds * steps)))

    @property
    def step(self) -> Step | None:
        steps = self.move.exercise.steps
        return steps[self.lit] if steps else None

    @property
    def breath(self) -> Breath:
        """The breath cue of the step that is on."""
        return self.step.breath if self.step else Breath.EASY

    @property
    def played(self) -> tuple[tuple[Move, float], ...]:
        """The moves that were played at all, in order, each with its seconds."""
        spent = zip(self.sequence.moves, self.spent_s, strict=True)
        return tuple((move, seconds) for move, seconds in spent if seconds > 0)

    @property
    def done_s(self) -> float:
        """Seconds played in all."""
        return sum(self.spent_s)

    @property
    def counts(self) -> bool:
        """Whether enough was played for a break: half of it."""
        return self.done_s * 2 >= self.sequence.length_s

    @property
    def ready_s(self) -> float:
        """Seconds left to get into the present move, or to change sides; 0 once it is on."""
        return max(0.0, min(READY_S, self.move.seconds / 2) - self.into_s)

    @property
    def changes_sides(self) -> bool:
        """Whether the present move is the other side of the one before."""
        before = self.sequence.moves[self.index - 1 : self.index]
        return bool(before) and before[0].exercise == self.move.exercise and before[0].side != self.move.side

    @property
    def _end(self) -> int:
        """Where the present exercise is over: after its other side."""
        moves, end = self.sequence.moves, self.index
        while end < len(moves) and moves[end].exercise == self.move.exercise:
            end += 1
        return end

    def _played(self, seconds: float, at: Moment) -> Player:
        """After `seconds` more of playing, up to `at`."""
        moves, spent = self.sequence.moves, list(self.spent_s)
        index, into_s, left_s = self.index, self.into_s, seconds
        while (rest_s := moves[index].seconds - into_s) <= left_s:
            spent[index] = min(moves[index].seconds, spent[index] + rest_s)
            left_s -= rest_s
            if index == len(moves) - 1:
                return replace(self, looked=at.plus(-left_s), spent_s=tuple(spent), index=index,
                               into_s=moves[index].seconds, outcome=Outcome.COMPLETED)  # fmt: skip
            index, into_s = index + 1, 0.0
        spent[index] = min(moves[index].seconds, spent[index] + left_s)
        return replace(self, looked=at, spent_s=tuple(spent), index=index, into_s=into_s + left_s)


def _of(sequence: Sequence, moves: tuple[Move, ...]) -> Sequence:
    return replace(sequence, length_s=sum(move.seconds for move in moves), moves=moves)
