"""A service of the test's own: a real process with a home of its own and no desktop."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.waiting import PATIENCE_S, until
from unslouch.service.client import Client


class Home:
    """A user's home, and what runs in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._life = ExitStack()
        run = path / "run"
        run.mkdir(mode=0o700)
        self.environ = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "TZ": "Europe/Berlin",
            "HOME": str(path),
            "XDG_RUNTIME_DIR": str(run),
        }
        self.runtime = run / "unslouch"
        self.config_file = path / ".config" / "unslouch" / "config.toml"
        self.config_file.parent.mkdir(parents=True)
        self.client = Client(self.runtime)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the service, and wait until it answers."""
        process = subprocess.Popen(
            [sys.executable, "-m", "unslouch.service", *arguments],
            env=self.environ,
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._life.callback(_end, process)
        until(lambda: self.client.running() or process.poll() is not None)
        assert process.poll() is None
        return process

    def unslouch(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command to its end, without a terminal."""
        return subprocess.run(
            [sys.executable, "-m", "unslouch", *arguments],
            env=self.environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=3 * PATIENCE_S,
            check=False,
        )

    def status(self) -> dict[str, Any]:
        return self.client.request("status")

    def config(self, text: str) -> None:
        self.config_file.write_text(f"version = 1\n{text}")

    def journal(self, path: str = ".local/share/unslouch/journal.db") -> list[tuple[str, dict[str, Any]]]:
        connection = sqlite3.connect(self.path / path)
        rows = connection.execute("SELECT kind, data FROM entry ORDER BY seq").fetchall()
        connection.close()
        return [(kind, json.loads(data)) for kind, data in rows]

    def kinds(self) -> list[str]:
        return [kind for kind, _ in self.journal()]

    def close(self) -> None:
        self._life.close()


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate(timeout=PATIENCE_S)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    home = Home(tmp_path)
    yield home
    home.close()
