"""A municipality's feed, one for each language and script."""

import xml.etree.ElementTree as ET
from datetime import datetime

import pytest

from tests.site.portal import stories

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
ALBANIAN = "/sq/municipalities/gracanice/feeds/sq.atom"
SERBIAN = "/sr/municipalities/gracanice/feeds/sr-Cyrl.atom"


def parsed(answer) -> ET.Element:
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(answer.content)  # noqa: S314  # what we have just written


def text(element: ET.Element, name: str) -> str:
    return element.findtext(ATOM + name) or ""


def test_a_feed_is_complete(client, notice, settings):
    settings.SITE_URL = "https://uramost.example"

    feed = parsed(client.get(SERBIAN))

    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "sr-Cyrl"
    assert text(feed, "id").startswith("tag:uramost.example,")
    assert datetime.fromisoformat(text(feed, "updated"))
    assert text(feed.find(ATOM + "author"), "name") == "Грачаница"
    links = {link.get("rel"): link.get("href") for link in feed.findall(ATOM + "link")}
    assert links == {
        "self": f"https://uramost.example{SERBIAN}",
        "alternate": "https://uramost.example/sr/municipalities/gracanice/",
    }


def test_an_entry_has_the_whole_notice(client, notice, settings):
    settings.SITE_URL = "https://uramost.example"

    (entry,) = parsed(client.get(SERBIAN)).findall(ATOM + "entry")

    assert text(entry, "title") == "Конкурс за преводиоца"
    assert entry.find(ATOM + "link").get("href") == "https://uramost.example/sr/notices/gracanice/1/"
    assert "<p>Општина расписује конкурс" in text(entry, "content")
    assert entry.find(ATOM + "content").get("type") == "html"
    assert text(entry, "published") == text(entry, "updated") == "2026-03-02T09:00:00+00:00"


def test_each_script_has_its_feed_and_entries_differ_in_their_ids(client, notice):
    ids = set()
    for tag in ("sq", "sr-Cyrl", "sr-Latn"):
        (entry,) = parsed(client.get(f"/en/municipalities/gracanice/feeds/{tag}.atom")).findall(ATOM + "entry")
        ids.add(text(entry, "id"))

    assert len(ids) == 3


def test_a_feed_is_the_same_whatever_the_language_of_its_address(client, notice):
    other = client.get("/en/municipalities/gracanice/feeds/sr-Cyrl.atom")

    assert other.content == client.get(SERBIAN).content
    assert other.headers["Content-Language"] == "sr-Cyrl"


def test_a_correction_updates_the_original_and_warns_the_others(client, notice, officer):
    before = text(parsed(client.get(SERBIAN)).find(ATOM + "entry"), "id")

    stories.correct_deadline(notice, officer)

    (original,) = parsed(client.get(ALBANIAN)).findall(ATOM + "entry")
    (serbian,) = parsed(client.get(SERBIAN)).findall(ATOM + "entry")
    assert "20 ditë" in text(original, "content")
    assert text(original, "published") == "2026-03-02T09:00:00+00:00"
    assert text(original, "updated") == text(serbian, "updated") == "2026-03-03T15:00:00+00:00"
    assert "<strong>" in text(serbian, "content")
    assert "<strong>" not in text(original, "content")
    assert text(serbian, "id") == before


def test_what_has_not_changed_is_not_sent_again(client, notice, officer):
    first = client.get(SERBIAN)

    by_mark = client.get(SERBIAN, headers={"if-none-match": first.headers["ETag"]})
    by_time = client.get(SERBIAN, headers={"if-modified-since": first.headers["Last-Modified"]})
    assert (by_mark.status_code, by_time.status_code) == (304, 304)
    assert by_mark.headers["ETag"] == first.headers["ETag"]

    stories.withdraw(notice, officer)
    again = client.get(SERBIAN, headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 200
    assert parsed(again).findall(ATOM + "entry") == []


def test_a_correction_changes_every_feed_of_the_municipality(client, notice, officer):
    marks = {address: client.get(address).headers["ETag"] for address in (ALBANIAN, SERBIAN)}

    stories.correct_deadline(notice, officer)

    assert all(client.get(address).headers["ETag"] != mark for address, mark in marks.items())


def test_a_feed_without_notices_is_a_feed(client, kosovo):
    feed = parsed(client.get("/sq/municipalities/peje/feeds/sq.atom"))

    assert text(feed, "updated")
    assert feed.findall(ATOM + "entry") == []


@pytest.mark.parametrize("address", ["gracanice/feeds/xx.atom", "nowhere/feeds/sq.atom", "gracanice/feeds/%00.atom"])
def test_there_is_no_feed_of_what_there_is_not(client, kosovo, address):
    assert client.get(f"/sq/municipalities/{address}").status_code == 404


def test_pages_lead_to_the_feeds_of_every_language_owed(read, kosovo):
    for page in (read("/sr/municipalities/prizren/"), read("/sr/municipalities/prizren/subscribe/")):
        for tag in ("sq", "sr-Cyrl", "sr-Latn", "tr", "bs"):
            assert f'<link rel="alternate" type="application/atom+xml" hreflang="{tag}"' in page


def test_the_page_about_subscribing_gives_addresses_to_copy(read, notice, settings):
    settings.SITE_URL = "https://uramost.example"

    assert f'value="https://uramost.example{SERBIAN}"' in read("/en/municipalities/gracanice/subscribe/")


def test_asking_for_a_feed_costs_few_queries(client, notice, django_assert_max_num_queries):
    client.get(SERBIAN)
    with django_assert_max_num_queries(7):
        client.get(SERBIAN)
