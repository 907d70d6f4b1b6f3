"""How much does a first visit send, and does anything come from elsewhere?

    python bench/weight.py [--figures FILE]

A gunicorn of this folder's site is asked for every page that anybody can reach by its links, at most EACH of every kind
in every language, with `Accept-Encoding: gzip` as every browser sends it. A page's weight is what goes over the wire,
headers included: itself, its styles, scripts and pictures, and what its styles refer to, each once.
"""

import gzip
import re
import subprocess
import sys
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urljoin, urlsplit

import town
from figure import Figure, hand_over

EACH = 3
LIMIT = 100_000
"""Bytes: 100 KB."""
LOADED = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "prefetch", "preconnect", "dns-prefetch"}
"""Relations of <link> that make a browser ask a host for something."""
IN_STYLES = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""")


@dataclass(frozen=True, slots=True)
class Sent:
    """One answer: its bytes on the wire, and its text unpacked."""

    status: int
    kind: str
    wire: int
    text: str
    policy: str


@dataclass(slots=True)
class Visit:
    """What one page makes a browser load, and where it leads."""

    weight: int
    loaded: set[str] = field(default_factory=set)
    elsewhere: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)


class References(HTMLParser):
    """What a browser loads for a page, and its links."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self._style = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {name: value for name, value in attributes if value}
        self._style = tag == "style"
        self.loads += in_styles(said.get("style", ""))
        if tag == "a":
            self.links.append(said.get("href", ""))
        elif tag == "link" and LOADED & set(said.get("rel", "").split()):
            self.loads.append(said.get("href", ""))
        elif tag in {"use", "image"}:
            self.loads += [said[name] for name in ("href", "xlink:href") if name in said]
        if tag != "a":
            self.loads += [said[name] for name in ("src", "data", "poster") if name in said]
        self.loads += [part.split()[0] for part in said.get("srcset", "").split(",") if part.strip()]

    def handle_data(self, data: str) -> None:
        if self._style:
            self.loads += in_styles(data)


def in_styles(text: str) -> list[str]:
    return [one or other for one, other in IN_STYLES.findall(text)]


@dataclass(frozen=True, slots=True)
class Server:
    """Ours, at an address of this machine."""

    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str) -> Sent:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers={"Accept-Encoding": "gzip", "Host": f"127.0.0.1:{self.port}"})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        head = sum(len(f"{name}: {value}\r\n".encode()) for name, value in response.getheaders())
        text = gzip.decompress(body) if response.headers.get("Content-Encoding") == "gzip" else body
        return Sent(
            status=response.status, kind=response.headers.get_content_type(), wire=len(body) + head + 19,
            text=text.decode("utf-8", "replace"), policy=response.headers.get("Content-Security-Policy", ""),
        )  # fmt: skip

    def own(self, address: str) -> bool:
        return address.startswith(f"{self.address}/")

    def visit(self, page: str, sent: Sent) -> Visit:
        """The page with everything it loads."""
        found = References()
        found.feed(sent.text)
        seen = Visit(sent.wire, links=[urljoin(page, link).partition("#")[0] for link in found.links])
        wanted = deque(urljoin(page, one) for one in found.loads if one)
        while wanted:
            address = wanted.popleft().partition("#")[0]
            if address.startswith("data:") or address in seen.loaded or address == page:
                continue
            if not self.own(address):
                seen.elsewhere.add(address)
                continue
            seen.loaded.add(address)
            part = self.get(address.removeprefix(self.address))
            if part.status != 200:
                sys.exit(f"{page} refers to {address}, which answers {part.status}")
            seen.weight += part.wire
            if part.kind == "text/css":
                wanted.extend(urljoin(address, one) for one in in_styles(part.text))
        return seen

    def walk(self) -> Iterator[tuple[str, Sent, Visit]]:
        """Every public page that links lead to, a few of each kind in each language."""
        from django.urls import Resolver404, resolve

        met: set[str] = set()
        kinds: Counter[str] = Counter()
        ahead = deque([f"{self.address}/"])
        while ahead:
            page = ahead.popleft()
            path = urlsplit(page).path
            if page in met or not self.own(page):
                continue
            met.add(page)
            try:
                kind = f"{path.split('/')[1]} {resolve_in(path, resolve).view_name}"
            except Resolver404:
                sys.exit(f"A link leads to {path}, where there is nothing")
            if kinds[kind] >= EACH:
                continue
            kinds[kind] += 1
            sent = self.get(page.removeprefix(self.address))
            if sent.status == 200 and sent.kind == "text/html":
                seen = self.visit(page, sent)
                ahead.extend(seen.links)
                yield page, sent, seen


def resolve_in(path: str, resolve: Any) -> Any:
    """What an address stands for, under the language it begins with."""
    from django.utils import translation

    with translation.override(translation.get_language_from_path(path)):
        return resolve(path)


@contextmanager
def served() -> Iterator[Server]:
    """A gunicorn on a free port, ended again."""
    port = town.free_port()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "uramost_web.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--log-level",
        "warning",
    ]
    process = subprocess.Popen(command, cwd=town.ROOT / "src")
    try:
        town.wait_for(port)
        yield Server(port)
    finally:
        process.terminate()
        process.wait(timeout=20)


def figures(server: Server) -> Iterator[Figure]:
    started = time.perf_counter()
    visits = list(server.walk())
    heaviest, _, weight = max(visits, key=lambda visit: visit[2].weight)
    page = re.sub("[?].*", "", heaviest.removeprefix(server.address))
    html = max(sent.wire for _, sent, _ in visits)
    elsewhere = {address for _, _, seen in visits for address in seen.elsewhere}
    unguarded = sum("default-src 'none'" not in sent.policy for _, sent, _ in visits)
    print(f"{len(visits)} public pages visited in {time.perf_counter() - started:.0f} s; the heaviest is {page}")
    for address in sorted(elsewhere):
        print("loaded from elsewhere:", address)
    yield Figure(f"First visit of the heaviest of {len(visits)} public pages", weight.weight / 1000, "KB", LIMIT / 1000)
    yield Figure("The heaviest page by itself", html / 1000, "KB")
    yield Figure("Requests that leave the host", len(elsewhere), "requests", 0, exact=True)
    yield Figure("Public pages without a policy that forbids such requests", unguarded, "pages", 0, exact=True)


def main() -> None:
    with town.empty_site():
        town.publish(400)
        with served() as server:
            hand_over(list(figures(server)))


if __name__ == "__main__":
    main()
