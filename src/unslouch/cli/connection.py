"""The way to the service."""

from __future__ import annotations

from unslouch.service.client import Client
from unslouch.settings import paths


def client() -> Client:
    return Client(paths.runtime_dir())
