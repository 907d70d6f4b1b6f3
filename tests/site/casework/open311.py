"""Asking as another programme asks, and looking whether the answer is what it has to be."""

import json
from pathlib import Path
from typing import Any

from lxml import etree

from tests.conftest import make_person
from uramost_web.casework import keys
from uramost_web.casework.georeport import views, writing

ROOT = "/georeport/v2/"
HERE = "gracanice"


def get(client: Any, path: str, *, language: str = "en", here: str | None = HERE, **arguments: Any) -> Any:
    """The answer; in XML it has been held against its schema."""
    if here is not None:
        arguments["jurisdiction_id"] = here
    answer = client.get(ROOT + path, arguments, headers={"Accept-Language": language})
    return checked(answer, path)


def post(client: Any, path: str, sent: dict[str, Any], *, headers: dict[str, str] | None = None) -> Any:
    answer = client.post(ROOT + path, {"jurisdiction_id": HERE, **sent}, headers=headers or {})
    return checked(answer, path)


def checked(answer: Any, path: str) -> Any:
    """`.rows`: what is in it, alike for both formats."""
    suffix = path.rpartition(".")[2]
    assert answer["Content-Type"] == writing.MEDIA_TYPES[suffix]
    if suffix == "xml":
        assert answer.content.startswith(b"<?xml ")
        answer.root = valid(answer.content)
    else:
        answer.rows = json.loads(answer.content)
    return answer


def valid(content: bytes) -> Any:
    """The root, held against the RELAX NG of its name."""
    root = etree.fromstring(content)
    schema = etree.RelaxNG(etree.parse(Path(views.__file__).parent / f"{root.tag}.rng"))
    schema.assertValid(root)
    return root


def make_key(place: Any, at: Any, *scopes: str, a_minute: int = 600) -> str:
    administrator = make_person(
        f"keys-{len(scopes)}-{a_minute}@example.org", municipality=place, roles=("administrator",)
    )
    _row, key = keys.make(
        municipality=place, name="A made-up app", scopes=scopes, by=administrator, at=at, a_minute=a_minute
    )
    return key
