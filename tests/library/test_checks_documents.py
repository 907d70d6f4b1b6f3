"""Two documents as wholes: paragraphs in pairs, one lost paragraph is one finding, one source said two ways."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost.checks import DOCUMENT_CHECKS, Context, compare, examine_document
from uramost.checks.alignment import aligned

CONTEXT = Context("sq", "sr-Cyrl")


@dataclass
class Paragraph:
    kind: str
    text: str
    level: int = 0


def paragraphs(outline):
    return [Paragraph(kind, text) for kind, text in outline]


@pytest.mark.parametrize("one", DOCUMENT_CHECKS, ids=lambda one: one.code)
def test_a_check_of_documents_speaks_on_its_failing_examples_only(one):
    def found(original, translation):
        rows = compare(paragraphs(original), paragraphs(translation), CONTEXT)
        return one.code in {finding.code for row in rows for finding in row.findings}

    assert [found(*example) for example in one.passing] == [False] * len(one.passing)
    assert [found(*example) for example in one.failing] == [True] * len(one.failing)
    assert min(len(one.passing), len(one.failing)) >= 2


ORIGINAL = [
    Paragraph("heading", "Njoftim për debat publik", 1),
    Paragraph("paragraph", "Debati mbahet më 12 mars 2026 në orën 10:00."),
    Paragraph("item", "Propozimet dërgohen në info@example.org.", 1),
    Paragraph("item", "Pagesa është 15,50 euro.", 1),
    Paragraph("paragraph", "Graçanica ju fton të merrni pjesë."),
]
TRANSLATION = [
    Paragraph("heading", "Обавештење о јавној расправи", 1),
    Paragraph("paragraph", "Расправа се одржава 12. марта 2026. у 10.00 часова."),
    Paragraph("item", "Предлози се шаљу на info@example.org.", 1),
    Paragraph("item", "Уплата је 15,50 евра.", 1),
    Paragraph("paragraph", "Грачаница вас позива да учествујете."),
]


@pytest.mark.parametrize("lost", range(5))
def test_one_lost_paragraph_is_one_finding_and_not_all_that_follow(lost):
    rows = compare(ORIGINAL, TRANSLATION[:lost] + TRANSLATION[lost + 1 :], CONTEXT)

    assert [(row.source, finding.code) for row in rows for finding in row.findings] == [(lost, "paragraph_missing")]


@pytest.mark.parametrize("added", range(5))
def test_one_added_paragraph_is_one_finding(added):
    rows = compare(ORIGINAL[:added] + ORIGINAL[added + 1 :], TRANSLATION, CONTEXT)

    assert [(row.target, finding.code) for row in rows for finding in row.findings] == [(added, "paragraph_extra")]


def test_a_heading_that_became_a_paragraph_and_a_changed_date_are_found_in_their_pair():
    translation = [Paragraph("paragraph", TRANSLATION[0].text), *TRANSLATION[1:]]
    translation[1] = Paragraph("paragraph", "Расправа се одржава 13. марта 2026. у 10.00 часова.")

    rows = compare(ORIGINAL, translation, CONTEXT)

    assert [(row.source, finding.code) for row in rows for finding in row.findings] == [
        (0, "kind_differs"),
        (1, "date_differs"),
    ]


TEXTS = st.lists(st.text(alphabet="ab 12.жш", max_size=12), max_size=8)


@given(TEXTS, TEXTS)
def test_every_paragraph_stands_once_and_in_order(mine, theirs):
    pairs = aligned([Paragraph("p", t) for t in mine], [Paragraph("p", t) for t in theirs], "sq", "sr-Cyrl")

    assert [one for one, _ in pairs if one is not None] == list(range(len(mine)))
    assert [other for _, other in pairs if other is not None] == list(range(len(theirs)))
    assert (None, None) not in pairs


def test_a_document_is_in_pairs_with_itself_even_if_it_is_long():
    parts = [Paragraph("paragraph", f"Pika {number} e rendit të ditës.") for number in range(300)]

    assert aligned(parts, parts, "sq", "sq") == [(place, place) for place in range(300)]


def test_very_unequal_documents_are_taken_too():
    assert len(aligned([], TRANSLATION, "sq", "sr-Cyrl")) == 5
    assert len(aligned(ORIGINAL * 40, TRANSLATION[:1], "sq", "sr-Cyrl")) == 200


def test_all_pairs_of_a_document_give_findings_for_each_position():
    pairs = [
        ("Shpallje publike", "Јавни оглас"),
        ("Afati është 15 ditë.", "Рок је 10 дана."),
        ("Shpallje publike", "Јавна објава"),
        ("Shpallje publike", "Јавни оглас"),
    ]

    found = examine_document(pairs, CONTEXT)

    assert [[finding.code for finding in some] for some in found] == [
        [],
        ["duration_differs"],
        ["translated_two_ways"],
        [],
    ]
    (two_ways,) = found[2]
    assert two_ways.values == {"expected": "Јавни оглас", "found": "Јавна објава", "first": "0"}
