"""The notices of a municipality as an Atom feed (RFC 4287), one for each language and script."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from uramost import languages, parity
from uramost_web.context import in_language
from uramost_web.interface import code, spoken
from uramost_web.notices.editions import owed
from uramost_web.notices.models import Notice, Publication, PublishedText
from uramost_web.places.models import Municipality, Tongue
from uramost_web.places.words import Words
from uramost_web.portal.figures import texts_of
from uramost_web.portal.reader import address

ENTRIES: Final = 50


class _Atom(Atom1Feed):
    """Django's, with the whole text as content and a moment of its own where there is no entry yet."""

    def latest_post_date(self) -> datetime:
        changed: datetime = self.feed["changed"]
        return changed

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


@dataclass(frozen=True, slots=True)
class State:
    """What a feed depends on: when it last changed, and a mark that is another one whenever it has changed."""

    changed: datetime
    etag: str


def feed_path(slug: str, tag: str) -> str:
    """The address of a feed: under the interface's page in this language where there is one."""
    path = reverse("portal:feed", args=(slug, tag))
    return in_language(path, code(tag)) if spoken(tag) else path


def tags_of(municipality: Municipality, words: Words) -> list[str]:
    """The languages and scripts a municipality owes or has published in, in the pack's order."""
    published = PublishedText.objects.filter(notice__municipality=municipality, current=True, notice__withdrawn_at=None)
    wanted = set(published.values_list("tag", flat=True).distinct())
    owes = set(_owed(municipality))
    return [tag for tag, tongue in words.tongues.items() if tag in wanted or tongue.language in owes]


def state(municipality: Municipality, tag: str) -> State:
    """Every change of what is public is a publication or a withdrawal; a correction of the source is one too."""
    out = Publication.objects.filter(notice__municipality=municipality).aggregate(last=Max("pk"), at=Max("at"))
    gone = Notice.objects.filter(municipality=municipality, withdrawn_at__isnull=False).aggregate(
        count=Count("pk"), at=Max("withdrawn_at")
    )
    changed = max(moment for moment in (municipality.changed_at, out["at"], gone["at"]) if moment)
    return State(changed, f'"{municipality.pk}.{tag}.{out["last"] or 0}.{gone["count"]}.{changed.timestamp():.6f}"')


def write(municipality: Municipality, tag: str, changed: datetime) -> str:
    """The feed, newest texts first."""
    with translation.override(code(tag) if spoken(tag) else translation.get_language()):
        feed = _feed(municipality, tag, changed)
        current = PublishedText.objects.filter(
            notice__municipality=municipality, notice__withdrawn_at=None, tag=tag, current=True
        )
        rows = list(
            current.select_related("notice").defer("texts", "search").order_by("-published_at", "-pk")[:ENTRIES]
        )
        texts, sources = texts_of(PublishedText.objects.filter(notice__in=[row.notice_id for row in rows]))
        language = dict(Tongue.objects.values_list("tag", "language")).get(tag, tag)
        for row in rows:
            row.notice.municipality = municipality
            as_rule = parity.Publication(
                str(row.notice_id), (), sources.get(row.notice_id, ""), tuple(texts[row.notice_id])
            )
            feed.add_item(**_entry(row, as_rule, language))
        written: str = feed.writeString("utf-8")
        return written


def _owed(municipality: Municipality) -> list[str]:
    try:
        return [entry.language for entry in owed(municipality, timezone.localdate())]
    except languages.NoStatus:
        return []


def _feed(municipality: Municipality, tag: str, changed: datetime) -> _Atom:
    name = municipality.name_in(tag)
    return _Atom(
        title=_("%(municipality)s: notices") % {"municipality": name} if spoken(tag) else name,
        link=settings.SITE_URL + municipality.get_absolute_url(),
        feed_url=settings.SITE_URL + feed_path(municipality.slug, tag),
        feed_guid=_lasting(municipality.slug, tag),
        description=None,
        language=tag,
        author_name=name,
        changed=changed,
    )


def _entry(text: PublishedText, as_rule: parity.Publication, language: str) -> dict[str, Any]:
    """A notice; going stale changes what its reader has to know, so it counts as an update."""
    stale = parity.stale_since(as_rule, language, timezone.now())
    notice = text.notice
    own = [row.published_at for row in as_rule.texts if row.language == language]
    return {
        "title": text.title,
        "link": settings.SITE_URL + address(notice, text.tag),
        "description": None,
        "unique_id": _lasting(notice.municipality.slug, str(notice.number), text.tag),
        "pubdate": min([*own, text.published_at]),
        "updateddate": max(text.published_at, stale) if stale else text.published_at,
        "categories": [notice.get_kind_display()],
        "content": _stale_note(stale, text.tag) + text.html,
    }


def _stale_note(stale: datetime | None, tag: str) -> str:
    """In the language of the feed; one the interface does not speak is not told in another."""
    if stale is None or not spoken(tag):
        return ""
    moment = date_format(timezone.localtime(stale), "DATETIME_FORMAT")
    sentence = _("Out of date since %(moment)s: the original has been corrected; this language has not followed yet.")
    return format_html("<p><strong>{}</strong></p>", sentence % {"moment": moment})


def _lasting(*parts: str) -> str:
    """An identifier that stays the same wherever the site moves within its host (RFC 4151)."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"tag:{host},2026:{'/'.join(parts)}"
