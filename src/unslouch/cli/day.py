"""A played day as text, 80 columns wide: a bar of the hours, then a line for each thing that happened."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from unslouch.core.duration import spoken
from unslouch.core.events import Remind
from unslouch.core.moment import shift
from unslouch.core.rules import Posture
from unslouch.core.scenario import Scenario
from unslouch.core.text import clean
from unslouch.core.timeline import Told
from unslouch.core.wording import body

_WIDTH = 80
_WIDEST_BAR = 72
_COLUMNS_MIN = (1, 2, 5, 10, 15, 20, 30)
"""How many minutes one column of the bar may stand for."""

_MARKS = {"break": "#", "away": "~", "held": ".", "off": " ", "sitting": "-"}
"""What a column shows; of several things in one, the first of these."""

_REASONS = {
    "away": "Away",
    "paused": "Held: paused",
    "do_not_disturb": "Held: do not disturb",
    "meeting": "Held: a meeting",
    "screen_shared": "Held: the screen is shared",
    "full_screen": "Held: full screen",
}
_PLAIN = {
    "withdrawn": "The reminder goes away",
    "dismissed": "The reminder is closed without an answer",
    "skipped": "Skipped",
    "work_begins": "Work begins",
    "work_ends": "Work ends",
}


@dataclass(slots=True)
class _Row:
    """What happened at `start`, or lasted from then to `end`; `mark` is the name of what the bar shows.

    `start_s` and `end_s` are the same in seconds after the start of the day.
    """

    start: datetime
    start_s: float
    text: str
    mark: str = ""
    end: datetime | None = None
    end_s: float = math.inf


def page(played: Scenario, told: Sequence[Told]) -> str:
    """The day `played`, of which `told` is the timeline."""
    rows = _rows(told)
    end = shift(played.start, played.length_s)
    until = f"{end:%H:%M}" if end.date() == played.start.date() else f"{_day(end)}, {end:%H:%M}"
    lines = [f"{_day(played.start)}, {played.start:%H:%M} to {until}", ""]
    if played.length_s <= 86400:
        lines += [*_bar(played, rows), ""]
    day = played.start.date()
    for row in rows:
        if row.text and row.start.date() != day:
            day = row.start.date()
            lines += ["", _day(row.start)]
        lines += [_line(row)] if row.text else []
    return "\n".join([*lines, "", _sum(told)])


def _rows(told: Iterable[Told]) -> list[_Row]:
    """A row for each event; what has a beginning and an end is one row."""
    rows: list[_Row] = []
    lasting: dict[str, _Row] = {}
    for each in told:
        match each.what:
            case "session" | "held":
                rows.append(_begun(each))
                lasting[_key(each)] = rows[-1]
            case "completed" | "left_early" | "released":
                if _key(each) in lasting:
                    row = lasting.pop(_key(each))
                    row.end, row.end_s, row.text = each.at, each.after_s, row.text + _ending(each)
            case "natural_break":
                _add_natural(rows, each)
            case _:
                rows.append(_Row(each.at, each.after_s, _event(each)))
    return rows


def _key(told: Told) -> str:
    return str(told.facts["reason"]) if "reason" in told.facts else "session"


def _begun(told: Told) -> _Row:
    if told.what == "session":
        return _Row(told.at, told.after_s, f"Break of {spoken(told.facts['length_s'])}", "break")
    reason = told.facts["reason"]
    mark = {"away": "away", "off_hours": "off"}.get(reason, "held")
    return _Row(told.at, told.after_s, _REASONS.get(reason, ""), mark)


def _ending(told: Told) -> str:
    """What the end adds to the row that it ends."""
    facts = told.facts
    if told.what == "left_early":
        return f"; {'cut off' if facts.get('died') else 'left'} after {spoken(facts['done_s'])}"
    over_s = facts.get("lasted_s", 0) - facts.get("length_s", 0)
    return f"; stayed {spoken(over_s)} longer" if over_s >= 1 else ""


def _add_natural(rows: list[_Row], told: Told) -> None:
    """The absence that just ended was one; after a restart there is none to tell it of."""
    gone = next((row for row in reversed(rows) if row.mark == "away"), None)
    length_s = told.facts["length_s"]
    says = f"a natural break of {spoken(length_s)}"
    if gone is not None and gone.end_s == told.after_s:
        gone.text = f"{gone.text}: {says}"
        gone.start, gone.start_s = shift(told.at, -length_s), told.after_s - length_s
    else:
        rows.append(_Row(told.at, told.after_s, says[:1].upper() + says[1:]))


def _event(told: Told) -> str:
    match told.what:
        case "reminder":
            return _reminder(told)
        case "snoozed":
            return f"Snoozed for {spoken(told.facts['length_s'])}"
        case _:
            return _PLAIN[told.what]


def _reminder(told: Told) -> str:
    facts = told.facts
    name = clean(facts["rhythm"], 20)
    if facts.get("quiet"):
        return f"Note: {name}, {spoken(facts['length_s'])}"
    again = " again" if facts["times"] > 1 else ""
    after = f" after {spoken(facts['since_s'])}" if facts["since_s"] >= 60 else ""
    return f"Reminder{again}{after}: {name}, {_length(told)}"


def _length(told: Told) -> str:
    """How long the break is, and how far it goes."""
    facts = told.facts
    posture = Posture(facts["posture"])
    said = body(Remind("", facts["since_s"], facts["length_s"], posture, 1, can_snooze=True))
    return said.rstrip(".")


def _line(row: _Row) -> str:
    if row.end is not None:
        when = f"{row.start:%H:%M}-{row.end:%H:%M}"
    else:
        when = f"{row.start:%H:%M}{'-' if row.mark else ''}"
    line = f"{when:<13}{row.text}"
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 3]}..."


def _bar(played: Scenario, rows: Iterable[_Row]) -> Iterator[str]:
    """The hours, below them what the time was spent on, and what the marks mean."""
    each_s = next(
        (minutes * 60 for minutes in _COLUMNS_MIN if played.length_s / minutes / 60 <= _WIDEST_BAR),
        _COLUMNS_MIN[-1] * 60,
    )
    cells = ["sitting"] * max(1, math.ceil(played.length_s / each_s))
    for row in rows:
        if row.mark:
            _paint(cells, row, each_s)
    yield _hours(played.start, each_s, len(cells))
    yield "".join(_MARKS[cell] for cell in cells).rstrip()
    yield "   ".join(f"{mark} {name}" for name, mark in _MARKS.items() if name in cells and mark.strip())


def _paint(cells: list[str], row: _Row, each_s: float) -> None:
    """Mark the columns that `row` touches, where nothing weightier is."""
    order = list(_MARKS)
    first = int(row.start_s / each_s)
    end = len(cells) if row.end is None else math.ceil(row.end_s / each_s)
    for column in range(max(0, first), min(len(cells), max(first + 1, end))):
        cells[column] = min(cells[column], row.mark, key=order.index)


def _hours(start: datetime, each_s: int, columns: int) -> str:
    """The full hours above the columns in which they begin, on an undisturbed clock."""
    line = ""
    for column in range(columns):
        at = shift(start, column * each_s)
        begins = at.minute * 60 < each_s and (column > 0 or at.minute == 0)
        if begins and len(line) <= column and columns - column >= 2:
            line = f"{line:<{column}}{at:%H} "
    return line.rstrip()


def _sum(told: Iterable[Told]) -> str:
    """How many there were of what counts."""
    counts = Counter(each.what for each in told if not each.facts.get("quiet"))
    names = {"reminder": "reminder", "completed": "break", "natural_break": "natural break"}
    parts = [f"{counts[what]} {name}{'' if counts[what] == 1 else 's'}" for what, name in names.items()]
    return ", ".join(parts) + "."


def _day(at: datetime) -> str:
    return f"{at:%A} {at.day} {at:%B %Y}"
