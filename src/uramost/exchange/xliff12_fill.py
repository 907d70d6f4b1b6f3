"""Translations into a unit of XLIFF 1.2 that another tool has written: all else in it stays as it was."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Final

from lxml import etree

from uramost.exchange.markup import local, namespace, words
from uramost.exchange.structure import XML, elements
from uramost.exchange.units import STATES, Text, Unit
from uramost.exchange.xliff12_shapes import SHAPES
from uramost.exchange.xliff12_unit import (
    MEMOQ,
    SDL,
    WRITTEN,
    child,
    own_language,
    segments,
    state,
    text_xml,
    written_state,
)

TRADOS: Final = dict(zip(STATES, ("Draft", "Translated", "ApprovedTranslation", "ApprovedSignOff"), strict=True))
MEMOQ_SAYS: Final = dict(zip(STATES, ("PartiallyEdited", "ManuallyConfirmed", "Proofread", "Proofread"), strict=True))
"""How far a unit is, in the words of these tools."""


def fill(element: etree._Element, wanted: Mapping[str, Unit]) -> None:
    """Put targets into a trans-unit, by the name of their segment, or by "" where it is not segmented."""
    source, segmented, target = (child(element, name) for name in ("source", "seg-source", "target"))
    assert source is not None  # noqa: S101 - what has no source is no unit
    mids = segments(segmented)
    if target is None:
        target = etree.Element(str(source.tag).replace("source", "target"), nsmap=source.nsmap)
        (segmented if segmented is not None else source).addnext(target)
    if mids and len(target) == 0 and not (target.text or "").strip() and segmented is not None:
        target[:] = [deepcopy(one) for one in segmented]
        target.text = segmented.text
        for mark in segments(target).values():
            _empty(mark)  # what nobody has translated is no translation
    places = segments(target)
    for mid, unit in wanted.items():
        if mid and mid not in places:
            places[mid] = _segment_before(target, mids, mid, places)
        _put(places[mid] if mid else target, unit)


def _segment_before(
    target: etree._Element, mids: Mapping[str, etree._Element], mid: str, places: Mapping[str, etree._Element]
) -> etree._Element:
    """A segment that a target lacks, empty, before the next one that it has: tools leave out what is not translated."""
    new = etree.Element(str(mids[mid].tag), dict(mids[mid].attrib))
    after = list(mids)[list(mids).index(mid) + 1 :]
    following = next((places[other] for other in after if other in places), None)
    parent = None if following is None else following.getparent()
    if following is None or parent is None:
        target.append(new)
    else:
        parent.insert(parent.index(following), new)
    return new


def _empty(element: etree._Element) -> None:
    element.text = None
    for inside in list(element):
        element.remove(inside)


def _put(element: etree._Element, unit: Unit) -> None:
    """The translation of a unit as the content of an element."""
    home = namespace(element)
    inside = text_xml(unit.target, unit.source) if unit.target else ""
    parsed = etree.fromstring(f'<t xmlns="{home}">{inside}</t>' if home else f"<t>{inside}</t>")
    _empty(element)
    element.text = parsed.text
    element.extend(list(parsed))


def renew(element: etree._Element, was: Mapping[str, Unit], now: Mapping[str, Unit], language: str) -> None:
    """Make of an element from which the units `was` were read one that says what the units `now` say.

    `language` is that of the targets of its file.
    """
    other = {mid: unit for mid, unit in now.items() if unit.texts[1:] != was[mid].texts[1:]}
    if other:
        fill(element, other)
    told = {**was, **now}
    _say_state(
        element,
        {mid: unit for mid, unit in told.items() if unit.state in STATES and (unit.target or was[mid].target)},
        whole=all(unit.target and unit.state in STATES for unit in told.values()),
    )
    if "" in now:
        _say_language(element, was[""].target, now[""].target, language)
    for mid, unit in now.items():
        if unit.notes != was[mid].notes:
            _say_notes(element, unit)
        for name in {*unit.said, *was[mid].said} & {*SHAPES["trans-unit"].attributes.replace("!", "").split()}:
            if unit.said.get(name) != was[mid].said.get(name) and name not in ("id", "approved"):
                _say(element, name, unit.said.get(name))


def _say(element: etree._Element, name: str, value: str | None) -> None:
    if value is not None:
        element.set(name, value)
    else:
        element.attrib.pop(name, None)


def _say_language(element: etree._Element, was: Text | None, now: Text | None, language: str) -> None:
    target = child(element, "target")
    if target is not None and now and now.language != (was.language if was else language):
        _say(target, f"{{{XML}}}lang", own_language(now, language) or None)


def _say_state(element: etree._Element, units: Mapping[str, Unit], *, whole: bool) -> None:
    """How far it is, wherever the file has said so; of segments that differ the whole is as far as the last of them,
    and not `whole` where one has no translation or nobody knows how far it is.
    """
    target = child(element, "target")
    told = {mid: unit.state for mid, unit in units.items()}
    if target is None or all(state(element, target, mid) == far for mid, far in told.items()):
        return
    least = min(told.values(), key=STATES.index) if whole else "initial"
    if element.get("approved") is not None or least == "final":
        element.set("approved", "yes" if least == "final" else "no")
    for one in element.iter(f"{{{SDL}}}seg"):
        if (mid := str(one.get("id"))) in told and one.get("conf") is not None:
            one.set("conf", TRADOS[told[mid]])
    if element.get(f"{{{MEMOQ}}}status") is not None:
        element.set(f"{{{MEMOQ}}}status", MEMOQ_SAYS[least])
    if any(state(element, target, mid) != far for mid, far in told.items()):
        target.set("state", written_state(units[""]) if "" in units else WRITTEN[least])


def _say_notes(element: etree._Element, unit: Unit) -> None:
    """The notes that are there still, as they were; new ones where notes may stand."""
    there = [one for one in elements(element) if local(one) == "note"]
    missing = list(unit.notes)
    for one in there:
        if words(one) in missing:
            missing.remove(words(one))
        else:
            element.remove(one)
    place = next(
        one for one in (child(element, name) for name in ("target", "seg-source", "source")) if one is not None
    )
    for text in reversed(missing):
        new = etree.Element(str(place.tag).replace(local(place), "note"), nsmap=place.nsmap)
        new.text = text
        place.addnext(new)
