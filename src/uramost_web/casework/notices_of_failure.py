"""A notice that a letter could not be delivered (RFC 3464): which letter it was, and what the other server said."""

import re
from typing import Final

from uramost_web.casework.correspondence import Letter, Way
from uramost_web.casework.models import Case
from uramost_web.outbox import Sent

ACTION: Final = re.compile(rb"^Action:\s*(\w+)", re.IGNORECASE | re.MULTILINE)
SAID: Final = re.compile(rb"^(?:Diagnostic-Code|Status):[ \t]*([^\r\n]+(?:\r?\n[ \t][^\r\n]+)*)", re.I | re.M)
LOOKED_AT: Final = 100_000
"""Bytes; what is said stands at the beginning, and the letter that is given back may be long."""


def mark(case: Case, content: bytes) -> Letter | None:
    """The letter of this case that the notice is about stands refused; None where the notice only tells of a delay.

    It is known by its Message-ID; from a server that does not give that back it is the last that was sent.
    """
    actions = {action.lower() for action in ACTION.findall(content[:LOOKED_AT])}
    if actions and b"failed" not in actions:
        return None
    letters = case.letters.filter(way=Way.MAIL, state=Sent.SENT).order_by("-sent_at")
    told: Letter | None = next((one for one in letters if one.message_id.encode() in content), letters.first())
    if told is None:
        return None
    told.state, told.problem = Sent.REFUSED, f"not delivered: {said(content)}"[:500]
    told.save(update_fields=["state", "problem"])
    return told


def said(content: bytes) -> str:
    """What the other server said, on one line."""
    lines = SAID.findall(content[:LOOKED_AT])
    return " · ".join(" ".join(line.decode("utf-8", "replace").split()) for line in lines) or "no reason given"
