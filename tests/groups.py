"""Which tests are told by one process, because what they share is costly to set up.

A table of paths and not a mark at each test: pytest 9.2 no longer hands on the names to which pytest-xdist 3.8 ties its
own marks, and then each process sets up everything, without a word.
"""

from typing import Final

from xdist.scheduler import LoadScopeScheduling

GROUPS: Final = {
    "tests/browser/test_every_page.py": "every page",  # a site of its own: alone it takes as long as all the others
    "tests/browser/": "browser",
    "tests/library/test_documents_opened.py": "opened",  # LibreOffice is started once
    "tests/library/test_documents_nothing_lost.py": "nothing lost",  # the documents are made once
    "tests/site/casework/test_demo_cases.py": "year",
    "tests/site/casework/test_faults.py": "faults",
    "tests/site/events/test_killed.py": "letters of events",
    "tests/site/portal/test_demo.py": "demonstration",
    "tests/site/test_worker.py": "worker",
    "tests/test_groups.py": "groups",
}
"""The first path that a test's name begins with says its group; a test of none goes wherever there is room."""


class InGroups(LoadScopeScheduling):
    """What `pytest -n 2` hands to a process at once: a group, or one test.

    Groups first, those of most tests before the others, and then single tests in the order of collection: the long ones
    of the browser begin early, in both processes, and short tests are left to even out the end.
    """

    def schedule(self) -> None:
        self.config.option.loadscopereorder = True
        super().schedule()

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


def group_of(nodeid: str) -> str:
    """The group of the test of this name; a test that has none is one by itself."""
    return next((group for path, group in GROUPS.items() if nodeid.startswith(path)), nodeid)
