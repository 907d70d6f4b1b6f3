"""A memory file becomes part of the memory, and the audit log says so."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from uramost import catalogues
from uramost_web.accounts.models import AuditEntry
from uramost_web.translation.models import MemoryUnit

pytestmark = pytest.mark.django_db


def test_a_file_is_loaded_once_and_each_loading_is_told(tmp_path: Any) -> None:
    path = tmp_path / "memory.sqlite"
    catalogues.write_file(path, [catalogues.Pair("en", "sq", "Save", "Ruaj", "a package", "GPL-3.0-or-later", "")])

    for _ in range(2):
        call_command("load_memory", str(path), stdout=StringIO())

    assert list(MemoryUnit.objects.values_list("target", "origin")) == [("Ruaj", "a package")]
    told = AuditEntry.objects.filter(verb="memory.loaded").values_list("values__file", "values__added")
    assert list(told) == [("memory.sqlite", 1), ("memory.sqlite", 0)]


def test_what_is_no_memory_file_is_refused_and_not_told(tmp_path: Any) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear colleague")

    with pytest.raises(CommandError, match="not a memory file"):
        call_command("load_memory", str(path), stdout=StringIO())

    assert not AuditEntry.objects.filter(verb="memory.loaded").exists()
