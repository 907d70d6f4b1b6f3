"""The stand-in server speaks the protocols: judged by clients that others wrote."""

import urllib.error

import deepl
import pytest
from libretranslatepy import LibreTranslateAPI
from tests.machine_server import KEY, MachineServer

DEADLINE = "Afati i aplikimit është 15 ditë, deri më 12 mars 2026."
IN_SERBIAN = "Рок за пријаву је 15 дана, до 12. марта 2026."


@pytest.fixture
def engine():
    with MachineServer() as running:
        yield running


def test_libretranslates_own_client_is_answered(engine):
    client = LibreTranslateAPI(engine.url, KEY)

    assert client.translate(DEADLINE, "sq", "sr") == IN_SERBIAN
    assert {row["code"] for row in client.languages()} == {"sq", "sr", "en"}


def test_libretranslates_own_client_is_refused_without_a_key(engine):
    with pytest.raises(urllib.error.HTTPError) as fault:
        LibreTranslateAPI(engine.url).translate(DEADLINE, "sq", "sr")
    assert fault.value.code == 403


def test_deepls_own_client_is_answered(engine):
    client = deepl.DeepLClient(KEY, server_url=engine.url)

    assert {language.code for language in client.get_target_languages()} == {"SR", "SQ", "EN"}
    answers = client.translate_text(
        ['<m id="m1">Afati</m> i aplikimit është 15 ditë. <k id="k1">Afati</k>'],
        source_lang="SQ", target_lang="SR", tag_handling="xml", ignore_tags=["k"], split_sentences="0",
    )  # fmt: skip
    assert answers[0].text == '<m id="m1">Рок</m> за пријаву је 15 дана. <k id="k1">Afati</k>'


def test_deepls_own_client_makes_a_glossary(engine):
    client = deepl.DeepLClient(KEY, server_url=engine.url)

    kept = client.create_glossary("Terms", source_lang="SQ", target_lang="SR", entries={"kuvendi": "скупштина"})

    assert (kept.ready, kept.entry_count) == (True, 1)


@pytest.mark.parametrize(
    ("failure", "raised"), [("quota", deepl.QuotaExceededException), ("error", deepl.DeepLException)]
)
def test_deepls_own_client_understands_the_errors(engine, failure, raised, monkeypatch):
    monkeypatch.setattr(deepl.http_client, "max_network_retries", 0)
    engine.failure = failure

    with pytest.raises(raised):
        deepl.DeepLClient(KEY, server_url=engine.url).translate_text("Afati", target_lang="SR")


def test_deepls_own_client_is_refused_with_a_wrong_key(engine):
    with pytest.raises(deepl.AuthorizationException):
        deepl.DeepLClient("wrong", server_url=engine.url).translate_text("Afati", target_lang="SR")
