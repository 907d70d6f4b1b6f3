"""What came with a mail: which of it is taken as photographs and papers, and why the rest is not."""

import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from PIL import Image

from uramost import mail_reading
from uramost_web.casework import papers
from uramost_web.casework.papers import Paper

SIGNED: Final = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})
"""Signatures of mail programmes: nobody sent them on purpose, so nobody is told that they were not taken."""
LOOKED_AT: Final = 2 * papers.MOST
"""Files of a mail that are opened, signatures and all: each may cost a second."""
LOGO: Final = 200
"""Pixels of the longer side; a picture within the text that is no larger belongs to a signature."""


@dataclass(frozen=True, slots=True)
class Looked:
    """Files that are taken, and (name, code of `papers.refusal`) of those that are not."""

    papers: tuple[Paper, ...] = ()
    not_taken: tuple[tuple[str, str], ...] = ()

    def with_room(self, room: int) -> "Looked":
        """The first so many; the others are too many."""
        room = max(room, 0)
        more = tuple((paper.name, "too_many_files") for paper in self.papers[room:])
        return replace(self, papers=self.papers[:room], not_taken=(*self.not_taken, *more))


NOTHING: Final = Looked()


def look(attachments: Iterable[mail_reading.Attachment]) -> Looked:
    """Each by its content, whatever it is called; those after the first `LOOKED_AT` are too many and not opened."""
    taken: list[Paper] = []
    not_taken: list[tuple[str, str]] = []
    wanted = [one for one in attachments if one.declared_type not in SIGNED]
    for one in wanted[:LOOKED_AT]:
        try:
            paper = papers.read(one.content, one.name)
        except papers.BadPaper as bad:
            not_taken.append((one.name, bad.code))
            continue
        if not (one.inline and paper.media_type == papers.PICTURE and _small(paper.content)):
            taken.append(paper)
    not_taken += [(one.name, "too_many_files") for one in wanted[LOOKED_AT:]]
    return Looked(tuple(taken), tuple(not_taken))


def _small(jpeg: bytes) -> bool:
    """Of a photograph as it is kept."""
    with Image.open(io.BytesIO(jpeg)) as picture:
        return max(picture.size) <= LOGO
