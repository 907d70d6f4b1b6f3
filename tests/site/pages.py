"""What stands on a page, and forms as a browser of any honesty sends them."""

from collections.abc import Iterable, Mapping
from html import unescape
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.site import office
from uramost_web.accounts.middleware import letters_in_utf8
from uramost_web.notices.models import Notice


def said(response: Any) -> str:
    """The words of a page as its reader sees them."""
    return unescape(response.content.decode())


def as_a_server_hands_on(client: Any) -> Any:
    """What this client sends comes through the wrapper of `uramost_web.wsgi`, which a test client goes around."""
    inside = client.handler
    client.handler = lambda environ: letters_in_utf8(lambda given, _answer: inside(given))(environ, None)
    return client


def queries_of(client: Any, pages: Iterable[str]) -> list[int]:
    """How many queries each of these pages costs, once it has been opened before."""
    numbers = []
    for page in pages:
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        numbers.append(len(asked))
    return numbers


def give_text(client: Any, notice: Notice, **fields: Any) -> Any:
    """The form of a notice's text, as the page sends it."""
    return client.post(reverse("notices:text", args=[notice.pk]), {"written_in": "sq", "title": office.TITLE, **fields})


def multipart(fields: Mapping[str, str | bytes], filename: bytes = b"", data: bytes = b"") -> dict[str, Any]:
    """A form with a file whose name has whatever bytes: browsers clean names, others need not."""
    line = b"--BOUNDARY\r\nContent-Disposition: form-data; name="
    parts = [
        line + f'"{name}"\r\n\r\n'.encode() + (value if isinstance(value, bytes) else value.encode())
        for name, value in fields.items()
    ]
    if filename:
        parts.append(line + b'"file"; filename="' + filename + b'"\r\nContent-Type: text/html\r\n\r\n' + data)
    body = b"\r\n".join([*parts, b"--BOUNDARY--\r\n"])
    return {"data": body, "content_type": "multipart/form-data; boundary=BOUNDARY"}
