"""Reading a scenario: every key arrives, every refusal has its line, and nothing makes it fail."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from unslouch.core.events import Reason
from unslouch.core.problem import Problem
from unslouch.core.rules import ReminderRules, Rhythm, Rules
from unslouch.core.scenario import Answer, Happening, Scenario, What
from unslouch.settings import scenario as scenarios
from unslouch.settings.model import Settings

BERLIN = ZoneInfo("Europe/Berlin")
DAY = "start = 2026-11-23T09:00:00\nend = 2026-11-23T18:00:00\n"


def read(text: str, settings: Settings | None = None) -> Scenario:
    loaded = scenarios.read(text, "day.toml", settings or Settings(), BERLIN)
    assert loaded.problems == ()
    assert loaded.scenario is not None
    return loaded.scenario


def event(rest: str, at: str = "10:00:00") -> str:
    return f"\n[[event]]\nat = {at}\n{rest}\n"


def happening(rest: str) -> Happening:
    return read(DAY + event(rest)).happenings[0]


def test_every_key_of_the_whole_arrives() -> None:
    text = f'timezone = "America/New_York"\n{DAY}answer = "skip"\nanswer_after = "0s"\n'
    start = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("America/New_York"))

    assert read(text) == Scenario(start, 9 * 3600, Answer.SKIP, 0)


def test_what_is_left_out_has_defaults() -> None:
    start = datetime(2026, 11, 23, 9, 0, tzinfo=BERLIN)

    assert read(DAY) == Scenario(start, 9 * 3600, Answer.START, 20)


PLAIN = [
    "idle", "active", "typing", "typing_ends", "lock", "unlock", "suspend", "resume", "video", "video_ends",
    "pause", "unpause", "snooze", "skip", "break", "break_ends", "break_dies",
]  # fmt: skip


@pytest.mark.parametrize("what", PLAIN)
def test_an_event_may_stand_alone(what: str) -> None:
    assert happening(f'what = "{what}"') == Happening(3600, What(what))


FULL = {
    'what = "hold"\nreason = "do_not_disturb"': Happening(3600, What.HOLD, reason=Reason.DO_NOT_DISTURB),
    'what = "hold"\nreason = "meeting"': Happening(3600, What.HOLD, reason=Reason.MEETING),
    'what = "release"\nreason = "screen_shared"': Happening(3600, What.RELEASE, reason=Reason.SCREEN_SHARED),
    'what = "release"\nreason = "full_screen"': Happening(3600, What.RELEASE, reason=Reason.FULL_SCREEN),
    'what = "pause"\nlength = "1h 30m"': Happening(3600, What.PAUSE, length_s=5400),
    'what = "pause"\nuntil = 15:30:00': Happening(3600, What.PAUSE, until=time(15, 30)),
    'what = "pause"\nuntil = "15:30"': Happening(3600, What.PAUSE, until=time(15, 30)),
    'what = "pause"\nuntil = 2026-11-24T08:00:00': Happening(
        3600, What.PAUSE, until=datetime(2026, 11, 24, 8, 0)  # noqa: DTZ001 (as the file has it)
    ),
    'what = "snooze"\nlength = "5m"': Happening(3600, What.SNOOZE, length_s=300),
    'what = "break_ends"\ncompleted = false': Happening(3600, What.BREAK_ENDS, completed=False),
    'what = "break_ends"\ncompleted = true': Happening(3600, What.BREAK_ENDS),
    'what = "answer"\nwith = "ignore"': Happening(3600, What.ANSWER, answer=Answer.IGNORE),
    'what = "clock"\nby = "1h"': Happening(3600, What.CLOCK, by_s=3600),
    'what = "clock"\nby = "-1h 30m"': Happening(3600, What.CLOCK, by_s=-5400),
    'what = "timezone"\nto = "UTC"': Happening(3600, What.TIMEZONE, zone=ZoneInfo("UTC")),
    'what = "restart"': Happening(3600, What.RESTART, took_s=1),
    'what = "restart"\ntook = "5m"': Happening(3600, What.RESTART, took_s=300),
    'what = "reboot"': Happening(3600, What.REBOOT, took_s=120),
    'what = "reboot"\ntook = "10m"': Happening(3600, What.REBOOT, took_s=600),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), FULL.items())
def test_what_an_event_has_arrives(text: str, wanted: Happening) -> None:
    assert wanted == happening(text)


def test_every_event_there_is_was_tried() -> None:
    tried = {*PLAIN, *(wanted.what.value for wanted in FULL.values()), "config"}

    assert tried == {what.value for what in What}


def test_a_changed_config_replaces_keys_of_the_same_name_and_leaves_the_others() -> None:
    settings = Settings(reminder=ReminderRules(repeat_s=300))
    changes = event('what = "config"\nset = { reminder = { snooze = "5m" } }', "12:00:00")
    changes += event('what = "config"\nset.rhythm = [{ name = "walk", every = "2h" }]', "11:00:00")
    first, second = read(DAY + changes, settings).happenings

    assert first.rules == Rules(
        rhythms=(Rhythm("walk", every_s=7200),),
        reminder=ReminderRules(repeat_s=300),
        holds=settings.holds.switches,
    )
    assert second.rules is not None
    assert second.rules.rhythms == (Rhythm("walk", every_s=7200),)
    assert second.rules.reminder == ReminderRules(snooze_s=300, repeat_s=300)


def test_events_are_put_in_order_and_those_at_one_time_stay_as_written() -> None:
    text = event('what = "lock"', "11:00:00") + event('what = "idle"') + event('what = "active"')

    assert [each.what for each in read(DAY + text).happenings] == [What.IDLE, What.ACTIVE, What.LOCK]


def test_a_time_lies_where_the_starting_zone_has_it() -> None:
    text = "start = 2026-10-25T01:00:00\nend = 2026-10-25T12:00:00\n" + event('what = "idle"', "04:00:00")

    assert read(text).length_s == 12 * 3600
    assert read(text).happenings[0].at_s == 4 * 3600


def test_another_day_is_written_with_its_date() -> None:
    text = DAY.replace("23T18", "24T18") + event('what = "idle"', "2026-11-24T01:00:00")

    assert read(text).happenings[0].at_s == 16 * 3600


REFUSED = {
    "no start": ("end = 2026-11-23T18:00:00", None, "start", "nothing", None),
    "no end": ("start = 2026-11-23T18:00:00", None, "end", "nothing", None),
    "a start that is a text": (DAY.replace("2026-11-23T09:00:00", '"9:00"'), 1, "start", '"9:00"', None),
    "a start with an offset": (
        DAY.replace("09:00:00", "09:00:00Z"), 1, "start", "2026-11-23 09:00:00+00:00", None,
    ),
    "a start in another age": (DAY.replace("start = 2026", "start = 0001"), 1, "start", None, None),
    "an end before the start": (DAY.replace("T18", "T08"), 2, "end", "2026-11-23 08:00:00", None),
    "an end years later": (DAY.replace("2026-11-23T18", "2028-11-23T18"), 2, "end", None, None),
    "an unknown zone": (DAY + 'timezone = "Europe/Berlni"', 3, "timezone", None, "Europe/Berlin"),
    "a zone that is a path": (DAY + 'timezone = "../../etc/passwd"', 3, "timezone", None, None),
    "a zone that is a folder": (DAY + 'timezone = "Etc"', 3, "timezone", '"Etc"', "WET"),
    "a zone without a name": (DAY + 'timezone = ""', 3, "timezone", '""', None),
    "an unknown answer": (DAY + 'answer = "strat"', 3, "answer", '"strat"', "start"),
    "a wrong duration": (DAY + "answer_after = 20", 3, "answer_after", "20", "20m"),
    "an unknown key": (DAY + "anser = 1", 3, "anser", "anser", "answer"),
    "events that are none": (DAY + "event = 5", 3, "event", "5", None),
    "an event that is none": (DAY + "event = [5]", 3, "event[0]", "5", None),
    "no what": (DAY + event(""), 4, "event[0].what", "nothing", None),
    "no at": (DAY + '[[event]]\nwhat = "idle"', 3, "event[0].at", "nothing", None),
    "an unknown what": (DAY + event('what = "lok"'), 6, "event[0].what", '"lok"', "lock"),
    "an at that is a text": (DAY + event('what = "idle"', '"10:15"'), 5, "event[0].at", None, "10:15:00"),
    "an at that is a day": (DAY + event('what = "idle"', "2026-11-23"), 5, "event[0].at", "2026-11-23", None),
    "an at before the start": (DAY + event('what = "idle"', "08:59:59"), 5, "event[0].at", "08:59:59", None),
    "a key of another event": (
        DAY + event('what = "lock"\nreason = "meeting"'), 7, "event[0].reason", "reason", None,
    ),
    "an unknown key of an event": (
        DAY + event('what = "hold"\nreason = "meeting"\nwhta = 1'), 8, "event[0].whta", "whta", "what",
    ),
    "no reason": (DAY + event('what = "hold"'), 4, "event[0].reason", "nothing", None),
    "a reason that nobody can bring about": (
        DAY + event('what = "hold"\nreason = "away"'), 7, "event[0].reason", '"away"', None,
    ),
    "an unknown reason": (
        DAY + event('what = "release"\nreason = "meting"'), 7, "event[0].reason", '"meting"', "meeting",
    ),
    "a length of zero": (DAY + event('what = "pause"\nlength = "0m"'), 7, "event[0].length", '"0m"', None),
    "both length and until": (
        DAY + event('what = "pause"\nlength = "1m"\nuntil = 11:00:00'),
        4, "event[0]", "both length and until", None,
    ),
    "an until that is no time": (
        DAY + event('what = "pause"\nuntil = "noon"'), 7, "event[0].until", '"noon"', None,
    ),
    "a completed that is none": (
        DAY + event('what = "break_ends"\ncompleted = "yes"'), 7, "event[0].completed", '"yes"', "true",
    ),
    "no with": (DAY + event('what = "answer"'), 4, "event[0].with", "nothing", None),
    "no by": (DAY + event('what = "clock"'), 4, "event[0].by", "nothing", None),
    "a by that is none": (DAY + event('what = "clock"\nby = "--1h"'), 7, "event[0].by", '"--1h"', None),
    "no to": (DAY + event('what = "timezone"'), 4, "event[0].to", "nothing", None),
    "a took that is none": (DAY + event('what = "reboot"\ntook = 5'), 7, "event[0].took", "5", "5m"),
    "no set": (DAY + event('what = "config"'), 4, "event[0].set", "nothing", None),
    "a set that is none": (DAY + event('what = "config"\nset = 5'), 7, "event[0].set", "5", None),
    "an unknown setting": (
        DAY + event('what = "config"\n[event.set.reminder]\nsnoze = "5m"'),
        8, "event[0].set.reminder.snoze", "snoze", "snooze",
    ),
    "a wrong setting": (
        DAY + event('what = "config"\nset.away.idle_after = 2'), 7, "event[0].set.away.idle_after", "2", "2m",
    ),
    "no TOML": (DAY + "[[event", 3, "", None, None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "key", "found", "nearest"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused(text: str, line: int | None, key: str, found: str | None, nearest: str | None) -> None:
    loaded = scenarios.read(text, "day.toml", Settings(), BERLIN)

    assert loaded.scenario is None
    [problem] = loaded.problems
    assert (line, key, nearest) == (problem.line, problem.key, problem.nearest)
    assert found in {None, problem.found}
    assert str(problem).startswith("day.toml:" if line is None else f"day.toml:{line}: ")
    assert nearest is None or f"Did you mean {nearest}?" in problem.message


def test_a_file_that_cannot_be_read_is_a_problem_like_others(tmp_path: Path) -> None:
    (tmp_path / "day.toml").write_bytes(b"# \xff\n")
    folder = scenarios.load(tmp_path, Settings(), UTC)
    bytes_ = scenarios.load(tmp_path / "day.toml", Settings(), UTC)

    assert [isinstance(each, Problem) for each in folder.problems] == [True]
    assert [problem.line for problem in bytes_.problems] == [1]


KEYS = [
    "timezone",
    "start",
    "end",
    "answer",
    "event",
    "at",
    "what",
    "reason",
    "length",
    "until",
    "by",
    "set",
    "x",
]
SCALARS: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from([what.value for what in What]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.integers(-(2**63), 2**63),
    st.floats(allow_nan=False),
    st.booleans(),
    st.times(),
    st.dates(),
    st.datetimes(),
)
TREES = st.dictionaries(
    st.sampled_from(KEYS),
    st.recursive(
        SCALARS,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=6)
        ),
        max_leaves=12,
    ),
    max_size=6,
)


@given(TREES)
def test_no_toml_makes_it_raise(tree: dict[str, Any]) -> None:
    loaded = scenarios.read(tomli_w.dumps(tree), "day.toml", Settings(), UTC)

    assert (loaded.scenario is None) == bool(loaded.problems)


@given(st.dictionaries(st.sampled_from(KEYS), SCALARS, max_size=6))
def test_no_event_makes_it_raise(table: dict[str, Any]) -> None:
    text = DAY + "[[event]]\n" + tomli_w.dumps(table)
    loaded = scenarios.read(text, "day.toml", Settings(), UTC)

    assert (loaded.scenario is None) == bool(loaded.problems)


@given(st.text())
def test_no_text_makes_it_raise(text: str) -> None:
    scenarios.read(text, "day.toml", Settings(), UTC)
