"""`unslouch history`: what was done, as a picture, a JSON document or CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from unslouch.cli.options import Json
from unslouch.cli.output import say, say_json
from unslouch.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from unslouch.cli.planning import Here
    from unslouch.core.days import Day

Days = Annotated[int, typer.Option(min=1, max=36_600, metavar="N", help="How many days, with today.")]
Csv = Annotated[bool, typer.Option("--csv", help="One row a day, for spreadsheets.")]


def history(days: Days = 7, json: Json = False, csv: Csv = False) -> None:
    from datetime import timedelta

    from unslouch.cli.planning import here

    if json and csv:
        raise UsageError("Give --json or --csv, not both.")
    where = here()
    found = recorded(where.clock.now().wall.date() - timedelta(days=days - 1), where)
    if json:
        say_json({"days": [day.document for day in found]})
    elif csv:
        _say_csv(found)
    else:
        from unslouch.cli.week import page

        say(page(found))


def recorded(first: date, where: Here) -> list[Day]:
    """The days from `first` to today, as the journal and the running service tell them.

    Raises JournalError where the journal cannot be read.
    """
    from datetime import datetime, time

    from unslouch.cli.planning import catalogue, status_or_none
    from unslouch.core.days import BEFORE, days
    from unslouch.journal import Journal

    now = where.clock.now().wall
    status = status_or_none()
    sitting_s = status["sitting_s"] if status and status["state"] != "break" else None
    with Journal(where.journal) as journal:
        entries = journal.since(datetime.combine(first, time(), now.tzinfo) - BEFORE)
    regions = {exercise.id: exercise.regions for exercise in catalogue()[0]}
    return days(entries, regions, first, now, sitting_s)


def _say_csv(found: Sequence[Day]) -> None:
    """RFC 4180. Every field is a date, a number or a name of ours: nothing that a spreadsheet would run."""
    import csv
    import io

    from unslouch.core.exercise import REGIONS

    text = io.StringIO()
    rows = csv.writer(text)
    plain = [key for key in found[0].document if key != "regions"]
    rows.writerow([*plain, *(f"{region.replace('-', '_')}_s" for region in REGIONS)])
    for day in found:
        document = day.document
        rows.writerow(
            [*(document[key] for key in plain), *(document["regions"].get(each, 0) for each in REGIONS)]
        )
    typer.echo(text.getvalue().encode("ascii"), nl=False)  # bytes keep the line ends on every system
