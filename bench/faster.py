"""The service, faster than its command line allows: the speed is the one argument."""

from __future__ import annotations

import asyncio
import sys

from unslouch.desktop.notify import choose
from unslouch.desktop.terminal import open_window
from unslouch.service import places
from unslouch.service.runner import Service


async def main(speed: float) -> None:
    where = places.demonstration()
    await Service(
        places.fast_clock(speed), where, lambda listener: choose(listener, where.runtime), open_window
    ).run()


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1])))
