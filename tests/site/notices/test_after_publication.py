"""What happens to a notice that is out: a translation is improved, the notice is withdrawn."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.conftest import AT, make_person
from tests.site import office
from uramost_web.notices import actions
from uramost_web.notices.models import Notice
from uramost_web.places.permissions import NotAllowed
from uramost_web.translation import actions as translation

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)


def pages(name: str, notice: Notice, *more: int) -> str:
    return reverse(f"notices:{name}", args=[notice.pk, *more])


@pytest.fixture
def published(gracanica, officer, translator, reviewer):
    return office.publish_notice(gracanica, officer, translator, reviewer, AT)


@pytest.fixture
def alone(gracanica, officer):
    """A notice that is out in Albanian alone."""
    notice = office.start_notice(gracanica, officer, AT)
    actions.publish(notice=notice, reason="Përkthyesi është i sëmurë.", reason_language="sq", by=officer, at=AT)
    return notice


def test_a_translation_improved_later_goes_out_as_a_new_edition(published, officer, translator, reviewer):
    row = published.document.translations.get()
    translation.reopen(translation=row, by=translator, at=LATER)
    target = row.targets.select_related("segment", "translation__document__municipality").get(segment__position=1)
    better = "Оглас за преводиоца"
    translation.write(target=target, text=better, seen=target.version, confirm=True, by=translator, at=LATER)
    translation.submit(translation=row, by=translator, at=LATER)
    translation.approve(translation=row, by=reviewer, at=LATER)

    publication = actions.publish(notice=published, by=officer, at=LATER)

    assert {text.tag for text in publication.texts.all()} == {"sr-Cyrl", "sr-Latn"}
    assert published.texts.get(tag="sr-Latn", current=True).title == "Oglas za prevodioca"


def test_what_is_public_as_it_is_does_not_go_out_twice(published, officer):
    with pytest.raises(actions.NothingNew):
        actions.publish(notice=published, by=officer, at=LATER)


def test_a_withdrawn_notice_stays_as_it_was(desk, published, officer):
    desk.post(pages("withdraw", published))
    published.refresh_from_db()
    segment = published.document.segments.get(position=3)

    for name in ("publish", "correct", "withdraw"):
        assert desk.get(pages(name, published)).url == pages("notice", published)
    with pytest.raises(NotAllowed):
        actions.correct(notice=published, segment=segment, text="Afati është 20 ditë.", seen=1, by=officer, at=LATER)
    with pytest.raises(NotAllowed):
        actions.withdraw(notice=published, by=officer, at=LATER)
    assert published.publications.count() == 1


def test_what_was_never_public_cannot_be_withdrawn(desk, gracanica, officer):
    notice = office.start_notice(gracanica, officer, AT)

    desk.post(pages("withdraw", notice))

    notice.refresh_from_db()
    assert notice.withdrawn_at is None
    with pytest.raises(NotAllowed):
        actions.withdraw(notice=notice, by=officer, at=LATER)


def test_translators_are_not_asked_to_translate_what_is_withdrawn(client, gracanica, alone, officer):
    client.force_login(make_person("second@example.org", municipality=gracanica, roles=("translator",)))
    assert client.get(reverse("desk")).context["translations"]

    actions.withdraw(notice=alone, by=officer, at=LATER)

    assert not client.get(reverse("desk")).context["translations"]


def test_the_desk_says_which_language_is_still_missing_after_publication(desk, alone):
    assert "1 language owed is missing" in desk.get(pages("notice", alone)).content.decode()


def test_the_source_is_no_translation_of_itself(gracanica, officer):
    notice = office.start_notice(gracanica, officer, AT)

    opened = translation.open_translations(document=notice.document, tags=["sq", "en"], by=officer, at=AT)

    assert [row.language for row in opened] == ["en"]
    assert set(notice.document.translations.values_list("language", flat=True)) == {"sr-Cyrl", "en"}
