"""A mail server on this machine that speaks SMTP to whoever connects, keeps what it takes, and fails when told to."""

import asyncio
import email
import email.policy
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


@dataclass
class Taken:
    """A mail that the server said 250 to."""

    sender: str  # of the envelope
    recipients: tuple[str, ...]
    content: bytes

    @property
    def message(self) -> EmailMessage:
        read = email.message_from_bytes(self.content, policy=email.policy.default)
        assert isinstance(read, EmailMessage)
        return read


@dataclass
class MailServer:
    """`failure`: unknown (no such address), later (try again), hangs (says nothing), drops (hangs up after the mail).

    `deliver` is asked before a mail is taken, as a server asks the programme it pipes mails to: its answer is said.
    """

    failure: str = ""
    slow: float = 0.0  # seconds before it says that it took a mail
    deliver: Callable[[Taken], str] | None = None
    taken: list[Taken] = field(default_factory=list)
    port: int = 0

    def __enter__(self) -> "MailServer":
        self._controller = _Anywhere(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()
        self.port = self._controller.port
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802 - aiosmtpd's word
        if self.failure == "unknown":
            return "550 5.1.1 No such address here"
        if self.failure == "later":
            return "451 4.7.1 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802 - as above
        mail = Taken(envelope.mail_from, tuple(envelope.rcpt_tos), envelope.content)
        if self.failure == "hangs":
            await asyncio.sleep(3600)
        if self.failure == "drops":
            server.transport.close()
            return "421 Bye"
        if self.slow:
            await asyncio.sleep(self.slow)
        said = await asyncio.to_thread(self.deliver, mail) if self.deliver else "250 Taken"
        if said.startswith("250"):
            self.taken.append(mail)
        return said

    def ids(self) -> list[str]:
        return [mail.message["Message-ID"] for mail in self.taken]


class _Anywhere(Controller):
    """On whatever port is free; the base looks only after ports it was told."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()
