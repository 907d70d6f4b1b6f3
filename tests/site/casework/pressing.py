"""Residents who press a button until they are shown a reference, whatever happens to the server meanwhile."""

import re
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Event
from time import monotonic, sleep

CROSS = "c" * 32
"""What a form and its cookie have to have in common."""
REFERENCE = re.compile(r"\b34-\d{4}-\d{5,}\b")


@dataclass
class Seen:
    """`shown`: form → the reference that its resident was shown. `faults`: what else the server answered."""

    shown: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def ask(port: int, method: str, path: str, body: str = "") -> tuple[int, str, str]:
    """(status, where it sends us, what it says). Raises OSError and HTTPException where there is no answer."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        headers = {"Cookie": f"csrftoken={CROSS}", "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location", ""), answer.read().decode()
    finally:
        connection.close()


def press(port: int, key: str, seen: Seen, stop: Event) -> None:
    """Send a form and look at the page after it; again from the beginning when there is no answer."""
    began = monotonic()
    while not stop.is_set():
        try:
            status, to, page = ask(port, "POST", f"/sr/ask/{key}/check/", f"csrfmiddlewaretoken={CROSS}&number=0")
            if status == 302 and to.endswith("/done/"):
                status, _to, page = ask(port, "GET", to)
                if status == 200 and (found := REFERENCE.search(page)):
                    seen.shown[key] = found[0]
                    seen.seconds.append(monotonic() - began)
                    return
            seen.faults.append(f"{status} {to} {page[:200]}")
        except (OSError, HTTPException):
            pass  # nobody is there just now: press again
        sleep(0.05)
