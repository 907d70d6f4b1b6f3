"""What is not public is nowhere to be seen, what was withdrawn is gone everywhere, and words never become a program."""

from html.parser import HTMLParser
from typing import Any

import pytest
from lxml import etree

from tests.conftest import AT
from tests.site import office
from tests.site.portal import stories
from uramost_web.notices import actions
from uramost_web.translation import actions as translation

pytestmark = pytest.mark.django_db

LISTS = (
    "/sr/",
    "/sr/notices/",
    "/sr/notices/?q={word}",
    "/sr/municipalities/gracanice/",
    "/sr/municipalities/gracanice/feeds/sq.atom",
    "/sr/municipalities/gracanice/feeds/sr-Cyrl.atom",
    "/sr/municipalities/gracanice/feeds/sr-Latn.atom",
    "/sr/figures/gracanice/accessible/",
    "/sr/figures/all/updated/",
)
OWN = ("/sr/notices/gracanice/1/", "/sr/notices/gracanice/1/?text=sr-Cyrl", "/sr/notices/gracanice/1/side-by-side/")
FILES = tuple(f"/sr/notices/gracanice/1/{tag}.{form}" for tag in ("sr-Cyrl", "sr-Latn") for form in ("pdf", "docx"))
SECRET = {**office.SERBIAN, office.TITLE: "Тајнимирко"}


def seen(client: Any, address: str) -> str:
    answer = client.get(address.format(word="Тајнимирко"))
    return str(answer.content.decode()) if not answer.streaming else "a file"


@pytest.mark.parametrize("state", ["draft", "submitted", "approved", "reopened"])
def test_a_translation_is_seen_when_it_is_published_and_not_before(client, gracanica, staff, state):
    """The notice itself is public in Albanian, so its address and its lists are there."""
    officer, translator, reviewer = staff.values()
    notice = stories.publish_albanian_only(gracanica, officer)
    row = notice.document.translations.get(language="sr-Cyrl")
    if state == "draft":
        target = row.targets.select_related("segment", "translation__document__municipality").first()
        translation.write(target=target, text="Тајнимирко", seen=0, confirm=True, by=translator, at=AT)
    else:
        row = office.translate(notice, translator, AT, words=SECRET)
    if state in {"approved", "reopened"}:
        translation.approve(translation=row, by=reviewer, at=AT)
    if state == "reopened":
        translation.reopen(translation=row, by=translator, at=AT)

    for address in (*LISTS, *OWN):
        page = seen(client, address).replace('value="Тајнимирко"', "")  # what was asked for stands in the box
        assert "Тајнимирко" not in page, address
        assert "Tajnimirko" not in page, address
    assert {client.get(address).status_code for address in FILES} == {404}


def test_a_notice_nobody_published_is_nowhere(client, gracanica, officer):
    office.start_notice(gracanica, officer, AT, title="Sekretimirko")

    for address in LISTS:
        assert "Sekretimirko" not in seen(client, address), address
    assert {client.get(address).status_code for address in (*OWN, *FILES)} == {404}


def test_a_withdrawn_notice_is_gone_from_lists_feeds_and_downloads(client, notice, officer):
    for address in FILES:
        assert client.get(address).status_code == 200

    actions.withdraw(notice=notice, by=officer, at=AT)

    for address in (*LISTS, *OWN):
        page = seen(client, address)
        for words in ("Конкурс за преводиоца", "Konkurs za prevodioca", "Konkurs për përkthyes"):
            assert words not in page, address
    assert {client.get(address).status_code for address in (*OWN, *FILES)} == {410}


HARM = '</title></textarea><script src="//evil.example/x.js">"\'><img src=x onerror=alert(1)>]]>&#x3c;b&#x3e;'


class Parts(HTMLParser):
    """Everything in a page that a browser would run or fetch from elsewhere."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name.startswith("on") or name == "style" or (name in {"src", "href"} and "evil" in (value or "")):
                self.found.append(f"{tag} {name}")
        if tag == "img" and ("src", "x") in attrs:
            self.found.append(tag)


def test_a_title_and_a_text_are_words_on_every_page_and_in_every_feed(client, gracanica, officer):
    notice = office.start_notice(gracanica, officer, AT, title=HARM, text=f"# {HARM}\n\n{HARM}\n\n- {HARM}\n")
    actions.publish(notice=notice, reason=HARM, reason_language="sq", by=officer, at=AT)

    for address in (*LISTS, *OWN, "/sq/notices/gracanice/1/", "/sq/notices/gracanice/1/side-by-side/?text=sq"):
        page = seen(client, address)
        if address.endswith(".atom"):
            for content in etree.fromstring(page.encode()).iter("{http://www.w3.org/2005/Atom}content"):
                assert Parts(str(content.text)).found == [], address
        else:
            assert Parts(page).found == [], address
    assert "evil.example" in seen(client, "/sq/notices/gracanice/1/")  # there, and only to be read


def test_a_harmful_title_is_words_in_the_files_too(client, gracanica, officer):
    notice = office.start_notice(gracanica, officer, AT, title='#eval("1") $x$ \\ @a <b>', text="#import x: *\n\n$y$")
    actions.publish(notice=notice, reason="-", reason_language="sq", by=officer, at=AT)

    for form in ("pdf", "docx"):
        answer = client.get(f"/sq/notices/gracanice/1/sq.{form}")
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"] == f'attachment; filename="gracanice-1-sq.{form}"'
