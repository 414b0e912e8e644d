"""A window of Windows Terminal, or of the older console. Tested with fakes, and run in its own CI job."""

from __future__ import annotations

from collections.abc import Sequence


def terminal(command: Sequence[str]) -> list[str]:
    """The arguments that open Windows Terminal, to which a bare semicolon is the end of a command."""
    words = [word.replace(";", r"\;") for word in command]
    return ["wt.exe", "-w", "new", "new-tab", "--title", "Unslouch", "--", *words]


def console(command: Sequence[str]) -> list[str]:
    """The arguments that open a console window, which every Windows has."""
    return ["conhost.exe", *command]
