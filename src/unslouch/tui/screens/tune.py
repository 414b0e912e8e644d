"""Tune: the settings that people turn, and beside them the day that they make."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, date, tzinfo
from typing import Any, ClassVar

from textual import work
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import Key
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from unslouch.core import duration
from unslouch.core.errors import UnslouchError
from unslouch.core.problem import Problem
from unslouch.core.text import clean
from unslouch.settings.load import read
from unslouch.settings.model import DAYS, TABLES, Settings
from unslouch.tui.ports import Clock, Config
from unslouch.tui.style import beside
from unslouch.tui.warning import warn
from unslouch.tui.widgets.day import DayView, played
from unslouch.tui.widgets.groups import Groups
from unslouch.tui.widgets.head import Head
from unslouch.tui.widgets.keys import Keys
from unslouch.tui.widgets.line import Line
from unslouch.tui.widgets.options import Options
from unslouch.tui.widgets.setting import CHANGED, Setting, SettingRow, settings_of
from unslouch.tui.widgets.too_small import TooSmall

_BROAD = 100
_WIDTHS = [(0, "-too-narrow"), (30, "-narrow"), (60, "-wide"), (_BROAD, "-broad")]
"""From so many columns on the day has a place beside the settings."""

_LOOKS_EVERY_S = 1.0
_TYPING_PAUSE_S = 0.15
"""In real seconds: how often the file is looked at, and how long a pause in typing redraws the day."""

_TITLES = {"rhythm": "Rhythms", "band": "Bands", "reminder": "Reminders"}
_TABLES = tuple(table for table in TABLES if table.name != "hooks")
"""Hooks are programs: they are for the editor."""

_BROKEN = "The config cannot be read as it is. Press e to mend it in your editor; nothing here writes to it."
_TAKEN_BACK = "Esc leaves it as it was."
_ELSEWHERE = "The file was changed elsewhere and is read again; your last change was not made."


class Rows(VerticalScroll, inherit_bindings=False, can_focus=False):
    """The settings of a group; the arrows go from one to the next and do not scroll."""


class TuneScreen(Screen[None], inherit_bindings=False):
    """Edits the user's config in place. A file that cannot be read is shown with what is wrong in it, and is
    never written.
    """

    DEFAULT_CSS = beside(__file__)
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    BINDING_GROUP_TITLE = "Tune"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "field(-1)", "Setting before", id="tune.before", show=False),
        Binding("down,j", "field(1)", "Next setting", id="tune.after", show=False),
        Binding("p,pageup", "group(-1)", "Group before", id="tune.group-before", show=False),
        Binding("n,pagedown", "group(1)", "Group", id="tune.group-after"),
        Binding("v", "day", "Day", id="tune.day"),
        Binding("e", "edit", "Editor", id="tune.edit"),
        Binding("a", "add", "Add", id="tune.add"),
        Binding("d,delete", "remove", "Remove", id="tune.remove"),
        Binding("r", "reset", "Default", id="tune.reset"),
        Binding("u", "undo", "Undo", id="tune.undo"),
        Binding("escape", "close", "Back", id="tune.close", show=False),
        Binding("q", "leave", "Back", id="tune.leave"),
        Binding("tab", "app.focus_next", "Next part", id="tune.focus", show=False),
        Binding("shift+tab", "app.focus_previous", "Part before", id="tune.focus-before", show=False),
    ]

    def __init__(self, config: Config, clock: Clock) -> None:
        super().__init__()
        self._config = config
        self._clock = clock
        self._text: str | Problem = ""
        self._problems: tuple[Problem, ...] = ()
        self._settings = Settings()
        self._table = _TABLES[0]
        self._past: list[str] = []
        self._weekday: int | None = None
        self._asked: tuple[Settings, date, tzinfo, str, int | None] | None = None
        self._day = DayView()

    def compose(self) -> ComposeResult:
        self._take(self._config.read())
        self.set_class(bool(self._problems), "-broken")
        yield TooSmall()
        yield Head("Tune", self._config.file)
        with Horizontal(id="tune"):
            with Vertical(id="side"):
                yield Groups(tuple(_title(table.name) for table in _TABLES), CHANGED, "changed")
            with Vertical(id="settings"):
                yield Line(_title(self._table.name), id="title")
                yield Line(self._table.says, id="says")
                yield Rows(*self._rows(), id="rows")
            yield self._day
        with VerticalScroll(id="broken"):
            yield Line(_BROKEN, id="broken-title")
            yield Line(_told(self._problems), id="problems")
        yield Line(id="notice")
        yield Keys()

    def on_mount(self) -> None:
        self._begin("")
        self._mark_groups()
        self.set_interval(_LOOKS_EVERY_S, self.look)

    def on_resize(self) -> None:
        self.refresh_bindings()

    def on_key(self, event: Key) -> None:
        """What was typed right after the key that opens a field comes by here, and is for that field once
        the app has come to the letter too.
        """
        if event.is_printable:
            self.app.call_later(self._type, event.character)

    def _type(self, character: str) -> None:
        if isinstance(self.focused, Input):
            self.focused.replace(character, *self.focused.selection)

    async def look(self) -> None:
        """Reads the file again where somebody else has changed it, but never under the user's hands."""
        if not self.is_active or any(row.typing for row in self.query(SettingRow)):
            return
        found = self._config.read()
        if found != self._text:
            self._past.clear()
            self._take(found)
            self._notice("")
            await self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if action in {"add", "remove"}:
            return self._table.many and not self._problems
        if action == "undo":
            return bool(self._past) and not self._problems
        if action == "day":
            return self.size.width < _BROAD and not self._problems
        return not self._problems if action in {"field", "group", "reset"} else True

    def action_field(self, by: int) -> None:
        if self._settled():
            move = self.focus_next if by > 0 else self.focus_previous
            move("SettingRow Options, SettingRow Entry")

    async def action_group(self, by: int) -> None:
        """Opens another group before the next key is taken, so that none goes to a field on its way out."""
        at = (_TABLES.index(self._table) + by) % len(_TABLES)
        self.query_one(Groups).show(at)
        await self._open(at)

    def action_add(self) -> None:
        from unslouch.settings import edit  # noqa: PLC0415 (it loads tomlkit, and looking has no need of that)

        name, count = self._table.name, len(getattr(self._settings, self._table.name))
        entry = _new_rhythm(self._settings) if name == "rhythm" else _new_band(self._settings)
        if self._did(self._change(lambda text: edit.add(text, name, entry))):
            self.call_next(self._show, f"{name}[{count}].")

    def action_remove(self) -> None:
        from unslouch.settings import edit  # noqa: PLC0415 (it loads tomlkit, and looking has no need of that)

        row, name = self._row, self._table.name
        position = row.setting.position if row else None
        if position is None:
            return
        if self._did(self._change(lambda text: edit.remove(text, name, position))):
            self.call_next(self._show, f"{name}[{max(0, position - 1)}].")

    def action_reset(self) -> None:
        if row := self._row:
            setting = row.setting
            self._put(row, setting.meant(setting.shown(setting.default)))

    def action_undo(self) -> None:
        before = self._past.pop()
        if self._did(self._change(lambda _: before)):
            self._past.pop()
            self.refresh_bindings()
            self._notice("As it was before.")
            self.call_next(self._show, self._row.setting.name if self._row else "")

    def action_day(self) -> None:
        self.toggle_class("-day")
        self.call_after_refresh(self._focus_shown)

    def action_edit(self) -> None:
        said = ""
        try:
            with self.app.suspend():  # an error inside it would leave the terminal to nobody
                try:
                    self._config.edit()
                except UnslouchError as error:
                    said = str(error)
        except SuspendNotSupported:
            said = "An editor cannot be opened from here; use `unslouch config edit`."
        if said:
            warn(self.app, said)
        self.call_next(self.look)

    def action_close(self) -> None:
        """Leaves the day for the settings, then the settings."""
        if self.has_class("-day") and self.size.width < _BROAD:
            self.action_day()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        if self.is_active:
            self.dismiss()

    async def on_groups_opened(self, event: Groups.Opened) -> None:
        await self._open(event.at)

    async def _open(self, at: int) -> None:
        if not self._settled():
            self.query_one(Groups).show(_TABLES.index(self._table))
        elif self._table is not _TABLES[at]:
            self._table = _TABLES[at]
            await self._show()
            self.refresh_bindings()

    def on_descendant_focus(self) -> None:
        if row := self._row:
            self.call_after_refresh(row.scroll_visible, animate=False)
        weekday = self._hours_of()
        if weekday != self._weekday and not self._day.has_focus_within:
            self._weekday = weekday
            self._preview(self._settings)

    def on_setting_row_wanted(self, event: SettingRow.Wanted) -> None:
        if event.drafted:
            self._draft(event.row, event.value)
        else:
            self._take_in(event.row, event.value)

    def on_setting_row_kept(self) -> None:
        self._preview(self._settings)

    def on_options_picked(self, event: Options.Picked) -> None:
        """What the person does with each reminder of the day."""
        event.options.tell(frozenset(event.words))
        self._preview(self._settings)

    @property
    def _row(self) -> SettingRow | None:
        """The setting that has the focus."""
        return next((row for row in self.query(SettingRow) if row.has_focus_within), None)

    def _hours_of(self) -> int | None:
        """The weekday whose hours have the focus."""
        row = self._row
        name = row.setting.key.name if row and self._table.name == "hours" else ""
        return DAYS.index(name) if name else None

    def _focus_shown(self) -> None:
        """The focus follows what is shown."""
        fields = [row.field for row in self.query(SettingRow)]
        if self.has_class("-day"):
            self.query_one("#answer").focus(scroll_visible=False)
        elif fields and not isinstance(self.focused, Groups):
            fields[0].focus()

    def _settled(self) -> bool:
        """Takes in what is being typed; whether it could be."""
        typing = [row for row in self.query(SettingRow) if row.typing]
        for row in typing:
            self._take_in(row, row.typed)
        return not any(row.typing for row in typing)

    def _take_in(self, row: SettingRow, value: str | None) -> None:
        """Writes what is wanted where it is new."""
        if value == row.setting.meant(row.setting.shown(row.setting.value)):
            row.done()
            self._preview(self._settings)
        else:
            self._put(row, value)

    def _draft(self, row: SettingRow, value: str | None) -> None:
        """Checks what is being typed, and shows the day that it would make."""
        if isinstance(self._text, Problem) or not row.typing:
            return
        try:
            loaded = read(_with(self._text, row.setting, value), self._config.file)
        except UnslouchError as error:
            row.refuse(str(error))
            return
        row.refuse(loaded.problems[0].message if loaded.problems else "")
        if not loaded.problems:
            self._preview(loaded.settings)

    def _put(self, row: SettingRow, value: str | None) -> None:
        """Writes a setting. What is being typed and cannot be stays, with the focus."""
        before = row.setting
        if why := self._change(lambda text: _with(text, before, value)):
            if row.typing and any(setting.name == before.name for setting in self._listed()):
                row.refuse(f"{why} {_TAKEN_BACK}")
                row.stay()
            else:
                typed = f" It was {clean(f'{before.name}: {value}', 400)}" if row.typing and value else ""
                warn(self.app, why + typed)
            return
        row.done()
        self._tell_rows()
        self._mark_groups()
        old, new = before.shown(before.value), row.setting.shown(row.setting.value)
        self._notice(f"{before.name}: {old or before.nothing} → {new or before.nothing}")

    def _did(self, why: str) -> bool:
        if why:
            warn(self.app, why)
        return not why

    def _change(self, change: Callable[[str], str]) -> str:
        """Writes the file as `change` makes it, if it is sound then; why it could not, or nothing."""
        found = self._config.read()
        if isinstance(found, Problem) or found != self._text:
            self._past.clear()
            self._take(found)
            self.call_next(self._show)
            return _ELSEWHERE
        try:
            after = change(found)
            if problems := read(after, self._config.file).problems:
                return problems[0].message
            self._config.write(after)
        except UnslouchError as error:
            return str(error)
        self._past.append(found)
        self._take(after)
        return ""

    def _take(self, found: str | Problem) -> None:
        """This is the file now."""
        before, self._text = self._settings, found
        if isinstance(found, Problem):
            self._problems = (found,)
        else:
            loaded = read(found, self._config.file)
            self._problems, self._settings = loaded.problems, loaded.settings
        theme = self._settings.look.theme
        if theme != before.look.theme and theme in self.app.available_themes:
            self.app.theme = theme
        self._preview(self._settings)
        self.refresh_bindings()

    async def _show(self, focus: str = "") -> None:
        """Shows the open group anew, with the focus on the first setting whose name begins with `focus`."""
        self.set_class(bool(self._problems), "-broken")
        self._tell("#problems", _told(self._problems))
        self._tell("#title", _title(self._table.name))
        self._tell("#says", self._table.says)
        self._mark_groups()
        choosing = isinstance(self.focused, Groups)
        with self.app.batch_update():
            kept = self._tell_rows()
            rows = self.query_one("#rows")
            await rows.remove_children(rows.children[kept:])
            await rows.mount(*self._rows()[kept:])
            if not kept:
                rows.scroll_home(animate=False)
            if self._problems or not (choosing or (kept and not focus)):
                self._begin(focus)

    def _mark_groups(self) -> None:
        """Marks those in which something differs from its default."""
        now, usual = self._settings, Settings()
        changed = (table.name for table in _TABLES if getattr(now, table.name) != getattr(usual, table.name))
        self.query_one(Groups).tell(frozenset(map(_title, changed)))

    def _begin(self, focus: str) -> None:
        """Puts the focus on the first setting whose name begins so, or on what is wrong."""
        if self._problems:
            self.set_focus(self.query_one("#broken"))
            return
        rows = (row for row in self.query(SettingRow) if row.setting.name.startswith(focus))
        if row := next(rows, None):
            self.set_focus(row.field)

    def _rows(self) -> list[Widget]:
        rows: list[Widget] = []
        for setting in self._listed():
            if setting.position is not None and setting.key is self._table.keys[0]:
                rows.append(Line(self._heading(setting.position)))
                rows[-1].set_class(True, "heading", *["-later"] * (setting.position > 0), update=False)
            rows.append(SettingRow(setting))
        return rows

    def _listed(self) -> list[Setting]:
        if self._problems or isinstance(self._text, Problem):
            return []
        return settings_of(self._text, self._settings, self._table, tuple(sorted(self.app.available_themes)))

    def _heading(self, position: int) -> str:
        held = getattr(self._settings, self._table.name)[position]
        if self._table.name == "rhythm":
            return clean(held.name, 40)
        return f"From {duration.spoken(held.after_s)} on" if held.after_s else "At first"

    def _tell_rows(self) -> int:
        """Shows what a change made of the settings that stand here; how many rows and headings still hold."""
        kept = 0
        for row, setting in zip(self.query(SettingRow), self._listed(), strict=False):
            if row.setting.name != setting.name:
                break
            if row.setting != setting:
                row.tell(setting)
            kept += 1
        headings = self.query(".heading").results(Line)
        shown = kept // len(self._table.keys) if self._table.many else 0
        for position, heading in zip(range(shown), headings, strict=False):
            heading.tell(self._heading(position))
        return kept + shown

    @work(exclusive=True, group="preview")
    async def _preview(self, settings: Settings) -> None:
        """Plays the day with these settings, beside the keyboard's way."""
        await asyncio.sleep(_TYPING_PAUSE_S)
        now = self._clock.now().wall
        asked = settings, now.date(), now.tzinfo or UTC, self._day.answer, self._weekday
        if asked == self._asked:
            return
        self._asked = asked
        try:
            day = await asyncio.to_thread(played, *asked)
        except UnslouchError as error:
            self._day.fail(str(error))
        else:
            self._day.tell(day)

    def _notice(self, text: str) -> None:
        self._tell("#notice", clean(text, 400))

    def _tell(self, selector: str, text: str) -> None:
        self.query_one(selector, Line).tell(text)


def _title(name: str) -> str:
    return _TITLES.get(name, name.capitalize())


def _told(problems: tuple[Problem, ...]) -> str:
    """Every problem on a line of its own, with its place."""
    return "\n\n".join(str(problem) for problem in problems)


def _with(text: str, setting: Setting, value: str | None) -> str:
    """`text` with the setting at `value`. An interval takes the place of fixed times, and they of it."""
    from unslouch.settings import edit  # noqa: PLC0415 (it loads tomlkit, and looking has no need of that)

    other = {"every": "at", "at": "every"}.get(setting.key.name)
    if other and value is not None:
        text = edit.put(text, setting.name.removesuffix(setting.key.name) + other, None)
    return edit.put(text, setting.name, value)


def _new_rhythm(settings: Settings) -> dict[str, Any]:
    """One more rhythm to begin from, with a name of its own."""
    taken = {rhythm.name for rhythm in settings.rhythm}
    names = ("new", *(f"new {number}" for number in range(2, len(taken) + 3)))
    return {"name": next(name for name in names if name not in taken), "every": "1h", "length": "auto"}


def _new_band(settings: Settings) -> dict[str, Any]:
    """One more band to begin from, after the last one."""
    last = max(settings.band, key=lambda band: band.after_s)
    after_s, length_s = last.after_s + 1800, last.length_s + 60
    return {"after": duration.text(after_s), "length": duration.text(length_s), "posture": str(last.posture)}
