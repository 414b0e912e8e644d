"""The settings as typed values, and the one description of them that everything else is made from:
loading, checking, changing one, the schema for editors and the settings screen.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from unslouch.core.exercise import CAUTIONS, FOCUSES, NEEDS
from unslouch.core.glyphs import Glyphs
from unslouch.core.rules import (
    DEFAULT_BANDS,
    DEFAULT_RHYTHMS,
    AwayRules,
    Band,
    Hours,
    Posture,
    Profile,
    ReminderRules,
    Rhythm,
    Rules,
    ShortAbsence,
    Span,
    Style,
)
from unslouch.settings.kinds import Choice, Clock, Duration, Flag, Kind, Launcher, Many, Number, Range, Text

VERSION = 1
"""The version of the config's format."""

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Open(StrEnum):
    """How the session opens when a break is due."""

    CLICK = "click"
    AUTO = "auto"
    NEVER = "never"


class Sound(StrEnum):
    """What the session sounds like."""

    NONE = "none"
    BELL = "bell"
    VOICE = "voice"


@dataclass(frozen=True, slots=True)
class Week:
    """The working hours of each day; None counts at any hour, an empty one is a day off."""

    monday: tuple[Span, ...] | None = None
    tuesday: tuple[Span, ...] | None = None
    wednesday: tuple[Span, ...] | None = None
    thursday: tuple[Span, ...] | None = None
    friday: tuple[Span, ...] | None = None
    saturday: tuple[Span, ...] | None = None
    sunday: tuple[Span, ...] | None = None

    @property
    def hours(self) -> Hours:
        return tuple(getattr(self, day) for day in DAYS)


@dataclass(frozen=True, slots=True)
class Holds:
    """Which holds count. `calendar` names .ics files and folders as the user wrote them."""

    do_not_disturb: bool = True
    meeting: bool = True
    screen_shared: bool = True
    full_screen: bool = True
    calendar: tuple[str, ...] = ()

    @property
    def switches(self) -> Mapping[str, bool]:
        names = ("do_not_disturb", "meeting", "screen_shared", "full_screen")
        return MappingProxyType({name: getattr(self, name) for name in names})


@dataclass(frozen=True, slots=True)
class Session:
    """`terminal` is "auto", a program's name, or a list of arguments with `{command}` in it."""

    open: Open = Open.CLICK
    terminal: str | tuple[str, ...] = "auto"
    sound: Sound = Sound.BELL


@dataclass(frozen=True, slots=True)
class Look:
    theme: str = "unslouch-dark"
    glyphs: Glyphs = Glyphs.BRAILLE


@dataclass(frozen=True, slots=True)
class Hooks:
    """What to run when a session begins and ends: lists of arguments, never a shell line."""

    start: tuple[str, ...] = ()
    end: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole config."""

    rhythm: tuple[Rhythm, ...] = DEFAULT_RHYTHMS
    band: tuple[Band, ...] = DEFAULT_BANDS
    hours: Week = field(default_factory=Week)
    reminder: ReminderRules = field(default_factory=ReminderRules)
    away: AwayRules = field(default_factory=AwayRules)
    holds: Holds = field(default_factory=Holds)
    profile: Profile = field(default_factory=Profile)
    session: Session = field(default_factory=Session)
    look: Look = field(default_factory=Look)
    hooks: Hooks = field(default_factory=Hooks)

    def rules(self) -> Rules:
        """What of it the scheduler goes by."""
        return Rules(self.rhythm, self.band, self.hours.hours, self.reminder, self.away, self.holds.switches)


@dataclass(frozen=True, slots=True)
class Key:
    """One setting: its name in the file, its kind, what it is for, and the attribute that holds it."""

    name: str
    kind: Kind
    says: str
    attribute: str = ""

    @property
    def held_in(self) -> str:
        return self.attribute or self.name


@dataclass(frozen=True, slots=True)
class Table:
    """A table of settings, or, where `many`, an array of at least `least` such tables.

    `of` is the type that it becomes.
    """

    name: str
    of: type[Any]
    says: str
    keys: tuple[Key, ...]
    many: bool = False
    least: int = 0

    def key(self, name: str) -> Key | None:
        return next((key for key in self.keys if key.name == name), None)

    @property
    def defaults(self) -> Mapping[str, Any]:
        """The default of each attribute that has one."""
        fields = dataclasses.fields(self.of)
        return {one.name: one.default for one in fields if one.default is not dataclasses.MISSING}

    def required(self, key: Key) -> bool:
        """Whether it must stand in the file, because it has no default."""
        return key.held_in not in self.defaults

    def written(self, held: Any) -> dict[str, Any]:
        """The same settings as they stand in a file; what is not set is left out."""
        values = {key.name: key.kind.write(getattr(held, key.held_in)) for key in self.keys}
        return {name: value for name, value in values.items() if value is not None}


VERSION_KEY = Key("version", Number(VERSION, VERSION), "The version of this file's format.")

_FOCUSES = tuple(dict.fromkeys(FOCUSES))  # "eyes" is both a region and a kind

_RHYTHM = Table(
    "rhythm",
    Rhythm,
    "A kind of break and when it comes: after some time of sitting, or at fixed times.",
    (
        Key("name", Text(40), "What the break is called."),
        Key("every", Duration(), "After how much sitting it is due.", "every_s"),
        Key("at", Many(Clock(), least=1), "The times of day at which it is due, instead of an interval."),
        Key(
            "length", Duration(word="auto"), 'How long it is; "auto" goes by the time since the last break.',
            "length_s",
        ),
        Key(
            "focus", Many(Choice(_FOCUSES), of=frozenset),
            "The regions or kinds of movement it is for; with none it is for all of you.",
        ),
        Key("style", Choice(tuple(Style), Style), '"session" guides you; "quiet" is a notification alone.'),
    ),
    many=True,
)  # fmt: skip

_BAND = Table(
    "band",
    Band,
    "How long a break is and how far it goes, by the time since the last one.",
    (
        Key("after", Duration(zero=True), "From how much time since the last break on.", "after_s"),
        Key("length", Duration(), "How long the break is.", "length_s"),
        Key("posture", Choice(tuple(Posture), Posture), "How far it goes; walk begins with a walk."),
    ),
    many=True,
    least=1,
)

_HOURS = Table(
    "hours",
    Week,
    "Your working hours; a day that is not named counts whenever you are at the computer.",
    tuple(
        Key(day, Many(Range()), f"The working hours of a {day.title()}; an empty list is a day off.")
        for day in DAYS
    ),
)

_REMINDER = Table(
    "reminder",
    ReminderRules,
    "How you are asked.",
    (
        Key("snooze", Duration(), "By how much a snooze moves the reminder.", "snooze_s"),
        Key("snooze_at_most", Number(0, 100), "How often one break can be snoozed."),
        Key("repeat", Duration(), "After how long an unanswered reminder is shown again.", "repeat_s"),
        Key("repeat_at_most", Number(0, 100), "How often it is shown again."),
        Key(
            "wait_for_pause", Duration(), "How long a pause in typing the reminder waits for.",
            "wait_for_pause_s",
        ),
        Key("wait_at_most", Duration(), "For how long it waits for that pause.", "wait_at_most_s"),
    ),
)  # fmt: skip

_AWAY = Table(
    "away",
    AwayRules,
    "What counts as being away, and when being away counts as a break.",
    (
        Key("idle_after", Duration(), "After how long without a touch you are away.", "idle_after_s"),
        Key("idle_is_break", Duration(), "How long you are away for it to be a break.", "idle_is_break_s"),
        Key(
            "locked_is_break", Duration(), "The same while the screen is locked or the machine asleep.",
            "locked_is_break_s",
        ),
        Key(
            "short_absence", Choice(tuple(ShortAbsence), ShortAbsence),
            "What a shorter absence does to the time you have sat: nothing, pause it, take it off as well.",
        ),
    ),
)  # fmt: skip

_HOLDS = Table(
    "holds",
    Holds,
    "What keeps reminders back until it ends.",
    (
        Key("do_not_disturb", Flag(), "The desktop's do not disturb."),
        Key("meeting", Flag(), "A call that uses the microphone or the camera, or a calendar event."),
        Key("screen_shared", Flag(), "A shared or recorded screen."),
        Key("full_screen", Flag(), "A film or a presentation; a full-screen editor does not count."),
        Key("calendar", Many(Text(4096)), "Calendar files (.ics) and folders of them."),
    ),
)

_PROFILE = Table(
    "profile",
    Profile,
    "What your breaks have to respect.",
    (
        Key("avoid", Many(Choice(CAUTIONS), of=frozenset), "What to be careful of; such moves never come."),
        Key("at_hand", Many(Choice(NEEDS), of=frozenset), "What you have around you."),
        Key("floor", Flag(), "Whether moves on the floor may come."),
        Key("discreet", Flag(), "Whether to prefer moves that nobody notices."),
        Key("level", Number(1, 3), "How demanding moves may be."),
    ),
)

_SESSION = Table(
    "session",
    Session,
    "How a break is guided.",
    (
        Key("open", Choice(tuple(Open), Open), "Whether it opens at a click, by itself or never."),
        Key("terminal", Launcher(), "The terminal in which it opens."),
        Key("sound", Choice(tuple(Sound), Sound), "What is heard in it."),
    ),
)

_LOOK = Table(
    "look",
    Look,
    "What it looks like.",
    (
        Key("theme", Text(60), "The colours."),
        Key("glyphs", Choice(tuple(Glyphs), Glyphs), "What the figure is drawn with."),
    ),
)

_HOOKS = Table(
    "hooks",
    Hooks,
    "Programs of yours to run, each a list of arguments and never a shell line.",
    (
        Key("start", Many(Text(4096)), "When a session begins."),
        Key("end", Many(Text(4096)), "When a session ends."),
    ),
)

TABLES = (_RHYTHM, _BAND, _HOURS, _REMINDER, _AWAY, _HOLDS, _PROFILE, _SESSION, _LOOK, _HOOKS)


def document(settings: Settings) -> dict[str, Any]:
    """All the settings as they would stand in a file; a table without any is left out."""
    whole: dict[str, Any] = {VERSION_KEY.name: VERSION}
    for table in TABLES:
        held = getattr(settings, table.name)
        whole[table.name] = [table.written(one) for one in held] if table.many else table.written(held)
    return {name: value for name, value in whole.items() if value != {}}
