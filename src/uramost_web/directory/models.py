"""The directory's tables: organisations, people, what they are found by, merges, imports, sealed declarations."""

from uramost_web.directory.declared import DeclarationKey, DeclarationRow
from uramost_web.directory.imports import Import, ImportLine
from uramost_web.directory.merges import Merge
from uramost_web.directory.name_keys import NameKey, OrganisationWord, PersonWord
from uramost_web.directory.organisations import (
    Organisation,
    OrganisationName,
    OrganisationSector,
    WorkingLanguage,
)
from uramost_web.directory.people import Function, Person

__all__ = [
    "DeclarationKey",
    "DeclarationRow",
    "Function",
    "Import",
    "ImportLine",
    "Merge",
    "NameKey",
    "Organisation",
    "OrganisationName",
    "OrganisationSector",
    "OrganisationWord",
    "Person",
    "PersonWord",
    "WorkingLanguage",
]
