"""Minutes are written, made a notice, translated, published; what was decided is followed up at the next event."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils import translation as interface
from django.utils.formats import date_format

from tests.conftest import AT, make_person
from tests.site import office
from tests.site.events.running import make_course, make_event
from uramost_web.accounts.models import AuditEntry
from uramost_web.events import following_up, writing_minutes
from uramost_web.events.models import Decision, FollowUp, Minutes, State
from uramost_web.notices import actions as notices
from uramost_web.notices.models import Notice
from uramost_web.places.models import Membership
from uramost_web.places.permissions import NotAllowed
from uramost_web.translation import actions as translation

pytestmark = pytest.mark.django_db
FIRST, SECOND = "Komuna rregullon rrugën.", "Drejtoria boton planin."


RESPONSIBLE = {"Përgjegjës: Drejtoria": "Задужено: Дирекција"}


@pytest.fixture
def course(gracanica, officer):
    return make_course(gracanica, officer)


@pytest.fixture
def forum(gracanica, officer, course):
    return make_event(gracanica, officer, course=course)


def written(event, by, *texts):
    """Minutes with these decisions."""
    row = writing_minutes.write(
        event=event, title="Procesverbal", text="Banorët folën për rrugën.", language="sq", seen=0, by=by, at=AT
    )
    for text in texts:
        decide(event, by, text)
    return row


def decide(event, by, text, decision=None, due=date(2026, 4, 2)):
    values = {"text": text, "responsible": "Drejtoria", "due": due}
    seen = decision.version if decision else 0
    return writing_minutes.decide(event=event, decision=decision, values=values, seen=seen, by=by, at=AT)


def in_serbian(segment):
    """For each sentence of the minutes some Serbian; the number of a decision stays before it."""
    known = {FIRST: "Општина уређује пут.", SECOND: "Дирекција објављује план.", **RESPONSIBLE}
    for albanian, serbian in known.items():
        segment = segment.replace(albanian, serbian)
    return segment if any(serbian in segment for serbian in known.values()) else _others(segment)


def _others(segment):
    figures = " ".join(word.strip(".") for word in segment.split() if any(sign.isdigit() for sign in word))
    return f"Превод {figures}".strip() + ("." if segment.endswith(".") else "")


@pytest.fixture
def published(forum, officer, translator, reviewer):
    minutes = written(forum, officer, FIRST, SECOND)
    notice = writing_minutes.compose(event=forum, by=officer, at=AT)
    notices.send_to_translators(notice=notice, by=officer, at=AT)
    notice.refresh_from_db()
    row = notice.document.translations.get(language="sr-Cyrl")
    words = {target.segment.text: in_serbian(target.segment.text) for target in row.targets.select_related("segment")}
    translation.approve(translation=office.translate(notice, translator, AT, words=words), by=reviewer, at=AT)
    notices.publish(notice=notice, by=officer, at=AT)
    minutes.refresh_from_db()
    return minutes


def test_minutes_are_read_in_both_languages_with_what_was_decided(client, published, forum):
    address = reverse("running:public_minutes", args=[forum.pk])
    for language, said, who in (
        ("sq", FIRST, "Drejtoria"),
        ("sr", "Општина уређује пут.", "Дирекција"),
        ("sr-latn", "Opština uređuje put.", "Direkcija"),
    ):
        with interface.override(language):
            page = client.get(reverse("running:public_minutes", args=[forum.pk])).content.decode()
        assert f"<td>{said}</td><td>{who}</td>" in page
        with interface.override(language):
            assert (
                reverse("running:public_minutes", args=[forum.pk])
                in client.get(forum.get_absolute_url()).content.decode()
            )
    with interface.override("en"):
        page = client.get(address.replace("/sq/", "/en/")).content.decode()
    assert FIRST not in page
    assert "Shqip" in page


def test_the_notice_of_minutes_leads_to_their_event(client, published, forum, officer, translator):
    address = forum.get_absolute_url()
    assert "<h2>" in writing_minutes.published(published, "sq").html  # below the title no level is left out
    assert address in client.get(published.notice.get_absolute_url()).content.decode()
    with interface.override("en"):
        desk_page, event = reverse("notices:notice", args=[published.notice_id]), f'/desk/events/{forum.pk}/"'
    client.force_login(officer)
    assert event in client.get(desk_page).content.decode()
    client.force_login(translator)  # who may not open it
    assert event not in client.get(desk_page).content.decode()
    forum.state = State.DRAFT
    forum.save()
    assert address not in client.get(published.notice.get_absolute_url()).content.decode()


def test_where_the_translation_has_no_label_all_of_it_is_who_is_responsible(published):
    text = writing_minutes.published(published, "sr-Cyrl")
    decision = published.decisions.first()
    text.texts[decision.responsible_block] = "Дирекција"
    assert writing_minutes.who(decision, text) == "Дирекција"
    decision.responsible_block = ""  # of minutes whose notice was made before this was kept
    assert writing_minutes.who(decision, text) == ""


def test_minutes_that_are_not_public_are_nowhere(client, forum, officer):
    written(forum, officer, FIRST)
    assert client.get(reverse("running:public_minutes", args=[forum.pk])).status_code == 404
    notice = writing_minutes.compose(event=forum, by=officer, at=AT)
    assert client.get(reverse("running:public_minutes", args=[forum.pk])).status_code == 404
    assert Notice.objects.filter(pk=notice.pk).count() == 1


def test_minutes_can_be_changed_until_the_translators_have_them(forum, officer):
    written(forum, officer, FIRST, SECOND)
    notice = writing_minutes.compose(event=forum, by=officer, at=AT)
    first, _second = Decision.objects.all()
    decide(forum, officer, "Diçka tjetër.", first, due=None)
    assert writing_minutes.compose(event=forum, by=officer, at=AT).pk == notice.pk
    notice.refresh_from_db()
    first.refresh_from_db()
    text = notice.document.source_texts()[first.block]
    assert "Diçka tjetër." in text
    notices.send_to_translators(notice=notice, by=officer, at=AT)
    for change in (
        lambda: decide(forum, officer, "Tepër vonë.", first),
        lambda: writing_minutes.compose(event=forum, by=officer, at=AT),
        lambda: written(forum, officer),
        lambda: writing_minutes.strike(event=forum, decision=first, seen=first.version, by=officer, at=AT),
    ):
        with pytest.raises(NotAllowed, match="already_translated"):
            change()


def test_a_struck_decision_leaves_no_gap(forum, officer):
    written(forum, officer, FIRST, SECOND, "E treta.")
    writing_minutes.strike(event=forum, decision=Decision.objects.get(number=1), seen=1, by=officer, at=AT)
    assert list(Decision.objects.values_list("number", "text")) == [(1, SECOND), (2, "E treta.")]


def test_what_was_struck_meanwhile_does_not_come_again(forum, officer):
    written(forum, officer, FIRST, SECOND)
    first, second = Decision.objects.order_by("number")
    writing_minutes.strike(event=forum, decision=Decision.objects.get(pk=first.pk), seen=1, by=officer, at=AT)
    with pytest.raises(NotAllowed):
        decide(forum, officer, "Tjetër.", first)
    decide(forum, officer, "Ndryshe.", second)
    assert list(Decision.objects.values_list("number", "text")) == [(1, "Ndryshe.")]


def follow(event, number, state, by):
    decision = Decision.objects.get(number=number)
    following_up.follow_up(event=event, decision=decision, state=state, note="", by=by, at=AT)


def test_the_next_event_counts_what_was_carried_out(gracanica, officer, course, forum, published):
    second, third = (
        make_event(gracanica, officer, course=course, starts=AT + timedelta(days=30 * number)) for number in (1, 2)
    )
    assert following_up.counted(following_up.followed(second)) == (0, 2)
    follow(second, 1, "done", officer)
    follow(second, 2, "open", officer)
    assert following_up.counted(following_up.followed(second)) == (1, 2)
    written(second, officer).decisions.create(number=7, text="E re.", responsible="Zyra")
    assert {row.decision.number for row in following_up.followed(third)} == {2, 7}
    follow(third, 2, "done", officer)
    assert following_up.counted(following_up.followed(third)) == (1, 2)
    assert following_up.counted(following_up.followed(second)) == (1, 2)  # what it found then stands
    assert Decision.objects.get(number=2).state == "done"
    follow(second, 2, "dropped", officer)  # an earlier event corrects itself: the later word stands
    assert Decision.objects.get(number=2).state == "done"
    assert following_up.followed(forum) == []


def test_another_course_and_a_cancelled_event_are_not_followed_up(gracanica, officer, course, published):
    elsewhere = make_event(gracanica, officer, starts=AT + timedelta(days=1), course=make_course(gracanica, officer))
    assert following_up.followed(elsewhere) == []
    alone = make_event(gracanica, officer, starts=AT + timedelta(days=1))
    assert following_up.followed(alone) == []
    with pytest.raises(NotAllowed):
        follow(alone, 1, "done", officer)
    published.event.state = State.CANCELLED
    published.event.save()
    assert following_up.followed(make_event(gracanica, officer, starts=AT + timedelta(days=2), course=course)) == []


def desk(event, name, *more):
    with interface.override("en"):
        return reverse(f"running:{name}", args=[event.pk, *more])


def test_the_whole_way_on_the_pages(client, gracanica, officer, course, forum):
    client.force_login(officer)
    minutes = desk(forum, "minutes")
    assert client.get(desk(forum, "decision_new")).status_code == 404  # there are no minutes yet
    assert client.post(minutes, {"language": "xx", "title": "", "text": "a\x00"}).status_code == 422
    assert client.post(minutes, {"language": "sq", "title": "Procesverbal", "text": "Folën."}).status_code == 302
    for wrong in ({"text": "", "responsible": "Zyra"}, {"text": "A", "responsible": "Zyra", "due": "31.02.2026"}):
        assert client.post(desk(forum, "decision_new"), wrong).status_code == 422
    sent = {"text": FIRST, "responsible": "Zyra", "due": "2026-04-02"}
    assert client.post(desk(forum, "decision_new"), sent).status_code == 302
    assert client.post(desk(forum, "decision_new"), sent | {"text": SECOND}).status_code == 302
    row = Decision.objects.get(text=SECOND)
    assert client.post(desk(forum, "decision", row.pk), {"act": "strike", "seen": 1}).status_code == 302
    assert FIRST in client.get(minutes).content.decode()
    answer = client.post(desk(forum, "compose"))
    assert answer.url == f"/en/desk/notices/{Minutes.objects.get().notice_id}/"
    following = make_event(gracanica, officer, course=course, starts=AT + timedelta(days=30))
    told = {"decision": Decision.objects.get().pk, "state": "done", "note": "U krye."}
    assert client.post(desk(following, "follow_up"), told | {"state": "lost"}).status_code == 422
    assert client.post(desk(following, "follow_up"), told).status_code == 302
    assert "1 of 1 decisions carried out" in client.get(desk(following, "follow_up")).content.decode()
    with CaptureQueriesContext(connection) as few:
        client.get(desk(following, "follow_up"))
    Minutes.objects.get().decisions.create(number=5, text="Tjetër.", responsible="Zyra")
    with CaptureQueriesContext(connection) as many:
        client.get(desk(following, "follow_up"))
    assert len(few) == len(many)


def test_of_minutes_in_which_nothing_stands_no_notice_is_made(client, forum, officer):
    client.force_login(officer)
    client.post(desk(forum, "minutes"), {"language": "sq", "title": "Procesverbal", "text": ""})
    page = client.get(desk(forum, "minutes")).content.decode()
    assert desk(forum, "compose") not in page
    answer = client.post(desk(forum, "compose"))
    assert (answer.status_code, answer.url) == (302, desk(forum, "minutes"))
    assert Minutes.objects.get().notice is None
    client.post(desk(forum, "decision_new"), {"text": FIRST, "responsible": "Zyra"})
    assert desk(forum, "compose") in client.get(desk(forum, "minutes")).content.decode()


@pytest.fixture
def colleague(gracanica):
    """Another officer of the same town hall."""
    person = make_person("colleague@example.org", name="Arben Gashi")
    Membership.objects.create(user=person, role="officer", municipality=gracanica)
    return person


def hidden(page):
    """The version that the form of a page was made with."""
    return re.search(r'name="seen" value="(\d+)"', page.content.decode())[1]


def test_of_two_who_write_minutes_at_once_neither_loses_a_word(client, forum, officer, colleague):
    """Both open the empty page, both save: the second is told, sees both texts, and may put theirs in its place."""
    mine = {"language": "sq", "title": "Procesverbal", "text": "Folën për rrugën."}
    theirs = mine | {"text": "Folën për <ujin>."}
    client.force_login(colleague)
    assert client.post(desk(forum, "minutes"), theirs).status_code == 302
    assert client.post(desk(forum, "minutes"), theirs).status_code == 302  # sent twice: nobody else was there
    client.force_login(officer)
    told = client.post(desk(forum, "minutes"), mine)
    page = told.content.decode()
    assert told.status_code == 422
    assert "Folën për rrugën.</textarea>" in page
    assert "Folën për &lt;ujin&gt;.</p></blockquote>" in page
    when = timezone.localtime(Minutes.objects.get().changed_at)
    assert f"Arben Gashi saved this on {date_format(when, 'DATETIME_FORMAT')}:" in page
    assert Minutes.objects.get().text == theirs["text"]
    assert client.post(desk(forum, "minutes"), mine | {"seen": hidden(told)}).status_code == 302
    assert Minutes.objects.get().text == mine["text"]
    assert AuditEntry.objects.filter(verb="minutes.written").count() == 2


def test_a_decision_changed_meanwhile_is_neither_overwritten_nor_struck(client, forum, officer):
    written(forum, officer, FIRST)
    row = Decision.objects.get()
    client.force_login(officer)
    address = desk(forum, "decision", row.pk)
    opened = hidden(client.get(address))
    decide(forum, officer, SECOND, row)
    mine = {"text": "Ndryshe.", "responsible": "Zyra", "seen": opened}
    for sent in (mine, mine | {"act": "strike"}, mine | {"seen": ""}):
        told = client.post(address, sent)
        assert told.status_code == 422
        assert f"<p>{SECOND}</p>" in told.content.decode()
        assert 'value="Ndryshe."' in told.content.decode()
        assert Decision.objects.get().text == SECOND
    client.post(address, mine | {"seen": hidden(told)})
    assert Decision.objects.get().text == "Ndryshe."
    client.post(address, {"act": "strike", "seen": hidden(client.get(address))})
    assert not Decision.objects.exists()


def test_what_is_written_on_a_version_that_is_not_there_is_kept(client, forum, officer):
    client.force_login(officer)
    sent = {"language": "sq", "title": "Procesverbal", "text": "Folën.", "seen": 1}
    assert client.post(desk(forum, "minutes"), sent).status_code == 302
    decided = {"text": FIRST, "responsible": "Zyra", "seen": 3}
    assert client.post(desk(forum, "decision_new"), decided).status_code == 302
    assert (Minutes.objects.get().version, Decision.objects.get().version) == (1, 1)


def everything():
    tables = (Minutes, Decision, FollowUp, Notice)
    return [
        list(AuditEntry.objects.values_list("hash")),
        *(sorted(table.objects.values_list("pk")) for table in tables),
    ]


@pytest.fixture
def outsiders(stranger, translator, auditor):
    """With what they are told, whatever they ask for."""
    return (stranger, {404, 405}), (translator, {404, 405}), (auditor, {403, 405})


def test_minutes_at_their_door(client, forum, officer, outsiders):
    written(forum, officer, FIRST)
    number = Decision.objects.get().pk
    sent = {"language": "sq", "title": "T", "text": "A", "responsible": "B", "state": "done", "decision": number}
    pages = [("minutes",), ("compose",), ("decision_new",), ("decision", number), ("follow_up",)]
    addresses = [desk(forum, *page) for page in pages]
    before = everything()
    for person, codes in outsiders:
        client.force_login(person)
        answers = [one for to in addresses for one in (client.get(to), client.post(to, sent))]
        assert {answer.status_code for answer in answers} <= codes
        assert not any(FIRST in answer.content.decode() for answer in answers)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(officer)
    assert {browser.post(to, sent).status_code for to in addresses} == {403}
    assert everything() == before


def test_programme_staff_write_minutes_and_an_officer_makes_the_notice(client, forum, programme):
    client.force_login(programme)
    client.post(desk(forum, "minutes"), {"language": "sq", "title": "Procesverbal", "text": "Folën."})
    assert Minutes.objects.exists()
    assert client.post(desk(forum, "compose")).status_code == 403
    assert Minutes.objects.get().notice is None
