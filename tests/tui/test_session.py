"""The session screen: what it shows, what its keys do, and that it is recorded once and truly."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from tests.tui.world import BREAK, NECK, START, Desk, exercise, sequence
from unslouch.core.errors import UnslouchError
from unslouch.core.exercise import Side, Step
from unslouch.core.outcome import Outcome
from unslouch.tui.screens.help import HelpScreen
from unslouch.tui.screens.session import FAREWELL_S, SessionScreen
from unslouch.tui.widgets.countdown import Countdown
from unslouch.tui.widgets.progress import Progress
from unslouch.tui.widgets.steps import Steps


def clock(desk: Desk) -> str:
    """What the clock shows."""
    return desk.app.screen.query_one(Countdown).value


def lit(desk: Desk) -> list[str]:
    """The steps that are lit."""
    return [str(line.render()) for line in desk.app.screen.query_one(Steps).query(".-lit").results(Static)]


async def test_it_begins_with_the_first_move_and_says_what_comes_next() -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test() as pilot:
        await pilot.pause()

        assert (desk.text("#name"), desk.text("#side")) == ("Shoulder rolls", "")
        assert desk.text("#next") == "Next: Ear to shoulder, left side"
        assert clock(desk) == "1:00"
        assert desk.memory.began_ == [(BREAK, "stretch", START)]


async def test_the_clock_runs_and_one_step_after_the_other_is_lit() -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test() as pilot:
        await desk.forward(pilot, 25)

        assert clock(desk) == "0:35"
        assert lit(desk) == ["Draw the shoulders up and back."]
        assert desk.text("#cue") == "Breathe in"

        await desk.forward(pilot, 20)

        assert lit(desk) == ["Let them sink down slowly."]
        assert desk.text("#cue") == "Breathe out"
        assert desk.app.screen.query_one(Progress).fraction == pytest.approx(45 / 180)


async def test_the_next_move_comes_by_itself_and_brings_its_own_steps() -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test() as pilot:
        await desk.forward(pilot, 60)

        assert (desk.text("#name"), desk.text("#side")) == ("Ear to shoulder", "left side")
        assert lit(desk) == ["Sit tall, and hold the seat with one hand."]
        assert clock(desk) == "0:30"


async def test_nothing_comes_after_the_last_move() -> None:
    desk = Desk(alone=sequence((NECK, Side.LEFT, 30)))
    async with desk.app.run_test() as pilot:
        await pilot.pause()

        assert desk.text("#next") == "Last move"


async def test_at_its_end_it_shows_what_was_done_and_closes_by_itself() -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test() as pilot:
        await desk.forward(pilot, 100)
        await desk.forward(pilot, 81)

        assert desk.text("#done") == "Shoulders, upper back, neck, hips"
        assert desk.text("#title") == "Done"
        assert desk.app.screen.query_one("Farewell Countdown", Countdown).value == "3:00"
        assert not desk.app.screen.query_one("#move").display

        await desk.forward(pilot, FAREWELL_S)

        assert desk.app.return_value is Outcome.COMPLETED
    played = [("shoulder-rolls", None, 60.0), ("ear-to-shoulder", Side.LEFT, 30.0),
              ("ear-to-shoulder", Side.RIGHT, 30.0), ("standing-hip-opener", Side.LEFT, 30.0),
              ("standing-hip-opener", Side.RIGHT, 30.0)]  # fmt: skip

    assert desk.memory.ended_ == [(Outcome.COMPLETED, played, 180.0, START.plus(180))]


@pytest.mark.parametrize("key", ["q", "escape", "enter"])
async def test_what_was_done_can_be_closed_at_once(key: str) -> None:
    desk = Desk(alone=sequence((NECK, Side.LEFT, 30)))
    async with desk.app.run_test() as pilot:
        await desk.forward(pilot, 30)
        await pilot.press(key)

        assert desk.app.return_value is Outcome.COMPLETED
    assert len(desk.memory.ended_) == 1


async def test_space_pauses_and_goes_on() -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test() as pilot:
        await desk.forward(pilot, 10)
        await pilot.press("space")
        await desk.forward(pilot, 100)

        assert (clock(desk), desk.text("#cue")) == ("0:50", "Paused")

        await pilot.press("space")
        await desk.forward(pilot, 5)

        assert (clock(desk), desk.text("#cue")) == ("0:45", "Breathe easily")


@pytest.mark.parametrize("key", ["n", "right"])
async def test_next_goes_to_the_next_move(key: str) -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test() as pilot:
        await pilot.press(key)

        assert desk.text("#name") == "Ear to shoulder"


@pytest.mark.parametrize("key", ["b", "left"])
async def test_back_begins_the_move_anew_and_then_goes_to_the_one_before(key: str) -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test() as pilot:
        await desk.forward(pilot, 70)
        await pilot.press(key)

        assert (desk.text("#name"), clock(desk)) == ("Ear to shoulder", "0:30")

        await pilot.press(key)

        assert (desk.text("#name"), clock(desk)) == ("Shoulder rolls", "1:00")


@pytest.mark.parametrize("key", ["q", "escape", "ctrl+c", "ctrl+q"])
async def test_ending_it_records_what_was_played_as_left_early(key: str) -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test() as pilot:
        await desk.forward(pilot, 70)
        await pilot.press(key)
    played = [("shoulder-rolls", None, 60.0), ("ear-to-shoulder", Side.LEFT, 10.0)]

    assert desk.memory.ended_ == [(Outcome.LEFT_EARLY, played, 70.0, START.plus(70))]


async def test_a_machine_that_slept_through_it_ends_it_when_it_was_last_seen() -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test() as pilot:
        await desk.forward(pilot, 40)
        await desk.forward(pilot, 4000)

        assert desk.text("#done") == "Shoulders, upper back"
    assert desk.memory.ended_[0][0] is Outcome.LEFT_EARLY
    assert desk.memory.ended_[0][3] == START.plus(40)


async def test_a_fast_clock_makes_no_sleep_of_a_minute_that_passed_in_a_second() -> None:
    desk = Desk(alone=sequence((NECK, Side.LEFT, 1000)), speed=60)
    async with desk.app.run_test() as pilot:
        await desk.forward(pilot, 300)

        assert clock(desk) == "11:40"


async def test_help_lists_the_keys_and_goes_away_again() -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test() as pilot:
        await pilot.press("question_mark")

        assert isinstance(desk.app.screen, HelpScreen)

        await pilot.press("question_mark")

        assert isinstance(desk.app.screen, SessionScreen)


async def test_it_ends_by_itself_under_an_open_palette_and_closes_after_it() -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test() as pilot:
        await pilot.press("ctrl+p")
        session = desk.app.screen_stack[0]
        assert isinstance(session, SessionScreen)
        desk.clock.advance(179)
        session.tick()
        desk.clock.advance(10)
        session.tick()
        session.tick()

        assert len(desk.memory.ended_) == 1
        assert desk.app.screen is not session

        await pilot.press("escape")
        await desk.forward(pilot, 5)

        assert desk.app.return_value is Outcome.COMPLETED


async def test_words_of_a_catalogue_are_never_markup() -> None:
    named = exercise("[red]Roll[/red] [/]", steps=(Step("[bold]Lift[/bold] [/nonsense]"),))
    desk = Desk(alone=sequence((named, None, 30), (named, None, 30)))
    async with desk.app.run_test() as pilot:
        await pilot.pause()

        assert desk.text("#name") == "[red]Roll[/red] [/]"
        assert desk.text("#next") == "Next: [red]Roll[/red] [/]"
        assert lit(desk) == ["[bold]Lift[/bold] [/nonsense]"]


async def test_a_journal_that_refuses_is_told_and_the_break_goes_on() -> None:
    desk = Desk(alone=BREAK)
    desk.memory.refusal = "The journal [/] is full."
    async with desk.app.run_test(notifications=True) as pilot:
        await desk.forward(pilot, 30)

        assert [str(toast.render()) for toast in desk.app.screen.query("Toast")] == [
            "The journal [/] is full."
        ]
        assert clock(desk) == "0:30"


def test_a_sequence_without_moves_is_refused_with_a_sentence() -> None:
    with pytest.raises(UnslouchError, match="There is no move to play"):
        Desk(alone=sequence())


@pytest.mark.parametrize("size", [(40, 12), (30, 8)])
async def test_the_smallest_windows_keep_name_clock_next_and_progress(size: tuple[int, int]) -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test(size=size) as pilot:
        await desk.forward(pilot, 61)
        screen = desk.app.screen
        room = screen.region
        kept = [screen.query_one(f"#{name}") for name in ("name", "side", "next")]
        kept += [screen.query_one(Countdown), screen.query_one(Progress)]

        assert all(widget.region.area and room.contains_region(widget.region) for widget in kept)


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 18), (40, 12)])
async def test_the_clock_has_room_for_all_of_its_rows(size: tuple[int, int]) -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test(size=size) as pilot:
        await pilot.pause()
        countdown = desk.app.screen.query_one(Countdown)
        rows = str(countdown.render()).split("\n")

        assert len(rows) in {3, 5}
        assert max(map(len, rows)) <= countdown.content_size.width
        assert desk.app.screen.region.contains_region(countdown.region)


async def test_getting_ready_looks_other_than_being_at_it() -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test() as pilot:
        await pilot.pause()
        ready = desk.app.screen.has_class("-ready"), desk.text("#cue")
        await desk.forward(pilot, 10)
        at_it = desk.app.screen.has_class("-ready"), desk.app.screen.has_class("-soon")
        await desk.forward(pilot, 46)

        assert ready == (True, "Get ready")
        assert at_it == (False, False)
        assert desk.app.screen.has_class("-soon")


@pytest.mark.parametrize("size", [(29, 30), (80, 7), (3, 2)])
async def test_a_window_without_room_gets_a_sentence_until_it_grows(size: tuple[int, int]) -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = [type(child).__name__ for child in desk.app.screen.children if child.display]

        assert shown == ["TooSmall"]

        await pilot.resize_terminal(80, 24)
        await pilot.pause()

        assert desk.app.screen.query_one("#name").region.area
