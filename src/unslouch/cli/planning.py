"""From the settings, the journal and the service to the sequence of a break."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from unslouch.catalogue.packs import Merged, merged
from unslouch.cli.connection import client
from unslouch.core import planner
from unslouch.core.errors import NotRunningError, PlayingError, UsageError
from unslouch.core.exercise import CAUTIONS, DAYS, FOCUSES, Exercise, Sequence
from unslouch.core.history import Record, past
from unslouch.core.rules import Posture
from unslouch.core.wish import Past, Wish
from unslouch.desktop.clock import Clock, SystemClock
from unslouch.journal import Journal, JournalError
from unslouch.service import places
from unslouch.settings import paths
from unslouch.settings.load import load as load_settings
from unslouch.settings.model import Settings

_WEEK = timedelta(days=7)
_LONGEST_S = 600.0
"""A move of any length may be swapped."""


@dataclass(frozen=True, slots=True)
class Here:
    """The clock and the journal that the running service goes by, or the machine's own."""

    clock: Clock
    journal: Path


def here() -> Here:
    try:
        hello = client().request("hello")
    except NotRunningError:
        return Here(SystemClock(), places.everyday().journal)
    return Here(*places.of_service(hello["clock"], hello["journal"]))


@dataclass(frozen=True, slots=True)
class Ask:
    """The break that is asked for; what is None is left to the time since the last break."""

    since_s: float | None = None
    length_s: float | None = None
    focus: frozenset[str] = frozenset()
    seed: int | None = None
    rhythm: str | None = None


def sequence(ask: Ask, settings: Settings, where: Here) -> Sequence:
    """The sequence for `ask`. Raises NothingFitsError where the profile leaves nothing."""
    rules = settings.rules()
    rhythm = next((each for each in rules.rhythms if each.name == ask.rhythm), None)
    since_s = time_since_break(settings) if ask.since_s is None else ask.since_s
    band = rules.band(since_s)
    length_s = ask.length_s or (rhythm.length_s if rhythm else None) or band.length_s
    focus = ask.focus or (rhythm.focus if rhythm else frozenset())
    seed = int.from_bytes(os.urandom(4)) if ask.seed is None else ask.seed
    wish = Wish(since_s, length_s, band.posture, focus, _today(where))
    exercises, _ = catalogue()
    return planner.plan(exercises, wish, settings.profile, past_of(where, exercises), seed)


def instead(
    of: Exercise, posture: str, without: frozenset[str], settings: Settings, where: Here
) -> Exercise | None:
    """Another exercise for the region that `of` serves, in a break of that posture; None if there is none."""
    exercises, _ = catalogue()
    past = past_of(where, exercises)
    wish = Wish(0, _LONGEST_S, Posture(posture), day=_today(where))
    return planner.instead(exercises, of, wish, settings.profile, replace(past, never=past.never | without))


def catalogue() -> Merged:
    """The exercises, those of the user's own files among them, and what is wrong in these files."""
    return merged(exercise_folder())


def exercise_folder() -> Path:
    """Where the user's own exercises are; it need not be there."""
    return paths.config_file().parent / "exercises"


def settings() -> Settings:
    """What can be read of the config; the service says what is wrong in it.

    Where it is not known what to spare, everything is spared that anybody may have to.
    """
    loaded = load_settings(places.everyday().config)
    if any(not problem.key or problem.key.startswith("profile") for problem in loaded.problems):
        return replace(loaded.settings, profile=replace(loaded.settings.profile, avoid=frozenset(CAUTIONS)))
    return loaded.settings


def focus(words: Iterable[str]) -> frozenset[str]:
    """The regions and kinds in `words`, with commas or without. Raises UsageError for another word."""
    asked = frozenset(word.strip() for each in words for word in each.split(",") if word.strip())
    if unknown := sorted(asked - set(FOCUSES)):
        raise UsageError(f"{unknown[0]!r} is no region or kind. There are: {', '.join(FOCUSES)}.")
    return asked


def time_since_break(settings: Settings) -> float:
    """Seconds sat since the last break, as the service knows it; without one, the usual interval."""
    status = status_or_none()
    if status is not None and status["since_s"] is not None:
        return float(status["since_s"])
    intervals = [rhythm.every_s for rhythm in settings.rhythm if rhythm.every_s is not None]
    return min(intervals, default=0.0)


def status_or_none() -> dict[str, Any] | None:
    try:
        return client().request("status")
    except NotRunningError:
        return None


def alone() -> dict[str, Any] | None:
    """The service's status, if one runs. Raises PlayingError while a break is played in another window."""
    status = status_or_none()
    if status is not None and status.get("playing"):
        raise PlayingError
    return status


def past_of(where: Here, catalogue: Iterable[Exercise]) -> Past:
    """What was done and said; a journal that cannot be read does not stop a break."""
    now = where.clock.now()
    try:
        with Journal(where.journal) as journal:
            record = journal.record(now.utc - _WEEK)
    except JournalError:
        record = Record()
    return past(record, catalogue, now.wall.replace(hour=0, minute=0, second=0, microsecond=0))


def _today(where: Here) -> str:
    return DAYS[where.clock.now().wall.weekday()]
