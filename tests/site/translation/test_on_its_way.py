"""How far a translation is, by when it is needed, and how it will look."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from django.utils import translation as interface
from docx import Document as Docx

from tests.conftest import AT
from tests.site import office
from tests.site.pages import said
from tests.site.translation.conftest import bench_of
from uramost_web.notices import actions as notices
from uramost_web.translation import progress
from uramost_web.translation.models import Segment

pytestmark = pytest.mark.django_db


def test_words_left_are_those_of_the_source_that_are_not_confirmed(bench):
    words = list(
        Segment.objects.filter(document=bench.row.document).order_by("position").values_list("words", flat=True)
    )
    assert words == [3, 10, 11, 2, 4]

    bench.save(1, "Конкурс за преводиоца")
    bench.save(2, "Општина", act="save")

    assert "27 words left" in bench.page()
    assert progress.progress([bench.row])[bench.row.pk] == progress.Progress(1, 5, 27)


def test_a_corrected_source_is_counted_anew(bench, notice, officer):
    segment = notice.given().segments.get(position=1)
    bench.save(1, "Конкурс за преводиоца")

    notices.correct(notice=notice, segment=segment, text="Konkurs", seen=1, by=officer, at=AT)

    assert "28 words left" in bench.page()
    assert progress.progress([bench.row])[bench.row.pk].words_left == 28


@pytest.mark.parametrize(
    ("days", "english", "serbian"),
    [(-2, "2 days late", "bad"), (-1, "1 day late", "bad"), (0, "today", "warning"), (1, "tomorrow", "warning"),
     (3, "in 3 days", "quiet")],
)  # fmt: skip
def test_a_deadline_in_words(days, english, serbian):
    with interface.override("en"):
        assert progress.due_in_words(AT.date() + timedelta(days=days), AT.date()) == english
    assert progress.tone(AT.date() + timedelta(days=days), AT.date()) == serbian


def test_the_officer_says_by_when_when_sending(gracanica, officer, translator, client):
    notice = office.start_notice(gracanica, officer, AT)
    client.force_login(officer)
    day = timezone.localdate() + timedelta(days=3)

    client.post(f"/en/desk/notices/{notice.pk}/send/", {"further": "tr", "due": day.isoformat()})

    row = notice.given().translations.get(language="tr")
    assert row.due_date == day
    assert "in 3 days" in bench_of(translator, row).page()
    assert notice.given().translations.get(language="sr-Cyrl").due_date is None


def test_the_officer_says_so_later_and_others_do_not(bench, client, officer, stranger, translator):
    for person, status in ((stranger, 404), (translator, 403)):
        client.force_login(person)
        assert client.get(bench.address("due")).status_code == status
        assert client.post(bench.address("due"), {"due": "2026-03-09"}).status_code == status
    client.force_login(officer)

    assert client.post(bench.address("due"), {"due": "9.3.2026"}).status_code == 302
    assert "late" in bench.page()
    assert client.post(bench.address("due"), {"due": "soon"}).status_code == 422
    client.post(bench.address("due"), {"due": ""})
    bench.row.refresh_from_db()
    assert bench.row.due_date is None


def test_the_desk_has_first_what_is_needed_first(gracanica, officer, translator, client):
    sent = [office.start_notice(gracanica, officer, AT, title=f"Njoftimi {number}") for number in range(3)]
    rows = [notice.given().translations.get() for notice in sent]
    today = timezone.localdate()
    for row, day in zip(rows, (None, today + timedelta(days=9), today), strict=True):
        row.due_date = day
        row.save()
    client.force_login(translator)

    answer = client.get("/en/desk/")

    assert [row.pk for row, _left, _due in answer.context["translations"]] == [rows[2].pk, rows[1].pk, rows[0].pk]
    assert "in 9 days" in said(answer)
    assert answer.context["words_left"] == sum(progress.progress([row])[row.pk].words_left for row in rows)


# Preview -----------------------------------------------------------------------------------------


def test_the_preview_is_the_page_and_marks_what_is_not_translated(bench):
    bench.save(1, "Конкурс за <преводиоца>")
    bench.save(4, "Диплома")

    page = said(bench.browser.get(bench.address("preview")))

    assert "3 sentences are not translated." in page
    assert "<li>Диплома</li>" in page
    assert page.count('<mark class="missing" lang="sq">') == 3
    assert '<mark class="missing" lang="sq">Tri vjet përvojë pune</mark>' in page


def test_the_preview_is_in_the_script_one_works_in(bench):
    bench.save(4, "Диплома")

    assert "<li>Diploma</li>" in said(bench.browser.get(bench.address("preview"), {"script": "sr-Latn"}))


def test_signs_of_the_preview_in_a_text_do_no_harm(bench):
    bench.save(4, "\ue000Диплома<script>")

    page = said(bench.browser.get(bench.address("preview")))

    assert page.count("<mark") == page.count("</mark>")
    assert "\ue000" not in page


def test_the_half_finished_file_has_what_is_there_and_the_source_for_the_rest(gracanica, officer, translator):
    made, kept = Docx(), BytesIO()
    made.add_paragraph("Fjalia e parë. Fjalia e dytë.")
    made.add_paragraph("Fjalia e tretë.")
    made.save(kept)
    notice = notices.start(municipality=gracanica, kind="vacancy", by=officer, at=AT)
    file = {"data": kept.getvalue(), "filename": "konkurs.docx", "written_in": "sq"}
    notices.give_text(notice=notice, title="Titulli", **file, by=officer, at=AT)
    notices.send_to_translators(notice=notice, by=officer, at=AT)
    bench = bench_of(translator, notice.given().translations.get())
    bench.save(2, "Прва реченица.")
    bench.save(4, "Трећа ⟦9⟧реченица.")

    answer = bench.browser.get(bench.address("preview_file"))

    assert 'filename="konkurs-sr-Cyrl.docx"' in answer.headers["Content-Disposition"]
    texts = [paragraph.text for paragraph in Docx(BytesIO(answer.content)).paragraphs]
    assert texts == ["Прва реченица. Fjalia e dytë.", "Fjalia e tretë."]


def test_strangers_see_no_preview(bench, client, stranger):
    client.force_login(stranger)

    for name in ("preview", "preview_file", "changes", "concordance", "replace"):
        assert client.get(bench.address(name)).status_code == 404
