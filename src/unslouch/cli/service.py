"""The verbs about the service: run, start, stop, restart, status, why."""

from __future__ import annotations

import string
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from unslouch.cli.connection import client
from unslouch.cli.options import Json
from unslouch.cli.output import say, say_json
from unslouch.core.duration import clock, spoken
from unslouch.core.errors import NotRunningError, UsageError

Speed = Annotated[
    float, typer.Option(min=1, max=3600, help="How many times as fast its clock runs, for a demonstration.")
]
Follow = Annotated[bool, typer.Option("--follow", help="Print a line at every change.")]
Format = Annotated[
    str | None,
    typer.Option("--format", help="What to print, with {state} {next} {sitting} {fraction} {hold} and more."),
]


def run(speed: Speed = 1.0) -> None:
    import os
    import sys

    from unslouch.service.launch import command

    sys.stdout.flush()
    arguments = command(speed)
    if sys.platform == "win32":
        import subprocess

        raise typer.Exit(subprocess.call(arguments))
    os.execv(arguments[0], arguments)  # noqa: S606 (this process becomes the service; no shell is involved)


def start() -> None:
    from unslouch.service import launch

    if client().running():
        say("Unslouch is already running.")
        return
    launch.start(client())
    say("Unslouch runs in the background. `unslouch stop` ends it.")


def stop() -> None:
    from unslouch.service import launch

    launch.stop(client())
    say("Unslouch has ended.")


def restart() -> None:
    from unslouch.service import launch

    try:
        launch.stop(client())
    except NotRunningError:
        say("Unslouch was not running.")
    launch.start(client())
    say("Unslouch runs in the background.")


def status(json: Json = False, follow: Follow = False, format_: Format = None) -> None:
    template = _template(format_)
    for document in _documents(follow=follow):
        if json:
            say_json(document)
        elif template is not None:
            say(template.format_map(_fields(document)))
        else:
            say(_sentence(document))


def why(json: Json = False) -> None:
    document = client().request("why")
    if json:
        say_json(document)
    else:
        say(document["sentence"])


def _documents(*, follow: bool) -> Iterator[dict[str, Any]]:
    if follow:
        yield from client().follow()
    else:
        yield client().request("status")


def _sentence(document: dict[str, Any]) -> str:
    lines = [document["why"], *document.get("warnings", ())]
    if document["state"] in {"sitting", "paused"} and document["sitting_s"] >= 60:
        lines[0] += f" You have sat for {spoken(document['sitting_s'])}."
    return "\n".join(lines)


def _fields(document: dict[str, Any]) -> dict[str, str]:
    """What `--format` can fill in: the document's own values, and some made for people."""
    next_in_s = document["next_in_s"]
    holds = document["holds"]
    made = {
        "next": "" if next_in_s is None else clock(next_in_s),
        "sitting": spoken(document["sitting_s"]),
        "fraction": f"{document['fraction']:.2f}",
        "hold": holds[0]["reason"] if holds else "",
        "reminder": "due" if document["reminder"] else "",
    }
    plain = {key: "" if value is None else str(value) for key, value in document.items()}
    return {**plain, **made}


def _template(text: str | None) -> str | None:
    """A text whose fields are plain names, so that a format can reach nothing else."""
    if text is None:
        return None
    known = {"state", "since", "next", "next_in_s", "sitting", "sitting_s", "since_break_s", "fraction"}
    known |= {"rhythm", "length_s", "hold", "reminder", "why"}
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError as error:
        raise UsageError(f"--format {text!r}: {error}.") from None
    if unknown := sorted(names - known):
        raise UsageError(f"--format knows no {{{unknown[0]}}}. It knows {', '.join(sorted(known))}.")
    return text
