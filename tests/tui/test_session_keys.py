"""What one can do to a session while it plays, and what one is asked at its end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tui.world import BREAK, NECK, ROLLS, SITTING, TILT, Desk, exercise, sequence
from unslouch.core.exercise import Exercise, Sequence, Side
from unslouch.core.guide import ASKING_S
from unslouch.core.outcome import Outcome
from unslouch.core.player import READY_S
from unslouch.core.said import Reason, Said
from unslouch.settings.model import Sound
from unslouch.tui.ports import Guide, Instead
from unslouch.tui.screens.session import FAREWELL_S
from unslouch.tui.widgets.countdown import Countdown
from unslouch.tui.widgets.drawing import Drawing

OTHER = exercise("Chin tuck", "neck")
NECK_SPOKEN = ["Ear to shoulder, right side", "Sit tall, and hold the seat with one hand."]
TILTS = sequence((TILT, Side.LEFT, 30), (TILT, Side.RIGHT, 30))


def instead_of(*others: Exercise) -> Instead:
    """Gives these exercises, one after the other."""

    def instead(of: Exercise, posture: str, without: frozenset[str]) -> Exercise | None:
        assert of.id in without
        assert posture == "mixed"
        return next((other for other in others if other.id not in without), None)

    return instead


def new(*moves: tuple[Exercise, Side | None, float]) -> Sequence:
    """A sequence of moves that were never played."""
    known = sequence(*moves)
    return replace(known, moves=tuple(replace(move, plays=0) for move in known.moves))


async def test_the_first_seconds_are_to_get_ready_and_the_second_side_is_announced() -> None:
    desk = Desk(alone=TILTS)
    async with desk.app.run_test() as pilot:
        await pilot.pause()
        cues = [desk.text("#cue")]
        for seconds in (READY_S, 27, READY_S):
            await desk.forward(pilot, seconds)
            cues.append(desk.text("#cue"))

    assert cues == ["Get ready", "Sit tall, breathe in", "Change sides", "Sit tall, breathe in"]


async def test_the_cue_is_the_pose_of_the_figure() -> None:
    desk = Desk(alone=TILTS)
    async with desk.app.run_test() as pilot:
        await desk.forward(pilot, 15)

        assert desk.text("#cue") == "Ear to shoulder, breathe out"


async def test_the_figure_is_mirrored_for_the_other_side_and_stands_still_while_paused() -> None:
    desk = Desk(alone=TILTS)
    async with desk.app.run_test() as pilot:
        drawing = desk.app.screen.query_one(Drawing)
        await desk.forward(pilot, 15)
        drawing.tick()
        left = [drawing.render_line(y).text for y in range(drawing.size.height)]
        await pilot.press("space")
        await desk.forward(pilot, 5)
        drawing.tick()
        held = [drawing.render_line(y).text for y in range(drawing.size.height)]
        await pilot.press("space")
        await desk.forward(pilot, 30)
        drawing.tick()
        right = [drawing.render_line(y).text for y in range(drawing.size.height)]

    assert held == left
    assert any(line.strip() for line in left)
    assert left != right


async def test_without_a_figure_the_steps_are_there() -> None:
    desk = Desk(alone=sequence((ROLLS, None, 30)))
    async with desk.app.run_test() as pilot:
        await pilot.pause()

        assert not desk.app.screen.query_one(Drawing).display
        assert desk.app.screen.query_one("Steps").display


@pytest.mark.parametrize(("plays", "shown"), [(0, True), (2, True), (3, False)])
async def test_the_steps_show_by_themselves_only_the_first_times(plays: int, shown: bool) -> None:
    known = replace(TILTS, moves=tuple(replace(move, plays=plays) for move in TILTS.moves))
    desk = Desk(alone=known)
    async with desk.app.run_test() as pilot:
        await pilot.pause()
        assert desk.app.screen.query_one("Steps").display is shown
        if not shown:
            await pilot.press("i")
            assert desk.app.screen.query_one("Steps").display


async def test_swap_plays_another_exercise_for_what_is_left() -> None:
    desk = Desk(alone=TILTS, guide=Guide(instead=instead_of(OTHER, NECK)))
    async with desk.app.run_test() as pilot:
        await desk.forward(pilot, 10)
        await pilot.press("s")

        assert desk.text("#name") == "Chin tuck"
        assert desk.text("#next") == "Next: Chin tuck, right side"

        await pilot.press("s")

        assert desk.text("#name") == "Ear to shoulder"

        await pilot.press("s")

        assert desk.text("#name") == "Ear to shoulder"
        assert desk.text("#variant") == "There is nothing else for this region now."


async def test_never_again_asks_why_and_goes_on_with_something_else() -> None:
    desk = Desk(alone=TILTS, guide=Guide(instead=instead_of(OTHER)))
    async with desk.app.run_test() as pilot:
        await desk.forward(pilot, 10)
        await pilot.press("x")
        await desk.forward(pilot, 60)
        await pilot.press("1")
        await pilot.pause()

        assert desk.memory.said_ == [("neck-side-tilt", Said.NEVER, Reason.HURTS)]
        assert desk.text("#name") == "Chin tuck"
        assert desk.text("#cue") == "Get ready"


@pytest.mark.parametrize("key", ["2", "3"])
async def test_where_there_is_nothing_else_the_next_move_comes(key: str) -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test() as pilot:
        await pilot.press("x", key)
        await pilot.pause()

        assert desk.text("#name") == "Ear to shoulder"
    reasons = {"2": Reason.EQUIPMENT, "3": Reason.VISIBLE}

    assert desk.memory.said_ == [("shoulder-rolls", Said.NEVER, reasons[key])]


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_one_may_keep_it_after_all(key: str) -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test() as pilot:
        await pilot.press("x", key)
        await pilot.pause()

        assert desk.text("#name") == "Shoulder rolls"
        assert desk.text("#cue") == "Get ready"
    assert desk.memory.said_ == []


async def test_easier_and_harder_say_how_until_the_key_is_pressed_again() -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test() as pilot:
        told = []
        for key in ("e", "h", "h"):
            await pilot.press(key)
            told.append(desk.text("#variant"))
        await pilot.press("e", "n")
        told.append(desk.text("#variant"))

    assert told == ["Easier: Do half of it.", "Harder: there is no other way to do it.", "", ""]


@pytest.mark.parametrize(
    ("keys", "left"), [(["plus"], "1:10"), (["minus", "down"], "0:40"), (["up"], "1:10")]
)
async def test_a_move_is_made_longer_and_shorter(keys: list[str], left: str) -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test() as pilot:
        await pilot.press(*keys)

        assert desk.app.screen.query_one(Countdown).value == left


async def test_sound_goes_round_what_there_is() -> None:
    spoken: list[str] = []
    desk = Desk(alone=BREAK, guide=Guide(sound=Sound.BELL, speak=spoken.append))
    async with desk.app.run_test() as pilot:
        await desk.forward(pilot, 61)
        assert (desk.app.bells, spoken) == (1, [])
        await pilot.press("v")
        await desk.forward(pilot, 31)
        await desk.forward(pilot, READY_S)

        assert desk.app.bells == 1
        assert spoken == ["", *NECK_SPOKEN]

        await pilot.press("v")
        await desk.forward(pilot, 60)

    assert (desk.app.bells, spoken[3:]) == (1, [""])


@pytest.mark.parametrize(
    ("keys", "heard"),
    [
        (["space"], [""]),
        (["space", "space"], ["", NECK_SPOKEN[1]]),
        (["b"], ["", NECK_SPOKEN[0]]),
        (["q"], [""]),
    ],
)
async def test_the_voice_is_cut_short_by_what_makes_its_words_wrong(
    keys: list[str], heard: list[str]
) -> None:
    spoken: list[str] = []
    alone = sequence((NECK, Side.RIGHT, 30))
    desk = Desk(alone=alone, guide=Guide(sound=Sound.VOICE, speak=spoken.append))
    async with desk.app.run_test() as pilot:
        await desk.forward(pilot, READY_S)
        assert spoken == ["", *NECK_SPOKEN]
        await pilot.press(*keys)

        assert spoken[3 : 3 + len(heard)] == heard


async def test_where_there_is_no_voice_the_bell_rings_instead() -> None:
    desk = Desk(alone=BREAK, guide=Guide(sound=Sound.VOICE))
    async with desk.app.run_test() as pilot:
        await desk.forward(pilot, 61)

        assert desk.app.bells == 1


async def test_what_was_new_is_asked_about_by_one_key() -> None:
    desk = Desk(alone=new((TILT, Side.LEFT, 30)))
    async with desk.app.run_test() as pilot:
        await desk.forward(pilot, 30)

        assert desk.text("#ask") == "Neck side tilt: how was it?"

        await desk.forward(pilot, FAREWELL_S)
        await pilot.press("3")
        await desk.forward(pilot, 1)

        assert desk.app.return_value is Outcome.COMPLETED
    assert desk.memory.said_ == [("neck-side-tilt", Said.TOO_MUCH, None)]


@pytest.mark.parametrize(
    ("button", "said"), [("too_easy", Said.TOO_EASY), ("right", Said.RIGHT), ("too_much", Said.TOO_MUCH)]
)
async def test_the_answers_are_buttons_too(button: str, said: Said) -> None:
    desk = Desk(alone=new((TILT, Side.LEFT, 30)))
    async with desk.app.run_test() as pilot:
        await desk.forward(pilot, 30)
        await pilot.click(f"#{button}")

        assert desk.text("#ask") == "Thank you."
    assert desk.memory.said_ == [("neck-side-tilt", said, None)]


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 18), (40, 12)])
async def test_the_end_has_room_for_all_that_it_says(size: tuple[int, int]) -> None:
    desk = Desk(alone=new((TILT, Side.LEFT, 30)))
    async with desk.app.run_test(size=size) as pilot:
        await desk.forward(pilot, 30)
        await desk.says(pilot, SITTING)
        told = desk.app.screen.query("Farewell Line, Farewell Countdown, Farewell KeyButton")
        stage = desk.app.screen.query_one("#stage").region

        assert len(told) == 8
        assert [widget for widget in told if not stage.contains_region(widget.region)] == []


async def test_leaving_after_half_of_it_says_first_what_was_done() -> None:
    desk = Desk(alone=sequence((NECK, Side.LEFT, 30)))
    async with desk.app.run_test() as pilot:
        await desk.forward(pilot, 15)
        await pilot.press("q")

        assert desk.text("#title") == "Done"
        assert desk.app.is_running

        await pilot.press("q")

    assert desk.app.return_value is Outcome.LEFT_EARLY
    assert [(outcome, done_s) for outcome, _, done_s, _ in desk.memory.ended_] == [(Outcome.LEFT_EARLY, 15.0)]


async def test_a_pause_that_is_forgotten_ends_it() -> None:
    desk = Desk(alone=sequence((NECK, Side.LEFT, 30)))
    async with desk.app.run_test() as pilot:
        await desk.forward(pilot, 10)
        await pilot.press("space")
        for _ in range(30):
            await desk.forward(pilot, 60)

        assert desk.text("#title") == "Left early"
    assert [(outcome, done_s) for outcome, _, done_s, _ in desk.memory.ended_] == [(Outcome.LEFT_EARLY, 10.0)]


async def test_nobody_has_to_answer() -> None:
    desk = Desk(alone=new((TILT, Side.LEFT, 30)))
    async with desk.app.run_test() as pilot:
        await desk.forward(pilot, 30)
        await desk.forward(pilot, ASKING_S)

        assert desk.app.return_value is Outcome.COMPLETED
    assert desk.memory.said_ == []


async def test_at_the_end_it_says_when_the_next_break_comes() -> None:
    desk = Desk(alone=sequence((NECK, Side.LEFT, 30)))
    async with desk.app.run_test() as pilot:
        await desk.forward(pilot, 30)
        await desk.says(pilot, SITTING)

        assert desk.text("#then").startswith("Next break ")
