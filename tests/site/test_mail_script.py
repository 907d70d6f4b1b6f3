"""The script that the guide puts between a mail server and the site, with a stand-in for the site.

A mail server that is answered anything but 0, 65 and 75 gives the mail back to the resident.
"""

import re
import subprocess
from pathlib import Path

import pytest

GUIDE = Path(__file__).parents[2] / "docs/guide/running.md"
ADDRESS = "cases+34-2026-00012.secret@town.example"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The folders that the script names, in a place of their own; the stand-in writes down how it was called."""
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\necho "$* $URAMOST_FROM" > {tmp_path}/called\ncat > {tmp_path}/mail\nexit $ENDS\n')
    python.chmod(0o755)
    script = re.search(r"```sh\n(#!/bin/sh.*?)```", GUIDE.read_text(encoding="utf-8"), re.S)[1]
    receive = tmp_path / "receive"
    receive.write_text(
        script.replace("/etc/uramost/environment", f"{tmp_path}/environment").replace("/srv/uramost", str(tmp_path))
    )
    receive.chmod(0o755)
    return tmp_path


def ends(place: Path) -> int:
    done = subprocess.run(
        [place / "receive", ADDRESS], input=b"Subject: Re\n\nHere.\n", capture_output=True, timeout=60
    )
    return done.returncode


@pytest.mark.parametrize(("said", "told"), [(0, 0), (65, 65), (75, 75), (1, 75), (2, 75), (127, 75)])
def test_only_taken_and_too_large_are_told_as_they_are(place: Path, said: int, told: int) -> None:
    (place / "environment").write_text(f'URAMOST_FROM="The town <cases@town.example>"\nENDS={said}\n')
    assert ends(place) == told
    assert (place / "called").read_text() == f"manage.py receive_mail {ADDRESS} The town <cases@town.example>\n"
    assert (place / "mail").read_bytes().endswith(b"Here.\n")


def test_without_its_settings_the_mail_is_kept_by_the_mail_server(place: Path) -> None:
    assert ends(place) == 75


def test_without_the_site_the_mail_is_kept_by_the_mail_server(place: Path) -> None:
    (place / "environment").write_text("ENDS=0\n")
    (place / ".venv/bin/python").unlink()
    assert ends(place) == 75
