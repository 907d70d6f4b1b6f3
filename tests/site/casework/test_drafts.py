"""Forms that nobody sent are forgotten, with their files; and who presses twice at once has one case."""

from datetime import timedelta
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from tests.site.at_once import at_once, on_disk
from tests.site.casework.conftest import send_request
from tests.site.casework.filling import begin, fill, photo, send, solved
from uramost_web.casework import drafts, links, papers, photos
from uramost_web.casework.models import Attachment, Case, Draft, Entry


@pytest.mark.django_db
def test_old_forms_are_forgotten_with_their_photographs(client, lights, settings, django_capture_on_commit_callbacks):
    unsent, sent, young = (fill(client, lights) for _ in range(3))
    for check in (unsent, sent, young):
        client.post(check.replace("/check/", "/photos/"), {"photos": [photo()]})
    send(client, sent)
    old = timezone.now() - drafts.KEPT - timedelta(minutes=1)
    Draft.objects.exclude(key=young.split("/")[3]).update(started_at=old)
    files = Path(settings.MEDIA_ROOT)
    assert len([path for path in files.rglob("*") if path.is_file()]) == 3
    assert client.get(unsent).status_code == 404

    said = StringIO()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("forget_drafts", stdout=said)

    assert said.getvalue() == "2 forms deleted.\n"
    assert [str(draft.key) for draft in Draft.objects.all()] == [young.split("/")[3]]
    assert Attachment.objects.filter(case=Case.objects.get()).count() == 1
    kept = {Path(row.file.path) for row in Attachment.objects.all()}
    assert {path for path in files.rglob("*") if path.is_file()} == kept
    assert len(kept) == 2


@pytest.mark.django_db
def test_the_worker_forgets_what_is_too_old(client, lights):
    fill(client, lights)
    assert (drafts.overdue(timezone.now()), drafts.forget_old.call()) == (False, 0)
    Draft.objects.update(started_at=timezone.now() - drafts.KEPT - timedelta(seconds=1))
    assert (drafts.overdue(timezone.now()), drafts.forget_old.call()) == (True, 1)
    assert not drafts.overdue(timezone.now())


@pytest.mark.django_db
def test_a_replacement_that_was_replaced_is_followed_and_a_circle_ends(lights):
    ended = timezone.localdate() - timedelta(days=1)
    lights.ends_on, lights.instead = ended, lights
    lights.save()
    assert drafts.replacement(lights, timezone.localdate()) is None


@pytest.mark.django_db(transaction=True)
def test_pressed_twice_at_once_it_is_one_case_and_one_number(lights, tmp_path):
    with on_disk(tmp_path):
        for number in range(1, 4):
            client = Client()
            check = fill(client, lights)
            given = {"number": solved(client, check)}

            answers = at_once(*(partial(Client().post, check, given) for _ in range(4)))

            assert [page.status_code for page in answers] == [302] * 4
            assert {page.headers["Location"] for page in answers} == {check.replace("/check/", "/done/")}
            assert Case.objects.count() == Entry.objects.count() == number


@pytest.mark.django_db(transaction=True)
def test_two_residents_at_once_have_two_numbers(lights, tmp_path):
    with on_disk(tmp_path):
        pairs = [(Client(), fill(Client(), lights)) for _ in range(4)]
        at_once(*(partial(one.post, check, {"number": solved(one, check)}) for one, check in pairs))
        assert sorted(case.reference[-5:] for case in Case.objects.all()) == ["00001", "00002", "00003", "00004"]


@pytest.mark.django_db(transaction=True)
def test_photographs_sent_twice_at_once_are_no_more_than_a_case_can_have(lights, tmp_path):
    with on_disk(tmp_path):
        page = fill(Client(), lights).replace("/check/", "/photos/")
        files = [[photo(f"{hand}-{number}.jpg") for number in range(4)] for hand in range(3)]

        answers = at_once(*(partial(Client().post, page, {"photos": of_hand}) for of_hand in files))

        kept = {Path(row.file.path) for row in Attachment.objects.all()}
        assert len(kept) == photos.MOST
        assert sorted(page.status_code for page in answers) == [302, 422, 422]
        assert {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()} >= kept


@pytest.mark.django_db(transaction=True)
def test_files_added_twice_at_once_are_no_more_than_a_case_can_hold(lights, tmp_path, monkeypatch):
    monkeypatch.setattr(papers, "MOST", 2)
    with on_disk(tmp_path):
        case = send_request(lights)
        address = links.follow_path(case) + "add/"
        hands = [
            [SimpleUploadedFile(f"{hand}-{number}.pdf", b"%PDF-1.7\n%%EOF\n") for number in range(2)]
            for hand in range(3)
        ]

        answers = at_once(*(partial(Client().post, address, {"text": "Ево.", "papers": of_hand}) for of_hand in hands))

        assert sorted(page.status_code for page in answers) == [302, 422, 422]
        assert Attachment.objects.count() == 2
        assert Entry.objects.filter(move="add").count() == 1


@pytest.mark.django_db
def test_sending_costs_few_queries(client, lights, django_assert_max_num_queries):
    send(client, fill(client, lights))  # what is kept in the process is read
    check = fill(client, lights)
    given = {"number": solved(client, check)}
    with django_assert_max_num_queries(21):
        client.post(check, given)


@pytest.mark.django_db
def test_the_number_of_queries_of_a_page_does_not_grow(client, lights, django_assert_max_num_queries):
    here = begin(client, lights)
    client.get(here)
    with django_assert_max_num_queries(8):
        client.get(here)
