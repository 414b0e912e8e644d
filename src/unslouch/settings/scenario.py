"""Reads a scenario for the preview: every problem is collected, as in the config."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo, available_timezones

from unslouch.core.events import Reason
from unslouch.core.lines import KeyPath
from unslouch.core.problem import Problem
from unslouch.core.scenario import Answer, Happening, Scenario, What
from unslouch.settings.kinds import Choice, Clock, Duration, Flag, WrongValueError, closest
from unslouch.settings.load import settings_of, text_of, tree_of
from unslouch.settings.model import Settings, document
from unslouch.settings.report import Report, named, shown

_LONGEST = timedelta(days=400)
_YEARS = range(1971, 3000)
_RESTART_S, _REBOOT_S = 1.0, 120.0


class _Kind(Protocol):
    @property
    def allowed(self) -> str: ...

    def read(self, value: object) -> Any: ...


@dataclass(frozen=True, slots=True)
class _Zone:
    """A time zone by its name (https://www.iana.org/time-zones)."""

    allowed: str = "the name of a time zone such as Europe/Berlin"

    def read(self, value: object) -> tzinfo:
        try:
            return ZoneInfo(value if isinstance(value, str) else "")
        except (KeyError, ValueError, OSError):
            near = _nearest_zone(value) if isinstance(value, str) else None
            raise WrongValueError(self.allowed, near) from None


@dataclass(frozen=True, slots=True)
class _Date:
    """A date with a time, without an offset."""

    allowed: str = "a local date and time such as 2026-11-23T09:00:00"

    def read(self, value: object) -> datetime:
        if not isinstance(value, datetime) or value.tzinfo is not None or value.year not in _YEARS:
            raise WrongValueError(self.allowed)
        return value


@dataclass(frozen=True, slots=True)
class _Time:
    """A time of day, or a date with one."""

    allowed: str = "a local time such as 10:15:00, or a date with one such as 2026-11-24T10:15:00"

    def read(self, value: object) -> time | datetime:
        if isinstance(value, time):
            return value
        try:
            return _Date().read(value)
        except WrongValueError:
            raise WrongValueError(self.allowed, self._nearest(value)) from None

    def _nearest(self, value: object) -> str | None:
        """What was probably meant by "10:15"."""
        try:
            return f"{Clock().read(value):%H:%M:%S}"
        except WrongValueError:
            return None


@dataclass(frozen=True, slots=True)
class _Until:
    """The same; a time of day may also be written as on the command line."""

    allowed: str = 'a local time such as 15:30:00 or "15:30", or a date with one'

    def read(self, value: object) -> time | datetime:
        try:
            return Clock().read(value) if isinstance(value, str) else _Time().read(value)
        except WrongValueError:
            raise WrongValueError(self.allowed) from None


@dataclass(frozen=True, slots=True)
class _Jump:
    """By how much a clock is set, in seconds: a duration that may carry a minus sign."""

    allowed: str = "a duration such as 1h or -30m, more than zero and at most a week"

    def read(self, value: object) -> float:
        text = value if isinstance(value, str) else ""
        try:
            seconds = Duration().read(text.removeprefix("-")) or 0.0
        except WrongValueError:
            raise WrongValueError(self.allowed) from None
        return -seconds if text.startswith("-") else seconds


@dataclass(frozen=True, slots=True)
class _Changes:
    """Settings, as they would stand in a config."""

    allowed: str = 'a table of settings such as { reminder = { snooze = "5m" } }'

    def read(self, value: object) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise WrongValueError(self.allowed)
        return value


_ANSWER = Choice(tuple(Answer), Answer)
_REASONS = (Reason.DO_NOT_DISTURB, Reason.MEETING, Reason.SCREEN_SHARED, Reason.FULL_SCREEN)
_REASON = Choice(_REASONS, Reason)

_SCENARIO: Mapping[str, _Kind] = {
    "timezone": _Zone(),
    "start": _Date(),
    "end": _Date(),
    "answer": _ANSWER,
    "answer_after": Duration(zero=True),
}
_EVENT: Mapping[str, _Kind] = {"at": _Time(), "what": Choice(tuple(What), What)}
_MORE: Mapping[What, Mapping[str, _Kind]] = {
    What.HOLD: {"reason": _REASON},
    What.RELEASE: {"reason": _REASON},
    What.PAUSE: {"length": Duration(), "until": _Until()},
    What.SNOOZE: {"length": Duration()},
    What.BREAK_ENDS: {"completed": Flag()},
    What.ANSWER: {"with": _ANSWER},
    What.CLOCK: {"by": _Jump()},
    What.TIMEZONE: {"to": _Zone()},
    What.RESTART: {"took": Duration()},
    What.REBOOT: {"took": Duration()},
    What.CONFIG: {"set": _Changes()},
}
"""What else each event may have, and of that, what it must have."""

_NEEDED = {"at", "what", "reason", "with", "by", "to", "set"}


@dataclass(frozen=True, slots=True)
class Loaded:
    """The scenario of a file, None where something is wrong in it."""

    scenario: Scenario | None
    problems: tuple[Problem, ...] = ()


def load(path: Path, settings: Settings, zone: tzinfo) -> Loaded:
    """The scenario in the file at `path`, as `read` has it. Raises FileNotFoundError, and nothing else."""
    text = text_of(path)
    return Loaded(None, (text,)) if isinstance(text, Problem) else read(text, str(path), settings, zone)


def read(text: str, file: str, settings: Settings, zone: tzinfo) -> Loaded:
    """The scenario in `text`; `file` is what problems name. Never raises.

    `settings` are those that it begins with, and `zone` is where it is played if it does not say.
    """
    text = text.removeprefix("\ufeff")
    tree = tree_of(text, file)
    if isinstance(tree, Problem):
        return Loaded(None, (tree,))
    report = Report(file, text)
    reader = _Reader(report, zone)
    scenario = reader.scenario(tree)
    happenings = _with_rules(
        sorted(reader.events, key=lambda each: each.happening.at_s), settings, file, text, report
    )
    if scenario is None or report.problems:
        return Loaded(None, report.in_order)
    return Loaded(replace(scenario, happenings=tuple(happenings)))


@dataclass(frozen=True, slots=True)
class _Event:
    """A happening, the place of its table, and the settings that it changes."""

    happening: Happening
    position: int
    changes: Mapping[str, Any] = field(default_factory=dict)


def _with_rules(
    events: list[_Event], settings: Settings, file: str, text: str, report: Report
) -> list[Happening]:
    """The happenings, each change of the config with the rules that it leads to."""
    happenings: list[Happening] = []
    tree = document(settings)
    for event in events:
        happening = event.happening
        if happening.what is What.CONFIG and not report.full:
            tree = _merged(tree, event.changes)
            here = Report(file, text, ("event", event.position, "set"))
            happening = replace(happening, rules=settings_of(tree, here).rules())
            report.problems += here.problems
        happenings.append(happening)
    return happenings


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """`new` in place of what has the same name in `old`; of tables, key by key."""
    both = {key for key, value in new.items() if isinstance(value, dict) and isinstance(old.get(key), dict)}
    return {**old, **new, **{key: _merged(old[key], new[key]) for key in both}}


class _Reader:
    """Makes typed values of what tomllib found, and reports what is wrong."""

    def __init__(self, report: Report, zone: tzinfo) -> None:
        self._report = report
        self._zone = zone
        self._start: datetime | None = None
        self.events: list[_Event] = []

    def scenario(self, tree: Mapping[str, Any]) -> Scenario | None:
        """The scenario without its happenings, which are in `events`; None where it cannot be played."""
        tables = tree.get("event", [])
        values = self._values({key: tree[key] for key in tree if key != "event"}, _SCENARIO, (), "a scenario")
        self._missing(values, ("start", "end"), (), _SCENARIO)
        self._zone = values.get("timezone") or self._zone
        start, end = values.get("start"), values.get("end")
        self._start = start.replace(tzinfo=self._zone) if start else None
        self._events(tables)
        if self._start is None or end is None:
            return None
        length_s = _seconds_between(self._start, end.replace(tzinfo=self._zone))
        if not 0 < length_s <= _LONGEST.total_seconds():
            self._report.refuse(("end",), shown(end), "after the start, by at most 400 days")
        answer, after_s = values.get("answer"), values.get("answer_after")
        return Scenario(self._start, length_s, answer or Answer.START, 20.0 if after_s is None else after_s)

    def _events(self, tables: object) -> None:
        if not isinstance(tables, list):
            self._report.refuse(("event",), shown(tables), "tables, each headed [[event]]")
            return
        for position, table in enumerate(tables):
            if self._report.full:
                return
            path: KeyPath = ("event", position)
            if isinstance(table, dict):
                self._event(table, path, position)
            else:
                self._report.refuse(path, shown(table), "a table headed [[event]]")

    def _event(self, table: Mapping[str, Any], path: KeyPath, position: int) -> None:
        values = self._values({key: table[key] for key in _EVENT if key in table}, _EVENT, path, "")
        self._missing(table, _EVENT, path, _EVENT)
        what = values.get("what")
        if what is None:  # which other keys it may have depends on it
            return
        more = _MORE.get(what, {})
        rest = {key: value for key, value in table.items() if key not in _EVENT}
        values |= self._values(rest, more, path, f"the event {what}")
        self._missing(table, [key for key in more if key in _NEEDED], path, more)
        if "length" in values and "until" in values:
            says = "A pause has a length or an until, not both."
            self._report.refuse(path, "both length and until", "either length or until", says=says)
        at_s = self._at_s(values.get("at"), (*path, "at"))
        if at_s is not None:
            happening = _happening(at_s, what, values)
            self.events.append(_Event(happening, position, values.get("set") or {}))

    def _at_s(self, at: time | datetime | None, path: KeyPath) -> float | None:
        """Seconds after the start."""
        if at is None or self._start is None:
            return None
        local = at if isinstance(at, datetime) else datetime.combine(self._start.date(), at)
        at_s = _seconds_between(self._start, local.replace(tzinfo=self._zone))
        if at_s < 0:
            start = self._start.replace(tzinfo=None).isoformat()
            allowed = f"not before the start, {start}; another day is written with its date"
            self._report.refuse(path, shown(at), allowed)
            return None
        return at_s

    def _missing(
        self, values: Mapping[str, Any], names: Iterable[str], path: KeyPath, kinds: Mapping[str, _Kind]
    ) -> None:
        where = "[[event]]" if path else "A scenario"
        for name in names:
            if name not in values:
                says = f"{where} needs {name}: {kinds[name].allowed}."
                self._report.refuse((*path, name), "nothing", kinds[name].allowed, says=says)

    def _values(
        self, table: Mapping[str, Any], kinds: Mapping[str, _Kind], path: KeyPath, where: str
    ) -> dict[str, Any]:
        """What is given in a table; None for what could not be read."""
        values: dict[str, Any] = {}
        for name, given in table.items():
            if name in kinds:
                values[name] = self._value(kinds[name], given, (*path, name))
            else:
                known = ", ".join([*_EVENT, *kinds] if path else [*kinds, "event"])
                says = f"{named(name)} is nothing that {where} has; it may have {known}."
                near = closest(name, known.split(", "))
                self._report.refuse((*path, name), named(name), f"one of {known}", near=near, says=says)
        return values

    def _value(self, kind: _Kind, value: object, path: KeyPath) -> Any:
        try:
            return kind.read(value)
        except WrongValueError as error:
            self._report.refuse(path, shown(value), error.allowed, near=error.nearest)
            return None


def _happening(at_s: float, what: What, values: Mapping[str, Any]) -> Happening:
    took_s = _REBOOT_S if what is What.REBOOT else _RESTART_S
    return Happening(
        at_s,
        what,
        reason=values.get("reason") or Reason.MEETING,
        length_s=values.get("length"),
        until=values.get("until"),
        completed=values.get("completed", True) is not False,
        answer=values.get("with") or Answer.START,
        by_s=values.get("by") or 0.0,
        zone=values.get("to"),
        took_s=values.get("took") or took_s,
    )


def _seconds_between(start: datetime, end: datetime) -> float:
    return (end.astimezone(UTC) - start.astimezone(UTC)).total_seconds()


def _nearest_zone(name: str) -> str | None:
    names = {each.lower(): each for each in available_timezones()}
    near = closest(name, names)
    return names[near] if near else None
