"""A participants' file as they come: titles over all columns, heads in two languages, scripts and dates in every way.

Nobody in it exists. `Jelena Измишљеновић` and `Elif Përrallaj` are in the directory of the demonstration.
"""

import io
from datetime import date
from typing import Any, Final

from openpyxl import Workbook

HEADS: Final = (
    "Nr.", "Emri/Ime", "Mbiemri/Prezime", "E-mail", "Tel.", "Komuna/Opština", "Gjuha/Jezik", "Data/Datum", "Gjinia/Pol",
)  # fmt: skip
FIRST: Final = 5
"""The row of the first person."""
PEOPLE: Final[tuple[tuple[Any, ...], ...]] = (
    ("JELENA", "IZMIŠLJENOVIĆ", "person1@example.org", "", "Gjilan", "srpski", "12.03.2026.", "Ž"),
    ("Đorđe", "Писменовић", "djordje.p@example.org", "", "Грачаница", "српски", "12. mart 2026", "M"),
    ("Djordje", "Pismenovic", "djordje.p@example.org", 44555666, "", "", date(2026, 3, 12), "M"),
    ("Elif", "Perrolaj", "", "044 777 888", "Prizren", "turqisht", "3/4/2026", "F"),
    ("Valbona", "Trillaj", "valbona.t@example.org", "", "Graçanicë", "shqip", "12 mars 2026", "F"),
    ("Серафина", "Нигдић", "", "045/111-222", "Gračanica", "srpski", "2026-03-12", "Ž"),
    ("Luljeta", "Askujaj", "luljeta.a@example.org; luljeta@example.org", "", "Nigdje", "", "sot", "F"),
)
"""First and last name, address, telephone, municipality, language, day on which they applied, sex."""
TWICE: Final = ("Đorđe Писменовић", "Djordje Pismenovic")


def workbook() -> bytes:
    """XLSX."""
    book = Workbook()
    sheet: Any = book.active
    last = chr(ord("A") + len(HEADS) - 1)
    for row, title in enumerate(("LISTA E PJESËMARRËSVE / СПИСАК УЧЕСНИКА", "Trajnim / Обука, 12.03.2026"), 1):
        sheet.cell(row, 1, title)
        sheet.merge_cells(f"A{row}:{last}{row}")
    for column, head in enumerate(HEADS, 1):
        sheet.cell(FIRST - 1, column, head)
    for number, person in enumerate(PEOPLE):
        for column, value in enumerate((number + 1, *person), 1):
            sheet.cell(FIRST + number, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
