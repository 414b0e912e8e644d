"""`unslouch preview`: the reminders of a day, played on a simulated clock. Nothing is run or opened."""

from __future__ import annotations

from datetime import UTC, date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unslouch.cli.options import Json
from unslouch.cli.output import say, say_json
from unslouch.core.errors import UsageError

if TYPE_CHECKING:
    from datetime import tzinfo

    from unslouch.core.scenario import Scenario
    from unslouch.settings.model import Settings

Day = Annotated[str | None, typer.Option("--date", metavar="DATE", help="A day, like 2026-11-23.")]
File = Annotated[Path | None, typer.Option("--scenario", help="What happens on the day: a TOML file.")]
Config = Annotated[Path | None, typer.Option("--config", help="A config to go by, instead of yours.")]


def preview(day: Day = None, scenario: File = None, config: Config = None, json: Json = False) -> None:
    from unslouch.core.scenario import usual_day
    from unslouch.core.simulation import play
    from unslouch.desktop.clock import SystemClock

    if day is not None and scenario is not None:
        raise UsageError("A scenario has a date of its own: give --date or --scenario, not both.")
    now = SystemClock().now().wall
    settings, zone = _settings(config), now.tzinfo or UTC
    if scenario:
        played: Scenario | None = _read(scenario, settings, zone)
    else:
        played = usual_day(_date(day) or now.date(), settings.hours.hours, zone)
    told = play(played, settings.rules()) if played else []
    if json:
        say_json({"timeline": [each.document for each in told]})
    elif played is None:
        say(f"{_date(day) or now.date():%A} is a day off: no reminders.")
    else:
        from unslouch.cli.day import page

        say(page(played, told))


def _settings(config: Path | None) -> Settings:
    """Raises UsageError with the first thing that is wrong in the config."""
    from unslouch.settings.load import load
    from unslouch.settings.paths import config_file

    if config is not None and not config.exists():
        raise UsageError(f"There is no file {config}.")
    loaded = load(config or config_file())
    if loaded.problems:
        raise UsageError(str(loaded.problems[0]))
    return loaded.settings


def _read(file: Path, settings: Settings, zone: tzinfo) -> Scenario:
    """Raises UsageError with the first thing that is wrong in the scenario."""
    from unslouch.settings.scenario import load

    try:
        loaded = load(file, settings, zone)
    except FileNotFoundError:
        raise UsageError(f"There is no file {file}.") from None
    if loaded.scenario is None:
        raise UsageError(str(loaded.problems[0]))
    return loaded.scenario


def _date(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no date. Write it like 2026-11-23.") from None
