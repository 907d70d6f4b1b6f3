"""Tests that share something costly are told by one process, as `xdist_group` says."""

import pytest


@pytest.mark.xdist_group("together")
def test_what_belongs_together_stays_together(request: pytest.FixtureRequest) -> None:
    """Where several processes share the tests, xdist writes the group behind the name, and goes by that."""
    alone = not hasattr(request.config, "workerinput")
    assert alone or request.node.nodeid.endswith("@together")
