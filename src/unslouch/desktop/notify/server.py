"""The desktop's notification server, whichever is running (Desktop Notifications Specification 1.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, message_bus, new_method_call

from unslouch.core import text
from unslouch.desktop.notify.bus import Bus, BusError, session_socket
from unslouch.desktop.notify.port import Action, Notice

NAME = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_NEVER, _AS_THE_SERVER_LIKES = 0, -1
_TITLE_MOST, _BODY_MOST = 100, 400


@dataclass(frozen=True, slots=True)
class Server:
    """One running server: its unique name `owner` on the bus with the id `bus`, and its capabilities."""

    bus: str
    owner: str
    capabilities: frozenset[str]


class Servers:
    """Finds the running server, speaks with it and hears it.

    `said` gets the name and the arguments of its signals; `changed` hears that another one has come.
    """

    def __init__(
        self,
        environ: Mapping[str, str],
        said: Callable[[str, tuple[Any, ...]], None],
        changed: Callable[[], None],
    ) -> None:
        self._environ = environ
        self._said = said
        self._changed = changed
        self._bus: Bus | None = None
        self._bus_id = ""
        self.now: Server | None = None

    async def find(self) -> Server:
        """The running server; the bus starts one that it knows how to start. Raises BusError."""
        if self._bus is None:
            await self._connect()
        if self.now is None:
            answer = await self._call("GetCapabilities", gives="as")
            owner = answer.header.fields[HeaderFields.sender]
            self.now = Server(self._bus_id, owner, frozenset(answer.body[0]))
        return self.now

    async def notify(
        self, notice: Notice, replaces: int = 0, late: Callable[[int], None] | None = None
    ) -> int:
        """Show it in place of the notification numbered `replaces`, if any; its own number. Raises BusError.

        A reminder stays until it is answered, and where it is shown after the call was given up, `late`
        gets its number. Without `late` it is a note, which goes by itself.
        """
        note = late is None
        capabilities = (await self.find()).capabilities
        hints = {
            "urgency": ("y", 1),
            "category": ("s", "x-unslouch.note" if note else "x-unslouch.reminder"),
            "desktop-entry": ("s", "unslouch"),
            "transient": ("b", note),
            "suppress-sound": ("b", True),
        }
        title = text.clean(notice.title, _TITLE_MOST)
        expires = _AS_THE_SERVER_LIKES if note else _NEVER
        arguments = (
            "Unslouch",
            replaces,
            "",
            title,
            _body(notice, capabilities),
            _buttons(notice),
            hints,
            expires,
        )
        answer = await self._call("Notify", "susssasa{sv}i", arguments, gives="u", late=late)
        return int(answer.body[0])

    async def take_down(self, number: int) -> None:
        """Close that notification; that it is closed already is fine. Raises BusError if nobody answers."""
        try:
            await self._call("CloseNotification", "u", (number,))
        except BusError as error:
            if not error.name:
                raise

    async def introduce(self) -> tuple[str, str]:
        """The server's name and version. Raises BusError."""
        name, _, version, _ = (await self._call("GetServerInformation", gives="ssss")).body
        return text.clean(name), text.clean(version)

    async def close(self) -> None:
        """End the connection to the bus."""
        bus, self._bus, self.now = self._bus, None, None
        if bus:
            await bus.close()

    async def _connect(self) -> None:
        socket = session_socket(self._environ)
        if socket is None:
            raise BusError("there is no session bus")
        bus = await Bus.connect(socket, self._heard, self._lost)
        try:
            await bus.listen(MatchRule(type="signal", sender=NAME, interface=NAME, path=_PATH))
            owners = MatchRule(type="signal", sender=message_bus.bus_name, member="NameOwnerChanged")
            owners.add_arg_condition(0, NAME)
            await bus.listen(owners)
            self._bus_id = (await bus.call(message_bus.GetId())).body[0]
        except BusError:
            await bus.close()
            raise
        self._bus = bus

    async def _call(
        self,
        method: str,
        signature: str | None = None,
        arguments: tuple[Any, ...] = (),
        gives: str = "",
        late: Callable[[int], None] | None = None,
    ) -> Message:
        if self._bus is None:
            raise BusError("the session bus has gone")
        to = self.now.owner if self.now else NAME
        message = new_method_call(DBusAddress(_PATH, to, NAME), method, signature, arguments)
        answer = await self._bus.call(message, late and partial(_late, late))
        if gives not in {"", answer.header.fields.get(HeaderFields.signature)}:
            raise BusError(f"the notification server answers {method} strangely")
        return answer

    def _heard(self, message: Message) -> None:
        fields = message.header.fields
        sender, member = fields.get(HeaderFields.sender), str(fields.get(HeaderFields.member))
        if self.now and sender == self.now.owner:
            self._said(member, message.body)
        elif sender == message_bus.bus_name and member == "NameOwnerChanged":
            self.now = None
            if message.body[2]:
                self._changed()

    def _lost(self) -> None:
        self._bus = self.now = None


def _late(late: Callable[[int], None], answer: Message) -> None:
    if answer.header.fields.get(HeaderFields.signature) == "u":
        late(answer.body[0])


def _body(notice: Notice, capabilities: frozenset[str]) -> str:
    buttonless = notice.actions and "actions" not in capabilities
    body = text.clean(f"{notice.body} {notice.typed}" if buttonless else notice.body, _BODY_MOST)
    return _escaped(body) if "body-markup" in capabilities else body


def _escaped(body: str) -> str:
    # html.escape brings half a megabyte of entities into the service
    return body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _buttons(notice: Notice) -> list[str]:
    """Keys and labels in turn. `default` is the click on the notification itself: it starts."""
    keys = [(action.value, text.clean(label)) for action, label in notice.actions]
    first = [("default", label) for key, label in keys if key == Action.START]
    return [word for pair in first + keys for word in pair]
