"""A call as it arrived: its arguments read, its municipality found, its key checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone, translation

from uramost.text import BadText, clean
from uramost_web.casework import keys
from uramost_web.casework.catalogue import Service
from uramost_web.casework.georeport import reading, speaking
from uramost_web.casework.georeport.calls import DAYS, Call
from uramost_web.casework.georeport.faults import Refusal, refuse
from uramost_web.casework.georeport.speaking import Reader
from uramost_web.casework.models import ApiKey
from uramost_web.places.models import Municipality
from uramost_web.places.words import words


@dataclass(frozen=True, slots=True)
class Asking:
    """`given`: what the address holds; `values`: the arguments, by their table; `test`: nothing is to be kept."""

    request: HttpRequest
    call: Call
    given: Mapping[str, str]
    values: Mapping[str, Any]
    reader: Reader
    place: Municipality
    at: datetime
    key: ApiKey | None
    test: bool


def ask(request: HttpRequest, call: Call, given: Mapping[str, str], header: Reader, *, test: bool) -> Asking:
    """Raises `Refusal`. The language is switched on as soon as it is known, so that a refusal is in it."""
    arguments = request.POST if call.method == "post" else request.GET
    values, faults = reading.read(arguments, call.parameters)
    who = speaking.with_locale(header, values.get("locale"))
    translation.activate(who.code)  # the view takes it back
    at = timezone.now()
    key = None
    if any(parameter.name == "jurisdiction_id" for parameter in call.parameters):
        place = jurisdiction(values["jurisdiction_id"], reading=call.method == "get")
    else:
        place = Municipality()
    if call.scope:
        key = opened(values["api_key"], place, call.scope, at)
    if faults:
        raise Refusal(faults)
    tidy = {name: _tidy(value) for name, value in given.items()}
    return Asking(request, call, tidy, values, who, place, at, key, test)


def _tidy(part: str) -> str:
    try:
        return clean(part)
    except BadText:
        raise refuse("not_found") from None


def jurisdiction(slug: str | None, *, reading: bool) -> Municipality:
    """The municipality; where only one is served it need not be said. Raises `Refusal`.

    For reading its number is enough, which is known without asking the database.
    """
    if slug is not None:
        if reading and (known := words().by_slug(slug)):
            return Municipality(pk=known.pk, slug=slug)
        place = Municipality.objects.only("code", "slug").filter(slug=slug).order_by().first()
        if place is None:
            raise refuse("jurisdiction_unknown", given=slug)
        return place
    served = Municipality.objects.only("code", "slug").filter(pk__in=Service.objects.values("municipality"))[:2]
    if len(served) != 1:
        raise refuse("jurisdiction_needed")
    return served[0]


def opened(key: str | None, place: Municipality, scope: str, at: datetime) -> ApiKey:
    try:
        return keys.opened(key=key or "", municipality=place, scope=scope, at=at)
    except keys.BadKey:
        raise refuse("key_wrong") from None
    except keys.TooMany as many:
        fault = refuse("too_many_calls", seconds=many.after)
        raise Refusal(fault.faults, {"Retry-After": str(many.after)}) from None


def span(values: Mapping[str, Any], at: datetime) -> tuple[datetime, datetime]:
    """From when to when: with one end given the other is as far away as may be. Raises `Refusal`."""
    longest = timedelta(days=DAYS)
    start, end = values["start_date"], values["end_date"]
    if start is None:
        end = end or at
        return end - longest, end
    end = end or min(at, start + longest) if start <= at else end or start + longest
    if end < start:
        raise refuse("span_backwards")
    if end - start > longest:
        raise refuse("span_too_long", most=DAYS)
    return start, end


def whole_days(moments: tuple[datetime, datetime]) -> tuple[datetime, datetime]:
    """The days in which two moments lie, as a whole."""
    start, end = map(timezone.localtime, moments)
    return (
        start.replace(hour=0, minute=0, second=0, microsecond=0),
        end.replace(hour=23, minute=59, second=59, microsecond=999_999),
    )


def page(values: Mapping[str, Any], most: int) -> slice:
    """Of rows in order: the page asked for."""
    size = values["page_size"] or most
    first = ((values["page"] or 1) - 1) * size
    return slice(first, first + size)
