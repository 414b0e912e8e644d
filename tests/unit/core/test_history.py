"""What the journal's sessions mean for the next plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unslouch.catalogue import load
from unslouch.core import history
from unslouch.core.entries import Entry, EntryKind
from unslouch.core.history import Record
from unslouch.core.said import Said
from unslouch.core.wish import Past

CATALOGUE = load()
IDS = [exercise.id for exercise in CATALOGUE]
REGIONS = {exercise.id: exercise.regions for exercise in CATALOGUE}
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
JUNK: list[Any] = [None, 7, -1.5, "seven", [], {}, True, float("nan"), float("inf"), [[]], {"exercise": []}]


def past(week: list[Entry], said: list[Entry] = [], midnight: datetime = NOON) -> Past:  # noqa: B006 (read only)
    return history.past(Record(week, said), CATALOGUE, midnight)


def said(exercise: object, word: object) -> Entry:
    return Entry(EntryKind.SAID, NOON, "boot", 0, {"exercise": exercise, "said": word})


def session(*moves: tuple[str, float], kind: EntryKind = EntryKind.COMPLETED) -> Entry:
    told = [{"exercise": name, "side": None, "seconds": seconds} for name, seconds in moves]
    return Entry(kind, NOON, "boot", 0, {"session": "s", "done_s": 1, "length_s": 60, "moves": told})


def test_without_entries_there_is_no_past() -> None:
    assert past([]) == Past()


def test_the_exercises_of_the_last_three_sessions_are_recent() -> None:
    entries = [session((name, 20)) for name in IDS[:5]]

    assert frozenset(IDS[2:5]) == past(entries).recent


def test_a_session_left_early_counts_with_what_was_played_of_it() -> None:
    entry = session(("walk", 70), ("far-look", 0), kind=EntryKind.LEFT_EARLY)

    found = past([entry])

    assert found.recent == {"walk"}
    assert found.region_s == dict.fromkeys(REGIONS["walk"], 70.0)


def test_sessions_in_which_nothing_was_played_do_not_push_out_others() -> None:
    died = Entry(EntryKind.LEFT_EARLY, NOON, "boot", 0, {"session": "s", "died": True, "done_s": 0})
    entries = [session(("walk", 60)), died, died, session(("far-look", 0)), session()]

    assert past(entries).recent == frozenset({"walk"})


def test_only_sessions_count() -> None:
    others = [replace(session(("walk", 60)), kind=kind) for kind in EntryKind]
    ended = [entry for entry in others if entry.kind in {EntryKind.COMPLETED, EntryKind.LEFT_EARLY}]

    assert past(others) == past(ended)
    assert past(others).region_s["circulation"] == 120


def test_seconds_are_added_up_by_region_over_both_sides_and_all_entries() -> None:
    both_sides = session(("neck-turn", 20.4), ("neck-turn", 20.4), ("far-look", 20))
    seconds = past([both_sides] * 4).region_s

    assert seconds == {"neck": pytest.approx(163.2), "eyes": 80}


def test_an_exercise_that_is_not_known_any_more_is_ignored() -> None:
    entries = [session(("handstand", 60)), session(("far-look", 20), ("handstand", 60))]

    found = past(entries)

    assert found.recent == {"far-look"}
    assert found.region_s == {"eyes": 20}


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
    found = past([good, replace(good, data=data), good])

    assert found.region_s["eyes"] in {40, 50}
    assert all(0 < seconds < 200 for seconds in found.region_s.values())


@pytest.mark.parametrize("key", ["exercise", "seconds"])
def test_a_move_that_lacks_something_is_passed_over(key: str) -> None:
    entry = session(("walk", 60), ("far-look", 20))
    del entry.data["moves"][0][key]

    found = past([entry])

    assert found.recent == {"far-look"}
    assert found.region_s == {"eyes": 20}


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from([*IDS, "handstand"]), st.floats(0, 300)), max_size=4), max_size=8
    )
)
def test_what_was_played_is_neither_lost_nor_counted_twice(sessions: list[list[tuple[str, float]]]) -> None:
    entries = [replace(session(*moves), at=NOON + timedelta(hours=n)) for n, moves in enumerate(sessions)]
    found = past(entries)
    expected = sum(s * len(REGIONS.get(name, ())) for moves in sessions for name, s in moves)

    assert sum(found.region_s.values()) == pytest.approx(expected)
    assert {region for name in found.recent for region in REGIONS[name]} <= set(found.region_s)


def test_today_begins_at_midnight() -> None:
    before = replace(session(("walk", 60)), at=NOON - timedelta(seconds=1))

    assert past([before, session(("far-look", 20))]).today == {"far-look"}


def test_how_often_each_was_played_comes_as_it_was_counted() -> None:
    record = Record(plays={"walk": 7}, breaks=9)
    found = history.past(record, CATALOGUE, NOON)

    assert (found.plays, found.breaks) == ({"walk": 7}, 9)


@pytest.mark.parametrize(
    ("words", "effort"),
    [
        ((), 0),
        (("too-easy",), 1),
        (("too-much", "right"), -1),
        (("too-easy", "too-much"), 0),
        (("too-easy",) * 5, 3),
        (("too-much",) * 9 + ("too-easy",), -2),
    ],
)
def test_what_is_said_moves_an_exercise_slowly_and_not_for_ever(words: tuple[str, ...], effort: int) -> None:
    found = past([], [said("calf-raises", word) for word in words])

    assert found.effort.get("calf-raises", 0) == effort


def test_a_region_is_ready_for_more_when_two_things_about_it_were_too_easy() -> None:
    words = [said("neck-turn", "too-easy"), said("calf-raises", "too-easy")]

    assert past([], words).reach == set()
    assert past([], [*words, said("neck-side-tilt", "too-easy")]).reach == {"neck"}
    assert past([], [*words, said("neck-side-tilt", "too-much")]).reach == set()


@pytest.mark.parametrize(
    ("words", "never", "favourite"),
    [
        (("never",), True, False),
        (("favourite",), False, True),
        (("never", "again"), False, False),
        (("favourite", "never"), True, False),
        (("never", "favourite", "too-easy"), False, True),
    ],
)
def test_the_last_word_on_liking_an_exercise_counts(
    words: tuple[str, ...], never: bool, favourite: bool
) -> None:
    found = past([], [said("walk", word) for word in words])

    assert (never, favourite) == ("walk" in found.never, "walk" in found.favourites)


@pytest.mark.parametrize("junk", JUNK, ids=repr)
def test_damaged_words_are_passed_over(junk: object) -> None:
    assert past([], [said(junk, "never"), said("walk", junk)]) == Past()


@pytest.mark.parametrize("word", Said)
def test_every_word_is_understood(word: Said) -> None:
    assert Said.of(word.value) is word
