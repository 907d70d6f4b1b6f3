"""A country pack comes into the database, says what changed, and overwrites no administrator's edit unasked."""

import csv
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from uramost import packs
from uramost_web.accounts.models import AuditEntry
from uramost_web.places.models import LanguageStatus, Municipality, Tongue
from uramost_web.translation.models import TermEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kosovo")]


def load(pack: str | Path = "kosovo", *arguments: str) -> str:
    out = StringIO()
    call_command("load_pack", str(pack), *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def pack(tmp_path) -> Path:
    """A copy of the pack, as it may come with the next release."""
    folder = tmp_path / "kosovo"
    shutil.copytree(Path(packs.__file__).parent / "kosovo", folder)
    return folder


def edit_file(pack: Path, table: str, key: dict[str, str], **changes: str) -> None:
    """Change the one row with these values; without changes it goes."""
    path = pack / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        fields, rows = reader.fieldnames or [], list(reader)
    found = [row for row in rows if all(row[name] == value for name, value in key.items())]
    assert len(found) == 1
    if changes:
        found[0].update(changes)
    else:
        rows.remove(found[0])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields)
        writer.writeheader()
        writer.writerows(rows)


def test_the_pack_is_there_with_a_source_for_every_row():
    assert Municipality.objects.count() == 38
    assert Municipality.objects.filter(programme=True).count() == 16
    assert {tongue.tag for tongue in Tongue.objects.all()} >= {"sq", "sr-Cyrl", "sr-Latn", "bs", "tr", "rom"}
    for model in (Municipality, LanguageStatus, Tongue, TermEntry):
        assert not model.objects.filter(source="").exists()


def test_loading_again_changes_nothing_and_says_so():
    said = load()

    assert said.startswith("kosovo: 0 added, 0 changed, ")
    assert "0 edits kept, 0 edits overwritten, 0 no longer in the pack" in said
    assert AuditEntry.objects.filter(verb="pack.loaded").latest("sequence").values["changed"] == 0


def test_what_a_new_release_changes_is_named(pack):
    edit_file(pack, "municipalities", {"code": "34"}, population="12345")

    said = load(pack)

    assert "1 changed" in said
    assert "changed: municipality 34" in said
    assert Municipality.objects.get(code="34").population == 12345


def test_an_edit_of_an_administrator_is_kept_and_reported(pack):
    Municipality.objects.filter(code="34").update(population=11111)

    assert "1 edits kept" in load(pack)
    edit_file(pack, "municipalities", {"code": "34"}, population="12345")
    said = load(pack)

    assert "kept the edit: municipality 34, population: 11111; the pack says 12345" in said
    assert Municipality.objects.get(code="34").population == 11111
    assert "kept the edit: municipality 34" in load(pack), "it is reported as long as they differ"


def test_beside_an_edit_the_other_fields_of_the_row_follow_the_pack(pack):
    Municipality.objects.filter(code="34").update(population=11111)
    edit_file(pack, "municipalities", {"code": "34"}, population="12345", other_names="Ulpiana")

    said = load(pack)

    place = Municipality.objects.get(code="34")
    assert (place.population, place.other_names) == (11111, ["Ulpiana"])
    assert "changed: municipality 34" in said
    assert "kept the edit: municipality 34, population" in said


def test_overwriting_is_asked_for_and_reported(pack):
    Municipality.objects.filter(code="34").update(population=11111)
    edit_file(pack, "municipalities", {"code": "34"}, population="12345")

    said = load(pack, "--overwrite")

    assert "overwrote the edit: municipality 34, population: it was 11111, now 12345" in said
    assert Municipality.objects.get(code="34").population == 12345
    assert "0 edits kept, 0 edits overwritten" in load(pack)


def test_when_the_pack_comes_round_to_the_edit_there_is_nothing_left_to_report(pack):
    Municipality.objects.filter(code="34").update(population=12345)
    edit_file(pack, "municipalities", {"code": "34"}, population="12345")

    assert "0 edits kept" in load(pack)
    edit_file(pack, "municipalities", {"code": "34"}, population="12346")

    assert "1 changed" in load(pack), "the pack's own value is no edit any more"


def test_a_status_of_an_administrator_is_not_the_packs_to_change():
    place = Municipality.objects.get(code="34")
    LanguageStatus.objects.create(
        municipality=place,
        language="rom",
        status="in_official_use",
        basis="municipal_regulation",
        source="Regulation 1",
    )

    said = load()

    assert "0 added, 0 changed" in said
    assert "0 no longer in the pack" in said
    assert place.statuses.filter(language="rom", source="Regulation 1").exists()


def test_a_status_ended_by_an_administrator_stays_ended():
    row = LanguageStatus.objects.filter(municipality__code="20", language="tr").get()
    row.until = "2026-01-31"
    row.save()

    said = load()

    assert "until: '2026-01-31'; the pack says None" in said
    row.refresh_from_db()
    assert str(row.until) == "2026-01-31"


def test_what_an_administrator_deleted_comes_back_by_name():
    LanguageStatus.objects.filter(municipality__code="20", language="tr").delete()

    said = load()

    assert "1 added" in said
    assert "added: languagestatus 20:tr:official_in_municipality:" in said


def test_what_is_no_longer_in_the_pack_is_reported_and_stays(pack):
    edit_file(pack, "statuses", {"place": "20", "language": "tr", "status": "official_in_municipality"})

    said = load(pack)

    assert "no longer in the pack: languagestatus 20:tr:official_in_municipality:" in said
    assert LanguageStatus.objects.filter(municipality__code="20", language="tr").exists()


def test_an_unknown_pack_is_refused_with_the_names_of_those_there_are():
    with pytest.raises(CommandError, match="kosovo"):
        load("atlantis")


def test_a_pack_with_a_fault_is_refused_as_a_whole_with_file_and_line(pack):
    edit_file(pack, "municipalities", {"code": "1"}, population="99999")
    edit_file(pack, "municipalities", {"code": "34"}, population="many")

    with pytest.raises(CommandError, match=r"(?s)nothing was loaded.*municipalities\.csv, line 35"):
        load(pack)

    assert Municipality.objects.get(code="1").population != 99999


def test_a_second_load_asks_no_question_for_each_row():
    with CaptureQueriesContext(connection) as seen:
        load()

    assert len(seen) < 60


def test_another_country_is_not_mixed_in():
    """Finnish, official everywhere in Finland, would be owed in Prishtina."""
    with pytest.raises(CommandError, match="'finland' needs a database of its own; nothing was loaded"):
        load("finland")

    assert set(Municipality.objects.values_list("pack", flat=True)) == {"kosovo"}


def test_another_country_alone_is_loaded_by_the_same_code():
    Municipality.objects.all().delete()

    assert "0 edits kept" in load("finland")
    assert set(Municipality.objects.values_list("pack", flat=True)) == {"finland"}
