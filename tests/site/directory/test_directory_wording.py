"""The directory speaks in codes; there is a sentence for every one."""

import re
from pathlib import Path

from django.apps import apps

from uramost import namesakes
from uramost_web.directory import acts, alike, finding, merging, wording
from uramost_web.directory.models import Organisation, Person


def codes(text: str) -> set[str]:
    return set(re.findall(r"\b[a-z]+(?:_[a-z]+)+\b|\bmerged\b", text))


def test_every_fault_has_a_sentence():
    told = (acts.Faulty.__doc__ or "").partition("Codes:")[2]
    assert codes(told) == wording.FAULTS.keys()


def test_every_reason_for_likeness_has_one():
    source = "".join(Path(file).read_text("utf-8") for file in (namesakes.__file__, alike.__file__))
    written = set(re.findall(r'"((?:same|similar|other|part)_[a-z]+)"', source))
    made = {f"{how}_{field}" for how in ("same", "other") for field in ("email", "phone")}
    assert written | made == wording.REASONS.keys()


def test_everything_that_cannot_be_merged_or_put_back_has_one():
    assert set(re.findall(r"\b\w+_\w+\b", merging.CannotMerge.__doc__ or "")) == wording.CANNOT_MERGE.keys()
    assert len(wording.left(dict.fromkeys(merging.STAYED, 2))) == len(merging.STAYED)
    assert {names[0] for groups in merging.FILLED.values() for names in groups} == wording.FIELDS.keys()


def test_a_merge_knows_all_that_points_to_people_and_organisations():
    """Rows of other apps come by themselves; the index and earlier merges are looked after otherwise."""
    every = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.related_model in {Person, Organisation}
    }
    found = {label for kind in (Person, Organisation) for label, _model, _name in merging.pointing(kind)}
    assert found == every - merging.LEFT
    assert every > merging.LEFT
    assert {"directory.function.person", "directory.import.organisation"} <= found


def test_words_share_a_key_with_one_slip():
    for typed in ("krasniqi", "krsniqi", "krasnigi", "kkrasniqi", "karsniqi"):
        asked = {typed, *finding.without_one(typed)}
        assert asked & finding.keys("krasniqi"), typed
