"""The verbs of the command `unslouch`."""

from __future__ import annotations

import typer

from unslouch import __version__
from unslouch.cli import answers, autostart, breaks, config, exercises, figure, history, preview, service


def _setup() -> None:
    from unslouch.cli.setup import setup

    setup()


app = typer.Typer(
    name="unslouch",
    help="A stretch-break companion for people who work in a terminal.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("setup", help="Begin again with Welcome.")(_setup)
app.command("run", help="Run the service in the foreground.")(service.run)
app.command("start", help="Start the service in the background.")(service.start)
app.command("stop", help="End the service.")(service.stop)
app.command("restart", help="End the service and start it anew.")(service.restart)
app.command("status", help="Say what is going on.")(service.status)
app.command("why", help="Say why a reminder is or is not showing now.")(service.why)
app.command("break", help="Take a break now.")(breaks.take_break)
app.command("snooze", help="Put the reminder off.")(answers.snooze)
app.command("skip", help="Leave this break out.")(answers.skip)
app.command("pause", help="Hold reminders for a while.")(answers.pause)
app.command("resume", help="End the pause.")(answers.resume)
app.command("plan", help="Show the sequence that a break would play.")(breaks.plan)
app.command("preview", help="Show the reminders of a day, played on a simulated clock.")(preview.preview)
app.command("history", help="Show what was done.")(history.history)
app.add_typer(exercises.app, name="exercises")
app.command("figure", help="Draw the figure of an exercise.")(figure.figure)
app.add_typer(config.app, name="config")
app.add_typer(autostart.app, name="autostart")


@app.callback(invoke_without_command=True)
def unslouch(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help="Say the version."),
) -> None:
    """A stretch-break companion for people who work in a terminal.

    Without a command it opens the app; where there is no terminal, or a dumb one, it says the status.
    """
    if version:
        typer.echo(f"unslouch {__version__}")
    elif context.invoked_subcommand is None:
        _in_words()


def _in_words() -> None:
    """What is going on, for a terminal that cannot show the app."""
    try:
        service.status()
    finally:
        typer.echo("`unslouch break --plain` guides you through a break in lines of text.")
