"""A session in a real tmux: nothing is left over on the screen, and the pane is given back."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.desktop.conftest import Tmux
from tests.waiting import until

ROOT = Path(__file__).parents[2]
MODES = "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{wrap_flag}"


_LOOKS = 10


class Pane:
    """A pane of 120 by 36 in which a session plays, and something else after it."""

    def __init__(self, tmux: Tmux, record: Path) -> None:
        self._tmux = tmux
        self._record = record
        program = f"{sys.executable} -m tests.tui.lone_session {record}; exec cat"
        tmux.do("new-window", "-n", "session", "-c", str(ROOT), program)
        self.resize(120, 36)
        until(lambda: "Shoulder rolls" in self.text())

    @property
    def record(self) -> list[str]:
        return self._record.read_text().split("\n") if self._record.exists() else []

    def do(self, command: str, *arguments: str) -> str:
        return self._tmux.do(command, "-t", "session", *arguments)

    def text(self) -> str:
        return self.do("capture-pane", "-p")

    def settled(self) -> str:
        """Its text, once that has been the same at several looks."""
        seen = [self.text()]

        def still() -> bool:
            seen.append(self.text())
            return len(seen) > _LOOKS and len(set(seen[-_LOOKS:])) == 1

        until(still)
        return seen[-1]

    def empty(self) -> None:
        """Leaves no room for anything."""
        self.resize(20, 5)
        until(lambda: "needs" in self.text())

    def resize(self, columns: int, rows: int) -> None:
        self.do("resize-window", "-x", str(columns), "-y", str(rows))


@pytest.fixture
def pane(tmux_server: Tmux, tmp_path: Path) -> Pane:
    return Pane(tmux_server, tmp_path / "record")


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
def test_after_whatever_was_done_the_screen_is_what_a_new_one_would_be(
    pane: Pane, size: tuple[int, int]
) -> None:
    """What moves leaves nothing behind: a screen that is painted anew, after one without room, is it."""
    for key in ("i", "n", "?", "e", "?", "-"):
        pane.do("send-keys", key)
    pane.empty()
    pane.resize(*size)
    until(lambda: "breathe in" in pane.text())
    until(lambda: "breathe out" in pane.text())
    pane.do("send-keys", "Space")
    until(lambda: "Paused" in pane.text())
    moved = pane.settled()
    pane.empty()
    pane.resize(*size)

    until(lambda: pane.text() == moved)


@pytest.mark.parametrize("key", ["q", "C-c"])
def test_it_gives_the_pane_back(pane: Pane, key: str) -> None:
    assert pane.do("display-message", "-p", MODES) == "1 0 1 0"
    pane.do("send-keys", key)
    until(lambda: pane.do("display-message", "-p", "#{pane_current_command}") == "cat")

    assert pane.do("display-message", "-p", MODES) == "0 1 0 1"
    assert "Shoulder rolls" not in pane.text()
    assert pane.record == ["began", "ended left_early", ""]


def test_closing_the_pane_ends_it(pane: Pane) -> None:
    pane.do("kill-pane")

    until(lambda: pane.record == ["began", "ended left_early", ""])
