"""The service's status document, as the Today screen tells it while time goes on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from unslouch.core.duration import spoken
from unslouch.core.moment import Moment
from unslouch.core.text import clean

_STATES = {
    "sitting": "No break planned",
    "away": "Away",
    "break": "On a break",
    "paused": "Paused",
    "off": "Off hours",
}

_TOLD_BY_THE_SERVICE = {"off", "break"}
"""States that its sentence explains better than the holds do."""

_COMING = re.compile(r"The next break comes [^,]*, ")
"""What the sentence says of the moment; the heading may be a minute off it, where a minute ends just then."""

_FOREVER_S = 1e9
"""What is longer is no duration, but damage."""


@dataclass(frozen=True, slots=True)
class Status:
    """A `status` document and when it was seen; durations that run on are told as of a later moment."""

    document: Mapping[str, Any]
    seen: Moment

    @property
    def reminder(self) -> tuple[str, str] | None:
        """Which open reminder this is: its rhythm and when it was shown; None without one."""
        reminder = self.document.get("reminder")
        if not isinstance(reminder, Mapping) or not reminder.get("open", True):
            return None
        return clean(str(reminder.get("rhythm", ""))), str(reminder.get("shown_at", ""))

    @property
    def can_snooze(self) -> bool:
        return self.document.get("can_snooze") is not False

    @property
    def paused(self) -> bool:
        return any(hold.get("reason") == "paused" for hold in self._holds)

    @property
    def sits(self) -> bool:
        """Whether the sitting clock runs."""
        return self._state in {"sitting", "paused"}

    @property
    def length_s(self) -> float | None:
        """How long the next break will be, in seconds, as far as it is known."""
        return self._number("length_s")

    @property
    def due(self) -> bool:
        """Whether a break is due, reminded of or not."""
        return self._number("next_in_s") == 0

    @property
    def heading(self) -> str:
        """What the screen is about now: when the next break comes, or what stands in its way since when."""
        left_s = self._number("next_in_s")
        if left_s is not None:
            return f"Next break {self._when(left_s)}" if left_s > 0 else "A break is due"
        name = "On hold" if self._state == "sitting" and self._holds else _STATES.get(self._state)
        if self.held is None or self._state in _TOLD_BY_THE_SERVICE:
            return name or "No break planned"
        day = "" if self.held.date() == self.seen.wall.date() else f"{self.held:%A} "
        return f"{name or 'On hold'} since {day}{self.held:%H:%M}"

    @property
    def why(self) -> str:
        """What the service's sentence adds to the heading, with the length of the break; nothing where the
        holds say it.
        """
        sentence = clean(str(self.document.get("why") or ""), most=400)
        left_s = self._number("next_in_s")
        if left_s is None and self._holds and self._state not in _TOLD_BY_THE_SERVICE:
            return "A break is due when that is over." if self._number("fraction") == 1 else ""
        if left_s is None:
            return sentence
        when = self._when(left_s)
        added = _COMING.sub("", sentence).removesuffix(".")
        if sentence.startswith(added):
            return sentence.removeprefix("A break is due. ").replace(f" until {when[3:]}.", ".")
        return f"{spoken(self.length_s)}, {added}" if self.length_s else f"{added[:1].upper()}{added[1:]}"

    @property
    def holds(self) -> list[str]:
        """For each hold that neither the sentence nor the heading tells a sentence of its own."""
        causes = [
            clean(str(hold.get("cause") or hold.get("reason") or ""))
            for hold in self._holds
            if hold.get("reason") not in {"off_hours", "away"}
        ]
        return [f"{cause[0].upper()}{cause[1:]}." for cause in causes if cause]

    @property
    def warnings(self) -> str:
        """What the service says is wrong, a broken config say; nothing if all is well."""
        warnings = self.document.get("warnings")
        return " ".join(clean(str(each), most=400) for each in warnings) if isinstance(warnings, list) else ""

    def next_in_s(self, now: Moment) -> float | None:
        """Seconds to the next break, never negative; None while there is none to wait for."""
        left_s = self._number("next_in_s")
        return None if left_s is None else max(0.0, left_s - now.since(self.seen))

    @property
    def coming(self) -> datetime | None:
        """When the next break comes, on the wall clock; None while there is none to wait for."""
        left_s = self._number("next_in_s")
        return None if left_s is None else self.seen.plus(left_s).wall

    @property
    def held(self) -> datetime | None:
        """Since when reminders are held, in the zone of the user; None where they are not."""
        since = [when for hold in self._holds if (when := _moment(hold.get("since")))]
        return min(since).astimezone(self.seen.wall.tzinfo) if since else None

    def fraction(self, now: Moment) -> float:
        """How much of the way to the next break is done, from 0 to 1."""
        done, then_s, now_s = self._number("fraction") or 0.0, self._number("next_in_s"), self.next_in_s(now)
        if then_s and now_s is not None:
            done = 1 - (1 - done) * now_s / then_s
        return min(1.0, max(0.0, done))

    def since_break(self, now: Moment) -> str:
        """How long ago the last break was, or the sitting began, in words; nothing where neither is known."""
        since_s = self._number("since_break_s")
        if since_s is None:
            return ""
        event = "the last break" if self.document.get("last_break", True) else "you sat down"
        return f"{spoken(since_s + now.since(self.seen))} since {event}"

    def _when(self, left_s: float) -> str:
        at, today = self.seen.plus(left_s).wall, self.seen.wall.date()
        return f"at {at:%H:%M}" if at.date() == today else f"on {at:%A} at {at:%H:%M}"

    @property
    def _state(self) -> str:
        return str(self.document.get("state"))

    @property
    def _holds(self) -> list[Mapping[str, Any]]:
        holds = self.document.get("holds")
        return [hold for hold in holds if isinstance(hold, Mapping)] if isinstance(holds, list) else []

    def _number(self, key: str) -> float | None:
        value = self.document.get(key)
        return float(value) if isinstance(value, int | float) and 0 <= value < _FOREVER_S else None


def _moment(text: object) -> datetime | None:
    """A time with its offset, as the document writes it."""
    try:
        when = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return when if when.tzinfo else None
