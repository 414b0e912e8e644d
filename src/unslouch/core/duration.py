"""Durations as people write them (`90s`, `50m`, `1h 30m`) and as they read them."""

from __future__ import annotations

import re

WEEK_S = 7 * 24 * 3600.0
"""The longest duration that is accepted, in seconds."""

_UNITS = {"h": 3600, "m": 60, "s": 1}
_DURATION = re.compile(r"(?:(\d{1,6})h)?\s*(?:(\d{1,6})m)?\s*(?:(\d{1,6})s)?", re.ASCII)


def parse(text: str) -> float:
    """The seconds in a text such as `90s`, `50m` or `1h 30m`.

    Raises ValueError with a sentence for the user where the text is none, or is zero or over a week.
    """
    found = _DURATION.fullmatch(text.strip())
    if found is None or not any(found.groups()):
        msg = "a duration is written like 90s, 50m or 1h 30m"
        raise ValueError(msg)
    seconds = sum(int(number or 0) * _UNITS[unit] for number, unit in zip(found.groups(), "hms", strict=True))
    if not 0 < seconds <= WEEK_S:
        msg = "a duration is more than zero and at most a week"
        raise ValueError(msg)
    return float(seconds)


def text(seconds: float) -> str:
    """The same, for a config or a prompt: `1h 30m`."""
    whole = max(0, round(seconds))
    parts = [(whole // 3600, "h"), (whole % 3600 // 60, "m"), (whole % 60, "s")]
    return " ".join(f"{number}{unit}" for number, unit in parts if number) or "0s"


def spoken(seconds: float) -> str:
    """The same, for a sentence, in at most two units: `1 h 12 min`, `52 min`, `20 s`.

    What lacks a fraction of a second to a minute is one: sums of seconds are not exact.
    """
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    minutes = whole // 60
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def clock(seconds: float) -> str:
    """The same, for a countdown: `49:07`, `1:02:03`. A part of a second counts as a whole one."""
    whole = max(0, -int(-seconds // 1))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"
