"""The commands of the present screen, to be found by their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from rich.cells import cell_len
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.theme import ThemeProvider
from textual.types import IgnoreReturnCallbackType

from unslouch.tui.acts import acts

_STEPS = re.compile(r"\(-?\d+\)$|\.focus_|^command_palette$")
"""The actions that are none to search for: those that go a step on, and the search itself."""

_Command = tuple[str, str, IgnoreReturnCallbackType]
"""What it does in words, its key, and what does it."""


class Commands(Provider):
    """What the screen below and the app can do, in their own words and order."""

    async def discover(self) -> Hits:
        for words, key, act in self._commands():
            yield DiscoveryHit(_line(Content(words), key), act, text=words)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for words, key, act in self._commands():
            if (score := matcher.match(words)) > 0:
                yield Hit(score, _line(matcher.highlight(words), key), act, text=words)

    def _commands(self) -> Iterator[_Command]:
        for act in acts(self.screen):
            if not _STEPS.search(act.action):
                yield act.words, act.keys[0], partial(self.app.run_action, act.action, act.of)
        yield "Theme", "", partial(self.app.push_screen, Palette([ThemeProvider], placeholder="Theme"))


class Palette(CommandPalette):
    """Textual's own, without its sign, which few terminals have."""

    DEFAULT_CSS = """
    Palette {
        #--container {
            width: 64;
            max-width: 100%;
            margin-top: 2;
        }
        #--input, #--input.--list-visible, CommandList, CommandList.--populating {
            border: none;
            border-left: outer $primary;
            background: $panel;
        }
        SearchIcon { display: none; }
        CommandInput, CommandInput:focus { padding-left: 1; }
        CommandList {
            padding-bottom: 1;
            scrollbar-size-vertical: 1;
            scrollbar-background: $panel;
            scrollbar-background-hover: $panel;
            scrollbar-background-active: $panel;
            scrollbar-color: $foreground 30%;
            & > .option-list--option { text-style: none; }
            &:ansi > .option-list--option-highlighted { text-style: none; }
        }
        &.-short #--container, &.-low #--container { margin-top: 0; }
        &.-short CommandInput, &.-low CommandInput { border: none; height: 1; padding-left: 2; }
    }
    """


def _line(words: Content, key: str) -> Content:
    return words + Content(" " * max(1, 24 - cell_len(words.plain))) + Content(key)
