import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.library.made_documents import by_key, rewritten, texts

from uramost import documents
from uramost.documents import Refused, Remark

NOTICE = """# Thirrje publike

Komuna e Graçanicës
fton qytetarët.
- kërkesa
  - kopja e letërnjoftimit
- CV

## Afati
15 ditë
"""


def read(text):
    return documents.read(text.encode(), "a.txt")


def test_a_typed_notice_has_headings_items_and_paragraphs():
    assert [(block.kind, block.level, block.text) for block in read(NOTICE).blocks] == [
        ("heading", 1, "Thirrje publike"),
        ("paragraph", 0, "Komuna e Graçanicës\nfton qytetarët."),
        ("item", 1, "kërkesa"),
        ("item", 2, "kopja e letërnjoftimit"),
        ("item", 1, "CV"),
        ("heading", 2, "Afati"),
        ("paragraph", 0, "15 ditë"),
    ]


def test_only_the_texts_are_replaced():
    key = read(NOTICE).blocks[3].key

    written = documents.write(NOTICE.encode(), "txt", {key: "kopija lične karte"}, "sr-Latn").decode()

    assert written == NOTICE.replace("kopja e letërnjoftimit", "kopija lične karte")


def test_a_dash_or_a_number_sign_within_a_line_is_nothing_special():
    assert [block.kind for block in read("nr.# 5 - 6\n#7\n-8").blocks] == ["paragraph"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_files_keep_their_encoding_and_line_ends(encoding):
    data = "Një\r\n\r\nDy".encode(encoding)
    source = documents.read(data, "a.txt")

    written = documents.write(data, "txt", dict(zip(by_key(source), ["Један", "Два"], strict=True)), "sr-Cyrl")

    assert written == "Један\r\n\r\nДва".encode(encoding)
    assert source.remarks == ()


def test_what_is_not_translated_keeps_its_line_ends_however_they_are_mixed():
    data = b"Nj\xc3\xab\r\n\r\nDy\n\nTri\r\rKat\xc3\xabr\r\n"
    source = documents.read(data, "a.txt")

    assert documents.write(data, "txt", {}, "sq") == data
    written = documents.write(data, "txt", {source.blocks[1].key: "Dva\ni po"}, "sr-Latn")
    assert written == data.replace(b"Dy", b"Dva\r\ni po")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Општина Грачаница обавештава грађане. USAID.", "cp1251"),
        ("Belediye Meclisi üyeleri için ilân: başvuru ışığı", "cp1254"),
        ("Njoftim për qytetarët e Gjilanit: çështje", "cp1250"),
    ],
)
def test_an_old_encoding_is_guessed_by_its_letters(text, encoding):
    source = documents.read(text.encode(encoding), "a.txt")

    assert texts(source) == [text]
    assert source.remarks == (Remark("encoding_guessed", {"encoding": encoding}),)


def test_an_old_windows_file_is_read_with_a_remark_and_written_in_unicode():
    source = documents.read(data := "Opština Gračanica, žurno".encode("cp1250"), "a.txt")

    assert texts(source) == ["Opština Gračanica, žurno"]
    assert source.remarks == (Remark("encoding_guessed", {"encoding": "cp1250"}),)
    assert documents.write(data, "txt", {source.blocks[0].key: "Грачаница"}, "sr-Cyrl") == "Грачаница".encode()


@pytest.mark.parametrize(
    ("data", "reason", "position"),
    [
        (b"a\0b", "nul", 1),
        ("ab\ud800".encode("utf-8", "surrogatepass"), "surrogate", 2),
        (b"a\x07", "control", 1),
        (b"a\x81\x83", "encoding", 1),
    ],
)
def test_text_that_nothing_can_store_is_refused_with_the_place(data, reason, position):
    with pytest.raises(Refused) as refused:
        documents.read(data, "a.txt")

    assert (refused.value.code, refused.value.values) == ("bad_text", {"reason": reason, "position": position})


def test_a_translation_that_nothing_can_store_is_refused_with_its_key():
    source = read("a")

    with pytest.raises(Refused) as refused:
        documents.write(b"a", "txt", {source.blocks[0].key: "b\0"}, "sq")

    assert refused.value.values["key"] == source.blocks[0].key


@given(
    st.text(st.one_of(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), st.sampled_from("\n\n# -⟦⟧\t")))
)
def test_any_text_comes_back_the_same(text):
    text = f"fillimi\n\n{text}"

    assert documents.read(rewritten(text.encode(), "a.txt"), "a.txt").blocks == read(text).blocks
