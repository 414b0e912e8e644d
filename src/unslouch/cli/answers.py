"""The verbs that answer a reminder or hold it: snooze, skip, pause, resume."""

from __future__ import annotations

from typing import Annotated

import typer

from unslouch.cli.connection import client
from unslouch.cli.options import OptionalDuration
from unslouch.cli.output import say
from unslouch.core.errors import UsageError

Until = Annotated[
    str | None, typer.Option(metavar="TIME", help="A time of day, like 15:30, or a date with one.")
]


def snooze(length: OptionalDuration = None) -> None:
    say(client().request("snooze", length_s=length)["why"])


def skip() -> None:
    say(client().request("skip")["why"])


def pause(length: OptionalDuration = None, until: Until = None) -> None:
    if length is not None and until is not None:
        raise UsageError("Give a length or --until a time, not both.")
    say(client().request("pause", length_s=length, until=until)["why"])


def resume() -> None:
    say(client().request("resume")["why"])
