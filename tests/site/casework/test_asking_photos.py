"""Photographs: what is taken, what is not and why, and that nothing else is lost by it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.site.casework.filling import answer, fill, photo, send
from tests.site.pages import said
from uramost import pictures
from uramost_web.casework import photos
from uramost_web.casework.models import Attachment, Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, lights):
    """The address of the page for photographs of a form that is otherwise filled in."""
    return fill(client, lights, "en").replace("/check/", "/photos/?to=check")


def give(client, page, *files, **more):
    return client.post(page, {"photos": list(files), **more})


def named(name, data):
    return SimpleUploadedFile(name, data, "image/jpeg")


def names():
    return [row.name for row in Attachment.objects.all()]


def test_a_photograph_comes_with_the_case_without_where_it_was_taken(client, page):
    data = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "A telephone"
    Image.new("RGB", (40, 30), "teal").save(data, "JPEG", exif=exif)
    check = give(client, page, named("C:\\fakepath\\светло.jpg", data.getvalue()), act="go").headers["Location"]

    assert check == page.replace("/photos/?to=check", "/check/")
    assert "светло.jpg" in said(client.get(check))
    send(client, check)
    row = Attachment.objects.get()
    assert (row.case, row.entry.move, row.media_type) == (Case.objects.get(), "receive", "image/jpeg")
    with row.file.open() as file, Image.open(file) as kept:
        assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (40, 30), {})


def test_the_check_of_where_a_form_comes_from_holds_for_photographs_too(page):
    strict = Client(enforce_csrf_checks=True)
    assert give(strict, page, photo()).status_code == 403
    assert not Attachment.objects.exists()


def test_a_photograph_is_taken_away_again(client, page):
    give(client, page, photo("one.jpg"), photo("two.jpg"), act="add")
    one = Attachment.objects.get(name="one.jpg")
    assert f'name="remove" value="{one.pk}"' in said(client.get(page))

    assert answer(client, page, remove=str(one.pk)) == page
    assert names() == ["two.jpg"]
    for foreign in ("x", "", "9" * 30, "9" * 5000, "²", str(one.pk)):
        client.post(page, {"remove": foreign})
    assert names() == ["two.jpg"]


def test_nobody_takes_away_a_photograph_of_another_form(client, page, lights):
    give(client, page, photo("one.jpg"), act="add")
    other = fill(client, lights, "en").replace("/check/", "/photos/")
    client.post(other, {"remove": str(Attachment.objects.get().pk)})
    assert names() == ["one.jpg"]


def test_fifty_at_once_are_five_and_one_sentence(client, page):
    answered = give(client, page, *(photo(f"{number}.jpg") for number in range(50)), act="go")

    assert answered.status_code == 422
    assert "45 more files were not added" in said(answered)
    assert names() == [f"{number}.jpg" for number in range(5)]
    assert answer(client, page, act="go").endswith("/check/")


def test_what_is_refused_says_why_and_the_rest_stays(client, page):
    refused = {
        "drawing.jpg": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "a drawing"),
        "apple.heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        "letter.pdf": (b"%PDF-1.7\n", "files of this kind are not taken"),
        "notes.jpg": (b"only words", "is not a photograph"),
        "nothing.jpg": (b"", "is empty"),
        "half.jpg": (photo().read()[:200], "damaged"),
    }
    files = [named(name, data) for name, (data, _) in refused.items()]
    answered = give(client, page, files[0], photo("good.jpg"), *files[1:], act="go")

    assert answered.status_code == 422
    for name, (_, sentence) in refused.items():
        assert any(name in line and sentence in line for line in said(answered).splitlines()), name
    assert said(answered).count('href="#id_photos"') == len(refused)
    assert names() == ["good.jpg"]


def test_a_picture_of_144_million_points_is_not_opened(client, page):
    data = BytesIO()
    Image.new("1", (12_000, 12_000)).save(data, "PNG")
    answered = give(client, page, named("huge.png", data.getvalue()))
    assert "too many pixels" in said(answered)
    assert not Attachment.objects.exists()


def test_what_is_too_large_is_not_kept_in_memory(client, page, monkeypatch):
    large = named("large.jpg", photo().read() + bytes(pictures.MOST_BYTES))
    assert "at most 20 MB" in said(give(client, page, large))

    handler = photos.ToBeRead()
    handler.new_file("photos", "x.jpg", "image/jpeg", 0)
    for start in range(0, 40_000_000, 1_000_000):
        handler.receive_data_chunk(bytes(1_000_000), start)
    assert handler.kept.getbuffer().nbytes <= pictures.MOST_BYTES + 1_000_000


def test_what_there_was_no_room_for_is_asked_for_again(client, page, settings, monkeypatch):
    monkeypatch.setattr(photos.ToBeRead, "room", len(photo().read()) + 10)
    answered = give(client, page, photo("first.jpg"), photo("second.jpg"))
    assert "second.jpg: too much was sent at once" in said(answered)
    assert names() == ["first.jpg"]


def test_hundreds_of_files_are_a_sentence_and_no_fault(client, page):
    answered = give(client, page, *(named(f"{number}.jpg", b"x") for number in range(120)))
    assert (answered.status_code, "Far too many files" in said(answered)) == (422, True)


def test_what_one_connection_sends_in_an_hour_is_opened_up_to_a_limit(client, page, lights, settings):
    settings.SENT_AN_HOUR = 1
    give(client, page, photo("one.jpg"), named("broken.jpg", b"x"), photo("two.jpg"), act="add")
    other = fill(client, lights, "en").replace("/check/", "/photos/?to=check")

    answered = give(client, other, *(photo(f"other-{number}.jpg") for number in range(4)), act="go")

    assert answered.status_code == 422
    assert said(answered).count("very many photographs were sent in the last hour") == 2  # above and at the field
    assert names() == ["one.jpg", "two.jpg", "other-0.jpg", "other-1.jpg"]
    assert answer(client, other, act="go").endswith("/check/")
    elsewhere = client.post(other, {"photos": [photo("more.jpg")]}, REMOTE_ADDR="10.0.0.9")
    assert elsewhere.status_code == 302


def test_where_a_photograph_is_needed_the_form_waits_for_one(client, page, lights):
    lights.photos = "must"
    lights.save()
    check = page.replace("/photos/?to=check", "/check/")
    assert client.get(check).headers["Location"] == page
    assert "Add at least one photograph" in said(client.post(page, {"act": "go"}))
    assert give(client, page, photo(), act="go").headers["Location"] == check
    assert client.get(check).status_code == 200


def test_a_name_turns_no_words_about(client, page):
    assert photos.shown("a\u202egpj.exe") == "agpj.exe"
    assert photos.shown("\ufffd.jpg")
    assert len(photos.shown("x" * 300)) == photos.LONGEST_NAME


def test_every_code_has_a_sentence():
    assert set(photos.REFUSED) == set(pictures.CODES)


@pytest.mark.parametrize("step", ["language", "text", "place", "contact"])
def test_files_sent_to_a_page_without_any_are_no_fault(client, page, step):
    files = [named(f"{number}.jpg", b"x") for number in range(120)]
    answered = client.post(page.replace("/photos/", f"/{step}/"), {"photos": files})
    assert (answered.status_code, "Far too many files" in said(answered)) == (422, True)
