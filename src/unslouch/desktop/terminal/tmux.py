"""A popup in tmux, for those who have no graphical desktop, or no terminal emulator on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unslouch.desktop.terminal.process import output

_PASSED_ON = (
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
    "XDG_CACHE_HOME",
    "XDG_RUNTIME_DIR",
)


async def client(environ: Mapping[str, str]) -> str | None:
    """The attached client that was used last; None where there is none. One in control mode has no screen."""
    form = "#{client_activity} #{client_control_mode} #{client_name}"
    lines = (await output(["tmux", "list-clients", "-F", form], environ)).splitlines()
    rows = [line.split(" ", 2) for line in lines]
    seen = [(int(row[0]), row[2]) for row in rows if len(row) == 3 and row[0].isdigit() and row[1] == "0"]
    return max(seen)[1] if seen else None


def popup(client: str, command: Sequence[str], environ: Mapping[str, str]) -> list[str]:
    """The arguments that open a popup with `command` on that client, in tmux 3.2 and newer.

    The command stands apart, so that no shell reads it, and `env` makes sure that it never is a single
    argument, which would go to one. It runs with the environment of the tmux server, so it is told
    where the journal and the service are. There is no title: tmux runs what `#(…)` names in it.
    """
    told = [f"{name}={environ[name]}" for name in _PASSED_ON if environ.get(name)]
    words = [_argument(word) for word in ("/usr/bin/env", *told, *command)]
    return ["tmux", "display-popup", "-c", client, "-E", "-w", "80%", "-h", "80%", "--", *words]


def _argument(word: str) -> str:
    """A semicolon at the end of an argument would end the tmux command."""
    return word[:-1] + r"\;" if word.endswith(";") else word
