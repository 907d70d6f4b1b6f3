import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.library.made_documents import by_key, rewritten, texts

from uramost import documents
from uramost.documents import Placeable, Refused, Remark


def read(page):
    return documents.read(page.encode(), "a.html")


def written(page, *translations, language="sr-Cyrl"):
    keys = by_key(read(page))
    return documents.write(page.encode(), "html", dict(zip(keys, translations, strict=True)), language).decode()


def test_block_elements_are_units_and_inline_elements_are_marks():
    source = read("<p>Afati <b>është <i>sot</i></b><br>nga <a href='https://example.org/'>këtu</a></p><p>fund</p>")

    assert texts(source) == ["Afati ⟦1⟧është ⟦2⟧sot⟦/2⟧⟦/1⟧⟦3/⟧nga ⟦4⟧këtu⟦/4⟧", "fund"]
    assert source.blocks[0].placeables[3] == Placeable(4, "link", False, "https://example.org/")


def test_text_beside_blocks_is_a_unit_of_its_own():
    assert texts(read("<div>para <p>mes</p> pas <b>fort</b></div>")) == ["para", "mes", "pas ⟦1⟧fort⟦/1⟧"]


def test_equal_neighbours_are_merged_and_a_span_that_says_nothing_is_not_there():
    assert texts(read("<p><b>a</b><b>b</b> <span>c</span> d</p><p><b>krejt</b></p>")) == ["⟦1⟧ab⟦/1⟧ c d", "krejt"]


def test_headings_items_and_cells_know_what_they_are():
    page = "<title>T</title><h2>a</h2><ol><li>b<ul><li>c</li></ul></li></ol>"
    page += "<table><tr><td colspan=2>d</td><th>e</th></tr></table>"

    blocks = read(page).blocks

    assert [(b.kind, b.level, b.text, b.table, b.row, b.column, b.ordered) for b in blocks] == [
        ("header", 0, "T", None, 0, 0, False),
        ("heading", 2, "a", None, 0, 0, False),
        ("item", 1, "b", None, 0, 0, True),
        ("item", 2, "c", None, 0, 0, False),
        ("cell", 0, "d", 0, 0, 0, False),
        ("cell", 0, "e", 0, 0, 2, False),
    ]


def test_what_is_dangerous_is_gone_from_the_text_and_from_the_written_page_and_counted():
    page = "<p onclick='x()'>tekst <a href='javascript:x()'>këtu</a></p>"
    page += "<script>alert(1)</script><iframe src='//x'></iframe>"

    source = read(page)

    assert texts(source) == ["tekst ⟦1⟧këtu⟦/1⟧"]
    (remark,) = source.remarks
    assert remark.code == "html_cleaned"
    assert remark.values["count"] >= 4
    page = written(page, "текст ⟦1⟧овде⟦/1⟧")
    assert "<p>текст <a>овде</a></p>" in page
    assert not any(word in page for word in ("script", "onclick", "iframe"))


def test_a_harmless_page_has_no_remark():
    assert (
        read("<!DOCTYPE html><html lang=sq><head><meta charset=utf-8></head><body><p>a</p></body></html>").remarks == ()
    )


def test_the_written_page_has_its_language_its_title_and_its_layout():
    page = "<html lang='sq'><head><title>Njoftim</title></head>"
    page += "<body><div class='x' lang='sq'><p style='text-align:center'>a<br>b</p></div></body></html>"

    assert written(page, "Обавештење", "б⟦1/⟧<в>") == (
        '<!DOCTYPE html>\n<html lang="sr-Cyrl"><head><meta charset="utf-8"><title>Обавештење</title></head><body>'
        '<div class="x"><p style="text-align:center">б<br>&lt;в&gt;</p></div></body></html>\n'
    )


@pytest.mark.parametrize(
    ("data", "remarks"),
    [
        ("<p>Kosovë çdo</p>".encode(), ()),
        ("<meta charset='windows-1250'><p>Kosovë çdo</p>".encode("cp1250"), ()),
        ("<p>Kosovë çdo</p>".encode("cp1250"), (Remark("encoding_guessed", {"encoding": "cp1250"}),)),
        ("<p>Kosovë çdo</p>".encode("utf-16"), ()),
    ],
)
def test_the_encoding_is_declared_or_found_or_guessed_with_a_remark(data, remarks):
    source = documents.read(data, "a.html")

    assert (texts(source), source.remarks) == (["Kosovë çdo"], remarks)


@pytest.mark.parametrize("page", ["<div>" * 100_000 + "x", "".join(f"<p><b id={n}></p>" for n in range(9_000)) + "x"])
def test_nesting_made_to_cost_time_is_refused(page):
    with pytest.raises(Refused) as refused:
        read(page)

    assert refused.value.values["reason"] == "depth"


words = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=12)
inline = st.recursive(
    words.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")),
    lambda inner: st.tuples(st.sampled_from(["b", "i", "u", "sub", "span class=x"]), st.lists(inner, max_size=3)).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0].split(' ', maxsplit=1)[0]}>"
    ),
    max_leaves=6,
)
line = st.lists(st.one_of(inline, st.just("<br>"), st.just("<img src='/a.png'>")), max_size=5).map("".join)
block = st.tuples(st.sampled_from(["p", "h2", "div", "li", "blockquote"]), line).map(
    lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"
)


@settings(max_examples=100, deadline=None)
@given(st.lists(block, min_size=1, max_size=4).map("".join))
def test_any_page_comes_back_the_same(page):
    page = f"<p>fillimi</p>{page}"

    assert documents.read(rewritten(page.encode(), "a.html"), "a.html").blocks == read(page).blocks


SHEET = """p.ftesë > b { color: #0b4f4a; }
@media print { p { margin: 0 } }"""


def test_the_look_of_a_page_stays_and_what_its_styles_would_fetch_does_not():
    page = f"<style>{SHEET}</style><p class=ftesë>Afati <b>sot</b></p>"
    fetching = (
        "@import 'https://evil.example/a.css'; p { background: url(https://evil.example/b.png) } "
        "i { background: -webkit-image-set('https://evil.example/c' 1x); c: u\\72l(//evil.example/d) }"
        "@font-face { src: url(//evil.example/e) } b { content: '<\\/style><script>' }"
    )

    kept = documents.write(page.encode(), "html", {}, "sq").decode()
    cut = documents.write(page.replace("<style>", f"<style>{fetching}").encode(), "html", {}, "sq").decode()

    assert f"<style>{SHEET}</style>" in kept
    assert SHEET in cut
    assert "evil.example" not in cut
    assert "<script>" not in cut
    assert documents.read(page.encode(), "a.html").remarks == ()
    assert documents.read(page.replace(SHEET, fetching).encode(), "a.html").remarks[0].code == "html_cleaned"


@pytest.mark.parametrize("piece", ["a", "a(", "url", "@import", "@font-face{", "expression", "/*", "url("])
def test_a_long_style_sheet_takes_no_minutes(piece):
    page = f"<style>{piece * 30_000}</style><p>Njoftim</p>".encode()

    assert documents.read(page, "a.html").blocks[-1].text == "Njoftim"


def test_what_is_left_of_a_style_sheet_does_not_join_to_something_that_loads():
    page = b"<style>p { background: ur@import;l(http:/a.example/x); color: red }</style><p>Njoftim</p>"

    written = documents.write(page, "html", {}, "sq").decode()

    assert "url(" not in written
