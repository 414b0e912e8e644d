"""The defaults, and the commented config that tells them."""

import re
import tomllib

from unslouch.core.rules import Rules, Span
from unslouch.settings.kinds import Choice, Many
from unslouch.settings.load import load, read
from unslouch.settings.model import TABLES, VERSION_KEY, Settings, document
from unslouch.settings.paths import default_config

DESIGN = """
version = 1
[[rhythm]]
name = "stretch"
every = "50m"
length = "auto"
focus = []
style = "session"
[[band]]
after = "0m"
length = "1m"
posture = "seated"
[[band]]
after = "45m"
length = "3m"
posture = "mixed"
[[band]]
after = "1h 30m"
length = "5m"
posture = "standing"
[[band]]
after = "2h 30m"
length = "8m"
posture = "walk"
[reminder]
snooze = "10m"
snooze_at_most = 3
repeat = "15m"
repeat_at_most = 1
wait_for_pause = "8s"
wait_at_most = "5m"
[away]
idle_after = "2m"
idle_is_break = "10m"
locked_is_break = "3m"
short_absence = "pause"
[holds]
do_not_disturb = true
meeting = true
screen_shared = true
full_screen = true
calendar = []
[profile]
avoid = []
at_hand = ["chair", "desk", "wall", "room-to-walk"]
floor = false
discreet = true
level = 1
[session]
open = "click"
terminal = "auto"
sound = "bell"
[look]
theme = "unslouch-dark"
glyphs = "braille"
[hooks]
start = []
end = []
"""

KEYS = [(table, key) for table in TABLES for key in table.keys]


def test_the_defaults_are_those_of_the_design() -> None:
    assert tomllib.loads(DESIGN) == document(Settings())
    assert Settings().hours.hours == (None,) * 7


def test_the_scheduler_is_given_its_own_defaults() -> None:
    rules = Settings().rules()

    assert all(rules.holds.values())
    assert Rules(holds=rules.holds) == rules


def test_the_commented_config_is_the_defaults() -> None:
    loaded = load(default_config())

    assert loaded.problems == ()
    assert Settings() == loaded.settings


def test_the_commented_config_names_every_key() -> None:
    lines = default_config().read_text(encoding="utf-8").splitlines()
    named = {line.lstrip("# ").partition(" = ")[0] for line in lines if " = " in line}
    days = {"tuesday", "wednesday", "thursday"}  # monday's example tells how

    assert {VERSION_KEY.name, *(key.name for _, key in KEYS)} - days == named


def test_the_commented_config_tells_every_word_that_may_stand_for_a_key() -> None:
    text = default_config().read_text(encoding="utf-8")
    for table, key in KEYS:
        kind = key.kind.item if isinstance(key.kind, Many) else key.kind
        for word in kind.options if isinstance(kind, Choice) else ():
            assert word in text, f"{table.name}.{key.name}: {word}"


def test_the_examples_in_the_commented_config_can_be_used_as_they_stand() -> None:
    text = default_config().read_text(encoding="utf-8")
    used = re.sub(r"^# (\[.+\]|\w+ = .+)$", r"\1", text, flags=re.MULTILINE)

    loaded = read(used, "unslouch.toml")

    assert loaded.problems == ()
    assert [rhythm.name for rhythm in loaded.settings.rhythm] == ["stretch", "eyes", "afternoon walk"]
    assert loaded.settings.hours.monday == (Span(540, 750), Span(795, 1050))
    assert loaded.settings.hours.sunday == ()
    assert loaded.settings.hooks.end == ("playerctl", "play")
