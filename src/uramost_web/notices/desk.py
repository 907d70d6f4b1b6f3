"""The desk: what waits for the person who opens it."""

from django.contrib.auth.decorators import login_required
from django.db.models import F, Q
from django.http import HttpResponse
from django.template.response import TemplateResponse

from uramost_web.accounts.requests import PersonRequest
from uramost_web.notices.models import Notice
from uramost_web.places.permissions import may, workplaces
from uramost_web.translation import pool, progress
from uramost_web.translation.models import TITLE, Segment, Translation
from uramost_web.translation.states import State


@login_required
def desk(request: PersonRequest) -> HttpResponse:
    """What waits for this person."""
    seen = workplaces(request.user, "notice.see")
    open_work = (
        Translation.objects.select_related("document__notice", "document__municipality")
        .filter(Q(document__municipality__in=workplaces(request.user, "translation.write")) | pool.mine(request.user))
        .filter(document__notice__withdrawn_at=None)
        .exclude(state=State.APPROVED)
        .defer("document__blocks", "document__remarks")
        .order_by(F("due_date").asc(nulls_last=True), "pk")
    )
    far = progress.progress(open_work)
    waiting = [(row, far.get(row.pk), progress.due(row.due_date)) for row in open_work]
    notices = (
        Notice.objects.filter(municipality__in=seen)
        .select_related("municipality", "document")
        .defer("document__blocks", "document__remarks")
        .order_by("-pk")[:50]
    )
    context = {
        "notices": notices,
        "translations": [entry for entry in waiting if entry[0].state == State.OPEN],
        "reviews": [entry for entry in waiting if entry[0].state == State.SUBMITTED],
        "words_left": sum(left.words_left for row, left, _due in waiting if left and row.state == State.OPEN),
        "may_write": bool(workplaces(request.user, "notice.write")),
        "manages": workplaces(request.user, "people.manage"),
        "in_pool": pool.number_waiting() if may(request.user, "pool.see") else None,
        "exchanges": workplaces(request.user, "memory.export"),
        "may_see_terms": may(request.user, "term.propose"),
        "may_bring_lists": may(request.user, "directory.write"),
        "may_see_memoranda": may(request.user, "memorandum.see"),
        "may_audit": may(request.user, "audit.see"),
        "may_see_cases": may(request.user, "case.see"),
        "may_see_load": may(request.user, "load.see"),
        "may_see_samples": may(request.user, "completeness.see"),
        "may_see_services": may(request.user, "service.see"),
        "may_see_assessments": may(request.user, "assessment.see"),
        "may_see_directory": may(request.user, "directory.see"),
        "may_see_events": may(request.user, "event.see"),
        "titles": titles([*(row.document_id for row in notices), *(row.document_id for row in open_work)]),
        "memberships": request.user.memberships.select_related("municipality", "organisation"),
    }
    return TemplateResponse(request, "notices/desk.html", context)


def titles(of: list[int | None]) -> dict[int, str]:
    """Document → its title."""
    return dict(Segment.objects.filter(block=TITLE, document__in=of).values_list("document", "text"))
