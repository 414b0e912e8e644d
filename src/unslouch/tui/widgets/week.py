"""A week day by day: for each a line of its hours, with what was done in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Size

from unslouch.core.days import Day, Doing, hours, line
from unslouch.tui.widgets.dated import Dated

MARKS = {Doing.SITTING: "▄", Doing.BREAK: "▇", Doing.NATURAL: "▒", Doing.PAUSED: "\u2571"}
_NAMES = {
    Doing.SITTING: "sitting",
    Doing.BREAK: "break",
    Doing.NATURAL: "natural",
    Doing.PAUSED: "paused",
}
_LABEL = 8

_ROWS = (9, 10, 17)
"""How high it may be: bare, with air above what the marks mean, and with air between the days as well."""

_HIGH = (28, 42)
"""From so many rows of the window on there is room for the second of these, and for the third."""


class Week(Dated):
    """Shows the week of `days`, the hours above and what the marks mean below; a click asks for a day."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"week--{part}" for part in ("name", "chosen", "hovered", *Doing)
    }
    DEFAULT_CSS = """
    Week {
        height: auto;
        pointer: pointer;
        .week--name { color: $text-muted; }
        .week--chosen { color: $primary; text-style: bold; }
        .week--hovered { background: $panel; }
        .week--sitting { color: $foreground 35%; }
        .week--break { color: $primary; }
        .week--natural { color: $secondary; }
        .week--paused { color: $accent; }
        &:ansi .week--sitting { color: ansi_bright_black; }
    }
    """

    _days: Sequence[Day] = ()
    _chosen: date | None = None

    def tell(self, days: Sequence[Day], chosen: date) -> None:
        if (days, chosen) != (self._days, self._chosen):
            self._days, self._chosen = days, chosen
            self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, width
        return _ROWS[sum(viewport.height >= rows for rows in _HIGH)]

    def render(self) -> Text:
        text = Text(no_wrap=True, end="")
        if not self._days:
            return text
        columns, between = max(1, self.size.width - _LABEL), hours(self._days)
        text.append(f"{'':{_LABEL}}{hour_names(between, columns)}", self._style("name"))
        coming = 6 - self._days[-1].date.weekday()
        for day in (*self._days, *(Day(self._days[-1].date + timedelta(days=1 + n)) for n in range(coming))):
            chosen = day.date == self._chosen
            label = f"{'▌' if chosen else ' '}{day.date:%a} {day.date.day:>2} "
            text.append("\n" * self._each)
            text.append(label, self._style("chosen" if chosen else "name"))
            if day.date == self.hovered:
                text.stylize(
                    self.get_component_rich_style("week--hovered", partial=True), len(text) - len(label)
                )
            for doing, run in groupby(line(day, columns, between)):
                text.append((MARKS[doing] if doing else " ") * len(list(run)), self._style(doing or "name"))
        text.append("\n" * max(1, min(2, self.size.height - 7 * self._each - 1)))
        return self._legend(text)

    def under(self, event: events.MouseEvent) -> date | None:
        at = event.get_content_offset(self)
        number = (at.y - 1) // self._each if at else -1
        return self._days[number].date if 0 <= number < len(self._days) else None

    @property
    def _each(self) -> int:
        """How many rows a day takes."""
        return 2 if self.size.height >= _ROWS[-1] else 1

    def _legend(self, text: Text) -> Text:
        paused = any(phase.doing is Doing.PAUSED for day in self._days for phase in day.phases)
        names = {doing: name for doing, name in _NAMES.items() if paused or doing is not Doing.PAUSED}
        wide = sum(len(name) + 4 for name in names.values()) - 2
        gap = "  " if wide <= self.size.width else " "
        text.append(" " * max(0, min(_LABEL, self.size.width - wide)))
        for doing, name in names.items():
            text.append(MARKS[doing], self._style(doing))
            text.append(f" {name}{gap}", self._style("name"))
        text.rstrip()
        return text

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"week--{part}")


def hour_names(between: tuple[int, int], columns: int) -> str:
    """The names of the full hours above the columns in which they begin, as many as there is room for."""
    begins, ends = between
    each = next(n for n in (1, 2, 3, 4, 6, 8, 12, 24) if columns * n / (ends - begins) >= 4 or n == 24)
    text = ""
    for hour in range(begins, ends, each):
        text = f"{text:<{round((hour - begins) / (ends - begins) * columns)}}{hour % 24:02}"
    return text[:columns]
