"""The day so far on one line, and what is to come."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.geometry import Size
from textual.widget import Widget

from unslouch.core.days import Day, hours, line
from unslouch.tui.widgets.week import MARKS, hour_names

_HELD, _NEXT, _COMING = "░", "◆", "·"
_NAMES = {_HELD: "held", _NEXT: "next break"}


@dataclass(frozen=True, slots=True)
class Course:
    """The `day` up to `now`, when the next break comes, and since when reminders are held, if they are."""

    day: Day
    now: datetime
    coming: datetime | None = None
    held: datetime | None = None


class Timeline(Widget):
    """Shows a course: the hours above, and what the marks mean below."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"timeline--{part}" for part in ("name", "held", "next", "coming", *MARKS)
    }
    DEFAULT_CSS = """
    Timeline {
        height: auto;
        .timeline--name { color: $text-muted; }
        .timeline--sitting { color: $foreground 35%; }
        .timeline--break { color: $primary; }
        .timeline--natural { color: $secondary; }
        .timeline--held { color: $accent; }
        .timeline--next { color: $primary; text-style: bold; }
        .timeline--coming { color: $foreground 25%; }
    }
    """

    _course: Course | None = None

    def tell(self, course: Course) -> None:
        """Draws it again only where something has changed that can be seen."""
        before, self._course = self._course, course
        if before is None or _minutes(before) != _minutes(course):
            self.refresh(layout=before is None)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport, width
        return 3 if self._course else 0

    def render(self) -> Text:
        text = Text(no_wrap=True, end="")
        if self._course is None:
            return text
        columns, between = max(1, self.size.width), _between(self._course)
        text.append(f"{hour_names(between, columns)}\n", self._style("name"))
        marks = _marks(self._course, columns, between)
        for (mark, part), run in groupby(marks):
            text.append(mark * len(list(run)), self._style(part) if part else "")
        text.append("\n")
        self._explain(text, {part: mark for mark, part in marks if part not in {"", "coming"}})
        return text

    def _explain(self, text: Text, shown: dict[str, str]) -> None:
        for part, mark in shown.items():
            text.append(mark, self._style(part))
            text.append(f" {_NAMES.get(mark, part)}  ", self._style("name"))
        text.rstrip()

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"timeline--{part}")


def _between(course: Course) -> tuple[int, int]:
    """The hours that are shown: those in which something was done, now, and the next break."""
    begins, ends = hours([course.day])
    if not course.day.phases:
        begins, ends = course.now.hour, course.now.hour + ends - begins
    latest = _coming(course) or course.now
    return min(begins, course.now.hour), max(ends, math.ceil(_hour(latest)))


def _marks(course: Course, columns: int, between: tuple[int, int]) -> list[tuple[str, str]]:
    """For each column its mark and the part that it stands for."""
    marks = [
        (MARKS[doing], doing.value) if doing else (" ", "") for doing in line(course.day, columns, between)
    ]

    def column(at: datetime) -> int:
        begins, ends = between
        return min(columns - 1, max(0, int((_hour(at) - begins) / (ends - begins) * columns)))

    here = column(course.now)
    if course.held is not None:
        since = column(course.held) if course.held.date() == course.now.date() else 0
        for place in range(since, here + 1):
            marks[place] = (_HELD, "held")
    for place in range(here + 1, columns):
        marks[place] = (_COMING, "coming")
    if coming := _coming(course):
        marks[column(coming)] = (_NEXT, "next")
    return marks


def _coming(course: Course) -> datetime | None:
    """When the next break comes, if that is today."""
    return course.coming if course.coming and course.coming.date() == course.now.date() else None


def _hour(at: datetime) -> float:
    return at.hour + at.minute / 60


def _minutes(course: Course) -> tuple[object, ...]:
    moments = (course.now, course.coming, course.held)
    return course.day, *(moment and moment.replace(second=0, microsecond=0) for moment in moments)
