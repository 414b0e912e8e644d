"""Pictures of the screens in a real terminal window, for the docs: `python packaging/screens.py [NAME…]`.

Needs Xvfb, xterm, xdotool and ImageMagick, and dunst for Welcome. Everything happens on a display, in a home
and on a clock of its own, so that it is always the same afternoon.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import year  # noqa: E402 (beside this file)
from bench import home as homes  # noqa: E402 (where the line above finds it)
from bench.home import Home  # noqa: E402
from bench.processes import running, told  # noqa: E402
from unslouch.core.entries import EntryKind  # noqa: E402
from unslouch.desktop.clock import FastClock, boottime  # noqa: E402
from unslouch.journal import Journal  # noqa: E402

FOLDER = ROOT / "docs" / "screens"
DISPLAY = ":91"
SPEED = 1.0001
"""Any but 1: the service goes by the clock of a demonstration then, and that can be set."""

_WITHIN_S = 120.0
_LOOK_S = 0.2
_KEY_S = 0.7
_UP_S = timedelta(hours=7).total_seconds()
"""How long the clock has run at the beginning, so that today's entries lie within it."""


@dataclass(frozen=True)
class Shot:
    """What is typed, what has to have happened before the `keys` are pressed, and how many seconds later the
    picture is taken. Somebody has sat for `sat` minutes; None has never been here before.
    """

    command: str = "unslouch"
    keys: Sequence[str] = ()
    until: Callable[[Home], bool] = lambda _: True
    after: float = 3.0
    size: str = "110x34"
    theme: str = "unslouch-dark"
    sat: float | None = 32.0


def playing(home: Home) -> bool:
    return bool(home.client.request("status")["playing"])


def played(home: Home) -> bool:
    with Journal(_demo(home) / "demo.db") as journal:
        return journal.of_kind((EntryKind.COMPLETED,), 1)[0].at > year.NOW


CONFIG = """\
version = 1

[reminder]
snooze = "5m"

[profile]
avoid = ["wrist"]

[look]
theme = "{theme}"
"""
BREAK = "unslouch break --since 50m --focus"
SHOTS = {
    "session": Shot(f"{BREAK} chest", until=playing, after=8),
    "session-light": Shot(f"{BREAK} upper-back", until=playing, after=8, theme="unslouch-light"),
    "session-small": Shot(f"{BREAK} neck", until=playing, after=8, size="60x18"),
    "session-end": Shot("unslouch break --length 1m", until=played, after=1.5),
    "today": Shot(),
    "today-due": Shot(sat=51),
    "history": Shot(keys=["h"]),
    "library": Shot(keys=["l", "Right", "Right", "Down", "Down"], after=5),
    "tune": Shot(keys=["t", "n", "n", "n"]),
    "welcome": Shot("unslouch setup", sat=None),
    "welcome-works": Shot("unslouch setup", ["Return", "n"], sat=None),
}


def main(names: Sequence[str]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    server = ["Xvfb", DISPLAY, "-screen", "0", "1400x900x24", "-nolisten", "tcp", "-displayfd", "1"]
    with running(server, os.environ, tells=True) as process:
        told(process)
        for name in names or SHOTS:
            with homes.fresh() as home:
                take(SHOTS[name], home, FOLDER / f"{name}.png")
            print(f"docs/screens/{name}.png")


def take(shot: Shot, home: Home, picture: Path) -> None:
    """One picture; what was started for it is ended."""
    binaries = str(Path(sys.executable).parent)
    home.environ |= {"PATH": f"{binaries}:{home.environ['PATH']}", "DISPLAY": DISPLAY, "TZ": "UTC"}
    with new(home) if shot.sat is None else lived(home, shot), window(shot, home) as found:
        wait(lambda: shot.until(home))
        time.sleep(_KEY_S)
        for key in shot.keys:
            run("xdotool", "windowfocus", "--sync", found, "key", key, env=home.environ)
            time.sleep(_KEY_S)
        time.sleep(shot.after)
        few = ["+dither", "-colors", "64", "-define", "png:exclude-chunks=date,time"]
        run("import", "-window", found, *few, f"PNG8:{picture}", env=home.environ)


@contextmanager
def new(home: Home) -> Iterator[None]:
    """The home of somebody who begins, on a desktop with a notification server."""
    bus = f"unix:path={home.runtime / 'bus'}"
    home.environ["DBUS_SESSION_BUS_ADDRESS"] = bus
    daemon = ["dbus-daemon", "--session", "--nofork", "--print-address=1", f"--address={bus}"]
    with running(daemon, home.environ, tells=True) as process, running(["dunst"], home.environ):
        told(process)
        yield
        subprocess.run([homes.UNSLOUCH, "stop"], env=home.environ, check=False, capture_output=True)


@contextmanager
def lived(home: Home, shot: Shot) -> Iterator[None]:
    """The home of somebody who has used Unslouch for a year, and the service there."""
    home.configure(CONFIG.format(theme=shot.theme))
    demo = _demo(home)
    demo.mkdir(parents=True)
    year.write(demo / "demo.db", shot.sat or 0.0)
    began = year.NOW - timedelta(seconds=_UP_S)
    clock = FastClock(SPEED, boottime() - _UP_S / SPEED, began, FastClock.start(SPEED).boot)
    alive = {"boot": clock.boot, "elapsed": _UP_S, "at": year.NOW.isoformat()}
    (demo / "demo-clock.json").write_text(clock.dump(), "ascii")
    (demo / "demo-alive.json").write_text(json.dumps(alive), "ascii")
    with homes.service(home, (*homes.SERVICE, "--speed", str(SPEED))):
        yield


@contextmanager
def window(shot: Shot, home: Home) -> Iterator[str]:
    """A terminal window, from when something is painted in it."""
    light = shot.theme.endswith("light")
    colours = ["-bg", "#fafafa" if light else "#14181b", "-fg", "#1f2925" if light else "#e4e9e6"]
    font = ["-fa", "DejaVu Sans Mono", "-fs", "10", "-b", "8", "-xrm", "xterm*borderWidth: 0"]
    terminal = ["xterm", "-u8", "-tn", "xterm-256color", *font, *colours, "-geometry", shot.size]
    command = [*terminal, "-e", "env", "COLORTERM=truecolor", *shot.command.split()]
    with running(command, home.environ):
        only = ["--sync", "--onlyvisible", "--class", "xterm"]
        found = run("xdotool", "search", *only, env=home.environ).split()[0]
        wait(lambda: painted(found, home))
        yield found


def painted(found: str, home: Home) -> bool:
    """Whether there is more in the window than a cursor."""
    shades = ["import", "-window", found, "-format", "%k", "info:"]
    return int(run(*shades, env=home.environ)) > 16


def wait(done: Callable[[], bool]) -> None:
    """Raises TimeoutError where that does not come."""
    until = time.monotonic() + _WITHIN_S
    while not done():
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(_LOOK_S)


def run(*command: str, env: dict[str, str]) -> str:
    return subprocess.run(command, env=env, check=True, capture_output=True, text=True, timeout=60).stdout


def _demo(home: Home) -> Path:
    return home.path / ".local" / "state" / "unslouch"


if __name__ == "__main__":
    main(sys.argv[1:])
