"""All figures of speed and size in one go, one table at the end, and the page that keeps them.

    python bench/run.py [--date 2026-03-02] [--only pages weight …] [--without demo …]

What others have published is read where it is at hand: URAMOST_XLIFF_SUITE names the folder `core` of OASIS' suite for
XLIFF 2, URAMOST_TBX_SCHEMA a RELAX NG of TBX, URAMOST_EXCHANGE_SCHEMAS a folder with the schemas of TMX and XLIFF (see
bench/exchange.py).

With `--date`, what was seen goes to docs/methods/figures.md, each part with its day; those that did not run stay as
they are there. A part that fails makes this fail; a limit that is missed is shown as missed, and that is all: machines
differ, and whoever reads the table judges.
"""

import argparse
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from figure import Figure, markdown, table, taken

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "methods" / "figures.md"


@dataclass(frozen=True, slots=True)
class Part:
    """A program of this folder. `figures`: it hands figures over; otherwise what it prints is quoted."""

    name: str
    title: str
    how: str
    figures: bool = True


PARTS = (
    Part(
        "pages",
        "What pages cost",
        "The portal with 10,000 notices in Albanian and in both scripts of Serbian, and the workbench with a "
        "document of 500 segments (and one of 2,500, of which it shows 200 at a time) and the memory that a new "
        "installation has. A ratio is the median processor time "
        "of a page divided by that of a bare Django page in the same process, over 300 rounds in which they take "
        "turns. The bare page has the seven middlewares and three context processors of a new Django project, and "
        "a template that extends a base with a navigation, a footer, and the title and text of the same notice; it "
        "asks no database and translates nothing. All are asked for through the whole WSGI application; the "
        "database is SQLite, opened and closed as the settings say. The portal keeps pages for readers without a "
        "session until something they show changes: the limits are for the page as most readers get it. *Made "
        "anew*, for the first reader after a change and for whoever has a session, it costs several times as much.",
    ),
    Part(
        "weight",
        "What a first visit sends",
        "A gunicorn is asked for every page that links lead to, up to three of each kind in each language, with "
        "`Accept-Encoding: gzip`. Counted are the bytes of all answers with their headers: the page, its styles, "
        "scripts and pictures, and what styles refer to.",
    ),
    Part(
        "memory",
        "Looking up in the translation memory",
        "A million real texts of installed packages' catalogues, in all their languages, in a memory file; 200 texts "
        "asked for at 70 %, half of them kept with their longest word taken out, half not in it. The full search is "
        "the faster of rapidfuzz' two in the same run, and answers are compared with it. Seconds are the processor's "
        "where no disk is waited for. [memory.md](memory.md) has the rest.",
    ),
    Part(
        "terms",
        "Finding terms",
        "Sentences in the manner of official texts, in which every term of the Kosovo pack is marked; everything found "
        "outside the marks counts as wrong. The rules were made with the first half; the second was written when they "
        "were settled, and its rates before anything was learnt from it stand in `docs/methods/terms.md`; from the "
        "third and the later ones nothing was learnt. Of the 20,000 terms most are made of other terms' words.",
    ),
    Part(
        "checks",
        "The checks on real translations",
        "Catalogues of installed packages in Albanian, Serbian and English, aligned by their English key, as they are "
        "and with slips made in them; how, and what else `bench/checks.py` prints, is in [checks](checks.md). Seconds "
        "are of processor time, with the places and the terms of the Kosovo pack.",
    ),
    Part(
        "exchange",
        "Files of other tools",
        "A TMX file is made up, read by `uramost exchange` and written again as TMX; the peak is that of the resident "
        "memory of its process as the kernel counted it. One unit in ten thousand is broken: each has to be told with "
        "its line. OASIS' test suite and the schemas are not in the project: they are read where "
        "`URAMOST_XLIFF_SUITE`, `URAMOST_TBX_SCHEMA` and `URAMOST_EXCHANGE_SCHEMAS` say where they are, and otherwise "
        "nothing is measured. See [exchange](exchange.md).",
    ),
    Part(
        "documents",
        "Documents and sentences",
        "`docs/methods/documents.md` says how. Sentences: written by us in the manner of official texts, five in a "
        "paragraph; wrong is an end that was missed or invented, of 100 ends. Files: made by the libraries that "
        "write such files, 1,000 paragraphs, cells or points, processor time of reading and of writing with every "
        "text changed. DOCX differs in the parts where the language is marked.",
    ),
    Part(
        "detection",
        "Languages recognised, lost letters found",
        "Segments of three to five words, one of each message of Django's catalogues, from which nothing was learnt; "
        "messages that the text to learn from has word for word are left out. *Among our languages*: the likeliest of "
        "those a town hall answers in, as detectors limited to some languages are measured; *with “none of ours” "
        "allowed*: the answer as the site uses it, among some sixty languages. Lost letters are found in the same "
        "catalogues with ë and ç, or š č ć ž đ, taken away. Where `URAMOST_CORPUS` says where the folder of "
        "tools/corpus.py is, the catalogues of WordPress and the Universal Declaration of Human Rights are asked about "
        "too; Romani is in the declaration alone. See [detection](detection.md).",
    ),
    Part(
        "scripts",
        "Serbian in its other script",
        "The tricky words of tests/library/files/tricky_words.csv from Latin to Cyrillic; the Serbian Cyrillic of all "
        "installed catalogues to Latin and back; 20 million characters of the same text over and over for the speed. "
        "See [scripts](scripts.md).",
    ),
    Part(
        "casework_rules",
        "Rules of casework",
        "Forty pairs of made-up reports in each half, twenty of them about the same thing; the rules were made with "
        "the half *learnt*, the half *kept* was written before anything was measured. 100,000 reports made of their "
        "texts lie within a town of ten kilometres and two years; times are processor time. See [routing](routing.md).",
    ),
    Part(
        "deadlines",
        "Last days",
        "100,000 made-up cases of a year, a third each with a limit of 7 calendar days, 15 working days and 48 hours; "
        "every second has been paused, every third has two pauses, every fifth an extension. The calendar of Kosovo is "
        "made once, with six years. A move: which of them a holiday added later moves. Processor time of one process. "
        "See [deadlines](deadlines.md).",
    ),
    Part(
        "fairness",
        "Who waits longer, among a million cases",
        "Made-up cases of six languages, 20 services and 38 municipalities, every time different, given as Python "
        "lists; the whole report as a page needs it: curves, restricted means, medians, stratified tests and "
        "differences. Seconds are of processor time, the best of three. Figures of the same kind are compared on nine "
        "public data sets; lifelines and statsmodels are installed for that only. See [fairness](fairness.md).",
    ),
    Part(
        "times",
        "How long 100,000 residents of one municipality waited",
        "The demonstration's year of one municipality, eighty times over, in SQLite: read, counted by language with "
        "services apart, compared. Seconds are of processor time, the best of three. The ratio is to the bare Django "
        "page, as above, over 100 rounds. See [fairness](fairness.md).",
    ),
    Part(
        "casework",
        "Casework under load and with faults",
        "100,000 made-up cases in one municipality; pages against a bare Django page that lists as many cases with one "
        "query; the last step of a resident's form against a bare Django insert, both by 50 clients through a gunicorn "
        "of two processes on the same machine; web server and worker killed with SIGKILL while residents send forms. "
        "On SQLite and on a PostgreSQL of its own. See [casework](casework.md).",
    ),
    Part(
        "growing",
        "Meeting, learning and growing at size",
        "10,000 organisations, 200,000 people, 20,000 events and 1,000,000 attendances, all made up; pages against a "
        "bare Django page that lists as many rows with one query; a list of 5,000 people compared with those who are "
        "there; people counted once. On SQLite and on a PostgreSQL of its own. See [growing](growing.md).",
    ),
    Part(
        "demo",
        "From a clone to the first page",
        "What is committed is cloned into a folder with spaces in its name; the clock runs from `make demo` to the "
        "first page that answers. Packages had been downloaded before. Then it is interrupted as by Ctrl-C.",
    ),
)


@dataclass(frozen=True, slots=True)
class Result:
    """What a part handed over and printed."""

    part: Part
    figures: list[Figure]
    printed: str
    failed: bool


def run(part: Part, folder: Path) -> Result:
    """One part in a process of its own, its lines shown as they come."""
    print(f"\n{part.title}", flush=True)
    kept = folder / f"{part.name}.json"
    command = [sys.executable, str(HERE / f"{part.name}.py"), *(["--figures", str(kept)] if part.figures else [])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        lines = []
        for line in process.stdout or ():
            print(" ", line, end="", flush=True)
            lines.append(line)
    return Result(part, taken(kept), "".join(lines), process.returncode != 0)


def machine() -> str:
    """What it was measured on, in general words."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{platform.system()} on {platform.machine()}, {os.cpu_count()} processor cores that other work may share, "
        f"{memory:.0f} GB of memory, Python {platform.python_version()}, Django {version('django')}, "
        f"SQLite {sqlite3.sqlite_version}"
    )


def sections(text: str) -> dict[str, str]:
    """Of the page as it is: title of a part → what stands under it."""
    parts = [part.partition("\n\n") for part in text.split("\n## ")[1:]]
    return {title: body.strip() for title, _, body in parts}


def page(results: list[Result], date: str, before: str = "") -> str:
    """Everything that was seen, as documentation; of parts that did not run now, what `before` says."""
    found = sections(before)
    for result in results:
        shown = markdown(result.figures) if result.figures else f"```text\n{result.printed.strip()}\n```"
        found[result.part.title] = f"{result.part.how}\n\nSeen on {date}:\n\n{shown}"
    parts = [
        "# Figures",
        f"Written by `make bench`. Seen on: {machine()}. Run it yourself to have those of your machine; "
        "ratios within one run mean more than seconds.",
        *(f"## {part.title}\n\n{found[part.title]}" for part in PARTS if part.title in found),
    ]
    return "\n\n".join(parts) + "\n"


def chosen(wanted: argparse.Namespace) -> list[Part]:
    return [part for part in PARTS if part.name in (wanted.only or [part.name]) and part.name not in wanted.without]


def main() -> None:
    names = [part.name for part in PARTS]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--date", help="write into docs/methods/figures.md, with this day")
    parser.add_argument("--only", nargs="+", choices=names, default=[])
    parser.add_argument("--without", nargs="+", choices=names, default=[])
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="uramost-bench-") as folder:
        results = [run(part, Path(folder)) for part in chosen(wanted)]
    print(f"\nSeen on: {machine()}\n\n{table([figure for result in results for figure in result.figures])}")
    if failed := [result.part.name for result in results if result.failed]:
        sys.exit(f"These parts failed, and nothing was written: {', '.join(failed)}")
    if wanted.date:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        before = PAGE.read_text("utf-8") if PAGE.exists() else ""
        PAGE.write_text(page(results, wanted.date, before), "utf-8")


if __name__ == "__main__":
    main()
