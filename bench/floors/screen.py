"""A Textual app with a few widgets and nothing behind them."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Digits, Footer, Header, ProgressBar


class Floor(App[None]):
    def compose(self) -> ComposeResult:
        yield Header()
        yield Digits("20:00")
        yield ProgressBar(total=1.0)
        yield Footer()


if __name__ == "__main__":
    Floor().run()
