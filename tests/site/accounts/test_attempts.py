"""Attempts to log in are counted once for all processes of the server, and codes are good once."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from tests.site.at_once import on_disk

IN_ANOTHER_PROCESS = """
import django; django.setup()
from django.core.cache import cache
print(cache.add("code", "used"), cache.get("attempts"))
"""


@pytest.mark.django_db(transaction=True)
def test_another_process_knows_what_was_tried_here(tmp_path):
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        pytest.skip("the other process would need the name of the test database")
    with on_disk(tmp_path):
        cache.set("attempts", [3.0, 2.0, 1.0])
        assert cache.add("code", "used")

    (tmp_path / "town.sqlite3").rename(tmp_path / "uramost.sqlite3")
    environment = {
        **os.environ,
        "URAMOST_VAR": str(tmp_path),
        "URAMOST_BUILD": "1",
        "DJANGO_SETTINGS_MODULE": "uramost_web.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    told = subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_PROCESS], env=environment, capture_output=True, text=True, check=True
    )

    assert told.stdout.split("\n")[0] == "False [3.0, 2.0, 1.0]"


@pytest.mark.django_db
def test_an_attempt_is_not_pushed_out_by_hundreds_of_others():
    cache.set("attempts", 5)
    for number in range(400):
        cache.set(f"other-{number}", 1)
    assert cache.get("attempts") == 5


@pytest.mark.django_db
def test_what_every_page_reads_costs_no_question_to_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        caches["process"].set("words", 1)
        assert caches["process"].get("words") == 1
