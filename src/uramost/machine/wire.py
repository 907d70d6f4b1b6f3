"""One question to a server and its answer as JSON, within a time, a size and an address that were agreed.

Nothing is followed, remembered or unpacked: no redirect, no cookie, no compressed answer. The deadline holds for the
whole exchange, also for a server that sends a byte now and then.
"""

import ipaddress
import json
import socket
import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache
from time import monotonic
from typing import Any, Final
from urllib.parse import urlsplit

import certifi
import httpcore

from uramost.machine.trouble import Trouble, of_status

LARGEST: Final = 2 * 1024 * 1024
"""Bytes of an answer. A hundred sentences in Cyrillic are under 100 KB."""
LONGEST_REST: Final = 24 * 3600
"""Seconds: whoever asks for more is taken at a day."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A server's answer; header names in small letters, `body` what its JSON says, None where it is none."""

    status: int
    headers: Mapping[str, str]
    body: Any
    is_json: bool


def check_address(url: str) -> None:
    """Raises `Trouble("address_refused")` unless it is an https address, or an http one of this machine itself."""
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise Trouble("address_refused") from None
    plain = parts.username is None and not parts.query and not parts.fragment
    secure = parts.scheme == "https" or (parts.scheme == "http" and _is_here(parts.hostname or ""))
    if not (named and plain and secure) or any(not sign.isprintable() or sign.isspace() for sign in url):
        raise Trouble("address_refused")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def ask(
    method: str,
    url: str,
    *,
    seconds: float,
    query: str = "",
    headers: Mapping[str, str] | None = None,
    content: Any = None,
) -> Reply:
    """Send `content` as JSON, if there is any, and read the answer.

    Raises `Trouble`: address_refused, key_refused, unreachable, timed_out, redirected, too_large.
    """
    check_address(url)
    sent = {
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "Accept-Language": "en",
        "User-Agent": "UraMost",
    }
    body = b""
    if content is not None:
        body = json.dumps(content, ensure_ascii=False).encode()
        sent["Content-Type"] = "application/json"
    if any(not value.isascii() or not value.isprintable() for value in (headers or {}).values()):
        raise Trouble("key_refused")  # no header can carry such a key
    secure = url.startswith("https:")
    backend = _Deadline(seconds, here_only=not secure)
    try:
        with (
            httpcore.ConnectionPool(ssl_context=_trusted() if secure else None, network_backend=backend) as pool,
            pool.stream(
                method,
                f"{url}?{query}" if query else url,
                headers=[*(sent | dict(headers or {})).items()],
                content=body,
            ) as answer,
        ):
            return _reply(answer)
    except httpcore.TimeoutException:
        raise Trouble("timed_out") from None
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError):
        raise Trouble("unreachable") from None
    except UnicodeError:  # a host that no name can be
        raise Trouble("address_refused") from None


def success(reply: Reply) -> Any:
    """The body of a successful answer. Raises `Trouble` by its status, or not_json."""
    if reply.status != 200:
        raise Trouble(of_status(reply.status), seconds=_rest(reply), status=reply.status)
    if not reply.is_json:
        raise Trouble("not_json")
    return reply.body


def _reply(answer: httpcore.Response) -> Reply:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
    if answer.status // 100 == 3:
        raise Trouble("redirected", status=answer.status)
    parts, size = [], 0
    for part in answer.iter_stream():
        size += len(part)
        if size > LARGEST:
            raise Trouble("too_large")
        parts.append(part)
    is_json, body = _read(b"".join(parts))
    return Reply(answer.status, headers, body, is_json)


def _read(data: bytes) -> tuple[bool, Any]:
    try:
        return True, json.loads(data)
    except (ValueError, RecursionError):
        return False, None


def _rest(reply: Reply) -> int | None:
    """Retry-After in seconds; where it is a moment, counted from the server's own clock (RFC 9110, 10.2.3)."""
    said = reply.headers.get("retry-after", "").strip()
    if said.isdecimal() and len(said) < 10:
        return min(int(said), LONGEST_REST)
    try:
        wait = parsedate_to_datetime(said) - parsedate_to_datetime(reply.headers.get("date", ""))
    except (ValueError, TypeError):
        return None
    return min(max(int(wait.total_seconds()), 0), LONGEST_REST)


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities this machine trusts, among them one of a municipality's own, and Mozilla's."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


class _Deadline(httpcore.NetworkBackend):
    """Connections that all end when the time is up; addresses no translation server has are not connected to."""

    def __init__(self, seconds: float, *, here_only: bool) -> None:
        self._plain = httpcore.SyncBackend()
        self._end = monotonic() + seconds
        self._here_only = here_only

    def left(self) -> float:
        """Seconds until the end. Raises httpcore's time-out at the end."""
        left = self._end - monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        last: Exception = httpcore.ConnectError(host)
        for address in _addresses(host, port):
            self._check(address)
            try:
                plain = self._plain.connect_tcp(address, port, self.left(), local_address, socket_options)
                return _Stream(plain, self)
            except httpcore.ConnectError as failed:
                last = failed
        raise last

    def _check(self, address: str) -> None:
        found = ipaddress.ip_address(address.partition("%")[0])
        if found.is_link_local or found.is_multicast or found.is_unspecified:
            raise Trouble("address_refused")
        if self._here_only and not found.is_loopback:
            raise Trouble("address_refused")


def _addresses(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as unknown:
        raise httpcore.ConnectError(host) from unknown
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class _Stream(httpcore.NetworkStream):
    """A connection under the deadline: each step is given what is left."""

    def __init__(self, plain: httpcore.NetworkStream, deadline: _Deadline) -> None:
        self._plain, self._deadline = plain, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._plain.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._plain.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._plain.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._plain.start_tls(ssl_context, server_hostname, self._deadline.left()), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._plain.get_extra_info(info)
