"""What an exercise that ships refers to is there, and nothing lies about that none refers to."""

from __future__ import annotations

from unslouch.catalogue import figures, load
from unslouch.catalogue.poses import POSES


def test_every_figure_that_an_exercise_names_is_there_and_every_figure_is_named() -> None:
    assert {exercise.figure for exercise in load()} == set(figures.ids())


def test_every_pose_that_an_exercise_names_is_one_of_the_articles_and_every_pose_is_named() -> None:
    assert {pose for exercise in load() for pose in exercise.poses} == {pose.id for pose in POSES}
