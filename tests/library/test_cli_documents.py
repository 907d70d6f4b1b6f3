"""`uramost translate` and `uramost segments`: files in, files out, and what could not be found."""

import ast
from pathlib import Path

import pytest
from tests.library.made_documents import docx, paragraph, run, texts, unpacked
from tests.library.made_office import xlsx

import uramost
from uramost import documents
from uramost.catalogues import Pair, write_file
from uramost.cli import main
from uramost.cli.documents import REMARKS

UNITS = (
    ("Afati është 15 ditë.", "Рок је 15 дана."),
    ("Hyrja lejohet.", "Улаз је дозвољен."),
    ("Zyra hapet nesër në mëngjes.", "Канцеларија се отвара сутра ујутру."),
)


@pytest.fixture
def memory(tmp_path):
    write_file(tmp_path / "memory.sqlite", [Pair("sq", "sr-Cyrl", *unit, "hall 1", "MIT") for unit in UNITS])
    return tmp_path / "memory.sqlite"


@pytest.fixture
def translate(tmp_path, memory, capsys):
    """Pre-translate a file: exit status, standard output, standard error, and the texts of what was written."""

    def run_it(name, data, *more, to="sr-Cyrl", out=""):
        (tmp_path / name).write_bytes(data)
        written = tmp_path / (out or f"out-{name}")
        given = ("translate", tmp_path / name, "--memory", memory, "--from", "sq", "--to", to, "-o", written, *more)
        status = main([str(argument) for argument in given])
        there = texts(documents.read(written.read_bytes(), written.name)) if status == 0 else []
        return (status, *capsys.readouterr(), there)

    return run_it


def test_what_is_known_is_filled_in_and_the_rest_is_printed(translate):
    data = docx(
        paragraph(run("Afati është 15 ditë. "), run("Pagesa bëhet."))
        + paragraph(run("Pagesa bëhet."))
        + paragraph(run("7"))
    )

    status, out, err, there = translate("a.docx", data)

    assert (status, out) == (0, "Pagesa bëhet.\n")
    assert there == ["Рок је 15 дана. Pagesa bëhet.", "Pagesa bëhet.", "7"]
    assert err.startswith("2 of 4 segments were found")


def test_marks_around_a_sentence_stay_around_it_and_marks_within_are_not_lost(translate):
    whole = paragraph(run("Hyrja lejohet.", "<w:b/>"), run(" Afati është 15 ditë."))
    within = paragraph(run("Hyrja "), run("lejohet", "<w:b/>"), run("."))

    _, out, _, there = translate("a.docx", docx(whole + within))

    assert there == ["Улаз је дозвољен.⟦1⟧ Рок је 15 дана.⟦/1⟧", "Hyrja ⟦1⟧lejohet⟦/1⟧."]
    assert out == "Hyrja ⟦1⟧lejohet⟦/1⟧.\n"


def test_serbian_is_written_in_the_script_that_is_asked_for(translate):
    assert translate("a.txt", b"Hyrja lejohet.", to="sr-Latn")[3] == ["Ulaz je dozvoljen."]


def test_similar_sentences_are_taken_by_a_flag_but_none_with_another_number(translate):
    text = "Zyra hapet nesër në mbrëmje.\n\nAfati është 16 ditë."

    assert translate("a.md", text.encode())[3] == text.split("\n\n")
    _, out, _, there = translate("a.md", text.encode(), "--minimum", "70")

    assert there == ["Канцеларија се отвара сутра ујутру.", "Afati është 16 ditë."]
    assert out == "Afati është 16 ditë.\n"


def test_for_colleagues_comments_stay_and_nothing_is_said_of_them(translate, tmp_path):
    commented = ('<w:commentRangeStart w:id="0"/>', run("Hyrja lejohet."), '<w:commentRangeEnd w:id="0"/>'
                 '<w:r><w:commentReference w:id="0"/></w:r>')  # fmt: skip
    data = docx(paragraph(*commented), comments=f'<w:comment w:id="0">{paragraph(run("mos e boto"))}</w:comment>')

    _, _, said, there = translate("a.docx", data)
    _, _, unsaid, again = translate("a.docx", data, "--internal", out="b.docx")

    assert there == again == ["Улаз је дозвољен."]
    assert ("Its comments" in said, "Its comments" in unsaid) == (True, False)
    kept = [b"mos e boto" in unpacked((tmp_path / name).read_bytes())["word/comments.xml"]
            for name in ("out-a.docx", "b.docx")]  # fmt: skip
    assert kept == [False, True]


def test_a_spreadsheet_keeps_its_numbers(translate):
    assert translate("a.xlsx", xlsx(["Hyrja lejohet.", 5]))[3] == ["Улаз је дозвољен."]


def test_the_name_of_the_translation_has_to_fit(translate):
    status, _, err, _ = translate("a.txt", b"Hyrja lejohet.", out="b.docx")
    assert (status, err.endswith("is written as TXT; give it a name that ends in .txt.\n")) == (2, True)

    status, _, err, _ = translate("a.txt", b"Hyrja lejohet.", out="a.txt")
    assert (status, "would be lost" in err) == (2, True)


def test_what_is_no_memory_and_what_is_no_document_is_said(translate, memory):
    memory.write_text("not a memory")
    assert translate("a.txt", b"Hyrja lejohet.")[:3] == (2, "", f"{memory} is not a memory file.\n")
    assert "only DOCX" in translate("a.exe", b"x")[2]


def test_segments_are_printed_with_what_they_are_and_remarks_beside(tmp_path, capsys):
    (tmp_path / "a.md").write_text("# Titulli\n\nNjë. Dy.\n\n- pikë\n\n```\nkodi\n```\n", "utf-8")

    assert main(["segments", str(tmp_path / "a.md"), "--language", "sq"]) == 0

    out, err = capsys.readouterr()
    assert out == "heading\tTitulli\nparagraph\tNjë.\nparagraph\tDy.\nitem\tpikë\n"
    assert err.endswith("stay as they are (1).\n")


def test_every_remark_of_the_library_has_a_sentence():
    made = set()
    for path in (Path(uramost.__file__).parent / "documents").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Remark":
                made.add(ast.literal_eval(node.args[0]))

    assert made == set(REMARKS)
