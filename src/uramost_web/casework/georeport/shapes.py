"""What is answered: for each answer its elements, in their order, with what they hold."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal["text", "number", "whole", "truth", "moment", "list", "object"]


@dataclass(frozen=True, slots=True)
class Field:
    """An element. Of a `list`, `child` names each member and `fields` what is in it, nothing for a plain text.

    `maybe`: may be left out altogether; everything else is there, empty (`null`) where nothing is known.
    """

    name: str
    kind: Kind
    says: str
    child: str = ""
    fields: tuple["Field", ...] = ()
    maybe: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """An answer. `root` stands around it in XML only; with `child` it is a list of those, otherwise one object.

    `ready`: a row that has every field, in order, holds what JSON has, and is written as it is.
    """

    name: str
    root: str
    fields: tuple[Field, ...]
    child: str = ""
    ready: bool = False


def _text(name: str, says: str, **more: object) -> Field:
    return Field(name, "text", says, **more)  # type: ignore[arg-type]


ENDPOINT: Final = (
    _text("specification", "address of the specification"),
    _text("url", "where it is called"),
    Field("changeset", "moment", "when what it answers last changed its form"),
    _text(
        "type", "production, or test: there everything is checked and nothing is kept", choices=("production", "test")
    ),
    Field("formats", "list", "media types", "format"),
)
DISCOVERY: Final = Shape(
    "Discovery",
    "discovery",
    (
        Field("changeset", "moment", "when the interface last changed its form"),
        _text("contact", "whom to ask about it"),
        _text("key_service", "how to get an api_key"),
        Field("endpoints", "list", "where it is called", "endpoint", ENDPOINT),
    ),
)
SERVICES: Final = Shape(
    "Services",
    "services",
    (
        _text("service_code", "the same in every language"),
        _text("service_name", "in the reader's language; in all there are where there is none in it"),
        _text("description", "in the reader's language; in all there are where there is none in it"),
        Field("metadata", "truth", "whether it has attributes: ask for its definition"),
        _text(
            "type", "realtime: a service_request_id is answered; batch: a token, since its requests are not public",
            choices=("realtime", "batch"),
        ),
        _text("keywords", "words people look for, with commas between them"),
        _text("group", "a code by which services are grouped"),
    ),
    "service",
)  # fmt: skip
VALUE: Final = (_text("key", "what is sent"), _text("name", "what is shown, in the reader's language"))
ATTRIBUTE: Final = (
    Field("variable", "truth", "whether an answer is expected; false: only shown"),
    _text("code", "sent as attribute[code]"),
    _text(
        "datatype", "what is expected",
        choices=("string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"),
    ),
    Field("required", "truth", "whether it has to be answered"),
    _text("datatype_description", "a hint for who answers"),
    Field("order", "whole", "its place in the form, from 1"),
    _text("description", "the question"),
    Field("values", "list", "what may be answered, of lists", "value", VALUE),
)  # fmt: skip
DEFINITION: Final = Shape(
    "ServiceDefinition",
    "service_definition",
    (
        _text("service_code", "of the service"),
        Field("attributes", "list", "its questions", "attribute", ATTRIBUTE),
    ),
)
STATUSES: Final = (
    "open", "investigating", "in_progress", "planned", "action_scheduled", "fixed", "closed", "no_further_action",
    "internal_referral", "not_councils_responsibility", "duplicate",
)  # fmt: skip
EXTENDED: Final = (
    _text("state", "what everyone sees of the state, as the list of requests on the web has it"),
    _text("extended_status", "mySociety's word for it", choices=STATUSES),
    Field("late", "truth", "whether the latest date has passed without an answer"),
)
REQUEST: Final = (
    _text("service_request_id", "the reference"),
    _text("status", "open or closed", choices=("open", "closed")),
    _text("status_notes", "what everyone sees of the state, in the reader's words"),
    _text("service_name", "in the reader's language"),
    _text("service_code", "of the service"),
    _text("description", "what a clerk has released for everybody; nothing before"),
    _text("agency_responsible", "the office"),
    _text("service_notice", "not used for reading"),
    Field("requested_datetime", "moment", "the day on which it came: its beginning, since the hour is not public"),
    Field("updated_datetime", "moment", "the day on which it was closed, otherwise on which it came"),
    Field("expected_datetime", "moment", "the end of the latest day for an answer, while there is none"),
    _text("address", "not used: a place in words may be somebody's home"),
    _text("address_id", "not used"),
    _text("zipcode", "not used"),
    Field("lat", "number", "WGS 84, rounded so that it names no house"),
    Field("long", "number", "WGS 84, rounded likewise"),
    _text("media_url", "a photograph that a clerk has released for everybody"),
    Field("extended_attributes", "object", "with extensions=true", fields=EXTENDED, maybe=True),
)
REQUESTS: Final = Shape("Requests", "service_requests", REQUEST, "request", ready=True)
CREATED: Final = Shape(
    "Created",
    "service_requests",
    (
        _text("service_request_id", "the reference, of a service of type realtime", maybe=True),
        _text("token", "of a service of type batch; GET tokens gives the reference", maybe=True),
        _text("service_notice", "the latest date, and the language of the answer"),
        _text("account_id", "as it was sent"),
    ),
    "request",
)
TOKENS: Final = Shape(
    "Tokens",
    "service_requests",
    (_text("service_request_id", "the reference"), _text("token", "as it was asked for")),
    "request",
)
UPDATES: Final = Shape(
    "Updates",
    "service_requests_updates",
    (
        _text("update_id", "of the update"),
        _text("service_request_id", "the reference of the request"),
        _text("status", "since then", choices=STATUSES),
        Field("updated_datetime", "moment", "when it happened"),
        _text("description", "the state since then, in the reader's words; never what was written to the resident"),
        _text("media_url", "not used"),
    ),
    "request_update",
)
UPDATED: Final = Shape(
    "Updated", "service_request_updates", (_text("update_id", "our number of the update"),), "request_update"
)
ERRORS: Final = Shape(
    "Errors",
    "errors",
    (Field("code", "whole", "the HTTP status"), _text("description", "what is wrong, in the reader's language")),
    "error",
)
SHAPES: Final = (DISCOVERY, SERVICES, DEFINITION, REQUESTS, CREATED, TOKENS, UPDATES, UPDATED, ERRORS)
