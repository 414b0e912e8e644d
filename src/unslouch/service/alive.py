"""A small file that says when the service was last running, for the restart after a `kill -9` (rule 13)."""

from __future__ import annotations

import json
import logging
import os
from datetime import UTC, datetime
from pathlib import Path

from unslouch.core.entries import Entry, EntryKind
from unslouch.desktop.clock import Clock

log = logging.getLogger(__name__)

EVERY_S = 60.0
"""Seconds between two marks, while somebody sits; otherwise nothing happens that would be lost."""


class AliveFile:
    def __init__(self, path: Path) -> None:
        self._path = path

    def mark(self, clock: Clock) -> None:
        """Write over the old mark and cut off the rest: emptying the file first would wait for the disk."""
        now = clock.now()
        text = json.dumps({"boot": clock.boot, "elapsed": now.elapsed, "at": now.utc.isoformat()})
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(text)
                file.truncate()
        except OSError as error:
            log.debug("%s cannot be written: %s", self._path, error)

    def read(self) -> Entry | None:
        """When the service was last running, as an entry that ends it; None where that is not known."""
        try:
            data = json.loads(self._path.read_text("ascii"))
            at = datetime.fromisoformat(data["at"]).astimezone(UTC)
            return Entry(EntryKind.SERVICE_STOPPED, at, str(data["boot"]), float(data["elapsed"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None
