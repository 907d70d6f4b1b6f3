"""Publishing: every language owed at one moment, or a reason that everybody can read; and what follows it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tests.conftest import AT
from tests.site import office
from tests.site.pages import said
from uramost_web.accounts.models import AuditEntry
from uramost_web.notices import actions
from uramost_web.notices.models import Publication
from uramost_web.translation import actions as translation
from uramost_web.translation.states import State

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=30)
REASON = "Our only translator for Serbian is ill."


@pytest.fixture
def sent(gracanica, officer):
    """A notice with its translators."""
    return office.start_notice(gracanica, officer, AT)


@pytest.fixture
def public(gracanica, officer, translator, reviewer):
    """A notice that is out in Albanian and Serbian."""
    return office.publish_notice(gracanica, officer, translator, reviewer, AT)


def page_of(name, notice, *more):
    return reverse(f"notices:{name}", args=[notice.pk, *more])


def approve_serbian(notice, translator, reviewer, at=LATER):
    translation.approve(translation=office.translate(notice, translator, at), by=reviewer, at=at)


def portal(tag: str = "") -> str:
    return said(Client().get("/en/notices/gracanice/1/", {"text": tag} if tag else {}))


def test_with_a_language_missing_the_officer_is_asked_for_a_reason(desk, sent):
    asked = said(desk.get(page_of("publish", sent)))
    assert "Missing although owed" in asked
    assert "Publish with a language missing" in asked

    for reason in ("", "  ", "\t\n"):
        answer = desk.post(page_of("publish", sent), {"reason": reason})
        assert answer.status_code == 422
        assert "A language that is owed is missing. Write the reason" in said(answer)
    assert not Publication.objects.exists()


def test_the_reason_is_public_on_the_notice_in_the_language_it_was_written_in(desk, sent):
    desk.post(page_of("publish", sent), {"reason": REASON})

    publication = Publication.objects.get()
    assert (publication.missing, publication.reason, publication.reason_language) == (["sr"], REASON, "en")
    assert f'<q lang="en">{REASON}</q>' in said(Client().get("/sq/notices/gracanice/1/"))
    serbian = said(Client().get("/sr/notices/gracanice/1/"))
    assert REASON in serbian
    assert office.ALBANIAN.split("\n", maxsplit=1)[0] not in serbian


def test_a_reason_cannot_bring_markup_into_the_portal(desk, sent):
    desk.post(page_of("publish", sent), {"reason": "<script>alert(1)</script>"})

    assert b"<script>alert" not in Client().get("/sr/notices/gracanice/1/").content


def test_publishing_with_a_language_missing_is_counted_in_the_figures(desk, sent, kosovo):
    desk.post(page_of("publish", sent), {"reason": REASON})

    page = said(Client().get("/en/municipalities/gracanice/"))
    assert "0 of 1" in page
    behind = said(Client().get("/en/figures/gracanice/accessible/"))
    assert office.TITLE in behind


def test_a_reason_is_a_condition_of_the_database_too(sent, officer):
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.create(notice=sent, number=1, at=AT, by=officer, owed=[], missing=["sr"], reason="")


def test_when_everything_is_there_no_reason_is_asked_and_none_is_kept(desk, sent, translator, reviewer):
    approve_serbian(sent, translator, reviewer, AT)
    asked = said(desk.get(page_of("publish", sent)))
    assert "Missing although owed" not in asked
    assert 'name="reason"' not in asked

    desk.post(page_of("publish", sent), {"reason": "For no reason at all."})

    publication = Publication.objects.get()
    assert (publication.missing, publication.reason) == ([], "")
    assert "For no reason" not in portal("sr-Cyrl")


def test_every_language_and_script_goes_out_at_one_moment(desk, sent, translator, reviewer):
    approve_serbian(sent, translator, reviewer, AT)

    desk.post(page_of("publish", sent))

    publication = Publication.objects.get()
    assert {text.tag for text in publication.texts.all()} == {"sq", "sr-Cyrl", "sr-Latn"}
    assert {text.published_at for text in publication.texts.all()} == {publication.at}
    assert {(entry["language"], entry["regulation"]) for entry in publication.owed} >= {("sq", ""), ("sr", "")}


def test_before_publication_nobody_reads_it(sent):
    assert Client().get("/sq/notices/gracanice/1/").status_code == 404
    assert office.TITLE not in said(Client().get("/sq/notices/"))


def test_an_approval_taken_back_while_the_page_was_open_is_noticed(desk, sent, translator, reviewer):
    approve_serbian(sent, translator, reviewer, AT)
    desk.get(page_of("publish", sent))
    translation.reopen(translation=sent.document.translations.get(), by=translator, at=AT)

    answer = desk.post(page_of("publish", sent))

    assert answer.status_code == 422
    assert "A language that is owed is missing." in said(answer)
    assert not Publication.objects.exists()


def test_the_missing_language_follows_and_the_reason_stays_in_the_history(desk, sent, translator, reviewer):
    desk.post(page_of("publish", sent), {"reason": REASON})
    approve_serbian(sent, translator, reviewer)

    desk.post(page_of("publish", sent))

    assert [row.missing for row in Publication.objects.all()] == [["sr"], []]
    page = portal("sr-Cyrl")
    assert "Општина расписује конкурс" in page
    assert REASON in page
    assert "1 of 1" not in said(Client().get("/en/figures/gracanice/simultaneous/"))


def test_with_nothing_new_there_is_nothing_to_publish(desk, public):
    for ask in (desk.get, desk.post):
        answer = ask(page_of("publish", public), follow=True)

        assert "Everything that is ready is public already." in said(answer)
        assert "Check before you publish" not in said(answer)
    assert Publication.objects.count() == 1


# Correcting --------------------------------------------------------------------------------------


def test_a_correction_is_public_at_once_and_the_other_languages_are_stale_until_they_follow(
    desk, public, officer, translator, reviewer
):
    new = "Afati i aplikimit është 20 ditë, deri më 17 mars 2026."

    desk.post(page_of("correct_sentence", public, 3), {"text": new, "seen": 1})

    assert new in portal("sq")
    assert "Out of date since" not in portal("sq")
    for tag in ("sr-Cyrl", "sr-Latn"):
        assert "Out of date since" in portal(tag)
    assert public.document.translations.get().state == State.OPEN
    assert "out of date on the portal" in said(desk.get(page_of("notice", public)))

    row = public.document.translations.get()
    target = row.targets.get(segment__position=3)
    text = "Рок за пријаву је 20 дана, до 17. марта 2026."
    translation.write(target=target, text=text, seen=target.version, confirm=True, by=translator, at=LATER)
    translation.submit(translation=row, by=translator, at=LATER)
    assert "Out of date since" in portal("sr-Cyrl")
    translation.approve(translation=row, by=reviewer, at=LATER)
    desk.post(page_of("publish", public))

    assert "Out of date since" not in portal("sr-Cyrl")
    assert text in portal("sr-Cyrl")
    assert "Rok za prijavu je 20 dana" in portal("sr-Latn")


def test_a_correction_during_review_takes_the_translation_back_to_the_translator(sent, desk, translator, reviewer):
    row = office.translate(sent, translator, AT)

    desk.post(page_of("correct_sentence", sent, 2), {"text": "Komuna shpall dy vende të lira.", "seen": 1})

    row.refresh_from_db()
    assert row.state == State.OPEN
    assert translation.unready(row) == [2]


def test_a_correction_before_publication_brings_nothing_out(sent, desk):
    desk.post(page_of("correct_sentence", sent, 2), {"text": "Komuna shpall dy vende të lira.", "seen": 1})

    assert not Publication.objects.exists()
    assert sent.document.segments.get(position=2).text == "Komuna shpall dy vende të lira."


@pytest.mark.parametrize("text", ["", "   ", "Afa\0ti"])
def test_a_sentence_cannot_be_corrected_away(desk, public, text):
    answer = desk.post(page_of("correct_sentence", public, 3), {"text": text, "seen": 1})

    assert answer.status_code == 422
    assert public.document.segments.get(position=3).version == 1


def test_who_corrects_second_is_told_what_it_says_now_and_may_say_otherwise(desk, public, officer):
    first, second = "Afati është 20 ditë.", "Afati është 30 ditë."
    desk.post(page_of("correct_sentence", public, 3), {"text": first, "seen": 1})

    answer = desk.post(page_of("correct_sentence", public, 3), {"text": second, "seen": 1})

    assert answer.status_code == 422
    assert f"It now reads: {first}" in said(answer)
    assert f"{second}</textarea>" in said(answer)
    again = {"text": second, "seen": answer.context["form"]["seen"].value()}
    assert desk.post(page_of("correct_sentence", public, 3), again).status_code == 302
    assert second in portal("sq")


# Withdrawing -------------------------------------------------------------------------------------


def test_a_withdrawn_notice_says_so_at_its_address_and_is_in_no_list(desk, public):
    assert "Withdraw" in said(desk.get(page_of("withdraw", public)))
    desk.post(page_of("withdraw", public))

    for address in ("", "side-by-side/", "sq.pdf", "sr-Cyrl.docx"):
        answer = Client().get(f"/en/notices/gracanice/1/{address}")
        assert answer.status_code == 410
        assert "withdrawn" in said(answer)
    assert office.TITLE not in said(Client().get("/en/notices/"))
    assert AuditEntry.objects.filter(verb="notice.withdrawn").count() == 1


# Who may -----------------------------------------------------------------------------------------

PAGES = ("text", "draft", "send", "notice", "publish", "correct", "withdraw")


def test_a_stranger_does_not_learn_that_a_notice_exists(client, public, stranger):
    client.force_login(stranger)

    for name in PAGES:
        assert client.post(page_of(name, public), {"text": "x", "reason": "x"}).status_code == 404
        assert client.get(page_of(name, public)).status_code in {404, 405}
    assert client.post(page_of("correct_sentence", public, 3), {"text": "x", "seen": 1}).status_code == 404


def test_who_is_not_logged_in_is_asked_to(client, public):
    for name in PAGES:
        assert client.post(page_of(name, public)).url.startswith("/en/accounts/login/")


@pytest.fixture(params=["translator", "reviewer"])
def helper(request, client):
    """Somebody of the municipality who does not publish."""
    client.force_login(request.getfixturevalue(request.param))
    return client


def test_who_does_not_publish_sees_a_notice_and_changes_nothing_of_it(helper, gracanica, officer):
    notice = office.publish_notice_in_albanian(gracanica, officer, AT)
    assert helper.get(page_of("notice", notice)).status_code == 200

    for name, values in (("publish", {"reason": "x"}), ("withdraw", {}), ("send", {"further": "tr"})):
        assert helper.post(page_of(name, notice), values).status_code == 403
    assert helper.post(page_of("correct_sentence", notice, 3), {"text": "x", "seen": 1}).status_code == 403

    notice.refresh_from_db()
    assert (Publication.objects.count(), notice.withdrawn_at) == (1, None)
    assert notice.document.translations.count() == 1


def test_who_does_not_publish_starts_and_writes_no_notice(helper, gracanica, officer):
    notice = actions.start(municipality=gracanica, kind="call", by=officer, at=AT)

    for name in ("text", "draft"):
        form = {"title": "x", "text": "x", "written_in": "sq"}
        assert helper.post(page_of(name, notice), form).status_code == 403
    assert helper.post(reverse("notices:start"), {"municipality": gracanica.slug, "kind": "call"}).status_code == 403

    notice.refresh_from_db()
    assert (notice.document, notice.draft) == (None, {})
