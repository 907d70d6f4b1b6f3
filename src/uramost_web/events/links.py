"""The own link of somebody who registered: with it they change what they need, or cancel."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from uramost_web import secret_links
from uramost_web.directory.models import Person
from uramost_web.events.models import Event, Registration
from uramost_web.interface import code


def secret(row: Registration) -> str:
    return secret_links.secret("registration", row.nonce)


def opens(nonce: str, given: str) -> bool:
    """Whether this is the secret of the registration with this nonce."""
    return secret_links.opens("registration", nonce, given)


def own_path(row: Registration) -> str:
    """Of the page of the registration, in the language they read."""
    with translation.override(code(row.reads)):
        return reverse("events:mine", args=[row.pk, secret(row)])


def own_link(row: Registration) -> str:
    return settings.SITE_URL + own_path(row)


def event_link(event: Event, tag: str) -> str:
    with translation.override(code(tag)):
        return settings.SITE_URL + event.get_absolute_url()


def calendar_link(event: Event, tag: str) -> str:
    with translation.override(code(tag)):
        return settings.SITE_URL + reverse("events:calendar_of_event", args=[event.pk, tag])


def declaring_link(person: Person, tag: str) -> str:
    """The person's own page in the directory, from which they declare what they want to."""
    with translation.override(code(tag)):
        path = reverse("own:person", args=[person.pk, secret_links.secret("person", person.nonce)])
    return settings.SITE_URL + path
