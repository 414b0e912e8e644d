"""Real parts of a desktop, private to the tests: a message bus, a display, a notification server, tmux."""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import termios
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.waiting import PATIENCE_S, until

ARTEFACTS = Path(__file__).parents[1] / "artefacts"

PACKAGES = {
    "Xvfb": "xvfb",
    "dbus-daemon": "dbus-daemon",
    "dbus-send": "dbus-bin",
    "dunst": "dunst",
    "dunstctl": "dunst",
    "glib-compile-schemas": "libglib2.0-bin",
    "gsettings": "libglib2.0-bin",
    "import": "imagemagick",
    "notify-send": "libnotify-bin",
    "tmux": "tmux",
    "xdotool": "xdotool",
    "xterm": "xterm",
}

BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <servicedir>{services}</servicedir>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""

DUNST_CONFIG = """[global]
    font = DejaVu Sans 11
    width = 360
    markup = full
    format = "<b>%s</b>\\n%b"
    history_length = 20
"""


def need(*binaries: str) -> None:
    """Skip the test, saying what to install, where one of the programs is missing."""
    missing = sorted({PACKAGES[name] for name in binaries if shutil.which(name) is None})
    if missing:
        pytest.skip(f"apt install {' '.join(missing)}")


def with_tools(environ: dict[str, str]) -> dict[str, str]:
    """`environ` for the tests' own tools, which are there whatever its PATH says."""
    return {**environ, "PATH": os.environ["PATH"]}


@contextmanager
def running(
    *command: str, log: Path, environ: dict[str, str] | None = None, fd: int | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A process, ended with all that it started, whatever happens. What it says goes to `log`."""
    with log.open("ab") as said:
        process = subprocess.Popen(
            command,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            pass_fds=() if fd is None else (fd,),
            start_new_session=True,
        )
    try:
        yield process
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill it with its group, and collect it."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(PATIENCE_S)


def first_line(fd: int) -> str:
    """What a program writes to tell that it is ready."""
    ready, _, _ = select.select([fd], [], [], PATIENCE_S)
    assert ready, "it did not get ready"
    return os.read(fd, 200).decode().strip()


@contextmanager
def message_bus(directory: Path) -> Iterator[str]:
    """A bus of its own; yields its address. It starts what `directory`/services describes."""
    need("dbus-daemon")
    config, services = directory / "bus.conf", directory / "services"
    services.mkdir(exist_ok=True)
    config.write_text(BUS_CONFIG.format(socket=directory / "bus", services=services))
    reading, writing = os.pipe()
    command = ("dbus-daemon", f"--config-file={config}", "--nofork", f"--print-address={writing}")
    with running(*command, log=directory / "bus.log", fd=writing):
        os.close(writing)
        try:
            yield first_line(reading)
        finally:
            os.close(reading)
            (directory / "bus").unlink(missing_ok=True)


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    """The address of a session bus of the test's own."""
    with message_bus(tmp_path) as address:
        yield address


@pytest.fixture(scope="session")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A virtual screen, 1280 by 800 pixels, such as `:1`; one for all tests."""
    need("Xvfb", "xdotool")
    reading, writing = os.pipe()
    options = ("-screen", "0", "1280x800x24", "-noreset", "-nolisten", "tcp")
    command = ("Xvfb", "-displayfd", str(writing), *options)
    with running(*command, log=tmp_path_factory.mktemp("display") / "log", fd=writing):
        os.close(writing)
        yield f":{first_line(reading)}"
        os.close(reading)


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """The environment of a user who is not logged in to a desktop, and has a home and nothing in it."""
    for name in ("home", "run"):
        (tmp_path / name).mkdir(exist_ok=True)
    return {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "HOME": str(tmp_path / "home"),
        "XDG_RUNTIME_DIR": str(tmp_path / "run"),
        "TMUX_TMPDIR": str(tmp_path / "run"),
    }


class Screen:
    """What a person sees and does on the display."""

    def __init__(self, environ: dict[str, str]) -> None:
        self._environ = environ

    def do(self, *arguments: str) -> str:
        """Run xdotool; what it prints, or nothing if it fails."""
        return subprocess.run(
            ["xdotool", *arguments],
            env=with_tools(self._environ),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        ).stdout.strip()

    def windows(self, *search: str) -> list[str]:
        """The visible windows that xdotool's search finds, such as `--name`, `Unslouch`."""
        return self.do("search", "--onlyvisible", *search).split()

    def click(self, window: str, button: int) -> None:
        """Click into the window: 1 is left, 2 the middle, 3 right."""
        self.do("mousemove", "--window", window, "20", "20", "click", str(button))

    def shot(self, name: str) -> Path:
        """A picture of the screen, in tests/artefacts."""
        need("import")
        ARTEFACTS.mkdir(exist_ok=True)
        path = ARTEFACTS / f"{name}.png"
        subprocess.run(
            ["import", "-window", "root", str(path)],
            env=with_tools(self._environ),
            timeout=PATIENCE_S,
            check=True,
        )
        return path


@pytest.fixture
def screen(display: str, environ: dict[str, str]) -> Screen:
    """The display, put into `environ`."""
    environ["DISPLAY"] = display
    return Screen(environ)


def wait_for_owner(address: str, name: str) -> None:
    """Wait until somebody owns the name on the bus, by the bus's own signal."""
    from jeepney import MatchRule, MessageType
    from jeepney import message_bus as bus_itself
    from jeepney.io.blocking import open_dbus_connection

    connection = open_dbus_connection(address)
    try:
        rule = MatchRule(type="signal", sender=bus_itself.bus_name, member="NameOwnerChanged")
        rule.add_arg_condition(0, name)
        connection.send_and_get_reply(bus_itself.AddMatch(rule), timeout=PATIENCE_S)
        with connection.filter(rule) as queue:
            asked = connection.send_and_get_reply(bus_itself.GetNameOwner(name), timeout=PATIENCE_S)
            if asked.header.message_type is MessageType.error:
                connection.recv_until_filtered(queue, timeout=PATIENCE_S)
    finally:
        connection.close()


class Dunst:
    """A real notification server, and what its user does."""

    def __init__(self, directory: Path, environ: dict[str, str]) -> None:
        self._environ = environ
        self._config = directory / "dunstrc"
        self._config.write_text(DUNST_CONFIG)
        self._log = directory / "dunst.log"
        self._life = ExitStack()

    def start(self) -> None:
        """Start it, and wait until it is there."""
        process = running(
            *("dunst", "-conf", str(self._config)), log=self._log, environ=with_tools(self._environ)
        )
        self._life.enter_context(process)
        wait_for_owner(self._environ["DBUS_SESSION_BUS_ADDRESS"], "org.freedesktop.Notifications")

    def kill(self) -> None:
        """End it the hard way."""
        self._life.close()

    def control(self, *arguments: str) -> str:
        """Run dunstctl; what it prints."""
        return subprocess.run(
            ["dunstctl", *arguments],
            env=with_tools(self._environ),
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=True,
        ).stdout.strip()

    def displayed(self) -> int:
        """How many notifications are on the screen."""
        return int(self.control("count", "displayed"))

    def wait_displayed(self, number: int) -> None:
        """Wait until that many are on the screen."""
        until(lambda: self.displayed() == number)

    def texts(self) -> list[tuple[str, str]]:
        """Title and body of what was on the screen, the newest first. Whatever is still there is closed."""
        self.control("close-all")
        found = json.loads(self.control("history"))["data"][0]
        return [(entry["summary"]["data"], entry["body"]["data"]) for entry in found]


@pytest.fixture
def notification_server(bus: str, screen: Screen, environ: dict[str, str], tmp_path: Path) -> Iterator[Dunst]:
    """dunst on the test's bus and display, both put into `environ`."""
    need("dunst", "dunstctl")
    environ["DBUS_SESSION_BUS_ADDRESS"] = bus
    dunst = Dunst(tmp_path, environ)
    try:
        dunst.start()
        yield dunst
    finally:
        dunst.kill()


class Tmux:
    """A tmux server on the default socket of `environ`, to which clients can attach."""

    def __init__(self, environ: dict[str, str]) -> None:
        self._environ = with_tools(environ) | {"TERM": "xterm-256color"}
        self._clients = ExitStack()

    def do(self, *arguments: str) -> str:
        """Run a tmux command; what it prints."""
        return subprocess.run(
            ["tmux", "-f", "/dev/null", *arguments],
            env=self._environ,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=True,
        ).stdout.strip()

    def start(self) -> None:
        self.do("new-session", "-d", "-x", "100", "-y", "32", "cat")
        self.do("set-hook", "-g", "client-attached", "run-shell 'tmux wait-for -S attached'")

    def attach(self) -> None:
        """Attach a client on a terminal of its own, 100 by 32, and wait until it is."""
        ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (32, 100))
        client = subprocess.Popen(
            ["tmux", "attach"],
            env=self._environ,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        drain = threading.Thread(target=_read_all, args=(ours,), daemon=True)
        drain.start()
        self._clients.callback(os.close, ours)
        self._clients.callback(drain.join, PATIENCE_S)
        self._clients.callback(end, client)
        self.do("wait-for", "attached")

    def stop(self) -> None:
        self.do("kill-server")
        self._clients.close()


def _read_all(fd: int) -> None:
    try:
        while os.read(fd, 4096):
            pass
    except OSError:
        pass


@pytest.fixture
def tmux_server(environ: dict[str, str]) -> Iterator[Tmux]:
    """tmux with one session and no client; `attach` adds one."""
    need("tmux")
    tmux = Tmux(environ)
    tmux.start()
    try:
        yield tmux
    finally:
        tmux.stop()


class Probe:
    """A command that says, from wherever it was started, that it runs, how and where."""

    _SCRIPT = """
import json, os, signal, sys
from unslouch.desktop import opened
opened.tell()
said = {"arguments": sys.argv[2:], "environ": dict(os.environ), "pid": os.getpid()}
said["size"] = list(os.get_terminal_size(0))
with open(sys.argv[1], "w") as box:
    json.dump(said, box)
signal.alarm(60)
signal.pause()
"""

    def __init__(self, path: Path) -> None:
        self._path = path
        os.mkfifo(path)
        self._fd = os.open(path, os.O_RDWR | os.O_NONBLOCK)
        self._pids: list[int] = []

    def command(self, *arguments: str) -> list[str]:
        """The command; it stays until the test ends, or a minute."""
        return [sys.executable, "-c", self._SCRIPT, str(self._path), *arguments]

    def said(self, patience_s: float = PATIENCE_S) -> dict[str, Any]:
        """What it said: `arguments`, `environ`, the terminal's `size`. Empty if it did not run in time."""
        ready, _, _ = select.select([self._fd], [], [], patience_s)
        if not ready:
            return {}
        said: dict[str, Any] = json.loads(os.read(self._fd, 65536))
        self._pids.append(said["pid"])
        return said

    def close(self) -> None:
        """End what still runs; its window goes with it."""
        self.said(0)
        for pid in self._pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        os.close(self._fd)


@pytest.fixture
def probe(tmp_path: Path) -> Iterator[Probe]:
    """A command whose running can be waited for."""
    probe = Probe(tmp_path / "it's a #(box) $(of) hostile;")
    yield probe
    probe.close()


class Programs:
    """A directory that is all of PATH: what it holds is what is installed."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        directory.mkdir()

    def install(self, *names: str) -> None:
        """Have the real programs."""
        need(*names)
        for name in names:
            (self.directory / name).symlink_to(str(shutil.which(name)))

    def pretend(self, name: str, script: str) -> None:
        """Have a shell script of that name."""
        path = self.directory / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)


@pytest.fixture
def programs(tmp_path: Path, environ: dict[str, str]) -> Programs:
    """An empty PATH, put into `environ`."""
    programs = Programs(tmp_path / "bin")
    environ["PATH"] = str(programs.directory)
    return programs
