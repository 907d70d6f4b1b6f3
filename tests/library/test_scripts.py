import re
from collections.abc import Iterator
from pathlib import Path

import babel.messages.pofile
import django
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost.scripts import DERIVED, REASONS, Cyrillic, derive, script_of, to_cyrillic, to_latin

CYRILLIC_LETTERS = "абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ"
SERBIAN_WORDS = st.lists(st.text(alphabet=CYRILLIC_LETTERS, min_size=1, max_size=12), max_size=8).map(" ".join)

SURE = (  # Latin, Cyrillic; nothing here needs a person
    ("injekcija", "инјекција"),
    ("Injekcija", "Инјекција"),
    ("INJEKCIJA JE DATA", "ИНЈЕКЦИЈА ЈЕ ДАТА"),
    ("mikroinjekcije", "микроинјекције"),
    ("injektirati", "инјектирати"),
    ("injunkcija", "инјункција"),
    ("konjugacija", "конјугација"),
    ("hiperkonjugacija", "хиперконјугација"),
    ("konjunktura", "конјунктура"),
    ("konjunktivitis", "конјунктивитис"),
    ("konjektura", "конјектура"),
    ("vanjezički", "ванјезички"),
    ("Tanjug", "Танјуг"),
    ("Tanjuga", "Танјуга"),
    ("Šenjang", "Шенјанг"),
    ("nadživeti", "надживети"),
    ("nadživljen", "надживљен"),
    ("nenadživljen", "ненадживљен"),
    ("nadžnjeti", "наджњети"),
    ("podžupan", "поджупан"),
    ("Podžupan", "Поджупан"),
    ("podžanr", "поджанр"),
    ("odžaliti", "оджалити"),
    ("odživeti", "одживети"),
    ("predželudac", "преджелудац"),
    ("predžalbeni", "преджалбени"),
    ("nadžak", "наџак"),
    ("odžačar", "оџачар"),
    ("Odžaci", "Оџаци"),
    ("odžepariti", "оџепарити"),
    ("predodžba", "предоџба"),
    ("budžet", "буџет"),
    ("džamija", "џамија"),
    ("DŽAMIJA U PRIZRENU", "ЏАМИЈА У ПРИЗРЕНУ"),
    ("menadžment", "менаџмент"),
    ("konj i konjušar", "коњ и коњушар"),
    ("Konjuh", "Коњух"),
    ("kanjon", "кањон"),
    ("Njujork", "Њујорк"),
    ("NJUJORK JE GRAD", "ЊУЈОРК ЈЕ ГРАД"),
    ("Banjaluka", "Бањалука"),
    ("Vranjevac", "Врањевац"),
    ("Pepeljuga", "Пепељуга"),
    ("biljeg", "биљег"),
    ("miljokaz", "миљоказ"),
    ("Pjongjang", "Пјонгјанг"),
    ("vannastavni", "ваннаставни"),
    ("dvadesettrogodišnji", "двадесеттрогодишњи"),
    ("posttraumatski", "посттрауматски"),
    ("protivvrednost", "противвредност"),
    ("najjači", "најјачи"),
    ("preddiplomski", "преддипломски"),
    ("prethodni", "претходни"),
    ("shvatiti", "схватити"),
    ("kooperacija", "кооперација"),
    ("djeca i djelo", "дјеца и дјело"),
    ("odjek", "одјек"),
    ("ǌegova ǈubav i ǆep", "његова Љубав и џеп"),
    ("c\u030cas", "час"),
    ("EU i NVO", "ЕУ и НВО"),
    ("BiH", "БиХ"),
    ("ulica bb", "улица бб"),
    ("član 7a", "члан 7а"),
    ("Skupština opštine Gračanica", "Скупштина општине Грачаница"),
)

UNTOUCHED = (  # … and stays Latin without a doubt
    ("⟦1⟧Opština⟦/1⟧⟦2/⟧", "⟦1⟧Општина⟦/1⟧⟦2/⟧"),
    ("na info@rks-gov.net,", "на info@rks-gov.net,"),
    ("na https://kk.rks-gov.net/gracanice?a=dž.", "на https://kk.rks-gov.net/gracanice?a=dž."),
    ("sajt www.rks-gov.net", "сајт www.rks-gov.net"),
    ("sajt kk.rks-gov.net/prizren", "сајт kk.rks-gov.net/prizren"),
    ("Zakon br. 02/L-37", "Закон бр. 02/L-37"),
    ("Zakon 06/L-081.", "Закон 06/L-081."),
    ("fajl prijava-2026.docx", "фајл prijava-2026.docx"),
    ("12 km i 5 kg", "12 km и 5 kg"),
    ("površina 4,5 km²", "површина 4,5 km²"),
    ("300 m2, 80 km/h", "300 m2, 80 km/h"),
    ("po kWh", "по kWh"),
    ("21 °C", "21 °C"),
    ("{ime} i %(broj)s", "{ime} и %(broj)s"),
    ('<a href="/pomoc">pomoć</a>&nbsp;', '<a href="/pomoc">помоћ</a>&nbsp;'),
)

DOUBTFUL = (  # Latin, Cyrillic, what is reported, why
    ("XXI vek", "XXI век", "XXI", "roman"),
    ("Prilog II", "Прилог II", "II", "roman"),
    ("Aneks I", "Анекс I", "I", "roman"),
    ("I razred", "I разред", "I", "roman"),
    ("I. Opšte odredbe", "I. Опште одредбе", "I", "roman"),
    ("I opština", "И општина", "I", "roman"),
    ("dr I. Marković", "др И. Марковић", "I", "roman"),
    ("dr V. Petrović", "др В. Петровић", "V", "roman"),
    ("ČLAN VI ZAKONA", "ЧЛАН ВИ ЗАКОНА", "VI", "roman"),
    ("tačka (iii)", "тачка (iii)", "iii", "roman"),
    ("u formatu PDF", "у формату PDF", "PDF", "acronym"),
    ("pomoć USAID-a", "помоћ USAID-а", "USAID", "acronym"),
    ("uredba UNMIK-a", "уредба УНМИК-а", "UNMIK", "acronym"),
    ("dokument WHO", "документ WHO", "WHO", "acronym"),
    ("bolest COVID-19", "болест COVID-19", "COVID-19", "code"),
    ("list A4", "лист A4", "A4", "code"),
    ("predmet P-123/26", "предмет P-123/26", "P-123/26", "code"),
    ("gospodin Wolf", "господин Wolf", "Wolf", "foreign"),
    ("gospođa Hoxha", "госпођа Hoxha", "Hoxha", "foreign"),
    ("gospodin Thaçi", "господин Thaçi", "Thaçi", "foreign"),
    ("opština Gjilan", "општина Gjilan", "Gjilan", "foreign"),
    ("Microsoftov i Microsoft", "Мицрософтов и Microsoft", "Microsoft", "foreign"),
    ("profil LinkedIn", "профил LinkedIn", "LinkedIn", "foreign"),
    ("na e-mail", "на e-mail", "e-mail", "foreign"),
    ("Djordje", "Дјордје", "Djordje", "digraph"),
    ("podžonglirati", "поджонглирати", "podžonglirati", "digraph"),
    ("Benjamin", "Бенјамин", "Benjamin", "digraph"),
    ("Oпштина", "Општина", "Oпштина", "mixed"),
)


@pytest.mark.parametrize(("latin", "cyrillic"), SURE + UNTOUCHED)
def test_what_is_sure_becomes_cyrillic_without_a_doubt(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == Cyrillic(cyrillic, ())


@pytest.mark.parametrize(("latin", "cyrillic", "word", "reason"), DOUBTFUL)
def test_what_is_guessed_or_kept_is_shown_to_a_person(
    latin: str, cyrillic: str, word: str | None, reason: str | None
) -> None:
    result = to_cyrillic(latin)

    assert result.text == cyrillic
    assert [(doubt.original, doubt.reason) for doubt in result.doubts] == ([(word, reason)] if word else [])


def test_every_reason_is_shown_by_an_example() -> None:
    assert {reason for *_, reason in DOUBTFUL if reason} == set(REASONS)


def test_a_doubt_points_at_its_place_in_the_result() -> None:
    result = to_cyrillic("Njegov Aneks II, njen PDF")

    assert [result.text[doubt.start : doubt.end] for doubt in result.doubts] == ["II", "PDF"]


def test_words_to_keep_stay_latin_and_raise_no_doubt() -> None:
    text = "Microsoft Word i Mercy Corps pomažu; Mercy i Injekta ne."

    result = to_cyrillic(text, keep={"Mercy Corps", "Microsoft Word", "Injekta"})

    assert result.text == "Microsoft Word и Mercy Corps помажу; Mercy и Injekta не."
    assert [doubt.original for doubt in result.doubts] == ["Mercy"]


def test_a_word_to_keep_is_not_found_inside_another() -> None:
    assert to_cyrillic("Pera i Peran", keep=["Pera"]).text == "Pera и Перан"


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("ЊУЈОРК", "NJUJORK"),
        ("Њујорк", "Njujork"),
        ("КОЊ", "KONJ"),
        ("Њ", "Nj"),
        ("ТАЧКА Љ", "TAČKA LJ"),
        ("Љ ЈЕ СЛОВО", "LJ JE SLOVO"),
        ("Њ. Петровић", "Nj. Petrović"),
        ("ЏЕП и Џеп", "DŽEP i Džep"),
        ("Анекс II, 5 km", "Aneks II, 5 km"),
        ("Ђорђе Ћирић, Шћепан Жугић", "Đorđe Ćirić, Šćepan Žugić"),
        ("Объявление щ ѓ", "Obъяvlenie щ ѓ"),
    ],
)
def test_cyrillic_becomes_latin(cyrillic: str, latin: str) -> None:
    assert to_latin(cyrillic) == latin


@given(SERBIAN_WORDS)
def test_latin_made_from_cyrillic_has_no_cyrillic_left(text: str) -> None:
    assert script_of(to_latin(text)) in {"Latn", None}


@given(SERBIAN_WORDS.map(str.lower))
def test_making_latin_cyrillic_and_latin_again_loses_nothing(text: str) -> None:
    latin = to_latin(text)

    assert to_latin(to_cyrillic(latin).text) == latin


@given(st.text())
def test_any_text_converts_and_its_doubts_lie_in_order_inside_it(text: str) -> None:
    result = to_cyrillic(text)

    bounds = [bound for doubt in result.doubts for bound in (doubt.start, doubt.end)]
    assert bounds == sorted(bounds)
    assert all(0 <= bound <= len(result.text) for bound in bounds)


def serbian_messages() -> Iterator[str]:
    """What Django says in Serbian, without the entries in which the translators mixed the scripts in a word."""
    for catalogue in sorted(Path(django.__file__).parent.glob("**/locale/sr/LC_MESSAGES/*.po")):
        for message in babel.messages.pofile.read_po(catalogue.open("rb")):
            forms = message.string if isinstance(message.string, tuple) else (message.string,)
            yield from (form for form in forms if message.id and form and not MIXED_WORD.search(form))


MIXED_WORD = re.compile(r"[А-џ][A-Za-z]|[A-Za-z][А-џ]|\([a-z]\)|^Poruke$")


def latin_words(message: str) -> list[str]:
    """What the translators left in Latin: names of files, commands and standards."""
    return re.findall(r"[A-Za-z]+", re.sub(r"%\(\w+\)|\{\w*\}|<[^>]*>", "", message))


def sure_parts(result: Cyrillic) -> list[str]:
    ends = [0, *(doubt.end for doubt in result.doubts)]
    starts = [*(doubt.start for doubt in result.doubts), len(result.text)]
    return [result.text[end:start] for end, start in zip(ends, starts, strict=True)]


def test_real_serbian_comes_back_from_latin_but_for_the_doubts() -> None:
    messages = list(serbian_messages())
    assert len(messages) > 800

    lost = []
    for message in messages:
        result = to_cyrillic(to_latin(message), keep=latin_words(message))
        pattern = r"[\w./-]+".join(map(re.escape, sure_parts(result)))
        if not re.fullmatch(pattern, message):
            lost.append((message, result.text))
    assert lost == []


def test_real_serbian_raises_few_doubts() -> None:
    words = doubts = 0
    for message in serbian_messages():
        words += len(message.split())
        doubts += len(to_cyrillic(to_latin(message), keep=latin_words(message)).doubts)

    assert doubts / words < 0.01


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Opština", "Latn"),
        ("Општина", "Cyrl"),
        ("Komuna e Prishtinës", "Latn"),
        ("Општина и PDF", "mixed"),
        ("12.03.2026 – 15 %", None),
        ("⟦1⟧⟦/1⟧", None),
        ("Ελλάδα", None),
        ("", None),
    ],
)
def test_the_script_of_a_text(text: str, script: str | None) -> None:
    assert script_of(text) == script


def test_latin_is_derived_from_the_approved_cyrillic() -> None:
    assert DERIVED["sr-Latn"] == "sr-Cyrl"
    assert derive("Њушка", "sr-Cyrl", "sr-Latn") == "Njuška"
    assert derive("Njuška", "sr-Latn", "sr-Cyrl") == "Њушка"
    assert derive("Njoftim", "sq", "sq") == "Njoftim"


def test_nothing_is_derived_between_languages() -> None:
    with pytest.raises(ValueError, match="sr-Latn cannot be derived from sq"):
        derive("Njoftim", "sq", "sr-Latn")


@pytest.mark.parametrize("piece", ["a-", "a.", "a/", "1.", "a@", "A1-"])
def test_a_long_run_without_spaces_takes_no_minutes(piece: str) -> None:
    assert len(to_cyrillic(piece * 25_000).text) == len(piece) * 25_000
