"""Files as LibreOffice writes them, with one of everything: translated, they lack nothing but changes and comments."""

import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree
from tests.library.made_documents import by_key, office, unpacked

from uramost import documents

FILES = Path(__file__).parent / "files" / "office"
MADE = (("letter.fodt", "docx"), ("letter.fodt", "odt"), ("table.fods", "xlsx"), ("slides.fodp", "pptx"))
MARK_OR_LETTER = re.compile(r"(⟦[^⟧]*⟧)|([^\W\d_])")
KEPT = {
    "docx": "tbl tr tc hyperlink fldChar instrText fldSimple footnoteReference endnoteReference bookmarkStart "
    "bookmarkEnd drawing pict br tab sdt sectPr headerReference footerReference numPr ruby",
    "odt": "h table table-row table-cell covered-table-cell list list-item a note note-citation frame image text-box "
    "bookmark-start bookmark-end bookmark-ref page-number page-count title tab line-break s text-input sequence "
    "table-of-content ruby",
    "xlsx": "sheet row c f v mergeCell hyperlink si",
    "pptx": "sp pic graphicFrame tbl tr tc p hlinkClick fld br",
}
"""What the structure of a document consists of, by the names of its elements."""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for name, suffix in MADE:
        command = [office(), profile, "--headless", "--convert-to", suffix, "--outdir", str(folder), str(FILES / name)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    found = {path.suffix[1:]: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    if missing := {suffix for _, suffix in MADE} - set(found):
        pytest.skip(f"this LibreOffice does not write {', '.join(sorted(missing)).upper()} files")
    return found


def in_other_case(text):
    return MARK_OR_LETTER.sub(lambda found: found[1] or found[2].swapcase(), text)


def counted(data, suffix):
    names = set(KEPT[suffix].split())
    roots = [
        etree.fromstring(part) for name, part in unpacked(data).items() if name.endswith(".xml") and "comm" not in name
    ]
    found = (etree.QName(one).localname for root in roots for one in root.iter(tag=etree.Element))
    return Counter(name for name in found if name in names)


@pytest.mark.parametrize("suffix", [suffix for _, suffix in MADE])
def test_all_that_was_there_is_there_in_the_translation(made, suffix):
    before = documents.read(made[suffix], f"a.{suffix}")
    there = {key: in_other_case(text) for key, text in by_key(before).items()}

    written = documents.write(made[suffix], suffix, there, "sr-Cyrl")

    assert by_key(documents.read(written, f"a.{suffix}")) == there
    assert unpacked(written).keys() == unpacked(made[suffix]).keys()
    kept = counted(made[suffix], suffix)
    assert counted(written, suffix) == kept
    assert len(kept) >= 8  # else the files have not what they were made with


def test_what_stands_in_the_letter_is_read_whichever_of_the_two_formats_it_has(made):
    texts = {
        suffix: [one.text for one in documents.read(made[suffix], f"a.{suffix}").blocks] for suffix in ("docx", "odt")
    }

    assert texts["docx"] == texts["odt"]
    said = " ".join(texts["odt"])
    assert "Para fshirjes. pas fshirjes." in said
    assert "E gjithë kjo është fshirë." not in said
    assert "I futur plotësisht." in said
    assert "Kjo duhet kontrolluar." not in said
    assert {"Shënimi i fundit.", "Stema e komunës", "Brenda", "Niveli dy", "Faqja ⟦1/⟧"} <= set(texts["odt"])


def test_what_only_colleagues_saw_is_in_no_part_of_the_translation(made):
    for suffix, data in made.items():
        written = documents.write(data, suffix, {}, "sr-Cyrl")
        for name, part in unpacked(written).items():
            assert b"Kjo duhet kontrolluar" not in part, (suffix, name)
            assert "E gjithë kjo është fshirë".encode() not in part, (suffix, name)
