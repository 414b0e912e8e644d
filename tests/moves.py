"""An exercise from which tests make theirs, with `replace`."""

from __future__ import annotations

from unslouch.core.exercise import Dose, Exercise, Form, Kind, Position, Sides, Visibility

MOVE = Exercise(
    id="neck-turn",
    name="Neck turn",
    form=Form.DESK,
    poses=(),
    position=Position.SEATED,
    kind=Kind.STRETCH,
    regions=("neck",),
    sides=Sides.EACH,
    dose=Dose(30, 20, 40),
    level=1,
    needs=frozenset(),
    visibility=Visibility.LOW,
    cautions=frozenset(),
    steps=(),
    easier="Do half of it.",
    harder="",
    figure=None,
    sources=(),
)
