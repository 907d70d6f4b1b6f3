"""Until when a text can be replaced as a whole, also at the same moment; and no file is left that nobody knows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import reverse

from tests.conftest import AT
from tests.site import office
from tests.site.at_once import at_once, on_disk
from tests.site.pages import give_text, said
from uramost_web.notices import actions
from uramost_web.notices.models import Notice
from uramost_web.places.permissions import NotAllowed
from uramost_web.translation.models import Document, Segment

REASON = {"reason": "Përkthyesi është i sëmurë.", "reason_language": "sq"}


@pytest.fixture
def public(notice: Notice, officer: Any) -> Notice:
    """Out in Albanian; nobody was asked to translate it."""
    give(notice, officer, office.ALBANIAN)
    actions.publish(notice=notice, **REASON, by=officer, at=AT)
    notice.refresh_from_db()
    return notice


def give(notice: Notice, officer: Any, text: str) -> None:
    actions.give_text(
        notice=notice,
        title=office.TITLE,
        data=text.encode(),
        filename="text.txt",
        written_in="sq",
        by=officer,
        at=AT,
    )


def files(settings: Any) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("originals/**/*") if path.is_file()]


@pytest.mark.django_db
def test_a_public_text_is_not_replaced_behind_its_readers(desk, public, settings):
    kept = files(settings)

    answer = give_text(desk, public, text="Diçka krejt tjetër.")
    page = said(desk.get(answer.url))

    assert "This text is public already. Correct single sentences instead." in page
    assert reverse("notices:text", args=[public.pk]) not in page
    assert Segment.objects.filter(text__contains="krejt tjetër").count() == 0
    assert files(settings) == kept
    typing = desk.post(reverse("notices:draft", args=[public.pk]), {"text": "Diçka"})
    assert (typing.status_code, typing.content.decode()[:24]) == (409, "This text is public alre")


@pytest.mark.django_db
def test_whoever_still_has_the_old_page_open_is_refused(notice, officer, gracanica):
    """The notice they hold in their hands says neither that it is public nor that it was withdrawn."""
    give(notice, officer, office.ALBANIAN)
    before = Notice.objects.get(pk=notice.pk)
    actions.publish(notice=notice, **REASON, by=officer, at=AT)

    with pytest.raises(NotAllowed, match="already_public"):
        give(before, officer, "Diçka tjetër.")
    actions.withdraw(notice=notice, by=officer, at=AT)
    for late in (
        lambda: give(before, officer, "Diçka tjetër."),
        lambda: actions.send_to_translators(notice=before, by=officer, at=AT),
    ):
        with pytest.raises(NotAllowed, match="withdrawn"):
            late()


@pytest.mark.django_db(transaction=True)
def test_a_text_replaced_takes_its_file_with_it(notice, officer, settings):
    give(notice, officer, office.ALBANIAN)
    (first,) = files(settings)

    give(notice, officer, "Diçka tjetër.")

    (second,) = files(settings)
    assert first != second


@pytest.mark.django_db(transaction=True)
def test_what_the_database_refuses_leaves_no_file(notice, officer, gracanica, settings):
    """The text is read and kept, and then the notice cannot be written: everything is as before, on the disk too."""
    give(notice, officer, office.ALBANIAN)
    kept = files(settings)
    second = actions.start(municipality=gracanica, kind="vacancy", by=officer, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("CREATE UNIQUE INDEX one_text ON notices_notice (kind) WHERE document_id IS NOT NULL")
    try:
        with pytest.raises(IntegrityError):
            give(second, officer, "Diçka tjetër.")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX one_text")
    assert files(settings) == kept
    assert Document.objects.count() == 1


@pytest.fixture
def _disk(notice: Notice, tmp_path: Path) -> Iterator[None]:
    with on_disk(tmp_path):
        yield


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_disk")
def test_of_two_texts_given_at_once_one_stays_with_one_file(notice, officer, settings):
    browsers = [Client(), Client()]
    for browser in browsers:
        browser.force_login(officer)

    at_once(
        *(
            lambda browser=browser, text=text: give_text(browser, notice, text=text)
            for browser, text in zip(browsers, ("Teksti i parë.", "Teksti i dytë."), strict=True)
        )
    )

    assert Document.objects.count() == 1
    assert len(files(settings)) == 1
