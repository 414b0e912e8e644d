"""How the verbs speak: text for people, one JSON object for scripts."""

from __future__ import annotations

import json
from typing import Any

import typer


def say(text: str) -> None:
    typer.echo(text)


def say_json(document: dict[str, Any]) -> None:
    typer.echo(json.dumps({"version": 1, **document}, ensure_ascii=False))
