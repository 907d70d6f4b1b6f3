"""A term of another tool's file as it is kept here: a proposal of whoever brought it, under an address of its own."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.text import slugify

from uramost import exchange
from uramost.exchange import Fault
from uramost.terms import Term
from uramost.text import BadText, clean, fold
from uramost_web.translation import rules
from uramost_web.translation.bringing import Bringing
from uramost_web.translation.models import TermEntry
from uramost_web.translation.reading import in_stored_script, stored_tag
from uramost_web.translation.term_form import FORMULA

KEY: Final = re.compile(r"[-a-zA-Z0-9_]{1,60}")
"""What may stand in the address of a term."""
RESERVED: Final = {"new"}
"""What already is an address beside those of the terms."""
LONGEST: Final = 1000  # characters of a name or a definition, as in the form


def key_of(given: str) -> str:
    """The number a file gives a term, if it can be an address; else one made of it, always the same."""
    if KEY.fullmatch(given) and given not in RESERVED:
        return given
    mark = hashlib.sha256(given.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{slugify(fold(given))[:45].strip('-') or 'term'}-{mark}"


def entry(term: Term, row: Bringing) -> TermEntry | Fault:
    """The row of a term, or why it cannot be one."""
    try:
        texts, forbidden = _names(term.texts), _names(term.forbidden)
        definitions = {stored_tag(tag): _kept(text, tag) for tag, text in term.definition.items()}
        domain, source = clean(term.domain).strip(), clean(term.source).strip()
    except BadText:
        return Fault("bad_text", 0, term.id, term.id)
    said = [*(name for names in (*texts.values(), *forbidden.values()) for name in names), *definitions.values()]
    if longest := max((len(text) for text in said if len(text) > LONGEST), default=0):
        return Fault("too_long", 0, str(longest), term.id)
    if formula := next((text for text in said if text.startswith(FORMULA)), ""):
        return Fault("formula", 0, formula[:40], term.id)
    if not texts:
        return Fault("no_term", 0, "", term.id)
    return TermEntry(
        key=key_of(term.id),
        domain=domain[:60],
        status="proposed",  # whoever approves terms here approves these too
        source=source or row.origin,
        texts=texts,
        definitions={tag: text for tag, text in definitions.items() if text},
        forbidden=forbidden,
        version=1,
        written_by=row.by,  # who brings a term does not approve it
        written_at=row.at,
    )


def _names(names: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """By the tag they are kept under, each once: those in the two Serbian scripts come together. Raises `BadText`.

    A column that is no language of this place, such as a remark, is none of its names.
    """
    known = {tongue.tag for tongue in rules.tongues()}
    found: dict[str, dict[str, None]] = {}
    for said, some in names.items():
        tag = exchange.ours(said, " ".join(some))
        if tag in known:
            kept = (_kept(one, tag) for one in some)
            found.setdefault(stored_tag(tag), {}).update(dict.fromkeys(name for name in kept if name))
    return {tag: list(some) for tag, some in found.items() if some}


def _kept(text: str, tag: str) -> str:
    return in_stored_script(clean(text).strip(), tag)[0]
