"""What everybody should know before moving along: the rules for every exercise, and what Unslouch is not.

The rules are those of the five articles that the catalogue began with, and of the `SOURCES`. The page of the
command line and the page in the docs are made of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from unslouch.core.exercise import Source

IN_SHORT = "Information, not medical advice. Go gently, never into pain; if something hurts, stop and ask."
"""The same in one line, for where there is no more room."""


@dataclass(frozen=True, slots=True)
class Part:
    """Rules that belong together under one title."""

    title: str
    rules: tuple[str, ...]


SAFETY = (
    Part(
        "Before you begin",
        (
            "What you find here is information: no medical advice, no diagnosis and no treatment.",
            "See a doctor or a physiotherapist first if anything hurts, newly or for a long time.",
            "See one first as well after an injury or an operation, and with any condition.",
            "An ache in the back can have a cause that needs more than exercise.",
            "Not every exercise is right for everybody: under Tune, Profile, you can say what to spare.",
            "Where you are unsure how to do one, let somebody who knows watch you.",
            "Use a chair that stands firm, its wheels locked if it has any, with both feet flat.",
            "Lean only on a desk that cannot slide; lie on a mat, a carpet or a rug that stays put.",
        ),
    ),
    Part(
        "While you move",
        (
            "Begin small and slow, and let time and effort grow over weeks.",
            "Move first and hold afterwards: a stretch is for muscles that are warm.",
            "A stretch can be felt, and at first may feel odd; never go into pain.",
            "Hold still without bouncing, and keep every joint a little soft.",
            "Let the breath stay smooth and easy; when it catches, go back a little.",
            "Do both sides alike, and come up slowly when your head was low.",
        ),
    ),
    Part(
        "When to stop",
        (
            "Stop the exercise at pain, tingling, numbness or dizziness, and ask before you do it again.",
            "Stop everything at chest pain, severe breathlessness or severe dizziness: get help at once.",
        ),
    ),
    Part(
        "When to get urgent help",
        (
            "Numbness between the legs or around the seat.",
            "New trouble with the bladder or the bowel.",
            "Weakness or pain in both legs.",
            "Back pain with fever, with chest pain or after a serious accident.",
        ),
    ),
)

SOURCES = (
    Source(
        "Canadian Centre for Occupational Health and Safety, stretching at the workstation",
        "https://www.ccohs.ca/oshanswers/ergonomics/office/stretching.html",
    ),
    Source(
        "Mayo Clinic, a guide to basic stretches",
        "https://stelizabeth.com/HealthLibrary/Article/a-guide-to-basic-stretches",
    ),
    Source("National Institute on Aging, neck stretch", "https://go4life.nia.nih.gov/exercises/neck"),
    Source(
        "Ireland's Health Service Executive, sitting exercises",
        "https://www2.hse.ie/living-well/exercise/indoor-exercises/sitting-exercises",
    ),
    Source(
        "NHS Tayside, exercises to try at home",
        "https://rightdecisions.scot.nhs.uk/being-a-partner-in-my-care-realistic-medicine-together/local-resources/nhs-tayside/exercises-to-try-at-home",
    ),
    Source(
        "National Health Service, back pain",
        "https://norfolkandwaveneycommunityhealth.nhs.uk/msk/refer-yourself/systmconnect/got-back-pain/",
    ),
)
"""What the rules go by besides the articles."""
