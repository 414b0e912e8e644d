"""The large clock."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from unslouch.core.duration import clock

_LARGE = {
    "0": ("█▀▀▀▀█", "█    █", "█    █", "█    █", "█▄▄▄▄█"),
    "1": (" ▀▀█  ", "   █  ", "   █  ", "   █  ", " ▄▄█▄▄"),
    "2": ("▀▀▀▀▀█", "     █", "█▀▀▀▀▀", "█     ", "█▄▄▄▄▄"),
    "3": ("▀▀▀▀▀█", "     █", " ▀▀▀▀█", "     █", "▄▄▄▄▄█"),
    "4": ("█    █", "█    █", "▀▀▀▀▀█", "     █", "     █"),
    "5": ("█▀▀▀▀▀", "█     ", "▀▀▀▀▀█", "     █", "▄▄▄▄▄█"),
    "6": ("█▀▀▀▀▀", "█     ", "█▀▀▀▀█", "█    █", "█▄▄▄▄█"),
    "7": ("▀▀▀▀▀█", "     █", "     █", "     █", "     █"),
    "8": ("█▀▀▀▀█", "█    █", "█▀▀▀▀█", "█    █", "█▄▄▄▄█"),
    "9": ("█▀▀▀▀█", "█    █", "▀▀▀▀▀█", "     █", "▄▄▄▄▄█"),
    ":": ("  ", "▄▄", "  ", "▄▄", "  "),
}
_SMALL = {
    "0": ("█▀▀█", "█  █", "▀▀▀▀"),
    "1": ("▀█  ", " █  ", "▀▀▀ "),
    "2": ("▀▀▀█", "█▀▀▀", "▀▀▀▀"),
    "3": ("▀▀▀█", " ▀▀█", "▀▀▀▀"),
    "4": ("█  █", "▀▀▀█", "   ▀"),
    "5": ("█▀▀▀", "▀▀▀█", "▀▀▀▀"),
    "6": ("█▀▀▀", "█▀▀█", "▀▀▀▀"),
    "7": ("▀▀▀█", "   █", "   ▀"),
    "8": ("█▀▀█", "█▀▀█", "▀▀▀▀"),
    "9": ("█▀▀█", "▀▀▀█", "▀▀▀▀"),
    ":": ("▄", "▄", " "),
}
_ROWS_LARGE = 5


class Countdown(Widget):
    """Seconds that run down: five rows high where there is room for it (the app's breakpoints), to be read
    from two metres; otherwise three, and where these do not fit one line.
    """

    SCOPED_CSS = False  # its rules ask for the screen's classes
    DEFAULT_CSS = """
    Countdown { height: 3; text-align: center; text-style: bold; text-wrap: nowrap; }
    Screen.-wide.-tall Countdown, Screen.-wide.-high Countdown { height: 5; }
    Screen.-low Countdown { height: 1; }
    """

    value = ""

    def tell(self, seconds: float) -> None:
        """Draws the clock again only where what it shows has changed."""
        before, self.value = self.value, clock(seconds)
        if before != self.value:
            self.refresh()

    def render(self) -> Content:
        glyphs, gap = (_LARGE, "  ") if self.size.height >= _ROWS_LARGE else (_SMALL, " ")
        rows = [gap.join(row) for row in zip(*(glyphs[each] for each in self.value), strict=True)]
        fits = len(rows) <= self.size.height and len(rows[0]) <= self.size.width if rows else False
        return Content("\n".join(rows) if fits else self.value)
