"""The constraints of XLIFF 2 on inline codes: pairs, copies, what may be deleted, and what may be moved.

Each function gives the elements that break one rule; the table is in `xliff21_rules`.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal

from lxml import etree

from uramost.exchange.structure import local
from uramost.exchange.xliff21_shapes import FS, FS_VALUES, SLR
from uramost.exchange.xliff21_unit import CODES, Step, UnitView

Element = etree._Element
Found = Iterator[Element]
SIDES: Final[tuple[Literal["source", "target"], ...]] = ("source", "target")
CHARACTERS: Final = ((0x9, 0xA), (0xD, 0xD), (0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF))
"""What XML can hold as it is, first and last; carriage return, line feed and tab among them."""
SUBTYPES: Final = {"xlf:lb": "fmt", "xlf:pb": "fmt", "xlf:b": "fmt", "xlf:i": "fmt", "xlf:u": "fmt", "xlf:var": "ui"}
"""The sub-types of the specification and the type each belongs to."""


def isolated(code: Element) -> bool:
    return code.get("isolated") == "yes"


def cp_hex(unit: UnitView) -> Found:
    """A character is written by its number only where XML could not hold it."""
    of_data = (cp for data in unit.data for cp in data.iterdescendants(tag=etree.Element) if local(cp) == "cp")
    for cp in (*unit.everywhere("cp"), *of_data):
        number = int(str(cp.get("hex")), 16)
        if number > 0x10FFFF or any(first <= number <= last for first, last in CHARACTERS):
            yield cp


def sc_without_ec(unit: UnitView) -> Found:
    for side in SIDES:
        ended = {code.get("startRef") for code in unit.inline(side) if local(code) == "ec"}
        complete = side == "source" or unit.all_translated()
        for code in unit.inline(side):
            if local(code) == "sc" and not isolated(code) and code.get("id") not in ended and complete:
                yield code


def sc_isolated(unit: UnitView) -> Found:
    """A beginning whose end is in the same unit is not isolated."""
    for side in SIDES:
        ended = {code.get("startRef") for code in unit.inline(side) if local(code) == "ec"}
        yield from (c for c in unit.inline(side) if local(c) == "sc" and isolated(c) and c.get("id") in ended)


def ec_isolated(unit: UnitView) -> Found:
    """An isolated end has an id of its own, and refers to no beginning."""
    for code in unit.everywhere("ec"):
        if isolated(code) and (code.get("id") is None or code.get("startRef") is not None):
            yield code


def ec_start_ref(unit: UnitView) -> Found:
    """An end that is not isolated refers to its beginning, and has no id."""
    for code in unit.everywhere("ec"):
        if not isolated(code) and (code.get("startRef") is None or code.get("id") is not None):
            yield code


def _unopened(unit: UnitView, start: str, end: str) -> Found:
    for side in SIDES:
        open_ids: set[str | None] = set()
        complete = side == "source" or unit.all_translated()
        for one in unit.inline(side):
            if local(one) == start:
                open_ids.add(one.get("id"))
            elif local(one) == end and one.get("startRef") not in open_ids and not isolated(one) and complete:
                yield one


def ec_before_sc(unit: UnitView) -> Found:
    return (code for code in _unopened(unit, "sc", "ec") if code.get("startRef") is not None)


def em_before_sm(unit: UnitView) -> Found:
    return _unopened(unit, "sm", "em")


def sm_without_em(unit: UnitView) -> Found:
    for side in SIDES:
        ended = {mark.get("startRef") for mark in unit.inline(side) if local(mark) == "em"}
        complete = side == "source" or unit.all_translated()
        yield from (m for m in unit.inline(side) if local(m) == "sm" and m.get("id") not in ended and complete)


def ec_differs(unit: UnitView, name: str) -> Found:
    """An end says the same as its beginning; one that says nothing is taken to agree."""
    for side in SIDES:
        starts = {code.get("id"): code for code in unit.inline(side) if local(code) == "sc"}
        for code in unit.inline(side):
            start = starts.get(code.get("startRef")) if local(code) == "ec" else None
            if start is not None and name in code.attrib and code.get(name) != _expected(start, name):
                yield code


def _expected(start: Element, name: str) -> str | None:
    said = start.get(name, "yes" if name.startswith("can") else None)
    return "no" if said == "firstNo" else said


def copy_of_unknown(unit: UnitView) -> Found:
    ids = {code.get("id") for code in unit.everywhere(*CODES)}
    return (code for code in unit.everywhere(*CODES) if code.get("copyOf", code.get("id")) not in ids)


def copy_of_uncopyable(unit: UnitView) -> Found:
    fixed = {code.get("id") for code in unit.everywhere(*CODES) if code.get("canCopy") == "no"}
    return (code for code in unit.everywhere(*CODES) if code.get("copyOf") in fixed - {None})


def copy_of_with_data(unit: UnitView) -> Found:
    names = {"dataRef", "dataRefStart", "dataRefEnd"}
    return (code for code in unit.everywhere(*CODES) if "copyOf" in code.attrib and names & set(code.attrib))


def data_ref(unit: UnitView) -> Found:
    ids = {data.get("id") for data in unit.data}
    for code in unit.everywhere(*CODES):
        if any(
            code.get(name, "") not in ids for name in ("dataRef", "dataRefStart", "dataRefEnd") if name in code.attrib
        ):
            yield code


def sub_flows(unit: UnitView) -> Found:
    """What is taken out of a code stands in other units of the same file."""
    codes = [(code, _flows(code)) for code in unit.everywhere(*CODES)]
    if any(flows for _, flows in codes):
        yield from (code for code, flows in codes if not flows <= unit.unit_ids)


def _flows(code: Element) -> set[str]:
    return {flow for name in ("subFlows", "subFlowsStart", "subFlowsEnd") for flow in str(code.get(name, "")).split()}


def subtype_without_type(unit: UnitView) -> Found:
    return (code for code in unit.everywhere(*CODES) if "subType" in code.attrib and "type" not in code.attrib)


def subtype_of_other_type(unit: UnitView) -> Found:
    for code in unit.everywhere(*CODES):
        said = str(code.get("subType", ""))
        if said.startswith("xlf:") and code.get("type") is not None and SUBTYPES.get(said) != code.get("type"):
            yield code


def lost_code(unit: UnitView) -> Found:
    """What may not be deleted stands in a target of the unit, once its segment has one."""
    kept = {step.name for step in unit.steps("target")}
    for part in unit.parts:
        if part.target is not None:
            for code in part.source.iterdescendants(tag=etree.Element):
                name = (str(code.get("startRef") or code.get("id")), local(code) == "ec")
                if local(code) in CODES and code.get("canDelete") == "no" and name not in kept:
                    yield code


def movable_parts(unit: UnitView) -> Found:
    """What may not be moved may be neither deleted nor copied."""
    for code in unit.everywhere(*CODES):
        fixed = code.get("canReorder") in ("no", "firstNo")
        if fixed and (code.get("canDelete", "yes") == "yes" or code.get("canCopy", "yes") == "yes"):
            yield code


def _sequences(steps: Sequence[Step]) -> tuple[list[list[Step]], list[Step]]:
    """The runs of codes that stay together, and the codes that claim to be in one but have no first before them."""
    runs: list[list[Step]] = []
    stray, inside = [], False
    for step in steps:
        if step.reorder == "firstNo":
            runs.append([step])
        elif step.reorder == "no" and inside:
            runs[-1].append(step)
        elif step.reorder == "no":
            stray.append(step)
        inside = step.reorder != "yes" and (inside or step.reorder == "firstNo")
    return runs, stray


def no_first(unit: UnitView) -> Found:
    return (step.element for step in _sequences(unit.steps("source"))[1])


def reordered(unit: UnitView) -> Found:
    """Codes that stay together in the source do so in the target, as far as its segments are translated."""
    places: dict[tuple[str, bool], int] = {}
    for place, step in enumerate(unit.steps("target")):
        places.setdefault(step.name, place)
    for run in _sequences(unit.steps("source"))[0]:
        found = [places[step.name] for step in run if step.name in places]
        if any(after != before + 1 for before, after in pairwise(found)):
            yield run[0].element


def fs_attribute(unit: UnitView) -> Found:
    return fs_wrong(unit.element.iter(tag=etree.Element))


def fs_wrong(candidates: Iterable[Element]) -> Found:
    """The format style module has two attributes; one names an element of HTML, the other needs it."""
    for one in candidates:
        said = {str(name)[len(FS) + 2 :]: str(value) for name, value in one.attrib.items() if f"{{{FS}}}" in str(name)}
        if said and (said.keys() - {"fs", "subFs"} or said.get("fs") not in FS_VALUES):
            yield one


def module_on_ec(unit: UnitView) -> Found:
    """The beginning of a pair speaks for its end: only an isolated end has attributes of modules."""
    for code in unit.everywhere("ec"):
        if not isolated(code) and any(str(name).startswith((f"{{{FS}}}", f"{{{SLR}}}")) for name in code.attrib):
            yield code
