"""The large clock."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalGroup
from textual.widgets import Digits

from unslouch.core.duration import clock
from unslouch.tui.widgets.line import Line

_GLYPHS = {
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


class Countdown(VerticalGroup):
    """Seconds that run down: five rows high where there is room for it (the app's breakpoints), to be read
    from two metres; otherwise three, and in a low window one line.
    """

    SCOPED_CSS = False  # its rules ask for the screen's classes
    DEFAULT_CSS = """
    Countdown {
        align-horizontal: center;
        Line { width: auto; text-style: bold; }
        Digits { width: 1fr; text-align: center; text-style: bold; }
        #large { display: none; }
        #plain { display: none; }
    }
    Screen.-wide.-tall Countdown, Screen.-wide.-high Countdown {
        Digits { display: none; }
        #large { display: block; }
    }
    Screen.-low Countdown {
        Digits { display: none; }
        #plain { display: block; }
    }
    """

    def compose(self) -> ComposeResult:
        yield Line(id="large")
        yield Digits()
        yield Line(id="plain")

    def tell(self, seconds: float) -> None:
        """Draws the clock again only where what it shows has changed."""
        digits, text = self.query_one(Digits), clock(seconds)
        if digits.value != text:
            digits.update(text)
            self.query_one("#large", Line).tell(large(text))
            self.query_one("#plain", Line).tell(text)


def large(text: str) -> str:
    """Digits and colons in five rows."""
    return "\n".join("  ".join(row) for row in zip(*(_GLYPHS[character] for character in text), strict=True))
