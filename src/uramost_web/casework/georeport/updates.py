"""GET and POST servicerequestupdates, as mySociety's extension has them."""

from typing import Any, Final

from django.db import transaction
from django.db.models import F

from uramost import states
from uramost_web.accounts import audit
from uramost_web.casework import history, public, wording
from uramost_web.casework.georeport.asking import Asking, page, span
from uramost_web.casework.georeport.calls import MOST_PAGE
from uramost_web.casework.georeport.faults import refuse
from uramost_web.casework.georeport.requests import GROUPS, OFFICE, STATUSES
from uramost_web.casework.history import Refused, Said
from uramost_web.casework.models import ApiKey, Case, Entry, OutsideUpdate

MOVES: Final = [move.code for move in states.MOVES]
NEWS: Final = "news"
"""What is told without a move: the case is where the update says already."""


def updates(asked: Asking) -> list[dict[str, Any]]:
    """Moves of public cases by those who work on them; never what was written, nor what a resident did and when."""
    start, end = span(asked.values, asked.at)
    # A case has changed no earlier than anything that happened to it: its index finds the few there are.
    cases = public.cases(asked.place).filter(changed_at__gte=start).order_by()
    rows = Entry.objects.filter(case__in=cases.values("pk"), at__range=(start, end), move__in=MOVES, who__in=OFFICE)
    moved = rows.exclude(before=F("after")).exclude(after__in=HIDDEN).exclude(before__in=HIDDEN, after="in_progress")
    chosen = moved.order_by("at", "pk")[page(asked.values, MOST_PAGE)]
    return [
        {
            "update_id": str(pk),
            "service_request_id": reference,
            "status": "fixed" if move == "fix" else STATUSES[GROUPS[after]],
            "updated_datetime": at,
            "description": str(public.GROUPS[GROUPS[after]][0]),
        }
        for pk, reference, move, at, after in chosen.values_list("pk", "case__reference", "move", "at", "after")
    ]


HIDDEN: Final = ("needs_information",)
"""That a resident has to reply is nobody's business, nor that the work goes on because they did."""


def change(asked: Asking) -> list[dict[str, Any]]:
    """What became of a request, from somebody who works on it elsewhere; sent twice, it is taken once."""
    case = Case.objects.filter(municipality=asked.place, reference=asked.values["service_request_id"]).first()
    if case is None:
        raise refuse("request_unknown", given=asked.values["service_request_id"])
    if asked.test or asked.key is None:
        return [{"update_id": "0"}]
    try:
        return [{"update_id": str(_taken(case.pk, asked, asked.key).pk)}]
    except Refused as refused:
        raise refuse("update_refused", why=wording.REFUSED.get(refused.reason, refused.reason)) from None


@transaction.atomic
def _taken(pk: int, asked: Asking, key: ApiKey) -> Entry:
    case = Case.objects.held(pk)  # of two that come at once the second waits here, and finds what the first made
    said = {"key": key, "update_id": asked.values["update_id"]}
    known = OutsideUpdate.objects.select_related("entry").filter(**said).first()
    if known is not None:
        return known.entry
    entry = _entry(case, asked, key)
    OutsideUpdate.objects.create(**said, entry=entry)
    audit.record("case.outside", subject=case, by=None, at=asked.at, key=key.name, entry=entry.number)
    return entry


def _entry(case: Case, asked: Asking, key: ApiKey) -> Entry:
    """The move the status asks for; a status that the case has already is told, and moves nothing."""
    status = asked.values["status"]
    found = states.move_for(case.state, status, "clerk")
    if isinstance(found, states.Move):
        said = _said(case, asked, key, reason=found.reason)
        return history.move(case=case, code=found.code, who="clerk", by=None, at=asked.at, said=said)
    if not there_already(case.state, status):
        raise Refused(found)
    said = _said(case, asked, key)
    history.check_said(case, said, text=True, reason=False)
    entry = history.append(case=case, code=NEWS, who="clerk", by=None, at=asked.at, said=said)
    history.finish(case, entry, asked.at)
    return entry


def there_already(state: str, status: str) -> bool:
    """Whether a posted status says nothing new: some move with this status leads to the state, or both are open."""
    if status == "open":
        return state in states.OPEN
    return any(move.after == state and move.extended == status for move in states.MOVES)


def _said(case: Case, asked: Asking, key: ApiKey, *, reason: bool = False) -> Said:
    """The description goes to the resident, and is the `reason` where a move needs one."""
    values = asked.values
    facts = {name: values[name] for name in ("account_id", "media_url") if values[name]}
    if values["updated_datetime"] is not None:
        facts["happened_at"] = values["updated_datetime"].isoformat()
    return Said(
        text=values["description"] or "",
        language=values["locale"] or case.language,
        reason=values["description"] or "" if reason else "",
        other_language=values["language_reason"] or "",
        facts={**facts, "api_key": key.name},
    )
