"""Which exercises a break plays: a sequence that fits its length, its posture and the person.

The same input gives the same sequence; another seed gives another one. A walk to begin with and a breath
to end on come first, then what is done seated and what is done standing each get their share of the time.
At last all of it is put in order and the doses are fitted to the length.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from unslouch.core.duration import WEEK_S, spoken
from unslouch.core.errors import UnslouchError
from unslouch.core.exercise import Exercise, Form, Kind, Move, Position, Sequence, Side, Visibility
from unslouch.core.rules import Posture, Profile

_BREATH_FROM_S = 120
_ORDER = (Kind.WALK, Kind.EYES, Kind.MOBILISE, Kind.STRENGTHEN, Kind.STRETCH, Kind.BREATHE)
_STANDING_SHARE = {Posture.SEATED: 0.0, Posture.MIXED: 0.4, Posture.STANDING: 0.75, Posture.WALK: 0.75}
_NOTICED = {Visibility.LOW: 0.0, Visibility.MEDIUM: 0.5, Visibility.HIGH: 1.0}

Part = Callable[[Exercise], bool]
"""Which exercises are meant: those done standing, say."""


class NothingFitsError(UnslouchError):
    """The profile leaves no exercise for such a break."""

    code = "nothing-fits"


@dataclass(frozen=True, slots=True)
class Wish:
    """The break to plan: how long, in seconds, how far it goes, and what it is about, if anything."""

    since_s: float
    length_s: float
    posture: Posture
    focus: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Past:
    """What was done: the exercises of the last three breaks, and seconds by region over the last week."""

    recent: frozenset[str] = frozenset()
    region_s: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


def plan(catalogue: Iterable[Exercise], wish: Wish, profile: Profile, past: Past, seed: int) -> Sequence:
    """The sequence for `wish`. Raises NothingFitsError where the profile leaves nothing."""
    known = tuple(catalogue)
    allowed = [exercise for exercise in known if suits(exercise, wish, profile)]
    if not allowed:
        raise NothingFitsError(_way_out(known, wish, profile))
    draft = _Draft(allowed, wish, profile, past, seed)
    draft.fill()
    moves = tuple(draft.moves())
    return Sequence(wish.since_s, sum(move.seconds for move in moves), wish.posture.value, seed, moves)


def suits(exercise: Exercise, wish: Wish, profile: Profile) -> bool:
    """Whether `exercise` may appear in such a break at all."""
    return (
        exercise.form is Form.DESK
        and exercise.position is not Position.FLOOR
        and exercise.level <= profile.level
        and exercise.needs <= _at_hand(profile)
        and exercise.cautions.isdisjoint(profile.avoid)
        and _least_s(exercise) <= wish.length_s
        and (not wish.focus or exercise.focused(wish.focus))
        and (bool(wish.focus) or wish.posture is not Posture.SEATED or exercise.position is Position.SEATED)
    )


def _at_hand(profile: Profile) -> frozenset[str]:
    """A chair without wheels is a chair as well."""
    return profile.at_hand | ({"chair"} if "fixed-chair" in profile.at_hand else set())


def _way_out(known: Iterable[Exercise], wish: Wish, profile: Profile) -> str:
    about = f" about {', '.join(sorted(wish.focus))}" if wish.focus else ""
    instead = "Look into the distance, breathe, or take a few steps instead."
    if any(suits(exercise, replace(wish, length_s=WEEK_S), profile) for exercise in known):
        return f"No exercise{about} fits into {spoken(wish.length_s)}. {instead}"
    return (
        f"Your profile leaves no exercise{about} for this break. {instead} "
        "`unslouch config get profile` shows what it leaves out."
    )


def _kind(kind: Kind) -> Part:
    return lambda exercise: exercise.kind is kind


def _any(exercise: Exercise) -> bool:
    del exercise
    return True


def _upright(exercise: Exercise) -> bool:
    return exercise.upright


def _seated(exercise: Exercise) -> bool:
    return not exercise.upright


def _least_s(exercise: Exercise) -> float:
    """The least time it takes, with both sides."""
    return exercise.dose.least * _sides(exercise)


def _usual_s(exercise: Exercise) -> float:
    return exercise.dose.seconds * _sides(exercise)


def _most_s(exercise: Exercise) -> float:
    return exercise.dose.most * _sides(exercise)


def _sides(exercise: Exercise) -> int:
    return 2 if exercise.sided else 1


def _chance(exercise: Exercise, seed: int) -> float:
    """A number from 0 to 1 that does not depend on which other exercises there are."""
    return random.Random(f"{seed} {exercise.id}").random()  # noqa: S311 (for variety, no secret)


@dataclass(frozen=True, slots=True, eq=False)
class _Pick:
    """One round of an exercise; two rounds of the same one are two picks."""

    exercise: Exercise
    why: str


class _Draft:
    """A break in the making. Lengths are in seconds and count both sides."""

    def __init__(self, allowed: list[Exercise], wish: Wish, profile: Profile, past: Past, seed: int) -> None:
        self._allowed = allowed
        self._wish = wish
        self._profile = profile
        self._past = past
        self._chance = {exercise.id: _chance(exercise, seed) for exercise in allowed}
        self._can_move = {exercise.upright for exercise in allowed if exercise.kind is Kind.MOBILISE}
        self._picks: list[_Pick] = []

    def fill(self) -> None:
        """Pick until the doses can be as long as the break; what one part cannot fill, the other does."""
        wish = self._wish
        if not wish.focus:
            if wish.posture is Posture.WALK:
                self._pick(_kind(Kind.WALK), wish.length_s)
            if wish.length_s >= _BREATH_FROM_S:
                self._pick(_kind(Kind.BREATHE), wish.length_s)
            standing_s = wish.length_s * _STANDING_SHARE[wish.posture]
            self._fill(_seated, wish.length_s - standing_s)
            self._fill(_upright, standing_s)
        if self._sum(_most_s) < wish.length_s:
            self._fill(_any, wish.length_s)

    def moves(self) -> Iterator[Move]:
        """Walking first, seated before standing, moving before holding, a breath at the end."""

        def place(pick: _Pick) -> tuple[int, bool, int]:
            kind = pick.exercise.kind
            ends = {Kind.WALK: 0, Kind.BREATHE: 2}.get(kind, 1)
            return ends, pick.exercise.upright, _ORDER.index(kind)

        seconds = self._seconds()
        for pick in sorted(self._picks, key=place):
            for side in (Side.LEFT, Side.RIGHT) if pick.exercise.sided else (None,):
                yield Move(pick.exercise, side, seconds[pick], pick.why)

    def _fill(self, part: Part, length_s: float) -> None:
        """Pick from `part` until its doses can be `length_s` long.

        What was not done lately comes first. Only where that is not enough: what was, a walk, a breath
        where there is nothing else, and further rounds.
        """

        def pick(wanted: Part) -> bool:
            left_s = length_s - self._sum(_least_s, part)
            return self._pick(lambda exercise: part(exercise) and wanted(exercise), left_s)

        otherwise = (self._fills, self._walks, self._breathes, self._again)
        while (self._sum(_usual_s, part) < length_s and pick(self._fresh)) or (
            self._sum(_most_s, part) < length_s and any(pick(wanted) for wanted in otherwise)
        ):
            pass

    def _pick(self, wanted: Part, left_s: float) -> bool:
        """Add the best exercise that is wanted and fits into `left_s`; False if there is none."""
        left_s = min(left_s, self._wish.length_s - self._sum(_least_s))
        choice = [each for each in self._allowed if _least_s(each) <= left_s and wanted(each)]
        if not choice:
            return False
        best = max(choice, key=self._rank)
        self._picks.append(_Pick(best, self._because(best)))
        return True

    def _rank(self, exercise: Exercise) -> tuple[int, bool, bool, float]:
        """Higher serves better: fewer rounds, not done lately, the first to move, and what scores higher."""
        moves = exercise.kind is Kind.MOBILISE and not self._moved(exercise)
        return -self._rounds(exercise), exercise.id not in self._past.recent, moves, self._score(exercise)

    def _score(self, exercise: Exercise) -> float:
        """Neglected regions, the posture of the break, little that colleagues notice, and chance."""
        regions = exercise.regions
        served = {region for pick in self._picks for region in pick.exercise.regions}
        neglect = max(1 / (1 + self._past.region_s.get(region, 0) / 60) for region in regions)
        repeated = sum(region in served for region in regions) / len(regions)
        noticed = _NOTICED[exercise.visibility] if self._profile.discreet else 0
        posture = exercise.upright is (self._wish.posture is not Posture.SEATED)
        return 2 * neglect - repeated - 0.6 * noticed + 2 * posture + self._chance[exercise.id]

    def _fills(self, exercise: Exercise) -> bool:
        """Whether it is new in this break and may be anywhere in it: moving first, and the eyes once."""
        if self._rounds(exercise):
            return False
        if self._wish.focus:
            return True
        match exercise.kind:
            case Kind.WALK | Kind.BREATHE:
                return False
            case Kind.EYES:
                return not self._has(_kind(Kind.EYES))
            case Kind.STRETCH:
                return exercise.upright not in self._can_move or self._moved(exercise)
            case _:
                return True

    def _fresh(self, exercise: Exercise) -> bool:
        return exercise.id not in self._past.recent and self._fills(exercise)

    def _moved(self, exercise: Exercise) -> bool:
        """Whether something moves already in the posture of `exercise`."""
        return self._has(lambda other: other.kind is Kind.MOBILISE and other.upright is exercise.upright)

    def _walks(self, exercise: Exercise) -> bool:
        return exercise.kind is Kind.WALK and not self._rounds(exercise)

    def _breathes(self, exercise: Exercise) -> bool:
        """Whether it is a breath, and nothing else is done in its posture."""
        alone = not self._has(lambda other: other.upright is exercise.upright)
        return exercise.kind is Kind.BREATHE and alone

    def _again(self, exercise: Exercise) -> bool:
        """Whether it may have another round: not a breath, unless all is breath."""
        ends = exercise.kind is Kind.BREATHE and self._has(lambda other: other.kind is not Kind.BREATHE)
        return self._rounds(exercise) > 0 and not ends

    def _because(self, exercise: Exercise) -> str:
        """Why it is picked, as a fragment for a list."""
        if self._rounds(exercise):
            return "another round"
        if self._wish.focus:
            about = self._wish.focus & {*exercise.regions, exercise.kind.value}
            return f"the focus is {' and '.join(sorted(about))}"
        if exercise.kind is Kind.WALK:
            return "this break begins with a walk"
        if exercise.kind is Kind.BREATHE:
            return "a breath to end on"
        if exercise.upright and not self._has(lambda other: other.upright and other.kind is not Kind.BREATHE):
            return "to get you on your feet"
        region = min(exercise.regions, key=lambda each: self._past.region_s.get(each, 0))
        seconds = round(self._past.region_s.get(region, 0))
        return (
            f"the {region.replace('-', ' ')} had {spoken(seconds) if seconds else 'nothing'} in the last week"
        )

    def _rounds(self, exercise: Exercise) -> int:
        return sum(pick.exercise is exercise for pick in self._picks)

    def _has(self, part: Part) -> bool:
        return any(part(pick.exercise) for pick in self._picks)

    def _sum(self, seconds: Callable[[Exercise], float], part: Part = _any) -> float:
        return sum(seconds(pick.exercise) for pick in self._picks if part(pick.exercise))

    def _seconds(self) -> dict[_Pick, float]:
        """Seconds a side for each pick: what is done standing gets its share, the rest what is left."""
        length_s = self._wish.length_s
        if self._wish.focus:
            return _fitted(self._picks, length_s)
        share_s = length_s * _STANDING_SHARE[self._wish.posture]
        standing_s = max(share_s, length_s - self._sum(_most_s, _seated))
        standing_s = min(standing_s, length_s - self._sum(_least_s, _seated))
        standing = _fitted([pick for pick in self._picks if pick.exercise.upright], standing_s)
        left_s = length_s - sum(seconds * _sides(pick.exercise) for pick, seconds in standing.items())
        return standing | _fitted([pick for pick in self._picks if not pick.exercise.upright], left_s)


def _fitted(picks: list[_Pick], length_s: float) -> dict[_Pick, float]:
    """Seconds a side for each, within its dose, that add up to `length_s` or nearly."""
    seconds = {pick: pick.exercise.dose.seconds for pick in picks}
    left_s = length_s - sum(_usual_s(pick.exercise) for pick in picks)
    step = 1 if left_s > 0 else -1
    changed = True
    while changed:
        changed = False
        for pick in picks:
            dose, sides = pick.exercise.dose, _sides(pick.exercise)
            if dose.least <= seconds[pick] + step <= dose.most and sides <= abs(left_s):
                seconds[pick] += step
                left_s -= step * sides
                changed = True
    return seconds
