"""What people declare of themselves, written so that neither order nor time of the rows says whose they are.

Every person has a row, also those who said nothing, and so have numbers that nobody has yet: rows are laid out ahead,
twice as many each time, by how many people there are and not by who declares, and the whole table is then written again
in the order of its tokens. Whoever changes a row
changes `OTHERS` further ones at the same moment, which are chosen by chance and say afterwards what they said before.
docs/methods/declarations.md says what this protects against, and what it does not.
"""

from collections.abc import Iterable
from dataclasses import fields, replace
from random import SystemRandom
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from uramost.declarations import Declaration, Vault
from uramost_web.directory import vault as keys
from uramost_web.directory.declared import DeclarationKey, DeclarationRow
from uramost_web.directory.people import Person

FIRST: Final = 1024
"""Rows laid out to begin with."""
OTHERS: Final = 63
"""Rows that are sealed anew together with the one that changes."""
AT_ONCE: Final = 500
NOTHING: Final = Declaration()


def answered(number: int) -> frozenset[str]:
    """Which questions the person with this number has answered, never what. Raises `vault.KeyLost`, `vault.BadKey`."""
    said = _said(keys.standing(), number)
    return frozenset(field.name for field in fields(said) if getattr(said, field.name) is not None)


@transaction.atomic
def declare(number: int, **answers: Any) -> None:
    """Questions that are not named stay as they are; None takes an answer back.

    Raises `uramost.declarations.BadAnswer`, `vault.KeyLost` and `vault.BadKey`.
    """
    vault = _held()
    _lay_out(vault, number)
    changed = replace(_said(vault, number), **answers)
    token = vault.token(number)
    touched = [token, *(vault.token(other) for other in _others())]
    rows = dict(DeclarationRow.objects.filter(pk__in=touched).values_list("token", "sealed"))
    said = {one: changed if one == token else vault.opened(one, sealed) for one, sealed in rows.items()}
    _write(
        DeclarationRow.objects.filter(pk__in=touched), ((one, vault.sealed(one, what)) for one, what in said.items())
    )


def withdraw(number: int) -> None:
    """Take everything back: the row then says what that of somebody who was never asked says."""
    declare(number, **{field.name: None for field in fields(NOTHING)})


@transaction.atomic
def rotate(wanted: Vault) -> int:
    """Seal all rows with another key; how many they are. Raises `vault.KeyLost` where the standing key is not given."""
    old = _held()
    if old.name == wanted.name:
        return 0
    rows = dict(DeclarationRow.objects.values_list("token", "sealed"))
    before = {number: old.token(number) for number in range(len(rows))}
    said = {wanted.token(number): old.opened(token, rows[token]) for number, token in before.items()}
    _write(DeclarationRow.objects.all(), ((token, wanted.sealed(token, what)) for token, what in said.items()))
    DeclarationKey.objects.update(name=wanted.name, since=timezone.now())
    return len(rows)


@transaction.atomic
def forget() -> int:
    """For a lost key: what nobody can read any more is deleted, so that people can declare anew; how many rows."""
    count, _ = DeclarationRow.objects.all().delete()
    DeclarationKey.objects.all().delete()
    return count


def _held() -> Vault:
    """The standing key; whoever changes rows at the same moment waits until this transaction has ended.

    Which key it is, is asked once more after the waiting: it may have been for a rotation.
    """
    keys.standing()  # makes the row that is waited for
    DeclarationKey.objects.select_for_update().get()
    return keys.standing()


def _said(vault: Vault, number: int) -> Declaration:
    token = vault.token(number)
    sealed = DeclarationRow.objects.filter(pk=token).values_list("sealed", flat=True).first()
    return NOTHING if sealed is None else vault.opened(token, sealed)


def _others() -> list[int]:
    laid_out = range(DeclarationRow.objects.count())
    return SystemRandom().sample(laid_out, OTHERS)


def _lay_out(vault: Vault, number: int) -> None:
    """Rows for all people of the directory: reaching only to who declares, they would say who above surely did not."""
    highest = max(number, Person.objects.aggregate(highest=Max("pk"))["highest"] or 0)
    count = DeclarationRow.objects.count()
    size = max(FIRST, count)
    while size <= highest:
        size *= 2
    if size > count:
        empty = ((token, vault.sealed(token, NOTHING)) for token in map(vault.token, range(count, size)))
        _write(DeclarationRow.objects.all(), [*DeclarationRow.objects.values_list("token", "sealed"), *empty])


def _write(instead_of: Any, rows: Iterable[tuple[str, str]]) -> None:
    """In the order of the tokens, which is the order in which a copy of the table then has them."""
    ordered = sorted(rows)
    instead_of.delete()
    DeclarationRow.objects.bulk_create([DeclarationRow(token, sealed) for token, sealed in ordered], AT_ONCE)
