"""Serbian in its other script: how many tricky words are right, here and with other libraries, and how fast?

The tricky words are tests/library/files/tricky_words.csv. Real text is what Django and other installed packages say in
Serbian Cyrillic: made Latin and Cyrillic again, its words should come back.
"""

import csv
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import django
from figure import Figure, hand_over

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))

from corpus import Source, read  # noqa: E402

from uramost import scripts, scripts_letters  # noqa: E402
from uramost.scripts import to_cyrillic, to_latin  # noqa: E402

WORDS = HERE.parent / "tests" / "library" / "files" / "tricky_words.csv"
ENOUGH = 20_000_000  # characters to convert: a large file, whose words come again as they do in one
TECHNICAL = re.compile(r"[<>{}%_|\\\\=@$#\[\]*]|--|(?<!\S)-\w|[A-Z]{2}|\w\.\w")
MIXED = re.compile(r"[А-џ][A-Za-z]|[A-Za-z][А-џ]")  # translators mixed the scripts in a word


def others() -> dict[str, Callable[[str], str]]:
    """Latin to Cyrillic of the libraries that are compared, with what each needs to be asked for Serbian."""
    import cyrtranslit
    import srtools
    from serbian_translit import srp

    return {
        "cyrtranslit": lambda text: str(cyrtranslit.to_cyrillic(text, "sr")),
        "srtools": lambda text: str(srtools.latin_to_cyrillic(text)),
        "serbian-translit": lambda text: str(srp.to_cyr(text)),
    }


def tricky() -> list[Figure]:
    with WORDS.open(encoding="utf-8", newline="") as file:
        rows = [(row["latin"], row["cyrillic"]) for row in csv.DictReader(file)]
    found = {"uramost": lambda text: to_cyrillic(text).text} | others()
    right = {name: sum(convert(latin) == cyrillic for latin, cyrillic in rows) for name, convert in found.items()}
    return [
        Figure("tricky words", len(rows), "", 400, least=True),
        *(
            Figure(f"{name}: right", 100 * count / len(rows), "%", 100 if name == "uramost" else None, least=True)
            for name, count in right.items()
        ),
    ]


def real() -> list[str]:
    """Messages in Serbian Cyrillic, of Django and whatever else is installed for Python."""
    folder = Path(django.__file__).parent.parent
    packages = sorted({path.relative_to(folder).parts[0] for path in folder.glob("*/**/locale/sr")})
    found = (text.text for name in packages for text in read(Source("", name, ""), folder, {"sr"}))
    return [text for text in dict.fromkeys(found) if not MIXED.search(text) and scripts.script_of(text) != "Latn"]


def round_trip(messages: list[str]) -> list[Figure]:
    words = back = 0
    for message in messages:
        keep = re.findall(r"[A-Za-z]+", message)
        again = to_cyrillic(to_latin(message), keep=keep).text
        pairs = list(zip(message.split(), again.split(), strict=True))
        words += len(pairs)
        back += sum(one == other for one, other in pairs)
    return [
        Figure("words of real text", words, ""),
        Figure("words that come back from Latin", 100 * back / words, "%", 99.9, least=True),
    ]


def a_second(convert: Callable[[str], object], texts: list[str]) -> float:
    """Millions of characters in a second of processor time."""
    start = time.process_time()
    for text in texts:
        convert(text)
    return sum(map(len, texts)) / (time.process_time() - start) / 1e6


def pages(messages: list[str]) -> Iterator[str]:
    """Text of some hundred lines at a time, all messages over and over, until there is enough."""
    while True:
        for begin in range(0, len(messages), 200):
            yield "\n".join(messages[begin : begin + 200])


def the_first_time(texts: list[str]) -> float:
    """Millions of characters in a second where nothing of a text was seen before; the best of several times."""
    best = 0.0
    for _ in range(15):
        scripts._CHUNKS.clear()
        scripts_letters.convert.cache_clear()
        best = max(best, a_second(to_cyrillic, texts))
    return best


def prose(messages: list[str]) -> list[str]:
    """The messages that are sentences as an office writes them: without variables, tags, options and code."""
    return [message for message in messages if len(message.split()) > 3 and not TECHNICAL.search(message)]


def speeds(messages: list[str]) -> list[Figure]:
    cyrillic, length = list[str](), 0
    for page in pages(messages):
        cyrillic.append(page)
        length += len(page)
        if length > ENOUGH:
            break
    once = cyrillic[: len(messages) // 200 + 1]
    latin, latin_once = list(map(to_latin, cyrillic)), list(map(to_latin, once))
    lines = [line for page in latin[: len(latin) // 10] for line in page.splitlines(keepends=True)]
    sentences = ["\n".join(map(to_latin, prose(messages)))]
    name = "million characters a second"
    return [
        Figure("Cyrillic to Latin", a_second(to_latin, cyrillic), name, 10, least=True),
        Figure("Latin to Cyrillic, a large text", a_second(to_cyrillic, latin), name, 10, least=True),
        Figure("Latin to Cyrillic, a message at a time", a_second(to_cyrillic, lines), name),
        Figure("Latin to Cyrillic, sentences for the first time", the_first_time(sentences), name, 10, least=True),
        Figure("Latin to Cyrillic, all messages for the first time", the_first_time(latin_once), name),
        *(
            Figure(f"{other}: Latin to Cyrillic", a_second(convert, latin_once[:10]), name)
            for other, convert in others().items()
        ),
    ]


def main() -> None:
    messages = real()
    hand_over([*tricky(), *round_trip(messages), *speeds(messages)])


if __name__ == "__main__":
    main()
