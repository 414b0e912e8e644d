"""The verb `figure`, as people and scripts call it."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner, Result

from unslouch.cli.verbs import app
from unslouch.core.errors import UnslouchError, UsageError

ID = "knee-extension"


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(app, ["figure", *arguments])
    if isinstance(result.exception, UnslouchError):
        raise result.exception
    return result


def pixels(path: Path) -> tuple[int, int, bytes]:
    """Width, height and the colours' numbers of a picture with a palette."""
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, start = {}, 8
    while start < len(data):
        size, name = struct.unpack(">I4s", data[start : start + 8])
        body = data[start + 8 : start + 8 + size]
        assert struct.unpack(">I", data[start + 8 + size : start + 12 + size])[0] == zlib.crc32(name + body)
        chunks[name] = body
        start += 12 + size
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    rows = zlib.decompress(chunks[b"IDAT"])
    assert len(rows) == height * (width + 1)
    return width, height, b"".join(rows[y * (width + 1) + 1 : (y + 1) * (width + 1)] for y in range(height))


def test_it_is_drawn_in_characters() -> None:
    lines = run(ID, "--cells", "40x18").stdout.splitlines()
    assert len(lines) == 18
    assert max(map(len, lines)) <= 40
    assert {letter for line in lines for letter in line} <= {" ", *map(chr, range(0x2801, 0x2900))}


def test_the_other_side_is_the_mirror_image(tmp_path: Path) -> None:
    for side in ("left", "right"):
        run(ID, "--at", "0.5", "--side", side, "--png", str(tmp_path / side))
    width, height, left = pixels(tmp_path / "left")
    _, _, right = pixels(tmp_path / "right")
    rows = [(left[y * width : (y + 1) * width], right[y * width : (y + 1) * width]) for y in range(height)]
    drawn = rows[24:]  # below the caption
    different = sum(a != b for one, other in drawn for a, b in zip(one, other[::-1], strict=True))
    assert different < 0.01 * width * height
    assert left != right


def test_a_sheet_has_the_key_poses_in_a_row(tmp_path: Path) -> None:
    run(ID, "--png", str(tmp_path / "one"))
    run(ID, "--view", "sheet", "--png", str(tmp_path / "sheet"))
    one, sheet = pixels(tmp_path / "one"), pixels(tmp_path / "sheet")
    assert sheet[:2] == (2 * one[0] + 1, one[1])


def test_a_drawing_is_svg_with_the_names_of_the_poses(tmp_path: Path) -> None:
    run(ID, "--view", "sheet", "--svg", str(tmp_path / "it.svg"))
    root = ET.parse(tmp_path / "it.svg").getroot()
    texts = [each.text for each in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == [f"{ID}: Sit tall", f"{ID}: Knee straight"]
    assert len(list(root.iter("{http://www.w3.org/2000/svg}path"))) > 20


@pytest.mark.parametrize("arguments", [(), (ID, "--all")])
def test_it_wants_one_figure_or_all(arguments: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="Name one figure, or say --all"):
        run(*arguments)


def test_an_unknown_figure_gets_the_nearest_one() -> None:
    with pytest.raises(UsageError, match="Did you mean knee-extension"):
        run("knee-extention")


@pytest.mark.parametrize("size", ["10x5", "60", "60x26x3", "wide"])
def test_a_size_that_is_none_is_refused(size: str) -> None:
    result = run(ID, "--cells", size)
    assert result.exit_code == 2
    assert "60x26" in result.output


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnslouchError, match="cannot be written"):
        run(ID, "--png", str(tmp_path / "nowhere" / "it.png"))
