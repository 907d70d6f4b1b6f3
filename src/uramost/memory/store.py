"""A memory in a file: an SQLite database that many processes read while others write.

The rows are the truth. SQLite's write-ahead log lets readers go on while one process writes, writers wait for each
other, and whoever is killed in between leaves what was there before. The index of each pair of languages lies beside
the file and can be made anew at any time (`uramost.memory.shared`). A row serves both directions and both scripts of
Serbian: it is stored in Cyrillic and written once.
"""

import sqlite3
import uuid
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from uramost.memory.shared import Entry, Made, Shared, is_due, make
from uramost.memory.unit import Unit, comparable
from uramost.scripts import to_cyrillic, to_latin

VERSION = 2
STORED = {"sr-Latn": "sr-Cyrl"}  # what is derived is not stored
WAIT = 30.0  # seconds that one writer waits for another
PAUSE = 0.01  # seconds
AT_ONCE = 500  # numbers in one question to the database

Pair = tuple[str, str]
Told = tuple[str, str, Unit]
"""The language of the source, that of the target, and the unit; its `id` is not looked at when it is stored."""

TEXTS = ("origin", "licence", "note", "place", "document", "approved_by", "before", "after")
FLAGS = ("kept", "machine", "reviewed")
COLUMNS = ("source_language", "target_language", "source", "target", *TEXTS, *FLAGS, "approved_on", "fingerprint")
ABSENT = dict.fromkeys(TEXTS, "''") | {"kept": "0", "machine": "0", "reviewed": "1", "approved_on": "NULL"}
SCHEMA = f"""
CREATE TABLE units (id INTEGER PRIMARY KEY AUTOINCREMENT, source_language TEXT NOT NULL, target_language TEXT NOT NULL,
    source TEXT NOT NULL, target TEXT NOT NULL, {", ".join(f'"{name}" TEXT NOT NULL' for name in TEXTS)},
    {", ".join(f"{name} INTEGER NOT NULL" for name in FLAGS)}, approved_on TEXT, fingerprint TEXT NOT NULL UNIQUE);
CREATE INDEX units_languages ON units (source_language, target_language);
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
PRAGMA user_version = {VERSION};
"""
_NAMES = ", ".join(f'"{name}"' for name in COLUMNS)
INSERT = f"INSERT OR IGNORE INTO units ({_NAMES}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608 - our names
BOTH_WAYS = "((source_language, target_language) IN (VALUES (:one, :other), (:other, :one)))"


class NotAMemory(ValueError):
    """The file is not a memory file."""


class TooNew(NotAMemory):
    """The memory file was made by a later version."""


def create(path: Path, told: Iterable[Told]) -> int:
    """Write a memory file in place of the one that may be there; how many units it has. Raises sqlite3.Error."""
    beside = path.with_name(path.name + ".part")
    beside.unlink(missing_ok=True)
    with closing(sqlite3.connect(beside)) as file, file:
        _set_up(file)
        written = file.executemany(INSERT, (_row(*one) for one in told)).rowcount
    for old in (*path.parent.glob(f"{path.name}.*.index"), path.with_name(path.name + "-wal")):
        old.unlink(missing_ok=True)
    beside.replace(path)
    return max(written, 0)


def begin(path: Path) -> None:
    """See that there is a memory file: an empty one where none is. Of two who begin at once, both have the same one.

    What is there stays as it is, also if it is no memory. Raises sqlite3.Error.
    """
    with closing(sqlite3.connect(path, timeout=WAIT, isolation_level=None)) as file:
        file.execute("BEGIN IMMEDIATE")
        if file.execute("SELECT 1 FROM sqlite_master").fetchone() is None:
            _set_up(file)
        file.execute("COMMIT")


class Store:
    """A memory file that is there. For one thread at a time; each process opens its own.

    Raises FileNotFoundError, and NotAMemory for a file of another kind. A file of an earlier version is read as it is
    and brought up to date by the first writer.
    """

    def __init__(self, path: Path) -> None:
        path.stat()  # sqlite3 would say less clearly that there is no such file
        self.path = path
        self._file = sqlite3.connect(path, timeout=WAIT, isolation_level=None, check_same_thread=False)
        try:
            version = self._file.execute("PRAGMA user_version").fetchone()[0]
            self.columns = _columns(self._file)
        except sqlite3.DatabaseError as error:
            self.close()
            raise NotAMemory(str(path)) from error
        if version > VERSION or not self.columns:
            self.close()
            raise TooNew(str(path)) if version > VERSION else NotAMemory(str(path))
        self._asked: dict[Pair, Shared] = {}

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @property
    def is_current(self) -> bool:
        """Whether the file is of this version, so that an index can be kept beside it."""
        return "fingerprint" in self.columns

    def add(self, told: Iterable[Told]) -> int:
        """Put units in; those that are there already, in either script, are passed over. How many were new."""
        rows = [_row(*one) for one in told]
        with self._writing() as file:
            return max(file.executemany(INSERT, rows).rowcount, 0)

    def remove(self, numbers: Iterable[int]) -> int:
        """Take units out; how many there were."""
        with self._writing() as file:
            gone = file.executemany("DELETE FROM units WHERE id = ?", [(number,) for number in numbers])
            return max(gone.rowcount, 0)

    def count(self, source: str, target: str) -> int:
        """Units between two languages."""
        return int(_Between(self._file, self.columns, source, target).one("SELECT count(*) FROM units WHERE {pair}"))

    def units(self, source: str, target: str) -> list[Unit]:
        """All units between two languages, in the order of their numbers, in the direction that is asked for."""
        return _Between(self._file, self.columns, source, target).all()

    def between(self, source: str, target: str) -> Shared:
        """The memory from one language into another; units have the script that is asked for."""
        if (source, target) not in self._asked:
            rows = _Between(self._file, self.columns, source, target)
            self._asked[source, target] = Shared(rows, self._index_path(source, target), language=source)
        return self._asked[source, target]

    def keep_index(self, source: str, target: str) -> bool:
        """Make the index of a direction anew where it is due and the folder can be written; whether it was made.

        A file of an earlier version gets none before a writer has brought it up to date.
        """
        rows = _Between(self._file, self.columns, source, target)
        if not self.is_current or not is_due(rows, self._index_path(source, target)):
            return False
        try:
            self.make_index(source, target)
        except OSError:
            return False
        return True

    def make_index(self, source: str, target: str) -> Made:
        """Make the index of a direction anew; readers find it with their next question."""
        rows = _Between(self._file, self.columns, source, target)
        return make(rows, self._index_path(source, target), settled=rows.last)

    def _index_path(self, source: str, target: str) -> Path:
        return self.path.with_name(f"{self.path.name}.{_stored(source)}.{_stored(target)}.index")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One writer at a time, from before it reads until it is done."""
        self._bring_up_to_date()
        self._file.execute("BEGIN IMMEDIATE")
        try:
            yield self._file
            self._file.execute("COMMIT")
        except BaseException:
            self._file.execute("ROLLBACK")
            raise

    def _bring_up_to_date(self) -> None:
        """Make the tables of this version where they are of an earlier one, whoever comes first."""
        if not self.is_current:
            self._file.execute("BEGIN IMMEDIATE")
            self.columns = _columns(self._file)
            if not self.is_current:
                rows = _Between(self._file, self.columns, "", "").all_pairs()
                self._file.execute("ALTER TABLE units RENAME TO earlier")
                self._file.execute("DROP INDEX IF EXISTS units_languages")
                _set_up(self._file, [_row(*one) for one in rows])
                self._file.execute("DROP TABLE earlier")
            self._file.execute("COMMIT")
            self.columns, self._asked = _columns(self._file), {}
        _write_ahead(self._file)
        self._file.execute("PRAGMA synchronous = NORMAL")


def _write_ahead(file: sqlite3.Connection) -> None:
    """Of several who are the first to write SQLite refuses all but one at once, and waits for nobody: ask again."""
    until = monotonic() + WAIT
    while True:
        try:
            file.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(PAUSE)
        else:
            return


def _columns(file: sqlite3.Connection) -> set[str]:
    return {row[1] for row in file.execute("PRAGMA table_info(units)")}


def _set_up(file: sqlite3.Connection, rows: Sequence[Sequence[Any]] = ()) -> None:
    for statement in SCHEMA.split(";"):
        file.execute(statement)
    file.execute("INSERT INTO about VALUES ('identity', ?)", (uuid.uuid4().hex,))
    file.executemany(INSERT, rows)


def _stored(language: str) -> str:
    return STORED.get(language, language)


def _row(source_language: str, target_language: str, unit: Unit) -> tuple[Any, ...]:
    """A unit as it is stored: Serbian in Cyrillic, "script_doubtful" in the note where that is not sure."""
    sides = []
    for language, text in ((source_language, unit.source), (target_language, unit.target)):
        cyrillic = to_cyrillic(text) if language in STORED else None
        if cyrillic and cyrillic.doubts and "script_doubtful" not in unit.note:
            unit = replace(unit, note=f"{unit.note} script_doubtful".strip())
        sides.append(cyrillic.text if cyrillic else text)
    languages = _stored(source_language), _stored(target_language)
    parts = (*languages, *map(comparable, sides), unit.origin)
    mark = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    values = [getattr(unit, name) for name in (*TEXTS, *FLAGS)]
    return (*languages, *sides, *values, unit.approved_on and unit.approved_on.isoformat(), mark)


class _Between:
    """The rows between two languages, read in the direction that is asked for. See `uramost.memory.shared.Rows`."""

    def __init__(self, file: sqlite3.Connection, columns: Collection[str], source: str, target: str) -> None:
        self._file = file
        self._values = {"one": _stored(source), "other": _stored(target)}
        self._latin = [to_latin if language in STORED else str for language in (source, target)]
        self._columns = ", ".join(f'"{name}"' if name in columns else default for name, default in ABSENT.items())
        self._sides = ", ".join(
            f"CASE WHEN source_language = :one THEN {mine} ELSE {other} END"
            for mine, other in (("source", "target"), ("target", "source"))
        )

    def _rows(self, query: str, **values: Any) -> sqlite3.Cursor:
        text = query.format(pair=BOTH_WAYS, sides=self._sides, columns=self._columns)
        return self._file.execute(text, self._values | values)

    def one(self, query: str, **values: Any) -> Any:
        return self._rows(query, **values).fetchone()[0]

    def last(self) -> int:
        """Writers wait for each other, so every number up to the highest is settled."""
        return int(self.one("SELECT coalesce(max(id), 0) FROM units"))

    def count(self, after: int, up_to: int) -> int:
        return int(
            self.one(
                "SELECT count(*) FROM units WHERE id > :after AND id <= :up_to AND {pair}", after=after, up_to=up_to
            )
        )

    def stamp(self, after: int) -> Hashable:
        query = "SELECT count(*), total(id), max(id) FROM units WHERE id > :after AND {pair}"
        return tuple(self._rows(query, after=after).fetchone())

    def numbers(self, after: int) -> Collection[int]:
        return [row[0] for row in self._rows("SELECT id FROM units WHERE id > :after AND {pair}", after=after)]

    def entries(self, numbers: Collection[int]) -> Iterable[Entry]:
        return [Entry(*row) for row in self._numbered("SELECT id, {sides} FROM units WHERE id IN ({numbers})", numbers)]

    def everything(self) -> Iterable[tuple[int, str, str]]:
        return self._rows("SELECT id, {sides} FROM units WHERE {pair}")

    def units(self, numbers: Collection[int]) -> Mapping[int, Unit]:
        query = "SELECT id, source_language = :one, {sides}, {columns} FROM units WHERE id IN ({numbers})"
        return {row[0]: self._unit(row) for row in self._numbered(query, numbers)}

    def identity(self, last: int) -> str:
        try:
            return str(self.one("SELECT value FROM about WHERE name = 'identity'"))
        except sqlite3.OperationalError:  # a file of an earlier version has no index
            return f"earlier, {last}"

    def all(self) -> list[Unit]:
        rows = self._rows("SELECT id, source_language = :one, {sides}, {columns} FROM units WHERE {pair} ORDER BY id")
        return [self._unit(row) for row in rows]

    def all_pairs(self) -> list[Told]:
        """Every unit, in the direction it was written in."""
        query = "SELECT source_language, target_language, id, 1, source, target, {columns} FROM units ORDER BY id"
        rows = self._rows(query)
        return [(row[0], row[1], self._unit(row[2:])) for row in rows]

    def _numbered(self, query: str, numbers: Collection[int]) -> Iterator[tuple[Any, ...]]:
        listed = list(numbers)
        for start in range(0, len(listed), AT_ONCE):
            some = ",".join(str(int(number)) for number in listed[start : start + AT_ONCE])
            yield from self._rows(query.replace("{numbers}", some))

    def _unit(self, row: Sequence[Any]) -> Unit:
        number, straight, source, target, *rest = row
        named: dict[str, Any] = dict(zip(ABSENT, rest, strict=True))
        flags = {name: bool(named[name]) for name in FLAGS}
        approved = named["approved_on"] and date.fromisoformat(named["approved_on"])
        named |= flags | {"approved_on": approved} | ({} if straight else {"before": "", "after": ""})
        return Unit(number, self._latin[0](source), self._latin[1](target), **named)
