"""Sentences about events: when and where, how one is called for this reader, and what letters say."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from uramost_web.events.correspondence import About
from uramost_web.events.models import Event
from uramost_web.places.models import in_language
from uramost_web.places.words import Words, words

SUBJECTS: Final[dict[str, str | Promise]] = {
    About.REGISTERED: gettext_lazy("You are registered: %(event)s"),
    About.WAITING: gettext_lazy("You are on the waiting list: %(event)s"),
    About.PROMOTED: gettext_lazy("There is a place for you: %(event)s"),
    About.AGAIN: gettext_lazy("You have registered before: %(event)s"),
    About.REMINDER: gettext_lazy("Reminder: %(event)s"),
    About.MOVED: gettext_lazy("New time or place: %(event)s"),
    About.CANCELLED: gettext_lazy("Cancelled: %(event)s"),
    About.TAKEN_OFF: gettext_lazy("Your registration was cancelled: %(event)s"),
}
SAID: Final[dict[str, str | Promise]] = {
    About.REGISTERED: gettext_lazy("We expect you."),
    About.WAITING: gettext_lazy(
        "All places are taken. You are on the waiting list: as soon as somebody cancels, the first in line gets the "
        "place, and we write to you."
    ),
    About.PROMOTED: gettext_lazy("A place has become free, and you were next on the waiting list. We expect you."),
    About.AGAIN: gettext_lazy(
        "Somebody, probably you, has filled in the form again with your name and this address. Nothing was changed: "
        "your first registration stands."
    ),
    About.REMINDER: gettext_lazy("It is soon. If you cannot come, please cancel, so that somebody else can."),
    About.MOVED: gettext_lazy("The time or the place has changed. This is how it is now:"),
    About.CANCELLED: gettext_lazy("It does not take place. You need not do anything."),
    About.TAKEN_OFF: gettext_lazy("The organiser has taken you off the list. Write to them if this is a mistake."),
}
"""What a letter says first; one for each of `About`."""
CLOSED: Final[dict[str, str | Promise]] = {
    "draft": gettext_lazy("It has not been announced yet."),
    "cancelled": gettext_lazy("It was cancelled."),
    "held": gettext_lazy("It is over."),
    "no_registration": gettext_lazy("Nobody has to register. Just come."),
    "closed": gettext_lazy("Registration has ended."),
}
"""Codes of `registering.closed`."""
REACHED: Final = gettext_lazy("How can we reach you?")
FAULTS: Final[dict[str, str | Promise]] = {
    "no_session": gettext_lazy("Write when it takes place."),
    "ends_before": gettext_lazy("A session ends after it begins."),
    "overlap": gettext_lazy("The sessions overlap, or do not stand in the order of time."),
    "attended": gettext_lazy("Somebody came to a session that you take away. It has to stay."),
    "fewer_places": gettext_lazy("More people have been promised a place than there would be."),
}
"""Codes of `entering.Faulty`."""
NOT_BOOKED: Final[dict[str, str | Promise]] = {
    "booked_twice": gettext_lazy("This interpreter is booked already at that time."),
    "no_pair": gettext_lazy("This interpreter does not work between these languages."),
    "not_active": gettext_lazy("This interpreter can no longer be booked."),
    "cancelled": gettext_lazy("The event was cancelled."),
    "there": gettext_lazy("This interpreter is there already."),
}
"""Codes of `interpreting.Refused`."""
LACKING: Final[dict[str, str | Promise]] = {
    "uncovered": gettext_lazy("Nobody is booked."),
    "alone": gettext_lazy("One interpreter alone for more than an hour: book a second one who takes turns."),
    "many": gettext_lazy("More people than can be whispered to: provide receivers, or book another interpreter."),
}
"""Codes of `uramost.interpreting.Need`."""
CHANGED: Final = gettext_lazy(
    "Somebody else has changed this meanwhile, and yours is not kept. Look at both; keep yours again to replace theirs."
)
"""For `writing_minutes.Changed`."""
NOT_SETTLED: Final[dict[str, str | Promise]] = {
    "changed": gettext_lazy("Somebody else has changed this question meanwhile. Please load the page again."),
    "lacking": gettext_lazy("It is shown as soon as it is there in every one of these languages."),
}
"""Codes of `questions.Refused` at the desk."""
SETTLED: Final = gettext_lazy("The question is kept.")
NO_SIGN_IN: Final[dict[str, str | Promise]] = {
    "cancelled": gettext_lazy("It was cancelled."),
    "early": gettext_lazy("Signing in opens an hour before the beginning."),
    "over": gettext_lazy("It is over, and nobody can sign in any more. Please tell the organiser if you were there."),
}
"""Codes of `sign_in.closed`."""
OUTCOMES: Final[dict[str, str | Promise]] = {
    "stored": gettext_lazy("Noted."),
    "already": gettext_lazy("This person was noted before, and is counted once."),
    "taken_back": gettext_lazy("This was taken back at the desk and is not noted again."),
    "unknown": gettext_lazy("This event does not know this person. Please note them by name."),
    "several": gettext_lazy("Several people of this event have this name. Please choose on the list."),
}
"""Codes of `taking.Outcome`."""


def name_of(texts: Mapping[str, str], seen: Words) -> tuple[str, str]:
    """(text, its tag) for a reader: in their language, else in the first there is. Empty where there is none."""
    if own := in_language(texts, seen.tag):
        return own, seen.tag
    tag = min((tag for tag, text in texts.items() if text), key=seen.rank, default="")
    return texts.get(tag, ""), tag


def shown(texts: Mapping[str, str], seen: Words) -> SafeString:
    """On a page: another language than the reader's is marked, and named."""
    text, tag = name_of(texts, seen)
    if not text or tag == seen.tag:
        return format_html("{}", text)
    autonym = seen.autonym(tag)
    return format_html(
        '<span lang="{}">{}</span> <span class="muted">(<span lang="{}">{}</span>)</span>', tag, text, tag, autonym
    )


def plain(texts: Mapping[str, str], seen: Words) -> str:
    """In a letter or a calendar: another language is named behind it."""
    text, tag = name_of(texts, seen)
    return text if not text or tag == seen.tag else f"{text} ({seen.autonym(tag)})"


def title(event: Event, seen: Words) -> str:
    """What an event is called in a letter: where it has no title yet, its kind."""
    return plain(event.titles, seen) or str(event.get_kind_display())


def when(starts: datetime, ends: datetime) -> str:
    """One day: the day, and from when to when; else both moments."""
    begin, end = timezone.localtime(starts), timezone.localtime(ends)
    day = date_format(begin, "DATE_FORMAT")
    if begin.date() == end.date():
        return f"{day}, {begin:%H:%M}–{end:%H:%M}"
    return f"{day}, {begin:%H:%M} – {date_format(end, 'DATE_FORMAT')}, {end:%H:%M}"


def subject(about: str, event: Event, tag: str) -> str:
    """In the language that is switched on."""
    return " ".join((SUBJECTS[about] % {"event": title(event, words(tag))}).split())[:300]


def body(about: str, event: Event, tag: str, links: Mapping[str, str]) -> str:
    """In the language that is switched on. `links`: own, event, calendar, and declaring where it may be told."""
    seen = words(tag)
    parts = [title(event, seen), str(SAID[about])]
    if about == About.CANCELLED and event.cancelled_why:
        parts.append(plain(event.cancelled_why, seen))
    if about not in {About.CANCELLED, About.TAKEN_OFF}:
        parts += _facts(event, seen)
        parts.append(_("If you cannot come, or need something else:\n%(link)s") % {"link": links["own"]})
        parts.append(_("Whoever has this link can change your registration. Please do not pass it on."))
        parts.append(_("For your calendar:\n%(link)s") % {"link": links["calendar"]})
    parts.append(_("More about it:\n%(link)s") % {"link": links["event"]})
    if "declaring" in links:
        parts.append(
            _(
                "If you like, tell the programme what it counts people by, such as sex or year of birth. You need not, "
                "and it is kept apart from your name:\n%(link)s"
            )
            % {"link": links["declaring"]}
        )
    return "\n\n".join(parts) + "\n"


def _facts(event: Event, seen: Words) -> list[str]:
    times = "\n".join(when(row.starts_at, row.ends_at) for row in event.sessions.all())
    place = [part for part in (plain(event.venue, seen), event.online) if part]
    return [times, "\n".join([*place, event.municipality.name_in(seen.tag)])]
