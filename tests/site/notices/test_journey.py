"""One notice from the first word to the portal, through the pages, as people do it."""

import pytest
from django.urls import reverse
from django.utils import translation

from tests.conftest import AT
from tests.site import office
from uramost_web.notices.models import Notice
from uramost_web.translation.models import MemoryUnit, Translation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def test_an_officer_writes_a_notice_and_is_told_which_languages_are_owed(client, officer, gracanica):
    client.force_login(officer)

    page = client.get(reverse("notices:start"))
    assert "Law No. 02/L-37" in page.content.decode()

    sent = client.post(reverse("notices:start"), {"municipality": gracanica.slug, "kind": "vacancy"})
    notice = Notice.objects.get()
    assert sent.url == reverse("notices:text", args=[notice.pk])

    typed = {"written_in": "sq", "title": office.TITLE, "text": office.ALBANIAN}
    sent = client.post(sent.url, typed)
    assert sent.url == reverse("notices:send", args=[notice.pk])
    assert "Diploma universitare" in client.get(sent.url).content.decode()

    client.post(sent.url)
    assert list(Translation.objects.values_list("language", flat=True)) == ["sr-Cyrl"]
    assert client.get(reverse("notices:notice", args=[notice.pk])).status_code == 200


def test_a_translator_confirms_sentence_by_sentence(client, officer, translator, gracanica):
    notice = office.start_notice(gracanica, officer, AT)
    row = notice.document.translations.get()
    client.force_login(translator)
    bench = reverse("translation:workbench", args=[row.pk])

    page = client.get(bench).content.decode()
    assert "Konkurs për përkthyes" in page

    saved = client.post(
        reverse("translation:segment", args=[row.pk, 1]), {"text": "Konkurs za prevodioca", "seen": 0, "act": "confirm"}
    )
    assert saved.status_code == 302
    assert "?s=2" in saved.url
    assert row.targets.get(segment__position=1).text == "Конкурс за преводиоца"


def test_the_whole_way_to_the_portal(client, officer, translator, reviewer, gracanica):
    notice = office.publish_notice(gracanica, officer, translator, reviewer, AT)

    assert {text.tag for text in notice.texts.all()} == {"sq", "sr-Cyrl", "sr-Latn"}
    assert notice.texts.get(tag="sr-Latn").title == "Konkurs za prevodioca"
    assert MemoryUnit.objects.count() == 5
    with translation.override("sr"):
        page = client.get(notice.get_absolute_url())
    assert page.status_code == 200
    assert "Општина расписује конкурс" in page.content.decode()
