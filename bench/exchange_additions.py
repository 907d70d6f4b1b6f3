"""XLIFF 1.2 documents as other tools might write them, with everything in them that the specification lets them add."""

import random
from collections.abc import Iterator

ADDED = ("<t:more a='&lt;'><t:x>&amp; x</t:x></t:more>", "<!-- seen -->", " \n ", "")
ABOUT = (
    "<context-group purpose='location'><context context-type='sourcefile'>a</context></context-group>",
    "<count-group name='c{0}'><count count-type='total' unit='word'>{0}</count></count-group>",
    "<note from='ana' priority='2' annotates='target'>n{0}</note>",
)
ALTERNATIVE = "<alt-trans match-quality='80%' tool-id='t{1}'><source>a</source><target>b{0}</target></alt-trans>"
HEADED = (
    "<header><skl><external-file href='a'/></skl><phase-group><phase phase-name='p' process-name='x' tool-id='t1'/>"
    "</phase-group><glossary><external-file href='g'/></glossary>"
    "<reference><internal-file>r</internal-file></reference>"
    "<tool tool-id='t1' tool-name='T'/><tool tool-id='t2' tool-name='U'/>{0}</header>"
)
TEXTS = {
    "unit": "<source>a <g id='1' t:k='1'>b</g></source><target state='translated' phase-name='p' t:s='2'>c</target>",
    "empty": "<source> </source>",
    "segments": "<source>A. B.</source><seg-source><mrk mtype='seg' mid='1'>A.</mrk> <mrk mtype='seg' mid='2'>B.</mrk>"
    "</seg-source><target><mrk mtype='seg' mid='1'>X.</mrk></target>",
}


def documents(how_many: int) -> Iterator[str]:
    """Made-up XLIFF 1.2 with everything that others may put into it, the same at every run."""
    chance = random.Random(3)  # noqa: S311 - not for secrets
    for _ in range(how_many):
        number = iter(range(1000))
        files = "".join(
            f"<file original='a' source-language='sq' target-language='en' "
            f"datatype='x-a' tool-id='t1' t:a='1' xml:space='preserve'>{HEADED.format(chance.choice(ADDED))}<body>"
            f"{''.join(_inside(chance, number, 3) for _ in range(3))}</body></file>{chance.choice(ADDED[1:])}"
            for _ in range(chance.randint(1, 3))
        )
        yield (
            "<xliff xmlns='urn:oasis:names:tc:xliff:document:1.2' xmlns:t='urn:t' version='1.2' t:b='2'>"
            f"{chance.choice(ADDED)}{files}</xliff>"
        )


def _inside(chance: random.Random, number: Iterator[int], deep: int) -> str:
    """A trans-unit, one in segments, something that is not text, or a group of these."""
    key, about, added = next(number), "".join(chance.sample(ABOUT, chance.randint(0, 3))), chance.choice(ADDED)
    about = about.format(key)
    kind = chance.choice(("unit", "segments", "empty", "picture", "group", "group") if deep else ("unit", "segments"))
    if kind == "group":
        inside = "".join(_inside(chance, number, deep - 1) for _ in range(chance.randint(1, 3)))
        first = "".join(one.format(key) for one in sorted(chance.sample(ABOUT, 2)))
        return f"<group id='{key}' restype='table' t:g='1'>{first}{added}{inside}</group>"
    if kind == "picture":
        file = "<bin-source><external-file href='b'/></bin-source>"
        return f"<bin-unit id='{key}' mime-type='image/png' t:b='1'>{file}{about}{added}</bin-unit>"
    about += chance.choice(("", ALTERNATIVE.format(key, chance.randint(1, 2))))
    text = TEXTS[kind]
    return f"<trans-unit id='{key}' phase-name='p' maxwidth='9' t:u='1'>{text}{about}{added}</trans-unit>"
