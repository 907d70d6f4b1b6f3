"""A public call with guidelines for applicants, of more than a hundred segments, in Albanian and in Serbian.

The loader does not publish it. It is the long document of the guide and of the browser's tests: `long_document` is
the file to upload, `long_pairs` what its sentences say in Serbian. What the memory of the demonstration knows are
sentences of an earlier call: like these, but not the same.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from docx import Document
from docx.oxml.ns import qn

from uramost import documents

FOLDER: Final = Path(__file__).parent / "guidelines"
SOURCE: Final = "sq"
TARGET: Final = "sr-Cyrl"
STYLES: Final = {"-": "List Bullet", "1.": "List Number"}
_LINE: Final = re.compile(r"(?P<mark>#+|-|\d+\.) (?P<text>.*)")
_BOLD: Final = re.compile(r"\*\*(.+?)\*\*")

EARLIER: Final = (
    ("Komuna e Graçanicës", "Komuna e Gjilanit", "Општина Грачаница", "Општина Гњилане"),
    ("nuk mund të ndihmojnë", "mund të ndihmojnë", "не могу да помажу", "могу да помажу"),
    ("60.000", "45.000", "60.000", "45.000"),
    ("10.000", "8.000", "10.000", "8.000"),
    ("85 %", "80 %", "85 %", "80 %"),
    ("3 muaj", "2 muaj", "3 месеца", "2 месеца"),
    ("12 muaj", "24 muaj", "12 месеци", "24 месеца"),
    ("dhjetor 2026", "dhjetor 2025", "децембра 2026", "децембра 2025"),
    ("2027", "2026", "2027", "2026"),
    ("500 euro", "300 euro", "500 евра", "300 евра"),
    ("15 ditëve", "8 ditëve", "15 дана", "8 дана"),
    ("10 ditëve", "7 ditëve", "10 дана", "7 дана"),
    ("20 ditëve", "15 ditëve", "20 дана", "15 дана"),
    ("30 ditëve", "45 ditëve", "30 дана", "45 дана"),
    ("3 ditë", "2 ditë", "3 дана", "2 дана"),
    ("5 vjet", "7 vjet", "5 година", "7 година"),
    ("60 pikë", "50 pikë", "60 бодова", "50 бодова"),
    ("tri ofertave", "dy ofertave", "три понуде", "две понуде"),
    ("banorët e komuniteteve", "të rinjtë e komuniteteve", "становнике различитих", "младе из различитих"),
    ("më së shumti", "jo më shumë se", "највише", "не више од"),
    ("së paku", "të paktën", "најмање", "барем"),
    ("tabelën e shpalljeve dhe në faqen zyrtare", "faqen zyrtare", "огласној табли и на званичној", "званичној"),
    ("me shkrim", "me e-mail", "писаним путем", "електронском поштом"),
    ("zyrën e pritjes", "qendrën për shërbim me qytetarë", "пријемној канцеларији", "центру за услуге грађанима"),
    ("në të dyja gjuhët", "në gjuhët zyrtare", "на оба језика", "на службеним језицима"),
    ("të gjithë banorët", "të gjithë", "све становнике", "све"),
    ("Ky dokument i shpjegon", "Ky udhëzues i shpjegon", "Овај документ објашњава", "Ово упутство објашњава"),
    ("rol formal", "rol simbolik", "формалну улогу", "симболичну улогу"),
    ("tri synime", "katër synime", "три циља", "четири циља"),
    ("arsye për t'u takuar", "mundësi për t'u takuar", "разлог да се сретну", "прилику да се сретну"),
    ("organizatat e vogla", "organizatat e reja", "мале организације", "нове организације"),
    ("Aplikuesi kryesor duhet", "Aplikuesi duhet", "Главни апликант треба", "Апликант треба"),
    ("në territorin e komunës", "në komunë", "на територији општине", "у општини"),
    ("nga çdo komunë tjetër", "nga një komunë tjetër", "из било које друге општине", "из друге општине"),
    ("politike, personat fizikë dhe", "politike dhe", "странке, физичка лица и", "странке и"),
    ("kultura, sporti dhe", "kultura dhe", "култура, спорт и", "култура и"),
    ("të rinjve dhe të grave", "të rinjve", "младих и жена", "младих"),
    ("mbi këto kufij", "mbi këtë shumë", "изнад ових граница", "изнад овог износа"),
    ("raporti vjetor", "raporti financiar", "годишњи извештај", "финансијски извештај"),
    ("2 ditëve të punës", "3 ditëve të punës", "2 радна дана", "3 радна дана"),
    ("5 ditë pune", "7 ditë pune", "5 радних дана", "7 радних дана"),
    ("dy takime", "tri takime", "два информативна", "три информативна"),
    ("kushtet administrative", "kushtet formale", "административне услове", "формалне услове"),
    ("mbi 10 %", "mbi 15 %", "већу од 10 %", "већу од 15 %"),
    ("50 % pas", "60 % pas", "50 % после", "60 % после"),
    ("40 % pas", "30 % pas", "40 % после", "30 % после"),
    ("tri pjesë", "dy pjesë", "три дела", "два дела"),
    ("sa njerëz", "sa banorë", "колико је људи", "колико је становника"),
    ("pa u shqyrtuar", "pa u hapur", "без разматрања", "без отварања"),
    ("thirrjeje publike", "thirrjeje", "јавном позиву", "позиву"),
    ("Përgjigjja vjen", "Përgjigjja jepet", "Одговор стиже", "Одговор се даје"),
    ("në të njëjtën ditë", "në të njëjtën orë", "истог дана", "у исто време"),
    ("të papaguara", "të vjetra", "неизмирене", "старе"),
    ("sipas kësaj tabele", "sipas tabelës", "према овој табели", "према табели"),
    ("Fatura dhe fotografia", "Fatura ose fotografia", "Фактура и фотографија", "Фактура или фотографија"),
    ("Kontrata dhe dëshmia", "Kontrata ose dëshmia", "Уговор и доказ", "Уговор или доказ"),
    ("kur janë të domosdoshme", "me pëlqim", "када су неопходни", "уз пристанак"),
    ("mjedisi dhe hapësirat", "natyra dhe hapësirat", "животна средина и", "природа и"),
    ("partnerët bashkë", "partnerët së bashku", "партнери одлучују", "партнери одлучују"),
)
"""What the earlier call said instead: Albanian now and then, Serbian now and then."""
KNOWN_PERCENT: Final = 40
"""Of the pairs, how many the memory knows in their earlier wording."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: what it begins with (#, -, 1., | or nothing) and its text, or its cells."""

    mark: str
    texts: tuple[str, ...]


def lines(tag: str) -> Iterator[Line]:
    """The text in one of its two languages, line by line; **words** are bold."""
    for line in (FOLDER / f"{tag}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("|"):
            yield Line("|", tuple(cell.strip() for cell in line.strip("|").split("|")))
        elif found := _LINE.fullmatch(line):
            yield Line(found["mark"], (found["text"],))
        elif line.strip():
            yield Line("", (line,))


def long_document(tag: str = SOURCE) -> bytes:
    """The document as DOCX, with headings, lists, tables and bold words."""
    document = Document()
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), tag)
    table: Any = None
    for line in lines(tag):
        if line.mark != "|":
            table = None
            _write(_paragraph(document, line.mark), line.texts[0])
            continue
        if table is None:
            table = document.add_table(rows=0, cols=len(line.texts), style="Table Grid")
        for cell, text in zip(table.add_row().cells, line.texts, strict=True):
            _write(cell.paragraphs[0], text)
    stored = io.BytesIO()
    document.save(stored)
    return stored.getvalue()


def _paragraph(document: Any, mark: str) -> Any:
    if mark.startswith("#"):
        return document.add_heading(level=len(mark))
    return document.add_paragraph(style=STYLES.get(re.sub(r"\d+", "1", mark)))


def _write(paragraph: Any, text: str) -> None:
    for number, part in enumerate(_BOLD.split(text)):
        if part:
            paragraph.add_run(part).bold = True if number % 2 else None


@cache
def long_pairs() -> tuple[tuple[str, str], ...]:
    """(Albanian, Serbian Cyrillic) of every segment of `long_document`, in its order and with its marks ⟦1⟧.

    Raises ValueError where the two texts do not have the same segments.
    """
    source, target = (
        [
            sentence.rstrip()
            for block in documents.read(long_document(tag), "guidelines.docx").blocks
            for sentence in documents.segments(block.text, tag)
        ]
        for tag in (SOURCE, TARGET)
    )
    return tuple(zip(source, target, strict=True))


def earlier_pairs() -> list[tuple[str, str]]:
    """What the memory knows: `KNOWN_PERCENT` of the pairs, as an earlier call said them, spread over the document."""
    changed = [pair for pair in map(_earlier, long_pairs()) if pair]
    wanted = len(long_pairs()) * KNOWN_PERCENT // 100
    if len(changed) < wanted:
        raise ValueError(f"only {len(changed)} of {wanted} pairs have an earlier wording")
    return [changed[number * len(changed) // wanted] for number in range(wanted)]


def _earlier(pair: tuple[str, str]) -> tuple[str, str] | None:
    """The pair in its earlier wording; None where `EARLIER` changes nothing in both."""
    source, target = pair
    for now, then, target_now, target_then in EARLIER:
        if now in source and target_now in target:
            return source.replace(now, then), target.replace(target_now, target_then)
    return None
