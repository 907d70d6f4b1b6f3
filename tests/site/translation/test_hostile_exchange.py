"""Files made to do harm, or damaged, sent for the memory and the terms: a reason one can act on, and nothing kept."""

import gzip
import io
import zipfile
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.library.made_office import xlsx
from tests.site.pages import multipart, said
from uramost_web.translation.bringing import Bringing, Progress
from uramost_web.translation.models import MemoryUnit, TermEntry

pytestmark = pytest.mark.django_db
HEAD = (
    '<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" '
    'srclang="sq" datatype="xml"/><body>'
)
UNIT = '<tu><tuv xml:lang="sq"><seg>{}</seg></tuv><tuv xml:lang="en"><seg>Yes</seg></tuv></tu>'
TMX = HEAD + UNIT.format("Po") + "</body></tmx>"
LAUGHS = '<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE tmx [<!ENTITY % a SYSTEM "http://localhost:9/x"> %a;]>'
TERMS = "id,domain,status,source,sq,en\n"


def zipped(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../memory.tmx", data)
    return buffer.getvalue()


NONE_OF_THESE = "none of the files that can be read here"
CASES = (
    ("memory", "bomb.tmx", zipped(b"\0" * 5_000_000), NONE_OF_THESE),
    ("memory", "bomb.tmx.gz", gzip.compress(b"\0" * 5_000_000), NONE_OF_THESE),
    ("memory", "table.csv", xlsx(["Po", "Yes"]), NONE_OF_THESE),
    ("memory", "locked.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, NONE_OF_THESE),
    ("memory", "paper.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", NONE_OF_THESE),
    ("memory", "laughs.tmx", (LAUGHS + TMX.replace("Po", "&b;")).encode(), "declares entities of its own"),
    ("memory", "outside.tmx", (OUTSIDE + TMX.replace("Po", "&a;")).encode(), "declares entities of its own"),
    ("memory", "parameter.tmx", (PARAMETER + TMX).encode(), "declares entities of its own"),
    ("memory", "undeclared.tmx", TMX.replace("Po", "&a;").encode(), "damaged at line 1"),
    ("memory", "short.tmx", TMX[:-20].encode(), "damaged at line 1"),
    ("memory", "prefix.tmx", TMX.replace("Po", '<ph x="1"><w:b/></ph>').encode(), "damaged at line 1"),
    ("memory", "nul.tmx", TMX.replace("Po", "P\0o").encode(), "damaged at line 1"),
    ("memory", "half.xlf", b'<xliff version="1.2">\xed\xa0\x80</xliff>', "damaged at line 1"),
    ("memory", "deep.tmx", (HEAD + UNIT.format("<hi>" * 999)).encode(), "damaged at line 1"),
    ("memory", "nulls.csv", b"\0" * 3_000, "no columns for two languages"),
    ("memory", "blank.csv", b" \n\n", "no columns for two languages"),
    ("memory", "quotes.csv", b'sq,en\n"Po,Yes\n', "Line 2 is not as the format demands"),
    ("memory", "old.csv", "sq,en\nGjuhë,x\n".encode("latin-1"), "The letters of this file cannot be read"),
    ("terms", "memory.tmx", TMX.encode(), NONE_OF_THESE),
    ("terms", "table.csv", xlsx(["Po", "Yes"]), NONE_OF_THESE),
    ("terms", "laughs.tbx", (LAUGHS + "<tbx>&b;</tbx>").encode(), "declares entities of its own"),
    ("terms", "words.csv", b"sq,en\nleje,permit\n", "The table has no column “id”."),
    ("terms", "status.csv", f"{TERMS}a,,agreed,,leje,permit\n".encode(), "Row 2: the status of a term is proposed"),
    ("terms", "twice.csv", f"{TERMS}a,,proposed,,leje,\na,,proposed,,x,\n".encode(), "Row 3: a term before it has"),
    ("terms", "nobody.csv", f"{TERMS}a,,proposed,,,\n".encode(), "Row 2 has no id, or no name"),
    ("terms", "comma.csv", f"{TERMS}a,,proposed,,leje,permit, licence\n".encode(), "Row 2 has more cells"),
    ("terms", "huge.csv", f"{TERMS}a,,proposed,,{'x' * 11_000_000},\n".encode(), "Row 2 cannot be read"),
    ("terms", "nul.csv", f"{TERMS}\0,,a\0greed,,leje,\n".encode(), "not “a�greed”"),
)  # fmt: skip


@pytest.fixture
def desk(reviewer: Any) -> Client:
    browser = Client()
    browser.force_login(reviewer)
    return browser


@pytest.fixture
def send(desk: Client, gracanica: Any, django_capture_on_commit_callbacks: Any) -> Any:
    """Send a file and have it read; the page that says what became of it."""

    def sent(data: bytes, name: str, kind: str = "memory") -> Any:
        form = {"kind": kind, "origin": "Ministry, 2024", "file": SimpleUploadedFile(name, data)}
        with django_capture_on_commit_callbacks(execute=True):
            answer = desk.post(reverse("translation:bring", args=[gracanica.slug]), form)
        return desk.get(answer.url)

    return sent


@pytest.mark.parametrize(("kind", "name", "data", "sentence"), CASES, ids=[case[1] for case in CASES])
def test_it_is_refused_with_its_reason_and_nothing_of_it_is_kept(send, kind, name, data, sentence):
    terms = TermEntry.objects.count()
    page = said(send(data, name, kind))
    row = Bringing.objects.get()
    assert row.progress == Progress.FAILED
    assert row.refusal["code"] != "broken_off"
    assert sentence in page
    assert "Nothing of it was kept." in page
    assert not MemoryUnit.objects.exists()
    assert TermEntry.objects.count() == terms
    assert not default_storage.exists(row.file.name)
    assert "\0" not in "".join(map(str, row.refusal["values"].values()))


def test_a_comma_without_quotation_marks_does_not_move_a_translation(send):
    """`Po, po,Yes` would pair *Po* with *po*."""
    page = said(send(b"sq,en\nPo, po,Yes\nJo,No\nMir,Fine,,\n", "memory.csv"))
    assert set(MemoryUnit.objects.values_list("source", "target")) == {("Jo", "No"), ("Mir", "Fine")}
    assert "The row has more cells than the table has columns (“Yes”)." in page


def test_a_row_that_ends_early_is_no_table_without_columns(send):
    send(b"sq,en\nPo\nJo,No\n", "memory.csv")
    assert MemoryUnit.objects.get().source == "Jo"


def test_nul_in_a_cell_leaves_out_its_row_alone(send):
    send(b"sq,en\nP\0o,Yes\nJo,No\n", "memory.csv")
    assert MemoryUnit.objects.get().source == "Jo"
    assert Bringing.objects.get().faults == [[2, "bad_text", "sq"]]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_terms_come_in_as_any_spreadsheet_saves_them(send, separator, encoding):
    rows = [TERMS.strip().split(","), ["qershor", "", "proposed", "", '"muaj i gjashtë; qershor"']]
    send("\r\n".join(separator.join(row) for row in rows).encode(encoding), "terms.csv", "terms")
    term = TermEntry.objects.get(key="qershor")
    assert term.texts == {"sq": ["muaj i gjashtë", "qershor"]}
    assert term.status == "proposed"


def test_a_column_of_remarks_is_no_language_of_a_term_and_what_is_left_out_says_which(send):
    rows = ("a,,proposed,,leje,permit,ask Ana,dozvola", "b\0,,proposed,,x\0,,,", "c,,proposed,,=1,,,")
    page = said(send("\n".join([f"{TERMS.strip()},remark,SR-latn", *rows]).encode(), "terms.csv", "terms"))
    assert TermEntry.objects.get(key="a").texts == {"sq": ["leje"], "en": ["permit"], "sr-Cyrl": ["дозвола"]}
    assert Bringing.objects.get().faults == [["b\ufffd", "bad_text", "b\ufffd"], ["c", "formula", "=1"]]
    assert "It begins with a sign that a spreadsheet takes for a formula: =1." in page


@pytest.mark.parametrize(
    "name",
    [b"../../etc/cron.d/x.tmx", b"C:\\x\\y.tmx", b"a\0b.tmx", b"a\x1b[31m.tmx", b"<script>alert(1)</script>.tmx"],
)
def test_the_name_of_a_file_leads_nowhere(desk, gracanica, name):
    address = reverse("translation:bring", args=[gracanica.slug])
    answer = desk.generic("POST", address, **multipart({"kind": "memory", "origin": "x"}, name, TMX.encode()))
    assert answer.status_code == 302
    row = Bringing.objects.get()
    assert row.file.name == f"exchange/{row.key}.bin"
    assert not set(row.filename) & set("/\\\0\x1b")
    assert b"<script>alert" not in desk.get(answer.url).content


def test_the_reason_is_in_the_language_of_the_reader(send, desk, gracanica):
    send(b"%PDF-1.7", "paper.csv")
    with translation.override("sq"):
        address = reverse("translation:brought", args=[gracanica.slug, Bringing.objects.get().pk])
    in_albanian = said(desk.get(address))
    assert "Asgjë prej tij nuk u ruajt." in in_albanian
