"""One setting: what it is called and for, its value to be changed, its default."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from unslouch.core.exercise import plainly
from unslouch.settings.kinds import Choice, Flag, Launcher, Many, Number, Range
from unslouch.settings.model import Key, Settings, Table, document
from unslouch.tui.widgets.entry import Entry
from unslouch.tui.widgets.options import Options

_FLAGS = {"on": True, "off": False}
_DAY_OFF = "off"
_HOURS = "09:00-12:30, 13:15-17:30"
_WORTH_LISTING = 9
"""Up to how many numbers are offered one by one."""

_WORTH_SHOWING = 8
"""Up to how many words are shown also where nobody chooses among them."""

CHANGED = "*"
"""Marks what differs from its default."""

_MUTED = "$text-muted"
_LABEL = 18
"""The columns of a label and the mark after it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a config. `name` is what `config set` calls it; `value` and `default` are as TOML has
    them, None where it is not set; what is `required` may have no default. `position` is that of its table
    in an array; `themes` are the names that the colours may have.
    """

    name: str
    key: Key
    value: Any
    default: Any
    required: bool = False
    position: int | None = None
    themes: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return self.key.name.replace("_", " ").capitalize()

    @property
    def is_changed(self) -> bool:
        """Whether it has a default and differs from it."""
        return self._has_default and bool(self._normal(self.value) != self._normal(self.default))

    @property
    def is_listed(self) -> bool:
        """Whether it is one of many like it, so that what it is for is told only where the focus is."""
        return self.position is not None or self.is_hours

    @property
    def says(self) -> str:
        """What it is for."""
        if self.is_hours:
            return f'When you work on a {self.key.name.title()}, like {_HOURS}; "{_DAY_OFF}" is a day off.'
        return self.key.says

    @property
    def said_default(self) -> str:
        """Its default, if it has one."""
        shown = self.shown(self.default) or self.nothing
        shown = plainly(shown) if self.words else shown
        return f"Default: {shown}." if self._has_default else ""

    @property
    def words(self) -> tuple[str, ...]:
        """The words to choose from; none where the value is typed."""
        match self.key.kind:
            case Flag():
                return tuple(_FLAGS)
            case Choice(options=options) | Many(item=Choice(options=options)):
                return options
            case Number(least=least, most=most) if most - least < _WORTH_LISTING:
                return tuple(str(number) for number in range(least, most + 1))
            case _:
                return self.themes

    @property
    def many(self) -> bool:
        return isinstance(self.key.kind, Many)

    @property
    def chosen(self) -> frozenset[str]:
        """Which of the words hold."""
        if isinstance(self.value, list):
            return frozenset(self.value)
        words = {value: word for word, value in _FLAGS.items()}
        return frozenset({words[self.value] if isinstance(self.value, bool) else str(self.value)})

    @property
    def nothing(self) -> str:
        """What no value means."""
        match self.key.kind:
            case Many(item=Range()):
                return "any hour"
            case Many(least=0):
                return "none"
            case _:
                return "not set"

    def shown(self, value: Any) -> str:
        """A value as it is typed here."""
        match value:
            case None:
                return ""
            case bool():
                return next(word for word, flag in _FLAGS.items() if flag is value)
            case [] if self.is_hours:
                return _DAY_OFF
            case list() if isinstance(self.key.kind, Launcher) or any("," in str(item) for item in value):
                return json.dumps(value, ensure_ascii=False)
            case list():
                return ", ".join(value)
            case _:
                return str(value)

    def meant(self, text: str) -> str | None:
        """What was typed or chosen, as `config set` takes it; None leaves the setting out."""
        if not text.strip() and self.default is None:
            return None
        if self.is_hours and text.strip().lower() == _DAY_OFF:
            return ""
        flag = _FLAGS.get(text) if isinstance(self.key.kind, Flag) else None
        return text if flag is None else str(flag).lower()

    @property
    def _has_default(self) -> bool:
        return self.default is not None or not self.required

    def _normal(self, value: Any) -> Any:
        """The value however it is written: 90m is 1h 30m."""
        kind = self.key.kind
        if value is None:
            return None
        return kind.of(map(kind.item.read, value)) if isinstance(kind, Many) else kind.read(value)

    @property
    def is_hours(self) -> bool:
        return isinstance(self.key.kind, Many) and isinstance(self.key.kind.item, Range)


def settings_of(text: str, settings: Settings, table: Table, themes: tuple[str, ...]) -> list[Setting]:
    """The settings of a table, or of all the tables of an array, in the sound config `text`, which is read
    as `settings`.
    """
    found = []
    trees = tomllib.loads(text.removeprefix("\ufeff")), document(settings), document(Settings())
    given, written, defaults = (_tables(tree, table) for tree in trees)
    for number, held in enumerate(written):
        where = f"{table.name}[{number}]" if table.many else table.name
        position, values = number if table.many else None, held | (given[number] if given else {})
        default = defaults[number] if number < len(defaults) else {}
        for key in table.keys:
            words = themes if (table.name, key.name) == ("look", "theme") else ()
            name, value = f"{where}.{key.name}", values.get(key.name)
            required = table.required(key)
            default_value = _default(table, key, default)
            found.append(Setting(name, key, value, default_value, required, position, words))
    return found


def _tables(tree: Mapping[str, Any], table: Table) -> list[dict[str, Any]]:
    return list(tree.get(table.name, [])) if table.many else [tree.get(table.name, {})]


def _default(table: Table, key: Key, defaults: Mapping[str, Any]) -> Any:
    """The default as TOML has it; of an array's tables, that of the one in the same place, if any."""
    if key.name in defaults or table.required(key):
        return defaults.get(key.name)
    return key.kind.write(table.defaults[key.held_in])


class SettingRow(Widget):
    """Shows a setting. What is wanted of it is told by `Wanted`; `refuse` or `done` says what came of it.

    All but its field it draws itself, so that a group of settings is there at once. What it is for and its
    default are told in a list or a narrow window only where the focus is.
    """

    DEFAULT_CSS = """
    SettingRow {
        height: auto;
        padding: 0 1 0 1;
        border-left: blank;
        &:focus-within { border-left: outer $primary; }
        Entry, Options { margin-left: 18; }
    }
    """

    class Wanted(Message):
        """The setting is to be `value`, as `config set` takes it; None leaves it out.

        It is `drafted` while it is being typed.
        """

        def __init__(self, row: SettingRow, value: str | None, *, drafted: bool = False) -> None:
            super().__init__()
            self.row = row
            self.value = value
            self.drafted = drafted

    class Kept(Message):
        """What was typed is given up."""

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting
        self.why = ""
        self.field = _field(setting)
        self.set_class(setting.is_listed, "-listed", update=False)

    @property
    def typing(self) -> bool:
        return isinstance(self.field, Entry) and self.field.open

    @property
    def typed(self) -> str | None:
        """What is being typed, as `config set` takes it."""
        return self.setting.meant(self.field.typed) if isinstance(self.field, Entry) else None

    def compose(self) -> ComposeResult:
        yield self.field

    def on_descendant_focus(self) -> None:
        self._unfold()

    def on_descendant_blur(self) -> None:
        self._unfold()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport
        return len(self._lines(width)) if width else 0

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.size.width))

    def tell(self, setting: Setting) -> None:
        """This is the setting now; what is being typed stays."""
        self.setting = setting
        self.refresh()
        if isinstance(self.field, Options):
            self.field.tell(setting.chosen)
        else:
            self.field.tell(setting.shown(setting.value))

    def done(self) -> None:
        """What was being typed is over."""
        self.refuse("")
        if isinstance(self.field, Entry):
            self.field.close()

    def stay(self) -> None:
        """What is being typed has the focus again."""
        if isinstance(self.field, Entry):
            self.field.stay()

    def refuse(self, why: str) -> None:
        """What is wanted cannot be; nothing where it can."""
        if why != self.why:
            self.why = why
            self.refresh(layout=True)
            self.call_after_refresh(self.scroll_visible, animate=False)

    def on_options_picked(self, event: Options.Picked) -> None:
        event.stop()
        self._want(", ".join(event.words))

    def on_entry_typed(self, event: Entry.Typed) -> None:
        event.stop()
        self._want(event.value, drafted=True)

    def on_entry_given(self, event: Entry.Given) -> None:
        event.stop()
        self._want(event.value)

    def on_entry_dropped(self, event: Entry.Dropped) -> None:
        event.stop()
        self.done()
        self.post_message(self.Kept())

    def _want(self, text: str, *, drafted: bool = False) -> None:
        self.post_message(self.Wanted(self, self.setting.meant(text), drafted=drafted))

    def _unfold(self) -> None:
        if self._narrow or self.setting.is_listed:
            self.refresh(layout=True)

    @property
    def _narrow(self) -> bool:
        return self.screen.has_class("-narrow")

    def _lines(self, width: int) -> list[Content]:
        """What is drawn in that many columns; the field covers its part of the first lines."""
        setting = self.setting
        label = Content(setting.label)
        if setting.is_changed:
            label = label.pad_right(_LABEL - 2 - label.cell_length) + Content.styled(CHANGED, "bold $accent")
        lines = [label, *[Content()] * (self.field.lines(max(1, width - _LABEL)) - 1)]
        if self.has_focus_within or not (self._narrow or setting.is_listed):
            *said, last = Content(setting.says).wrap(width)
            together = last + f" {setting.said_default}"
            said += [together] if together.cell_length <= width else [last, Content(setting.said_default)]
            lines += [line.stylize(_MUTED) for line in said]
        if self.why:
            lines += Content.styled(self.why, "$error").wrap(width)
        return lines


def _field(setting: Setting) -> Options | Entry:
    """What takes the keys."""
    if not setting.words:
        return Entry(setting.shown(setting.value), setting.nothing)
    folded = setting.nothing if len(setting.words) > _WORTH_SHOWING else ""
    return Options(setting.words, setting.chosen, many=setting.many, folded=folded)
