"""Signing in by one's own telephone: whoever scanned the code of a session writes their name."""

from datetime import datetime
from typing import Final
from uuid import UUID, uuid4, uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from uramost_web.accounts import attempts
from uramost_web.events import sign_in, taking, wording
from uramost_web.events.forms_running import SignInForm
from uramost_web.events.models import How, Session
from uramost_web.events.views.door import known_by_address
from uramost_web.places.words import reader_tag, words
from uramost_web.secret_links import new_nonce

MOST_WRONG: Final = 30
WINDOW: Final = 900
"""Seconds in which so many wrong codes may come from one address."""
MOST_NAMES: Final = 400
"""From one address in an hour: a hall shares one."""
HOUR: Final = 3600


def _session(request: HttpRequest, number: int, given: str) -> Session | None:
    """The session whose code it is; None: too many wrong ones came from here. The same 404 for wrong and for none."""
    now = timezone.now()
    if attempts.used_up(request, "wrong session", most=MOST_WRONG, at=now):
        return None
    row = Session.objects.select_related("event__municipality").filter(pk=number).first()
    right = sign_in.opens(row.nonce if row else new_nonce(), given)
    if row is None or not right:
        attempts.one_more(request, "wrong session", most=MOST_WRONG, window=WINDOW, at=now)
        raise Http404
    return row


@known_by_address
@require_safe
def short(request: HttpRequest, number: int, given: str) -> HttpResponse:
    """From the square to the page in the language for which the telephone asks."""
    with translation.override(get_language_from_request(request)):
        answer = redirect(reverse("running:sign_in", args=[number, given]))
    answer.headers["Vary"] = "Accept-Language, Cookie"
    return answer


@known_by_address
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, number: int, given: str) -> HttpResponse:
    """One question. Whether a name is on the list is told to nobody."""
    row = _session(request, number, given)
    now = timezone.now()
    if row is None:
        return _too_many(request)
    if reason := sign_in.closed(row, now):
        context = {**_about(row), "said": wording.NO_SIGN_IN[reason]}
        return TemplateResponse(request, "events/sign_in_closed.html", context)
    form = SignInForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not attempts.one_more(request, "sign in", most=MOST_NAMES, window=HOUR, at=now):
            return _too_many(request)
        try:
            outcome = _taken(request, row, now=now, **form.cleaned_data)
        except taking.Closed:  # cancelled since the row was read
            return redirect("running:sign_in", number, given)
        if outcome != taking.Outcome.SEVERAL:
            return redirect("running:signed_in", number, given)
        form.add_error("contact", _("Write here what tells you apart, or say your name at the door."))
    context = {**_about(row), "form": form, "mark": _mark(request)}
    return TemplateResponse(request, "events/sign_in.html", context, status=422 if form.errors else 200)


def _taken(request: HttpRequest, row: Session, *, name: str, contact: str, now: datetime) -> taking.Outcome:
    """Raises `taking.Closed`. Sent twice it is one mark; another name typed over it is another."""
    mark = taking.Mark(uuid5(_mark(request), name), name=name, contact=contact)
    (outcome,) = taking.take(session=row, marks=[mark], how=How.QR, by=None, at=now, reads=reader_tag()).values()
    return outcome


@known_by_address
@require_safe
def done(request: HttpRequest, number: int, given: str) -> HttpResponse:
    """The same for everybody, also for who was noted before."""
    row = _session(request, number, given)
    if row is None:
        return _too_many(request)
    return TemplateResponse(request, "events/signed_in.html", _about(row))


def _about(row: Session) -> dict[str, object]:
    return {
        "title": wording.shown(row.event.titles, words()) or row.event.get_kind_display(),
        "when": wording.when(row.starts_at, row.ends_at),
        "place": words().place(row.event.municipality).name,
    }


def _too_many(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "events/too_many.html", {}, status=429)


def _mark(request: HttpRequest) -> UUID:
    """Of the form."""
    try:
        return UUID(request.POST.get("mark", ""))
    except ValueError:
        return uuid4()
