"""Letters to those whose turn it is, in their own language, sent in the background."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import translation as interface
from django.utils.translation import gettext as _
from django_tasks import task

from uramost_web.accounts.models import User
from uramost_web.places.models import Membership, Role
from uramost_web.translation.models import Translation, bare


@task()
def tell_translators(pk: int) -> int:
    """A text waits for translation. Returns how many letters are on their way."""
    return _tell(pk, Role.TRANSLATOR)


@task()
def tell_reviewers(pk: int) -> int:
    """A translation waits for review."""
    return _tell(pk, Role.REVIEWER)


def _tell(pk: int, role: Role) -> int:
    """A job for each letter: an address that the mail server refuses, or a worker that dies, stops no other letter."""
    municipality = Translation.objects.values_list("document__municipality", flat=True).get(pk=pk)
    members = Membership.objects.filter(role=role, municipality=municipality, user__is_active=True)
    with transaction.atomic():
        for user in members.values_list("user", flat=True):
            write_to.enqueue(user, pk, str(role))
    return len(members)


@task()
def write_to(user: int, pk: int, role: str) -> None:
    """One letter. A worker that dies between sending it and saying so sends it once more."""
    person = User.objects.get(pk=user)
    row = Translation.objects.select_related("document__municipality").get(pk=pk)
    with interface.override(person.language):
        _send(person, row, bare(row.document.title()), Role(role))


def _send(user: User, row: Translation, title: str, role: Role) -> None:
    subject = (
        _("A text waits for your translation") if role == Role.TRANSLATOR else _("A translation waits for your review")
    )
    address = settings.SITE_URL + reverse("translation:workbench", args=[row.pk])
    municipality = row.document.municipality.name_in(interface.get_language() or "")
    body = _("%(municipality)s: “%(title)s”\n\nOpen it here: %(address)s\n") % {
        "municipality": municipality,
        "title": title,
        "address": address,
    }
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [user.email])
