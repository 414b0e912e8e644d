"""The verb that draws: figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated

import typer

from unslouch.cli.output import say
from unslouch.core.errors import UnslouchError, UsageError
from unslouch.core.exercise import Side

if TYPE_CHECKING:
    from unslouch.cli.picture import Panel
    from unslouch.figure.figure import Figure
    from unslouch.figure.glyphs import Run
    from unslouch.figure.raster import Window
    from unslouch.figure.shape import Shape


class View(StrEnum):
    ONE = "one"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class Size:
    """How many terminal cells a drawing is wide and high."""

    width: int
    height: int


def cells(text: str) -> Size:
    """The value of the option."""
    found = re.fullmatch(r"(\d{2,3})x(\d{2,3})", text, re.ASCII)
    size = Size(int(found[1]), int(found[2])) if found else None
    if size is None or size.width < 24:
        raise typer.BadParameter(f"{text!r} is no size like 60x26, from 24x10 to 999x999")
    return size


_USUAL = Size(60, 26)

Id = Annotated[str | None, typer.Argument(metavar="[ID]", help="The figure of one exercise.")]
Png = Annotated[Path | None, typer.Option("--png", metavar="FILE", help="Write a picture of dots.")]
Svg = Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="Write a drawing.")]
At = Annotated[float, typer.Option("--at", min=0, max=1, metavar="FRACTION", help="The moment of the loop.")]
SideOption = Annotated[
    Side, typer.Option("--side", help="Which side works; left is the left of the picture.")
]
ViewOption = Annotated[View, typer.Option("--view", help="One moment, or the key poses in a row.")]
Cells = Annotated[
    Size | None,
    typer.Option("--cells", parser=cells, metavar="WxH", help="The size in terminal cells."),
]
All = Annotated[bool, typer.Option("--all", help="Every figure, each at its longest hold.")]


@dataclass(frozen=True, slots=True)
class _Still:
    """A figure at one moment, with what stands above it."""

    caption: str
    figure: Figure
    seconds: float
    mirrored: bool


def figure(
    id_: Id = None,
    png: Png = None,
    svg: Svg = None,
    at: At = 0.0,
    side: SideOption = Side.LEFT,
    view: ViewOption = View.ONE,
    size: Cells = None,
    every: All = False,
) -> None:
    if every == (id_ is not None):
        raise UsageError("Name one figure, or say --all.")
    mirrored = side is Side.RIGHT
    stills = _every(mirrored) if every else _one(id_ or "", at, view, mirrored)
    columns, dot = (10, 2) if every else (4, 5)
    if png is not None:
        from unslouch.cli.picture import png as drawn

        _write(png, drawn(_panels(stills, size or _USUAL), columns, dot))
    if svg is not None:
        from unslouch.cli.vector import svg as vector

        _write(svg, vector([(still.caption, *_shapes(still)) for still in stills], columns).encode())
    if png is None and svg is None:
        say("\n".join(_text(stills, size or _fitting(len(stills)))))


def _one(id_: str, at: float, view: View, mirrored: bool) -> list[_Still]:
    from unslouch.catalogue import figures

    if id_ not in figures.ids():
        near = get_close_matches(id_, figures.ids(), n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise UsageError(f"There is no figure {id_!r}.{hint}")
    drawn = figures.figure(id_)
    if view is View.ONE:
        return [_Still(id_, drawn, at * drawn.loop_s, mirrored)]
    return [
        _Still(f"{id_}: {pose.name}", drawn, moment, mirrored)
        for pose, moment in zip(drawn.poses, drawn.motion.stills, strict=True)
    ]


def _every(mirrored: bool) -> list[_Still]:
    from unslouch.catalogue import figures

    found = [figures.figure(id_) for id_ in figures.ids()]
    return [_Still(each.id, each, each.fullest_s, mirrored) for each in found]


def _panels(stills: list[_Still], size: Size) -> list[Panel]:
    from unslouch.cli.picture import Panel
    from unslouch.figure.glyphs import settled

    width, height = size.width * 2, size.height * 4
    return [
        Panel(each.caption, settled(each.figure.dots(each.seconds, width, height, mirrored=each.mirrored)))
        for each in stills
    ]


def _shapes(still: _Still) -> tuple[tuple[Shape, ...], Window]:
    return still.figure.shapes(still.seconds, mirrored=still.mirrored), still.figure.seen(
        mirrored=still.mirrored
    )


def _fitting(drawings: int) -> Size:
    """What fits into the terminal, with a line for the caption and one for the prompt."""
    width, height = get_terminal_size((_USUAL.width + 1, _USUAL.height + 2))
    high = min(height - 2, 52) if drawings == 1 else _USUAL.height
    return Size(max(24, min(width - 1, 120)), max(10, high))


def _text(stills: list[_Still], size: Size) -> Iterator[str]:
    from unslouch.core.glyphs import Glyphs
    from unslouch.figure.glyphs import GRID, rows

    across, down = GRID[Glyphs.BRAILLE]
    for still in stills:
        if len(stills) > 1:
            yield still.caption
        dots = still.figure.dots(
            still.seconds, size.width * across, size.height * down, mirrored=still.mirrored
        )
        for row in rows(dots):
            yield "".join(_coloured(run) for run in row).rstrip()


def _coloured(run: Run) -> str:
    from unslouch.cli.picture import COLOURS

    return run.text if run.tone is None else typer.style(run.text, fg=COLOURS[run.tone])


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UnslouchError(f"{path} cannot be written: {error.strerror}.") from error
