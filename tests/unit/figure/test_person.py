"""What is drawn of a person and around one."""

from __future__ import annotations

from unslouch.catalogue import figures
from unslouch.figure.person import PERSON
from unslouch.figure.scene import Scene
from unslouch.figure.shape import Point, Shape, Tone

STANDING = {**PERSON.stances["standing"], "breath": 0.4}


def middle(shape: Shape) -> Point:
    xs, ys = zip(*shape.points, strict=True)
    return sum(xs) / len(xs), sum(ys) / len(ys)


def test_the_shoulder_blades_come_together_as_they_are_squeezed() -> None:
    scene = Scene("back", tint=frozenset({"upper-back"}))
    apart, together = (
        [middle(shape)[0] for shape in PERSON.shapes({**STANDING, "squeeze": squeeze}, scene)
         if shape.tone is Tone.TINT]
        for squeeze in (0, 1)
    )  # fmt: skip

    assert apart[0] < together[0] < 0 < together[1] < apart[1]


def test_a_wall_is_behind_the_person_on_both_sides_and_ends_nowhere() -> None:
    without = PERSON.shapes(STANDING, Scene("front"))
    drawn = [each for each in PERSON.shapes(STANDING, Scene("front", ("wall",))) if each not in without]

    assert {shape.tone for shape in drawn} == {Tone.PROP}
    assert max(shape.depth for shape in drawn) < min(each.depth for each in without if each.tone > Tone.PROP)
    assert min(middle(shape)[0] for shape in drawn) < -0.2 < 0.2 < max(middle(shape)[0] for shape in drawn)
    assert any(min(x for x, _ in shape.points) < -10 for shape in drawn)


def test_where_only_the_feet_move_they_are_seen_larger() -> None:
    whole, lower = (figures.figure(id_).window for id_ in ("walk", "calf-raises"))

    assert lower.top - lower.bottom < (whole.top - whole.bottom) / 2
    assert lower.bottom < 0 < lower.top
