"""Four weeks of ordinary days, as the tables of docs/month.md show them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from bench import month
from bench.month import PEOPLE
from bench.month import month as played

from unslouch.core.exercise import REGIONS
from unslouch.core.rules import Posture

PAGE = Path(__file__).parents[3] / "docs" / "month.md"


def test_the_page_is_what_the_command_makes_now() -> None:
    assert PAGE.read_text("utf-8") == month.page()


@pytest.mark.parametrize("person", PEOPLE)
def test_every_region_with_a_choice_gets_five_minutes_a_week_once_the_first_is_over(person: str) -> None:
    four = played(PEOPLE[person])
    choice = Counter(region for exercise in four.allowed() for region in exercise.regions)
    least = {region: min(four.week_s(region)[1:]) for region in REGIONS if choice[region] > 2}

    assert {region: seconds for region, seconds in least.items() if seconds < 300} == {}


@pytest.mark.parametrize("person", PEOPLE)
def test_what_is_new_comes_slowly(person: str) -> None:
    first, *later = played(PEOPLE[person]).new_by_day()

    assert first <= 24
    assert max(later) <= 6


@pytest.mark.parametrize("person", PEOPLE)
def test_the_longer_the_sitting_the_more_is_done_on_one_s_feet(person: str) -> None:
    shares = [played(PEOPLE[person]).standing(posture) for posture in Posture]
    known = [share for share in shares if share is not None]

    assert known[0] == 0
    assert known == sorted(known)
