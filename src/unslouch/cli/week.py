"""Days as text: a line for each, then what they come to, as wide as the terminal or 80 columns."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from itertools import groupby

import typer

from unslouch.core.days import Day, Doing, hours, line, total
from unslouch.core.duration import spoken
from unslouch.core.exercise import plainly

_WIDEST = 110
_SUMS = 23
"""How wide the sums beside a line are; they are left out in a terminal under _NARROW columns."""
_NARROW = 64
_LABEL = 8
_REGION = 24

_MARKS = {Doing.SITTING: "▄", Doing.BREAK: "█", Doing.NATURAL: "▒", Doing.PAUSED: "\u2571"}
_PLAIN = {Doing.SITTING: "-", Doing.BREAK: "#", Doing.NATURAL: "~", Doing.PAUSED: "/"}
_NAMES = {
    Doing.SITTING: "sitting",
    Doing.BREAK: "break",
    Doing.NATURAL: "natural break",
    Doing.PAUSED: "paused",
}
_COLOURS = {
    Doing.SITTING: "bright_black",
    Doing.BREAK: "green",
    Doing.NATURAL: "blue",
    Doing.PAUSED: "yellow",
}


def page(days: Sequence[Day]) -> str:
    """The picture of `days`, which follow one another."""
    whole, width = total(days), min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)
    if not (whole.sitting_s or whole.breaks or whole.natural or whole.regions):
        return f"{_heading(days)}\n\nNothing is recorded of {'that day' if len(days) == 1 else 'these days'}."
    marks = _MARKS if _can_show("".join(_MARKS.values())) else _PLAIN
    parts = [[_heading(days)], _picture(days, marks, width), _sentences(days), _regions(whole, marks, width)]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _heading(days: Sequence[Day]) -> str:
    first, last = days[0].date, days[-1].date
    year = f" {last:%Y}"
    ends = f"{last:%A} {last.day} {last:%B}{year}"
    if first == last:
        return ends
    begins = f"{first:%A} {first.day}"
    if (first.year, first.month) != (last.year, last.month):
        begins += f" {first:%B}{'' if first.year == last.year else f' {first:%Y}'}"
    return f"{begins} to {ends}"


def _picture(days: Sequence[Day], marks: dict[Doing, str], width: int) -> list[str]:
    """The hours, a line for each day, and what the marks mean."""
    sums = width >= _NARROW
    columns = max(12, width - _LABEL - (_SUMS if sums else 0) - 1)
    between = hours(days)
    lines = [
        f"{'':{_LABEL}}{_hours(between, columns):{columns}}{'sitting   breaks' if sums else '':>{_SUMS}}"
    ]
    for day in days:
        label = f"{day.date:%a} {day.date.day:>2}"
        told = f"{spoken(day.sitting_s) if day.sitting_s else '':>14}{day.breaks or '':>9}" if sums else ""
        lines.append(f"{label:{_LABEL}}{_line(day, columns, between, marks)}{told}".rstrip())
    shown = {phase.doing for day in days for phase in day.phases}
    legend = (f"{_in_colour(mark, each)} {_NAMES[each]}" for each, mark in marks.items() if each in shown)
    return [lines[0].rstrip(), *lines[1:], f"{'':{_LABEL}}{'   '.join(legend)}"]


def _hours(between: tuple[int, int], columns: int) -> str:
    """The names of the full hours above the columns in which they begin, as many as there is room for."""
    begins, ends = between
    each = next(n for n in (1, 2, 3, 4, 6, 8, 12, 24) if columns * n / (ends - begins) >= 4)
    text = ""
    for hour in range(begins, ends, each):
        text = f"{text:<{round((hour - begins) / (ends - begins) * columns)}}{hour:02}"
    return text


def _line(day: Day, columns: int, between: tuple[int, int], marks: dict[Doing, str]) -> str:
    return "".join(
        " " * len(list(run)) if doing is None else _in_colour(marks[doing] * len(list(run)), doing)
        for doing, run in groupby(line(day, columns, between))
    )


def _sentences(days: Sequence[Day]) -> list[str]:
    """What they come to: breaks taken, natural ones, the longest sitting, and how much of it was paused."""
    whole = total(days)
    longest = max(days, key=lambda day: day.longest_sitting_s)
    taken = f", {spoken(whole.break_s)} in all" if whole.breaks else ""
    told = [f"{_counted(whole.breaks, 'break')}{taken}."]
    if whole.natural:
        told.append(f"{_counted(whole.natural, 'natural break')}, {spoken(whole.natural_s)} in all.")
    if whole.sitting_s:
        when = f", on {longest.date:%A} {longest.date.day} {longest.date:%B}" if len(days) > 1 else ""
        told.append(f"The longest sitting was {spoken(longest.longest_sitting_s)}{when}.")
    if whole.paused_s:
        told.append(f"Reminders were paused for {spoken(whole.paused_s)} of the sitting.")
    return told


def _regions(whole: Day, marks: dict[Doing, str], width: int) -> list[str]:
    """How much each region got, the most first, as bars."""
    room = max(4, min(width, 80) - _REGION - 1)
    played = sorted(whole.regions.items(), key=lambda item: -item[1])
    most_s = max(whole.regions.values(), default=0.0)
    return [
        f"{plainly(region):<13}{spoken(seconds):>9}  "
        + _in_colour(marks[Doing.BREAK] * max(1, round(seconds / most_s * room)), Doing.BREAK)
        for region, seconds in played
    ]


def _counted(number: int, name: str) -> str:
    return f"{number or 'No'} {name}{'' if number == 1 else 's'}"


def _in_colour(text: str, doing: Doing) -> str:
    """Coloured on a terminal that takes colours and whose user wants them (https://no-color.org)."""
    wanted = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return typer.style(text, fg=_COLOURS[doing]) if wanted else text


def _can_show(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
