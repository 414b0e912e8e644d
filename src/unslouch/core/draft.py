"""A break in the making: exercises are picked one by one, put in order, and their doses fitted.

What is prescribed for today, a walk to begin with and a breath to end on come first, then what is done
seated (or on the floor) and what is done standing each get their share of the time. All lengths are in
seconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from enum import IntEnum
from hashlib import blake2b

from unslouch.core.duration import spoken
from unslouch.core.exercise import Bend, Exercise, Kind, Move, Position, Side, Visibility
from unslouch.core.rules import Posture, Profile
from unslouch.core.wish import EFFORT_MOST, Past, Wish

_BREATH_FROM_S = 120
_PLAIN_BREAKS = 8
"""How many breaks draw on the plain moves alone: about a day's."""

_PRACTICE_PLAYS = 5
"""After so many plays a hold or an effort has grown to its usual dose."""

_STANDING_SHARE = {Posture.SEATED: 0.0, Posture.MIXED: 0.4, Posture.STANDING: 0.75, Posture.WALK: 0.75}
_WEEK_AIM_S = 720
"""Seconds in a week after which a region is no longer behind: well over the five minutes that it is due."""

_NOTICED = {Visibility.LOW: 0.0, Visibility.MEDIUM: 0.5, Visibility.HIGH: 1.0}
_COUNTER = {Bend.FORWARD: Bend.BACK, Bend.BACK: Bend.FORWARD}
_ORDER = {Kind.WALK: 0, Kind.EYES: 1, Kind.MOBILISE: 2, Kind.STRENGTHEN: 3, Kind.STRETCH: 4, Kind.BREATHE: 5}
_ENDS = {Kind.WALK: 0, Kind.BREATHE: 2}


class _Stage(IntEnum):
    """Where one is, in the order of a break."""

    SEATED = 0
    STANDING = 1
    FLOOR = 2


_STAGES = {Position.SEATED: _Stage.SEATED, Position.FLOOR: _Stage.FLOOR}


class _Choice:
    """An exercise that may be picked, and all of it that does not change while the draft grows."""

    __slots__ = (
        "dose_s",
        "exercise",
        "kind",
        "least_s",
        "most_s",
        "novel",
        "recent",
        "rounds",
        "score",
        "sides",
        "stage",
        "usual_s",
    )

    def __init__(self, exercise: Exercise, past: Past) -> None:
        self.exercise = exercise
        self.kind = exercise.kind
        self.stage = _STAGES.get(exercise.position, _Stage.STANDING)
        self.sides = 2 if exercise.sided else 1
        self.dose_s = _dose_s(exercise, past)
        self.least_s = exercise.dose.least * self.sides
        self.usual_s = self.dose_s * self.sides
        self.most_s = exercise.dose.most * self.sides
        self.recent = exercise.id in past.recent
        self.novel = not (exercise.plain or exercise.id in past.plays or exercise.kind is Kind.BREATHE)
        self.rounds = 0
        self.score = 0.0


_Place = tuple[int, _Stage, int]


class _Pick:
    """One round of an exercise; two rounds of the same one are two picks.

    `seconds` is for one side, and `place` where in the break it comes.
    """

    __slots__ = ("choice", "place", "seconds", "why")

    def __init__(self, choice: _Choice, why: str, place: _Place) -> None:
        self.choice = choice
        self.why = why
        self.place = place
        self.seconds = choice.dose_s


_Part = Callable[[_Choice], bool]
"""Which exercises are meant: those done standing, say."""


def _any(choice: _Choice) -> bool:
    del choice
    return True


def _upright(choice: _Choice) -> bool:
    return choice.stage is _Stage.STANDING


def _low(choice: _Choice) -> bool:
    return choice.stage is not _Stage.STANDING


class Draft:
    """The break for `wish`, of exercises that are all allowed in it."""

    def __init__(self, allowed: list[Exercise], wish: Wish, profile: Profile, past: Past, seed: int) -> None:
        self._wish = wish
        self._past = past
        self._picks: list[_Pick] = []
        self._served: set[str] = set()
        self._choices = [_Choice(exercise, past) for exercise in allowed]
        for choice in self._choices:
            choice.score = _score(choice, wish, profile, past) + _chance(choice.exercise, seed)
        self._can_move = {choice.stage for choice in self._choices if choice.kind is Kind.MOBILISE}
        self._bends = defaultdict[tuple[_Stage, Bend], list[_Choice]](list)
        for choice in self._choices:
            if choice.exercise.bend:
                self._bends[choice.stage, choice.exercise.bend].append(choice)
        self._novelty = 1 if past.breaks >= _PLAIN_BREAKS and past.breaks % 2 == 0 else 0

    def moves(self) -> Iterator[Move]:
        """Walking first, seated before standing before the floor, moving before holding, a breath last."""
        self._fill()
        self._fit()
        for pick in sorted(self._picks, key=lambda pick: pick.place):
            exercise = pick.choice.exercise
            for side in (Side.LEFT, Side.RIGHT) if exercise.sided else (None,):
                yield Move(exercise, side, pick.seconds, pick.why, self._past.plays.get(exercise.id, 0))

    def _fill(self) -> None:
        """Pick until the doses can be as long as the break; what one part cannot fill, the other does."""
        wish = self._wish
        while self._pick(lambda choice: bool(choice.exercise.days) and not choice.rounds, wish.length_s):
            pass
        if not wish.focus:
            if wish.posture is Posture.WALK:
                self._pick(lambda choice: choice.kind is Kind.WALK, wish.length_s)
            if wish.length_s >= _BREATH_FROM_S:
                self._pick(lambda choice: choice.kind is Kind.BREATHE, wish.length_s)
            standing_s = wish.length_s * _STANDING_SHARE[wish.posture]
            self._fill_part(_low, wish.length_s - standing_s)
            self._fill_part(_upright, standing_s)
        if self._most_s(_any) < wish.length_s:
            self._fill_part(_any, wish.length_s)

    def _fill_part(self, part: _Part, length_s: float) -> None:
        """Pick from `part` until its doses can be `length_s` long.

        What was not done lately comes first. Only where that is not enough: what was, a walk, a breath or
        something new where there is nothing else, and further rounds.
        """

        def pick(wanted: _Part) -> bool:
            left_s = length_s - self._least_s(part)
            return self._pick(lambda choice: part(choice) and wanted(choice), left_s)

        otherwise = (self._fills, self._walks, self._breathes, self._new, self._again)
        while (self._usual_s(part) < length_s and pick(self._fresh)) or (
            self._most_s(part) < length_s and any(pick(wanted) for wanted in otherwise)
        ):
            pass

    def _pick(self, wanted: _Part, left_s: float) -> bool:
        """Add the best exercise that is wanted and fits into `left_s`, and what bends back from it."""
        left_s = min(left_s, self._wish.length_s - self._least_s(_any))
        fits = [each for each in self._choices if each.least_s <= left_s and wanted(each)]
        for best in sorted(fits, key=self._rank, reverse=True):
            counter = self._counter(best, left_s - best.least_s)
            if counter is best:
                continue
            place = _ENDS.get(best.kind, 1), best.stage, _ORDER[best.kind]
            self._add(best, self._because(best), place)
            if counter:
                self._add(counter, f"the counter-bend to {best.exercise.name}", place)
            return True
        return False

    def _counter(self, choice: _Choice, left_s: float) -> _Choice | None:
        """What bends the other way after `choice`, in the same place and into `left_s`, as fresh as it is.

        None where it needs none. `choice` itself where a bend forward would stay without: bending back
        alone is the answer to sitting.
        """
        bend = choice.exercise.bend
        counters = self._bends[choice.stage, _COUNTER[bend]] if bend else []
        new = self._novelty and not choice.novel
        fits = [
            each
            for each in counters
            if each.least_s <= left_s
            and (new or not each.novel)
            and each.recent <= choice.recent
            and (each.kind is not Kind.STRETCH or choice.kind is Kind.MOBILISE or self._warm(each.stage))
        ]
        alone = choice if counters and bend is Bend.FORWARD else None
        return max(fits, key=self._rank, default=alone)

    def _add(self, choice: _Choice, why: str, place: _Place) -> None:
        self._picks.append(_Pick(choice, why, place))
        if choice.novel and not choice.rounds:
            self._novelty = 0
        choice.rounds += 1
        self._served.update(choice.exercise.regions)

    def _rank(self, choice: _Choice) -> tuple[int, bool, bool, float]:
        """Higher serves better: fewer rounds, not done lately, the first to move, and what scores higher."""
        upright = _upright(choice)
        moved = self._has(lambda other: other.kind is Kind.MOBILISE and _upright(other) is upright)
        moves = choice.kind is Kind.MOBILISE and not moved
        regions = choice.exercise.regions
        repeated = sum(region in self._served for region in regions) / len(regions)
        return -choice.rounds, not choice.recent, moves, choice.score - repeated

    def _fills(self, choice: _Choice) -> bool:
        """Whether it is not in this break yet and may be anywhere in it.

        Moving comes first, the eyes once, and one thing never done before at most.
        """
        if choice.rounds or (choice.novel and not self._novelty):
            return False
        if self._wish.focus:
            return True
        match choice.kind:
            case Kind.WALK | Kind.BREATHE:
                return False
            case Kind.EYES:
                return not self._has(lambda other: other.kind is Kind.EYES)
            case Kind.STRETCH:
                return self._warm(choice.stage)
            case _:
                return True

    def _fresh(self, choice: _Choice) -> bool:
        return not choice.recent and self._fills(choice)

    def _warm(self, stage: _Stage) -> bool:
        """Whether something may be held where `stage` is: something moves there, or nothing can."""
        return stage not in self._can_move or self._moved(stage)

    def _moved(self, stage: _Stage) -> bool:
        """Whether something moves already where `stage` is."""
        return self._has(lambda other: other.kind is Kind.MOBILISE and other.stage is stage)

    def _walks(self, choice: _Choice) -> bool:
        return choice.kind is Kind.WALK and not choice.rounds

    def _breathes(self, choice: _Choice) -> bool:
        """Whether it is a breath, and nothing else is done where it is."""
        return choice.kind is Kind.BREATHE and not self._has(lambda other: other.stage is choice.stage)

    def _new(self, choice: _Choice) -> bool:
        """Whether it was never done before, and nothing but a breath is done where it is."""
        settled = self._has(lambda other: other.stage is choice.stage and other.kind is not Kind.BREATHE)
        return choice.novel and not choice.rounds and not settled

    def _again(self, choice: _Choice) -> bool:
        """Whether it may have another round: not a breath, unless all is breath."""
        ends = choice.kind is Kind.BREATHE and self._has(lambda other: other.kind is not Kind.BREATHE)
        return choice.rounds > 0 and not ends

    def _because(self, choice: _Choice) -> str:
        """Why it is picked, as a fragment for a list."""
        if choice.rounds:
            return "another round"
        if choice.exercise.days:
            return f"prescribed for {self._wish.day.capitalize()}"
        if about := self._wish.focus & {*choice.exercise.regions, choice.kind.value}:
            return f"the focus is {' and '.join(sorted(about))}"
        if choice.kind in _ENDS:
            return "this break begins with a walk" if choice.kind is Kind.WALK else "a breath to end on"
        if _upright(choice) and not self._has(lambda o: _upright(o) and o.kind is not Kind.BREATHE):
            return "to get you on your feet"
        return self._neglected(choice.exercise)

    def _neglected(self, exercise: Exercise) -> str:
        region = min(exercise.regions, key=lambda each: self._past.region_s.get(each, 0))
        seconds = round(self._past.region_s.get(region, 0))
        had = spoken(seconds) if seconds else "nothing"
        return f"the {region.replace('-', ' ')} had {had} in the last week"

    def _has(self, part: _Part) -> bool:
        return any(part(pick.choice) for pick in self._picks)

    def _least_s(self, part: _Part) -> float:
        return sum(pick.choice.least_s for pick in self._picks if part(pick.choice))

    def _usual_s(self, part: _Part) -> float:
        return sum(pick.choice.usual_s for pick in self._picks if part(pick.choice))

    def _most_s(self, part: _Part) -> float:
        return sum(pick.choice.most_s for pick in self._picks if part(pick.choice))

    def _fit(self) -> None:
        """Fit the doses to the length: what is done standing gets its share, the rest what is left."""
        length_s = self._wish.length_s
        if self._wish.focus:
            _stretch(self._picks, length_s)
            return
        standing_s = max(length_s * _STANDING_SHARE[self._wish.posture], length_s - self._most_s(_low))
        standing_s = min(standing_s, length_s - self._least_s(_low))
        standing = [pick for pick in self._picks if _upright(pick.choice)]
        _stretch(standing, standing_s)
        left_s = length_s - sum(pick.seconds * pick.choice.sides for pick in standing)
        _stretch([pick for pick in self._picks if _low(pick.choice)], left_s)


def _stretch(picks: list[_Pick], length_s: float) -> None:
    """Lengthen or shorten `picks`, each within its dose, until they add up to `length_s` or nearly."""
    left_s = length_s - sum(pick.seconds * pick.choice.sides for pick in picks)
    step = 1 if left_s > 0 else -1
    changed = True
    while changed:
        changed = False
        for pick in picks:
            dose, sides = pick.choice.exercise.dose, pick.choice.sides
            if dose.least <= pick.seconds + step <= dose.most and sides <= abs(left_s):
                pick.seconds += step
                left_s -= step * sides
                changed = True


def _dose_s(exercise: Exercise, past: Past) -> float:
    """How long a side is: a hold or an effort begins low and grows, and what the person says moves it."""
    dose, effort = exercise.dose, past.effort.get(exercise.id, 0)
    seconds = dose.seconds
    if exercise.kind in {Kind.STRETCH, Kind.STRENGTHEN}:
        grown = min(1.0, (past.plays.get(exercise.id, 0) + 1) / (_PRACTICE_PLAYS + 1))
        seconds = dose.least + (seconds - dose.least) * grown
    bound = dose.most if effort > 0 else dose.least
    seconds += (bound - seconds) * abs(effort) / EFFORT_MOST
    return min(max(round(seconds), dose.least), dose.most)


def _score(choice: _Choice, wish: Wish, profile: Profile, past: Past) -> float:
    """Neglected regions, the posture of the break, what the person said, and little that is noticed."""
    exercise = choice.exercise
    neglect = max(max(0.0, 1 - past.region_s.get(region, 0) / _WEEK_AIM_S) for region in exercise.regions)
    noticed = _NOTICED[exercise.visibility] if profile.discreet else 0
    fits = _upright(choice) is (wish.posture is not Posture.SEATED)
    liked = (exercise.id in past.favourites) - (past.effort.get(exercise.id, 0) < -1)
    return 4 * neglect - 0.6 * noticed + 2 * fits + 0.8 * liked + 0.7 * (choice.stage is _Stage.FLOOR)


def _chance(exercise: Exercise, seed: int) -> float:
    """A number from 0 to 1 that does not depend on which other exercises there are."""
    digest = blake2b(f"{seed} {exercise.id}".encode(), digest_size=4).digest()
    return int.from_bytes(digest) / 2**32
