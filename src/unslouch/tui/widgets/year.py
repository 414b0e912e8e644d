"""The year as a calendar: a column for each week, a row for each weekday, denser the more was moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from unslouch.core.days import Day

WEEKS = 53

STEPS_MIN = (5, 10, 20)
"""Up to how many minutes of break the first, the second and the third step go; the fourth is more."""

_GLYPHS = ("·", "▁", "▃", "▅", "▇")
_CHOSEN = ("◇", "◆")
LEGEND = "▁ to 5  ▃ to 10  ▅ to 20  ▇ over 20 min"
"""What the marks mean: minutes of break on a day."""

_LABEL = 4
_NAMES = {0: "Mon", 2: "Wed", 4: "Fri", 6: "Sun"}


def step(seconds: float) -> int:
    """How dense so much break is: 0 for none, then 1 to 4."""
    return 0 if seconds <= 0 else 1 + sum(seconds > minutes * 60 for minutes in STEPS_MIN)


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


class Year(Widget):
    """Shows `WEEKS` weeks, or as many as there is room for, with the chosen day among them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "year--name",
        "year--chosen",
        *(f"year--step-{n}" for n in range(5)),
    }
    DEFAULT_CSS = """
    Year {
        height: 8;
        pointer: pointer;
        .year--name { color: $text-muted; }
        .year--chosen { color: $accent; text-style: bold; }
        .year--step-0 { color: $foreground 30%; }
        .year--step-1 { color: $primary 50%; }
        .year--step-2 { color: $primary 65%; }
        .year--step-3 { color: $primary 82%; }
        .year--step-4 { color: $primary; }
    }
    """

    class Chosen(Message):
        """That day is wanted."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    _days: Mapping[date, Day] = MappingProxyType({})
    _chosen: date | None = None
    _last = date.min

    def tell(self, days: Sequence[Day], chosen: date) -> None:
        self._days = {day.date: day for day in days}
        self._chosen, self._last = chosen, days[-1].date
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport, width
        return 8

    def render(self) -> Text:
        text = Text(no_wrap=True)
        if self._chosen is None:
            return text
        first, count = self._window
        text.append(f"{'':{_LABEL}}{self._months(first, count)}".rstrip(), self._style("name"))
        for weekday in range(7):
            text.append(f"\n{_NAMES.get(weekday, ''):{_LABEL}}", self._style("name"))
            for week in range(count):
                self._append(text, first + timedelta(days=7 * week + weekday))
        return text

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        if at is None or self._chosen is None or at.x < _LABEL or at.y < 1:
            return
        first, count = self._window
        week = (at.x - _LABEL) // self._cell
        day = first + timedelta(days=7 * week + at.y - 1)
        if week < count and day <= self._last:
            self.post_message(self.Chosen(day))

    @property
    def _cell(self) -> int:
        """How many columns a week takes."""
        return 2 if self.size.width >= _LABEL + 2 * WEEKS else 1

    @property
    def _window(self) -> tuple[date, int]:
        """The first Monday that is shown, and how many weeks are."""
        count = max(1, min(WEEKS, (self.size.width - _LABEL) // self._cell))
        first = monday(self._last) - timedelta(weeks=count - 1)
        return min(first, monday(self._chosen or self._last)), count

    def _months(self, first: date, count: int) -> str:
        """Each month's name above the week that its first day is in, where there is room for it."""
        line = ""
        for week in range(count):
            days = (first + timedelta(days=7 * week + n) for n in range(7))
            begins = next((day for day in days if day.day == 1), None)
            column = week * self._cell
            if begins and len(line) <= column <= count * self._cell - 3:
                line = f"{line:<{column}}{begins:%b} "
        return line

    def _append(self, text: Text, day: date) -> None:
        if day > self._last:
            text.append(" " * self._cell)
            return
        found = self._days.get(day)
        number = step(found.break_s if found else 0.0)
        if day == self._chosen:
            text.append(_CHOSEN[number > 0], self._style("chosen"))
        else:
            text.append(_GLYPHS[number], self._style(f"step-{number}"))
        text.append(" " * (self._cell - 1))

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"year--{part}")
