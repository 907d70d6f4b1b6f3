"""DeepL's API, version 2: /v2/languages, /v2/translate, /v2/glossaries. Source: developers.deepl.com."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

from uramost.machine import wire
from uramost.machine.server import Order, Server
from uramost.machine.tongues import Offer, Way
from uramost.machine.trouble import Trouble

NUMBER: Final = re.compile("[A-Za-z0-9-]{1,60}")
UNKNOWN: Final = ("source_lang", "target_lang")
"""Parameters whose value it says it does not know, with status 400, when it lacks a language."""


class DeepL:
    dialect: Literal["xml", "html"] = "xml"
    most = 40  # of 50 texts and 128 KiB a request

    def offer(self, server: Server) -> Offer | None:
        sources = _languages(_get(server, "/v2/languages?type=source"))
        targets = _languages(_get(server, "/v2/languages?type=target"))
        return dict.fromkeys(sources, targets)

    def translate(
        self, server: Server, orders: Sequence[Order], way: Way, tags: tuple[str, str]
    ) -> list[str | Trouble]:
        asked: dict[str, Any] = {
            "text": [order.markup for order in orders],
            "source_lang": way.source.upper(),
            "target_lang": way.target.upper(),
            "tag_handling": "xml",
            "ignore_tags": ["k"],
            "non_splitting_tags": ["m", "x", "k"],
            "outline_detection": False,
            "split_sentences": "0",
        }
        if server.glossary:
            asked["glossary_id"] = server.glossary
        body = _post(server, "/v2/translate", asked)
        found = body.get("translations") if isinstance(body, dict) else None
        if not isinstance(found, list):
            raise Trouble("malformed")
        return [_text(row) for row in found]


def send_glossary(server: Server, name: str, way: Way, terms: Mapping[str, str]) -> str:
    """Give DeepL a glossary to keep; its number there. A term without words is left out. Raises `Trouble`."""
    rows = sorted((_cell(said), _cell(to)) for said, to in terms.items())
    lines = [f"{said}\t{to}" for said, to in rows if said and to]
    asked = {
        "name": name,
        "source_lang": way.source.lower(),
        "target_lang": way.target.lower().partition("-")[0],
        "entries": "\n".join(lines),
        "entries_format": "tsv",
    }
    body = _post(server, "/v2/glossaries", asked, also=201)
    number = body.get("glossary_id") if isinstance(body, dict) else None
    if not isinstance(number, str) or not NUMBER.fullmatch(number):
        raise Trouble("malformed")
    return number


def _cell(text: str) -> str:
    return " ".join(text.split())


def _headers(server: Server) -> dict[str, str]:
    return {"Authorization": f"DeepL-Auth-Key {server.key}"}


def _get(server: Server, path: str) -> Any:
    bare, _, query = path.partition("?")
    return wire.success(wire.ask("GET", server.at(bare), query=query, seconds=server.seconds, headers=_headers(server)))


def _post(server: Server, path: str, asked: Mapping[str, Any], also: int = 200) -> Any:
    reply = wire.ask("POST", server.at(path), seconds=server.seconds, headers=_headers(server), content=asked)
    if reply.status == also and reply.is_json:
        return reply.body
    said = str(reply.body.get("message", "")) if isinstance(reply.body, dict) else ""
    if reply.status == 400 and any(name in said for name in UNKNOWN):
        raise Trouble("language_unknown", status=400)
    return wire.success(reply)


def _languages(body: Any) -> tuple[str, ...]:
    try:
        return tuple(str(row["language"]) for row in body)
    except (TypeError, KeyError):
        raise Trouble("malformed") from None


def _text(row: Any) -> str | Trouble:
    text = row.get("text") if isinstance(row, dict) else None
    return text if isinstance(text, str) else Trouble("malformed")
