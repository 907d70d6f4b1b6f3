"""How the elements of XLIFF 1.2 are built: chapter 2 and 3 of the specification (OASIS, 1 February 2008) as a table.

Elements of other namespaces stand where the specification has extension points; here they may stand in any element
that holds elements, which the transitional schema allows too. Order is that of the schema.
"""

from typing import Final

from uramost.exchange.structure import LANGUAGE, YES_NO, Shape

XLIFF1: Final = "urn:oasis:names:tc:xliff:document:1.2"
INLINE: Final = r"(g |x |bx |ex |bpt |ept |ph |it |mrk |\* )*"
SPACE: Final = "default|preserve"
STATE: Final = (
    "final|needs-adaptation|needs-l10n|needs-review-adaptation|needs-review-l10n|needs-review-translation|"
    "needs-translation|new|signed-off|translated|x-.+"
)
_PHASE = "datatype ts restype resname extradata help-id menu menu-option menu-name coord font css-style style exstyle"
_SIZES = "extype translate reformat maxbytes minbytes size-unit maxheight minheight maxwidth minwidth charclass"
_VALUES = {
    "xml:lang": LANGUAGE,
    "xml:space": SPACE,
    "approved": YES_NO,
    "translate": YES_NO,
    "state": STATE,
    "equiv-trans": YES_NO,
    "merged-trans": YES_NO,
    "clone": YES_NO,
}
_CODE = "id! rid equiv-text crc xid ctype ts clone"
_AROUND = {**_VALUES, "ctype": r"bold|italic|underlined|link|x-\S+"}
_ALONE = {**_VALUES, "ctype": r"image|pb|lb|x-\S+"}

SHAPES: Final = {
    "xliff": Shape(r"((\* )*file )+(\* )*", "version! xml:lang", {"version": r"1\.[12]", **_VALUES}, foreign="any"),
    "file": Shape(
        r"(header )?(\* )*body (\* )*",
        "original! source-language! datatype! tool tool-id date xml:space ts category target-language product-name "
        "product-version build-num",
        {"source-language": LANGUAGE, "target-language": LANGUAGE, "xml:space": SPACE},
        foreign="any",
    ),
    "header": Shape(
        r"(skl |phase-group |glossary |reference |count-group |prop-group |tool |note |\* )*", "", foreign="any"
    ),
    "body": Shape(r"(group |trans-unit |bin-unit |\* )*", "", foreign="any"),
    "group": Shape(
        r"(context-group |count-group |prop-group |note |\* )*(group |trans-unit |bin-unit |\* )*",
        f"id {_PHASE} {_SIZES} xml:space merged-trans",
        _VALUES,
        foreign="any",
    ),
    "trans-unit": Shape(
        r"(\* )*source (\* )*(seg-source )?(\* )*(target )?"
        r"(context-group |count-group |prop-group |note |alt-trans |bin-source |bin-target |\* )*",
        f"id! approved xml:space phase-name {_PHASE} {_SIZES}",
        _VALUES,
        foreign="any",
    ),
    "bin-unit": Shape(
        r".*", f"id! mime-type! approved phase-name {_PHASE} {_SIZES}", _VALUES, foreign="any", anything=True
    ),
    "source": Shape(INLINE, "xml:lang ts", _VALUES, text=True, foreign="any"),
    "seg-source": Shape(INLINE, "xml:lang ts", _VALUES, text=True, foreign="any"),
    "target": Shape(
        INLINE,
        "state state-qualifier phase-name xml:lang ts restype resname coord font css-style style exstyle equiv-trans",
        _VALUES,
        text=True,
        foreign="any",
    ),
    "alt-trans": Shape(
        r".*",
        f"match-quality tool tool-id crc origin mid phase-name alttranstype extype xml:lang xml:space {_PHASE}",
        _VALUES,
        foreign="any",
        anything=True,
    ),
    "note": Shape("", "xml:lang from priority annotates", {"priority": "[1-9]|10", **_VALUES}, text=True),
    "tool": Shape(r"(\* )*", "tool-id! tool-name! tool-version tool-company", text=True, foreign="any"),
    "skl": Shape("(internal-file |external-file )"),
    "internal-file": Shape(attributes="form crc", text=True, anything=True),
    "external-file": Shape(attributes="href! uid crc"),
    "reference": Shape("(internal-file |external-file )"),
    "glossary": Shape(r".*", "", text=True, anything=True),
    "phase-group": Shape("(phase )+"),
    "phase": Shape(
        "(note )*",
        "phase-name! process-name! company-name tool tool-id date job-id contact-name contact-email contact-phone",
    ),
    "context-group": Shape("(context )+", "crc name purpose"),
    "context": Shape("", "context-type! match-mandatory crc", text=True),
    "count-group": Shape("(count )*", "name!"),
    "count": Shape("", "count-type phase-name unit", text=True),
    "prop-group": Shape("(prop )+", "name"),
    "prop": Shape("", "prop-type! xml:lang", _VALUES, text=True),
    "g": Shape(INLINE, _CODE, _AROUND, text=True, foreign="any"),
    "x": Shape("", _CODE, _ALONE, foreign="any"),
    "bx": Shape("", _CODE, _AROUND, foreign="any"),
    "ex": Shape("", "id! rid xid equiv-text ts", _VALUES, foreign="any"),
    "bpt": Shape("(sub )*", _CODE, _AROUND, text=True, foreign="any"),
    "ept": Shape("(sub )*", _CODE, _VALUES, text=True, foreign="any"),
    "ph": Shape("(sub )*", f"{_CODE} assoc", _ALONE, text=True, foreign="any"),
    "it": Shape("(sub )*", f"{_CODE} pos!", {"pos": "open|close", **_AROUND}, text=True, foreign="any"),
    "sub": Shape(INLINE, "datatype ctype xid", _AROUND, text=True),
    "mrk": Shape(INLINE, "mtype! mid comment ts", _VALUES, text=True, foreign="any"),
}
