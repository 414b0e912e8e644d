"""Leaving the app: what becomes of the service it started, and of a session that is under way."""

from __future__ import annotations

import pytest

from tests.tui.world import BREAK, SITTING, Desk
from unslouch.core.outcome import Outcome
from unslouch.tui.screens.keep import KeepScreen
from unslouch.tui.screens.today import TodayScreen


async def test_q_leaves_at_once_where_the_service_ran_before() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, SITTING)
        await pilot.press("q")

        assert not desk.app.is_running
    assert desk.service.requests == []


@pytest.mark.parametrize("key", ["enter", "k", "q"])
async def test_a_service_that_the_app_started_is_kept_by_default(key: str) -> None:
    desk = Desk(started=True)
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, SITTING)
        await pilot.press("q")

        assert isinstance(desk.app.screen, KeepScreen)

        await pilot.press(key)
        await pilot.pause()

        assert not desk.app.is_running
    assert desk.service.requests == []


@pytest.mark.parametrize("answer", ["s", "click"])
async def test_it_is_stopped_on_request(answer: str) -> None:
    desk = Desk(started=True)
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, SITTING)
        await pilot.press("q")
        await (pilot.click("#stop") if answer == "click" else pilot.press(answer))
        await pilot.pause()

        assert not desk.app.is_running
    assert desk.service.requests == ["stop"]


async def test_escape_stays_in_the_app() -> None:
    desk = Desk(started=True)
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, SITTING)
        await pilot.press("q", "escape")
        await pilot.pause()

        assert isinstance(desk.app.screen, TodayScreen)
    assert desk.service.requests == []


async def test_a_service_that_cannot_be_stopped_is_told_and_the_app_stays() -> None:
    desk = Desk(started=True)
    desk.service.refusal = "The service does not answer."
    async with desk.app.run_test(notifications=True) as pilot:
        await desk.says(pilot, SITTING)
        await pilot.press("q", "s")
        await pilot.pause()

        assert isinstance(desk.app.screen, TodayScreen)
        assert [str(toast.render()) for toast in desk.app.screen.query("Toast")] == [
            "The service does not answer."
        ]


async def test_ctrl_c_leaves_at_once_and_keeps_the_service() -> None:
    desk = Desk(started=True)
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, SITTING)
        await pilot.press("ctrl+c")

        assert not desk.app.is_running
    assert desk.service.requests == []


async def test_leaving_the_app_in_a_session_records_it_once_as_left_early() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, SITTING)
        await pilot.press("b")
        await desk.forward(pilot, 20)
        await pilot.press("ctrl+c")

    assert [(outcome, done_s) for outcome, _, done_s, _ in desk.memory.ended_] == [(Outcome.LEFT_EARLY, 20.0)]


async def test_q_in_a_session_goes_back_to_today() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, SITTING)
        await pilot.press("b", "q")
        await pilot.pause()

        assert isinstance(desk.app.screen, TodayScreen)
    assert len(desk.memory.ended_) == 1


async def test_while_a_break_is_played_elsewhere_none_begins_here() -> None:
    desk = Desk()
    desk.memory.elsewhere = True
    async with desk.app.run_test(notifications=True) as pilot:
        await desk.says(pilot, SITTING)
        await pilot.press("b")
        await pilot.pause()

        assert isinstance(desk.app.screen, TodayScreen)
        assert [str(toast.render()) for toast in desk.app.screen.query("Toast")] == [
            "A break is being played in another window."
        ]
    assert (desk.memory.began_, desk.memory.ended_) == ([], [])


async def test_an_app_that_fails_in_a_session_records_it_once_as_left_early() -> None:
    desk = Desk(alone=BREAK)

    def fail() -> None:
        raise ZeroDivisionError

    async def play() -> None:
        async with desk.app.run_test() as pilot:
            await desk.forward(pilot, 20)
            desk.app.screen.call_later(fail)
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await play()

    assert [(outcome, done_s) for outcome, _, done_s, _ in desk.memory.ended_] == [(Outcome.LEFT_EARLY, 20.0)]
