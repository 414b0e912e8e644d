"""The simulated day: what its person and its machine do, and that a scenario says all of it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unslouch.core.errors import UsageError
from unslouch.core.events import Reason
from unslouch.core.rules import Rhythm, Rules, Span, Style
from unslouch.core.scenario import Answer, Happening, Scenario, What
from unslouch.core.simulation import play

BERLIN = ZoneInfo("Europe/Berlin")
NINE = datetime(2026, 11, 23, 9, 0, tzinfo=BERLIN)
OFFICE = Rules(hours=((Span(540, 750), Span(795, 1050)),) * 5 + ((),) * 2)
MIN = 60


def day(
    *happenings: Happening,
    minutes: float = 120,
    answer: Answer = Answer.START,
    rules: Rules | None = None,
    start: datetime = NINE,
    after_s: float = 20,
) -> list[dict[str, Any]]:
    scenario = Scenario(start, minutes * MIN, answer, after_s, happenings)
    return [told.document for told in play(scenario, rules or Rules())]


def words(told: list[dict[str, Any]]) -> list[str]:
    return [f"{each['at'][11:19]} {each['what']}" for each in told]


@pytest.mark.parametrize(
    ("answer", "then"),
    [
        (Answer.START, ["09:50:20 session", "09:53:20 completed"]),
        (Answer.SHORT, ["09:50:20 session", "09:51:20 completed"]),
        (Answer.SNOOZE, ["09:50:20 snoozed"]),
        (Answer.SKIP, ["09:50:20 skipped"]),
        (Answer.DISMISS, ["09:50:20 dismissed"]),
        (Answer.IGNORE, []),
    ],
)
def test_the_person_answers_as_the_scenario_says(answer: Answer, then: list[str]) -> None:
    told = day(minutes=59, answer=answer)

    assert ["09:50:00 reminder", *then] == words(told)


def test_the_answer_comes_when_it_comes() -> None:
    told = day(minutes=60, after_s=300)

    assert words(told)[1] == "09:55:00 session"


def test_the_answer_can_change_during_the_day() -> None:
    change = Happening(55 * MIN, What.ANSWER, answer=Answer.SKIP)

    assert words(day(change))[-2:] == ["10:43:20 reminder", "10:43:40 skipped"]


def test_nobody_answers_who_is_not_there_and_on_coming_back_in_time() -> None:
    told = day(
        Happening(50 * MIN + 5, What.IDLE), Happening(50 * MIN + 50, What.ACTIVE), minutes=54, after_s=20
    )

    assert words(told) == ["09:50:00 reminder", "09:51:10 session"]


def test_a_session_that_dies_early_is_a_snooze() -> None:
    told = day(Happening(51 * MIN, What.BREAK_DIES), minutes=62, answer=Answer.START)

    assert words(told)[2:] == [
        "09:51:00 left_early",
        "09:51:00 snoozed",
        "10:01:00 reminder",
        "10:01:20 session",
    ]
    assert told[2]["died"] is True


def test_a_session_survives_a_restart_of_the_service() -> None:
    told = day(Happening(51 * MIN, What.RESTART, took_s=30), minutes=60)

    assert words(told)[1:] == ["09:50:20 session", "09:53:20 completed"]


def test_a_session_that_ends_while_no_service_runs_counts_when_one_starts() -> None:
    told = day(Happening(51 * MIN, What.RESTART, took_s=300), minutes=110)

    assert words(told)[1:4] == ["09:50:20 session", "09:53:20 completed", "10:43:20 reminder"]


def test_a_reboot_ends_a_session_and_less_than_half_of_it_is_a_snooze() -> None:
    told = day(Happening(51 * MIN, What.REBOOT, took_s=120), minutes=60)

    assert words(told)[2:] == ["09:53:10 left_early", "09:53:10 snoozed"]
    assert told[2]["done_s"] == 40


def test_a_session_before_a_long_reboot_is_told_to_have_been_cut_off() -> None:
    told = day(Happening(51 * MIN, What.REBOOT, took_s=900), minutes=70)

    assert words(told)[2:] == ["10:06:00 left_early"]
    assert told[2]["died"] is True


def test_a_reminder_is_put_back_after_a_restart() -> None:
    told = day(Happening(51 * MIN, What.RESTART, took_s=1), minutes=52, answer=Answer.IGNORE)

    assert words(told) == ["09:50:00 reminder", "09:51:01 reminder"]
    assert [each["times"] for each in told] == [1, 1]


def test_a_meeting_that_is_on_when_the_service_starts_holds_at_once() -> None:
    told = day(
        Happening(40 * MIN, What.HOLD, reason=Reason.MEETING), Happening(51 * MIN, What.RESTART), minutes=70
    )

    assert words(told) == ["09:40:00 held"]


@pytest.mark.parametrize("took_s", [1, 900])
@pytest.mark.parametrize(("leaves", "returns"), [(What.LOCK, What.UNLOCK), (What.IDLE, What.ACTIVE)])
def test_an_absence_through_a_restart_is_one_natural_break(
    leaves: What, returns: What, took_s: float
) -> None:
    told = day(
        Happening(20 * MIN, leaves),
        Happening(32 * MIN, What.RESTART, took_s=took_s),
        Happening(50 * MIN, returns),
        minutes=60,
    )

    assert [(each["what"], each.get("length_s")) for each in told] == [
        ("held", None),
        ("released", None),
        ("natural_break", 30 * MIN),
    ]


def test_what_happens_while_no_service_runs_is_known_when_one_starts() -> None:
    told = day(
        Happening(10 * MIN, What.RESTART, took_s=120),
        Happening(11 * MIN, What.HOLD, reason=Reason.MEETING),
        minutes=15,
    )

    assert words(told) == ["09:12:00 held"]


def test_a_pause_until_a_time_ends_when_the_wall_shows_it() -> None:
    told = day(
        Happening(10 * MIN, What.PAUSE, until=time(10, 30)),
        Happening(20 * MIN, What.CLOCK, by_s=3600),
        minutes=31,
    )

    assert words(told) == ["09:10:00 held", "10:30:00 released"]


def test_a_pause_can_be_ended() -> None:
    told = day(Happening(10 * MIN, What.PAUSE), Happening(20 * MIN, What.UNPAUSE), minutes=30)

    assert words(told) == ["09:10:00 held", "09:20:00 released"]


def test_a_snooze_and_a_skip_come_by_command_as_well() -> None:
    told = day(
        Happening(51 * MIN, What.SNOOZE, length_s=300),
        Happening(57 * MIN, What.SKIP),
        minutes=80,
        answer=Answer.IGNORE,
    )

    assert words(told) == ["09:50:00 reminder", "09:51:00 snoozed", "09:56:00 reminder", "09:57:00 skipped"]
    assert told[1]["length_s"] == 300


def test_typing_that_does_not_end_delays_a_reminder_no_longer_than_allowed() -> None:
    assert words(day(Happening(40 * MIN, What.TYPING), minutes=56)) == [
        "09:55:00 reminder",
        "09:55:20 session",
    ]


def test_work_begins_and_ends_are_told() -> None:
    told = day(rules=OFFICE, minutes=9 * 60, answer=Answer.IGNORE)
    edges = [each for each in words(told) if "work" in each]

    assert edges == [
        "09:00:00 work_begins",
        "12:30:00 work_ends",
        "13:15:00 work_begins",
        "17:30:00 work_ends",
    ]


def test_a_quiet_reminder_is_a_reminder_that_is_quiet() -> None:
    rules = Rules(rhythms=(Rhythm("eyes", every_s=1200, length_s=20, style=Style.QUIET),))
    told = day(rules=rules, minutes=45)

    assert [(each["what"], each["quiet"]) for each in told] == [("reminder", True)] * 2


def test_a_fixed_time_in_another_zone_is_that_zone_s() -> None:
    rules = Rules(rhythms=(Rhythm("walk", at=(time(15),), length_s=300),))
    told = day(Happening(MIN, What.TIMEZONE, zone=UTC), rules=rules, minutes=8 * 60)

    assert told[0]["at"] == "2026-11-23T15:00:00+00:00"


def test_a_play_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unslouch.core.timeline._MOST", 500)
    rules = Rules(rhythms=(Rhythm("eyes", every_s=1, length_s=20, style=Style.QUIET),))

    with pytest.raises(UsageError, match="preview a shorter one"):
        day(rules=rules, minutes=60)


HAPPENINGS = st.builds(
    Happening,
    at_s=st.integers(0, 240).map(lambda minute: minute * 60.0),
    what=st.sampled_from([what for what in What if what is not What.CONFIG]),
    reason=st.sampled_from([Reason.MEETING, Reason.DO_NOT_DISTURB]),
    length_s=st.sampled_from([None, 300.0, 7200.0]),
    completed=st.booleans(),
    answer=st.sampled_from(list(Answer)),
    by_s=st.sampled_from([-7200.0, 90.0, 86400.0]),
    zone=st.sampled_from([UTC, BERLIN, ZoneInfo("America/New_York")]),
    took_s=st.sampled_from([1.0, 120.0, 900.0]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(HAPPENINGS, max_size=15))
def test_of_whatever_happens_no_reminder_comes_in_a_hold_or_a_session(happenings: list[Happening]) -> None:
    held: set[str] = set()
    session = False
    for each in day(*happenings, minutes=300, rules=OFFICE):
        match each["what"]:
            case "held":
                assert each["reason"] not in held
                held.add(each["reason"])
            case "released":
                held.remove(each["reason"])
            case "session":
                session = True
            case "completed" | "left_early":
                session = False
            case "reminder":
                assert not held
                assert not session


@settings(max_examples=50, deadline=None)
@given(st.lists(HAPPENINGS, max_size=15))
def test_the_same_scenario_gives_the_same_timeline(happenings: list[Happening]) -> None:
    assert day(*happenings, minutes=300) == day(*happenings, minutes=300)


def test_the_timeline_is_in_order() -> None:
    sleep = (Happening(3 * 60 * MIN, What.SUSPEND), Happening(5 * 60 * MIN, What.RESUME))
    told = day(*sleep, rules=OFFICE, minutes=9 * 60)
    times = [datetime.fromisoformat(each["at"]) for each in told]

    assert all(later - earlier >= timedelta(0) for earlier, later in pairwise(times))
