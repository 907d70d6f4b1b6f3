"""Small real files for the tests of documents: packages written part by part, as Word and LibreOffice write them."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from uramost import documents
from uramost.documents import Source

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
PARTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "header1": "header",
    "footer1": "footer",
}
HEADING_STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="sq-AL" w:eastAsia="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titulli2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Kapitull"><w:name w:val="Kapitull"/><w:basedOn w:val="Titulli2"/></w:style>
<w:style w:type="paragraph" w:styleId="Skica"><w:name w:val="Skica"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="Theks"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
"""

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
ODF_NAMESPACES = " ".join(
    f'xmlns:{name}="{OFFICE}{long}:1.0"'
    for name, long in {
        "office": "office",
        "text": "text",
        "style": "style",
        "table": "table",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
    }.items()
)
ODF_NAMESPACES += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def docx(body: str, links: Mapping[str, str] = {}, **parts: str) -> bytes:
    """A DOCX with this inside w:body; `parts` are the insides of styles, footnotes, header1, ..."""
    roots = {"styles": "styles", "numbering": "numbering", "header1": "hdr", "footer1": "ftr"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{PARTS[name]}+xml"/>' for name in parts
    )
    relations = "".join(f'<Relationship Id="{n}" Type="{R}/{PARTS[n]}" Target="{n}.xml"/>' for n in parts) + "".join(
        f'<Relationship Id="{key}" Type="{R}/hyperlink" Target="{address}" TargetMode="External"/>'
        for key, address in links.items()
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>{overrides}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">'
            f"{relations}</Relationships>",
            **{
                f"word/{name}.xml": f"<w:{roots.get(name, name)} {NAMESPACES}>{inside}</w:{roots.get(name, name)}>"
                for name, inside in parts.items()
            },
        }
    )


def run(text: str, properties: str = "", attributes: str = "") -> str:
    return f'<w:r {attributes}><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(content)}</w:p>"


def odt(body: str, automatic: str = "", styles: str = "", extra: Mapping[str, str | bytes] = {}) -> bytes:
    """An ODT with this inside office:text; `styles` is the inside of the root of styles.xml."""
    manifest = f'<manifest:manifest xmlns:manifest="{OFFICE}manifest:1.0"/>'
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {ODF_NAMESPACES}>"
            f"<office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {ODF_NAMESPACES}>{styles}</office:document-styles>",
            "META-INF/manifest.xml": manifest,
            **extra,
        }
    )


def texts(source: Source) -> list[str]:
    return [block.text for block in source.blocks]


def by_key(source: Source) -> dict[str, str]:
    return {block.key: block.text for block in source.blocks}


def rewritten(data: bytes, filename: str) -> bytes:
    """Each text changed and changed back, so that every paragraph has really been written."""
    source = documents.read(data, filename)
    there = str.maketrans("aeiouAEIOU", "eiouaEIOUA")
    back = str.maketrans("eiouaEIOUA", "aeiouAEIOU")
    changed = {key: text.translate(there) for key, text in by_key(source).items()}
    middle = documents.write(data, source.format, changed, "sr-Latn")
    assert by_key(documents.read(middle, filename)) == changed
    returned = {key: text.translate(back) for key, text in changed.items()}
    return documents.write(middle, source.format, returned, "sr-Latn")


def office() -> str:
    """The path of LibreOffice, or the test is skipped."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed, so no file made or opened by it can be tried")
    return program


def converted(data: bytes, suffix: str, to: str, folder: Path) -> bytes:
    """A file as LibreOffice opens it and saves it in another format."""
    given = folder / f"given.{suffix}"
    given.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office(), profile, "--headless", "--convert-to", to, "--outdir", str(folder / "made"), str(given)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return next((folder / "made").iterdir()).read_bytes()
