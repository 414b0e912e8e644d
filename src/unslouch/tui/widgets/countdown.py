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
_ROWS_LARGE, _ROWS_SMALL = 5, 3


class Countdown(Widget):
    """Seconds that run down: five rows high where there is room for it (the app's breakpoints), to be read
    from two metres; otherwise three, and in a low window one line.
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
        height = self.size.height
        if height < _ROWS_SMALL:
            return Content(self.value)
        glyphs, gap = (_LARGE, "  ") if height >= _ROWS_LARGE else (_SMALL, " ")
        rows = zip(*(glyphs[character] for character in self.value), strict=True)
        return Content("\n".join(gap.join(row) for row in rows))
