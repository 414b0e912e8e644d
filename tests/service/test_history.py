"""`unslouch history`, as typed: the picture, the documents, a journal that is empty or damaged."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.service.conftest import Home
from tests.waiting import until
from unslouch.core.entries import Entry, EntryKind
from unslouch.core.exercise import REGIONS
from unslouch.journal import Journal

KEYS = {
    "date", "breaks", "natural", "skipped", "left_early", "sitting_s", "longest_sitting_s", "regions",
}  # fmt: skip


def journal(home: Home) -> Path:
    path = home.path / ".local" / "share" / "unslouch" / "journal.db"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def fill(home: Home, *, pause: timedelta = timedelta()) -> None:
    """Yesterday: fifty minutes of sitting, a break, and something that was skipped.

    From half past twelve on reminders were paused for so long, and nothing ran that could say it was over.
    """
    noon = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=1)
    paused = {"until": (noon + timedelta(minutes=30) + pause).isoformat(), "by_wall": False}
    facts = {"session": "s", "length_s": 180.0}
    moves = [{"exercise": "walk", "side": None, "seconds": 180.0}]
    told: list[tuple[EntryKind, int, dict[str, Any]]] = [
        (EntryKind.SERVICE_STARTED, 0, {"anew": True, "sitting_s": 0.0}),
        (EntryKind.PAUSED, 1800, {**paused, "sitting_s": 1800.0}),
        (EntryKind.SKIPPED, 2400, {"rhythm": "stretch", "sitting_s": 2400.0}),
        (EntryKind.STARTED, 3000, facts),
        (EntryKind.COMPLETED, 3180, {**facts, "done_s": 180.0, "moves": moves}),
    ]
    with Journal(journal(home)) as book:
        for kind, seconds, data in told:
            book.append(Entry(kind, noon + timedelta(seconds=seconds), "boot", float(seconds), data))


def test_json_has_what_the_contract_says(home: Home) -> None:
    fill(home)
    document = json.loads(home.unslouch("history", "--json").stdout)

    assert document["version"] == 1
    assert len(document["days"]) == 7
    assert set(document["days"][0]) >= KEYS
    yesterday = document["days"][-2]
    assert (yesterday["breaks"], yesterday["skipped"], yesterday["sitting_s"]) == (1, 1, 3000)
    assert yesterday["regions"]["circulation"] == 180


@pytest.mark.parametrize("number", [1, 30])
def test_there_is_a_day_for_each_that_was_asked_for(home: Home, number: int) -> None:
    days = json.loads(home.unslouch("history", "--days", str(number), "--json").stdout)["days"]
    dates = [date.fromisoformat(day["date"]) for day in days]

    assert dates == [dates[-1] - timedelta(days=n) for n in reversed(range(number))]


def test_csv_is_a_row_a_day_with_a_column_for_each_region(home: Home) -> None:
    fill(home)
    text = subprocess.run(
        [sys.executable, "-m", "unslouch", "history", "--csv"],
        env=home.environ, capture_output=True, check=True,
    ).stdout.decode("ascii")  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(text, newline="")))

    assert text.count("\r\n") == text.count("\n") == 8
    assert len(rows) == 7
    assert [key for key in rows[0] if key.endswith("_s")][-len(REGIONS) :] == [
        f"{region.replace('-', '_')}_s" for region in REGIONS
    ]
    assert (rows[-2]["breaks"], rows[-2]["circulation_s"]) == ("1", "180.0")
    assert [field for row in rows for field in row.values() if field.lstrip()[:1] in "=+-@\t\r"] == []


def test_a_pause_is_hatched_and_explained_only_where_there_was_one(home: Home) -> None:
    fill(home, pause=timedelta(minutes=15))
    text = home.unslouch("history").stdout

    assert re.search("▄+\u2571+▄*█", text)
    assert "█ break   \u2571 paused" in text
    assert "Reminders were paused for 15 min of the sitting." in text
    days = json.loads(home.unslouch("history", "--json").stdout)["days"]
    assert [day["paused_s"] for day in days] == [0, 0, 0, 0, 0, 900, 0]


def test_a_long_pause_is_known_on_the_days_after_it_began(home: Home) -> None:
    fill(home, pause=timedelta(days=7))
    home.start()

    def paused_s() -> float:
        days = json.loads(home.unslouch("history", "--days", "1", "--json").stdout)["days"]
        return float(days[0]["paused_s"])

    until(lambda: paused_s() > 0)


def test_the_picture_tells_breaks_and_sitting_and_nothing_of_what_was_skipped(home: Home) -> None:
    fill(home)
    text = home.unslouch("history").stdout

    assert "1 break, 3 min in all." in text
    assert "The longest sitting was 50 min" in text
    assert "circulation" in text
    assert "skip" not in text
    assert "paused" not in text
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize("columns", [40, 50, 80, 200])
def test_the_picture_is_as_wide_as_there_is_room(home: Home, columns: int) -> None:
    fill(home)
    home.environ["COLUMNS"] = str(columns)

    assert max(map(len, home.unslouch("history").stdout.splitlines())) <= max(columns, 75)


def test_where_the_terminal_knows_only_ascii_the_picture_is_in_ascii(home: Home) -> None:
    fill(home, pause=timedelta(minutes=15))
    home.environ["PYTHONIOENCODING"] = "ascii"
    text = home.unslouch("history").stdout

    assert re.search("-+/+-*#", text)
    assert "?" not in text


def test_an_empty_journal_is_said_calmly(home: Home) -> None:
    assert home.unslouch("history").stdout.endswith("Nothing is recorded of these days.\n")


def test_a_damaged_journal_is_set_aside(home: Home) -> None:
    journal(home).write_bytes(b"no database" * 1000)
    found = home.unslouch("history", "--json")

    assert (found.returncode, len(json.loads(found.stdout)["days"])) == (0, 7)


def test_damaged_entries_are_left_out(home: Home) -> None:
    fill(home)
    connection = sqlite3.connect(journal(home))
    copy = "INSERT INTO entry SELECT NULL, ?, host, {}, boot, elapsed, kind, {} FROM entry LIMIT 1"
    connection.execute(copy.format("at", "'{'"), ("x",))
    connection.execute(copy.format("'noon'", "data"), ("y",))
    connection.commit()
    connection.close()
    days = json.loads(home.unslouch("history", "--json").stdout)["days"]

    assert (days[-2]["breaks"], days[-2]["skipped"]) == (1, 1)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_journal_that_cannot_be_read_is_an_error_in_a_sentence(home: Home) -> None:
    fill(home)
    journal(home).chmod(0)
    found = home.unslouch("history", "--json")

    assert found.returncode == 1
    assert json.loads(found.stdout)["error"]["code"] == "journal"


@pytest.mark.parametrize("arguments", [("--days", "0"), ("--days", "many"), ("--json", "--csv")])
def test_wrong_usage_is_two(home: Home, arguments: tuple[str, ...]) -> None:
    assert home.unslouch("history", *arguments).returncode == 2


def test_the_present_sitting_is_counted_while_the_service_runs(home: Home) -> None:
    home.start("--speed", "3600")

    def sat_s() -> float:
        days = json.loads(home.unslouch("history", "--days", "2", "--json").stdout)["days"]
        return float(sum(day["sitting_s"] for day in days))

    until(lambda: sat_s() > 60)
