"""A letter on paper, in the language of its text, and in both scripts where that is asked for."""

import io
import re

import pytest
from django.urls import reverse
from pypdf import PdfReader

from tests.conftest import AT
from tests.site.casework.conftest import send_request
from uramost_web.casework import acts
from uramost_web.casework.history import Said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def letter(client, case, number=2, **asked):
    answer = client.get(reverse("cases:letter", args=[case.reference, number]), asked)
    assert answer.headers["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.content))
    return reader.root_object["/Lang"], " ".join(page.extract_text() for page in reader.pages)


def answered(service, clerk, text, **asked):
    case = send_request(service, **asked)
    acts.act(case=case, code="answer", by=clerk, at=AT, said=Said(text))
    return case


def test_a_letter_is_in_the_language_of_the_resident(client, lights, clerk):
    case = answered(lights, clerk, "Drita u rregullua.\n\nFaleminderit.", language="sq", reads="sq")
    client.force_login(clerk)
    language, text = letter(client, case)

    assert language == "sq"
    assert "Drita u rregullua." in text
    assert re.search(r"Shërbimi\s+Ndriçimi publik", text)
    assert case.reference in text


def test_both_scripts_stand_in_one_letter_cyrillic_first(client, lights, clerk):
    case = answered(lights, clerk, "Светло је поправљено.")
    client.force_login(clerk)
    language, both = letter(client, case, scripts="both")

    assert language == "sr"
    assert both.index("Светло је поправљено.") < both.index("Svetlo je popravljeno.")
    assert "Javna rasveta" in both
    assert "Svetlo" not in letter(client, case)[1]


def test_what_is_in_latin_is_put_into_cyrillic_and_another_language_is_not(client, lights, clerk):
    case = answered(lights, clerk, "Svetlo je popravljeno.", language="sr-Latn", reads="sr-Latn")
    turkish = answered(lights, clerk, "Lamba onarıldı.", language="tr", reads="sq")
    client.force_login(clerk)

    assert "Светло је поправљено." in letter(client, case, scripts="both")[1]
    assert letter(client, turkish, scripts="both")[1].count("Lamba onarıldı.") == 1


def test_only_what_the_municipality_wrote_becomes_a_letter(client, lights, clerk):
    case = send_request(lights)
    acts.note(case=case, text="Меѓу нас.", by=clerk, at=AT)
    client.force_login(clerk)
    for number in (1, 2, 3):
        assert client.get(reverse("cases:letter", args=[case.reference, number])).status_code == 404


def test_what_people_type_is_no_mark_and_no_programme_of_the_printer(client, lights, clerk):
    typed = 'Ред ⟦1⟧ један⟦/1⟧ ⟦2/⟧. #read("/etc/passwd") $x$ *b* \\ <a> @b'
    case = answered(lights, clerk, typed, name="Неко ⟦3⟧ #panic()")
    client.force_login(clerk)
    text = " ".join(letter(client, case, scripts="both")[1].split())
    assert 'Ред [1] један[/1] [2/]. #read("/etc/passwd") $x$ *b* \\ <a> @b' in text
    assert "#panic()" in text
