"""A country is data: Kosovo and Finland are read by the same code, and every fault of a table is named."""

import csv
import re
import shutil
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from uramost import languages, packs, parity
from uramost.packs.records import cited

FOLDER = Path(packs.__file__).parent
READERS = ("sq", "sr-Cyrl", "sr-Latn", "en")
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def kosovo():
    return packs.load("kosovo")


@pytest.fixture(scope="module")
def finland():
    return packs.load("finland")


@pytest.fixture
def copy(tmp_path):
    """A copy of the pack of Finland that a test may break."""
    return Path(shutil.copytree(FOLDER / "finland", tmp_path / "copy"))


def table(folder: Path, name: str) -> list[list[str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def change(folder: Path, name: str, row: int, column: str, value: str) -> None:
    cells = table(folder, name)
    cells[row][cells[0].index(column)] = value
    write(folder, name, cells)


def write(folder: Path, name: str, cells: list[list[str]]) -> None:
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(cells)


def faults(folder: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(packs.PackError) as caught:
        packs.load(folder)
    return [(fault.file, fault.line, fault.code) for fault in caught.value.faults]


def owed(pack, place: str, act: str = "publish") -> list[tuple[str, str]]:
    found = languages.owed(pack.statuses, pack.duties, place=place, act=act, on=TODAY)
    return [(entry.language, entry.strength) for entry in found]


# Kosovo ------------------------------------------------------------------------------------------


def test_kosovo_has_38_municipalities_and_16_in_the_programme(kosovo):
    assert [entry.code for entry in kosovo.municipalities] == [str(number) for number in range(1, 39)]
    assert sum(entry.programme for entry in kosovo.municipalities) == 16


def test_every_municipality_is_named_in_albanian_and_in_both_serbian_scripts(kosovo):
    for entry in kosovo.municipalities:
        assert set(entry.names) - {"tr"} == {"sq", "sr-Latn", "sr-Cyrl"}
        assert set(entry.definite) == {"sq"}
        assert kosovo.text({"sr-Cyrl": entry.names["sr-Cyrl"]}, "sr-Latn") == entry.names["sr-Latn"]


def test_only_the_four_northern_municipalities_are_estimated_and_lack_mother_tongues(kosovo):
    estimated = [entry.code for entry in kosovo.municipalities if entry.population_basis == "estimate"]
    counted = {entry.code for entry in kosovo.census}

    assert estimated == ["12", "28", "29", "38"]
    assert counted == {entry.code for entry in kosovo.municipalities} - set(estimated)


def test_the_published_shares_are_those_of_the_counts(kosovo):
    for entry in kosovo.census:
        population = kosovo.municipality(entry.code).population
        assert abs(Decimal(100 * entry.count) / population - entry.share) <= Decimal("0.006"), entry


def test_mother_tongues_never_add_up_to_more_people_than_there_are(kosovo):
    for place in kosovo.municipalities:
        assert sum(entry.count for entry in kosovo.census if entry.code == place.code) <= place.population


def test_no_tile_is_used_twice_and_neighbours_in_the_grid_lie_on_the_right_side(kosovo):
    tiles = {(entry.row, entry.column): entry for entry in kosovo.municipalities}
    assert len(tiles) == 38
    for (row, column), entry in tiles.items():
        right, below = tiles.get((row, column + 1)), tiles.get((row + 1, column))
        assert right is None or right.lon > entry.lon - Decimal("0.02"), (entry.slug, right.slug)
        assert below is None or below.lat < entry.lat + Decimal("0.05"), (entry.slug, below.slug)


def test_albanian_and_serbian_are_owed_in_every_municipality(kosovo):
    for entry in kosovo.municipalities:
        assert {("sq", "owed"), ("sr", "owed")} <= set(owed(kosovo, entry.code))


@pytest.mark.parametrize(
    ("code", "act", "extra"),
    [
        ("20", "publish", [("bs", "owed"), ("tr", "owed")]),
        ("32", "publish", [("tr", "owed")]),
        ("19", "publish", []),
        ("19", "reply", [("tr", "on_request")]),
        ("38", "reply", [("tr", "on_request")]),
        ("34", "publish", []),
    ],
)
def test_where_another_language_has_a_status_it_is_owed_as_far_as_the_law_says(kosovo, code, act, extra):
    assert [entry for entry in owed(kosovo, code, act) if entry[0] not in {"sq", "sr"}] == extra


@pytest.mark.parametrize("code", ["26", "27"])
def test_the_further_municipality_with_turkish_is_a_dispute_and_not_a_guess(kosovo, code):
    (entry,) = languages.disputed(kosovo.statuses, place=code, on=TODAY)

    assert entry.language == "tr"
    assert "tr" not in dict(owed(kosovo, code, "reply"))
    assert all(kosovo.text(kosovo.label("note", entry.note), tag) for tag in READERS)


def test_the_census_hints_at_bosnian_in_dragash_and_makes_nothing_owed(kosovo):
    counted = kosovo.counted("5", "mother_tongue", "bs")
    population = kosovo.municipality("5").population

    reached = languages.hint(counted.count, population, kosovo.thresholds).reached

    assert [entry.status for entry in reached] == ["official_in_municipality", "in_official_use"]
    assert "bs" not in dict(owed(kosovo, "5", "reply"))


def test_a_municipality_without_a_count_of_mother_tongues_has_none(kosovo):
    assert kosovo.counted("38", "mother_tongue", "sr") is None
    assert kosovo.counted("1", "mother_tongue", "sr").count == 5


def test_serbian_is_stored_in_cyrillic_and_published_in_both_scripts(kosovo):
    assert languages.stored("sr", kosovo.tongues) == "sr-Cyrl"
    assert languages.forms("sr", kosovo.tongues) == ("sr-Cyrl", "sr-Latn")


@pytest.mark.parametrize("tag", READERS)
def test_every_word_a_reader_sees_is_there_in_their_language(kosovo, tag):
    texts = [
        *(entry.texts for entry in (*kosovo.labels, *kosovo.cautions, *kosovo.sources)),
        *(entry.names for entry in (*kosovo.offices, *kosovo.areas, *kosovo.holiday_names)),
        *(entry.descriptions for entry in kosovo.areas),
        *kosovo.tongue_names.values(),
    ]
    assert all(kosovo.text(entry, tag).strip() for entry in texts)
    assert [entry.number for entry in kosovo.areas] == [1, 2, 3, 4, 5, 6, 7]


def test_each_language_is_written_in_its_own_letters(kosovo):
    for entry in (*kosovo.labels, *kosovo.cautions):
        assert not re.search("[А-Яа-яЂђЈјЉљЊњЋћЏџ]", entry.texts["sq"] + entry.texts["en"]), entry
        assert not re.search(r"[^\W\d_]", re.sub("[А-Яа-яЂђЈјЉљЊњЋћЏџ]|UraMost", "", entry.texts["sr-Cyrl"])), entry


def test_a_source_is_cited_in_the_readers_language(kosovo):
    source = "Law 02/L-37, Art. 7.2; ASK 2024"

    assert kosovo.cite(source, "en").startswith("Law No. 02/L-37 on the Use of Languages, Article 7.2; Kosovo Agency")
    assert "neni 7.2" in kosovo.cite(source, "sq")
    assert "član 7.2." in kosovo.cite(source, "sr-Latn")
    assert kosovo.cite("Decision 3 of the assembly", "sq") == "Decision 3 of the assembly"


# Holidays ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", range(2020, 2036))
@pytest.mark.parametrize("name", packs.available())
def test_every_public_holiday_has_our_names(name, year):
    pack = packs.load(name)
    ours = [entry.names for entry in pack.holiday_names]

    days = packs.holidays(pack, year)

    assert days
    assert all(day.names in ours for day in days)


def test_bajram_is_marked_as_an_estimate_and_a_day_in_lieu_as_such(kosovo):
    days = {day.date: day for day in packs.holidays(kosovo, 2026)}

    assert days[date(2026, 3, 20)].estimated
    assert days[date(2026, 5, 11)].observed
    assert days[date(2026, 5, 11)].names == days[date(2026, 5, 9)].names
    assert not days[date(2026, 1, 1)].observed


def test_an_administrator_moves_adds_and_removes_holidays(copy):
    header = table(copy, "holidays_override.csv")[0]
    rows = [
        {"date": "2026-05-01", "action": "move", "moved_to": "2026-05-04"},
        {"date": "2026-01-06", "action": "remove"},
        {"date": "2026-02-02", "action": "add", "name:fi": "Juhla", "name:sv": "Fest", "name:en": "Feast"},
    ]
    write(
        copy,
        "holidays_override.csv",
        [header, *([{**row, "source": "UraMost"}.get(column, "") for column in header] for row in rows)],
    )

    days = {day.date: day for day in packs.holidays(packs.load(copy), 2026)}

    assert date(2026, 5, 1) not in days
    assert days[date(2026, 5, 4)].names["fi"] == "Vappu"
    assert days[date(2026, 5, 4)].origin == "override"
    assert date(2026, 1, 6) not in days
    assert days[date(2026, 2, 2)].names["sv"] == "Fest"


def test_a_holiday_moved_over_new_year_is_found_in_the_year_it_moved_to(copy):
    header = table(copy, "holidays_override.csv")[0]
    moved = {"date": "2026-12-26", "action": "move", "moved_to": "2027-01-04", "source": "UraMost"}
    write(copy, "holidays_override.csv", [header, [moved.get(column, "") for column in header]])

    pack = packs.load(copy)

    assert date(2027, 1, 4) in {day.date for day in packs.holidays(pack, 2027)}
    assert date(2026, 12, 26) not in {day.date for day in packs.holidays(pack, 2026)}


# Another country ---------------------------------------------------------------------------------


def test_finland_owes_finnish_and_swedish_and_hints_by_share_or_by_number(finland):
    assert owed(finland, "091") == [("fi", "owed"), ("sv", "owed")]
    assert owed(finland, "091", "reply") == []
    (threshold,) = finland.thresholds
    assert languages.hint(3_000, 600_000, [threshold]).reached
    assert languages.hint(8, 100, [threshold]).reached
    assert not languages.hint(2_999, 600_000, [threshold]).reached


def test_a_status_of_finland_ends_with_its_ten_years(finland):
    assert languages.owed(finland.statuses, finland.duties, place="853", act="publish", on=date(2033, 1, 1)) == ()


def test_parity_is_counted_for_a_finnish_notice(finland):
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    due = tuple(language for language, _ in owed(finland, "638"))
    notice = parity.Publication("porvoo-1", due, "fi", (parity.Text("fi", at, 1, 1, 0, 0, True),))

    figure = parity.accessible([notice], at + timedelta(hours=1))

    assert figure.publications[0].languages == ("sv",)


def test_no_fact_of_kosovo_is_in_the_code():
    code = "\n".join(path.read_text(encoding="utf-8") for path in [*FOLDER.glob("*.py"), *_rules()])
    pack = packs.load("kosovo")
    words = {
        *("kosov", "serb", "alban", "turkish", "bosnian", "romani", "xk", "02/l-37", "cyrillic"),
        *(name.casefold() for entry in pack.municipalities for name in entry.names.values()),
        *(code for entry in pack.statuses for code in (entry.status, entry.basis) if code != "law"),
    }
    tags = {*(tongue.tag for tongue in pack.tongues), *(tongue.language for tongue in pack.tongues)}

    assert [word for word in sorted(words) if word in code.casefold()] == []
    assert [tag for tag in sorted(tags) if f'"{tag}"' in code or f"'{tag}'" in code] == []
    assert not re.search(r"\d\s*%|percent\s*=\s*\d|\b38\b", code)


def _rules() -> list[Path]:
    return [Path(languages.__file__), Path(parity.__file__)]


# Tables ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", packs.available())
def test_every_row_of_every_pack_names_its_source(name):
    keys = {row[0] for row in table(FOLDER / name, "sources.csv")[1:]}
    for file in sorted((FOLDER / name).glob("*.csv")):
        header, *rows = table(FOLDER / name, file.name)
        for row in rows:
            source = dict(zip(header, row, strict=True))["source"]
            assert source.strip(), (file.name, row)
            if file.stem in packs.TABLES and file.stem != "sources":
                assert {key for key, _ in cited(source)} <= keys, (file.name, row)


def test_the_readme_of_the_first_pack_names_every_table_of_any():
    readme = (FOLDER / "kosovo" / "README.md").read_text(encoding="utf-8")
    assert sorted({file.name for file in FOLDER.glob("*/*.csv") if f"`{file.name}`" not in readme}) == []


@pytest.mark.parametrize("name", packs.available())
def test_every_pack_has_a_readme(name):
    assert (FOLDER / name / "README.md").is_file()


def test_a_pack_that_is_not_there_is_named():
    assert faults(Path("nowhere")) == [("nowhere", 0, "missing_folder")]


@pytest.mark.parametrize(
    ("file", "column", "value", "code"),
    [
        ("statuses.csv", "since", "1.1.2023", "bad_date"),
        ("statuses.csv", "until", "2032-13-01", "bad_date"),
        ("statuses.csv", "disputed", "maybe", "bad_flag"),
        ("statuses.csv", "language", "xx", "unknown_tag"),
        ("statuses.csv", "place", "999", "unknown_place"),
        ("statuses.csv", "status", "grand", "unknown_code"),
        ("statuses.csv", "source", "", "missing_source"),
        ("statuses.csv", "source", "Somebody said so", "unknown_source"),
        ("duties.csv", "act", "sing", "unknown_code"),
        ("duties.csv", "strength", "perhaps", "unknown_code"),
        ("thresholds.csv", "percent", "eight", "bad_number"),
        ("thresholds.csv", "percent", "NaN", "bad_number"),
        ("thresholds.csv", "count", "-3000", "bad_number"),
        ("municipalities.csv", "lon", "", "bad_number"),
        ("municipalities.csv", "first_name", "xx", "unknown_tag"),
        ("municipalities.csv", "name:sv", " ", "missing_value"),
        ("municipalities.csv", "slug", "turku", "duplicate_slug"),
        ("languages.csv", "derived_from", "xx-Aaaa", "unknown_tag"),
        ("holidays.csv", "provider", "almanac", "unknown_code"),
    ],
)
def test_a_wrong_value_is_a_fault_with_its_file_and_line(copy, file, column, value, code):
    change(copy, file, 1, column, value)

    found = faults(copy)

    assert code in {code for _, _, code in found}
    assert {name for name, _, _ in found} == {file}


def test_a_missing_column_a_double_and_a_short_row_are_found_in_one_reading(copy):
    write(copy, "duties.csv", [row[:-1] for row in table(copy, "duties.csv")])
    rows = table(copy, "statuses.csv")
    write(copy, "statuses.csv", [*rows, rows[1]])
    rows = table(copy, "thresholds.csv")
    write(copy, "thresholds.csv", [rows[0], rows[1][:-1]])

    found = faults(copy)

    assert ("duties.csv", 1, "missing_column") in found
    assert ("statuses.csv", 8, "duplicate_key") in found
    assert ("thresholds.csv", 2, "wrong_width") in found


def test_two_municipalities_on_one_tile_are_a_fault(copy):
    change(copy, "municipalities.csv", 2, "column", "2")

    assert faults(copy) == [("municipalities.csv", 3, "duplicate_tile")]


def test_a_column_in_a_language_the_pack_does_not_have_is_a_fault(copy):
    rows = table(copy, "names.csv")
    rows[0][rows[0].index("name:sv")] = "name:xx"
    write(copy, "names.csv", rows)

    assert faults(copy) == [("names.csv", 1, "unknown_tag")]


def test_a_missing_file_and_one_that_is_not_text_are_faults(copy):
    (copy / "offices.csv").unlink()
    (copy / "cautions.csv").write_bytes("code,topic,text:fi,source\nå".encode("latin-1"))

    assert faults(copy) == [("cautions.csv", 0, "bad_encoding"), ("offices.csv", 0, "missing_file")]


def test_what_is_wrong_says_what_it_found(copy):
    change(copy, "statuses.csv", 1, "since", "1.1.2023")

    with pytest.raises(packs.PackError) as caught:
        packs.load(copy)

    (fault,) = caught.value.faults
    assert fault.values == {"column": "since", "value": "1.1.2023"}
    assert "statuses.csv:2 bad_date" in str(caught.value)
