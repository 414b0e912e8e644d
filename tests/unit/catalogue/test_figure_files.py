from __future__ import annotations

import pytest

from unslouch.catalogue import figures

SOUND = """\
view = "side"
stance = "sitting"
props = ["chair"]

[[pose]]
name = "Sit tall"
seconds = 2

[[pose]]
name = "Round"
seconds = 3
hold = 1
breath = "out"
bend = 70
near_hand = { on = "knee", by = [0, 0.01] }
far_arm = { raise = 90 }
"""


def problem(text: str) -> tuple[int | None, str, str]:
    """The line, the key and the sentence of the only thing that is wrong."""
    found, problems = figures.read(text, "mine.toml")
    assert found is None
    assert len(problems) == 1
    assert problems[0].file == "mine.toml"
    return problems[0].line, problems[0].key, problems[0].message


def test_a_figure_is_named_after_its_file() -> None:
    found, problems = figures.read(SOUND, "mine.toml")
    assert problems == []
    assert found is not None
    assert (found.id, found.loop_s) == ("mine", 6.0)


def test_a_pose_says_only_what_changes() -> None:
    found, _ = figures.read(SOUND, "mine.toml")
    assert found is not None
    first, second = (pose.parameters for pose in found.poses)
    changed = {name for name in first if first[name] != second[name]}
    assert changed == {"bend", "near_hand", "far_hand"}


def test_a_pose_can_begin_from_an_earlier_one_mirrored() -> None:
    more = SOUND + '[[pose]]\nname = "Other side"\nlike = "Round"\nmirrored = true\nseconds = 1\n'
    found, _ = figures.read(more, "mine.toml")
    assert found is not None
    _, before, after = (pose.parameters for pose in found.poses)
    assert (after["near_hand"], after["far_hand"]) == (before["far_hand"], before["near_hand"])


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "says"),
    [
        ('"side"', '"sid"', 1, "view", "Did you mean side?"),
        ('"sitting"', '"lying"', 2, "stance", 'is "lying"'),
        ('["chair"]', '["sofa"]', 3, "props[0]", 'is "sofa"'),
        ("bend = 70", "bend = 700", 14, "pose[1].bend", "from -75 to 110"),
        ("bend = 70", "bent = 70", 14, "pose[1].bent", "Did you mean bend?"),
        ('on = "knee"', 'on = "nee"', 15, "pose[1].near_hand.on", "Did you mean knee?"),
        ("raise = 90", "lift = 90", 16, "pose[1].far_arm.lift", "raise"),
        ("seconds = 2\n", "", 5, "pose[0].seconds", "is missing"),
        ("hold = 1", 'like = "Stand"', 12, "pose[1].like", '"Sit tall"'),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_what_is_allowed(
    old: str, new: str, line: int, key: str, says: str
) -> None:
    found_line, found_key, message = problem(SOUND.replace(old, new))
    assert (found_line, found_key) == (line, key)
    assert says in message


def test_two_poses_of_one_name_are_refused() -> None:
    assert problem(SOUND.replace('"Round"', '"Sit tall"'))[1] == "pose[1].name"


def test_what_is_not_toml_is_said() -> None:
    assert problem("view = \n")[0] == 1


@pytest.mark.parametrize("id_", ["../data/neck", "nowhere", "", "chair-cat-cow.toml"])
def test_an_id_is_looked_up_and_never_becomes_a_path(id_: str) -> None:
    with pytest.raises(KeyError):
        figures.figure(id_)
