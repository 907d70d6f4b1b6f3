"""Every sentence of the interface is there in every language; what is missing or unsure is found."""

import pytest
from babel.messages.catalog import Catalog

from uramost_web import catalogues


def test_every_sentence_is_translated_and_none_is_unsure():
    assert catalogues.faults() == []


@pytest.mark.parametrize(
    ("translation", "flags", "fault"),
    [
        ("Повуците", (), None),
        ("", (), "not translated"),
        ("Повуците", ("fuzzy",), "fuzzy"),
        ("Повуците %(number)s", (), "other placeholders"),
    ],
)
def test_a_faulty_translation_is_found(translation: str, flags: tuple[str, ...], fault: str | None):
    message = Catalog(locale="sr").add("Withdraw", translation, flags=flags)

    assert list(catalogues.faults_of(message)) == ([fault] if fault else [])


def test_serbian_latin_is_made_from_cyrillic():
    cyrillic = Catalog(locale="sr")
    cyrillic.add(("%(number)s sentence", "%(number)s sentences"), ("%(number)s реченица", "%(number)s речи", "Њ"))
    cyrillic.add("Withdraw", "Повуците обавештење")

    latin = catalogues.in_latin(cyrillic)

    assert latin["Withdraw"].string == "Povucite obaveštenje"
    assert latin["%(number)s sentence"].string[:2] == ("%(number)s rečenica", "%(number)s reči")
