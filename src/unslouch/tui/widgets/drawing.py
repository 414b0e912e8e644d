"""The animated figure of an exercise."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import takewhile
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from unslouch.core.glyphs import Glyphs
from unslouch.figure.shape import Tone
from unslouch.tui import terse

if TYPE_CHECKING:
    from unslouch.figure.figure import Figure
    from unslouch.figure.glyphs import Run
    from unslouch.figure.motion import KeyPose

    _Row = tuple[Run, ...]

FRAMES_A_SECOND = 15
FRAMES_KEPT = 450
"""So many frames are kept: half a minute of movement. A hold needs no more than one breath out."""
_ROWS_KEPT = 2000

_PARTS = {Tone.PROP: "prop", Tone.FAR: "far", Tone.NEAR: "near", Tone.TINT: "tint"}


class Drawing(Widget):
    """Shows a figure as it is `now()` seconds into its loop, and only what changes of it.

    Frames are kept, so that the second round of a loop costs next to nothing. It stands still while it is
    hidden and under another screen, where each frame would have all of that drawn anew; without animations it
    goes from one key pose to the next.
    """

    class Posed(Message):
        """Another pose of the figure is on, or the same on the other side."""

        def __init__(self, pose: KeyPose, *, mirrored: bool) -> None:
            super().__init__()
            self.pose = pose
            self.mirrored = mirrored

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

    def __init__(
        self,
        now: Callable[[], float],
        glyphs: Glyphs = Glyphs.BRAILLE,
        frames_a_second: int = FRAMES_A_SECOND,
    ) -> None:
        super().__init__()
        self._now = now
        self._glyphs = glyphs
        self._rate = frames_a_second
        self._figure: Figure | None = None
        self._mirrored = False
        self._by_turns = False
        self._frames: LRUCache[tuple[int, bool], tuple[_Row, ...]] = LRUCache(FRAMES_KEPT)
        self._shown: tuple[_Row, ...] = ()
        self._strips: LRUCache[_Row, Strip] = LRUCache(_ROWS_KEPT)
        self._posed: tuple[KeyPose, bool] | None = None
        self._timer: Timer | None = None

    def draw(self, figure: Figure | None, *, mirrored: bool = False, by_turns: bool = False) -> None:
        """Goes on with another figure, or with none; `by_turns` every second round is the other side."""
        if (figure, mirrored, by_turns) != (self._figure, self._mirrored, self._by_turns):
            self._figure, self._mirrored, self._by_turns = figure, mirrored, by_turns
            self._posed = None
            self._forget()
            self.tick()

    def on_mount(self) -> None:
        terse.use()
        self._timer = self.set_interval(1 / self._rate, self.tick)

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
        if figure is None or not size or (self._shown and not self.screen.is_active):
            return
        moment = self._now()
        pose = figure.pose_at(moment)
        turned = self._by_turns and int(moment // (figure.loop_s or 1)) % 2 == 1
        mirrored = self._mirrored ^ turned
        if (pose, mirrored) != self._posed:
            self._posed = pose, mirrored
            self.post_message(self.Posed(pose, mirrored=mirrored))
        if self.app.animation_level == "none":
            moment = figure.still(pose)
        number = round(figure.motion.folded(moment) * self._rate)
        self._show(self._frame(figure, number, size, mirrored=mirrored))

    def render_line(self, y: int) -> Strip:
        if y >= len(self._shown):
            return Strip.blank(self.size.width, self.rich_style)
        row = self._shown[y]
        strip = self._strips.get(row)
        if strip is None:
            strip = self._strips[row] = self._strip(row)
        return strip

    def _forget(self) -> None:
        self._frames.clear()
        self._strips.clear()
        self._shown = ()
        self.refresh()

    def _frame(self, figure: Figure, number: int, size: Size, *, mirrored: bool) -> tuple[_Row, ...]:
        frame = self._frames.get((number, mirrored))
        if frame is None:
            from unslouch.figure.glyphs import GRID, rows  # noqa: PLC0415 (the first paint does not wait)

            across, down = GRID[self._glyphs]
            dots = figure.dots(
                number / self._rate, size.width * across, size.height * down, mirrored=mirrored
            )
            frame = self._frames[number, mirrored] = tuple(map(tuple, rows(dots, self._glyphs)))
        return frame

    def _show(self, frame: tuple[_Row, ...]) -> None:
        before, self._shown = self._shown, frame
        if frame is before:
            return
        if len(before) != len(frame):
            self.refresh()
            return
        changed = [_changed(y, before[y], row) for y, row in enumerate(frame) if row != before[y]]
        if changed:
            self.refresh(*changed)

    def _strip(self, row: _Row) -> Strip:
        """The row in colours; what is blank looks like what is beside it, to change colours less often."""
        found: list[tuple[str, Run]] = []
        for run in row:
            if found and found[-1][1].ground is None is run.tone:
                found[-1] = (found[-1][0] + run.text, found[-1][1])
            elif found and found[-1][1].tone is None is run.ground:
                found[-1] = (found[-1][0] + run.text, run)
            else:
                found.append((run.text, run))
        return Strip([Segment(text, self._style(run)) for text, run in found], self.size.width)

    def _style(self, run: Run) -> Style:
        style = self.rich_style
        if run.tone is not None:
            style += Style(color=self._colour(run.tone).color)
        if run.ground is not None:
            style += Style(bgcolor=self._colour(run.ground).color)
        return style

    def _colour(self, tone: Tone) -> Style:
        return self.get_component_rich_style(f"drawing--{_PARTS[tone]}")


def _changed(y: int, before: _Row, after: _Row) -> Region:
    """The row at `y` from the first character that has changed up to the last."""
    left = _alike(before, after, iter)
    right = _alike(reversed(before), reversed(after), reversed)
    return Region(left, y, sum(len(run.text) for run in after) - left - right, 1)


def _alike(before: Iterable[Run], after: Iterable[Run], way: Callable[[str], Iterable[str]]) -> int:
    """How many characters look the same at one end."""
    count = 0
    for old, new in zip(before, after, strict=False):
        if old != new:
            if old[1:] == new[1:]:
                alike = takewhile(_same, zip(way(old.text), way(new.text), strict=False))
                count += sum(1 for _ in alike)
            break
        count += len(new.text)
    return count


def _same(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]
