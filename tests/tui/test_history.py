"""History: every key, the pictures and their text, and a journal that is slow or cannot be read."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from tests.tui.world import START, BellApp, FrozenClock, Memory, Plans, Service
from unslouch.core.days import Day, Doing, Phase, total
from unslouch.core.duration import spoken
from unslouch.core.errors import UnslouchError
from unslouch.core.exercise import REGIONS, plainly
from unslouch.tui.ports import Days, World
from unslouch.tui.screens.help import HelpScreen
from unslouch.tui.screens.history import HistoryScreen
from unslouch.tui.screens.session import SessionScreen
from unslouch.tui.screens.today import TodayScreen
from unslouch.tui.widgets import body
from unslouch.tui.widgets.head import Head
from unslouch.tui.widgets.regions import Regions
from unslouch.tui.widgets.week import Week
from unslouch.tui.widgets.year import WEEKS, Year, monday, step

TODAY = START.wall.date()
BIG, USUAL, SMALL = (120, 36), (80, 24), (40, 12)


def lived(day: date) -> Day:
    """A day that depends on nothing but its date: weekends and every ninth day are empty; on Wednesdays and
    Thursdays reminders are paused for a while.
    """
    number = day.toordinal()
    if day.weekday() >= 5 or number % 9 == 0:
        return Day(day)
    breaks = 1 + number % 7
    phases = [_phase(day, Doing.SITTING, 540 + number % 30, 1050)]
    phases += [_phase(day, Doing.BREAK, 600 + 55 * n, 603 + 55 * n) for n in range(breaks)]
    phases.append(_phase(day, Doing.NATURAL, 750, 795))
    if pause := {2: (840, 930), 3: (960, 1440)}.get(day.weekday()):
        phases.append(_phase(day, Doing.PAUSED, *pause))
    regions = {region: 20.0 * (number * (n + 3) % 5) for n, region in enumerate(REGIONS)}
    lasted = 24_000.0, 4200.0, 190.0 * breaks, 2700.0
    return Day(day, breaks, 1, 5, 1, *lasted, regions, tuple(phases), 5400.0 if pause else 0.0)


def _phase(day: date, doing: Doing, start: float, end: float) -> Phase:
    midnight = datetime.combine(day, time(), UTC)
    return Phase(doing, midnight + timedelta(minutes=start), midnight + timedelta(minutes=end))


def year(first: date) -> list[Day]:
    return [lived(first + timedelta(days=n)) for n in range((TODAY - first).days + 1)]


def empty(first: date) -> list[Day]:
    return [Day(first + timedelta(days=n)) for n in range((TODAY - first).days + 1)]


def app(days: Days | None = year, theme: str = "unslouch-dark") -> BellApp:
    world = World(FrozenClock(), Service(), Memory(), Plans(), days=days)
    return BellApp(world, theme=theme)


async def opened(pilot: Pilot[Any]) -> HistoryScreen:
    """History, with what it reads."""
    await pilot.press("h")
    screen = pilot.app.screen
    assert isinstance(screen, HistoryScreen)
    while reading := [each for each in pilot.app.workers if each.node is screen and not each.is_finished]:
        await pilot.app.workers.wait_for_complete(reading)
        await pilot.pause()
    return screen


def fact(screen: Screen[Any]) -> str:
    return screen.query_one(Head).fact


def line(screen: HistoryScreen, selector: str) -> str:
    return str(screen.query_one(selector).render())


def chosen(screen: HistoryScreen) -> str:
    return line(screen, "#day-title")


def shown(screen: HistoryScreen) -> set[str]:
    """The parts that are to be seen."""
    parts = {"year": "Year", "week": "Week", "body": "Body"}
    return {part for part, name in parts.items() if screen.query_one(name).region.area > 0}


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_h_opens_it_from_today_and_a_key_goes_back(key: str) -> None:
    async with app().run_test() as pilot:
        await opened(pilot)
        await pilot.press(key)

        assert isinstance(pilot.app.screen, TodayScreen)


async def test_without_a_journal_there_is_no_history() -> None:
    async with app(None).run_test() as pilot:
        await pilot.press("h")

        assert isinstance(pilot.app.screen, TodayScreen)


async def test_it_begins_with_today_and_this_week() -> None:
    async with app().run_test(size=BIG) as pilot:
        screen = await opened(pilot)

        assert chosen(screen) == "Monday 23 November"
        assert line(screen, "#week-title") == "23 to 29 November"
        assert shown(screen) == {"year", "week", "body"}


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        (("up",), "Sunday 22 November"),
        (("up", "up", "down"), "Sunday 22 November"),
        (("left",), "Monday 16 November"),
        (("left", "left", "right"), "Monday 16 November"),
        (("down",), "Monday 23 November"),
        (("home",), "Monday 24 November"),
        (("home", "up", "left"), "Monday 24 November"),
        (("home", "end"), "Monday 23 November"),
    ],
)
async def test_keys_go_through_the_days_and_stay_within_the_year(keys: tuple[str, ...], day: str) -> None:
    async with app().run_test() as pilot:
        screen = await opened(pilot)
        await pilot.press(*keys)

        assert chosen(screen) == day


async def test_the_chosen_day_is_told_below() -> None:
    async with app().run_test(size=USUAL) as pilot:
        screen = await opened(pilot)
        await pilot.press("left")

        told = "2 breaks, 1 natural, longest sitting 1 h 10 min, 6 h 40 min sitting"
        assert line(screen, "#day") == told
        assert line(screen, "#week-title") == "16 to 22 November"

        await pilot.press("up")

        assert line(screen, "#day") == "Nothing is recorded of that day."


async def test_a_click_chooses_a_day_of_the_year_and_one_of_the_week() -> None:
    async with app().run_test(size=BIG) as pilot:
        screen = await opened(pilot)
        await pilot.click(Year, offset=(3 + 2 * 51, 4))

        assert chosen(screen) == "Wednesday 18 November"

        await pilot.click(Week, offset=(20, 5))

        assert chosen(screen) == "Friday 20 November"


@pytest.mark.parametrize("offset", [(0, 0), (2, 5), (50, 1), (110, 7), (3 + 2 * 52, 4)])
async def test_a_click_beside_the_days_or_on_one_to_come_does_nothing(offset: tuple[int, int]) -> None:
    async with app().run_test(size=BIG) as pilot:
        screen = await opened(pilot)
        await pilot.click(Year, offset=offset)
        await pilot.click(Week, offset=(20, 7))

        assert chosen(screen) == "Monday 23 November"


@pytest.mark.parametrize(
    ("size", "views"),
    [
        (USUAL, [{"year", "week"}, {"year", "body"}, {"year", "week"}]),
        (SMALL, [{"year"}, {"week"}, {"body"}, {"year"}]),
        (BIG, [{"year", "week", "body"}] * 2),
    ],
)
async def test_v_shows_what_there_was_no_room_for(size: tuple[int, int], views: list[set[str]]) -> None:
    async with app().run_test(size=size) as pilot:
        screen = await opened(pilot)
        seen = [shown(screen)]
        for _ in views[1:]:
            await pilot.press("v")
            seen.append(shown(screen))

        assert seen == views


async def test_x_tells_every_number_as_text_and_x_shows_the_pictures_again() -> None:
    async with app().run_test(size=BIG) as pilot:
        screen = await opened(pilot)
        await pilot.press("left", "x")
        text = line(screen, "#told")

        assert shown(screen) == set()
        assert (
            "Monday 16 November 2026: 2 breaks, 1 natural, longest sitting 1 h 10 min; 6 h 40 min sitting, "
            in text
        )
        paused = [told for told in text.splitlines() if told.endswith("; reminders paused for 1 h 30 min")]
        assert {told.split()[0] for told in paused} == {"Wednesday", "Thursday"}
        assert "The week from 16 to 22 November" in text
        played = total([lived(date(2026, 11, 16 + n)) for n in range(7)]).regions
        assert [f"{plainly(region)} {spoken(s)}" in text for region, s in played.items() if s] == [True] * 13
        assert text.count(" 2025: ") + text.count(" 2026: ") == sum(
            day.breaks > 0 for day in year(date(2025, 11, 24))
        )

        await pilot.press("x")

        assert shown(screen) == {"year", "week", "body"}


async def test_the_text_is_scrolled_by_keys() -> None:
    async with app().run_test(size=SMALL) as pilot:
        screen = await opened(pilot)
        await pilot.press("x", "down", "down")
        await pilot.pause()

        assert screen.query_one("#text").scroll_target_y == 2
        assert chosen(screen) == "Monday 23 November"


@pytest.mark.parametrize("size", [BIG, USUAL])
async def test_every_region_is_beside_the_body_in_words_and_lasts_as_long_as_in_the_text(
    size: tuple[int, int],
) -> None:
    async with app().run_test(size=size) as pilot:
        screen = await opened(pilot)
        await pilot.press("left", "v")
        pictures = " ".join(str(screen.query_one(Regions).render()).split())
        played = total([lived(date(2026, 11, 16 + n)) for n in range(7)]).regions

        assert [
            f"{plainly(region)} {spoken(seconds) if seconds else '·'}" in pictures
            for region, seconds in played.items()
        ] == [True] * len(REGIONS)


@pytest.mark.parametrize(("size", "left_out"), [((60, 18), 5), (SMALL, 7)])
async def test_regions_that_have_no_room_are_counted(size: tuple[int, int], left_out: int) -> None:
    async with app().run_test(size=size) as pilot:
        screen = await opened(pilot)
        await pilot.press("left", "v", "v")
        rows = str(screen.query_one(Regions).render()).splitlines()

        assert len(rows) == screen.query_one(Regions).size.height == len(REGIONS) - left_out + 1
        assert rows[-1] == f"{left_out} more as text"
        assert max(map(len, rows)) <= screen.query_one(Regions).size.width


async def test_hours_are_shortened_where_they_have_no_room() -> None:
    def long(first: date) -> list[Day]:
        return [replace(day, regions={"lower-back": 4350.0}) for day in year(first)]

    async with app(long).run_test(size=SMALL) as pilot:
        screen = await opened(pilot)
        await pilot.press("v", "v")

        assert str(screen.query_one(Regions).render()).splitlines()[0] == "lower back   1h 12m"


async def test_b_begins_a_break() -> None:
    async with app().run_test() as pilot:
        await opened(pilot)
        await pilot.press("b")
        await pilot.pause()

        assert isinstance(pilot.app.screen, SessionScreen)


async def test_help_lists_the_keys() -> None:
    async with app().run_test() as pilot:
        await opened(pilot)
        await pilot.press("question_mark")

        assert isinstance(pilot.app.screen, HelpScreen)


@pytest.mark.parametrize("key", [*"vxbq", "up", "down", "left", "right", "home", "end", "escape"])
async def test_while_it_reads_it_is_painted_and_takes_keys(key: str) -> None:
    may_read = threading.Event()

    def slowly(first: date) -> list[Day]:
        may_read.wait(10)
        return year(first)

    async with app(slowly).run_test() as pilot:
        await pilot.press("h")
        screen = pilot.app.screen

        assert fact(screen) == "One moment."

        await pilot.press(key)
        may_read.set()


async def test_a_journal_that_cannot_be_read_is_told_and_one_can_go_back() -> None:
    def refuse(first: date) -> list[Day]:
        raise UnslouchError(f"The journal cannot be used from {first}.")

    async with app(refuse).run_test() as pilot:
        screen = await opened(pilot)

        assert line(screen, "#told") == "The journal cannot be used from 2026-11-23."

        await pilot.press("x", "v", "up", "q")

        assert isinstance(pilot.app.screen, TodayScreen)


async def test_this_week_is_shown_while_the_year_is_read_and_nothing_is_claimed_of_the_year() -> None:
    may_read = threading.Event()

    def slowly(first: date) -> list[Day]:
        if first < date(2026, 11, 23):
            may_read.wait(10)
        return year(first)

    async with app(slowly).run_test(size=BIG) as pilot:
        await pilot.press("h")
        screen = pilot.app.screen
        assert isinstance(screen, HistoryScreen)
        while line(screen, "#week-title") != "23 to 29 November":
            await pilot.pause()

        assert fact(screen) == "One moment."

        await pilot.press("x")

        assert line(screen, "#told") == "One moment."

        may_read.set()
        while line(screen, "#told") == "One moment.":
            await pilot.pause()

        assert line(screen, "#told").startswith("The year to Monday 23 November 2026")

        await pilot.press("x")

        assert fact(screen) == "930 breaks, 233 natural in a year"


async def test_a_year_that_cannot_be_read_after_its_last_week_is_told_and_no_picture_is_left() -> None:
    def refuse(first: date) -> list[Day]:
        if first < date(2026, 11, 23):
            raise UnslouchError("The journal cannot be used.")
        return year(first)

    async with app(refuse).run_test(size=BIG) as pilot:
        screen = await opened(pilot)
        await pilot.press("x")

        assert line(screen, "#told") == "The journal cannot be used."
        assert shown(screen) == set()


async def test_a_year_without_entries_is_empty_and_says_so() -> None:
    async with app(empty).run_test(size=BIG) as pilot:
        screen = await opened(pilot)

        assert fact(screen) == "no breaks in a year"
        assert line(screen, "#week-sum") == "Nothing is recorded of that week."

        await pilot.press("x")

        assert "The body got: nothing." in line(screen, "#told")


async def test_what_was_skipped_is_never_told() -> None:
    async with app().run_test(size=BIG) as pilot:
        screen = await opened(pilot)
        await pilot.press("x")

        assert "skip" not in " ".join(str(each.render()) for each in screen.query("Line")).lower()


async def test_it_can_have_any_size() -> None:
    async with app().run_test(size=BIG) as pilot:
        screen = await opened(pilot)
        widths, heights = (1, 29, 30, 40, 61, 80, 103, 104, 200), (1, 7, 8, 12, 23, 24, 32, 33, 60)
        for size in [*zip(widths, heights, strict=True), *zip(widths, reversed(heights), strict=True)]:
            await pilot.resize_terminal(*size)
            await pilot.press("v")

        assert chosen(screen) == "Monday 23 November"


async def test_each_day_of_the_year_stands_apart_where_there_is_room_for_that() -> None:
    async with app().run_test(size=BIG) as pilot:
        rows = str((await opened(pilot)).query_one(Year).render()).splitlines()[-7:]

        assert [set(row[4::2]) <= {" "} for row in rows] == [True] * 7
        assert {len(row[3::2].strip()) for row in rows} == {52, 53}


async def test_a_pause_is_hatched_in_the_week_that_has_one_and_explained_only_there() -> None:
    async with app().run_test(size=BIG) as pilot:
        screen = await opened(pilot)

        assert "\u2571" not in str(screen.query_one(Week).render())

        await pilot.press("left")
        days = dict(row[1:].split(" ", 1) for row in str(screen.query_one(Week).render()).splitlines()[1:8])

        assert {day for day, told in days.items() if "\u2571" in told} == {"Wed", "Thu"}
        assert "▄\u2571\u2571\u2571\u2571\u2571" in days["Wed"]
        assert days["Thu"].endswith("\u2571")
        assert str(screen.query_one(Week).render()).endswith("▒ natural  \u2571 paused")


async def test_in_a_small_window_there_is_room_to_explain_a_pause() -> None:
    async with app().run_test(size=SMALL) as pilot:
        screen = await opened(pilot)
        await pilot.press("left", "v")
        legend = str(screen.query_one(Week).render()).splitlines()[-1]

        assert legend == "▄ sitting ▇ break ▒ natural \u2571 paused"
        assert len(legend) <= screen.query_one(Week).size.width


@pytest.mark.parametrize(("size", "cell"), [(BIG, 2), (USUAL, 1)])
async def test_a_month_is_named_above_the_week_in_which_it_begins(size: tuple[int, int], cell: int) -> None:
    async with app().run_test(size=size) as pilot:
        months = str((await opened(pilot)).query_one(Year).render()).splitlines()[-8]
        first = monday(TODAY) - timedelta(weeks=WEEKS - 1)
        begins = {
            f"{day:%b}": (day - first).days // 7 for day in (date(2026, month, 1) for month in range(1, 12))
        }

        assert {name: months.index(name) for name in begins} == {
            name: 3 + cell * week for name, week in begins.items()
        }


@pytest.mark.parametrize(
    ("minutes", "dense"), [(0, 0), (1, 1), (5, 1), (6, 2), (10, 2), (20, 3), (21, 4), (900, 4)]
)
def test_a_day_is_fuller_the_more_was_moved(minutes: float, dense: int) -> None:
    assert step(minutes * 60) == dense


@pytest.mark.parametrize(
    ("seconds", "dense"), [(0, 0), (1, 1), (299, 1), (300, 2), (899, 2), (900, 3), (9e9, 3)]
)
def test_a_region_is_denser_from_five_minutes_on_and_densest_from_fifteen(seconds: float, dense: int) -> None:
    assert body.step(seconds) == dense


def test_every_region_with_a_place_is_on_the_body() -> None:
    drawn = {region for view in ("front", "back") for row in body._cells(view, 12) for cell in row
             for line in cell for region, _ in line}  # fmt: skip

    assert drawn >= set(REGIONS) - {"circulation"}
