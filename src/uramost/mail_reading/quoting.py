"""What of a mail is new, what repeats an earlier one, and what is a signature?

Everything that a mail program writes above what it repeats is in the tables, language by language. Residents abroad
have programs in German, French and Italian. A sentence of a resident that happens to look like such a line has no
address and no time in it, and nothing repeated under it; so it stays. In doubt text is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

FROM_HERE: Final = "\x1e"
"""A line that `markup` puts where an HTML mail says: from here on it is repeated."""

WROTE: Final = {
    "en": r"\bwrote\b",
    "sq": r"\b(?:shkroi|shkruajti|ka shkruar|shkruan)\b",
    "sr-Latn": r"\b(?:na)?pisa(?:o|la|li)\b|\bpiše\b",
    "bs": r"\bnapisao\(la\)|\bnapisa(?:o|la) je\b",
    "sr-Cyrl": r"\b(?:на)?писа(?:о|ла|ли)\b|\bпише\b",
    "tr": r"\byazd[ıi]\b|\byazmış\b",
    "de": r"\bschrieb\b|\bgeschrieben\b",
    "fr": r"\ba écrit\b",
    "it": r"\bha scritto\b",
    "mk": r"\bнапиша\b",
}
"""The verb of "On 3 March … wrote:"; what stands around it differs from program to program."""

LABELS: Final = {
    "from": {
        "en": "From", "sq": "Nga|Prej|Dërguesi", "sr-Latn": "Od|Šalje|Pošiljalac", "bs": "Od|Šalje|Pošiljatelj",
        "sr-Cyrl": "Од|Шаље|Пошиљалац", "tr": "Kimden|Gönderen", "de": "Von", "fr": "De", "it": "Da",
    },
    "sent": {
        "en": "Sent|Date", "sq": "Dërguar|Dërguar më|Data", "sr-Latn": "Poslato|Datum|Vreme", "bs": "Poslano|Datum",
        "sr-Cyrl": "Послато|Датум|Време", "tr": "Gönderildi|Gönderilme|Tarih|Gönderme Tarihi",
        "de": "Gesendet|Datum", "fr": "Envoyé|Date", "it": "Inviato|Data",
    },
    "to": {
        "en": "To", "sq": "Për|Tek|Te|Drejtuar|Marrësi", "sr-Latn": "Za|Prima|Kome|Primalac", "bs": "Za|Prima|Kome",
        "sr-Cyrl": "За|Прима|Коме|Прималац", "tr": "Kime|Alıcı|Kime/Alıcı", "de": "An", "fr": "À|A", "it": "A",
    },
    "copy": {
        "en": "Cc", "sq": "Kopje|Cc", "sr-Latn": "Cc|Kopija", "bs": "Cc|Kopija", "sr-Cyrl": "Копија|Цц", "tr": "Bilgi",
    },
    "subject": {
        "en": "Subject", "sq": "Subjekti|Tema|Lënda|Çështja|Titulli", "sr-Latn": "Tema|Predmet|Naslov",
        "bs": "Predmet|Naslov|Tema", "sr-Cyrl": "Тема|Предмет|Наслов", "tr": "Konu", "de": "Betreff", "fr": "Objet",
        "it": "Oggetto",
    },
}  # fmt: skip
"""The lines above a repeated mail as Outlook and others write them: what they say → language → words."""

ORIGINAL: Final = {
    "en": "Original Message|Original message|Reply message",
    "sq": "Mesazhi origjinal|Mesazh origjinal",
    "sr-Latn": "Originalna poruka|Izvorna poruka|Prvobitna poruka",
    "bs": "Izvorna poruka|Originalna poruka",
    "sr-Cyrl": "Оригинална порука|Изворна порука|Првобитна порука",
    "tr": "Özgün İleti|Özgün ileti|Orijinal Mesaj|Orijinal mesaj|Orijinal ileti",
    "de": "Ursprüngliche Nachricht|Originalnachricht",
}
FORWARDED: Final = {
    "en": "Forwarded message|Forwarded Message|Begin forwarded message",
    "sq": "Mesazh i përcjellë|Mesazhi i përcjellë|Mesazh i përcjellur|Mesazhi i përcjellur",
    "sr-Latn": "Prosleđena poruka|Početak prosleđene poruke",
    "bs": "Proslijeđena poruka",
    "sr-Cyrl": "Прослеђена порука|Почетак прослеђене поруке",
    "tr": "İletilen mesaj|Yönlendirilen mesaj|İletilmiş ileti|İletilen ileti",
    "de": "Weitergeleitete Nachricht",
}
"""What follows is what the resident wants to show: it is kept."""

DEVICES: Final = {
    "en": r"Sent from (?:my|Mail|Outlook|Yahoo|Samsung)\b.*|Get Outlook for .*|Sent via .*",
    "sq": r"Dërguar nga (?:iPhone|iPad|telefoni|celulari|Samsung|Outlook)\b.*|Merr Outlook për .*",
    "sr-Latn": r"Poslato sa? .*(?:iPhone|iPad|telefona|uređaja|Samsung|Outlook).*|Preuzmite Outlook za .*",
    "bs": r"Poslano s(?:a)? .*(?:iPhone|iPad|telefona|mobitela|uređaja|Samsung|Outlook).*",
    "sr-Cyrl": r"Послато са? .*(?:iPhone|iPad|телефона|уређаја|Samsung|Outlook).*|Преузмите Outlook за .*",
    "tr": r".*(?:iPhone|iPad|telefon|cihaz|Samsung).*\bgönderildi\.?|Android için Outlook.*",
    "de": r"Von meinem .* gesendet\.?|Gesendet von .*(?:iPhone|iPad|Handy|Mail|Outlook).*",
    "fr": r"Envoyé de mon .*|Envoyé depuis .*",
    "it": r"Inviato da .*(?:iPhone|iPad|Outlook).*",
}
"""A last line that a device adds."""


def _any(words: dict[str, str]) -> str:
    """Longer words first, so that none is hidden by its own beginning."""
    parts = {part for one in words.values() for part in one.split("|")}
    return "|".join(map(re.escape, sorted(parts, key=lambda part: (-len(part), part))))


_WROTE: Final = re.compile("|".join(WROTE.values()), re.IGNORECASE)
_LABEL: Final = {
    name: re.compile(rf"[\s*_]*(?:{_any(words)})[\s*_]*:(?:[\s*_]+\S|[\s*_]*$)", re.IGNORECASE)
    for name, words in LABELS.items()
}
_ORIGINAL: Final = re.compile(rf"\W*(?:{_any(ORIGINAL)})\W*")
_FORWARDED: Final = re.compile(rf"\W*(?:{_any(FORWARDED)})\W*")
_DEVICE: Final = re.compile("|".join(DEVICES.values()))
_ADDRESS: Final = re.compile(r"[^\s@<>]@[^\s@<>]")
_TIME: Final = re.compile(r"\b\d{1,2}[:.]\d\d\b(?![.\d])")
_DATE: Final = re.compile(r"\b20\d\d\b|\b\d{1,2}[./-]\s?\d{1,2}[./-]")
_RULE: Final = re.compile(r"\s*[_-]{8,}\s*")
_LONGEST_LINE: Final = 400  # of a line above what is repeated; nothing longer is searched
_LONGEST_SIGNATURE: Final = 12  # lines that say something


@dataclass(frozen=True, slots=True)
class Parts:
    """A mail's text: what is new in it, what is repeated, and the signature. `forwarded`: the new text shows a mail."""

    new: str
    quoted: str = ""
    signature: str = ""
    forwarded: bool = False


def split(text: str, *, forwarded: bool = False) -> Parts:
    """What of a text is new. `forwarded`: its subject says that it shows another mail, so that one is kept."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    shown = _forwarded_at(lines, by_subject=forwarded)
    own, rest = (lines[:shown], lines[shown:]) if shown is not None else (lines, [])
    new, quoted = _without_quotes(own)
    new, signature = _without_signature(new)
    return Parts(_joined([*new, *_unmarked(rest)]), _joined(_unmarked(quoted)), _joined(signature), shown is not None)


def _unmarked(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if line != FROM_HERE]


def _joined(lines: Sequence[str]) -> str:
    """Without empty lines at the ends, and at most one of them in a row."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip("\n")


def _forwarded_at(lines: Sequence[str], *, by_subject: bool) -> int | None:
    for at, line in enumerate(lines):
        if line.startswith(">"):
            continue
        if len(line) < _LONGEST_LINE and _FORWARDED.fullmatch(line):
            return at
        if _begins_repeated(lines, at):
            return at if by_subject else None
    return None


# What is repeated --------------------------------------------------------------------------------------------------


def _without_quotes(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    new: list[str] = []
    quoted: list[str] = []
    at = 0
    while at < len(lines):
        if _begins_repeated(lines, at):
            return _without_rule(new), [*quoted, *lines[at:]]
        if lines[at].lstrip(" ").startswith(">"):
            quoted.append(lines[at])
        elif _tells_who_wrote(lines[at]):
            start = _start_of_attribution(new, lines[at])
            attribution = [*new[start:], lines[at]]
            if _repeated_under(lines, at):
                quoted += attribution
                del new[start:]
            elif _proves(attribution):
                return new[:start], [*quoted, *attribution, *lines[at + 1 :]]
            else:
                new.append(lines[at])
        else:
            new.append(lines[at])
        at += 1
    return new, quoted


def _begins_repeated(lines: Sequence[str], at: int) -> bool:
    """Whether from this line on all is repeated, without a mark on each line."""
    line = lines[at]
    if line == FROM_HERE:
        return True
    if len(line) > _LONGEST_LINE:
        return False
    if _ORIGINAL.fullmatch(line) and not line[:1].isalpha():
        return True
    return _label(line) is not None and _is_head(lines, at)


def _is_head(lines: Sequence[str], at: int) -> bool:
    """At least three of the labels, one of them "from", in lines that follow one another, each said once.

    With an address or a time: people too begin a letter with For, From and Subject, but without these.
    """
    head = list(lines[at : at + 8])
    seen = [label for label, _ in _labels(head)]
    proof = any(_ADDRESS.search(line) or (label == "sent" and _TIME.search(line)) for label, line in _labels(head))
    return proof and "from" in seen and len(set(seen)) == len(seen) >= 3


def _labels(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The labels at the beginning of some lines, each with its line; a longer one goes on in the next line."""
    for line in lines:
        label = _label(line) if len(line) <= _LONGEST_LINE else None
        if label:
            yield label, line
        elif line.strip() and not line.startswith((" ", "\t")) and not _ADDRESS.search(line):
            return


def _label(line: str) -> str | None:
    return next((name for name, pattern in _LABEL.items() if pattern.match(line)), None)


def _tells_who_wrote(line: str) -> bool:
    return len(line) <= _LONGEST_LINE and line.rstrip(" *_\xa0").endswith(":") and bool(_WROTE.search(line))


def _start_of_attribution(before: Sequence[str], line: str) -> int:
    """How far up it reaches: over lines without a gap that have its date or its address, three in all."""
    start = len(before)
    while start and len(before) - start < 2:
        above = before[start - 1]
        full = _ADDRESS.search(line) and _DATE.search(line)
        if full or not above.strip() or not (_DATE.search(above) or _ADDRESS.search(above)):
            break
        start -= 1
        line = f"{above} {line}"
    return start


def _repeated_under(lines: Sequence[str], at: int) -> bool:
    """Whether the next line that is not empty is marked as repeated."""
    following = next((lines[after] for after in range(at + 1, len(lines)) if lines[after].strip()), "")
    return following.lstrip(" ").startswith(">") or following == FROM_HERE


def _proves(attribution: Sequence[str]) -> bool:
    """Whether only a program writes so: with an address, or with a date and the time."""
    text = " ".join(attribution)
    return bool(_ADDRESS.search(text) or (_DATE.search(text) and _TIME.search(text)))


def _without_rule(lines: list[str]) -> list[str]:
    """Without the line that Outlook draws above what it repeats."""
    while lines and (not lines[-1].strip() or _RULE.fullmatch(lines[-1])):
        lines.pop()
    return lines


# Signatures --------------------------------------------------------------------------------------------------------


def _without_signature(lines: list[str]) -> tuple[list[str], list[str]]:
    """Two dashes alone in a line begin a signature (RFC 3676, 4.3) unless much follows; a device's line stands last."""
    mark = next((at for at, line in enumerate(lines) if line.rstrip() == "--"), len(lines))
    if sum(bool(line.strip()) for line in lines[mark + 1 :]) > _LONGEST_SIGNATURE:
        mark = len(lines)
    own, signature = lines[:mark], lines[mark + 1 :]
    while own and not own[-1].strip():
        own.pop()
    if own and len(own[-1]) <= _LONGEST_LINE and _DEVICE.fullmatch(own[-1].strip(" *_\xa0")):
        signature = [own.pop(), *signature]
    return own, signature
