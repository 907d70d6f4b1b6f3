"""Make src/uramost/restoration_sq.npz and restoration_sr.npz from the text that tools/corpus.py fetched into FOLDER.

    python tools/train_restoration.py FOLDER

Each letter that may have lost a diacritic, in text that has them, is a question whose answer is known: logistic
regression over hashed signs of its surroundings, learnt by AdaGrad in a fixed order from a fixed seed. Of Albanian the
words of a spelling dictionary are learnt too, each alone: most forms of most words stand in no catalogue. Messages that
were themselves typed without diacritics are left out: they would teach to leave them out.
"""

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from corpus import Text, read, sources, words
from numpy.typing import NDArray

from uramost.restoration import LETTERS, SIGNS, UNKNOWN, Place, places, plain, signs
from uramost.scripts import script_of, to_latin

SEED = 20261126
CODES = {
    "sq": frozenset({"sq", "sq-al", "sq-xk", "als"}),
    "sr": frozenset({"sr", "sr-latn", "sr-rs", "sr-el", "sr-ec", "srp-latn", "srp-cyrl", "bs", "bs-ba", "bos-latn"}),
}
TAG = {"sq": "sq", "sr": "sr-Latn"}
LEARNT = {"train", "letters"}  # roles of packages
DICTIONARIES = {"myspell-sq": "sq"}
# Words that do not exist without what they lost: a message with one of them was typed without diacritics.
CARELESS = {
    "sq": "eshte nje per jane kete keto ketij kesaj gjithe cdo cfare behet permes perdorimin",
    "sr": "moze mozete sta resenje ukljuci iskljuci nacin izvestaj greska vasa",
}
BITS, ROUNDS, BATCH, RATE, FAINT = 19, 4, 4096, 0.1, 0.03
_WORD = re.compile(r"[^\W\d_]+")


def sentences(texts: Iterable[Text], name: str) -> list[list[str]]:
    """The words, in small letters, of each message once; Serbian Cyrillic as Latin, careless messages left out."""
    careless = frozenset(CARELESS[name].split())
    found: dict[tuple[str, ...], None] = {}
    for text in texts:
        latin = to_latin(text.text) if name == "sr" else text.text
        if text.language in CODES[name] and script_of(latin) == "Latn":
            spelled = tuple(_WORD.findall(unicodedata.normalize("NFC", latin).lower()))
            if len(spelled) >= 2 and not careless & set(spelled):
                found[spelled] = None
    return [list(spelled) for spelled in found]


def questions(spelled: Sequence[str], tag: str) -> Iterator[tuple[list[int], int]]:
    """For each doubtful letter of a text its signs and which choice is right."""
    for word, at in zip(spelled, places([plain(word, tag) for word in spelled]), strict=True):
        for number, letter in enumerate(at.word):
            if choices := LETTERS[tag].get(letter):
                right = choices.index(word[number]) if word[number] in choices else 0
                yield list(signs(at, number, 2**BITS - 1)), right


def of_dictionary(listed: Iterable[str], tag: str) -> Iterator[tuple[list[int], int]]:
    """The same for words alone, where their spellings agree: nothing is known about neighbours."""
    spellings: defaultdict[str, list[str]] = defaultdict(list)
    for word in listed:
        if _WORD.fullmatch(word):
            spellings[plain(word, tag)].append(word)
    for bare, spelled in sorted(spellings.items()):
        at = Place(UNKNOWN, UNKNOWN, bare, UNKNOWN, UNKNOWN)
        for number, letter in enumerate(bare):
            if (choices := LETTERS[tag].get(letter)) and len({word[number] for word in spelled}) == 1:
                yield list(signs(at, number, 2**BITS - 1)), max(0, choices.find(spelled[0][number]))


def regression(found: NDArray[np.int32], answers: NDArray[np.intp], choices: int) -> NDArray[np.float32]:
    """Weights of buckets × choices beyond the first, whose scores are nought."""
    weights = np.zeros((2**BITS, choices - 1), dtype=np.float32)
    squares = np.ones_like(weights)
    rng = np.random.default_rng(SEED)
    for turn in range(ROUNDS):
        right = 0
        order = rng.permutation(len(answers))
        for begin in range(0, len(order), BATCH):
            chosen = order[begin : begin + BATCH]
            signs_, truth = found[chosen], answers[chosen]
            scores = np.concatenate([np.zeros((len(chosen), 1)), weights[signs_].sum(axis=1)], axis=1)
            right += int((scores.argmax(axis=1) == truth).sum())
            chances = np.exp(scores - scores.max(axis=1, keepdims=True))
            chances /= chances.sum(axis=1, keepdims=True)
            for choice in range(1, choices):
                slope = chances[:, choice] - (truth == choice)
                step = np.bincount(signs_.ravel(), weights=np.repeat(slope, SIGNS), minlength=2**BITS)
                touched = np.flatnonzero(step)
                squares[touched, choice - 1] += step[touched].astype(np.float32) ** 2
                weights[touched, choice - 1] -= RATE * step[touched] / np.sqrt(squares[touched, choice - 1])
        print(f"  round {turn + 1}: letters right {right / len(order):.4f}", flush=True)
    weights[np.abs(weights) < FAINT] = 0
    return weights


def train(texts: Sequence[Text], listed: Sequence[str], name: str, file: Path) -> None:
    learnt = sentences((text for text in texts if text.source.role in LEARNT), name)
    pairs = [pair for spelled in learnt for pair in questions(spelled, TAG[name])]
    print(name, f"{len(pairs):,} letters in text", flush=True)
    pairs += of_dictionary(listed, TAG[name])
    found = np.array([signs_ for signs_, _ in pairs], dtype=np.int32)
    answers = np.array([answer for _, answer in pairs])
    print(name, f"{len(learnt):,} messages, {len(answers):,} letters", flush=True)
    weights = regression(found, answers, max(map(len, LETTERS[TAG[name]].values())))
    scale = float(np.quantile(np.abs(weights[weights != 0]), 0.999)) / 63
    np.savez_compressed(
        file, weights=np.clip(np.round(weights / scale), -127, 127).astype(np.int8), scale=np.array(scale)
    )
    print(f"{file.name}: {file.stat().st_size:,} bytes")


def main() -> None:
    folder = Path(sys.argv[1]).resolve()
    codes = CODES["sq"] | CODES["sr"]
    texts = [text for source in sources() for text in read(source, folder, codes)]
    listed = [source for source in sources() if source.role == "words"]
    dictionaries = {DICTIONARIES[source.package]: words(source, folder) for source in listed}
    for name in CODES:
        train(texts, dictionaries.get(name, ()), name, Path("src/uramost") / f"restoration_{name}.npz")


if __name__ == "__main__":
    main()
