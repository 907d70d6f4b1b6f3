"""What an officer has typed is there again, whatever comes between, until the translators have it."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import translation

from tests.conftest import AT
from tests.site import office
from uramost_web.notices import actions
from uramost_web.notices.models import Notice
from uramost_web.places.permissions import NotAllowed
from uramost_web.translation.models import Document

pytestmark = pytest.mark.django_db
TYPED = {"written_in": "sq", "title": office.TITLE, "text": office.ALBANIAN.strip()}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def notice(officer, gracanica):
    return actions.start(municipality=gracanica, kind="vacancy", by=officer, at=AT)


def page_of(client, name: str, notice: Notice) -> str:
    return reverse(f"notices:{name}", args=[notice.pk])


def test_who_goes_back_from_the_last_step_finds_what_they_typed(client, officer, notice):
    client.force_login(officer)
    client.post(page_of(client, "text", notice), TYPED)

    form = client.get(page_of(client, "text", notice)).context["form"]

    assert {name: form[name].value() for name in TYPED} == TYPED


def test_what_is_typed_after_going_back_is_kept_too(client, officer, notice):
    client.force_login(officer)
    client.post(page_of(client, "text", notice), TYPED)

    saved = client.post(page_of(client, "draft", notice), {**TYPED, "title": "Konkurs tjetër"})

    assert saved.content.decode() == "Saved"
    assert client.get(page_of(client, "text", notice)).context["form"]["title"].value() == "Konkurs tjetër"


def test_a_file_that_cannot_be_read_does_not_cost_what_was_typed(client, officer, notice, tmp_path):
    client.force_login(officer)
    broken = tmp_path / "konkurs.docx"
    broken.write_bytes(b"no document at all")

    with broken.open("rb") as file:
        page = client.post(page_of(client, "text", notice), {**TYPED, "file": file})

    assert page.status_code == 422
    notice.refresh_from_db()
    assert notice.draft == TYPED


def test_a_draft_that_comes_too_late_is_not_said_to_be_saved(client, officer, gracanica):
    notice = office.start_notice(gracanica, officer, AT)
    client.force_login(officer)

    answer = client.post(page_of(client, "draft", notice), {**TYPED, "title": "Konkurs tjetër"})

    assert (answer.status_code, "already" in answer.content.decode()) == (409, True)
    with pytest.raises(NotAllowed):
        actions.keep_draft(notice=notice, draft=TYPED, by=officer)


def test_a_text_given_again_leaves_no_file_of_the_first_behind(officer, notice, django_capture_on_commit_callbacks):
    def give(text: str) -> Document:
        with django_capture_on_commit_callbacks(execute=True):
            actions.give_text(
                notice=notice,
                title=office.TITLE,
                data=text.encode(),
                filename="text.txt",
                written_in="sq",
                by=officer,
                at=AT,
            )
        return notice.given()

    first = give("Komuna shpall konkurs.").original.name
    second = give("Komuna shpall një konkurs tjetër.").original.name

    assert (default_storage.exists(first), default_storage.exists(second)) == (False, True)


@pytest.mark.parametrize(
    ("written_in", "text", "words"),
    [
        ("sq", "Kerkesa eshte bere.", [("Kerkesa", "Kërkesa"), ("eshte", "është"), ("bere", "bërë")]),
        ("sr-Latn", "Opstina moze da trazi.", [("Opstina", "Opština"), ("moze", "može"), ("trazi", "traži")]),
        ("sq", "Kërkesa është bërë.", []),
    ],
)
def test_letters_that_may_be_missing_are_shown_before_it_is_sent_and_none_is_changed(
    desk, notice, written_in, text, words
):
    desk.post(page_of(desk, "text", notice), {"written_in": written_in, "title": "Test", "text": text})

    answer = desk.get(page_of(desk, "send", notice))

    assert answer.context["lost_letters"] == words
    assert ("3 words look as if not all their letters were typed" in answer.content.decode()) == bool(words)
    assert text in desk.get(page_of(desk, "text", notice)).content.decode()
