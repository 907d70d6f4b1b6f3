"""Help for a clerk who reads a text in another language: what was translated before, the terms, and the machine.

The machine is asked by a button only, and only where the municipality has switched it on; what it says is shown once,
marked as a machine's, and stored nowhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from uramost import machine as library
from uramost.detection import detect
from uramost.scripts import DERIVED, to_cyrillic
from uramost.sentences import sentences
from uramost.terms import Found
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.casework import acts, history
from uramost_web.casework.history import Said
from uramost_web.casework.models import Case
from uramost_web.places.permissions import NotAllowed
from uramost_web.translation import machine, machine_statement, rules
from uramost_web.translation.machine_words import said
from uramost_web.translation.reading import shown

MOST_SENTENCES: Final = 40
"""Of a text: longer ones are helped with at their beginning, and the page says so."""
MINIMUM: Final = 60
"""Similarity in percent below which a translation is no help."""
SUGGESTED: Final = 2


@dataclass(frozen=True, slots=True)
class Before:
    """A translation of a similar sentence, and how similar in percent; `machine`: made by one, then looked at."""

    source: str
    text: str
    percent: int
    machine: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A term as the text has it, and how it is said in the reader's language."""

    said: str
    preferred: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    before: tuple[Before, ...]
    terms: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """`source` and `target` are tags; the same language needs no help and has no sentences."""

    source: str
    target: str
    sentences: tuple[Sentence, ...]
    cut: bool


def language_of(case: Case) -> str:
    """In which language a text is written, as far as can be told; else the one the answer is wanted in."""
    return detect(case.text).language or case.language


def help_for(case: Case, target: str) -> Help:
    """Sentence by sentence."""
    source = language_of(case)
    if _stored(source) == _stored(target):
        return Help(source, target, (), cut=False)
    parts = split(case.text, source)
    found = tuple(_sentence(part, case, source, target) for part in parts[:MOST_SENTENCES])
    return Help(source, target, found, cut=len(parts) > MOST_SENTENCES)


def split(text: str, language: str) -> list[str]:
    return [part.strip() for part in sentences(text, language) if part.strip()]


def _stored(tag: str) -> str:
    return DERIVED.get(tag, tag)


def _in_stored(text: str, tag: str) -> str:
    """In the script in which the memory and the terms are kept."""
    return to_cyrillic(text).text if tag == "sr-Latn" else text


def _sentence(text: str, case: Case, source: str, target: str) -> Sentence:
    stored = _in_stored(text, source)
    matches = rules.similar(
        stored, source, target, minimum=MINIMUM, limit=SUGGESTED, municipality=case.municipality
    )  # fmt: skip
    before = tuple(
        Before(
            shown(match.unit.source, _stored(source), source),
            shown(match.target, _stored(target), target),
            int(match.score),
            match.unit.machine,
        )
        for match in matches
    )
    return Sentence(text, before, _terms(rules.finder(_stored(source)).find(stored), stored, source, target))


def _terms(found: Sequence[Found], text: str, source: str, target: str) -> tuple[Word, ...]:
    words: dict[str, Word] = {}
    for hit in found:
        preferred = tuple(shown(word, _stored(target), target) for word in hit.term.texts.get(_stored(target), ()))
        if preferred:
            words.setdefault(hit.term.id, Word(shown(text[hit.start : hit.end], _stored(source), source), preferred))
    return tuple(words.values())


# The machine ---------------------------------------------------------------------------------------------------------


def ask_machine(case: Case, target: str, *, by: User, at: datetime) -> list[str]:
    """The text in the reader's language, sentence by sentence, in place of one that failed why it did.

    The resident sees that a machine was asked. Raises `uramost.machine.Trouble`, and `NotAllowed` for somebody who does
    not work on the case or has not read where the texts go.
    """
    acts.as_who(by, case)
    setting = machine.setting_for_residents(case.municipality)
    if setting is None:
        raise library.Trouble("switched_off")
    if not machine_statement.has_read(by, setting):
        raise NotAllowed("statement")
    source = language_of(case)
    parts = [_in_stored(part, source) for part in split(case.text, source)[:MOST_SENTENCES]]
    _write_down(case, by, at)
    answers = machine.read_out(
        municipality=case.municipality, texts=parts, source=_stored(source), target=_stored(target), by=by, at=at
    )
    return [
        said(answer) if isinstance(answer, library.Trouble) else shown(answer, _stored(target), target)
        for answer in answers
    ]


@transaction.atomic
def _write_down(case: Case, by: User, at: datetime) -> None:
    """Before it is asked, for then the text has left."""
    held = Case.objects.held(case.pk)
    history.append(case=held, code="machine_read", who=acts.as_who(by, held), by=by, at=at, said=Said())
    audit.record("case.machine_read", subject=held, by=by, at=at)
