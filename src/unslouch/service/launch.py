"""Starting the service in the background, and waiting until it answers or is gone."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from unslouch.core.errors import UnslouchError
from unslouch.service.client import Client
from unslouch.settings import paths

_ANSWERS_WITHIN_S = 10.0
_LOOK_S = 0.02
_LOG_AT_MOST = 1_000_000


class StartError(UnslouchError):
    """The service did not start, or did not end."""

    code = "start"


def command(speed: float = 1) -> list[str]:
    """The command that is the service, with a clock that runs `speed` times as fast."""
    return [sys.executable, "-m", "unslouch.service", *([] if speed == 1 else ["--speed", f"{speed:g}"])]


def log_file() -> Path:
    """Where a service in the background writes its log."""
    return paths.state_dir() / "service.log"


def start(client: Client, speed: float = 1) -> None:
    """Start the service and return when it answers. Raises StartError, with its own words, if it does not."""
    with _log() as log:
        began = log.tell()
        process = subprocess.Popen(
            command(speed),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=Path.home(),
            start_new_session=True,
        )
    if not _wait(lambda: client.running() or process.poll() is not None) or process.poll() is not None:
        process.kill()
        process.wait()
        raise StartError(f"Unslouch could not start: {_said(began)}")


def stop(client: Client) -> None:
    """End the service and return when it is gone. Raises NotRunningError, or StartError if it stays."""
    client.request("stop")
    if not _wait(lambda: not client.running()):
        raise StartError(
            "Unslouch was asked to end and is still there. Its log says more: " + str(log_file())
        )


def _log() -> IO[bytes]:
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        large = path.exists() and path.stat().st_size > _LOG_AT_MOST
        return path.open("wb" if large else "ab")
    except OSError:
        return Path(os.devnull).open("wb")


def _said(began: int) -> str:
    with contextlib.suppress(OSError), log_file().open("rb") as log:
        log.seek(began)
        lines = log.read().decode(errors="replace").strip().splitlines()
        if lines:
            return lines[-1]
    return f"it said nothing. `unslouch run` shows what happens; the log is {log_file()}."


def _wait(done: Callable[[], bool]) -> bool:
    until = time.monotonic() + _ANSWERS_WITHIN_S
    while not done():
        if time.monotonic() > until:
            return False
        time.sleep(_LOOK_S)
    return True
