"""The animated figure of an exercise."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from unslouch.figure.figure import Figure
from unslouch.figure.glyphs import GRID, Glyphs, Run, rows
from unslouch.figure.motion import KeyPose
from unslouch.figure.shape import Tone

FRAMES_A_SECOND = 15

_Rows = tuple[tuple[Run, ...], ...]
_PARTS = {Tone.PROP: "prop", Tone.FAR: "far", Tone.NEAR: "near", Tone.TINT: "tint"}


class Drawing(Widget):
    """Shows a figure as it is `now()` seconds into its loop, and only the rows that change.

    Frames are kept, so that the second round of a loop costs next to nothing. It stands still while it is
    hidden; without animations it goes from one key pose to the next.
    """

    class Posed(Message):
        """Another pose of the figure is on."""

        def __init__(self, pose: KeyPose) -> None:
            super().__init__()
            self.pose = pose

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"drawing--{part}" for part in _PARTS.values()}
    DEFAULT_CSS = """
    Drawing {
        min-width: 24;
        min-height: 8;
        .drawing--near { color: $foreground; }
        .drawing--far { color: $foreground 55%; }
        .drawing--prop { color: $foreground 35%; }
        .drawing--tint { color: $accent; }
    }
    """

    def __init__(self, now: Callable[[], float], glyphs: Glyphs = Glyphs.BRAILLE) -> None:
        super().__init__()
        self._now = now
        self._glyphs = glyphs
        self._figure: Figure | None = None
        self._mirrored = False
        self._frames: dict[int, _Rows] = {}
        self._shown: _Rows = ()
        self._strips: dict[tuple[Run, ...], Strip] = {}
        self._pose: KeyPose | None = None
        self._timer: Timer | None = None

    def draw(self, figure: Figure | None, *, mirrored: bool = False) -> None:
        """Goes on with another figure, or with none."""
        if (figure, mirrored) != (self._figure, self._mirrored):
            self._figure, self._mirrored, self._pose = figure, mirrored, None
            self._forget()
            self.tick()

    def on_mount(self) -> None:
        self._timer = self.set_interval(1 / FRAMES_A_SECOND, self.tick)

    def on_hide(self) -> None:
        if self._timer:
            self._timer.pause()

    def on_show(self) -> None:
        if self._timer:
            self._timer.resume()

    def on_resize(self) -> None:
        self._forget()
        self.tick()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()

    def tick(self) -> None:
        """Shows the present moment, where it differs from what is shown."""
        figure, size = self._figure, self.size
        if figure is None or not size:
            return
        moment = self._now() % figure.loop_s
        pose = figure.pose_at(moment)
        if pose is not self._pose:
            self._pose = pose
            self.post_message(self.Posed(pose))
        if self.app.animation_level == "none":
            moment = figure.still(pose)
        self._show(self._frame(figure, int(moment * FRAMES_A_SECOND), size))

    def render_line(self, y: int) -> Strip:
        if y >= len(self._shown):
            return Strip.blank(self.size.width, self.rich_style)
        runs = self._shown[y]
        if runs not in self._strips:
            self._strips[runs] = self._strip(runs)
        return self._strips[runs]

    def _forget(self) -> None:
        self._frames.clear()
        self._strips.clear()
        self._shown = ()
        self.refresh()

    def _frame(self, figure: Figure, number: int, size: Size) -> _Rows:
        if number not in self._frames:
            across, down = GRID[self._glyphs]
            dots = figure.dots(
                number / FRAMES_A_SECOND, size.width * across, size.height * down, mirrored=self._mirrored
            )
            self._frames[number] = tuple(tuple(runs) for runs in rows(dots, self._glyphs))
        return self._frames[number]

    def _show(self, frame: _Rows) -> None:
        before, self._shown = self._shown, frame
        if len(before) != len(frame):
            self.refresh()
            return
        width = self.size.width
        changed = [Region(0, y, width, 1) for y, runs in enumerate(frame) if runs != before[y]]
        if changed:
            self.refresh(*changed)

    def _strip(self, runs: tuple[Run, ...]) -> Strip:
        segments = [Segment(run.text, self._style(run)) for run in runs]
        return Strip(segments, sum(len(run.text) for run in runs)).adjust_cell_length(
            self.size.width, self.rich_style
        )

    def _style(self, run: Run) -> Style:
        style = self.rich_style
        if run.tone is not None:
            style += Style(color=self._colour(run.tone).color)
        if run.ground is not None:
            style += Style(bgcolor=self._colour(run.ground).color)
        return style

    def _colour(self, tone: Tone) -> Style:
        return self.get_component_rich_style(f"drawing--{_PARTS[tone]}")
