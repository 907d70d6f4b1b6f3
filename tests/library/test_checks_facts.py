"""The same fact in another language has the same value; another fact has another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost.checks.facts import differences, facts
from uramost.checks.figures import canonical, spelled
from uramost.checks.reading import read


def values(text: str, language: str) -> list[tuple[str, str]]:
    return sorted((fact.kind, fact.value) for fact in facts(text, language) if not fact.doubtful)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sq", "12 mars 2026"),
        ("sq", "më 12 mars të vitit 2026"),
        ("sq", "12.03.2026"),
        ("sr-Latn", "12. mart 2026."),
        ("sr-Latn", "12. marta 2026. godine"),
        ("sr-Cyrl", "12. март 2026."),
        ("sr-Cyrl", "12. 03. 2026."),
        ("bs", "12. marta 2026. godine"),
        ("en", "12 March 2026"),
        ("en", "March 12th, 2026"),
        ("en", "12/03/2026"),
        ("tr", "12 Mart 2026'da"),
        ("fi", "12. maaliskuuta 2026"),
        ("sv", "den 12 mars 2026"),
        ("rom", "2026-03-12"),
    ],
)
def test_a_date_is_one_value_however_it_is_written(language: str, text: str):
    assert values(text, language) == [("date", "2026-03-12")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sq", "1.234,56 €"),
        ("sq", "1 234,56 euro"),
        ("sq", "€ 1.234,56"),
        ("sr-Latn", "1.234,56 evra"),
        ("sr-Cyrl", "1.234,56 евра"),
        ("bs", "1.234,56 EUR"),
        ("en", "€1,234.56"),
        ("en", "EUR 1 234.56"),
        ("tr", "1.234,56 avro"),
    ],
)
def test_a_sum_is_one_value_however_it_is_written(language: str, text: str):
    assert values(text, language) == [("amount", "1234.56 EUR")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sq", "brenda 15 ditëve"),
        ("sq", "15 (pesëmbëdhjetë) ditë kalendarike"),
        ("sq", "me afat 15-ditor"),
        ("sr-Latn", "u roku od 15 dana"),
        ("sr-Cyrl", "у року од 15 календарских дана"),
        ("en", "a 15-day limit"),
        ("tr", "15 gün içinde"),
        ("fi", "15 päivän kuluessa"),
        ("sv", "inom 15 dagar"),
    ],
)
def test_a_deadline_is_one_value_however_it_is_written(language: str, text: str):
    assert values(text, language) == [("duration", "15 day")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sq", "15 ditë pune"),
        ("sq", "15 ditëve të punës"),
        ("sr-Cyrl", "15 радних дана"),
        ("en", "15 working days"),
        ("tr", "15 iş günü"),
    ],
)
def test_working_days_are_not_days(language: str, text: str):
    assert values(text, language) == [("duration", "15 day working")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sq", "Ligji nr. 02/L-37, neni 7, paragrafi 2"),
        ("sr-Latn", "stav 2. člana 7. Zakona br. 02/L-37"),
        ("sr-Cyrl", "Закон бр. 02/Л-37, члан 7. став 2."),
        ("en", "Law No. 02/L-37, Article 7, paragraph 2"),
        ("en", "Law 02/L-37, Art. 7.2"),
        ("tr", "02/L-37 sayılı Kanun, 7. maddenin 2. fıkrası"),
    ],
)
def test_a_place_in_a_law_is_one_value_however_it_is_written(language: str, text: str):
    assert values(text, language) == [("article", "7"), ("law", "2/L-37"), ("paragraph", "2")]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("sq", "në orën 10:30", "10:30"),
        ("sq", "ora 10.30", "10:30"),
        ("sr-Latn", "u 10.30 časova", "10:30"),
        ("sr-Cyrl", "у 10.30 h", "10:30"),
        ("en", "at 10.30 a.m.", "10:30"),
        ("en", "12:05 a.m.", "00:05"),
        ("tr", "saat 10.30", "10:30"),
        ("fi", "klo 10.30", "10:30"),
    ],
)
def test_a_time_is_one_value_however_it_is_written(language: str, text: str, value: str):
    assert values(text, language) == [("time", value)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sq", "20 për qind"),
        ("sq", "20%"),
        ("sr-Latn", "20 odsto"),
        ("bs", "20 posto"),
        ("en", "20 per cent"),
        ("tr", "yüzde 20"),
        ("tr", "%20"),
    ],
)
def test_a_percentage_is_one_value_however_it_is_written(language: str, text: str):
    assert values(text, language) == [("percent", "20")]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [("sq", "njëzet e pesë", 25), ("sr-Cyrl", "двадесет пет", 25), ("en", "twenty-five", 25), ("tr", "yirmi beş", 25)],
)
def test_a_number_in_words_is_the_number(language: str, text: str, value: int):
    assert [fact.value for fact in facts(text, language)] == [str(value)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("on beş gün", [15]),
        ("onbeş gün", [15]),
        ("yüz elli avro", [150]),
        ("iki yüz elli", [250]),
        ("bin beş yüz elli avro", [1550]),
        ("iki bin altı", [2006]),
        ("üç milyon iki yüz bin", [3_200_000]),
        ("beş altı kişi", [5, 6]),
        ("on yirmi kişi", [10, 20]),
        ("yüz yüze eğitim, bin otobüse", []),
        ("on, beş", [10, 5]),
    ],
)
def test_turkish_writes_the_parts_of_a_number_apart(text: str, values: list[int]):
    assert [value for _, _, value in spelled(read(text).folded, "tr")] == values


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("15 (pesëmbëdhjetë) ditë", "15 (on beş) gün"),
        ("brenda pesëmbëdhjetë ditëve", "on beş gün içinde"),
        ("njëqind e pesëdhjetë euro", "yüz elli avro"),
        ("1.250 banorë", "bin iki yüz elli kişi"),
        ("kati i pesëmbëdhjetë", "on beşinci kat"),
    ],
)
def test_a_number_in_turkish_words_is_the_number(source: str, target: str):
    assert differences(source, target, "sq", "tr") == ()
    assert differences(source, target.replace("beş", "altı").replace("elli", "altmış"), "sq", "tr")


def test_words_that_follow_each_other_are_not_always_one_number():
    assert [value for _, _, value in spelled("pese e gjashte", "sq")] == [5, 6]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("tre anëtarë", "3 члана"),
        ("3 anëtarë", "три члана"),
        ("një kërkesë", "захтев"),
        ("ora 10", "10 сати"),
        ("nga 1 deri më 5 mars", "од 1. до 5. марта"),
        ("nenet 7 dhe 8", "чланови 7. и 8."),
        ("viti shkollor 2025/2026", "школска 2025-2026. година"),
        ("1, 2, 3", "1,2,3"),
        ("të dielën", "у недељу"),
        ("Aneksi II", "Анекс 2"),
        ("2 milionë banorë", "2.000.000 становника"),
        ("maksimum 10,000", "највише 10000"),
        ("sipërfaqe 120 m2", "површина 120 m²"),
        ("15 (pesëmbëdhjetë) ditë", "15 (петнаест) дана"),
    ],
)
def test_the_same_said_otherwise_is_no_difference(source: str, target: str):
    assert differences(source, target, "sq", "sr-Cyrl") == ()


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [
        ("12.03.2026", "03.12.2026", "date"),
        ("15 %", "15", "percent"),
        ("15 ditë", "15 недеља", "duration"),
        ("15 (pesëmbëdhjetë) ditë", "15 (педесет) дана", "number"),
        ("tre anëtarë", "четири члана", "number"),
        ("në mars", "у априлу", "month"),
        ("të dielën", "у понедељак", "weekday"),
        ("500 euro", "500 динара", "amount"),
        ("dhoma 12", "соба", "number"),
        ("dhoma", "соба 12", "number"),
        ("2 dhe 2", "2", "number"),
        ("neni 7", "став 7", "article"),
    ],
)
def test_another_fact_is_a_difference(source: str, target: str, kind: str):
    assert kind in {difference.kind for difference in differences(source, target, "sq", "sr-Cyrl")}


def test_a_sum_without_its_sign_is_one_difference():
    (difference,) = differences("100 € dhe 5", "100 и 5", "sq", "sr-Cyrl")

    assert (difference.kind, difference.source.value, difference.target.value) == ("amount", "100 EUR", "100")


def test_positions_are_those_of_the_cyrillic_text_with_its_placeables():
    text = "Њему је ⟦1⟧плаћено 1.2⟦/1⟧34 евра, љубазно, 12. марта."

    assert [text[fact.start : fact.end] for fact in facts(text, "sr-Cyrl")] == ["12. марта", "1.2⟦/1⟧34 евра"]


WRITTEN = {
    "sq": lambda whole, cents: f"{whole:,}".replace(",", ".") + f",{cents:02}",
    "sr-Latn": lambda whole, cents: f"{whole:,}".replace(",", " ") + f",{cents:02}",
    "en": lambda whole, cents: f"{whole:,}.{cents:02}",
}


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_every_figure_has_one_canonical_form(whole: int, cents: int):
    assert len({canonical(write(whole, cents), language) for language, write in WRITTEN.items()}) == 1


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_two_whole_numbers_are_the_same_only_if_they_are(one: int, other: int):
    text, changed = f"{one:,}".replace(",", ".") + " banorë", f"{other:,} residents"

    assert bool(differences(text, changed, "sq", "en")) == (one != other)


@pytest.mark.parametrize(
    ("source", "target", "languages", "wrong"),
    [
        ("15 ditë, zyra hapet në ora 10.", "15 месеци, канцеларија се отвара у 10.", ("sq", "sr-Cyrl"), ["duration"]),
        ("15 working days, open at 10 a.m.", "15 ditë, hapet në 10", ("en", "sq"), ["duration"]),
        ("dy mijë banorë", "dva miliona stanovnika", ("sq", "sr-Latn"), ["number"]),
        ("dy mijë banorë", "2 stanovnika", ("sq", "sr-Latn"), ["number"]),
        ("dy mijë e pesëqind banorë", "2.500 stanovnika", ("sq", "sr-Latn"), []),
        ("dy milionë e treqind mijë banorë", "2.300.000 stanovnika", ("sq", "sr-Latn"), []),
        ("Article 7 may be amended.", "Neni 7 mund të ndryshohet.", ("en", "sq"), []),
        ("Open from 7 May.", "Hapet nga 7 maji.", ("en", "sq"), []),
        ("nr. 01/2024", "br. 1/2024", ("sq", "sr-Latn"), []),
    ],
)
def test_one_right_fact_does_not_hide_a_wrong_one_and_words_are_read_whole(
    source: str, target: str, languages: tuple[str, str], wrong: list[str]
):
    assert [found.kind for found in differences(source, target, *languages)] == wrong
