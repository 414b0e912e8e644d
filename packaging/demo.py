"""A workday in minutes: a service whose clock runs sixty times as fast, and the app on top of it.

It keeps a journal of its own, so that it leaves no trace among your breaks.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from unslouch.core.errors import UnslouchError
from unslouch.service.client import Client
from unslouch.service.launch import start
from unslouch.settings import paths

SPEED = 60


def main() -> int:
    client = Client(paths.runtime_dir())
    if client.running():
        print("Unslouch is already running. `unslouch stop` ends it; then try again.")
        return 1
    try:
        start(client, speed=SPEED)
    except UnslouchError as error:
        print(error)
        return 1
    print(f"A minute passes in a second: the first reminder comes after 50 s. The journal is {demo_journal()}.")
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, lambda *_: None)  # a closed window ends the app, and then the service
    try:
        return subprocess.call([sys.executable, "-m", "unslouch"])
    finally:
        client.request("stop")


def demo_journal() -> Path:
    return paths.state_dir() / "demo.db"


if __name__ == "__main__":
    sys.exit(main())
