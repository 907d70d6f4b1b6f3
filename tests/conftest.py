"""The cast of every story, introduced once. Nobody here exists."""

import gc
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import hypothesis
import pytest

from tests.groups import InGroups

hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")
"""How long something takes is measured by the bench; a test on a busy machine would fail by chance."""

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""When stories begin: a Monday morning."""


def pytest_collection_finish() -> None:
    """What is there before the first test stays: to look through it for garbage takes a tenth of the time."""
    gc.collect()
    gc.freeze()


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> InGroups | None:
    return InGroups(config, log) if config.getvalue("dist") == "loadgroup" else None


def pytest_make_parametrize_id(val: Any, argname: str) -> str | None:
    """A file that a test has made has the moment in it, and no two processes would call the test by the same name."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(autouse=True)
def _in_the_language_of_the_site() -> None:
    """A request leaves its language switched on in the process, and no test may hang on which one went before it."""
    from django.utils import translation

    translation.deactivate()


@pytest.fixture(autouse=True)
def _files_in_a_folder_of_their_own(request: pytest.FixtureRequest) -> Iterator[None]:
    """Uploads of a test go where the test ends, and no test sees what another has kept in the process."""
    if "django_db_setup" not in request.fixturenames and "db" not in request.fixturenames:
        yield
        return
    settings, tmp_path = request.getfixturevalue("settings"), request.getfixturevalue("tmp_path")
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.MEMORY_ROOT = tmp_path / "memory"
    from django.core.cache import caches

    from uramost_web.translation import rules

    caches["process"].clear()
    rules.forget()
    yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The country pack is there from the start, once per session."""
    with django_db_blocker.unblock():
        _load_kosovo()


def _load_kosovo() -> None:
    from django.core.management import call_command

    call_command("load_pack", "kosovo", stdout=StringIO())


@pytest.fixture
def kosovo(db: None) -> None:
    """The country pack, also after a test that has emptied every table."""
    from uramost_web.places.models import Municipality

    if not Municipality.objects.exists():
        _load_kosovo()


@pytest.fixture
def gracanica(kosovo: None) -> Any:
    from uramost_web.places.models import Municipality

    return Municipality.objects.get(code="34")


def make_person(email: str, *, name: str = "", municipality: Any = None, roles: tuple[str, ...] = ()) -> Any:
    """Somebody who works in a municipality in these roles, with a second factor."""
    from allauth.mfa.models import Authenticator

    from uramost_web.accounts.models import User
    from uramost_web.places.models import Membership

    person = User.objects.create_user(
        email=email, name=name or email.split("@", maxsplit=1)[0], password="a password for the story"
    )
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": ""})
    for role in roles:
        Membership.objects.create(user=person, role=role, municipality=municipality)
    return person


@pytest.fixture
def officer(gracanica: Any) -> Any:
    return make_person("officer@example.org", municipality=gracanica, roles=("officer",))


@pytest.fixture
def translator(gracanica: Any) -> Any:
    return make_person("translator@example.org", municipality=gracanica, roles=("translator",))


@pytest.fixture
def reviewer(gracanica: Any) -> Any:
    return make_person("reviewer@example.org", municipality=gracanica, roles=("reviewer",))


@pytest.fixture
def stranger(kosovo: None) -> Any:
    """An officer, translator and reviewer of another municipality."""
    from uramost_web.places.models import Municipality

    place = Municipality.objects.get(code="4")
    return make_person("stranger@example.org", municipality=place, roles=("officer", "translator", "reviewer"))
