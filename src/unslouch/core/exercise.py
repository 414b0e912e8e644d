"""What an exercise is, and the closed vocabulary in which the catalogue describes it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    DESK = "desk"
    MAT = "mat"


class Position(StrEnum):
    SEATED = "seated"
    STANDING = "standing"
    DESK = "desk"
    WALL = "wall"
    FLOOR = "floor"


class Kind(StrEnum):
    MOBILISE = "mobilise"
    STRETCH = "stretch"
    STRENGTHEN = "strengthen"
    BREATHE = "breathe"
    EYES = "eyes"
    WALK = "walk"


class Sides(StrEnum):
    """Whether an exercise is done once, once for each side, or from side to side as it goes."""

    BOTH = "both"
    EACH = "each"
    ALTERNATING = "alternating"


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"


class Visibility(StrEnum):
    """How much colleagues notice."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Bend(StrEnum):
    """Which way a held exercise bends the spine; the other way is its counter-bend."""

    FORWARD = "forward"
    BACK = "back"


class Breath(StrEnum):
    """The breath cue of a step."""

    IN = "in"
    OUT = "out"
    HOLD = "hold"
    EASY = "easy"


REGIONS = (
    "eyes", "neck", "shoulders", "chest", "upper-back", "lower-back", "core", "forearms", "hands",
    "hips", "glutes", "thighs", "hamstrings", "calves", "feet", "circulation",
)  # fmt: skip
NEEDS = ("chair", "fixed-chair", "desk", "wall", "doorway", "mat", "cushion", "towel", "room-to-walk")
CAUTIONS = (
    "wrist", "knee", "shoulder", "neck", "dizziness", "sciatica", "disc", "stenosis", "osteoporosis",
    "glaucoma", "blood-pressure", "pregnancy", "hip-replacement", "balance",
)  # fmt: skip
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FOCUSES = (*REGIONS, *(kind.value for kind in Kind))


def plainly(word: str) -> str:
    """A word of the vocabulary as it is written in a sentence: `upper back`."""
    return word.replace("-", " ")


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of an exercise, per side.

    Either a hold of `seconds` (between `least` and `most`, the sourced range), or `reps` repetitions
    at `pace` seconds each; a dose of repetitions also says its range in seconds.
    """

    seconds: float
    least: float
    most: float
    reps: int | None = None
    pace: float | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One instruction, short and imperative, with its breath cue."""

    text: str
    breath: Breath = Breath.EASY


@dataclass(frozen=True, slots=True)
class Source:
    """Where a dose or an instruction comes from; `url` may be empty where a page gave none."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Exercise:
    """A catalogue entry.

    `plain` marks the moves that a new user begins with. One with `days` is prescribed: it comes once on each
    of those weekdays, and on no other.
    """

    id: str
    name: str
    form: Form
    poses: tuple[str, ...]
    position: Position
    kind: Kind
    regions: tuple[str, ...]
    sides: Sides
    dose: Dose
    level: int
    needs: frozenset[str]
    visibility: Visibility
    cautions: frozenset[str]
    steps: tuple[Step, ...]
    easier: str
    harder: str
    figure: str | None
    sources: tuple[Source, ...]
    plain: bool = False
    bend: Bend | None = None
    days: frozenset[str] = frozenset()

    @property
    def sided(self) -> bool:
        return self.sides is Sides.EACH

    @property
    def upright(self) -> bool:
        """Whether one stands for it."""
        return self.position in {Position.STANDING, Position.DESK, Position.WALL}

    @property
    def least_s(self) -> float:
        """The least time it takes, in seconds, with both sides."""
        return self.dose.least * (2 if self.sided else 1)

    def focused(self, focus: frozenset[str]) -> bool:
        """Whether it belongs to one of the regions or kinds of `focus`."""
        return self.kind.value in focus or not focus.isdisjoint(self.regions)


@dataclass(frozen=True, slots=True)
class Move:
    """One exercise on one side for some seconds, and why the planner chose it.

    `plays` counts the breaks in which it was played before.
    """

    exercise: Exercise
    side: Side | None
    seconds: float
    why: str
    plays: int = 0


@dataclass(frozen=True, slots=True)
class Sequence:
    """An ordered list of moves that fits the break's length; times in seconds."""

    since_s: float
    length_s: float
    posture: str
    seed: int
    moves: tuple[Move, ...]

    def __post_init__(self) -> None:
        if abs(sum(move.seconds for move in self.moves) - self.length_s) > 1e-6:
            msg = "a sequence is as long as its moves"
            raise ValueError(msg)
