"""What stands beside each other in two languages."""

from uramost.documents import Block
from uramost_web.portal.reader import units


def block(key: str, kind: str = "paragraph", **more) -> Block:
    return Block(key=key, kind=kind, level=0, text="", placeables=(), **more)


def keys(*blocks: Block) -> list[str]:
    return ["".join(one.key for one in unit) for unit in units(blocks)]


def test_paragraphs_stand_alone():
    assert keys(block("a"), block("b"), block("c", "item"), block("d", "item")) == ["a", "b", "c", "d"]


def test_a_table_and_a_numbered_list_stay_whole():
    cells = [block(key, "cell", table=0, column=column) for column, key in enumerate("bc")]
    items = [block(key, "item", ordered=True) for key in "de"]

    assert keys(block("a"), *cells, *items, block("f")) == ["a", "bc", "de", "f"]


def test_two_tables_are_two():
    assert keys(block("a", "cell", table=0), block("b", "cell", table=1)) == ["a", "b"]
