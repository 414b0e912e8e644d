"""One setting: what it is called and for, its value to be changed, its default."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from textual.app import ComposeResult
from textual.containers import HorizontalGroup, VerticalGroup
from textual.message import Message
from textual.widget import Widget

from unslouch.settings import edit
from unslouch.settings.kinds import Choice, Flag, Launcher, Many, Number, Range
from unslouch.settings.model import Key, Settings, Table, document
from unslouch.tui.widgets.entry import Entry
from unslouch.tui.widgets.line import Line
from unslouch.tui.widgets.options import Options

_FLAGS = {"on": True, "off": False}
_DAY_OFF = "off"
_WORTH_LISTING = 9
"""Up to how many numbers are offered one by one."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a config. `name` is what `config set` calls it; `value` and `default` are as TOML has
    them, None where it is not set. `position` is that of its table in an array; `themes` are the names that
    the colours may have.
    """

    name: str
    key: Key
    value: Any
    default: Any
    position: int | None = None
    themes: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return self.key.name.replace("_", " ").capitalize()

    @property
    def is_default(self) -> bool:
        return bool(self._normal(self.value) == self._normal(self.default))

    @property
    def says(self) -> str:
        """What it is for."""
        return f'{self.key.says} Type "{_DAY_OFF}" for one.' if self.is_hours else self.key.says

    @property
    def said_default(self) -> str:
        """What holds where nothing is set; nothing if that is nothing."""
        words = self.shown(self.default) or self.nothing
        return f"default: {words}" if words else ""

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
                return ""

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

    def _normal(self, value: Any) -> Any:
        """The value however it is written: 90m is 1h 30m."""
        kind = self.key.kind
        if value is None:
            return None
        return kind.of(map(kind.item.read, value)) if isinstance(kind, Many) else kind.read(value)

    @property
    def is_hours(self) -> bool:
        return isinstance(self.key.kind, Many) and isinstance(self.key.kind.item, Range)


def settings_of(text: str, table: Table, count: int, themes: tuple[str, ...]) -> list[Setting]:
    """The settings of a table in the sound config `text`, or of `count` tables of an array."""
    found = []
    for position in range(count) if table.many else (None,):
        where = table.name if position is None else f"{table.name}[{position}]"
        for key in table.keys:
            name = f"{where}.{key.name}"
            words = themes if name == "look.theme" else ()
            held, default = edit.held(text, name), _default(table, key, position)
            found.append(Setting(name, key, held, default, position, words))
    return found


def _default(table: Table, key: Key, position: int | None) -> Any:
    """The default as TOML has it; of an array's tables, that of the one in the same place, if any."""
    defaults = document(Settings()).get(table.name, {})
    if position is not None:
        defaults = defaults[position] if position < len(defaults) else {}
    if key.name in defaults or table.required(key):
        return defaults.get(key.name)
    return key.kind.write(table.defaults[key.held_in])


class SettingRow(VerticalGroup):
    """Shows a setting. What is wanted of it is told by `Wanted`; `tell` and `refuse` say what came of it."""

    SCOPED_CSS = False  # its rules ask for the screen's classes
    DEFAULT_CSS = """
    SettingRow {
        padding: 0 1 0 1;
        border-left: blank;
        Line { width: 1fr; }
        .label { width: 18; }
        .says, .default { color: $text-muted; }
        .default { width: auto; max-width: 50%; margin-left: 2; }
        .error { color: $error; display: none; }
        .short { color: $text-muted; display: none; }
    }
    SettingRow:focus-within { border-left: wide $primary; }
    SettingRow.-listed .says { display: none; }
    SettingRow.-listed:focus-within .says { display: block; }
    Screen.-narrow SettingRow .default { display: none; }
    Screen.-narrow SettingRow:focus-within .short { display: block; }
    Screen.-narrow SettingRow .says { display: none; }
    Screen.-narrow SettingRow:focus-within .says { display: block; }
    SettingRow.-changed .label { text-style: bold; }
    SettingRow.-wrong .error { display: block; }
    """

    class Wanted(Message):
        """The setting is to be `value`, as `config set` takes it; None leaves it out.

        It is `drafted` while it is being typed, and `leaving` when the field was left with it.
        """

        def __init__(
            self, row: SettingRow, value: str | None, *, drafted: bool = False, leaving: bool = False
        ) -> None:
            super().__init__()
            self.row = row
            self.value = value
            self.drafted = drafted
            self.leaving = leaving

    class Kept(Message):
        """What was typed is given up."""

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting
        self.set_class(not setting.is_default, "-changed")
        self.set_class(setting.position is not None or setting.is_hours, "-listed")

    @property
    def typing(self) -> bool:
        return any(entry.open for entry in self.query(Entry))

    @property
    def field(self) -> Widget:
        """What takes the keys."""
        return self.query_one("Options, Entry")

    def compose(self) -> ComposeResult:
        setting = self.setting
        with HorizontalGroup():
            yield _classed(Line(setting.label), "label")
            if setting.words:
                yield Options(setting.words, setting.chosen, many=setting.many)
            else:
                yield Entry(setting.shown(setting.value), setting.nothing)
                yield _classed(Line(setting.said_default), "default")
        default = f"D{setting.said_default[1:]}." if setting.said_default else ""
        yield _classed(Line(f"{setting.says} {default}" if setting.words else setting.says), "says")
        if default and not setting.words:
            yield _classed(Line(default), "short")
        yield _classed(Line(), "error")

    def tell(self, setting: Setting) -> None:
        """This is the setting now."""
        self.setting = setting
        self.set_class(not setting.is_default, "-changed")
        self.refuse("")
        for options in self.query(Options):
            options.tell(setting.chosen)
        for entry in self.query(Entry):
            entry.tell(setting.shown(setting.value))

    def refuse(self, why: str) -> None:
        """What is wanted cannot be; nothing where it can."""
        self.set_class(bool(why), "-wrong")
        self.query_one(".error", Line).tell(why)

    def on_options_picked(self, event: Options.Picked) -> None:
        event.stop()
        self._want(", ".join(event.words))

    def on_entry_typed(self, event: Entry.Typed) -> None:
        event.stop()
        self._want(event.value, drafted=True)

    def on_entry_given(self, event: Entry.Given) -> None:
        event.stop()
        self._want(event.value, leaving=event.leaving)

    def on_entry_dropped(self, event: Entry.Dropped) -> None:
        event.stop()
        self.tell(self.setting)
        self.post_message(self.Kept())

    def _want(self, text: str, *, drafted: bool = False, leaving: bool = False) -> None:
        value = self.setting.meant(text)
        self.post_message(self.Wanted(self, value, drafted=drafted, leaving=leaving))


def _classed(line: Line, name: str) -> Line:
    line.add_class(name)
    return line
