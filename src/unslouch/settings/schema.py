"""The JSON Schema (https://json-schema.org/draft/2020-12/schema) of the config, for editors."""

from __future__ import annotations

from typing import Any

from unslouch.settings.model import TABLES, VERSION, VERSION_KEY, Key, Settings, Table, document


def schema() -> dict[str, Any]:
    """The schema of the whole file.

    It tells the shape of each value; what has to be true of several together is told by `config check`.
    """
    properties = {VERSION_KEY.name: _key(VERSION_KEY) | {"default": VERSION}}
    defaults = document(Settings())
    for table in TABLES:
        properties[table.name] = _table(table) | {"default": defaults.get(table.name, {})}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Unslouch config",
        **_object(properties),
    }


def _object(properties: dict[str, Any], required: list[str] | None = None) -> dict[str, Any]:
    needs = {"required": required} if required else {}
    return {"type": "object", "properties": properties, "additionalProperties": False, **needs}


def _table(table: Table) -> dict[str, Any]:
    properties = {key.name: _key(key) | _default(table, key) for key in table.keys}
    one = _object(properties, [key.name for key in table.keys if table.required(key)])
    if table.name == "rhythm":
        one["oneOf"] = [{"required": ["every"]}, {"required": ["at"]}]
    if table.many:
        one = {"type": "array", "items": one, "minItems": table.least}
    return {"description": table.says, **one}


def _default(table: Table, key: Key) -> dict[str, Any]:
    written = None if table.required(key) else key.kind.write(table.defaults[key.held_in])
    return {} if written is None else {"default": written}


def _key(key: Key) -> dict[str, Any]:
    return {"description": key.says, **key.kind.schema}
