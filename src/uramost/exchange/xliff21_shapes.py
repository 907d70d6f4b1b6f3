"""How the elements of XLIFF 2.0 and 2.1 are built: the tree of section 4.2 of the specification as a table.

Both versions share the namespace `urn:oasis:names:tc:xliff:document:2.0`.
"""

from typing import Final

from uramost.exchange.structure import LANGUAGE, NMTOKEN, NMTOKENS, YES_NO, Shape

XLIFF2: Final = "urn:oasis:names:tc:xliff:document:2.0"
FS: Final = "urn:oasis:names:tc:xliff:fs:2.0"
SLR: Final = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
MDA: Final = "urn:oasis:names:tc:xliff:metadata:2.0"
MODULES: Final = frozenset((FS, SLR))
"""The modules whose attributes stand on inline codes."""

MODULE_ELEMENTS: Final = {
    "urn:oasis:names:tc:xliff:matches:2.0": "matches match",
    "urn:oasis:names:tc:xliff:glossary:2.0": "glossary glossEntry term translation definition",
    FS: "",
    MDA: "metadata metaGroup meta",
    "urn:oasis:names:tc:xliff:resourcedata:2.0": "resourceData resourceItem resourceItemRef source target reference",
    "urn:oasis:names:tc:xliff:changetracking:2.0": "changeTrack revisions revision item",
    SLR: "profiles normalization data",
    "urn:oasis:names:tc:xliff:validation:2.0": "validation rule",
}
"""What the modules define; their namespaces hold nothing else."""

FS_NAMES: Final = (
    "a b bdo big blockquote body br button caption center cite code col colgroup dd del div dl dt em h1 h2 h3 h4 h5 h6 "
    "head hr html i img label legend li ol p pre q s samp select small span strike strong sub sup table tbody td tfoot "
    "th thead title tr tt u ul"
)
FS_VALUES: Final = frozenset(FS_NAMES.split())
"""What fs:fs may name: elements of HTML."""

INLINE: Final = "(cp |ph |pc |sc |ec |mrk |sm |em )*"
DIRECTION: Final = "ltr|rtl|auto"
PREFIXED: Final = r"[^\s:]+:[^\s:]+"
SPACE: Final = "default|preserve"
CODE_TYPE: Final = "fmt|ui|quote|link|image|other"
MARK_TYPE: Final = rf"generic|comment|term|{PREFIXED}"

_OF_CODES = {
    "id": NMTOKEN,
    "canCopy": YES_NO,
    "canDelete": YES_NO,
    "canOverlap": YES_NO,
    "canReorder": "yes|no|firstNo",
    "copyOf": NMTOKEN,
    "dataRef": NMTOKEN,
    "dataRefStart": NMTOKEN,
    "dataRefEnd": NMTOKEN,
    "subFlows": NMTOKENS,
    "subFlowsStart": NMTOKENS,
    "subFlowsEnd": NMTOKENS,
    "type": CODE_TYPE,
    "subType": PREFIXED,
    "dir": DIRECTION,
    "isolated": YES_NO,
    "startRef": NMTOKEN,
}
_OF_MARKS = {"id": NMTOKEN, "translate": YES_NO, "type": MARK_TYPE, "startRef": NMTOKEN}
_OF_PARTS = {
    "id": NMTOKEN,
    "canResegment": YES_NO,
    "translate": YES_NO,
    "srcDir": DIRECTION,
    "trgDir": DIRECTION,
    "type": PREFIXED,
    "xml:space": SPACE,
    "xml:lang": LANGUAGE,
}
_PART = "id! name canResegment translate srcDir trgDir type xml:space xml:lang"
_CODE = "id! canCopy canDelete canReorder copyOf disp equiv dataRef subFlows subType type"
_MARK = "id! translate type ref value"

SHAPES: Final = {
    "xliff": Shape(
        "(file )+",
        "version! srcLang! trgLang xml:space xml:lang",
        {
            "version": r"2\.[01]",
            "srcLang": LANGUAGE,
            "trgLang": LANGUAGE,
            "xml:space": SPACE,
            "xml:lang": LANGUAGE,
        },
        foreign="any",
    ),
    "file": Shape(
        r"(skeleton )?(\* )*(notes )?(unit |group )+",
        "id! canResegment original translate srcDir trgDir xml:space xml:lang",
        _OF_PARTS,
        foreign="any",
    ),
    "skeleton": Shape(attributes="href", text=True, anything=True),
    "group": Shape(r"(\* )*(notes )?(unit |group )*", _PART, _OF_PARTS, foreign="any"),
    "unit": Shape(
        r"(\* )*(notes )?(originalData )?(ignorable )*segment (segment |ignorable )*", _PART, _OF_PARTS, foreign="any"
    ),
    "segment": Shape(
        "source (target )?",
        "id canResegment state subState",
        {"id": NMTOKEN, "canResegment": YES_NO, "state": "initial|translated|reviewed|final", "subState": PREFIXED},
    ),
    "ignorable": Shape("source (target )?", "id", {"id": NMTOKEN}),
    "notes": Shape("(note )+"),
    "note": Shape(
        "",
        "id appliesTo category priority",
        {"id": NMTOKEN, "appliesTo": "source|target", "priority": "[1-9]|10"},
        text=True,
        foreign="any",
    ),
    "originalData": Shape("(data )+"),
    "data": Shape("(cp )*", "id! dir xml:space", {"id": NMTOKEN, "dir": DIRECTION, "xml:space": "preserve"}, text=True),
    "source": Shape(INLINE, "xml:lang xml:space", {"xml:lang": LANGUAGE, "xml:space": SPACE}, text=True),
    "target": Shape(
        INLINE,
        "xml:lang xml:space order",
        {"xml:lang": LANGUAGE, "xml:space": SPACE, "order": r"\+?0*[1-9]\d*"},
        text=True,
    ),
    "cp": Shape("", "hex!", {"hex": "([0-9A-Fa-f]{2}){2,3}"}),
    "ph": Shape("", _CODE, _OF_CODES, foreign="modules"),
    "sc": Shape("", f"{_CODE} canOverlap dir isolated", _OF_CODES, foreign="modules"),
    "ec": Shape("", f"{_CODE.replace('!', '')} canOverlap dir isolated startRef", _OF_CODES, foreign="modules"),
    "pc": Shape(
        INLINE,
        "id! canCopy canDelete canOverlap canReorder copyOf dispEnd dispStart equivEnd equivStart dataRefEnd "
        "dataRefStart subFlowsEnd subFlowsStart subType type dir",
        _OF_CODES,
        text=True,
        foreign="modules",
    ),
    "mrk": Shape(INLINE, _MARK, _OF_MARKS, text=True, foreign="any"),
    "sm": Shape("", _MARK, _OF_MARKS, foreign="any"),
    "em": Shape("", "startRef!", _OF_MARKS),
}
