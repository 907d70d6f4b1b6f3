"""TBX of 2019 as tables: the elements of its core, and the data categories of TBX-Basic with where each may stand.

Written from ISO 30042:2019 and the published definition of TBX-Basic 1.2 (LTAC Global).
"""

from dataclasses import dataclass
from typing import Final

from uramost.exchange.structure import LANGUAGE, Shape

NCNAME: Final = r"\s*[^\W\d][\w.\-·]*\s*"
"""An id: a letter or underscore, then letters, digits, full stops and hyphens."""

_WORDS: Final = "(hi |foreign |ec |sc |ph )*"
_DCA: Final = "(descrip |descripGrp |admin |adminGrp |transacGrp |note |ref |xref )*"
_DCT: Final = r"(note |adminGrp |descripGrp |transacGrp |\* )*"
_LINKS: Final = rf"({_DCA.replace('descrip |descripGrp |', '')}|{_DCT.replace('descripGrp |', '')})"
_VALUES: Final = {"id": NCNAME, "xml:lang": LANGUAGE, "target": NCNAME, "type": ".+"}


def _shape(children: str = "", attributes: str = "id", *, text: bool = False, **values: str) -> Shape:
    return Shape(children, attributes, {**_VALUES, **values}, text=text)


def _group(first: str, more: str, more_dct: str = "") -> Shape:
    return _shape(rf"({first} ({more} )*|\* (note |{more_dct}\* )*)")


_TYPED: Final = "type! target datatype xml:lang id module"
_INLINE: Final = "id disp equiv subType type isolated target"

SHAPES: Final = {
    "tbx": Shape(
        "tbxHeader text ", "type! style! xml:lang!",
        {"type": "TBX-.+", "style": "dca|dct", "xml:lang": LANGUAGE}, foreign="any",
    ),
    "tbxHeader": _shape("fileDesc (encodingDesc )?(revisionDesc )?"),
    "fileDesc": _shape("(titleStmt )?(publicationStmt )?(sourceDesc )+"),
    "titleStmt": _shape("title (note )*", "id xml:lang"),
    "title": _shape("", "id xml:lang", text=True),
    "publicationStmt": _shape("(p )+"),
    "sourceDesc": _shape("(p )+", "id xml:lang"),
    "encodingDesc": _shape("(p )+"),
    "revisionDesc": _shape("(change )+", "id xml:lang"),
    "change": _shape("(p )+", "id xml:lang"),
    "p": _shape(_WORDS, "id type xml:lang", text=True),
    "text": _shape("body (back )?"),
    "body": _shape("(conceptEntry )+"),
    "back": _shape("(refObjectSec )*"),
    "refObjectSec": _shape("(refObject )+", "id type!"),
    "refObject": _shape("(itemSet |itemGrp |item )+"),
    "itemSet": _shape("(item |itemGrp )+", "id type"),
    "itemGrp": _shape(f"item {_LINKS}"),
    "item": _shape(_WORDS, "id type", text=True),
    "conceptEntry": _shape(f"({_DCA}|{_DCT})(langSec )+", "id!"),
    "langSec": _shape(f"({_DCA}|{_DCT})(termSec )+", "xml:lang!"),
    "termSec": _shape(rf"term ((termNote |termNoteGrp )*({_DCA}|{_DCT})|(\* )+{_DCA})"),
    "term": _shape("(hi )*", text=True),
    "note": _shape(_WORDS, "id xml:lang", text=True),
    **dict.fromkeys(("descrip", "admin", "termNote"), _shape(_WORDS, _TYPED, text=True)),
    **dict.fromkeys(
        ("transac", "descripNote", "adminNote", "transacNote", "ref"), _shape("", _TYPED, text=True)
    ),
    "xref": _shape("", "type! target! id module", text=True, target="https?://.+"),
    "descripGrp": _group(
        "descrip", "descripNote |admin |adminGrp |transacGrp |note |ref |xref", "adminGrp |transacGrp |"
    ),
    "adminGrp": _group("admin", "adminNote |note |ref |xref"),
    "transacGrp": _group("transac", "transacNote |date |note |ref |xref", "date |"),
    "termNoteGrp": _shape(rf"(termNote |\* ){_LINKS}"),
    "date": _shape("", text=True),
    "hi": _shape(
        "", "type target xml:lang", text=True, type="entailedTerm|hotkey|italics|bold|superscript|subscript|math"
    ),
    "foreign": _shape(_WORDS, "id xml:lang", text=True),
    "sc": _shape("", _INLINE.replace("id", "id!", 1)),
    "ec": _shape("", f"{_INLINE} startRef"),
    "ph": _shape("", "id disp equiv subType type"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Category:
    """A data category: the element that holds it in the style DCA, the levels it may stand at, and what it may say."""

    element: str
    levels: str
    values: str = ""  # "" is any


_ALL: Final = "conceptEntry langSec termSec"

CATEGORIES: Final = {
    "customerSubset": Category("admin", "conceptEntry termSec"),
    "projectSubset": Category("admin", "conceptEntry termSec"),
    "source": Category("admin", _ALL),
    "context": Category("descrip", "termSec"),
    "definition": Category("descrip", "conceptEntry langSec"),
    "subjectField": Category("descrip", "conceptEntry"),
    "administrativeStatus": Category(
        "termNote", "termSec",
        "admittedTerm-admn-sts|deprecatedTerm-admn-sts|supersededTerm-admn-sts|preferredTerm-admn-sts",
    ),
    "grammaticalGender": Category("termNote", "termSec", "masculine|feminine|neuter|other"),
    "geographicalUsage": Category("termNote", "termSec"),
    "partOfSpeech": Category("termNote", "termSec", "adjective|noun|other|verb|adverb"),
    "termLocation": Category(
        "termNote", "termSec",
        "checkBox|comboBox|comboBoxElement|dialogBox|groupBox|informativeMessage|interactiveMessage|menuItem|"
        "progressBar|pushButton|radioButton|slider|spinBox|tab|tableText|textBox|toolTip|user-definedType",
    ),
    "termType": Category("termNote", "termSec", "fullForm|acronym|abbreviation|shortForm|variant|phrase"),
    "transactionType": Category("transac", _ALL, "origination|modification"),
    "responsibility": Category("transacNote", _ALL),
    "crossReference": Category("ref", "conceptEntry termSec"),
    "relatedConcept": Category("ref", _ALL),
    "relatedTerm": Category("ref", _ALL),
    "externalCrossReference": Category("xref", _ALL),
    "xGraphic": Category("xref", "conceptEntry langSec"),
}  # fmt: skip
"""What TBX-Basic knows; its definition names cross references once, its schema by two other names."""
