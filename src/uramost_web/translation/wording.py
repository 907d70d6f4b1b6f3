"""One sentence for every parity check: what was found, in the words of the person who has to mend it."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from uramost_web.places.words import words

_BOTH = "both"
_ONLY_EXPECTED = "expected"
_ONLY_FOUND = "found"

SENTENCES: Final[Mapping[str, Any]] = {
    "empty": _("The translation is empty."),
    "placeable_missing": _("The sign %(expected)s of the source is missing."),
    "placeable_extra": _("The sign %(found)s is not in the source."),
    "placeable_unbalanced": _("The sign %(found)s has no other half."),
    "place_missing": _("The place %(expected)s is missing."),
    "term_missing": _("The agreed term is: %(expected)s."),
    "term_forbidden": _("Do not say “%(found)s”; say “%(expected)s”."),
    "wrong_script": _("This is written in the other script."),
    "look_alikes": _("“%(found)s” mixes letters of two scripts that look alike. It should be “%(expected)s”."),
    "wrong_language": _("This does not read like %(language)s."),
    "letters_lost": _("“%(found)s” has lost its letters; perhaps “%(expected)s”."),
    "untranslated": _("This still says the same as the source."),
    "length_differs": _(
        "The lengths are far apart: %(expected)s letters in the source, %(found)s here. Is something left out or added?"
    ),
    "range_differs": _(
        "The source runs from one to the other (“%(expected)s”), this the other way round: “%(found)s”."
    ),
    "place_extra": _("The place %(found)s is not in the source."),
    "sentences_differ": _("The source has %(expected)s sentences, this has %(found)s."),
    "items_differ": _("The source has %(expected)s marks of a list, this has %(found)s."),
    "figures_or_words": _("The same number is written “%(expected)s” in the source and “%(found)s” here."),
    "lines_differ": _("The source has %(expected)s lines, this has %(found)s."),
    "brackets_unbalanced": _("A bracket has no other half: %(found)s"),
    "quotes_unbalanced": _("A quotation mark has no other half: %(found)s"),
    "end_differs": _("The source ends with “%(expected)s”, this with “%(found)s”."),
    "capitals_differ": _("One is written in capitals, the other is not."),
    "spacing": _("There is a space too many."),
}
"""Checks that say one thing."""

FACTS: Final[Mapping[str, Any]] = {
    "variable_differs": _("variable"),
    "number_differs": _("number"),
    "ordinal_differs": _("place in an order"),
    "percent_differs": _("percentage"),
    "amount_differs": _("amount of money"),
    "date_differs": _("date"),
    "weekday_differs": _("day of the week"),
    "negation_differs": _("“not” or “no”"),
    "time_differs": _("time of day"),
    "duration_differs": _("period of time"),
    "article_differs": _("article of a law"),
    "law_differs": _("number of a law"),
    "file_number_differs": _("file number"),
    "plot_differs": _("plot number"),
    "email_differs": _("e-mail address"),
    "url_differs": _("web address"),
    "phone_differs": _("telephone number"),
    "iban_differs": _("bank account"),
}
"""Checks that compare facts; each is said in one of three ways."""

DOCUMENT_SENTENCES: Final[Mapping[str, Any]] = {
    "paragraph_missing": _("The translation has no counterpart of this paragraph."),
    "paragraph_extra": _("The source has no counterpart of this paragraph."),
    "kind_differs": _("The one is a heading or an item of a list, the other is not, or is of another level."),
    "translated_two_ways": _("The same source was translated differently before: “%(expected)s”."),
}
"""Checks that look across a document."""

FACT_SENTENCES: Final[Mapping[str, Any]] = {
    _BOTH: _("Look at this (%(fact)s): the source says “%(expected)s”, this says “%(found)s”."),
    _ONLY_EXPECTED: _("Missing here (%(fact)s): “%(expected)s”."),
    _ONLY_FOUND: _("Not in the source (%(fact)s): “%(found)s”."),
}


def sentence(finding: Mapping[str, Any]) -> str:
    """What a stored finding says in the language of the page. Raises KeyError for a check without a sentence."""
    code, values = finding["code"], finding["values"]
    if code not in FACTS:
        said = {**values, "language": words().language(values.get("expected", ""))}
        return str(DOCUMENT_SENTENCES.get(code) or SENTENCES[code]) % said
    way = _BOTH if values["expected"] and values["found"] else _ONLY_EXPECTED if values["expected"] else _ONLY_FOUND
    return str(FACT_SENTENCES[way]) % {**values, "fact": FACTS[code]}
