"""What the journal's sessions mean for the next plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unslouch.catalogue import load
from unslouch.core.entries import Entry, EntryKind
from unslouch.core.history import past
from unslouch.core.planner import Past

CATALOGUE = load()
IDS = [exercise.id for exercise in CATALOGUE]
REGIONS = {exercise.id: exercise.regions for exercise in CATALOGUE}
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
JUNK: list[Any] = [None, 7, -1.5, "seven", [], {}, True, float("nan"), float("inf"), [[]], {"exercise": []}]


def session(*moves: tuple[str, float], kind: EntryKind = EntryKind.COMPLETED) -> Entry:
    told = [{"exercise": name, "side": None, "seconds": seconds} for name, seconds in moves]
    return Entry(kind, NOON, "boot", 0, {"session": "s", "done_s": 1, "length_s": 60, "moves": told})


def test_without_entries_there_is_no_past() -> None:
    assert past([], CATALOGUE) == Past()


def test_the_exercises_of_the_last_three_sessions_are_recent() -> None:
    entries = [session((name, 20)) for name in IDS[:5]]

    assert frozenset(IDS[2:5]) == past(entries, CATALOGUE).recent


def test_a_session_left_early_counts_with_what_was_played_of_it() -> None:
    entry = session(("walk", 70), ("far-look", 0), kind=EntryKind.LEFT_EARLY)

    assert past([entry], CATALOGUE) == Past(frozenset({"walk"}), dict.fromkeys(REGIONS["walk"], 70.0))


def test_sessions_in_which_nothing_was_played_do_not_push_out_others() -> None:
    died = Entry(EntryKind.LEFT_EARLY, NOON, "boot", 0, {"session": "s", "died": True, "done_s": 0})
    entries = [session(("walk", 60)), died, died, session(("far-look", 0)), session()]

    assert past(entries, CATALOGUE).recent == frozenset({"walk"})


def test_only_sessions_count() -> None:
    others = [replace(session(("walk", 60)), kind=kind) for kind in EntryKind]
    ended = [entry for entry in others if entry.kind in {EntryKind.COMPLETED, EntryKind.LEFT_EARLY}]

    assert past(others, CATALOGUE) == past(ended, CATALOGUE)
    assert past(others, CATALOGUE).region_s["circulation"] == 120


def test_seconds_are_added_up_by_region_over_both_sides_and_all_entries() -> None:
    both_sides = session(("neck-turn", 20.4), ("neck-turn", 20.4), ("far-look", 20))
    seconds = past([both_sides] * 4, CATALOGUE).region_s

    assert seconds == {"neck": pytest.approx(163.2), "eyes": 80}


def test_an_exercise_that_is_not_known_any_more_is_ignored() -> None:
    entries = [session(("handstand", 60)), session(("far-look", 20), ("handstand", 60))]

    assert past(entries, CATALOGUE) == Past(frozenset({"far-look"}), {"eyes": 20})


@pytest.mark.parametrize("junk", JUNK, ids=repr)
@pytest.mark.parametrize("key", ["moves", "move", "exercise", "seconds"])
def test_what_is_damaged_is_passed_over_and_the_rest_counts(key: str, junk: object) -> None:
    good = session(("far-look", 20))
    move: dict[str, Any] = {"exercise": "walk", "seconds": 60}
    data: dict[str, Any] = {"moves": [{**move, key: junk}, {"exercise": "slow-blinks", "seconds": 10}]}
    if key == "moves":
        data = {"moves": junk}
    elif key == "move":
        data["moves"][0] = junk
    found = past([good, replace(good, data=data), good], CATALOGUE)

    assert found.region_s["eyes"] in {40, 50}
    assert all(0 < seconds < 200 for seconds in found.region_s.values())


@pytest.mark.parametrize("key", ["exercise", "seconds"])
def test_a_move_that_lacks_something_is_passed_over(key: str) -> None:
    entry = session(("walk", 60), ("far-look", 20))
    del entry.data["moves"][0][key]

    assert past([entry], CATALOGUE) == Past(frozenset({"far-look"}), {"eyes": 20})


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from([*IDS, "handstand"]), st.floats(0, 300)), max_size=4), max_size=8
    )
)
def test_what_was_played_is_neither_lost_nor_counted_twice(sessions: list[list[tuple[str, float]]]) -> None:
    entries = [replace(session(*moves), at=NOON + timedelta(hours=n)) for n, moves in enumerate(sessions)]
    found = past(entries, CATALOGUE)
    expected = sum(s * len(REGIONS.get(name, ())) for moves in sessions for name, s in moves)

    assert sum(found.region_s.values()) == pytest.approx(expected)
    assert {region for name in found.recent for region in REGIONS[name]} <= set(found.region_s)
