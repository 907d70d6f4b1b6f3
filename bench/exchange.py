"""How much room and time does a large translation memory take, and are wrong XLIFF 2 files seen to be wrong?

    python bench/exchange.py [--megabytes 200] [--suite FOLDER] [--figures FILE]

A TMX file of that size is made up (two languages, every fifth unit with inline codes, one in ten thousand broken),
read by the command `uramost exchange` in a process of its own and written again; its peak of resident memory is what
the kernel counted. With `--suite`, the folder `core` of OASIS' test suite for XLIFF 2 is read: files in `invalid` have
to be rejected, those in `valid` not.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from figure import Figure, hand_over

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
        Figure(f"peak memory, TMX of {megabytes} MB read and written again", peak, "MB", 300),
        Figure("processor time to read and write 100 MB of TMX", 100 * taken / size, "s"),
        Figure("broken units told, and no other", float(seen), "", 1, exact=True),
    ]


def of_suite(folder: Path) -> list[Figure]:
    from uramost.exchange import Rejected, check

    def rejected(path: Path) -> bool:
        try:
            return any(True for _ in check(path))
        except Rejected:
            return True

    invalid, valid = (sorted((folder / name).glob("*.xlf")) for name in ("invalid", "valid"))
    missed = [path.name for path in invalid if not rejected(path)]
    wrong = [path.name for path in valid if rejected(path)]
    print(f"Missed: {', '.join(missed) or 'none'}. Rejected though valid: {', '.join(wrong) or 'none'}.")
    return [
        Figure(f"invalid files rejected, of {len(invalid)}", len(invalid) - len(missed), "", 110, least=True),
        Figure(f"valid files rejected, of {len(valid)}", len(wrong), "", 0, exact=True),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--suite", type=Path, help="the folder core of OASIS' test suite for XLIFF 2")
    parser.add_argument("--figures")
    options = parser.parse_args()
    hand_over([*large(options.megabytes), *(of_suite(options.suite) if options.suite else [])])


if __name__ == "__main__":
    main()
