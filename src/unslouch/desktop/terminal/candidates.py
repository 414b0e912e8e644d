"""What could open a window here, in the order in which it is tried."""

from __future__ import annotations

import shlex
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass

from unslouch.desktop.terminal import macos, tmux, windows
from unslouch.desktop.terminal.emulators import AUTO, known
from unslouch.desktop.terminal.preferred import preferred
from unslouch.desktop.terminal.process import installed

PLACE = "{command}"
"""Where the command goes in a list of arguments."""

Preference = str | Sequence[str]
"""`auto`, the name of a terminal emulator, `tmux`, or a list of arguments with `{command}`."""

_NO_DISPLAY = "needs a display, and neither DISPLAY nor WAYLAND_DISPLAY is set"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A way to open a window: its `name` for people, and its arguments, or the `problem` with it.

    `ours` is true of a program that runs the window itself: it
    has to outlive our systemd unit. A tmux server has its own life.
    """

    name: str
    arguments: tuple[str, ...] = ()
    problem: str = ""
    ours: bool = True


async def candidates(
    command: Sequence[str], preference: Preference, environ: Mapping[str, str], platform: str
) -> AsyncGenerator[Candidate, None]:
    """The user's own choice first, then what is found here; later ones are looked for only when asked for."""
    tried: set[tuple[str, ...]] = set()
    if preference not in ("auto", "tmux"):
        choice = _chosen(command, preference, environ, platform)
        tried.add(choice.arguments)
        yield choice
    if preference == "tmux":
        yield await _popup(command, environ)
    for window in await _windows(command, environ, platform):
        if window.arguments not in tried:
            yield window
    if preference != "tmux" and platform != "win32":
        yield await _popup(command, environ)


def listed(arguments: Sequence[str], command: Sequence[str]) -> list[str]:
    """`arguments` with the command for `{command}`: spliced in, or quoted inside a longer argument."""
    words: list[str] = []
    for argument in arguments:
        if argument == PLACE:
            words.extend(command)
        else:
            words.append(argument.replace(PLACE, shlex.join(command)))
    return words


def _chosen(
    command: Sequence[str], preference: Preference, environ: Mapping[str, str], platform: str
) -> Candidate:
    if isinstance(preference, str):
        if not _graphical(environ, platform):
            return Candidate(preference, problem=_NO_DISPLAY)
        return _named([preference], command, environ) or Candidate(preference, problem="is not installed")
    name = preference[0] if preference else "session.terminal"
    if not any(PLACE in argument for argument in preference):
        return Candidate(name, problem=f"is given no {PLACE}")
    if installed(name, environ) is None:
        return Candidate(name, problem="is not installed")
    return Candidate(name, tuple(listed(preference, command)))


async def _windows(command: Sequence[str], environ: Mapping[str, str], platform: str) -> list[Candidate]:
    if platform == "darwin":
        return [Candidate("Terminal.app", tuple(macos.window(command)))]
    if platform == "win32":
        return [
            Candidate("Windows Terminal", tuple(windows.terminal(command))),
            Candidate("the console", tuple(windows.console(command))),
        ]
    if not _graphical(environ, platform):
        return [Candidate("a window", problem=_NO_DISPLAY)]
    named = [["xdg-terminal-exec"], _words(environ.get("TERMINAL", ""))]
    found = [_named(words, command, environ) for words in named]
    if not any(found):
        found = [_named([name], command, environ) for name in await preferred(environ)]
    found += [_named([name], command, environ) for name in AUTO]
    unique = {candidate.arguments: candidate for candidate in found if candidate}
    return list(unique.values()) or [Candidate("a terminal emulator", problem="is not installed")]


def _named(words: Sequence[str], command: Sequence[str], environ: Mapping[str, str]) -> Candidate | None:
    """The emulator of that name, with its own arguments if there are any. None if it is not installed."""
    program = installed(words[0], environ) if words else None
    if program is None:
        return None
    return Candidate(words[0], (program, *words[1:], *known(program).arguments(command)))


async def _popup(command: Sequence[str], environ: Mapping[str, str]) -> Candidate:
    if installed("tmux", environ) is None:
        return Candidate("tmux", problem="is not installed")
    client = await tmux.client(environ)
    if client is None:
        return Candidate("tmux", problem="has no client attached")
    return Candidate("tmux", tuple(tmux.popup(client, command, environ)), ours=False)


def _graphical(environ: Mapping[str, str], platform: str) -> bool:
    return platform in {"darwin", "win32"} or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:
        return [text]
