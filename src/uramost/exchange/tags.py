"""Language codes as tools write them, and the tag each stands for with us."""

import re
from functools import lru_cache
from typing import Final

OLD: Final = {
    "alb": "sq", "sqi": "sq", "als": "sq", "aln": "sq", "srp": "sr", "scc": "sr", "sh": "sr-Latn", "hbs": "sr-Latn",
    "bos": "bs", "tur": "tr", "eng": "en", "rmn": "rom", "rmy": "rom", "fin": "fi", "swe": "sv", "hrv": "hr",
}  # fmt: skip
"""Three-letter and retired codes (ISO 639-2, 639-3) and the tag they are written as today."""
REGIONS: Final = {"SP": "RS", "CS": "RS", "YU": "RS"}
"""Regions that are no more, as older tools write them."""
CYRILLIC: Final = re.compile("[\u0400-\u04ff]")


@lru_cache(maxsize=4096)
def canonical(tag: str) -> str:
    """A tag in its usual spelling (RFC 5646, section 2.1.1): SQ_xk is sq-XK, sr-cyrl-rs is sr-Cyrl-RS."""
    parts = [part for part in re.split("[-_]", tag.strip()) if part]
    if not parts:
        return ""
    spelt = [OLD.get(parts[0].lower(), parts[0].lower())]
    private = False
    for part in parts[1:]:
        private = private or len(part) == 1 or len(spelt[-1]) == 1
        if private:
            spelt.append(part.lower())
        elif len(part) == 4 and part.isalpha():
            spelt.append(part.title())
        elif len(part) == 2:
            spelt.append(REGIONS.get(part.upper(), part.upper()))
        else:
            spelt.append(part.lower())
    return "-".join(spelt)


def ours(tag: str, text: str = "") -> str:
    """A language and its script without the region; where none is said, the script of Serbian is seen in the text."""
    parts = canonical(tag).split("-")
    if parts[0] != "sr":
        return parts[0]
    script = next((part for part in parts[1:] if part in ("Cyrl", "Latn")), "")
    return f"sr-{script or ('Cyrl' if CYRILLIC.search(text) or not text else 'Latn')}"


def same(one: str, other: str) -> bool:
    """Whether two tags mean one language in one script, whatever the region."""
    return ours(one) == ours(other)
