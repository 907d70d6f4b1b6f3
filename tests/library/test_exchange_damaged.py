"""Files damaged anywhere, in every format: they are read, or refused by name, and nothing else ever happens."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from uramost import exchange
from uramost.exchange import Code, Header, Rejected, pair
from uramost.terms import Term

BOLD = (Code(1, alone=False, kind="bold", open="<b>", close="</b>"), Code(2, alone=True, open="{}"))
UNITS = [
    pair(
        "a", ("sq", "Afati ⟦1⟧skadon⟦/1⟧ ⟦2/⟧"), ("sr-Cyrl", "Рок ⟦2/⟧ ⟦1⟧истиче⟦/1⟧"), codes=BOLD, state="translated"
    ),
    pair("b", ("sq", "Po"), ("sr-Cyrl", "Да"), notes=("Ana",)),
]
TERMS = [
    Term("leje", {"sq": ("leje", "lejim"), "sr-Cyrl": ("дозвола",)}, "approved", {"sq": "Akt"}, "law", "Ligji", {})
]
PUT_IN = (
    b"<", b">", b'"', b"&", b"&a;", b"&#0;", b"\0", b"\xff", b"\xed\xa0\x80", b"<a:b/>", b"<![CDATA[", b"<!--", b"<?x ",
    b'<!DOCTYPE a SYSTEM "b">', b"\xff\xfe", b'xml:lang=""', b"\n", b",", b'"""', "⟦9⟧".encode(), b"9" * 40,
    "·ffffffff·".encode(),
)  # fmt: skip


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    """One sound file of every format."""
    folder = tmp_path_factory.mktemp("seeds")
    for form in ("tmx", "xliff12", "xliff21", "csv"):
        exchange.write(folder / form, UNITS, Header("sq", "sr-Cyrl", original="a"), form)
    for form in ("tbx", "tbx2008", "csv"):
        exchange.write_terms(folder / f"terms-{form}", TERMS, form)
    return [file.read_bytes() for file in sorted(folder.iterdir())]


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_damage_is_read_over_or_refused_by_name(seeds, tmp_path, data):
    whole = data.draw(st.sampled_from(seeds))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(whole)))
        end = min(len(whole), start + data.draw(st.sampled_from((0, 0, 1, 8, 80))))
        whole = whole[:start] + data.draw(st.sampled_from((b"", *PUT_IN))) + whole[end:]
    path = tmp_path / "file"
    path.write_bytes(whole)
    with suppress(Rejected):
        assert all(len(unit.texts) >= 1 for unit in exchange.read(path))
    with suppress(Rejected):
        assert all(term.texts for term in exchange.read_terms(path)[0])
    with suppress(Rejected):
        assert all(fault.rule for fault in exchange.check(path))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'<xliff version="1.2">\xed\xa0\x80</xliff>', "broken_xml"),  # lxml says of a path that it cannot be opened
        (b'<?xml version="1.0"?>\n<tmx version="1.4"><body>&a;</body></tmx>', "broken_xml"),
        (b"PK\x03\x04" + b"x" * 99, "not_this_format"),
        (b"", "missing_column"),
    ],
)
def test_it_is_refused_by_the_right_name(tmp_path, data, code):
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(Rejected) as refused:
        list(exchange.read(path))
    assert refused.value.code == code
    assert refused.value.values.get("line", 1) >= 1


def test_a_prefix_that_nothing_declares_spoils_its_unit_alone(tmp_path):
    """With a document type and an entity that is not there libxml2 reads on over such a prefix."""
    unit = '<tu><tuv xml:lang="sq"><seg>{}</seg></tuv><tuv xml:lang="en"><seg>Yes</seg></tuv></tu>'
    units = unit.format('<ph x="1"><w:b/></ph>') + unit.format("Po&nbsp;po")
    path = tmp_path / "file"
    path.write_text(
        f'<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4"><header/><body>{units}</body></tmx>', "utf-8"
    )
    reading = exchange.read(path)
    assert [unit.source.text for unit in reading] == ["Po&nbsp;po"]
    assert [(fault.rule, fault.value) for fault in reading.faults] == [("undeclared_prefix", "w:b")]
