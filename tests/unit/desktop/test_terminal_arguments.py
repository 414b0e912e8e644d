from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unslouch.desktop.terminal import tmux
from unslouch.desktop.terminal.candidates import Candidate, Preference, candidates, listed
from unslouch.desktop.terminal.emulators import KNOWN, known

COMMAND = ["python", "-m", "unslouch", "break"]
COMMANDS = st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1)


def install(directory: Path, *names: str) -> dict[str, str]:
    """A desktop where those programs are all that is installed."""
    for name in names:
        (directory / name).touch(mode=0o755)
    return {"PATH": str(directory), "DISPLAY": ":0"}


async def ways(preference: Preference, environ: dict[str, str], platform: str = "linux") -> list[Candidate]:
    return [way async for way in candidates(COMMAND, preference, environ, platform)]


async def names(preference: Preference, environ: dict[str, str], platform: str = "linux") -> list[str]:
    return [way.name for way in await ways(preference, environ, platform) if not way.problem]


@pytest.mark.parametrize("name", KNOWN)
def test_the_command_stands_at_the_end_as_words_or_as_one_word(name: str) -> None:
    arguments = KNOWN[name].arguments(COMMAND)

    assert arguments[-4:] == COMMAND or arguments[-1] == shlex.join(COMMAND)


@given(COMMANDS)
def test_a_joined_command_is_read_back_as_it_was(command: list[str]) -> None:
    assert shlex.split(KNOWN["tilix"].arguments(command)[-1]) == command


@given(COMMANDS)
def test_a_command_is_spliced_into_a_list_as_it_is(command: list[str]) -> None:
    assert listed(["run", "{command}", "--"], command) == ["run", *command, "--"]
    assert shlex.split(listed(["-e{command}"], command)[0].removeprefix("-e")) == command


@given(COMMANDS)
def test_no_argument_ends_the_tmux_command(command: list[str]) -> None:
    arguments = tmux.popup("/dev/pts/1", command, {})
    words = arguments[arguments.index("/usr/bin/env") + 1 :]

    assert [word[:-2] + ";" if word.endswith(r"\;") else word for word in words] == command
    assert not [word for word in words if word.endswith(";") and not word.endswith(r"\;")]


def test_a_popup_is_told_where_the_journal_and_the_service_are() -> None:
    environ = {"XDG_RUNTIME_DIR": "/run/x", "XDG_DATA_HOME": "/a b", "SECRET": "x", "XDG_STATE_HOME": ""}
    arguments = tmux.popup("/dev/pts/1", COMMAND, environ)

    assert arguments[-7:] == ["/usr/bin/env", "XDG_DATA_HOME=/a b", "XDG_RUNTIME_DIR=/run/x", *COMMAND]


def test_a_link_is_known_by_what_it_leads_to_and_then_by_its_name(tmp_path: Path) -> None:
    install(tmp_path, "xterm", "gnome-terminal.wrapper", "rxvt-unicode", "unheard-of")
    for name, target in [("x-terminal-emulator", "xterm"), ("urxvt", "rxvt-unicode")]:
        (tmp_path / name).symlink_to(tmp_path / target)
    (tmp_path / "wrapped").mkdir()
    (tmp_path / "wrapped" / "x-terminal-emulator").symlink_to(tmp_path / "gnome-terminal.wrapper")

    assert known(str(tmp_path / "x-terminal-emulator")) == KNOWN["xterm"]
    assert known(str(tmp_path / "wrapped" / "x-terminal-emulator")) == KNOWN["x-terminal-emulator"]
    assert known(str(tmp_path / "urxvt")) == KNOWN["urxvt"]
    assert known(str(tmp_path / "unheard-of")).arguments(COMMAND) == ["-e", *COMMAND]


async def test_the_order_is_choice_then_standard_then_environment_then_the_known(tmp_path: Path) -> None:
    environ = install(tmp_path, "xterm", "kitty", "foot", "xdg-terminal-exec", "konsole")
    environ |= {"TERMINAL": "foot", "XDG_CURRENT_DESKTOP": "KDE"}

    assert await names("auto", environ) == ["xdg-terminal-exec", "foot", "kitty", "konsole", "xterm"]
    assert await names("xterm", environ) == ["xterm", "xdg-terminal-exec", "foot", "kitty", "konsole"]


async def test_the_terminal_of_the_desktop_comes_before_the_others(tmp_path: Path) -> None:
    environ = install(tmp_path, "xterm", "kitty", "konsole") | {
        "XDG_CURRENT_DESKTOP": "KDE",
        "HOME": "/nowhere",
    }

    assert await names("auto", environ) == ["konsole", "kitty", "xterm"]


@pytest.mark.parametrize(
    ("preference", "problem"),
    [
        ("foot", "is not installed"),
        (("foot", "{command}"), "is not installed"),
        (("xterm", "-e"), "is given no {command}"),
        ((), "is given no {command}"),
        ("", "is not installed"),
        ("/nowhere/foot", "is not installed"),
    ],
)
async def test_a_choice_that_cannot_be_is_told_and_the_others_follow(
    preference: Preference, problem: str, tmp_path: Path
) -> None:
    first, second, *_ = await ways(preference, install(tmp_path, "xterm"))

    assert first.problem == problem
    assert second.name == "xterm"


async def test_without_a_display_only_a_list_of_arguments_is_tried(tmp_path: Path) -> None:
    environ = install(tmp_path, "xterm", "screen")
    del environ["DISPLAY"]

    assert await names("xterm", environ) == []
    assert await names(("screen", "{command}"), environ) == ["screen"]


async def test_wayland_is_a_display_too(tmp_path: Path) -> None:
    environ = install(tmp_path, "foot") | {"DISPLAY": "", "WAYLAND_DISPLAY": "wayland-0"}

    assert await names("auto", environ) == ["foot"]


async def test_a_terminal_variable_that_makes_no_sense_is_passed_over(tmp_path: Path) -> None:
    environ = install(tmp_path, "xterm") | {"TERMINAL": "xterm 'unbalanced"}

    assert await names("auto", environ) == ["xterm"]
