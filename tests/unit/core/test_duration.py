"""Durations: as people write them, and as sentences, prompts and countdowns show them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unslouch.core.duration import WEEK_S, clock, parse, spoken, text

WHOLE = st.integers(1, int(WEEK_S))
ANY = st.floats(0, WEEK_S)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("90s", 90),
        ("50m", 3000),
        ("2h", 7200),
        ("1h 30m", 5400),
        ("1h30m", 5400),
        ("1h 0m 1s", 3601),
        ("1h 1s", 3601),
        ("  50m\n", 3000),
        ("007m", 420),
        ("168h", WEEK_S),
    ],
)
def test_a_duration_is_read_as_it_is_written(written: str, seconds: float) -> None:
    assert seconds == parse(written)


@given(WHOLE)
def test_what_is_written_is_read_back(seconds: int) -> None:
    assert seconds == parse(text(seconds))


@pytest.mark.parametrize(
    "written",
    [
        "", " ", "50", "m", "50 m", "1.5h", "1,5h", "-5m", "+5m", "5M", "5min", "30m 1h", "5m 5m", "1d",
        "\u0665m", "1h\x00",
    ],
)  # fmt: skip
def test_what_is_none_is_refused_with_the_way_to_write_it(written: str) -> None:
    with pytest.raises(ValueError, match=r"^a duration is written like 90s, 50m or 1h 30m$"):
        parse(written)


@pytest.mark.parametrize("written", ["0s", "0h 0m", "168h 1s", "999999h", "604801s"])
def test_nothing_and_more_than_a_week_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"^a duration is more than zero and at most a week$"):
        parse(written)


@given(st.text())
def test_a_text_is_a_duration_within_bounds_or_is_refused(written: str) -> None:
    try:
        seconds = parse(written)
    except ValueError as error:
        assert str(error).startswith("a duration is ")  # noqa: PT017 (either outcome is right)
    else:
        assert 0 < seconds <= WEEK_S


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0, "0s"), (0.4, "0s"), (90, "1m 30s"), (3600, "1h"), (5400, "1h 30m"), (3661.4, "1h 1m 1s")],
)
def test_a_prompt_shows_only_the_units_that_count(seconds: float, expected: str) -> None:
    assert expected == text(seconds)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, "0 s"),
        (-1e-9, "0 s"),
        (20, "20 s"),
        (59.4, "59 s"),
        (60, "1 min"),
        (119, "1 min"),
        (3000, "50 min"),
        (2999.9995, "50 min"),
        (3600, "1 h"),
        (4320, "1 h 12 min"),
        (100 * 3600, "100 h"),
    ],
)
def test_a_sentence_says_it_in_at_most_two_units(seconds: float, expected: str) -> None:
    assert expected == spoken(seconds)


@given(ANY)
def test_a_sentence_never_says_more_than_it_is(seconds: float) -> None:
    said = re.fullmatch(r"(?:(\d+) h)? ?(?:(\d+) min)?(?:(\d+) s)?", spoken(seconds))

    assert said is not None
    hours, minutes, rest = (int(number or 0) for number in said.groups())
    assert minutes < 60
    assert rest < 60
    told_s = hours * 3600 + minutes * 60 + rest
    assert -0.5 <= seconds - told_s < 60


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0, "0:00"), (-5, "0:00"), (0.2, "0:01"), (59, "0:59"), (2947, "49:07"), (3723, "1:02:03")],
)
def test_a_countdown_shows_a_part_of_a_second_as_a_whole_one(seconds: float, expected: str) -> None:
    assert expected == clock(seconds)


@given(ANY, ANY)
def test_a_countdown_never_goes_up_while_the_time_goes_down(one: float, other: float) -> None:
    def seconds(shown: str) -> int:
        total = 0
        for part in shown.split(":"):
            total = total * 60 + int(part)
        return total

    less, more = sorted((one, other))

    assert seconds(clock(less)) <= seconds(clock(more))
    assert less <= seconds(clock(less)) <= less + 1
