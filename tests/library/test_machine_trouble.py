"""A server that answers nonsense, late, too much or not at all: one code each, and never longer than was agreed."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.machine_server import KEY, MODEL, MachineServer, closed_port

from uramost import checks, machine

DEADLINE = "Afati i aplikimit është 15 ditë, deri më 12 mars 2026."
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

EXPECTED = {
    "page": "not_json",
    "nothing": "not_json",
    "not utf-8": "not_json",
    "deep": "not_json",
    "another shape": "malformed",
    "a number": "malformed",
    "error": "server_failed",
    "slow down": "too_many",
    "slow down until": "too_many",
    "quota": "quota_used",
    "elsewhere": "redirected",
    "hang": "timed_out",
    "hang in the middle": "timed_out",
    "drip": "timed_out",
    "break off": "unreachable",
    "huge": "too_large",
}


@pytest.fixture
def engine():
    with MachineServer() as running:
        yield running


def server(engine, protocol, seconds=5.0):
    return machine.Server(protocol, engine.url, key=KEY, model=MODEL, seconds=seconds)


def trouble(engine, protocol, seconds=5.0):
    with pytest.raises(machine.Trouble) as fault:
        machine.translate(server(engine, protocol, seconds), [DEADLINE], "sq", "sr-Cyrl")
    return fault.value


@pytest.mark.parametrize("protocol", machine.NAMES)
@pytest.mark.parametrize("failure", EXPECTED)
def test_every_failure_is_one_code(engine, protocol, failure):
    engine.failure = failure

    found = trouble(engine, protocol, 0.2 if EXPECTED[failure] == "timed_out" else 5)

    assert found.code == EXPECTED[failure]


@pytest.mark.parametrize("failure", EXPECTED)
@pytest.mark.parametrize("protocol", ["libretranslate"])
def test_so_it_is_when_the_server_is_asked_for_its_languages(engine, protocol, failure):
    engine.failure = failure

    with pytest.raises(machine.Trouble) as fault:
        machine.offer(server(engine, protocol, 0.2 if EXPECTED[failure] == "timed_out" else 5))

    assert fault.value.code == EXPECTED[failure]


@pytest.mark.parametrize("protocol", ["libretranslate", "deepl"])
def test_more_answers_than_sentences_belong_to_none(engine, protocol):
    engine.failure = "two too many"

    assert trouble(engine, protocol).code == "wrong_count"


@pytest.mark.parametrize("protocol", machine.NAMES)
def test_half_a_letter_is_no_text(engine, protocol):
    engine.failure = "half a letter"

    [found] = machine.translate(server(engine, protocol), [DEADLINE], "sq", "sr-Cyrl")

    assert isinstance(found, machine.Trouble)
    assert found.code == "malformed"


def test_a_server_says_how_long_it_wants_to_be_left_alone(engine):
    engine.failure = "slow down"
    assert trouble(engine, "libretranslate").seconds == 37

    engine.failure = "slow down until"
    assert trouble(engine, "deepl").seconds == 90

    engine.failure = "error"
    assert trouble(engine, "deepl").seconds is None


def test_a_quota_of_a_chat_is_used_up(engine):
    engine.failure = "no money"

    assert trouble(engine, "chat").code == "quota_used"


def test_nobody_listens():
    dead = machine.Server("libretranslate", f"http://127.0.0.1:{closed_port()}")

    with pytest.raises(machine.Trouble, match="unreachable"):
        machine.translate(dead, [DEADLINE], "sq", "sr-Cyrl")


def test_a_server_without_tls_is_not_spoken_to_over_https(engine):
    pretended = machine.Server("libretranslate", engine.url.replace("http:", "https:"), seconds=2)

    with pytest.raises(machine.Trouble, match="unreachable"):
        machine.translate(pretended, [DEADLINE], "sq", "sr-Cyrl")
    assert not engine.said


REFUSED = (
    "https://" + "a" * 70 + ".example.org",
    "http://translate.example.org", "http://10.0.0.1:5000", "http://169.254.169.254", "http://localhost.example.org",
    "http://0.0.0.0:5000", "https://169.254.169.254/", "https://[fe80::1]/", "https://0.0.0.0", "ftp://example.org",
    "file:///etc/passwd", "https://", "https://user:secret@example.org", "https://example.org/?a=b", "https://a b",
    "https://example.org/#top", "https://example.org:99999", "translate.example.org", "https://example.org\n.evil", "",
)  # fmt: skip


@pytest.mark.parametrize("url", REFUSED)
def test_an_address_that_nobody_translates_at_is_not_asked(url):
    with pytest.raises(machine.Trouble) as fault:
        machine.offer(machine.Server("libretranslate", url, seconds=1))

    assert fault.value.code == "address_refused"


@pytest.mark.parametrize("key", ["ключ", "a key\nX-Other: yes"])
@pytest.mark.parametrize("protocol", ["deepl", "chat"])
def test_a_key_that_no_header_can_carry_is_not_sent(engine, protocol, key):
    odd = machine.Server(protocol, engine.url, key=key, model=MODEL)

    with pytest.raises(machine.Trouble, match="key_refused"):
        machine.translate(odd, [DEADLINE], "sq", "sr-Cyrl")
    assert not engine.said


@pytest.mark.parametrize(
    "url", ["https://translate.example.org", "http://127.0.0.1:5000/x", "http://[::1]:5000", "http://localhost"]
)
def test_an_address_of_a_server_is_taken(url):
    machine.check_address(url)


def test_a_server_that_fails_again_and_again_is_left_alone_for_longer_and_longer():
    health, waits = machine.Health(), []
    for _ in range(9):
        health = machine.after(health, machine.Trouble("timed_out"), AT)
        waits.append(machine.wait(health, AT))

    assert waits == [0, 0, 60, 120, 240, 480, 900, 900, 900]
    assert machine.wait(health, AT + timedelta(minutes=15)) == 0
    assert machine.after(health, None, AT) == machine.Health()


def test_a_sentence_that_did_not_work_out_is_no_failure_of_the_server():
    failing = machine.after(
        machine.after(machine.Health(), machine.Trouble("not_json"), AT), machine.Trouble("not_json"), AT
    )

    assert machine.after(failing, machine.Trouble("echoed"), AT) == machine.Health()
    assert machine.after(failing, machine.Trouble("own_limit"), AT) == failing


def test_a_server_is_left_alone_as_long_as_it_asks():
    health = machine.after(machine.Health(), machine.Trouble("too_many", seconds=37), AT)

    assert machine.wait(health, AT) == 37


CONTEXT = checks.Context("sq", "sr-Cyrl")


def test_a_changed_number_is_found_in_a_suggestion():
    found = machine.judge(DEADLINE, "Рок за пријаву је 51 дан, до 12. марта 2026.", CONTEXT)

    assert "duration_differs" in {finding.code for finding in found}
    assert not machine.judge(DEADLINE, "Рок за пријаву је 15 дана, до 12. марта 2026.", CONTEXT)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (DEADLINE, "echoed"),
        ("⟦1⟧Afati⟦/1⟧ i aplikimit është 15 ditë, deri më 12 mars 2026.", "echoed"),
        ("The deadline for applications is 15 days, until 12 March 2026.", "wrong_language"),
    ],
)
def test_the_source_or_another_language_is_no_suggestion(answer, code):
    with pytest.raises(machine.Trouble, match=code):
        machine.judge(DEADLINE, answer, CONTEXT)


def test_a_name_may_be_the_same_in_both_languages():
    assert not machine.judge("Microsoft Office", "Microsoft Office", checks.Context("sq", "en"))
