"""`uramost assessment` for places without a connection."""

import json

import pytest
from tests.library.test_assessment_sheets import AGREED, CSO, FIRST, FULL, SAMPLE, SECOND, changed, foreign, put

from uramost import cli
from uramost.assessment.sheet_reading import read


def test_the_command_writes_a_file_and_reads_it_when_it_is_filled_in(tmp_path, capsys):
    path = tmp_path / "a.xlsx"
    assert cli.main(["assessment", "write", "cso", "--language", "sq", "--raters", "2", "--out", str(path)]) == 0

    def change(book):
        for code, first, second, agreed in (("purpose", 1, 4, 2), ("board", 3, 3, 3)):
            for column, level in ((FIRST, first), (SECOND, second), (AGREED, agreed)):
                put(code, column, level)(book)

    path.write_bytes(changed(change, path.read_bytes()))
    assert cli.main(["assessment", "read", str(path)]) == 0
    out = capsys.readouterr().out
    assert "governance\t2.50\t2 of 4" in out
    assert "to discuss: purpose, from 1 to 4" in out


def test_json_out_and_in_again_is_the_same_assessment(tmp_path, capsys):
    first, second, plain = tmp_path / "a.xlsx", tmp_path / "b.xlsx", tmp_path / "a.json"
    first.write_bytes(SAMPLE)
    assert cli.main(["assessment", "read", str(first), "--json"]) == 0
    plain.write_text(capsys.readouterr().out, "utf-8")
    assert json.loads(plain.read_text("utf-8"))["measures"][0]["cost"] == "250.50"
    assert cli.main(["assessment", "write", "cso", "--from", str(plain), "--out", str(second)]) == 0
    assert read(second.read_bytes(), CSO).assessment == FULL


def test_what_was_not_taken_is_told_and_the_status_says_so(tmp_path, capsys):
    path = tmp_path / "a.xlsx"
    path.write_bytes(changed(put("purpose", FIRST, 9)))
    assert cli.main(["assessment", "read", str(path)]) == 1
    assert "H6: “9” is not 1, 2, 3, 4 or x" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"PK", foreign()])
def test_a_file_that_is_none_is_one_sentence(tmp_path, capsys, content):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert cli.main(["assessment", "read", str(path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_instruments_are_listed_and_checked(tmp_path, capsys):
    assert cli.main(["assessment", "list"]) == 0
    assert [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()] == [
        "business", "cso", "languages", "municipality",
    ]  # fmt: skip
    path = tmp_path / "own.toml"
    path.write_text('code = "own"\nversion = 0\n', "utf-8")
    assert cli.main(["assessment", "check", str(path)]) == 1
    assert "version: “0” is no version" in capsys.readouterr().out
    assert cli.main(["assessment", "write", "none", "--out", str(tmp_path / "x.xlsx")]) == 2


@pytest.mark.parametrize(
    "plain", ["[]", "{}", '{"instrument": "cso", "agreed": {"purpose": 7}}', '{"instrument": "x"}', "no"]
)
def test_json_that_is_no_assessment_is_one_sentence(tmp_path, capsys, plain):
    path = tmp_path / "a.json"
    path.write_text(plain, "utf-8")
    assert cli.main(["assessment", "write", "cso", "--from", str(path), "--out", str(tmp_path / "x.xlsx")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_numbers_where_texts_belong_are_written_as_texts(tmp_path):
    given = {"instrument": "cso", "organisation": 7, "raters": [{"name": 5, "values": {}, "notes": {"purpose": 2026}}]}
    plain, out = tmp_path / "a.json", tmp_path / "x.xlsx"
    plain.write_text(json.dumps(given | {"reasons": {"board": 4}}), "utf-8")
    assert cli.main(["assessment", "write", "cso", "--from", str(plain), "--out", str(out)]) == 0
    made = read(out.read_bytes(), CSO).assessment
    assert (made.organisation, made.raters[0].notes, made.reasons) == ("7", {"purpose": "2026"}, {"board": "4"})
