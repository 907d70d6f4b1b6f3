"""TBX: terminologies. Read are TBX-Basic of 2008 (martif), and of 2019 (ISO 30042) in both its styles, DCA and DCT.

Written is TBX-Basic of 2019, in the style DCA or DCT, or that of 2008, which is all that many tools read yet. What a
term is with us, an entry is there: its names by language are terms, the first of them preferred, and names not to be
used are deprecated.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from lxml import etree

from uramost.exchange import files, structure
from uramost.exchange.marks import attribute, escape
from uramost.exchange.markup import local, namespace, words
from uramost.exchange.structure import LANGUAGE, XML, Fault, Shape
from uramost.exchange.tags import canonical, ours
from uramost.exchange.units import Progress, Rejected
from uramost.terms import Term

TBX3: Final = "urn:iso:std:iso:30042:ed-2"
MIN: Final = "http://www.tbxinfo.net/ns/min"
BASIC: Final = "http://www.tbxinfo.net/ns/basic"
STATUS_NOTE: Final = "status: "
DEPRECATED: Final = ("deprecatedTerm-admn-sts", "supersededTerm-admn-sts", "deprecated", "superseded", "obsolete")
PREFERRED: Final = ("preferredTerm-admn-sts", "preferred", "standardizedTerm-admn-sts", "legalTerm-admn-sts")


Style = Literal["dca", "dct", "2008"]
NAMES: Final = {
    "2008": ("termEntry", "langSet", "tig"),
    "dca": ("conceptEntry", "langSec", "termSec"),
    "dct": ("conceptEntry", "langSec", "termSec"),
}
"""What an entry, a language and a term are called."""
_DESCRIBED: Final = "<fileDesc><sourceDesc><p>{title}</p></sourceDesc></fileDesc>"
_TBX: Final = f'<tbx xmlns="{TBX3}"'
HEADS: Final = {
    "2008": f'<martif type="TBX" xml:lang="en">\n<martifHeader>{_DESCRIBED}<encodingDesc><p type="XCSURI">'
    "TBXBasicXCSV02.xcs</p></encodingDesc></martifHeader>\n",
    "dca": f'{_TBX} style="dca" type="TBX-Basic" xml:lang="en">\n<tbxHeader>{_DESCRIBED}</tbxHeader>\n',
    "dct": f'{_TBX} xmlns:min="{MIN}" xmlns:basic="{BASIC}" style="dct" type="TBX-Basic" xml:lang="en">\n'
    f"<tbxHeader>{_DESCRIBED}</tbxHeader>\n",
}


@dataclass(slots=True)
class _Found:
    """What an entry says, while it is read."""

    key: str
    preferred: dict[str, list[str]] = field(default_factory=dict)
    admitted: dict[str, list[str]] = field(default_factory=dict)
    forbidden: dict[str, list[str]] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)
    domain: str = ""
    source: str = ""
    status: str = ""


class Terms:
    """The terms of a file, one after the other; what cannot be used is skipped, counted and told with its line."""

    def __init__(self, path: Path, *, progress: Progress | None = None) -> None:
        self.path, self._progress = path, progress
        self.skipped = 0
        self.faults: list[Fault] = []

    def __iter__(self) -> Iterator[Term]:
        if files.first_element(self.path)[0] not in ("tbx", "martif"):
            raise Rejected("not_this_format", found=files.first_element(self.path)[0])
        seen: set[str] = set()
        for element in files.elements(self.path, "conceptEntry", "termEntry", progress=self._progress):
            term = _term(element)
            rule = "no_term" if not term.texts else "id_twice" if term.id in seen else ""
            if rule:
                self.skipped += 1
                self.faults.append(Fault(rule, structure.line(element), term.id, term.id))
                continue
            seen.add(term.id)
            yield term


def _term(element: etree._Element) -> Term:
    found = _Found(str(element.get("id") or element.get(f"{{{XML}}}id") or f"line-{structure.line(element)}"))
    _about(element, found, "")
    for section in element.iterdescendants("{*}langSec", "{*}langSet"):
        _section(section, found)
    tags = [*dict.fromkeys([*found.preferred, *found.admitted])]
    texts = {tag: (*found.preferred.get(tag, ()), *found.admitted.get(tag, ())) for tag in tags}
    return Term(
        id=found.key,
        texts=texts,
        status="approved" if found.status == "approved" else "forbidden" if found.status == "forbidden" else "proposed",
        definition=found.definitions,
        domain=found.domain,
        source=found.source,
        forbidden={tag: tuple(names) for tag, names in found.forbidden.items()},
    )


def _section(section: etree._Element, found: _Found) -> None:
    said = canonical(str(section.get(f"{{{XML}}}lang") or section.get("lang") or ""))
    terms = list(section.iterdescendants("{*}term"))
    tag = ours(said, " ".join(map(words, terms)))
    _about(section, found, tag)
    for term in terms:
        name = " ".join(words(term).split())
        holder = next((one for one in term.iterancestors() if local(one) in ("termSec", "tig", "ntig")), section)
        status = _status(holder)
        kind = found.forbidden if status in DEPRECATED else found.preferred if status in PREFERRED else found.admitted
        if name and name not in kind.setdefault(tag, []):
            kind[tag].append(name)
    for kind in (found.preferred, found.admitted, found.forbidden):
        if not kind.get(tag, True):
            del kind[tag]


def _status(holder: etree._Element) -> str:
    for one in holder.iterdescendants(tag=etree.Element):
        if (one.get("type") or local(one)) in ("administrativeStatus", "normativeAuthorization"):
            return words(one).strip()
    return ""


def _about(element: etree._Element, found: _Found, tag: str) -> None:
    """Definition, domain, source and status, wherever the three shapes of the format have them."""
    for child in structure.elements(element):
        inside = list(structure.elements(child)) if local(child) in ("descripGrp", "adminGrp") else [child]
        for one in inside:
            name, text = str(one.get("type") or local(one)), " ".join(words(one).split())
            if name == "definition":
                found.definitions.setdefault(tag, text)
            elif name == "subjectField":
                found.domain = found.domain or text
            elif name == "source":
                found.source = found.source or text
            elif name == "note" and text.startswith(STATUS_NOTE):
                found.status = text.removeprefix(STATUS_NOTE)


# Writing -------------------------------------------------------------------------------------------------------------


def write(path: Path, terms: Iterable[Term], *, title: str = "UraMost", style: Style = "dca") -> int:
    """Write a terminology; how many entries."""
    return files.write_pieces(path, lines(terms, title=title, style=style)) - 2  # head and end are no entries


def lines(terms: Iterable[Term], *, title: str = "UraMost", style: Style = "dca") -> Iterator[str]:
    """A terminology piece by piece: its head, its entries one by one, its end."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n' + HEADS[style].format(title=escape(title)) + "<text><body>\n"
    for term in terms:
        yield entry_xml(term, style)
    yield f"</body></text>\n</{'martif' if style == '2008' else 'tbx'}>\n"


def entry_xml(term: Term, style: Style = "dca") -> str:
    """One entry."""
    domain = _category("descrip", "subjectField", term.domain, "min", style)
    source = _category("admin", "source", term.source, "basic", style)
    languages = "".join(_language_xml(term, tag, style) for tag in dict.fromkeys((*term.texts, *term.forbidden)))
    plain = term.definition.get("", "")
    defined = _category("descrip", "definition", plain, "basic", style)
    note = f"<note>{STATUS_NOTE}{term.status}</note>"
    entry = NAMES[style][0]
    return f'<{entry} id="{attribute(term.id)}">{domain}{defined}{source}{note}{languages}</{entry}>\n'


def _language_xml(term: Term, tag: str, style: Style) -> str:
    preferred, (_, section, holder) = PREFERRED[0], NAMES[style]
    names = [
        (name, "admittedTerm-admn-sts" if place else preferred) for place, name in enumerate(term.texts.get(tag, ()))
    ]
    names += [(name, DEPRECATED[0]) for name in term.forbidden.get(tag, ())]
    terms = "".join(
        f"<{holder}><term>{escape(name)}</term>{_category('termNote', 'administrativeStatus', status, 'min', style)}"
        f"</{holder}>"
        for name, status in names
    )
    defined = _category("descrip", "definition", term.definition.get(tag, ""), "basic", style)
    return f'<{section} xml:lang="{attribute(tag)}">{defined}{terms}</{section}>'


def _category(element: str, name: str, text: str, module: str, style: Style) -> str:
    """A data category: DCA says its name as a value, DCT as an element of the module that has it."""
    if not text:
        return ""
    if style != "dct":
        return f'<{element} type="{name}">{escape(text)}</{element}>'
    return f"<{module}:{name}>{escape(text)}</{module}:{name}>"


# Checking ------------------------------------------------------------------------------------------------------------

_ABOUT: Final = r"(descrip |descripGrp |admin |adminGrp |transacGrp |note |ref |xref |\* )*"
_MORE: Final = "termNote |termNoteGrp |descrip |descripGrp |admin |adminGrp |transacGrp |note |ref |xref"
_TYPED: Final = Shape("(hi |foreign |ec |sc |ph )*", "type! target datatype xml:lang id", text=True)
_GROUP: Final = Shape(
    r"(descrip |admin |transac |descripNote |adminNote |transacNote |note |ref |xref |date |\* )+", "id"
)

SHAPES: Final = {
    "tbx": Shape(
        "tbxHeader text ", "type! style! xml:lang!", {"style": "dca|dct", "xml:lang": LANGUAGE}, foreign="any"
    ),
    "tbxHeader": Shape("fileDesc (encodingDesc )?(revisionDesc )?", "id"),
    "fileDesc": Shape(r"(titleStmt )?(publicationStmt )?(sourceDesc )+", "id"),
    "titleStmt": Shape("title (note )*", "id xml:lang"),
    "title": Shape("", "id xml:lang", text=True),
    "publicationStmt": Shape("(p )+", "id"),
    "sourceDesc": Shape("(p )+", "id xml:lang"),
    "encodingDesc": Shape("(p )+", "id"),
    "revisionDesc": Shape("(change )+", "id"),
    "change": Shape("(p )+", "id xml:lang"),
    "p": Shape("", "id type xml:lang", text=True),
    "text": Shape("body (back )?", "id"),
    "body": Shape("(conceptEntry )+", "id"),
    "back": Shape(".*", "id", anything=True),
    "conceptEntry": Shape(rf"{_ABOUT}(langSec )+", "id"),
    "langSec": Shape(rf"{_ABOUT}(termSec )+", "xml:lang! id", {"xml:lang": LANGUAGE}),
    "termSec": Shape(rf"term ({_MORE} |\* )*", "id"),
    "term": Shape("(hi |foreign |ec |sc |ph )*", "id", text=True),
    "note": Shape("(hi |foreign |ec |sc |ph )*", "id xml:lang", text=True),
    **dict.fromkeys(
        ("descrip", "admin", "transac", "termNote", "descripNote", "adminNote", "transacNote", "ref", "xref"), _TYPED
    ),
    **dict.fromkeys(("descripGrp", "adminGrp", "transacGrp"), _GROUP),
    "termNoteGrp": Shape(r"termNote (.* )*", "id", anything=True),
    "date": Shape("", "id", text=True),
    **dict.fromkeys(("hi", "foreign", "ec", "sc", "ph"), Shape("", "type target id", text=True)),
}  # fmt: skip


def check(path: Path) -> Iterator[Fault]:
    """What is not as the core of TBX (ISO 30042:2019) has it; a file of 2008 is only read, not checked."""
    name, home = files.first_element(path)
    if name == "martif":
        terms = Terms(path)
        for _ in terms:
            pass
        yield from terms.faults
        return
    if (name, home) != ("tbx", TBX3):
        yield Fault("not_tbx", 1, name)
        return
    top = files.whole(path)
    seen: set[str] = set()
    yield from structure.examine(top, SHAPES)
    for entry in top.iterdescendants("{*}conceptEntry"):
        key = str(entry.get("id", ""))
        if key and key in seen:
            yield Fault("id_twice", structure.line(entry), key, key)
        seen.add(key)
        for one in entry.iterdescendants(tag=etree.Element):
            style = top.get("style")
            if (style == "dca" and namespace(one) in (MIN, BASIC)) or (style == "dct" and one.get("type") is not None):
                yield Fault("other_style", structure.line(one), local(one), key)
