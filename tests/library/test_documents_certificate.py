"""A certificate on one page, whatever somebody is called."""

import io

import pypdf
import pytest

from uramost.documents.certificate import Part, to_pdf

CODE = "ABCD-EFGH-2345-67AB-CDEF"


def parts(name: str) -> list[Part]:
    return [
        Part("sq", "Certifikatë", (("Vërtetohet se", False), (name, True), ("ka ndjekur trajnimin", False)), "Kodi:"),
        Part("sr-Cyrl", "Уверење", (("Потврђује се да је", False), (name, True), ("", False)), "Код:"),
    ]


def read(pdf: bytes) -> tuple[int, str]:
    found = pypdf.PdfReader(io.BytesIO(pdf))
    return len(found.pages), "".join(page.extract_text() for page in found.pages)


def test_both_languages_and_the_code_stand_on_one_page():
    pages, text = read(to_pdf(parts("Žarko Измишљени"), address="https://example.org/c/", code=CODE))
    assert pages == 1
    for said in ("Certifikatë", "Уверење", "Žarko", "Измишљени", CODE, "https://example.org/c/", "Vërtetohet se"):
        assert "".join(said.split()) in "".join(text.split())


@pytest.mark.parametrize("name", ['#panic("x")', "$x^2$ *a* _b_ @c <d>", "Ë" * 200, "Ana Marija " * 18, "[] {}"])
def test_a_name_is_never_markup(name):
    pages, text = read(to_pdf(parts(name), address="https://example.org/c/", code=CODE))
    assert pages == 1
    assert "".join(name.split())[:12] in "".join(text.split())


def test_the_same_is_the_same_file():
    assert to_pdf(parts("A"), address="a", code=CODE) == to_pdf(parts("A"), address="a", code=CODE)
    with pytest.raises(ValueError, match="at least one"):
        to_pdf([], address="a", code=CODE)
