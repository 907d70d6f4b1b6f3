from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost.detection import Guess, detect, detect_many
from uramost.detection_model import FILE, buckets, models


def test_serbian_and_bosnian_in_latin_script_are_one_group() -> None:
    assert detect("Molimo vas da zahtev podnesete do petka.").tags == ("sr-Latn", "bs")
    assert detect("Молимо вас да захтев поднесете до петка.").tags == ("sr-Cyrl",)
    assert Guess(None, 0.9).tags == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sq", "drita nuk punon"),
        ("sq", "nuk kemi uje"),
        ("sr-Latn", "svetlo ne radi"),
        ("sr-Latn", "nema vode vec danima"),
        ("sr-Latn", "molim vas resite"),
        ("sr-Cyrl", "светло не ради"),
        ("tr", "lamba calismiyor bir haftadir"),
        ("en", "the light is broken"),
        ("rom", "sakone manuše isi čačipe ko dživdipe"),
    ],
)
def test_three_words_are_enough(language: str, text: str) -> None:
    assert detect(text).language == language


NEIGHBOURS = (
    "Ја нема водата",
    "Општината ги известува",
    "Барањето се поднесува до петок",
    "Улицата нема светло веќе",
    "Luč na ulici ne sveti",
    "Prosimo izpolnite obrazec",
    "Občina obvešča občane",
    "Vlogo lahko oddate osebno",
)


@pytest.mark.parametrize("text", NEIGHBOURS)
def test_macedonian_and_slovenian_are_not_taken_for_serbian_without_doubt(text: str) -> None:
    guess = detect(text)

    assert guess.language is None or guess.confidence < 0.8


@given(st.lists(st.text(max_size=60), max_size=20))
def test_many_at_once_get_the_same_answers(texts: list[str]) -> None:
    for one, many in zip(map(detect, texts), detect_many(texts), strict=True):
        assert (one.language, one.confidence) == (many.language, pytest.approx(many.confidence))


def test_capital_letters_and_separate_diacritics_change_nothing() -> None:
    small = detect("şehir içinde ışık yanmıyor")

    assert detect("ŞEHİR İÇİNDE IŞIK YANMIYOR").language == small.language == "tr"
    assert detect("s\u0327ehir ic\u0327inde ışık yanmıyor") == small


def test_a_script_that_no_language_of_ours_has_is_none_of_ours() -> None:
    assert detect("გამარჯობა როგორ ხართ დღეს").language is None
    assert detect("قدموا طلبكم قبل يوم الجمعة").language is None


def test_a_word_of_fifty_thousand_letters_is_read() -> None:
    assert detect("a" * 50_000 + " b c").confidence >= 0


def test_the_model_is_small_and_forgets() -> None:
    model = replace(models()["Latn"], most=100, _known={})
    for begin in range(0, 450, 90):
        model.learn(f"x{number}" for number in range(begin, begin + 90))
        model.scores([f"y{number}" for number in range(begin, begin + 9)])

    assert FILE.stat().st_size < 1_000_000
    assert len(model._known) <= 100


def test_words_fall_into_the_buckets_that_the_weights_were_made_for() -> None:
    """Another hash, and every weight stands for something else: then the model has to be made again."""
    runs, starts = buckets(["ujë", "a", "ujë"], 16)

    assert starts == [0, 14, 19]
    assert runs[:14].tolist() == runs[19:].tolist()
    assert set(runs[:14].tolist()) > WHOLE_WORD_AND_LETTERS


WHOLE_WORD_AND_LETTERS = {44289, 62766, 49444, 63227}


class Hurried(dict[str, list[float]]):
    """A memory that other threads fill after it was looked into, and empty before it is looked into again."""

    def __getitem__(self, word: str) -> list[float]:
        raise KeyError(word)

    def update(self, *words: object, **others: list[float]) -> None:
        self.clear()


@pytest.mark.parametrize("text", ["nuk", "drita nuk punon nuk"])
def test_a_memory_that_other_threads_fill_and_empty_changes_no_answer(text: str) -> None:
    model = replace(models()["Latn"], _known={})
    model.learn(["nuk"])

    words = text.split()
    assert replace(model, _known=Hurried(model._known)).scores(words) == model.scores(words)
