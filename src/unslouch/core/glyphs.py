"""What a figure may be drawn with: settings name it, and figures go by it."""

from __future__ import annotations

from enum import StrEnum


class Glyphs(StrEnum):
    """The words of the setting `look.glyphs`."""

    BRAILLE = "braille"
    BLOCKS = "blocks"
    FINE = "fine"
