"""A notification server that shows nothing: it answers as one must, and prints what it is asked.

Desktop Notifications Specification 1.2.
"""

from __future__ import annotations

import sys
from itertools import count
from typing import Any

from jeepney import HeaderFields, Message, MessageType, message_bus, new_method_return
from jeepney.io.blocking import open_dbus_connection

_NAME = "org.freedesktop.Notifications"


def main() -> None:
    numbers = count(1)
    with open_dbus_connection("SESSION") as connection:
        connection.send_and_get_reply(message_bus.RequestName(_NAME))
        _print("ready")
        while True:
            message = connection.receive()
            if message.header.message_type is MessageType.method_call:
                connection.send(_answer(message, numbers))


def _answer(message: Message, numbers: count[int]) -> Message:
    method = message.header.fields[HeaderFields.member]
    _print(method)
    answers: dict[str, tuple[str | None, tuple[Any, ...]]] = {
        "GetCapabilities": ("as", (["actions", "body"],)),
        "Notify": ("u", (next(numbers),)),
        "GetServerInformation": ("ssss", ("bench", "unslouch", "1", "1.2")),
    }
    signature, body = answers.get(method, (None, ()))
    return new_method_return(message, signature, body)


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
