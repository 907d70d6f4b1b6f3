"""GET requests, requests/{service_request_id} and tokens/{token}."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from functools import lru_cache
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.db.models import FloatField, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from uramost import states
from uramost_web.casework import public
from uramost_web.casework.catalogue import Service, Shows
from uramost_web.casework.forms_asking import worded
from uramost_web.casework.georeport import tokens, writing
from uramost_web.casework.georeport.asking import Asking, page, span, whole_days
from uramost_web.casework.georeport.calls import MOST_PAGE
from uramost_web.casework.georeport.faults import refuse
from uramost_web.casework.models import Attachment, Case


class Row(NamedTuple):
    """What is read of a case, nothing of it outside the table of `public`; it costs a fraction of a `Case`.

    Moments, degrees and names come as the database writes them: for a hundred cases, what Django makes of them would
    cost more than everything else of the answer.
    """

    pk: int
    reference: str
    state: str
    service: int
    text: str
    office: str
    came: str
    due: str | None
    closed: str | None
    lat: float | None
    long: float | None


PLAIN: Final = ("pk", "reference", "state", "service_id", "public_text")
WRITTEN: Final = {
    "office_names": Cast("office__names", TextField()),
    "came": Cast("received_at", TextField()),
    "due": Cast("due_at", TextField()),
    "closed": Cast("closed_at", TextField()),
    "lat": Cast("latitude", FloatField()),
    "long": Cast("longitude", FloatField()),
}
OFFICE: Final = ("clerk", "head", "system")
"""Whose acts are shown with their time; a resident's are not."""
GROUPS: Final = {state.code: public.group(state.code) for state in states.STATES}
STATUSES: Final = {
    "received": "open", "at_work": "in_progress", "planned": "action_scheduled", "answered": "closed",
    "refused": "no_further_action", "elsewhere": "not_councils_responsibility", "ended": "closed",
}  # fmt: skip
"""What everyone sees of a state → mySociety's word for it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a page of requests needs to know of a service."""

    code: str
    name: str
    text: bool


def requests(asked: Asking) -> list[dict[str, Any]]:
    values = asked.values
    of = services(asked)
    if values["service_request_id"] is not None:
        return described(cases(asked, of, reference__in=values["service_request_id"]), of, asked)
    if values["service_code"] is not None:
        of = {pk: row for pk, row in of.items() if row.code in values["service_code"]}
    # Whole days, or who asks again and again would find the hour that is not shown.
    rows = cases(asked, of, received_at__range=whole_days(span(values, asked.at)))
    if values["status"] is not None and len(set(values["status"])) == 1:
        wanted = values["status"][0] == "open"
        rows = rows.filter(state__in=states.OPEN) if wanted else rows.exclude(state__in=states.OPEN)
    return described(rows, of, asked)


def request(asked: Asking) -> list[dict[str, Any]]:
    reference, of = asked.given["service_request_id"], services(asked)
    found = described(cases(asked, of, reference=reference), of, asked)
    if not found:
        raise refuse("request_unknown", given=reference)
    return found


def token(asked: Asking) -> list[dict[str, Any]]:
    given = asked.given["token"]
    case = tokens.case_of(given, asked.place)
    if case is None:
        raise refuse("token_unknown")
    return [{"service_request_id": case.reference, "token": given}]


def services(asked: Asking) -> dict[int, Known]:
    """The services of which anything is public, as `public.services` has them, without what is not needed here."""
    rows = Service.objects.filter(municipality=asked.place).exclude(shows=Shows.NOTHING).order_by()
    return {
        pk: Known(code, worded(names, asked.reader.tag), shows == Shows.TEXT)
        for pk, code, names, shows in rows.values_list("pk", "code", "names", "shows")
    }


def cases(asked: Asking, of: Mapping[int, Known], **more: Any) -> Any:
    """The cases of `public.cases`, of services that are known already, newest first."""
    rows = Case.objects.filter(municipality=asked.place, service__in=list(of), anonymised_at=None, **more)
    return rows.order_by("-received_at", "-pk")


def described(cases: Any, of: Mapping[int, Known], asked: Asking) -> list[dict[str, Any]]:
    """The page asked for, as it is shown: two queries, however many there are."""
    values = asked.values
    wanted = page(values, MOST_PAGE) if "page" in values and not values["service_request_id"] else slice(MOST_PAGE)
    rows = [Row._make(row) for row in cases.annotate(**WRITTEN).values_list(*PLAIN, *WRITTEN)[wanted]]
    if not rows:
        return []
    said = {code: str(words) for code, (words, _states) in public.GROUPS.items()}
    zone, tag = timezone.get_current_timezone(), asked.reader.tag
    made = [_request(row, of[row.service], said[GROUPS[row.state]], worded_json(row.office, tag), zone) for row in rows]
    photographs = _photographs([row.pk for row in rows])
    for row, one in zip(rows, made, strict=True):
        if row.pk in photographs and of[row.service].text:
            one["media_url"] = photographs[row.pk]
        if values["extensions"]:
            one["extended_attributes"] = _extended(row, asked.at)
    return made


@lru_cache(maxsize=1000)
def worded_json(texts: str, tag: str) -> str:
    return worded(json.loads(texts), tag)


def moment(written: str) -> datetime:
    """As SQLite writes it, in UTC without saying so, or as PostgreSQL does."""
    found = datetime.fromisoformat(written)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _request(row: Row, service: Known, state: str, office: str, zone: tzinfo) -> dict[str, Any]:
    came = morning(moment(row.came).astimezone(zone).date())
    return {  # every field, in the order of the shape: such a row is written as it is
        "service_request_id": row.reference,
        "status": "open" if row.state in states.OPEN else "closed",
        "status_notes": state,
        "service_name": service.name,
        "service_code": service.code,
        "description": row.text or None if service.text else None,
        "agency_responsible": office,
        "service_notice": None,
        "requested_datetime": came,
        "updated_datetime": morning(moment(row.closed).astimezone(zone).date()) if row.closed else came,
        "expected_datetime": evening(moment(row.due).astimezone(zone).date()) if row.due and not row.closed else None,
        "address": None,
        "address_id": None,
        "zipcode": None,
        "lat": row.lat and round(row.lat, public.DECIMALS),
        "long": row.long and round(row.long, public.DECIMALS),
        "media_url": None,
    }


def _extended(row: Row, at: datetime) -> dict[str, Any]:
    group = GROUPS[row.state]
    late = row.closed is None and row.due is not None and moment(row.due) < at
    return {"state": group, "extended_status": STATUSES[group], "late": late}


@lru_cache(maxsize=1000)
def morning(day: date) -> str:
    """The beginning of a day, of which the hour is not public."""
    return writing.moment(timezone.make_aware(datetime.combine(day, time.min)))


@lru_cache(maxsize=1000)
def evening(day: date) -> str:
    """The end of a day: until then an answer is in time."""
    return writing.moment(timezone.make_aware(datetime.combine(day, time(23, 59, 59))))


def _photographs(cases: list[int]) -> dict[int, str]:
    """Case → address of the first photograph that was released."""
    rows = Attachment.objects.filter(
        case__gte=min(cases), case__lte=max(cases), public=True
    )  # an index has the released
    found = rows.order_by("-pk").values_list("case_id", "key", "media_type")
    return {
        case: settings.SITE_URL + reverse("api:picture", args=[key])
        for case, key, media_type in found
        if media_type == "image/jpeg"
    }
