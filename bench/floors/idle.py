"""asyncio, a connection to the session bus and an open database, with nothing to do."""

from __future__ import annotations

import asyncio
import sqlite3
import sys

from jeepney.io.asyncio import open_dbus_router


async def main(path: str) -> None:
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE IF NOT EXISTS entry (seq INTEGER PRIMARY KEY)")
    async with open_dbus_router():
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
