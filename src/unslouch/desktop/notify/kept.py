"""Which notification is on the screen, kept in a file, so that nothing stacks after a crash."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

_FILE = "notification.json"
_MOST_BYTES = 1000


@dataclass(frozen=True, slots=True)
class Kept:
    """A notification's `number`, which means something only to that `server` (unique name) on that `bus`."""

    bus: str
    server: str
    number: int


def load(directory: Path) -> Kept | None:
    """What was kept, or None where there is nothing or nothing that can be read."""
    try:
        with (directory / _FILE).open("rb") as file:
            found = json.loads(file.read(_MOST_BYTES))
        return Kept(str(found["bus"]), str(found["server"]), int(found["number"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def save(directory: Path, kept: Kept | None) -> None:
    """Keep it, or forget what was kept. A directory that cannot be written costs only this memory."""
    path = directory / _FILE
    with contextlib.suppress(OSError):
        if kept is None:
            path.unlink(missing_ok=True)
        else:
            fresh = path.with_suffix(".new")
            fresh.write_text(json.dumps(asdict(kept)), encoding="utf-8")
            fresh.replace(path)
