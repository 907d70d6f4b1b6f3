"""Blocks of lines are put into the other script as single lines would be, and doubts keep their places."""

import io
import sys

import pytest

from uramost.cli import main, writing

TEXT = "Ljubav, Njegoš i injekcija.\nObrazac A4 i Aneks V\n\nPredsednik Džon; vanjezički\nbez kraja reda"


class Pipe(io.StringIO):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.buffer = io.BytesIO(text.encode())


def said(capsys, monkeypatch, text, *arguments):
    monkeypatch.setattr(sys, "stdin", Pipe(text))
    assert main(["transliterate", "--to", "sr-Cyrl", *arguments]) == 0
    return capsys.readouterr()


@pytest.mark.parametrize("block", [1, 30, 10_000])
def test_the_size_of_a_block_changes_nothing(capsys, monkeypatch, block):
    by_line = [said(capsys, monkeypatch, line) for line in TEXT.splitlines(keepends=True)]
    monkeypatch.setattr(writing, "BLOCK", block)

    whole = said(capsys, monkeypatch, TEXT, "--doubts")

    assert whole.out == "".join(line.out for line in by_line)
    assert "Line 2, character 9: look at “A4” (code)." in whole.err
    assert "Line 2, character 20: look at “V” (roman)." in whole.err
