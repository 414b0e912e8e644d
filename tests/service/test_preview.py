"""`unslouch preview`, as typed: a day on a page, a timeline for scripts, and sentences for what is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.service.conftest import Home

HOURS = '[hours]\nmonday = ["09:00-10:00", "10:30-11:20"]\nsunday = []\n'
MONDAY = ("--date", "2026-11-23")
SCENARIO = """
timezone = "Europe/Berlin"
start = 2026-11-23T09:00:00
end = 2026-11-23T11:50:00

[[event]]
at = 09:45:00
what = "hold"
reason = "meeting"

[[event]]
at = 10:00:00
what = "release"
reason = "meeting"

[[event]]
at = 10:10:00
what = "idle"

[[event]]
at = 10:25:00
what = "active"
"""
PAGE = """\
Monday 23 November 2026, 09:00 to 11:50

09          10          11
---------...#-~~~----------#------
# break   ~ away   . held   - sitting

09:45-10:00  Held: a meeting
10:00        Reminder after 1 h: stretch, 3 min, seated, then standing
10:00-10:03  Break of 3 min
10:10-10:25  Away: a natural break of 15 min
11:15        Reminder after 50 min: stretch, 3 min, seated, then standing
11:15-11:18  Break of 3 min

2 reminders, 2 breaks, 1 natural break.
"""


def timeline(home: Home, *arguments: str) -> list[dict[str, Any]]:
    document = json.loads(home.unslouch("preview", "--json", *arguments).stdout)
    assert document["version"] == 1
    return list(document["timeline"])


def write(home: Home, text: str) -> Path:
    path = home.path / "day.toml"
    path.write_text(text)
    return path


def test_a_day_goes_from_the_first_working_hour_to_the_last(home: Home) -> None:
    home.config(HOURS)
    told = [(each["at"], each["what"]) for each in timeline(home, *MONDAY)]

    assert told == [
        ("2026-11-23T09:00:00+01:00", "work_begins"),
        ("2026-11-23T09:50:00+01:00", "reminder"),
        ("2026-11-23T09:50:20+01:00", "session"),
        ("2026-11-23T09:53:20+01:00", "completed"),
        ("2026-11-23T10:00:00+01:00", "work_ends"),
        ("2026-11-23T10:00:00+01:00", "held"),
        ("2026-11-23T10:30:00+01:00", "work_begins"),
        ("2026-11-23T10:30:00+01:00", "released"),
        ("2026-11-23T11:20:00+01:00", "work_ends"),
        ("2026-11-23T11:20:00+01:00", "held"),
    ]


def test_without_hours_it_goes_from_nine_to_six(home: Home) -> None:
    page = home.unslouch("preview", *MONDAY).stdout

    assert page.startswith("Monday 23 November 2026, 09:00 to 18:00\n")


def test_it_is_today_if_no_day_is_named(home: Home) -> None:
    assert home.unslouch("preview").returncode == 0


def test_a_reminder_has_what_the_contract_says(home: Home) -> None:
    reminder = timeline(home, *MONDAY)[0]

    assert reminder == {
        "at": "2026-11-23T09:50:00+01:00",
        "what": "reminder",
        "rhythm": "stretch",
        "since_s": 3000.0,
        "length_s": 180.0,
        "posture": "mixed",
        "times": 1,
    }


def test_another_config_can_be_tried(home: Home) -> None:
    other = home.path / "other.toml"
    other.write_text('[[rhythm]]\nname = "walk"\nat = ["15:00"]\nlength = "5m"\n')
    told = timeline(home, *MONDAY, "--config", str(other))

    assert [(each["at"][11:16], each["rhythm"]) for each in told if each["what"] == "reminder"] == [
        ("15:00", "walk")
    ]


def test_a_day_off_is_said_to_be_one(home: Home) -> None:
    home.config(HOURS)

    assert home.unslouch("preview", "--date", "2026-11-22").stdout == "Sunday is a day off: no reminders.\n"
    assert timeline(home, "--date", "2026-11-22") == []


def test_a_page_can_be_read_at_a_glance(home: Home) -> None:
    page = home.unslouch("preview", "--scenario", str(write(home, SCENARIO))).stdout

    assert page == PAGE


def test_a_page_of_several_days_names_each_and_no_line_is_too_long(home: Home) -> None:
    home.config('[[rhythm]]\nname = "' + "x" * 40 + '"\nevery = "5h"\n')
    text = SCENARIO.replace("23T11:50", "25T11:50").replace("start", 'answer = "skip"\nstart')
    lines = home.unslouch("preview", "--scenario", str(write(home, text))).stdout.splitlines()

    assert "Tuesday 24 November 2026" in lines
    assert max(len(line) for line in lines) <= 80


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--date", "tomorrow"), "'tomorrow' is no date. Write it like 2026-11-23."),
        (("--scenario", "nowhere.toml"), "There is no file nowhere.toml."),
        (("--config", "nowhere.toml"), "There is no file nowhere.toml."),
        (("--date", "2026-11-23", "--scenario", "x"), "A scenario has a date of its own: give --date or"),
    ],
)
def test_what_cannot_be_asked_for_is_wrong_usage(home: Home, arguments: tuple[str, ...], says: str) -> None:
    refused = home.unslouch("preview", *arguments)

    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith(says)


def test_a_scenario_that_cannot_be_read_names_file_and_line(home: Home) -> None:
    path = write(home, SCENARIO.replace('"release"', '"relaese"'))
    refused = home.unslouch("preview", "--scenario", str(path))
    in_json = home.unslouch("preview", "--json", "--scenario", str(path))

    assert refused.returncode == in_json.returncode == 2
    assert refused.stderr.startswith(f'{path}:13: event[1].what is "relaese", but must be one of ')
    assert refused.stderr.endswith("Did you mean release?\n")
    assert json.loads(in_json.stdout)["error"]["message"] == refused.stderr.strip()


def test_a_config_that_cannot_be_read_names_file_and_line(home: Home) -> None:
    home.config("[reminder]\nsnooze = 10\n")
    refused = home.unslouch("preview")

    assert refused.returncode == 2
    assert refused.stderr.startswith(f"{home.config_file}:3: reminder.snooze is 10, ")


def test_it_runs_and_leaves_nothing(home: Home) -> None:
    trace = home.path / "trace"
    home.config(f'[hooks]\nstart = ["touch", "{trace}"]\n[session]\nopen = "auto"\n')
    before = set(home.path.rglob("*"))
    home.unslouch("preview", *MONDAY)

    assert set(home.path.rglob("*")) == before
