"""Plans of breaks for anybody: what tests of the planner draw from, and how they ask."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import settings
from hypothesis import strategies as st

from unslouch.catalogue import load
from unslouch.core.exercise import (
    CAUTIONS,
    NEEDS,
    REGIONS,
    Exercise,
    Move,
    Position,
    Sequence,
    Side,
)
from unslouch.core.planner import NothingFitsError, plan, suits
from unslouch.core.rules import DEFAULT_BANDS, Band, Profile
from unslouch.core.wish import Past, Wish

CATALOGUE = load()
IDS = [exercise.id for exercise in CATALOGUE]
EVERYTHING = Profile(avoid=frozenset(CAUTIONS))
PRACTISED = Past(breaks=101, plays=dict.fromkeys(IDS, 9))
"""Somebody who has done everything, and has rested for a week."""
SEATED, MIXED, STANDING, WALK = DEFAULT_BANDS

PROFILES = st.builds(
    Profile,
    avoid=st.frozensets(st.sampled_from(CAUTIONS)),
    at_hand=st.just(Profile().at_hand) | st.frozensets(st.sampled_from(NEEDS)),
    floor=st.booleans(),
    discreet=st.booleans(),
    level=st.integers(1, 3),
)
PASTS = st.builds(
    Past,
    recent=st.frozensets(st.sampled_from(IDS)),
    region_s=st.dictionaries(st.sampled_from(REGIONS), st.floats(0, 3600)),
    breaks=st.integers(0, 30),
    plays=st.just(PRACTISED.plays) | st.dictionaries(st.sampled_from(IDS), st.integers(1, 30)),
    effort=st.dictionaries(st.sampled_from(IDS), st.integers(-3, 3)),
    reach=st.frozensets(st.sampled_from(REGIONS), max_size=3),
    never=st.frozensets(st.sampled_from(IDS), max_size=5),
    favourites=st.frozensets(st.sampled_from(IDS), max_size=5),
)
SEEDS = st.integers(0, 2**32 - 1)
BANDS = st.sampled_from(DEFAULT_BANDS)
MANY = settings(max_examples=150, deadline=None)


def wish(band: Band, focus: Iterable[str] = ()) -> Wish:
    return Wish(band.after_s, band.length_s, band.posture, frozenset(focus))


def allowed(band: Band, profile: Profile, past: Past = PRACTISED) -> list[Exercise]:
    return [exercise for exercise in CATALOGUE if suits(exercise, wish(band), profile, past)]


def planned(band: Band, profile: Profile, past: Past = PRACTISED, seed: int = 1) -> Sequence | None:
    """The sequence; None where nothing is allowed, which is the only reason not to give one."""
    try:
        return plan(CATALOGUE, wish(band), profile, past, seed)
    except NothingFitsError:
        assert allowed(band, profile, past) == []
        return None


def stage(exercise: Exercise) -> int:
    """Where one is: on the chair, on one's feet, on the floor."""
    return {Position.SEATED: 0, Position.FLOOR: 2}.get(exercise.position, 1)


def once(moves: Iterable[Move]) -> list[Exercise]:
    """The exercises in order, the two sides of one counted once."""
    return [move.exercise for move in moves if move.side is not Side.RIGHT]
