"""What a day comes to, in as much room as there is."""

from __future__ import annotations

import pytest

from unslouch.tui.sums import fitting, packed

FACTS = ["6 breaks, 2 natural", "longest sitting 54 min", "5 h sitting"]


@pytest.mark.parametrize(
    ("columns", "lines"),
    [
        (80, ["6 breaks, 2 natural, longest sitting 54 min, 5 h sitting"]),
        (45, ["6 breaks, 2 natural, longest sitting 54 min", "5 h sitting"]),
        (35, ["6 breaks, 2 natural", "longest sitting 54 min, 5 h sitting"]),
        (10, FACTS),
    ],
)
def test_lines_end_between_two_facts_and_none_is_left_out(columns: int, lines: list[str]) -> None:
    assert packed(FACTS, columns).split("\n") == lines


@pytest.mark.parametrize(("columns", "most"), [(80, 3), (45, 2), (35, 1), (10, 1)])
def test_one_line_has_as_many_facts_as_there_is_room_for(columns: int, most: int) -> None:
    assert fitting(FACTS, columns) == ", ".join(FACTS[:most])
