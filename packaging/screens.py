"""Pictures of the screens in a real terminal window, for the docs: `python packaging/screens.py [NAME…]`.

Needs Xvfb, xterm, xdotool and ImageMagick. Everything happens on a display and in a home of its own, with the
journal of a year that the benchmarks use.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "screens"
DISPLAY = ":91"


@dataclass(frozen=True)
class Shot:
    """What is typed, which keys are pressed then, and how many seconds to wait before and after them."""

    command: str
    keys: Sequence[str] = ()
    before: float = 4.0
    after: float = 3.0
    size: str = "110x34"
    home: bool = True


SHOTS = {
    "session": Shot("unslouch break --since 50m --focus hips", before=12),
    "session-small": Shot("unslouch break --since 50m --focus shoulders", before=12, size="60x18"),
    "today": Shot("unslouch"),
    "history": Shot("unslouch", ["h"]),
    "library": Shot("unslouch", ["l", "Down", "Down", "Down", "Down", "Down"], after=5),
    "tune": Shot("unslouch", ["t"]),
    "welcome": Shot("unslouch setup", home=False, before=5),
}


def main(names: Sequence[str]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with display():
        for name in names or SHOTS:
            with tempfile.TemporaryDirectory(prefix="unslouch-screens-") as folder:
                take(name, SHOTS[name], Path(folder))
            print(f"docs/screens/{name}.png")


def take(name: str, shot: Shot, home: Path) -> None:
    """One picture; the service that the app started there is ended."""
    environ = surroundings(home)
    if shot.home:
        settle(home, environ)
    terminal = ["xterm", "-u8", "-tn", "xterm-256color", "-fa", "DejaVu Sans Mono", "-fs", "10", "-b", "8"]
    colours = ["-bg", "#14181b", "-fg", "#e4e9e6", "-xrm", "xterm*borderWidth: 0"]
    command = [
        *terminal,
        *colours,
        "-geometry",
        shot.size,
        "-e",
        "env",
        "COLORTERM=truecolor",
        *shot.command.split(),
    ]
    with subprocess.Popen(command, env=environ) as window:
        found = run("xdotool", "search", "--sync", "--onlyvisible", "--class", "xterm", env=environ).split()[
            0
        ]
        time.sleep(shot.before)
        for key in shot.keys:
            run("xdotool", "windowfocus", "--sync", found, "key", key, env=environ)
            time.sleep(0.3)
        time.sleep(shot.after if shot.keys else 0)
        picture = FOLDER / f"{name}.png"
        run(
            "import",
            "-window",
            found,
            "-define",
            "png:exclude-chunks=date,time",
            "-colors",
            "64",
            str(picture),
            env=environ,
        )
        window.terminate()
    subprocess.run([bin_("unslouch"), "stop"], env=environ, check=False, capture_output=True)


def settle(home: Path, environ: dict[str, str]) -> None:
    """The home of somebody who has used Unslouch for a year."""
    sys.path.insert(0, str(ROOT))
    from bench import journals
    from unslouch.journal import Journal

    run(bin_("unslouch"), "config", "init", env=environ)
    journal = home / ".local" / "share" / "unslouch" / "journal.db"
    journal.parent.mkdir(parents=True)
    journals.write(journal, journals.A_YEAR)
    now = datetime.now(UTC)
    with Journal(journal) as today:
        for entry in journals.day_of(now - timedelta(hours=4)):
            if entry.at < now - timedelta(minutes=30):
                today.append(entry)


def surroundings(home: Path) -> dict[str, str]:
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return {
        "PATH": path,
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "DISPLAY": DISPLAY,
        "LANG": "C.UTF-8",
    }


@contextmanager
def display() -> Iterator[None]:
    server = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1400x900x24", "-nolisten", "tcp"])
    try:
        time.sleep(1)
        yield
    finally:
        server.terminate()
        server.wait()


def bin_(name: str) -> str:
    return str(Path(sys.executable).parent / name)


def run(*command: str, env: dict[str, str]) -> str:
    return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main(sys.argv[1:])
