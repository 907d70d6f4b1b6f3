"""Who may do what in one translation. Every question about it is asked here, and nowhere else."""

from uramost_web.accounts.models import User
from uramost_web.places.permissions import NotAllowed, may
from uramost_web.translation.models import Translation


def may_see(person: User, translation: Translation) -> bool:
    """Whether this person may know that the translation exists."""
    return may(person, "notice.see", translation.document.municipality) or may_write(person, translation)


def may_write(person: User, translation: Translation) -> bool:
    """Whether this person may write in this translation; its state is another question."""
    return may(person, "translation.write", translation.document.municipality)


def may_act(person: User, act: str, translation: Translation) -> bool:
    """Whether this person may do an act of `places.permissions.ACTS` with this translation."""
    if act == "translation.write":
        return may_write(person, translation)
    return may(person, act, translation.document.municipality)


def check_may_act(person: User, act: str, translation: Translation) -> None:
    """Raises `NotAllowed("role")` unless the person may."""
    if not may_act(person, act, translation):
        raise NotAllowed("role")


def check_may_write(person: User, translation: Translation) -> None:
    """Raises `NotAllowed("role")` unless the person may."""
    check_may_act(person, "translation.write", translation)
