"""Text from outside: nothing that could steer a terminal, turn the line around or hide in it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unslouch.core.text import clean, unwanted

STEERING = {
    "null": "\0",
    "bell": "\a",
    "backspace": "\b",
    "escape": "\x1b",
    "delete": "\x7f",
    "control sequence introducer": "\x9b",
    "operating system command": "\x9d",
}
BREAKING = {
    "newline": "\n",
    "carriage return": "\r",
    "tab": "\t",
    "form feed": "\f",
    "next line": "\x85",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
}
TURNING = {
    "Arabic letter mark": "\u061c",
    "left-to-right mark": "\u200e",
    "right-to-left mark": "\u200f",
    "left-to-right embedding": "\u202a",
    "right-to-left embedding": "\u202b",
    "pop directional formatting": "\u202c",
    "left-to-right override": "\u202d",
    "right-to-left override": "\u202e",
    "left-to-right isolate": "\u2066",
    "right-to-left isolate": "\u2067",
    "first strong isolate": "\u2068",
    "pop directional isolate": "\u2069",
}
HIDING = {
    "zero-width space": "\u200b",
    "zero-width non-joiner": "\u200c",
    "zero-width joiner": "\u200d",
    "word joiner": "\u2060",
    "byte order mark": "\ufeff",
    "soft hyphen": "\u00ad",
    "invisible times": "\u2062",
    "interlinear annotation": "\ufff9",
    "language tag": "\U000e0001",
    "tag letter": "\U000e0061",
    "private use": "\ue000",
    "surrogate": "\udc80",
}
ALL = {**STEERING, **BREAKING, **TURNING, **HIDING}
EACH = pytest.mark.parametrize("character", ALL.values(), ids=ALL.keys())
CATEGORIES = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
EVERYTHING = st.text(st.characters(codec=None) | st.sampled_from(sorted(ALL.values())))


@EACH
def test_it_is_found_wherever_it_stands(character: str) -> None:
    named = f"U+{ord(character):04X}"

    assert [named] * 3 == [unwanted(t) for t in (f"{character}ab", f"a{character}b", f"ab{character}")]


@EACH
def test_it_is_removed_wherever_it_stands(character: str) -> None:
    between = " " if character.isspace() else ""

    assert f"a{between}b" == clean(f"{character}a{character}b{character}")


@pytest.mark.parametrize("text", ["", "Käse & Brot", "日本語", "עברית", "☕ eyes", 'a\' "b" <c> [d] %s #{e}'])
def test_what_people_write_is_left_as_it_is(text: str) -> None:
    assert unwanted(text) is None
    assert text == clean(text)


def test_the_first_of_several_is_named() -> None:
    assert unwanted("a\u202eb\x1b") == "U+202E"


@given(EVERYTHING)
def test_what_is_clean_stays_on_one_line_and_has_nothing_unwanted(text: str) -> None:
    line = clean(text)

    assert unwanted(line) is None
    assert {unicodedata.category(c) for c in line}.isdisjoint(CATEGORIES)
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert line == clean(line)


@given(EVERYTHING, st.integers(1, 30))
def test_what_is_too_long_is_cut_and_shows_it(text: str, most: int) -> None:
    whole, line = clean(text, most=10_000), clean(text, most)

    assert len(line) <= most
    assert line == whole if len(whole) <= most else line.endswith("…")
