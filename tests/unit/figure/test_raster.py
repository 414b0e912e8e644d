from __future__ import annotations

import math
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from unslouch.figure.raster import RIM, Dots, Window, raster
from unslouch.figure.shape import Area, Point, Shape, Stroke, Tone

WINDOW = Window(0.0, 0.0, 40.0, 30.0)
WIDTH, HEIGHT = 40, 30

coordinates = st.floats(-5, 45, allow_nan=False).map(lambda value: round(value, 2) + 0.003)
points = st.tuples(coordinates, coordinates)
strokes = st.lists(st.tuples(points, st.floats(1.5, 12)), min_size=1, max_size=4).map(
    lambda ends: Stroke(tuple(at for at, _ in ends), tuple(wide for _, wide in ends), Tone.NEAR)
)


def lit(dots: Dots, tone: Tone) -> set[Point]:
    """The middles of the dots of that tone, in the world."""
    return {
        (x + 0.5, HEIGHT - y - 0.5)
        for y, row in enumerate(dots.rows[tone])
        for x in range(dots.width)
        if row >> x & 1
    }


def within(point: Point, stroke: Stroke) -> bool:
    """Whether a point is in one of the discs along the line, which are innumerable.

    How far it is from the edge of a disc is, squared, a parabola along the line.
    """
    ends = list(zip(stroke.points, stroke.widths, strict=True))
    for (a, wide), (b, narrow) in list(pairwise(ends)) or [(ends[0], ends[0])]:
        grows = (narrow - wide) / 2
        curved = math.dist(a, b) ** 2 - grows**2
        falls = (point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1]) + wide / 2 * grows
        lowest = max(0.0, min(1.0, falls / curved)) if curved > 0 else 0.0
        for part in (0.0, lowest, 1.0):
            middle = (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part)
            if math.dist(point, middle) <= wide / 2 + grows * part:
                return True
    return False


def grown(stroke: Stroke, by: float) -> Stroke:
    return Stroke(stroke.points, tuple(wide + by for wide in stroke.widths), stroke.tone)


@settings(max_examples=60, deadline=None)
@given(strokes)
def test_a_stroke_covers_the_dots_whose_middles_lie_in_it(stroke: Stroke) -> None:
    found = lit(raster([stroke], WINDOW, WIDTH, HEIGHT), Tone.NEAR)
    for x in range(WIDTH):
        for y in range(HEIGHT):
            middle = (x + 0.5, y + 0.5)
            if middle in found:
                assert within(middle, grown(stroke, 0.1))
            elif not blunted(middle, stroke):
                assert not within(middle, grown(stroke, -0.1))


def blunted(point: Point, stroke: Stroke) -> bool:
    """Whether a point is as high or as low as a round end that is cut off there."""
    return any(
        wide > 6 and abs(abs(point[1] - at[1]) - wide / 2) < 0.26
        for at, wide in zip(stroke.points, stroke.widths, strict=True)
    )


@given(st.floats(15, 25), st.floats(15, 25), st.floats(6.1, 28))
def test_what_is_round_does_not_end_in_a_lone_dot(x: float, y: float, wide: float) -> None:
    found = lit(raster([Stroke(((x, y),), (wide,), Tone.NEAR)], WINDOW, WIDTH, HEIGHT), Tone.NEAR)
    heights = [y for _, y in found]

    assert min(heights.count(max(heights)), heights.count(min(heights))) > 1


@settings(max_examples=60, deadline=None)
@given(st.lists(points, min_size=3, max_size=3))
def test_an_area_covers_the_dots_whose_middles_lie_in_it(corners: list[Point]) -> None:
    found = lit(raster([Area(tuple(corners), Tone.NEAR)], WINDOW, WIDTH, HEIGHT), Tone.NEAR)
    for x in range(WIDTH):
        for y in range(HEIGHT):
            sides = [
                (bx - ax) * (y + 0.5 - ay) - (by - ay) * (x + 0.5 - ax)
                for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True)
            ]
            if min(abs(side) for side in sides) > 0.05:
                inside = all(side > 0 for side in sides) or all(side < 0 for side in sides)
                assert ((x + 0.5, y + 0.5) in found) == inside


def test_what_is_nearer_is_drawn_over_what_is_farther() -> None:
    far = Stroke(((20.0, 15.0),), (10.0,), Tone.FAR, depth=0.0)
    near = Stroke(((22.0, 15.0),), (10.0,), Tone.NEAR, depth=1.0)
    dots = raster([near, far], WINDOW, WIDTH, HEIGHT)
    assert lit(dots, Tone.NEAR) == lit(raster([near], WINDOW, WIDTH, HEIGHT), Tone.NEAR)
    assert lit(dots, Tone.FAR) == lit(raster([far], WINDOW, WIDTH, HEIGHT), Tone.FAR) - lit(dots, Tone.NEAR)


def test_a_gap_frees_a_rim_from_what_is_behind() -> None:
    body = Stroke(((20.0, 15.0),), (24.0,), Tone.NEAR, depth=0.0)
    arm = Stroke(((20.0, 15.0),), (6.0,), Tone.TINT, depth=1.0, gap=True)
    found = lit(raster([body, arm], WINDOW, WIDTH, HEIGHT), Tone.NEAR)
    assert min(math.dist(dot, (20.0, 15.0)) for dot in found) > 3 + RIM


def test_a_gap_does_not_cut_into_shapes_of_the_same_depth() -> None:
    hand = Stroke(((20.0, 15.0),), (8.0,), Tone.NEAR, depth=1.0)
    arm = Stroke(((20.0, 15.0), (32.0, 15.0)), (6.0, 6.0), Tone.FAR, depth=1.0, gap=True)
    alone = lit(raster([hand], WINDOW, WIDTH, HEIGHT), Tone.NEAR)
    assert lit(raster([hand, arm], WINDOW, WIDTH, HEIGHT), Tone.NEAR) == alone


def test_a_line_that_is_thin_is_still_seen() -> None:
    line: Shape = Stroke(((0.0, 15.2), (40.0, 15.2)), (0.01, 0.01), Tone.PROP)
    assert len(lit(raster([line], WINDOW, WIDTH, HEIGHT), Tone.PROP)) >= WIDTH


def test_a_dot_has_one_tone() -> None:
    shapes = [Stroke(((10.0 + 4 * tone, 15.0),), (12.0,), tone, depth=float(tone)) for tone in Tone]
    dots = raster(shapes, WINDOW, WIDTH, HEIGHT)
    sets = [lit(dots, tone) for tone in Tone]
    assert sum(map(len, sets)) == len(set().union(*sets))
