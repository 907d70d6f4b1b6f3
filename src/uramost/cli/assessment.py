"""`uramost assessment`: instruments, and assessments as spreadsheets for places without a connection."""

# ruff: noqa: PLC0415 - a subcommand imports what it needs when it runs, so that the others start quickly

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from uramost.cli.command import REFUSALS, Command, Fault, argument, aside, at_least

if TYPE_CHECKING:
    from uramost.assessment import Instrument
    from uramost.assessment.sheet import Assessment, Taken

TAGS = ("sq", "sr-Cyrl", "sr-Latn", "en")


def instruments(options: argparse.Namespace) -> int:
    """One line for each: code, version, who it is for, items, languages, name."""
    from uramost.assessment import shipped

    for one in shipped():
        tags = " ".join(one.languages())
        print(f"{one.code}\t{one.version}\t{one.of}\t{len(list(one.places()))}\t{tags}\t{one.names.get('en', '')}")
    return 0


def check(options: argparse.Namespace) -> int:
    """Every fault of an instrument with its place; nothing where it can be used."""
    from uramost.assessment import BadInstrument, of_toml
    from uramost.cli.assessment_words import fault

    try:
        found = of_toml(options.file.read_bytes())
    except BadInstrument as bad:
        for one in bad.faults:
            print(fault(one))
        return 1
    aside(f"{found.code}, version {found.version}: {len(list(found.places()))} items, {', '.join(found.languages())}.")
    return 0


def write(options: argparse.Namespace) -> int:
    """An empty assessment, or one from what `read --json` gave, as XLSX."""
    from uramost.assessment.sheet import blank
    from uramost.assessment.sheet_writing import written
    from uramost.cli.assessment_words import SHEETS

    instrument = _instrument(options.instrument)
    if options.language not in instrument.languages():
        raise Fault(
            f"{instrument.code} is not there in {options.language}, only in {', '.join(instrument.languages())}."
        )
    given = _of_json(options.given, instrument) if options.given else blank(instrument, options.raters)
    options.out.write_bytes(written(instrument, given, SHEETS[options.language]))
    return 0


def read(options: argparse.Namespace) -> int:
    """What an assessment says: a table of domains, where raters differ, the plan; or all of it as JSON.

    Every line that could not be taken is told on standard error, and the status is then 1.
    """
    from uramost.assessment.sheet_plain import plain
    from uramost.cli.assessment_words import told
    from uramost.documents.blocks import Refused

    try:
        taken, instrument = _taken(options.file, options.instrument)
    except Refused as refused:
        raise Fault(f"{options.file} cannot be read: {REFUSALS[refused.code].format(**refused.values)}.") from refused
    print(json.dumps(plain(taken), ensure_ascii=False, indent=2)) if options.json else _tell(taken, instrument)
    for one in taken.told:
        aside(told(one))
    return 1 if taken.told else 0


def _taken(path: Path, given: str) -> "tuple[Taken, Instrument]":
    from uramost.assessment import shipped
    from uramost.assessment.sheet import NotAnAssessment
    from uramost.assessment.sheet_reading import about, read
    from uramost.cli.assessment_words import NOT_AN_ASSESSMENT, SHEETS

    data = path.read_bytes()
    try:
        facts = about(data)
        known = {one.code: one for one in shipped()}
        if not given and facts.get("instrument") not in known:
            raise Fault(f"{path} is about the instrument {facts.get('instrument')}; give its file with --instrument.")
        instrument = _instrument(given) if given else known[facts["instrument"]]
        return read(data, instrument, SHEETS.get(facts.get("language", ""), SHEETS["en"])), instrument
    except NotAnAssessment as other:
        raise Fault(f"{path} cannot be read: {NOT_AN_ASSESSMENT[other.code].format(**other.values)}.") from other


def _instrument(given: str) -> "Instrument":
    """By the code of one that is shipped, or from a file."""
    from uramost.assessment import BadInstrument, of_toml, shipped
    from uramost.cli.assessment_words import fault

    known = {one.code: one for one in shipped()}
    if given in known:
        return known[given]
    path = Path(given)
    if not path.is_file():
        raise Fault(f"There is no instrument {given}; there are {', '.join(known)}, or give a file.")
    try:
        return of_toml(path.read_bytes())
    except BadInstrument as bad:
        raise Fault(f"{path} cannot be used: {fault(bad.faults[0])}") from bad


def _tell(taken: "Taken", instrument: "Instrument") -> None:
    from uramost.assessment import scores, spreads, understood

    given = taken.assessment
    values = [one.values for one in given.raters]
    domains, _items = understood(instrument, [values])
    print("domain\tmean of what was agreed\titems\talpha of raters")
    for score, judged in zip(scores(instrument, given.agreed), domains, strict=True):
        mean = "–" if score.mean is None else f"{float(score.mean):.2f}"
        alpha = "–" if judged.alpha is None else f"{judged.alpha:.2f}"
        print(f"{score.domain}\t{mean}\t{score.answered} of {score.items}\t{alpha}")
    for one in spreads(instrument, values):
        if one.far:
            print(f"to discuss: {one.item}, from {one.lowest} to {one.highest}")
    for number, measure in enumerate(given.measures, start=1):
        print(f"measure {number}: {measure.what} · {measure.owner} · {measure.due or '–'} · {measure.state}")


def _of_json(path: Path, instrument: "Instrument") -> "Assessment":
    """What `read --json` printed. Raises Fault."""
    from uramost.assessment.sheet_plain import of_plain

    try:
        return of_plain(json.loads(path.read_text("utf-8")), instrument)
    except ValueError as error:
        raise Fault(f"{path} is no assessment as `uramost assessment read --json` prints it: {error}.") from error


INSTRUMENT = argument("instrument", help="code of an instrument (see `uramost assessment list`), or a TOML file")
COMMANDS = (
    Command("assessment list", "list the instruments that are shipped", instruments, ()),
    Command(
        "assessment check",
        "say what is wrong with an instrument",
        check,
        (argument("file", type=Path, help="an instrument as TOML"),),
    ),
    Command(
        "assessment write",
        "write an assessment as a spreadsheet to be filled in without a connection",
        write,
        (
            INSTRUMENT,
            argument("--language", choices=TAGS, default="en", help="language of the sheets (en)"),
            argument("--raters", type=at_least(1), default=3, help="columns for so many raters (3)"),
            argument("--from", dest="given", type=Path, metavar="JSON", help="what `read --json` printed, filled in"),
            argument("--out", type=Path, required=True, metavar="FILE.xlsx", help="where to write it"),
        ),
    ),
    Command(
        "assessment read",
        "read an assessment that was filled in, and say what it shows",
        read,
        (
            argument("file", type=Path, help="the spreadsheet"),
            argument("--instrument", default="", help="its instrument, if it is not one that is shipped: a TOML file"),
            argument("--json", action="store_true", help="print everything as JSON"),
        ),
    ),
)
