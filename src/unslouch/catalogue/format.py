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
cautions = ["neck", "dizziness", "osteoporosis"]
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

Files of the user's own stand in the folder `exercises` beside the config and are read by their names. An
entry whose id is there already, among the exercises that come with Unslouch or in a file before, overrides
that one, and needs no more than its id and what is to change:

```toml
[[exercise]]
id = "neck-side-tilt"
dose = { seconds = 40, range = [20, 60] }   # without a range, the one that it has goes on
days = ["monday", "thursday"]
cautions = ["shoulder"]                     # one more
sources = [{ title = "My physiotherapist" }]
```

It may change the name, the dose, the level, the steps, the easier and the harder variant, the visibility,
plain and the days. To the cautions, the needs and the sources it can add, and takes none away: whoever has
to spare something is spared whatever a file says. Form, position, kind, sides, regions, bend, poses and
figure stay, for they say which exercise it is, and the cautions were decided for that one; what differs in
them is another exercise and gets an id of its own. They may be repeated, so that an exported exercise can be
edited and put there as a whole.

A file or an entry in which something is wrong is told by its line and left out, and everything else works.
Of an override that is left out, what can be read of its cautions is added all the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from unslouch.catalogue.poses import POSES
from unslouch.catalogue.values import Fault, Flag, Items, Number, Pattern, Table, Text, Word
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
    re.compile(r"(?!(?:check|export)$)[a-z0-9]+(-[a-z0-9]+)*"),
    48,
    "1 to 48 small letters and digits, words joined by single hyphens, and neither check nor export",
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
        "poses": Items(
            Word(tuple(pose.id for pose in POSES), "the id of a pose of the source articles"), 0, 10
        ),
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
OVERRIDE = Table(
    {**EXERCISE.keys, "dose": Table(DOSE.keys, frozenset(DOSE.keys))},
    frozenset(EXERCISE.keys) - {"id"},
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An exercise, whole, or what is to change in one of those whose ids are in `there`."""

    there: Collection[str]
    allowed = EXERCISE.allowed

    def faults(self, value: object, path: KeyPath) -> Iterator[Fault]:
        kind = OVERRIDE if overridden(value, self.there) else EXERCISE
        yield from kind.faults(value, path)


def content(there: Collection[str] = ()) -> Table:
    """What a file may say where the exercises of the ids in `there` are there already."""
    entries = Items(Entry(there), 1, 1000, "1 to 1000 tables, each under a line [[exercise]]")
    return Table({"version": Number(VERSION, VERSION, whole=True), "exercise": entries})


def overridden(entry: object, there: Collection[str]) -> str | None:
    """The id of the exercise that `entry` overrides; None where it is one of its own."""
    name = entry.get("id") if isinstance(entry, dict) else None
    return name if isinstance(name, str) and name in there else None
