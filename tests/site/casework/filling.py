"""How a resident fills in a form, page by page, with a browser that runs scripts or one that does not."""

import re
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from PIL import Image

from tests.site.casework.conftest import LIGHT
from uramost import puzzles


def question(code: str, datatype: str, required: bool = False, **names: str) -> dict[str, Any]:
    """A further question of a service; `names`: what can be chosen."""
    values = [{"key": key, "name": {"en": name}} for key, name in names.items()]
    description = {"en": f"About {code}?", "sr-Cyrl": f"О томе: {code}?"}
    return {"code": code, "datatype": datatype, "required": required, "description": description, "values": values}


def begin(client: Any, service: Any, language: str = "sr") -> str:
    """The address of the first question."""
    with translation.override(language):
        address = reverse("casework:start", args=[service.municipality.slug, service.code])
    return str(client.post(address).headers["Location"])


def answer(client: Any, address: str, **given: Any) -> str:
    """Answer a page; the address of the next."""
    page = client.post(address, given)
    assert page.status_code == 302, page.content.decode()
    return str(page.headers["Location"])


def fill(client: Any, service: Any, language: str = "sr") -> str:
    """Every question of the street light; the address of the page with the answers."""
    here = begin(client, service, language)
    here = answer(client, here, language="sr-Cyrl")
    here = answer(client, here, text=LIGHT)
    here = answer(client, here, place_text="код школе")
    here = answer(client, here, act="go")
    return answer(client, here, name="Неко", email="resident@example.org")


def solved(client: Any, check: str) -> str:
    """What the script finds."""
    page = client.get(check).content.decode()
    puzzle, bits = re.findall(r'data-puzzle="(\w+)" data-bits="(\d+)"', page)[0]
    return puzzles.solve(puzzle, int(bits))


def send(client: Any, check: str) -> str:
    """Press the button, with a script; the address of the page with the reference."""
    return answer(client, check, number=solved(client, check))


def photo(name: str = "light.jpg", kind: str = "JPEG", size: tuple[int, int] = (40, 30)) -> SimpleUploadedFile:
    data = BytesIO()
    Image.new("RGB", size, "teal").save(data, kind)
    return SimpleUploadedFile(name, data.getvalue(), "image/jpeg")
