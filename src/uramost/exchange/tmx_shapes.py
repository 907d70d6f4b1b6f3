"""How the elements of TMX 1.4b are built: section 3 of the specification (LISA OSCAR, 26 April 2005) as a table."""

from typing import Final

from uramost.exchange.structure import LANGUAGE, Shape

INLINE: Final = "(bpt |ept |ph |it |hi |ut )*"
SEGTYPE: Final = "block|paragraph|sentence|phrase"
DATE: Final = r"\d{8}T\d{6}Z"
_DATES = {"creationdate": DATE, "changedate": DATE, "lastusagedate": DATE, "segtype": SEGTYPE, "usagecount": r"\d+"}
_ABOUT = "o-encoding creationdate creationid changedate changeid"
_USED = f"{_ABOUT} datatype usagecount lastusagedate creationtool creationtoolversion o-tmf"
_LANGUAGE = {"xml:lang": LANGUAGE, "lang": LANGUAGE}

SHAPES: Final = {
    "tmx": Shape("header body ", "version!", {"version": r"1\.4"}),
    "header": Shape(
        "(note |prop |ude )*",
        f"creationtool! creationtoolversion! segtype! o-tmf! adminlang! srclang! datatype! {_ABOUT}",
        {**_DATES, "srclang": rf"\*all\*|{LANGUAGE}", "adminlang": LANGUAGE},
    ),
    "body": Shape("(tu )*"),
    "note": Shape("", "o-encoding xml:lang lang", _LANGUAGE, text=True),
    "prop": Shape("", "type! xml:lang o-encoding lang", _LANGUAGE, text=True),
    "ude": Shape("(map )+", "name! base"),
    "map": Shape("", "unicode! code ent subst"),
    "tu": Shape(
        "(note |prop )*(tuv )+", f"tuid segtype srclang {_USED}", {**_DATES, "srclang": rf"\*all\*|{LANGUAGE}"}
    ),
    "tuv": Shape("(note |prop )*seg ", f"xml:lang! lang {_USED}", {**_DATES, **_LANGUAGE}),
    "seg": Shape(INLINE, text=True),
    "bpt": Shape("(sub )*", "i! x type", text=True),
    "ept": Shape("(sub )*", "i!", text=True),
    "sub": Shape(INLINE, "datatype type", text=True),
    "it": Shape("(sub )*", "pos! x type", {"pos": "begin|end"}, text=True),
    "ph": Shape("(sub )*", "x assoc type", {"assoc": "p|f|b"}, text=True),
    "hi": Shape(INLINE, "x type", text=True),
    "ut": Shape("(sub )*", "x", text=True),
}
