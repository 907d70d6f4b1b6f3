"""From handing over to approval: who may, who may not, and what the notice says of it afterwards."""

import pytest
from django.test import Client

from tests.conftest import AT, make_person
from tests.library.made_documents import docx, paragraph, run
from tests.site import office
from tests.site.pages import said
from tests.site.translation.conftest import bench_of
from uramost_web.accounts.models import AuditEntry
from uramost_web.notices import actions as notices
from uramost_web.translation.models import MemoryUnit
from uramost_web.translation.states import State

pytestmark = pytest.mark.django_db


def confirm_all(bench) -> None:
    for position, text in enumerate(office.SERBIAN.values(), start=1):
        bench.save(position, text)


@pytest.fixture
def submitted(bench, notice, translator):
    """The translator has handed over."""
    bench.have(*office.SERBIAN.values())
    bench.press("submit")
    return bench


def test_what_is_confirmed_is_handed_over_and_a_second_person_approves_it(bench, review_bench, serbian, reviewer):
    confirm_all(bench)

    assert "Handed over. A second person reads it now." in said(bench.press("submit"))
    assert "Waiting for review" in review_bench.page()
    assert "Approved." in said(review_bench.press("review", act="approve"))

    assert bench.state() == State.APPROVED
    assert (serbian.approved_by, serbian.self_approved) == (reviewer, False)
    assert MemoryUnit.objects.count() == 5


def test_what_is_not_confirmed_is_not_handed_over_and_the_first_such_sentence_is_opened(bench):
    bench.save(1, "Конкурс за преводиоца")
    bench.save(2, "Општина расписује конкурс.", act="save")

    answer = bench.press("submit")

    assert "Not everything is confirmed yet." in said(answer)
    assert answer.context["active"].segment.position == 2
    assert bench.state() == State.OPEN


def test_a_returned_translation_comes_back_with_the_reason(submitted, review_bench):
    review_bench.press("review", act="return", comment="Друга реченица није тачна.\nМолим.")

    page = submitted.page()
    assert "Returned by the reviewer" in page
    assert "Друга реченица није тачна.<br>Молим." in page
    assert submitted.state() == State.OPEN
    submitted.save(2, "Општина расписује јавни конкурс за преводиоца.")
    submitted.press("submit")
    assert "Returned by the reviewer" not in review_bench.page()


@pytest.mark.parametrize("comment", ["", "  ", "Нул\0а"])
def test_a_return_without_a_reason_is_asked_for_one(submitted, review_bench, comment):
    answer = review_bench.press("review", act="return", comment=comment)

    assert answer.status_code == 422
    assert "What should be changed:" in said(answer)
    assert submitted.state() == State.SUBMITTED


def test_approved_work_can_be_opened_again_and_keeps_what_it_said(submitted, review_bench):
    review_bench.press("review", act="approve")

    review_bench.press("reopen")

    assert submitted.state() == State.OPEN
    assert "5 sentences of 5 confirmed" in submitted.page()
    assert "This translation is open already." in said(review_bench.press("reopen"))


@pytest.mark.parametrize(
    ("button", "values", "sentence"),
    [
        ("submit", {}, "handed over already"),
        ("review", {"act": "approve"}, "Somebody else has decided already."),
        ("review", {"act": "return", "comment": "Не."}, "Somebody else has decided already."),
    ],
)
def test_who_comes_after_a_decision_is_told_and_changes_nothing(submitted, review_bench, button, values, sentence):
    review_bench.press("review", act="approve")
    before = AuditEntry.objects.count()

    assert sentence in said(review_bench.press(button, **values))
    assert submitted.state() == State.APPROVED
    assert AuditEntry.objects.count() == before


def test_pages_that_only_answer_to_a_button_lead_back_to_the_workbench(submitted):
    for address in (submitted.address("review"), submitted.address("segment", 2)):
        assert submitted.browser.get(address).url.startswith(submitted.address("workbench"))
    for name in ("submit", "reopen"):
        assert submitted.browser.get(submitted.address(name)).status_code == 405


# Own work ----------------------------------------------------------------------------------------


def test_the_translator_does_not_approve_their_own_work(submitted):
    assert "You wrote part of this, so somebody else has to approve it." in submitted.page()
    assert "Approve</button>" not in submitted.page()

    assert submitted.press("review", act="approve").status_code == 403
    assert submitted.state() == State.SUBMITTED


def test_a_reviewer_who_changed_one_sentence_has_own_work_too(bench, review_bench, notice):
    confirm_all(bench)
    review_bench.save(2, "Општина расписује јавни конкурс за радно место преводиоца.")
    bench.press("submit")

    assert review_bench.press("review", act="approve").status_code == 403
    assert bench.state() == State.SUBMITTED


def test_where_the_municipality_allows_it_the_notice_says_that_nobody_else_has_read_it(
    submitted, gracanica, notice, officer, serbian
):
    gracanica.self_approval = True
    gracanica.save()
    assert "the notice will say that nobody else has read it" in submitted.page()

    submitted.press("review", act="approve")
    notices.publish(notice=notice, by=officer, at=AT)

    serbian.refresh_from_db()
    assert serbian.self_approved
    sentence = "Nobody else has read this translation: the person who wrote it also approved it."
    reader = Client()
    assert sentence in said(reader.get("/en/notices/gracanice/1/?text=sr-Cyrl"))
    assert sentence in said(reader.get("/en/notices/gracanice/1/?text=sr-Latn"))
    assert sentence not in said(reader.get("/en/notices/gracanice/1/?text=sq"))


def test_a_second_person_is_not_called_own_work_where_own_work_is_allowed(submitted, review_bench, gracanica, serbian):
    gracanica.self_approval = True
    gracanica.save()

    review_bench.press("review", act="approve")

    serbian.refresh_from_db()
    assert not serbian.self_approved


# Strangers and other roles -----------------------------------------------------------------------


def test_a_stranger_does_not_learn_that_it_exists(submitted, stranger):
    elsewhere = bench_of(stranger, submitted.row)

    for name, more in (("workbench", ()), ("history", (1,)), ("segment", (1,))):
        assert elsewhere.browser.get(elsewhere.address(name, *more)).status_code == 404
    for name, more in (("segment", (1,)), ("submit", ()), ("review", ()), ("reopen", ())):
        assert elsewhere.browser.post(elsewhere.address(name, *more), {"act": "approve"}).status_code == 404
    assert submitted.state() == State.SUBMITTED


def test_who_is_not_logged_in_is_asked_to(submitted):
    answer = Client().post(submitted.address("review"), {"act": "approve"})

    assert answer.url.startswith("/en/accounts/login/")
    assert submitted.state() == State.SUBMITTED


@pytest.mark.parametrize("role", ["officer", "administrator"])
def test_who_writes_notices_does_not_translate_or_review(submitted, review_bench, gracanica, role):
    person = bench_of(make_person("other@example.org", municipality=gracanica, roles=(role,)), submitted.row)

    assert 'id="writing"' not in person.page()
    assert person.press("review", act="approve").status_code == 403
    assert person.press("review", act="return", comment="Не.").status_code == 403
    assert person.send(1, {"text": "Моје", "seen": 1}, "confirm").status_code == 403
    assert submitted.state() == State.SUBMITTED
    review_bench.press("review", act="approve")
    assert person.press("reopen").status_code == 403
    assert submitted.state() == State.APPROVED


def test_an_officer_does_not_hand_over_or_write(bench, officer):
    confirm_all(bench)
    person = bench_of(officer, bench.row)

    assert person.press("submit").status_code == 403
    assert person.send(1, {"text": "Моје", "seen": 1}, "confirm").status_code == 403
    assert bench.target(1).text == "Конкурс за преводиоца"


# Signs of a file's formatting --------------------------------------------------------------------


@pytest.fixture
def with_signs(gracanica, officer, translator):
    """A file with a bold word: its sentence has ⟦1⟧…⟦/1⟧."""
    notice = notices.start(municipality=gracanica, kind="vacancy", by=officer, at=AT)
    body = paragraph(run("Afati është "), run("pesëmbëdhjetë", "<w:b/>"), run(" ditë."))
    notices.give_text(
        notice=notice, title="Afati", data=docx(body), filename="a.docx", written_in="sq", by=officer, at=AT
    )
    notices.send_to_translators(notice=notice, by=officer, at=AT)
    bench = bench_of(translator, notice.given().translations.get())
    bench.save(1, "Рок")
    return bench


@pytest.mark.parametrize(
    "text",
    [
        "Рок је ⟦1⟧петнаест дана.",
        "Рок је петнаест⟦/1⟧ дана.",
        "Рок је ⟦2⟧петнаест⟦/2⟧ дана.",
        "Рок ⟦1⟧је⟦/1⟧ ⟦1⟧петнаест⟦/1⟧ дана.",
        "Рок је ⟦1⟧петнаест⟦/1⟧ дана⟦3/⟧.",
        "Рок је ⟦1⟧петнаест⟦/1⟧ дана ⟦.",
        "Рок је ⟦⟦1⟧петнаест⟦/1⟧ дана.",
    ],
)
def test_broken_signs_are_saved_but_cannot_be_handed_over(with_signs, text):
    with_signs.save(2, text)

    assert with_signs.target(2).text == text
    assert "Not everything is confirmed yet." in said(with_signs.press("submit"))
    assert with_signs.state() == State.OPEN


@pytest.mark.parametrize(
    "text", ["Рок је ⟦1⟧петнаест⟦/1⟧ дана.", "⟦1⟧Петнаест⟦/1⟧ дана је рок.", "Рок је петнаест дана."]
)
def test_signs_may_be_moved_or_left_out_and_the_file_is_whole(with_signs, text, reviewer, officer):
    with_signs.save(2, text)
    with_signs.press("submit")
    bench_of(reviewer, with_signs.row).press("review", act="approve")
    notices.publish(notice=with_signs.row.document.notice, by=officer, at=AT)

    answer = Client().get("/sr/notices/gracanice/1/sr-Cyrl.docx")

    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"PK")
