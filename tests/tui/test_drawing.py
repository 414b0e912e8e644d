"""The animated figure: what it draws when, what it does not draw again, and when it stands still."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.containers import Container
from textual.geometry import Region
from textual.screen import ModalScreen, Screen
from textual.strip import Strip

from unslouch.catalogue.figures import figure
from unslouch.core.glyphs import Glyphs
from unslouch.figure.figure import Figure
from unslouch.figure.glyphs import GRID, rows
from unslouch.figure.motion import KeyPose
from unslouch.tui.widgets.drawing import FRAMES_A_SECOND, FRAMES_KEPT, Drawing

FIGURE = figure("knee-extension")
WIDTH, HEIGHT = 40, 18


class Watched(Drawing):
    """Remembers which of its regions were to be drawn again, and how many lines were made."""

    def __init__(self, now: Callable[[], float], glyphs: Glyphs) -> None:
        super().__init__(now, glyphs)
        self.refreshed: list[tuple[Region, ...]] = []

    def refresh(self, *regions: Region, **how: Any) -> Watched:
        self.refreshed.append(regions)
        super().refresh(*regions, **how)
        return self


class Shown(App[None]):
    CSS = f"Drawing {{ width: {WIDTH}; height: {HEIGHT}; }}"

    def __init__(self, glyphs: Glyphs = Glyphs.BRAILLE) -> None:
        super().__init__()
        self.now = 0.0
        self.drawing = Watched(lambda: self.now, glyphs)
        self.posed: list[str] = []
        self.mirrored = False

    def compose(self) -> ComposeResult:
        with Container():
            yield self.drawing

    @on(Drawing.Posed)
    def _note(self, event: Drawing.Posed) -> None:
        self.posed.append(event.pose.name)
        self.mirrored = event.mirrored

    def go(self, seconds: float) -> list[tuple[Region, ...]]:
        """To that moment; what is drawn again then."""
        self.now = seconds
        self.drawing.refreshed.clear()
        self.drawing.tick()
        return self.drawing.refreshed


def drawn(drawing: Drawing) -> list[str]:
    return [drawing.render_line(y).text for y in range(drawing.size.height)]


def looks(drawing: Drawing) -> list[list[tuple[str, object]]]:
    """Each row's characters, with the colour of those that are seen."""
    return [
        [
            (letter, each.style and letter.strip() and each.style.color)
            for each in strip
            for letter in each.text
        ]
        for strip in map(drawing.render_line, range(drawing.size.height))
    ]


def expected(
    shown: Figure, seconds: float, glyphs: Glyphs = Glyphs.BRAILLE, *, mirrored: bool = False
) -> list[str]:
    across, down = GRID[glyphs]
    dots = shown.dots(seconds, WIDTH * across, HEIGHT * down, mirrored=mirrored)
    return ["".join(run.text for run in row) for row in rows(dots, glyphs)]


def colours(strip: Strip) -> set[str]:
    """The colours of what is not blank."""
    return {
        segment.style.color.name
        for segment in strip
        if segment.text.strip() and segment.style is not None and segment.style.color is not None
    }


def all_colours(app: App[None]) -> set[str]:
    """Those that the screen shows of the drawing."""
    strips = app.screen._compositor.render_strips()[:HEIGHT]
    filtered = [
        strip.apply_filter(each, app.screen.background_colors[1]) for strip in strips for each in app._filters
    ]
    return set().union(*(colours(strip) for strip in filtered or strips))


def ticking(drawing: Drawing) -> bool:
    return drawing._timer is not None and drawing._timer._active.is_set()


@pytest.mark.parametrize("glyphs", list(Glyphs))
async def test_it_shows_the_figure_as_it_is_now(glyphs: Glyphs) -> None:
    app = Shown(glyphs)
    async with app.run_test():
        app.drawing.draw(FIGURE)

        assert drawn(app.drawing) == expected(FIGURE, 0.0, glyphs)

        app.go(2.0)

        assert drawn(app.drawing) == expected(FIGURE, 2.0, glyphs)


async def test_it_shows_the_mirror_image() -> None:
    app = Shown()
    async with app.run_test():
        app.drawing.draw(FIGURE)
        app.drawing.draw(FIGURE, mirrored=True)

        assert drawn(app.drawing) == expected(FIGURE, 0.0, mirrored=True)


async def test_only_what_changes_of_a_row_is_drawn_again() -> None:
    app = Shown()
    async with app.run_test():
        app.drawing.draw(FIGURE)
        app.go(1.8)
        before = looks(app.drawing)
        regions = [region for call in app.go(2.2) for region in call]
        after = looks(app.drawing)

        changed = {y for y in range(HEIGHT) if before[y] != after[y]}
        assert 0 < len(changed) < HEIGHT
        assert {region.y for region in regions} == changed
        for region in regions:
            assert before[region.y][: region.x] == after[region.y][: region.x]
            assert before[region.y][region.right :] == after[region.y][region.right :]
            assert before[region.y][region.x] != after[region.y][region.x]
            assert before[region.y][region.right - 1] != after[region.y][region.right - 1]


async def test_where_nothing_moves_nothing_is_drawn_again() -> None:
    app = Shown()
    async with app.run_test():
        app.drawing.draw(FIGURE)
        app.go(2.0)

        assert app.go(2.0) == []
        assert app.go(2.0 + FIGURE.loop_s) == []


async def test_no_frame_is_drawn_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    app, asked = Shown(), list[float]()
    dots = Figure.dots
    async with app.run_test():

        def counted(self: Figure, seconds: float, *size: int, mirrored: bool) -> Any:
            asked.append(seconds)
            return dots(self, seconds, *size, mirrored=mirrored)

        monkeypatch.setattr(Figure, "dots", counted)
        app.drawing.draw(FIGURE)
        for frame in range(int(FIGURE.loop_s * FRAMES_A_SECOND)):
            app.go(frame / FRAMES_A_SECOND)
        for frame in range(int(FIGURE.loop_s * FRAMES_A_SECOND)):
            app.go(FIGURE.loop_s + frame / FRAMES_A_SECOND)

        assert len(asked) == len(set(asked)) < FIGURE.loop_s * FRAMES_A_SECOND


async def test_ten_minutes_of_holding_keep_no_more_than_one_breath() -> None:
    app = Shown()
    held = figure("childs-pose").lasting(600)
    async with app.run_test():
        app.drawing.draw(held)
        for frame in range(600 * FRAMES_A_SECOND):
            app.now = frame / FRAMES_A_SECOND
            app.drawing.tick()

        moving = sum(pose.seconds for pose in held.poses)
        holding = 2.5 * sum(pose.hold > 0 for pose in held.poses)
        assert len(app.drawing._frames) <= (moving + holding) * FRAMES_A_SECOND < FRAMES_KEPT


async def test_however_long_the_movement_few_frames_are_kept() -> None:
    start, end = FIGURE.poses[0].parameters, FIGURE.poses[1].parameters
    slow = Figure("slow", "body", (KeyPose("To", start, 60.0), KeyPose("Fro", end, 60.0)), FIGURE.scene)
    app = Shown()
    async with app.run_test():
        app.drawing.draw(slow)
        for frame in range(FRAMES_KEPT + 20):
            app.now = frame / FRAMES_A_SECOND
            app.drawing.tick()

        assert len(app.drawing._frames) == FRAMES_KEPT


async def test_it_stands_still_while_it_is_hidden() -> None:
    app = Shown()
    async with app.run_test() as pilot:
        app.drawing.draw(FIGURE)
        app.query_one(Container).display = False
        await pilot.pause()

        assert not ticking(app.drawing)

        app.query_one(Container).display = True
        await pilot.pause()

        assert ticking(app.drawing)


@pytest.mark.parametrize("over", [Screen, ModalScreen])
async def test_it_stands_still_under_another_screen(over: type[Screen[None]]) -> None:
    app = Shown()
    async with app.run_test() as pilot:
        app.drawing.draw(FIGURE)
        await app.push_screen(over())
        before = drawn(app.drawing)

        assert app.go(2.0) == []
        assert drawn(app.drawing) == before

        app.pop_screen()
        await pilot.pause()
        app.go(2.0)

        assert drawn(app.drawing) == expected(FIGURE, 2.0)


async def test_it_is_drawn_in_its_new_size_under_another_screen() -> None:
    app = Shown()
    async with app.run_test() as pilot:
        app.drawing.draw(FIGURE)
        await app.push_screen(ModalScreen[None]())
        app.drawing.styles.width = WIDTH - 4
        await pilot.pause()

        assert "".join(drawn(app.drawing)).strip("\u2800 ") != ""


async def test_without_animations_it_goes_from_key_pose_to_key_pose() -> None:
    app = Shown()
    app.animation_level = "none"
    stills = [expected(FIGURE, FIGURE.still(pose)) for pose in FIGURE.poses]
    async with app.run_test():
        app.drawing.draw(FIGURE)
        seen: list[list[str]] = []
        for frame in range(int(FIGURE.loop_s * FRAMES_A_SECOND)):
            app.go(frame / FRAMES_A_SECOND)
            picture = drawn(app.drawing)
            if not seen or picture != seen[-1]:
                seen.append(picture)

    assert seen in (stills, [*stills, stills[0]])


async def test_each_pose_is_told_once_when_one_sets_out_for_it() -> None:
    app = Shown()
    async with app.run_test() as pilot:
        app.drawing.draw(FIGURE)
        for frame in range(int(FIGURE.loop_s * FRAMES_A_SECOND)):
            app.go(frame / FRAMES_A_SECOND)
        await pilot.pause()

    names = [pose.name for pose in FIGURE.poses]
    assert app.posed in (names, [*names, names[0]])


async def test_by_turns_every_second_round_shows_the_other_side() -> None:
    app = Shown()
    seen = []
    async with app.run_test() as pilot:
        app.drawing.draw(FIGURE, by_turns=True)
        for number in range(3):
            app.go(2.0 + number * FIGURE.loop_s)
            await pilot.pause()
            seen.append((drawn(app.drawing), app.mirrored))

    one = (expected(FIGURE, 2.0), False)
    assert seen == [one, (expected(FIGURE, 2.0, mirrored=True), True), one]


async def test_it_fills_another_size_and_another_theme() -> None:
    app = Shown()
    async with app.run_test() as pilot:
        app.drawing.draw(FIGURE)
        await pilot.pause()
        before = all_colours(app)
        app.theme = "textual-light"
        await pilot.pause()

        assert len(all_colours(app) - before) == 2

        app.drawing.styles.width = 60
        await pilot.pause()

        dots = FIGURE.dots(0.0, 120, HEIGHT * 4)
        assert drawn(app.drawing) == ["".join(run.text for run in row) for row in rows(dots)]


async def test_near_far_and_stretched_look_different_also_without_colours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Shown()
    async with app.run_test() as pilot:
        app.drawing.draw(FIGURE)
        await pilot.pause()

        shown = all_colours(app)
        assert len(shown) >= 3
        assert all(name[1:3] == name[3:5] == name[5:7] for name in shown)


async def test_no_figure_is_a_blank() -> None:
    app = Shown()
    async with app.run_test():
        app.drawing.draw(FIGURE)
        app.drawing.draw(None)

        assert {line.strip() for line in drawn(app.drawing)} == {""}
        assert {len(line) for line in drawn(app.drawing)} == {WIDTH}
