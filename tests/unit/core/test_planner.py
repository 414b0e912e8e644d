"""The planner on the shipped catalogue: what every break keeps to, whatever the profile and the past."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.unit.core.plans import (
    BANDS,
    CATALOGUE,
    EVERYTHING,
    MANY,
    MIXED,
    PASTS,
    PRACTISED,
    PROFILES,
    SEATED,
    SEEDS,
    allowed,
    once,
    planned,
    stage,
    wish,
)
from unslouch.core.duration import spoken
from unslouch.core.exercise import (
    CAUTIONS,
    FOCUSES,
    Bend,
    Exercise,
    Form,
    Kind,
    Move,
    Side,
)
from unslouch.core.planner import NothingFitsError, instead, plan, suits
from unslouch.core.rules import DEFAULT_BANDS, Band, Posture, Profile
from unslouch.core.wish import Past, Wish


def upright_s(moves: Iterable[Move]) -> float:
    return sum(move.seconds for move in moves if move.exercise.upright)


@MANY
@given(BANDS, PROFILES, PASTS, SEEDS)
@example(SEATED, EVERYTHING, PRACTISED, 1)
@example(MIXED, Profile(avoid=frozenset(CAUTIONS), at_hand=frozenset()), PRACTISED, 1)
def test_a_break_is_as_long_as_its_band_and_its_moves_add_up(
    band: Band, profile: Profile, past: Past, seed: int
) -> None:
    sequence = planned(band, profile, past, seed)
    if sequence is None:
        return

    assert band.length_s == pytest.approx(sequence.length_s, rel=0.1)
    assert sum(move.seconds for move in sequence.moves) == sequence.length_s
    assert (band.after_s, band.posture.value, seed) == (sequence.since_s, sequence.posture, sequence.seed)


@MANY
@given(BANDS, PROFILES, PASTS, SEEDS)
def test_what_the_profile_or_the_person_leaves_out_never_appears(
    band: Band, profile: Profile, past: Past, seed: int
) -> None:
    sequence = planned(band, profile, past, seed)
    chair = {"chair"} if "fixed-chair" in profile.at_hand else set()
    at_hand = profile.at_hand | chair | ({"mat"} if profile.floor else set())

    for exercise in once(sequence.moves if sequence else ()):
        assert exercise.cautions & profile.avoid == set()
        assert exercise.needs <= at_hand
        assert exercise.level <= profile.level + (exercise.regions[0] in past.reach)
        assert exercise.form == "desk" or profile.floor
        assert exercise.id not in past.never


@MANY
@given(BANDS, PROFILES, PASTS, SEEDS)
def test_a_move_stays_within_the_dose_and_both_sides_are_equally_long(
    band: Band, profile: Profile, past: Past, seed: int
) -> None:
    sequence = planned(band, profile, past, seed)
    moves = sequence.moves if sequence else ()

    for move in moves:
        assert move.exercise.dose.least <= move.seconds <= move.exercise.dose.most
        assert move.exercise.sided == (move.side is not None)
    lefts = [(n, move) for n, move in enumerate(moves) if move.side is Side.LEFT]
    assert [replace(move, side=Side.RIGHT) for _, move in lefts] == [moves[n + 1] for n, _ in lefts]
    assert len(lefts) * 2 == sum(move.side is not None for move in moves)


@MANY
@given(BANDS, PROFILES, PASTS, SEEDS)
def test_the_posture_of_the_band_is_kept(band: Band, profile: Profile, past: Past, seed: int) -> None:
    sequence = planned(band, profile, past, seed)
    if sequence is None:
        return
    fits = allowed(band, profile, past)
    standing_s, length_s = upright_s(sequence.moves), sequence.length_s

    match band.posture:
        case Posture.SEATED:
            assert standing_s == 0
        case Posture.MIXED:
            assert (standing_s > 0) == any(exercise.upright for exercise in fits)
            assert (standing_s < length_s) == any(not exercise.upright for exercise in fits)
        case Posture.STANDING | Posture.WALK:
            breath_alone = {Kind.BREATHE} >= {exercise.kind for exercise in fits if exercise.upright}
            assert standing_s > length_s / 2 or breath_alone
    if band.posture is Posture.WALK and any(exercise.kind is Kind.WALK for exercise in fits):
        assert sequence.moves[0].exercise.kind is Kind.WALK


@MANY
@given(BANDS, PROFILES, PASTS, SEEDS)
@example(MIXED, Profile(floor=True, level=3), PRACTISED, 3)  # a lift on the floor, and the fold after it
def test_a_break_goes_from_sitting_to_standing_and_from_moving_to_holding(
    band: Band, profile: Profile, past: Past, seed: int
) -> None:
    sequence = planned(band, profile, past, seed)
    moves = once(sequence.moves) if sequence else []
    body = [exercise for exercise in moves if exercise.kind not in {Kind.WALK, Kind.BREATHE}]

    assert body == sorted(body, key=stage)
    for where in range(3):
        kinds = [exercise.kind for exercise in body if stage(exercise) == where]
        can_move = any(e.kind is Kind.MOBILISE and stage(e) == where for e in allowed(band, profile, past))
        if Kind.STRETCH in kinds and can_move:
            assert Kind.MOBILISE in kinds[: kinds.index(Kind.STRETCH)]


@MANY
@given(BANDS, PROFILES, PASTS, SEEDS)
def test_a_bend_forward_and_one_back_follow_each_other(
    band: Band, profile: Profile, past: Past, seed: int
) -> None:
    sequence = planned(band, profile, past, seed)
    moves = once(sequence.moves) if sequence else []
    can_go_back = {stage(e) for e in allowed(band, profile, past) if e.bend is Bend.BACK}

    for n, exercise in enumerate(moves):
        if exercise.bend is Bend.FORWARD and stage(exercise) in can_go_back:
            beside = [*moves[max(0, n - 1) : n], *moves[n + 1 : n + 2]]
            assert (Bend.BACK, stage(exercise)) in [(other.bend, stage(other)) for other in beside]


@MANY
@given(BANDS, PROFILES, PASTS, SEEDS)
def test_a_break_of_two_minutes_or_more_ends_on_a_breath(
    band: Band, profile: Profile, past: Past, seed: int
) -> None:
    sequence = planned(band, profile, past, seed)
    breath = any(exercise.kind is Kind.BREATHE for exercise in allowed(band, profile, past))

    if sequence is not None and breath and band.length_s >= 120:
        assert sequence.moves[-1].exercise.kind is Kind.BREATHE


@settings(max_examples=100, deadline=None)
@given(BANDS, PROFILES, PASTS, SEEDS)
def test_the_same_input_gives_the_same_sequence(band: Band, profile: Profile, past: Past, seed: int) -> None:
    assert planned(band, profile, past, seed) == planned(band, profile, past, seed)


@settings(max_examples=20, deadline=None)
@given(BANDS, PASTS)
def test_another_seed_usually_gives_another_sequence(band: Band, past: Past) -> None:
    past = replace(past, plays=PRACTISED.plays)
    sequences = [planned(band, Profile(), past, seed) for seed in range(20)]
    played = {tuple(move.exercise.id for move in each.moves) for each in sequences if each is not None}

    assert len(played) >= 6


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("after_s", [0, 1200, 9000])
def test_twenty_seconds_for_the_eyes_are_spent_on_the_eyes(seed: int, after_s: float) -> None:
    posture = max(
        (band for band in DEFAULT_BANDS if band.after_s <= after_s), key=lambda b: b.after_s
    ).posture
    asked = Wish(after_s, 20, posture, frozenset({"eyes"}))
    sequence = plan(CATALOGUE, asked, Profile(), PRACTISED, seed)

    assert [(move.exercise.kind, move.seconds) for move in sequence.moves] == [(Kind.EYES, 20)]


@MANY
@given(st.sampled_from([*FOCUSES]), st.sampled_from([20.0, 60.0, 180.0, 300.0, 1200.0]), PROFILES, SEEDS)
def test_a_break_about_something_is_about_nothing_else(
    focus: str, length_s: float, profile: Profile, seed: int
) -> None:
    asked = Wish(3000, length_s, Posture.MIXED, frozenset({focus}))
    fits = [exercise for exercise in CATALOGUE if suits(exercise, asked, profile, PRACTISED)]
    if not fits:
        return
    sequence = plan(CATALOGUE, asked, profile, PRACTISED, seed)
    moves = once(sequence.moves)

    assert {focus} == {focus for exercise in moves if exercise.focused(asked.focus)}
    assert all(exercise.focused(asked.focus) for exercise in moves)
    assert 0.5 * length_s < sequence.length_s <= 1.1 * length_s


@pytest.mark.parametrize("band", DEFAULT_BANDS, ids=lambda band: band.posture)
@pytest.mark.parametrize("seed", range(20))
def test_somebody_who_has_to_spare_everything_still_gets_a_break(band: Band, seed: int) -> None:
    sequence = plan(CATALOGUE, wish(band), EVERYTHING, PRACTISED, seed)

    assert band.length_s == pytest.approx(sequence.length_s, rel=0.1)
    assert len({move.exercise.id for move in sequence.moves}) > 1


def test_where_nothing_is_left_it_says_so_kindly_and_shows_a_way() -> None:
    nothing = Profile(at_hand=frozenset())
    with pytest.raises(NothingFitsError) as refused:
        plan(CATALOGUE, wish(SEATED), nothing, PRACTISED, 1)

    assert refused.value.code == "nothing-fits"
    assert str(refused.value) == (
        "Your profile leaves no exercise for this break. Look into the distance, breathe, or take a few "
        "steps instead. `unslouch config get profile` shows what it leaves out."
    )


def test_where_nothing_is_left_about_something_it_names_that() -> None:
    asked = replace(wish(SEATED), focus=frozenset({"hands", "forearms"}))
    with pytest.raises(NothingFitsError, match=r"^Your profile leaves no exercise about forearms, hands for"):
        plan(CATALOGUE, asked, Profile(at_hand=frozenset()), PRACTISED, 1)


def test_a_break_too_short_for_any_exercise_says_so() -> None:
    with pytest.raises(NothingFitsError, match=r"^No exercise fits into 5 s\. "):
        plan(CATALOGUE, Wish(0, 5, Posture.SEATED), Profile(), PRACTISED, 1)


@settings(max_examples=100, deadline=None)
@given(st.floats(10, 1800), st.sampled_from(Posture), PROFILES, SEEDS)
def test_other_lengths_are_never_exceeded_by_much(
    length_s: float, posture: Posture, profile: Profile, seed: int
) -> None:
    try:
        sequence = plan(CATALOGUE, Wish(0, length_s, posture), profile, PRACTISED, seed)
    except NothingFitsError:
        return

    assert sequence.moves
    assert sequence.length_s <= length_s + 2


@MANY
@given(BANDS, PROFILES, PASTS, SEEDS)
def test_each_reason_is_a_short_fragment_and_true(
    band: Band, profile: Profile, past: Past, seed: int
) -> None:
    sequence = planned(band, profile, past, seed)
    moves = [move for move in sequence.moves if move.side is not Side.RIGHT] if sequence else []
    rounds = Counter(move.exercise.id for move in moves)
    further = Counter(move.exercise.id for move in moves if move.why == "another round")

    counters = Counter(move.exercise.id for move in moves if move.why.startswith("the counter-bend"))
    assert further <= Counter({name: times - 1 for name, times in rounds.items() if times > 1})
    assert further + counters >= Counter({name: times - 1 for name, times in rounds.items() if times > 1})
    for move in moves:
        assert len(move.why) <= 60
        if had := re.fullmatch(r"the ([a-z ]+) had (.+) in the last week", move.why):
            region = had[1].replace(" ", "-")
            seconds = round(past.region_s.get(region, 0))
            assert region in move.exercise.regions
            assert had[2] == (spoken(seconds) if seconds else "nothing")
        elif move.why == "this break begins with a walk":
            assert moves[0].exercise.kind is Kind.WALK
        elif move.why == "a breath to end on":
            assert {Kind.BREATHE} == {each.exercise.kind for each in moves[moves.index(move) :]}
        elif move.why == "to get you on your feet":
            assert move.exercise.upright
        elif bent := re.fullmatch(r"the counter-bend to (.+)", move.why):
            assert {Bend.FORWARD, Bend.BACK} == {
                move.exercise.bend,
                *(m.exercise.bend for m in moves if m.exercise.name == bent[1]),
            }
        else:
            assert move.why == "another round"


def test_what_was_asked_for_is_the_reason_for_each_move() -> None:
    asked = replace(wish(MIXED), focus=frozenset({"neck", "hands"}))
    sequence = plan(CATALOGUE, asked, Profile(), PRACTISED, 1)

    assert {"the focus is neck", "the focus is hands"} >= {move.why for move in sequence.moves}


def test_whoever_goes_to_the_floor_does_so_in_the_longer_breaks_only() -> None:
    floor = Profile(floor=True, level=2)
    low = {
        band.posture: sum(
            any(move.exercise.form is Form.MAT for move in sequence.moves)
            for sequence in (plan(CATALOGUE, wish(band), floor, PRACTISED, seed) for seed in range(20))
        )
        for band in DEFAULT_BANDS
    }

    assert low[Posture.SEATED] == 0
    assert min(low[posture] for posture in (Posture.MIXED, Posture.STANDING, Posture.WALK)) > 10


@MANY
@given(st.sampled_from(CATALOGUE), BANDS, PROFILES, PASTS)
def test_another_exercise_serves_a_region_of_the_first_in_its_place(
    of: Exercise, band: Band, profile: Profile, past: Past
) -> None:
    other = instead(CATALOGUE, of, wish(band), profile, past)

    if other is not None:
        assert other.id != of.id
        assert set(other.regions) & set(of.regions)
        assert other.upright == of.upright
        assert suits(other, wish(band), profile, past)


def test_one_can_go_on_swapping_until_nothing_is_left() -> None:
    first = next(exercise for exercise in CATALOGUE if exercise.id == "shoulder-rolls")
    past = PRACTISED
    while other := instead(CATALOGUE, first, wish(MIXED), Profile(), past):
        past = replace(past, never=past.never | {other.id})

    assert len(past.never) > 5
