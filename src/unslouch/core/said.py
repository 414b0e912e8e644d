"""What a person says of an exercise, by one key."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

ASKED_PLAYS = 3
"""Only so many first plays of an exercise are asked about."""


class Said(StrEnum):
    """The last of NEVER, FAVOURITE and AGAIN (neither) counts; the others add up."""

    TOO_EASY = "too-easy"
    RIGHT = "right"
    TOO_MUCH = "too-much"
    NEVER = "never"
    FAVOURITE = "favourite"
    AGAIN = "again"

    @classmethod
    def of(cls, word: object) -> Self | None:
        """The one that is written `word`; None for anything else."""
        return next((each for each in cls if each == word), None)

    @property
    def effort(self) -> int | None:
        """Which way the exercise is to go: 1 is more, -1 less; None where it is not about that."""
        return {Said.TOO_EASY: 1, Said.RIGHT: 0, Said.TOO_MUCH: -1}.get(self)


class Reason(StrEnum):
    """Why an exercise is never to come again."""

    HURTS = "hurts"
    EQUIPMENT = "no-equipment"
    VISIBLE = "too-visible"
