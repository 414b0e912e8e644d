"""`python -m unslouch.service [--speed N]`: the background process."""

from __future__ import annotations

import asyncio
import logging
import sys

from unslouch.core.errors import UnslouchError
from unslouch.desktop.clock import SystemClock
from unslouch.desktop.notify import choose
from unslouch.desktop.terminal import open_window
from unslouch.service import places
from unslouch.service.channel import own_folder
from unslouch.service.lock import Lock
from unslouch.service.runner import Service

_MOST_SPEED = 3600.0


def main(arguments: list[str]) -> int:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    try:
        speed = _speed(arguments)
        lock = Lock(own_folder(places.everyday().runtime) / "lock")
    except UnslouchError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    try:
        asyncio.run(_run(speed))
    except UnslouchError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        lock.release()
    return 0


def _speed(arguments: list[str]) -> float:
    match arguments:
        case []:
            return 1.0
        case ["--speed", number]:
            try:
                speed = float(number)
            except ValueError:
                speed = 0.0
            if 1 <= speed <= _MOST_SPEED:
                return speed
    raise UnslouchError(f"--speed takes a number from 1 to {_MOST_SPEED:g}.")


async def _run(speed: float) -> None:
    where = places.everyday() if speed == 1 else places.demonstration()
    clock = SystemClock() if speed == 1 else places.fast_clock(speed)
    service = Service(clock, where, lambda listener: choose(listener, where.runtime), open_window)
    await service.run()
    if speed != 1:
        places.end_demonstration()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
