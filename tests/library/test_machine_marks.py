"""Marks of formatting on their way through an engine: none is ever wrong without being named."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost import documents
from uramost.documents.placeables import MARK, decode
from uramost.machine.protect import seal, unseal

WORDS = st.text(alphabet="aëž <>&\"'=/;x1", max_size=8)


def nested(depth: int = 3):
    """A sentence with marks that stand as a document's do: in pairs that do not cross, or alone."""
    if depth == 0:
        return WORDS.map(lambda text: [text])
    inner = st.deferred(lambda: nested(depth - 1))
    return st.lists(st.one_of(WORDS, st.just("/"), inner), max_size=4)


def written(parts, text="", number=0):
    """(the sentence, the highest number of a mark in it)."""
    for part in parts:
        if part == "/":
            number += 1
            text += f"⟦{number}/⟧"
        elif isinstance(part, str):
            text += part
        else:
            number += 1
            own = number
            inside, number = written(part, "", number)
            text += f"⟦{own}⟧{inside}⟦/{own}⟧"
    return text, number


SENTENCES = nested().map(written).map(lambda found: found[0])


@given(SENTENCES, st.sampled_from(["xml", "html"]))
def test_what_comes_back_untouched_is_what_went_out(text, dialect):
    sealed = seal(text, "sq", dialect)

    opened = unseal(sealed.markup, sealed)

    assert " ".join(opened.text.split()) == " ".join(text.split())
    assert opened.lost == ()


@given(SENTENCES, st.sampled_from(["xml", "html"]), st.data())
def test_whatever_an_engine_does_with_the_tags_no_mark_is_wrong(text, dialect, data):
    sealed = seal(text, "sq", dialect)
    pieces = re.split("(<[^<>]*>)", sealed.markup)
    shuffled = data.draw(st.lists(st.sampled_from(pieces), max_size=12)) if pieces else []

    opened = unseal("".join(shuffled), sealed)

    known = {
        int(mark[2]): documents.Placeable(int(mark[2]), "other", bool(mark[3]), "") for mark in MARK.finditer(text)
    }
    decode(opened.text, [*known.values()])  # raises for a mark that is unknown, doubled, crossed or half
    there = {int(mark[2]) for mark in MARK.finditer(opened.text)}
    assert there | set(opened.lost) == set(known)
    assert not there & set(opened.lost)


@given(st.text(max_size=60))
def test_no_answer_does_harm(answer):
    sealed = seal("⟦1⟧Afati⟦/1⟧ info@example.org ⟦2/⟧", "sq", "xml")

    opened = unseal(answer, sealed)

    assert not re.search("[⟦⟧]", MARK.sub("", opened.text))


@pytest.mark.parametrize("dialect", ["xml", "html"])
def test_half_a_pair_stays_where_it_is(dialect):
    """Of a bold passage of two sentences each has one half."""
    for text in ("Afati ⟦1⟧është 15 ditë.", "Deri më 12 mars.⟦/1⟧ ⟦2/⟧"):
        sealed = seal(text, "sq", dialect)
        assert unseal(sealed.markup, sealed).text == text


@pytest.mark.parametrize(
    "answer",
    [
        "<M ID='m1' >Рок</M > је <x id=l2 />",
        '<span id="m1">Рок</span> је <img id="l2"/>',
        "<m id=“m1”>Рок</m> је <x id=“l2”>",
        '<p><m  id = "m1">Рок</m> је <x id="l2"/></p>',
    ],
)
def test_engines_write_tags_in_their_own_way(answer):
    sealed = seal("⟦1⟧Afati⟦/1⟧ është ⟦2/⟧", "sq", "xml")

    assert unseal(answer, sealed).text == "⟦1⟧Рок⟦/1⟧ је ⟦2/⟧"
