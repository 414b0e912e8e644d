"""Opening the app: the one place where its screens are given the real world."""

from __future__ import annotations

from dataclasses import replace

from unslouch.cli import planning
from unslouch.cli.service import client
from unslouch.core.exercise import Sequence
from unslouch.service import launch
from unslouch.service.follow import ServiceLink
from unslouch.service.session import SessionRecorder
from unslouch.settings.model import Settings
from unslouch.tui.app import UnslouchApp
from unslouch.tui.ports import World


def open_app() -> None:
    """Today, with a service: the one that runs, or one that is started now."""
    service = client()
    started = not service.running()
    if started:
        launch.start(service)
    settings = planning.settings()
    UnslouchApp(_world(settings, planning.here()), started=started, theme=settings.look.theme).run()


def play(ask: planning.Ask) -> None:
    """One session, and nothing else."""
    settings, where = planning.settings(), planning.here()
    status = planning.status_or_none() or {}
    reminder = status.get("reminder")
    rhythm = reminder["rhythm"] if reminder else None
    since_s = status.get("since_s") if ask.since_s is None else ask.since_s
    sequence = planning.sequence(replace(ask, since_s=since_s, rhythm=rhythm), settings, where)
    app = UnslouchApp(_world(settings, where), sequence=sequence, rhythm=rhythm, theme=settings.look.theme)
    app.run()


def _world(settings: Settings, where: planning.Here) -> World:
    folder = client().folder

    def plan(length_s: float | None, rhythm: str | None) -> Sequence:
        return planning.sequence(planning.Ask(length_s=length_s, rhythm=rhythm), settings, where)

    recorder = SessionRecorder(folder, where.journal, where.clock)
    asleep_s = settings.away.locked_is_break_s
    return World(where.clock, ServiceLink(folder), recorder, plan, asleep_s)
