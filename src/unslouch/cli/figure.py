"""The verb that draws: figure."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unslouch.core.errors import UsageError

if TYPE_CHECKING:
    from unslouch.figure.figure import Figure

Id = Annotated[str | None, typer.Argument(metavar="[ID]", help="The figure of one exercise.")]
Png = Annotated[Path | None, typer.Option("--png", metavar="FILE", help="Write a picture.")]
At = Annotated[float, typer.Option("--at", min=0, max=1, metavar="FRACTION", help="The moment of the loop.")]
Side = Annotated[str, typer.Option("--side", help="left or right.")]
View = Annotated[str, typer.Option("--view", help="one moment, or a sheet of the key poses.")]
Cells = Annotated[str, typer.Option("--cells", metavar="WxH", help="The size in cells.")]
All = Annotated[bool, typer.Option("--all", help="Every figure.")]


def figure(
    id_: Id = None,
    png: Png = None,
    at: At = 0.0,
    side: Side = "left",
    view: View = "one",
    cells: Cells = "60x26",
    all_: All = False,
) -> None:
    from unslouch.catalogue import figures
    from unslouch.cli import picture

    width, height = (int(part) for part in cells.split("x"))
    names = figures.ids() if all_ else (id_,)
    if not all_ and id_ not in figures.ids():
        near = get_close_matches(id_ or "", figures.ids(), n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise UsageError(f"There is no figure {id_!r}.{hint}")
    panels = []
    for name in names:
        drawn = figures.figure(name)
        panels += _panels(drawn, at, side, "middle" if all_ else view, (width, height))
    if png is not None:
        png.write_bytes(picture.png(panels, 8 if all_ else 4, 3 if all_ else 5))


def _panels(drawn: Figure, at: float, side: str, view: str, cells: tuple[int, int]) -> list:
    from unslouch.cli.picture import Panel
    from unslouch.figure.motion import moments

    mirrored = side == "right"
    times = list(zip([pose.name for pose in drawn.poses], moments(drawn.poses), strict=True))
    if view == "one":
        times = [(drawn.id, at * drawn.loop_s)]
    if view == "middle":
        times = [(drawn.id, times[-1 if len(times) > 1 else 0][1])]
    if view == "sheet":
        times = [(f"{drawn.id}: {name}", when) for name, when in times]
    return [
        Panel(name, drawn.dots(when, cells[0] * 2, cells[1] * 4, mirrored=mirrored)) for name, when in times
    ]
