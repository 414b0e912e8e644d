"""The steps of a move, one below the other, the present one lit."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.reactive import reactive
from textual.widgets import Static

from unslouch.core.exercise import Step


class Steps(VerticalScroll, can_focus=False):
    """Shows `steps`; the one numbered `lit` stands out by a bar beside it, not by colour alone, and stays
    in view.
    """

    DEFAULT_CSS = """
    Steps {
        height: auto;
        align-horizontal: center;
        scrollbar-size: 0 0;
        Static {
            width: auto;
            max-width: 100%;
            padding-left: 1;
            border-left: blank;
            color: $text-muted;
        }
        Static.-lit {
            border-left: wide $primary;
            color: $foreground;
            text-style: bold;
        }
    }
    """

    steps: reactive[tuple[Step, ...]] = reactive((), recompose=True)
    lit: reactive[int] = reactive(0)

    def __init__(self, steps: tuple[Step, ...]) -> None:
        super().__init__()
        self.set_reactive(Steps.steps, steps)

    def compose(self) -> ComposeResult:
        for index, step in enumerate(self.steps):
            yield Static(step.text, markup=False, classes="-lit" if index == self.lit else "")

    def on_resize(self) -> None:
        self._follow()

    def watch_lit(self) -> None:
        for index, line in enumerate(self.query(Static)):
            line.set_class(index == self.lit, "-lit")
        self._follow()

    def _follow(self) -> None:
        for line in self.query(".-lit"):
            self.call_after_refresh(line.scroll_visible, animate=False)
