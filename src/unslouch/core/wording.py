"""What a reminder says. Only facts vary: minutes, posture, whether it was put off; the tone does not."""

from __future__ import annotations

from unslouch.core.duration import spoken
from unslouch.core.events import Remind
from unslouch.core.rules import Posture

_WORTH_SAYING_S = 60
"""A fixed time may come right after a break: seconds since then are no reason to move."""

_POSTURES = {
    Posture.SEATED: "seated",
    Posture.MIXED: "seated, then standing",
    Posture.STANDING: "mostly standing",
    Posture.WALK: "a short walk first",
}


def title(reminder: Remind) -> str:
    """The reminder's first line: `52 min since you moved.`"""
    if reminder.quiet or reminder.since_s < _WORTH_SAYING_S:
        return f"{reminder.rhythm[:1].upper()}{reminder.rhythm[1:]}, {spoken(reminder.length_s)}."
    return f"{spoken(reminder.since_s)} since you moved."


def body(reminder: Remind) -> str:
    """The reminder's second line: `3 min, seated, then standing.`"""
    return f"{spoken(reminder.length_s)}, {_POSTURES[reminder.posture]}."
