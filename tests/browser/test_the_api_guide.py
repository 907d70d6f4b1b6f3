"""Every example of the guide for other programmes, run as it stands there against the running demonstration."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest
from lxml import etree
from PIL import Image

from tests.browser.acts import PASSWORD
from tests.browser.cases import ADMINISTRATOR
from tests.browser.running import ROOT, Site
from tests.site.casework.open311 import valid

GUIDE = (ROOT / "docs/guide/api.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:8000"
TYPES = {
    "json": "application/json",
    "xml": "text/xml",
    "rng": "application/xml",
    "atom": "application/atom+xml",
    "csv": "text/csv",
}
"""End of an address → what it answers with."""

pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="There is no curl here")


@dataclass(frozen=True)
class Answer:
    command: str
    status: int
    media_type: str
    body: str

    @property
    def suffix(self) -> str:
        return re.search(r"""\.(\w+)(?:\?[^'"]*)?['"]""", self.command)[1]


def commands() -> Iterator[str]:
    """One for each line of the blocks; a line that ends in a backslash goes on in the next."""
    for block in re.findall(r"^```sh\n(.*?)^```", GUIDE, re.S | re.M):
        yield from filter(None, block.replace("\\\n", " ").splitlines())


@pytest.fixture(scope="module")
def answers(site: Site, tmp_path_factory: pytest.TempPathFactory) -> list[Answer]:
    """In the order of the guide; a word in capitals is what the first answer that has it gave."""
    folder = tmp_path_factory.mktemp("guide")
    (folder / ".curlrc").write_text('silent\nshow-error\nwrite-out = "\\n%{http_code} %{content_type}"\n')
    Image.new("RGB", (8, 8)).save(folder / "light.jpg")
    known, found = {"YOUR-KEY": key(site)}, []
    for command in commands():
        found.append(run(command, site, folder, known))
        for name, said in (("REFERENCE", "service_request_id"), ("TOKEN", "token")):
            if given := re.search(rf'"{said}": ?"([^"]+)"', found[-1].body):
                known.setdefault(name, given[1])
    return found


def run(command: str, site: Site, folder: Path, known: dict[str, str]) -> Answer:
    said = command.replace(ADDRESS, site.url)
    for name, value in known.items():
        said = said.replace(name, value)
    environment = {**os.environ, "CURL_HOME": str(folder)}
    done = subprocess.run(
        ["/bin/sh", "-c", said], cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=60
    )
    assert done.returncode == 0, f"{said}\n{done.stderr}"
    body, _, end = done.stdout.rpartition("\n")
    status, _, media_type = end.partition(" ")
    return Answer(command, int(status), media_type.partition(";")[0], body)


def key(site: Site) -> str:
    """As an administrator makes it on the page that the guide names."""
    visitor = build_opener(HTTPCookieProcessor())
    send(visitor, site.path("/en/accounts/login/"), login=ADMINISTRATOR, password=PASSWORD)
    page = send(
        visitor, site.path("/en/desk/services/gracanice/keys/"), name="The guide", a_minute="600", act="make",
        scopes=["requests.write", "updates.write"],
    )  # fmt: skip
    return re.search(r'role="status".*?<code>([\w-]{40,})</code>', page, re.S)[1]


def send(visitor: OpenerDirector, address: str, **fields: str | list[str]) -> str:
    """Open a page with a form, and send the form."""
    page = visitor.open(address, timeout=60).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    content = urlencode({"csrfmiddlewaretoken": token, **fields}, doseq=True).encode()
    return visitor.open(address, content, timeout=60).read().decode()


def test_every_example_answers_as_the_guide_says(answers: list[Answer]) -> None:
    """With the status in the comment behind it, or 200; and in the type that its address ends in."""
    assert len(answers) > 15
    for one in answers:
        wanted = re.search(r"# (\d{3})$", one.command)
        assert one.status == (int(wanted[1]) if wanted else 200), f"{one.command}\n{one.body}"
        assert one.media_type == TYPES[one.suffix], one.command
        if one.suffix == "json":
            assert json.loads(one.body), one.command
        elif one.suffix == "xml":
            assert len(valid(one.body.encode())), one.command
        elif one.suffix in {"rng", "atom"}:
            etree.fromstring(one.body.encode())
        else:
            assert len(one.body.splitlines()) > 1, one.command


def test_what_was_sent_is_there_and_what_was_only_tried_is_not(answers: list[Answer]) -> None:
    sent, read = (
        json.loads(one.body)[0] for one in answers if "REFERENCE.json" in one.command or "5f0f6f0e" in one.command
    )
    assert sent["service_request_id"] == read["service_request_id"]
    assert (read["service_code"], read["status"], read["extended_attributes"]["late"]) == (
        "street-light",
        "open",
        False,
    )
    tried = next(one for one in answers if "/test/v2/" in one.command)
    assert json.loads(tried.body)[0]["service_request_id"].endswith("-00000")


def test_a_request_of_which_nothing_is_public_is_found_by_its_token_alone(answers: list[Answer]) -> None:
    sent = next(json.loads(one.body)[0] for one in answers if "public-document" in one.command)
    found = next(json.loads(one.body)[0] for one in answers if "TOKEN" in one.command)
    assert "service_request_id" not in sent
    assert found["token"] == sent["token"]


def test_what_became_of_the_request_is_told(answers: list[Answer]) -> None:
    sent = next(json.loads(one.body)[0] for one in answers if "5f0f6f0e" in one.command)
    listed = next(json.loads(one.body) for one in answers if "updates.json" in one.command)
    assert any(row["service_request_id"] == sent["service_request_id"] and row["status"] == "fixed" for row in listed)
