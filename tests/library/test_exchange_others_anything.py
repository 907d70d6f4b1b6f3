"""XLIFF 1.2 of other tools, made up by chance: whatever stands where, and damaged anywhere."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.library.test_exchange_others import DAMAGE, FULL, again, read, same

from uramost import exchange
from uramost.exchange import Rejected
from uramost.exchange.xliff12_shapes import XLIFF1

NODES = st.recursive(
    st.sampled_from(["<t:x/>", "<!-- c -->", '<trans-unit id="#"><source>a</source><t:y>&amp;</t:y></trans-unit>',
                     '<trans-unit id="#"><source/></trans-unit>', "\n ", '<group t:z="1"/>',
                     '<trans-unit id="#" xmlns:u="urn:u" u:v="&lt;"><source>b<u:w/></source><target/></trans-unit>']),
    lambda inside: st.lists(inside, max_size=4).map(lambda many: f'<group id="#">{"".join(many)}</group>'),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(documents=st.lists(st.lists(NODES, max_size=4), min_size=1, max_size=3))
def test_whatever_stands_where_comes_back(documents, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "any.xlf"
    said = 'original="a" source-language="sq" target-language="en" datatype="x-a"'
    text = "".join(f"<file {said}><t:h/><body>{''.join(nodes)}</body><t:i/></file>" for nodes in documents)
    for number in range(text.count("#")):
        text = text.replace("#", str(number), 1)
    text = f'<xliff xmlns="{XLIFF1}" xmlns:t="urn:t" version="1.2">{text}</xliff>'
    units, reading = read(path, text)
    one, other = same(text, again(path, units, reading.header))
    assert one == other


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_a_document_damaged_anywhere_that_is_read_is_written_as_one_that_says_the_same(data, tmp_path_factory):
    path, text = tmp_path_factory.getbasetemp() / "damaged.xlf", FULL
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = start + data.draw(st.sampled_from((0, 1, 8)))
        text = text[:start] + data.draw(st.sampled_from(("", *DAMAGE))) + text[end:]
    try:
        units, reading = read(path, text)
    except Rejected:
        return
    exchange.write(path, units, reading.header, "xliff12")
    told = [(one.key.rpartition("/")[2], [text.text for text in one.texts], one.state) for one in exchange.read(path)]
    assert told == [(one.key.rpartition("/")[2], [text.text for text in one.texts], one.state) for one in units]
