"""What an exercise file may say: its keys, which of them may be left out, and what each may be.

```toml
version = 1

[[exercise]]
id = "neck-side-tilt"
name = "Neck side tilt"
form = "desk"                # desk, mat
poses = []                   # optional: the source poses that it is or adapts
position = "seated"          # seated, standing, desk, wall, floor
kind = "stretch"             # mobilise, stretch, strengthen, breathe, eyes, walk
regions = ["neck", "shoulders"]
sides = "each"               # both, each, alternating
dose = { seconds = 20, range = [15, 30] }
level = 1                    # optional: 1 to 3
needs = ["chair"]
visibility = "low"           # low, medium, high
cautions = ["neck", "dizziness"]
easier = "Stop at the first hint of a stretch."      # optional
harder = "Let the low shoulder sink a little more."  # optional
figure = "neck-side-tilt"    # optional
plain = true                 # optional: whether new users begin with it
bend = "forward"             # optional: which way a hold bends the spine, forward or back
days = ["monday"]            # optional: prescribed, for once on each of these days and on no other
steps = [
  { text = "Sit tall and let both shoulders drop.", breath = "in" },  # in, out, hold, easy; easy if left out
]
sources = [{ title = "My physiotherapist" }]         # optional, each with or without a url
```

A dose is for one side where `sides` is `each`, else for the whole. It is a hold, `{ seconds, range }`,
or repetitions, `{ reps, pace, range }`, of `pace` seconds each, a pause between them included. The
range is the least and the most seconds that the exercise may take in all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from unslouch.catalogue.values import Fault, Flag, Items, Number, Pattern, Table, Text, Word, shown
from unslouch.core.exercise import (
    CAUTIONS,
    DAYS,
    NEEDS,
    REGIONS,
    Bend,
    Breath,
    Form,
    Kind,
    Position,
    Sides,
    Visibility,
)
from unslouch.core.lines import KeyPath

VERSION = 1
SENTENCE = Text(90)
SLUG = Pattern(
    re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"),
    48,
    "1 to 48 small letters and digits, words joined by single hyphens",
)
LINK = Pattern(re.compile(r"https?://\S+"), 300, "a web address of at most 300 characters")

STEP = Table({"text": SENTENCE, "breath": Word(tuple(Breath))}, frozenset({"breath"}))
SOURCE = Table({"title": Text(120), "url": LINK}, frozenset({"url"}))
DOSE = Table(
    {
        "seconds": Number(1, 600),
        "reps": Number(1, 100, whole=True),
        "pace": Number(0.5, 60),
        "range": Items(Number(1, 600), 2, 2),
    },
    frozenset({"seconds", "reps", "pace"}),
)
EXERCISE = Table(
    {
        "id": SLUG,
        "name": Text(32),
        "form": Word(tuple(Form)),
        "poses": Items(SLUG, 0, 10),
        "position": Word(tuple(Position)),
        "kind": Word(tuple(Kind)),
        "regions": Items(Word(REGIONS), 1, len(REGIONS)),
        "sides": Word(tuple(Sides)),
        "dose": DOSE,
        "level": Number(1, 3, whole=True),
        "needs": Items(Word(NEEDS), 0, len(NEEDS)),
        "visibility": Word(tuple(Visibility)),
        "cautions": Items(Word(CAUTIONS), 0, len(CAUTIONS)),
        "easier": SENTENCE,
        "harder": SENTENCE,
        "figure": SLUG,
        "plain": Flag(),
        "bend": Word(tuple(Bend)),
        "days": Items(Word(DAYS), 1, len(DAYS)),
        "steps": Items(STEP, 1, 4),
        "sources": Items(SOURCE, 0, 10),
    },
    frozenset({"poses", "level", "easier", "harder", "figure", "plain", "bend", "days", "sources"}),
)
FILE = Table(
    {
        "version": Number(VERSION, VERSION, whole=True),
        "exercise": Items(EXERCISE, 1, 1000, "1 to 1000 tables, each under a line [[exercise]]"),
    }
)


def seconds(dose: Mapping[str, Any]) -> float:
    """How long a dose takes as a rule, per side, in seconds."""
    return float(dose["seconds"] if "seconds" in dose else dose["reps"] * dose["pace"])


def contradictions(entry: Mapping[str, Any]) -> Iterator[Fault]:
    """Where keys of an exercise do not go together, each of which is right by itself."""
    yield from _dose(entry["dose"])
    if entry["form"] == Form.DESK and entry["position"] == Position.FLOOR:
        says = 'is "floor" in an exercise of the desk form; the floor belongs to the form "mat"'
        yield Fault(("position",), '"floor"', "any other position", says=says)
    if entry["form"] == Form.DESK and "mat" in entry["needs"]:
        says = 'has "mat" in an exercise of the desk form; a mat belongs to the form "mat"'
        yield Fault(("needs",), '"mat"', "anything but a mat", says=says)


def repeats(entry: Mapping[str, Any], told: set[str]) -> Iterator[Fault]:
    """Where an exercise says what is in `told`, or the same twice; what it says is added to that."""
    said: list[tuple[KeyPath, str]] = [
        ((key,), entry[key]) for key in ("id", "easier", "harder") if key in entry
    ]
    said += [(("steps", place, "text"), step["text"]) for place, step in enumerate(entry["steps"])]
    for path, text in said:
        if text.casefold() in told:
            allowed = "an id of its own" if path == ("id",) else "a sentence that the file has only once"
            yield Fault(path, shown(text), allowed, says=f"repeats {shown(text)}; it must be {allowed}")
        told.add(text.casefold())


def _dose(dose: Mapping[str, Any]) -> Iterator[Fault]:
    way = [key for key in ("seconds", "reps", "pace") if key in dose]
    least, most = dose["range"]
    if way not in (["seconds"], ["reps", "pace"]):
        allowed = "seconds, or reps with their pace"
        says = f"has {' and '.join(way) or 'none of them'}, but must have {allowed}"
        yield Fault(("dose",), ", ".join(way) or "nothing", allowed, says=says)
    elif least > most:
        yield Fault(("dose", "range"), f"{least:g} to {most:g}", "the least seconds and then the most")
    elif not least <= seconds(dose) <= most:
        total, allowed = f"{seconds(dose):g} seconds", f"{least:g} to {most:g} seconds"
        says = f"makes {total}, but must make {allowed}, its range"
        yield Fault(("dose", way[0]), total, allowed, says=says)
