"""Post that proves no case: who sees it, where it is put, and what becomes of what belongs to none."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.urls import reverse
from django.utils import timezone, translation

from tests.conftest import AT, make_person
from tests.site.casework.conftest import send_request
from tests.site.casework.test_mail import picture, take, written
from tests.site.pages import queries_of
from uramost_web.accounts.models import AuditEntry
from uramost_web.casework import acts, desk_wording, export, incoming, links, post_acts
from uramost_web.casework.correspondence import Post
from uramost_web.casework.history import Refused, Said
from uramost_web.casework.models import Case, Service
from uramost_web.places.models import Membership, Municipality, Organisation
from uramost_web.places.permissions import NotAllowed
from uramost_web.portal import periodic

pytestmark = pytest.mark.django_db
ELSEWHERE = "cases@town.example"


@pytest.fixture(autouse=True)
def _address(settings):
    settings.DEFAULT_FROM_EMAIL = f"Town <{ELSEWHERE}>"
    with translation.override("en"):
        yield


@pytest.fixture
def case(lights):
    return send_request(lights)


@pytest.fixture
def post(case):
    """A reference in the subject, which anybody can type."""
    return take(written(case, to=ELSEWHERE))


@pytest.fixture
def far(lights, kosovo):
    """A second municipality that serves residents, and its clerk."""
    place = Municipality.objects.get(code="4")
    office = lights.office.__class__.objects.create(municipality=place, code="works", names={"en": "Works"})
    Service.objects.create(
        municipality=place, code="street-light", kind="request", office=office, names={"en": "Light"}
    )
    return make_person("far@example.org", municipality=place, roles=("clerk",))


def page_of(client, post):
    return client.get(reverse("cases:message", args=[post.pk]))


def test_every_finding_and_way_of_knowing_has_a_sentence():
    assert set(desk_wording.FINDINGS) == set(incoming.FINDINGS)
    assert set(desk_wording.KNOWN_BY) == {"case", "number", "sender", "only"}


@pytest.mark.parametrize(
    ("subject", "sender", "found"),
    [
        ("Re: 34-2026-00001", "a@example.org", ("34", "case")),
        ("Re: 34-2026-99999", "a@example.org", ("34", "number")),
        ("Re: 4-2026-99999", "resident@example.org", ("4", "number")),
        ("Pershendetje", "Resident@Example.org", ("34", "sender")),
        ("Pershendetje", "a@example.org", (None, "")),
    ],
)
def test_it_is_the_post_of_the_municipality_it_points_to(case, far, subject, sender, found):
    post = take(written(case, to=ELSEWHERE, Subject=subject, From=sender))

    assert (post.municipality.code if post.municipality else None, post.known_by) == found
    assert post.subject == subject


def test_where_one_municipality_is_served_all_post_is_its_own(case):
    assert take(written(case, to=ELSEWHERE, Subject="?", From="a@example.org")).known_by == "only"


def test_a_clerk_puts_it_to_a_case_and_the_resident_is_told(
    client, case, post, clerk, django_capture_on_commit_callbacks
):
    client.force_login(clerk)
    queue = client.get(reverse("cases:queue")).content.decode()
    assert "Post without a case (1)" in queue
    page = page_of(client, post).content.decode()
    assert "Светло је код броја 7, поред школе." in page
    assert "which anybody can type" in page
    assert f'value="{case.reference}"' in page

    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(
            reverse("cases:message", args=[post.pk]), {"act": "attach", "reference": f" {case.reference} "}
        )

    entry = case.entries.last()
    assert done.url == f"{reverse('cases:case', args=[case.reference])}#entry-{entry.number}"
    assert (entry.move, entry.who, entry.by, entry.text) == (
        "add", "resident", clerk, "Светло је код броја 7, поред школе.",
    )  # fmt: skip
    assert entry.facts == {"channel": "mail", "put_here": True}
    assert AuditEntry.objects.get(verb="post.attach").values == {"entry": entry.number}
    (told,) = outbox.outbox
    assert told.to == ["resident@example.org"]
    assert entry.text in told.body
    with translation.override("en"):
        assert "proved no case, and was put to this one at the desk" in client.get(done.url).content.decode()
        followed = client.get(links.follow_path(case).replace("/sr/", "/en/")).content.decode()
    assert "The office put a message to your case." in followed
    assert "Post without a case (" not in client.get(reverse("cases:queue")).content.decode()
    again = client.post(reverse("cases:message", args=[post.pk]), {"act": "attach", "reference": case.reference})
    assert again.url == reverse("cases:case", args=[case.reference])
    assert case.entries.count() == 2


def test_what_was_asked_for_is_supplied_by_it_and_files_come_along(client, case, clerk):
    acts.act(case=case, code="ask", by=clerk, at=AT, said=Said("Која улица?", "sr-Cyrl", "The street is missing."))
    files = [("photo.png", picture(), "image/png"), ("run.exe", b"MZ\x90\x00", "application/x-msdownload")]
    post = take(written(case, to=ELSEWHERE, files=files))
    client.force_login(clerk)
    page = page_of(client, post).content.decode()
    assert "run.exe" in page
    photo = client.get(reverse("cases:message_file", args=[post.pk, 0]))
    assert photo.headers["Content-Type"] == "image/jpeg"
    assert photo.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert client.get(reverse("cases:message_file", args=[post.pk, 1])).status_code == 404

    post_acts.attach(post=post, case=case, by=clerk, at=AT)

    case.refresh_from_db()
    entry = case.entries.last()
    assert (entry.move, case.paused) == ("supply", False)
    assert [file.name for file in entry.attachments.all()] == ["photo.png"]


def test_what_only_repeats_is_put_to_a_case_with_what_it_repeats(case, clerk):
    post = take(written(case, "> Светло код школе.\n"), case)
    assert post.finding == "nothing_new"
    assert "Светло код школе." in post_acts.attach(post=post, case=case, by=clerk, at=AT).text


def test_what_belongs_to_no_case_is_kept_with_a_reason_and_leaves_the_case_it_named(client, case, post, clerk):
    client.force_login(clerk)
    address = reverse("cases:message", args=[post.pk])
    assert client.post(address, {"act": "settle", "why": " "}).status_code == 422

    assert client.post(address, {"act": "settle", "why": "Реклама."}).url == reverse("cases:post")

    post.refresh_from_db()
    assert (post.case, post.settled_by, post.settled_why) == (None, clerk, "Реклама.")
    assert export.everything(case, AT)["post"] == []
    assert AuditEntry.objects.get(verb="post.settle").values == {}
    assert "Ваш предмет" not in client.get(reverse("cases:post")).content.decode()
    assert "Реклама." in client.get(reverse("cases:post"), {"show": "settled"}).content.decode()
    assert client.post(address, {"act": "settle", "why": "Опет."}).status_code == 422
    assert post_acts.attach(post=post, case=case, by=clerk, at=AT)  # somebody was mistaken
    post.refresh_from_db()
    assert (post.case, post.settled_at) == (case, None)


def test_a_clerk_of_another_municipality_learns_nothing_and_an_auditor_changes_nothing(
    client, case, post, far, auditor
):
    address = reverse("cases:message", args=[post.pk])
    client.force_login(far)
    assert client.get(address).status_code == 404
    assert client.post(address, {"act": "attach", "reference": case.reference}).status_code == 404
    assert client.get(reverse("cases:message_file", args=[post.pk, 0])).status_code == 404
    assert "предмет" not in client.get(reverse("cases:post")).content.decode()
    with pytest.raises(NotAllowed):
        post_acts.attach(post=post, case=case, by=far, at=AT)
    client.force_login(auditor)
    page = client.get(address)
    assert page.status_code == 200
    assert "Put it to this case" not in page.content.decode()
    for act in ({"act": "attach", "reference": case.reference}, {"act": "settle", "why": "?"}, {}):
        assert client.post(address, act).status_code == 403
    assert case.entries.count() == 1


def test_what_points_to_no_municipality_is_seen_by_auditors_only(client, case, clerk, far, auditor):
    post = take(written(case, to=ELSEWHERE, Subject="?", From="a@example.org"))
    for person, status in ((clerk, 404), (far, 404), (auditor, 200)):
        client.force_login(person)
        assert page_of(client, post).status_code == status
    assert client.post(reverse("cases:message", args=[post.pk]), {"act": "settle", "why": "?"}).status_code == 403


def test_it_goes_to_no_case_elsewhere_none_without_its_person_and_none_twice(client, case, post, clerk, far):
    client.force_login(clerk)
    theirs = send_request(far.memberships.get().municipality.services.get())
    address = reverse("cases:message", args=[post.pk])
    for wrong in ("34-2026-99999", theirs.reference, ""):
        refused = client.post(address, {"act": "attach", "reference": wrong})
        assert refused.status_code == 422
        assert 'href="#id_reference"' in refused.content.decode()
    with pytest.raises(Refused, match="other_municipality"):
        post_acts.attach(post=post, case=theirs, by=clerk, at=AT)
    other = send_request(case.service)
    Case.objects.filter(pk=other.pk).update(anonymised_at=AT)
    assert client.post(address, {"act": "attach", "reference": other.reference}).status_code == 422
    take(written(case), case)  # the same message, this time to the right address
    assert client.post(address, {"act": "attach", "reference": case.reference}).status_code == 422
    assert case.entries.count() == 2


@pytest.mark.parametrize("act", ["attach", "settle"])
def test_what_a_clerk_took_in_hand_is_not_read_again_by_the_worker(case, post, clerk, act):
    """It could not be read when it came, which may pass; it is read again for a day."""
    Post.objects.update(handled_at=None, finding="unreadable", case=None, received_at=timezone.now())
    if act == "attach":
        post_acts.attach(post=post, case=case, by=clerk, at=AT)
    else:
        post_acts.settle(post=post, why="Реклама.", by=clerk, at=AT)
    entries, found = case.entries.count(), Post.objects.values_list("entry", "case", "settled_at").get()

    incoming.read_all.func()

    assert case.entries.count() == entries
    assert Post.objects.values_list("entry", "case", "settled_at").get() == found


def test_what_machines_wrote_is_apart_and_not_counted(client, case, clerk):
    take(written(case, to=ELSEWHERE, Auto_Submitted="auto-replied"))
    client.force_login(clerk)

    waiting = client.get(reverse("cases:post")).content.decode()
    assert "To be looked at (0)" in waiting
    assert "Nothing is waiting." in waiting
    settled = client.get(reverse("cases:post"), {"show": "settled"}).content.decode()
    assert "There are no such messages." in settled
    assert "Nothing is waiting." not in settled
    assert "as when somebody is away" in client.get(reverse("cases:post"), {"show": "machines"}).content.decode()


def test_text_of_a_message_runs_nothing(client, case, clerk):
    post = take(written(case, "<script>alert(1)</script>", to=ELSEWHERE, Subject="<b>34-2026-00001</b>"))
    client.force_login(clerk)
    for page in (page_of(client, post), client.get(reverse("cases:post"))):
        assert "<script>alert" not in page.content.decode()
        assert "<b>34" not in page.content.decode()


def test_a_message_whose_file_was_lost_says_so(client, case, post, clerk):
    post.raw.storage.delete(post.raw.name)
    client.force_login(clerk)
    assert "It could not be read." in page_of(client, post).content.decode()
    refused = client.post(reverse("cases:message", args=[post.pk]), {"act": "attach", "reference": case.reference})
    assert "so it cannot be put to a case" in refused.content.decode()


def test_after_a_year_what_belongs_to_no_case_is_forgotten_and_known_again(
    case, post, clerk, django_capture_on_commit_callbacks
):
    raw = written(case, to=ELSEWHERE)
    post_acts.settle(post=post, why="Реклама.", by=clerk, at=AT)
    file, now = post.raw.name, timezone.now()
    Post.objects.update(received_at=now - incoming.KEPT + timedelta(days=1))
    assert not incoming.forgettable(now)
    Post.objects.update(received_at=now - incoming.KEPT - timedelta(days=1))
    assert incoming.forgettable(now)

    assert any(look.job is incoming.forget_old for look in periodic.LOOKS)
    with django_capture_on_commit_callbacks(execute=True):
        incoming.forget_old.func()

    post.refresh_from_db()
    assert (post.raw.name, post.sender, post.subject, post.settled_why) == ("", "", "", "")
    assert not incoming.forgettable(now)
    assert take(raw).pk == post.pk
    assert not post.raw.storage.exists(file)


def test_many_messages_cost_no_more(client, case, post, clerk):
    client.force_login(clerk)
    pages = [reverse("cases:post"), reverse("cases:message", args=[post.pk]), reverse("cases:queue")]
    one = queries_of(client, pages)
    for number in range(12):
        take(written(case, f"Message {number}.", to=ELSEWHERE, Message_ID=f"<{number}@x.example>"))
    assert queries_of(client, pages) == one


def test_only_who_sees_all_cases_sees_post_that_names_no_municipality(client, case, far, auditor):
    """Programme staff see no cases; a clerk who is that too sees no more for it."""
    take(written(case, to=ELSEWHERE, Subject="?", From="a@example.org"))
    both = make_person("both@example.org", municipality=case.municipality, roles=("clerk",))
    Membership.objects.create(user=both, role="programme", organisation=Organisation.objects.first())
    for person, number in ((both, 0), (auditor, 1)):
        client.force_login(person)
        assert f"To be looked at ({number})" in client.get(reverse("cases:post")).content.decode()
        queue = client.get(reverse("cases:queue")).content.decode()
        assert ("Post without a case (1)" in queue) is bool(number)
