"""What may be about the same thing is suggested to a clerk, who merges it or does not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.site.casework.conftest import do, page_of, send_request
from uramost_web.casework import acts
from uramost_web.casework.history import Said
from uramost_web.casework.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_merged_by_a_person_after_a_suggestion(client, case, clerk, lights):
    at = timezone.now() - timedelta(hours=1)
    other = send_request(lights, at=at, place_text="код школе")
    client.force_login(clerk)
    assert f"/merge/?into={other.reference}" in client.get(page_of(case)).content.decode()
    case.refresh_from_db()
    assert case.state == "received"

    assert (
        "no case with this reference" in do(client, case, "merge", into="34-2026-99999", text="Исто.").content.decode()
    )
    assert do(client, case, "merge", into=case.reference, text="Исто.").status_code == 422
    assert do(client, case, "merge", into=other.reference, text="Исто светло.").status_code == 302
    case.refresh_from_db()
    assert (case.state, case.merged_into) == ("duplicate", other)
    assert case.reference in client.get(page_of(other)).content.decode()

    do(client, case, "undo", text="Грешка.", reason="Није исто.")
    case.refresh_from_db()
    assert case.merged_into is None

    acts.act(case=other, code="answer", by=clerk, at=timezone.now(), said=Said("Ради.", "sr-Cyrl"))
    assert f"/merge/?into={other.reference}" not in client.get(page_of(case)).content.decode()
    assert "That case has ended" in do(client, case, "merge", into=other.reference, text="Исто.").content.decode()


def test_what_is_about_the_same_is_suggested_across_languages_and_scripts_and_not_merged(client, lights, clerk):
    """By place, time and text: not the same words elsewhere, nor other words at the place."""
    at, here = timezone.now() - timedelta(hours=2), {"latitude": "42.601100", "longitude": "21.193600"}
    case = send_request(lights, at=at, **here)
    alike = [
        send_request(lights, at=at, text=text, language=tag, reads="sq", **here)
        for tag, text in (
            ("sq", "Drita e rrugës para shkollës nuk punon prej së hënës."),
            ("sr-Latn", "Ulično svetlo kod škole ne radi od ponedeljka."),
            ("tr", "Okulun önündeki sokak lambası yanmıyor."),
        )
    ]
    far = send_request(lights, at=at, latitude="42.651100", longitude="21.293600")
    other = send_request(lights, at=at, text="Kontejnerët e mbeturinave janë plot.", language="sq", reads="sq", **here)
    client.force_login(clerk)

    page = client.get(page_of(case)).content.decode()

    assert [one.reference for one in alike if f"/merge/?into={one.reference}" not in page] == []
    assert [one.reference for one in (far, other) if f"/merge/?into={one.reference}" in page] == []
    assert {one.state for one in Case.objects.all()} == {"received"}
