"""GET discovery, services and services/{service_code}."""

from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from uramost_web.casework.catalogue import Service, Shows
from uramost_web.casework.forms_asking import worded
from uramost_web.casework.georeport.asking import Asking
from uramost_web.casework.georeport.faults import refuse

CHANGED: Final = datetime(2026, 11, 1, tzinfo=timezone.get_fixed_timezone(60))
"""When the form of what is answered last changed."""
SPECIFICATION: Final = "http://wiki.open311.org/GeoReport_v2"
FORMATS: Final = ("text/xml", "application/json")
LISTS: Final = {"singlevaluelist", "multivaluelist"}


def discovery(_asked: Asking) -> dict[str, Any]:
    """Two endpoints: the second checks everything and keeps nothing."""
    addresses = (("production", "/georeport/v2"), ("test", "/georeport/test/v2"))
    return {
        "changeset": CHANGED,
        "contact": settings.DEFAULT_FROM_EMAIL,
        "key_service": settings.SITE_URL + reverse("api:page"),
        "endpoints": [
            {
                "specification": SPECIFICATION, "url": settings.SITE_URL + path, "changeset": CHANGED, "type": kind,
                "formats": FORMATS,
            }
            for kind, path in addresses
        ],
    }  # fmt: skip


def services(asked: Asking) -> list[dict[str, Any]]:
    rows = Service.objects.offered(timezone.localdate(asked.at)).filter(municipality=asked.place)
    return [_service(row, asked.reader.tag) for row in rows]


def _service(row: Service, tag: str) -> dict[str, Any]:
    return {
        "service_code": row.code,
        "service_name": row.name_in(tag),
        "description": worded(row.descriptions, tag),
        "metadata": bool(row.questions),
        "type": "batch" if row.shows == Shows.NOTHING else "realtime",
        "keywords": ",".join(row.keywords),
        "group": row.group,
    }


def service(asked: Asking) -> dict[str, Any]:
    """Also of one that has ended or has not begun: its code is known."""
    row = found(asked, asked.given["service_code"])
    attributes = [_attribute(question, order, asked.reader.tag) for order, question in enumerate(row.questions, 1)]
    return {"service_code": row.code, "attributes": attributes}


def found(asked: Asking, code: str) -> Service:
    row = Service.objects.select_related("office", "municipality").filter(municipality=asked.place, code=code).first()
    if row is None:
        raise refuse("service_unknown", given=code)
    return row


def _attribute(question: dict[str, Any], order: int, tag: str) -> dict[str, Any]:
    values = question.get("values", []) if question["datatype"] in LISTS else []
    return {
        "variable": question.get("variable", True),
        "code": question["code"],
        "datatype": question["datatype"],
        "required": bool(question.get("required")),
        "datatype_description": worded(question.get("hint", {}), tag),
        "order": order,
        "description": worded(question["description"], tag),
        "values": [{"key": value["key"], "name": worded(value["name"], tag)} for value in values],
    }
