"""Form, wording and names, where the examples of the table do not go."""

import pytest

from uramost import packs
from uramost.checks import Places, check
from uramost.terms import Term

PLACES = Places(
    {
        "3": {"sq": ("Pejë", "Peja"), "sr-Latn": ("Peć",), "en": ("Peja",)},
        "11": {"sq": ("Istog", "Istogu"), "sr-Latn": ("Istok",)},
        "21": {"sq": ("Mitrovicë", "Mitrovica"), "sr-Latn": ("Južna Mitrovica",)},
        "35": {"sq": ("Mitrovicë e Veriut", "Mitrovica e Veriut"), "sr-Latn": ("Severna Mitrovica",)},
        "18": {"sq": ("Prishtinë", "Prishtina"), "sr-Cyrl": ("Приштина",), "tr": ("Priştine",)},
    }
)


def found(source: str, target: str, source_language: str = "sq", target_language: str = "sr-Latn", **more) -> set[str]:
    findings = check(source, target, source_language=source_language, target_language=target_language, **more)
    return {finding.code for finding in findings if finding.severity != "note"}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("në Pejë", "u Peći"),
        ("i Pejës", "pećki"),
        ("nga Istogu", "iz Istoka"),
        ("Mitrovica e Veriut", "u Severnoj Mitrovici"),
        ("në Prishtinë", "у Приштини"),
        ("të Prishtinës", "prištinska"),
    ],
)
def test_a_place_is_known_in_any_case(source: str, target: str):
    assert "place_missing" not in found(source, target, places=PLACES)


@pytest.mark.parametrize(
    ("source", "target"), [("në Pejë", "u Istoku"), ("nga Istogu", "sa istoka"), ("në Pejë", "u petak")]
)
def test_a_place_that_is_not_said_is_missed(source: str, target: str):
    assert "place_missing" in found(source, target, places=PLACES)


def test_a_longer_name_is_not_its_part():
    """The north is another municipality than Mitrovica."""
    assert "place_missing" in found("Mitrovica e Veriut", "Južna Mitrovica", places=PLACES)


def test_the_finding_names_the_place_in_the_language_of_the_target():
    (finding,) = [
        finding
        for finding in check("në Pejë", "u Istoku", source_language="sq", target_language="sr-Latn", places=PLACES)
        if finding.code == "place_missing"
    ]
    assert finding.values == {"expected": "Peć", "found": "Istoku"}


def test_bosnian_takes_the_serbian_names_and_turkish_its_own():
    assert "place_missing" not in found("në Prishtinë", "u Prištini", target_language="bs", places=PLACES)
    assert "place_missing" not in found("në Prishtinë", "Priştine'de", target_language="tr", places=PLACES)


def test_a_place_without_a_name_in_the_language_is_not_asked_for():
    assert "place_missing" not in found("në Istog", "in Istog", target_language="tr", places=PLACES)


@pytest.mark.parametrize(
    ("source", "target", "languages", "codes"),
    [
        ("Komuna e Prishtinës", "Priştine Belediyesi", ("sq", "tr"), set()),
        ("Priştine'de", "në Prishtinë", ("tr", "sq"), set()),
        ("u Prištini", "in Pristina", ("sr-Latn", "en"), set()),
        ("në Gjakovë", "Yakova'da", ("sq", "tr"), set()),
        ("në Gjakovë", "Priştine'de", ("sq", "tr"), {"place_missing"}),
        ("në Prishtinë", "im Ort", ("sq", "en"), {"place_missing"}),
        ("në qytet", "Priştine'de", ("sq", "tr"), {"place_extra"}),
    ],
)
def test_what_people_also_call_a_place_counts_where_the_language_has_no_name_of_its_own(
    source, target, languages, codes
):
    """With the names of the Kosovo pack as they are: it has none in Turkish and English."""
    names = {one.code: {**{tag: (name,) for tag, name in one.names.items()}, "": one.other_names}
             for one in packs.load("kosovo").municipalities}  # fmt: skip

    assert {code for code in found(source, target, *languages, places=Places(names)) if "place" in code} == codes


def test_the_place_that_is_missing_is_named_by_its_official_names_alone():
    places = Places({"18": {"sq": ("Prishtinë",), "sr-Latn": ("Priština",), "": ("Pristina",)}})

    findings = check("në Prishtinë", "here", source_language="sq", target_language="en", places=places)

    assert [one.values["expected"] for one in findings if one.code == "place_missing"] == ["Prishtinë/Priština"]


def test_a_proposed_term_is_not_asked_for():
    term = Term("office", {"sq": ("zyra e gjendjes civile",), "sr-Cyrl": ("матична служба",)}, status="proposed")

    assert "term_missing" not in found("Zyra e gjendjes civile", "Уред", target_language="sr-Cyrl", terms=[term])


def test_a_forbidden_term_is_found_in_any_case():
    term = Term("office", {"sr-Cyrl": ("матични уред",)}, status="forbidden")

    assert "term_forbidden" in found("zyra", "у матичном уреду", target_language="sr-Cyrl", terms=[term])


def test_foreign_names_and_numerals_may_stay_latin_in_a_cyrillic_text():
    target = "Програм UNDP Kosovo, Анекс IV, https://example.org/a и {name}"

    assert "wrong_script" not in found(
        "Programi UNDP Kosovo, Aneksi IV, https://example.org/a dhe {name}", target, "sq", "sr-Cyrl"
    )


def test_a_look_alike_in_an_address_is_found():
    assert "look_alikes" in found("info@example.org", "infо@example.org")


@pytest.mark.parametrize("target", ["1) prvo (drugo)", "a) prvo; b) drugo", "(a) prvo", "vidi član 2a) i 3b)"])
def test_list_marks_open_no_bracket(target: str):
    assert "brackets_unbalanced" not in found("1) e para (e dyta)", target)


def test_crossed_placeables_are_unbalanced_even_if_none_is_missing():
    assert "placeable_unbalanced" in found("⟦1⟧një⟦/1⟧ ⟦2⟧dy⟦/2⟧", "⟦1⟧jedan ⟦2⟧dva⟦/1⟧⟦/2⟧")


def test_albanian_with_its_letters_is_left_alone_and_words_that_also_exist_are_too():
    assert "letters_lost" not in found(
        "Mi smo bili tamo.", "Ne qe te ai që është në zyrë për një kërkesë.", "sr-Latn", "sq"
    )


@pytest.mark.parametrize(
    ("target", "language", "expected"),
    [
        ("Kerkesa eshte bere per punen.", "sq", ["Kërkesa", "është", "bërë", "për", "punën"]),
        ("Odbornici ce glasati o budzetu.", "sr-Latn", ["će", "budžetu"]),
        ("Vijece moze odluciti o tome.", "bs", ["može", "odlučiti"]),
    ],
)
def test_in_a_text_without_any_such_letter_words_of_no_table_are_found_too(target, language, expected):
    """In the order of the text; the tables know only some of these words."""
    seen = [one for one in check("x", target, source_language="en", target_language=language) if one.code == LOST]

    assert [one.values["expected"] for one in seen] == expected
    assert [target[slice(*one.target)] for one in seen] == [one.values["found"] for one in seen]


@pytest.mark.parametrize(
    ("target", "language"),
    [
        ("Banoret presin përgjigje.", "sq"),  # has some: who types them does so everywhere
        ("Banoret presin", "sq"),  # two words may be names
        ("Одборници гласају о буџету.", "sr-Cyrl"),
        ("Microsoft Office Word 2019", "sq"),
    ],
)
def test_elsewhere_only_the_tables_speak(target, language):
    codes = {one.code for one in check("x", target, source_language="en", target_language=language)}

    assert LOST not in codes


LOST = "letters_lost"
