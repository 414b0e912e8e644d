"""A blank line-API widget, 60 cells by 28, of which the given rows are refreshed at each tick.

Its arguments are how often a second, and for each tick the rows, such as 3,4,5 or nothing: `15 3,4,5 "" 4`.
"""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Blank(Widget):
    DEFAULT_CSS = "Blank { width: 60; height: 28; }"

    def __init__(self, frames: int, ticks: list[list[int]]) -> None:
        super().__init__()
        self._frames, self._ticks, self._tick = frames, ticks, 0

    def on_mount(self) -> None:
        self.set_interval(1 / self._frames, self.tick)

    def tick(self) -> None:
        changed = [Region(0, y, 60, 1) for y in self._ticks[self._tick % len(self._ticks)]]
        self._tick += 1
        if changed:
            self.refresh(*changed)

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 (every row is blank)
        return Strip.blank(60, self.rich_style)


class Floor(App[None]):
    def compose(self) -> ComposeResult:
        frames, *ticks = sys.argv[1:]
        yield Blank(int(frames), [[int(row) for row in tick.split(",") if row] for tick in ticks])


if __name__ == "__main__":
    Floor().run()
