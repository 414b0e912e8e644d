"""The least that a Typer command can be, in the same plain style as ours."""

from __future__ import annotations

import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def status() -> None:
    """Say what is going on."""
    typer.echo("Nothing.")


if __name__ == "__main__":
    app()
