"""What was done, said and prescribed before decides about the next break."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.core.plans import (
    BANDS,
    CATALOGUE,
    MANY,
    MIXED,
    PASTS,
    PRACTISED,
    PROFILES,
    SEATED,
    SEEDS,
    STANDING,
    allowed,
    once,
    planned,
    stage,
    wish,
)
from unslouch.core.exercise import (
    REGIONS,
    Bend,
    Exercise,
    Kind,
    Sequence,
)
from unslouch.core.planner import plan
from unslouch.core.rules import Band, Posture, Profile
from unslouch.core.wish import Past, Wish


@MANY
@given(BANDS, PROFILES, PASTS, SEEDS)
def test_one_thing_at_most_is_new_and_the_first_breaks_are_plain(
    band: Band, profile: Profile, past: Past, seed: int
) -> None:
    sequence = planned(band, profile, past, seed)
    known = {exercise.id for exercise in CATALOGUE if exercise.plain} | set(past.plays)
    moving = [e for e in allowed(band, profile, past) if e.kind is Kind.MOBILISE and e.id in known]
    settled = {stage(exercise) for exercise in moving}
    body = [e for e in once(sequence.moves if sequence else ()) if e.kind is not Kind.BREATHE]
    new = {exercise.id for exercise in body if exercise.id not in known and stage(exercise) in settled}

    assert len(new) <= (1 if past.breaks >= 8 else 0)


@settings(max_examples=100, deadline=None)
@given(BANDS, PROFILES, st.lists(SEEDS, min_size=4, max_size=4), PASTS)
def test_an_exercise_of_the_last_three_breaks_comes_only_where_no_other_could(
    band: Band, profile: Profile, seeds: list[int], past: Past
) -> None:
    breaks = [sequence for seed in seeds[:3] if (sequence := planned(band, profile, seed=seed))]
    recent = frozenset(move.exercise.id for sequence in breaks for move in sequence.moves)
    past = replace(past, recent=recent, plays=PRACTISED.plays)
    sequence = planned(band, profile, past, seeds[3])
    moves = once(sequence.moves) if sequence else []
    played = {exercise.id for exercise in moves}
    fresh = [e for e in allowed(band, profile, past) if e.id not in recent | played]

    for exercise in moves:
        if exercise.id in recent and exercise.kind not in {Kind.WALK, Kind.MOBILISE}:
            assert [other.id for other in fresh if takes_the_place(other, exercise, moves)] == []


def takes_the_place(other: Exercise, of: Exercise, moves: list[Exercise]) -> bool:
    """Whether `other` could have been played instead, in the same posture and no longer."""

    def least_s(exercise: Exercise) -> float:
        return exercise.dose.least * (2 if exercise.sided else 1)

    if of.kind is Kind.BREATHE:  # a second one is there because one stands for nothing else
        only = sum(exercise.kind is Kind.BREATHE for exercise in moves) == 1
        same = other.kind is Kind.BREATHE and (only or other.upright is of.upright)
    else:
        same = other.upright is of.upright and other.kind not in {Kind.WALK, Kind.BREATHE}
    if other.bend is Bend.FORWARD:  # it would have to bring what bends back
        return False
    eyes = other.kind is Kind.EYES and any(e.kind is Kind.EYES for e in moves if e is not of)
    return same and not eyes and least_s(other) <= least_s(of)


@pytest.mark.parametrize("band", [SEATED, MIXED])
@pytest.mark.parametrize("seed", range(10))
def test_ordinary_breaks_do_not_repeat_within_three(band: Band, seed: int) -> None:
    days: list[Sequence] = []
    for n in range(20):
        recent = frozenset(move.exercise.id for sequence in days[-3:] for move in sequence.moves)
        sequence = plan(CATALOGUE, wish(band), Profile(), replace(PRACTISED, recent=recent), seed * 100 + n)
        repeated = {e for e in once(sequence.moves) if e.id in recent and e.kind is not Kind.BREATHE}
        assert repeated == set()
        days.append(sequence)


def test_over_a_week_every_region_has_its_turn() -> None:
    region_s: Counter[str] = Counter()
    days: list[Sequence] = []
    for n in range(50):
        recent = frozenset(move.exercise.id for sequence in days[-3:] for move in sequence.moves)
        sequence = plan(
            CATALOGUE, wish(MIXED), Profile(), replace(PRACTISED, recent=recent, region_s=region_s), n
        )
        days.append(sequence)
        for move in sequence.moves:
            region_s.update(dict.fromkeys(move.exercise.regions, int(move.seconds)))

    assert {region: region_s[region] for region in REGIONS if region_s[region] < 300} == {}


def test_a_region_that_was_neglected_comes_first() -> None:
    rested = replace(PRACTISED, region_s=dict.fromkeys(REGIONS, 3600.0) | {"hands": 0.0})
    sequences = [plan(CATALOGUE, wish(SEATED), Profile(), rested, seed) for seed in range(10)]

    assert all(any("hands" in m.exercise.regions for m in each.moves) for each in sequences)


def prescription(*days: str) -> list[Exercise]:
    """The catalogue, with chin tucks prescribed for `days`."""
    return [replace(e, days=frozenset(days)) if e.id == "chin-tuck" else e for e in CATALOGUE]


@pytest.mark.parametrize("band", [SEATED, MIXED])
def test_what_is_prescribed_comes_once_on_its_days_and_on_no_other(band: Band) -> None:
    catalogue = prescription("monday", "thursday")
    asked = replace(wish(band), day="monday")

    def why(past: Past, day: str) -> set[str]:
        sequences = [plan(catalogue, replace(asked, day=day), Profile(), past, seed) for seed in range(10)]
        found = [{m.why for m in each.moves if m.exercise.id == "chin-tuck"} for each in sequences]
        return set[str]().union(*found) if all(found) else set()

    assert why(PRACTISED, "monday") == {"prescribed for Monday"}
    assert why(PRACTISED, "tuesday") == set()
    assert why(replace(PRACTISED, today=frozenset({"chin-tuck"})), "monday") == set()


def seconds_of(name: str, past: Past) -> float:
    """How much of a break of three minutes goes to `name` beside two others of its kind."""
    three = [exercise for exercise in CATALOGUE if exercise.id in {name, "neck-turn", "arm-across-chest"}]
    sequence = plan(three, Wish(3000, 120, Posture.SEATED), Profile(), past, 1)
    return sum(move.seconds for move in sequence.moves if move.exercise.id == name)


def test_a_hold_begins_low_and_grows_with_practice() -> None:
    played = [replace(PRACTISED, plays={**PRACTISED.plays, "neck-side-tilt": n}) for n in (0, 2, 9)]
    first, third, tenth = (seconds_of("neck-side-tilt", past) for past in played)

    assert first < tenth
    assert first <= third <= tenth


def test_what_was_too_easy_gets_longer_and_what_was_too_much_shorter() -> None:
    less, same, more = (
        seconds_of("neck-side-tilt", replace(PRACTISED, effort={"neck-side-tilt": effort}))
        for effort in (-3, 0, 3)
    )

    assert less < same < more


def test_a_region_that_is_ready_gets_exercises_of_the_next_level() -> None:
    def levels(past: Past) -> set[int]:
        sequences = [plan(CATALOGUE, wish(STANDING), Profile(), past, seed) for seed in range(40)]
        return {move.exercise.level for each in sequences for move in each.moves}

    assert levels(PRACTISED) == {1}
    assert levels(replace(PRACTISED, reach=frozenset(REGIONS))) == {1, 2}


def test_a_favourite_comes_more_often() -> None:
    def times(past: Past) -> int:
        sequences = [plan(CATALOGUE, wish(MIXED), Profile(), past, seed) for seed in range(60)]
        return sum(any(m.exercise.id == "self-hug" for m in each.moves) for each in sequences)

    assert times(PRACTISED) < times(replace(PRACTISED, favourites=frozenset({"self-hug"})))
