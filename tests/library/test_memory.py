"""The translation memory finds what a full search finds, and says what a score does not show."""

import re
import sysconfig
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz, process

from uramost.catalogues import build
from uramost.memory import Memory, Unit, alerts, comparable, difference
from uramost.memory.bags import BINS

MINIMA = (50, 60, 70, 85, 99, 100)


@cache
def real_texts() -> tuple[str, ...]:
    """Albanian, Serbian, Bosnian, Turkish and English from the catalogues of Django, which is always installed."""
    django = Path(sysconfig.get_path("purelib")) / "django" / "contrib" / "admin"
    pairs = build([django], include_unknown=True)
    return tuple(dict.fromkeys(text for pair in pairs for text in (pair.source, pair.target)))


def memory_of(texts):
    return Memory(Unit(number, text, "…") for number, text in enumerate(texts))


def full_search(texts, asked, minimum):
    """Every text is scored: the answer that the memory must give."""
    # Without a cutoff: rapidfuzz' searches lose texts that score it exactly.
    scores = process.cdist([comparable(asked)], [comparable(text) for text in texts], scorer=fuzz.ratio, dtype=float)
    return sorted((-score, number) for number, score in enumerate(scores[0].tolist()) if score >= minimum)


def answer(memory, asked, minimum):
    return [(-match.score, match.unit.id) for match in memory.lookup(asked, minimum, limit=10**6)]


def test_nothing_is_missed_among_real_texts():
    texts = real_texts()
    assert len(texts) > 500
    memory = memory_of(texts)
    for asked in texts[::41]:
        for changed in (asked, asked[: len(asked) * 3 // 4], re.sub("[ae]", "o", asked)):
            everything = full_search(texts, changed, min(MINIMA))
            for minimum in MINIMA:
                assert answer(memory, changed, minimum) == [one for one in everything if -one[0] >= minimum]


few_letters = st.text(st.sampled_from("aabbcč дђ1."), max_size=60)
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)


@settings(max_examples=60, deadline=None)
@given(st.lists(few_letters | any_text, max_size=400), few_letters | any_text, st.integers(1, 100))
def test_nothing_is_missed_among_any_texts(texts, asked, minimum):
    repeated = texts * (1 + 300 // max(len(texts), 1))  # enough to leave the tail and be sorted into the index
    assert answer(memory_of(repeated), asked, minimum) == full_search(repeated, asked, minimum)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(few_letters, min_size=1, max_size=30), st.lists(st.tuples(st.booleans(), st.integers(0, 29), few_letters))
)
def test_adding_and_removing_is_as_building_anew(texts, changes):
    texts = dict(enumerate(texts * 20))  # more than the tail holds
    memory = Memory(Unit(number, text, "…") for number, text in texts.items())
    for adding, number, text in changes:
        if adding:
            texts[number] = text
            memory.add([Unit(number, text, "…")])
        else:
            texts.pop(number, None)
            memory.remove([number])
    anew = Memory(Unit(number, text, "…") for number, text in texts.items())
    assert len(memory) == len(anew)
    for asked in set(list(texts.values())[:3]):
        assert answer(memory, asked, 60) == answer(anew, asked, 60)


def test_more_kinds_of_characters_than_bins_lose_nothing():
    texts = ["".join(chr(0x4E00 + (n * 7 + k) % 900) for k in range(n % 90)) for n in range(600)]
    memory = memory_of(texts)
    assert len(set("".join(texts))) > BINS
    for asked in texts[::31]:
        assert answer(memory, asked, 70) == full_search(texts, asked, 70)


def test_a_long_segment_is_found_too():
    long = "Kuvendi i komunës miraton rregulloren. " * 1300
    memory = Memory([Unit(1, long, "…"), *(Unit(n, f"Neni {n}", "…") for n in range(2, 400))])
    assert memory.lookup(long[:-1000])[0].unit.id == 1


def test_the_best_come_first_and_the_limit_holds():
    memory = memory_of(["Afati është 15 ditë", "Afati është 15 ditë.", "Afati është 15 ditë pune.", "Tjetër gjë"])
    matches = memory.lookup("Afati është 15 ditë.", limit=2)
    assert [match.unit.id for match in matches] == [1, 0]
    assert matches[0].score == 100


def test_serbian_is_found_in_either_script():
    memory = Memory([Unit(1, "Рок за пријаву је 15 дана.", "Afati për aplikim është 15 ditë.")], language="sr-Cyrl")
    assert memory.lookup("Rok za prijavu je 15 dana.")[0].score == 100


def test_an_empty_memory_answers_and_a_replaced_unit_is_gone():
    memory = Memory()
    assert memory.lookup("çfarëdo") == []
    memory.add([Unit(1, "e vjetër", "стара")])
    memory.add([Unit(1, "e re fare", "нова")])
    assert len(memory) == 1
    assert memory.lookup("e vjetër", 100) == []
    assert memory.lookup("e re fare")[0].unit.target == "нова"


@pytest.mark.parametrize(
    ("language", "asked", "found"),
    [
        ("sq", "Pagesa nuk kthehet.", "Pagesa kthehet."),
        ("sq", "S'ka afat.", "Ka afat."),
        ("sq", "Mos hyni me vonesë.", "Hyni me vonesë."),
        ("sr-Cyrl", "Странка није дужна да плати.", "Странка је дужна да плати."),
        ("sr-Latn", "Zahtev se prima bez takse.", "Zahtev se prima sa taksom."),
        ("sr-Latn", "Zahtev se ne prima.", "Zahtev se prima."),
        ("sr-Cyrl", "Не шаљите захтев поштом.", "Шаљите захтев поштом."),
        ("en", "The fee is not refunded.", "The fee is refunded."),
        ("bs", "Prijava se neće razmatrati.", "Prijava će se razmatrati."),
        ("en", "You don't have to pay.", "You have to pay."),
        ("tr", "Geç başvurular kabul edilmez.", "Geç başvurular kabul edilir."),
        ("tr", "Belge gerekli değil.", "Belge gerekli."),
        ("tr", "Ödeme yapılmamaktadır.", "Ödeme yapılmaktadır."),
        ("tr", "Sonra ödenmeyecektir.", "Sonra ödenecektir."),
        ("tr", "Henüz onaylanmamıştır.", "Henüz onaylanmıştır."),
        ("tr", "Buradan girmeyiniz.", "Buradan giriniz."),
        ("tr", "Belge gelmezse beklenir.", "Belge gelirse beklenir."),
        ("tr", "Katılmadıklarını bildirdiler.", "Katıldıklarını bildirdiler."),
        ("sq", "Ska afat.", "Ka afat."),
        ("sq", "Në rast të mospagesës", "Në rast të pagesës"),
        ("en", "Not Monday but Tuesday", "Monday but not Tuesday"),
        (None, "Nuk pranohet.", "Pranohet."),
    ],
)
def test_a_negation_on_one_side_is_said_loudly(language, asked, found):
    assert "negation" in alerts(asked, found, language)
    assert "negation" in alerts(found, asked, language)


@pytest.mark.parametrize(
    ("language", "asked", "found"),
    [
        ("sq", "Kërkesa na u dorëzua neve.", "Kërkesa ne na u dorëzua."),  # "ne" is "we" in Albanian
        ("sr-Cyrl", "Захтев није потпун.", "Захтев није исправан."),
        ("en", "Knot the rope", "Tie the rope"),
        ("tr", "Ödemesi gerekir.", "Ödemeniz gerekir."),
        ("tr", "Temmuz ayında", "Ağustos ayında"),
        ("tr", "Mazeret bildirilir.", "Gerekçe bildirilir."),
        ("tr", "namaz vakti", "iftar vakti"),
        ("tr", "Ramazan Bayramı", "Kurban Bayramı"),
        ("tr", "sermayenin payı", "gelirin payı"),
        ("tr", "deneme süresi", "sınav süresi"),
        ("sq", "sipas moshës", "sipas gjinisë"),
    ],
)
def test_no_false_alarm_over_negation(language, asked, found):
    assert "negation" not in alerts(asked, found, language)


def test_another_figure_is_said_loudly_and_marks_of_formatting_are_no_figures():
    assert alerts("brenda 15 ditëve", "brenda 5 ditëve", "sq") == ("number",)
    assert alerts("⟦1⟧brenda⟦/1⟧ 15 ditëve", "brenda 15 ditëve", "sq") == ()
    match = Memory([Unit(1, "Afati është 15 ditë.", "…")]).lookup("Afati është 10 ditë.")[0]
    assert match.alerts == ("number",)


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_difference_holds_both_versions(old, new):
    pieces = difference(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new


def test_a_difference_reads_by_words():
    pieces = [(piece.kind, piece.text) for piece in difference("rok je petnaest radnih dana", "rok je deset dana")]
    assert pieces == [
        ("same", "rok je "),
        ("removed", "petnaest radnih"),
        ("added", "deset"),
        ("same", " dana"),
    ]


def test_concordance_reads_both_scripts_and_both_sides():
    units = [Unit(1, "Kryetari i komunës", "Председник општине"), Unit(2, "Kuvendi i komunës", "Скупштина општине")]
    memory = Memory(units)
    assert [unit.id for unit in memory.concordance("predsednik")] == [1]
    assert [unit.id for unit in memory.concordance("komunes")] == [2, 1]
    assert memory.concordance("  ") == []
    memory.remove([2])
    assert [unit.id for unit in memory.concordance("komunës")] == [1]
