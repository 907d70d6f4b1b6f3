"""A resident registers: one question a page, without an account; the answers are checked, and sent once."""

from typing import Any, Final
from uuid import UUID, uuid4

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uramost_web.accounts import attempts
from uramost_web.events import asking, links, registering, wording
from uramost_web.events.asking import Draft
from uramost_web.events.forms_registering import STEPS, initial, interpretation_choices, missing, steps_of
from uramost_web.events.models import Registration
from uramost_web.events.needs import asked
from uramost_web.events.registering import Asked, NotOpen
from uramost_web.events.views.door import known_by_address
from uramost_web.events.views.public import found, times_of
from uramost_web.places.words import reader_tag, words

TO_ONE: Final = 20
"""Registrations with the same e-mail address in a day: nobody is flooded with letters through us."""
DAY: Final = 24 * attempts.HOUR


@require_POST
def start(request: HttpRequest, number: int) -> HttpResponse:
    """Begin a form; nothing is asked of a person before."""
    event = found(number)
    if registering.closed(event, timezone.now()):
        return redirect(event)
    if not attempts.one_more(
        request, "register", most=2 * settings.SENT_AN_HOUR, window=attempts.HOUR, at=timezone.now()
    ):
        return _too_many(request)
    draft = Draft.objects.create(key=uuid4(), event=event, reads=reader_tag(), started_at=timezone.now())
    return redirect("events:step", draft.key, "name")


@known_by_address
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, key: UUID, step: str) -> HttpResponse:
    """One question."""
    draft = asking.find(key)
    order = steps_of(draft.event)
    if step not in order:
        raise Http404
    if draft.outcome:
        return redirect("events:done", key)
    if reason := registering.closed(draft.event, timezone.now()):
        return _ended(request, draft, reason)
    form = STEPS[step](
        request.POST if request.method == "POST" else None, event=draft.event, initial=initial(step, draft.answers)
    )
    checking, at = request.GET.get("to") == "check", order.index(step)
    if form.is_valid():
        draft.answers = {**draft.answers, **form.cleaned_data}
        draft.save(update_fields=["answers"])
        if checking or at + 1 == len(order):
            return redirect("events:check", key)
        return redirect("events:step", key, order[at + 1])
    form.as_page()
    back = reverse("events:step", args=[key, order[at - 1]]) if at else draft.event.get_absolute_url()
    context = {
        "form": form, "step": step, "number": at + 1, "of": len(order),
        "back": reverse("events:check", args=[key]) if checking else back, **_event(draft),
    }  # fmt: skip
    return TemplateResponse(request, "events/step.html", context, status=422 if form.errors else 200)


def _event(draft: Draft) -> dict[str, Any]:
    seen = words()
    return {"event": draft.event, "title": wording.shown(draft.event.titles, seen), "times": times_of(draft.event)}


def _ended(request: HttpRequest, draft: Draft, reason: str) -> HttpResponse:
    context = {"why": wording.CLOSED[reason], **_event(draft)}
    return TemplateResponse(request, "events/ended.html", context, status=410)


def _too_many(request: HttpRequest) -> HttpResponse:
    response = TemplateResponse(request, "events/too_many.html", {}, status=429)
    response.headers["Retry-After"] = str(attempts.HOUR)
    return response


@known_by_address
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, key: UUID) -> HttpResponse:
    """The answers once more; sent, they are one registration, however often."""
    draft, now = asking.find(key), timezone.now()
    if draft.outcome:
        return redirect("events:done", key)
    if reason := registering.closed(draft.event, now):
        return _ended(request, draft, reason)
    if lacking := missing(draft.event, draft.answers):
        return HttpResponseRedirect(f"{reverse('events:step', args=[key, lacking])}?to=check")
    if request.method == "POST":
        return _sent(request, draft)
    return TemplateResponse(request, "events/check.html", {"draft": draft, "lines": _lines(draft), **_event(draft)})


def _sent(request: HttpRequest, draft: Draft) -> HttpResponse:
    now, answers = timezone.now(), draft.answers
    if not attempts.one_more(request, "registered", most=settings.SENT_AN_HOUR, window=attempts.HOUR, at=now):
        return _too_many(request)
    if answers["email"] and not attempts.counted("letters", answers["email"], most=TO_ONE, window=DAY, at=now):
        return _too_many(request)
    needs = {name: answers[name] for name in asked(draft.event.offers)}
    given = Asked(answers["name"], answers["email"], answers["phone"], answers["reads"], needs)
    try:
        draft.outcome = registering.register(event=draft.event, asked=given, key=draft.key, at=now)
    except NotOpen as refused:
        return _ended(request, draft, refused.code)
    draft.save(update_fields=["outcome"])
    return redirect("events:done", draft.key)


def _lines(draft: Draft) -> list[tuple[str, str, str]]:
    """(page, question, answer) of every page, for looking through."""
    seen, answers = words(), draft.answers
    said = {
        "name": answers["name"],
        "reach": "\n".join(part for part in (answers["email"], answers["phone"]) if part),
        "language": seen.autonym(answers["reads"]),
        "interpretation": dict(interpretation_choices(draft.event)).get(answers.get("interpretation", ""), ""),
        "childcare": str(answers.get("childcare") or ""),
        "photos": str(STEPS["photos"].base_fields["photos"].choices[bool(answers.get("photos"))][1]),  # type: ignore[attr-defined]
    }
    return [(one, _question(one), said.get(one, str(answers.get(one, "")))) for one in steps_of(draft.event)]


def _question(step: str) -> str:
    form = STEPS[step]
    return str(form.base_fields[form.heading].label) if form.heading else str(wording.REACHED)


@known_by_address
@require_safe
def done(request: HttpRequest, key: UUID) -> HttpResponse:
    """What became of it. The own link goes by e-mail where there is an address: only its owner reads it there."""
    draft = asking.find(key)
    if not draft.outcome:
        return redirect("events:check", key)
    row = None if draft.answers["email"] else Registration.objects.filter(key=key).first()
    context = {
        "email": draft.answers["email"],
        "waits": draft.outcome == "waiting",
        "link": links.own_link(row) if row else "",
        **_event(draft),
    }
    return TemplateResponse(request, "events/done.html", context)
