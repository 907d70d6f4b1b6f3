import io
import sys
from pathlib import Path

import babel.messages.pofile
import django
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost.cli import main
from uramost.restoration import LETTERS, MODELS, plain, restore, suggestions, taken
from uramost.text import words


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("sq", "Drita e rruges nuk punon dhe nuk eshte ndrequr.", "Drita e rrugës nuk punon dhe nuk është ndrequr."),
        ("sq", "Kerkesa eshte per nje leje.", "Kërkesa është për një leje."),
        ("sq", "Cdo qytetar ka te drejte.", "Çdo qytetar ka të drejtë."),
        ("sq", "Askush nuk do te mbahet ne roberi.", "Askush nuk do të mbahet në robëri."),
        ("sq", "pershendetjet e perzemerta te mesuesve", "përshëndetjet e përzemërta të mësuesve"),
        ("sq", "ESHTE E DOMOSDOSHME", "ËSHTË E DOMOSDOSHME"),
        ("sr-Latn", "Ulicna rasveta ne radi vec deset dana.", "Ulična rasveta ne radi već deset dana."),
        ("sr-Latn", "Molimo resite to sto pre.", "Molimo rešite to što pre."),
        ("bs", "Zahtjev mozete podnijeti i sljedece sedmice.", "Zahtjev možete podnijeti i sljedeće sedmice."),
    ],
)
def test_what_was_probably_meant(language: str, typed: str, meant: str) -> None:
    assert restore(typed, language).text == meant


def test_each_word_is_offered_with_its_place_and_how_sure_it_is() -> None:
    text = "Kerkesa juaj u pranua dhe eshte gati."

    found = suggestions(text, "sq")

    assert [(text[one.start : one.end], one.original, one.suggested) for one in found] == [
        ("Kerkesa", "Kerkesa", "Kërkesa"),
        ("eshte", "eshte", "është"),
    ]
    assert all(0.5 <= one.confidence <= 1 for one in found)
    assert taken(text, found[1:]) == "Kerkesa juaj u pranua dhe është gati."


def test_who_wants_to_be_surer_is_offered_less() -> None:
    text = "Lejet jepen ne zyre per banoret e lagjes se re te qytetit"

    assert set(suggestions(text, "sq", 0.95)) < set(suggestions(text, "sq", 0.5))


@pytest.mark.parametrize(
    "text",
    [
        "Zyra është e hapur.",
        "⟦1⟧",
        "shkruani te eshte@rks-gov.net",
        "https://eshte.net/per/nje",
        "eshte.docx",
        "{eshte}",
        "%(nje)s",
        "İeshte",
        "",
    ],
)
def test_words_with_their_letters_and_what_is_no_language_stay(text: str) -> None:
    assert restore(text, "sq").text == text


@pytest.mark.parametrize(
    "text",
    [
        "Ligji nr. 02/L-37, neni 7, paragrafi 2",
        "sipas nenit 7 paragrafi 2 dhe nenit 9",
        "NENI 12 I LIGJIT",
        "nenet 3 deri 5 dhe afati i neneve",
    ],
)
def test_an_article_of_a_law_lacks_no_letter(text: str) -> None:
    assert suggestions(text, "sq") == ()


def test_of_another_language_nothing_is_known() -> None:
    assert suggestions("Strasse und Gasse", "de") == ()


@pytest.mark.parametrize("piece", ["a", "e", "ce", "1a", "a_", "e.", "<a", "+"])
def test_a_long_run_of_letters_takes_no_minutes(piece: str) -> None:
    assert taken("", suggestions(f"{piece * 50_000} eshte nje leje", "sq")[:1]) == "është"


@given(st.text(max_size=80), st.sampled_from(sorted(LETTERS)))
def test_only_letters_that_may_be_lost_change(text: str, language: str) -> None:
    result = restore(text, language)

    assert len(result.text) == len(text)
    assert plain(result.text, language) == plain(text, language)
    assert taken(text, result.suggestions) == result.text


@pytest.mark.parametrize(("locale", "language", "share"), [("sq", "sq", 0.965), ("sr_Latn", "sr-Latn", 0.985)])
def test_real_text_comes_back_from_its_plain_letters(locale: str, language: str, share: float) -> None:
    """Django's catalogues: nothing was learnt from them."""
    right = total = 0
    for catalogue in sorted(Path(django.__file__).parent.glob(f"contrib/a*/locale/{locale}/LC_MESSAGES/*.po")):
        for message in babel.messages.pofile.read_po(catalogue.open("rb")):
            if message.id and isinstance(message.string, str) and "%" not in message.string:
                pairs = zip(
                    words(message.string), words(restore(plain(message.string, language), language).text), strict=True
                )
                same = [one == other for one, other in pairs]
                right, total = right + sum(same), total + len(same)

    assert total > 500
    assert right / total >= share


def test_the_models_are_small() -> None:
    folder = Path(sys.modules["uramost.restoration"].__file__ or "").parent

    assert sum((folder / f"restoration_{name}.npz").stat().st_size for name in set(MODELS.values())) < 1_500_000


class Input(io.StringIO):
    """Standard input of bytes, as a pipe gives it; read as it comes, never at once."""

    def __init__(self, raw: bytes) -> None:
        super().__init__()
        self.buffer = io.BytesIO(raw)
        self.buffer.read = None  # type: ignore[method-assign, assignment]


def test_the_command_restores_and_says_where(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Input(b"Po.\nKjo eshte\n"))

    status = main(["restore", "--language", "sq", "--places"])

    out, err = capsys.readouterr()
    assert (status, out) == (0, "Po.\nKjo është\n")
    assert err.startswith("Line 2, character 5: “eshte” is perhaps “është” (1.00)")


def test_a_line_of_megabytes_is_read_in_parts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ("шума " * 300_000, "ш" * 600_001):
        monkeypatch.setattr(sys, "stdin", Input(text.encode()))
        assert main(["transliterate", "--to", "sr-Latn"]) == 0
        assert capsys.readouterr().out == text.replace("ш", "š").replace("у", "u").replace("м", "m").replace("а", "a")


def test_bytes_that_are_no_text_are_counted_from_the_beginning(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Input(b"abc\n\xff\n"))

    assert main(["detect"]) == 2
    assert capsys.readouterr().err == "The text is not in UTF-8: it cannot be read at byte 5.\n"
