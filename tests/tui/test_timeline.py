"""The line of the day on Today: what was done, what is held, and what is to come."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.test_looks import SIZES, Compare, looks
from tests.tui.world import PAUSED, SITTING, START, Desk
from unslouch.core.days import Day, Doing, Phase
from unslouch.core.errors import UnslouchError
from unslouch.tui.widgets.timeline import Course, Timeline

TODAY = START.wall.date()


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour, minute, tzinfo=UTC)


MORNING = Day(
    TODAY,
    breaks=1,
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


async def drawn(course: Course) -> list[str]:
    desk = Desk()
    async with desk.app.run_test(size=(88, 40)) as pilot:
        await pilot.pause()
        timeline = desk.app.screen.query_one(Timeline)
        timeline.tell(course)
        await pilot.pause()
        return timeline.render().plain.split("\n")


async def test_the_day_is_drawn_up_to_now_and_the_next_break_is_marked() -> None:
    names, marks, legend = await drawn(Course(MORNING, at(10, 12), at(10, 35)))
    each = len(marks) / 8

    assert names.startswith("08")
    assert marks[int(each)] == "█"
    assert marks.index("◆") == int(each * (2 + 35 / 60))
    assert set(marks[: int(each)]) == {"─"}
    assert set(marks[int(each * 3) :]) == {"·"}
    assert legend == "─ sitting  █ break  ◆ next break"


async def test_what_is_held_is_marked_since_when() -> None:
    _, marks, legend = await drawn(Course(MORNING, at(10, 12), held=at(9, 30)))
    each = len(marks) / 8

    assert set(marks[int(each * 1.6) : int(each * 2.1)]) == {"░"}
    assert "░ held" in legend
    assert "◆" not in marks


@pytest.mark.parametrize("coming", [None, datetime(2026, 11, 24, 9, tzinfo=UTC)])
async def test_a_break_tomorrow_is_not_on_the_line(coming: datetime | None) -> None:
    _, marks, _ = await drawn(Course(MORNING, at(10, 12), coming))

    assert "◆" not in marks


async def test_a_day_on_which_nothing_happened_begins_now() -> None:
    names, marks, _ = await drawn(Course(Day(TODAY), at(13, 5), at(13, 55)))

    assert names.startswith("13")
    assert "◆" in marks


async def test_a_hold_from_yesterday_began_before_the_line() -> None:
    _, marks, _ = await drawn(Course(MORNING, at(10, 12), held=datetime(2026, 11, 22, 18, tzinfo=UTC)))

    assert marks.startswith("░")


async def test_a_journal_that_cannot_be_read_leaves_the_line_out() -> None:
    def fail(first: date) -> list[Day]:
        raise UnslouchError(f"no journal for {first}")

    desk = Desk(days=fail)
    async with desk.app.run_test(size=(88, 40)) as pilot:
        await desk.says(pilot, SITTING)
        await settled(desk)

        assert desk.app.screen.query_one(Timeline).size.height == 0


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("document", [SITTING, PAUSED], ids=["sitting", "paused"])
def test_today_with_its_line(snap_compare: Compare, size: tuple[int, int], document: dict[str, Any]) -> None:
    desk = Desk(days=read)

    async def act(pilot: Pilot[Any]) -> None:
        await desk.says(pilot, document)
        await settled(desk)
        await pilot.pause()

    assert looks(snap_compare, desk, size, act)
