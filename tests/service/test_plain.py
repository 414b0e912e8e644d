"""A break in lines of text: real processes, on real terminals and in pipes."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX's", allow_module_level=True)

import termios

from tests.service.conftest import Home
from tests.tui.world import NECK, ROLLS, sequence
from tests.waiting import PATIENCE_S
from unslouch.cli import plain
from unslouch.cli.plain import lines
from unslouch.core.exercise import Side
from unslouch.core.player import Player
from unslouch.desktop.clock import SystemClock

DEMONSTRATION = ".local/state/unslouch/demo.db"
OWN_TERMINAL = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
UNSLOUCH = "from unslouch.cli import main; main()"
SHELL = "os.execvp('sh', ['sh', '-i'])"
KEYS = "Keys: space pause, n next, b back, q end, ? help."


class Terminal:
    """A terminal of its own, on which one program runs."""

    def __init__(self, home: Home, program: str, *arguments: str) -> None:
        self.master, self.slave = os.openpty()
        self.before = termios.tcgetattr(self.slave)
        self.process = subprocess.Popen(
            [sys.executable, "-c", OWN_TERMINAL + program, *arguments],
            env=home.environ | {"TERM": "dumb", "PS1": "$ ", "PYTHON": sys.executable},
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            start_new_session=True,
        )
        self.all = self.seen = ""

    def type(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def wait_for(self, text: str) -> str:
        """The line in which `text` comes next; what came before it is not looked at again."""
        while text not in self.seen or "\n" not in self.seen.partition(text)[2]:
            ready, _, _ = select.select([self.master], [], [], PATIENCE_S)
            assert ready, f"{text!r} was not said; after {self.seen!r}"
            said = os.read(self.master, 65536).decode()
            self.seen, self.all = self.seen + said, self.all + said
        before, _, after = self.seen.partition(text)
        self.seen = after.partition("\n")[2]
        return before.rpartition("\n")[2] + text + after.partition("\r")[0]

    def close_window(self) -> None:
        for descriptor in (self.slave, self.master):
            os.close(descriptor)
        self.slave = self.master = -1

    def ended(self) -> int:
        return self.process.wait(PATIENCE_S)

    def close(self) -> None:
        self.process.kill()
        self.process.wait(PATIENCE_S)
        if self.master >= 0:
            self.close_window()


@pytest.fixture
def terminal(home: Home) -> Iterator[Callable[..., Terminal]]:
    """Starts a program on a terminal."""
    opened: list[Terminal] = []

    def start(program: str, *arguments: str) -> Terminal:
        opened.append(Terminal(home, program, *arguments))
        return opened[-1]

    yield start
    for each in opened:
        each.close()


def session(terminal: Callable[..., Terminal], *arguments: str) -> Terminal:
    """A session that has begun."""
    begun = terminal(UNSLOUCH, "break", "--plain", *arguments)
    begun.wait_for(KEYS)
    begun.wait_for("Move 1 of ")
    return begun


def test_a_move_its_steps_and_what_comes_next_are_said_in_time() -> None:
    begun = SystemClock().now()
    moves = sequence((ROLLS, None, 24), (NECK, Side.LEFT, 10), (NECK, Side.RIGHT, 10))
    before, player = None, Player.begin(moves, begun)
    said = [(0, line) for line in lines(before, player)]
    for second in range(1, 45):
        before, player = player, player.look(begun.plus(second))
        said += [(second, line) for line in lines(before, player)]

    assert said == [
        (0, "Move 1 of 3: Shoulder rolls, 24 seconds."),
        (0, "Sit tall and let both arms hang. Breathe easily."),
        (8, "Draw the shoulders up and back. Breathe in."),
        (14, "10 seconds left."),
        (16, "Let them sink down slowly. Breathe out."),
        (19, "Next: Ear to shoulder, left side."),
        (24, "Move 2 of 3: Ear to shoulder, left side, 10 seconds."),
        (24, "Sit tall, and hold the seat with one hand. Breathe easily."),
        (29, "Lean the head away from that hand until the side of the neck feels long. Breathe out."),
        (29, "Next: Ear to shoulder, right side."),
        (34, "Change sides."),
        (34, "Move 3 of 3: Ear to shoulder, right side, 10 seconds."),
        (34, "Sit tall, and hold the seat with one hand. Breathe easily."),
        (39, "Lean the head away from that hand until the side of the neck feels long. Breathe out."),
        (44, "Finished."),
        (44, "44 s: shoulders, upper back, neck."),
    ]


def test_without_a_terminal_it_plays_by_itself_to_the_end(home: Home) -> None:
    home.start("--speed", "30")
    played = home.unslouch("break", "--plain", "--length", "1m")
    text = played.stdout.splitlines()
    (_, started), (_, completed) = entries = home.journal(DEMONSTRATION)[-2:]
    moves = re.findall(r"^Move (\d+) of (\d+): ", played.stdout, re.MULTILINE)

    assert (played.returncode, played.stderr) == (0, "")
    assert text[0] == f"1 min, {len(completed['moves'])} moves."
    assert moves == [(str(number), str(len(moves))) for number in range(1, len(completed["moves"]) + 1)]
    assert text[-3] == "Finished."
    assert text[-2].startswith("1 min: ")
    assert text[-1].startswith("Next break at ")
    assert all(line.isascii() and line.isprintable() for line in text)
    assert [kind for kind, _ in entries] == ["started", "completed"]
    assert completed["done_s"] == started["length_s"] == 60


def test_a_reader_that_goes_away_ends_it_without_a_word(home: Home) -> None:
    home.start("--speed", "30")
    process = subprocess.Popen(
        [sys.executable, "-m", "unslouch", "break", "--plain", "--length", "8m"],
        env=home.environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    process.stdout.close()
    _, complaint = process.communicate(timeout=PATIENCE_S)

    assert first.startswith("8 min, ")
    assert (process.returncode, complaint) == (0, "")
    assert [kind for kind, _ in home.journal(DEMONSTRATION)][-2:] == ["started", "left_early"]


def test_the_keys_lead_it(home: Home, terminal: Callable[..., Terminal]) -> None:
    leaving = session(terminal)
    leaving.type("b")
    leaving.wait_for("Move 1 of ")
    leaving.type(" ")
    leaving.wait_for("Paused.")
    leaving.type(" ")
    assert leaving.wait_for("Going on, ").endswith(" seconds left.")
    leaving.type("n")
    leaving.wait_for("Move 2 of ")
    leaving.type("B")
    leaving.wait_for("Move 1 of ")
    leaving.type("?")
    help_, now = leaving.wait_for("q: "), leaving.wait_for("Now: ")
    leaving.type("q")
    leaving.wait_for("Left early.")

    assert help_ == "q: end the break."
    assert now.endswith(" seconds left.")
    assert leaving.ended() == 0
    assert home.kinds() == ["started", "left_early"]


def test_other_keys_do_nothing_and_nothing_typed_is_shown(terminal: Callable[..., Terminal]) -> None:
    leaving = session(terminal)
    leaving.wait_for("Breathe ")
    before = leaving.all
    leaving.type("\x1b[3~\x1b[D\x1bOQ\x1bnxy1\r\n?")
    leaving.wait_for("Now: ")

    said = leaving.all.removeprefix(before).splitlines()
    assert [line.split(":")[0] for line in said] == ["Space", "n", "b", "q", "Now"]


def test_a_pause_outlasts_the_next_move(terminal: Callable[..., Terminal]) -> None:
    leaving = session(terminal)
    leaving.type(" ")
    leaving.wait_for("Paused.")
    leaving.type("n")
    leaving.wait_for("Move 2 of ")

    assert leaving.wait_for("Paused.") == "Paused."


def terminated_while_held(terminal: Terminal) -> None:
    """Ctrl-S holds back what it says."""
    terminal.type("\x13n")
    terminal.process.send_signal(signal.SIGTERM)


def held_while_terminated(terminal: Terminal) -> None:
    """What is typed takes a while on its way, and may come when the signal is known already."""
    terminal.process.send_signal(signal.SIGTERM)
    terminal.type("\x13n")


WAYS: dict[str, Callable[[Terminal], Any]] = {
    "q": lambda terminal: terminal.type("q"),
    "ctrl-c": lambda terminal: terminal.type("\x03"),
    "ctrl-d": lambda terminal: terminal.type("\x04"),
    "terminated": lambda terminal: terminal.process.send_signal(signal.SIGTERM),
    "hung up": lambda terminal: terminal.process.send_signal(signal.SIGHUP),
    "terminated while held by ctrl-s": terminated_while_held,
    "held by ctrl-s while terminated": held_while_terminated,
}


@pytest.mark.parametrize("way", WAYS)
def test_each_way_to_end_is_recorded_and_gives_the_terminal_back(
    home: Home, terminal: Callable[..., Terminal], way: str
) -> None:
    leaving = session(terminal)
    during = termios.tcgetattr(leaving.slave)
    WAYS[way](leaving)
    leaving.wait_for("Left early.")

    assert leaving.ended() == 0
    assert during != leaving.before
    assert termios.tcgetattr(leaving.slave) == leaving.before
    assert home.kinds() == ["started", "left_early"]


def test_closing_the_window_is_leaving_early(home: Home, terminal: Callable[..., Terminal]) -> None:
    leaving = session(terminal)
    leaving.close_window()

    assert leaving.ended() == 0
    assert home.kinds() == ["started", "left_early"]


def test_of_a_move_played_first_it_is_asked_how_it_was(home: Home, terminal: Callable[..., Terminal]) -> None:
    home.start("--speed", "60")
    ending = session(terminal, "--length", "20s", "--focus", "shoulders")
    ending.wait_for("Finished.")
    asked = ending.wait_for("too easy")
    ending.type("3")
    ending.wait_for("Thank you.")

    assert asked.endswith(": 1 too easy, 2 right, 3 too much?")
    assert ending.ended() == 0
    assert termios.tcgetattr(ending.slave) == ending.before
    (_, completed), (_, said) = home.journal(DEMONSTRATION)[-2:]
    assert said == {"exercise": completed["moves"][0]["exercise"], "said": "too-much"}


def test_a_break_that_is_done_stays_done_whoever_leaves_the_question(
    home: Home, terminal: Callable[..., Terminal]
) -> None:
    home.start("--speed", "60")
    ending = session(terminal, "--length", "20s", "--focus", "shoulders")
    ending.wait_for("too easy")
    ending.type("\x03")

    assert ending.ended() == 0
    assert [kind for kind, _ in home.journal(DEMONSTRATION)][-2:] == ["started", "completed"]


def test_stopped_by_ctrl_z_it_gives_the_terminal_back_and_takes_it_again(
    home: Home, terminal: Callable[..., Terminal]
) -> None:
    shell = terminal(SHELL)
    shell.type('"$PYTHON" -m unslouch break --plain\n')
    shell.wait_for("Move 1 of ")
    during = termios.tcgetattr(shell.slave)
    shell.type("\x1a")
    shell.wait_for("Stopped")
    shell.type("echo $((6*7))\n")
    shell.wait_for("42")
    stopped = termios.tcgetattr(shell.slave)
    shell.type("fg\n")
    shell.wait_for("Now: ")
    shell.type(" ")
    shell.wait_for("Paused.")

    assert during[3] & termios.ICANON == 0
    assert stopped[3] & termios.ICANON
    assert termios.tcgetattr(shell.slave)[3] & termios.ICANON == 0
    shell.type("q")
    shell.wait_for("Left early.")
    assert home.kinds() == ["started", "left_early"]


def test_a_dumb_terminal_gets_lines_by_itself(terminal: Callable[..., Terminal]) -> None:
    leaving = terminal(UNSLOUCH, "break")
    leaving.wait_for("Move 1 of ")
    leaving.type("q")
    leaving.wait_for("Left early.")

    lines_ = leaving.all.split("\r\n")
    assert KEYS in lines_
    assert all(line.isprintable() for line in lines_)


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"LANG": "C"}, "Knie-Heben, gross, e"),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "Knie-Heben, gross, e"),
        ({"LANG": "de_DE.ISO-8859-1"}, "Knie-Heben, gross, e"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, "Knie-Heben, gross, e"),
        ({"LANG": "de_DE.utf8"}, "Knie\u2013Heben, groß, é"),
        ({"LANG": "C", "LC_CTYPE": "de_DE.UTF-8"}, "Knie\u2013Heben, groß, é"),
    ],
)
def test_a_locale_without_utf_8_gets_ascii(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], expected: str
) -> None:
    for name in ("LANG", "LC_ALL", "LC_CTYPE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)

    assert plain.fitting("Knie\u2013Heben, groß, é") == expected


def test_the_app_on_a_dumb_terminal_is_the_status_in_words_and_the_way_to_a_plain_break(
    home: Home, terminal: Callable[..., Terminal]
) -> None:
    home.start()
    home.config("")
    bare = terminal(UNSLOUCH)
    bare.wait_for("in lines of text.")

    assert bare.ended() == 0
    status, way = bare.all.splitlines()
    assert status == home.unslouch("status").stdout.rstrip()
    assert way == "`unslouch break --plain` guides you through a break in lines of text."


def test_the_app_without_a_terminal_says_it_too_and_that_nothing_runs(home: Home) -> None:
    home.config("")
    bare = home.unslouch()

    assert bare.returncode == home.unslouch("status").returncode == 3
    assert bare.stderr == home.unslouch("status").stderr
    assert bare.stdout == "`unslouch break --plain` guides you through a break in lines of text.\n"
