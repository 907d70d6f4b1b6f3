"""A round: where it stands, who takes part, who may see it, and what it says."""

from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from uramost import assessment
from uramost_web.capacity import acts, links, results, subjects
from uramost_web.capacity.forms import InviteForm, SharingForm
from uramost_web.capacity.models import Comment, Plan, Rater, Rating, Round, State
from uramost_web.capacity.seats import Seat
from uramost_web.capacity.texts import text_in
from uramost_web.capacity.views.doors import page, to
from uramost_web.capacity.wording import REFUSED, mean
from uramost_web.interface import tag
from uramost_web.places.models import MUNICIPAL
from uramost_web.places.words import reader_tag

ACTS: Final = {"discuss": acts.discuss, "settle": acts.settle, "close": acts.close}


def home(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Where the round stands and what comes next for whoever sits here."""
    if request.method == "POST":
        return _act(request, seat)
    row, instrument = seat.round, seat.round.instrument.read()
    mine = dict(Rating.objects.filter(rater=seat.rater).values_list("item", "value")) if seat.rater else {}
    agreed = results.agreed(row) if seat.sees_all else {}
    domains = [
        {
            "number": number, "domain": domain, "of": len(domain.items),
            "scored": sum(item.code in mine for item in domain.items),
            "agreed": sum(item.code in agreed for item in domain.items),
        }
        for number, domain in enumerate(instrument.domains, start=1)
    ]  # fmt: skip
    far = results.how_far(row)
    total = sum(len(domain.items) for domain in instrument.domains)
    return page(
        request, seat, "round.html", domains=domains, total=total, scored=len(mine), settled=len(agreed) == total,
        raters=[(rater, far.get(rater.pk, 0)) for rater in row.raters.all()],
        comments=Comment.objects.filter(round=row, item="").select_related("by"),
        plan=Plan.objects.filter(round=row).first(), states=State.choices,
        away=reader_tag() not in instrument.languages(),
    )  # fmt: skip


def _act(request: HttpRequest, seat: Seat) -> HttpResponse:
    what, now = request.POST.get("act", ""), timezone.now()
    try:
        if what == "new_link":
            lead = acts.new_link(seat=seat, at=now)
            return page(request, seat, "started.html", lead=lead, link=links.link(lead))
        if what in {"done", "not_done"}:
            acts.say_done(seat=seat, done=what == "done", at=now)
        elif what in ACTS:
            ACTS[what](seat=seat, at=now)
        else:
            raise Http404
    except acts.Refused as refused:
        messages.error(request, str(REFUSED[refused.reason]))
    return to(seat, "round")


def people(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Who scores: the lead invites, gives each their link, and takes out whoever has not scored."""
    if not seat.leads:
        raise Http404
    now, taking = timezone.now(), request.POST.get("act") == "take_out"
    if taking:
        return _take_out(request, seat, now)
    form = InviteForm(request.POST or None, accounts=_accounts(seat), initial={"language": reader_tag()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            _invite(seat, given, now)
        except acts.Refused as refused:
            form.add_error(None, str(REFUSED[refused.reason]))
        else:
            messages.success(request, _("Invited. Give each person their own link, and nobody else’s."))
            return to(seat, "people")
    far = results.how_far(seat.round)
    raters = [
        (rater, far.get(rater.pk, 0), "" if rater.user_id else links.link(rater)) for rater in seat.round.raters.all()
    ]
    return page(request, seat, "people.html", form=form, raters=raters, open=seat.round.state == State.OPEN)


def _accounts(seat: Seat) -> list[tuple[int, str]]:
    place = seat.round.municipality
    if place is None or seat.by is None:
        return []
    there = set(seat.round.raters.values_list("user", flat=True))
    members = place.members.filter(role__in=MUNICIPAL, user__is_active=True).select_related("user")
    found = {one.user_id: one.user.get_full_name() for one in members if one.user_id not in there}
    return sorted(found.items(), key=lambda one: one[1])


def _invite(seat: Seat, given: dict[str, Any], at: datetime) -> Rater:
    place, account = seat.round.municipality, given.get("account")
    if account and place is not None:
        member = place.members.filter(user=int(account)).select_related("user").first()
        if member is not None:
            user = member.user
            language = tag(user.language) if user.language else given["language"]
            return acts.invite(seat=seat, name=user.get_full_name(), language=language, user=user, at=at)
    return acts.invite(seat=seat, name=given["name"], language=given["language"], user=None, at=at)


def _take_out(request: HttpRequest, seat: Seat, at: datetime) -> HttpResponse:
    asked = request.POST.get("rater", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else 0
    rater = get_object_or_404(seat.round.raters, pk=number)
    try:
        acts.take_out(seat=seat, rater=rater, at=at)
    except acts.Refused as refused:
        messages.error(request, str(REFUSED[refused.reason]))
    return to(seat, "people")


def sharing(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Who else sees it: the organisation's own decision."""
    if not seat.leads:
        raise Http404
    row = seat.round
    form = SharingForm(
        request.POST if request.method == "POST" else None, agreed=row.agreed_at is not None,
        initial={"facilitated": row.facilitated, "shared": row.shared},
    )  # fmt: skip
    if form.is_valid():
        given = form.cleaned_data
        try:
            acts.share(
                seat=seat, facilitated=given["facilitated"], shared=given.get("shared", False), at=timezone.now()
            )
        except acts.Refused as refused:
            form.add_error(None, str(REFUSED[refused.reason]))
        else:
            messages.success(request, _("Kept. You can change it at any time."))
            return to(seat, "round")
    return page(request, seat, "sharing.html", form=form)


def result(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Chart and table: what was agreed, the change since the last round, and the network where it may be shown."""
    if not seat.sees_all:
        raise Http404
    row = seat.round
    found = results.result(row, on=timezone.localdate())
    _domains, understood = _understood(row)
    return page(
        request, seat, "result.html", result=found, chart=mark_safe(chart(row, found)),  # noqa: S308 - escaped there
        network=any(one.network.organisations for one in found.rows),
        apart=[one for one in understood if one.far], understood=_domains,
        names={place.item.code: place.item for place in row.instrument.read().places()},
    )  # fmt: skip


def _understood(row: Round) -> tuple[dict[str, float | None], tuple[assessment.Spread, ...]]:
    said = list(results.ratings(row).values())
    instrument = row.instrument.read()
    domains, _items = assessment.understood(instrument, [said])
    return {one.code: one.alpha for one in domains}, assessment.spreads(instrument, said)


def chart(row: Round, found: results.Result) -> str:
    """The round, and the one before it where there is one."""
    axes = [assessment.Axis(str(text_in(one.domain.names, plain=True))) for one in found.rows]
    lines = [assessment.Line(_when(row), tuple(one.score.mean for one in found.rows))]
    if found.previous is not None:
        lines.append(assessment.Line(_when(found.previous), tuple(one.before for one in found.rows)))
    title = _("Result of %(name)s by domain, from 1 to 4") % {"name": subjects.name_of(row)}
    return assessment.radar(title, axes, lines, shown=mean)


def _when(row: Round) -> str:
    at = row.agreed_at or row.started_at
    return f"{timezone.localtime(at):%m.%Y}"
