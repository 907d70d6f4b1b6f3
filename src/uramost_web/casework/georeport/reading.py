"""Arguments as they were sent, read by their table. An empty one is as if it had not been sent."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict
from django.utils import timezone

from uramost.text import BadText, plain
from uramost_web.casework.georeport import speaking
from uramost_web.casework.georeport.calls import Parameter
from uramost_web.casework.georeport.faults import Fault, Refusal, refuse

TRUE: Final = {"true", "1", "yes"}
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d))?", re.ASCII)
_YEARS: Final = (1990, 2100)
"""Beyond them no request can be, and a date is a slip."""


def read(given: QueryDict, parameters: Sequence[Parameter]) -> tuple[dict[str, Any], list[Fault]]:
    """(name → value as its kind has it, or None, what is wrong)."""
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for parameter in parameters:
        try:
            values[parameter.name] = _one(given, parameter)
        except Refusal as refusal:
            values[parameter.name] = None
            faults.extend(refusal.faults)
    return values, faults


def _one(given: QueryDict, parameter: Parameter) -> Any:
    raw = ",".join(given.getlist(parameter.name)) if parameter.kind == "list" else given.get(parameter.name, "")
    try:
        text = plain(raw).strip()
    except BadText:
        raise refuse("bad_text", name=parameter.name) from None
    if text:
        return READERS[parameter.kind](text, parameter)
    if parameter.required and parameter.name != "api_key":  # without a key it is 403, as with a wrong one
        raise refuse("needed", name=parameter.name)
    return None


def _text(text: str, parameter: Parameter) -> str:
    if len(text) > parameter.most:
        raise refuse("too_long", name=parameter.name, length=len(text), most=parameter.most)
    return text


def _list(text: str, parameter: Parameter) -> list[str]:
    members = [one.strip() for one in text.split(",") if one.strip()]
    if len(members) > parameter.most and not parameter.choices:
        raise refuse("bad_number", name=parameter.name, least=1, most=parameter.most)
    if parameter.choices and not set(members) <= set(parameter.choices):
        raise refuse("bad_choice", name=parameter.name, allowed=", ".join(parameter.choices))
    return members


def _moment(text: str, parameter: Parameter) -> datetime:
    """With its zone; a day alone begins here at midnight. A `+` that an address made a space of is put back."""
    day, rest = text[:10], text[10:]
    written = day + rest[:1].replace(" ", "T") + rest[1:].replace(" ", "+")
    try:
        if not _MOMENT.fullmatch(written):
            raise ValueError
        found = datetime.fromisoformat(written)
    except ValueError:
        raise refuse("bad_moment", name=parameter.name) from None
    if not _YEARS[0] <= found.year <= _YEARS[1]:
        raise refuse("bad_moment", name=parameter.name)
    return found if rest else timezone.make_aware(found)


def _decimal(text: str, parameter: Parameter) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or not parameter.least <= found <= parameter.most:
        raise refuse("bad_number", name=parameter.name, least=parameter.least, most=parameter.most)
    return found.quantize(Decimal("0.000001"))


def _whole(text: str, parameter: Parameter) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text) or not parameter.least <= int(text) <= parameter.most:
        raise refuse("bad_number", name=parameter.name, least=parameter.least, most=parameter.most)
    return int(text)


def _choice(text: str, parameter: Parameter) -> str:
    if text.lower() not in parameter.choices:
        raise refuse("bad_choice", name=parameter.name, allowed=", ".join(parameter.choices))
    return text.lower()


def _email(text: str, parameter: Parameter) -> str:
    try:
        validate_email(_text(text, parameter))
    except ValidationError:
        raise refuse("bad_email", name=parameter.name) from None
    return text


def _url(text: str, parameter: Parameter) -> str:
    if not re.match(r"https?://[^\s/]", text) or re.search(r"\s", text):
        raise refuse("bad_url", name=parameter.name)
    return _text(text, parameter)


def _language(text: str, parameter: Parameter) -> str:
    found = speaking.known(text)
    if found is None:
        raise refuse("bad_language", name=parameter.name, allowed=", ".join(speaking.tags()))
    return found


READERS: Final[dict[str, Callable[[str, Parameter], Any]]] = {
    "text": _text, "list": _list, "moment": _moment, "whole": _whole, "decimal": _decimal, "choice": _choice,
    "flag": lambda text, _parameter: text.lower() in TRUE, "email": _email, "url": _url, "language": _language,
}  # fmt: skip
