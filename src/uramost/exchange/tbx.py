"""TBX: terminologies. Read are TBX-Basic of 2008 (martif), and of 2019 (ISO 30042) in both its styles, DCA and DCT.

Written is TBX-Basic of 2019, in the style DCA or DCT, or that of 2008, which is all that many tools read yet. What a
term is with us, an entry is there: its names by language are terms, the first of them preferred, and names not to be
used are deprecated.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, Literal

from lxml import etree

from uramost.exchange import files, structure
from uramost.exchange.marks import UNFIT, attribute, escape
from uramost.exchange.markup import local, namespace, words
from uramost.exchange.structure import XML, Fault
from uramost.exchange.tags import canonical, ours
from uramost.exchange.tbx_shapes import CATEGORIES, SHAPES
from uramost.exchange.units import Progress, Rejected
from uramost.terms import Term

TBX3: Final = "urn:iso:std:iso:30042:ed-2"
MIN: Final = "http://www.tbxinfo.net/ns/min"
BASIC: Final = "http://www.tbxinfo.net/ns/basic"
STATUS_NOTE: Final = "status: "
DEFINITION_NOTE: Final = "definition: "
DEPRECATED: Final = ("deprecatedTerm-admn-sts", "supersededTerm-admn-sts", "deprecated", "superseded", "obsolete")
PREFERRED: Final = ("preferredTerm-admn-sts", "preferred", "standardizedTerm-admn-sts", "legalTerm-admn-sts")
SUPERSEDED: Final = "supersededTerm-admn-sts"
ADMITTED: Final = "admittedTerm-admn-sts"
UNKNOWN: Final = "und"
"""The language of names of which no file has said it (ISO 639-2)."""
LETTERS: Final = "A-Za-zÀ-ÖØ-öø-ıĴ-ľŁ-ňŊ-žЁ-ЌЎ-яё-ќ"
NOT_IN_IDS: Final = re.compile(rf"_(?=x[0-9A-F]{{4,6}}_)|[^{LETTERS}_0-9.\-]|^[0-9.\-]")
A_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?")
WRITTEN_AS_NUMBER: Final = re.compile("_x([0-9A-F]{4,6})_")

Style = Literal["dca", "dct", "2008"]
NAMES: Final = {
    "2008": ("termEntry", "langSet", "tig"),
    "dca": ("conceptEntry", "langSec", "termSec"),
    "dct": ("conceptEntry", "langSec", "termSec"),
}
"""What an entry, a language and a term are called."""
_DESCRIBED: Final = "<fileDesc><sourceDesc><p>{title}</p></sourceDesc></fileDesc>"
_TBX: Final = f'<tbx xmlns="{TBX3}"'
HOLDERS: Final = {category.element for category in CATEGORIES.values()} | {"adminNote", "descripNote"}
"""The elements that name a data category as a value."""
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
    said = str(element.get("id") or element.get(f"{{{XML}}}id") or f"line-{structure.line(element)}")
    found = _Found(_key(said))
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
        old = status in DEPRECATED and not (status == SUPERSEDED and found.status == "forbidden")
        kind = found.forbidden if old else found.preferred if status in PREFERRED else found.admitted
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
            said = str(one.get(f"{{{XML}}}lang", ""))
            language = ours(canonical(said), text) if said else tag
            if name == "definition":
                found.definitions.setdefault(language, text)
            elif name == "note" and text.startswith(DEFINITION_NOTE):
                found.definitions.setdefault(language, text.removeprefix(DEFINITION_NOTE))
            elif name == "subjectField":
                found.domain = found.domain or text
            elif name == "source":
                found.source = found.source or text
            elif name == "note" and text.startswith(STATUS_NOTE):
                found.status = text.removeprefix(STATUS_NOTE)


# Writing -------------------------------------------------------------------------------------------------------------


def write(path: Path, terms: Iterable[Term], *, title: str = "UraMost", style: Style = "dca") -> int:
    """Write a terminology; how many entries. A term without a name is no entry."""
    return files.write_pieces(path, lines(terms, title=title, style=style)) - 2  # head and end are no entries


def lines(terms: Iterable[Term], *, title: str = "UraMost", style: Style = "dca") -> Iterator[str]:
    """A terminology piece by piece: its head, its entries one by one, its end."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n' + HEADS[style].format(title=escape(title)) + "<text><body>\n"
    taken: set[str] = set()
    for term in terms:
        if named(term):
            yield entry_xml(term, style, _apart(_id(term.id), taken))
    yield f"</body></text>\n</{'martif' if style == '2008' else 'tbx'}>\n"


def named(term: Term) -> list[str]:
    """The languages in which it has a name, also one that must not be used."""
    return [tag for tag in dict.fromkeys((*term.texts, *term.forbidden)) if _names(term, tag)]


def _names(term: Term, tag: str) -> list[tuple[str, str]]:
    """Its names in a language, each with what is said of it: preferred, admitted, not to be used."""
    first, more = (SUPERSEDED, SUPERSEDED) if term.status == "forbidden" else (PREFERRED[0], ADMITTED)
    used = [name for name in term.texts.get(tag, ()) if name.strip()]
    banned = [name for name in term.forbidden.get(tag, ()) if name.strip()]
    return [
        *((name, more if place else first) for place, name in enumerate(used)),
        *((name, DEPRECATED[0]) for name in banned),
    ]


def _id(key: str) -> str:
    """A key as an id of XML: what may not stand in one is written as its number, `_x0031_`; `_key` gives it back."""
    return NOT_IN_IDS.sub(lambda found: f"_x{ord(found[0]):04X}_", UNFIT.sub("\ufffd", key)) or "_"


def _key(said: str) -> str:
    def letter(found: re.Match[str]) -> str:
        number = int(found[1], 16)
        return found[0] if number > 0x10FFFF or UNFIT.match(chr(number)) else chr(number)

    return WRITTEN_AS_NUMBER.sub(letter, said)


def _apart(key: str, taken: set[str]) -> str:
    """A key that no entry before has: no two may have the same id."""
    free, number = key, 1
    while free in taken:
        number += 1
        free = f"{key}-{number}"
    taken.add(free)
    return free


def entry_xml(term: Term, style: Style, key: str) -> str:
    """One entry, with this id."""
    domain = _category("descrip", "subjectField", term.domain, "min", style)
    source = _category("admin", "source", term.source, "basic", style)
    tags = named(term)
    defined = "".join(_entry_definition(tag, text, style) for tag, text in term.definition.items() if tag not in tags)
    languages = "".join(_language_xml(term, tag, style) for tag in tags)
    note = f"<note>{STATUS_NOTE}{term.status}</note>"
    entry = NAMES[style][0]
    return f'<{entry} id="{attribute(key)}">{domain}{defined}{source}{note}{languages}</{entry}>\n'


def _entry_definition(tag: str, text: str, style: Style) -> str:
    """A definition in no language, or in one in which the term has no name: there is no section to put it in."""
    if tag and text and style == "dct":  # the element for definitions may not say its language
        return f'<note xml:lang="{attribute(tag)}">{DEFINITION_NOTE}{escape(text)}</note>'
    written = _category("descrip", "definition", text, "basic", style)
    return written.replace("<descrip ", f'<descrip xml:lang="{attribute(tag)}" ', 1) if tag else written


def _language_xml(term: Term, tag: str, style: Style) -> str:
    _, section, holder = NAMES[style]
    terms = "".join(
        f"<{holder}><term>{escape(name)}</term>{_category('termNote', 'administrativeStatus', status, 'min', style)}"
        f"</{holder}>"
        for name, status in _names(term, tag)
    )
    defined = _category("descrip", "definition", term.definition.get(tag, ""), "basic", style)
    return f'<{section} xml:lang="{attribute(tag or UNKNOWN)}">{defined}{terms}</{section}>'


def _category(element: str, name: str, text: str, module: str, style: Style) -> str:
    """A data category: DCA says its name as a value, DCT as an element of the module that has it."""
    if not text:
        return ""
    if style != "dct":
        return f'<{element} type="{name}">{escape(text)}</{element}>'
    return f"<{module}:{name}>{escape(text)}</{module}:{name}>"


# Checking ------------------------------------------------------------------------------------------------------------


def check(path: Path) -> Iterator[Fault]:
    """What is not as the core of TBX (ISO 30042:2019) or TBX-Basic has it; a file of 2008 is only read, not checked."""
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
    yield from structure.examine(top, SHAPES)
    yield from _references(top)
    for one in top.iterdescendants(tag=etree.Element):
        yield from _categories(one, top)
        if local(one) == "date" and not _is_date(words(one).strip()):
            yield Fault("bad_value", structure.line(one), f"date={words(one).strip()}"[:80], _entry(one))


def _references(top: etree._Element) -> Iterator[Fault]:
    """No two elements have the same id, and what refers to one finds it."""
    seen: set[str] = set()
    for one in top.iter(tag=etree.Element):
        key = str(one.get("id", "")).strip()
        if key and key in seen:
            yield Fault("id_twice", structure.line(one), key, _entry(one))
        seen.add(key)
    for one in top.iter(tag=etree.Element):
        aim = str(one.get("target", "")).strip()
        if local(one) != "xref" and aim and aim not in seen and not aim.startswith(("http://", "https://")):
            yield Fault("no_target", structure.line(one), aim, _entry(one))


def _categories(one: etree._Element, top: etree._Element) -> Iterator[Fault]:
    """Is the category written in the style of the file, and does TBX-Basic have it there, with this value?"""
    foreign, typed = namespace(one) in (MIN, BASIC), one.get("type")
    if (top.get("style") == "dca" and foreign) or (top.get("style") == "dct" and typed is not None and _inside(one)):
        yield Fault("other_style", structure.line(one), local(one), _entry(one))
        return
    if top.get("type") != "TBX-Basic" or not (foreign or local(one) in HOLDERS):
        return
    name, text = local(one) if foreign else str(typed or ""), words(one).strip()
    category = CATEGORIES.get(name)
    if foreign and (more := [key for key in one.attrib if key != "target"]):
        yield Fault("unknown_attribute", structure.line(one), f"{name} {str(more[0]).rpartition('}')[2]}", _entry(one))
    if foreign and (inside := next(structure.elements(one), None)) is not None:
        yield Fault("bad_content", structure.line(one), f"{name}: {local(inside)}", _entry(one))
    level = next(local(above) for above in one.iterancestors() if not local(above).endswith("Grp"))
    if category is None or not (foreign or category.element == local(one)):
        yield Fault("unknown_category", structure.line(one), name, _entry(one))
    elif level not in category.levels.split():
        yield Fault("wrong_level", structure.line(one), f"{name} in {level}", _entry(one))
    elif category.values and text not in category.values.split("|"):
        yield Fault("bad_value", structure.line(one), f"{name}={text}"[:80], _entry(one))


def _inside(one: etree._Element) -> bool:
    """Whether it is in an entry: the head and the back of a file have types in both styles."""
    return any(local(above) == "conceptEntry" for above in one.iterancestors())


def _entry(one: etree._Element) -> str:
    holder = next((above for above in (one, *one.iterancestors()) if local(above) == "conceptEntry"), one)
    return str(holder.get("id", ""))


def _is_date(text: str) -> bool:
    """As XML Schema writes a day, with or without its time zone."""
    try:
        return bool(A_DATE.fullmatch(text) and date.fromisoformat(text[:10]))
    except ValueError:
        return False
