"""The notices of the browser's tests: a vacancy in Albanian and in Serbian, and the long call for applications."""

from dataclasses import dataclass
from typing import Final

from tests.browser.acts import Draft

TITLE_SQ: Final = "Konkurs për zyrtar të teknologjisë informative"
TITLE_SR: Final = "Konkurs za službenika informacione tehnologije"
ALBANIAN: Final = (
    TITLE_SQ,
    "Komuna e Graçanicës shpall konkurs për vendin e punës me orar të plotë.",
    "Kushtet",
    "Së paku 3 vjet përvojë pune.",
    "Njohja e programeve Microsoft Office.",
    "Aplikacionet dorëzohen në zyrën e pritjes brenda 15 ditëve nga dita e publikimit.",
    "Aplikacionet e dorëzuara pas këtij afati nuk shqyrtohen.",
)
SERBIAN_LATIN: Final = (
    TITLE_SR,
    "Opština Gračanica raspisuje konkurs za radno mesto sa punim radnim vremenom.",
    "Uslovi",
    "Najmanje 3 godine radnog iskustva.",
    "Poznavanje programa Microsoft Office.",
    "Prijave se predaju u prijemnoj kancelariji u roku od 15 dana od dana objavljivanja.",
    "Prijave predate posle ovog roka ne razmatraju se.",
)
SERBIAN: Final = (
    "Конкурс за службеника информационе технологије",
    "Општина Грачаница расписује конкурс за радно место са пуним радним временом.",
    "Услови",
    "Најмање 3 године радног искуства.",
    "Познавање програма Microsoft Office.",
    "Пријаве се предају у пријемној канцеларији у року од 15 дана од дана објављивања.",
    "Пријаве предате после овог рока не разматрају се.",
)
DOUBTFUL: Final = "Microsoft"
"""A word of sentence 5 that may or may not stay in Latin letters."""


@dataclass(frozen=True)
class Story:
    """A notice on its way: what the officer gives, what the translator types, and what is kept of it.

    `counted` is a sentence with a number in it, and the number put wrong; `known` one that the memory knows.
    """

    language: str
    draft: Draft
    target: str
    script: str
    typed: tuple[str, ...]
    kept: tuple[str, ...]
    counted: tuple[int, str, str]
    known: int
    correction: str
    followed: str

    @property
    def source(self) -> str:
        """The tag in which the original is kept."""
        return "sr-Cyrl" if self.draft.written_in == "sr-Latn" else self.draft.written_in


def as_typed(sentences: tuple[str, ...]) -> str:
    """The body of the short notice as an officer types it: a heading, points of a list, paragraphs."""
    first, heading, *points, deadline, late = sentences[1:]
    return "\n\n".join([first, f"# {heading}", "\n".join(f"- {point}" for point in points), f"{deadline} {late}"])


def in_albanian() -> Story:
    return Story(
        language="sq",
        draft=Draft("sq", TITLE_SQ, as_typed(ALBANIAN)),
        target="sr-Cyrl",
        script="sr-Latn",
        typed=SERBIAN_LATIN,
        kept=SERBIAN,
        counted=(4, "3", "8"),
        known=7,
        correction=ALBANIAN[1].replace("me orar të plotë", "me orar të shkurtuar"),
        followed=SERBIAN_LATIN[1].replace("punim radnim", "skraćenim radnim"),
    )


def in_serbian() -> Story:
    return Story(
        language="sr",
        draft=Draft("sr-Latn", TITLE_SR, as_typed(SERBIAN_LATIN)),
        target="sq",
        script="",
        typed=ALBANIAN,
        kept=ALBANIAN,
        counted=(4, "3", "8"),
        known=7,
        correction=SERBIAN[1].replace("пуним радним", "скраћеним радним"),
        followed=ALBANIAN[1].replace("me orar të plotë", "me orar të shkurtuar"),
    )


def in_english() -> Story:
    """The long document, for a desk that works in English: its notice is in Albanian and in Serbian."""
    from uramost_web.portal.demo.guidelines import long_document, long_pairs

    sources, targets = zip(*long_pairs(), strict=True)
    title, translated = "Thirrje publike për grante të vogla 2027", "Јавни позив за мале грантове за 2027. годину"
    typed = (translated, *targets)
    return Story(
        language="en",
        draft=Draft("sq", title, file=("udhëzime.docx", long_document()), kind="call"),
        target="sr-Cyrl",
        script="",
        typed=typed,
        kept=typed,
        counted=(3, "2027", "2026"),
        known=5,
        correction=sources[0] + " – afati është zgjatur",
        followed=targets[0] + " – рок је продужен",
    )


STORIES: Final = {"sq": in_albanian, "sr": in_serbian, "en": in_english}
