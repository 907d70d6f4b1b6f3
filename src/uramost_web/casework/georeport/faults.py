"""What is refused, with which status, and the sentence that says why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: a code of `FAULTS`, and the values its sentence names."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def status(self) -> int:
        return FAULTS[self.code][0]

    def said(self) -> str:
        """In the language that is switched on."""
        return str(FAULTS[self.code][1]) % self.values


class Refusal(Exception):
    """A call is refused for one or several faults; the first one decides the status."""

    def __init__(self, faults: Iterable[Fault], headers: Mapping[str, str] | None = None) -> None:
        self.faults = tuple(faults)
        self.headers = dict(headers or {})
        super().__init__(", ".join(fault.code for fault in self.faults))


def refuse(code: str, **values: Any) -> Refusal:
    return Refusal([Fault(code, values)])


FAULTS: Final[Mapping[str, tuple[int, Promise]]] = {
    "jurisdiction_needed": (400, _("jurisdiction_id is missing: several municipalities are served here.")),
    "jurisdiction_unknown": (404, _("There is no jurisdiction_id “%(given)s” here.")),
    "key_wrong": (403, _("api_key is missing, or may not do this here.")),
    "too_many_calls": (429, _("This api_key has had its calls for this minute. Try again in %(seconds)s seconds.")),
    "needed": (400, _("%(name)s is missing.")),
    "too_long": (400, _("%(name)s has %(length)s characters; at most %(most)s fit.")),
    "bad_text": (400, _("%(name)s contains characters that are no text.")),
    "bad_number": (400, _("%(name)s has to be a number from %(least)s to %(most)s.")),
    "bad_choice": (400, _("%(name)s has to be one of: %(allowed)s.")),
    "bad_moment": (400, _("%(name)s has to be a moment with its time zone, such as 2026-03-02T09:00:00Z.")),
    "bad_email": (400, _("%(name)s is not an e-mail address.")),
    "bad_url": (400, _("%(name)s is not an address that begins with http:// or https://.")),
    "bad_language": (400, _("%(name)s has to be one of: %(allowed)s.")),
    "span_backwards": (400, _("end_date is before start_date.")),
    "span_too_long": (400, _("start_date and end_date are more than %(most)s days apart.")),
    "service_unknown": (404, _("There is no service_code “%(given)s” here.")),
    "service_ended": (400, _("The service “%(name)s” is not offered today.")),
    "place_needed": (400, _("A place is missing: lat and long, or address_string, or address_id.")),
    "point_half": (400, _("lat and long have to be given together.")),
    "place_elsewhere": (400, _("The place is not in this municipality. It may be in: %(other)s.")),
    "place_nowhere": (400, _("The place is in none of the municipalities here. Are lat and long the right way round?")),
    "contact_needed": (400, _("This service needs first_name or last_name, and an email or a phone.")),
    "photo_needed": (400, _("This service needs a photograph: a file, or media_url.")),
    "photo_refused": (400, _("A photograph cannot be taken. %(why)s")),
    "photos_many": (400, _("At most %(most)s photographs can be sent.")),
    "attribute_unknown": (400, _("This service has no attribute “%(given)s”.")),
    "attribute_wrong": (400, _("attribute[%(name)s]: %(why)s")),
    "language_needed": (
        400,
        _("Say in which language the answer is wanted, with locale or Accept-Language: the text does not tell. "
          "Known are: %(allowed)s."),
    ),
    "request_unknown": (404, _("There is no public request “%(given)s” here.")),
    "token_unknown": (404, _("There is no such token.")),
    "update_refused": (400, _("The update cannot be taken. %(why)s")),
    "not_found": (404, _("There is nothing at this address.")),
    "method": (405, _("This address cannot be called in this way.")),
    "unreadable": (400, _("What was sent cannot be read.")),
    "too_large": (413, _("What was sent is too large.")),
}  # fmt: skip
"""Code → (HTTP status, sentence). The status is also the code that is sent, as in the examples of the specification."""
