"""Make src/uramost/detection_model.npz from the text that tools/corpus.py has fetched into FOLDER.

    python tools/train_detection.py FOLDER

A multinomial logistic regression over hashed runs of letters, a model for each script, learnt by AdaGrad in a fixed
order from a fixed seed: the same text gives the same file. Every third piece of text is also learnt without
diacritics. Numpy only, about five minutes on one core.
"""

import random
import re
import sys
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np
from corpus import Text, read, sources
from numpy.typing import NDArray
from train_restoration import CODES

from uramost.detection_model import FILE, buckets
from uramost.scripts import to_latin

SEED = 20261126
SHARED = Path(__file__).parent.parent / "bench" / "learnt_messages.npy"
# Which codes of packages are which class; a class of several is "none of ours", together because they are alike.
CLASSES = {
    "Latn": {
        "sq": "sq sq-al sq-xk als aln",
        "sr": "sr-latn sr-el sh sh-latn srp-latn bs bs-ba bos-latn hr hr-hr hrv sr",
        "tr": "tr tr-tr tur",
        "en": "en en-gb eng",
        "rom": "rmn rmn-1 rmy rmc",
        "sl": "sl sl-si slv",
        "mk": "",  # as it is typed in Latin script: made from Cyrillic
        "ro": "ro ro-ro ron-2006 rup",
        "romance": "it it-it ita fr fr-fr fr-ca fra es es-es spa pt pt-br pt-pt por-pt por-br ca cat gl glg oc oci fur "
        "lmo scn vec nap rm roh ast eo epo la",
        "germanic": "de de-de deu-1996 nl nl-nl nld da da-dk dan sv sv-se swe nb nb-no nob nn nn-no nno is isl af afr "
        "lb nds fo",
        "slavic": "pl pl-pl pol cs cs-cz ces sk sk-sk slk dsb hsb szl csb",
        "uralic": "hu hu-hu hun fi fi-fi fin et et-ee est",
        "baltic": "lt lt-lt lit lv lv-lv lav",
        "turkic": "az azj-latn uz uzn-latn crh crh-latn tk tuk-latn ku ku-latn kmr",
        "far": "id ind ms vi vie tl cy cym ga gle eu eus sw swh mt mlt jv br",
    },
    "Cyrl": {
        "sr": "sr sr-rs sr-ec sr-cyrl srp-cyrl",
        "mk": "mk mk-mk mkd",
        "bg": "bg bg-bg bul",
        "east": "ru ru-ru rus uk uk-ua ukr be be-tarask bel rue",
        "far": "kk kk-cyrl kaz ky kir tg tgk tt-cyrl mn khk ba cv",
    },
}
LETTER_CODES = frozenset().union(*CODES.values())
BITS = {"Latn": 16, "Cyrl": 14}
PIECES = {
    "Latn": {"sq": 150_000, "sr": 250_000, "tr": 130_000, "en": 150_000, "sl": 70_000, "mk": 25_000, "rom": 12_000,
             "romance": 120_000, "germanic": 100_000, "far": 80_000},
    "Cyrl": {"sr": 150_000, "mk": 100_000},
}  # fmt: skip
USUAL_PIECES = 50_000
LENGTHS = (1, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 7, 8, 10, 12)  # words of a piece
ROUNDS, BATCH, RATE, FAINT = 3, 4096, 0.1, 0.02
LETTERS = re.compile(r"[^\W\d_]+")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
MACEDONIAN = str.maketrans({"ѓ": "gj", "ќ": "kj", "ѕ": "dz", "Ѓ": "Gj", "Ќ": "Kj", "Ѕ": "Dz"})
_MARKS = dict.fromkeys(range(0x300, 0x370))


def wanted() -> frozenset[str]:
    return frozenset(code for script in CLASSES.values() for codes in script.values() for code in codes.split())


def without_diacritics(text: str) -> str:
    """As on a keyboard that has none: đ is d."""
    return unicodedata.normalize("NFKD", text).translate(_MARKS).replace("đ", "d").replace("ı", "i")


def words_of(text: str) -> list[str]:
    """As `uramost.detection` cuts a text."""
    return LETTERS.findall(unicodedata.normalize("NFC", text).lower().replace("\u0307", ""))


def class_of(text: Text) -> tuple[str, str] | None:
    """Script and class; none where the text is not in the script its language is learnt in."""
    cyrillic = len(CYRILLIC.findall(text.text))
    script = "Cyrl" if cyrillic > sum(map(str.isalpha, text.text)) / 2 else "Latn"
    for name, codes in CLASSES[script].items():
        if text.language in codes.split() and not (script == "Latn" and cyrillic):
            return script, name
    return None


def learnt(text: Text) -> bool:
    """Text of packages to learn from; of Romani, so rare, also the first half of what is else only asked about."""
    if text.source.role == "train":
        return True
    return text.language.startswith("rmn") and hash_of(text.text) % 2 == 0


def hash_of(text: str) -> int:
    return zlib.crc32(text.encode())


def folded(words: Sequence[str]) -> str:
    """What two messages have in common that differ in diacritics, case or stops."""
    return " ".join(without_diacritics(" ".join(words)).split())


def shared(texts: Sequence[Text]) -> list[int]:
    """The hashes of messages to be asked about that stand word for word in the text to learn from as well."""
    of_letters = [text for text in texts if text.source.role == "letters" and text.language in LETTER_CODES]
    tests = [text for text in texts if text.source.role == "test"]
    learnt_ = [by_class(texts, learning=True), by_class(of_letters, learning=False)]
    known = {folded(words) for classes in learnt_ for found in classes.values() for words in found}
    asked = {folded(words) for found in by_class(tests, learning=False).values() for words in found}
    return sorted({hash_of(text) for text in asked & known})


def by_class(texts: Sequence[Text], *, learning: bool) -> dict[tuple[str, str], list[list[str]]]:
    """The words of each text, by script and class, each text once. Those to learn from, or the others."""
    found: defaultdict[tuple[str, str], dict[tuple[str, ...], None]] = defaultdict(dict)
    for text in texts:
        if learnt(text) == learning and (place := class_of(text)):
            found[place][tuple(words_of(text.text))] = None
            if place[0] == "Cyrl" and place[1] in {"sr", "mk"}:
                found["Latn", place[1]][tuple(words_of(to_latin(text.text.translate(MACEDONIAN))))] = None
    english = _frequencies(found["Latn", "en"]) if learning else {}
    return {
        place: [list(words) for words in _in_it(texts, english if place != ("Latn", "en") else {}) if words]
        for place, texts in sorted(found.items())
    }


def _frequencies(texts: Iterable[tuple[str, ...]]) -> dict[str, float]:
    counts = Counter(word for words in texts for word in words)
    total = counts.total()
    return {word: count / total for word, count in counts.items()}


def _in_it(texts: Iterable[tuple[str, ...]], english: dict[str, float]) -> Iterator[tuple[str, ...]]:
    """Without what a catalogue has left in English: texts whose words are likelier in English than in the others."""
    own, texts = _frequencies(texts), list(texts)
    for words in texts:
        if not english or sum(log(own[word] / english.get(word, 1e-7)) for word in words) > 0:
            yield words


def pieces(texts: list[list[str]], count: int, rng: random.Random) -> Iterator[list[str]]:
    """Pieces of texts, longer texts giving more; every third without diacritics."""
    weights = np.cumsum([min(len(words), 60) ** 0.8 for words in texts])
    for number in range(count):
        words = texts[int(np.searchsorted(weights, rng.random() * weights[-1]))]
        length = rng.choice(LENGTHS)
        start = rng.randrange(max(1, len(words) - length + 1))
        piece = words[start : start + length]
        yield without_diacritics(" ".join(piece)).split() if number % 3 == 0 else piece


@dataclass(slots=True)
class Pieces:
    """Pieces of text as numbers of words, end to end, and the class of each piece."""

    words: NDArray[np.int64]
    starts: NDArray[np.intp]
    classes: NDArray[np.intp]


def numbered(found: list[tuple[int, list[str]]], number: dict[str, int]) -> Pieces:
    lengths = [len(piece) for _, piece in found]
    return Pieces(
        np.array([number.setdefault(word, len(number)) for _, piece in found for word in piece]),
        np.concatenate([[0], np.cumsum(lengths)]),
        np.array([name for name, _ in found]),
    )


def regression(found: list[tuple[int, list[str]]], classes: int, bits: int) -> tuple[NDArray, NDArray]:
    """Weights and bias of a softmax regression on the added weights of all runs of a piece."""
    number: dict[str, int] = {}
    data = numbered(found, number)
    runs, at = buckets(list(number), bits)
    at = np.append(at, len(runs))
    weights = np.zeros((2**bits, classes), dtype=np.float32)
    squares = np.ones((2**bits, classes), dtype=np.float32)
    bias = np.zeros(classes, dtype=np.float32)
    rng = np.random.default_rng(SEED)
    for turn in range(ROUNDS):
        loss = right = 0.0
        order = rng.permutation(len(data.classes))
        for begin in range(0, len(order), BATCH):
            chosen = order[begin : begin + BATCH]
            lengths = data.starts[chosen + 1] - data.starts[chosen]
            words = data.words[_ranges(data.starts[chosen], lengths)]
            distinct, inverse = np.unique(words, return_inverse=True)
            sizes = at[distinct + 1] - at[distinct]
            features = runs[_ranges(at[distinct], sizes)]
            by_word = np.add.reduceat(weights[features], np.cumsum(sizes) - sizes, axis=0)
            scores = np.add.reduceat(by_word[inverse], np.cumsum(lengths) - lengths, axis=0) + bias
            scores -= scores.max(axis=1, keepdims=True)
            chances = np.exp(scores)
            chances /= chances.sum(axis=1, keepdims=True)
            truth = data.classes[chosen]
            loss -= float(np.log(chances[np.arange(len(chosen)), truth] + 1e-9).sum())
            right += float((chances.argmax(axis=1) == truth).sum())
            chances[np.arange(len(chosen)), truth] -= 1
            spread = np.repeat(chances, lengths, axis=0)
            for column in range(classes):
                of_word = np.bincount(inverse, weights=spread[:, column], minlength=len(distinct))
                slope = np.bincount(features, weights=np.repeat(of_word, sizes), minlength=2**bits)
                touched = np.flatnonzero(slope)
                step = slope[touched].astype(np.float32)
                squares[touched, column] += step**2
                weights[touched, column] -= RATE * step / np.sqrt(squares[touched, column])
            bias -= RATE * chances.mean(axis=0)
        print(f"  round {turn + 1}: loss {loss / len(order):.4f}, right {right / len(order):.4f}", flush=True)
    weights[np.abs(weights) < FAINT] = 0
    return weights, bias


def _ranges(starts: NDArray, lengths: NDArray) -> NDArray:
    """The numbers from each start, as many as its length, end to end."""
    ends = np.cumsum(lengths)
    return np.arange(ends[-1]) + np.repeat(starts - (ends - lengths), lengths)


def main() -> None:
    folder = Path(sys.argv[1]).resolve()
    codes = wanted()
    texts = [text for source in sources() for text in read(source, folder, codes)]
    train(texts, FILE)
    np.save(SHARED, np.array(shared(texts), dtype=np.uint32))


def train(texts: Sequence[Text], file: Path) -> None:
    found = by_class(texts, learning=True)
    made: dict[str, NDArray] = {}
    for script, classes in CLASSES.items():
        rng = random.Random(SEED)  # noqa: S311 - a choice that can be made again, not a secret
        names = list(classes)
        chosen = [
            (place, piece)
            for place, name in enumerate(names)
            for piece in pieces(found[script, name], PIECES[script].get(name, USUAL_PIECES), rng)
        ]
        print(script, {name: len(found[script, name]) for name in names}, len(chosen), "pieces", flush=True)
        weights, bias = regression(chosen, len(names), BITS[script])
        scale = float(np.quantile(np.abs(weights[weights != 0]), 0.999)) / 31
        made |= {
            f"{script}_classes": np.array(names),
            f"{script}_weights": np.clip(np.round(weights / scale), -127, 127).astype(np.int8),
            f"{script}_bias": bias,
            f"{script}_scale": np.array(scale),
        }
    np.savez_compressed(file, **made)
    print(f"{file.name}: {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
