"""Where a suggestion comes from, words looked up in what was translated before, and signs and text put in the box."""

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document as Docx

from tests.conftest import AT
from tests.site import office
from tests.site.pages import said
from tests.site.translation.conftest import bench_of
from tests.site.translation.test_workbench import remember
from uramost_web.notices import actions as notices
from uramost_web.translation.suggestions import marked

pytestmark = pytest.mark.django_db


def test_a_suggestion_says_from_which_document_it_is_and_who_approved_it_when(gracanica, officer, translator, reviewer):
    office.publish_notice(gracanica, officer, translator, reviewer, AT)
    row = office.start_notice(gracanica, officer, AT, title="Konkurs tjetër").given().translations.get()

    page = bench_of(translator, row).page(3)

    assert "101 %" in page
    assert "The sentences before and after are the same too." in page
    assert "Konkurs për përkthyes" in page
    assert "approved by reviewer, 2 March 2026" in page


def look_up(bench, words, **headers):
    return bench.browser.get(bench.address("concordance"), {"words": words}, headers=headers)


@pytest.mark.parametrize("words", ["arkivist", "ARKIVIST", "arhivistu", "архивисту"])
def test_words_are_looked_up_in_either_language_and_script(bench, words):
    remember("Komuna shpall vendin e lirë për një arkivist.", "Општина расписује конкурс за архивисту.")

    hits = look_up(bench, words).context["hits"]

    assert len(hits) == 1
    assert hits[0].unit.origin == "Lipjan: Konkurs 2024"


def test_what_was_found_is_marked(bench):
    remember("Komuna shpall vendin e lirë.", "Општина расписује конкурс за архивисту.")

    assert "<mark>vendin</mark>" in said(look_up(bench, "vendin e lire"))
    assert "<mark>расписује</mark>" in said(look_up(bench, "raspisuje"))


def test_marks_are_on_whole_words_wherever_the_text_was_found():
    pieces = marked("Një konkurs publik, konkurse", "konkurs")

    assert [piece.text for piece in pieces if piece.kind == "added"] == ["konkurs", "konkurse"]
    assert "".join(piece.text for piece in pieces) == "Një konkurs publik, konkurse"
    assert all(piece.kind == "same" for piece in marked("⟦1⟧a⟦/1⟧", "1"))


def test_for_the_panel_only_the_results_are_sent(bench):
    remember("Komuna shpall vendin e lirë.", "Општина.")

    part = said(look_up(bench, "komuna", **{"HX-Request": "true"}))

    assert "<html" not in part
    assert "<mark>Komuna</mark>" in part
    assert "These words stand in no translation" in said(look_up(bench, "zzzz"))


@pytest.mark.parametrize("words", ["", " ", "\0", "⟦1⟧", "x" * 5000, "<script>"])
def test_strange_words_find_nothing(bench, words):
    remember("Komuna shpall vendin e lirë.", "Општина.")

    answer = look_up(bench, words)

    assert (answer.status_code, answer.context["hits"]) == (200, [])


# Signs for formatting ----------------------------------------------------------------------------


@pytest.fixture
def formatted(gracanica, officer, translator):
    made, kept = Docx(), BytesIO()
    line = made.add_paragraph("Komuna shpall ")
    line.add_run("konkurs").bold = True
    made.save(kept)
    notice = notices.start(municipality=gracanica, kind="vacancy", by=officer, at=AT)
    file = {"data": kept.getvalue(), "filename": "konkurs.docx", "written_in": "sq"}
    notices.give_text(notice=notice, title="Titulli", **file, by=officer, at=AT)
    notices.send_to_translators(notice=notice, by=officer, at=AT)
    return bench_of(translator, notice.given().translations.get())


def test_without_javascript_a_sign_is_put_behind_what_was_typed(formatted):
    answer = formatted.send(2, formatted.open(2), "sign:1", text="Општина расписује ")

    assert "Општина расписује ⟦1⟧⟦/1⟧</textarea>" in said(answer)
    assert formatted.target(2).text == "Општина расписује "


def test_only_signs_of_the_source_are_offered_and_put_in(formatted, bench):
    assert formatted.page(2).count('value="sign:') == 1
    assert 'value="sign:' not in formatted.page(1)
    assert "Текст</textarea>" in said(formatted.send(2, formatted.open(2), "sign:7", text="Текст"))


def test_an_unfinished_file_is_made_of_what_fits(formatted):
    formatted.save(2, "Општина расписује ⟦1⟧конкурс", act="save")

    answer = formatted.browser.get(formatted.address("preview_file"))

    assert Docx(BytesIO(answer.content)).paragraphs[0].text == "Komuna shpall konkurs"


def test_a_file_that_is_lost_is_told(formatted):
    document = formatted.row.document
    document.original.storage.delete(document.original.name)

    answer = formatted.browser.get(formatted.address("preview_file"), follow=True)

    assert "The file cannot be made now." in said(answer)
    assert answer.redirect_chain[0][0] == reverse("translation:workbench", args=[formatted.row.pk])
