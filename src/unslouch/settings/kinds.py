"""The kinds of values that a setting may have: what is allowed, and how they are read and written.

`read` takes what tomllib made of the file and gives the typed value; `write` goes the other way, and
gives None for what is not set; `schema` is the kind's JSON Schema. Times are in seconds or in minutes
after midnight, as in `core.rules`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import time
from typing import Any

from unslouch.core import duration
from unslouch.core.rules import Span
from unslouch.core.text import unwanted

PLACEHOLDER = "{command}"
"""What stands for the session's own command in a list of arguments that opens a terminal."""

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)
_TIME_PATTERN = r"([01]?\d|2[0-3]):[0-5]\d"
_DURATION_PATTERN = r"^\s*(?=\d)(\d{1,6}h)?\s*(\d{1,6}m)?\s*(\d{1,6}s)?\s*$"
_ZERO = re.compile(r"0{1,6}[hms]")
_ROUGHLY = re.compile(r"\s*-?(\d{1,6})\s*(?:([hms])[a-z]*)?\s*", re.ASCII)
_TRUTH = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}


class WrongValueError(ValueError):
    """A value that is not of its kind; says what is `allowed` and what was probably meant."""

    def __init__(self, allowed: str, nearest: str | None = None) -> None:
        super().__init__(f"must be {allowed}")
        self.allowed = allowed
        self.nearest = nearest


def closest(word: object, options: Iterable[str]) -> str | None:
    """The option that was probably meant by `word`."""
    if not isinstance(word, str):
        return None
    import difflib  # noqa: PLC0415 (only a wrong config needs it, and the service would keep it for ever)

    found = difflib.get_close_matches(word[:60].lower(), list(options), n=1)
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from `least` to `most`."""

    least: int
    most: int

    @property
    def allowed(self) -> str:
        if self.least == self.most:
            return str(self.least)
        return f"a whole number from {self.least} to {self.most}"

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}

    def read(self, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not self.least <= value <= self.most:
            raise WrongValueError(self.allowed)
        return value

    def write(self, value: int) -> int:
        return value


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    @property
    def allowed(self) -> str:
        return "true or false"

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}

    def read(self, value: object) -> bool:
        if not isinstance(value, bool):
            raise WrongValueError(self.allowed, _TRUTH.get(value.lower()) if isinstance(value, str) else None)
        return value

    def write(self, value: Any) -> Any:
        return value


@dataclass(frozen=True, slots=True)
class Text:
    """Any visible text of at most `most` characters."""

    most: int = 500

    @property
    def allowed(self) -> str:
        return f"a text of 1 to {self.most} characters, none of them invisible"

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.most}

    def read(self, value: object) -> str:
        if not isinstance(value, str) or not value.strip() or len(value) > self.most or unwanted(value):
            raise WrongValueError(self.allowed)
        return value

    def write(self, value: str) -> str:
        return value


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a few; `of` makes the typed value of it."""

    options: tuple[str, ...]
    of: Callable[[str], Any] = str

    @property
    def allowed(self) -> str:
        return "one of " + ", ".join(self.options)

    @property
    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.options)}

    def read(self, value: object) -> Any:
        if not isinstance(value, str) or value not in self.options:
            raise WrongValueError(self.allowed, closest(value, self.options))
        return self.of(value)

    def write(self, value: Any) -> str:
        return str(value)


@dataclass(frozen=True, slots=True)
class Duration:
    """A duration, in seconds once it is read; `word` is what may stand there instead, and is read as None."""

    zero: bool = False
    word: str | None = None

    @property
    def allowed(self) -> str:
        instead = f'"{self.word}" or ' if self.word else ""
        least = "" if self.zero else "more than zero and "
        return f"{instead}a duration such as 90s, 50m or 1h 30m, {least}at most a week"

    @property
    def schema(self) -> dict[str, Any]:
        written = {"type": "string", "pattern": _DURATION_PATTERN}
        return {"anyOf": [{"const": self.word}, written]} if self.word else written

    def read(self, value: object) -> float | None:
        if self.word is not None and value == self.word:
            return None
        if self.zero and isinstance(value, str) and _ZERO.fullmatch(value):
            return 0.0
        try:
            return duration.parse(value if isinstance(value, str) else "")
        except ValueError:
            raise WrongValueError(self.allowed, _near_duration(value)) from None

    def write(self, value: float | None) -> str | None:
        if value is None:
            return self.word
        return duration.text(value) if value else "0m"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day."""

    @property
    def allowed(self) -> str:
        return "a time of day from 00:00 to 23:59"

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{_TIME_PATTERN}$"}

    def read(self, value: object) -> time:
        minutes = _minutes(value) if isinstance(value, str) else None
        if minutes is None or minutes >= 1440:
            near = f"{value:%H:%M}" if isinstance(value, time) else None
            raise WrongValueError(self.allowed, near)
        return time(minutes // 60, minutes % 60)

    def write(self, value: time) -> str:
        return f"{value:%H:%M}"


@dataclass(frozen=True, slots=True)
class Range:
    """A range of working hours; one that passes midnight ends after minute 1440."""

    @property
    def allowed(self) -> str:
        return "a range such as 09:00-12:30 with two different ends; 00:00-24:00 is all day"

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{_TIME_PATTERN}-({_TIME_PATTERN}|24:00)$"}

    def read(self, value: object) -> Span:
        ends = [_minutes(end) for end in value.split("-", 1)] if isinstance(value, str) else []
        match ends:
            case [int(start), int(end)] if start != end and start < 1440:
                return Span(start, end if end > start else end + 1440)
            case _:
                raise WrongValueError(self.allowed)

    def write(self, value: Span) -> str:
        end = value.end if value.end <= 1440 else value.end - 1440
        return f"{value.start // 60:02}:{value.start % 60:02}-{end // 60:02}:{end % 60:02}"


@dataclass(frozen=True, slots=True)
class Launcher:
    """What opens a terminal: a name, or a list of arguments of which one holds the placeholder."""

    @property
    def allowed(self) -> str:
        return f'"auto", a program\'s name, or a list of arguments of which one holds {PLACEHOLDER}'

    @property
    def schema(self) -> dict[str, Any]:
        text, placeholder = Text().schema, {"pattern": r"\{command\}"}
        arguments = {"type": "array", "items": text, "minItems": 2, "contains": placeholder}
        return {"anyOf": [text, arguments]}

    def read(self, value: object) -> str | tuple[str, ...]:
        try:
            if not isinstance(value, list):
                return Text().read(value)
            arguments = tuple(Text().read(argument) for argument in value)
        except WrongValueError:
            raise WrongValueError(self.allowed) from None
        if not any(PLACEHOLDER in argument for argument in arguments[1:]):
            raise WrongValueError(self.allowed)
        return arguments

    def write(self, value: str | tuple[str, ...]) -> str | list[str]:
        return value if isinstance(value, str) else list(value)


Single = Number | Flag | Text | Choice | Duration | Clock | Range | Launcher


@dataclass(frozen=True, slots=True)
class Many:
    """A list of such values, held in a tuple or a frozenset. Where `least` is 1, an empty one is unset."""

    item: Single
    least: int = 0
    of: type[tuple[Any, ...] | frozenset[Any]] = tuple
    most: int = 100

    @property
    def allowed(self) -> str:
        length = f"{self.least} to {self.most}" if self.least else f"at most {self.most}"
        return f"a list of {length} values, each {self.item.allowed}"

    @property
    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.item.schema, "minItems": self.least, "maxItems": self.most}

    def write(self, value: Any) -> list[Any] | None:
        if value is None or len(value) < self.least:
            return None
        written = [self.item.write(item) for item in value]
        return sorted(written, key=self.item.options.index) if isinstance(self.item, Choice) else written


Kind = Single | Many


def _minutes(text: str) -> int | None:
    """Minutes after midnight, 24:00 included."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None or int(found[2]) > 59:
        return None
    minutes = int(found[1]) * 60 + int(found[2])
    return minutes if minutes <= 1440 else None


def _near_duration(value: object) -> str | None:
    """What was probably meant by `10`, "10 min" or "-5 minutes"."""
    if isinstance(value, int) and 0 < value < 1_000_000:
        value = str(value)
    found = _ROUGHLY.fullmatch(value[:60].lower()) if isinstance(value, str) else None
    near = f"{int(found[1])}{found[2] or 'm'}" if found else ""
    try:
        duration.parse(near)
    except ValueError:
        return None
    return near
