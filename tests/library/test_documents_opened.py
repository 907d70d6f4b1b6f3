"""What was written is opened by LibreOffice, and shows the same as the original, or the translation."""

import subprocess

import pytest
from pypdf import PdfReader
from tests.library.made_documents import HEADING_STYLES, OFFICE, by_key, docx, odt, office, paragraph, rewritten, run
from tests.library.made_office import budget, pptx_of, talk, xlsx

from uramost import documents

FOOTNOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
NOTES = f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run(" Ligji 02/L-37")}</w:p></w:footnote>'
CELLS = f"<w:tr><w:tc>{paragraph(run('Viti'))}</w:tc><w:tc>{paragraph(run('2026'))}</w:tc></w:tr>"
GRID = '<w:tblPr/><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
LETTER = docx(
    paragraph(run("Njoftim"), properties='<w:pStyle w:val="Titulli2"/>')
    + paragraph(run("Afati "), run("është", "<w:b/>"), run(" 15 ditë."), FOOTNOTE, run(" Fundi."))
    + f"<w:tbl>{GRID}{CELLS}</w:tbl>"
    + paragraph(run("Nënshkrimi")),
    styles=HEADING_STYLES,
    footnotes=NOTES,
)
LISTED = {"/": "application/vnd.oasis.opendocument.text", "content.xml": "text/xml", "styles.xml": "text/xml"}
MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{OFFICE}manifest:1.0">'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{part}" manifest:media-type="{kind}"/>'
        for part, kind in LISTED.items()
    )
    + "</manifest:manifest>"
)
OPEN = odt(
    '<text:h text:outline-level="1">Njoftim</text:h><text:p>Afati <text:span text:style-name="B">është</text:span> 15 '
    'ditë<text:s text:c="2"/>sot.</text:p><table:table><table:table-column/><table:table-row><table:table-cell><text:p>'
    "Viti</text:p></table:table-cell></table:table-row></table:table>",
    automatic='<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/>'
    "</style:style>",
    extra={"META-INF/manifest.xml": MANIFEST},
)
FILES = {"docx": LETTER, "odt": OPEN, "xlsx": xlsx(more=budget), "pptx": pptx_of(talk)}
WORDS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефгхијклмнопљрстувњџѕз")


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """What each file shows: the original, one written twice with the words it had, and one translated. One start."""
    folder = tmp_path_factory.mktemp("opened")
    for suffix, data in FILES.items():
        source = documents.read(data, f"a.{suffix}")
        other = {key: text.translate(WORDS) for key, text in by_key(source).items()}
        (folder / f"given-{suffix}.{suffix}").write_bytes(data)
        (folder / f"again-{suffix}.{suffix}").write_bytes(rewritten(data, f"a.{suffix}"))
        (folder / f"other-{suffix}.{suffix}").write_bytes(documents.write(data, suffix, other, "sr-Cyrl"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    given = [str(path) for path in sorted(folder.iterdir()) if path.is_file()]
    command = [office(), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "made"), *given]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {path.stem: _words(path) for path in (folder / "made").iterdir()}


def _words(path):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


@pytest.mark.parametrize("suffix", FILES)
def test_what_was_not_translated_shows_the_same(shown, suffix):
    if f"given-{suffix}" not in shown:
        pytest.skip(f"this LibreOffice does not open {suffix.upper()} files")
    expected = shown[f"given-{suffix}"]

    assert "Njoftim" in expected or "Buxheti" in expected or "Rrugë" in expected
    assert shown[f"again-{suffix}"] == expected


@pytest.mark.parametrize("suffix", FILES)
def test_what_was_translated_shows_the_translation(shown, suffix):
    if f"given-{suffix}" not in shown:
        pytest.skip(f"this LibreOffice does not open {suffix.upper()} files")
    told = shown[f"other-{suffix}"]

    words = [word.translate(WORDS) for word in (("Rrugë", "Zëri") if suffix == "xlsx" else ("Viti", "Njoftim"))]
    assert [word for word in words if word not in told] == []
