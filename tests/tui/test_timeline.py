"""The line of the day on Today: what was done, what is held, and what is to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.test_looks import SIZES, Compare, looks
from tests.tui.test_today import OFF
from tests.tui.world import DUE, PAUSED, SITTING, START, Desk
from unslouch.core.days import Day, Doing, Phase
from unslouch.core.errors import UnslouchError
from unslouch.tui.sums import sums
from unslouch.tui.themes import DARK, LIGHT
from unslouch.tui.widgets.head import Head
from unslouch.tui.widgets.timeline import Course, Timeline

TODAY = START.wall.date()


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour, minute, tzinfo=UTC)


MORNING = Day(
    TODAY,
    breaks=1,
    longest_sitting_s=4020.0,
    phases=(
        Phase(Doing.SITTING, at(8), at(9)),
        Phase(Doing.BREAK, at(9), at(9, 5)),
        Phase(Doing.SITTING, at(9, 5), at(10, 12)),
    ),
)


def read(first: date) -> list[Day]:
    assert first == TODAY
    return [MORNING]


async def settled(desk: Desk) -> None:
    """The day has been read."""
    reading = [worker for worker in desk.app.workers if worker.group == "day"]
    if reading:
        await desk.app.workers.wait_for_complete(reading)


async def drawn(course: Course, size: tuple[int, int] = (88, 40)) -> list[str]:
    desk = Desk()
    async with desk.app.run_test(size=size) as pilot:
        await pilot.pause()
        timeline = desk.app.screen.query_one(Timeline)
        timeline.tell(course)
        await pilot.pause()
        return timeline.render().plain.split("\n")


async def test_the_day_is_drawn_up_to_now_and_a_break_stands_up_in_it() -> None:
    names, head, foot, air, legend = await drawn(Course(MORNING, at(10, 12), at(10, 35)))
    each = len(foot) / 8
    now = int(each * 2.2)

    assert names.startswith("08")
    assert {place for place, mark in enumerate(head) if mark == "█"} == {int(each)}
    assert head[now] == foot[now] == "┃"
    assert set(foot[:now]) == {"█"}
    assert foot.index("◆") == int(each * (2 + 35 / 60))
    assert set(foot[now + 1 :]) == {"·", "◆"}
    assert air == ""
    assert legend.split("   ")[:4] == ["▄ sitting", "█ break", "◆ next break", "┃ now"]
    assert legend.endswith("   1 break, longest sitting 1 h 7 min")


@pytest.mark.parametrize(
    ("columns", "expected"),
    [(60, "▄ sitting   █ break   ◆ next break   ┃ now"), (41, "▄ sitting   █ break   ◆ next break")],
)
async def test_what_has_no_room_is_not_explained(columns: int, expected: str) -> None:
    desk = Desk()
    async with desk.app.run_test(size=(88, 40)) as pilot:
        timeline = desk.app.screen.query_one(Timeline)
        timeline.styles.width = columns - 6
        timeline.tell(Course(MORNING, at(10, 12), at(10, 35)))
        await pilot.pause()

        assert timeline.render().plain.split("\n")[-1] == expected


async def test_the_sums_of_the_day_are_those_of_history() -> None:
    day = replace(MORNING, breaks=6, natural=2)
    *_, legend = await drawn(Course(day, at(10, 12)), size=(120, 40))

    assert legend.endswith("   6 breaks, 2 natural, longest sitting 1 h 7 min")
    assert ", ".join(sums(day)) == "6 breaks, 2 natural, longest sitting 1 h 7 min"


async def test_a_natural_break_looks_different_from_a_break() -> None:
    walk = Phase(Doing.NATURAL, at(9, 30), at(9, 50))
    _, head, foot, _, legend = await drawn(
        Course(replace(MORNING, phases=(*MORNING.phases, walk)), at(10, 12))
    )

    assert head.count("▒") == foot.count("▒") > 2
    assert "▒ natural" in legend


async def test_in_a_low_window_it_is_one_row_under_the_hours_and_tells_parts_by_their_shape() -> None:
    names, marks = await drawn(Course(MORNING, at(10, 12), at(10, 35)), size=(88, 14))

    assert names.startswith("08")
    assert [*dict.fromkeys(marks)] == ["▄", "█", "┃", "·", "◆"]


async def test_in_a_small_window_it_is_gone() -> None:
    desk = Desk(days=read)
    async with desk.app.run_test(size=(40, 12)) as pilot:
        await desk.says(pilot, SITTING)
        await settled(desk)

        assert not desk.app.screen.query_one("#course").display


async def test_what_is_held_is_hatched_since_when_and_a_break_in_it_is_seen() -> None:
    _, head, foot, _, legend = await drawn(Course(MORNING, at(10, 12), held=at(8, 30)))
    each = len(foot) / 8
    begins, ends = int(each / 2), int(each * 2.2)

    assert set(head[:begins]) == {" "}
    assert (set(head[begins:ends]), head[begins:ends].count("█")) == ({"\u2571", "█"}, 1)
    assert set(foot[:ends]) == {"█"}
    assert "\u2571 held" in legend
    assert "◆" not in foot


async def test_where_it_is_a_pause_that_holds_them_that_is_said() -> None:
    *_, legend = await drawn(Course(paused(at(8, 10), at(8, 20)), at(10, 12), held=at(9, 30), paused=True))

    assert ("paused" in legend, "held" in legend) == (True, False)


def paused(*span: datetime, day: Day = MORNING) -> Day:
    return replace(day, phases=(*day.phases, Phase(Doing.PAUSED, *span)))


async def test_a_pause_that_is_over_is_hatched_above_the_sitting_where_it_was() -> None:
    _, head, foot, _, legend = await drawn(Course(paused(at(9, 30), at(10)), at(10, 12), at(10, 35)))
    each = len(foot) / 8

    assert head.index("\u2571") == int(each * 1.5)
    assert head.rindex("\u2571") == int(each * 2) - 1
    assert set(foot[: int(each * 2.2)]) == {"█"}
    assert "\u2571 paused" in legend


async def test_a_pause_in_which_nobody_was_there_is_hatched_all_through() -> None:
    _, head, foot, *_ = await drawn(Course(paused(at(10, 30), at(11, 30)), at(12)))
    middle = int(len(foot) / 8 * 3)

    assert head[middle] == foot[middle] == "\u2571"


async def test_a_pause_that_was_over_and_one_that_is_on_are_both_hatched() -> None:
    _, head, *_ = await drawn(Course(paused(at(8, 10), at(8, 20)), at(10, 12), held=at(10)))

    assert len(head[: head.index("┃")].split()) == 3  # the two of them, and the break in between


async def test_a_night_that_was_paused_does_not_make_the_day_begin_at_midnight() -> None:
    names, *_ = await drawn(Course(paused(at(0), at(4)), at(10, 12)))
    empty, *_ = await drawn(Course(paused(at(0), at(4), day=Day(TODAY)), at(13, 5)))

    assert (names[:2], empty[:2]) == ("08", "13")


async def test_in_a_low_window_a_pause_takes_the_place_of_the_sitting() -> None:
    _, marks = await drawn(Course(paused(at(9, 30), at(10)), at(10, 12), at(10, 35)), size=(88, 14))

    assert [*dict.fromkeys(marks)] == ["▄", "█", "\u2571", "┃", "·", "◆"]


async def test_the_sitting_goes_on_while_the_service_says_nothing_new() -> None:
    desk = Desk(days=read)
    async with desk.app.run_test(size=(88, 40)) as pilot:
        await desk.says(pilot, SITTING)
        await settled(desk)
        await desk.forward(pilot, 3600)
        timeline = desk.app.screen.query_one(Timeline)
        foot = timeline.render().plain.split("\n")[2]

        assert set(foot[: int(len(foot) / 8 * 3.2)]) == {"█"}

        await desk.says(pilot, PAUSED | {"state": "away"})
        await settled(desk)
        foot = timeline.render().plain.split("\n")[2]

        assert foot[int(len(foot) / 8 * 3)] == "\u2571"


async def test_after_midnight_it_is_another_day() -> None:
    asked = []

    def days(first: date) -> list[Day]:
        asked.append(first)
        return [Day(first)]

    desk = Desk(days=days)
    async with desk.app.run_test(size=(88, 40)) as pilot:
        await desk.says(pilot, SITTING)
        await settled(desk)
        await desk.forward(pilot, 14 * 3600)
        await settled(desk)
        await pilot.pause()

        assert asked == [TODAY, TODAY + timedelta(days=1)]
        assert desk.app.screen.query_one(Timeline).render().plain.startswith("00")
        assert desk.app.screen.query_one(Head).fact == "Tuesday 24 November"


async def test_a_break_that_is_due_stands_beside_now() -> None:
    _, _, foot, *_ = await drawn(Course(MORNING, at(10, 12), at(10, 12)))

    assert "┃◆·" in foot


async def test_a_day_that_ends_now_has_no_room_for_what_is_to_come() -> None:
    late = Day(TODAY, phases=(Phase(Doing.SITTING, at(16), at(23, 59)),))
    _, _, foot, *_ = await drawn(Course(late, at(23, 59), at(23, 59)))

    assert foot.endswith("█◆")


@pytest.mark.parametrize("coming", [None, datetime(2026, 11, 24, 9, tzinfo=UTC)])
async def test_a_break_tomorrow_is_not_on_the_line(coming: datetime | None) -> None:
    course = await drawn(Course(MORNING, at(10, 12), coming))

    assert "◆" not in "".join(course)


async def test_a_day_on_which_nothing_happened_begins_now() -> None:
    names, _, foot, _, legend = await drawn(Course(Day(TODAY), at(13, 5), at(13, 55)))

    assert names.startswith("13")
    assert "◆" in foot
    assert legend == "◆ next break   ┃ now"


async def test_a_hold_from_yesterday_began_before_the_line() -> None:
    _, head, *_ = await drawn(Course(MORNING, at(10, 12), held=datetime(2026, 11, 22, 18, tzinfo=UTC)))

    assert head.startswith("\u2571")


async def test_a_journal_that_cannot_be_read_leaves_the_line_out() -> None:
    def fail(first: date) -> list[Day]:
        raise UnslouchError(f"no journal for {first}")

    desk = Desk(days=fail)
    async with desk.app.run_test(size=(88, 40)) as pilot:
        await desk.says(pilot, SITTING)
        await settled(desk)

        assert desk.app.screen.query_one(Timeline).region.height == 0


async def act_with(desk: Desk, document: dict[str, Any] | None, pilot: Pilot[Any]) -> None:
    await desk.says(pilot, document)
    await settled(desk)
    await pilot.pause()


@pytest.mark.parametrize("size", [*SIZES, pytest.param((60, 18), id="60x18")])
@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
@pytest.mark.parametrize(
    "document", [SITTING, DUE, PAUSED, OFF, None], ids=["sitting", "due", "paused", "off", "none"]
)
def test_today_with_its_day(
    snap_compare: Compare, size: tuple[int, int], theme: str, document: dict[str, Any] | None
) -> None:
    desk = Desk(days=read, theme=theme)

    assert looks(snap_compare, desk, size, partial(act_with, desk, document))


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
@pytest.mark.parametrize("document", [DUE, PAUSED], ids=["due", "paused"])
def test_today_in_a_terminal_with_its_own_colours(
    snap_compare: Compare, theme: str, document: dict[str, Any]
) -> None:
    desk = Desk(days=read, theme=theme)

    assert looks(snap_compare, desk, (80, 24), partial(act_with, desk, document))


@pytest.mark.parametrize("document", [DUE, PAUSED], ids=["due", "paused"])
def test_today_in_a_terminal_without_colours(
    snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, document: dict[str, Any]
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    desk = Desk(days=read)

    assert looks(snap_compare, desk, (80, 24), partial(act_with, desk, document))


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (80, 14)], ids=lambda size: "x".join(map(str, size)))
@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
def test_today_after_a_pause(snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    """It began in a break, and the sitting went on after it."""
    desk = Desk(days=lambda first: [paused(at(9), at(9, 40), day=read(first)[0])], theme=theme)

    assert looks(snap_compare, desk, size, partial(act_with, desk, SITTING))
