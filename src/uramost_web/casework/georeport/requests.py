"""GET requests, requests/{service_request_id} and tokens/{token}."""

from collections.abc import Iterable, Mapping
from statistics import mode
from typing import Any, Final

from django.conf import settings
from django.urls import reverse

from uramost import states
from uramost_web.casework import public, wording
from uramost_web.casework.catalogue import Office, Service
from uramost_web.casework.georeport import tokens
from uramost_web.casework.georeport.asking import Asking, page, span
from uramost_web.casework.georeport.calls import MOST_PAGE
from uramost_web.casework.georeport.faults import refuse
from uramost_web.casework.models import Attachment

READ: Final = (
    "pk", "reference", "state", "service_id", "office_id", "public_text", "received_at", "changed_at", "due_at",
    "paused", "latitude", "longitude",
)  # fmt: skip
"""All that is read of a case: nobody's name or address, and not what they wrote."""


def requests(asked: Asking) -> list[dict[str, Any]]:
    values = asked.values
    of = public.services(asked.place)
    rows = public.cases(asked.place, of)
    if values["service_request_id"] is not None:
        rows = rows.filter(reference__in=values["service_request_id"])
    else:
        if values["service_code"] is not None:
            of = {pk: row for pk, row in of.items() if row.code in values["service_code"]}
            rows = public.cases(asked.place, of)
        rows = rows.filter(received_at__range=span(values, asked.at))
        if values["status"] is not None and len(set(values["status"])) == 1:
            wanted = values["status"][0] == "open"
            rows = rows.filter(state__in=states.OPEN) if wanted else rows.exclude(state__in=states.OPEN)
    newest = rows.order_by("-received_at", "-pk")[page(values, MOST_PAGE)]
    return described(newest.values(*READ), of, asked)


def request(asked: Asking) -> list[dict[str, Any]]:
    reference = asked.given["service_request_id"]
    of = public.services(asked.place)
    found = described(public.cases(asked.place, of).filter(reference=reference).values(*READ), of, asked)
    if not found:
        raise refuse("request_unknown", given=reference)
    return found


def token(asked: Asking) -> list[dict[str, Any]]:
    given = asked.given["token"]
    case = tokens.case_of(given, asked.place)
    if case is None:
        raise refuse("token_unknown")
    return [{"service_request_id": case.reference, "token": given}]


def described(cases: Iterable[Mapping[str, Any]], of: Mapping[int, Service], asked: Asking) -> list[dict[str, Any]]:
    """As they are shown: three queries, however many there are."""
    rows = list(cases)
    if not rows:
        return []
    tag = asked.reader.tag
    offices = {row.pk: row.name_in(tag) for row in Office.objects.filter(municipality=asked.place)}
    names = {pk: row.name_in(tag) for pk, row in of.items()}  # once each, and not for every request
    photographs = _photographs([row["pk"] for row in rows if public.shown(of[row["service_id"]], "photographs")])
    return [
        {
            **_request(row, of[row["service_id"]], asked),
            "service_name": names[row["service_id"]],
            "agency_responsible": offices[row["office_id"]],
            "media_url": photographs.get(row["pk"], ""),
        }
        for row in rows
    ]


def _request(row: Mapping[str, Any], service: Service, asked: Asking) -> dict[str, Any]:
    said: dict[str, Any] = {
        "service_request_id": row["reference"],
        "status": "open" if row["state"] in states.OPEN else "closed",
        "status_notes": wording.state(row["state"]),
        "service_code": service.code,
        "description": row["public_text"] if public.shown(service, "public_text") else "",
        "requested_datetime": row["received_at"],
        "updated_datetime": row["changed_at"],
        "expected_datetime": row["due_at"],
        "lat": public.rounded(row["latitude"]),
        "long": public.rounded(row["longitude"]),
    }
    if asked.values["extensions"]:
        late = said["status"] == "open" and not row["paused"] and row["due_at"] is not None and row["due_at"] < asked.at
        said["extended_attributes"] = {
            "state": row["state"],
            "extended_status": EXTENDED[row["state"]],
            "paused": row["paused"],
            "late": late,
        }
    return said


EXTENDED: Final = {
    one.code: mode(move.extended for move in states.MOVES if move.after == one.code) for one in states.STATES
}
"""State → mySociety's word for it: that of most moves which lead there."""


def _photographs(cases: list[int]) -> dict[int, str]:
    """Case → address of the first photograph that was released."""
    if not cases:
        return {}
    rows = Attachment.objects.filter(case__in=cases, public=True, media_type="image/jpeg").order_by("-pk")
    return {
        case: settings.SITE_URL + reverse("api:picture", args=[key]) for case, key in rows.values_list("case_id", "key")
    }
