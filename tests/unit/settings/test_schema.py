"""The JSON Schema: it takes what the loader takes, as far as the shape goes, and refuses what it refuses."""

import re
import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from unslouch.settings.load import read
from unslouch.settings.model import TABLES, Settings, document
from unslouch.settings.paths import default_config
from unslouch.settings.schema import schema

_TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}


def _fits(value: Any, wanted: dict[str, Any]) -> bool:
    """Whether `value` is valid, for the part of JSON Schema that is used here."""
    checks: dict[str, Callable[[Any], Any]] = {
        "type": lambda kind: (
            isinstance(value, _TYPES[kind]) and (kind == "boolean") == isinstance(value, bool)
        ),
        "enum": lambda options: value in options,
        "const": lambda const: value == const,
        "pattern": lambda pattern: isinstance(value, str) and re.search(pattern, value),
        "minimum": lambda least: value >= least,
        "maximum": lambda most: value <= most,
        "minLength": lambda least: len(value) >= least,
        "maxLength": lambda most: len(value) <= most,
        "minItems": lambda least: len(value) >= least,
        "maxItems": lambda most: len(value) <= most,
        "items": lambda inner: all(_fits(item, inner) for item in value),
        "contains": lambda inner: any(_fits(item, inner) for item in value),
        "required": lambda names: all(name in value for name in names),
        "anyOf": lambda options: any(_fits(value, option) for option in options),
        "oneOf": lambda options: sum(_fits(value, option) for option in options) == 1,
        "properties": lambda inner: all(_fits(value[name], inner[name]) for name in inner if name in value),
        "additionalProperties": lambda _: all(name in wanted["properties"] for name in value),
    }
    told = {"$schema", "title", "description", "default"}
    return all(name in told or checks[name](rule) for name, rule in wanted.items())


def test_it_names_every_key_with_what_it_is_for() -> None:
    whole = schema()

    for table in TABLES:
        told = whole["properties"][table.name]
        one = told["items"] if table.many else told
        assert {key.name: key.says for key in table.keys} == {
            name: inner["description"] for name, inner in one["properties"].items()
        }


def test_it_takes_the_defaults() -> None:
    assert _fits(document(Settings()), schema())
    assert _fits(tomllib.loads(default_config().read_text(encoding="utf-8")), schema())
    assert _fits({}, schema())


def test_its_defaults_are_the_defaults() -> None:
    told = {name: inner["default"] for name, inner in schema()["properties"].items()}

    assert document(Settings()) | {"hours": {}} == told


@pytest.mark.parametrize(
    "text",
    [
        "version = 2",
        "rythm = 1",
        "[[rhythm]]\nname = 'x'",
        "[[rhythm]]\nname = 'x'\nevery = '5m'\nat = ['10:00']",
        "[[rhythm]]\nevery = '5m'",
        "[[rhythm]]\nname = 'x'\nat = []",
        "[[rhythm]]\nname = 'x'\nat = ['24:00']",
        "[[rhythm]]\nname = 'x'\nevery = 'auto'",
        "band = []",
        "[hours]\nmonday = ['9-17']",
        "[hours]\nmonday = ['24:00-02:00']",
        "[reminder]\nsnooze = 10",
        "[reminder]\nsnooze = '10 min'",
        "[reminder]\nsnooze = ''",
        "[reminder]\nsnooze_at_most = -1",
        "[holds]\nmeeting = 'yes'",
        "[profile]\nlevel = 4",
        "[profile]\nlevel = true",
        "[profile]\navoid = ['kne']",
        "[session]\nterminal = ['xterm']",
        "[session]\nterminal = ['{command}']",
        "[look]\ntheme = ''",
        "[hooks]\nstart = 'x y'",
    ],
)
def test_it_refuses_what_the_loader_refuses(text: str) -> None:
    assert read(text, "config.toml").problems
    assert not _fits(tomllib.loads(text), schema())


@pytest.mark.parametrize(
    "text",
    [
        "[[rhythm]]\nname = 'x'\nat = ['9:30', '23:59']\nlength = 'auto'",
        "[[rhythm]]\nname = 'x'\nevery = '1h 30m'\nlength = '1h30m 5s'",
        "rhythm = []",
        "[hours]\nmonday = ['00:00-24:00']\nfriday = ['22:00-02:00']\nsunday = []",
        "[session]\nterminal = ['xterm', '-e', '{command}']",
        "[session]\nterminal = 'kitty'",
    ],
)
def test_it_takes_what_the_loader_takes(text: str) -> None:
    assert read(text, "config.toml").problems == ()
    assert _fits(tomllib.loads(text), schema())
