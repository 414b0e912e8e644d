"""What one says of an exercise in the Library, what the profile says of it, and playing one alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.tui.shelved import Shelved
from unslouch.catalogue import load
from unslouch.core.exercise import NEEDS, Side
from unslouch.core.planner import against, alone, suits
from unslouch.core.rules import Posture, Profile
from unslouch.core.said import Reason, Said
from unslouch.core.wish import Past, Wish
from unslouch.tui.screens.never import NeverScreen
from unslouch.tui.screens.session import SessionScreen


async def test_a_favourite_is_said_marked_found_and_taken_back() -> None:
    library = Shelved()
    async with library.opened() as pilot:
        await library.find(pilot, "chin tuck")
        await library.press(pilot, "f")

        assert library.memory.said_ == [("chin-tuck", Said.FAVOURITE, None)]
        assert library.rows["chin-tuck"].sign == "★"
        assert library.text("#mark") == "★ favourite"
        assert {"library.no-favourite"} == library.keys & {"library.favourite", "library.no-favourite"}

        await library.find(pilot, "favourite")
        assert set(library.rows) == {"chin-tuck"}

        await library.press(pilot, "f")

        assert library.memory.said_[1:] == [("chin-tuck", Said.AGAIN, None)]
        assert library.rows == {}


async def test_never_again_asks_why_and_the_same_key_brings_it_back() -> None:
    library = Shelved()
    async with library.opened() as pilot:
        await library.find(pilot, "chin tuck")
        await library.press(pilot, "x", "escape")
        assert library.memory.said_ == []
        await library.press(pilot, "x")
        assert isinstance(library.app.screen, NeverScreen)
        await library.press(pilot, "1")

        assert library.memory.said_ == [("chin-tuck", Said.NEVER, Reason.HURTS)]
        row = library.rows["chin-tuck"]
        assert (row.sign, row.note) == ("×", "never again")  # noqa: RUF001 (the sign)
        assert "You said never again." in library.card()

        await library.press(pilot, "x")

        assert library.memory.said_[1:] == [("chin-tuck", Said.AGAIN, None)]
        assert library.rows["chin-tuck"].note == "30 s"


async def test_what_cannot_be_recorded_is_told_and_not_shown_as_said() -> None:
    library = Shelved()
    library.memory.refusal = "The journal cannot be written."
    async with library.opened() as pilot:
        library.memory.said_ = _Deaf()
        await library.press(pilot, "f")

        assert library.toasts == ["The journal cannot be written."]
        assert library.rows["far-look"].sign == " "


class _Deaf(list[Any]):
    """What is said is lost."""

    def append(self, item: Any) -> None:
        del item


async def test_what_the_profile_leaves_out_is_listed_with_why() -> None:
    library = Shelved()
    async with library.opened() as pilot:
        row = library.rows["cat"]
        assert (row.sign, row.note, row.faint) == ("–", "wrist, mat", True)  # noqa: RUF001 (the sign)

        await library.find(pilot, "desk plank")

        assert library.text("#mark") == "– left out"  # noqa: RUF001 (the sign)
        assert "Your profile leaves it out: wrist" in library.card()


PROFILES = [
    Profile(),
    Profile(floor=True, level=3),
    Profile(avoid=frozenset({"neck", "wrist"}), at_hand=frozenset(), level=2),
    Profile(at_hand=frozenset(NEEDS), level=3),
    Profile(at_hand=frozenset({"fixed-chair"}), floor=True),
]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("reach", [frozenset[str](), frozenset({"hips", "neck"})])
def test_there_is_a_reason_exactly_where_no_break_has_it(profile: Profile, reach: frozenset[str]) -> None:
    so_far, long = Past(reach=reach), Wish(0, 10_000, Posture.MIXED)
    wrong = [
        each.id
        for each in load()
        if bool(against(each, profile, so_far)) is suits(each, long, profile, so_far)
    ]

    assert wrong == []


def test_an_exercise_alone_is_its_usual_dose_on_both_sides() -> None:
    tilt = next(each for each in load() if each.id == "neck-side-tilt")
    sequence = alone(tilt, 1200, Past(plays={tilt.id: 4}))

    assert [(move.exercise.id, move.side, move.seconds, move.plays) for move in sequence.moves] == [
        (tilt.id, Side.LEFT, tilt.dose.seconds, 4),
        (tilt.id, Side.RIGHT, tilt.dose.seconds, 4),
    ]
    assert (sequence.since_s, sequence.length_s, sequence.posture) == (1200, 2 * tilt.dose.seconds, "seated")


async def test_one_exercise_is_played_alone_recorded_and_one_is_back_at_it() -> None:
    library = Shelved()
    async with library.opened() as pilot:
        await library.find(pilot, "chin tuck")
        await library.press(pilot, "enter")

        assert isinstance(library.app.screen, SessionScreen)
        ((sequence, rhythm, _),) = library.memory.began_
        assert {move.exercise.id for move in sequence.moves} == {"chin-tuck"}
        assert (sequence.since_s, rhythm) == (1200.0, None)

        library.clock.advance(10)
        await library.press(pilot, "x", "2", "q")

        assert library.chosen == "chin-tuck"
        assert len(library.memory.ended_) == 1
        assert library.rows["chin-tuck"].note == "never again"
        assert library.shows("Drawing")
        assert library.text("#cue")


async def test_what_breaks_leave_out_is_played_only_when_asked_twice_in_a_row() -> None:
    library = Shelved()
    async with library.opened() as pilot:
        await library.find(pilot, "desk plank")
        await library.press(pilot, "p")
        await library.find(pilot, "chin")
        await library.find(pilot, "desk plank")
        await library.press(pilot, "p")

        assert library.memory.began_ == []
        assert "wrist" in library.toasts[1]

        await library.press(pilot, "p")

        assert isinstance(library.app.screen, SessionScreen)
