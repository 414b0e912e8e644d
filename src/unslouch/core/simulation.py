"""Plays a scenario on a simulated clock: the scheduler that the service runs, from wake-up to wake-up.

Times are in seconds since the start of the scenario, on a clock that nobody sets.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from datetime import timedelta

from unslouch.core import happenings, scheduler, workday
from unslouch.core.entries import EntryKind
from unslouch.core.events import (
    Absence,
    BreakAsked,
    Dismissed,
    Effect,
    Event,
    HoldBegan,
    Left,
    OpenSession,
    Remind,
    Returned,
    SessionBegan,
    SessionEnded,
    Skipped,
    Snoozed,
    Typing,
    Woken,
)
from unslouch.core.outcome import Outcome
from unslouch.core.rules import Rules
from unslouch.core.scenario import Answer, Happening, Scenario, What
from unslouch.core.simulated import Clock, Person, Service, Session
from unslouch.core.status import next_break
from unslouch.core.timeline import Timeline, Told

_SHORT_S = 60.0
_SESSION_REPORTS_WITHIN_S = 10.0
"""How long the service waits after a reboot for a session that was open before."""

_LEAST_S = 1e-6
"""The clock moves on by no less."""

Due = tuple[float, Callable[[], None]]


def play(scenario: Scenario, rules: Rules) -> list[Told]:
    """Everything that happens in `scenario`, in order.

    That a session was over-stayed is known only where the scenario says when it ended; then the day is
    played again with that. Raises UsageError where there is no end to what happens.
    """
    overstayed: frozenset[int] = frozenset()
    while True:
        day = Day(scenario, rules, overstayed)
        day.run()
        if day.stays_in is None:
            return day.timeline.events
        overstayed |= {day.stays_in}


class Day:
    """A day that is being played.

    `overstayed` numbers the sessions that last until the scenario ends them; `stays_in` is another such,
    found on the way. `completed` is the last session, if it ended by itself; `lost` one that a reboot ended,
    and after how many seconds of it.
    """

    def __init__(self, scenario: Scenario, rules: Rules, overstayed: frozenset[int]) -> None:
        self.clock = Clock(scenario.start)
        self.timeline = Timeline(self.clock.seconds)
        self.service = Service(self.clock, rules, self.timeline)
        self.person = Person()
        self.answer = scenario.answer
        self.session: Session | None = None
        self.completed: Session | None = None
        self.lost: tuple[Session, float] | None = None
        self.stays_in: int | None = None
        self.asleep_s: float | None = None
        self.starts_s = 0.0
        self._end_s = scenario.length_s
        self._answer_after_s = scenario.answer_after_s
        self._answers_s: float | None = None
        self._overstayed = overstayed
        self._ahead = deque(sorted(scenario.happenings, key=lambda each: each.at_s))
        self._put_off: deque[Happening] = deque()
        self._sessions = 0

    def run(self) -> None:
        start, hours = self.clock.start, self.service.rules.hours
        if workday.working(hours, start) and not workday.working(hours, start - timedelta(seconds=1)):
            self.timeline.add(self.clock.now, "work_begins")
        while self.stays_in is None:
            at_s, do = min(self._agenda(), key=lambda due: due[0], default=(self._end_s + 1, self.wake))
            if at_s > self._end_s:
                break
            self.clock.now_s = max(at_s, self.clock.now_s)
            do()

    def tell(self, *events: Event) -> None:
        """The service hears of this, if it runs, and does what it does about it."""
        self._carry_out(self.service.step(*events))

    def wake(self) -> None:
        self.tell(Woken(self.clock.now))

    def touch(self) -> None:
        """The person is at the keyboard, unless the screen is locked."""
        self.person.untouched_s = None
        if self.person.known_idle and self.person.locked_s is None:
            self.person.known_idle = False
            self.tell(Returned(self.clock.now))
        self.look_up()

    def look_up(self) -> None:
        """A reminder that is there on coming back is answered in its time."""
        if self._answers_s is None and self.person.here and scheduler.is_open(self.service.state):
            self._answers_s = self.clock.now_s + self._answer_after_s

    def begin_session(self, length_s: float | None = None) -> None:
        """Its length is decided now, by the time since the last break."""
        self.wake()
        state, rules = self.service.state, self.service.rules
        asked = state.reminder.rhythm if state.reminder else None
        rhythm = next((each for each in rules.rhythms if each.name == asked), None)
        coming = rhythm or next_break(state, rules).rhythm
        since_s = state.since_s(coming.name) if coming else state.sitting_s
        band = rules.band(since_s)
        length_s = length_s or (rhythm.length_s if rhythm else None) or band.length_s
        self._sessions += 1
        self.session, self.completed = Session(self._sessions, self.clock.now_s, length_s, asked), None
        more = {"since_s": since_s, "posture": band.posture.value}
        self.service.record(EntryKind.STARTED, self.session.facts | more)
        self.tell(self._began(self.session))

    def end_session(self, outcome: Outcome, *known: Event, left_s: float | None = None) -> None:
        """The window closes, or was left at `left_s`. One that died has written nothing.

        `known` is what the service hears of at the same time.
        """
        session, self.session = self.session, None
        if session is None:
            return
        now_s = self.person.engaged_s = self.clock.now_s
        done_s = session.done_s(now_s if left_s is None else left_s)
        if outcome is not Outcome.DIED:
            more = {"done_s": done_s, "lasted_s": now_s - session.began_s}
            self.service.record(EntryKind(outcome.value), session.facts | more)
        self.tell(*known, SessionEnded(self.clock.now, session.id, outcome, done_s))

    def catch_up(self) -> None:
        """What was put off while the machine slept, or no service ran, has its effect now."""
        while self._put_off and self.service.up and self.asleep_s is None:
            happenings.happen(self, self._put_off.popleft())

    def _agenda(self) -> Iterator[Due]:
        """What comes next; of what comes together, the first of these."""
        if self._ahead:
            yield self._ahead[0].at_s, self._happen
        if self.asleep_s is not None:
            return
        if self.session is not None and self.session.number not in self._overstayed:
            yield self.session.began_s + self.session.length_s, self._complete
        if self.service.up:
            yield from self._noticed()
        else:
            yield self.starts_s, self._start_service

    def _noticed(self) -> Iterator[Due]:
        """What the service notices by itself."""
        person, rules = self.person, self.service.rules
        if self.lost is not None:
            yield self.starts_s + _SESSION_REPORTS_WITHIN_S, self._miss_session
        if person.idle_since_s is not None and not person.known_idle and self.session is None:
            yield person.idle_since_s + rules.away.idle_after_s, self._notice_idle
        if self.service.state.typing and not person.typing:
            yield person.still_s + rules.reminder.wait_for_pause_s, self._notice_pause
        if self._answers_s is not None:
            yield self._answers_s, self._give_answer
        if self.service.state.wake_at is not None:
            ahead_s = self.service.state.wake_at.elapsed - self.clock.now.elapsed
            yield self.clock.now_s + max(ahead_s, _LEAST_S), self.wake

    def _happen(self) -> None:
        happening, asleep = self._ahead.popleft(), self.asleep_s is not None
        if asleep and happening.what is What.SUSPEND:
            return
        if not self.service.up or (asleep and happening.what not in {What.RESUME, What.REBOOT}):
            self._put_off.append(happening)
        else:
            happenings.happen(self, happening)

    def _start_service(self) -> None:
        now, person = self.clock.now, self.person
        known: list[Event] = [HoldBegan(now, reason) for reason in sorted(person.holds)]
        if person.locked_s is not None:
            known.append(Left(now, Absence.LOCKED, self.clock.at(person.locked_s)))
        elif person.known_idle and person.idle_since_s is not None:
            known.append(Left(now, Absence.IDLE, self.clock.at(person.idle_since_s)))
        if person.typing:
            known.append(Typing(now, active=True))
        if self.session is not None:
            known.append(self._began(self.session))
        self._carry_out(self.service.start(*known))
        if self.lost is not None and self.service.state.session is None:
            self._tell_of_lost(*self.lost)
        self.look_up()
        self.catch_up()

    def _carry_out(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            match effect:
                case Remind(quiet=False) if self._answers_s is None:
                    self._answers_s = self.clock.now_s + self._answer_after_s
                case OpenSession():
                    self.begin_session(effect.length_s)
        if not scheduler.is_open(self.service.state):
            self._answers_s = None

    def _began(self, session: Session) -> SessionBegan:
        return SessionBegan(self.clock.now, session.id, session.length_s, session.rhythm)

    def _complete(self) -> None:
        self.completed = self.session
        self.end_session(Outcome.COMPLETED)

    def _tell_of_lost(self, session: Session, done_s: float) -> None:
        """After a long time without a service nothing is recorded of the session that was open."""
        more = {"done_s": done_s, "died": True}
        self.timeline.entry(EntryKind.LEFT_EARLY, self.clock.now, session.facts | more)
        self.lost = None

    def _miss_session(self) -> None:
        if self.lost is not None:
            (session, done_s), self.lost = self.lost, None
            self.tell(SessionEnded(self.clock.now, session.id, Outcome.DIED, done_s))

    def _notice_idle(self) -> None:
        since_s = self.person.idle_since_s
        if since_s is not None:
            self.person.known_idle = True
            self.tell(Left(self.clock.now, Absence.IDLE, self.clock.at(since_s)))

    def _notice_pause(self) -> None:
        self.tell(Typing(self.clock.now, active=False))

    def _give_answer(self) -> None:
        self._answers_s = None
        answers: dict[Answer, Event] = {
            Answer.START: BreakAsked(self.clock.now),
            Answer.SHORT: BreakAsked(self.clock.now, _SHORT_S),
            Answer.SNOOZE: Snoozed(self.clock.now),
            Answer.SKIP: Skipped(self.clock.now),
            Answer.DISMISS: Dismissed(self.clock.now),
        }
        if self.person.here and self.answer in answers:
            self.tell(answers[self.answer])
