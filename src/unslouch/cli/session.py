"""A break now: in this terminal, in lines of text, or in a window of its own."""

from __future__ import annotations

import sys
from dataclasses import replace

from unslouch.cli import planning, tty
from unslouch.cli.planning import Ask, Here
from unslouch.core.exercise import Sequence
from unslouch.settings.model import Settings


def take(ask: Ask = Ask(), *, plain: bool = False) -> None:
    """Play the break for `ask`. Raises NothingFitsError where the profile leaves nothing, and PlayingError
    while another one is played.
    """
    if not plain and not tty.is_terminal():
        _open_window()
        return
    if plain or not tty.shows_screens():
        from unslouch.cli.plain import play
    else:
        from unslouch.cli.screen import play
    settings, where = planning.settings(), planning.here()
    sequence, rhythm = _now(ask, settings, where)
    play(sequence, rhythm, settings, where)


def _now(ask: Ask, settings: Settings, where: Here) -> tuple[Sequence, str | None]:
    """The sequence for `ask`, and the rhythm whose reminder it answers, as the service knows it."""
    status = planning.alone() or {}
    reminder = status.get("reminder")
    rhythm = reminder["rhythm"] if reminder else None
    since_s = status.get("since_s") if ask.since_s is None else ask.since_s
    return planning.sequence(replace(ask, since_s=since_s, rhythm=rhythm), settings, where), rhythm


def _open_window() -> None:
    """Without a terminal, as when bound to a key: the session gets a window of its own."""
    planning.alone()
    import asyncio

    from unslouch.desktop.terminal import open_window

    command = [sys.executable, "-m", "unslouch", *sys.argv[1:]]
    asyncio.run(open_window(command, planning.settings().session.terminal, None))
