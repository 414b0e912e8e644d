"""How a session ended."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """As the journal and the service know it."""

    COMPLETED = "completed"
    LEFT_EARLY = "left_early"
    DIED = "died"
