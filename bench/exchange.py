"""How much room and time does a large memory take, are wrong XLIFF 2 files seen to be wrong, and is our TBX valid?

    python bench/exchange.py [--megabytes 1000] [--suite FOLDER] [--tbx-schema FILE] [--schemas FOLDER] [--figures FILE]

A TMX file of that size is made up (two languages, every fifth unit with inline codes, one in ten thousand broken),
read by the command `uramost exchange` in a process of its own and written again; its peak of resident memory is what
the kernel counted.

What OASIS and LTAC Global have published is not in the project. With `--suite` (or URAMOST_XLIFF_SUITE), the folder
`core` of OASIS' test suite for XLIFF 2 is read: files in `invalid` have to be rejected, those in `valid` not. With
`--tbx-schema` (or URAMOST_TBX_SCHEMA), a RELAX NG of TBX in its XML syntax, terminologies of every kind are written and
held against it. With `--schemas` (or URAMOST_EXCHANGE_SCHEMAS), a folder with any of `tmx14.dtd`,
`xliff-core-1.2-strict.xsd` and `xliff-core-2.0.xsd` (and the `xml.xsd` that these two name), memories of every kind are
written and held against those. A gigabyte takes three to four minutes of processor time and twice its size of disk;
`--megabytes` or URAMOST_TMX_MEGABYTES says another size.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from exchange_additions import documents
from figure import Figure, hand_over
from lxml import etree

import uramost.packs
from uramost import exchange
from uramost.exchange import Code, Header, Rejected, Unit, pair, tbx
from uramost.terms import STATUSES, Term, read_csv

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="bench" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="sq" datatype="html"/>
<body>
"""  # noqa: E501 - a header is one line
PLAIN = (
    "Kuvendi i komunës e miratoi buxhetin për vitin {0} në mbledhjen numër {1}.",
    ("Скупштина општине је усвојила буџет за {0}. годину на седници број {1}."),
)
CODED = (
    "Neni <bpt i='1' x='1'>&lt;b&gt;</bpt>{0}<ept i='1'>&lt;/b&gt;</ept><ph x='2'>&lt;br/&gt;</ph> i ligjit nr. {1}",
    ("Члан <bpt i='1' x='1'>&lt;b&gt;</bpt>{0}<ept i='1'>&lt;/b&gt;</ept><ph x='2'>&lt;br/&gt;</ph> закона бр. {1}"),
)


def make(path: Path, size: int) -> tuple[int, int]:
    """A memory of about `size` bytes; how many units it has, and how many of them are broken."""
    number = broken = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        while file.tell() < size if number % 1000 == 0 else True:
            number += 1
            source, target = (text.format(number % 977, number) for text in (CODED if number % 5 == 0 else PLAIN))
            bad = number % 10_000 == 0
            broken += bad
            language = "" if bad else ' xml:lang="sr-Cyrl-RS"'
            file.write(
                f'<tu tuid="{number}" creationid="bench" creationdate="20260101T000000Z">\n'
                f'<prop type="x-Domain">made up</prop>\n<tuv xml:lang="sq-XK"><seg>{source}</seg></tuv>\n'
                f"<tuv{language}><seg>{target}</seg></tuv>\n</tu>\n"
            )
        file.write("</body>\n</tmx>\n")
    return number, broken


def converted(source: Path, target: Path) -> tuple[float, float, str]:
    """Seconds of processor time, peak of resident memory in MB, and what the command said."""
    command = [sys.executable, "-m", "uramost.cli", "exchange", str(source), "--to", "tmx", "--out", str(target)]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        said.seek(0)
        text = said.read().decode()
    if os.waitstatus_to_exitcode(status):
        raise SystemExit("The command failed.")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text


def large(megabytes: int) -> list[Figure]:
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        source, target = Path(folder, "large.tmx"), Path(folder, "again.tmx")
        units, broken = make(source, megabytes * 1_000_000)
        size = source.stat().st_size / 1_000_000
        taken, peak, said = converted(source, target)
        print(f"{units} units in {size:.0f} MB, {broken} of them broken. {said.strip()}")
        seen = f"{units - broken} units" in said and f"{broken} " in said
    return [
        Figure(f"peak memory, TMX of {megabytes:,} MB read and written again", peak, "MB", 300),
        Figure("processor time to read and write 100 MB of TMX", 100 * taken / size, "s"),
        Figure("broken units told, and no other", float(seen), "", 1, exact=True),
    ]


def of_suite(folder: Path | None) -> list[Figure]:
    """How many files of OASIS' suite are judged as they should be; not measured without the suite."""
    names = ("invalid XLIFF 2 files of OASIS rejected", "valid XLIFF 2 files of OASIS rejected")
    if folder is None:
        return [Figure(names[0], None, "", 110, least=True), Figure(names[1], None, "", 0, exact=True)]
    invalid, valid = (sorted((folder / name).glob("*.xlf")) for name in ("invalid", "valid"))
    if not invalid or not valid:
        raise SystemExit(f"{folder} has no folders “invalid” and “valid” with files of the suite.")
    missed = [path.name for path in invalid if not rejected(path)]
    wrong = [path.name for path in valid if rejected(path)]
    print(f"Missed: {', '.join(missed) or 'none'}. Rejected though valid: {', '.join(wrong) or 'none'}.")
    return [
        Figure(f"{names[0]}, of {len(invalid)}", len(invalid) - len(missed), "", 110, least=True),
        Figure(f"{names[1]}, of {len(valid)}", len(wrong), "", 0, exact=True),
    ]


def rejected(path: Path) -> bool:
    try:
        return any(True for _ in exchange.check(path))
    except Rejected:
        return True


# Terminologies -------------------------------------------------------------------------------------------------------

MADE_UP = 200
KEYS = ("tax", "tax", "7", "neni 5", "a:b", "-x", "çmimi", "дозвола", "_x0041_", "")
TAGS = ("sq", "sq-XK", "sr-Cyrl", "sr-Latn-RS", "bs", "tr", "rom", "en")
WORDS = (
    "leje ndërtimi", "дозвола", "a < b & c", "]]>", "\x00\x1f", "\ud800", " \t\n", "⟦1⟧", "status: x", "w " * 30_000,
)  # fmt: skip


def terminologies() -> Iterator[list[Term]]:
    """Those of Kosovo, and made-up ones with keys and texts that trouble a file, the same at every run."""
    yield read_csv(Path(uramost.packs.__file__).parent / "kosovo" / "terms.csv")
    chance = random.Random(1)  # noqa: S311 - not for secrets
    for _ in range(MADE_UP):
        yield [_made_up(chance) for _ in range(chance.randint(1, 5))]


def _made_up(chance: random.Random) -> Term:
    def names() -> dict[str, tuple[str, ...]]:
        return {tag: tuple(chance.choices(WORDS, k=chance.randint(1, 3))) for tag in chance.sample(TAGS, 3)}

    def maybe() -> str:
        return chance.choice(("", *WORDS))

    return Term(
        id=chance.choice(KEYS),
        texts=names(),
        status=chance.choice(STATUSES),
        definition={tag: maybe() for tag in chance.sample(("", *TAGS), 3)},
        domain=maybe(),
        source=maybe(),
        forbidden=chance.choice(({}, names())),
    )


def written(path: Path) -> Iterator[None]:
    """Every terminology in both styles of 2019; and read back from these and from TBX of 2008, written once more."""
    for terms in terminologies():
        for style in ("dca", "dct", "2008"):
            tbx.write(path, terms, style=style)
            if style != "2008":  # that has another schema
                yield
            again, _ = exchange.read_terms(path)
            tbx.write(path, again)
            yield


def of_terms(schema: Path | None) -> list[Figure]:
    """How many of the TBX files that we write are valid; not measured without a schema."""
    name = "TBX files written: valid against the RELAX NG given"
    if schema is None:
        return [Figure(name, None, "")]
    judge = etree.RelaxNG(etree.parse(schema))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "terms.tbx")
        verdicts = [judge.validate(etree.parse(path)) for _ in written(path)]
    return [Figure(f"{name}, of {len(verdicts)}", sum(verdicts), "", len(verdicts), exact=True)]


# Memories ------------------------------------------------------------------------------------------------------------

PHRASES = ("Neni 7", "Члан 7.", "a < b & c", "]]>", "ë ç", " \t\n", "x" * 5_000, "🙂", "“a” 'b'", "")
KINDS = ("bold", "italic", "underline", "link", "break", "image", "note", "field", "other")
STATES = ("", "initial", "translated", "reviewed", "final")
SCHEMAS = {"tmx": "tmx14.dtd", "xliff12": "xliff-core-1.2-strict.xsd", "xliff21": "xliff-core-2.0.xsd"}


class InFolder(etree.Resolver):
    """What a schema includes is looked for beside it, never elsewhere."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def resolve(self, url: str, _public: str | None, context: object) -> object:
        path = self.folder / url.rpartition("/")[2]
        return self.resolve_filename(str(path), context) if path.is_file() else self.resolve_empty(context)


def memories() -> Iterator[tuple[list[Unit], Header]]:
    """Made-up memories, the same at every run: any codes in any order, any state, notes, keys and languages."""
    chance = random.Random(2)  # noqa: S311 - not for secrets
    for _ in range(MADE_UP):
        source, target = chance.sample(TAGS, 2)
        units = [_pair(chance, f"{number}/{key}", source, target) for number, key in enumerate(chance.sample(KEYS, 4))]
        yield units, Header(source, target, original=chance.choice(KEYS) or "a", version=chance.choice(("", "1")))


def _pair(chance: random.Random, key: str, source: str, target: str) -> Unit:
    codes = tuple(
        Code(number, alone, kind, chance.choice(("", "<b>", "&x;")), "" if alone else chance.choice(("", "</b>")))
        for number, (kind, alone) in enumerate(chance.sample(LOOKS, chance.randint(0, 4)), start=1)
    )
    texts = []
    for tag in (source, target):
        marks = [f"⟦{code.number}/⟧" if code.alone else f"⟦{code.number}⟧w⟦/{code.number}⟧" for code in codes]
        chance.shuffle(marks)
        texts.append((tag, "a" + "".join(mark + chance.choice(PHRASES) for mark in marks) + chance.choice(PHRASES)))
    notes = tuple(chance.choices(PHRASES[:5], k=chance.randint(0, 2)))
    return pair(key, *texts, codes=codes, state=chance.choice(STATES), notes=notes)


LOOKS = [(kind, alone) for kind in KINDS for alone in (False, True)]


def of_memories(folder: Path | None) -> list[Figure]:
    """How many of the memories that we write are valid; not measured where a schema is not at hand."""
    return [_valid(form, folder / name if folder else None) for form, name in SCHEMAS.items()]


def _valid(form: str, schema: Path | None) -> Figure:
    name = f"{form.upper()} files written: valid against {SCHEMAS[form]}"
    if schema is None or not schema.is_file():
        return Figure(name, None, "")
    parser = etree.XMLParser()
    parser.resolvers.add(InFolder(schema.parent))
    judge = etree.DTD(str(schema)) if schema.suffix == ".dtd" else etree.XMLSchema(etree.parse(schema, parser))
    verdicts = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "memory")
        for units, header in memories():
            exchange.write(path, units, header, form)
            verdicts.append(judge.validate(etree.parse(path)))
            if not verdicts[-1]:
                print(f"{form}: {judge.error_log.last_error}")
    return Figure(f"{name}, of {len(verdicts)}", sum(verdicts), "", len(verdicts), exact=True)


# What others put into XLIFF 1.2 --------------------------------------------------------------------------------------


def of_others(folder: Path | None) -> list[Figure]:
    """Documents with additions of others: do they come back, and valid too when translations were changed?"""
    names = ("XLIFF 1.2 of other tools read and written: all that was in it", "the same with other translations: valid")
    schema = folder / SCHEMAS["xliff12"] if folder else None
    judge = _lenient(schema) if schema and schema.is_file() else None
    alike, verdicts = [], []
    with tempfile.TemporaryDirectory() as temporary:
        path, out = Path(temporary, "given.xlf"), Path(temporary, "again.xlf")
        for text in documents(MADE_UP):
            path.write_text(text, encoding="utf-8")
            reading = exchange.read(path)
            units = list(reading)
            exchange.write(out, units, reading.header, "xliff12")
            alike.append(_facts(etree.parse(path).getroot()) == _facts(etree.parse(out).getroot()))
            changed = [
                replace(one, state="final", texts=(one.source, replace(one.source, language="en"))) for one in units
            ]
            exchange.write(out, changed, reading.header, "xliff12")
            if judge is not None:
                verdicts.append(judge.validate(etree.parse(path)) and judge.validate(etree.parse(out)))
                if not verdicts[-1]:
                    print(f"others: {judge.error_log.last_error}")
    return [
        Figure(f"{names[0]}, of {len(alike)}", sum(alike), "", len(alike), exact=True),
        Figure(f"{names[1]}, of {len(verdicts)}", sum(verdicts), "", len(verdicts), exact=True)
        if judge
        else Figure(names[1], None, ""),
    ]


def _lenient(schema: Path) -> etree.XMLSchema:
    """What has a namespace of its own has a schema of its own, which nobody has here."""
    parser = etree.XMLParser()
    parser.resolvers.add(InFolder(schema.parent))
    tree = etree.parse(schema, parser)
    for one in tree.iter("{*}any", "{*}anyAttribute"):
        one.set("processContents", "lax")
    return etree.XMLSchema(tree)


def _facts(node: etree._Element) -> object:
    said = sorted(node.attrib.items()) if isinstance(node.tag, str) else []
    return str(node.tag), said, node.text or "", node.tail or "", [_facts(one) for one in node]


def main() -> None:
    def given(name: str) -> Path | None:
        return Path(os.environ[name]) if os.environ.get(name) else None

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=int(os.environ.get("URAMOST_TMX_MEGABYTES", "1000")))
    parser.add_argument(
        "--suite", type=Path, default=given("URAMOST_XLIFF_SUITE"), help="the folder core of OASIS' suite for XLIFF 2"
    )
    parser.add_argument(
        "--tbx-schema", type=Path, default=given("URAMOST_TBX_SCHEMA"), help="a RELAX NG of TBX, in its XML syntax"
    )
    parser.add_argument(
        "--schemas",
        type=Path,
        default=given("URAMOST_EXCHANGE_SCHEMAS"),
        help=f"a folder with {', '.join(SCHEMAS.values())}",
    )
    parser.add_argument("--figures")
    options = parser.parse_args()
    figures = [*large(options.megabytes), *of_suite(options.suite), *of_terms(options.tbx_schema)]
    hand_over([*figures, *of_memories(options.schemas), *of_others(options.schemas)])


if __name__ == "__main__":
    main()
