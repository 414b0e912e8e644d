"""What the journal tells the planner: the week's sessions, what was said, and how often what was played."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unslouch.core.entries import Entry, EntryKind
from unslouch.journal import Journal, schema

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
WEEK = timedelta(days=7)
NAMES = ("walk", "far-look", "neck-turn")
JUNK: list[Any] = [None, 7, "seven", [], {}, True, float("nan"), [["walk"]], {"exercise": {}}]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


def session(*moves: tuple[object, object], kind: EntryKind = EntryKind.COMPLETED, days: float = 0) -> Entry:
    told = [{"exercise": name, "seconds": seconds} for name, seconds in moves]
    return Entry(kind, NOON - timedelta(days=days), "boot", 0, {"moves": told})


def written(path: Path, *entries: Entry) -> Journal:
    journal = Journal(path)
    for entry in entries:
        journal.append(entry)
    return journal


def test_plays_are_the_breaks_in_which_an_exercise_was_played(path: Path) -> None:
    both_sides = session(("neck-turn", 20), ("neck-turn", 20), ("walk", 60), ("far-look", 0))
    early = session(("walk", 10), kind=EntryKind.LEFT_EARLY, days=400)
    begun = session(("walk", 10), kind=EntryKind.STARTED)
    with written(path, early, begun, both_sides, session(("walk", 0.5))) as journal:
        record = journal.record(NOON - WEEK)

    assert record.plays == {"neck-turn": 1, "walk": 3}
    assert record.breaks == 2


def test_an_entry_that_is_written_again_is_counted_once(path: Path) -> None:
    entry = session(("walk", 60))
    with written(path, entry, entry) as journal:
        assert journal.record(NOON).plays == {"walk": 1}


def test_the_week_holds_sessions_alone_and_what_was_said_is_kept_for_ever(path: Path) -> None:
    old, new = session(("walk", 60), days=8), session(("walk", 60), days=6)
    said = Entry(EntryKind.SAID, NOON - timedelta(days=900), "boot", 0, {"exercise": "walk", "said": "never"})
    snoozed = Entry(EntryKind.SNOOZED, NOON, "boot", 0)
    with written(path, said, old, new, snoozed) as journal:
        record = journal.record(NOON - WEEK)

    assert [entry.id for entry in record.week] == [new.id]
    assert [entry.id for entry in record.said] == [said.id]


@pytest.mark.parametrize("junk", JUNK, ids=repr)
@pytest.mark.parametrize("key", ["moves", "move", "exercise", "seconds"])
def test_damaged_moves_are_written_all_the_same_and_not_counted(path: Path, key: str, junk: object) -> None:
    entry = session(("walk", 60), ("far-look", 20))
    if key == "moves":
        entry = Entry(EntryKind.COMPLETED, NOON, "boot", 0, {"moves": junk})
    elif key == "move":
        entry.data["moves"][0] = junk
    else:
        entry.data["moves"][0][key] = junk
    with written(path, entry, session(("far-look", 20))) as journal:
        plays = journal.record(NOON).plays

    assert len(journal_ids(path)) == 2
    assert set(plays) <= {"walk", "far-look", "seven"}
    assert plays["far-look"] in {1, 2}


def journal_ids(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT id FROM entry")]


def test_a_journal_of_the_first_version_is_counted_when_it_is_brought_up_to_date(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:1])
        patch.setattr(schema, "VERSION", 1)
        written(path, session(("walk", 60)), session(("walk", 60), ("far-look", 20))).close()
    with written(path, session(("far-look", 20))) as journal:
        assert journal.record(NOON).plays == {"walk": 2, "far-look": 2}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 60)), max_size=5), max_size=6))
def test_the_count_is_that_of_the_entries(tmp_path: Path, sessions: list[list[tuple[str, int]]]) -> None:
    path = tmp_path / "journal.db"
    path.unlink(missing_ok=True)
    with written(path, *(session(*moves) for moves in sessions)) as journal:
        plays = journal.record(NOON).plays

    played = [{name for name, seconds in moves if seconds} for moves in sessions]
    assert plays == {name: n for name in NAMES if (n := sum(name in each for each in played))}
