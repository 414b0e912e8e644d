"""The guided break: one move after the other, on one clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Vertical
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Footer

from unslouch.core.duration import spoken
from unslouch.core.errors import UnslouchError
from unslouch.core.events import Outcome
from unslouch.core.exercise import Breath, Move, Sequence, Side
from unslouch.core.moment import Moment
from unslouch.core.player import Player
from unslouch.tui.ports import World
from unslouch.tui.widgets.countdown import Countdown
from unslouch.tui.widgets.line import Line
from unslouch.tui.widgets.progress import Progress
from unslouch.tui.widgets.steps import Steps
from unslouch.tui.widgets.too_small import TooSmall

FAREWELL_S = 3.0
"""How long what was done is shown at the end, in real seconds."""

_TICK_S = 0.1
_PAUSED_TICK_S = 60.0
_LATE_S = 0.01
"""In real seconds: the shortest wait between two looks, the one while paused (to notice a sleep), and how
long after a change to look, since timers may be a little early."""

_BREATHS = {
    Breath.IN: "Breathe in",
    Breath.OUT: "Breathe out",
    Breath.HOLD: "Hold",
    Breath.EASY: "Breathe easily",
}
_SIDES = {Side.LEFT: "left side", Side.RIGHT: "right side", None: ""}


class SessionScreen(Screen[Outcome], inherit_bindings=False):
    """Plays `sequence` from the moment it is made, and is dismissed with how it ended.

    It is recorded exactly once, however it ends. Raises UnslouchError for a sequence without moves.
    """

    CSS_PATH = "session.tcss"
    BINDING_GROUP_TITLE = "Session"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "pause", "Pause", id="session.pause"),
        Binding("space", "resume", "Go on", id="session.resume"),
        Binding("n,right", "next", "Next", id="session.next"),
        Binding("b,left", "back", "Back", id="session.back"),
        Binding("q,escape", "end", "End", id="session.end"),
        Binding("q,escape,enter", "close", "Close", id="session.close"),
    ]

    def __init__(self, world: World, sequence: Sequence, rhythm: str | None) -> None:
        super().__init__()
        self._clock = world.clock
        self._recorder = world.recorder
        self._rhythm = rhythm
        self._player = Player.begin(sequence, world.clock.now(), world.asleep_s * world.clock.speed)
        self._recording = False
        self._closes: Moment | None = None
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        yield TooSmall()
        with Vertical(id="move"):
            yield Line(id="name")
            yield Line(id="side")
            yield Countdown()
            yield Line(id="breath")
            with Center():
                yield Steps()
        with Vertical(id="whole"):
            yield Progress()
            yield Line(id="next")
        yield Line(id="done")
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        player, self._recording = self._player, True
        self._carefully(lambda: self._recorder.began(player.sequence, self._rhythm, player.looked))
        self._turn(player)

    def on_unmount(self) -> None:
        self.finish()

    def tick(self) -> None:
        """Looks at the clock, shows what has changed since, and closes when it is over."""
        now = self._clock.now()
        self._turn(self._player.look(now))
        if self._closes and now.elapsed >= self._closes.elapsed:
            self.action_close()

    def finish(self) -> None:
        """Ends the session where it is, if it has not ended, and records it."""
        self._player = self._player.end(self._clock.now())
        self._record()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        player = self._player
        if action in {"pause", "resume"}:
            return not player.finished and player.paused is (action == "resume")
        if action in {"next", "back", "end", "close"}:
            return player.finished is (action == "close")
        return True

    def action_pause(self) -> None:
        self._turn(self._player.pause(self._clock.now()))

    def action_resume(self) -> None:
        self._turn(self._player.resume(self._clock.now()))

    def action_next(self) -> None:
        self._turn(self._player.next(self._clock.now()))

    def action_back(self) -> None:
        self._turn(self._player.back(self._clock.now()))

    def action_end(self) -> None:
        self.finish()
        self.action_close()

    def action_close(self) -> None:
        outcome = self._player.outcome
        if outcome and self.is_active:
            self.dismiss(outcome)

    def _turn(self, player: Player) -> None:
        """Goes on with `player`: records its end, shows it and waits for its next change."""
        before, self._player = self._player, player
        if player.finished and self._closes is None:
            self._record()
            self._closes = self._clock.now().plus(FAREWELL_S * self._clock.speed)
        self._show()
        if (before.paused, before.finished) != (player.paused, player.finished):
            self.refresh_bindings()
        self._wait()

    def _record(self) -> None:
        player, outcome = self._player, self._player.outcome
        if not self._recording or outcome is None:
            return
        self._recording = False
        played = [(move.exercise.id, move.side, seconds) for move, seconds in player.played]
        self._carefully(lambda: self._recorder.ended(outcome, played, player.done_s, player.looked))

    def _carefully(self, call: Callable[[], None]) -> None:
        """What cannot be recorded is told, and the break goes on."""
        try:
            call()
        except UnslouchError as error:
            self.app.notify(str(error), severity="warning", timeout=10, markup=False)

    def _wait(self) -> None:
        """Sets the timer for the next moment at which something that is shown changes."""
        if self._timer:
            self._timer.stop()
        player = self._player
        seconds = _PAUSED_TICK_S if player.paused else (player.left_s % 1 or 1.0) / self._clock.speed
        if self._closes:
            seconds = (self._closes.elapsed - self._clock.now().elapsed) / self._clock.speed
        self._timer = self.set_timer(max(_TICK_S, seconds + _LATE_S), self.tick)

    def _show(self) -> None:
        player = self._player
        self.set_class(player.paused, "-paused")
        self.set_class(player.finished, "-finished")
        if player.finished:
            self._tell("#done", done(player))
            return
        self._show_move(player)
        self.query_one(Countdown).tell(player.left_s)
        self._tell("#breath", "Paused" if player.paused else _BREATHS[player.breath])
        self.query_one(Progress).tell(player.fraction)

    def _show_move(self, player: Player) -> None:
        move, steps = player.move, self.query_one(Steps)
        self._tell("#name", move.exercise.name)
        self._tell("#side", _SIDES[move.side])
        self._tell("#next", f"Next: {titled(player.upcoming)}" if player.upcoming else "Last move")
        steps.lit = player.lit
        steps.steps = move.exercise.steps

    def _tell(self, selector: str, text: str) -> None:
        self.query_one(selector, Line).tell(text)


def titled(move: Move) -> str:
    """A move's name, with its side."""
    side = _SIDES[move.side]
    return f"{move.exercise.name}, {side}" if side else move.exercise.name


def done(player: Player) -> str:
    """What was done: `3 min: neck, shoulders, hips.`"""
    seconds: dict[str, float] = {}
    for move, spent in player.played:
        for region in move.exercise.regions:
            seconds[region] = seconds.get(region, 0.0) + spent
    most = sorted(seconds, key=lambda region: -seconds[region])[:4]
    regions = ", ".join(region.replace("-", " ") for region in seconds if region in most)
    whole = spoken(round(player.done_s))
    return f"{whole}: {regions}." if regions else f"{whole}."
