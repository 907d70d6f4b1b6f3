"""A clerk at the desk: reads a case, acts on it, and is held to the resident's language."""

from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html

from tests.conftest import make_person
from tests.site.casework.conftest import LIGHT, do, page_of
from uramost import states
from uramost_web.accounts.models import AuditEntry
from uramost_web.casework import acts, desk_acts, desk_wording, history, resident, wording
from uramost_web.casework.history import Said
from uramost_web.casework.models import AnswerText, Attachment, Case, Office, Reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
ANSWER = "Светло је поправљено."


def add_photo(case, media_type="image/jpeg", content=b"\xff\xd8\xff made up"):
    row = Attachment(key=uuid4(), case=case, name="слика.jpg", media_type=media_type, size=9, at=timezone.now())
    row.file.save("", ContentFile(content), save=False)
    row.save()
    return row


def test_every_act_and_every_entry_has_its_words():
    moves = {move.code for move in states.MOVES}
    office = {move.code for move in states.MOVES if {"clerk", "head"} & set(move.who)} - {"receive"}
    beside = {"extend", "assign", "note", "release"}

    assert desk_acts.TABLE.keys() == office | beside == set(desk_acts.ORDER)
    assert wording.ACTS.keys() >= desk_acts.TABLE.keys()
    assert desk_wording.DONE.keys() >= moves | beside | {
        "add", "rate", "moved_date", "merged_here", "merged_end", "machine_read", "news",
    }  # fmt: skip
    assert wording.REFUSED.keys() >= {"not_positive", "not_public"}


def test_a_clerk_reads_a_case_and_that_is_written_down(client, case, clerk):
    client.force_login(clerk)
    page = client.get(page_of(case)).content.decode()
    client.get(page_of(case))

    assert LIGHT in page
    assert "resident@example.org" in page
    assert "The last day is" in page
    assert Reading.objects.get(case=case).person == clerk


def test_a_case_that_no_database_can_look_for_is_not_there(client, case, clerk):
    client.force_login(clerk)
    for code in ("", "note/"):
        assert client.get(f"/en/desk/cases/{case.reference}%00/{code}").status_code == 404


@pytest.mark.parametrize("way", ["case", "reading", "act", "attachment", "letter"])
def test_whichever_page_of_a_case_is_opened_first_it_is_written_down(client, case, clerk, way):
    acts.act(case=case, code="plan", by=clerk, at=timezone.now(), said=Said("У петак.", "sr-Cyrl"))
    more = {"act": ["note"], "attachment": [add_photo(case).key], "letter": [2]}.get(way, [])
    client.force_login(clerk)
    address = reverse(f"cases:{way}", args=[case.reference, *more])
    for _ in range(2):
        assert client.get(address).status_code == 200
    assert [reading.person for reading in case.readings.all()] == [clerk]


def test_of_another_municipality_nothing_is_told_and_an_auditor_only_reads(client, case, stranger, auditor, clerk):
    acts.act(case=case, code="answer", by=clerk, at=timezone.now(), said=Said(ANSWER, "sr-Cyrl"))
    photo = add_photo(case)
    of_case = [
        page_of(case),
        page_of(case, "answer"),
        reverse("cases:reading", args=[case.reference]),
        reverse("cases:attachment", args=[case.reference, photo.key]),
        reverse("cases:letter", args=[case.reference, 2]),
    ]
    clerk_elsewhere = make_person(
        "elsewhere@example.org", municipality=stranger.memberships.first().municipality, roles=("clerk",)
    )
    for person in (stranger, clerk_elsewhere):
        client.force_login(person)
        assert {client.get(address).status_code for address in of_case} == {404}
        assert do(client, case, "reopen", reason="Зашто?").status_code == 404

    client.force_login(auditor)
    page = client.get(page_of(case))
    assert page.status_code == 200
    assert "/note/" not in page.content.decode()
    assert client.get(page_of(case, "note")).status_code == 403
    before = case.entries.count()
    assert {do(client, case, code, text="x").status_code for code in desk_acts.TABLE} == {403}
    assert client.post(of_case[2]).status_code == 403
    assert case.entries.count() == before


def test_the_page_costs_the_same_however_much_has_happened(client, case, clerk, django_assert_max_num_queries):
    client.force_login(clerk)
    client.get(page_of(case))
    with django_assert_max_num_queries(40) as first:
        client.get(page_of(case))
    for number in range(12):
        acts.note(case=case, text=str(number), by=clerk, at=timezone.now())
        acts.assign(case=case, to=clerk, by=clerk, at=timezone.now())
    with CaptureQueriesContext(first.connection) as later:
        client.get(page_of(case))
    assert len(later) <= len(first) + 1  # who was given the case


def test_what_needs_nothing_is_done_by_its_button(client, case, clerk):
    client.force_login(clerk)
    page = html.fromstring(client.get(page_of(case)).content)
    (form,) = page.xpath("//form[@action=$to]", to=page_of(case, "take"))
    (button,) = form.xpath(".//button")

    assert client.post(form.get("action"), {button.get("name"): button.get("value")}).status_code == 302
    case.refresh_from_db()
    assert case.state == "in_progress"


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("note", {"text": "Zvao sam elektrodistribuciju."}),
        ("extend", {"text": "Треба времена.", "reason": "Део је наручен.", "amount": "2"}),
        ("answer", {"text": ANSWER}),
    ],
)
def test_a_form_that_comes_twice_does_nothing_twice(client, case, clerk, code, given):
    client.force_login(clerk)
    key = client.get(page_of(case, code)).context["form"]["key"].value()
    answers = [do(client, case, code, key=key, **given) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert [entry.move for entry in case.entries.all()] == ["receive", code]


def test_a_case_forwarded_by_a_form_that_comes_twice_is_forwarded_once(client, case, clerk, registry):
    client.force_login(clerk)
    key = client.get(page_of(case, "forward")).context["form"]["key"].value()
    given = {"office": registry.pk, "text": "Друга канцеларија.", "reason": "Надлежност."}
    answers = [do(client, case, "forward", key=key, **given) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert [entry.move for entry in case.entries.all()] == ["receive", "forward"]
    said = Said(text="Друга канцеларија.", reason="Надлежност.", facts={"key": key})
    with pytest.raises(history.Refused, match="done_already"):  # both came before either was done
        acts.forward(case=case, office=registry, by=clerk, at=timezone.now(), said=said)


def test_a_clerk_is_told_that_a_mail_came_from_elsewhere(client, case, clerk):
    resident.add(case=case, text="И данас.", at=timezone.now(), facts={"channel": "mail", "sender": "other"})
    client.force_login(clerk)
    assert (
        "It came from an e-mail address that the resident did not give." in client.get(page_of(case)).content.decode()
    )


def test_with_an_anonymous_case_nothing_is_done(client, case, clerk):
    Case.objects.filter(pk=case.pk).update(anonymised_at=timezone.now())
    client.force_login(clerk)
    assert "/answer/" not in client.get(page_of(case)).content.decode()
    do(client, case, "note", text="x")
    assert case.entries.count() == 1


@pytest.mark.parametrize(
    ("code", "given", "state"),
    [
        ("take", {}, "in_progress"),
        ("ask", {"text": "Која улица?", "reason": "Не знамо улицу."}, "needs_information"),
        ("plan", {"text": "У петак."}, "planned"),
        ("fix", {"text": ANSWER}, "answered"),
        ("refuse", {"text": "Не може.", "reason": "Закон."}, "refused"),
        ("no_competence", {"text": "Пишите другима.", "reason": "Није наше."}, "not_our_competence"),
        ("withdraw_for", {"text": "Повучено.", "reason": "Тражили сте."}, "withdrawn"),
    ],
)
def test_each_act_moves_the_case(client, case, clerk, code, given, state):  # noqa: PLR0917 – the cast
    client.force_login(clerk)
    assert client.get(page_of(case, code)).status_code == 200
    answer = do(client, case, code, **given)

    case.refresh_from_db()
    assert (answer.status_code, case.state) == (302, state)


def test_what_was_asked_for_is_entered_or_not_waited_for(client, case, clerk):
    client.force_login(clerk)
    ask = {"text": "Која улица?", "reason": "Не знамо улицу."}
    do(client, case, "ask", **ask)
    assert do(client, case, "supply", text="Код школе.").status_code == 302
    do(client, case, "ask", **ask)
    do(client, case, "go_on", reason="Нашли смо.")
    do(client, case, "ask", **ask)
    do(client, case, "lapse", text="Нема одговора.", reason="Нема одговора.")

    case.refresh_from_db()
    assert [entry.move for entry in case.entries.all()][1:] == ["ask", "supply", "ask", "go_on", "ask", "lapse"]
    assert (case.state, case.paused) == ("closed", False)
    do(client, case, "undo", text="Грешка.", reason="Грешка.")
    case.refresh_from_db()
    assert (case.state, case.closed_at) == ("in_progress", None)


def test_forwarded_to_another_office_that_is_open(client, case, clerk, works, registry):
    client.force_login(clerk)
    told = {"text": "Прослеђено.", "reason": "Њихов посао."}
    assert do(client, case, "forward", office=case.office_id, **told).status_code == 422
    assert do(client, case, "forward", office=registry.pk, **told).status_code == 302

    case.refresh_from_db()
    assert (case.office, case.forwarded) == (registry, 1)
    Office.objects.filter(pk=works.pk).update(closed_on=timezone.localdate())
    with pytest.raises(history.Refused, match="office_closed"):
        acts.forward(case=case, office=works, by=clerk, at=timezone.now(), said=Said("Назад.", "sr-Cyrl", "Њихово."))
    assert "From Public Works Office to Civil Registry Office." in client.get(page_of(case)).content.decode()


def test_more_time_only_as_the_law_allows(client, case, clerk):
    client.force_login(clerk)
    told = {"text": "Треба времена.", "reason": "Део је наручен."}
    refused = do(client, case, "extend", amount="9", **told)
    assert refused.status_code == 422
    assert "This is more time than the law allows." in refused.content.decode()
    assert do(client, case, "extend", amount="", **told).status_code == 422
    before = case.due_at

    assert do(client, case, "extend", amount="8", **told).status_code == 302
    case.refresh_from_db()
    assert case.due_at > before
    assert "By 8 working days." in client.get(page_of(case)).content.decode()


def test_given_to_somebody_and_noted(client, case, clerk, head, translator):
    client.force_login(head)
    assert do(client, case, "assign", to=translator.pk).status_code == 422
    do(client, case, "assign", to=clerk.pk)
    do(client, case, "note", text="Zvao sam elektrodistribuciju.")

    case.refresh_from_db()
    page = client.get(page_of(case)).content.decode()
    assert case.assignee == clerk
    assert "Zvao sam" in page
    assert not case.entries.filter(move="note", seen_by_resident=True).exists()


def test_only_a_head_decides_on_an_appeal_and_opens_again(client, case, clerk, head):
    client.force_login(clerk)
    do(client, case, "answer", text=ANSWER)
    assert do(client, case, "reopen", reason="Зашто?").status_code == 422
    client.force_login(head)
    assert do(client, case, "reopen", reason="Није урађено.", text="").status_code == 302

    case.refresh_from_db()
    assert (case.state, case.reopened) == ("reopened", 1)


def test_what_somebody_did_meanwhile_is_said_and_nothing_typed_is_lost(client, case, clerk):
    client.force_login(clerk)
    acts.act(case=case, code="answer", by=clerk, at=timezone.now(), said=Said(ANSWER, "sr-Cyrl"))
    late = do(client, case, "ask", text="Која улица?", reason="Не знамо.")

    assert late.status_code == 422
    assert "Која улица?" in late.content.decode()
    assert "Somebody may have been there first" in late.content.decode()
    assert client.get(page_of(case, "ask")).status_code == 302


def test_a_text_of_the_municipality_is_offered_only_when_it_is_there_in_every_language_owed(client, case, clerk):
    def text(code, **texts):
        AnswerText.objects.create(
            municipality=case.municipality, code=code, move="answer", names={"en": code}, texts=texts
        )

    text("whole", sq="U bë.", **{"sr-Cyrl": "Урађено је."})
    text("half", **{"sr-Cyrl": "Само овде."})
    client.force_login(clerk)
    page = client.get(page_of(case, "answer")).content.decode()
    assert 'value="whole"' in page
    assert 'value="half"' not in page

    filled = do(client, case, "answer", template="whole", text="Поштовани,", fill="1")
    assert filled.status_code == 200
    assert "Поштовани,\n\nУрађено је." in filled.content.decode().replace("\r", "")
    case.refresh_from_db()
    assert case.state == "received"


def test_a_text_for_everybody_is_released_by_a_person_only(client, case, clerk):
    photo = add_photo(case)
    client.force_login(clerk)
    assert (case.public_text, photo.public) == ("", False)
    do(client, case, "release", public_text="Светло код школе не ради.", photos=[photo.pk])

    case.refresh_from_db()
    photo.refresh_from_db()
    assert (case.public_text, photo.public) == ("Светло код школе не ради.", True)
    do(client, case, "release", public_text="")
    photo.refresh_from_db()
    assert photo.public is False
    assert AuditEntry.objects.filter(verb="case.released").count() == 2


def test_where_nothing_is_public_nothing_is_released(client, case, clerk, lights):
    lights.shows = "facts"
    lights.save()
    client.force_login(clerk)
    assert do(client, case, "release", public_text="x").status_code == 422
    with pytest.raises(history.Refused, match="not_public"):
        acts.release(case=case, text="x", photos=(), by=clerk, at=timezone.now())


def test_a_photograph_is_shown_and_anything_else_is_saved(client, case, clerk):
    photo, page = add_photo(case), add_photo(case, "text/html", b"<script>")
    client.force_login(clerk)
    shown = client.get(reverse("cases:attachment", args=[case.reference, photo.key]))
    saved = client.get(reverse("cases:attachment", args=[case.reference, page.key]))

    assert (shown.headers["Content-Type"], b"".join(shown)[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    assert saved.headers["Content-Type"] == "application/octet-stream"
    assert saved.headers["Content-Disposition"].startswith("attachment")
    assert {answer.headers["X-Content-Type-Options"] for answer in (shown, saved)} == {"nosniff"}
    assert Case.objects.get(pk=case.pk).attachments.count() == 2
