"""How often is a text cut in the wrong place, what changes in a file nobody translated, and how long does it take?

Run: python bench/documents.py [--show]. `--show` prints the places where a text was cut wrongly.
"""

import io
import sys
import time
import zipfile
from collections.abc import Callable

import openpyxl
import pptx
from docx import Document
from figure import Figure, hand_over
from segmentation import TAGS, measured, sample

from uramost import documents

LIMIT = 2.0  # wrong of 100 ends of sentences; the tests hold it too
BLOCKS = 1_000
SENTENCE = "Komuna njofton qytetarët se afati për kërkesën numër {} është {} ditë."


def sentence(number: int) -> str:
    return SENTENCE.format(number, number % 30 + 1)


def docx() -> bytes:
    made = Document()
    for number in range(BLOCKS):
        first, _, last = sentence(number).partition(" afati")
        paragraph = made.add_paragraph(first)
        paragraph.add_run(" afati").bold = True
        paragraph.add_run(last)
    return saved(made)


def xlsx() -> bytes:
    made = openpyxl.Workbook()
    for number in range(BLOCKS):
        made.active.append([sentence(number), number, f"=B{number + 1}*2"])
    return saved(made)


def slides() -> bytes:
    made = pptx.Presentation()
    for first in range(0, BLOCKS, 10):
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text = sentence(first)
        slide.placeholders[1].text = "\n".join(sentence(first + more) for more in range(1, 10))
    return saved(made)


def saved(made: object) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def markdown() -> bytes:
    return "\n\n".join(f"- {sentence(number)} [këtu](https://example.org)" for number in range(BLOCKS)).encode()


def text() -> bytes:
    return "\n\n".join(map(sentence, range(BLOCKS))).encode()


def page() -> bytes:
    return ("<title>x</title>" + "".join(f"<p>{sentence(n)} <b>Po</b>" for n in range(BLOCKS))).encode()


FILES: dict[str, Callable[[], bytes]] = {
    "docx": docx, "xlsx": xlsx, "pptx": slides, "md": markdown, "txt": text, "html": page,
}  # fmt: skip
PACKAGES = ("xlsx", "pptx", "docx")


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def of_a_format(name: str, data: bytes) -> list[Figure]:
    """Read it and write it with every text changed; and what differs when none is."""
    start = time.process_time()
    blocks = documents.read(data, f"a.{name}").blocks
    documents.write(data, name, {block.key: f"Pra: {block.text}" for block in blocks}, "en-US")
    seconds = time.process_time() - start
    same = documents.write(data, name, {block.key: block.text for block in blocks}, "en-US")
    figures = [Figure(f"{name.upper()} of {len(blocks)} blocks read and written", 1000 * seconds, "ms")]
    if name in PACKAGES:
        before, after = parts(data), parts(same)
        changed = sum(before[part] != after.get(part) for part in before)
        figures.append(Figure(f"{name.upper()} untranslated: parts of {len(before)} that differ", changed, "parts"))
    elif name != "html":
        figures.append(Figure(f"{name.upper()} untranslated: bytes that differ", int(same != data), "", 0, exact=True))
    again = documents.read(same, f"a.{name}").blocks
    wrong = sum(one != other for one, other in zip(blocks, again, strict=True))
    return [*figures, Figure(f"{name.upper()} untranslated: blocks that differ", wrong, "blocks", 0, exact=True)]


def of_sentences(tag: str, later: bool) -> Figure:
    result = measured(tag, later)
    for kind, place in result.wrong if "--show" in sys.argv else ():
        print(f"{tag:8} {kind:9} {place}")
    when = "written when the rules were settled" if later else "at hand while they were made"
    name = f"Sentences cut wrongly, {tag}, {len(sample(tag, later))} {when}"
    return Figure(name, result.rate, "%", LIMIT)


def main() -> None:
    figures = [of_sentences(tag, later) for later in (False, True) for tag in TAGS]
    figures += [figure for name, make in FILES.items() for figure in of_a_format(name, make())]
    hand_over(figures)


if __name__ == "__main__":
    main()
