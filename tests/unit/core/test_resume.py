"""Going on from a journal: clocks that were set, boots that ended, and entries that make no sense."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unslouch.core import scheduler
from unslouch.core.entries import Entry, EntryKind
from unslouch.core.events import ServiceStarted
from unslouch.core.moment import Moment
from unslouch.core.resume import moment_of, resume
from unslouch.core.rules import Rhythm, Rules, Span, Style
from unslouch.core.state import Mode, State
from unslouch.core.status import status, why

BERLIN = ZoneInfo("Europe/Berlin")
NINE = Moment(datetime(2026, 11, 23, 9, tzinfo=BERLIN), 50_000.0)
RULES = Rules(
    rhythms=(
        Rhythm("stretch", every_s=3000),
        Rhythm("eyes", every_s=1200, length_s=20, style=Style.QUIET),
        Rhythm("walk", at=(time(10, 30),), length_s=300),
    ),
    hours=((Span(540, 1050),),) * 7,
)
SESSION = {"session": "s", "rhythm": "stretch", "length_s": 180.0}
K = EntryKind
DAY: list[tuple[EntryKind, float, dict[str, Any]]] = [
    (K.SERVICE_STARTED, 0, {"anew": True, "sitting_s": 0.0}),
    (K.WORK_BEGAN, 1, {"sitting_s": 0.0}),
    (K.AWAY, 10, {"how": "idle", "sitting_s": 540.0}),
    (K.BACK, 15, {"away_s": 300.0, "sitting_s": 540.0}),
    (K.REMINDED, 25, {"rhythm": "eyes", "quiet": True, "sitting_s": 1200.0}),
    (K.REMINDED, 55, {"rhythm": "stretch", "times": 1, "since_s": 3000.0, "sitting_s": 3000.0}),
    (K.SNOOZED, 56, {"length_s": 600.0, "snoozes": 1, "sitting_s": 3060.0}),
    (K.REMINDED, 66, {"rhythm": "stretch", "times": 1, "since_s": 3660.0, "sitting_s": 3660.0}),
    (K.DISMISSED, 67, {"rhythm": "stretch"}),
    (K.STARTED, 68, SESSION),
    (K.COMPLETED, 71, SESSION | {"done_s": 180.0, "moves": []}),
    (K.REMINDED, 90, {"rhythm": "walk", "times": 1, "since_s": 1140.0, "sitting_s": 1140.0}),
    (K.SKIPPED, 91, {"rhythm": "walk", "sitting_s": 1200.0}),
    (K.PAUSED, 92, {"until": "2026-11-23T10:00:00+00:00", "by_wall": False, "sitting_s": 1260.0}),
    (K.RESUMED, 100, {"sitting_s": 1740.0}),
    (K.NATURAL_BREAK, 120, {"length_s": 900.0, "rhythm": None, "sitting_s": 1800.0}),
    (K.STARTED, 125, SESSION | {"session": "t"}),
    (K.LEFT_EARLY, 126, SESSION | {"session": "t", "done_s": 60.0, "died": True}),
    (K.WORK_ENDED, 127, {"sitting_s": 420.0}),
    (K.WORK_BEGAN, 128, {"sitting_s": 420.0}),
    (K.SERVICE_STOPPED, 130, {"sitting_s": 120.0}),
]
"""A morning with every kind of entry: its kind, when in minutes after nine, and what it says."""

JUNK: list[Any] = [
    None, "", "x", -1, 1e300, float("nan"), float("inf"), [], {}, True, "2026", "9999-12-31T23:59:59+00:00",
]  # fmt: skip


def written(kind: EntryKind, minutes: float, data: dict[str, Any], boot: str = "boot") -> Entry:
    return Entry.of(kind, NINE.plus(60 * minutes), boot, data)


def morning() -> list[Entry]:
    return [written(*each) for each in DAY]


def mark(minutes: float) -> Entry:
    return Entry.of(EntryKind.SERVICE_STOPPED, later(minutes), "boot")


def later(minutes: float) -> Moment:
    return NINE.plus(60 * minutes)


def went_on(entries: list[Entry], at: Moment, boot: str = "boot") -> State:
    """The state after a start at `at`, when all that is shown of it makes sense."""
    state, anew = resume(entries, at, boot, RULES)
    state, _ = scheduler.step(state, ServiceStarted(at, anew), RULES)
    for document in (status(state, RULES), why(state, RULES)):
        json.dumps(document, allow_nan=False)
    assert all(value >= 0 for key, value in status(state, RULES).items() if key.endswith("_s") and value)
    assert state.wake_at is None or state.wake_at.elapsed > state.now.elapsed
    assert state.now.elapsed <= at.elapsed
    return state


def test_the_morning_is_understood() -> None:
    state = went_on(morning(), later(131))

    assert (state.today.breaks, state.today.natural, state.today.skipped) == (1, 1, 1)
    assert state.last_break == later(120)
    assert state.sitting_s == pytest.approx(180)


def test_without_entries_everything_begins_now() -> None:
    state, anew = resume([], NINE, "boot", RULES)

    assert anew
    assert (state.now, state.sitting_s, state.last_break) == (NINE, 0, None)


KEYS = [(n, key) for n, (_, _, data) in enumerate(DAY) for key in data]


@pytest.mark.parametrize(("number", "key"), KEYS, ids=str)
def test_an_entry_that_lacks_something_or_says_nonsense_stops_nothing(number: int, key: str) -> None:
    for junk in [..., *JUNK]:
        entries = morning()
        data = {name: value for name, value in entries[number].data.items() if name != key}
        data |= {} if junk is ... else {key: junk}
        entries[number] = replace(entries[number], data=data)
        state = went_on(entries, later(131))

        assert state.sitting_s < 4 * 3600
        assert state.mode is Mode.SITTING or number in {16, 17}  # a session whose end is not known


@pytest.mark.parametrize("key", ["rhythm", "times"])
def test_a_reminder_that_cannot_be_understood_was_not_shown(key: str) -> None:
    entries = morning()[:6]
    del entries[5].data[key]  # type: ignore[attr-defined]  # it is a dict

    state, _ = resume(entries, later(55), "boot", RULES)
    assert state.reminder is None


def test_a_reminder_of_a_rhythm_that_was_deleted_is_forgotten() -> None:
    rules = replace(RULES, rhythms=RULES.rhythms[1:])
    state, _ = resume(morning()[:6], later(55), "boot", rules)

    assert state.reminder is None


def test_the_end_of_another_session_is_not_the_end_of_this_one() -> None:
    entries = [*morning()[:10], written(K.COMPLETED, 69, SESSION | {"session": "other", "done_s": 180.0})]
    state, _ = resume(entries, later(69), "boot", RULES)

    assert state.session is not None
    assert (state.session.id, state.today.breaks) == ("s", 0)


def test_a_session_without_its_beginning_is_no_break() -> None:
    state, _ = resume(morning()[10:11], later(71), "boot", RULES)

    assert (state.session, state.last_break) == (None, None)


@pytest.mark.parametrize("jump_h", [-5, -1, 1, 5, 24 * 400, -24 * 400])
def test_a_clock_that_was_set_before_a_restart_does_no_harm(jump_h: float) -> None:
    now = replace(later(131), wall=later(131).wall + timedelta(hours=jump_h))
    rules = replace(RULES, hours=(None,) * 7)
    before, _ = resume(morning(), later(131), "boot", rules)
    after, anew = resume(morning(), now, "boot", rules)

    assert not anew
    assert before.sat_s == after.sat_s
    assert before.sitting_s == after.sitting_s
    assert before.last_break is not None
    assert after.last_break is not None
    assert before.last_break.elapsed == after.last_break.elapsed


@pytest.mark.parametrize("jump_h", [-3, 0, 3])
def test_a_pause_of_some_length_keeps_it_when_the_clock_is_set(jump_h: float) -> None:
    pause = written(K.PAUSED, 20, {"until": later(80).utc.isoformat(), "by_wall": False, "sitting_s": 1200.0})
    now = replace(later(30), wall=later(30).wall + timedelta(hours=jump_h))
    state, _ = resume([*morning()[:2], pause], now, "boot", RULES)

    assert state.pause is not None
    assert state.pause.left_s(now) == pytest.approx(50 * 60)


def test_a_pause_until_a_time_of_day_goes_by_the_clock_on_the_wall() -> None:
    pause = written(K.PAUSED, 20, {"until": later(80).utc.isoformat(), "by_wall": True, "sitting_s": 1200.0})
    now = replace(later(30), wall=later(60).wall)
    state, _ = resume([*morning()[:2], pause], now, "boot", RULES)

    assert state.pause is not None
    assert state.pause.until.utc == later(80).utc
    assert state.pause.left_s(now) == pytest.approx(20 * 60)


def test_a_pause_that_is_put_off_is_held_since_it_began() -> None:
    first = {"until": later(40).utc.isoformat(), "by_wall": False}
    second = {"until": later(90).utc.isoformat(), "by_wall": False}
    entries = [*morning()[:2], written(K.PAUSED, 10, first), written(K.PAUSED, 20, second)]
    state, _ = resume(entries, later(21), "boot", RULES)

    assert state.pause is not None
    assert (state.pause.since, state.pause.until) == (later(10), later(90))


@pytest.mark.parametrize(("took", "anew"), [(2, False), (9.9, False), (10, True), (600, True)])
def test_after_a_reboot_the_sitting_goes_on_if_it_was_a_short_one(took: float, anew: bool) -> None:
    now = Moment(later(130 + took).wall, 30.0)
    state, told = resume(morning(), now, "another boot", RULES)

    assert anew == told
    assert state.sitting_s == pytest.approx(0 if anew else 120)


def test_entries_from_the_future_of_another_boot_are_taken_to_be_of_now() -> None:
    now = Moment(later(-600).wall, 30.0)
    state, anew = resume(morning(), now, "another boot", RULES)

    assert not anew
    assert state.now == now
    assert (state.today.breaks, state.today.natural) == (1, 1)
    went_on(morning(), now, "another boot")


def test_entries_of_several_boots_stay_in_their_order() -> None:
    second = [
        Entry(K.SERVICE_STARTED, later(140).utc, "second", 20.0, {"anew": True, "sitting_s": 0.0}),
        Entry(
            K.REMINDED,
            later(191).utc,
            "second",
            3080.0,
            {"rhythm": "stretch", "times": 1, "sitting_s": 3060.0},
        ),
    ]
    state = went_on([*morning(), *second], Moment(later(192).wall, 3140.0), "second")

    assert state.sitting_s == pytest.approx(3120)
    assert state.reminder is not None
    assert state.last_break is not None
    assert state.last_break.utc == later(120).utc


def test_the_mark_of_a_service_that_ran_is_believed_as_the_last_entry() -> None:
    entries = morning()[:2]
    short, _ = resume([*entries, mark(29)], later(30), "boot", RULES)
    long, anew = resume([*entries, mark(2)], later(30), "boot", RULES)

    assert anew
    assert long.sitting_s == 0
    assert short.sitting_s == pytest.approx(28 * 60)
    assert short.now == later(29)


FAR = st.sampled_from([datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, tzinfo=UTC), NINE.utc])
ODD = st.sampled_from([0.0, -1e300, 1e300, float("inf"), float("-inf"), 50_000.0, 60_000.0])


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("boot", ["boot", "another"])
@given(at=FAR, elapsed=ODD)
def test_a_time_that_cannot_be_is_brought_near(zone: str, boot: str, at: datetime, elapsed: float) -> None:
    now = Moment(NINE.wall.astimezone(ZoneInfo(zone)), NINE.elapsed)
    moment = moment_of(Entry(K.BACK, at, "boot", elapsed), now, boot)

    assert now.elapsed - 367 * 86400 < moment.elapsed <= now.elapsed
    assert abs(moment.utc - now.utc) < timedelta(days=367)


TIMES = st.datetimes(
    datetime(2026, 11, 22),  # noqa: DTZ001 (hypothesis wants them naive)
    datetime(2026, 11, 24),  # noqa: DTZ001
    timezones=st.just(UTC),
)
NAMES = sorted({key for _, _, data in DAY for key in data})
DATA = st.sampled_from([data for _, _, data in DAY]) | st.dictionaries(
    st.sampled_from(NAMES), st.sampled_from(JUNK)
)
BOOTS = st.sampled_from(["boot", "another", "third"])
ENTRIES = st.builds(
    Entry, st.sampled_from(EntryKind), FAR | TIMES, BOOTS, ODD | st.floats(40_000, 60_000), DATA
)


@settings(max_examples=300, deadline=None)
@given(st.lists(ENTRIES, max_size=12))
def test_whatever_a_journal_says_the_service_starts(entries: list[Entry]) -> None:
    went_on(entries, later(131))
