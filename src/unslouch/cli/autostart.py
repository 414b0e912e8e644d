"""`unslouch autostart …`: whether the service starts with the desktop."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from unslouch.cli.output import say

if TYPE_CHECKING:
    from unslouch.desktop.autostart import Autostart

app = typer.Typer(no_args_is_help=True, help="Start with the desktop, or no longer.")

COMMAND = (sys.executable, "-P", "-m", "unslouch")
"""What is started: this very installation, whatever stands in the folder that it is started in."""


@app.command()
def on() -> None:
    """Start with the desktop from the next login on."""
    from unslouch.desktop import autostart

    say(told_on(autostart.turn_on(COMMAND)))


@app.command()
def off() -> None:
    """No longer start with the desktop."""
    from unslouch.desktop import autostart

    gone = autostart.turn_off()
    for way in gone:
        say(f"Unslouch no longer starts with your desktop; {way.file} is gone.")
    if not gone:
        say("Unslouch did not start with your desktop.")


@app.command()
def status() -> None:
    """Say whether it starts with the desktop, and by which file."""
    from unslouch.desktop import autostart

    way = autostart.present()
    say(f"On: {way.name}, {way.file}." if way else "Off.")


def told_on(way: Autostart) -> str:
    """What was done, and how to undo it."""
    lines = [f"Unslouch starts with your desktop from the next login on, by {way.name}: {way.file}"]
    lines += [way.advice] if way.advice else []
    return "\n".join([*lines, "`unslouch autostart off` takes it away again."])
