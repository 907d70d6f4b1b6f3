"""A site of its own in a folder that is thrown away: the Kosovo pack, ten thousand notices, documents to translate.

The texts are those of the demonstration's notices, some of them one after the other, in Albanian and in Serbian
Cyrillic; Serbian Latin is derived, as the site does it. Rows are written as the site's actions would leave them.
"""

import io
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SOURCE, TARGET, DERIVED = "sq", "sr-Cyrl", "sr-Latn"
BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LEAST_HTML = 2000
"""Bytes of the Albanian HTML of a notice, at least."""
REASON = "Përkthimi është porositur dhe vjen brenda javës."
BATCH = 500


@contextmanager
def empty_site(database: str = "", **more: str) -> Iterator[Path]:
    """Django set up as a server runs it, without demonstration or debugging, with the pack of Kosovo and no more.

    `database`: the address of a PostgreSQL; without one it is SQLite. `more`: further variables of the environment.
    """
    with tempfile.TemporaryDirectory(prefix="uramost-bench-") as folder:
        for name in [name for name in os.environ if name.startswith("URAMOST_") or name == "DATABASE_URL"]:
            del os.environ[name]  # whoever measures may have a database of their own in mind
        os.environ |= {"DATABASE_URL": database, "URAMOST_VAR": folder, **more}
        os.environ["URAMOST_SECRET_KEY"] = secrets.token_hex(32)
        os.environ["DJANGO_SETTINGS_MODULE"] = "uramost_web.settings"
        os.environ["PYTHONPATH"] = str(ROOT / "src")
        sys.path.insert(0, str(ROOT / "src"))
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("load_pack", "kosovo", stdout=nowhere())
        call_command("collectstatic", interactive=False, verbosity=0)
        yield Path(folder)


def nowhere() -> io.StringIO:
    """For what a command says that nobody needs."""
    return io.StringIO()


def quietly(*command: str) -> None:
    """Run a program of ours. Raises CalledProcessError when it fails."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, seconds: float = 30) -> None:
    """Until something answers there. Raises TimeoutError."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"Nothing answers on port {port}.")


@dataclass(frozen=True, slots=True)
class Written:
    """A text in one language as it is published: block key → text, its HTML and its words for searching."""

    tag: str
    title: str
    texts: dict[str, str]
    html: str
    search: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A notice to publish again and again: its blocks as a document keeps them, and its text in three forms."""

    kind: str
    blocks: list[dict[str, Any]]
    forms: tuple[Written, ...]


def stories() -> list[Any]:
    """The demonstration's notices that are in both languages."""
    from uramost_web.portal.demo import texts

    return [story for story in texts.stories() if SOURCE in story.texts and TARGET in story.texts]


def patterns() -> list[Pattern]:
    """As many as there are stories, each long enough by the stories that follow it."""
    told = stories()
    return [_pattern(told[start:] + told[:start]) for start in range(len(told))]


def _pattern(told: Sequence[Any]) -> Pattern:
    from uramost import documents

    day = BEGIN.date()
    for count in range(1, len(told) + 1):
        blocks = documents.read(_bodies(told[:count], SOURCE, day), "notice.txt").blocks
        if len(documents.to_html(blocks, {block.key: block.text for block in blocks}).encode()) >= LEAST_HTML:
            break
    kept = [{**asdict(block), "text": ""} for block in blocks]
    return Pattern(told[0].kind, kept, tuple(_forms(told[:count], day)))


def _bodies(told: Sequence[Any], tag: str, day: date) -> bytes:
    return "\n\n".join(story.written(tag, day)[1] for story in told).encode()


def _forms(told: Sequence[Any], day: date) -> Iterator[Written]:
    from uramost import documents, scripts

    for tag in (SOURCE, TARGET):
        blocks = documents.read(_bodies(told, tag, day), "notice.txt").blocks
        texts = {block.key: block.text for block in blocks}
        title = told[0].written(tag, day)[0]
        yield _written(tag, title, texts, blocks)
        if tag == TARGET:
            latin = {key: scripts.to_latin(text) for key, text in texts.items()}
            yield _written(DERIVED, scripts.to_latin(title), latin, blocks)


def _written(tag: str, title: str, texts: dict[str, str], blocks: Sequence[Any]) -> Written:
    from uramost import documents
    from uramost_web.notices.models import plain_words

    return Written(tag, title, texts, documents.to_html(blocks, texts), plain_words(title, texts, tuple(blocks)))


def publish(wanted: int) -> None:
    """More notices, until there are `wanted`: one an hour, in one municipality after the other."""
    from django.db import transaction

    from uramost_web.notices.models import Notice
    from uramost_web.places.models import Municipality

    made, places = patterns(), list(Municipality.objects.all())
    owed = [_owed(place) for place in places]
    there = Notice.objects.count()
    for start in range(there, wanted, BATCH):
        with transaction.atomic():
            _publish(range(start, min(start + BATCH, wanted)), made, places, owed)


def _owed(place: Any) -> list[dict[str, Any]]:
    from uramost_web.notices.editions import as_recorded, owed

    return [as_recorded(entry) for entry in owed(place, BEGIN.date())]


def _publish(
    numbers: range, made: Sequence[Pattern], places: Sequence[Any], owed: Sequence[list[dict[str, Any]]]
) -> None:
    from uramost_web.notices.models import Notice, Publication, PublishedText
    from uramost_web.translation.models import Document

    author = person("officer")
    chosen = [(number, made[number % len(made)], BEGIN + timedelta(hours=number)) for number in numbers]
    documents_made = Document.objects.bulk_create(
        Document(
            key=uuid.uuid4(),
            municipality=places[number % len(places)],
            language=SOURCE,
            written_in=SOURCE,
            format="txt",
            filename="notice.txt",
            blocks=pattern.blocks,
            created_by=author,
            created_at=at,
        )
        for number, pattern, at in chosen
    )
    notices = Notice.objects.bulk_create(
        Notice(
            municipality=document.municipality,
            number=number // len(places) + 1,
            kind=pattern.kind,
            document=document,
            created_by=author,
            created_at=at,
            published_at=at,
        )
        for (number, pattern, at), document in zip(chosen, documents_made, strict=True)
    )
    publications = Publication.objects.bulk_create(
        _publication(notice, owed[number % len(places)], author)
        for (number, _, _), notice in zip(chosen, notices, strict=True)
    )
    PublishedText.objects.bulk_create(
        text
        for (_, pattern, _), publication in zip(chosen, publications, strict=True)
        for text in _texts(pattern, publication)
    )


def _publication(notice: Any, owed: list[dict[str, Any]], author: Any) -> Any:
    from uramost_web.notices.models import Publication

    missing = [entry["language"] for entry in owed if entry["language"] not in {"sq", "sr"}]
    return Publication(
        notice=notice,
        number=1,
        at=notice.published_at,
        by=author,
        owed=owed,
        missing=missing,
        reason=REASON if missing else "",
        reason_language=SOURCE if missing else "",
    )


def _texts(pattern: Pattern, publication: Any) -> Iterator[Any]:
    from uramost_web.notices.models import PublishedText

    for form in pattern.forms:
        yield PublishedText(
            publication=publication, notice=publication.notice, tag=form.tag,
            derived_from=TARGET if form.tag == DERIVED else "", edition=1, source_edition=1,
            is_source=form.tag == SOURCE, title=form.title, texts=form.texts, html=form.html, search=form.search,
            checks_passed=0 if form.tag == SOURCE else 398, checks_total=0 if form.tag == SOURCE else 400,
            second_person=True, published_at=publication.at,
        )  # fmt: skip


def person(role: str) -> Any:
    """Somebody who works in Gračanica in this role, with a second factor."""
    from allauth.mfa.models import Authenticator

    from uramost_web.accounts.models import User
    from uramost_web.places.models import Membership, Municipality

    email = f"{role}@example.org"
    found = User.objects.filter(email=email).first()
    if found is None:
        found = User.objects.create_user(email=email, name=role)
        Authenticator.objects.create(user=found, type=Authenticator.Type.TOTP, data={"secret": ""})
        Membership.objects.create(user=found, role=role, municipality=Municipality.objects.get(slug="gracanice"))
    return found


def pairs() -> Iterator[tuple[str, str]]:
    """Sentences in Albanian and in Serbian Cyrillic: the demonstration's long document, then its notices."""
    from uramost_web.portal.demo import guidelines, texts

    yield from guidelines.long_pairs()
    for story in stories():
        yield from zip(*(texts.sentences(story, tag, BEGIN.date()) for tag in (SOURCE, TARGET)), strict=True)


def to_translate(length: int) -> Any:
    """A document of this many segments and its translation: half confirmed, a quarter drafts, a quarter to write."""
    from uramost_web.places.models import Municipality
    from uramost_web.translation.models import Document, Segment, Target, Translation

    author, place = person("officer"), Municipality.objects.get(slug="gracanice")
    document = Document.objects.create(
        key=uuid.uuid4(),
        municipality=place,
        language=SOURCE,
        written_in=SOURCE,
        format="docx",
        filename="call.docx",
        created_by=author,
        created_at=BEGIN,
    )
    said = list(islice(_again_and_again(), length))
    segments = Segment.objects.bulk_create(
        Segment(document=document, position=position, block="title" if position == 1 else f"p{position}", text=source)
        for position, (source, _) in enumerate(said, start=1)
    )
    translation = Translation.objects.create(document=document, language=TARGET)
    Target.objects.bulk_create(
        _target(translation, segment, target) for segment, (_, target) in zip(segments, said, strict=True)
    )
    return translation


def _again_and_again() -> Iterator[tuple[str, str]]:
    """The pairs, and when they are at an end the same ones numbered, so that no sentence stands there twice."""
    known = list(pairs())
    yield from known
    for turn in range(2, 100):
        for source, target in known:
            yield f"{turn}. {source}", f"{turn}. {target}"


def _target(translation: Any, segment: Any, text: str) -> Any:
    from uramost_web.translation import actions
    from uramost_web.translation.models import Target, TargetState

    states = (TargetState.CONFIRMED, TargetState.DRAFT, TargetState.CONFIRMED, TargetState.EMPTY)
    state = states[segment.position % 4]
    written = "" if state == TargetState.EMPTY else text
    found = actions.find(segment.text, written, (SOURCE, TARGET))
    return Target(
        translation=translation,
        segment=segment,
        text=written,
        state=state,
        version=1 if written else 0,
        findings=found,
        written_at=BEGIN if written else None,
    )
