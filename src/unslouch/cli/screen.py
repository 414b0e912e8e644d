"""Opening the app: the one place where its screens are given the real world."""

from __future__ import annotations

import signal
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from unslouch.cli import planning
from unslouch.cli.connection import client
from unslouch.core.errors import PlayingError
from unslouch.core.exercise import Exercise, Sequence
from unslouch.core.problem import Problem
from unslouch.desktop import voice
from unslouch.service import places
from unslouch.service.follow import ServiceLink
from unslouch.service.session import SessionRecorder
from unslouch.settings import load, paths, write
from unslouch.settings.model import Settings
from unslouch.tui.app import UnslouchApp
from unslouch.tui.ports import Guide, Shelf, World

if TYPE_CHECKING:
    from unslouch.core.days import Day


def open_app() -> None:
    """Today, with a service: the one that runs, or one that is started now. Without a config, Welcome."""
    if not places.everyday().config.exists():
        open_welcome()
        return
    service = client()
    started = not service.running()
    if started:
        from unslouch.service import launch

        launch.start(service)
    settings = planning.settings()
    UnslouchApp(_world(settings, planning.here()), started=started, theme=settings.look.theme).run()


def open_welcome() -> None:
    """Welcome, and Today after it."""
    from unslouch.cli.setup import DesktopSetup

    settings, where = planning.settings(), planning.here()
    world = replace(_world(settings, where), setup=DesktopSetup(where))
    UnslouchApp(world, theme=settings.look.theme).run()


def play(sequence: Sequence, rhythm: str | None, settings: Settings, where: planning.Here) -> None:
    """One session, which answers the reminder of `rhythm`, and nothing else.

    Raises PlayingError where another one began in the same moment.
    """
    recorder = SessionRecorder(client().folder, where.journal, where.clock)
    world = replace(_world(settings, where), recorder=recorder)
    UnslouchApp(world, sequence=sequence, rhythm=rhythm, theme=settings.look.theme).run()
    if recorder.gave_way:
        raise PlayingError


def _world(settings: Settings, where: planning.Here) -> World:
    folder = client().folder

    def plan(length_s: float | None, rhythm: str | None) -> Sequence:
        ask = planning.Ask(length_s=length_s, rhythm=rhythm)
        return planning.sequence(ask, planning.settings(), where)

    recorder = SessionRecorder(folder, where.journal, where.clock)
    asleep_s = settings.away.locked_is_break_s
    tuned = ConfigFile(places.everyday().config)

    def days(first: date) -> list[Day]:
        from unslouch.cli.history import recorded

        return recorded(first, where)

    def library() -> Shelf:
        now = planning.settings()
        exercises, problems = planning.catalogue()
        past = planning.past_of(where, exercises)
        return Shelf(exercises, now.profile, past, planning.time_since_break(now), problems)

    guide, link = _guide(settings, where), ServiceLink(folder)
    return World(where.clock, link, recorder, plan, asleep_s, guide, config=tuned, days=days, library=library)


def _guide(settings: Settings, where: planning.Here) -> Guide:
    def instead(of: Exercise, posture: str, without: frozenset[str]) -> Exercise | None:
        return planning.instead(of, posture, without, planning.settings(), where)

    speak = voice.Voice().say if voice.found() else None
    return Guide(settings.look.glyphs, settings.session.sound, speak, instead)


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """The config at `path`, for the screen that edits it."""

    path: Path

    @property
    def file(self) -> str:
        return paths.short(self.path)

    def read(self) -> str | Problem:
        try:
            return load.text_of(self.path)
        except FileNotFoundError:
            return load.text_of(paths.default_config())

    def write(self, text: str) -> None:
        write.replace(self.path, text)

    def edit(self) -> None:
        from unslouch.cli.config import open_in_editor

        before = signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C is the editor's while it is open
        try:
            open_in_editor(self.path)
        finally:
            signal.signal(signal.SIGINT, before)
