"""Where things are."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from unslouch.core.errors import UnslouchError
from unslouch.settings import paths

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the XDG folders are those of Linux")


@pytest.mark.parametrize(
    ("variable", "place", "under"),
    [
        ("XDG_CONFIG_HOME", paths.config_file, "unslouch/config.toml"),
        ("XDG_DATA_HOME", paths.data_dir, "unslouch"),
        ("XDG_STATE_HOME", paths.state_dir, "unslouch"),
        ("XDG_RUNTIME_DIR", paths.runtime_dir, "unslouch"),
    ],
)
def test_the_xdg_folders_are_honoured(
    variable: str, place: Callable[[], Path], under: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, str(tmp_path))

    assert tmp_path / under == place()


def test_there_is_a_runtime_folder_without_the_variable_and_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)

    assert paths.runtime_dir().name == "unslouch"
    assert not recwarn.list


def test_a_runtime_folder_that_somebody_else_holds_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def taken(*_: object, **__: object) -> Path:
        raise PermissionError("runtime directory is a symlink")

    monkeypatch.setenv("XDG_RUNTIME_DIR", "relative")
    monkeypatch.setattr("platformdirs.user_runtime_path", taken)

    with pytest.raises(UnslouchError, match="no safe place for the socket"):
        paths.runtime_dir()
