"""What can go wrong when a machine is asked, as codes: the translator goes on working whichever it is."""

from collections.abc import Mapping
from typing import Final


class Trouble(Exception):
    """No suggestion: `code` is one of TROUBLES, `values` what its sentence says.

    `seconds` is how long the server asks to be left alone, None where it does not say. What a server wrote is never
    part of it: that may hold the key, or anything else.
    """

    def __init__(self, code: str, *, seconds: int | None = None, **values: str | int) -> None:
        super().__init__(code, seconds, values)
        self.code = code
        self.seconds = seconds
        self.values = values


SERVER: Final = frozenset({
    "unreachable",  # no connection, or it broke off
    "timed_out",  # no whole answer in the time given
    "redirected",  # sent on to another address, which is not followed
    "too_large",  # the answer is larger than any translation
    "not_json",  # a page, an empty answer, anything but JSON
    "malformed",  # JSON that is not what the protocol says
    "wrong_count",  # more or fewer translations than sentences
    "server_failed",  # its own error
    "too_many",  # it asks to be asked later
    "key_refused",  # the key is wrong, missing or not allowed
    "quota_used",  # what was paid for is used up
    "not_found",  # nothing speaks this protocol there, or there is no such model
    "refused",  # it understood and will not
})  # fmt: skip
"""The server's: after a few of these in a row it is left alone for a while."""

ANSWER: Final = frozenset({
    "language_unknown",  # it does not translate between these two
    "too_long",  # the sentence is longer than it takes
    "empty",  # it said nothing
    "cut_off",  # it stopped in the middle
    "echoed",  # it gave the source back
    "wrong_language",  # it answered in another language
    "chatter",  # far more than a translation
})  # fmt: skip
"""About one sentence; the next one may be well."""

OURS: Final = frozenset({
    "address_refused",  # not https, or an address that nobody translates at
    "resting",  # the server failed a few times and is left alone
    "own_limit",  # the municipality has asked as often as it allows in a minute
    "switched_off",  # the municipality has not switched it on
})  # fmt: skip
"""Nothing was sent."""

TROUBLES: Final = SERVER | ANSWER | OURS

STATUS: Final[Mapping[int, str]] = {
    401: "key_refused",
    402: "quota_used",
    403: "key_refused",
    404: "not_found",
    408: "timed_out",
    413: "too_long",
    414: "too_long",
    429: "too_many",
    456: "quota_used",  # DeepL's own
}
"""What a status means in every protocol; others by their hundred: 3xx redirected, 4xx refused, 5xx server_failed."""


def of_status(status: int) -> str:
    """The code for a status that is no success."""
    return STATUS.get(status) or {3: "redirected", 4: "refused"}.get(status // 100, "server_failed")
