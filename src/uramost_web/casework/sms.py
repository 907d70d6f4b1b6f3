"""Short messages through one HTTP gateway of the operator's choice; its contract is in docs/guide/running.md.

POST `URAMOST_SMS_URL` with JSON {"to", "text", "key"} and `Authorization: Bearer URAMOST_SMS_TOKEN`; 2xx is taken, and
the same `key` twice is one message.
"""

import json

import httpcore
from django.conf import settings

SECONDS = 20


class NotTaken(OSError):
    """The gateway did not take the message, or there is none."""


def send(*, to: str, text: str, key: str) -> None:
    """Hand a message over. Raises `NotTaken`, or what the connection raises."""
    if not settings.SMS_URL:
        raise NotTaken("no gateway: URAMOST_SMS_URL is not set")
    body = json.dumps({"to": to, "text": text, "key": key}, ensure_ascii=False).encode()
    headers: dict[bytes | str, bytes | str] = {
        "Content-Type": "application/json",
        "Authorization": f"Bearer {settings.SMS_TOKEN}",
    }
    timeout = dict.fromkeys(("connect", "read", "write", "pool"), SECONDS)
    with httpcore.ConnectionPool() as pool:
        answer = pool.request("POST", settings.SMS_URL, headers=headers, content=body, extensions={"timeout": timeout})
    if not 200 <= answer.status < 300:
        raise NotTaken(f"the gateway answered {answer.status}")
