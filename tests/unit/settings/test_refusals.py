"""Every refusal of the config: its line, its key, what was found and what was probably meant."""

import pytest

from unslouch.settings.load import read

BANDS = '[[band]]\nafter = "0m"\nlength = "1m"\nposture = "seated"\n'
RHYTHM = '[[rhythm]]\nname = "stretch"\nevery = "50m"\n'

REFUSED = {
    "an unknown table": ("\nrythm = 1", 2, "rythm", "rythm", "rhythm"),
    "an unknown key": ('[reminder]\nsnoze = "5m"', 2, "reminder.snoze", "snoze", "snooze"),
    "an unknown key in an array": (RHYTHM + 'evry = "5m"', 4, "rhythm[0].evry", "evry", "every"),
    "an unknown key with a control character": (
        '[look]\n"a\\u001bb" = 1', 2, 'look."ab"', '"ab"', None,
    ),
    "another version": ("version = 2", 1, "version", "2", None),
    "a version that is a text": ('version = "1"', 1, "version", '"1"', None),
    "a value for a table": ("\nreminder = 5", 2, "reminder", "5", None),
    "a table for an array of tables": ('[rhythm]\nname = "x"', 1, "rhythm", "a table", None),
    "a value in an array of tables": ("rhythm = [1]", 1, "rhythm[0]", "1", None),
    "a number for a duration": ("[reminder]\n\nsnooze = 10", 3, "reminder.snooze", "10", "10m"),
    "a duration in words": (
        '[reminder]\nsnooze = "10 Minutes"', 2, "reminder.snooze", '"10 Minutes"', "10m",
    ),
    "a negative duration": ('[away]\nidle_after = "-2m"', 2, "away.idle_after", '"-2m"', "2m"),
    "a duration of zero": ('[away]\nidle_after = "0s"', 2, "away.idle_after", '"0s"', None),
    "a duration over a week": ('[away]\nidle_after = "169h"', 2, "away.idle_after", '"169h"', None),
    "a duration that is a very large number": (
        "[away]\nidle_after = 0x" + "f" * 5000, 2, "away.idle_after", "a very large number", None,
    ),
    "auto where there is none": ('[reminder]\nrepeat = "auto"', 2, "reminder.repeat", '"auto"', None),
    "a word for a flag": ('[holds]\nmeeting = "Yes"', 2, "holds.meeting", '"Yes"', "true"),
    "a number for a flag": ("[profile]\nfloor = 1", 2, "profile.floor", "1", None),
    "a flag for a number": ("[profile]\nlevel = true", 2, "profile.level", "true", None),
    "a number that is too small": ("[profile]\nlevel = 0", 2, "profile.level", "0", None),
    "a number that is too large": ("[profile]\nlevel = 4", 2, "profile.level", "4", None),
    "a fraction": ("[reminder]\nsnooze_at_most = 1.5", 2, "reminder.snooze_at_most", "1.5", None),
    "an unknown word": ('[look]\nglyphs = "brail"', 2, "look.glyphs", '"brail"', "braille"),
    "a word in capitals": ('[look]\nglyphs = "Fine"', 2, "look.glyphs", '"Fine"', "fine"),
    "a word for a list": ('[profile]\navoid = "knee"', 2, "profile.avoid", '"knee"', '["knee"]'),
    "an unknown word in a list": ('[profile]\navoid = ["kne"]', 2, "profile.avoid[0]", '"kne"', "knee"),
    "an endless list": (f"[holds]\ncalendar = {['x'] * 101}", 2, "holds.calendar", "a list of 101", None),
    "a rhythm without a name": ('[[rhythm]]\nevery = "5m"', 1, "rhythm[0].name", "nothing", None),
    "a rhythm with an empty name": (
        '[[rhythm]]\nname = " "\nevery = "5m"', 2, "rhythm[0].name", '""', None,
    ),
    "a rhythm with every and at": (RHYTHM + 'at = ["10:00"]', 1, "rhythm[0]", "both every and at", None),
    "a rhythm that never comes": (
        '\n[[rhythm]]\nname = "x"', 2, "rhythm[0]", "neither every nor at", None,
    ),
    "two rhythms of one name": (RHYTHM + RHYTHM, 5, "rhythm[1].name", '"stretch"', None),
    "no time in a list of times": (
        '[[rhythm]]\nname = "x"\nat = []', 3, "rhythm[0].at", "an empty list", None,
    ),
    "a time that there is not": (
        '[[rhythm]]\nname = "x"\nat = ["24:00"]', 3, "rhythm[0].at[0]", '"24:00"', None,
    ),
    "a time without quotes": (
        '[[rhythm]]\nname = "x"\nat = [15:00:00]', 3, "rhythm[0].at[0]", "15:00:00", "15:00",
    ),
    "no band": ("band = []", 1, "band", "an empty list", None),
    "no band after zero": (
        '\n[[band]]\nafter = "5m"\nlength = "1m"\nposture = "walk"', 2, "band", "no band after 0m", None,
    ),
    "two bands that begin together": (
        BANDS + BANDS.replace("0m", "60m") + BANDS.replace("0m", "1h"), 10, "band[2].after", "1h", None,
    ),
    "a band without a length": (
        '[[band]]\nafter = "0m"\nposture = "walk"', 1, "band[0].length", "nothing", None,
    ),
    "a range with equal ends": (
        '[hours]\nmonday = ["09:00-09:00"]', 2, "hours.monday[0]", '"09:00-09:00"', None,
    ),
    "a range that begins at 24:00": (
        '[hours]\nmonday = ["24:00-02:00"]', 2, "hours.monday[0]", '"24:00-02:00"', None,
    ),
    "a range of hours alone": ('[hours]\nmonday = ["9-17"]', 2, "hours.monday[0]", '"9-17"', None),
    "a minute that there is not": (
        '[hours]\nmonday = ["09:00-12:60"]', 2, "hours.monday[0]", '"09:00-12:60"', None,
    ),
    "ranges of one day that overlap": (
        '[hours]\nmonday = ["11:00-13:00", "09:00-12:00"]', 2, "hours.monday", "11:00-13:00", None,
    ),
    "a range around two others": (
        '[hours]\nmonday = ["09:00-17:00", "10:00-11:00", "16:00-18:00"]',
        2, "hours.monday", "10:00-11:00", None,
    ),
    "a range that runs into the next day's": (
        '[hours]\ntuesday = ["01:00-03:00"]\nmonday = ["22:00-02:00"]',
        2, "hours.tuesday", "01:00-03:00", None,
    ),
    "a Sunday's range that runs into Monday's": (
        '[hours]\nmonday = ["01:00-03:00"]\nsunday = ["22:00-02:00"]',
        2, "hours.monday", "01:00-03:00", None,
    ),
    "a control character": (
        '[look]\ntheme = "a\\u001b[31m"', 2, "look.theme", "a text with the character U+001B", None,
    ),
    "a bidirectional character": (
        '[holds]\ncalendar = ["a\u202eb"]', 2, "holds.calendar[0]", "a text with the character U+202E", None,
    ),
    "an endless text": (
        f'[look]\ntheme = "{"x" * 61}"', 2, "look.theme", '"' + "x" * 59 + '…"', None,
    ),
    "a shell line for a hook": (
        '[hooks]\nstart = "playerctl pause"', 2, "hooks.start", '"playerctl pause"', '["playerctl pause"]',
    ),
    "a hook for an event that there is not": ('[hooks]\nbegin = ["x"]', 2, "hooks.begin", "begin", None),
    "a terminal that runs nothing": (
        '[session]\nterminal = ["xterm", "-e"]', 2, "session.terminal", "a list of 2", None,
    ),
    "a terminal of numbers": (
        '[session]\nterminal = ["{command}", 1]', 2, "session.terminal", "a list of 2", None,
    ),
    "a mistake in the syntax": (
        "version = 1\n[hours\n", 2, "", "Expected ']' at the end of a table declaration", None,
    ),
    "a key that is given twice": (
        '[look]\ntheme = "a"\ntheme = "b"', 3, "", "Cannot overwrite a value", None,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "key", "found", "nearest"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused(text: str, line: int, key: str, found: str, nearest: str | None) -> None:
    [problem, *_] = read(text, "config.toml").problems

    assert (line, key, found, nearest) == (problem.line, problem.key, problem.found, problem.nearest)
    assert str(problem).startswith(f"config.toml:{line}: ")
    assert problem.allowed
    assert nearest is None or f"Did you mean {nearest}?" in problem.message


@pytest.mark.parametrize("what", [what for what in REFUSED if what != "a range around two others"])
def test_one_mistake_is_told_once(what: str) -> None:
    text = REFUSED[what][0]

    assert len(read(text, "config.toml").problems) == 1
