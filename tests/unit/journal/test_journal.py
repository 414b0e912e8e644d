"""What is written into the journal is what is read from it, in order and once."""

from __future__ import annotations

import json
import logging
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unslouch.core.entries import Entry, EntryKind
from unslouch.core.moment import Moment
from unslouch.journal import Journal

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.db"


def entry(kind: EntryKind = EntryKind.BACK, hours: float = 0, **data: object) -> Entry:
    """An entry about what happened `hours` after noon."""
    return Entry(kind, NOON + timedelta(hours=hours), "boot", 3600 * hours, data, host="desk")


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.execute(query))


def change(path: Path, statement: str, *values: object) -> None:
    """What somebody does to the file by hand."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement, values)


def test_what_was_appended_is_read_back_as_it_was(path: Path) -> None:
    data = {
        "rhythm": "Öl \U0001f6e2",
        "length_s": 1.5,
        "quiet": True,
        "none": None,
        "moves": [{"side": "left"}],
    }
    entries = [replace(entry(kind, hours, **data), elapsed=hours / 3) for hours, kind in enumerate(EntryKind)]
    with Journal(path) as journal:
        for each in entries:
            journal.append(each)

        assert entries == journal.since(LONG_AGO)
    with Journal(path) as journal:
        assert entries == journal.since(LONG_AGO)


def test_an_entry_without_a_host_gets_this_one(path: Path) -> None:
    with Journal(path) as journal:
        journal.append(replace(entry(), host=""))

        assert [journal.host] == [each.host for each in journal.since(LONG_AGO)]


def test_an_entry_is_written_once_whatever_is_tried(path: Path) -> None:
    first = entry(n=1)
    with Journal(path) as journal:
        for each in (first, first, replace(first, data={"n": 2})):
            journal.append(each)

        assert [first] == journal.since(LONG_AGO)


def test_ids_are_unique() -> None:
    assert len({entry().id for _ in range(1000)}) == 1000


def test_the_order_is_that_of_writing_whatever_the_clock_said(path: Path) -> None:
    entries = [entry(hours=hours) for hours in (3, 1, -5, 2)]
    with Journal(path) as journal:
        for each in entries:
            journal.append(each)

        assert entries == journal.since(LONG_AGO)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=10)
@given(
    st.lists(
        st.datetimes(
            datetime(1900, 1, 1),  # noqa: DTZ001 (hypothesis wants them naive)
            datetime(2100, 1, 1),  # noqa: DTZ001
            timezones=st.sampled_from([UTC, timezone(timedelta(hours=-11)), ZoneInfo("Asia/Kathmandu")]),
        ),
        min_size=2,
        max_size=6,
        unique=True,
    )
)
def test_stamps_are_utc_and_sort_as_the_times_do(tmp_path: Path, times: list[datetime]) -> None:
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}" / "journal.db"
    with Journal(path) as journal:
        for at in times:
            journal.append(replace(entry(), at=at, id=str(at)))
        read = {each.id: each.at for each in journal.since(datetime(1800, 1, 1, tzinfo=UTC))}

    assert {str(at): at.replace(microsecond=at.microsecond // 1000 * 1000) for at in times} == read
    sorted_by_text = [
        datetime.fromisoformat(str(at)) for (at,) in rows(path, "SELECT at FROM entry ORDER BY at")
    ]
    assert sorted(sorted_by_text) == sorted_by_text


def test_an_entry_about_a_moment_has_its_time_in_utc(path: Path) -> None:
    at = Moment(datetime(2026, 11, 23, 13, tzinfo=ZoneInfo("Europe/Berlin")), 77.5)
    with Journal(path) as journal:
        journal.append(Entry.of(EntryKind.AWAY, at, "boot", {"how": "idle"}))
        (read,) = journal.since(LONG_AGO)

    assert (read.at, read.at.tzinfo, read.elapsed) == (NOON, UTC, 77.5)


def test_since_begins_with_the_time_itself(path: Path) -> None:
    entries = [entry(hours=hours) for hours in range(4)]
    with Journal(path) as journal:
        for each in entries:
            journal.append(each)

        assert entries[2:] == journal.since(NOON + timedelta(hours=2))


def test_the_last_of_some_kinds_come_newest_first(path: Path) -> None:
    kinds = [EntryKind.COMPLETED, EntryKind.BACK, EntryKind.LEFT_EARLY, EntryKind.COMPLETED]
    entries = [entry(kind, hours) for hours, kind in enumerate(kinds)]
    with Journal(path) as journal:
        for each in entries:
            journal.append(each)
        found = journal.of_kind((EntryKind.COMPLETED, EntryKind.LEFT_EARLY), most=2)

    assert [entries[3], entries[2]] == found


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ([(EntryKind.BACK, -50), (EntryKind.NATURAL_BREAK, -40), (EntryKind.BACK, -30)], 1),
        ([(EntryKind.BACK, -50), (EntryKind.STARTED, -40), (EntryKind.COMPLETED, -39)], 1),
        ([(EntryKind.STARTED, -50), (EntryKind.COMPLETED, -49), (EntryKind.NATURAL_BREAK, -40)], 2),
        ([(EntryKind.STARTED, -50), (EntryKind.COMPLETED, -49), (EntryKind.LEFT_EARLY, -40)], 0),
        ([(EntryKind.BACK, -50), (EntryKind.BACK, -40)], 0),
        ([(EntryKind.BACK, -193), (EntryKind.BACK, -191)], 1),
        ([(EntryKind.STARTED, -193), (EntryKind.COMPLETED, -192.5), (EntryKind.BACK, -191)], 2),
    ],
)
def test_the_tail_begins_with_the_last_break_and_reaches_back_eight_days_at_most(
    path: Path, before: list[tuple[EntryKind, float]], kept: int
) -> None:
    old = [entry(kind, hours) for kind, hours in before]
    today = [entry(hours=-11), entry(hours=-1)]
    with Journal(path) as journal:
        for each in (*old, *today):
            journal.append(each)

        assert old[kept:] + today == journal.tail(NOON, MIDNIGHT)


def test_the_tail_has_the_whole_day_also_before_the_last_break(path: Path) -> None:
    kinds = [EntryKind.BACK, EntryKind.COMPLETED, EntryKind.BACK, EntryKind.NATURAL_BREAK, EntryKind.BACK]
    entries = [entry(kind, -13 + hours) for hours, kind in enumerate(kinds)]
    with Journal(path) as journal:
        for each in entries:
            journal.append(each)

        assert entries[1:] == journal.tail(NOON, MIDNIGHT)


def test_an_empty_journal_has_an_empty_tail(path: Path) -> None:
    with Journal(path) as journal:
        assert journal.tail(NOON, MIDNIGHT) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "yoga"),
        ("kind", ""),
        ("at", "yesterday"),
        ("at", b"\xff"),
        ("elapsed", "soon"),
        ("elapsed", float("inf")),
        ("data", "{"),
        ("data", "[1, 2]"),
        ("data", "null"),
        ("data", '"text"'),
        ("data", b"\xff\xfe"),
        ("data", "[" * 100_000),
    ],
)
def test_an_entry_that_cannot_be_read_is_passed_over_and_logged(
    path: Path, column: str, value: object, caplog: pytest.LogCaptureFixture
) -> None:
    entries = [entry(hours=hours) for hours in range(3)]
    with Journal(path) as journal:
        for each in entries:
            journal.append(each)
    change(path, f"UPDATE entry SET {column} = ? WHERE id = ?", value, entries[1].id)
    with Journal(path) as journal, caplog.at_level(logging.WARNING):
        assert [entries[0], entries[2]] == journal.since(LONG_AGO)
        assert [entries[2], entries[0]] == journal.of_kind([EntryKind.BACK], most=3)

    assert len(caplog.messages) == (1 if column == "kind" else 2)
    assert all(entries[1].id in message for message in caplog.messages)


def test_what_is_logged_about_an_entry_cannot_steer_the_terminal(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with Journal(path) as journal:
        journal.append(replace(entry(), id="\x1b[2J"))
    change(path, "UPDATE entry SET kind = ?, data = ?", "\x1b[2J", "\x1b[2J")
    with Journal(path) as journal:
        assert journal.since(LONG_AGO) == []

    assert "\x1b" not in caplog.text


def test_every_commit_is_synced_and_readers_do_not_wait_for_writers(path: Path) -> None:
    with Journal(path) as journal:
        assert journal._database.run("PRAGMA journal_mode", ()) == [("wal",)]
        assert journal._database.run("PRAGMA synchronous", ()) == [(2,)]  # FULL


def test_the_data_is_json_that_other_programs_can_read(path: Path) -> None:
    with Journal(path) as journal:
        journal.append(entry(rhythm="\udc80 Öl", length_s=60))

    ((text,),) = rows(path, "SELECT data FROM entry")
    assert json.loads(str(text)) == {"rhythm": "\udc80 Öl", "length_s": 60}
