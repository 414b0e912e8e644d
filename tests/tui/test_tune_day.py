"""The day beside the settings: it is the one that they make."""

from __future__ import annotations

import pytest

from tests.tui.tuned import HOURS, MINE, Tuned
from unslouch.core import timeline
from unslouch.tui.widgets.day import DayView, Picture


async def test_the_day_follows_what_is_typed_before_it_is_written(tuned: Tuned) -> None:
    async with tuned.opened() as pilot:
        before = await tuned.day(pilot)
        await tuned.press(pilot, "down")
        await tuned.type(pilot, "30m")
        typed = await tuned.day(pilot)

        assert "3 reminders, 3 breaks of 9 min in all." in before
        assert "stretch, 3 min, mixed\n09:50  10:43" in before
        assert "stretch, 1 min, seated\n09:30" in typed
        assert tuned.text == MINE

        await tuned.press(pilot, "ctrl+u", *"soon")

        assert await tuned.day(pilot) == typed

        await tuned.press(pilot, "escape")

        assert await tuned.day(pilot) == before


async def test_the_day_is_the_one_whose_hours_are_edited(tuned: Tuned) -> None:
    async with tuned.opened(group=HOURS) as pilot:
        assert (await tuned.day(pilot)).startswith("Monday 23 November\n")

        await tuned.press(pilot, "down", "down", "down", "down")

        assert (await tuned.day(pilot)).startswith("Friday 27 November\n")

        tuned.screen.query_one("#answer").focus()
        await tuned.press(pilot, "right", "space")

        assert (await tuned.day(pilot)).startswith("Friday 27 November\n")

        await tuned.press(pilot, "left", "space", "shift+tab", "shift+tab", "shift+tab")

        await tuned.type(pilot, "off")

        assert (await tuned.day(pilot)).startswith("Friday 27 November: a day off\n")


async def test_what_one_does_with_reminders_changes_the_day_and_no_file(tuned: Tuned) -> None:
    async with tuned.opened() as pilot:
        await tuned.day(pilot)
        hours, above, below, _, meaning = tuned.screen.query_one(Picture).render().plain.splitlines()

        assert hours.split() == ["09", "10", "11"]
        assert above == "         █          █         █    "
        assert below == "█" * 35
        assert meaning == "█ break  ▄ sitting"

        tuned.screen.query_one("#answer").focus()
        await tuned.press(pilot, "right", "space")
        day = await tuned.day(pilot)

        assert "0 breaks." in day
        assert tuned.text == MINE


async def test_a_day_without_end_is_said(tuned: Tuned, monkeypatch: pytest.MonkeyPatch) -> None:
    async with tuned.opened() as pilot:
        before = await tuned.day(pilot)
        monkeypatch.setattr(timeline, "_MOST", 5)
        await tuned.press(pilot, "down")
        await tuned.type(pilot, "49m")
        day = await tuned.day(pilot)
        shown = tuned.screen.query_one(Picture).render().plain

        assert "stretch, 3 min" in before
        assert day.endswith("\nMore than 5 things happen in that time; preview a shorter one.\n")
        assert shown == ""


async def test_v_shows_the_day_where_it_has_no_place_beside_and_else_does_nothing(tuned: Tuned) -> None:
    async with tuned.opened() as pilot:
        day, settings = tuned.screen.query_one(DayView), tuned.screen.query_one("#settings")
        await tuned.press(pilot, "v")

        assert (day.display, settings.display) == (True, True)

        await pilot.resize_terminal(80, 24)

        assert (day.display, settings.display) == (False, True)

        await tuned.press(pilot, "v")

        assert (day.display, settings.display) == (True, False)

        await tuned.press(pilot, "escape")

        assert (day.display, settings.display) == (False, True)


async def test_leaving_while_the_day_is_being_played_does_no_harm(tuned: Tuned) -> None:
    for waited_s in (0.0, 0.14, 0.15, 0.16, 0.2):
        async with tuned.opened() as pilot:
            await pilot.pause(waited_s)
        tuned = Tuned(tuned.path)
