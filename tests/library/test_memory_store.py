"""A memory in a file: read by many while one writes, nothing lost between two writers, whole after a kill."""

import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from uramost.memory import Question, Unit
from uramost.memory.store import NotAMemory, Store, TooNew, _write_ahead, create

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from pathlib import Path
from uramost.memory import Unit
from uramost.memory.store import Store
with Store(Path(sys.argv[1])) as store:
    for number in range(int(sys.argv[3])):
        text, translation = f"Njoftimi {number} i zyrës {sys.argv[2]}", f"{sys.argv[2]} {number}"
        store.add([("sq", "sr-Cyrl", Unit(0, text, translation, sys.argv[2]))])
        if number % 40 == 39:
            store.make_index("sq", "sr-Cyrl")
        print(number, flush=True)
"""
READER = """
import sys
from pathlib import Path
from uramost.memory import Question
from uramost.memory.store import Store
with Store(Path(sys.argv[1])) as store:
    memory, seen = store.between("sq", "sr-Cyrl"), 0
    while seen < int(sys.argv[2]):
        found = len(memory.lookup(Question("Njoftimi 1 i zyrës A"), 50, 1000))
        assert found >= seen, "units were lost"
        assert len(memory.concordance("njoftimi", 1000)) >= found
        seen = found
"""


def start(program: str, *arguments: object) -> subprocess.Popen:
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": str(ROOT / "src")})


def told(text, translation="…", **values):
    return ("sq", "sr-Cyrl", Unit(0, text, translation, **values))


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "memory.sqlite"
    create(path, [told("Afati është 15 ditë.", "Рок је 15 дана.", origin="hall 1", before="x", after="edge")])
    return path


def found(store, text="Afati është 15 ditë.", source="sq", target="sr-Cyrl", minimum=70):
    return [match.unit for match in store.between(source, target).lookup(Question(text), minimum)]


def test_readers_read_while_two_writers_lose_nothing(path):
    with start(READER, path, 160) as reader:
        writers = [start(WRITER, path, name, 80) for name in "AB"]
        assert [writer.communicate()[0].count("\n") for writer in writers] == [80, 80]
        try:
            assert reader.wait(timeout=60) == 0
        finally:
            reader.kill()
    with Store(path) as store:
        assert store.count("sq", "sr-Cyrl") == 161


def test_a_writer_that_is_killed_leaves_a_memory_that_opens_with_all_that_was_said(path):
    chance, said = random.Random(), 0  # noqa: S311 - each run kills at other moments
    for name in "ABC":
        writer = start(WRITER, path, name, 10_000)
        for _ in range(chance.randrange(1, 90)):
            writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        with Store(path) as store, closing(sqlite3.connect(path)) as file:
            assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            units = store.units("sq", "sr-Cyrl")
            numbers = [int(unit.target[2:]) for unit in units if unit.origin == name]
            assert numbers == list(range(len(numbers)))  # all up to the last, and at most one more than was said
            known = store.between("sq", "sr-Cyrl").lookup(Question(f"Njoftimi 1 i zyrës {name}"), 50, 10**4)
            assert len({unit.target for unit in units} - {match.unit.target for match in known}) <= 1
            said += len(numbers)
    with Store(path) as store:
        assert store.count("sq", "sr-Cyrl") == said + 1


def test_what_is_newer_than_the_index_is_found_and_what_is_gone_is_not(path):
    with Store(path) as reader, Store(path) as writer:
        writer.make_index("sq", "sr-Cyrl")
        assert len(found(reader)) == 1
        writer.add([told("Afati është 16 ditë.", "Рок је 16 дана.")])
        assert len(found(reader)) == 2
        assert [unit.target for unit in reader.between("sq", "sr-Cyrl").concordance("16 dana")] == ["Рок је 16 дана."]
        writer.remove([unit.id for unit in found(reader)])
        assert found(reader) == []
        assert reader.between("sq", "sr-Cyrl").concordance("afati") == []


def test_an_index_that_is_made_while_another_reads_changes_no_answer(path):
    with Store(path) as reader, Store(path) as writer:
        writer.add(told(f"Afati është {number} ditë.") for number in range(30, 60))
        before = found(reader, minimum=80)
        writer.make_index("sq", "sr-Cyrl")
        assert found(reader, minimum=80) == before
        writer.remove([before[0].id])
        writer.make_index("sq", "sr-Cyrl")
        assert before[0] not in found(reader, minimum=80)


def test_a_text_that_was_changed_under_its_number_is_scored_as_it_is(path):
    with Store(path) as store:
        store.make_index("sq", "sr-Cyrl")
        with closing(sqlite3.connect(path)) as file, file:
            file.execute("UPDATE units SET source = 'Afati është 99 muaj.'")
        assert [unit.source for unit in found(store, minimum=50)] == ["Afati është 99 muaj."]
        assert found(store, "Afati është 99 muaj.", minimum=100)


def test_one_unit_serves_both_directions_and_both_scripts(path):
    with Store(path) as store:
        assert store.add([("sq", "sr-Latn", Unit(0, "Afati është 15 ditë.", "Rok je 15 dana.", origin="hall 1"))]) == 0
        assert found(store, "Rok je 15 dana.", "sr-Latn", "sq")[0].target == "Afati është 15 ditë."
        assert found(store, "Рок је 15 дана.", "sr-Latn", "sq")[0].source == "Rok je 15 dana."
        assert (found(store)[0].before, found(store, "Рок је 15 дана.", "sr-Cyrl", "sq")[0].before) == ("x", "")


def test_all_that_is_said_of_a_unit_is_kept(path):
    flags = {"kept": True, "machine": True, "reviewed": False}
    values = {"place": "34", "document": "d", "approved_by": "Milan", "note": "n", "licence": "MIT", **flags}
    with Store(path) as store:
        store.add([told("Hyrja është e lirë.", approved_on=date(2026, 3, 2), **values)])
        unit = found(store, "Hyrja është e lirë.")[0]
    assert unit == Unit(unit.id, "Hyrja është e lirë.", "…", approved_on=date(2026, 3, 2), **values)


def test_only_for_another_writer_is_it_asked_again(path):
    asked = []
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        file.set_trace_callback(asked.append)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            _write_ahead(file)
    assert len(asked) == 1


def earlier(path):
    """A file as it was made before there were versions."""
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(
            "CREATE TABLE units (id INTEGER PRIMARY KEY, source_language TEXT, target_language TEXT, source TEXT, "
            "target TEXT, origin TEXT, licence TEXT, note TEXT)"
        )
        file.execute("INSERT INTO units VALUES (7, 'sq', 'sr-Cyrl', 'Po', 'Да', 'a package', 'MIT', '')")


def test_a_file_made_before_is_read_and_then_written(tmp_path):
    path = tmp_path / "earlier.sqlite"
    earlier(path)
    with Store(path) as reader:
        assert found(reader, "Po")[0].licence == "MIT"
        with Store(path) as writer:
            assert writer.add([told("Jo", "Не")]) == 1
        assert found(reader, "Po")[0].licence == "MIT"
        assert found(reader, "Jo")[0].target == "Не"


def test_a_file_of_another_kind_or_a_later_version_is_refused(tmp_path, path):
    letter = tmp_path / "letter.txt"
    letter.write_text("I dashur mik, …" * 50)
    with pytest.raises(NotAMemory):
        Store(letter)
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA user_version = 99")
    with pytest.raises(TooNew):
        Store(path)


def test_an_index_of_another_file_is_not_believed(tmp_path, path):
    other = tmp_path / "other.sqlite"
    create(other, [told("Krejt tjetër gjë")])
    with Store(path) as store, Store(other) as another:
        store.make_index("sq", "sr-Cyrl")
        (tmp_path / "memory.sqlite.sq.sr-Cyrl.index").rename(tmp_path / "other.sqlite.sq.sr-Cyrl.index")
        assert found(another) == []
        assert len(found(another, "Krejt tjetër gjë")) == 1
        assert another.keep_index("sq", "sr-Cyrl")
        assert not another.keep_index("sq", "sr-Cyrl")
