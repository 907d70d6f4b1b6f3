"""The `uramost` command: what it prints, and what it says when it cannot."""

import io
import signal
import subprocess
import sys

import pytest
from tests.library.made_documents import docx, paragraph, run

from uramost.catalogues import Pair, write_file
from uramost.checks import CHECKS
from uramost.checks.finding import Finding
from uramost.cli import main
from uramost.cli.check_sentences import FACTS, SENTENCES, sentence
from uramost.cli.command import REFUSALS


class Input(io.StringIO):
    """Standard input of bytes, as a pipe gives it."""

    def __init__(self, raw: bytes) -> None:
        super().__init__()
        self.buffer = io.BytesIO(raw)


@pytest.fixture
def say(capsys, monkeypatch):
    """Run a subcommand: the exit status, standard output and standard error."""

    def run(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "stdin", Input(stdin))
        status = main([str(argument) for argument in arguments])
        return (status, *capsys.readouterr())

    return run


@pytest.fixture
def memory(tmp_path):
    path = tmp_path / "memory.sqlite"
    pairs = [
        Pair("sq", "sr-Cyrl", "Afati është 15 ditë.", "Рок је 15 дана.", "hall 1", "MIT"),
        Pair("sq", "sr-Cyrl", "Hyrja nuk lejohet.", "Улаз није дозвољен.", "hall 1", "MIT"),
    ]
    write_file(path, pairs)
    return path


def test_it_runs_as_a_program():
    done = subprocess.run(
        [sys.executable, "-m", "uramost.cli", "transliterate", "--to", "sr-Cyrl"],
        input="Ljubav i njiva\nŠtrpce",
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={"PYTHONPATH": "src", "PYTHONIOENCODING": "utf-8"},
    )
    assert done.stdout == "Љубав и њива\nШтрпце"


def test_serbian_in_the_other_script(say):
    assert say("transliterate", "--to", "sr-Latn", stdin="Њујорк".encode()) == (0, "Njujork", "")
    status, out, err = say("transliterate", "--to", "sr-Cyrl", "--doubts", stdin=b"\nObrazac A4")
    assert (status, out) == (0, "\nОбразац A4")
    assert err.startswith("Line 2, character 9: look at “A4”")


def test_the_language_of_each_line(say):
    text = "Qytetarët ftohen të marrin pjesë në dëgjimin publik.\nГрађани се позивају на јавну расправу о буџету.\n"
    status, out, _ = say("detect", stdin=text.encode())
    assert status == 0
    assert [line.split("\t")[0] for line in out.splitlines()] == ["sq", "sr-Cyrl"]


def test_text_in_another_encoding_is_a_clear_error(say):
    status, out, err = say("detect", stdin="Graçanicë".encode("latin-1"))
    assert (status, out) == (2, "")
    assert err == "The text is not in UTF-8: it cannot be read at byte 4.\n"


def test_something_similar_is_found_with_its_warning(say, memory):
    status, out, _ = say("memory", "find", memory, "Afati është 10 ditë.", "--from", "sq", "--to", "sr-Latn")
    assert status == 0
    assert "Afati është 15 ditë.\n         Rok je 10 dana.\n         hall 1, MIT (95.0 % alike: " in out
    assert "not reviewed, figures replaced)  Look at the number!" in out
    assert "Hyrja" not in out


def test_nothing_similar_is_said(say, memory):
    found = say("memory", "find", memory, "Krejt tjetër gjë", "--from", "sq", "--to", "sr-Cyrl", "--minimum", 90)
    assert found == (0, "", "Nothing is 90 % or more like that.\n")


def test_a_memory_is_built_from_a_folder(say, tmp_path):
    path = tmp_path / "built.sqlite"
    django = __import__("django").__path__[0]
    status, out, _ = say("memory", "build", path, "--folder", f"{django}/contrib/auth", "--include-unknown")
    assert status == 0
    assert int(out.split()[0]) > 50
    status, out, _ = say("memory", "find", path, "Fjalëkalimi", "--from", "sq", "--to", "sr-Cyrl")
    assert "Лозинка" in out


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (
            ("memory", "find", "nowhere.sqlite", "x", "--from", "sq", "--to", "en"),
            "nowhere.sqlite cannot be used: no such file",
        ),
        (("memory", "build", "m.sqlite", "--folder", "nowhere"), "There is no folder nowhere."),
        (
            ("check", "nowhere.txt", "nowhere.txt", "--from", "sq", "--to", "en"),
            "nowhere.txt cannot be used: no such file",
        ),
    ],
)
def test_what_is_not_there_is_said_in_one_sentence(say, arguments, error):
    status, out, err = say(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith(error)
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("check", "a", "b", "--from", "sq", "--to", "en", "--date", "2026-13-01"), "there is no day “2026-13-01”"),
        (("restore", "--language", "sq", "--sure", "7"), "“7” is not a number from 0.5 to 1"),
        (("restore", "--language", "sq", "--sure", "nan"), "“nan” is not a number from 0.5 to 1"),
        (("terms", "search", "ujë", "--limit", "-1"), "“-1” is not a whole number from 1 up"),
        (("memory", "find", "a", "b", "--from", "sq", "--to", "en", "--limit", "0"), "is not a whole number from 1 up"),
        (("memory", "find", "a", "b", "--from", "sq", "--to", "en", "--today", "sot"), "there is no day “sot”"),
    ],
)
def test_an_argument_that_cannot_be_is_said_with_what_could(capsys, arguments, error):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)

    assert stopped.value.code == 2
    assert error in capsys.readouterr().err


def test_stopped_by_a_person_it_says_nothing():
    listens = (
        "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler); "  # also in the background
    )
    command = [sys.executable, "-c", f"{listens}runpy.run_module('uramost.cli', run_name='__main__')", "detect"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdin.write(b"Komuna njofton qytetaret.\n" * 1_000)  # less than a pipe holds, either way
        running.stdin.flush()
        running.stdout.readline()
        running.send_signal(signal.SIGINT)
        _out, said = running.communicate(timeout=30)

    assert (running.returncode, said) == (130, b"")


def test_a_file_that_is_no_memory(say, tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("I dashur, …" * 100)
    assert say("memory", "find", path, "x", "--from", "sq", "--to", "en") == (2, "", f"{path} is not a memory file.\n")


def files(folder, original, translation):
    paths = folder / "original.txt", folder / "translation.txt"
    for path, text in zip(paths, (original, translation), strict=True):
        path.write_text(text, "utf-8")
    return paths


def test_a_faithful_translation_passes(say, tmp_path):
    paths = files(
        tmp_path,
        "Afati është 15 ditë.\n\nShkruani në info@example.org.",
        "Рок је 15 дана.\n\nПишите на info@example.org.",
    )
    assert say("check", *paths, "--from", "sq", "--to", "sr-Cyrl", "--pack", "kosovo") == (0, "", "")


def test_a_wrong_address_is_an_error_and_so_is_a_wrong_deadline(say, tmp_path):
    paths = files(
        tmp_path,
        "Afati është 15 ditë.\n\nShkruani në info@example.org.",
        "Рок је 50 дана.\n\nПишите на inf@example.org.",
    )
    status, out, _ = say("check", *paths, "--from", "sq", "--to", "sr-Cyrl")
    assert status == 1
    first, source, target, second, *_ = out.splitlines()
    assert first == "Paragraph 1, error: The original has the duration “15 ditë”, the translation “50 дана”."
    assert source.split() == ["sq", "Afati", "është", ">>15", "ditë<<."]
    assert target.split() == ["sr-Cyrl", "Рок", "је", ">>50", "дана<<."]
    assert second.startswith("Paragraph 2, error: The original has the e-mail address “info@example.org”")


@pytest.mark.parametrize(
    ("original", "translation", "status"),
    [
        ("Taksa është 25,50 euro.", "Такса је 25,05 евра.", 1),
        ("Taksa është 25,50 euro.", "Такса је 25,50 динара.", 1),
        ("Deri më 12 mars 2026.", "До 13. марта 2026.", 1),
        ("Në orën 10:00.", "У 11.00 часова.", 1),
        ("Zyra ka 12 anëtarë.", "Канцеларија има 21 члана.", 1),
        ("Neni 7, paragrafi 2.", "Члан 7. став 3.", 1),
        ("Kati i dytë.", "Трећи спрат.", 0),
        ("Hyrja nuk lejohet.", "Улаз је дозвољен.", 0),
    ],
)
def test_a_changed_fact_fails_and_what_needs_a_decision_is_printed(say, tmp_path, original, translation, status):
    ended, out, _ = say("check", *files(tmp_path, original, translation), "--from", "sq", "--to", "sr-Cyrl")
    assert ended == status
    assert ("error: " if status else "warning: ") in out.splitlines()[0]


def test_a_lost_paragraph_is_an_error(say, tmp_path):
    paths = files(tmp_path, "Afati është 15 ditë.\n\nMirupafshim.", "Рок је 15 дана.")
    status, out, _ = say("check", *paths, "--from", "sq", "--to", "sr-Cyrl")
    assert status == 1
    assert out.splitlines()[:2] == [
        "The original has 2 paragraphs, the translation 1.",
        "Paragraph 2, error: The translation has no counterpart of this paragraph.",
    ]


def test_two_files_of_a_word_processor_are_compared_paragraph_by_paragraph(say, tmp_path):
    """The sum is wrong in a cell, and one paragraph is lost; marks of formatting are in neither sentence."""
    cell = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
    end = paragraph(run("Mirupafshim dhe ju mirëpresim në zyrë."))
    original = paragraph(run("Afati "), run("është", "<w:b/>"), run(" 15 ditë.")), paragraph(run("Taksa: 25,50 euro."))
    translation = paragraph(run("Рок је "), run("15", "<w:b/>"), run(" дана.")), paragraph(run("Такса: 25,05 евра."))
    (tmp_path / "original.docx").write_bytes(docx(original[0] + cell.format(original[1]) + end))
    (tmp_path / "translation.docx").write_bytes(docx(translation[0] + cell.format(translation[1])))
    report = tmp_path / "report.html"

    paths = (tmp_path / "original.docx", tmp_path / "translation.docx")
    status, out, _ = say("check", *paths, "--from", "sq", "--to", "sr-Cyrl", "--html", report)

    assert status == 1
    assert [line for line in out.splitlines() if line.startswith("Paragraph")] == [
        "Paragraph 2, error: The original has the amount “25,50 euro”, the translation “25,05 евра”.",
        "Paragraph 3, error: The translation has no counterpart of this paragraph.",
    ]
    assert "<mark>25,05 евра</mark>" in report.read_text("utf-8")
    assert "⟦" not in out + report.read_text("utf-8")


def test_a_report_is_written_beside_the_findings(say, tmp_path):
    paths = files(tmp_path, "Afati është 15 ditë.", "Рок је 50 дана.")
    report = tmp_path / "report.html"
    arguments = ("--html", report, "--language", "sr-Latn", "--date", "2026-03-12")

    status, out, _ = say("check", *paths, "--from", "sq", "--to", "sr-Cyrl", *arguments)

    assert (status, out.count("Paragraph")) == (1, 1)
    assert '<html lang="sr-Latn">' in report.read_text("utf-8")
    assert "12. mart 2026." in report.read_text("utf-8")


@pytest.mark.parametrize("place", [0, 1])
def test_a_report_takes_the_place_of_neither_document(say, tmp_path, place):
    paths = files(tmp_path, "Afati është 15 ditë.", "Рок је 15 дана.")
    before = paths[place].read_bytes()

    status, _, err = say("check", *paths, "--from", "sq", "--to", "sr-Cyrl", "--html", paths[place])

    assert (status, err) == (2, f"{paths[place]} would be lost; give the report another name.\n")
    assert paths[place].read_bytes() == before


def test_what_is_missing_is_not_called_nothing(say, tmp_path):
    """No sentence quotes a word that stands in neither document."""
    source = "Hyrja nuk lejohet.\n\nNë Gjilan."
    paths = files(tmp_path, source, "Улаз је дозвољен.\n\nУ граду.")

    _, out, _ = say("check", *paths, "--from", "sq", "--to", "sr-Cyrl", "--pack", "kosovo")

    assert "The original has the negation “nuk”, the translation has none like it." in out
    assert "The place “Гњилане” is missing." in out
    assert "nothing" not in out


def test_a_document_that_is_none_is_refused(say, tmp_path):
    path = tmp_path / "notice.docx"
    path.write_bytes(b"no package")
    status, _, err = say("check", path, path, "--from", "sq", "--to", "en")
    assert (status, err) == (2, f"{path} cannot be read: it is not a file of the format docx.\n")
    path = tmp_path / "notice.pages"
    path.write_bytes(b"x")
    status, _, err = say("check", path, path, "--from", "sq", "--to", "en")
    assert (status, err) == (
        2,
        f"{path} cannot be read: only DOCX, ODT, HTML, TXT, Markdown, XLSX, PPTX and PDF are known.\n",
    )


def test_terms_and_packs_that_cannot_be_used_are_said(say, tmp_path):
    paths = files(tmp_path, "Po.", "Да.")
    status, _, err = say("check", *paths, "--from", "sq", "--to", "sr-Cyrl", "--pack", "atlantis")
    assert status == 2
    assert err.startswith("There is no country pack atlantis, only ")
    terms = tmp_path / "terms.csv"
    terms.write_text("id,domain,status,source,sq\na,,agreed,,x\n")
    status, _, err = say("check", *paths, "--from", "sq", "--to", "sr-Cyrl", "--terms", terms)
    assert (status, err) == (2, f"The terms in {terms} cannot be read: bad_status in row 2: agreed.\n")


def test_every_check_and_every_refusal_has_a_sentence():
    assert {one.code for one in CHECKS} == set(SENTENCES["en"]) | set(FACTS["en"])
    for code in (*SENTENCES["en"], *FACTS["en"]):
        said = sentence(Finding(code, "note", None, None, {"expected": "A", "found": ""}))
        assert said.endswith(".")
        assert "{" not in said
    assert set(REFUSALS) == {
        "not_this_format", "encrypted", "macros", "too_large", "zip_bomb", "unsafe", "empty", "bad_text",
        "unknown_format",
    }  # fmt: skip
