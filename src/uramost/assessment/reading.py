"""Instruments from TOML, and as plain values for a database; everything that is wrong is told with its place."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from uramost.assessment.instrument import LEVELS, Domain, Instrument, Item

OF: Final = ("organisation", "municipality")
CODE_LENGTH: Final = 40
TEXT_LENGTH: Final = 2_000
"""Characters; a statement is a sentence or two."""
MOST: Final = 400
"""Items of an instrument; nobody answers more."""
FOLDER: Final = Path(__file__).parent.parent / "packs"


@dataclass(frozen=True, slots=True)
class Fault:
    """`place` as in `domain 2 (finance), item 1 (budget), sq`; `code` with `values`.

    bad_toml{why} · bad_encoding · missing · not_text · too_long{limit} · bad_code{value} · twice{value} ·
    bad_version{value} · unknown_of{value} · not_four{count} · other_languages{missing} · empty · too_many{limit}
    """

    place: str
    code: str
    values: Mapping[str, str | int]


class BadInstrument(ValueError):
    """It cannot be used; `faults` are all that were found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{one.place}: {one.code} {dict(one.values)}" for one in faults))


def shipped(pack: str | Path = "kosovo") -> tuple[Instrument, ...]:
    """The instruments of a country pack, by its name or its folder. Raises BadInstrument."""
    folder = FOLDER / pack / "instruments"
    return tuple(of_toml(path.read_bytes()) for path in sorted(folder.glob("*.toml")))


def of_toml(data: bytes) -> Instrument:
    """Raises BadInstrument."""
    try:
        plain = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadInstrument([Fault("", "bad_encoding", {})]) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInstrument([Fault("", "bad_toml", {"why": str(error)[:200]})]) from error
    return of_plain(plain)


def of_plain(plain: Mapping[str, Any]) -> Instrument:
    """From what `as_plain` gives, or TOML. Raises BadInstrument with every fault found."""
    reader = _Reader()
    made = reader.instrument(plain)
    if reader.faults:
        raise BadInstrument(reader.faults)
    return made


def as_plain(instrument: Instrument) -> dict[str, Any]:
    """Dictionaries, lists, texts and numbers; the same keys as in TOML."""
    return {
        "code": instrument.code,
        "version": instrument.version,
        "of": instrument.of,
        "source": instrument.source,
        "name": dict(instrument.names),
        "about": dict(instrument.about),
        "domain": [
            {
                "code": domain.code,
                "name": dict(domain.names),
                "item": [
                    {
                        "code": item.code,
                        "name": dict(item.names),
                        "statements": {tag: list(said) for tag, said in item.statements.items()},
                        "evidence": dict(item.evidence),
                    }
                    for item in domain.items
                ],
            }
            for domain in instrument.domains
        ],
    }


class _Reader:
    """Reads everything, and remembers what is wrong instead of stopping at the first."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.tags: tuple[str, ...] = ()

    def fault(self, place: str, code: str, **values: str | int) -> None:
        self.faults.append(Fault(place, code, values))

    def instrument(self, plain: Mapping[str, Any]) -> Instrument:
        names = self.texts(plain, "name", "")
        self.tags = tuple(names)
        version = plain.get("version")
        if not isinstance(version, int) or isinstance(version, bool) or not 1 <= version < 10_000:
            self.fault("version", "bad_version", value=str(version)[:40])
            version = 1
        if plain.get("of") not in OF:
            self.fault("of", "unknown_of", value=str(plain.get("of"))[:40])
        made = Instrument(
            code=self.code(plain, ""),
            version=version,
            of=str(plain.get("of")),
            names=names,
            about=self.texts(plain, "about", ""),
            source=self.text(plain.get("source"), "source"),
            domains=tuple(self.domains(plain)),
        )
        self.once([domain.code for domain in made.domains], "domain")
        self.once([place.item.code for place in made.places()], "item")
        if sum(1 for _ in made.places()) > MOST:
            self.fault("item", "too_many", limit=MOST)
        return made

    def domains(self, plain: Mapping[str, Any]) -> Iterator[Domain]:
        for number, one in self.tables(plain, "domain", ""):
            place = f"domain {number}{_called(one)}"
            items = tuple(self.item(item, f"{place}, item {at}{_called(item)}")
                          for at, item in self.tables(one, "item", place))  # fmt: skip
            yield Domain(self.code(one, place), self.texts(one, "name", place), items)

    def item(self, plain: Mapping[str, Any], place: str) -> Item:
        given = plain.get("statements")
        if not isinstance(given, Mapping):
            self.fault(f"{place}, statements", "missing")
            given = {}
        said = {str(tag): self.four(texts, f"{place}, statements, {tag}") for tag, texts in given.items()}
        self.same_languages(said, f"{place}, statements")
        return Item(
            self.code(plain, place), self.texts(plain, "name", place), said, self.texts(plain, "evidence", place)
        )

    def four(self, given: Any, place: str) -> tuple[str, ...]:
        found = given if isinstance(given, list) else []
        if len(found) != len(LEVELS):
            self.fault(place, "not_four", count=len(found))
            return ("",) * len(LEVELS)
        return tuple(self.text(text, f"{place}, {level}") for level, text in zip(LEVELS, found, strict=True))

    def tables(self, plain: Mapping[str, Any], name: str, place: str) -> list[tuple[int, Mapping[str, Any]]]:
        given = plain.get(name)
        found = [one for one in given if isinstance(one, Mapping)] if isinstance(given, list) else []
        if not found or len(found) < len(given or []):
            self.fault(_join(place, name), "missing")
        return list(enumerate(found, start=1))

    def texts(self, plain: Mapping[str, Any], name: str, place: str) -> dict[str, str]:
        given = plain.get(name)
        if not isinstance(given, Mapping) or not given:
            self.fault(_join(place, name), "missing")
            return {}
        found = {str(tag): self.text(text, _join(place, f"{name}, {tag}")) for tag, text in given.items()}
        if self.tags:
            self.same_languages(found, _join(place, name))
        return found

    def same_languages(self, found: Mapping[str, object], place: str) -> None:
        if lacking := sorted(set(self.tags) ^ set(found)):
            self.fault(place, "other_languages", missing=", ".join(lacking))

    def text(self, given: Any, place: str) -> str:
        if given is None or not isinstance(given, str):
            self.fault(place, "missing" if given is None else "not_text")
            return ""
        if not given.strip():
            self.fault(place, "empty")
        if len(given) > TEXT_LENGTH:
            self.fault(place, "too_long", limit=TEXT_LENGTH)
        return given.strip()

    def code(self, plain: Mapping[str, Any], place: str) -> str:
        given = plain.get("code")
        plainly = str(given)
        right = plainly.isascii() and plainly.replace("-", "").isalnum() and plainly == plainly.lower()
        if not isinstance(given, str) or not right or len(plainly) > CODE_LENGTH:
            self.fault(_join(place, "code"), "bad_code", value=plainly[:60])
        return plainly

    def once(self, codes: Sequence[str], what: str) -> None:
        seen: set[str] = set()
        for code in codes:
            if code in seen:
                self.fault(what, "twice", value=code)
            seen.add(code)


def _join(place: str, name: str) -> str:
    return f"{place}, {name}" if place else name


def _called(plain: Mapping[str, Any]) -> str:
    code = plain.get("code")
    return f" ({code[:CODE_LENGTH]})" if isinstance(code, str) and code else ""
