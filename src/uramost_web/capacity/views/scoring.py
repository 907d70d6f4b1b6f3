"""Scoring alone, and talking about where people differ: one domain on a page, one question to agree on at a time."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from uramost import assessment
from uramost_web.capacity import acts, results
from uramost_web.capacity.forms import NOT_APPLICABLE, AgreeForm, CommentForm, ScoreForm, value_of
from uramost_web.capacity.models import Agreed, Comment, Evidence, Rating
from uramost_web.capacity.seats import Seat
from uramost_web.capacity.views.doors import page, to
from uramost_web.capacity.wording import REFUSED
from uramost_web.places.words import reader_tag


def domain_of(seat: Seat, number: int) -> assessment.Domain:
    domains = seat.round.instrument.read().domains
    if not 1 <= number <= len(domains):
        raise Http404
    return domains[number - 1]


def item_of(seat: Seat, code: str) -> tuple[int, assessment.Item]:
    """The number of its domain, and the item."""
    for number, domain in enumerate(seat.round.instrument.read().domains, start=1):
        for item in domain.items:
            if item.code == code:
                return number, item
    raise Http404


def score(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """One domain. What is filled in rightly is kept also where something else is not."""
    if not seat.may_score or seat.rater is None:
        if seat.inside:
            return to(seat, "round")
        raise Http404
    domain = domain_of(seat, number)
    there = {row.item: row for row in Rating.objects.filter(rater=seat.rater)}
    initial: dict[str, Any] = {}
    for item in domain.items:
        if row := there.get(item.code):
            initial |= {item.code: NOT_APPLICABLE if row.value is None else str(row.value)}
            initial |= {f"{item.code}-note": row.note}
    form = ScoreForm(request.POST if request.method == "POST" else None, domain=domain, initial=initial)
    if request.method == "POST":
        valid = form.is_valid()
        try:
            acts.score(seat=seat, given=form.given(), language=reader_tag(), at=timezone.now())
        except acts.Refused as refused:
            messages.error(request, str(REFUSED[refused.reason]))
            return to(seat, "round")
        if valid:
            last = number == len(seat.round.instrument.read().domains)
            return to(seat, "round") if last else to(seat, "score", number + 1)
    total = len(seat.round.instrument.read().domains)
    return page(request, seat, "score.html", form=form, domain=domain, number=number, total=total)


def discuss(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """What each said of a domain, where they are far apart, what is agreed, and what was remarked."""
    if not seat.sees_all:
        raise Http404
    domain, row = domain_of(seat, number), seat.round
    said = results.ratings(row)
    spreads = {one.item: one for one in assessment.spreads(row.instrument.read(), list(said.values()))}
    codes = [item.code for item in domain.items]
    notes: dict[str, list[Rating]] = {}
    for rating in Rating.objects.filter(rater__round=row, item__in=codes).exclude(note="").select_related("rater"):
        notes.setdefault(rating.item, []).append(rating)
    agreed = {one.item: one for one in Agreed.objects.filter(round=row, item__in=codes)}
    comments = _by_item(Comment.objects.filter(round=row, item__in=codes).select_related("by"))
    evidence = _by_item(Evidence.objects.filter(round=row, item__in=codes))
    items = [
        {
            "item": item, "spread": spreads[item.code], "notes": notes.get(item.code, []),
            "said": [(rater, values.get(item.code), item.code in values) for rater, values in said.items()],
            "agreed": agreed.get(item.code), "comments": comments.get(item.code, []),
            "evidence": evidence.get(item.code, []),
        }
        for item in domain.items
    ]  # fmt: skip
    total = len(row.instrument.read().domains)
    return page(request, seat, "discuss.html", domain=domain, number=number, total=total, items=items)


def _by_item(rows: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.item, []).append(row)
    return found


def agree(request: HttpRequest, seat: Seat, item: str) -> HttpResponse:
    """One question: what everybody said, and what they agree on, with the reason."""
    if not seat.leads or not seat.sees_all:
        raise Http404
    number, found = item_of(seat, item)
    if not seat.may_agree:
        return to(seat, "discuss", number)
    there = Agreed.objects.filter(round=seat.round, item=item).first()
    initial = {"value": NOT_APPLICABLE if there.value is None else there.value, "why": there.why} if there else None
    form = AgreeForm(request.POST if request.method == "POST" else None, item=found, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        try:
            acts.agree(
                seat=seat, item=item, value=value_of(given["value"]), why=given["why"], language=reader_tag(),
                at=timezone.now(),
            )  # fmt: skip
        except acts.Refused as refused:
            messages.error(request, str(REFUSED[refused.reason]))
            return to(seat, "discuss", number)
        missing = acts.missing(seat.round)
        if missing:
            return to(seat, "agree", missing[0])
        messages.success(request, _("Something is agreed on every question. Look at the result, then finish."))
        return to(seat, "round")
    ratings = Rating.objects.filter(rater__round=seat.round, item=item).select_related("rater").order_by("rater")
    return page(
        request, seat, "agree.html", form=form, item=found, number=number, ratings=ratings,
        left=len(acts.missing(seat.round)), comments=Comment.objects.filter(round=seat.round, item=item),
    )  # fmt: skip


def comment(request: HttpRequest, seat: Seat, item: str = "") -> HttpResponse:
    """A facilitator's remark on a question or on the whole."""
    if not seat.facilitates:
        raise Http404
    number, found = item_of(seat, item) if item else (0, None)
    form = CommentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            acts.comment(seat=seat, item=item, text=form.cleaned_data["text"], language=reader_tag(), at=timezone.now())
        except acts.Refused as refused:
            form.add_error(None, str(REFUSED[refused.reason]))
        else:
            return to(seat, "discuss", number) if item and seat.sees_all else to(seat, "round")
    return page(request, seat, "comment.html", form=form, item=found)
