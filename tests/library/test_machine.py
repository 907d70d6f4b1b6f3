"""A machine is asked for sentences: what it is sent, what comes of its answer."""

import pytest
from tests.machine_server import KEY, MODEL, MachineServer

from uramost import machine
from uramost.machine.protect import MARK
from uramost.terms import Finder, Term

DEADLINE = "Afati i aplikimit është 15 ditë, deri më 12 mars 2026."
IN_SERBIAN = "Рок за пријаву је 15 дана, до 12. марта 2026."
PATHS = {"libretranslate": "/translate", "deepl": "/v2/translate", "chat": "/v1/chat/completions"}
PROTOCOLS = [*machine.NAMES]


@pytest.fixture
def engine():
    with MachineServer() as running:
        yield running


def server(engine, protocol, **values):
    return machine.Server(protocol, engine.url, **{"key": KEY, "model": MODEL, "seconds": 5, **values})


def ask(engine, protocol, *texts, to="sr-Cyrl", **more):
    return machine.translate(server(engine, protocol), texts, "sq", to, **more)


def sent(engine, protocol):
    """The sentences as they went out."""
    found = []
    for body in engine.bodies(PATHS[protocol]):
        found += body.get("q") or body.get("text") or [body["messages"][-1]["content"]]
    return found


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_sentences_come_back_in_their_order(engine, protocol):
    found = ask(engine, protocol, DEADLINE, "Diploma universitare")

    assert found == [machine.Suggestion(IN_SERBIAN), machine.Suggestion("Универзитетска диплома")]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_marks_go_out_as_tags_and_come_back_as_marks(engine, protocol):
    [found] = ask(engine, protocol, "⟦1⟧Afati⟦/1⟧ i aplikimit është 15 ditë.⟦2/⟧")

    assert found == machine.Suggestion("⟦1⟧Рок⟦/1⟧ за пријаву је 15 дана.⟦2/⟧")
    assert not MARK.search(sent(engine, protocol)[0])


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_addresses_stay_as_they_are(engine, protocol):
    engine.words["info@example.org"] = "инфо@пример.орг"
    engine.words["Shkruani te"] = "Пишите на"

    [found] = ask(engine, protocol, "Shkruani te info@example.org për pyetje.")

    assert found == machine.Suggestion("Пишите на info@example.org ако имате питања.")


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_what_looks_like_markup_in_a_sentence_is_text(engine, protocol):
    text = "Nëse a < b & c > d, <em>shkruani</em> &amp;."
    engine.words["Nëse"] = "If"

    [found] = ask(engine, protocol, text, to="en")

    if protocol != "libretranslate":  # which takes the escapes off once too often
        assert found.text == text.replace("Nëse", "If")
    assert found.text.replace("&amp;", "&") == "If a < b & c > d, <em>shkruani</em> &."


LOSSES = {
    "lost": (lambda text: text.replace("</m>", "").replace("</span>", ""), "⟦1⟧ ⟦/1⟧"),
    "doubled": (lambda text: text + text, "⟦1⟧ ⟦/1⟧ ⟦2/⟧"),
    "only its beginning doubled": (lambda text: '<m id="m1">' + text, "⟦1⟧ ⟦/1⟧"),
    "invented": (lambda text: text + '<x id="l9"/>', ""),
    "written as marks": (lambda text: text + "⟦2/⟧", ""),
    "another tag around it": (lambda text: f"<p>{text}</p>", ""),
    "all gone": (lambda text: "Рок за пријаву је 15 дана.", "⟦1⟧ ⟦/1⟧ ⟦2/⟧"),
}


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("how", LOSSES)
def test_a_mark_that_is_not_there_once_is_taken_out_and_named(engine, protocol, how):
    engine.rewrite, lost = LOSSES[how]

    [found] = ask(engine, protocol, "⟦1⟧Afati⟦/1⟧ i aplikimit është 15 ditë.⟦2/⟧")

    assert [(remark.code, remark.values) for remark in found.remarks] == (
        [("marks_lost", {"marks": lost})] if lost else []
    )
    left = MARK.findall(found.text)
    assert len(left) == len(set(left))
    assert set(MARK.sub(lambda mark: mark[0], found.text)) >= set("Рок")


def test_serbian_goes_out_in_the_script_of_the_engine_and_is_kept_in_cyrillic(engine):
    engine.words["Rok za prijavu je 15 dana."] = "Afati i aplikimit është 15 ditë."
    engine.words[DEADLINE] = "Rok za prijavu: injekcija ⟦"

    latin = server(engine, "libretranslate", serbian="sr-Latn")
    [there] = machine.translate(latin, ["Рок за пријаву је 15 дана."], "sr-Cyrl", "sq")
    [back] = machine.translate(latin, [DEADLINE], "sq", "sr-Cyrl")

    assert there.text == "Afati i aplikimit është 15 ditë."
    assert back.text == "Рок за пријаву: инјекција"


@pytest.mark.parametrize("protocol", ["libretranslate", "deepl"])
def test_the_server_is_asked_which_languages_it_has(engine, protocol):
    engine.languages = {"sq": ["sr_Latn", "en-GB"], "en": ["sq"]}
    offer = machine.offer(server(engine, protocol))

    assert machine.way(offer, "sq", "sr-Cyrl").target_script == "sr-Latn"
    assert machine.way(offer, "sq", "en").target.casefold() == "en-gb"
    assert machine.way(offer, "sq", "tr") is None
    assert machine.way(offer, "tr", "sq") is None
    with pytest.raises(machine.Trouble, match="language_unknown"):
        ask(engine, protocol, DEADLINE, offered={"en": ["sq"]})


def test_an_older_libretranslate_names_no_targets(engine):
    engine.failure = "old list"

    offer = machine.offer(server(engine, "libretranslate"))

    assert machine.way(offer, "sq", "sr-Cyrl") == machine.Way("sq", "sr", "", "sr-Cyrl")


def test_bosnian_is_no_serbian():
    assert machine.way({"sq": ["bs", "hr"]}, "sq", "sr-Cyrl") is None


@pytest.mark.parametrize("protocol", ["libretranslate", "deepl"])
def test_a_language_the_server_lacks_is_said_by_the_server(engine, protocol):
    engine.languages = {"sq": ["en"], "en": ["sq"]}

    with pytest.raises(machine.Trouble) as fault:
        ask(engine, protocol, DEADLINE)

    assert fault.value.code == "language_unknown"


def test_a_chat_names_no_languages_but_must_have_the_model(engine):
    assert machine.offer(server(engine, "chat")) is None
    with pytest.raises(machine.Trouble, match="not_found"):
        machine.offer(server(engine, "chat", model="another"))


TERMS = (
    Term("assembly", {"sq": ("kuvendi i komunës",), "sr-Cyrl": ("скупштина општине",)}, status="approved"),
    Term("cso", {"sq": ("OJQ",), "sr-Cyrl": ("НВО",)}, status="approved"),
    Term("maybe", {"sq": ("konkurs",), "sr-Cyrl": ("натечај",)}, status="proposed"),
)
WITH_TERMS = "Kuvendit të komunës dhe OJQ-ve, konkurs."


def test_approved_terms_of_a_sentence_are_asked_for(engine):
    terms = machine.agreed(WITH_TERMS, Finder(TERMS, "sq"), "sr-Cyrl")
    assert terms == {"Kuvendit të komunës": "скупштина општине", "OJQ": "НВО"}

    ask(engine, "chat", WITH_TERMS, terms=[terms])

    prompt = engine.bodies("/v1/chat/completions")[0]["messages"][0]["content"]
    assert "Kuvendit të komunës = скупштина општине" in prompt
    assert "натечај" not in prompt


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_an_abbreviation_is_put_in_as_it_is_to_be_said(engine, protocol):
    engine.words |= {"Thirrje për": "Позив за", "sot.": "сутра."}

    [found] = ask(engine, protocol, "Thirrje për OJQ sot.", terms=[{"OJQ": "НВО", "sot": "данас"}])

    assert found.text == "Позив за НВО сутра."


def test_deepl_keeps_a_glossary_and_is_told_to_use_it(engine):
    way = machine.way({"SQ": ["SR"]}, "sq", "sr-Cyrl")
    number = machine.send_glossary(
        server(engine, "deepl"), "Terms", way, {"kuvendi": "скупштина", "a\tb": "б\nв", "": "г"}
    )
    assert engine.bodies("/v2/glossaries")[0]["entries"] == "a b\tб в\nkuvendi\tскупштина"

    machine.translate(server(engine, "deepl", glossary=number), [DEADLINE], "sq", "sr-Cyrl")

    assert engine.bodies("/v2/translate")[0]["glossary_id"] == number


CHATTY = {
    "<think>Hm.</think>\n{}": IN_SERBIAN,
    "```\n{}\n```": IN_SERBIAN,
    "„{}“": IN_SERBIAN,
    "  {}\n": IN_SERBIAN,
}


@pytest.mark.parametrize("around", CHATTY)
def test_what_a_model_puts_around_its_answer_is_taken_off(engine, around):
    engine.rewrite = around.format

    [found] = ask(engine, "chat", DEADLINE)

    assert found.text == CHATTY[around]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("Ево превода:\n\nРок је 15 дана.", "chatter"),
        ("Наравно! " * 60, "chatter"),
        ("", "empty"),
        ('<x id="l2"/>', "empty"),
    ],
)
def test_a_model_that_does_not_answer_with_a_translation_gives_no_suggestion(engine, answer, code):
    engine.rewrite = lambda _: answer

    [found] = ask(engine, "chat", DEADLINE)

    assert isinstance(found, machine.Trouble)
    assert found.code == code


def test_a_sentence_without_words_is_not_sent(engine):
    found = ask(engine, "libretranslate", "⟦1/⟧", "x" * 6000, DEADLINE)

    assert [getattr(one, "code", "") for one in found] == ["empty", "too_long", ""]
    assert sent(engine, "libretranslate") == [DEADLINE]


def test_many_sentences_go_out_in_several_exchanges(engine):
    found = ask(engine, "libretranslate", *[DEADLINE] * 45)

    assert found == [machine.Suggestion(IN_SERBIAN)] * 45
    assert [len(body["q"]) for body in engine.bodies("/translate")] == [20, 20, 5]


def test_the_key_is_in_the_request_and_nowhere_else(engine, caplog):
    caplog.set_level("DEBUG")
    for protocol in PROTOCOLS:
        one = server(engine, protocol)
        ask(engine, protocol, DEADLINE)
        assert KEY not in repr(one)
        with pytest.raises(machine.Trouble) as fault:
            machine.translate(server(engine, protocol, key="wrong"), [DEADLINE], "sq", "sr-Cyrl")
        assert fault.value.code == "key_refused"
        assert "wrong" not in str(fault.value)

    assert KEY not in caplog.text
