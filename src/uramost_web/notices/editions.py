"""From approved texts to what is published: owed languages, readiness, and one edition in every script."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from uramost import checks, documents, languages
from uramost_web.notices.models import Notice, Publication, PublishedText, plain_words
from uramost_web.places.models import Municipality, rules_on
from uramost_web.translation import rules
from uramost_web.translation.beginnings import share
from uramost_web.translation.models import TITLE, Translation, bare
from uramost_web.translation.reading import language_of, shown, tag_of
from uramost_web.translation.states import State


@dataclass(frozen=True, slots=True)
class Readiness:
    """One language of a notice: whether it is owed and why, and how far it is."""

    language: str
    tag: str
    owed: languages.Owed | None
    is_source: bool
    translation: Translation | None
    published: PublishedText | None
    stale: bool

    @property
    def ready(self) -> bool:
        """It can go out: it is the source, or it has been approved."""
        return self.is_source or (self.translation is not None and self.translation.state == State.APPROVED)

    @property
    def improved(self) -> bool:
        """It was opened again and approved again after it went out, though the source stayed the same."""
        approved = self.translation.approved_at if self.translation else None
        return bool(approved and self.published and approved > self.published.published_at)


def owed(place: Municipality, on: date) -> tuple[languages.Owed, ...]:
    """The languages in which a municipality owes what it publishes. Raises `languages.NoStatus`."""
    return tuple(entry for entry in rules_on(place, "publish", on) if entry.strength == "owed")


def readiness(notice: Notice, on: date) -> list[Readiness]:
    """Every language owed, and every other one it is being translated into; the source first.

    Raises `languages.NoStatus`.
    """
    document = notice.document
    translations = {row.language: row for row in document.translations.all()} if document else {}
    published = {text.tag: text for text in notice.texts.filter(current=True).defer("html", "texts", "search")}
    source = next((text for text in published.values() if text.is_source), None)
    by_tag = {tag_of(entry.language): entry for entry in owed(notice.municipality, on)}
    source_tag = document.language if document else ""
    tags = dict.fromkeys([*([source_tag] if source_tag else []), *by_tag, *translations])
    return [
        Readiness(
            language=language_of(tag),
            tag=tag,
            owed=by_tag.get(tag),
            is_source=tag == source_tag,
            translation=translations.get(tag),
            published=published.get(tag),
            stale=bool(source and tag in published and published[tag].source_edition < source.source_edition),
        )
        for tag in tags
    ]


def missing(found: Iterable[Readiness]) -> list[Readiness]:
    """Languages owed and neither ready nor public already."""
    return [row for row in found if row.owed and not row.ready and not row.published]


def waiting(found: Iterable[Readiness]) -> list[Readiness]:
    """What a publication now would bring out: ready, and newer than what is public."""
    return [row for row in found if row.ready and (row.published is None or row.stale or row.improved)]


def make_texts(publication: Publication, row: Readiness, source_edition: int) -> list[PublishedText]:
    """One language as it goes out: in the script it is kept in and in those derived from it."""
    document = publication.notice.given()
    kept = row.translation.texts() if row.translation else document.source_texts()
    passed, total = quality(row.translation)
    began = share(row.translation)
    edition = publication.notice.texts.filter(tag=row.tag).count() + 1
    made = []
    for tag, derived_from in scripts_of(row.tag):
        texts = {key: shown(text, row.tag, tag) for key, text in kept.items()}
        title = bare(texts.pop(TITLE)).strip()
        structure = document.structure()
        made.append(
            PublishedText(
                publication=publication,
                notice=publication.notice,
                tag=tag,
                derived_from=derived_from,
                edition=edition,
                source_edition=source_edition,
                is_source=row.is_source,
                title=title,
                texts=texts,
                html=documents.to_html(structure, texts),
                search=plain_words(title, texts, structure),
                checks_passed=passed,
                checks_total=total,
                second_person=bool(row.translation and not row.translation.self_approved),
                **began,
                published_at=publication.at,
            )
        )
    return made


def scripts_of(stored: str) -> list[tuple[str, str]]:
    """(tag, the tag it is derived from): the kept script first."""
    derived = [(tongue.tag, stored) for tongue in rules.tongues() if tongue.derived_from == stored]
    return [(stored, ""), *derived]


def quality(translation: Translation | None) -> tuple[int, int]:
    """(checks passed, checks made) over all segments; (0, 0) for a source, which has nothing to be compared with."""
    if translation is None:
        return (0, 0)
    findings = [row["code"] for target in translation.targets.all() for row in _distinct(target.findings)]
    made = len(checks.CHECKS) * translation.targets.count()
    return (made - len(findings), made)


def _distinct(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One per check: a check passes a segment or it does not."""
    return list({finding["code"]: finding for finding in findings}.values())


def as_recorded(entry: languages.Owed) -> dict[str, Any]:
    """An owed language with its reasons, as it is kept beside the publication."""
    status = entry.status
    return {
        "language": entry.language,
        "status": status.status,
        "basis": status.basis,
        "regulation": status.regulation,
        "source": status.source,
        "duty_source": entry.duty.source,
    }
