"""Where in a TOML text a value stands."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unslouch.core.lines import KeyPath, error_line, index, nearest, statements

TEXT = '''version = 1 # [
x.y = """a
[b]
""\\""""
[[rhythm]]
name = "s"

at = [
 "a", # ]
 { b = 1 }
]
[[rhythm]]
[rhythm.sub]
k = 'it"s' # '
[z.w]
q = """"quoted""""
r = 1
'''


def locate(text: str, path: KeyPath) -> int | None:
    return nearest(index(text), path)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("version",), 1),
        (("x", "y"), 2),
        (("rhythm",), 5),
        (("rhythm", 0), 5),
        (("rhythm", 0, "name"), 6),
        (("rhythm", 0, "at"), 8),
        (("rhythm", 0, "at", 0), 9),
        (("rhythm", 0, "at", 1), 10),
        (("rhythm", 0, "at", 1, "b"), 10),
        (("rhythm", 1), 12),
        (("rhythm", 1, "sub", "k"), 14),
        (("z",), 15),
        (("z", "w", "q"), 16),
        (("z", "w", "r"), 17),
    ],
)
def test_a_value_is_on_the_line_where_it_begins(path: KeyPath, line: int) -> None:
    assert line == locate(TEXT, path)


def test_a_missing_value_is_on_the_line_of_the_table_that_lacks_it() -> None:
    assert locate(TEXT, ("rhythm", 1, "every")) == 12
    assert locate(TEXT, ("bands", 0, "after")) is None


def test_the_line_of_a_mistake_in_the_syntax_is_told() -> None:
    for text, line in {"a = 1\nb = \n": 2, "a = 1\n\nb = [1,\n": 3}.items():
        with pytest.raises(tomllib.TOMLDecodeError) as caught:
            tomllib.loads(text)

        assert line == error_line(caught.value, text)


def test_lines_end_as_they_do_on_windows_too() -> None:
    assert locate(TEXT.replace("\n", "\r\n"), ("z", "w", "r")) == 17


def test_a_text_that_goes_very_deep_is_read_as_far_as_is_useful() -> None:
    text = "a." * 2000 + "b = 1\nc = 2\n[" + "d." * 2000 + "e]\nf = 1\n[g]\nh = 1\n"

    assert locate(text, ("c",)) == 2
    assert locate(text, ("g", "h")) == 6


def test_a_broken_text_is_read_up_to_its_fault() -> None:
    assert index("a = 1\nb = = 2\nc = 3\n") == {("a",): 1}


DEEP = """steps = [ # two, [
  { text = "a, ]", breath = [ "in",
    "out" ] }, # {
  # a comment, and
  { "te xt" . b = '''
 ]
''', c.d = 1 },

  [ 1, 2, [
    3 ] ],
]
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        ((0,), 2),
        ((0, "breath"), 2),
        ((0, "breath", 0), 2),
        ((0, "breath", 1), 3),
        ((1,), 5),
        ((1, "te xt", "b"), 5),
        ((1, "c", "d"), 7),
        ((2, 1), 9),
        ((2, 2), 9),
        ((2, 2, 0), 10),
    ],
)
def test_an_item_of_a_list_is_on_its_own_line(path: KeyPath, line: int) -> None:
    assert line == index(DEEP)["steps", *path]


def test_a_list_is_noted_with_every_item_and_no_other() -> None:
    numbers = ",\n".join(f"{{ a = [{number}] }}" for number in range(500))

    lines = index(f"x = [\n{numbers},\n]\n")

    assert len(lines) == 1 + 3 * 500
    assert all(lines["x", place, "a", 0] == place + 2 for place in range(500))


def _by_prefixes(text: str, path: KeyPath) -> int:
    """The slow way: the line after the last prefix that can be read and lacks the value."""
    pieces = text.split("\n")
    last = 0
    for count in range(len(pieces) + 1):
        try:
            tree = tomllib.loads("\n".join(pieces[:count]))
        except tomllib.TOMLDecodeError:
            continue
        if _holds(tree, path):
            break
        last = count
    return last + 1


def _holds(tree: Any, path: KeyPath) -> bool:
    for part in path:
        try:
            tree = tree[part]
        except (LookupError, TypeError):
            return False
    return True


def _valid(lines: list[str]) -> str:
    """As many of the lines as make a valid text."""
    text = ""
    for line in lines:
        try:
            tomllib.loads(text + line)
        except tomllib.TOMLDecodeError:
            continue
        text += line + "\n"
    return text.removesuffix("\n")


_VALUES = st.sampled_from(
    ["1", '"x"', '"#["', "'\"'", '"""\n]\n"""', "'''\n# [\n'''", "[\n1, # {\n2]", "{ a = 1, b = [2] }"]
)
_KEYS = {"a", "c", "d e", "f"}
_LINES = st.one_of(
    st.sampled_from(["", "# [no]", '  # "', "[[t]]", "[[t]] # x", "[t.u]", '["q.r"]']),
    st.tuples(st.sampled_from(["a", "b.c", '"d e"', "f"]), _VALUES).map(" = ".join),
)
_TEXTS = st.lists(_LINES, max_size=12).map(_valid)


@given(_TEXTS)
def test_the_index_agrees_with_reading_line_after_line(text: str) -> None:
    for path, line in index(text).items():
        value = next((place for place, part in enumerate(path, 1) if part in _KEYS), len(path))
        begins = _by_prefixes(text, path[:value])
        assert line == begins if value == len(path) else line >= begins, path


@given(_TEXTS)
def test_statements_put_together_are_the_text(text: str) -> None:
    assert "".join(piece for _, piece in statements(text)) == text + "\n"
