"""The report of `uramost check`: one page of HTML that needs nothing else, for whoever holds a translation to account.

Both texts side by side, the findings by severity, what was compared, when and by which version.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from babel.dates import format_date

from uramost.checks import CHECKS, DOCUMENT_CHECKS, Finding, Row, Severity
from uramost.checks.reading import PLACEABLE
from uramost.cli.check_sentences import name_of, sentence
from uramost.cli.report_words import words

Span = tuple[int, int]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class File:
    """One of the two documents: its name without folders, language tag, SHA-256 in hexadecimal, paragraphs."""

    name: str
    language: str
    fingerprint: str
    paragraphs: Sequence[str]


@dataclass(frozen=True, slots=True)
class Compared:
    """What a report is about."""

    original: File
    translation: File
    rows: Sequence[Row]
    day: date
    version: str


def page(compared: Compared, language: str) -> str:
    """The report with its own sentences in sq, sr-Cyrl, sr-Latn or en. Every text is escaped."""
    said = words(language)
    title = escape(said["title"].format(original=compared.original.name, translation=compared.translation.name))
    body = [
        f"<h1>{title}</h1><p>{said['lead']}</p>",
        *_about(compared, said, language),
        *_result(compared.rows, said),
        *_findings(compared, said, language),
        *_texts(compared, said, language),
    ]
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n" + "\n".join(body) + "\n"
        "</main>\n</body>\n</html>\n"
    )


def _about(compared: Compared, said: Mapping[str, str], language: str) -> Iterator[str]:
    yield f'<h2>{said["compared"]}</h2>\n<div class="wide"><table>\n<thead><tr><td></td>'
    yield (
        "".join(f'<th scope="col">{said[name]}</th>' for name in ("original", "translation")) + "</tr></thead>\n<tbody>"
    )
    files = (compared.original, compared.translation)
    for label, values in (
        (said["file"], [escape(file.name) for file in files]),
        (said["language"], [escape(name_of(file.language, language)) for file in files]),
        (said["paragraphs"], [str(len(file.paragraphs)) for file in files]),
        (said["fingerprint"], [f"<code>{file.fingerprint}</code>" for file in files]),
    ):
        yield f'<tr><th scope="row">{label}</th>' + "".join(f"<td>{value}</td>" for value in values) + "</tr>"
    day = format_date(compared.day, "long", language.replace("-", "_"))
    yield (
        f"</tbody></table></div>\n<dl><dt>{said['day']}</dt>"
        f'<dd><time datetime="{compared.day.isoformat()}">{day}</time></dd>'
        f"<dt>{said['program']}</dt><dd>UraMost {escape(compared.version)}</dd>"
        f"<dt>{said['checks']}</dt><dd>{len(CHECKS) + len(DOCUMENT_CHECKS)}</dd></dl>"
    )


def _result(rows: Iterable[Row], said: Mapping[str, str]) -> Iterator[str]:
    counts = Counter(finding.severity for row in rows for finding in row.findings)
    yield f"<h2>{said['result']}</h2>\n<table>\n<thead><tr>"
    yield f'<th scope="col">{said["severity"]}</th><th scope="col">{said["number"]}</th></tr></thead>\n<tbody>'
    for severity in SEVERITIES:
        label = said[f"{severity}s"]
        yield f'<tr class="{severity}"><th scope="row">{label}</th><td class="number">{counts[severity]}</td></tr>'
    yield "</tbody></table>"


def _findings(compared: Compared, said: Mapping[str, str], language: str) -> Iterator[str]:
    """The gravest first, each with both paragraphs and the place marked."""
    yield f"<h2>{said['findings']}</h2>"
    if not any(row.findings for row in compared.rows):
        yield f"<p>{said['none']}</p>"
        return
    yield "<ol>"
    for severity in SEVERITIES:
        for place, row in enumerate(compared.rows):
            for finding in row.findings:
                if finding.severity == severity:
                    yield _finding(finding, place, compared, said, language)
    yield "</ol>"


def _finding(finding: Finding, place: int, compared: Compared, said: Mapping[str, str], language: str) -> str:
    row = compared.rows[place]
    sides = [
        _side(file, at, [span] if span else [], said)
        for file, at, span in (
            (compared.original, row.source, finding.source),
            (compared.translation, row.target, finding.target),
        )
    ]
    return (
        f'<li class="{finding.severity}"><p><strong>{said[finding.severity]}.</strong> '
        f"{escape(sentence(finding, language))} "
        f'<a href="#row-{place + 1}">{_numbered(row, said)}</a></p><div class="pair">{"".join(sides)}</div></li>'
    )


def _numbered(row: Row, said: Mapping[str, str]) -> str:
    if row.source is not None:
        return said["paragraph"].format(number=row.source + 1)
    return said["paragraph_there"].format(number=(row.target or 0) + 1)


def _side(file: File, at: int | None, spans: Sequence[Span], said: Mapping[str, str]) -> str:
    if at is None:
        return f'<p class="missing">{said["missing"]}</p>'
    return f'<p lang="{escape(file.language)}">{_marked(file.paragraphs[at], spans)}</p>'


def _texts(compared: Compared, said: Mapping[str, str], language: str) -> Iterator[str]:
    """All paragraphs, what is only a part of one marked where something was found in it."""
    yield f'<h2>{said["texts"]}</h2>\n<div class="wide"><table class="texts">\n<thead><tr><td></td>'
    for name, file in (("original", compared.original), ("translation", compared.translation)):
        yield f'<th scope="col">{said[name]}: {escape(name_of(file.language, language))}</th>'
    yield "</tr></thead>\n<tbody>"
    for place, row in enumerate(compared.rows):
        worst = next((one for one in SEVERITIES if any(f.severity == one for f in row.findings)), "")
        sides = (
            (compared.original, row.source, [f.source for f in row.findings if f.source]),
            (compared.translation, row.target, [f.target for f in row.findings if f.target]),
        )
        cells = "".join(f"<td>{_side(file, at, spans, said)}</td>" for file, at, spans in sides)
        yield f'<tr id="row-{place + 1}" class="{worst}"><th scope="row">{_numbered(row, said)}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _marked(text: str, spans: Iterable[Span]) -> str:
    """The text as HTML with the places marked; marks for formatting and marks around the whole text are left out."""
    pieces, last = [], 0
    for start, end in sorted(set(spans) - {(0, len(text))}):
        if last < end:
            begin = max(start, last)
            pieces += [_readable(text[last:begin]), f"<mark>{_readable(text[begin:end])}</mark>"]
            last = end
    return "".join([*pieces, _readable(text[last:])])


def _readable(text: str) -> str:
    return escape(PLACEABLE.sub(lambda mark: " " if mark[0].endswith("/⟧") else "", text)).replace("\n", "<br>")


STYLE = """
:root { color-scheme: light dark; --ink: #1d2226; --paper: #fff; --line: #b9c0c4; --mark: #ffe08a; --mark-ink: #1d2226;
  --error: #a3211b; --warning: #7a4d00; --note: #22566b; --link: #0b5563; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaeb; --paper: #14181a; --line: #566066; --mark: #6b5200;
  --mark-ink: #fff; --error: #ff9c94; --warning: #f3c26b; --note: #8fd0e6; --link: #7fd1df; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, "Noto Sans", sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6rem; overflow-wrap: anywhere; } h2 { font-size: 1.25rem; margin-top: 2rem; }
a { color: var(--link); } code { overflow-wrap: anywhere; font-size: .85em; }
table { border-collapse: collapse; } .wide { overflow-x: auto; } .texts { width: 100%; table-layout: fixed; }
th, td { border: 1px solid var(--line); padding: .4rem .6rem; text-align: start; vertical-align: top; }
.texts :is(td, th):first-child { width: 8rem; } .texts td { overflow-wrap: anywhere; }
.texts p, .pair p { margin: 0; } .number { text-align: end; }
dl { display: grid; grid-template-columns: max-content auto; gap: .25rem 1rem; } dd { margin: 0; }
ol { padding-inline-start: 1.5rem; } li { margin-bottom: 1.25rem; break-inside: avoid; } li > p { margin: 0 0 .4rem; }
li strong, tr.error > th, tr.warning > th, tr.note > th { color: var(--severity); }
.error { --severity: var(--error); } .warning { --severity: var(--warning); } .note { --severity: var(--note); }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; border-inline-start: .3rem solid var(--severity);
  padding-inline-start: .75rem; }
.missing { font-style: italic; } mark { background: var(--mark); color: var(--mark-ink); padding: 0 .1em; }
tr:target { outline: .2rem solid var(--link); }
@media (max-width: 40rem) { .pair { grid-template-columns: 1fr; } }
@media print { :root { color-scheme: light; --ink: #000; --paper: #fff; } main { max-width: none; padding: 0; }
  tr { break-inside: avoid; } mark { outline: 1px solid #000; } }
"""
