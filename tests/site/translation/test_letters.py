"""Letters: each on its own, so that one that cannot be sent keeps back no other."""

import socketserver
from collections.abc import Iterator
from threading import Thread
from typing import Any, ClassVar

import pytest

from tests.conftest import make_person
from uramost_web.translation import letters

pytestmark = pytest.mark.django_db
NOT_KNOWN = "gone@example.org"


class Post(socketserver.StreamRequestHandler):
    """A mail server (RFC 5321) that knows everybody but one."""

    delivered: ClassVar[list[str]] = []

    def handle(self) -> None:
        self.say("220 post.example.org")
        for raw in self.rfile:
            line = raw.decode().strip()
            if NOT_KNOWN in line:
                self.say("550 no such user")
            elif line.upper() == "DATA":
                self.say("354 go on")
                self.delivered.append(b"".join(iter(self.rfile.readline, b".\r\n")).decode())
                self.say("250 ok")
            elif line.upper() == "QUIT":
                return self.say("221 bye")
            else:
                self.say("250 ok")
        return None

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@pytest.fixture
def post(settings: Any) -> Iterator[list[str]]:
    Post.delivered.clear()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Post) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address[:2]
        yield Post.delivered
        server.shutdown()


def test_an_address_that_is_refused_keeps_back_no_other_letter(serbian, gracanica, translator, colleague, post):
    make_person(NOT_KNOWN, municipality=gracanica, roles=("translator",))
    make_person("zana@example.org", municipality=gracanica, roles=("translator",))

    assert letters.tell_translators.call(serbian.pk) == 4

    told = {line for letter in post for line in letter.splitlines() if line.startswith("To: ")}
    assert told == {f"To: {address}" for address in (translator.email, colleague.email, "zana@example.org")}


def test_a_title_cannot_add_to_the_head_of_a_letter(serbian, translator, post):
    """A title of several lines stays in the letter's body."""
    serbian.document.segments.filter(block="@title").update(text="Njoftim\r\nBcc: evil@example.org")

    letters.tell_translators.call(serbian.pk)

    (letter,) = post
    head, _, body = letter.partition("\r\n\r\n")
    assert "evil@example.org" not in head
    assert "evil@example.org" in body
