"""One calm sentence for everything that can go wrong with a machine, and for what must be known about a suggestion."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from uramost.machine import Trouble

TROUBLES: Final[Mapping[str, Any]] = {
    "unreachable": _("The translation machine cannot be reached just now. You can go on without it."),
    "timed_out": _("The translation machine did not answer in time. You can go on without it."),
    "redirected": _("The translation machine has moved to another address. Its settings have to be looked at."),
    "too_large": _("The translation machine sent far too much. Its answer was not used."),
    "not_json": _("The translation machine answered with something that is no translation. It was not used."),
    "malformed": _("The answer of the translation machine could not be understood. It was not used."),
    "wrong_count": _("The translation machine answered for another number of sentences. Nothing of it was used."),
    "server_failed": _("The translation machine has a fault just now. You can go on without it."),
    "too_many": _("The translation machine is asked too often. Try again later."),
    "key_refused": _("The translation machine does not accept the key of the municipality."),
    "quota_used": _("What the municipality may have translated by the machine is used up."),
    "not_found": _("There is no translation machine at the address in the settings."),
    "refused": _("The translation machine refused the sentence."),
    "language_unknown": _("The translation machine does not translate between these two languages."),
    "too_long": _("This sentence is too long for the translation machine."),
    "empty": _("The translation machine said nothing."),
    "cut_off": _("The translation machine stopped in the middle. Its answer was not used."),
    "echoed": _("The translation machine gave the source back untranslated. It was not used."),
    "wrong_language": _("The translation machine answered in another language. It was not used."),
    "chatter": _("The translation machine said more than a translation. It was not used."),
    "address_refused": _("The address of the translation machine is not allowed. Its settings have to be looked at."),
    "resting": _("The translation machine has failed several times and is left alone for a while. Go on without it."),
    "own_limit": _("The municipality has asked as often as it allows in a minute. Try again in a moment."),
    "switched_off": _("Machine translation is not switched on in this municipality."),
}

REMARKS: Final[Mapping[str, Any]] = {
    "marks_lost": _("The machine lost these signs for formatting: %(marks)s. Put them where they belong."),
    "names_lost": _("The machine changed or lost: %(names)s."),
}


def trouble_said(code: str) -> str:
    """Raises KeyError for a code without a sentence."""
    return str(TROUBLES[code])


def said(trouble: Trouble) -> str:
    return trouble_said(trouble.code)


def remarks_said(stored: list[dict[str, Any]]) -> list[str]:
    return [str(REMARKS[remark["code"]]) % remark["values"] for remark in stored]
