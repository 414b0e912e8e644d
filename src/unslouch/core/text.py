"""Text that came from outside is data: this makes it safe to hold, each place escapes it for itself."""

from __future__ import annotations

import unicodedata

_UNWANTED = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
"""Unicode general categories (UAX #44): controls, format characters (bidirectional ones among them),
private use, surrogates, line and paragraph separators."""


def unwanted(text: str) -> str | None:
    """The first control, bidirectional or otherwise invisible character of `text`, as `U+202E`."""
    for character in text:
        if unicodedata.category(character) in _UNWANTED:
            return f"U+{ord(character):04X}"
    return None


def clean(text: str, most: int = 200) -> str:
    """`text` on one line without such characters, at most `most` characters long."""
    wanted = (c for c in text if c.isspace() or unicodedata.category(c) not in _UNWANTED)
    line = " ".join("".join(wanted).split())
    return line if len(line) <= most else line[: most - 1] + "…"
