"""The session player: what is on, what was done, and what may never happen to either."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.moves import MOVE
from unslouch.core.errors import UnslouchError
from unslouch.core.exercise import Breath, Dose, Move, Sequence, Side, Sides, Step
from unslouch.core.moment import Moment
from unslouch.core.outcome import Outcome
from unslouch.core.player import ASLEEP_S, READY_S, Player

Operation = Callable[[Player, Moment], Player]
START = Moment(datetime(2026, 11, 23, 10, 0, tzinfo=UTC), 5000.0)

STEPS = Step("Sit tall.", Breath.IN), Step("Turn.", Breath.OUT), Step("Stay.", Breath.EASY)
EXERCISE = replace(MOVE, dose=Dose(20, 10, 30), steps=STEPS)
OTHER = replace(EXERCISE, id="chin-tuck", sides=Sides.BOTH)


def sequence(*seconds: float) -> Sequence:
    moves = tuple(Move(replace(EXERCISE, id=f"move-{i}"), Side.LEFT, s, "") for i, s in enumerate(seconds))
    return Sequence(3000, sum(seconds), "seated", 1, moves)


def after(seconds: float) -> Moment:
    return START.plus(seconds)


def test_a_session_plays_its_moves_in_order_and_is_completed_at_its_end() -> None:
    player = Player.begin(sequence(20, 30, 10), START).look(after(25))

    assert (player.index, player.left_s, player.left_in_all_s) == (1, 25, 35)
    assert player.upcoming == player.sequence.moves[2]
    assert player.fraction == pytest.approx(25 / 60)

    done = player.look(after(70))

    assert done.outcome is Outcome.COMPLETED
    assert done.looked == after(60)
    assert (done.left_s, done.fraction, done.done_s) == (0, 1, 60)
    assert done.look(after(4000)) == done


def test_the_steps_of_a_move_are_lit_one_after_the_other_with_their_breath() -> None:
    player = Player.begin(sequence(30, 30), START)

    seen = [(player.look(after(s)).lit, player.look(after(s)).breath) for s in (0, 9.9, 10, 20, 29.9, 30)]

    assert seen == [
        (0, Breath.IN), (0, Breath.IN), (1, Breath.OUT), (2, Breath.EASY), (2, Breath.EASY), (0, Breath.IN),
    ]  # fmt: skip


def test_a_move_without_steps_has_no_step_and_an_easy_breath() -> None:
    bare = Move(replace(EXERCISE, steps=()), None, 20, "")
    player = Player.begin(Sequence(0, 20, "seated", 1, (bare,)), START)

    assert (player.step, player.breath, player.lit) == (None, Breath.EASY, 0)


def test_a_pause_stops_everything_until_it_is_resumed() -> None:
    paused = Player.begin(sequence(60), START).pause(after(10)).look(after(100))

    assert (paused.left_s, paused.done_s, paused.paused) == (50, 10, True)

    going = paused.resume(after(160)).look(after(170))

    assert (going.left_s, going.done_s, going.paused) == (40, 20, False)


def test_next_keeps_what_was_played_and_back_begins_the_move_anew() -> None:
    player = Player.begin(sequence(20, 30), START).next(after(5))

    assert (player.index, player.into_s, player.done_s) == (1, 0, 5)

    again = player.back(after(15))

    assert (again.index, again.into_s, again.done_s) == (1, 0, 15)


def test_back_within_three_seconds_of_a_move_goes_to_the_one_before() -> None:
    second = Player.begin(sequence(20, 30), START).next(after(5))

    assert second.back(after(7.9)).index == 0
    assert second.back(after(8)).index == 1
    assert second.back(after(6)).back(after(7)).index == 0


def test_a_pause_of_half_an_hour_ends_it_where_it_was() -> None:
    player = Player.begin(sequence(60), START).pause(after(10))
    for seconds in range(70, 1810, 60):
        player = player.look(after(seconds))
    paused = player.paused
    player = player.look(after(1810))

    assert paused
    assert (player.outcome, player.done_s, player.paused) == (Outcome.LEFT_EARLY, 10, False)


def test_each_pause_has_half_an_hour() -> None:
    player = Player.begin(sequence(60), START)
    for start in (10, 1500):
        player = player.pause(after(start))
        for seconds in range(60, 1480, 60):
            player = player.look(after(start + seconds))
        player = player.resume(after(start + 1480))

    assert not player.finished


def test_a_move_played_twice_counts_no_more_than_its_length() -> None:
    player = Player.begin(sequence(20, 30), START).back(after(15)).look(after(30))

    assert player.spent_s == (20.0, 0.0)
    assert player.left_s == 5


@pytest.mark.parametrize(("at_s", "outcome"), [(24, Outcome.LEFT_EARLY), (25, Outcome.COMPLETED)])
def test_next_on_the_last_move_completes_a_session_of_which_half_was_played(
    at_s: float, outcome: Outcome
) -> None:
    player = Player.begin(sequence(20, 30), START).next(after(5)).next(after(at_s))

    assert (player.outcome, player.done_s) == (outcome, at_s)
    assert player.looked == after(at_s)


def test_a_session_that_is_ended_before_its_end_was_left_early() -> None:
    player = Player.begin(sequence(20, 30), START).end(after(27))

    assert player.outcome is Outcome.LEFT_EARLY
    assert [(move.exercise.id, seconds) for move, seconds in player.played] == [("move-0", 20), ("move-1", 7)]


def test_ending_it_after_it_ended_by_itself_leaves_it_completed() -> None:
    assert Player.begin(sequence(20), START).end(after(20)).outcome is Outcome.COMPLETED


@pytest.mark.parametrize("pressed", [Player.look, Player.pause])
def test_a_sleep_of_the_machine_ends_it_as_left_early_at_the_last_look(pressed: Operation) -> None:
    player = pressed(Player.begin(sequence(600), START), after(40))

    woken = player.look(after(40 + ASLEEP_S))

    assert (woken.outcome, woken.looked, woken.done_s) == (Outcome.LEFT_EARLY, after(40), 40)
    assert player.next(after(1000)).outcome is Outcome.LEFT_EARLY


def test_a_short_sleep_changes_nothing() -> None:
    assert Player.begin(sequence(600), START).look(after(ASLEEP_S - 1)).done_s == ASLEEP_S - 1


def test_setting_the_wall_clock_changes_nothing() -> None:
    later = Moment(START.wall.replace(hour=3), START.elapsed + 10)

    assert Player.begin(sequence(60), START).look(later).left_s == 50


@pytest.mark.parametrize("seconds", [(), (20.0, 0.0)])
def test_a_sequence_without_anything_to_play_is_refused_with_a_way_out(seconds: tuple[float, ...]) -> None:
    with pytest.raises(UnslouchError, match="profile"):
        Player.begin(sequence(*seconds), START)


OPERATIONS: dict[str, Operation] = {
    "look": Player.look,
    "pause": Player.pause,
    "resume": Player.resume,
    "next": Player.next,
    "back": Player.back,
    "end": Player.end,
    "swap": lambda player, at: player.swap(at, OTHER),
    "longer": lambda player, at: player.lengthen(at, 10),
    "shorter": lambda player, at: player.lengthen(at, -10),
}
Acts = list[tuple[str, float]]
LENGTHS = st.lists(st.floats(1, 120), min_size=1, max_size=6)
ACTS = st.lists(st.tuples(st.sampled_from(sorted(OPERATIONS)), st.floats(-5, 200)), max_size=30)


@given(LENGTHS, ACTS)
def test_whatever_is_pressed_the_numbers_stay_within_their_bounds(lengths: list[float], acts: Acts) -> None:
    player, clock = Player.begin(sequence(*lengths), START), 0.0
    for name, seconds in acts:
        clock += seconds
        player = OPERATIONS[name](player, after(clock))

        moves = player.sequence.moves
        assert 0 <= player.index < len(moves)
        assert 0 <= player.left_s <= player.left_in_all_s <= player.sequence.length_s + 1e-6
        assert 0 <= player.ready_s <= READY_S
        assert 0 <= player.fraction <= 1
        assert 0 <= player.lit < len(EXERCISE.steps)
        spent = zip(player.spent_s, moves, strict=True)
        assert all(0 <= seconds <= move.seconds + 1e-6 for seconds, move in spent)
        assert player.done_s == pytest.approx(sum(seconds for _, seconds in player.played))
        assert player.done_s <= player.looked.since(START) + 1e-6


@given(LENGTHS, ACTS, ACTS)
def test_what_has_ended_never_changes_again(lengths: list[float], before: Acts, afterwards: Acts) -> None:
    player, clock = Player.begin(sequence(*lengths), START), 0.0
    for name, seconds in before:
        clock += abs(seconds)
        player = OPERATIONS[name](player, after(clock))
    ended = player.end(after(clock))
    changed = ended
    for name, seconds in afterwards:
        clock += abs(seconds)
        changed = OPERATIONS[name](changed, after(clock))

    assert changed == ended


@given(LENGTHS, st.lists(st.floats(0.001, 100), max_size=40))
def test_how_often_one_looks_makes_no_difference(lengths: list[float], gaps: list[float]) -> None:
    often, clock = Player.begin(sequence(*lengths), START, asleep_s=1e9), 0.0
    for gap in gaps:
        clock += gap
        often = often.look(after(clock))
    once = Player.begin(sequence(*lengths), START, asleep_s=1e9).look(after(clock))

    assert often.done_s == pytest.approx(once.done_s)
    assert often.left_in_all_s == pytest.approx(once.left_in_all_s, abs=1e-6)


@given(LENGTHS, ACTS)
def test_a_session_that_is_never_skipped_is_played_in_full(lengths: list[float], acts: Acts) -> None:
    player, clock = Player.begin(sequence(*lengths), START, asleep_s=1e9), 0.0
    for name, seconds in acts:
        clock += abs(seconds)
        player = OPERATIONS[name if name not in {"next", "end"} else "look"](player, after(clock))
    player = player.resume(after(clock)).look(after(clock + player.sequence.length_s + 1))

    assert player.outcome is Outcome.COMPLETED
    assert player.done_s == pytest.approx(player.sequence.length_s)


def both_sides(seconds: float) -> Sequence:
    """One exercise on both sides, and another one after it."""
    left, right = (Move(EXERCISE, side, seconds, "") for side in (Side.LEFT, Side.RIGHT))
    return Sequence(3000, 2 * seconds + 20, "seated", 1, (left, right, Move(OTHER, None, 20, "")))


def test_another_exercise_takes_what_is_left_of_both_sides() -> None:
    player = Player.begin(both_sides(30), START).swap(after(10), OTHER)

    told = [(move.exercise.id, move.side, move.seconds) for move in player.sequence.moves]
    assert told == [
        ("neck-turn", Side.LEFT, 10),
        ("chin-tuck", None, 50),
        ("chin-tuck", None, 20),
    ]
    assert (player.index, player.left_s, player.sequence.length_s) == (1, 50, 80)


def test_another_exercise_with_sides_is_played_on_both_also_when_only_one_was_left() -> None:
    sided = replace(OTHER, sides=Sides.EACH)
    player = Player.begin(both_sides(30), START).swap(after(40), sided)

    told = [(move.exercise.id, move.side, move.seconds) for move in player.sequence.moves[1:4]]
    assert told == [
        ("neck-turn", Side.RIGHT, 10),
        ("chin-tuck", Side.LEFT, 10),
        ("chin-tuck", Side.RIGHT, 10),
    ]


def test_what_is_swapped_at_once_leaves_no_trace() -> None:
    player = Player.begin(both_sides(30), START).swap(START, OTHER)

    assert {move.exercise.id for move, _ in player.look(after(10)).played} == {"chin-tuck"}


def test_what_was_played_of_the_second_side_before_one_went_back_stays_played() -> None:
    back = Player.begin(both_sides(30), START).next(after(2)).look(after(22)).back(after(22)).back(after(23))
    swapped = back.swap(after(24), OTHER)

    assert [(move.side, seconds) for move, seconds in swapped.played] == [(Side.LEFT, 3), (Side.RIGHT, 21)]
    assert swapped.move.exercise is OTHER
    assert {move.seconds for move in back.lengthen(after(24), -100).sequence.moves[:2]} == {21}


@pytest.mark.parametrize(("by", "expected"), [(10, 40), (-10, 20), (-100, 12), (10_000, 600)])
def test_longer_and_shorter_change_both_sides_within_bounds(by: float, expected: float) -> None:
    player = Player.begin(both_sides(30), START).lengthen(after(12), by)

    assert [move.seconds for move in player.sequence.moves] == [expected, expected, 20]
    assert player.sequence.length_s == 2 * expected + 20


def test_the_first_seconds_of_a_move_are_to_get_ready_in() -> None:
    player = Player.begin(both_sides(30), START)

    assert [player.look(after(s)).ready_s for s in (0, 1, 3, 10, 30, 31.5)] == [3, 2, 0, 0, 3, 1.5]


def test_only_the_other_side_of_the_same_exercise_changes_sides() -> None:
    player = Player.begin(both_sides(30), START)

    assert [player.look(after(s)).changes_sides for s in (0, 31, 61)] == [False, True, False]
