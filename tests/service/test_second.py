"""Two breaks at once: the second is none, and one that has died holds up nobody."""

from __future__ import annotations

import sys

import pytest

from tests.service.conftest import Home
from tests.tui.world import BREAK
from unslouch.core.errors import PlayingError
from unslouch.core.outcome import Outcome
from unslouch.desktop.clock import SystemClock
from unslouch.service.session import SessionRecorder

LOOKED_BEFORE = (
    "import os; os.environ['TERM'] = 'xterm-256color';"
    "from unslouch.cli import main, planning; planning.alone = lambda: None; main()"
)
"""A break whose look for another one came just before that began."""


def another(home: Home) -> SessionRecorder:
    return SessionRecorder(home.runtime, home.path / ".local/share/unslouch/journal.db", SystemClock())


@pytest.fixture
def recorder(home: Home) -> SessionRecorder:
    return another(home)


def test_of_two_sessions_at_once_the_second_is_none_and_leaves_no_trace(
    home: Home, recorder: SessionRecorder
) -> None:
    home.start()
    now = SystemClock().now()
    recorder.began(BREAK, None, now)
    second = another(home)
    with pytest.raises(PlayingError, match="another window"):
        second.began(BREAK, None, now)
    refused = home.unslouch("break", "--plain")
    recorder.ended(Outcome.COMPLETED, [], 180.0, now)
    second.began(BREAK, None, now)
    second.ended(Outcome.LEFT_EARLY, [], 10.0, now)

    assert (refused.returncode, refused.stderr) == (1, "A break is being played in another window.\n")
    assert home.kinds() == ["service_started", "started", "completed", "started", "left_early"]
    assert home.status()["today"]["breaks"] == 1


def test_a_session_that_died_holds_up_no_other(home: Home, recorder: SessionRecorder) -> None:
    """Not even where the service was killed before, so that only the journal tells of it."""
    service = home.start()
    now = SystemClock().now()
    recorder.began(BREAK, None, now)
    assert home.status()["playing"] is True
    service.kill()
    service.wait()
    assert recorder._link is not None
    recorder._link.close()
    home.start()

    assert (home.status()["state"], home.status()["playing"]) == ("break", False)
    another(home).began(BREAK, None, now)
    assert home.status()["playing"] is True


def test_without_a_service_nothing_holds_a_session_up(home: Home, recorder: SessionRecorder) -> None:
    now = SystemClock().now()
    for each in (recorder, another(home)):
        each.began(BREAK, None, now)

    assert home.kinds() == ["started", "started"]


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX's")
def test_of_two_sessions_in_the_same_moment_the_second_says_why_it_is_none(
    home: Home, recorder: SessionRecorder
) -> None:
    from tests.service.test_plain import Terminal

    home.start()
    recorder.began(BREAK, None, SystemClock().now())
    second = Terminal(home, LOOKED_BEFORE, "break")
    try:
        said = second.wait_for("\x1b[?1049l")
        code = second.ended()
    finally:
        second.close()

    assert (code, said.endswith("A break is being played in another window.")) == (1, True)
    assert home.kinds() == ["service_started", "started"]
