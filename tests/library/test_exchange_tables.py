"""CSV and TBX: tables and terminologies in and out, and the command that turns one format into another."""

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from translate.storage.tbx import tbxfile

from uramost import exchange
from uramost.cli import exchange as command
from uramost.cli import main
from uramost.exchange import Header, Rejected, pair, tables, tbx
from uramost.terms import Term

TERMS = [
    Term(
        "tax",
        {"sq": ("tatim", "taksë"), "sr-Cyrl": ("порез",)},
        "approved",
        {"sq": "Pagesë & <detyrim>"},
        "finance",
        "Ligji 03/L-222",
        {"sq": ("haraç",)},
    ),
    Term("road", {"en": ("road",), "tr": ("yol",)}),
]
MARTIF = """<?xml version='1.0'?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader><text><body>
<termEntry id="c1"><descripGrp><descrip type="subjectField">law</descrip></descripGrp>
<langSet xml:lang="SQ"><descripGrp><descrip type="definition">Akt</descrip><admin type="source">Fjalor</admin></descripGrp>
<ntig><termGrp><term>ligj</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig></langSet>
<langSet xml:lang="sr-Latn-RS"><tig><term>zakon</term></tig><tig><term>propis</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet></termEntry>
<termEntry id="c2"><langSet xml:lang="sq"/></termEntry>
<termEntry><langSet xml:lang="en"><tig><term>act</term></tig></langSet></termEntry>
</body></text></martif>"""  # noqa: E501
DCT = """<tbx xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic" style="dct" type="TBX-Basic" xml:lang="en">
<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text><body>
<conceptEntry id="c1"><min:subjectField>law</min:subjectField><langSec xml:lang="sr"><basic:definition>Акт</basic:definition>
<termSec><term>закон</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec></langSec></conceptEntry>
</body></text></tbx>"""  # noqa: E501


@pytest.fixture
def path(tmp_path):
    return tmp_path / "file"


# CSV


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_tables_as_spreadsheets_write_them(path, encoding, separator):
    path.write_text(separator.join(["SQ", "sr-cyrl"]) + "\r\n" + separator.join(["Po", '"Да\nда"']), encoding)
    (unit,) = exchange.read(path)
    assert [(text.language, text.text) for text in unit.texts] == [("sq", "Po"), ("sr-Cyrl", "Да\nда")]


def test_source_and_target_without_their_languages(path):
    path.write_text("Source,Target\nPo,Yes\n\n,No\n", "utf-8")
    reading = exchange.read(path, languages=("sq", "en"))
    assert [[text.text for text in unit.texts] for unit in reading] == [["Po", "Yes"]]
    assert [(fault.rule, fault.line) for fault in reading.faults] == [("no_translation", 4)]
    with pytest.raises(Rejected) as refused:
        list(exchange.read(path))
    assert refused.value.code == "missing_column"


def test_a_cell_of_several_lines_keeps_the_count_of_lines(path):
    path.write_text('sq,en\n"a\nb",x\nc,\n', "utf-8")
    reading = exchange.read(path)
    assert [unit.line for unit in reading] == [2]
    assert [fault.line for fault in reading.faults] == [4]


def test_no_cell_is_a_formula_for_a_spreadsheet(path):
    units = [
        pair(text, ("sq", text), ("en", "x")) for text in ("=1+1", "-5 %", "'=x", "@a", "+383", "plain", "'quoted")
    ]
    exchange.write(path, units, Header("sq", "en"), "csv")
    cells = path.read_text("utf-8").replace("\r\n", "\n").split("\n")[1:-1]
    assert not [cell for cell in cells if cell[0] in "=+-@"]
    assert [(unit.key, unit.source.text) for unit in exchange.read(path)] == [(u.key, u.source.text) for u in units]


@settings(max_examples=50, deadline=None)
@given(st.text())
def test_any_cell_comes_back(text):
    assert tables.bare(tables.safe(text)) == text


def test_a_table_in_another_encoding_is_refused(path):
    path.write_bytes("sq,en\nGjuhë,x\n".encode("latin-1"))
    with pytest.raises(Rejected) as refused:
        list(exchange.read(path))
    assert refused.value.code == "bad_encoding"


# TBX


@pytest.mark.parametrize("style", ["dca", "dct", "2008"])
def test_terms_come_back(path, style):
    assert tbx.write(path, TERMS, style=style) == 2
    assert list(exchange.check(path)) == []
    assert exchange.read_terms(path) == (TERMS, [])


def test_terms_as_a_table_come_back(path):
    assert exchange.write_terms(path, TERMS, "csv") == 2
    assert exchange.read_terms(path) == (TERMS, [])


def test_a_column_of_notes_is_no_language(path):
    path.write_text("id,domain,status,source,note,sq,Owner\ntax,,proposed,,to ask,tatim,Ana\n", "utf-8")
    assert exchange.read_terms(path)[0] == [Term("tax", {"sq": ("tatim",)})]


def test_terms_of_2008(path):
    path.write_text(MARTIF, "utf-8")
    terms, faults = exchange.read_terms(path)
    law = Term(
        "c1", {"sq": ("ligj",), "sr-Latn": ("zakon",)}, "proposed", {"sq": "Akt"}, "law", "", {"sr-Latn": ("propis",)}
    )
    assert terms[0] == Term(**{**{name: getattr(law, name) for name in Term.__slots__}, "source": terms[0].source})
    assert terms[0].source == "Fjalor"
    assert terms[1].texts == {"en": ("act",)}
    assert [(fault.rule, fault.line, fault.unit) for fault in faults] == [("no_term", 8, "c2")]


def test_terms_of_2019_with_elements_for_categories(path):
    path.write_text(DCT, "utf-8")
    assert list(exchange.check(path)) == []
    assert exchange.read_terms(path)[0] == [Term("c1", {"sr-Cyrl": ("закон",)}, "proposed", {"sr-Cyrl": "Акт"}, "law")]


def test_another_reader_reads_terms_alike(path):
    exchange.write_terms(path, TERMS, "tbx2008")
    units = tbxfile.parsefile(str(path)).units
    assert [(unit.source, unit.target) for unit in units] == [("tatim", "порез"), ("road", "yol")]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (('style="dca"', ""), "missing_attribute"),
        (('id="road"', 'id="tax"'), "id_twice"),
        (("<termSec><term>yol</term>", "<termSec>"), "bad_content"),
        (('<langSec xml:lang="tr">', "<langSec>"), "missing_attribute"),
        (('style="dca"', 'style="dct"'), "other_style"),
        (('xmlns="urn:iso:std:iso:30042:ed-2"', ""), "not_tbx"),
    ],
)
def test_what_is_not_tbx_is_named(path, change, rule):
    tbx.write(path, TERMS)
    path.write_text(path.read_text("utf-8").replace(*change), "utf-8")
    assert rule in {fault.rule for fault in tbx.check(path)}


def test_an_entry_that_comes_twice_is_skipped(path):
    tbx.write(path, [*TERMS, TERMS[0]])
    path.write_text(path.read_text("utf-8").replace('id="tax-2"', 'id="tax"'), "utf-8")
    terms, faults = exchange.read_terms(path)
    assert terms == TERMS
    assert [(fault.rule, fault.unit) for fault in faults] == [("id_twice", "tax")]


# The command


@pytest.fixture
def say(capsys):
    def run(*arguments):
        status = main(["exchange", *map(str, arguments)])
        return (status, *capsys.readouterr())

    return run


@pytest.fixture
def memory(tmp_path):
    path = tmp_path / "memory.csv"
    path.write_text("key,sq,en\n,Po,Yes\n,Jo,\n,Ndoshta,Maybe\n", "utf-8")
    return path


@pytest.mark.parametrize("form", ["tmx", "xliff12", "xliff21"])
def test_a_table_becomes_any_format(say, memory, tmp_path, form):
    out = tmp_path / "out"
    status, said, aside = say(memory, "--to", form, "--out", out)
    assert (status, said) == (0, f"2 units written to {out}, 1 skipped.\n")
    assert aside == "Line 3 skipped: no_translation\n"
    assert [unit.source.text for unit in exchange.read(out)] == ["Po", "Ndoshta"]
    assert say("validate", out)[:2] == (0, "")


def test_two_languages_can_be_chosen(say, tmp_path):
    memory = tmp_path / "memory.csv"
    memory.write_text("sq,en,tr\nPo,Yes,Evet\n", "utf-8")
    say(memory, "--to", "tmx", "--from", "tr", "--into", "sq")
    (unit,) = exchange.read(memory.with_suffix(".tmx"))
    assert [text.language for text in unit.texts] == ["tr", "sq"]


def test_terms_by_the_command(say, tmp_path):
    table, out = tmp_path / "terms.csv", tmp_path / "terms.tbx"
    exchange.write_terms(table, TERMS, "csv")
    assert say(table, "--to", "tbx")[1] == f"2 terms written to {out}, 0 skipped.\n"
    assert exchange.read_terms(out)[0] == TERMS
    assert say(out, "--to", "csv")[0] == 0
    assert exchange.read_terms(table)[0] == TERMS


def test_faults_are_printed_and_make_it_fail(say, tmp_path):
    path = tmp_path / "bad.tmx"
    path.write_text('<tmx version="1.4"><header/><body/></tmx>', "utf-8")
    status, said, aside = say("validate", path)
    assert status == 1
    assert "Line 1: missing_attribute (header srclang)\n" in said
    assert aside == f"{path} is tmx: 7 faults.\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("<html/>", "it is none of TMX, XLIFF, TBX and CSV (it begins with “html”)"),
        ("<tmx", "its XML is broken at line 1"),
        ("a,b\n1,2\n", "it has no columns for two languages"),
        ('<!DOCTYPE tmx [<!ENTITY a "b">]><tmx/>', "it declares entities of its own"),
    ],
)
def test_what_cannot_be_read_is_said(say, tmp_path, text, sentence):
    path = tmp_path / "file"
    path.write_text(text, "utf-8")
    status, said, aside = say(path, "--to", "tmx", "--out", tmp_path / "out")
    assert (status, said) == (2, "")
    assert sentence in aside
    assert not (tmp_path / "out").exists()


def test_the_file_itself_is_not_written_over(say, tmp_path):
    path = tmp_path / "a.tmx"
    path.write_text("x", "utf-8")
    assert "is the file that is read" in say(path, "--to", "tmx")[2]
    assert "Say with --to" in say(path)[2]
    assert "Name one file" in say(path, "b", "--to", "tmx")[2]
    assert "cannot be used" in say(tmp_path / "none.tmx", "--to", "csv")[2]


def test_the_bar_fills(monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    show = command.bar()
    for done in (0, 50, 50, 100):
        show(done, 100)
    said = capsys.readouterr().err
    assert said.count("\r") == 3
    assert said.endswith(f"[{'#' * 40}] 100 %\n")


def test_every_reason_for_a_refusal_can_be_said():
    folder = Path(exchange.__file__).parent
    raised = {code for path in folder.glob("*.py") for code in re.findall(r'Rejected\(\s*"(\w+)"', path.read_text())}
    assert raised == command.REFUSALS.keys()
    values = {"line": 1, "rule": "x", "value": "x", "column": "x", "found": "x"}
    assert all(command.sentence(Rejected(code, **values)) for code in raised)
