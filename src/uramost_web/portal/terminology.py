"""The terminology for everybody: look a term up in any language, and see it in all of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from uramost.scripts import to_latin
from uramost.terms import Hit, Term, write_csv
from uramost_web.places.alphabet import order
from uramost_web.places.models import Role, in_language
from uramost_web.places.permissions import may
from uramost_web.places.words import Words, words
from uramost_web.translation import rules
from uramost_web.translation.attachments import attachment
from uramost_web.translation.models import TermEntry
from uramost_web.translation.term_words import DOMAINS, MEANINGS, STATUSES, TONES, lookup

PAGE: Final = 30
LONGEST_SEARCH: Final = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A term in a list. `tag` is the language of `name`, `elsewhere` its names in others as (tag, name).

    `banned` is the name it was found by, where that is not to be used: (tag, name).
    """

    url: str
    name: str
    tag: str
    elsewhere: Sequence[tuple[str, str]]
    definition: str
    domain: str | Promise
    status: str | Promise
    tone: str
    banned: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Column:
    """A term in one language and script."""

    tag: str
    autonym: str
    names: tuple[str, ...]
    definition: str
    forbidden: tuple[str, ...]


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """Every term in the order of the reader's alphabet, or those that were asked for, best first."""
    seen = words()
    asked = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    domain, status = request.GET.get("domain", ""), request.GET.get("status", "")
    hits = lookup().search(asked) if asked else None
    found = [hit.term for hit in hits] if hits is not None else _in_order(rules.terms(), seen.tag)
    shown = [
        term
        for term in found
        if (domain not in DOMAINS or term.domain == domain) and (status not in STATUSES or term.status == status)
    ]
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    by_id = {hit.term.id: hit for hit in hits or ()}
    context = {
        "page": page,
        "lines": [_line(term, by_id.get(term.id), seen) for term in page],
        "q": asked,
        "domain": domain,
        "status": status,
        "domains": DOMAINS.items(),
        "statuses": STATUSES.items(),
        "similar": bool(hits) and all(hit.how == "similar" for hit in hits or ()),
        "filtered": bool(asked or domain in DOMAINS or status in STATUSES),
        "may_propose": _may(request, "term.propose"),
    }
    return TemplateResponse(request, "portal/terms.html", context)


@require_safe
def term(request: HttpRequest, key: str) -> HttpResponse:
    """A term in all languages side by side, where it comes from, and who approved it."""
    seen = words()
    row = get_object_or_404(TermEntry.objects.select_related("decided_for"), key=key)
    rule = row.as_rule()
    name, tag = _name(rule.texts, seen.tag)
    context = {
        "term": row,
        "name": name,
        "tag": tag,
        "columns": list(_columns(rule, seen)),
        "definition": in_language(rule.definition, seen.tag),
        "domain": DOMAINS.get(row.domain, row.domain),
        "status": STATUSES[row.status],
        "meaning": MEANINGS[row.status],
        "tone": TONES[row.status],
        "decided": _decided(row, seen),
        "address": request.build_absolute_uri(reverse("portal:term", args=[row.key])),
        "may_change": _may(request, "term.propose"),
    }
    return TemplateResponse(request, "portal/term.html", context)


@require_safe
def download(request: HttpRequest) -> HttpResponseBase:
    """The whole list; spreadsheets need the mark at its beginning to read it as UTF-8."""
    listed = sorted(rules.terms(), key=lambda term: term.id)
    return attachment("\ufeff" + write_csv(listed), "terms.csv")


def _may(request: HttpRequest, act: str) -> bool:
    user: Any = request.user
    return bool(user.is_authenticated) and may(user, act)


def _in_order(some: Iterable[Term], tag: str) -> list[Term]:
    return sorted(some, key=lambda term: order(_name(term.texts, tag)[0], tag))


def _name(texts: Mapping[str, tuple[str, ...]], tag: str) -> tuple[str, str]:
    """The preferred name for a reader of `tag` and the tag it is in: another language's only if there is none."""
    first = {of: names[0] for of, names in texts.items() if names}
    if own := in_language(first, tag):
        return own, tag
    other = next(iter(first), "")
    return first.get(other, ""), other


def _line(term: Term, hit: Hit | None, seen: Words) -> Line:
    name, tag = _name(term.texts, seen.tag)
    language = seen.language_of(tag)
    others = sorted(term.texts, key=seen.rank)
    return Line(
        url=reverse("portal:term", args=[term.id]),
        name=name,
        tag=tag,
        elsewhere=[(of, term.texts[of][0]) for of in others if seen.language_of(of) != language and term.texts[of]],
        definition=in_language(term.definition, seen.tag),
        domain=DOMAINS.get(term.domain, term.domain),
        status=STATUSES[term.status],
        tone=TONES[term.status],
        banned=(hit.tag, hit.said) if hit and hit.forbidden else None,
    )


def _columns(term: Term, seen: Words) -> Iterator[Column]:
    """One for each language the pack knows; Serbian Latin is made from Cyrillic."""
    for tag, tongue in seen.tongues.items():
        latin = tag == "sr-Latn"
        names, forbidden = (_of(words_, tag, latin=latin) for words_ in (term.texts, term.forbidden))
        yield Column(tag, tongue.autonym, names, in_language(term.definition, tag), forbidden)


def _of(words_: Mapping[str, tuple[str, ...]], tag: str, *, latin: bool) -> tuple[str, ...]:
    if latin and tag not in words_:
        return tuple(map(to_latin, words_.get("sr-Cyrl", ())))
    return words_.get(tag, ())


def _decided(row: TermEntry, seen: Words) -> str:
    """In which office somebody approved or forbade it: «Reviewer, Gračanica»; never a person's name."""
    if row.status == "proposed" or row.decided_at is None:
        return ""
    role = Role(row.decided_as).label if row.decided_as in Role.values else _("UraMost project")
    return f"{role}, {seen.place(row.decided_for).name}" if row.decided_for else str(role)
