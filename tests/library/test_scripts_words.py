import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost.scripts import _Chunks, to_cyrillic
from uramost.scripts_plain import stretches

WORDS = Path(__file__).parent / "files" / "tricky_words.csv"


def rows() -> list[dict[str, str]]:
    with WORDS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_list_has_every_kind_and_every_judgement_its_reason() -> None:
    words = rows()

    assert len(words) >= 400
    assert len({row["latin"] for row in words}) == len(words)
    assert all(row["why"] for row in words)
    assert {"joint", "one", "roman", "address", "unit", "law", "mixed", "capitals", "foreign"} <= {
        row["kind"] for row in words
    }


def test_every_tricky_word_is_right() -> None:
    made = {row["latin"]: to_cyrillic(row["latin"]).text for row in rows()}

    assert made == {row["latin"]: row["cyrillic"] for row in rows()}


# What is read in its surroundings, beside what is not, and what may reach over spaces.
PIECES = (
    "opština", "Njegov", "džep,", "injekcija", "5", "km", "m", "l.", "V", "V.", "I", "VI", "XX", "razred", "Aneks",
    "EU", "UNMIK", "UNMIK-a", "OPŠTINE", "ZAKON", "PDF", "Hoxha", "the", "A4", "02/L-37", "⟦1⟧", "⟦1", "x⟧", "<a",
    'b="c">', "<", ">", "%(x)", "s", "{a}", "info@a.rs", "a.pdf", "„U", "kraj.", "захтев", "Oпштина", "GGGG-MM-DD",
    "MM", "12.", "-", "",
)  # fmt: skip
TEXTS = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from((" ", " ", " ", "\n", "  ", "\u00a0", "\t"))), max_size=25
).map(lambda pairs: "".join(piece + space for piece, space in pairs))


@given(TEXTS)
def test_a_text_read_word_by_word_is_as_if_read_as_a_whole(text: str) -> None:
    chunks = to_cyrillic(f"Qx\n{text}")
    whole = to_cyrillic(f"Qx\n{text}", keep=["Qx"])  # a word to keep: nothing is taken from memory

    assert chunks.text == whole.text
    assert chunks.doubts[1:] == whole.doubts


PAIRS = (
    "ch", "gj", "nn", "ss", "bb", "dž", "dj", "th", "zh", "sh", "shk", "rr", "nj", "lj", "j", "h", "ž", "a", "e", "i",
    "o", "in", "kon", "van", "pan", "tan", "šen", "an", "nad", "od", "ben", "jekc", "junkt", "jug", "jon", "jamin",
    "živ", "žak", "the", "of", "google", "om", "ii", "km", "Mb", "/s", "-", "/", "m", "q", "x", ".", " ", " ", " 5 ",
    "N", "I", "Đ",
)  # fmt: skip
WORDS_OF_PAIRS = st.lists(st.sampled_from(PAIRS), min_size=1, max_size=12).map("".join)


@given(WORDS_OF_PAIRS, st.booleans())
def test_a_word_that_needs_a_look_is_not_taken_for_a_plain_one(text: str, capital: bool) -> None:
    text = text.title() if capital else text

    assert to_cyrillic(text).text == to_cyrillic(f"{text}\nQx", keep=["Qx"]).text.removesuffix("\nQx")


def test_no_word_in_which_two_letters_only_meet_is_plain() -> None:
    meetings = [row["latin"] for row in rows() if re.search("нј|дж", row["cyrillic"])]

    assert len(meetings) > 50
    assert [latin for latin in meetings if latin in plain_parts(f"a {latin} je")] == []


def plain_parts(text: str) -> str:
    return " ".join(words for words, _, _ in stretches(text))


@pytest.mark.parametrize("text", ["a\u2009b", "dva\u2003konja", "dva\0konja", "\1\2\3\4 konja", "→ konja", ""])
def test_rare_characters_stay_where_they_are(text: str) -> None:
    assert to_cyrillic(text).text == text.replace("dva", "два").replace("konja", "коња").replace("a", "а").replace(
        "b", "б"
    )


class Few(_Chunks):
    MOST = 100


def test_what_is_remembered_is_bounded() -> None:
    few = Few()
    for number in range(1_000):
        assert few[f"{number}."] == f"{number}."

    assert len(few) <= 100


@pytest.mark.parametrize("piece", ["<a ", "⟦", "< b", "%(", "nj", "dž-", "LJ", "I "])
def test_a_long_text_of_beginnings_takes_no_minutes(piece: str) -> None:
    assert to_cyrillic(piece * 10_000).text


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("ISKRA IZ KIRKA, Kırk", "ИСКРА ИЗ КИРКА, Kırk"),
        ("u formatu GGGG-MM-DD", "у формату ГГГГ-ММ-ДД"),
        ("godine MM", "године MM"),
        ("Aleksandar I Karađorđević", "Александар I Карађорђевић"),
    ],
)
def test_letters_that_only_look_like_others(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin).text == cyrillic
