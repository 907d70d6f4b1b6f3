"""The report for the public: one page, nothing from elsewhere, every text escaped, in every language."""

from datetime import date
from html.parser import HTMLParser

import pytest

from uramost.checks import CHECKS, DOCUMENT_CHECKS, Finding, Row
from uramost.cli.check_report import Compared, File, page
from uramost.cli.check_sentences import FACTS, LANGUAGES, NOTHING, OF_DOCUMENTS, SENTENCES, WAYS, sentence
from uramost.cli.check_sentences import WORDS as NAMES
from uramost.cli.report_words import WORDS, words

WRITTEN = ("en", "sq", "sr-Cyrl")


def report(language: str = "sq", original: str = "Afati është 15 ditë.", translation: str = "Рок је 50 дана."):
    at = original.find("15")
    finding = Finding("duration_differs", "warning", (at, at + 7), (0, 3), {"expected": "15 ditë", "found": "50 дана"})
    lost = Finding("paragraph_missing", "error", (0, 4), None, {"expected": "Fund", "found": ""})
    return page(
        Compared(
            File("<njoftim>.docx", "sq", "a" * 64, [original, "Fund"]),
            File("obaveštenje.docx", "sr-Cyrl", "b" * 64, [translation]),
            [Row(0, 0, (finding,)), Row(1, None, (lost,))],
            date(2026, 3, 12),
            "0.1.0",
        ),
        language,
    )


class Seen(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def test_nothing_is_loaded_from_elsewhere():
    for tag, attributes in Seen(report()).tags:
        assert tag not in {"script", "img", "link", "iframe", "object"}
        assert not attributes.keys() & {"src", "srcset", "style", "onclick"}
        assert attributes.get("href", "#").startswith("#")


def test_every_link_leads_to_a_paragraph():
    tags = Seen(report()).tags
    ids = {attributes["id"] for _, attributes in tags if "id" in attributes}

    assert {attributes["href"][1:] for tag, attributes in tags if tag == "a"} <= ids


def test_what_the_documents_say_is_text_and_never_markup():
    text = report(original="<script>alert(1)</script> 15 ditë & <b>", translation="<img src=x>")

    assert "<script" not in text
    assert "<img" not in text
    assert "&lt;njoftim&gt;.docx" in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>15 ditë</mark> &amp; &lt;b&gt;" in text


def test_each_text_is_in_its_language_and_marks_of_formatting_are_not_shown():
    tags = Seen(report(translation="⟦1⟧Рок⟦/1⟧ је 50 дана.")).tags

    assert [attributes["lang"] for tag, attributes in tags if tag == "html"] == ["sq"]
    assert {attributes["lang"] for tag, attributes in tags if tag == "p" and "lang" in attributes} == {"sq", "sr-Cyrl"}
    assert "⟦" not in report(translation="⟦1⟧Рок⟦/1⟧ је 50 дана.")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sq", ["Gabim", "Vërejtje", "12 mars 2026", "serbisht (cirilik)", "Mungon"]),
        ("sr-Cyrl", ["Грешка", "Упозорење", "12. март 2026.", "српски (ћирилица)", "Недостаје"]),
        ("sr-Latn", ["Greška", "Upozorenje", "12. mart 2026.", "srpski (ćirilica)", "Nedostaje"]),
        ("en", ["Error", "Warning", "March 12, 2026", "Serbian (Cyrillic)", "Missing"]),
    ],
)
def test_the_report_speaks_its_language_and_quotes_both(language: str, said: list[str]):
    text = Seen(report(language)).text

    for one in (*said, "15 ditë", "50 дана", "a" * 64, "UraMost 0.1.0"):
        assert one in text


def test_the_gravest_come_first():
    text = Seen(report("en")).text

    assert text.index("Error.") < text.index("Warning.")


def test_a_faithful_translation_is_said_to_have_no_findings():
    file = File("a.txt", "sq", "", ["Po."])

    assert "Nuk u gjet asgjë." in page(Compared(file, file, [Row(0, 0, ())], date(2026, 3, 12), "0.1.0"), "sq")


def test_every_code_and_every_part_of_the_report_has_its_words_in_every_language():
    for tables in (SENTENCES, FACTS, OF_DOCUMENTS, NAMES, WORDS):
        assert set(tables) == set(WRITTEN)
        assert len({frozenset(table) for table in tables.values()}) == 1
    assert set(WAYS) == set(NOTHING) == set(WRITTEN)
    assert set(SENTENCES["sq"]) | set(FACTS["sq"]) == {one.code for one in CHECKS}
    assert set(OF_DOCUMENTS["sq"]) == {one.code for one in DOCUMENT_CHECKS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_is_a_sentence_in_every_language(language: str):
    for code in [*(one.code for one in CHECKS), *(one.code for one in DOCUMENT_CHECKS)]:
        for values in (
            {"expected": "sq", "found": "en"},
            {"expected": "A", "found": ""},
            {"expected": "", "found": "A"},
        ):
            said = sentence(Finding(code, "note", None, None, values), language)
            assert said.endswith(".")
            assert "{" not in said


def test_latin_is_made_of_the_sentences_and_not_of_what_they_quote():
    finding = Finding("date_differs", "warning", None, None, {"expected": "12 mars", "found": "13. март"})

    assert (
        sentence(finding, "sr-Latn") == "Podatak nije isti (datum): u izvorniku je „12 mars”, a u prevodu „13. март”."
    )
    assert not any("а" <= letter <= "ш" for one in words("sr-Latn").values() for letter in one)
