"""Windows that really open, and commands that really run in them."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.conftest import Probe, Programs, Screen, Tmux
from tests.waiting import PATIENCE_S, until
from unslouch.desktop.terminal import NoTerminalError, found, open_window
from unslouch.desktop.terminal.preferred import preferred
from unslouch.desktop.terminal.process import output
from unslouch.desktop.terminal.tmux import client

HOSTILE = [
    "a b", "", "#(touch pwned)", "##", "#{pid}", "$(touch pwned)", "`touch pwned`", "'", '"', "\\", "-e",
    "--help", ";", "a;", "a\\;", "%s", "*", "{command}", "~", "é\N{BRAILLE PATTERN DOTS-1}",
]  # fmt: skip

OPEN = """
import asyncio, json, sys
from unslouch.desktop.terminal import open_window

print(asyncio.run(open_window(json.loads(sys.argv[1]), "xterm")))
"""


@pytest.fixture(autouse=True)
def nothing_is_run_that_is_only_mentioned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    yield
    assert not list(tmp_path.rglob("pwned"))


@pytest.fixture
def graphical(screen: Screen, environ: dict[str, str], programs: Programs) -> Iterator[Screen]:
    """A display with xterm installed and nothing else; no window is left on it."""
    programs.install("xterm")
    yield screen
    for window in screen.windows("--class", "XTerm"):
        screen.do("windowkill", window)
    until(lambda: not screen.windows("--class", "XTerm"))


def zombies() -> list[str]:
    """The children of this process that have ended and wait to be collected."""
    children = Path("/proc/self/task").glob("*/children")
    pids = [pid for path in children for pid in path.read_text().split()]
    states = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] for pid in pids]
    return [pid for pid, state in zip(pids, states, strict=True) if state == "Z"]


def marks(directory: Path) -> list[Path]:
    """What was written there to know whether a command was run."""
    return list(directory.glob("unslouch-*"))


async def test_xterm_opens_a_window_and_runs_the_command_with_its_arguments_as_they_are(
    graphical: Screen, environ: dict[str, str], probe: Probe
) -> None:
    opened = await open_window(probe.command(*HOSTILE), "auto", None, environ)
    said = probe.said()

    assert opened == "xterm"
    assert said["arguments"] == HOSTILE
    assert said["size"] == [100, 32]
    assert said["environ"]["COLORTERM"] == "truecolor"
    assert said["environ"]["TERM"] == "xterm-256color"
    assert len(graphical.windows("--name", "^Unslouch$")) == 1


async def test_the_window_is_large_and_shows_braille(
    graphical: Screen, environ: dict[str, str], tmp_path: Path
) -> None:
    code = "import time; print('\\u28ff\\u2847 Stand up. \\u2803\\u28f7', flush=True); time.sleep(30)"
    await open_window([sys.executable, "-c", code], "xterm", None, environ)
    (window,) = graphical.windows("--name", "^Unslouch$")
    graphical.shot("xterm")
    graphical.do("windowkill", window)
    until(lambda: not graphical.windows("--name", "^Unslouch$"))

    until(lambda: not zombies())


async def test_the_window_outlives_the_process_that_opened_it(
    graphical: Screen, environ: dict[str, str], probe: Probe
) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", OPEN, json.dumps(probe.command())), env=environ
    )
    said = probe.said()
    assert await asyncio.wait_for(process.wait(), PATIENCE_S) == 0

    os.kill(said["pid"], 0)
    assert len(graphical.windows("--name", "^Unslouch$")) == 1


async def test_an_emulator_that_fails_is_followed_by_the_next(
    graphical: Screen, environ: dict[str, str], programs: Programs, probe: Probe
) -> None:
    programs.pretend("kitty", "exit 3")

    assert await open_window(probe.command(), "kitty", None, environ) == "xterm"
    assert probe.said()


async def test_a_window_that_is_closed_at_once_is_followed_by_no_other(
    graphical: Screen, environ: dict[str, str], programs: Programs, tmp_path: Path, probe: Probe
) -> None:
    environ["XDG_RUNTIME_DIR"] = str(tmp_path)
    programs.pretend("kitty", f"touch {tmp_path}/second")
    opening = asyncio.create_task(open_window(probe.command(), "xterm", None, environ))
    assert await asyncio.to_thread(probe.said)
    (window,) = graphical.windows("--name", "^Unslouch$")
    graphical.do("windowkill", window)

    assert await opening == "xterm"
    assert not (tmp_path / "second").exists()
    assert marks(tmp_path) == []


async def test_a_command_is_run_also_where_no_mark_can_be_left(
    graphical: Screen, environ: dict[str, str], probe: Probe
) -> None:
    environ["XDG_RUNTIME_DIR"] = "/nowhere"

    assert await open_window(probe.command("a b"), "xterm", None, environ) == "xterm"
    assert probe.said()["arguments"] == ["a b"]


async def test_an_emulator_that_hands_over_and_ends_has_opened_a_window(
    graphical: Screen, environ: dict[str, str], programs: Programs, tmp_path: Path
) -> None:
    programs.pretend("gnome-terminal", f"printf '%s\\n' \"$@\" > {tmp_path}/said")

    assert await open_window(["unslouch", "break"], "gnome-terminal", None, environ) == "gnome-terminal"
    assert (tmp_path / "said").read_text().split() == ["--title=Unslouch", "--", "unslouch", "break"]
    until(lambda: not zombies())


async def test_an_emulator_is_given_the_token_that_lets_its_window_take_the_focus(
    graphical: Screen, environ: dict[str, str], programs: Programs, tmp_path: Path
) -> None:
    programs.pretend("foot", f'echo "$XDG_ACTIVATION_TOKEN $DESKTOP_STARTUP_ID $TMUX" >> {tmp_path}/said')
    environ |= {"XDG_ACTIVATION_TOKEN": "stale", "DESKTOP_STARTUP_ID": "stale", "TMUX": "not its own"}
    await open_window(["unslouch"], "foot", "token $(touch pwned)", environ)
    await open_window(["unslouch"], "foot", None, environ)

    given, nothing = (tmp_path / "said").read_text().splitlines()
    assert given.rstrip() == "token $(touch pwned) token $(touch pwned)"
    assert nothing.strip() == ""


async def test_an_emulator_gets_a_session_of_its_own_so_that_our_end_is_not_its_end(
    graphical: Screen, environ: dict[str, str], programs: Programs, tmp_path: Path
) -> None:
    programs.pretend("foot", f'read -r stat < /proc/$$/stat; echo "$stat" > {tmp_path}/said')
    await open_window(["unslouch"], "foot", None, environ)

    pid, _, state, _, group, session, *_ = (tmp_path / "said").read_text().split()
    assert state == "R"
    assert pid == group == session


async def test_a_list_of_arguments_is_tried_first(
    graphical: Screen, environ: dict[str, str], probe: Probe
) -> None:
    preference = ("xterm", "-title", "Mine", "-e", "{command}")
    opened = await open_window(probe.command("a b"), preference, None, environ)

    assert opened == "xterm"
    assert probe.said()["arguments"] == ["a b"]
    assert len(graphical.windows("--name", "^Mine$")) == 1


async def test_terminal_in_the_environment_comes_before_what_else_is_installed(
    graphical: Screen, environ: dict[str, str], programs: Programs, tmp_path: Path
) -> None:
    programs.pretend("kitty", f"printf '%s\\n' \"$@\" > {tmp_path}/said")
    programs.pretend("alacritty", "exit 0")
    environ["TERMINAL"] = "kitty --single-instance"

    assert await open_window(["unslouch"], "auto", None, environ) == "kitty"
    assert (tmp_path / "said").read_text().split()[0] == "--single-instance"


async def test_a_display_that_is_gone_gives_advice(
    environ: dict[str, str], programs: Programs, probe: Probe
) -> None:
    programs.install("xterm")
    environ["DISPLAY"] = ":987"

    with pytest.raises(NoTerminalError) as caught:
        await open_window(probe.command(), "foot", None, environ)
    assert "foot is not installed; xterm ended at once (exit status 1)" in str(caught.value)
    assert "session.terminal" in str(caught.value)
    assert "type unslouch break" in str(caught.value)


async def test_without_a_display_and_without_tmux_there_is_advice(
    environ: dict[str, str], programs: Programs
) -> None:
    programs.install("xterm")

    with pytest.raises(
        NoTerminalError, match=r"neither DISPLAY nor WAYLAND_DISPLAY is set; tmux is not installed"
    ):
        await open_window(["unslouch"], "auto", None, environ)
    names, advice = await found("auto", environ)
    assert names == []
    assert "type unslouch break" in advice


async def test_a_terminal_is_started_outside_of_the_systemd_unit(
    graphical: Screen, environ: dict[str, str], programs: Programs, tmp_path: Path, probe: Probe
) -> None:
    programs.pretend("systemd-run", f'printf \'%s\\n\' "$@" > {tmp_path}/said\nshift 5\nexec "$@"')
    environ["INVOCATION_ID"] = "0123"

    assert await open_window(probe.command(), "auto", None, environ) == "xterm"
    assert "INVOCATION_ID" not in probe.said()["environ"]
    said = (tmp_path / "said").read_text().split("\n")
    assert said[:5] == ["--user", "--scope", "--collect", "--quiet", "--"]


async def test_a_systemd_that_cannot_help_is_done_without(
    graphical: Screen, environ: dict[str, str], programs: Programs, probe: Probe
) -> None:
    programs.pretend("systemd-run", "exit 1")
    environ["INVOCATION_ID"] = "0123"

    assert await open_window(probe.command(), "auto", None, environ) == "xterm"
    assert probe.said()


async def test_a_popup_runs_the_command_in_the_attached_client(
    environ: dict[str, str], tmux_server: Tmux, probe: Probe
) -> None:
    tmux_server.attach()
    environ["XDG_DATA_HOME"] = "/tmp/data #(touch pwned);"

    assert await found("auto", environ) == (["tmux"], "")
    assert await open_window(probe.command(*HOSTILE), "auto", None, environ) == "tmux"
    said = probe.said()
    assert said["arguments"] == HOSTILE
    assert said["environ"]["XDG_DATA_HOME"] == environ["XDG_DATA_HOME"]
    assert said["size"] == [78, 23]


async def test_a_single_word_is_not_read_by_a_shell_in_a_popup(
    environ: dict[str, str], tmux_server: Tmux, tmp_path: Path
) -> None:
    tmux_server.attach()
    with pytest.raises(NoTerminalError, match="tmux ended at once"):
        await open_window([f"touch {tmp_path}/pwned"], "tmux", None, environ)

    assert not (tmp_path / "pwned").exists()


async def test_a_popup_on_top_of_a_popup_does_not_run_and_does_not_fail(
    environ: dict[str, str], tmux_server: Tmux, probe: Probe
) -> None:
    tmux_server.attach()
    assert await open_window(probe.command("first"), "tmux", None, environ) == "tmux"
    assert probe.said()["arguments"] == ["first"]

    assert await open_window(probe.command("second"), "tmux", None, environ) == "tmux"
    assert probe.said(0.3) == {}


async def test_tmux_without_a_client_gives_advice(environ: dict[str, str], tmux_server: Tmux) -> None:
    with pytest.raises(NoTerminalError, match="tmux has no client attached"):
        await open_window(["unslouch"], "tmux", None, environ)


async def test_a_client_without_a_screen_is_given_no_popup(
    environ: dict[str, str], tmux_server: Tmux
) -> None:
    pipe = asyncio.subprocess.PIPE
    control = await asyncio.create_subprocess_exec(
        *("tmux", "-C", "attach"), env=environ, stdin=pipe, stdout=asyncio.subprocess.DEVNULL
    )
    tmux_server.do("wait-for", "attached")
    names, advice = await found("auto", environ)
    control.kill()
    await control.wait()

    assert names == []
    assert "tmux has no client attached" in advice


async def test_the_client_used_last_gets_the_popup(
    environ: dict[str, str], programs: Programs, tmp_path: Path
) -> None:
    programs.pretend(
        "tmux", "printf '7 0 /dev/pts/7\\n30 1 control\\n12 0 /dev/pts/12 b\\nnonsense\\n9 0 /dev/pts/9\\n'"
    )
    assert await client(environ) == "/dev/pts/12 b"


async def test_the_desktop_is_asked_for_its_terminal(
    environ: dict[str, str], programs: Programs, tmp_path: Path
) -> None:
    programs.install("gsettings", "glib-compile-schemas")
    schema = "org.gnome.desktop.default-applications.terminal"
    (tmp_path / "x.gschema.xml").write_text(
        f'<schemalist><schema id="{schema}" path="/x/"><key name="exec" type="s">'
        "<default>'kitty'</default></key></schema></schemalist>"
    )
    assert await output(["glib-compile-schemas", "--strict", str(tmp_path)], environ) == ""
    environ |= {
        "GSETTINGS_SCHEMA_DIR": str(tmp_path),
        "GSETTINGS_BACKEND": "memory",
        "XDG_CURRENT_DESKTOP": "ubuntu:GNOME",
    }

    assert (await preferred(environ))[0] == "kitty"


@pytest.mark.parametrize(
    ("desktop", "file", "content", "first"),
    [
        (
            "KDE",
            "kdeglobals",
            "[General]\nColorScheme=x\nTerminalApplication=wezterm start\n",
            "wezterm start",
        ),
        ("KDE", "kdeglobals", "[General]\n", "konsole"),
        ("XFCE", "xfce4/helpers.rc", "WebBrowser=x\nTerminalEmulator=tilix\n", "tilix"),
        ("XFCE", "none", "", "xfce4-terminal"),
        ("GNOME", "none", "", "ptyxis"),
    ],
)
async def test_the_files_of_the_desktop_name_its_terminal(
    environ: dict[str, str], desktop: str, file: str, content: str, first: str
) -> None:
    environ["PATH"] = ""
    path = Path(environ["HOME"]) / ".config" / file
    path.parent.mkdir(parents=True)
    path.write_text(content)
    environ["XDG_CURRENT_DESKTOP"] = desktop

    assert (await preferred(environ))[0] == first


async def test_on_macos_the_command_reaches_the_script_as_words(
    environ: dict[str, str], programs: Programs, tmp_path: Path
) -> None:
    programs.pretend("osascript", f"shift 2\nprintf '%s\\n' \"$@\" > {tmp_path}/said")

    assert (
        await open_window(["unslouch", "a b", "$(touch pwned)"], "auto", None, environ, "darwin")
        == "Terminal.app"
    )
    assert (tmp_path / "said").read_text().splitlines() == ["unslouch", "a b", "$(touch pwned)"]


async def test_on_windows_the_terminal_is_tried_before_the_console(
    environ: dict[str, str], programs: Programs, tmp_path: Path
) -> None:
    programs.pretend("conhost.exe", f"printf '%s\\n' \"$@\" > {tmp_path}/said")
    assert await open_window(["unslouch", "a;b"], "auto", None, environ, "win32") == "the console"
    assert (tmp_path / "said").read_text().splitlines() == ["unslouch", "a;b"]

    programs.pretend("wt.exe", f"printf '%s\\n' \"$@\" > {tmp_path}/said")
    assert await open_window(["unslouch", "a;b"], "auto", None, environ, "win32") == "Windows Terminal"
    assert (tmp_path / "said").read_text().splitlines()[-2:] == ["unslouch", "a\\;b"]
