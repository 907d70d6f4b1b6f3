"""Markdown: a translation is written into the lines of its block, and every other byte stays."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.library.made_documents import by_key, rewritten, texts

from uramost import documents
from uramost.documents import BadPlaceables, Refused, Remark, plain

NOTICE = """---
title: njoftim
---
# Thirrje *publike* #

Komuna **e Gjilanit** fton [qytetarët](https://example.org "x") për <b>diskutim</b>[^1] në `zyra` dhe <https://a.b>.\\
Rreshti i dytë: a\\*b &amp; c.

> - një
>   vazhdim
>   1. dy ![harta e rrugës](a.png)

Titulli
===

| Emri | Shuma |
|------|------:|
| a \\| b | **1** |
x | y

```
kodi
```

[^1]: Shënim i shkurtër
[^2]: Fjalë

[ref]: https://example.org
Shih [ref] dhe [këtë][ref].
"""


SAID = "Komuna e Gjilanit fton qytetarët për diskutim në zyra dhe https://a.b. Rreshti i dytë: a*b & c."


def read(text):
    return documents.read(text.encode(), "a.md")


def translated(text, *wanted):
    source = read(text)
    given = dict(zip(by_key(source), wanted, strict=True))
    return documents.write(text.encode(), "md", given, "sr-Latn").decode()


def html(text):
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)


def test_blocks_are_what_commonmark_says():
    source = read(NOTICE)

    assert [(block.kind, block.level, plain(block.text)) for block in source.blocks] == [
        ("heading", 1, "Thirrje publike"),
        ("paragraph", 0, SAID),
        ("item", 1, "një vazhdim"),
        ("item", 2, "dy harta e rrugës"),
        ("heading", 1, "Titulli"),
        ("cell", 0, "Emri"),
        ("cell", 0, "Shuma"),
        ("cell", 0, "a | b"),
        ("cell", 0, "1"),
        ("cell", 0, "x"),
        ("cell", 0, "y"),
        ("note", 0, "Shënim i shkurtër"),
        ("note", 0, "Fjalë"),
        ("paragraph", 0, "Shih ref dhe këtë."),
    ]  # fmt: skip
    assert [one.kind for one in source.blocks[1].placeables] == [
        "bold", "link", "bold", "note", "other", "link", "break",
    ]  # fmt: skip
    assert [(block.row, block.column) for block in source.blocks if block.kind == "cell"] == [
        (0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1),
    ]  # fmt: skip
    assert source.blocks[3].ordered
    assert source.remarks == (Remark("parts_left", {"count": 2}),)


def test_one_block_is_written_and_all_other_bytes_stay():
    key = read(NOTICE).blocks[2].key

    written = documents.write(NOTICE.encode(), "md", {key: "jedan i još"}, "sr-Latn").decode()

    assert written == NOTICE.replace("> - një\n>   vazhdim\n", "> - jedan i još\n")


def test_marks_may_be_moved():
    text = "Komuna **e Gjilanit** fton [qytetarët](https://example.org 'x') sot[^1].\n"

    written = translated(text, "⟦3/⟧ ⟦2⟧Građane⟦/2⟧ danas ⟦1⟧ poziva ⟦/1⟧opština.")

    assert written == "[^1] [Građane](https://example.org 'x') danas  **poziva** opština.\n"


@pytest.mark.parametrize(
    ("before", "translation", "after"),
    [
        ("Teksti", "1. maj", r"1\. maj"),
        ("Teksti", "# 5 i", r"\# 5 i"),
        ("- Teksti", "- minus", r"- \- minus"),
        ("# Teksti", "C #", r"# C \#"),
        ("Teksti\n---", "1. maj", "1\\. maj\n---"),
        ("Teksti", "2 * 3 * 4", "2 * 3 * 4"),
        ("Teksti", "pa *yje*", r"pa \*yje\*"),
        ("Teksti", "emri_i_gjatë", "emri_i_gjatë"),
        ("Teksti", "prvi\ndrugi", "prvi\\\ndrugi"),
        ("> Teksti", "prvi\ndrugi", "> prvi\\\n> drugi"),
        ("# Teksti", "prvi\ndrugi", "# prvi drugi"),
        ("Teksti", "<b>x", r"\<b>x"),
        ("Teksti", "&amp;", r"\&amp;"),
        ("**a**b", "⟦1⟧„x“⟦/1⟧b", "<strong>„x“</strong>b"),
        ("a `b`", "a ⟦1⟧`c⟦/1⟧", "a `` `c ``"),
        ("[ref] x\n\n[ref]: https://a.b", "⟦1⟧opis⟦/1⟧ x", "[opis][ref] x\n\n[ref]: https://a.b"),
        ("![ref] x\n\n[ref]: a.png", "⟦1⟧opis⟦/1⟧ x", "![opis][ref] x\n\n[ref]: a.png"),
    ],
)  # fmt: skip
def test_signs_mean_what_the_translator_meant(before, translation, after):
    assert translated(before, translation) == after


def test_a_bar_in_a_cell_parts_no_cells():
    table = "| Teksti |\n|---|\n| x |\n"

    assert translated(table, "a|b", "y") == "| a\\|b |\n|---|\n| y |\n"


def test_cells_of_a_table_without_outer_bars_and_within_a_list_are_found():
    table = "- | a | b |\n  |---|---|\n  | a | a |\n\na | b\n--|--\n b | a\n"

    assert [block.text for block in read(table).blocks] == ["a", "b", "a", "a", "a", "b", "b", "a"]
    assert translated(table, *"12345678") == "- | 1 | 2 |\n  |---|---|\n  | 3 | 4 |\n\n5 | 6\n--|--\n 7 | 8\n"


def test_marks_that_do_not_fit_are_refused():
    with pytest.raises(BadPlaceables):
        translated("Teksti", "⟦1⟧x⟦/1⟧")


def test_a_book_too_long_to_take_apart_is_refused():
    with pytest.raises(Refused) as refused:
        documents.read(b"a " * 1_000_001, "a.md")

    assert refused.value.code == "too_large"


pieces = st.sampled_from([
    "fjala", "**e trashë**", "*e pjerrët*", "***të dyja***", "~~jo~~", "`kod`", "[lidhje](https://a.b)",
    "![foto](a.png)", "<b>e trashë</b>", "<br>", "&copy;", "\\*", "[^1]", "⟦", "⟧", "*", "_", "[", "]", "\\\n", "\n",
    "  \n", "<u>x", "a_b_c", "1.",
])  # fmt: skip
opening = st.sampled_from(["", "# ", "- ", "1. ", "> ", "> - ", "- - ", "[^1]: ", "| a |\n|---|\n| "])
block = st.tuples(opening, st.lists(pieces, min_size=1, max_size=6)).map(lambda two: two[0] + " ".join(two[1]))


@settings(max_examples=150, deadline=None)
@given(st.lists(block, min_size=1, max_size=4).map("\n\n".join))
def test_any_markdown_comes_back_the_same_and_its_words_can_be_changed(text):
    data = f"fillimi\n\n{text}\n".encode()
    source = documents.read(data, "a.md")

    assert documents.write(data, "md", by_key(source), "sq") == data
    again = documents.read(rewritten(data, "a.md"), "a.md")
    assert [(block.kind, plain(block.text)) for block in again.blocks] == [
        (block.kind, plain(block.text)) for block in source.blocks
    ]


@settings(max_examples=100, deadline=None)
@given(st.permutations(["**një**", "*dy*", "[tri](https://a.b)", "`pesë`", "![gjashtë](a.png)", "~~shtatë~~"]))
def test_marks_in_any_order_are_read_again_in_that_order(order):
    text = "**një** dhe *dy* dhe [tri](https://a.b) dhe `pesë` dhe ![gjashtë](a.png) dhe ~~shtatë~~"
    places = {found: number for number, found in enumerate(re.split(" dhe ", text), start=1)}
    words = re.findall(r"⟦\d⟧\w+⟦/\d⟧", texts(read(text))[0])

    written = translated(text, " i ".join(words[places[piece] - 1] for piece in order))

    assert html(written) == html(" i ".join(order))
