"""Opening a terminal window, or a tmux popup, with a command in it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import aclosing

from unslouch.core.errors import UnslouchError
from unslouch.desktop import opened
from unslouch.desktop.terminal.candidates import Candidate, Preference, candidates
from unslouch.desktop.terminal.process import installed, start

__all__ = ["NoTerminalError", "Preference", "found", "open_window"]

_SCOPE = ("systemd-run", "--user", "--scope", "--collect", "--quiet", "--")
"""Takes a program out of the systemd unit we run in, whose restart would end it (systemd-run(1))."""

_NOT_PASSED_ON = {"TMUX", "TMUX_PANE", "INVOCATION_ID", "XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"}


class NoTerminalError(UnslouchError):
    """No terminal window could be opened."""

    code = "no-terminal"


async def open_window(
    command: Sequence[str],
    preference: Preference = "auto",
    activation_token: str | None = None,
    environ: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
) -> str:
    """Open a window with `command` in it; the name of what opened it.

    The first that does not fail within a second counts, or has run the command, if that says so. That the
    command goes on is for it to report: a tmux client that shows a popup already takes another one without a
    word.
    Raises NoTerminalError, which says what was tried and what to do.
    """
    with opened.expected(environ) as (marked, ran):
        for prefix in _prefixes(environ):
            problems: list[str] = []
            async with aclosing(candidates(command, preference, environ, platform)) as ways:
                async for way in ways:
                    problem = way.problem or await _start(way, prefix, activation_token, marked)
                    if not problem or ran():
                        return way.name
                    problems.append(f"{way.name} {problem}")
    raise NoTerminalError(f"No terminal window opened: {'; '.join(problems)}. {_ADVICE}")


async def found(
    preference: Preference = "auto",
    environ: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
) -> tuple[list[str], str]:
    """What would be tried, in order, without opening anything, and advice where there is nothing."""
    names, problems = [], []
    async for way in candidates(["true"], preference, environ, platform):
        if way.problem:
            problems.append(f"{way.name} {way.problem}")
        else:
            names.append(way.name)
    return names, "" if names else f"Nothing opens a window here: {'; '.join(problems)}. {_ADVICE}"


_ADVICE = (
    "Install a terminal emulator such as foot or xterm, or set session.terminal in the config to yours. "
    "Until then, type unslouch break in a terminal."
)


def _prefixes(environ: Mapping[str, str]) -> list[tuple[str, ...]]:
    """In a unit, outside of it; and should that fail for all of them, as it is."""
    in_unit = "INVOCATION_ID" in environ and installed(_SCOPE[0], environ)
    return [_SCOPE, ()] if in_unit else [()]


async def _start(
    way: Candidate, prefix: tuple[str, ...], activation_token: str | None, environ: Mapping[str, str]
) -> str:
    if not way.ours:
        return await start(way.arguments, environ)
    passed = {name: value for name, value in environ.items() if name not in _NOT_PASSED_ON}
    if activation_token:
        passed |= {"XDG_ACTIVATION_TOKEN": activation_token, "DESKTOP_STARTUP_ID": activation_token}
    return await start((*prefix, *way.arguments), passed)
