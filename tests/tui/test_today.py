"""The Today screen: the countdown and its reasons, the reminder, the keys, a service that is not there."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Button

from tests.tui.world import BREAK, DUE, PAUSED, SHORT, SITTING, START, Desk
from unslouch.core.days import Day
from unslouch.core.outcome import Outcome
from unslouch.tui.screens.session import FAREWELL_S, SessionScreen
from unslouch.tui.screens.today import TodayScreen
from unslouch.tui.widgets.countdown import Countdown
from unslouch.tui.widgets.head import Head
from unslouch.tui.widgets.progress import Progress
from unslouch.tui.widgets.timeline import Timeline

LATER = DUE | {"reminder": DUE["reminder"] | {"shown_at": "2026-11-23T10:27:00+00:00", "times": 2}}


HELD = PAUSED | {"holds": [*PAUSED["holds"], {"reason": "screen_shared", "since": "", "cause": "x" * 36}]}
OFF = PAUSED | {
    "state": "off",
    "holds": [
        {"reason": "off_hours", "since": "2026-11-20T17:30:00+00:00", "cause": "outside your working hours"}
    ],
    "why": "You are outside your working hours, which begin again on Tuesday at 09:00.",
}
ANY_TIME = ["b Break", "1 min", "p Pause"]
ASKED = ["b Start", "1 min", "s Snooze", "k Skip"]


def offered(desk: Desk) -> list[str]:
    """What the buttons say that are shown."""
    return [str(button.label) for button in desk.app.screen.query(Button) if button.display]


def clock(desk: Desk) -> str | None:
    """What the countdown shows, if it is shown."""
    countdown = desk.app.screen.query_one(Countdown)
    return countdown.value if countdown.display else None


def toasts(pilot: Pilot[Any]) -> list[str]:
    return [str(toast.render()) for toast in pilot.app.screen.query("Toast")]


async def test_it_says_when_the_next_break_comes_and_why() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, SITTING)

        assert desk.text("#heading") == "Next break at 10:35"
        assert clock(desk) == "23:00"
        assert desk.text("#since") == "27 min since the last break"
        assert desk.text("#why") == "3 min, after 50 min of sitting"
        assert desk.app.screen.query_one(Head).fact == "Monday 23 November"
        assert desk.app.screen.query_one(Progress).fraction == pytest.approx(0.54)


async def test_the_countdown_runs_between_two_documents_and_never_below_zero() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, SITTING)
        await desk.forward(pilot, 690)

        assert clock(desk) == "11:30"
        assert desk.text("#since") == "38 min since the last break"
        assert desk.app.screen.query_one(Progress).fraction == pytest.approx(0.77)

        await desk.forward(pilot, 10_000)

        assert clock(desk) == "0:00"
        assert desk.app.screen.query_one(Progress).fraction == 1


async def test_a_new_document_replaces_the_old_one() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, SITTING)
        await desk.forward(pilot, 60)
        await desk.says(pilot, SITTING | {"next_in_s": 600.0})

        assert clock(desk) == "10:00"


async def test_before_the_first_document_it_shows_no_number() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await pilot.pause()

        assert (desk.text("#heading"), clock(desk)) == ("One moment.", None)


async def test_while_held_it_says_what_holds_it_and_counts_nothing_down() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, PAUSED)

        assert (desk.text("#heading"), clock(desk)) == ("Paused since 10:00", None)
        assert desk.text("#holds") == "Reminders are paused until 14:00.\nThe microphone is in use."
        assert not desk.app.screen.query_one("#why").display


async def test_a_service_that_cannot_be_reached_is_told_calmly_and_comes_back() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, SITTING, None)

        assert (desk.text("#heading"), clock(desk)) == ("No service", None)
        assert "still trying" in desk.text("#why")
        assert desk.text("#since") == ""

        await desk.says(pilot, SITTING)

        assert (desk.text("#why"), clock(desk)) == ("3 min, after 50 min of sitting", "23:00")


async def test_it_says_that_it_started_the_service() -> None:
    desk = Desk(started=True)
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, SITTING)

        assert desk.text("#notice") == "The service was not running; Unslouch has started it."

        await desk.says(pilot, None)

        assert desk.text("#notice") == ""


async def test_a_due_reminder_appears_with_one_bell_for_each_showing() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, SITTING)

        assert (offered(desk), desk.app.bells) == (ANY_TIME, 0)

        await desk.says(pilot, DUE, DUE)

        assert (desk.text("#heading"), clock(desk)) == ("A break is due: 3 min", None)
        assert (offered(desk), desk.app.bells) == (ASKED, 1)

        await desk.says(pilot, LATER)

        assert desk.app.bells == 2


async def test_a_break_that_is_reminded_of_no_more_is_shown_without_a_bell() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, DUE | {"reminder": DUE["reminder"] | {"open": False}})

        assert (desk.text("#heading"), desk.app.bells) == ("A break is due: 3 min", 0)
        assert offered(desk) == ["b Start", "1 min"]


@pytest.mark.parametrize(
    ("key", "length_s", "played"), [("b", None, BREAK), ("enter", None, BREAK), ("1", 60.0, SHORT)]
)
async def test_a_due_break_is_played_here_and_today_comes_back(
    key: str, length_s: float, played: Any
) -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, DUE)
        await pilot.press(key)

        assert [type(screen) for screen in desk.app.screen_stack] == [TodayScreen, SessionScreen]
        assert desk.plans.asked == [(length_s, "stretch")]

        await desk.forward(pilot, 179)
        await desk.forward(pilot, 1)
        await desk.forward(pilot, FAREWELL_S)

        assert isinstance(desk.app.screen, TodayScreen)
        assert offered(desk) == ANY_TIME
        assert desk.memory.began_ == [(played, "stretch", START)]
        assert [outcome for outcome, *_ in desk.memory.ended_] == [Outcome.COMPLETED]


async def test_b_plays_a_break_at_any_time_and_without_a_service() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, None)
        await pilot.press("b")

        assert isinstance(desk.app.screen, SessionScreen)
        assert desk.plans.asked == [(None, None)]


async def test_two_quick_presses_begin_one_break() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, DUE)
        for _ in range(2):
            desk.app.screen.call_later(desk.app.screen.run_action, "start")
        await pilot.pause()

        assert len(desk.memory.began_) == 1
        assert len(desk.app.screen_stack) == 2


@pytest.mark.parametrize(("key", "command"), [("s", "snooze"), ("k", "skip")])
async def test_a_reminder_is_answered_once_and_goes(key: str, command: str) -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, DUE)
        await pilot.press(key, key)

        assert desk.service.requests == [command]
        assert offered(desk) == ANY_TIME

        await desk.says(pilot, LATER)

        assert offered(desk) == ASKED


@pytest.mark.parametrize(
    ("button", "request_"), [("start", []), ("short", []), ("snooze", ["snooze"]), ("skip", ["skip"])]
)
async def test_the_buttons_of_a_reminder_do_what_the_keys_do(button: str, request_: list[str]) -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, DUE)
        await pilot.click(f"#{button}")
        await pilot.pause()

        assert desk.service.requests == request_
        assert isinstance(desk.app.screen, TodayScreen if request_ else SessionScreen)


async def test_tab_reaches_the_buttons_and_enter_presses_them() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, DUE)
        await pilot.press("tab", "tab", "tab")
        focused = desk.app.focused

        assert isinstance(focused, Button)
        assert focused.id == "snooze"

        await pilot.press("enter")

        assert desk.service.requests == ["snooze"]


@pytest.mark.parametrize("key", ["s", "k"])
async def test_without_a_reminder_nothing_can_be_put_off_or_skipped(key: str) -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, SITTING)
        await pilot.press(key)

        assert desk.service.requests == []


async def test_a_reminder_that_was_put_off_often_enough_offers_it_no_more() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, DUE | {"can_snooze": False})
        await pilot.press("s")

        assert desk.service.requests == []
        assert offered(desk) == ["b Start", "1 min", "k Skip"]


async def test_p_pauses_and_resumes() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, SITTING)
        await pilot.press("p")
        await desk.says(pilot, PAUSED)
        await pilot.press("p")

        assert desk.service.requests == ["pause", "resume"]


async def test_a_refused_answer_is_told_and_the_reminder_comes_back() -> None:
    desk = Desk()
    desk.service.refusal = "The service [/] is not running: unslouch start."
    async with desk.app.run_test(notifications=True) as pilot:
        await desk.says(pilot, DUE)
        await pilot.press("s")
        await pilot.pause()

        assert toasts(pilot) == ["The service [/] is not running: unslouch start."]
        assert offered(desk) == ASKED
        assert desk.app.bells == 1


async def test_a_break_that_cannot_be_planned_is_told() -> None:
    desk = Desk()
    desk.plans.refusal = "Nothing fits [/] the profile."
    async with desk.app.run_test(notifications=True) as pilot:
        await desk.says(pilot, SITTING)
        await pilot.press("b")
        await pilot.pause()

        assert toasts(pilot) == ["Nothing fits [/] the profile."]
        assert isinstance(desk.app.screen, TodayScreen)
        assert desk.memory.began_ == []


async def test_what_comes_from_outside_is_never_markup() -> None:
    hostile = "[red]cause[/red] [/] \x1b[31m\u202egnp"
    holds = [{"reason": "meeting", "since": "", "cause": hostile}]
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, SITTING | {"why": "", "next_in_s": None, "holds": holds})

        assert desk.text("#holds") == "[red]cause[/red] [/] [31mgnp."


@pytest.mark.parametrize("document", [{}, {"next_in_s": "soon", "holds": 3, "reminder": 7, "fraction": None}])
async def test_a_document_that_says_little_does_no_harm(document: dict[str, Any]) -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, document)

        assert desk.text("#heading") == "No break planned"


@pytest.mark.parametrize(
    "document", [SITTING, DUE, HELD, OFF, None], ids=["sit", "due", "held", "off", "none"]
)
@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 18), (60, 12), (40, 12), (30, 12), (30, 8)])
async def test_in_every_window_nothing_that_is_shown_is_cut_off(
    document: dict[str, Any] | None, size: tuple[int, int]
) -> None:
    desk = Desk(started=True, days=lambda first: [Day(first)])
    async with desk.app.run_test(size=size) as pilot:
        await desk.says(pilot, document)
        screen = desk.app.screen
        shown = [each for each in screen.query("#now > Line, #heading, #actions Button") if each.display]

        assert len(shown) > 2
        assert all(screen.query_one("#now").region.contains_region(each.region) for each in shown)
        assert all(
            each.region.height == each.content_region.height > 0
            for each in screen.query(Button)
            if each.display
        )


async def test_a_button_names_its_key_also_where_that_is_another_one() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        desk.app.set_keymap({"today.break": "x"})
        await desk.says(pilot, SITTING)

        assert offered(desk) == ["x Break", "1 min", "p Pause"]

        await pilot.press("x")

        assert isinstance(desk.app.screen, SessionScreen)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (SITTING, ["b Break", "1 min", "p Pause"]),
        (PAUSED, ["b Break", "1 min", "p Resume"]),
        (None, ["b Break", "1 min"]),
    ],
)
async def test_the_buttons_say_what_can_be_done_now(
    document: dict[str, Any] | None, expected: list[str]
) -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, document)

        assert offered(desk) == expected


@pytest.mark.parametrize(
    ("document", "button", "request_"), [(SITTING, "pause", "pause"), (PAUSED, "resume", "resume")]
)
async def test_a_click_pauses_and_resumes(document: dict[str, Any], button: str, request_: str) -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, document)
        await pilot.click(f"#{button}")
        await pilot.pause()

        assert desk.service.requests == [request_]


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (30, 8)])
async def test_who_leaves_can_stay_by_a_click(size: tuple[int, int]) -> None:
    desk = Desk(started=True)
    async with desk.app.run_test(size=size) as pilot:
        await desk.says(pilot, SITTING)
        await pilot.press("q")
        await pilot.pause()

        assert offered(desk) == ["k Keep", "s Stop", "esc Stay here"]

        await pilot.click("#stay")
        await pilot.pause()

        assert isinstance(desk.app.screen, TodayScreen)
        assert desk.service.requests == []


async def test_enter_begins_no_break_that_was_not_asked_for() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, SITTING)
        await pilot.press("enter")

        assert desk.plans.asked == []


async def test_the_day_is_shown_also_without_a_service() -> None:
    desk = Desk(days=lambda first: [Day(first)])
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, None)
        await desk.app.workers.wait_for_complete(each for each in desk.app.workers if each.group == "day")
        await pilot.pause()

        assert desk.app.screen.query_one(Timeline).display
        assert desk.app.screen.query_one(Head).fact == "Monday 23 November"


async def test_what_the_service_finds_wrong_is_shown_until_it_is_mended() -> None:
    broken = "config.toml:4: every is more than zero, not [bold]-5m[/bold]."
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, SITTING | {"warnings": [broken]})
        assert desk.text("#notice") == broken
        await desk.says(pilot, SITTING | {"warnings": []})

        assert desk.text("#notice") == ""
