"""Pages asked for as a server asks for them: the WSGI application called in this process, without a network."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time
from typing import Any
from wsgiref.util import setup_testing_defaults

Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of one page: of the clock, and of the processor (of this process only, so that others do not count)."""

    clock: float
    processor: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page of an application, as a visitor with these cookies asks for it."""

    application: Application
    path: str
    cookies: str = ""

    def fetch(self) -> bytes:
        """Its body. Raises SystemExit for any answer but 200: what is measured has to be the page."""
        path, _, query = self.path.partition("?")
        environ: dict[str, Any] = {
            "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "127.0.0.1:8000", "SERVER_NAME": "127.0.0.1",
            "HTTP_ACCEPT_LANGUAGE": "sq,en;q=0.5", "HTTP_COOKIE": self.cookies, "REMOTE_ADDR": "127.0.0.1",
        }  # fmt: skip
        setup_testing_defaults(environ)
        answered: list[str] = []
        response = self.application(environ, lambda status, headers, _=None: answered.append(status))
        try:
            body = b"".join(response)
        finally:
            response.close()
        if not answered[0].startswith("200"):
            sys.exit(f"{self.path} answered {answered[0]}")
        return body

    def cost(self) -> Cost:
        clock, processor = perf_counter(), process_time()
        self.fetch()
        return Cost(perf_counter() - clock, process_time() - processor)


def costs(pages: Sequence[Page], rounds: int) -> list[Cost]:
    """The medians of each page over many rounds: warm, in turns, every other round in the opposite order."""
    for page in pages:
        for _ in range(5):
            page.fetch()
    seen: list[list[Cost]] = [[] for _ in pages]
    for turn in range(rounds):
        order = range(len(pages)) if turn % 2 else reversed(range(len(pages)))
        for number in order:
            seen[number].append(pages[number].cost())
    return [middle(of_page) for of_page in seen]


def middle(seen: Sequence[Cost]) -> Cost:
    return Cost(median(cost.clock for cost in seen), median(cost.processor for cost in seen))


@contextmanager
def counted() -> Iterator[list[str]]:
    """The queries made meanwhile."""
    from django.db import connection

    made: list[str] = []

    def keep(execute: Any, sql: str, *rest: Any) -> Any:
        made.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(keep):
        yield made
