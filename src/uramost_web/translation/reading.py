"""A file becomes a document in segments."""

import re
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from uramost import detection, documents, languages, scripts
from uramost.text import clean, words
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.places.models import Municipality
from uramost_web.translation import rules
from uramost_web.translation.models import TITLE, Document, Segment, bare, upload_name


def stored_tag(written_in: str) -> str:
    """The tag its approved text is kept in: Serbian Latin is kept in Cyrillic."""
    return next(
        (tongue.derived_from or tongue.tag for tongue in rules.tongues() if tongue.tag == written_in), written_in
    )


def language_of(tag: str) -> str:
    """The language of a tag: sr-Cyrl → sr."""
    return next((tongue.language for tongue in rules.tongues() if tongue.tag == tag), tag)


def tag_of(language: str) -> str:
    """The tag in which a language is kept: sr → sr-Cyrl."""
    return languages.stored(language, rules.tongues())


@transaction.atomic
def receive(
    *, municipality: Municipality, title: str, data: bytes, filename: str, written_in: str, by: User, at: datetime
) -> Document:
    """Read a file, keep it as it came, and cut it into segments.

    Raises `documents.Refused` for a file that cannot be read, `text.BadText` for a title that cannot be kept and
    `OSError` when there is no room for the file; nothing is stored then.
    """
    read = documents.read(data, filename)
    document = Document(
        key=uuid.uuid4(),
        municipality=municipality,
        language=stored_tag(written_in),
        written_in=written_in,
        filename=filename[-255:],
        format=read.format,
        blocks=[{**asdict(block), "text": ""} for block in read.blocks],
        remarks=[asdict(remark) for remark in read.remarks],
        created_by=by,
        created_at=at,
    )
    with or_no_file(document):
        document.original.save(filename, ContentFile(data), save=False)
        document.save()
        Segment.objects.bulk_create(_segments(document, clean(title).strip(), read.blocks))
        audit.record(
            "document.received", subject=document, by=by, at=at, format=read.format, segments=document.segments.count()
        )
    return document


@contextmanager
def or_no_file(document: Document) -> Iterator[None]:
    """What the database does not know stays on no disk: half a file would take the room that is missing."""
    try:
        yield
    except Exception:
        document.original.storage.delete(upload_name(document, ""))
        raise


def _segments(document: Document, title: str, blocks: Iterable[documents.Block]) -> Iterator[Segment]:
    sentences = [(TITLE, title)]
    for block in blocks:
        sentences += [(block.key, sentence) for sentence in documents.segments(block.text, document.written_in)]
    for position, (key, sentence) in enumerate(sentences, start=1):
        text = sentence.rstrip()
        kept, doubts = in_stored_script(text, document.written_in)
        yield Segment(
            document=document,
            position=position,
            block=key,
            text=kept,
            space=sentence[len(text) :],
            doubts=doubts,
            words=len(words(kept)),
        )


def looks_like(segments: Iterable[Segment]) -> str | None:
    """The tag of the language a text seems to be in; None when it is none we know, or too short to say."""
    return detection.detect(" ".join(bare(segment.text) for segment in segments)[:5000]).language


def in_stored_script(text: str, tag: str, keep: Iterable[str] = ()) -> tuple[str, list[dict[str, Any]]]:
    """The text as it is kept, and the words whose Cyrillic was guessed: only Serbian in Latin script is converted.

    Words to `keep` are in Latin script in what is returned, whichever script they came in.
    """
    if stored_tag(tag) != "sr-Cyrl":
        return text, []
    if scripts.script_of(text) != "Latn":
        for word in keep:
            text = re.sub(rf"\b{re.escape(scripts.to_cyrillic(word).text)}\b", word.replace("\\", r"\\"), text)
        return text, []
    cyrillic = scripts.to_cyrillic(text, keep=tuple(keep))
    return cyrillic.text, [asdict(doubt) for doubt in cyrillic.doubts]


def shown(text: str, stored: str, tag: str) -> str:
    """A stored text in the script asked for."""
    return text if stored == tag else scripts.derive(text, stored, tag)
