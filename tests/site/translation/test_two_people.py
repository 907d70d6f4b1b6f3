"""Two people in the same document: who comes second is told, and both texts are kept."""

import pytest

from tests.conftest import AT
from tests.site import office
from tests.site.pages import said
from uramost_web.notices import actions as notices
from uramost_web.translation import actions
from uramost_web.translation.models import TargetState

pytestmark = pytest.mark.django_db
MINE, THEIRS = "Конкурс за преводиоца", "Оглас за преводиоца"
MEANWHILE = "Somebody else has changed this sentence meanwhile"


def test_who_saves_second_sees_what_the_first_wrote_and_has_theirs_still_in_the_box(bench, other_bench):
    form = bench.open(1)
    other_bench.save(1, THEIRS)

    answer = bench.send(1, form, "confirm", text=MINE)

    assert answer.status_code == 409
    page = said(answer)
    assert MEANWHILE in page
    assert "colleague saved this at" in page
    assert f"{THEIRS}</blockquote>" in page
    assert f"{MINE}</textarea>" in page
    assert bench.target(1).text == THEIRS


def test_saving_once_more_puts_theirs_in_place_and_both_are_in_the_history(bench, other_bench):
    form = bench.open(1)
    other_bench.save(1, THEIRS)
    again = bench.send(1, form, "confirm", text=MINE)

    answer = bench.send(1, form, "confirm", text=MINE, seen=again.context["conflict"].theirs.version)

    assert answer.status_code == 302
    assert bench.target(1).text == MINE
    assert list(bench.target(1).changes.values_list("text", "by__name")) == [
        (THEIRS, "colleague"),
        (MINE, "translator"),
    ]
    history = said(bench.browser.get(bench.address("history", 1)))
    assert history.index(MINE) < history.index(THEIRS)


def test_a_draft_saved_while_typing_meets_somebody_else_in_the_same_way(bench, other_bench):
    form = bench.open(1)
    other_bench.save(1, THEIRS)

    page = said(bench.send(1, form, "draft", typing=True, text=MINE))

    assert MEANWHILE in page
    assert THEIRS in page
    assert 'value="save:1"' in page
    assert bench.target(1).text == THEIRS

    bench.send(1, form, "save:1", text=MINE)
    assert bench.target(1).text == MINE


def test_taking_a_suggestion_does_not_pass_over_what_somebody_else_saved(bench, other_bench):
    form = bench.open(1)
    other_bench.save(1, THEIRS)

    answer = bench.send(1, form, "copy", text=MINE)

    assert answer.status_code == 409
    assert bench.target(1).text == THEIRS
    assert f"{MINE}</textarea>" in said(answer)


def test_two_people_in_two_sentences_do_not_meet(bench, other_bench):
    first, second = bench.open(1), other_bench.open(2)

    assert bench.send(1, first, "confirm", text=MINE).status_code == 302
    assert other_bench.send(2, second, "confirm", text="Општина расписује конкурс.").status_code == 302
    assert [bench.target(n).state for n in (1, 2)] == [TargetState.CONFIRMED] * 2


def test_what_is_typed_while_a_colleague_hands_it_over_is_shown_again(bench, other_bench, serbian, notice, colleague):
    office.translate(notice, colleague, AT)
    form = {"text": "Мој бољи превод", "seen": 1, "of": 1, "tag": "sr-Cyrl"}

    answer = bench.send(1, form, "confirm")

    assert answer.status_code == 422
    assert "This translation is not open any more. Not saved: Мој бољи превод" in said(answer)
    assert "Not saved: Мој бољи превод" in said(bench.send(1, form, "draft", typing=True))
    assert bench.target(1).text == MINE


def test_nobody_confirms_a_correction_they_have_not_seen(bench, notice, officer):
    """The officer corrects the source while the translator has the old one on the page."""
    form = bench.open(3)
    correct_deadline(notice, officer)

    answer = bench.send(3, form, "confirm", text="Рок за пријаву је 15 дана, до 12. марта 2026.")

    assert answer.url.endswith("?s=3#s3")
    assert bench.target(3).is_stale()
    assert "The source was corrected after this was written. Confirm it again." in bench.page(3)
    assert "Not everything is confirmed yet." in said(bench.press("submit"))

    bench.save(3, "Рок за пријаву је 20 дана, до 17. марта 2026.")
    assert not bench.target(3).is_stale()


def test_a_draft_does_not_make_an_old_translation_current(bench, notice, officer):
    bench.save(3, "Рок за пријаву је 15 дана, до 12. марта 2026.")
    correct_deadline(notice, officer)

    bench.save(3, "Рок за пријаву је 20 дана", act="save")

    assert bench.target(3).is_stale()


def test_a_language_opened_after_a_correction_begins_with_the_corrected_source(bench, notice, officer):
    correct_deadline(notice, officer)
    notices.send_to_translators(notice=notice, further=["tr"], by=officer, at=AT)

    row = notice.document.translations.get(language="tr")

    assert not [target for target in row.targets.select_related("segment") if target.is_stale()]
    assert actions.unready(row) == [1, 2, 3, 4, 5]


def correct_deadline(notice, officer) -> None:
    segment = notice.document.segments.get(position=3)
    text = "Afati i aplikimit është 20 ditë, deri më 17 mars 2026."
    notices.correct(notice=notice, segment=segment, text=text, seen=segment.version, by=officer, at=AT)


def test_what_arrived_twice_on_a_bad_line_is_no_meeting_with_oneself(bench, other_bench):
    form = bench.open(1)
    bench.send(1, form, "draft", typing=True, text="Конкурс")

    again = bench.send(1, form, "confirm", text="Конкурс")
    other = other_bench.send(1, form, "confirm", text="Конкурс")

    assert (again.status_code, other.status_code) == (302, 409)
    assert bench.target(1).state == "confirmed"
