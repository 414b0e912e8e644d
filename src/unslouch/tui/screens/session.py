"""The guided break: one move after the other, on one clock."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import aclosing
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.timer import Timer

from unslouch.core.errors import PlayingError, UnslouchError
from unslouch.core.exercise import Breath, Kind, Move, Sequence, Side
from unslouch.core.guide import ASKING_S, SIDES, asked, titled
from unslouch.core.moment import Moment
from unslouch.core.outcome import Outcome
from unslouch.core.player import LONGER_S, READY_S, Player
from unslouch.core.said import ASKED_PLAYS, Reason, Said
from unslouch.settings.model import Sound
from unslouch.tui import breakpoints
from unslouch.tui.cues import Cues
from unslouch.tui.ports import World
from unslouch.tui.status import Status
from unslouch.tui.style import beside
from unslouch.tui.warning import warn
from unslouch.tui.widgets.countdown import Countdown
from unslouch.tui.widgets.drawing import Drawing
from unslouch.tui.widgets.keys import Keys
from unslouch.tui.widgets.line import Line
from unslouch.tui.widgets.progress import Progress
from unslouch.tui.widgets.steps import Steps
from unslouch.tui.widgets.too_small import TooSmall

if TYPE_CHECKING:
    from textual.widgets import Button

    from unslouch.figure.figure import Figure
    from unslouch.tui.widgets.farewell import Farewell

FAREWELL_S = 4.0
"""How long what was done is shown at the end if nothing is asked, in real seconds."""

_THANKING_S = 1.0
_SOON_S = 5.0
"""In the last seconds of a move, what comes next stands out."""

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
_PLAYING = {"next", "back", "swap", "never", "easier", "harder", "longer", "shorter", "steps", "sound", "end"}


class SessionScreen(Screen[Outcome], inherit_bindings=False):
    """Plays `sequence` from the moment it is made, and tells `leave` how it ended, or is dismissed with that.

    It is recorded exactly once, however it ends. Raises UnslouchError for a sequence without moves.
    """

    DEFAULT_CSS = beside(__file__)
    BINDING_GROUP_TITLE = "Session"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "pause", "Pause", id="session.pause"),
        Binding("space", "resume", "Go on", id="session.resume"),
        Binding("n,right", "next", "Next", id="session.next"),
        Binding("b,left", "back", "Back", id="session.back"),
        Binding("s", "swap", "Swap", id="session.swap"),
        Binding("i", "steps", "How", id="session.steps"),
        Binding("x", "never", "Never again", id="session.never", show=False),
        Binding("e", "easier", "Easier", id="session.easier", show=False),
        Binding("h", "harder", "Harder", id="session.harder", show=False),
        Binding("plus,equals_sign,up", "longer", "Longer", id="session.longer", show=False, key_display="+"),
        Binding("minus,down", "shorter", "Shorter", id="session.shorter", show=False, key_display="-"),
        Binding("v", "sound", "Sound", id="session.sound", show=False),
        Binding("q,escape", "end", "End", id="session.end"),
        Binding("1", "too_easy", "Too easy", id="session.too-easy", show=False),
        Binding("2", "right", "Right", id="session.right", show=False),
        Binding("3", "too_much", "Too much", id="session.too-much", show=False),
        Binding("q,escape,enter", "close", "Close", id="session.close"),
    ]

    def __init__(
        self,
        world: World,
        sequence: Sequence,
        rhythm: str | None,
        leave: Callable[[Outcome], object] | None = None,
    ) -> None:
        super().__init__()
        self._leave = leave or self.dismiss
        self._world = world
        self._clock = world.clock
        self._recorder = world.recorder
        self._guide = world.guide
        self._rhythm = rhythm
        self._start = world.clock.now()
        self._player = Player.begin(sequence, self._start, world.asleep_s * world.clock.speed)
        self._began = self._ended = False
        self._closes: Moment | None = None
        self._timer: Timer | None = None
        self._cues = Cues(world.guide)
        self._how = False
        self._variant = ""
        self._passed: set[str] = set()
        self._drawn: Figure | None = None
        self._drawn_of: Move | None = None
        self._painted = False
        self._asked: Move | None = None
        self._farewell: Farewell | None = None

    def compose(self) -> ComposeResult:
        self.add_class(*breakpoints.classes(self.app.size))
        self.set_class(self._tells_how, "-how")
        yield TooSmall()
        with Horizontal(id="stage"):
            yield Drawing(self._figure_s, self._guide.glyphs)
            with Vertical(id="move"):
                yield Line(id="name")
                yield Line(id="side")
                yield Countdown()
                with Vertical(id="below"):
                    yield Line(id="cue")
                    yield Line(id="variant")
                    yield Steps(self._player.move.exercise.steps)
        with Vertical(id="whole"):
            yield Progress()
            yield Line(id="next")
        yield Keys()

    def on_mount(self) -> None:
        self._turn(self._player)
        self.app.call_later(self._paint)

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        await self.run_action(str(event.button.id))

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
        self._cues.hush()
        self._record()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        player = self._player
        if action in {"pause", "resume"}:
            return not player.finished and player.paused is (action == "resume")
        if action in {"too_easy", "right", "too_much"}:
            return player.finished and self._asked is not None
        if action in _PLAYING | {"close"}:
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

    def action_swap(self) -> None:
        """Another exercise for the same region, from now on."""
        of = self._player.move.exercise
        self._passed.add(of.id)
        sequence = self._player.sequence
        played = {move.exercise.id for move in sequence.moves}
        other = self._guide.instead(of, sequence.posture, frozenset(self._passed | played))
        if other is None:
            self._mention("There is nothing else for this region now.")
        else:
            self._turn(self._player.swap(self._clock.now(), other))

    def action_never(self) -> None:
        from unslouch.tui.screens.never import NeverScreen  # noqa: PLC0415 (nobody waits for it at the beginning)

        self.action_pause()
        self.app.push_screen(NeverScreen(self._player.move.exercise.name), self._leave_out)

    def action_steps(self) -> None:
        self._how = not self._how
        self._show()

    def action_easier(self) -> None:
        self._tell_variant("Easier", self._player.move.exercise.easier)

    def action_harder(self) -> None:
        self._tell_variant("Harder", self._player.move.exercise.harder)

    def action_longer(self) -> None:
        self._turn(self._player.lengthen(self._clock.now(), LONGER_S))

    def action_shorter(self) -> None:
        self._turn(self._player.lengthen(self._clock.now(), -LONGER_S))

    def action_sound(self) -> None:
        sound = self._cues.change()
        self._mention("No sound" if sound is Sound.NONE else f"Sound: {sound.value}")

    def action_too_easy(self) -> None:
        self._answer(Said.TOO_EASY)

    def action_right(self) -> None:
        self._answer(Said.RIGHT)

    def action_too_much(self) -> None:
        self._answer(Said.TOO_MUCH)

    def action_end(self) -> None:
        """Leaves; where enough was played for a break, it says first what was done."""
        player = self._player.end(self._clock.now())
        if player.counts:
            self._turn(player)
        else:
            self.finish()
            self.action_close()

    def action_close(self) -> None:
        outcome = self._player.outcome
        if outcome and self.is_active:
            self._leave(outcome)

    @on(Drawing.Posed)
    def _cue(self) -> None:
        self._show()

    def _figure_s(self) -> float:
        """How far into the figure's loop it is: the first seconds of a move are to get ready in."""
        player = self._player.look(self._clock.now())
        return max(0.0, player.into_s - READY_S)

    def _leave_out(self, reason: Reason | None) -> None:
        """Never again, for `reason`: something else instead, or the next move.

        What was said counts also where the machine slept under the question, and the break is over.
        """
        name = self._player.move.exercise.id
        if reason is not None:
            self._say(name, Said.NEVER, reason)
        self._turn(self._player.resume(self._clock.now()))
        if reason is not None and not self._player.finished:
            self.action_swap()
            if self._player.move.exercise.id == name:
                self.action_next()

    def _say(self, exercise: str, said: Said, reason: Reason | None) -> None:
        self._carefully(lambda: self._recorder.said(exercise, said, reason, self._clock.now()))

    def _tell_variant(self, kind: str, text: str) -> None:
        self._mention(f"{kind}: {text}" if text else f"{kind}: there is no other way to do it.")

    def _mention(self, text: str) -> None:
        """A line below the cue, until the next move or until it is asked for again."""
        self._variant = "" if self._variant == text else text
        self._show()

    def _turn(self, player: Player) -> None:
        """Goes on with `player`: records its end, shows it and waits for its next change."""
        before, self._player = self._player, player
        if player.move is not before.move:
            self._variant = ""
        if player.finished and self._closes is None:
            self._record()
            self._say_farewell()
        self._show()
        self._cues.tell(player, self.app.bell)
        if (before.paused, before.finished) != (player.paused, player.finished):
            self.refresh_bindings()
        self._wait()

    def _say_farewell(self) -> None:
        from unslouch.tui.widgets.farewell import Farewell  # noqa: PLC0415 (nobody waits for it at the beginning)

        self._asked = asked(self._player)
        self._farewell = Farewell(self._player, self._asked)
        self.query_one("#stage").mount(self._farewell)
        self._close_in(ASKING_S if self._asked else FAREWELL_S)
        self._hear_of_next(self._farewell)

    def _answer(self, said: Said) -> None:
        """How the move was that is asked about; then it closes soon."""
        move, self._asked = self._asked, None
        if move is not None and self._farewell is not None:
            self._say(move.exercise.id, said, None)
            self._farewell.thank()
            self._close_in(_THANKING_S)
            self.refresh_bindings()
            self._wait()

    def _close_in(self, seconds: float) -> None:
        """Closes by itself after so many real seconds."""
        self._closes = self._clock.now().plus(seconds * self._clock.speed)

    @work
    async def _hear_of_next(self, farewell: Farewell) -> None:
        """When the next break comes, as soon as the service knows."""
        try:
            async with aclosing(self._world.link.follow()) as documents:
                async for document in documents:
                    status = Status(document or {}, self._clock.now())
                    farewell.tell(status.heading if status.next_in_s(status.seen) else "")
        except UnslouchError:
            return

    def _record_beginning(self) -> None:
        if not self._began:
            self._began = True
            self._carefully(self._announce)

    def _announce(self) -> None:
        """Records that it began; where another one plays it gives way to that, and leaves no trace."""
        try:
            self._recorder.began(self._player.sequence, self._rhythm, self._start)
        except PlayingError:
            self._ended = True
            self.call_later(self.action_end)
            raise

    def _record(self) -> None:
        player, outcome = self._player, self._player.outcome
        if outcome is not None:
            self._record_beginning()
        if self._ended or outcome is None:
            return
        self._ended = True
        played = [(move.exercise.id, move.side, seconds) for move, seconds in player.played]
        self._carefully(lambda: self._recorder.ended(outcome, played, player.done_s, player.looked))

    def _carefully(self, call: Callable[[], None]) -> None:
        """What cannot be recorded is told, and the break goes on."""
        try:
            call()
        except UnslouchError as error:
            warn(self.app, error)

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
            return
        self.set_class(player.ready_s > 0 and not player.paused, "-ready")
        self.set_class(player.left_s <= _SOON_S, "-soon")
        self._show_move(player)
        self.query_one(Countdown).tell(player.left_s)
        self._tell("#cue", self._cue_of(player))
        self.query_one(Progress).tell(player.fraction)

    def _show_move(self, player: Player) -> None:
        move, steps = player.move, self.query_one(Steps)
        self._tell("#name", move.exercise.name)
        self._tell("#side", SIDES[move.side])
        self._tell("#variant", self._variant)
        self.set_class(bool(self._variant), "-varied")
        self._tell("#next", f"Next: {titled(player.upcoming)}" if player.upcoming else "Last move")
        steps.lit = player.lit
        steps.steps = move.exercise.steps
        self.set_class(self._tells_how, "-how")
        if self._painted:
            self._draw(move)

    @property
    def _tells_how(self) -> bool:
        """Whether the steps are shown: on request, and by themselves the first times."""
        return self._how or self._player.move.plays < ASKED_PLAYS

    def _draw(self, move: Move) -> None:
        if move is self._drawn_of:
            return
        self._drawn_of, self._drawn = move, figure_of(move)
        self.set_class(self._drawn is None, "-undrawn")
        self.query_one(Drawing).draw(self._drawn, mirrored=move.side is Side.RIGHT)

    def _paint(self) -> None:
        """The first frame, which the app holds back until it has mounted; what takes time comes after it."""
        self.refresh()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """Once the words are on the screen, which nobody should wait for, it is recorded and drawn."""
        self._record_beginning()
        self._painted = True
        self._show()

    def _cue_of(self, player: Player) -> str:
        """What to do now: get ready, or the pose of the figure and its breath."""
        if player.paused:
            return "Paused"
        if player.ready_s:
            return "Change sides" if player.changes_sides else "Get ready"
        if self._drawn is None:
            return _BREATHS[player.breath]
        pose = self._drawn.pose_at(self._figure_s())
        breath = "" if pose.breath == "easy" else f", {_BREATHS[Breath(pose.breath)].lower()}"
        return f"{pose.name}{breath}"

    def _tell(self, selector: str, text: str) -> None:
        self.query_one(selector, Line).tell(text)


def figure_of(move: Move) -> Figure | None:
    """The figure of a move; where the exercise is a hold, it holds as long as the move lasts."""
    from unslouch.catalogue import figures  # noqa: PLC0415 (the first paint does not wait for them)

    name = move.exercise.figure
    figure = figures.figure(name) if name is not None and name in figures.ids() else None
    if figure is None or move.exercise.dose.reps is not None or move.exercise.kind is not Kind.STRETCH:
        return figure
    return figure.lasting(move.seconds - READY_S)
