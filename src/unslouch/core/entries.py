"""What the journal holds: facts about what happened, never changed afterwards."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from unslouch.core.moment import Moment


class EntryKind(StrEnum):
    """Who writes what: the app alone writes STARTED, COMPLETED, LEFT_EARLY and SAID; the service the rest,
    and LEFT_EARLY for a session that died.
    """

    SERVICE_STARTED = "service_started"
    SERVICE_STOPPED = "service_stopped"
    WORK_BEGAN = "work_began"
    WORK_ENDED = "work_ended"
    AWAY = "away"
    BACK = "back"
    NATURAL_BREAK = "natural_break"
    REMINDED = "reminded"
    DISMISSED = "dismissed"
    SNOOZED = "snoozed"
    SKIPPED = "skipped"
    PAUSED = "paused"
    RESUMED = "resumed"
    STARTED = "started"
    COMPLETED = "completed"
    LEFT_EARLY = "left_early"
    SAID = "said"


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact.

    `at` is UTC; `boot` identifies the boot and `elapsed` is the seconds on its clock (see `Moment`), so
    that a wall clock set between two entries does no harm. `id` and `host` make a set union of two
    machines' journals well defined. `data` is JSON: names, numbers and durations in keys ending in `_s`;
    never an application's name, a window's title or a calendar's text.
    """

    kind: EntryKind
    at: datetime
    boot: str
    elapsed: float
    data: Mapping[str, Any] = field(default_factory=dict)
    host: str = ""
    id: str = field(default_factory=lambda: os.urandom(16).hex())

    @classmethod
    def of(cls, kind: EntryKind, at: Moment, boot: str, data: Mapping[str, Any] | None = None) -> Entry:
        """An entry about what happened at `at`."""
        return cls(kind, at.wall.astimezone(UTC), boot, at.elapsed, data or {})


def moves(entry: Entry) -> Iterator[tuple[str, float]]:
    """The exercises of a session's moves with the seconds played, both sides apart; damaged ones left out."""
    told = entry.data.get("moves")
    for move in told if isinstance(told, list) else ():
        match move:
            case {"exercise": str(name), "seconds": int() | float() as seconds} if 0 < seconds < math.inf:
                yield name, float(seconds)
