"""A translation server on this machine that speaks three protocols, as their documentation has them, also their errors.

LibreTranslate: docs.libretranslate.com. DeepL: developers.deepl.com. Chat: platform.openai.com, API reference. Whether
it does is judged by the official clients (test_machine_clients.py). It knows a few sentences; the rest it gives back.
"""

import json
import re
import socket
import threading
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.machine_failures import FAILURES

TEXT = re.compile(r"(<[^<>]*>)")
KEY = "a key for the story"
MODEL = "made-up-model"

WORDS = {
    "Konkurs për përkthyes": "Конкурс за преводиоца",
    "Komuna shpall vendin e lirë të punës për një përkthyes.": "Општина расписује конкурс за радно место преводиоца.",
    "Afati i aplikimit është 15 ditë, deri më 12 mars 2026.": "Рок за пријаву је 15 дана, до 12. марта 2026.",
    "Diploma universitare": "Универзитетска диплома",
    "Tri vjet përvojë pune": "Три године радног искуства",
    "Afati": "Рок",
    "i aplikimit është 15 ditë.": "за пријаву је 15 дана.",
    "Shkruani te": "Пишите на",
    "për pyetje.": "ако имате питања.",
}


@dataclass
class MachineServer:
    """`failure` is what it does wrong (machine_failures.py); `said` what it was sent: (method, path, headers, body)."""

    key: str = KEY
    failure: str = ""
    words: dict[str, str] = field(default_factory=lambda: dict(WORDS))
    languages: dict[str, list[str]] = field(default_factory=lambda: {"sq": ["sr", "en"], "sr": ["sq"], "en": ["sq"]})
    said: list[tuple[str, str, Mapping[str, str], Any]] = field(default_factory=list)
    rewrite: Callable[[str], str] | None = None
    """What becomes of each answer, for engines that lose or double a tag."""

    def __enter__(self) -> "MachineServer":
        self.closing = threading.Event()
        self._http = _Http(("127.0.0.1", 0), Handler)
        self._http.told = self
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}"

    def bodies(self, path: str) -> list[Any]:
        return [body for _, at, _, body in self.said if at == path]

    def say(self, markup: str, target: str, untouched: str = "") -> str:
        """The sentence with the words it knows, its tags where they were; inside `untouched` nothing changes."""
        pieces, inside = [], 0
        for piece in TEXT.split(markup):
            if TEXT.fullmatch(piece):
                inside += _opens(piece, untouched)
                pieces.append(piece)
            else:
                pieces.append(piece if inside else escape(self._words(unescape(piece)), quote=False))
        said = "".join(pieces)
        return self.rewrite(said) if self.rewrite else said

    def _words(self, text: str) -> str:
        known = sorted((word for word in self.words if word in text), key=len)
        return text.replace(known[-1], self.words[known[-1]]) if known else text


def _opens(tag: str, untouched: str) -> int:
    """How a tag changes the depth inside a part that is not translated."""
    if not untouched or tag.endswith("/>"):
        return 0
    if tag == f"</{untouched}>":
        return -1
    return 1 if re.match(rf"<{untouched}\b", tag) else 0


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    told: MachineServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever hangs up in the middle is what the tests are about."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Http

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 – the base's word
        """Nothing on the screen."""

    def do_GET(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self._answer("POST")

    def _answer(self, method: str) -> None:
        told = self.server.told
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = urlsplit(self.path)
        self.body = _body(data, self.headers.get("Content-Type", ""))
        self.query = parse_qs(parts.query)
        told.said.append((method, parts.path, dict(self.headers), self.body))
        if told.failure in FAILURES:
            FAILURES[told.failure](self)
        elif route := ROUTES.get((method, parts.path)):
            route(self, told)
        else:
            self.give(404, {"error": "Not found", "message": "Not found"})

    def give(self, status: int, content: Any, **headers: str) -> None:
        """Answer with JSON."""
        self.raw(status, json.dumps(content).encode(), **headers)

    def raw(self, status: int, data: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _body(data: bytes, kind: str) -> Any:
    if kind.startswith("application/json"):
        return json.loads(data)
    return {name: values[0] for name, values in parse_qs(data.decode()).items()}


# LibreTranslate ------------------------------------------------------------------------------------------------------


def libre_languages(page: Handler, told: MachineServer) -> None:
    page.give(200, [{"code": code, "name": code, "targets": to} for code, to in told.languages.items()])


def libre_translate(page: Handler, told: MachineServer) -> None:
    asked = page.body
    status, fault = _libre_fault(asked, told)
    if fault:
        return page.give(status, {"error": fault})
    texts = asked["q"] if isinstance(asked["q"], list) else [asked["q"]]
    said = [unescape(told.say(text, asked["target"])) for text in texts]  # so it does with HTML too
    return page.give(200, {"translatedText": said if isinstance(asked["q"], list) else said[0]})


def _libre_fault(asked: Mapping[str, Any], told: MachineServer) -> tuple[int, str]:
    """(status, what is wrong with a question), in its own words; the second is empty for a good one."""
    source, target = asked.get("source", ""), asked.get("target", "")
    size = len("".join(asked.get("q") or ""))
    missing = next((name for name in ("q", "source", "target") if not asked.get(name)), "")
    faults = (
        (403, bool(told.key) and asked.get("api_key") != told.key, "Invalid API key"),
        (400, bool(missing), f"Invalid request: missing {missing} parameter"),
        (400, size > 10_000, f"Invalid request: request ({size}) exceeds text limit (10000)"),
        (400, source not in told.languages, f"{source} is not supported"),
        (400, target not in told.languages.get(source, ()), f"{target} is not available as a target language"),
        (400, asked.get("format", "text") not in {"text", "html"}, "format is not supported"),
    )
    return next(((status, said) for status, wrong, said in faults if wrong), (200, ""))


# DeepL ---------------------------------------------------------------------------------------------------------------


def _let_in(page: Handler, told: MachineServer) -> bool:
    if page.headers.get("Authorization") == f"DeepL-Auth-Key {told.key}":
        return True
    page.give(403, {"message": "Forbidden"})
    return False


def deepl_languages(page: Handler, told: MachineServer) -> None:
    if _let_in(page, told):
        targets = {to for of in told.languages.values() for to in of}
        found = sorted(targets if page.query.get("type") == ["target"] else told.languages)
        page.give(200, [{"language": code.upper(), "name": code, "supports_formality": False} for code in found])


def deepl_translate(page: Handler, told: MachineServer) -> None:
    if not _let_in(page, told):
        return None
    asked = page.body
    texts = asked.get("text") if isinstance(asked.get("text"), list) else [asked.get("text")]
    targets = {to.upper() for of in told.languages.values() for to in of}
    source, target = asked.get("source_lang"), asked.get("target_lang")
    if target not in targets:
        return page.give(400, {"message": f"Value for 'target_lang' not supported. {target}"})
    if source is not None and source.lower() not in told.languages:
        return page.give(400, {"message": "Value for 'source_lang' not supported."})
    if len(texts) > 50:
        return page.give(400, {"message": "Too many texts."})
    if asked.get("tag_handling") == "xml":
        try:
            for text in texts:
                ET.fromstring(f"<all>{text}</all>")  # noqa: S314 – our own sentences
        except ET.ParseError:
            return page.give(400, {"message": "Tag handling parsing failed, please check input."})
    untouched = next(iter(asked.get("ignore_tags", [])), "")
    said = [told.say(text, target, untouched) for text in texts]
    rows = [{"detected_source_language": source or "SQ", "text": one, "billed_characters": len(one)} for one in said]
    return page.give(200, {"translations": rows})


def deepl_glossaries(page: Handler, told: MachineServer) -> None:
    if not _let_in(page, told):
        return None
    asked = page.body
    lines = asked.get("entries", "").split("\n")
    if (
        asked.get("entries_format") != "tsv"
        or not all(line.count("\t") == 1 for line in lines)
        or not asked.get("name")
    ):
        return page.give(400, {"message": "Invalid glossary entries provided"})
    kept = {
        "glossary_id": "7f6c0d41-1111-4222-8333-444455556666",
        "name": asked["name"],
        "ready": True,
        "source_lang": asked["source_lang"],
        "target_lang": asked["target_lang"],
        "creation_time": "2026-03-02T09:00:00.000000+00:00",
        "entry_count": len(lines),
    }
    return page.give(201, kept)


# Chat ----------------------------------------------------------------------------------------------------------------


def _bearer(page: Handler, told: MachineServer) -> bool:
    if page.headers.get("Authorization") == f"Bearer {told.key}":
        return True
    error = {"message": "Incorrect API key provided.", "type": "invalid_request_error", "code": "invalid_api_key"}
    page.give(401, {"error": error})
    return False


def chat_models(page: Handler, told: MachineServer) -> None:
    if _bearer(page, told):
        row = {"id": MODEL, "object": "model", "created": 1_770_000_000, "owned_by": "nobody"}
        page.give(200, {"object": "list", "data": [row]})


def chat_completions(page: Handler, told: MachineServer) -> None:
    if not _bearer(page, told):
        return None
    asked = page.body
    if asked.get("model") != MODEL:
        error = {"message": "The model does not exist.", "type": "invalid_request_error", "code": "model_not_found"}
        return page.give(404, {"error": error})
    if not asked.get("messages") or any("content" not in message for message in asked["messages"]):
        return page.give(400, {"error": {"message": "messages", "type": "invalid_request_error", "code": None}})
    said = told.say(asked["messages"][-1]["content"], "sr", "k")
    choice = {"index": 0, "message": {"role": "assistant", "content": said}, "finish_reason": "stop"}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    answer = {"id": "1", "object": "chat.completion", "created": 1_770_000_000, "model": MODEL}
    return page.give(200, {**answer, "choices": [choice], "usage": usage})


ROUTES: dict[tuple[str, str], Callable[[Handler, MachineServer], None]] = {
    ("GET", "/languages"): libre_languages,
    ("POST", "/translate"): libre_translate,
    ("GET", "/v2/languages"): deepl_languages,
    ("POST", "/v2/translate"): deepl_translate,
    ("POST", "/v2/glossaries"): deepl_glossaries,
    ("GET", "/v1/models"): chat_models,
    ("POST", "/v1/chat/completions"): chat_completions,
}


def closed_port() -> int:
    """A port of this machine at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
