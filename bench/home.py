"""A user's home with nothing in it, and the service that runs there."""

from __future__ import annotations

import calendar
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.processes import running
from unslouch.core.errors import NotRunningError
from unslouch.service.client import Client

SERVICE = (sys.executable, "-m", "unslouch.service")
UNSLOUCH = str(Path(sys.executable).with_name("unslouch"))
FLOORS = Path(__file__).parent / "floors"

_ANSWERS_WITHIN_S = 20.0
_LOOK_S = 0.001


class Home:
    """Where things are, and the environment of a process that lives there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        run = path / "run"
        self.runtime = run / "unslouch"
        self.journal = path / ".local" / "share" / "unslouch" / "journal.db"
        self.log = path / "service.log"
        self.client = Client(self.runtime)
        self.environ = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(path),
            "XDG_RUNTIME_DIR": str(run),
        }
        for folder in (run, self.runtime, self.journal.parent):
            folder.mkdir(parents=True, mode=0o700)

    def configure(self, text: str) -> None:
        """Have this config."""
        config = self.path / ".config" / "unslouch" / "config.toml"
        config.parent.mkdir(parents=True)
        config.write_text(text, "utf-8")

    def work(self, hours: str) -> None:
        """Every day has these `hours`, written as in the config."""
        days = "".join(f"{day.lower()} = {hours}\n" for day in calendar.day_name)
        self.configure(f"[hours]\n{days}")


@contextmanager
def fresh() -> Iterator[Home]:
    """A home that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        yield Home(Path(folder))


@contextmanager
def service(home: Home, command: tuple[str, ...] = SERVICE) -> Iterator[subprocess.Popen[bytes]]:
    """The service in `home`, as soon as it answers."""
    with running(command, home.environ, log=home.log) as process:
        _wait_for_status(home, process)
        yield process


def start_ms(home: Home) -> float:
    """Milliseconds from starting the service until it has answered `status`."""
    began = time.perf_counter()
    with service(home):
        return (time.perf_counter() - began) * 1000


def _wait_for_status(home: Home, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _ANSWERS_WITHIN_S
    while True:
        try:
            home.client.request("status")
        except NotRunningError as error:
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(home.log.read_text("utf-8")) from error
            time.sleep(_LOOK_S)
        else:
            return


def floor(name: str, *arguments: str) -> list[str]:
    """The command that runs the floor `name`."""
    return [sys.executable, str(FLOORS / f"{name}.py"), *arguments]
