"""What has to be true of several settings together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from unslouch.core import duration
from unslouch.core.lines import KeyPath
from unslouch.settings.kinds import Range
from unslouch.settings.model import DAYS
from unslouch.settings.report import Report

Values = Mapping[str, Any]
"""What was given in one table, by attribute; None stands for what could not be read."""

_WEEK_MIN = 7 * 1440


def rhythms(entries: Mapping[int, Values], report: Report) -> None:
    """Each has a name of its own, and either an interval or fixed times."""
    names: set[str] = set()
    for position, entry in entries.items():
        name = entry.get("name")
        if name in names:
            says = f'There are two rhythms called "{name}"; each needs a name of its own.'
            report.refuse(("rhythm", position, "name"), f'"{name}"', "a name of its own", says=says)
        if name is not None:
            names.add(name)
        if ("every_s" in entry) == ("at" in entry):
            found = "both every and at" if "at" in entry else "neither every nor at"
            says = f"rhythm[{position}] has {found}; it needs exactly one of them."
            report.refuse(("rhythm", position), found, "either every or at", says=says)


def bands(entries: Mapping[int, Values], report: Report) -> None:
    """One begins at zero, and no two begin together."""
    begins: set[float] = set()
    for position, entry in entries.items():
        after = entry.get("after_s")
        if after is None:
            continue
        if after in begins:
            text = duration.text(after) if after else "0m"
            says = f"Two bands begin after {text}; each needs a beginning of its own."
            report.refuse(("band", position, "after"), text, "a beginning of its own", says=says)
        begins.add(after)
    if 0 not in begins and all(entry.get("after_s") is not None for entry in entries.values()):
        says = "No band begins after 0m, so a break soon after the last one has no length; add such a band."
        report.refuse(("band",), "no band after 0m", "a band after 0m", says=says)


def hours(week: Values, report: Report) -> None:
    """No two ranges overlap, not even across midnight or from Sunday to Monday."""
    ranges = sorted(_placed(week))
    again = [(start + _WEEK_MIN, end + _WEEK_MIN, path, text) for start, end, path, text in ranges[:1]]
    latest = None
    for later in [*ranges, *again]:
        start, end, path, text = later
        if latest is not None and start < latest[1]:
            says = f"{text} on {path[1]} overlaps {latest[3]} on {latest[2][1]}."
            report.refuse(path, text, "ranges that do not overlap", says=says)
        if latest is None or end > latest[1]:
            latest = later


def _placed(week: Values) -> Iterator[tuple[int, int, KeyPath, str]]:
    """Every range with its ends in minutes of the week."""
    for number, day in enumerate(DAYS):
        for span in week.get(day) or ():
            start, end = number * 1440 + span.start, number * 1440 + span.end
            yield start, end, ("hours", day), Range().write(span)
