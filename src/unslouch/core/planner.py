"""Which exercises a break plays: a sequence that fits its length, its posture and the person.

The same input gives the same sequence; another seed gives another one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from unslouch.core.draft import Draft
from unslouch.core.duration import WEEK_S, spoken
from unslouch.core.errors import UnslouchError
from unslouch.core.exercise import Exercise, Form, Kind, Move, Position, Sequence, Side
from unslouch.core.rules import Posture, Profile
from unslouch.core.wish import Past, Wish

_FLOOR_FROM_S = 180
"""Getting down and up again takes its time."""


class NothingFitsError(UnslouchError):
    """The profile leaves no exercise for such a break."""

    code = "nothing-fits"


def plan(catalogue: Iterable[Exercise], wish: Wish, profile: Profile, past: Past, seed: int) -> Sequence:
    """The sequence for `wish`. Raises NothingFitsError where the profile leaves nothing."""
    known = tuple(catalogue)
    allowed = _allowed(known, wish, profile, past)
    if not allowed:
        raise NothingFitsError(_way_out(known, wish, profile, past))
    moves = tuple(Draft(allowed, wish, profile, past, seed).moves())
    return Sequence(wish.since_s, sum(move.seconds for move in moves), wish.posture.value, seed, moves)


def instead(
    catalogue: Iterable[Exercise],
    of: Exercise,
    wish: Wish,
    profile: Profile,
    past: Past,
) -> Exercise | None:
    """Another exercise for the region that `of` serves, in the same place; None if there is none.

    What was done before comes first, and what not lately.
    """

    def rank(other: Exercise) -> tuple[bool, bool, bool, int, str]:
        known = other.plain or other.id in past.plays
        shared = len({*other.regions} & {*of.regions})
        main = other.regions[0] == of.regions[0]
        return main, known, other.id not in past.recent, shared, other.id

    choice = [
        other
        for other in _allowed(catalogue, replace(wish, focus=frozenset()), profile, past)
        if other.id != of.id
        and other.upright == of.upright
        and (other.kind is of.kind or Kind.BREATHE not in {other.kind, of.kind})
        and not {*other.regions}.isdisjoint(of.regions)
    ]
    return max(choice, key=rank, default=None)


def suits(exercise: Exercise, wish: Wish, profile: Profile, past: Past) -> bool:
    """Whether `exercise` may appear in such a break at all."""
    return bool(_allowed((exercise,), wish, profile, past))


def alone(exercise: Exercise, since_s: float, past: Past) -> Sequence:
    """`exercise` alone, in its usual dose, on both sides; `since_s` seconds after the last break."""
    sides = (Side.LEFT, Side.RIGHT) if exercise.sided else (None,)
    plays, seconds = past.plays.get(exercise.id, 0), exercise.dose.seconds
    moves = tuple(Move(exercise, side, seconds, "chosen", plays) for side in sides)
    posture = Posture.SEATED if exercise.position is Position.SEATED else Posture.MIXED
    return Sequence(since_s, seconds * len(sides), posture.value, 0, moves)


def against(exercise: Exercise, profile: Profile, past: Past) -> tuple[str, ...]:
    """What in the profile keeps `exercise` out of every break, in words: `("wrist", "no wall", "level 2")`.

    Never again is not of the profile, and is not told here.
    """
    mat = exercise.form is Form.MAT and not profile.floor
    missing = exercise.needs - at_hand(profile) - ({"mat"} if mat else set())
    above = exercise.level > profile.level + (exercise.regions[0] in past.reach)
    return (
        *sorted(exercise.cautions & profile.avoid),
        *(["mat"] if mat else []),
        *(f"no {need}" for need in sorted(missing)),
        *([f"level {exercise.level}"] if above else []),
    )


def _allowed(known: Iterable[Exercise], wish: Wish, profile: Profile, past: Past) -> list[Exercise]:
    there = at_hand(profile)
    low = profile.floor and wish.length_s >= _FLOOR_FROM_S and wish.posture is not Posture.SEATED
    stay = wish.posture is Posture.SEATED and not wish.focus
    return [
        exercise
        for exercise in known
        if (exercise.form is Form.DESK or low)
        and (not stay or exercise.position is Position.SEATED)
        and exercise.least_s <= wish.length_s
        and exercise.cautions.isdisjoint(profile.avoid)
        and exercise.needs <= there
        and exercise.level <= profile.level + (exercise.regions[0] in past.reach)
        and (not wish.focus or exercise.focused(wish.focus))
        and exercise.id not in past.never
        and (not exercise.days or (wish.day in exercise.days and exercise.id not in past.today))
    ]


def at_hand(profile: Profile) -> frozenset[str]:
    """A chair without wheels is a chair as well, and who goes to the floor has a mat or a carpet there."""
    chair = {"chair"} if "fixed-chair" in profile.at_hand else set()
    return profile.at_hand | chair | ({"mat"} if profile.floor else set())


def _way_out(known: Iterable[Exercise], wish: Wish, profile: Profile, past: Past) -> str:
    about = f" about {', '.join(sorted(wish.focus))}" if wish.focus else ""
    instead = "Look into the distance, breathe, or take a few steps instead."
    if _allowed(known, replace(wish, length_s=WEEK_S), profile, past):
        return f"No exercise{about} fits into {spoken(wish.length_s)}. {instead}"
    return (
        f"Your profile leaves no exercise{about} for this break. {instead} "
        "`unslouch config get profile` shows what it leaves out."
    )
