"""What a translation server does wrong: each takes the page that is asked for and answers it badly, or not at all."""

import socket
import time
from collections.abc import Callable
from typing import Any


def hang(page: Any) -> None:
    """Says nothing until the story is over."""
    page.server.told.closing.wait(20)
    page.close_connection = True


def hang_in_the_middle(page: Any) -> None:
    page.send_response(200)
    page.send_header("Content-Length", "1000")
    page.end_headers()
    page.wfile.write(b'{"translatedText": [')
    page.wfile.flush()
    hang(page)


def drip(page: Any) -> None:
    """A byte now and then: no single step takes long."""
    page.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not page.server.told.closing.is_set():
        page.wfile.write(b"x")
        page.wfile.flush()
        time.sleep(0.02)


def break_off(page: Any) -> None:
    page.send_response(200)
    page.send_header("Content-Length", "1000")
    page.end_headers()
    page.wfile.write(b'{"translated')
    page.wfile.flush()
    page.connection.shutdown(socket.SHUT_RDWR)
    page.close_connection = True


def huge(page: Any) -> None:
    """Goes on for ever, in pieces, without saying how long it will be."""
    page.send_response(200)
    page.send_header("Transfer-Encoding", "chunked")
    page.end_headers()
    piece = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    while not page.server.told.closing.is_set():
        page.wfile.write(piece)


FAILURES: dict[str, Callable[[Any], None]] = {
    "old list": lambda page: page.give(200, [{"code": "sq", "name": "Albanian"}, {"code": "sr", "name": "Serbian"}]),
    "page": lambda page: page.raw(200, b"<!doctype html><title>Welcome</title>", Content_Type="text/html"),
    "nothing": lambda page: page.raw(200, b""),
    "not utf-8": lambda page: page.raw(200, b'{"translatedText": "\xff"}'),
    "deep": lambda page: page.raw(200, b"[" * 100_000),
    "another shape": lambda page: page.give(200, {"translatedText": {"a": 1}, "translations": 7, "choices": []}),
    "a number": lambda page: page.give(200, 7),
    "two too many": lambda page: page.give(
        200, {"translatedText": ["а", "б", "в"], "translations": [{"text": "а"}, {"text": "б"}, {"text": "в"}]}
    ),
    "half a letter": lambda page: page.raw(
        200,
        b'{"translatedText": ["\\ud800"], "translations": [{"text": "\\ud800"}],'
        b' "choices": [{"message": {"content": "\\ud800"}}]}',
    ),
    "error": lambda page: page.give(500, {"error": "Cannot translate text", "message": "Internal error"}),
    "slow down": lambda page: page.give(429, {"error": "Slowdown: 3 per 1 minute"}, Retry_After="37"),
    "slow down until": lambda page: page.give(
        429, {"error": "Slowdown"}, Retry_After="Mon, 02 Mar 2026 09:01:30 GMT", Date="Mon, 02 Mar 2026 09:00:00 GMT"
    ),
    "quota": lambda page: page.give(456, {"message": "Quota exceeded"}),
    "no money": lambda page: page.give(
        429, {"error": {"message": "Used up.", "type": "insufficient_quota", "code": "insufficient_quota"}}
    ),
    "elsewhere": lambda page: page.raw(302, b"", Location="http://169.254.169.254/latest/"),
    "hang": hang,
    "hang in the middle": hang_in_the_middle,
    "drip": drip,
    "break off": break_off,
    "huge": huge,
}  # fmt: skip
