"""A Textual app with nothing in it but a word, by which it can be seen."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class Floor(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("Blank")


if __name__ == "__main__":
    Floor().run()
