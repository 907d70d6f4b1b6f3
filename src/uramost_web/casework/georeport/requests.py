"""GET requests, requests/{service_request_id} and tokens/{token}."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from uramost import states
from uramost_web.casework import public
from uramost_web.casework.catalogue import Office, Service, Shows
from uramost_web.casework.georeport import tokens
from uramost_web.casework.georeport.asking import Asking, page, span, whole_days
from uramost_web.casework.georeport.calls import MOST_PAGE
from uramost_web.casework.georeport.faults import refuse
from uramost_web.casework.models import Attachment, Entry

READ: Final = (
    "pk", "reference", "state", "service_id", "office_id", "public_text", "received_at", "due_at", "closed_at",
    "latitude", "longitude",
)  # fmt: skip
"""All that is read of a case, none of it beside the table of `public`: a row for each costs a fraction of a `Case`."""
OFFICE: Final = ("clerk", "head", "system")
"""Whose acts are shown with their time; a resident's are not."""
GROUPS: Final = {state.code: public.group(state.code) for state in states.STATES}
STATUSES: Final = {
    "received": "open", "at_work": "in_progress", "planned": "action_scheduled", "answered": "closed",
    "refused": "no_further_action", "elsewhere": "not_councils_responsibility", "ended": "closed",
}  # fmt: skip
"""What everyone sees of a state → mySociety's word for it."""


def requests(asked: Asking) -> list[dict[str, Any]]:
    values = asked.values
    of = services(asked)
    rows = public.cases(asked.place)
    if values["service_request_id"] is not None:
        rows = rows.filter(reference__in=values["service_request_id"])
    else:
        if values["service_code"] is not None:
            rows = rows.filter(service__in=[pk for pk, row in of.items() if row.code in values["service_code"]])
        # Whole days, or who asks again and again would find the hour that is not shown.
        rows = rows.filter(received_at__range=whole_days(span(values, asked.at)))
        if values["status"] is not None and len(set(values["status"])) == 1:
            wanted = values["status"][0] == "open"
            rows = rows.filter(state__in=states.OPEN) if wanted else rows.exclude(state__in=states.OPEN)
    return described(rows[page(values, MOST_PAGE)], of, asked)


def request(asked: Asking) -> list[dict[str, Any]]:
    reference = asked.given["service_request_id"]
    found = described(public.cases(asked.place).filter(reference=reference), services(asked), asked)
    if not found:
        raise refuse("request_unknown", given=reference)
    return found


def token(asked: Asking) -> list[dict[str, Any]]:
    given = asked.given["token"]
    case = tokens.case_of(given, asked.place)
    if case is None:
        raise refuse("token_unknown")
    return [{"service_request_id": case.reference, "token": given}]


def services(asked: Asking) -> dict[int, Service]:
    return {row.pk: row for row in public.services(asked.place)}


def described(cases: Any, of: Mapping[int, Service], asked: Asking) -> list[dict[str, Any]]:
    """As they are shown: four queries, however many there are."""
    rows = list(cases.values(*READ))
    if not rows:
        return []
    tag, numbers = asked.reader.tag, [row["pk"] for row in rows]
    shown = {row["service_id"] for row in rows}  # a name is made once, and not for every request
    names = {pk: (row.code, row.name_in(tag), row.shows == Shows.TEXT) for pk, row in of.items() if pk in shown}
    offices = {row.pk: row.name_in(tag) for row in Office.objects.filter(municipality=asked.place)}
    said = {code: str(words) for code, (words, _states) in public.GROUPS.items()}
    acted, photographs = _acted(numbers), _photographs(numbers)
    return [
        _request(row, names[row["service_id"]], said, asked)
        | {
            "agency_responsible": offices[row["office_id"]],
            "updated_datetime": morning(timezone.localdate(acted.get(row["pk"], row["received_at"]))),
            "media_url": photographs.get(row["pk"], "") if names[row["service_id"]][2] else "",
        }
        for row in rows
    ]


def _request(
    row: Mapping[str, Any], service: tuple[str, str, bool], said: Mapping[str, str], asked: Asking
) -> dict[str, Any]:
    code, name, text = service
    group, running = GROUPS[row["state"]], row["state"] in states.OPEN
    due = row["due_at"] if row["closed_at"] is None else None
    made: dict[str, Any] = {
        "service_request_id": row["reference"],
        "status": "open" if running else "closed",
        "status_notes": said[group],
        "service_name": name,
        "service_code": code,
        "description": row["public_text"] if text else "",
        "requested_datetime": morning(timezone.localdate(row["received_at"])),
        "expected_datetime": evening(timezone.localdate(due)) if due else None,
        "lat": public.rounded(row["latitude"]),
        "long": public.rounded(row["longitude"]),
    }
    if asked.values["extensions"]:
        late = running and due is not None and due < asked.at
        made["extended_attributes"] = {"state": group, "extended_status": STATUSES[group], "late": late}
    return made


@lru_cache(maxsize=1000)
def morning(day: date) -> datetime:
    """The beginning of a day, of which the hour is not public."""
    return timezone.make_aware(datetime.combine(day, time.min))


@lru_cache(maxsize=1000)
def evening(day: date) -> datetime:
    """The end of a day: until then an answer is in time."""
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


def _acted(cases: list[int]) -> dict[int, datetime]:
    """Case → when the office last moved it."""
    rows = Entry.objects.filter(case__in=cases, who__in=OFFICE).order_by()
    return dict(rows.values_list("case").annotate(Max("at")))


def _photographs(cases: Iterable[int]) -> dict[int, str]:
    """Case → address of the first photograph that was released."""
    rows = Attachment.objects.filter(case__in=cases, public=True, media_type="image/jpeg").order_by("-pk")
    return {
        case: settings.SITE_URL + reverse("api:picture", args=[key]) for case, key in rows.values_list("case_id", "key")
    }
