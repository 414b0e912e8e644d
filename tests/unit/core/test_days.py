"""The journal's days: hand-written ones, and that they agree with the scheduler whatever happens."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.simulation.world import MONDAY, World
from unslouch.core import days
from unslouch.core.days import Day, Doing
from unslouch.core.entries import Entry, EntryKind
from unslouch.core.events import (
    Absence,
    Event,
    Left,
    Paused,
    Resumed,
    Returned,
    SessionBegan,
    SessionEnded,
    Skipped,
)
from unslouch.core.outcome import Outcome
from unslouch.core.rules import AwayRules, Rules, ShortAbsence, Span

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 11, 23)
EVENING = datetime(2026, 11, 23, 23, 59, tzinfo=BERLIN)
REGIONS = {"neck-turn": ("neck",), "walk": ("hips", "circulation")}
JUNK: list[Any] = [None, -1.5, "seven", [], {}, float("nan"), float("inf"), 1e300]


def at(clock: str, day: date = TODAY, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=zone)


def entry(kind: EntryKind, when: datetime, **data: Any) -> Entry:
    return Entry(kind, when.astimezone(UTC), "boot", when.timestamp(), data)


def started(clock: str) -> Entry:
    return entry(EntryKind.SERVICE_STARTED, at(clock), anew=True, sitting_s=0.0)


def session(
    began: datetime, seconds: float, *, done_s: float | None = None, moves: Any = (), name: str = ""
) -> list[Entry]:
    """A session of `seconds`, left after `done_s` if that is given."""
    facts = {"session": name or str(began), "length_s": seconds}
    played_s = seconds if done_s is None else done_s
    kind = EntryKind.COMPLETED if done_s is None else EntryKind.LEFT_EARLY
    end = {**facts, "done_s": played_s, "moves": list(moves)}
    ends = datetime.fromtimestamp(began.timestamp() + played_s, began.tzinfo)
    return [entry(EntryKind.STARTED, began, **facts), entry(kind, ends, **end)]


def move(name: str, seconds: Any) -> dict[str, Any]:
    return {"exercise": name, "side": None, "seconds": seconds}


def today(entries: list[Entry], now: datetime = EVENING, **more: Any) -> Day:
    [found] = days.days(entries, REGIONS, TODAY, now, **more)
    return found


def spans(day: Day) -> list[tuple[str, str, str]]:
    return [(p.doing.value, f"{p.start:%H:%M}", f"{p.end:%H:%M}") for p in day.phases]


def test_without_entries_every_day_is_there_and_empty() -> None:
    found = days.days([], REGIONS, date(2026, 11, 17), EVENING)

    assert found == [Day(date(2026, 11, 17) + timedelta(days=n)) for n in range(7)]


def test_a_day_is_what_was_sat_between_its_breaks() -> None:
    entries = [
        started("09:00"),
        *session(at("09:50"), 180, moves=[move("neck-turn", 60), move("walk", 120)]),
        entry(EntryKind.AWAY, at("10:30"), how="idle", sitting_s=2220.0),
        entry(EntryKind.NATURAL_BREAK, at("11:00"), length_s=1800.0, rhythm=None, sitting_s=2220.0),
        entry(EntryKind.REMINDED, at("11:50"), rhythm="stretch", sitting_s=3000.0),
        entry(EntryKind.SKIPPED, at("11:50"), rhythm="stretch", sitting_s=3000.0),
        entry(EntryKind.SERVICE_STOPPED, at("12:10"), sitting_s=4200.0),
    ]
    found = today(entries)

    assert found.document == {
        "date": "2026-11-23",
        "breaks": 1,
        "natural": 1,
        "skipped": 1,
        "left_early": 0,
        "sitting_s": 3000 + 2220 + 4200,
        "longest_sitting_s": 4200,
        "break_s": 180,
        "natural_s": 1800,
        "paused_s": 0,
        "regions": {"hips": 120, "circulation": 120, "neck": 60},
    }
    assert spans(found) == [
        ("sitting", "09:00", "09:50"),
        ("break", "09:50", "09:53"),
        ("sitting", "09:53", "10:30"),
        ("natural", "10:30", "11:00"),
        ("sitting", "11:00", "12:10"),
    ]


@pytest.mark.parametrize(("done_s", "breaks", "longest_s"), [(80, 0, 3600), (90, 1, 3000)])
def test_a_session_left_before_half_its_length_is_no_break(
    done_s: float, breaks: int, longest_s: float
) -> None:
    moves = [move("neck-turn", done_s)]
    reading_s = 3600.0 if not breaks else 600 - done_s
    end = entry(EntryKind.SERVICE_STOPPED, at("10:00"), sitting_s=reading_s)
    found = today([started("09:00"), *session(at("09:50"), 180, done_s=done_s, moves=moves), end])

    assert (found.breaks, found.left_early, found.regions) == (breaks, 1, {"neck": done_s})
    assert found.longest_sitting_s == pytest.approx(longest_s)


def test_a_session_that_two_processes_told_of_counts_once() -> None:
    began, ended = session(at("09:50"), 180)
    died = entry(
        EntryKind.LEFT_EARLY, at("09:54"), session=began.data["session"], done_s=150, length_s=180, died=True
    )
    found = today([started("09:00"), began, ended, died])

    assert (found.breaks, found.left_early, found.break_s) == (1, 0, 180)


def test_breaks_without_a_service_are_known_and_the_sitting_between_them_is_not() -> None:
    found = today([*session(at("10:00"), 60), *session(at("15:00"), 60)])

    assert (found.breaks, found.sitting_s) == (2, 0)


def test_a_short_absence_is_sitting_or_not_as_the_clock_then_read() -> None:
    def day(back_s: float) -> Day:
        away = entry(EntryKind.AWAY, at("09:30"), how="idle", sitting_s=1800.0)
        back = entry(EntryKind.BACK, at("09:35"), away_s=300.0, sitting_s=back_s)
        stopped = entry(EntryKind.SERVICE_STOPPED, at("10:00"), sitting_s=back_s + 1500)
        return today([started("09:00"), away, back, stopped])

    assert (day(1800).sitting_s, day(2100).sitting_s, day(1500).sitting_s) == (3300, 3600, 3000)
    assert len(day(1800).phases) == 2
    assert len(day(2100).phases) == 1
    assert day(1800).longest_sitting_s == 3300


def test_an_absence_that_began_before_it_was_noticed_is_taken_off() -> None:
    entries = [
        started("09:00"),
        entry(EntryKind.REMINDED, at("09:50"), rhythm="stretch", sitting_s=3000.0),
        entry(EntryKind.AWAY, at("09:49"), how="idle", sitting_s=2940.0),
    ]

    assert spans(today(entries)) == [("sitting", "09:00", "09:49")]


def test_off_hours_are_not_sat() -> None:
    entries = [
        entry(EntryKind.SERVICE_STARTED, at("07:00"), anew=True, sitting_s=0.0),
        *session(at("08:00"), 60),
        entry(EntryKind.WORK_BEGAN, at("09:00"), sitting_s=0.0),
        entry(EntryKind.WORK_ENDED, at("10:00"), sitting_s=3600.0),
        entry(EntryKind.PAUSED, at("11:00"), until="", by_wall=True, sitting_s=3600.0),
        *session(at("12:00"), 60),
        entry(EntryKind.WORK_BEGAN, at("13:00"), sitting_s=0.0),
        entry(EntryKind.WORK_ENDED, at("13:30"), sitting_s=1800.0),
    ]
    found = today(entries)

    assert [each for each in spans(found) if each[0] == "sitting"] == [
        ("sitting", "09:00", "10:00"),
        ("sitting", "13:00", "13:30"),
    ]
    assert (found.breaks, found.sitting_s, found.longest_sitting_s) == (2, 5400, 3600)


def test_after_a_short_restart_the_sitting_goes_on_and_after_a_long_one_it_begins_anew() -> None:
    stopped = entry(EntryKind.SERVICE_STOPPED, at("09:30"), sitting_s=1800.0)
    again = entry(EntryKind.SERVICE_STARTED, at("09:32"), anew=False, sitting_s=1920.0)
    anew = entry(EntryKind.SERVICE_STARTED, at("09:50"), anew=True, sitting_s=0.0)
    end = entry(EntryKind.SERVICE_STOPPED, at("10:00"))
    on = today([started("09:00"), stopped, again, replace(end, data={"sitting_s": 3600.0})])
    new = today([started("09:00"), stopped, anew, replace(end, data={"sitting_s": 600.0})])

    assert (on.sitting_s, on.longest_sitting_s) == (3600, 3600)
    assert (new.sitting_s, new.longest_sitting_s) == (2400, 1800)


def test_the_present_sitting_is_what_the_service_says() -> None:
    entries = [started("09:00")]

    assert today(entries, at("09:40")).sitting_s == 0
    assert spans(today(entries, at("09:40"), sitting_s=2400.0)) == [("sitting", "09:00", "09:40")]


def test_a_sitting_and_a_session_at_midnight_are_divided_there() -> None:
    night = [
        entry(EntryKind.SERVICE_STARTED, at("23:00"), anew=True, sitting_s=0.0),
        *session(at("23:58"), 300, moves=[move("neck-turn", 300)]),
        entry(EntryKind.SERVICE_STOPPED, at("00:33", date(2026, 11, 24)), sitting_s=1800.0),
    ]
    first, second = days.days(night, REGIONS, TODAY, at("12:00", date(2026, 11, 24)))

    assert (first.breaks, first.break_s, first.sitting_s) == (0, 120, 58 * 60)
    assert (second.breaks, second.break_s, second.sitting_s) == (1, 180, 1800)
    assert (first.regions, second.regions) == ({}, {"neck": 300})


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 10, 25), 25), (date(2026, 3, 29), 23), (date(2026, 11, 23), 24)]
)
def test_a_day_is_as_long_as_daylight_saving_makes_it(day: date, hours: int) -> None:
    begins, ends = at("00:00", day), at("00:00", day + timedelta(days=1))
    entries = [entry(EntryKind.SERVICE_STARTED, begins, anew=True, sitting_s=0.0)]
    entries += [
        entry(EntryKind.REMINDED, begins.astimezone(UTC) + timedelta(hours=n), sitting_s=3600.0 * n)
        for n in range(1, hours + 1)
    ]
    found, after = days.days(entries, REGIONS, day, ends)

    assert (found.sitting_s, after.sitting_s) == (hours * 3600, 0)


def test_a_clock_that_was_set_changes_no_duration() -> None:
    first = started("09:00")
    later = replace(
        entry(EntryKind.SERVICE_STOPPED, at("14:00"), sitting_s=1800.0), elapsed=first.elapsed + 1800
    )

    assert today([first, later]).sitting_s == 1800


def pause(
    clock: str, until: str, *, day: date = TODAY, ends: date | None = None, sitting_s: float | None = None
) -> Entry:
    data = {} if sitting_s is None else {"sitting_s": sitting_s}
    over = at(until, ends or day).astimezone(UTC).isoformat()
    return entry(EntryKind.PAUSED, at(clock, day), until=over, by_wall=True, **data)


def resumed(clock: str, day: date = TODAY) -> Entry:
    return entry(EntryKind.RESUMED, at(clock, day))


def paused(day: Day) -> list[tuple[str, str]]:
    return [each[1:] for each in spans(day) if each[0] == "paused"]


def test_a_pause_lies_over_the_sitting_which_goes_on() -> None:
    entries = [
        started("09:00"),
        pause("10:00", "11:00", sitting_s=3600.0),
        entry(EntryKind.RESUMED, at("11:00"), sitting_s=7200.0),
        entry(EntryKind.SERVICE_STOPPED, at("12:00"), sitting_s=10800.0),
    ]
    found = today(entries)

    assert spans(found) == [("sitting", "09:00", "12:00"), ("paused", "10:00", "11:00")]
    assert (found.sitting_s, found.longest_sitting_s, found.paused_s) == (10800, 10800, 3600)
    assert found.document["paused_s"] == 3600


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([pause("10:00", "11:00")], [("10:00", "11:00")]),
        ([pause("10:00", "11:00"), resumed("11:40")], [("10:00", "11:00")]),
        ([pause("10:00", "17:30"), resumed("10:20")], [("10:00", "10:20")]),
        ([pause("10:00", "17:30"), resumed("10:20"), resumed("12:00")], [("10:00", "10:20")]),
        ([pause("10:00", "11:00"), pause("10:30", "12:00")], [("10:00", "12:00")]),
        ([pause("10:00", "17:30"), pause("10:30", "10:45")], [("10:00", "10:45")]),
        ([pause("10:00", "11:00"), resumed("11:00"), pause("13:00", "14:00")],
         [("10:00", "11:00"), ("13:00", "14:00")]),
        ([pause("10:00", "10:00")], []),
        ([pause("10:00", "09:00")], []),
        ([resumed("10:00")], []),
    ],
    ids=["over", "late", "back", "twice", "longer", "shorter", "two", "none", "before", "lone"],
)  # fmt: skip
def test_a_pause_lasts_until_it_is_over_or_taken_back_or_another_end_is_given(
    entries: list[Entry], expected: list[tuple[str, str]]
) -> None:
    assert paused(today(entries)) == expected


def test_a_pause_that_is_on_has_come_as_far_as_now() -> None:
    assert paused(today([pause("10:00", "17:30")], at("10:25"))) == [("10:00", "10:25")]
    assert paused(today([pause("10:00", "17:30")], at("09:25"))) == []


def test_a_pause_at_midnight_is_divided_there() -> None:
    after = date(2026, 11, 24)
    first, second = days.days([pause("22:00", "04:00", ends=after)], REGIONS, TODAY, at("12:00", after))

    assert (paused(first), paused(second)) == ([("22:00", "00:00")], [("00:00", "04:00")])


def test_a_pause_survives_what_ends_the_sitting() -> None:
    entries = [
        started("09:00"),
        pause("10:00", "17:30", sitting_s=3600.0),
        entry(EntryKind.SERVICE_STOPPED, at("11:00"), sitting_s=7200.0),
        replace(started("13:00"), boot="another", elapsed=5.0),
        replace(
            entry(EntryKind.SERVICE_STOPPED, at("14:00"), sitting_s=3600.0), boot="another", elapsed=3605.0
        ),
        replace(resumed("15:00"), boot="another", elapsed=7205.0),
    ]
    found = today(entries)

    assert paused(found) == [("10:00", "15:00")]
    assert (found.sitting_s, found.paused_s) == (3 * 3600, 2 * 3600)


def test_a_pause_of_a_week_is_known_to_its_last_day() -> None:
    began = pause("12:00", "12:00", day=TODAY - timedelta(days=7), ends=TODAY)

    assert paused(today([began])) == [("00:00", "12:00")]
    assert paused(today([began, resumed("11:00")])) == [("00:00", "11:00")]


def test_a_clock_that_was_set_makes_no_pause_longer_or_shorter() -> None:
    began = pause("10:00", "12:00")
    ahead = replace(resumed("18:00"), elapsed=began.elapsed + 1800)
    back = replace(resumed("08:00"), elapsed=began.elapsed + 1800)

    assert paused(today([began, ahead])) == paused(today([began, back])) == [("10:00", "10:30")]


@pytest.mark.parametrize("until", [*JUNK, "", "noon", "2026-11-23T12:00:00", "9999-99-99T00:00:00+00:00"])
def test_a_pause_without_an_end_that_makes_sense_changes_nothing(until: Any) -> None:
    damaged = [entry(EntryKind.PAUSED, at("10:30"), until=until), entry(EntryKind.PAUSED, at("10:40"))]

    assert paused(today([pause("10:00", "11:00"), *damaged])) == [("10:00", "11:00")]


def test_a_pause_takes_no_room_of_its_own() -> None:
    night = date(2026, 11, 24)
    first, second = days.days([pause("16:00", "04:00", ends=night)], REGIONS, TODAY, at("12:00", night))

    assert days.hours([first, second]) == (9, 17)
    assert days.line(first, 8, (9, 17)) == [None] * 7 + [Doing.PAUSED]
    assert days.line(second, 8, (9, 17)) == [None] * 8


def test_where_one_thing_is_shown_a_pause_hides_sitting_and_a_break_hides_the_pause() -> None:
    entries = [
        started("09:00"),
        pause("10:00", "12:00", sitting_s=3600.0),
        *session(at("11:00"), 1800),
        entry(EntryKind.SERVICE_STOPPED, at("13:00"), sitting_s=5400.0),
    ]
    found, sat, rest = today(entries), Doing.SITTING, Doing.PAUSED

    assert days.line(found, 8, (9, 13)) == [sat, sat, rest, rest, Doing.BREAK, rest, sat, sat]
    assert days.line(found, 8, (9, 13), (sat,)) == [*[sat] * 4, None, *[sat] * 3]
    assert days.line(found, 8, (9, 13), (rest,)) == [None, None, *[rest] * 4, None, None]


@pytest.mark.parametrize("junk", JUNK)
def test_what_is_damaged_is_left_out(junk: Any) -> None:
    kinds = [kind for kind in EntryKind if kind is not EntryKind.SKIPPED]
    keys = ("sitting_s", "length_s", "done_s", "session", "moves", "anew", "how")
    entries = [entry(kind, at("10:00"), **dict.fromkeys(keys, junk)) for kind in kinds]
    entries += [replace(each, elapsed=1e300) for each in entries]
    entries += [replace(each, at=datetime(1, 1, 1, tzinfo=UTC)) for each in entries]
    entries += session(
        at("11:00"), 60, moves=[junk, move("walk", junk), {"exercise": junk}, move("neck-turn", 9)]
    )
    found = today(entries)

    assert (found.breaks, found.regions) == (1, {"neck": 9})


def test_several_days_add_up() -> None:
    one = Day(TODAY, 2, 1, 1, 1, 100.0, 60.0, 50.0, 20.0, {"neck": 5.0, "eyes": 1.0})
    two = Day(TODAY, 3, 0, 0, 0, 200.0, 80.0, 10.0, 0.0, {"neck": 7.0}, paused_s=30.0)

    assert days.total([one, two]) == Day(
        TODAY, 5, 1, 1, 1, 300.0, 80.0, 60.0, 20.0, {"neck": 12.0, "eyes": 1.0}, paused_s=30.0
    )


def test_a_line_of_the_day_shows_a_short_break_and_nothing_where_nothing_was() -> None:
    found = today(
        [
            started("09:00"),
            *session(at("10:00"), 60),
            entry(EntryKind.SERVICE_STOPPED, at("10:31"), sitting_s=1800.0),
        ]
    )

    assert days.hours([found]) == (9, 17)
    assert days.line(found, 16, (9, 17)) == [Doing.SITTING] * 2 + [Doing.BREAK] + [None] * 13
    assert days.hours([]) == (9, 17)


acts = st.lists(
    st.tuples(
        st.sampled_from(
            ["sit", "idle", "lock", "complete", "leave", "skip", "restart", "pause", "hold", "go on"]
        ),
        st.integers(1, 5400),
    ),
    max_size=25,
)
rules = st.builds(
    Rules,
    away=st.builds(AwayRules, short_absence=st.sampled_from(ShortAbsence)),
    hours=st.sampled_from([(None,) * 7, ((Span(540, 750), Span(795, 1050)),) * 7]),
)


PLAIN = {"skip": Skipped, "pause": Paused, "go on": Resumed}


def act(world: World, what: str, seconds: int) -> None:
    if what == "sit":
        world.run(seconds)
    elif what in {"idle", "lock"}:
        since = world.now
        world.run(120 if what == "idle" else 0)
        world.tell(Left, how=Absence(what if what == "idle" else "locked"), since=since)
        world.run(seconds)
        world.tell(Returned)
    elif what in {"complete", "leave"}:
        world.sessions += 1
        name = str(world.sessions)
        world.tell(SessionBegan, id=name, length_s=200.0)
        done_s = 200 if what == "complete" else seconds % 200
        world.run(done_s)
        outcome = Outcome.COMPLETED if what == "complete" else Outcome.LEFT_EARLY
        world.tell(SessionEnded, id=name, outcome=outcome, done_s=float(done_s))
    elif what in PLAIN:
        world.tell(PLAIN[what])
    elif what == "hold":
        world.tell(Paused, until=world.now.plus(seconds))
    else:
        world.restart(took=seconds)


@dataclass
class Watched(World):
    """Notes after each step until when reminders are paused, if they are, in POSIX seconds."""

    pauses: list[tuple[float, float]] = field(default_factory=list)

    def _step(self, event: Event) -> None:
        super()._step(event)
        pause = self.state.pause
        self.pauses.append((self.now.wall.timestamp(), pause.until.wall.timestamp() if pause else 0.0))

    @property
    def paused_s(self) -> float:
        return sum(max(0.0, min(until, after) - at) for (at, until), (after, _) in pairwise(self.pauses))


def lived(told: list[tuple[str, int]], by: Rules) -> Watched:
    world = Watched(by, start=MONDAY)
    for what, seconds in told:
        act(world, what, seconds)
    world.run(1)
    return world


def folded(world: World) -> list[Day]:
    sitting_s = world.state.sitting_s
    return days.days(world.journal, REGIONS, MONDAY.date(), world.now.wall, sitting_s)


@settings(deadline=None)
@given(acts, rules)
def test_the_counts_are_those_of_the_status(told: list[tuple[str, int]], by: Rules) -> None:
    world = lived(told, by)
    now = folded(world)[-1]
    said = world.state.today

    assert (now.breaks, now.natural, now.skipped) == (said.breaks, said.natural, said.skipped)


@settings(deadline=None)
@given(acts, rules)
def test_the_present_sitting_is_that_of_the_scheduler(told: list[tuple[str, int]], by: Rules) -> None:
    """What was sat in all can only be less than the clock ran: sessions that are breaks are not sat."""
    world = lived(told, by)
    whole = days.total(folded(world))

    assert whole.longest_sitting_s + 1e-3 >= world.state.sitting_s or world.now.wall.date() > MONDAY.date()
    if not whole.breaks and not any(what == "restart" for what, _ in told):
        assert whole.sitting_s == pytest.approx(world.state.sat_s, abs=1e-3)


@settings(deadline=None)
@given(acts, rules)
def test_totals_add_up_and_nothing_is_negative(told: list[tuple[str, int]], by: Rules) -> None:
    world = lived(told, by)
    found = folded(world)

    assert found == folded(world)
    for day in found:
        lasted = [(each.doing, (each.end - each.start).total_seconds()) for each in day.phases]
        assert all(seconds > 0 for _, seconds in lasted)
        counted = {
            Doing.BREAK: day.break_s,
            Doing.NATURAL: day.natural_s,
            Doing.SITTING: day.sitting_s,
        }
        for doing, told_s in counted.items():
            assert told_s == pytest.approx(sum(s for each, s in lasted if each is doing), abs=1e-3)
        assert day.longest_sitting_s <= day.sitting_s + 1e-6
        assert day.sitting_s <= 24 * 3600
        assert 0 <= day.paused_s <= day.sitting_s + 1e-6


@settings(deadline=None)
@given(acts, rules)
def test_what_was_paused_is_what_the_scheduler_paused(told: list[tuple[str, int]], by: Rules) -> None:
    world = lived(told, by)
    phases = [phase for day in folded(world) for phase in day.phases if phase.doing is Doing.PAUSED]
    told_s = sum((phase.end - phase.start).total_seconds() for phase in phases)

    assert told_s == pytest.approx(world.paused_s, abs=1e-3)


moments = st.datetimes(datetime(2026, 11, 14), datetime(2026, 11, 26), timezones=st.just(UTC))  # noqa: DTZ001
pauses = st.builds(
    lambda kind, when, until, boot, elapsed: Entry(kind, when, boot, elapsed, {"until": until.isoformat()}),
    st.sampled_from([EntryKind.PAUSED, EntryKind.PAUSED, EntryKind.RESUMED]),
    moments,
    moments,
    st.sampled_from(["one", "two"]),
    st.floats(0, 1e6),
)


@given(st.lists(pauses, max_size=12))
def test_pauses_lie_within_their_day_one_after_another_whatever_the_clocks_did(entries: list[Entry]) -> None:
    now = at("18:00")
    for day in days.days(entries, REGIONS, date(2026, 11, 20), now):
        found = [phase for phase in day.phases if phase.doing is Doing.PAUSED]
        midnights = at("00:00", day.date), at("00:00", day.date + timedelta(days=1))

        assert all(midnights[0] <= phase.start < phase.end <= min(midnights[1], now) for phase in found)
        assert all(before.end < after.start for before, after in pairwise(found))
