"""How often is a text none of ours? What each answer to that costs, on packages that nothing was learnt from.

    python tools/calibrate_detection.py FOLDER

Prints, for some odds of ours against others (`uramost.detection.LEAST_CONFIDENCE` goes by them), which segments of
three to five words of our languages are recognised and which of others are taken for ours, in per cent, in the packages
of the role "calibration" in tools/language_sources.csv. Those of the role "test" are not looked at.
"""

import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

from corpus import read, sources
from train_detection import SEED, by_class, wanted

from uramost import detection

VALUES = (1, 2, 3, 4, 6, 8, 12, 20)
MOST = 2_000  # segments of a class
NEAR = ("mk", "sl", "bg")


def segments(folder: Path) -> dict[tuple[str, str], list[str]]:
    """Segments of three to five words by script and class."""
    rng = random.Random(SEED)  # noqa: S311 - a choice that can be made again, not a secret
    chosen = [source for source in sources() if source.role == "calibration"]
    texts = [text for source in chosen for text in read(source, folder, wanted())]
    result: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for place, messages in by_class(texts, learning=False).items():
        for words in messages:
            if len(words) >= 3:
                length = min(rng.choice((3, 4, 5)), len(words))
                start = rng.randrange(len(words) - length + 1)
                result[place][" ".join(words[start : start + length])] = None
    return {place: rng.sample(sorted(found), min(MOST, len(found))) for place, found in result.items()}


def main() -> None:
    found = segments(Path(sys.argv[1]).resolve())
    for value in VALUES:
        detection.LEAST_CONFIDENCE = 1 / (1 + value)
        right, asked = Counter[str](), Counter[str]()
        for (script, name), texts in sorted(found.items()):
            tag = detection._TAGS[script].get(name)
            group = f"{script} {name}" if tag or name in NEAR else "others"
            asked[group] += len(texts)
            right[group] += sum(
                guess.language == tag if tag else guess.language is not None for guess in detection.detect_many(texts)
            )
        print(f"{value:>3}", *(f"{group} {100 * right[group] / asked[group]:.1f}" for group in asked), sep="  ")


if __name__ == "__main__":
    main()
