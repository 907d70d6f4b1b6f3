"""Did a person write this mail? What no person wrote never becomes an answer, and nothing is sent back to it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Automatic: TypeAlias = Literal["", "bounce", "receipt", "loop", "auto_replied", "auto_generated", "list"]
LOOP_HEADER: Final = "X-UraMost"
"""The header that every letter of ours has; one that comes back with it goes in a circle."""
MOST_HOPS: Final = 50  # `Received` headers


@dataclass(frozen=True, slots=True)
class Sign:
    """A header whose value, in small letters, matches: then it is `code`. `because` is for the manual."""

    code: Automatic
    header: str
    pattern: str
    because: str = ""


_SUBJECTS: Final = "|".join(
    (
        r"automatic reply:", r"auto(?:matic)?[ -]?re(?:ply|sponse)\b", r"out of (?:the )?office\b",
        r"përgjigje automatike\b", r"automatski odgovor\b", r"аутоматски одговор\b", r"automatska poruka\b",
        r"аутоматска порука\b", r"otomatik (?:yanıt|cevap)\b", r"ofis dışında\b", r"automatische antwort\b",
        r"abwesenheits(?:notiz|nachricht)\b", r"réponse automatique\b", r"risposta automatica\b",
    )
)  # fmt: skip

AUTOMATIC: Final = (
    Sign("bounce", "content-type", r"multipart/report\b.*delivery-status\b.*", "RFC 3464"),
    Sign("receipt", "content-type", r"multipart/report\b.*disposition-notification\b.*", "RFC 8098: it was read"),
    Sign("bounce", "from", r".*\b(?:mailer-daemon|postmaster)@.*"),
    Sign("bounce", "x-failed-recipients", r".*\S.*", "as some large providers write it"),
    Sign("loop", LOOP_HEADER.lower(), r".*", "one of our own letters"),
    Sign("auto_replied", "auto-submitted", r"auto-replied\b.*", "RFC 3834"),
    Sign("auto_generated", "auto-submitted", r"(?!no\b).*\S.*", "RFC 3834: anything but no"),
    Sign("auto_replied", "x-autoreply", r"(?!no\b).*\S.*"),
    Sign("auto_replied", "x-autorespond", r".*"),
    Sign("auto_replied", "precedence", r"auto[_-]reply.*"),
    Sign("auto_replied", "subject", rf"(?:{_SUBJECTS}).*", "programs that say it to people only; at the beginning"),
    Sign("bounce", "return-path", r"<>", "RFC 5321, 4.5.5: notices; and replies of machines, which are known before"),
    Sign("list", "list-id", r".*\S.*", "RFC 2919"),
    Sign("list", "precedence", r"(?:bulk|junk|list)\b.*", "never X-Auto-Response-Suppress: people's mail has it too"),
)
"""In this order; the first that matches decides."""


def automatic(headers: Mapping[str, Sequence[str]], sender: str, own: frozenset[str]) -> Automatic:
    """What sort of machine wrote a mail, or "". `headers` by their names in small letters; `own` are our addresses."""
    if sender.lower() in own or len(headers.get("received", ())) > MOST_HOPS:
        return "loop"
    for sign in AUTOMATIC:
        for value in headers.get(sign.header, ()):
            if re.fullmatch(sign.pattern, " ".join(value.lower().split())):
                return sign.code
    return ""
