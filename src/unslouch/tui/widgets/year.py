"""The year as a calendar: a column for each week, a row for each weekday, fuller the more was moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Size

from unslouch.core.days import Day
from unslouch.tui.widgets.dated import Dated

WEEKS = 53

STEPS_MIN = (5, 10, 20)
"""Up to how many minutes of break the first, the second and the third step go; the fourth is more."""

_GLYPHS = {2: "·▁▃▅▇", 1: "·⣀⣤⣶⣿"}
"""The steps by how many columns a week takes: bars stand apart, and dots do where bars would touch."""

_CHOSEN = ("◇", "◆")
_MEANING = ("to 5", "to 10", "to 20", "over 20 min")
_LABEL, _MONTH = 3, 3
_NAMES = {0: "Mo", 2: "We", 4: "Fr", 6: "Su"}
_ROWS = 8
_HEADING = "The year"


def step(seconds: float) -> int:
    """How full so much break is: 0 for none, then 1 to 4."""
    return 0 if seconds <= 0 else 1 + sum(seconds > minutes * 60 for minutes in STEPS_MIN)


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


class Year(Dated):
    """Shows `WEEKS` weeks, or as many as there is room for, with the chosen day among them; in nine rows or
    more under a heading, with what the marks mean. Days that are not known yet are blank.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "year--heading",
        "year--name",
        "year--chosen",
        "year--hovered",
        *(f"year--step-{n}" for n in range(5)),
    }
    DEFAULT_CSS = """
    Year {
        height: auto;
        pointer: pointer;
        .year--heading { color: $secondary; text-style: bold; }
        .year--name { color: $text-muted; }
        .year--chosen { color: $foreground; text-style: bold; }
        .year--hovered { background: $foreground 25%; }
        .year--step-0 { color: $foreground 30%; }
        .year--step-1 { color: $primary 55%; }
        .year--step-2 { color: $primary 70%; }
        .year--step-3 { color: $primary 85%; }
        .year--step-4 { color: $primary; }
        &:ansi .year--step-0 { color: ansi_bright_black; }
    }
    """

    _days: Mapping[date, Day] = MappingProxyType({})
    _chosen: date | None = None
    _last = date.min

    def tell(self, days: Sequence[Day], chosen: date) -> None:
        self._days = {day.date: day for day in days}
        self._chosen, self._last = chosen, days[-1].date
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport, width
        return _ROWS + 1

    def render(self) -> Text:
        text = Text(no_wrap=True, end="")
        if self.size.height > _ROWS or self._chosen is None:
            self._append_heading(text)
        if self._chosen is None:
            return text
        first, count = self._window
        text.append(f"{'':{_LABEL}}{self._months(first, count)}".rstrip(), self._style("name"))
        for weekday in range(7):
            text.append(f"\n{_NAMES.get(weekday, ''):{_LABEL}}", self._style("name"))
            for week in range(count):
                self._append(text, first + timedelta(days=7 * week + weekday))
        return text

    def under(self, event: events.MouseEvent) -> date | None:
        at = event.get_content_offset(self)
        weekday = at.y - (self.size.height - 7) if at else -1
        if at is None or self._chosen is None or at.x < _LABEL or not 0 <= weekday < 7:
            return None
        first, count = self._window
        week = (at.x - _LABEL) // self._cell
        day = first + timedelta(days=7 * week + weekday)
        return day if week < count and day <= self._last else None

    @property
    def _cell(self) -> int:
        """How many columns a week takes."""
        return 2 if self.size.width >= _LABEL + 2 * WEEKS - 1 else 1

    @property
    def _window(self) -> tuple[date, int]:
        """The first Monday that is shown, and how many weeks are."""
        count = max(1, min(WEEKS, (self.size.width + self._cell - 1 - _LABEL) // self._cell))
        first = monday(self._last) - timedelta(weeks=count - 1)
        return min(first, monday(self._chosen or self._last)), count

    def _append_heading(self, text: Text) -> None:
        """The heading, and at the right what the marks mean."""
        legend = self._legend() if self._days else Text()
        text.append(_HEADING, self._style("heading"))
        if len(legend) + len(_HEADING) + 2 <= self.size.width:
            text.append(" " * (self.size.width - len(_HEADING) - len(legend)))
            text.append_text(legend)
        text.append("\n" * (self.size.height - _ROWS))

    def _legend(self) -> Text:
        text = Text()
        for number, meaning in enumerate(_MEANING, 1):
            text.append("  " if number > 1 else "")
            text.append(_GLYPHS[self._cell][number], self._style(f"step-{number}"))
            text.append(f" {meaning}", self._style("name"))
        return text

    def _months(self, first: date, count: int) -> str:
        """Each month's name above the week that its first day is in; the first one may have begun before."""
        days = ((week, first + timedelta(days=7 * week + n)) for week in range(count) for n in range(7))
        begins = [(week * self._cell, day) for week, day in days if day.day == 1]
        if not begins or begins[0][0] > _MONTH:
            begins.insert(0, (0, first))
        line = ""
        for column, day in begins:
            if column + _MONTH <= count * self._cell:
                line = f"{line:<{column}}{day:%b}"
        return line

    def _append(self, text: Text, day: date) -> None:
        found = self._days.get(day)
        if found is None:
            text.append(" " * self._cell)
            return
        number = step(found.break_s)
        if day == self._chosen:
            text.append(_CHOSEN[number > 0], self._style("chosen"))
        else:
            text.append(_GLYPHS[self._cell][number], self._style(f"step-{number}"))
        if day == self.hovered:
            text.stylize(self.get_component_rich_style("year--hovered", partial=True), len(text) - 1)
        text.append(" " * (self._cell - 1))

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"year--{part}")
