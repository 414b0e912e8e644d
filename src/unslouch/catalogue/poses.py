"""The poses of the five source articles, by the ids that exercises refer to them with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pose:
    """A pose, or with a letter after its number a variant; `articles` are those that have it, 1 to 5."""

    number: str
    id: str
    name: str
    articles: tuple[int, ...]


POSES = (
    Pose("P01", "cat-cow", "Cat and cow in turn", (1, 2, 3, 4, 5)),
    Pose("P01a", "cat", "Cat, held", (1, 4, 5)),
    Pose("P01b", "cow", "Cow, held", (4, 5)),
    Pose("P02", "childs-pose", "Child's pose", (1, 2, 3, 4, 5)),
    Pose("P02a", "wide-childs-pose", "Child's pose with wide knees", (3, 4, 5)),
    Pose("P03", "downward-dog", "Downward-facing dog", (1, 2, 5)),
    Pose("P04", "extended-triangle", "Extended triangle", (1,)),
    Pose("P05", "pigeon", "Pigeon", (1,)),
    Pose("P06", "sphinx", "Sphinx", (1, 2, 4)),
    Pose("P07", "cobra", "Cobra", (1, 2, 3)),
    Pose("P08", "prone-press-up", "Prone press-up", (4,)),
    Pose("P09", "back-extension", "Lower-back extension", (2,)),
    Pose("P10", "prone-lift", "Prone lift with clasped hands", (1,)),
    Pose("P11", "bridge", "Bridge", (1, 2, 4, 5)),
    Pose("P12", "pelvic-tilt", "Pelvic tilt", (2, 4)),
    Pose("P13", "knee-to-chest", "One knee to the chest", (2, 4, 5)),
    Pose("P13a", "knee-to-chest-head-lift", "One knee to the chest, head lifted", (4,)),
    Pose("P14", "knees-to-chest", "Both knees to the chest", (3, 4)),
    Pose("P14a", "knees-to-chest-head-flexion", "Both knees to the chest, head bent forward", (4,)),
    Pose("P15", "rocking-knees-to-chest", "Rocking with both knees to the chest", (1,)),
    Pose("P16", "reclining-figure-four", "Reclining figure four", (1, 4)),
    Pose("P17", "supine-spinal-twist", "Twist on the back, one knee across", (3,)),
    Pose("P18", "two-knee-twist", "Twist on the back, both knees together", (1,)),
    Pose("P19", "trunk-rotation", "Trunk rotation, feet down", (4,)),
    Pose("P20", "seated-spinal-twist", "Seated twist on the floor", (1, 4)),
    Pose("P20a", "twist-with-neck-rotation", "Seated twist with turns of the neck", (4,)),
    Pose("P21", "torso-twist", "Torso twist", (2,)),
    Pose("P22", "spinal-rotations", "Spinal rotations", (2,)),
    Pose("P23", "pelvic-circles", "Pelvic circles", (2,)),
    Pose("P24", "standing-forward-fold", "Standing forward fold", (1, 5)),
    Pose("P24a", "forward-fold-elbows", "Forward fold holding the elbows", (5,)),
    Pose("P25", "hamstring-stretch", "Hamstring stretch", (2,)),
    Pose("P26", "side-bend", "Side bend", (4,)),
    Pose("P27", "wall-calf-stretch", "Calf stretch at the wall", (4,)),
    Pose("P28", "eagle-arms", "Eagle arms", (4,)),
    Pose("P29", "plank", "Plank", (1, 2)),
    Pose("P30", "leg-raises", "Leg raises", (2,)),
    Pose("P31", "resting-breath", "Resting breath", (1, 4)),
)
