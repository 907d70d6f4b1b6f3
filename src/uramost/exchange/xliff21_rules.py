"""Is this XLIFF 2 document what the specification says? Every constraint of the core by name, in one table.

`examine(document)` gives what is wrong. The shapes of `xliff21_shapes` come first; a unit, group or file whose shape is
broken is not looked at any further. Written from *XLIFF Version 2.1*, OASIS Standard, 13 February 2018, chapter 4.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import Final

from lxml import etree

from uramost.exchange import structure
from uramost.exchange import xliff21_codes as codes
from uramost.exchange.structure import NMTOKEN, XML, Fault, line, local, namespace
from uramost.exchange.xliff21_shapes import MODULE_ELEMENTS, MODULES, SHAPES, XLIFF2
from uramost.exchange.xliff21_unit import MARKS, UnitView, inherited, key_of

Element = etree._Element
PREFIXES: Final = frozenset(
    ("f", "g", "u", "n", "d", "t", "res", "mtc", "gls", "mda", "ctr", "slr", "val", "fs", "its", "itsm", "tbx")
)
"""Prefixes of fragments: of the core, of the modules, and that registered for TBX inside a file."""
SELECTOR: Final = re.compile(rf"(?:(?P<prefix>{NMTOKEN})=)?(?P<id>{NMTOKEN})")
LEVELS: Final = {"f": 0, "g": 1, "u": 2}  # what is not here is a leaf


@dataclass(frozen=True, slots=True)
class Rule:
    """A constraint: `says` in words, `at` where the specification has it, and what finds what breaks it."""

    name: str
    says: str
    at: str
    find: Callable[[UnitView], Iterable[Element]]


# Ids, languages, white space -----------------------------------------------------------------------------------------


def twice(candidates: Iterable[Element]) -> Iterator[Element]:
    """Elements whose id another before them has."""
    seen: set[str] = set()
    for one in candidates:
        if (said := one.get("id", one.get(f"{{{XML}}}id"))) is not None:
            if said in seen:
                yield one
            seen.add(said)


def part_id_twice(unit: UnitView) -> Iterator[Element]:
    parts = [part.element for part in unit.parts]
    return twice([*parts, *unit.inline("source")])


def target_id_twice(unit: UnitView) -> Iterator[Element]:
    parts = [part.element for part in unit.parts]
    return twice([*parts, *unit.inline("target")])


def target_id_of_other(unit: UnitView) -> Iterator[Element]:
    """An id of the source stands in the target for the same thing: a code, a lone code, or a mark."""
    kinds = {one.get("id"): _kind(one) for one in unit.inline("source")}
    for one in unit.inline("target"):
        if one.get("id") is not None and kinds.get(one.get("id"), _kind(one)) != _kind(one):
            yield one


def _kind(element: Element) -> str:
    return "mark" if local(element) in MARKS else "lone" if local(element) == "ph" else "pair"


def extension_ids(holder: Element) -> Iterator[Element]:
    """Ids of extensions and modules are unique in the file, group or unit they stand in, each namespace for itself."""
    by_namespace: dict[str, list[Element]] = {}
    for child in structure.elements(holder):
        if namespace(child) != XLIFF2:
            for one in child.iter(tag=etree.Element):
                by_namespace.setdefault(namespace(one), []).append(one)
    return (one for home, found in by_namespace.items() if home != XLIFF2 for one in twice(found))


def source_language(unit: UnitView) -> Iterator[Element]:
    return _languages(unit.sources, str(unit.file.getparent().get("srcLang")))  # type: ignore[union-attr]


def target_language(unit: UnitView) -> Iterator[Element]:
    return _languages(unit.targets, str(unit.file.getparent().get("trgLang")))  # type: ignore[union-attr]


def _languages(texts: Iterable[Element], language: str) -> Iterator[Element]:
    return (one for one in texts if (inherited(one, "lang") or language).lower() != language.lower())


def no_target_language(unit: UnitView) -> Iterator[Element]:
    top = unit.file.getparent()
    return iter(unit.targets if top is not None and top.get("trgLang") is None else ())


def space_differs(unit: UnitView) -> Iterator[Element]:
    for part in unit.parts:
        if part.target is not None and _space(part.source) != _space(part.target):
            yield part.target


def _space(element: Element) -> str:
    return inherited(element, "space") or "default"


# Segments ------------------------------------------------------------------------------------------------------------


def order(unit: UnitView) -> Iterator[Element]:
    """Every target has a place of its own among the parts of the unit."""
    places = [part.order(position) for position, part in enumerate(unit.parts, start=1)]
    counts = Counter(places)
    for place, part in zip(places, unit.parts, strict=True):
        if counts[place] > 1 or place > len(places):
            yield part.element


def substate_without_state(unit: UnitView) -> Iterator[Element]:
    return (p.element for p in unit.parts if "subState" in p.element.attrib and "state" not in p.element.attrib)


def state_without_target(unit: UnitView) -> Iterator[Element]:
    for part in unit.parts:
        if part.target is None and part.element.get("state", "initial") != "initial":
            yield part.element


# Annotations and references ------------------------------------------------------------------------------------------


def comment(unit: UnitView) -> Iterator[Element]:
    """A comment has its text in itself, or refers to a note of its unit; not both, not neither."""
    for mark in unit.everywhere(*MARKS):
        if mark.get("type") == "comment":
            ref = mark.get("ref")
            if (ref is None) == (mark.get("value") is None) or (ref is not None and not _own_note(unit, str(ref))):
                yield mark


def _own_note(unit: UnitView, ref: str) -> bool:
    steps = selectors(ref)
    if not steps or steps[-1][0] != "n" or steps[-1][1] not in unit.notes:
        return False
    own = {"f": unit.file.get("id"), "u": unit.element.get("id")}
    said = dict(steps[:-1])
    return not said or (said == {name: own[name] for name in said if name in own} and "u" in said)


def fragment(unit: UnitView) -> Iterator[Element]:
    """A reference inside the document is a fragment as chapter 4.7 has them."""
    for mark in unit.everywhere(*MARKS):
        ref = str(mark.get("ref", ""))
        if ref.startswith("#") and not _is_fragment(ref):
            yield mark


def selectors(ref: str) -> list[tuple[str, str]]:
    """The steps of a fragment, prefix and id; none where it is not one."""
    steps = [SELECTOR.fullmatch(step) for step in ref.removeprefix("#").removeprefix("/").split("/")]
    return [(step["prefix"] or "", step["id"]) for step in steps if step] if all(steps) else []


def _is_fragment(ref: str) -> bool:
    """File before group before unit, each once; at most one leaf, and that at the end; only known prefixes."""
    steps = selectors(ref)
    prefixes = [prefix for prefix, _ in steps]
    levels = [LEVELS.get(prefix, 3) for prefix in prefixes]
    absolute = not ref.startswith("#/") or prefixes[:1] == ["f"]
    known = all(prefix in PREFIXES for prefix in prefixes if prefix)
    return bool(steps) and absolute and known and all(one < other for one, other in pairwise(levels))


_SAME = ("canCopy", "canDelete", "canOverlap", "canReorder", "copyOf", "type", "subType", "dir")

RULES: Final = (
    Rule("id_twice", "segments, ignorables and inline elements of the source have different ids", "id", part_id_twice),
    Rule("target_id_twice", "inline elements of the target have different ids", "id", target_id_twice),
    Rule("target_id_of_other", "an id means the same in source and target", "id", target_id_of_other),
    Rule("data_id_twice", "the data of a unit have different ids", "id", lambda unit: twice(unit.data)),
    Rule("no_target_language", "where there is a target, trgLang says its language", "trgLang", no_target_language),
    Rule("source_language", "xml:lang of a source is srcLang", "source", source_language),
    Rule("target_language", "xml:lang of a target is trgLang", "target", target_language),
    Rule("space_differs", "xml:space of source and target are the same", "xml:space", space_differs),
    Rule("order", "every target has a place of its own in its unit", "order", order),
    Rule("substate_without_state", "subState stands beside state", "subState", substate_without_state),
    Rule("state_without_target", "what is translated has a target", "state", state_without_target),
    Rule("comment", "a comment has value, or ref to a note of its unit", "Comment Annotation", comment),
    Rule("fragment", "a reference inside the document is a fragment identifier", "Fragment Identification", fragment),
    Rule("cp_hex", "cp stands for a character that XML cannot hold", "cp", codes.cp_hex),
    Rule("sc_without_ec", "a beginning that is not isolated has its end in the unit", "sc", codes.sc_without_ec),
    Rule("sc_isolated", "an isolated beginning has no end in the unit", "isolated", codes.sc_isolated),
    Rule("ec_isolated", "an isolated end has an id and no startRef", "ec", codes.ec_isolated),
    Rule("ec_start_ref", "an end that is not isolated has startRef and no id", "ec", codes.ec_start_ref),
    Rule("ec_before_sc", "an end follows the beginning it refers to", "startRef", codes.ec_before_sc),
    Rule("em_before_sm", "the end of a mark follows the beginning it refers to", "startRef", codes.em_before_sm),
    Rule("sm_without_em", "the beginning of a mark has its end in the unit", "sm", codes.sm_without_em),
    *(Rule(f"ec_{name}", f"{name} of an end is that of its beginning", "ec", partial(codes.ec_differs, name=name))
      for name in _SAME),
    Rule("copy_of_unknown", "copyOf names a code of the unit", "copyOf", codes.copy_of_unknown),
    Rule("copy_of_uncopyable", "what may not be copied is not copied", "canCopy", codes.copy_of_uncopyable),
    Rule("copy_of_with_data", "a copy has no data of its own", "copyOf", codes.copy_of_with_data),
    Rule("data_ref", "dataRef names data of the unit", "dataRef", codes.data_ref),
    Rule("sub_flows", "sub-flows are units of the same file", "subFlows", codes.sub_flows),
    Rule("subtype_without_type", "subType stands beside type", "subType", codes.subtype_without_type),
    Rule("subtype_of_other_type", "a sub-type of the core fits its type", "subType", codes.subtype_of_other_type),
    Rule("lost_code", "what may not be deleted stands in the target", "canDelete", codes.lost_code),
    Rule("movable_parts", "what may not be moved may be neither deleted nor copied", "canReorder", codes.movable_parts),
    Rule("no_first", "a code that stays where it is follows one that is the first of its run", "canReorder",
         codes.no_first),
    Rule("reordered", "a run of codes stays together in the target", "canReorder", codes.reordered),
    Rule("fs_attribute", "the format style module has fs and subFs, and fs names an element of HTML", "fs",
         codes.fs_attribute),
    Rule("module_on_ec", "only an isolated end has attributes of modules", "ec", codes.module_on_ec),
)  # fmt: skip
SHAPE_RULES: Final = (
    "unknown_element", "unknown_attribute", "missing_attribute", "bad_value", "bad_content", "stray_text",
)  # fmt: skip
FILE_RULES: Final = {
    "not_xliff": "the first element is xliff of the namespace of version 2",
    "file_id_twice": "the files of a document have different ids",
    "group_id_twice": "the groups of a file have different ids",
    "unit_id_twice": "the units of a file have different ids",
    "note_id_twice": "the notes of a file, group or unit have different ids",
    "extension_id_twice": "ids of one extension are different in a file, group or unit",
    "skeleton": "a skeleton has content, or an address",
    "unknown_module_element": "the namespaces of modules hold what the modules define",
    "fs_attribute": "the format style module has fs and subFs, and fs names an element of HTML",
}


# The whole document --------------------------------------------------------------------------------------------------


def examine(top: Element, forgiven: frozenset[tuple[str, str]] = frozenset()) -> list[Fault]:
    """What is wrong in a document, in the order of its lines; `Fault.unit` is the id of the unit, "" for the file.

    An id that two units share is the fault of the second. `forgiven` are rules and values that are passed over.
    """
    if str(top.tag) != f"{{{XLIFF2}}}xliff":
        return [Fault("not_xliff", line(top), local(top))]
    found = [*structure.examine(top, SHAPES, MODULES, apart="unit"), *_of_files(top)]
    for file in top.iterfind(f"{{{XLIFF2}}}file"):
        units = list(file.iterdescendants(tag=f"{{{XLIFF2}}}unit"))
        ids = frozenset(str(element.get("id")) for element in units)
        for element in units:
            found += of_unit(UnitView(element, file, ids), forgiven)
    return sorted(found, key=lambda fault: fault.line)


def of_unit(unit: UnitView, forgiven: frozenset[tuple[str, str]] = frozenset()) -> Iterator[Fault]:
    """What is wrong in a unit: its shape, and if that is right, all else."""
    key = key_of(unit.element)
    found = structure.examine(unit.element, SHAPES, MODULES)
    broken = [replace(fault, unit=key) for fault in found if (fault.rule, fault.value) not in forgiven]
    yield from broken
    for rule in RULES if not broken else ():
        yield from (Fault(rule.name, line(one), _shown(one), key) for one in rule.find(unit))


def _shown(element: Element) -> str:
    said = element.get("id") or element.get("startRef") or ""
    return f"{local(element)} {said}".strip()


def _of_files(top: Element) -> Iterator[Fault]:
    files = list(top.iterfind(f"{{{XLIFF2}}}file"))
    yield from _named("file_id_twice", twice(files))
    for file in files:
        yield from _named("group_id_twice", twice(file.iterdescendants(tag=f"{{{XLIFF2}}}group")))
        yield from _named("unit_id_twice", twice(file.iterdescendants(tag=f"{{{XLIFF2}}}unit")))
        for skeleton in file.iterfind(f"{{{XLIFF2}}}skeleton"):
            if (skeleton.get("href") is None) == (len(skeleton) == 0 and not skeleton.text):
                yield Fault("skeleton", line(skeleton))
        holders = [file, *file.iterdescendants(f"{{{XLIFF2}}}group", f"{{{XLIFF2}}}unit")]
        for holder in holders:
            unit = key_of(holder) if local(holder) == "unit" else ""
            found = [
                *_named("note_id_twice", twice(holder.iterfind(f"{{{XLIFF2}}}notes/{{{XLIFF2}}}note"))),
                *_named("extension_id_twice", extension_ids(holder)),
                *_named("unknown_module_element", _module_strays(holder)),
                *(_named("fs_attribute", codes.fs_wrong([holder])) if not unit else ()),
            ]
            yield from (replace(fault, unit=unit) for fault in found)


def _module_strays(holder: Element) -> Iterator[Element]:
    for child in structure.elements(holder):
        if namespace(child) != XLIFF2:
            for one in child.iter(tag=etree.Element):
                known = MODULE_ELEMENTS.get(namespace(one))
                if known is not None and local(one) not in known.split():
                    yield one


def _named(rule: str, found: Iterable[Element]) -> Iterator[Fault]:
    return (Fault(rule, line(one), _shown(one)) for one in found)
