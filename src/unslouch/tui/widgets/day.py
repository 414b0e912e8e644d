"""A day as the settings make it: a line of its hours, and the times of its reminders below it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from unslouch.core.duration import spoken
from unslouch.core.text import clean
from unslouch.settings.model import Settings
from unslouch.tui.widgets.line import Line
from unslouch.tui.widgets.options import Options
from unslouch.tui.widgets.week import hour_names

if TYPE_CHECKING:
    from unslouch.core.scenario import Scenario
    from unslouch.core.timeline import Told

_HOUR_S = 3600
_GAP = 2
_MOST = 60
"""How many times of one kind of reminder are shown."""

_AT_ONCE_S = 60
"""A reminder that a break follows within so many seconds is part of it."""

_MARKS = {
    "break": ("█", "█"),
    "reminder": ("◆", "█"),
    "quiet": ("◇", "█"),
    "sitting": (" ", "█"),
    "off": (" ", " "),
}
"""How a column of the day looks in its upper and its lower row: a break stands up, and a reminder stands upon
the sitting; of several things in one, the first of these.
"""

_KEY = {"break": "█", "reminder": "◆", "quiet": "◇", "sitting": "▄"}
_UPON = {"reminder": "sitting", "quiet": "sitting"}
"""In whose colour the lower row of these is."""

_ANSWERS = ("start", "snooze", "skip", "ignore")


@dataclass(frozen=True, slots=True)
class Day:
    """A `date`, how it was played (None on a day off) and what happened."""

    date: date
    scenario: Scenario | None
    told: tuple[Told, ...] = ()

    @property
    def heading(self) -> str:
        name = f"{self.date:%A} {self.date.day} {self.date:%B}"
        return name if self.scenario else f"{name}: a day off"

    @property
    def sum(self) -> str:
        """How much of it there is."""
        reminders = [told for told in self.told if told.what == "reminder" and not told.facts.get("quiet")]
        breaks_s = [told.facts["lasted_s"] for told in self.told if told.what == "completed"]
        sentence = f"{_count(len(reminders), 'reminder')}, {_count(len(breaks_s), 'break')}"
        return f"{sentence} of {spoken(sum(breaks_s))} in all." if breaks_s else f"{sentence}."

    @property
    def hours(self) -> tuple[int, int]:
        """The hour in which it begins and the one after it, in hours after its midnight."""
        if self.scenario is None:
            return 0, 0
        start = self.scenario.start
        return start.hour, start.hour + math.ceil((start.minute * 60 + self.scenario.length_s) / _HOUR_S)

    @property
    def reminders(self) -> list[tuple[str, list[str]]]:
        """Each kind of reminder, and the times at which it comes."""
        times: dict[str, list[str]] = {}
        for told in self.told:
            if told.what == "reminder":
                times.setdefault(_reminder(told), []).append(f"{told.at:%H:%M}")
        return list(times.items())


def played(settings: Settings, first: date, zone: tzinfo, answer: str, weekday: int | None = None) -> Day:
    """The next working day from `first` on, or, working or not, the next such `weekday` (0 is Monday).

    Nothing but breaks happens on it, and every reminder gets `answer`. Raises UsageError where there is no
    end to what happens.
    """
    from unslouch.core.scenario import Answer, Scenario, usual_day  # noqa: PLC0415 (the screen is there first)
    from unslouch.core.simulation import play  # noqa: PLC0415

    week = [first + timedelta(days=days) for days in range(7)]
    if weekday is not None:
        week = [day for day in week if day.weekday() == weekday]
    for day in week:
        scenario = usual_day(day, settings.hours.hours, zone)
        if scenario is not None:
            answered = Scenario(scenario.start, scenario.length_s, Answer(answer))
            return Day(day, answered, tuple(play(answered, settings.rules())))
    return Day(week[0], None)


def line(day: Day, columns: int) -> list[str]:
    """What each of so many columns shows of the day's hours, by the names of the marks."""
    scenario = day.scenario
    if scenario is None:
        return []
    begins, ends = day.hours
    each_s = (ends - begins) * _HOUR_S / columns
    lead_s = scenario.start.minute * 60.0
    marks = ["off"] * columns
    _paint(marks, "sitting", lead_s / each_s, (lead_s + scenario.length_s) / each_s)
    for mark, start_s, end_s in _spans(day.told, scenario.length_s):
        _paint(marks, mark, (lead_s + start_s) / each_s, (lead_s + end_s) / each_s)
    return marks


def _spans(told: Iterable[Told], length_s: float) -> Iterator[tuple[str, float, float]]:
    """What is painted over sitting, in seconds after the start; what is off first."""
    rest: list[tuple[str, float, float]] = []
    began_s = off_s = None
    for each in told:
        match each.what:
            case "reminder":
                rest.append(("quiet" if each.facts.get("quiet") else "reminder", each.after_s, each.after_s))
            case "session":
                began_s = each.after_s
                if rest and rest[-1][0] == "reminder" and began_s - rest[-1][1] <= _AT_ONCE_S:
                    rest.pop()
            case "completed" | "left_early" if began_s is not None:
                rest.append(("break", began_s, each.after_s))
                began_s = None
            case "held" if each.facts["reason"] == "off_hours":
                off_s = each.after_s
            case "released" if each.facts["reason"] == "off_hours" and off_s is not None:
                yield "off", off_s, each.after_s
                off_s = None
    if began_s is not None:
        rest.append(("break", began_s, length_s))
    yield from rest


def _paint(marks: list[str], mark: str, start: float, end: float) -> None:
    """Marks the columns from `start` to `end`, at least one; a weightier mark stays, unless it is off."""
    order = list(_MARKS)
    first = int(start)
    for column in range(first, min(len(marks), max(first + 1, round(end)))):
        plain = {marks[column], mark} <= {"sitting", "off"}
        marks[column] = mark if plain else min(marks[column], mark, key=order.index)


def _reminder(told: Told) -> str:
    facts = told.facts
    said = f"{clean(facts['rhythm'], 20)}, {spoken(facts['length_s'])}"
    if facts.get("quiet"):
        return f"{said}, quiet"
    return f"{said}, {facts['posture']}{', again' if facts['times'] > 1 else ''}"


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"


class Picture(Widget):
    """The hours of a day on one line, what they are spent on, and what the marks mean below."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"picture--name", *(f"picture--{mark}" for mark in _MARKS)}
    DEFAULT_CSS = """
    Picture {
        height: auto;
        .picture--name { color: $text-muted; }
        .picture--break { color: $primary; }
        .picture--reminder { color: $accent; text-style: bold; }
        .picture--quiet { color: $secondary; }
        .picture--sitting { color: $foreground 35%; }
    }
    """

    day: Day | None = None

    def tell(self, day: Day | None) -> None:
        if day != self.day:
            self.day = day
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport, width
        return 0 if self.day and self.day.scenario is None else 5

    def render(self) -> Text:
        text = Text(no_wrap=True, end="")
        if self.day is None or self.day.scenario is None:
            return text
        columns = max(1, self.size.width)
        marks = line(self.day, columns)
        text.append(f"{hour_names(self.day.hours, columns)}\n", self._style("name"))
        for row in range(2):
            for mark, run in groupby(_UPON.get(mark, mark) if row else mark for mark in marks):
                text.append(_MARKS[mark][row] * len(list(run)), self._style(mark))
            text.append("\n")
        text.append("\n")
        for mark in (mark for mark in _KEY if mark in marks):
            text.append(_KEY[mark], self._style(mark))
            text.append(f" {mark}  ", self._style("name"))
        text.rstrip()
        return text

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"picture--{part}")


class Times(Widget):
    """The reminders of a day, each kind with its times as columns below it."""

    DEFAULT_CSS = """
    Times { height: auto; }
    """

    _reminders: Sequence[tuple[str, list[str]]] = ()

    def tell(self, reminders: Sequence[tuple[str, list[str]]]) -> None:
        if reminders != self._reminders:
            self._reminders = reminders
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        across = max(1, (width + _GAP) // (len("00:00") + _GAP))
        lines: list[Content] = []
        for kind, times in self._reminders:
            lines += [Content(), *Content(kind).wrap(max(1, width))]
            shown = times[:_MOST]
            rows = [
                (" " * _GAP).join(shown[first : first + across]) for first in range(0, len(shown), across)
            ]
            rows += [f"and {len(times) - _MOST} more"] if len(times) > _MOST else []
            lines += [Content.styled(row, "$text-muted") for row in rows]
        return lines[1:]


class DayView(VerticalScroll, can_focus=False):
    """The picture with its date, what it comes to, and what the person does with each reminder."""

    DEFAULT_CSS = """
    DayView {
        scrollbar-size-vertical: 1;
        #day-heading { text-style: bold; }
        #day-of { color: $text-muted; margin-bottom: 1; }
        #day-sum { margin: 1 0; }
        #day-answer { color: $text-muted; }
        Times { margin-top: 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._picture = Picture()
        self._heading, self._sum = Line(id="day-heading"), Line(id="day-sum")
        self._times = Times()
        self._answers = Options(_ANSWERS, frozenset({"start"}), id="answer")

    @property
    def answer(self) -> str:
        """What the person does."""
        return next(iter(self._answers.chosen))

    def compose(self) -> ComposeResult:
        yield self._heading
        yield Line("As it would be with these settings", id="day-of")
        yield self._picture
        yield self._sum
        yield Line("With each reminder you", id="day-answer")
        yield self._answers
        yield self._times

    def tell(self, day: Day) -> None:
        self._picture.tell(day)
        self._heading.tell(day.heading)
        self._sum.tell(day.sum)
        self._times.tell(day.reminders)

    def fail(self, why: str) -> None:
        """The day cannot be played."""
        self._picture.tell(None)
        self._times.tell(())
        self._sum.tell(why)
