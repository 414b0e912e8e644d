"""A day as the settings make it: a picture with a row for each hour, and the reminders below it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.widget import Widget

from unslouch.core.duration import spoken
from unslouch.core.moment import shift
from unslouch.core.scenario import Answer, Scenario, usual_day
from unslouch.core.simulation import play
from unslouch.core.text import clean
from unslouch.core.timeline import Told
from unslouch.settings.model import Settings
from unslouch.tui.widgets.line import Line
from unslouch.tui.widgets.options import Options

_HOUR_S = 3600
_AT_ONCE_S = 60
"""A reminder that a break follows within so many seconds is part of it."""

_COLUMNS = (60, 30, 20, 15, 12)
"""Into how many columns an hour may be divided."""

_MARKS = {"break": "█", "reminder": "◆", "note": "◇", "sitting": "─", "off": " "}
"""What a column shows; of several things in one, the first of these."""

_ANSWERS = {"start": Answer.START, "snooze": Answer.SNOOZE, "skip": Answer.SKIP, "ignore": Answer.IGNORE}


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
    def reminders(self) -> str:
        """A line for each reminder."""
        return "\n".join(_reminder(told) for told in self.told if told.what == "reminder")


def played(settings: Settings, first: date, zone: tzinfo, answer: Answer, weekday: int | None = None) -> Day:
    """The next working day from `first` on, or, working or not, the next such `weekday` (0 is Monday).

    Nothing but breaks happens on it, and every reminder gets `answer`. Raises UsageError where there is no
    end to what happens.
    """
    week = [first + timedelta(days=days) for days in range(7)]
    if weekday is not None:
        week = [day for day in week if day.weekday() == weekday]
    for day in week:
        scenario = usual_day(day, settings.hours.hours, zone)
        if scenario is not None:
            answered = Scenario(scenario.start, scenario.length_s, answer)
            return Day(day, answered, tuple(play(answered, settings.rules())))
    return Day(week[0], None)


def cells(day: Day, columns: int) -> list[tuple[str, list[str]]]:
    """For each hour its name and what each of its `columns` shows, by the names of the marks."""
    scenario = day.scenario
    if scenario is None:
        return []
    each_s = _HOUR_S / columns
    lead_s = scenario.start.minute * 60.0
    hours = math.ceil((lead_s + scenario.length_s) / _HOUR_S)
    marks = ["off"] * (hours * columns)
    _paint(marks, "sitting", lead_s / each_s, (lead_s + scenario.length_s) / each_s)
    for mark, start_s, end_s in _spans(day.told, scenario.length_s):
        _paint(marks, mark, (lead_s + start_s) / each_s, (lead_s + end_s) / each_s)
    names = (f"{shift(scenario.start, hour * _HOUR_S - lead_s):%H}" for hour in range(hours))
    return [(name, marks[hour * columns : (hour + 1) * columns]) for hour, name in enumerate(names)]


def _spans(told: Iterable[Told], length_s: float) -> Iterator[tuple[str, float, float]]:
    """What is painted over sitting, in seconds after the start; what is off first."""
    rest: list[tuple[str, float, float]] = []
    began_s = off_s = None
    for each in told:
        match each.what:
            case "reminder":
                rest.append(("note" if each.facts.get("quiet") else "reminder", each.after_s, each.after_s))
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
    said = f"{told.at:%H:%M}  {clean(facts['rhythm'], 20)}, {spoken(facts['length_s'])}"
    if facts.get("quiet"):
        return said
    return f"{said}, {facts['posture']}{' (again)' if facts['times'] > 1 else ''}"


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"


class Picture(Widget):
    """The hours of a day, one below the other, and what their minutes are spent on."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"picture--hour", *(f"picture--{mark}" for mark in _MARKS)}
    DEFAULT_CSS = """
    Picture {
        height: auto;
        .picture--hour { color: $text-muted; }
        .picture--break { color: $primary; }
        .picture--reminder { color: $accent; text-style: bold; }
        .picture--note { color: $secondary; }
        .picture--sitting { color: $text-muted; }
    }
    """

    day: Day | None = None

    def tell(self, day: Day) -> None:
        if day != self.day:
            self.day = day
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport
        hours = self._hours(width)
        return len(hours) + 2 if hours else 0

    def render(self) -> Text:
        text = Text(no_wrap=True)
        hours = self._hours(self.size.width)
        for name, marks in hours:
            text.append(f"{name} ", self._style("hour"))
            for mark in marks:
                text.append(_MARKS[mark], self._style(mark))
            text.append("\n")
        shown = {mark for _, marks in hours for mark in marks}
        for mark in (mark for mark in _MARKS if mark in shown - {"off"}):
            text.append(
                f"\n{_MARKS[mark]} " if text.plain.endswith("\n") else f"  {_MARKS[mark]} ", self._style(mark)
            )
            text.append(mark, self._style("hour"))
        return text

    def _hours(self, width: int) -> list[tuple[str, list[str]]]:
        columns = next((columns for columns in _COLUMNS if columns + 3 <= width), _COLUMNS[-1])
        return cells(self.day, columns) if self.day else []

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"picture--{part}", partial=True)


class DayView(VerticalScroll, can_focus=False):
    """The picture with its date, what it comes to, and what the person does with each reminder."""

    DEFAULT_CSS = """
    DayView {
        scrollbar-size-vertical: 1;
        #day-heading { text-style: bold; }
        #day-of { color: $text-muted; margin-bottom: 1; }
        #day-sum { margin: 1 0; }
        #day-answer { color: $text-muted; }
        #day-reminders { color: $text-muted; margin-top: 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._picture = Picture()
        self._heading, self._sum, self._reminders = (
            Line(id=f"day-{name}") for name in ("heading", "sum", "reminders")
        )
        self._answers = Options(tuple(_ANSWERS), frozenset({"start"}), id="answer")

    @property
    def answer(self) -> Answer:
        """What the person does."""
        return _ANSWERS[next(iter(self._answers.chosen))]

    def compose(self) -> ComposeResult:
        yield self._heading
        yield Line("As it would be with these settings", id="day-of")
        yield self._picture
        yield self._sum
        yield Line("With each reminder you", id="day-answer")
        yield self._answers
        yield self._reminders

    def tell(self, day: Day) -> None:
        self._picture.tell(day)
        self._heading.tell(day.heading)
        self._sum.tell(day.sum)
        self._reminders.tell(day.reminders)

    def fail(self, why: str) -> None:
        """The day cannot be played."""
        self._sum.tell(why)
