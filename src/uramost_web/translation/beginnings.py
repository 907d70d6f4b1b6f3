"""Where a translation began: with a person or with a machine, and how much of the machine's is left."""

from typing import Any

from uramost import machine
from uramost_web.translation.machine_models import MachineSuggestion
from uramost_web.translation.models import Target, Translation

PREFIX = "machine:"
NONE: dict[str, Any] = {"began_as": "", "began_with": "", "began_kept": None}


def beginning(target: Target, stored: str) -> dict[str, Any]:
    """The fields of a target that say where it began, when `stored` is saved as its text.

    Once it began with a machine it stays so, however much is changed; nothing in the box begins anew. A suggestion
    that was taken, or that lay beside a text nearly the same, is where that text began.
    """
    if target.began_as or not stored.strip():
        return goes_on(target, stored)
    suggestion = MachineSuggestion.objects.filter(target=target).first()
    if suggestion is None or not machine.began_with(suggestion.text, stored, taken=suggestion.taken):
        return {}
    return {
        "began_as": PREFIX + suggestion.engine,
        "began_with": suggestion.text,
        "began_kept": machine.kept(suggestion.text, stored),
    }


def goes_on(target: Target, stored: str) -> dict[str, Any]:
    """As `beginning`, where nothing can have been taken from a machine just now; asks no database."""
    if not stored.strip():
        return dict(NONE)
    return {"began_kept": machine.kept(target.began_with, stored)} if target.began_as else {}


def of(target: Target) -> dict[str, Any]:
    """Where a sentence began, for another one that says the same."""
    return {name: getattr(target, name) for name in NONE}


def share(translation: Translation | None) -> dict[str, int]:
    """How many sentences there are, how many began with a machine, and how many of those nobody changed."""
    if translation is None:
        return {"sentences": 0, "machine_sentences": 0, "machine_unchanged": 0}
    began = list(translation.targets.values_list("began_as", "began_kept"))
    made = [kept for as_, kept in began if as_]
    return {"sentences": len(began), "machine_sentences": len(made), "machine_unchanged": made.count(100)}
