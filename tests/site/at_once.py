"""Several people at the same moment: each in a thread, with a connection to one real database."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

from django.db import connection, connections
from django.utils import translation


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act gave; all begin together. What one raised is raised here."""
    start, given, language = Barrier(len(acts)), [None] * len(acts), translation.get_language()
    faults: list[BaseException] = []

    def run(number: int, act: Callable[[], Any]) -> None:
        try:
            start.wait(timeout=30)
            with translation.override(language):
                given[number] = act()
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    if faults:
        raise faults[0]
    return given


@contextmanager
def on_disk(folder: Path) -> Iterator[None]:
    """SQLite as it runs on a server: a file, which several connections lock; tests otherwise have it in memory."""
    if connection.vendor != "sqlite":
        yield
        return
    settings, in_memory = connections.settings["default"], connections["default"]
    name, path = settings["NAME"], folder / "town.sqlite3"
    with sqlite3.connect(path) as copy:
        in_memory.connection.backup(copy)
    settings["NAME"] = str(path)
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        settings["NAME"] = name
        connections["default"] = in_memory
