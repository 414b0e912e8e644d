"""Shows one figure, 60 cells by 28, and nothing else. Its arguments: which one, and how often a second."""

from __future__ import annotations

import sys
import time

from textual.app import App, ComposeResult

from unslouch.catalogue.figures import figure
from unslouch.tui.widgets.drawing import Drawing

WIDTH, HEIGHT = 60, 28


class Shown(App[None]):
    CSS = f"Drawing {{ width: {WIDTH}; height: {HEIGHT}; }}"

    def compose(self) -> ComposeResult:
        began = time.monotonic()
        yield Drawing(lambda: time.monotonic() - began, frames_a_second=int(sys.argv[2]))

    def on_mount(self) -> None:
        self.query_one(Drawing).draw(figure(sys.argv[1]))


if __name__ == "__main__":
    Shown().run()
