"""The LibreTranslate API: GET /languages, POST /translate. Source: its documentation, docs.libretranslate.com."""

from collections.abc import Sequence
from typing import Any, Final, Literal

from uramost.machine import wire
from uramost.machine.server import Order, Server
from uramost.machine.tongues import Offer, Way
from uramost.machine.trouble import Trouble, of_status

SAID: Final = (
    ("api key", "key_refused"),
    ("exceeds text limit", "too_long"),
    ("not supported", "language_unknown"),
    ("not available as a target", "language_unknown"),
)
"""Words of its errors with status 400 or 403 → code: it has no codes of its own."""


class LibreTranslate:
    dialect: Literal["xml", "html"] = "html"
    most = 20

    def offer(self, server: Server) -> Offer | None:
        body = wire.success(wire.ask("GET", server.at("/languages"), seconds=server.seconds))
        try:
            every = tuple(str(row["code"]) for row in body)  # an older server says no targets: it has them all
            return {str(row["code"]): tuple(map(str, row.get("targets", every))) for row in body}
        except (TypeError, KeyError, AttributeError):
            raise Trouble("malformed") from None

    def translate(
        self, server: Server, orders: Sequence[Order], way: Way, tags: tuple[str, str]
    ) -> list[str | Trouble]:
        asked: dict[str, Any] = {
            "q": [order.markup for order in orders],
            "source": way.source,
            "target": way.target,
            "format": "html",
        }
        if server.key:
            asked["api_key"] = server.key
        reply = wire.ask("POST", server.at("/translate"), seconds=server.seconds, content=asked)
        if reply.status in {400, 403}:
            raise Trouble(_code(reply), status=reply.status)
        body = wire.success(reply)
        found = body.get("translatedText") if isinstance(body, dict) else None
        if not isinstance(found, list):
            raise Trouble("malformed")
        return [text if isinstance(text, str) else Trouble("malformed") for text in found]


def _code(reply: wire.Reply) -> str:
    said = reply.body.get("error") if isinstance(reply.body, dict) else ""
    return next((code for words, code in SAID if words in str(said).lower()), of_status(reply.status))
