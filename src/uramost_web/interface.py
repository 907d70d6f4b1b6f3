"""The languages of the interface: Django's codes, BCP 47 tags and each language's own name."""

from typing import Final

CODES: Final = {"sq": "sq", "sr": "sr-Cyrl", "sr-latn": "sr-Latn", "en": "en"}
"""Django's language code (also the first part of an address) → BCP 47 tag."""

NAMES: Final = (("sq", "Shqip"), ("sr", "Српски"), ("sr-latn", "Srpski"), ("en", "English"))
"""Django's `LANGUAGES`: each in its own name, never a flag."""

TOLD_BESIDES: Final = ("bs", "tr")
"""BCP 47 tags of languages that the interface lacks, and in which the pages that tell of services are whole: headings,
days, time limits and all. A small catalogue has these sentences (`catalogues.BESIDES`)."""


def tag(code: str) -> str:
    """The BCP 47 tag of a Django language code: `sr` → `sr-Cyrl`."""
    return CODES.get(code, code)


def code(tag: str) -> str:
    """Django's language code for a BCP 47 tag: `sr-Cyrl` → `sr`. A tag that is not one of ours is returned as it is."""
    return next((django for django, bcp in CODES.items() if bcp == tag), tag)


def spoken(tag: str) -> bool:
    """Whether the interface has this language and script."""
    return tag in CODES.values()


def told(tag: str) -> bool:
    """Whether the pages that tell of services have their own sentences in this language and script."""
    return spoken(tag) or tag in TOLD_BESIDES
