"""The day so far as a band, and what is to come."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.widget import Widget

from unslouch.core.days import Day, Doing, hours, line
from unslouch.tui.sums import sums
from unslouch.tui.widgets.week import hour_names

_MARKS = {
    Doing.SITTING: ("▄", " █"),
    Doing.BREAK: ("█", "██"),
    Doing.NATURAL: ("▒", "▒▒"),
    Doing.PAUSED: ("\u2571", "\u2571\u2571"),
    "held": ("\u2571", "\u2571\u2571"),
    "now": ("┃", "┃┃"),
    "next": ("◆", " ◆"),
    "coming": ("·", " ·"),
    "": (" ", "  "),
}
"""How each part looks in a band of one row, and in one of two from the top down: a break stands up."""

_DONE = (Doing.BREAK, Doing.NATURAL, Doing.SITTING)

_NAMES = {
    Doing.SITTING: "sitting",
    Doing.BREAK: "break",
    Doing.NATURAL: "natural",
    Doing.PAUSED: "paused",
    "held": "held",
    "next": "next break",
    "now": "now",
}
"""What is explained; where there is no room for all, the last are left out."""

_GAPS = (3, 2, 1)


@dataclass(frozen=True, slots=True)
class Course:
    """The `day` up to `now`, when the next break comes, since when reminders are held, if they are, whether a
    pause holds them, and since when there is sitting that the day does not tell yet.
    """

    day: Day
    now: datetime
    coming: datetime | None = None
    held: datetime | None = None
    paused: bool = False
    sitting: datetime | None = None


class Timeline(Widget):
    """Shows a course, as far as its height has room: the hours, below them a band of one row, or of two from
    three rows on, and from five rows on what its marks mean.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"timeline--{part or 'name'}" for part in _MARKS}
    DEFAULT_CSS = """
    Timeline {
        height: 5;
        .timeline--name { color: $text-muted; }
        .timeline--sitting { color: $foreground 35%; }
        .timeline--break { color: $primary; }
        .timeline--natural { color: $secondary; }
        .timeline--paused, .timeline--held { color: $accent; }
        .timeline--now { color: $foreground; text-style: bold; }
        .timeline--next { color: $primary; text-style: bold; }
        .timeline--coming { color: $foreground 35%; }
        &:ansi .timeline--sitting { color: ansi_bright_black; }
        &:ansi .timeline--coming { color: ansi_bright_black; }
    }
    """

    _course: Course | None = None

    def on_mount(self) -> None:
        self.display = self._course is not None

    def tell(self, course: Course) -> None:
        """Draws it again only where something has changed that can be seen."""
        before, self._course = self._course, course
        self.display = True
        if before is None or _minutes(before) != _minutes(course):
            self.refresh()

    def render(self) -> Text:
        text = Text(no_wrap=True, end="")
        if self._course is None:
            return text
        columns, height = self.size.width, self.size.height
        between = _between(self._course)
        rows = _rows(self._course, columns, between)[: max(1, height - 1)]
        text.append(hour_names(between, columns), self._style(""))
        for row, parts in enumerate(rows):
            text.append("\n")
            for part, run in groupby(parts):
                one, two = _MARKS[part]
                text.append((two[row] if len(rows) > 1 else one) * len(list(run)), self._style(part))
        if height > 4:
            text.append("\n\n")
            text.append(self._legend({part for parts in rows for part in parts}, columns))
        return text

    def _legend(self, shown: set[str], columns: int) -> Text:
        """What the marks mean, and at the other end what the day comes to, if there is room for that."""
        names = [(part, name) for part, name in _NAMES.items() if part in shown]
        while len(names) > 1 and _width(names, _GAPS[-1]) > columns:
            names.pop()
        gap = next((gap for gap in _GAPS if _width(names, gap) <= columns), _GAPS[-1])
        text = Text(" " * gap).join(
            Text.assemble((_MARKS[part][0], self._style(part)), (f" {name}", self._style("")))
            for part, name in names
        )
        day = self._course.day if self._course else None
        told = ", ".join(sums(day)) if day and (day.breaks or day.natural) else ""
        if told and len(text) + 2 * _GAPS[0] + len(told) <= columns:
            text.append(f"{told:>{columns - len(text)}}", self._style(""))
        return text

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"timeline--{part or 'name'}")


def _between(course: Course) -> tuple[int, int]:
    """The hours that are shown: those in which something was done, now, and the next break."""
    begins, ends = hours([course.day])
    if not any(phase.doing in _DONE for phase in course.day.phases):
        begins, ends = course.now.hour, course.now.hour + ends - begins
    latest = _coming(course) or course.now
    return min(begins, course.now.hour), max(ends, math.ceil(_hour(latest)))


def _rows(course: Course, columns: int, between: tuple[int, int]) -> list[list[str]]:
    """What each column stands for, in the upper row and in the lower: sitting lies low, under a hold."""

    def column(at: datetime | None) -> int:
        """The column of a moment; the first for another day's, and none for no moment."""
        if at is None or at.date() != course.now.date():
            return columns if at is None else 0
        begins, ends = between
        return min(columns - 1, max(0, int((_hour(at) - begins) / (ends - begins) * columns)))

    here, sits, holds = (column(at) for at in (course.now, course.sitting, course.held))
    done = line(course.day, columns, between, _DONE)
    parts = [str(doing or (Doing.SITTING if n >= sits else "")) for n, doing in enumerate(done)]
    paused = line(course.day, columns, between, (Doing.PAUSED,))
    cause = Doing.PAUSED if course.paused else "held"
    held = [doing or (cause if n >= holds else "") for n, doing in enumerate(paused)]
    ahead = ["now", *["coming"] * (columns - here - 1)]
    if coming := _coming(course):
        ahead[min(columns - here - 1, max(1, column(coming) - here))] = "next"
    return [
        [hold if hold and part in over else part for part, hold in zip(parts, held, strict=True)][:here]
        + ahead
        for over in ({"", str(Doing.SITTING)}, {""})
    ]


def _coming(course: Course) -> datetime | None:
    """When the next break comes, if that is today."""
    return course.coming if course.coming and course.coming.date() == course.now.date() else None


def _hour(at: datetime) -> float:
    return at.hour + at.minute / 60


def _minutes(course: Course) -> tuple[object, ...]:
    moments = (
        moment and moment.replace(second=0, microsecond=0)
        for moment in (course.now, course.coming, course.held)
    )
    return course.day, course.paused, *moments


def _width(names: list[tuple[str, str]], gap: int) -> int:
    return sum(2 + len(name) + gap for _, name in names) - gap
