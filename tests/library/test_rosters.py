"""Lists of people as they come: what is read, what is told, and what is never taken over."""

import io
import re
import zipfile
from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook

from uramost import rosters
from uramost.documents.blocks import Refused
from uramost.rosters import cells, dates
from uramost.rosters.columns import field_of


def workbook(rows: list[list[Any]], merge: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for area in merge:
        sheet.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def people(data: bytes, name: str = "list.xlsx") -> list[dict[str, str]]:
    return [dict(line.person) for line in rosters.read(data, name).lines]


def codes(data: bytes, name: str = "list.xlsx") -> list[tuple[str, ...]]:
    return [tuple(finding.code for finding in line.findings) for line in rosters.read(data, name).lines]


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Emri/Ime", "first"),
        ("Mbiemri / Prezime", "last"),
        ("Име и презиме", "name"),
        ("EMRI DHE MBIEMRI", "name"),
        ("Ime i prezime (Emri dhe mbiemri)", "name"),
        ("E-mail adresa", "email"),
        ("Nr. i telefonit\nBr. telefona", "phone"),
        ("Opština", "municipality"),
        ("Организација", "organisation"),
        ("Gjinia/Pol", "withheld"),
        ("Gjuha / Maternji jezik", "withheld"),
        ("Jezik (maternji)", "withheld"),
        ("Националност", "withheld"),
        ("Datëlindja", "withheld"),
        ("JMBG", "withheld"),
        ("R.br.", "ignored"),
        ("Nënshkrimi", "ignored"),
        ("Ngjyra", ""),
    ],
)
def test_heads_as_people_write_them(head: str, field: str) -> None:
    assert field_of(head) == field


@pytest.mark.parametrize(
    ("text", "day", "either"),
    [
        ("2026-03-12", "2026-03-12", False),
        ("12.03.2026", "2026-03-12", False),
        ("12. 3. 2026.", "2026-03-12", False),
        ("12/03/2026", "2026-03-12", True),
        ("25/03/26", "2026-03-25", False),
        ("03/25/2026", "2026-03-25", False),
        ("12. mart 2026.", "2026-03-12", False),
        ("12. март 2026", "2026-03-12", False),
        ("12 mars 2026", "2026-03-12", False),
        ("March 12, 2026", "2026-03-12", False),
        ("1.1.86", "1986-01-01", False),
        ("12. марта 2026. г.", "2026-03-12", False),
    ],
)
def test_dates_in_every_style(text: str, day: str, either: bool) -> None:
    found = dates.read(text)
    assert found is not None
    assert (found.date.isoformat(), found.either) == (day, either)


@pytest.mark.parametrize("text", ["31.02.2026", "nesër", "2026", "13/13/2026", "12 foo 2026"])
def test_what_is_no_date(text: str) -> None:
    assert dates.read(text) is None


def test_a_messy_list_with_a_title_two_heads_and_merged_cells() -> None:
    data = workbook(
        [
            ["Lista e pjesëmarrësve / Списак учесника", None, None, None, None],
            ["Nr", "Emri dhe mbiemri", None, "Kontakti", "Gjinia"],
            ["R.br.", "Emri/Ime", "Mbiemri/Prezime", "Telefoni/Telefon", "Pol"],
            [1, "Arta", "Krasniqi", "044 123 456", "F"],
            [2, "Марко", "Илић", "marko@example.org", "M"],
            [None, None, None, None, None],
            [3, "ARTA", "KRASNIQI", 44123456, "F"],
        ],
        merge=("A1:E1", "B2:C2"),
    )
    roster = rosters.read(data, "lista.xlsx")
    assert [line.number for line in roster.lines] == [4, 5, 7]
    assert [dict(line.person) for line in roster.lines] == [
        {"name": "Arta Krasniqi", "phone": "044 123 456"},
        {"name": "Марко Илић", "email": "marko@example.org"},
        {"name": "Arta Krasniqi", "phone": "044123456"},
    ]
    assert [finding.code for finding in roster.findings] == ["two_heads", "withheld"]
    third = {finding.code: finding.values for finding in roster.lines[2].findings}
    assert third.keys() == {"capitals", "zero_lost", "twice"}
    assert third["twice"] == {"line": 4}
    kept = str([line.raw for line in roster.lines])
    assert "'F'" not in kept, "What people are asked themselves is not kept, not even as it stood there"
    assert "'M'" not in kept


def test_the_same_person_with_and_without_diacritics_in_two_scripts() -> None:
    data = workbook(
        [
            ["Ime i prezime", "E-mail"],
            ["Đorđe Šaćiri", ""],
            ["Djordje Saciri", ""],
            ["Ђорђе Шаћири", ""],
            ["Ana Ilić", ""],
        ]
    )
    assert codes(data) == [(), ("twice",), ("twice",), ()]


@pytest.mark.parametrize(
    ("cell", "field", "value", "code"),
    [
        ("Krasniqi, Arta", "name", "Arta Krasniqi", "turned_round"),
        ("—", "name", None, "no_name"),
        ("arta(at)example", "email", None, "bad_email"),
        ("A@Example.org; b@example.org", "email", "a@example.org", "several_emails"),
        ("Arta (a@example.org)", "email", "a@example.org", None),
        ("mailto:a@example.org", "email", "a@example.org", None),
        ("a@example.org/b@example.org", "email", "a@example.org", "several_emails"),
        ("12", "phone", None, "bad_phone"),
        ("(044) 123-456", "phone", "(044) 123-456", None),
        ("srpski", "language", "sr", None),
        ("klingon", "language", None, "unknown_language"),
        ("31.02.2026", "date", None, "bad_date"),
        ("03/04/2026", "date", "2026-04-03", "either_date"),
        (
            datetime(2026, 3, 12),  # noqa: DTZ001 - cells have no time zone
            "date",
            "2026-03-12",
            None,
        ),
    ],
)
def test_what_is_odd_in_a_cell(cell: Any, field: str, value: str | None, code: str | None) -> None:
    heads = {"name": "Emri dhe mbiemri", "email": "Email", "phone": "Tel.", "language": "Gjuha", "date": "Data"}
    row = {"name": "Arta Krasniqi"} | {field: cell}
    data = workbook([list(heads.values()), [row.get(name) for name in heads]])
    assert people(data)[0].get(field) == value
    assert codes(data) == [(code,) if code else ()]


def test_formulas_give_their_last_result_or_say_that_there_is_none() -> None:
    assert codes(workbook([["Name", "E-mail"], ['=CONCATENATE("Arta"," Krasniqi")', "a@example.org"]])) == [
        ("no_result", "no_name")
    ]


def test_a_formula_gives_its_last_result() -> None:
    """As a spreadsheet program stores it: the formula, and what it gave when the file was saved."""
    data = workbook([["Name", "E-mail"], ["=A9", "a@example.org"]])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                cell = re.search(rb'<c r="A2"[^>]*>.*?</c>', content)
                assert cell is not None
                content = content.replace(cell[0], b'<c r="A2" t="str"><f>A9</f><v>Arta Krasniqi</v></c>')
            new.writestr(name, content)
    assert people(out.getvalue()) == [{"name": "Arta Krasniqi", "email": "a@example.org"}]
    assert codes(out.getvalue()) == [("formula",)]


def test_cells_merged_over_people_count_for_each_and_are_told() -> None:
    """One municipality beside three people, and somebody over two rows, with a telephone in each."""
    rows: list[list[Any]] = [
        ["Ime i prezime", "Opština", "Tel."],
        ["Ana Ilić", "Gračanica", "044 111 222"],
        ["Arta Krasniqi", None, "044 333 444"],
        ["Marko Savić", None, "045 555 666"],
        [None, None, "045 777 888"],
    ]
    data = workbook(rows, merge=("B2:B5", "A4:A5"))
    assert [(one["name"], one["municipality"]) for one in people(data)] == [
        ("Ana Ilić", "Gračanica"), ("Arta Krasniqi", "Gračanica"), ("Marko Savić", "Gračanica"),
        ("Marko Savić", "Gračanica"),
    ]  # fmt: skip
    assert [set(one) for one in codes(data)] == [set(), {"merged"}, {"merged"}, {"merged", "twice"}]


def test_a_cell_in_the_last_row_there_can_be_costs_nothing() -> None:
    book = Workbook()
    book.active["A1"], book.active["A2"], book.active.cell(1_048_576, 50).value = "Ime i prezime", "Ana Ilić", "x"
    out = io.BytesIO()
    book.save(out)
    assert [line.number for line in rosters.read(out.getvalue(), "a.xlsx").lines] == [2, 1_048_576]


@pytest.mark.parametrize("area", ["A1:A1048576", "A1:XFD40"])
def test_cells_merged_without_end_are_refused_before_they_are_made(monkeypatch: pytest.MonkeyPatch, area: str) -> None:
    data = workbook([["Ime i prezime"], ["Ana Ilić"]], merge=("C1:D1",))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"C1:D1", area.encode()))
    monkeypatch.setattr(cells, "load_workbook", None)
    with pytest.raises(Refused) as told:
        rosters.read(out.getvalue(), "a.xlsx")
    assert told.value.code == "merged_too_far"


@pytest.mark.parametrize(
    ("first", "read"),
    [
        (["Vera", "Ilić", "a@example.org", "NVO"], {"name": "Vera Ilić", "email": "a@example.org"}),
        (["Ana", "Ilić", "", "OJQ"], {"name": "Ana Ilić"}),
        (["Vera", "Ilić", "", ""], {"name": "Vera Ilić"}),
    ],
)
def test_the_first_person_is_no_second_head(first: list[Any], read: dict[str, str]) -> None:
    """Vera is a name and a head (religion); an organisation may be put down as what organisations are called."""
    found = rosters.read(workbook([["Ime", "Prezime", "E-mail", "Organizacija"], first, ["Ivo", "Savić"]]), "a.xlsx")
    assert found.findings == ()
    assert [{name: text for name, text in one.person.items() if name != "organisation"} for one in found.lines] == [
        read, {"name": "Ivo Savić"},
    ]  # fmt: skip


def test_somebody_with_words_of_heads_is_no_head_that_is_printed_again() -> None:
    rows = [["Ime", "Organizacija"], ["Ana", "x"], ["Vera", "NVO"], ["Ime", "Organizacija"]]
    assert [one["name"] for one in people(workbook(rows))] == ["Ana", "Vera"]


def test_what_stands_above_the_table_is_not_its_head() -> None:
    rows = [["Komuna:", "Gračanica", "Data:", "12.3.2026"], ["R.br.", "Ime i prezime", "Tel."], [1, "Ana Ilić", ""]]
    assert people(workbook(rows)) == [{"name": "Ana Ilić"}]


def test_a_second_row_of_heads_in_a_csv_may_be_longer_or_shorter() -> None:
    for second in ("R.br.;Ime;Prezime;Tel.", "R.br.;Ime;Prezime"):
        text = f"Nr;Emri;Mbiemri\n{second}\n1;Ana;Ilić;044 111 222\n"
        assert people(text.encode(), "a.csv")[0]["name"] == "Ana Ilić"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1250", "utf-8"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_of_every_origin(encoding: str, separator: str) -> None:
    text = (
        separator.join(("Ime i prezime", "E-mail"))
        + "\r\n"
        + separator.join(("Živko Šćepanović", "z@example.org"))
        + "\r\n"
    )
    assert people(text.encode(encoding), "lista.csv") == [{"name": "Živko Šćepanović", "email": "z@example.org"}]


def test_a_list_without_a_head_shows_its_first_rows() -> None:
    with pytest.raises(rosters.NoHead) as told:
        rosters.read(workbook([["Arta Krasniqi", "a@example.org"], ["Marko Ilić", "m@example.org"]]), "x.xlsx")
    assert [row.cells[0] for row in told.value.rows] == ["Arta Krasniqi", "Marko Ilić"]


def test_columns_can_be_named_by_hand() -> None:
    data = workbook([["A", "B"], ["Arta Krasniqi", "a@example.org"]])
    roster = rosters.read(data, "x.xlsx", {0: "name", 1: "email"}, heads=1)
    assert [dict(line.person) for line in roster.lines] == [{"name": "Arta Krasniqi", "email": "a@example.org"}]


def test_a_column_that_nobody_knows_is_not_kept() -> None:
    roster = rosters.read(workbook([["Ime", "Prezime", "Vrsta krvi"], ["Ana", "Ilić", "0+"]]), "x.xlsx")
    assert [(found.code, found.values) for found in roster.findings] == [("unknown", {"column": "Vrsta krvi"})]
    assert "0+" not in str(roster.lines)


def test_a_head_that_is_printed_again_is_no_person() -> None:
    assert len(people(workbook([["Ime", "Prezime"], ["Ana", "Ilić"], ["Ime", "Prezime"], ["Ivo", "Ilić"]]))) == 2


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls", "old_format"),
        (b"PK\x03\x04 and no more", "a.xlsx", "not_this_format"),
        (b"", "a.csv", "empty"),
        (b"%PDF-1.7", "a.pdf", "unknown_format"),
        (b"Ime\x00;b", "a.csv", "bad_text"),
    ],
)
def test_what_is_refused(data: bytes, name: str, code: str) -> None:
    with pytest.raises(Refused) as told:
        rosters.read(data, name)
    assert told.value.code == code


def test_a_million_rows_are_refused_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "load_workbook", None)
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for _ in range(cells.MOST_ROWS + 1):
        sheet.append(["x"])
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(Refused) as told:
        rosters.read(out.getvalue(), "a.xlsx")
    assert told.value.code == "too_many_rows"
    with pytest.raises(Refused):
        rosters.read(b"a;b\n" * 1_000_000, "a.csv")


def test_few_rows_of_very_many_cells_are_refused_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "load_workbook", None)
    data, out = workbook([["Ime i prezime"], ["Ana Ilić"]]), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                wide = b"<row>" + b"<c><v>1</v></c>" * (cells.MOST_CELLS + 1) + b"</row>"
                content = content.replace(b"</sheetData>", wide + b"</sheetData>")
            new.writestr(name, content)
    with pytest.raises(Refused) as told:
        rosters.read(out.getvalue(), "a.xlsx")
    assert told.value.code == "zip_bomb"
