"""Are languages recognised in three to five words, are lost letters found again, and how fast?

    python bench/detection.py [--corpus FOLDER]

Asked about is what nothing was learnt from: Django's catalogues, which are installed here; with the FOLDER of
tools/corpus.py (or URAMOST_CORPUS) also those of WordPress and the Universal Declaration of Human Rights, the only text
there is in Romani. Messages that the text to learn from has word for word are left out (bench/learnt_messages.npy).
"""

import argparse
import os
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import django
import numpy as np
from figure import Figure, hand_over

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))

from corpus import Source, Text, read
from train_detection import SHARED, by_class, folded, hash_of, wanted, without_diacritics
from train_restoration import CODES, TAG, sentences

from uramost.detection import Guess, detect, detect_many
from uramost.detection_model import FILE, models
from uramost.restoration import plain, suggestions

SEED = 20261126
MOST = 2_000  # segments of a class
OURS = {("Latn", "sq"): "sq", ("Latn", "sr"): "sr-Latn", ("Cyrl", "sr"): "sr-Cyrl", ("Latn", "tr"): "tr",
        ("Latn", "en"): "en"}  # fmt: skip
# The marks: of a model of the same kind, on segments of 3 to 5 words, in per cent.
MARKS = {"sq": 97.0, "sr-Latn": 98.6, "tr": 98.1, "en": 99.1}
ALL_OF_OURS = 99.4
A_WORD = re.compile(r"(?=.*[aeiouyëıöüаеиоу])..")
SURE = 0.8  # what the checks act upon

Place = tuple[str, str]


def texts(folder: Path | None) -> list[Text]:
    """The messages of the packages to ask about."""
    places = [("django", Path(django.__file__).parent.parent)]
    if folder:
        places += [("wordpress-l10n", folder), ("udhr", folder)]
    return [text for name, place in places for text in read(Source("", name, "test"), place, wanted())]


def segments(found: Iterable[Text], rng: random.Random) -> dict[Place, list[str]]:
    """One segment of three to five words from each message; letters for dates (hh mm ss) and signs are no words."""
    known = set(np.load(SHARED).tolist())
    result: defaultdict[Place, dict[str, None]] = defaultdict(dict)
    for place, messages in by_class(list(found), learning=False).items():
        for words in messages:
            length = min(rng.choice((3, 4, 5)), len(words))
            start = rng.randrange(len(words) - length + 1)
            piece = words[start : start + length]
            if sum(map(bool, map(A_WORD.search, piece))) >= 3 and hash_of(folded(words)) not in known:
                result[place][" ".join(piece)] = None
    return {place: rng.sample(sorted(pieces), min(MOST, len(pieces))) for place, pieces in result.items()}


def among_ours(segment: str, script: str) -> str:
    """The likeliest of our own languages: what there is to compare with detectors that are limited to some."""
    model = models()[script]
    scores = model.scores(segment.split())
    ours = {
        OURS[script, name]: score for name, score in zip(model.classes, scores, strict=True) if (script, name) in OURS
    }
    return max(ours, key=ours.__getitem__)


def share(right: int, all_: int) -> float:
    return 100 * right / all_


def recognised(found: dict[Place, list[str]]) -> list[Figure]:
    figures = []
    for bare in (False, True):
        how = ", typed without diacritics" if bare else ""
        right = total = limited_right = 0
        for place, tag in OURS.items():
            if bare and (place[0] == "Cyrl" or tag == "en"):
                continue
            asked = [without_diacritics(segment) for segment in found[place]] if bare else found[place]
            limited = sum(among_ours(segment, place[0]) == tag for segment in asked)
            open_ = Counter(guess.language for guess in detect_many(asked))
            right, total, limited_right = right + open_[tag], total + len(asked), limited_right + limited
            mark = MARKS.get(tag)
            figures += [
                Figure(f"{tag}{how}: right among our languages", share(limited, len(asked)), "%", mark, least=True),
                Figure(
                    f"{tag}{how}: right with “none of ours” allowed",
                    share(open_[tag], len(asked)),
                    "%",
                    mark,
                    least=True,
                ),
                Figure(f"{tag}{how}: segments", len(asked), ""),
            ]
        mark = None if bare else ALL_OF_OURS
        figures += [
            Figure(f"all of ours{how}: right among our languages", share(limited_right, total), "%", mark, least=True),
            Figure(f"all of ours{how}: right with “none of ours” allowed", share(right, total), "%", mark, least=True),
        ]
    return figures


def not_ours(found: dict[Place, list[str]]) -> list[Figure]:
    """What other languages are taken for: the neighbours by name, the rest together."""
    figures, groups = [], defaultdict(list)
    for (script, name), asked in found.items():
        if (script, name) not in OURS and name != "rom":
            near = {"mk": "Macedonian", "sl": "Slovenian", "bg": "Bulgarian"}.get(name)
            groups[f"{near}{' in Latin script' if (script, name) == ('Latn', 'mk') else ''}" if near else "others"] += (
                asked
            )
    for group, asked in groups.items():
        guesses = detect_many(asked)
        taken = [guess for guess in guesses if guess.language]
        sure = sum(guess.confidence >= SURE for guess in taken)
        figures += [
            Figure(f"{group} ({len(asked):,} segments): taken for one of ours", share(len(taken), len(asked)), "%"),
            Figure(f"{group}: taken for one of ours, and sure of it", share(sure, len(asked)), "%"),
        ]
    return figures


def romani(found: dict[Place, list[str]]) -> list[Figure]:
    """No catalogue of Django is in Romani: without the folder there is nothing to ask about."""
    name, asked = "rom: right, of the other half of one declaration", found.get(("Latn", "rom"), [])
    if not asked:
        return [Figure(name, None, "%")]
    right = sum(guess.language == "rom" for guess in detect_many(asked))
    return [
        Figure(name, share(right, len(asked)), "%"),
        Figure("rom: segments", len(asked), ""),
    ]


def a_second(work: Callable[[], object], count: int) -> float:
    start = time.process_time()
    work()
    return count / (time.process_time() - start)


def speeds(found: dict[Place, list[str]]) -> list[Figure]:
    asked = [segment for pieces in found.values() for segment in pieces]
    random.Random(SEED).shuffle(asked)  # noqa: S311 - as above
    asked = asked[:20_000]
    models()
    forget()
    cold = a_second(lambda: [detect(text) for text in asked], len(asked))
    alone = a_second(lambda: [forgetful(text) for text in asked], len(asked))
    forget()
    many = a_second(lambda: detect_many(asked), len(asked))
    warm = a_second(lambda: [detect(text) for text in asked], len(asked))
    return [
        Figure(f"{len(asked):,} different texts at once, no word known", many, "a second", 20_000, least=True),
        Figure("one by one, all words known", warm, "a second", 20_000, least=True),
        Figure("one by one, no word known at the beginning", cold, "a second", 20_000, least=True),
        Figure("one by one, every word new each time", alone, "a second", 20_000, least=True),
        Figure("the model in the package", FILE.stat().st_size / 1e6, "MB", 1),
    ]


def forgetful(text: str) -> Guess:
    """`detect` for one who has never seen a word of the text."""
    for model in models().values():
        model._known.clear()
    return detect(text)


def forget() -> None:
    models.cache_clear()
    models()


# Lost letters ------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Count:
    """Words of a text, and what became of them."""

    words: int = 0
    right: int = 0
    untouched: int = 0  # right already without diacritics
    proposed: int = 0
    proposed_right: int = 0
    disturbed: int = 0  # proposals where nothing was missing


def restored(messages: Sequence[Sequence[str]], tag: str) -> Count:
    count = Count()
    for words in messages:
        text = " ".join(words)
        bare = plain(text, tag)
        found = {bare[: one.start].count(" "): one for one in suggestions(bare, tag)}
        count.disturbed += len(suggestions(text, tag))
        for number, (word, typed) in enumerate(zip(words, bare.split(" "), strict=True)):
            answer = found[number].suggested if number in found else typed
            count.words += 1
            count.right += answer == word
            count.untouched += typed == word
            count.proposed += number in found
            count.proposed_right += number in found and answer == word
    return count


def letters(found: Sequence[Text]) -> list[Figure]:
    known = set(np.load(SHARED).tolist())
    figures = []
    for name, mark in (("sq", 96.5), ("sr", None)):
        for package in dict.fromkeys(text.source.package for text in found):
            mine = (text for text in found if text.source.package == package and text.language in CODES[name])
            messages = [words for words in sentences(mine, name) if hash_of(folded(words)) not in known][:2_500]
            count = restored(messages, TAG[name])
            title = f"{TAG[name]}, {package} ({count.words:,} words)"
            figures += [
                Figure(f"{title}: right again", share(count.right, count.words), "%", mark, least=True),
                Figure(f"{title}: right as typed", share(count.untouched, count.words), "%"),
                Figure(f"{title}: suggestions that are right", share(count.proposed_right, count.proposed), "%"),
                Figure(
                    f"{title}: suggestions where nothing is lost", share(count.disturbed, count.words), "% of words"
                ),
            ]
    sizes = sum(FILE.with_name(f"restoration_{name}.npz").stat().st_size for name in CODES) / 1e6
    return [*figures, Figure("both models of lost letters in the package", sizes, "MB", 1.5)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    folder = os.environ.get("URAMOST_CORPUS")
    parser.add_argument("--corpus", type=Path, default=folder and Path(folder), help="folder of tools/corpus.py")
    parser.add_argument("--figures", help="file to hand the figures over in")
    wanted_ = parser.parse_args()
    found = texts(wanted_.corpus)
    rng = random.Random(SEED)  # noqa: S311 - a choice that can be made again, not a secret
    pieces = segments(found, rng)
    hand_over([*recognised(pieces), *not_ours(pieces), *romani(pieces), *speeds(pieces), *letters(found)])


if __name__ == "__main__":
    main()
