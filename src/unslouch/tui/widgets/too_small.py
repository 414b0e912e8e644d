"""What is shown instead of a screen where the window has no room for one."""

from __future__ import annotations

from textual.widgets import Static


class TooSmall(Static):
    """A sentence that the app's style sheet shows alone in a window under 30 columns or 8 rows."""

    DEFAULT_CSS = """
    TooSmall {
        display: none;
        width: 1fr;
        height: 1fr;
        content-align: center middle;
        text-align: center;
    }
    """

    def __init__(self) -> None:
        super().__init__("Unslouch needs 30 columns and 8 rows.", markup=False)
