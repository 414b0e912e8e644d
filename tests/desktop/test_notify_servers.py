"""Notification servers that do what dunst does not: stay silent, answer late, show buttons, talk nonsense."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.asyncio import DBusConnection, open_dbus_connection

from tests.desktop.test_notify import LATER, REMINDER, Answers
from unslouch.desktop.notify import Action, Notice, Notifier, choose
from unslouch.desktop.notify import bus as bus_module

NAME = "org.freedesktop.Notifications"
OBJECT = DBusAddress("/org/freedesktop/Notifications", NAME, NAME)


class FakeServer:
    """Owns the name and answers as told. `shown` and `closed` are what it was asked for."""

    def __init__(self, connection: DBusConnection) -> None:
        self.connection = connection
        self.capabilities = ["actions", "body", "body-markup"]
        self.silent: set[str] = set()
        self.strange: set[str] = set()
        self.in_one_packet: list[Message] = []
        self.before_the_number: list[Message] = []
        self.shown: list[tuple[Any, ...]] = []
        self.closed: list[int] = []
        self.asked = asyncio.Event()
        self.client = ""
        self._held: list[Message] = []
        self._serving = asyncio.create_task(self._serve())

    @classmethod
    @asynccontextmanager
    async def on(cls, address: str) -> AsyncIterator[FakeServer]:
        async with await open_dbus_connection(address) as connection:
            await connection.send(message_bus.RequestName(NAME))
            await connection.receive()
            server = cls(connection)
            try:
                yield server
            finally:
                await server.stop()

    async def signal(self, member: str, signature: str, *arguments: Any) -> None:
        await self.connection.send(new_signal(OBJECT, member, signature, arguments))

    async def answer_late(self) -> None:
        """Answer what was left without an answer."""
        self.silent = set()
        for message in self._held:
            await self._answer(message)

    async def stop(self) -> None:
        self._serving.cancel()
        await asyncio.gather(self._serving, return_exceptions=True)
        self.connection.writer.close()

    async def _serve(self) -> None:
        while True:
            message = await self.connection.receive()
            if message.header.message_type is MessageType.method_call:
                member = message.header.fields[HeaderFields.member]
                if member in self.silent:
                    self._held.append(message)
                else:
                    await self._answer(message)
                self.asked.set()

    async def _answer(self, message: Message) -> None:
        member = message.header.fields[HeaderFields.member]
        if member in self.strange:
            answer = new_method_return(message, "s", ("strange",))
        elif member == "GetCapabilities":
            answer = new_method_return(message, "as", (self.capabilities,))
        elif member == "GetServerInformation":
            answer = new_method_return(message, "ssss", ("fake", "us", "1", "1.2"))
        elif member == "Notify":
            self.client = message.header.fields[HeaderFields.sender]
            self.shown.append(message.body)
            answer = new_method_return(message, "u", (message.body[1] or len(self.shown),))
        else:
            self.closed.append(message.body[0])
            answer = new_error(message, "org.freedesktop.DBus.Error.Failed")
        packet = [answer]
        if member == "Notify":
            packet = [*self.before_the_number, answer, *self.in_one_packet]
        numbered = [(part, next(self.connection.outgoing_serial)) for part in packet]
        self.connection.writer.write(b"".join(part.serialise(serial) for part, serial in numbered))


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
async def server(bus: str, environ: dict[str, str]) -> AsyncIterator[FakeServer]:
    environ["DBUS_SESSION_BUS_ADDRESS"] = bus
    async with FakeServer.on(bus) as server:
        yield server


@pytest.fixture
async def notifier(answers: Answers, environ: dict[str, str], tmp_path: Path) -> AsyncIterator[Notifier]:
    notifier = choose(answers, tmp_path / "run", environ, "linux")
    yield notifier
    await notifier.close()


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for answers as briefly as a test can."""
    monkeypatch.setattr(bus_module, "LIMIT_S", 0.2)


async def test_every_answer_has_its_button_and_start_is_the_click_as_well(
    server: FakeServer, notifier: Notifier
) -> None:
    assert await notifier.show(REMINDER)

    (_, replaces, _, title, body, buttons, hints, expires) = server.shown[0]
    assert (replaces, title, body, expires) == (0, "52 min", "Shoulders and hips, 3 min.", 0)
    assert buttons == [
        *("default", "Start"),
        *("start", "Start"),
        *("short", "1 min"),
        *("snooze", "Snooze"),
        *("skip", "Skip"),
    ]
    assert hints["urgency"] == ("y", 1)
    assert hints["desktop-entry"] == ("s", "unslouch")
    assert hints["transient"] == ("b", False)


@pytest.mark.parametrize("action", list(Action))
async def test_a_button_is_an_answer_and_closes_the_reminder(
    action: Action, server: FakeServer, notifier: Notifier, answers: Answers
) -> None:
    await notifier.show(REMINDER)
    await server.signal("ActivationToken", "us", 1, "token-7")
    await server.signal("ActionInvoked", "us", 1, action.value)
    await server.signal("ActionInvoked", "us", 1, action.value)
    await server.signal("NotificationClosed", "uu", 1, 2)

    assert await answers.next() == (action, "token-7")
    assert await answers.others(notifier) == []
    assert server.closed == [1]


async def test_a_note_has_no_buttons_and_leaves_by_itself(server: FakeServer, notifier: Notifier) -> None:
    assert await notifier.tell(Notice("Config", "line 3"))

    assert server.shown[0][5] == []
    assert server.shown[0][6]["transient"] == ("b", True)
    assert server.shown[0][7] == -1


async def test_a_server_without_buttons_is_given_what_to_type(server: FakeServer, notifier: Notifier) -> None:
    server.capabilities = ["body"]
    await notifier.show(Notice("52 min", "Hips & <shoulders>.", REMINDER.actions, "Type: unslouch break"))

    await notifier.tell(Notice("Eyes, 20 s.", "Look far away.", typed="Type: unslouch break"))

    assert server.shown[0][4] == "Hips & <shoulders>. Type: unslouch break"
    assert server.shown[1][4] == "Look far away."
    assert "unslouch break" in (await notifier.report()).advice


@pytest.mark.parametrize("reason", [1, 3, 4])
async def test_only_the_user_dismisses(
    reason: int, server: FakeServer, notifier: Notifier, answers: Answers
) -> None:
    await notifier.show(REMINDER)
    await server.signal("NotificationClosed", "uu", 1, reason)

    assert await answers.others(notifier) == []
    await notifier.show(LATER)
    assert server.shown[1][1] == 0


async def test_what_another_program_claims_or_another_notification_says_is_no_answer(
    bus: str, server: FakeServer, notifier: Notifier, answers: Answers
) -> None:
    await notifier.show(REMINDER)
    stranger = await open_dbus_connection(bus)
    claim = new_signal(OBJECT, "ActionInvoked", "us", (1, "start"))
    await stranger.send(claim)
    claim.header.fields[HeaderFields.destination] = server.client
    await stranger.send(claim)
    await stranger.send(message_bus.GetId())
    await stranger.receive()
    await server.signal("ActionInvoked", "us", 99, "start")
    await server.signal("ActionInvoked", "us", 1, "unheard-of")
    await server.signal("ActionInvoked", "s", "nonsense")

    assert await answers.others(notifier) == []
    await stranger.close()


async def test_an_answer_in_the_same_packet_as_the_number_is_heard(
    server: FakeServer, notifier: Notifier, answers: Answers
) -> None:
    server.in_one_packet = [new_signal(OBJECT, "ActionInvoked", "us", (1, "snooze"))]
    await notifier.show(REMINDER)

    assert await answers.next() == (Action.SNOOZE, None)


async def test_an_answer_that_comes_before_the_number_is_heard(
    server: FakeServer, notifier: Notifier, answers: Answers
) -> None:
    server.before_the_number = [
        new_signal(OBJECT, "ActionInvoked", "us", (2, "skip")),
        new_signal(OBJECT, "ActivationToken", "us", (1, "token-7")),
        new_signal(OBJECT, "ActionInvoked", "us", (1, "start")),
    ]
    assert await notifier.show(REMINDER)

    assert await answers.next() == (Action.START, "token-7")
    assert await answers.others(notifier) == []
    assert server.closed == [1]


@pytest.mark.usefixtures("hurry")
async def test_an_answer_that_comes_before_a_number_that_comes_late_is_heard(
    server: FakeServer, notifier: Notifier, answers: Answers
) -> None:
    server.silent = {"Notify"}
    assert not await notifier.show(REMINDER)
    await server.signal("ActionInvoked", "us", 1, "short")
    await server.answer_late()

    assert await answers.next() == (Action.SHORT, None)


@pytest.mark.usefixtures("hurry")
async def test_a_server_that_never_answers_costs_a_bounded_wait(
    server: FakeServer, notifier: Notifier, answers: Answers
) -> None:
    server.silent = {"GetCapabilities", "Notify"}
    assert not await notifier.show(REMINDER)
    server.silent = {"Notify"}
    assert not await notifier.show(REMINDER)
    assert not await notifier.tell(REMINDER)
    server.silent = set()
    assert await notifier.show(REMINDER)


@pytest.mark.usefixtures("hurry")
async def test_what_a_stuck_server_shows_late_is_the_reminder(
    server: FakeServer, notifier: Notifier, answers: Answers
) -> None:
    server.silent = {"Notify"}
    assert not await notifier.show(REMINDER)
    await server.answer_late()
    await server.signal("ActionInvoked", "us", 1, "snooze")

    assert await answers.next() == (Action.SNOOZE, None)
    assert await notifier.show(LATER)
    assert server.shown[1][1] == 0


@pytest.mark.usefixtures("hurry")
async def test_what_a_stuck_server_shows_after_it_was_withdrawn_is_taken_down(
    server: FakeServer, notifier: Notifier, answers: Answers
) -> None:
    server.silent = {"Notify"}
    assert not await notifier.show(REMINDER)
    await notifier.withdraw()
    await server.answer_late()
    await answers.others(notifier)
    await answers.others(notifier)

    assert server.closed == [1]


@pytest.mark.usefixtures("hurry")
async def test_a_late_replacement_of_the_open_reminder_stays(
    server: FakeServer, notifier: Notifier, answers: Answers
) -> None:
    assert await notifier.show(REMINDER)
    server.silent = {"Notify"}
    assert not await notifier.show(LATER)
    await server.answer_late()
    await answers.others(notifier)
    await answers.others(notifier)

    assert server.closed == []


@pytest.mark.parametrize("method", ["GetCapabilities", "Notify", "GetServerInformation"])
async def test_a_server_that_talks_nonsense_is_no_server(
    method: str, server: FakeServer, notifier: Notifier
) -> None:
    server.strange = {method}

    assert await notifier.show(REMINDER) is (method == "GetServerInformation")
    assert (await notifier.report()).works is (method == "Notify")


async def test_a_server_that_leaves_while_it_is_asked_costs_nothing(
    bus: str, server: FakeServer, notifier: Notifier
) -> None:
    server.silent = {"Notify"}
    showing = asyncio.create_task(notifier.show(REMINDER))
    await server.asked.wait()
    await server.stop()

    assert not await showing
    async with FakeServer.on(bus):
        assert await notifier.show(REMINDER)


@pytest.mark.parametrize(
    "address", ["", "unix:path=/nowhere", "tcp:host=localhost", "nonsense", "autolaunch:"]
)
async def test_without_a_bus_nothing_is_shown_and_nothing_is_raised(
    address: str, environ: dict[str, str], notifier: Notifier
) -> None:
    environ["DBUS_SESSION_BUS_ADDRESS"] = address

    assert not await notifier.show(REMINDER)
    assert not await notifier.tell(REMINDER)
    await notifier.withdraw()
    report = await notifier.report()
    assert not report.works
    assert report.advice


@pytest.mark.usefixtures("hurry")
async def test_a_socket_that_is_no_bus_costs_a_bounded_wait(
    environ: dict[str, str], tmp_path: Path, notifier: Notifier
) -> None:
    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    listening = await asyncio.start_unix_server(say_nothing, tmp_path / "run" / "bus")
    assert not await notifier.show(REMINDER)
    listening.close()


async def test_the_bus_is_found_by_the_runtime_directory_as_well(
    bus: str, environ: dict[str, str], tmp_path: Path, notifier: Notifier
) -> None:
    (tmp_path / "run" / "bus").symlink_to(tmp_path / "bus")
    async with FakeServer.on(bus):
        assert await notifier.show(REMINDER)


async def test_a_runtime_directory_that_cannot_be_written_costs_only_the_memory(
    server: FakeServer, answers: Answers, environ: dict[str, str], tmp_path: Path
) -> None:
    notifier = choose(answers, tmp_path / "not there", environ, "linux")

    assert await notifier.show(REMINDER)
    assert await notifier.show(LATER)
    assert server.shown[1][1] == 1
    await notifier.close()


@pytest.mark.parametrize(
    "kept", ["", "[]", "{}", '{"bus": "a", "server": ":1.1", "number": "x"}', "\x00" * 5000]
)
async def test_a_damaged_memory_is_no_memory(
    kept: str, server: FakeServer, answers: Answers, environ: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "run" / "notification.json").write_text(kept)
    notifier = choose(answers, tmp_path / "run", environ, "linux")
    await notifier.withdraw()

    assert await notifier.show(REMINDER)
    assert server.shown[0][1] == 0
    assert server.closed == []
    await notifier.close()
