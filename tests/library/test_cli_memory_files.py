"""A memory from files of other tools and out into one, by the command: nothing half in, nothing twice, nothing lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from uramost import exchange
from uramost.cli import main
from uramost.cli.memory import begun
from uramost.memory import Unit
from uramost.memory.store import Store

TABLE = "sq,sr-Latn-RS,state\nAfati ⟦1⟧skadon⟦/1⟧.,Rok ⟦1⟧ističe⟦/1⟧.,reviewed\nPo.,Da.,\nJo.,,\n"


@pytest.fixture
def say(capsys):
    def run(*arguments):
        status = main(["memory", *map(str, arguments)])
        return (status, *capsys.readouterr())

    return run


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(TABLE, "utf-8")
    return path


@pytest.fixture
def memory(tmp_path):
    return tmp_path / "memory"


def test_a_memory_is_begun_with_a_file_and_nothing_comes_twice(say, table, memory):
    status, said, aside = say("import", memory, table, "--licence", "CC0")
    assert (status, said) == (0, f"{table}: 2 units are new, 0 were there, 1 skipped.\n")
    assert aside == "Line 4 skipped: no_translation\n"
    assert say("import", memory, table)[1] == f"{table}: 0 units are new, 2 were there, 1 skipped.\n"
    with Store(memory) as store:
        units = store.units("sq", "sr-Cyrl")
    assert [(one.source, one.target) for one in units] == [
        ("Afati ⟦1⟧skadon⟦/1⟧.", "Рок ⟦1⟧истиче⟦/1⟧."),
        ("Po.", "Да."),
    ]
    assert [one.reviewed for one in units] == [True, False]
    assert {(one.origin, one.licence) for one in units} == {("table.csv", "CC0")}


@pytest.mark.parametrize("ending", ["tmx", "xlf", "xliff", "csv"])
def test_what_goes_out_comes_in_again_as_it_was(say, table, memory, tmp_path, ending):
    say("import", memory, table)
    out, again = tmp_path / f"out.{ending}", tmp_path / "again"
    assert say("export", memory, out, "--from", "sq", "--to", "sr-Cyrl") == (
        0,
        f"2 units written to {out}, 0 skipped.\n",
        "",
    )
    assert list(exchange.check(out)) == []
    assert say("import", again, out)[1].endswith("2 units are new, 0 were there, 0 skipped.\n")
    kept = []
    for path in (memory, again):
        with Store(path) as store:
            kept.append([(one.source, one.target, one.reviewed) for one in store.units("sq", "sr-Cyrl")])
    assert kept[0] == kept[1]


def test_where_a_unit_comes_from_and_its_licence_go_along_in_tmx(say, table, memory, tmp_path):
    say("import", memory, table, "--origin", "Hall 1", "--licence", "CC0")
    out = tmp_path / "out.tmx"
    say("export", memory, out, "--from", "sq", "--to", "sr-Cyrl")
    for name, more, expected in (("as said", (), ("Hall 1", "CC0")), ("anew", ("--licence", "MIT"), ("Hall 1", "MIT"))):
        say("import", tmp_path / name, out, *more)
        with Store(tmp_path / name) as store:
            assert {(one.origin, one.licence) for one in store.units("sq", "sr-Cyrl")} == {expected}


def test_whatever_has_no_translation_is_counted_and_told(say, memory, tmp_path):
    table, half = tmp_path / "table.csv", tmp_path / "half.xlf"
    table.write_text("en-GB,en-US\nColour,Color\n", "utf-8")
    units = [exchange.pair("a", ("sq", "Po.")), exchange.pair("b", ("sq", "Po."), ("tr", " ")),
             exchange.pair("c", ("sq", "Jo."), ("tr", "Hayır."))]  # fmt: skip
    exchange.write(half, units, exchange.Header("sq", "tr"), "xliff12")
    status, said, aside = say("import", memory, table, half)
    assert (status, said.splitlines()) == (
        0,
        [
            f"{table}: 0 units are new, 0 were there, 1 skipped.",
            f"{half}: 1 units are new, 0 were there, 2 skipped.",
        ],
    )
    assert aside.splitlines()[0] == "Line 2 skipped: same_language (en)"
    assert [line.split(": ")[1] for line in aside.splitlines()[1:]] == [
        "no_translation, unit a",
        "no_translation, unit b",
    ]


@pytest.mark.parametrize("ending", ["tmx", "xlf", "xliff"])
def test_marks_that_no_format_can_write_leave_out_their_unit_alone(say, memory, tmp_path, ending):
    languages, out = ("--from", "sq", "--to", "tr"), tmp_path / f"out.{ending}"
    say("add", memory, "Po ⟦1⟧mirë", "Peki", *languages)
    say("add", memory, "Jo", "Hayır", *languages)
    status, said, aside = say("export", memory, out, *languages)
    assert (status, said) == (0, f"1 units written to {out}, 1 skipped.\n")
    assert aside == "Unit 1 skipped: its marks are not opened and closed in order.\n"
    assert [unit.source.text for unit in exchange.read(out)] == ["Jo"]


def test_of_two_files_one_of_which_is_broken_neither_comes_in(say, table, memory, tmp_path):
    broken = tmp_path / "broken.tmx"
    broken.write_text("<tmx><body>", "utf-8")
    status, said, aside = say("import", memory, table, broken)
    assert (status, said) == (2, "")
    assert aside == f"{broken} cannot be read: its XML is broken at line 1.\n"
    assert not memory.exists()


def test_a_table_that_does_not_say_its_languages_is_told_them(say, memory, tmp_path):
    table = tmp_path / "table.csv"
    table.write_text("source,target\nPo,Evet\n", "utf-8")
    assert "no columns for two languages" in say("import", memory, table)[2]
    assert "Name both languages or none" in say("import", memory, table, "--from", "sq")[2]
    assert say("import", memory, table, "--from", "sq", "--to", "tr")[0] == 0
    assert say("find", memory, "Evet", "--from", "tr", "--to", "sq")[1].splitlines()[1].strip() == "Po"


def test_what_cannot_be_done_is_said(say, table, memory, tmp_path):
    assert (
        "has to end in .tmx, .csv, .xlf, .xliff"
        in say("export", memory, tmp_path / "a.doc", "--from", "sq", "--to", "tr")[2]
    )
    assert "cannot be used" in say("export", memory, tmp_path / "a.tmx", "--from", "sq", "--to", "tr")[2]
    assert "is not a memory file" in say("import", table, table)[2]
    assert table.read_text("utf-8") == TABLE
    say("import", memory, table)
    out = tmp_path / "a.tmx"
    assert "has nothing from sq to tr" in say("export", memory, out, "--from", "sq", "--to", "tr")[2]
    assert not out.exists()
    assert "cannot be written" in say("import", tmp_path / "none" / "memory", table)[2]


def test_of_several_who_begin_a_memory_at_once_nobody_loses_a_unit(memory):
    together = Barrier(8)

    def put_in(number):
        together.wait()
        begun(memory)
        with Store(memory) as store:
            return store.add([("sq", "tr", Unit(0, f"Zyra {number}", f"Ofis {number}"))])

    with ThreadPoolExecutor(8) as people:
        assert sum(people.map(put_in, range(8))) == 8
    with Store(memory) as store:
        assert store.count("sq", "tr") == 8


def test_the_first_unit_makes_the_memory(say, memory):
    pair = ("--from", "sq", "--to", "sr-Latn")
    assert say("add", memory, "Letërnjoftimi", "Lična karta", *pair) == (0, "1 unit added.\n", "")
    assert say("add", memory, "Letërnjoftimi", "Lična karta", *pair)[1] == "The memory has it already.\n"
    assert "one of them is empty" in say("add", memory, "Po", " ", *pair)[2]
    assert "in the same language" in say("add", memory, "Po", "Jo", "--from", "sq", "--to", "sq")[2]
    assert "Лична карта" in say("find", memory, "Letërnjoftimi", "--from", "sq", "--to", "sr-Cyrl")[1]
