"""One setting: what it is called and for, its value to be changed, its default."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from unslouch.settings.kinds import Choice, Flag, Launcher, Many, Number, Range
from unslouch.settings.model import Key, Settings, Table, document
from unslouch.tui.widgets.entry import Entry
from unslouch.tui.widgets.options import Options

_FLAGS = {"on": True, "off": False}
_DAY_OFF = "off"
_WORTH_LISTING = 9
"""Up to how many numbers are offered one by one."""

_MUTED = "$text-muted"
_LABEL, _GAP, _AT_FIRST = 18, 2, 80
"""The columns of a label, of the gap before a default, and of a row that has no place yet."""


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
    def is_listed(self) -> bool:
        """Whether it is one of many like it, so that what it is for is told only where the focus is."""
        return self.position is not None or self.is_hours

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
            found.append(Setting(name, key, value, _default(table, key, default), position, words))
    return found


def _tables(tree: Mapping[str, Any], table: Table) -> list[dict[str, Any]]:
    return list(tree.get(table.name, [])) if table.many else [tree.get(table.name, {})]


def _default(table: Table, key: Key, defaults: Mapping[str, Any]) -> Any:
    """The default as TOML has it; of an array's tables, that of the one in the same place, if any."""
    if key.name in defaults or table.required(key):
        return defaults.get(key.name)
    return key.kind.write(table.defaults[key.held_in])


class SettingRow(Widget):
    """Shows a setting. What is wanted of it is told by `Wanted`; `tell` and `refuse` say what came of it.

    All but its field it draws itself, so that a group of settings is there at once.
    """

    DEFAULT_CSS = """
    SettingRow {
        height: auto;
        padding: 0 1 0 1;
        border-left: blank;
        &:focus-within { border-left: wide $primary; }
    }
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
        self.why = ""
        self.field = _field(setting)
        self.set_class(setting.is_listed, "-listed", update=False)

    @property
    def typing(self) -> bool:
        return isinstance(self.field, Entry) and self.field.open

    def compose(self) -> ComposeResult:
        self._make_room()
        yield self.field

    def on_resize(self) -> None:
        self._make_room()

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
        """This is the setting now."""
        self.setting = setting
        self.refuse("")
        self.refresh()
        if isinstance(self.field, Options):
            self.field.tell(setting.chosen)
        else:
            self.field.tell(setting.shown(setting.value))

    def refuse(self, why: str) -> None:
        """What is wanted cannot be; nothing where it can."""
        if why != self.why:
            self.why = why
            self.refresh(layout=True)

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

    def _unfold(self) -> None:
        if self._narrow or self.setting.is_listed:
            self.refresh(layout=True)

    @property
    def _narrow(self) -> bool:
        return self.screen.has_class("-narrow")

    def _aside(self, width: int) -> int:
        """How many of that many columns the default beside the field takes."""
        if self.setting.words or self._narrow:
            return 0
        return min(cell_len(self.setting.said_default), width // 2)

    def _make_room(self) -> None:
        """The field stands between the label and the default."""
        aside = self._aside(self.size.width or _AT_FIRST)
        self.field.styles.margin = (0, aside + _GAP if aside else 0, 0, _LABEL)

    def _lines(self, width: int) -> list[Content]:
        """What is drawn in that many columns; the field covers its part of the first lines."""
        aside = self._aside(width)
        beside = Content.styled(self.setting.said_default, _MUTED).wrap(aside) if aside else []
        label = Content.styled(self.setting.label, "" if self.setting.is_default else "bold")
        field = self.field.lines(max(1, width - _LABEL - (aside + _GAP if aside else 0)))
        lines = [Content()] * max(field, len(beside))
        lines[0] = label
        for number, line in enumerate(beside):
            before = lines[number]
            lines[number] = before.pad_right(max(0, width - aside - before.cell_length)) + line
        for text in self._told():
            lines += Content.styled(text, _MUTED).wrap(width)
        if self.why:
            lines += Content.styled(self.why, "$error").wrap(width)
        return lines

    def _told(self) -> list[str]:
        """What it is for and its default, unless they stand beside it; in a list only where the focus is."""
        setting = self.setting
        if not self.has_focus_within and (self._narrow or setting.is_listed):
            return []
        default = f"D{setting.said_default[1:]}." if setting.said_default else ""
        if setting.words:
            return [f"{setting.says} {default}".strip()]
        return [setting.says, default] if default and self._narrow else [setting.says]


def _field(setting: Setting) -> Options | Entry:
    """What takes the keys."""
    if setting.words:
        return Options(setting.words, setting.chosen, many=setting.many)
    return Entry(setting.shown(setting.value), setting.nothing)
