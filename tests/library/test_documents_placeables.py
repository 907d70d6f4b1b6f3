from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost.documents import BadPlaceables, Placeable, plain, segments
from uramost.documents.placeables import Lone, Look, Mark, Node, Part, Run, Wrap, decode, encode, runs

BOLD, ITALIC = Look(bold=True), Look(italic=True)
KNOWN = (Placeable(1, "bold", False), Placeable(2, "break", True), Placeable(3, "link", False))

letters = st.text(st.characters(codec="utf-8", categories=["L", "Nd", "P", "Zs"]), max_size=12)
looks = st.sampled_from([Look(), BOLD, ITALIC, Look(rest=("red",))])
leaves = st.one_of(
    st.builds(lambda text, look: list(runs(text, look, look, str)), letters, looks),
    st.just([Lone("image", "image")]),
    st.just([Lone("other", "bookmark", edge=True)]),
)
nodes = st.lists(leaves, max_size=6).map(lambda groups: [node for group in groups for node in group])
paragraphs = st.lists(st.one_of(nodes, nodes.map(lambda inner: [Wrap("link", "link", tuple(inner))])), max_size=4).map(
    lambda groups: [node for group in groups for node in group]
)


def characters(some: Sequence[Node]) -> str:
    return "".join(
        node.text if isinstance(node, Run) else characters(node.nodes) if isinstance(node, Wrap) else str(node.form)[:1]
        for node in some
    )


def said(parts: Sequence[Part], targets: dict) -> str:
    return "".join(
        part
        if isinstance(part, str)
        else said(part.parts, targets) + (str(targets[part.number].node.form)[:1] if not part.parts else "")
        if isinstance(targets[part.number].node, Lone)
        else said(part.parts, targets)
        for part in parts
    )


@given(paragraphs)
def test_nothing_is_lost_between_a_paragraph_and_its_text_with_marks(paragraph):
    encoded = encode(paragraph)

    core = said(decode(encoded.text, encoded.placeables), encoded.targets)

    whole = characters(encoded.before) + core + characters(encoded.after)
    assert whole == characters(paragraph)


@given(paragraphs)
def test_numbers_are_unique_and_run_from_one(paragraph):
    encoded = encode(paragraph)

    assert [one.number for one in encoded.placeables] == list(range(1, len(encoded.placeables) + 1))


def test_one_look_throughout_needs_no_mark():
    assert encode([Run("Njoftim ", BOLD, "b"), Run("publik", BOLD, "b")]).text == "Njoftim publik"


def test_the_most_frequent_look_goes_without_mark():
    encoded = encode([Run("Afati: ", BOLD, "b"), Run("pesëmbëdhjetë ditë", Look(), "p")])

    assert encoded.text == "⟦1⟧Afati: ⟦/1⟧pesëmbëdhjetë ditë"
    assert encoded.placeables == (Placeable(1, "bold", False),)


def test_white_space_has_no_look_of_its_own():
    words = [*runs("jo", BOLD, "b", str), *runs(" ", Look(), "p", str), *runs("vonë", BOLD, "b", str)]

    assert encode([*words, Run(" se e premte, ora 16", Look(), "p")]).text == "⟦1⟧jo vonë⟦/1⟧ se e premte, ora 16"


def test_a_bookmark_at_the_edge_is_not_shown_and_one_in_the_middle_is():
    mark = Lone("other", "m", edge=True)

    encoded = encode([mark, Run("neni ", Look(), ""), mark, Run("7", Look(), ""), mark])

    assert encoded.text == "neni ⟦1/⟧7"
    assert (encoded.before, encoded.after) == ((mark,), (mark,))


def test_brackets_of_the_source_itself_are_not_read_as_marks():
    encoded = encode(list(runs("shih ⟦1⟧ këtu", None, None, str)))

    assert encoded.text == "shih ⟦1/⟧1⟦2/⟧ këtu"
    assert [encoded.targets[number].node.form for number in (1, 2)] == ["⟦", "⟧"]


def test_marks_may_be_moved_and_left_out():
    assert decode("⟦3⟧a⟦1⟧b⟦/1⟧⟦/3⟧", KNOWN) == (Mark(3, ("a", Mark(1, ("b",)))),)
    assert decode("asgjë", KNOWN) == ("asgjë",)


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("⟦9⟧x⟦/9⟧", "unknown", {"number": 9}),
        ("⟦1⟧x", "unbalanced", {"number": 1}),
        ("x⟦/1⟧", "unbalanced", {"number": 1}),
        ("⟦1⟧a⟦3⟧b⟦/1⟧c⟦/3⟧", "unbalanced", {"number": 1}),
        ("⟦2⟧x⟦/2⟧", "unbalanced", {"number": 2}),
        ("⟦1/⟧", "unbalanced", {"number": 1}),
        ("⟦2/⟧⟦2/⟧", "repeated", {"number": 2}),
        ("⟦1⟧a⟦/1⟧⟦1⟧b⟦/1⟧", "repeated", {"number": 1}),
        ("⟦1", "malformed", {}),
        ("2/⟧", "malformed", {}),
        ("⟦x⟧", "malformed", {}),
        ("⟦/2/⟧", "unbalanced", {"number": 2}),
    ],
)
def test_marks_that_do_not_fit_are_named(text, code, values):
    with pytest.raises(BadPlaceables) as error:
        decode(text, KNOWN)

    assert (error.value.code, error.value.values) == (code, values)


def test_plain_text_keeps_words_apart_where_a_break_did():
    assert plain("⟦1⟧Emri⟦/1⟧:⟦2/⟧Mbiemri⟦3/⟧.") == "Emri: Mbiemri."


@pytest.mark.parametrize("language", ["sq", "sr-Cyrl", "en", "rom"])
def test_segments_joined_are_the_block_however_long(language):
    text = "⟦1⟧Neni 7.⟦/1⟧ " + "shumëfjalë " * 6_000 + "Fund. Fillim."

    assert "".join(segments(text, language)) == text
