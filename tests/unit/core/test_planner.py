"""The planner on the shipped catalogue: what every break keeps to, whatever the profile and the past."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from unslouch.catalogue import load
from unslouch.core.duration import spoken
from unslouch.core.exercise import (
    CAUTIONS,
    FOCUSES,
    NEEDS,
    REGIONS,
    Bend,
    Exercise,
    Form,
    Kind,
    Move,
    Position,
    Sequence,
    Side,
)
from unslouch.core.planner import NothingFitsError, instead, plan, suits
from unslouch.core.rules import DEFAULT_BANDS, Band, Posture, Profile
from unslouch.core.wish import Past, Wish

CATALOGUE = load()
IDS = [exercise.id for exercise in CATALOGUE]
EVERYTHING = Profile(avoid=frozenset(CAUTIONS))
PRACTISED = Past(breaks=101, plays=dict.fromkeys(IDS, 9))
"""Somebody who has done everything, and has rested for a week."""
SEATED, MIXED, STANDING, WALK = DEFAULT_BANDS

PROFILES = st.builds(
    Profile,
    avoid=st.frozensets(st.sampled_from(CAUTIONS)),
    at_hand=st.just(Profile().at_hand) | st.frozensets(st.sampled_from(NEEDS)),
    floor=st.booleans(),
    discreet=st.booleans(),
    level=st.integers(1, 3),
)
PASTS = st.builds(
    Past,
    recent=st.frozensets(st.sampled_from(IDS)),
    region_s=st.dictionaries(st.sampled_from(REGIONS), st.floats(0, 3600)),
    breaks=st.integers(0, 30),
    plays=st.just(PRACTISED.plays) | st.dictionaries(st.sampled_from(IDS), st.integers(1, 30)),
    effort=st.dictionaries(st.sampled_from(IDS), st.integers(-3, 3)),
    reach=st.frozensets(st.sampled_from(REGIONS), max_size=3),
    never=st.frozensets(st.sampled_from(IDS), max_size=5),
    favourites=st.frozensets(st.sampled_from(IDS), max_size=5),
)
SEEDS = st.integers(0, 2**32 - 1)
BANDS = st.sampled_from(DEFAULT_BANDS)
MANY = settings(max_examples=150, deadline=None)


def wish(band: Band, focus: Iterable[str] = ()) -> Wish:
    return Wish(band.after_s, band.length_s, band.posture, frozenset(focus))


def allowed(band: Band, profile: Profile, past: Past = PRACTISED) -> list[Exercise]:
    return [exercise for exercise in CATALOGUE if suits(exercise, wish(band), profile, past)]


def planned(band: Band, profile: Profile, past: Past = PRACTISED, seed: int = 1) -> Sequence | None:
    """The sequence; None where nothing is allowed, which is the only reason not to give one."""
    try:
        return plan(CATALOGUE, wish(band), profile, past, seed)
    except NothingFitsError:
        assert allowed(band, profile, past) == []
        return None


def upright_s(moves: Iterable[Move]) -> float:
    return sum(move.seconds for move in moves if move.exercise.upright)


def stage(exercise: Exercise) -> int:
    """Where one is: on the chair, on one's feet, on the floor."""
    return {Position.SEATED: 0, Position.FLOOR: 2}.get(exercise.position, 1)


def once(moves: Iterable[Move]) -> list[Exercise]:
    """The exercises in order, the two sides of one counted once."""
    return [move.exercise for move in moves if move.side is not Side.RIGHT]


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
