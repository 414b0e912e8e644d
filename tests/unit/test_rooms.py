"""The rooms and the arrows between them, and what stays unloaded until it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not (ROOT / "src").is_dir(), reason="the contracts are about the source tree")
def test_the_arrows_between_the_rooms_point_one_way() -> None:
    lint = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert lint.returncode == 0, lint.stdout


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["status"], ["textual", "rich", "pydantic", "tomlkit", "sqlite3", "asyncio", "unslouch.catalogue"]),
        (["--help"], ["textual", "rich", "pydantic", "tomlkit", "sqlite3", "asyncio", "unslouch.catalogue"]),
        (["plan", "--since", "1h"], ["textual", "pydantic", "tomlkit"]),
    ],
)
def test_a_verb_loads_no_more_than_it_needs(
    arguments: list[str], unwanted: list[str], tmp_path: Path
) -> None:
    code = (
        "import atexit, sys\n"
        f"atexit.register(lambda: sys.stderr.write(repr([m for m in {unwanted!r} if m in sys.modules])))\n"
        f"sys.argv = ['unslouch', *{arguments!r}]\n"
        "from unslouch.cli import main\n"
        "main()\n"
    )
    environ = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=False
    )

    assert done.stderr.splitlines()[-1].endswith("[]")
