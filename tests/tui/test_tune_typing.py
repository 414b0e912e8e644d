"""What is typed in Tune: written into a real file where it can be, and else kept in its field."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from tests.tui.tuned import HOURS, MINE, REMINDERS, Tuned
from unslouch.settings.load import load
from unslouch.tui.widgets.groups import Groups
from unslouch.tui.widgets.setting import SettingRow


async def test_no_key_is_lost_between_one_group_and_the_next(tuned: Tuned) -> None:
    async with tuned.opened(group=HOURS) as pilot:
        for key in ("n", "enter"):
            tuned.app.simulate_key(key)
        await tuned.settle(pilot)

        assert (tuned.row.setting.name, tuned.row.typing) == ("reminder.snooze", True)


async def test_what_is_typed_is_written_and_everything_else_in_the_file_stays(tuned: Tuned) -> None:
    async with tuned.opened(group=REMINDERS) as pilot:
        await tuned.type(pilot, "5m")

        assert tuned.text == MINE

        await tuned.press(pilot, "enter")

        assert tuned.text == MINE.replace('"10m"  # enough', '"5m"  # enough')
        assert tuned.notice == "reminder.snooze: 10m → 5m"
        assert not tuned.row.typing

        await tuned.type(pilot, "6m")
        await tuned.press(pilot, "down")

        assert tuned.text == MINE.replace('"10m"', '"6m"'), "leaving the field writes it too"
        assert tuned.row.setting.name == "reminder.snooze_at_most"


async def test_escape_leaves_the_value_as_it_was_and_stays_here(tuned: Tuned) -> None:
    async with tuned.opened(group=REMINDERS) as pilot:
        await tuned.type(pilot, "soon")
        await tuned.press(pilot, "escape")

        assert (tuned.text, tuned.error, tuned.row.typing) == (MINE, "", False)
        assert tuned.row.setting.name == "reminder.snooze"


async def test_letters_are_text_while_one_types(tuned: Tuned) -> None:
    async with tuned.opened() as pilot:
        await tuned.press(pilot, "enter", *"quadrenpvkj", "enter")

        assert load(tuned.path).settings.rhythm[0].name == "quadrenpvkj"


async def test_what_cannot_be_is_said_while_one_types_and_never_written(tuned: Tuned) -> None:
    cases = [
        (REMINDERS, "soon", 'reminder.snooze is "soon", but must be a duration'),
        (REMINDERS, "-5m", "Did you mean 5m?"),
        (REMINDERS, "", 'reminder.snooze is "", but must be'),
        (HOURS, "09:00-12:00, 11:00-13:00", "overlaps"),
        (0, "walk [b]out[/b]", "There are two rhythms called"),
        (0, "a\u202eb", "U+202E"),
    ]
    async with tuned.opened() as pilot:
        for group, typed, says in cases:
            tuned.screen.query_one(Groups).open(group)
            await tuned.settle(pilot)
            await tuned.refused(pilot, typed, says)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 20)])
async def test_what_is_wrong_is_seen_also_at_the_end_of_the_list(tuned: Tuned, size: tuple[int, int]) -> None:
    async with tuned.opened(group=REMINDERS, size=size) as pilot:
        await tuned.press(pilot, *["down"] * (len(tuned.names()) - 1))
        await tuned.type(pilot, "soon")
        rows = tuned.screen.query_one("#rows")

        assert rows.region.contains_region(tuned.row.region)

        await tuned.press(pilot, "enter")

        assert tuned.error.endswith("Esc leaves it as it was.")
        assert rows.region.contains_region(tuned.row.region)


async def test_a_click_elsewhere_keeps_what_cannot_be_in_its_field(tuned: Tuned) -> None:
    async with tuned.opened(group=REMINDERS) as pilot:
        await tuned.type(pilot, "soon")
        row, rows = tuned.row, tuned.screen.query(SettingRow)
        for elsewhere in (rows[1].field, rows[2], "Groups", "#answer", "#title", "DayView", "#notice"):
            await pilot.click(elsewhere)
            await tuned.settle(pilot)

            assert [each.setting.name for each in rows if each.typing] == ["reminder.snooze"], elsewhere
            assert (row.query_one(Input).value, tuned.text) == ("soon", MINE)
            assert 'reminder.snooze is "soon"' in row.why
            assert str(tuned.screen.query_one("#title").render()) == "Reminders"

        await pilot.click(rows[1].field)
        await tuned.settle(pilot)
        await tuned.at_once(pilot, *"er")

        assert row.query_one(Input).value == "sooner", "the focus is in it again, behind what was typed"

        await tuned.press(pilot, "escape", "down")

        assert tuned.row is rows[1]
        assert not any(each.typing or each.why for each in rows)


async def test_a_group_that_is_opened_while_one_types_takes_what_was_typed(tuned: Tuned) -> None:
    async with tuned.opened(group=REMINDERS) as pilot:
        await tuned.type(pilot, "5m")
        await tuned.press(pilot, "pagedown")

        assert tuned.text == MINE.replace('"10m"', '"5m"')
        assert tuned.names()[0] == "away.idle_after"

        await tuned.type(pilot, "3m")
        await pilot.click(tuned.screen.query_one(Groups), offset=(5, REMINDERS))
        await tuned.settle(pilot)

        assert load(tuned.path).settings.away.idle_after_s == 180
        assert tuned.names()[0] == "reminder.snooze"


async def test_what_is_typed_in_the_same_instant_as_enter_is_in_the_field(tuned: Tuned) -> None:
    async with tuned.opened() as pilot:
        for name in ("quadrenpvkj", "new"):
            await tuned.at_once(pilot, "enter", *name)

            assert tuned.row.query_one(Input).value == name

            await tuned.press(pilot, "enter")

            assert load(tuned.path).settings.rhythm[0].name == name

        await tuned.at_once(pilot, "enter", *"far", "backspace", *"st", "left", "x", "enter")

        assert load(tuned.path).settings.rhythm[0].name == "fasxt"

        await tuned.at_once(pilot, "down", "enter", *"20m", "enter")

        assert load(tuned.path).settings.rhythm[0].every_s == 1200


async def test_what_is_typed_in_the_same_instant_as_a_click_is_in_the_field(tuned: Tuned) -> None:
    async with tuned.opened() as pilot:
        tuned.click(tuned.row.field)
        await tuned.at_once(pilot, *"quaden")

        assert tuned.row.query_one(Input).value == "quaden"
        assert tuned.text == MINE


async def test_letters_without_an_open_field_are_keys(tuned: Tuned) -> None:
    async with tuned.opened() as pilot:
        await tuned.at_once(pilot, *"jjxk", "enter", "escape", "d")

        assert [rhythm.name for rhythm in load(tuned.path).settings.rhythm] == ["walk [b]out[/b]"]


async def test_a_click_opens_a_field_and_what_was_typed_in_another_is_kept(tuned: Tuned) -> None:
    async with tuned.opened(group=REMINDERS) as pilot:
        await tuned.type(pilot, "5m")
        second = list(tuned.screen.query("Entry"))[1]
        await pilot.click(second)
        await tuned.settle(pilot)

        assert load(tuned.path).settings.reminder.snooze_s == 300
        assert tuned.row.setting.name == "reminder.snooze_at_most"
        assert tuned.row.typing


async def test_hours_are_typed_with_commas_and_a_day_off_with_off(tuned: Tuned) -> None:
    async with tuned.opened(group=HOURS) as pilot:
        await tuned.type(pilot, "09:00-12:30, 13:15-17:30")
        await tuned.press(pilot, "down")
        await tuned.type(pilot, "off")
        await tuned.press(pilot, "enter")

        assert tuned.text == MINE.replace(
            '["09:00-12:00"]  # half a day\n',
            '["09:00-12:30", "13:15-17:30"]  # half a day\ntuesday = []\n',
        )
        assert tuned.row.setting.shown(tuned.row.setting.value) == "off"


async def test_fixed_times_take_the_place_of_an_interval(tuned: Tuned) -> None:
    async with tuned.opened() as pilot:
        await tuned.press(pilot, "down", "down")
        await tuned.type(pilot, "11:00, 16:00")
        await tuned.press(pilot, "enter")

        rhythm = load(tuned.path).settings.rhythm[0]
        assert (rhythm.every_s, [f"{at:%H:%M}" for at in rhythm.at]) == (None, ["11:00", "16:00"])
        assert "# as the doctor said" in tuned.text
