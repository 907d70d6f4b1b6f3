"""A mail taken apart: who, to which case, what is new in it, what came with it. No mail is too broken to be read."""

from __future__ import annotations

import email
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses
from typing import Final, Literal, TypeAlias

from uramost.mail_reading.automatic import AUTOMATIC, Automatic, automatic
from uramost.mail_reading.charsets import decode
from uramost.mail_reading.markup import to_text
from uramost.mail_reading.quoting import FROM_HERE, split

FAULTS: Final = (
    "no_sender",
    "no_new_text",
    "several_tokens",
    "charset_wrong",
    "charset_guessed",
    "bytes_lost",
    "broken_encoding",
    "too_many_parts",
    "text_cut",
)
MOST_PARTS: Final = 200
MOST_LOOKS: Final = 100_000_000
"""Each line is held against each boundary that is open: a mail that may ask for more is not taken apart."""
MOST_TEXT: Final = 400_000  # bytes that are read as text, of all parts together
LONGEST_HEADER: Final = 16_000  # characters of one that are read: some hundred addresses
MOST_HEADERS: Final = 200_000  # characters, of all that are read
LONGEST_NAME: Final = 120
TO: Final = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
READ: Final = frozenset(
    (*TO, "from", "subject", "message-id", "in-reply-to", "references", "received", *(one.header for one in AUTOMATIC))
)
"""The headers that are read, by their names in small letters."""
_WORD: Final = r"[A-Za-z0-9][A-Za-z0-9_.-]{3,79}"
_IN_SUBJECT: Final = re.compile(rf"\[#({_WORD})\]")
_ID: Final = re.compile(r"<[^<>\s]{1,500}>")
_BOUNDARY: Final = re.compile(rb"boundary", re.IGNORECASE)
_END_OF_HEADERS: Final = re.compile(rb"\r?\n\r?\n")
_FORWARDED: Final = re.compile(r"\s*(?:fwd?|wg|prosl|просл|përc|ilt)\s*:", re.IGNORECASE)
_UNWANTED: Final = re.compile("[\x00-\x08\x0b-\x1d\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""Control characters but the mark of `quoting`, and what makes text run backwards: none of our languages needs it."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """What came with a mail. Name and type are what the sender says: neither proves anything."""

    name: str
    declared_type: str
    content: bytes
    inline: bool = False  # shown within the text, as pictures of signatures are too


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as a case needs it. Ids are without < >; the token may have come in other letters than it went.

    `token_in`: "address" or "subject", which anyone can type. `text` is what is new. `automatic` is "" for what a
    person wrote; anything else never becomes an answer and is never replied to. `faults` are from `FAULTS`.
    """

    sender: str
    sender_name: str
    subject: str
    message_id: str
    in_reply_to: str
    references: tuple[str, ...]
    token: str | None
    token_in: Literal["address", "subject", ""]
    text: str
    quoted: str
    signature: str
    forwarded: bool
    attachments: tuple[Attachment, ...]
    automatic: Automatic
    faults: tuple[str, ...]

    @property
    def may_be_answer(self) -> bool:
        return not self.automatic and bool(self.text or self.attachments)


Part: TypeAlias = "Message[str, str]"


def read(raw: bytes, mailbox: str, *, own: Iterable[str] = (), recipients: Iterable[str] = ()) -> Mail:
    """Read a mail as it came (RFC 5322).

    `mailbox`: the address of the cases, "cases@town.example", to which a token is added as "cases+TOKEN@town.example".
    `own`: other addresses that letters of ours come from. `recipients`: of the envelope, where they are known.
    """
    faults: list[str] = []
    message = _parsed(raw, faults)
    headers = _headers(message, faults)
    name, sender = _sender(headers)
    subject = _first(headers, "subject")
    token, token_in = _token(headers, subject, mailbox, recipients, faults)
    body, attachments = _content(message, faults)
    parts = split(body, forwarded=bool(_FORWARDED.match(subject)) and "in-reply-to" not in headers)
    if not sender:
        faults.append("no_sender")
    if not parts.new and not attachments:
        faults.append("no_new_text")
    return Mail(
        sender=sender,
        sender_name=name,
        subject=subject,
        message_id=next(iter(_ids(headers, "message-id")), ""),
        in_reply_to=next(iter(_ids(headers, "in-reply-to")), ""),
        references=_ids(headers, "references"),
        token=token,
        token_in=token_in,
        text=parts.new.replace(FROM_HERE, ""),
        quoted=parts.quoted.replace(FROM_HERE, ""),
        signature=parts.signature,
        forwarded=parts.forwarded,
        attachments=attachments,
        automatic=automatic(headers, _without_tag(sender), frozenset(map(str.lower, (mailbox, *own)))),
        faults=tuple(dict.fromkeys(faults)),
    )


def _parsed(raw: bytes, faults: list[str]) -> Part:
    lines, boundaries = raw.count(b"\n") + raw.count(b"\r"), len(_BOUNDARY.findall(raw))
    if lines * boundaries <= MOST_LOOKS:
        try:
            return email.message_from_bytes(raw)
        except RecursionError:  # parts within parts within parts
            pass
    faults.append("too_many_parts")
    return BytesHeaderParser().parsebytes(_END_OF_HEADERS.split(raw, maxsplit=1)[0])


# Headers -----------------------------------------------------------------------------------------------------------


def _headers(message: Part, faults: list[str]) -> dict[str, list[str]]:
    """Name in small letters → values as text; those with addresses are not decoded yet."""
    found: dict[str, list[str]] = {}
    room = MOST_HEADERS
    for name, value in ((name.lower(), str(value)[:LONGEST_HEADER]) for name, value in message.raw_items()):
        if name not in READ or len(value) > room:
            continue
        room -= len(value)
        text = _from_bytes(value.encode("utf-8", "surrogateescape"), faults)
        found.setdefault(name, []).append(_line(text if name in {"from", "to", "cc"} else _words(text)))
    return found


def _from_bytes(raw: bytes, faults: list[str], charset: str = "") -> str:
    decoded = decode(raw, charset)
    if decoded.fault:
        faults.append(decoded.fault)
    return decoded.text


def _words(text: str) -> str:
    """Encoded words (RFC 2047) as text; broken ones stay as they are."""
    try:
        parts = decode_header(text)
    except (HeaderParseError, ValueError):
        return text
    return "".join(part if isinstance(part, str) else decode(part, charset or "").text for part, charset in parts)


def _line(text: str) -> str:
    return " ".join(_UNWANTED.sub("", unicodedata.normalize("NFC", text)).split())


def _first(headers: dict[str, list[str]], name: str) -> str:
    return next(iter(headers.get(name, ())), "")


def _sender(headers: dict[str, list[str]]) -> tuple[str, str]:
    """Name and address. Read first and decoded then: a name may have a comma or an address of its own inside."""
    found = [(name, address) for name, address in _addresses(headers, "from") if "@" in address]
    name, address = found[0] if found else ("", "")
    local, _, domain = address.rpartition("@")
    return _line(_words(name)), f"{local}@{domain.lower()}" if local and domain else ""


def _addresses(headers: dict[str, list[str]], name: str) -> list[tuple[str, str]]:
    try:
        return getaddresses(headers.get(name, []))
    except RecursionError:  # comments within comments within comments
        return []


def _ids(headers: dict[str, list[str]], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found[1:-1] for value in headers.get(name, ()) for found in _ID.findall(value)))


def _without_tag(address: str) -> str:
    local, at, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}{at}{domain}".lower()


def _token(
    headers: dict[str, list[str]], subject: str, mailbox: str, recipients: Iterable[str], faults: list[str]
) -> tuple[str | None, Literal["address", "subject", ""]]:
    local, _, domain = mailbox.rpartition("@")
    tagged = re.compile(rf"{re.escape(local)}\+({_WORD})@{re.escape(domain)}", re.IGNORECASE)
    said = [*recipients, *(address for name in TO for _, address in _addresses(headers, name))]
    tokens = list(dict.fromkeys(found[1] for address in said if (found := tagged.fullmatch(address))))
    if len({token.lower() for token in tokens}) > 1:
        faults.append("several_tokens")
    if tokens:
        return tokens[0], "address"
    found = _IN_SUBJECT.search(subject)
    return (found[1], "subject") if found else (None, "")


# Content -----------------------------------------------------------------------------------------------------------


def _content(message: Part, faults: list[str]) -> tuple[str, tuple[Attachment, ...]]:
    """The text of a mail with what it repeats, and what came with it."""
    texts: list[str] = []
    attachments: list[Attachment] = []
    room = MOST_TEXT
    for count, part in enumerate(_leaves(message)):
        if count >= MOST_PARTS:
            faults.append("too_many_parts")
            break
        if _is_text(part):
            raw = _raw(part)
            if len(raw) > room:
                faults.append("text_cut")
            texts.append(_text(part, raw[:room], faults))
            room = max(0, room - len(raw))
        else:
            attachments.append(_attachment(part, faults))
    return "\n".join(text for text in texts if text.strip()), tuple(attachments)


def _leaves(message: Part) -> Iterator[Part]:
    """The parts that hold something; of alternatives the one in plain text, if it says anything.

    Not into attached mails: they are attachments.
    """
    waiting = [message]
    while waiting:
        part = waiting.pop()
        inner = part.get_payload()
        if part.get_content_type() == "multipart/alternative" and isinstance(inner, list):
            waiting += reversed(_alternative([one for one in inner if isinstance(one, Message)]))
        elif part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting += reversed([one for one in inner if isinstance(one, Message)])
        elif inner:
            yield part


def _alternative(parts: list[Part]) -> list[Part]:
    plain = [part for part in parts if part.get_content_type() == "text/plain" and (_raw(part) or b"").strip()]
    others = [part for part in parts if part.get_content_maintype() not in {"text", "multipart"}]
    if plain:
        return [*plain[:1], *others]
    return [part for part in parts if part.get_content_type() != "text/plain"]


def _is_text(part: Part) -> bool:
    return (
        part.get_content_type() in {"text/plain", "text/html"}
        and part.get_content_disposition() != "attachment"
        and not part.get_filename()
    )


def _raw(part: Part) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _text(part: Part, raw: bytes, faults: list[str]) -> str:
    _note_defects(part, faults)
    text = _from_bytes(raw, faults, part.get_content_charset() or "")
    if part.get_content_type() == "text/html":
        text = to_text(text)
    elif str(part.get_param("format", "")).lower() == "flowed":
        text = _flowed(text, delete_space=str(part.get_param("delsp", "")).lower() == "yes")
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNWANTED.sub("", lines).replace("\xa0", " "))


def _flowed(text: str, *, delete_space: bool) -> str:
    """Lines that were broken only to be short, in one again (RFC 3676)."""
    lines: list[str] = []
    open_depth: int | None = None
    for line in text.replace("\r\n", "\n").split("\n"):
        marks = re.match(r">*", line)
        depth = marks.end() if marks else 0
        said = line[depth:].removeprefix(" ")
        if open_depth == depth and said != "-- ":
            lines[-1] += said
        else:
            lines.append((">" * depth + " " if depth else "") + said)
        flows = said.endswith(" ") and said != "-- "
        if flows and delete_space:
            lines[-1] = lines[-1][:-1]
        open_depth = depth if flows else None
    return "\n".join(lines)


def _attachment(part: Part, faults: list[str]) -> Attachment:
    if part.get_content_type() == "message/rfc822":
        content = _inner_mail(part, faults)
    else:
        content = _raw(part)
        _note_defects(part, faults)
    return Attachment(_name(part), part.get_content_type(), content, inline=part.get_content_disposition() == "inline")


def _inner_mail(part: Part, faults: list[str]) -> bytes:
    """An attached mail as a file."""
    inner = part.get_payload()
    message = inner[0] if isinstance(inner, list) and inner else None
    try:
        return message.as_bytes() if isinstance(message, Message) else _raw(part)
    except (UnicodeError, LookupError, ValueError, TypeError, RecursionError):
        faults.append("broken_encoding")
        return b""


def _name(part: Part) -> str:
    """The last part of a declared file name, short and without what could mislead; "" where there is none."""
    said = part.get_filename() or ""
    name = _line(_words(said)).replace("\\", "/").rpartition("/")[2].strip(". ")
    stem, dot, ending = name.rpartition(".")
    if len(name) <= LONGEST_NAME:
        return name
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}" if dot and len(ending) < 10 else name[:LONGEST_NAME]


def _note_defects(part: Part, faults: list[str]) -> None:
    if part.defects:
        faults.append("broken_encoding")
