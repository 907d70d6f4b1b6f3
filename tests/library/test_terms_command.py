"""`uramost terms`: what it prints, and what it says when it cannot."""

import pytest
from tests.library.test_cli import say  # noqa: F401 - the fixture

from uramost.terms import Term, write_csv


def test_the_command_finds_terms_in_a_text_and_says_them_in_another_language(say):  # noqa: F811
    text = "Dërgoni certifikatën e lindjes te kryetari i bashkisë.\n".encode()
    status, out, _ = say("terms", "find", "--from", "sq", "--to", "sr-Latn", stdin=text)
    assert status == 0
    assert out.splitlines() == [
        "1:9\tcertifikatën e lindjes\tizvod iz matične knjige rođenih\tbirth-certificate, proposed",
        "1:35\tnot to be used: kryetari i bashkisë\tpredsednik opštine; gradonačelnik\tmayor, proposed",
    ]


def test_the_command_reads_documents_and_lists_of_ones_own(say, tmp_path):  # noqa: F811
    document, terms = tmp_path / "notice.txt", tmp_path / "terms.csv"
    document.write_text("Първи\n\nNotices and a notice.", "utf-8")
    terms.write_text(write_csv([Term("notice", {"en": ("notice",)}, "approved")]), "utf-8")
    status, out, _ = say("terms", "find", document, "--from", "en", "--terms", terms)
    assert (status, out) == (0, "2:1\tNotices\tnotice\tnotice, approved\n2:15\tnotice\tnotice\tnotice, approved\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["find", "--from", "sq", "--pack", "nowhere"], "There is no country pack nowhere"),
        (["find", "--from", "fi", "--pack", "finland"], "There are no terms in"),
        (["search", "zzzz"], "There is no such term."),
        (["find", "--from", "sq"], "No term was found."),
    ],
)
def test_the_command_says_what_is_not_there(say, arguments, told):  # noqa: F811
    assert told in say("terms", *arguments, stdin=b"Asgje.\n")[2]


def test_the_command_looks_a_term_up(say):  # noqa: F811
    status, out, _ = say("terms", "search", "bashkive", "--limit", "1")
    assert status == 0
    assert out.startswith("municipality, proposed (“bashkive” is not to be used)\n    sq: komunë · sr-Cyrl: општина")
