"""What is asked: every call, its arguments and what they may hold."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from uramost_web.casework.georeport import shapes
from uramost_web.casework.georeport.shapes import STATUSES, Shape

Kind: TypeAlias = Literal["text", "list", "moment", "whole", "decimal", "choice", "flag", "email", "url", "language"]
LONGEST: Final = 4000
"""Characters of a description."""
MOST_PAGE: Final = 1000
"""Requests in an answer, also where no page_size is asked for."""
DAYS: Final = 90
"""Between start_date and end_date, at most; also the time that is shown where neither is given."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """An argument. `most` is of characters of a text and members of a list, otherwise the largest number."""

    name: str
    kind: Kind
    says: str
    least: int = 0
    most: int = 200
    choices: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A call: `path` without its suffix, `scope` of the key it needs, `statuses` of refusals beside 400."""

    name: str
    method: Literal["get", "post"]
    path: str
    says: str
    parameters: tuple[Parameter, ...]
    shape: Shape
    statuses: tuple[int, ...] = ()
    scope: str = ""


JURISDICTION: Final = Parameter(
    "jurisdiction_id", "text", "the municipality, as its address here names it; needed where several are served"
)
LOCALE: Final = Parameter("locale", "language", "language of what is answered, before Accept-Language; a BCP 47 tag")
OF_ALL: Final = (JURISDICTION, LOCALE)
KEY: Final = Parameter("api_key", "text", "the key of who sends", required=True)
PAGES: Final = (
    Parameter("page", "whole", "from 1; past the end the list is empty", 1, 1_000_000),
    Parameter("page_size", "whole", "how many on a page", 1, MOST_PAGE),
)
EXTENSIONS: Final = Parameter("extensions", "flag", "true: with what goes beyond the specification")
SPAN: Final = (
    Parameter("start_date", "moment", f"from; at most {DAYS} days before end_date"),
    Parameter("end_date", "moment", f"until; without both the last {DAYS} days"),
)
PERSON: Final = (
    Parameter("email", "email", "letters go there", most=254),
    Parameter("phone", "text", "telephone", most=40),
    Parameter("first_name", "text", "first name", most=99),
    Parameter("last_name", "text", "last name", most=99),
    Parameter("account_id", "text", "of the sender's own; sent back", most=100),
    Parameter("media_url", "url", "address of a picture; it is kept and never fetched", most=1000),
)
SENT: Final = (
    KEY,
    JURISDICTION,
    Parameter(
        "locale", "language",
        "the language in which the answer is wanted, before Accept-Language; without both it is told from the text",
    ),
    Parameter("service_code", "text", "of the service", most=60, required=True),
    Parameter("lat", "decimal", "WGS 84", -90, 90),
    Parameter("long", "decimal", "WGS 84", -180, 180),
    Parameter("address_string", "text", "the place in words", most=300),
    Parameter("address_id", "text", "the place by a number of the sender's", most=100),
    Parameter("description", "text", "what it is about", most=LONGEST),
    *PERSON,
    Parameter("device_id", "text", "of the sender's device; the same content from it within a day is one request"),
    EXTENSIONS,
)  # fmt: skip
CHANGED: Final = (
    KEY,
    JURISDICTION,
    Parameter("locale", "language", "language of the description; without it that of the request"),
    Parameter("update_id", "text", "of the sender's; sent twice it is taken once", most=100, required=True),
    Parameter("service_request_id", "text", "the reference of the request", most=24, required=True),
    Parameter("status", "choice", "in capitals or not", choices=STATUSES, required=True),
    Parameter("updated_datetime", "moment", "when it happened"),
    Parameter("description", "text", "what the resident is told; also why, where a reason is needed", most=LONGEST),
    Parameter("language_reason", "text", "why the text is in another language than the resident's; told and counted"),
    *PERSON,
)

CALLS: Final = (
    Call("discovery", "get", "discovery", "Where it is and who answers for it.", (LOCALE,), shapes.DISCOVERY),
    Call("services", "get", "services", "What can be asked for today.", OF_ALL, shapes.SERVICES, (404,)),
    Call(
        "service", "get", "services/{service_code}", "The attributes of a service.", OF_ALL, shapes.DEFINITION, (404,)
    ),
    Call(
        "requests", "get", "requests",
        f"Public requests, the newest first: of the last {DAYS} days unless said otherwise, at most {MOST_PAGE}.",
        (
            *OF_ALL,
            Parameter("service_request_id", "list", "only these, whatever else is said", most=MOST_PAGE),
            Parameter("service_code", "list", "only of these services", most=100),
            *SPAN,
            Parameter("status", "list", "only these", most=2, choices=("open", "closed")),
            *PAGES,
            EXTENSIONS,
        ),
        shapes.REQUESTS, (404,),
    ),
    Call(
        "request", "get", "requests/{service_request_id}", "One public request, in a list of one.",
        (*OF_ALL, EXTENSIONS), shapes.REQUESTS, (404,),
    ),
    Call("token", "get", "tokens/{token}", "The reference behind a token.", OF_ALL, shapes.TOKENS, (404,)),
    Call(
        "updates", "get", "servicerequestupdates", "What happened to public requests, the oldest first.",
        (*OF_ALL, *SPAN, *PAGES), shapes.UPDATES, (404,),
    ),
    Call(
        "send", "post", "requests", "Send a request. Photographs are files of a multipart form, under any name.",
        SENT, shapes.CREATED, (403, 404, 413, 429), "requests.write",
    ),
    Call(
        "change", "post", "servicerequestupdates", "Report what became of a request.",
        CHANGED, shapes.UPDATED, (403, 404, 413, 429), "updates.write",
    ),
)  # fmt: skip
BY_NAME: Final = {call.name: call for call in CALLS}
