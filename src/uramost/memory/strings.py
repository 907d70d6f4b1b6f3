"""Many texts as one stretch of bytes and the places where they end: little room, and not read when it is mapped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Strings:
    """`letters` (bytes,) in UTF-8; `ends` (texts + 1,): text n lies from ends[n] to ends[n + 1]."""

    letters: NDArray[np.uint8]
    ends: NDArray[np.int64]

    @staticmethod
    def of(texts: Iterable[str]) -> "Strings":
        coded = [text.encode("utf-8", "surrogatepass") for text in texts]
        ends = np.zeros(len(coded) + 1, dtype=np.int64)
        np.cumsum(np.fromiter(map(len, coded), dtype=np.int64, count=len(coded)), out=ends[1:])
        return Strings(np.frombuffer(b"".join(coded), dtype=np.uint8), ends)

    def __len__(self) -> int:
        return len(self.ends) - 1

    def at(self, rows: NDArray[np.intp]) -> Sequence[str]:
        """The texts of these rows."""
        view = self.letters.data
        places = zip(self.ends[rows].tolist(), self.ends[rows + 1].tolist(), strict=True)
        return [str(view[start:end], "utf-8", "surrogatepass") for start, end in places]

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        return {"letters": self.letters, "ends": self.ends}
