"""Bilingual text from gettext catalogues: aligned by key, in one script, with origin and licence."""

import sqlite3
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

from uramost.catalogues import NotAMemory, Pair, build, read_file, write_file
from uramost.debian import licence_in


def catalogue(folder, language, texts, kind="mo"):
    """Write a catalogue with gettext keys (or (context, key)) and texts."""
    made = Catalog(locale=None, charset="utf-8", fuzzy=False)
    for key, text in texts.items():
        context, msgid = key if isinstance(key, tuple) and len(key) == 2 and key[0] == "menu" else (None, key)
        made.add(msgid, text, context=context)
    path = folder / language / "LC_MESSAGES" / f"hall.{kind}"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        (write_mo if kind == "mo" else write_po)(file, made)
    return path


def package(folder, licence="License-Expression: MIT", name="town-hall", version="2.1"):
    """A Python package installed in a folder, which owns every catalogue that is there."""
    about = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n{licence}\n")
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*.[mp]o")]
    (about / "RECORD").write_text("".join(f"{file},,\n" for file in files))


def texts(pairs, source, target):
    return {(one.source, one.target) for one in pairs if (one.source_language, one.target_language) == (source, target)}


def test_three_languages_are_aligned_through_their_key(tmp_path):
    catalogue(tmp_path / "locale", "sq", {"Open": "Hape", "Close": "Mbylle"})
    catalogue(tmp_path / "locale", "sr", {"Open": "Отвори"})
    package(tmp_path)
    pairs = list(build([tmp_path]))
    assert texts(pairs, "en", "sq") == {("Open", "Hape"), ("Close", "Mbylle")}
    assert texts(pairs, "en", "sr-Cyrl") == {("Open", "Отвори")}
    assert texts(pairs, "sq", "sr-Cyrl") == {("Hape", "Отвори")}
    assert {(one.origin, one.licence, one.note) for one in pairs} == {("town-hall 2.1", "MIT", "hall")}


def test_serbian_in_latin_is_stored_in_cyrillic_and_both_scripts_are_one_unit(tmp_path):
    catalogue(tmp_path / "locale", "sr_Latn", {"Open %(name)s": "Otvori %(name)s", "Close": "Zatvori"})
    catalogue(tmp_path / "locale", "sr", {"Close": "Затвори"})
    package(tmp_path)
    assert texts(build([tmp_path]), "en", "sr-Cyrl") == {("Open %(name)s", "Отвори %(name)s"), ("Close", "Затвори")}


def test_the_context_is_part_of_the_key(tmp_path):
    catalogue(tmp_path / "locale", "sq", {("menu", "Open"): "Hape", "Open": "E hapur"})
    catalogue(tmp_path / "locale", "tr", {("menu", "Open"): "Aç", "Open": "Açık"})
    package(tmp_path)
    assert texts(build([tmp_path]), "sq", "tr") == {("Hape", "Aç"), ("E hapur", "Açık")}


def test_plurals_give_their_singular_and_shortcut_marks_go(tmp_path):
    catalogue(
        tmp_path / "locale",
        "sq",
        {
            ("%d file", "%d files"): ("%d kartelë", "%d kartela"),
            "_Save": "_Ruaje",
            "&Exit": "&Dil",
            "my_name": "emri im",
        },
    )
    package(tmp_path)
    found = texts(build([tmp_path]), "en", "sq")
    assert found == {("%d file", "%d kartelë"), ("Save", "Ruaje"), ("Exit", "Dil"), ("my_name", "emri im")}


def test_what_is_empty_the_same_or_no_text_is_left_out(tmp_path):
    catalogue(tmp_path / "locale", "sq", {"Radio": "Radio", "Empty": "", "…": "···", "translator-credits": "E. Dikush"})
    catalogue(tmp_path / "locale", "sr", {"Radio": "Радио"})
    package(tmp_path)
    assert list(build([tmp_path])) == []


def test_english_is_what_its_own_catalogue_says(tmp_path):
    catalogue(tmp_path / "locale", "en", {"greeting.title": "Good day"})
    catalogue(tmp_path / "locale", "sq", {"greeting.title": "Mirëdita"})
    package(tmp_path)
    assert texts(build([tmp_path]), "en", "sq") == {("Good day", "Mirëdita")}


def test_a_fuzzy_translation_is_none(tmp_path):
    path = catalogue(tmp_path / "locale", "sq", {"Open": "Hape", "Close": "Mbylle"}, kind="po")
    path.write_text(path.read_text("utf-8").replace('msgid "Close"', '#, fuzzy\nmsgid "Close"'), "utf-8")
    package(tmp_path)
    assert texts(build([tmp_path]), "en", "sq") == {("Open", "Hape")}


def test_a_damaged_catalogue_is_reported_and_the_others_are_read(tmp_path):
    catalogue(tmp_path / "locale", "sq", {"Open": "Hape"})
    damaged = catalogue(tmp_path / "locale", "tr", {"Open": "Aç"})
    damaged.write_bytes(b"no catalogue")
    package(tmp_path)
    reported = []
    assert texts(build([tmp_path], unreadable=reported.append), "en", "sq") == {("Open", "Hape")}
    assert reported == [damaged]


@pytest.mark.parametrize(
    ("metadata", "licence"),
    [
        ("License-Expression: BSD-3-Clause", "BSD-3-Clause"),
        ("License: LGPL-2.1", "LGPL-2.1"),
        (
            "License: Redistribution and use in source\n  and binary forms\n"
            "Classifier: License :: OSI Approved :: MIT License",
            "MIT License",
        ),
        ("License: UNKNOWN", None),
    ],
)
def test_the_licence_is_the_packages_own_and_without_one_nothing_is_taken(tmp_path, metadata, licence):
    catalogue(tmp_path / "locale", "sq", {"Open": "Hape"})
    package(tmp_path, metadata)
    assert [one.licence for one in build([tmp_path])] == ([licence] if licence else [])
    assert [one.licence for one in build([tmp_path], include_unknown=True)] == [licence or "unknown"]


def test_a_catalogue_of_the_system_belongs_to_its_debian_package(tmp_path):
    place = tmp_path / "usr/share/locale"
    catalogue(place, "sq", {"Open": "Hape"})
    catalogue(place, "sr@latin", {"Open": "Otvori"})
    for folder in ("var/lib/dpkg/info", "usr/share/doc/hall-data"):
        (tmp_path / folder).mkdir(parents=True)
    listed = [f"/usr/share/locale/{tag}/LC_MESSAGES/hall.mo\n" for tag in ("sq", "sr@latin")]
    (tmp_path / "var/lib/dpkg/info/hall-data:all.list").write_text("".join(listed))
    (tmp_path / "var/lib/dpkg/status").write_text(
        "Package: other\nVersion: 9\n\nPackage: hall-data\nPriority: x\nVersion: 1.2-3\n"
    )
    copyright_file = (
        "Format: https://www.debian.org/doc\n\nFiles: *\nLicense: GPL-3+\n text\n\nFiles: po/sq.po\nLicense: LGPL-2+\n"
    )
    (tmp_path / "usr/share/doc/hall-data/copyright").write_text(copyright_file)
    pairs = {(one.source_language, one.target_language): one for one in build([place], root=tmp_path)}
    assert (pairs["en", "sq"].origin, pairs["en", "sq"].licence) == ("hall-data 1.2-3", "LGPL-2+")
    assert pairs["sq", "sr-Cyrl"].licence == "LGPL-2+ and GPL-3+"
    assert pairs["sq", "sr-Cyrl"].target == "Отвори"


@pytest.mark.parametrize(
    ("copyright_file", "licence"),
    [
        ("The licence is in /usr/share/common-licenses/GPL-2.", "GPL-2"),
        ("See /usr/share/common-licenses/GPL-2 and /usr/share/common-licenses/LGPL-2.", None),
        ("Anything goes.", None),
        ("Format: x\n\nFiles: src/*\nLicense: MIT\n", None),
    ],
)
def test_a_copyright_file_says_one_licence_or_none(copyright_file, licence):
    assert licence_in(copyright_file, "po/sq.po") == licence


def test_a_memory_file_serves_both_directions_and_both_scripts(tmp_path):
    path = tmp_path / "memory.sqlite"
    assert write_file(path, [Pair("sq", "sr-Cyrl", "Ftesë", "Позив", "hall 1", "MIT", "hall")]) == 1
    (unit,) = read_file(path, "sr-Latn", "sq")
    assert (unit.source, unit.target, unit.origin, unit.licence, unit.note) == (
        "Poziv",
        "Ftesë",
        "hall 1",
        "MIT",
        "hall",
    )
    (unit,) = read_file(path, "sq", "sr-Cyrl")
    assert (unit.source, unit.target) == ("Ftesë", "Позив")
    assert read_file(path, "sq", "tr") == []
    with sqlite3.connect(path) as file:
        assert file.execute("SELECT source, target FROM units").fetchall() == [("Ftesë", "Позив")]


def test_a_file_of_another_kind_is_refused_and_a_failed_write_leaves_the_old_file(tmp_path):
    path = tmp_path / "memory.sqlite"
    path.write_bytes(BytesIO(b"not a database at all" * 99).read())
    with pytest.raises(NotAMemory):
        read_file(path, "sq", "en")
    with pytest.raises(FileNotFoundError):
        read_file(tmp_path / "nowhere.sqlite", "sq", "en")

    def broken():
        yield Pair("sq", "en", "a", "b", "", "")
        raise RuntimeError

    write_file(path, [Pair("sq", "en", "Po", "Yes", "hall 1", "MIT")])
    with pytest.raises(RuntimeError):
        write_file(path, broken())
    assert [unit.source for unit in read_file(path, "sq", "en")] == ["Po"]
