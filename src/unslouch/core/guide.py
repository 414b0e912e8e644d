"""What a session says of its moves, on whatever it is shown."""

from __future__ import annotations

from unslouch.core.duration import spoken
from unslouch.core.exercise import Kind, Move, Side, plainly
from unslouch.core.player import Player
from unslouch.core.said import ASKED_PLAYS, Said

ASKING_S = 10.0
"""How long it is asked at the end how a move was, in real seconds."""

SIDES = {Side.LEFT: "left side", Side.RIGHT: "right side", None: ""}
ANSWERS = {"1": Said.TOO_EASY, "2": Said.RIGHT, "3": Said.TOO_MUCH}
"""What the keys say of the move that is asked about."""

_ASKED_KINDS = {Kind.STRETCH, Kind.STRENGTHEN, Kind.MOBILISE}


def titled(move: Move) -> str:
    """A move's name, with its side."""
    side = SIDES[move.side]
    return f"{move.exercise.name}, {side}" if side else move.exercise.name


def done(player: Player) -> str:
    """What was done: `3 min: neck, shoulders, hips.`"""
    return ": ".join(filter(None, (spoken(round(player.done_s)), worked(player)))) + "."


def worked(player: Player) -> str:
    """The regions that got most of it, in the order in which their turn came: `neck, shoulders, hips`."""
    seconds: dict[str, float] = {}
    for move, spent in player.played:
        for region in move.exercise.regions:
            seconds[region] = seconds.get(region, 0.0) + spent
    most = sorted(seconds, key=lambda region: -seconds[region])[:4]
    return ", ".join(plainly(region) for region in seconds if region in most)


def asked(player: Player) -> Move | None:
    """The move of which it is asked at the end how it was: one of the first plays of its exercise."""
    first = [
        move for move, _ in player.played if move.plays < ASKED_PLAYS and move.exercise.kind in _ASKED_KINDS
    ]
    return min(first, key=lambda move: move.plays, default=None)


def question(move: Move) -> str:
    """How `move` was, to be answered by one of `ANSWERS`."""
    return f"{move.exercise.name}: 1 too easy, 2 right, 3 too much?"
