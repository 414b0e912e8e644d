"""`unslouch setup`: Welcome again, in the app or in plain text, and what it does in the world."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from unslouch.cli import planning, tty
from unslouch.cli.autostart import COMMAND
from unslouch.cli.connection import client
from unslouch.cli.output import say
from unslouch.core.errors import UnslouchError
from unslouch.desktop import autostart, notify, terminal
from unslouch.desktop.autostart import Autostart
from unslouch.desktop.notify import Action, Notice, Report
from unslouch.service import launch, places
from unslouch.service.desk import break_command
from unslouch.service.follow import ServiceLink
from unslouch.settings import paths, write
from unslouch.settings.model import Open
from unslouch.tui.setup import Finding, Startup, Trial

if TYPE_CHECKING:
    from unslouch.core.exercise import Sequence

TASTE_S = 30.0
"""How long the first break is, and that of the test, in seconds."""

_BEGINS_WITHIN_S = 8.0
"""How long a break may take to begin in its window, in real seconds."""

_IN_THE_APP = "reminders appear in the open app, with the bell."
_NOT_SHOWN = (
    f"No notification could be shown here. {_IN_THE_APP.capitalize()} To begin a break, type unslouch break."
)
_NOTICE = Notice(
    "A test reminder",
    "Click it: a window opens with half a minute of moving.",
    ((Action.START, "Start"),),
    "In a terminal, type: unslouch break",
)


def setup() -> None:
    if tty.shows_screens():
        from unslouch.cli.screen import open_welcome

        open_welcome()
    else:
        _set_up_in_words()


class DesktopSetup:
    """Welcome's hands: the config, the service and the desktop that are here."""

    def __init__(self, where: planning.Here) -> None:
        self._where = where

    @property
    def new(self) -> bool:
        return not places.everyday().config.exists()

    def begin(self) -> bool:
        write.create(places.everyday().config)
        service = client()
        if service.running():
            return False
        launch.start(service)
        return True

    def taste(self) -> Sequence:
        ask = planning.Ask(since_s=0.0, length_s=TASTE_S, focus=frozenset({"upper-back"}))
        return planning.sequence(ask, planning.settings(), self._where)

    async def findings(self) -> list[Finding]:
        with TemporaryDirectory() as folder:
            notifier = notify.choose(_Answers(), Path(folder))
            report = await notifier.report()
            await notifier.close()
        names, advice = await terminal.found(planning.settings().session.terminal)
        window = Finding("A window for the break", "".join(names[:1]), bool(names), advice)
        return [_notifications(report), window, await asyncio.to_thread(_start)]

    async def trial(self) -> AsyncGenerator[Trial, None]:
        answers = _Answers()
        with TemporaryDirectory() as folder:  # what is kept there is not the service's
            notifier = notify.choose(answers, Path(folder))
            try:
                shown, report = await notifier.show(_NOTICE), await notifier.report()
                yield _first(report, shown=shown)
                if shown and await answers.started():
                    yield Trial("Clicked. A window is on its way.")
                    yield await self._open(answers.token)
                elif shown:
                    yield Trial("It was closed, so no window opens.")
            finally:
                await notifier.withdraw()
                await notifier.close()

    async def _open(self, token: str | None) -> Trial:
        """What became of the window."""
        settings = planning.settings().session
        if settings.open is Open.NEVER:
            return Trial(
                'The click arrived. No window opens: session.open is "never" in your settings.', works=True
            )
        try:
            name = await terminal.open_window(break_command(TASTE_S), settings.terminal, token)
            await asyncio.wait_for(_break_begins(), _BEGINS_WITHIN_S)
        except UnslouchError as error:
            return Trial(str(error), works=False)
        except TimeoutError:
            return Trial(
                f"{name} was started, but no break began in it. "
                "Set session.terminal in the config to a terminal that opens here.",
                works=False,
            )
        return Trial(f"The break began in a window of its own ({name}).", works=True)

    def startup(self) -> Startup:
        return _startup(autostart.present() or autostart.choose())

    def start_with_desktop(self, *, on: bool) -> Startup:
        if on:
            return _startup(autostart.turn_on(COMMAND))
        autostart.turn_off()
        return self.startup()


class _Answers:
    """Hears what becomes of the test notification (`notify.Listener`)."""

    def __init__(self) -> None:
        self._said: asyncio.Queue[bool] = asyncio.Queue()
        self.token: str | None = None

    def answered(self, action: Action, activation_token: str | None) -> None:
        del action
        self.token = activation_token
        self._said.put_nowait(True)

    def dismissed(self) -> None:
        self._said.put_nowait(False)

    async def started(self) -> bool:
        """Whether it was clicked, as soon as it is answered; for ever where nobody answers."""
        return await self._said.get()


async def _break_begins() -> None:
    async with aclosing(ServiceLink(client().folder).follow()) as documents:
        async for document in documents:
            if document is not None and document["state"] == "break":
                return


def _notifications(report: Report) -> Finding:
    advice = report.advice if report.works else f"{report.advice} Until then {_IN_THE_APP}"
    named = report.works and report.mechanism != "plyer"  # which tells nobody anything
    return Finding("Notifications", report.mechanism if named else "", report.works, advice)


def _start() -> Finding:
    part = "Starting with the desktop"
    try:
        way = autostart.present() or autostart.choose()
    except UnslouchError as error:
        return Finding(part, "", works=False, advice=str(error))
    return Finding(part, way.name, works=True, advice=way.advice)


def _first(report: Report, *, shown: bool) -> Trial:
    """What to say of the notification before anything is done with it."""
    if not shown:
        return Trial(_NOT_SHOWN, works=False)
    if "answer" not in report.can:
        return Trial(
            "It is on your screen, without buttons. To begin a break, type unslouch break.", works=True
        )
    return Trial(f"It is on your screen. {report.advice or 'Click it, and a window opens.'}")


def _startup(way: Autostart) -> Startup:
    return Startup(way.is_on(), way.name, paths.short(way.file))


def _set_up_in_words() -> None:
    """The same with the defaults taken, for pipes, plain terminals and screen readers."""
    from unslouch.catalogue.safety import IN_SHORT
    from unslouch.tui.questions import HELLO

    here = DesktopSetup(planning.here())
    config = places.everyday().config
    say(f"{HELLO}\n{IN_SHORT}\n`unslouch exercises --safety` says more.\n")
    if write.create(config):
        say(f"Written: {config}, the default settings, with a break after every 50 min of sitting.")
    else:
        say(f"Left as they are: your settings in {config}.")
    say("\nWhat works here")
    for finding in asyncio.run(here.findings()):
        say(_line(finding))
    say(f"\n{_left_to_do()}")


def _line(finding: Finding) -> str:
    named = f": {finding.mechanism}" if finding.mechanism else ""
    advice = f"\n       {finding.advice}" if finding.advice else ""
    return f"  {'yes' if finding.works else 'no':<3}  {finding.part}{named}{advice}"


def _left_to_do() -> str:
    """What was not done, and how to do it."""
    lines = ["Not done:"]
    if not client().running():
        lines.append("  unslouch start           starts it in the background")
    if autostart.present() is None:
        lines.append("  unslouch autostart on    starts it with your desktop; off undoes that")
    return "\n".join([*lines, "  unslouch break           takes a break now"])
