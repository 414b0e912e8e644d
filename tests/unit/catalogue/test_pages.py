"""The pages of the docs that are made from the catalogue."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from unslouch.catalogue import format as file_format
from unslouch.catalogue import load
from unslouch.catalogue.parse import Among, parse
from unslouch.catalogue.poses import POSES, Pose
from unslouch.core.exercise import Form

ROOT = Path(__file__).parents[3]
MADE: dict[str, Any] = runpy.run_path(str(ROOT / "packaging" / "exercises.py"))
EACH = pytest.mark.parametrize("pose", POSES, ids=lambda pose: pose.number)


@pytest.mark.parametrize("name", ["exercises.md", "safety.md"])
def test_a_page_says_what_the_catalogue_says(name: str) -> None:
    assert MADE["pages"]()[name] == (ROOT / "docs" / name).read_text("utf-8"), "`make docs` makes it anew"


def test_the_poses_are_numbered_without_a_gap() -> None:
    numbers = [pose.number for pose in POSES]

    assert sorted({number[:3] for number in numbers}) == [f"P{number:02}" for number in range(1, 32)]
    assert numbers == sorted(set(numbers))
    assert len({pose.id for pose in POSES}) == len(POSES) == 38


@EACH
def test_every_pose_of_the_articles_is_in_the_catalogue_and_has_an_adaptation_for_the_desk(
    pose: Pose,
) -> None:
    itself, desk = MADE["coverage"](pose)

    assert itself
    assert desk


@EACH
def test_the_articles_of_a_pose_are_those_that_its_entry_on_the_mat_names(pose: Pose) -> None:
    told = {
        int(found[1])
        for exercise in load()
        if exercise.form is Form.MAT and pose.id in exercise.poses
        for source in exercise.sources
        if (found := re.search(r"article (\d) of 5", source.title))
    }

    assert told == (set(pose.articles) if pose.id != "wall-calf-stretch" else set())


@pytest.mark.parametrize(
    "text", [MADE["pages"]()["exercises.md"], file_format.__doc__], ids=["page", "format"]
)
def test_what_is_given_as_an_example_is_sound(text: str) -> None:
    shipped = {exercise.id: exercise for exercise in load()}
    examples = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)

    assert examples
    for example in examples:
        whole = "form" in example
        exercises, problems = parse(
            f"version = 1\n{example.replace('version = 1', '')}", "example", Among({} if whole else shipped)
        )
        assert problems == []
        assert [exercise.id for exercise in exercises] == ["neck-side-tilt"]


def test_every_exercise_is_on_the_page_once_in_the_tables() -> None:
    page = MADE["pages"]()["exercises.md"]

    for exercise in load():
        assert page.count(f"\n| `{exercise.id}` |") == 1


def test_the_catalogue_that_is_read_is_what_the_files_say() -> None:
    shipped = ROOT / "src" / "unslouch" / "catalogue" / "shipped.json"

    assert MADE["shipped"]() == shipped.read_text("utf-8"), "`make docs` makes it anew"
