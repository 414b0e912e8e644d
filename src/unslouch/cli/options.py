"""Options that several verbs take."""

from __future__ import annotations

from typing import Annotated

import typer

from unslouch.core import duration


def seconds(text: str) -> float:
    """A duration option's value, in seconds."""
    try:
        return duration.parse(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r}: {error}") from None


Json = Annotated[bool, typer.Option("--json", help="One JSON object, for scripts.")]
OptionalDuration = Annotated[float | None, typer.Argument(parser=seconds, metavar="[DURATION]")]
