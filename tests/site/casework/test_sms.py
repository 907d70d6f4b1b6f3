"""Short messages go to a gateway that speaks what docs/guide/running.md says."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.utils import timezone, translation
from django.utils.formats import date_format

from tests.site.casework.conftest import send_request
from uramost_web.casework import holidays, letters, links, sms
from uramost_web.casework.correspondence import Letter, Way
from uramost_web.casework.holidays import Wanted
from uramost_web.outbox import Sent

pytestmark = pytest.mark.django_db
TOKEN = "a token for the story"


class Gateway(ThreadingHTTPServer):
    """202 for a message it has not had under this key, 200 for one it has; 401 for strangers, 400 for what is wrong."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.messages, self.status = {}, 0

    def answer(self, request, body):
        if self.status:
            return self.status
        if request.headers["Authorization"] != f"Bearer {TOKEN}":
            return 401
        asked = json.loads(body.decode("utf-8", "strict"))
        if request.headers["Content-Type"] != "application/json" or set(asked) != {"to", "text", "key"}:
            return 400
        known = asked["key"] in self.messages
        self.messages[asked["key"]] = asked
        return 200 if known else 202


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_args):
        """Nothing on the screen."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(self.server.answer(self, body))
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture
def gateway(settings):
    server = Gateway()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    settings.SMS_URL, settings.SMS_TOKEN = f"http://127.0.0.1:{server.server_port}/messages", TOKEN
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def sms_letter(lights):
    case = send_request(lights, at=timezone.now(), email="", phone="+383 44 000 000", by_sms=True)
    return case, Letter.objects.get(case=case, way=Way.SMS)


def test_who_wants_short_messages_gets_one_with_the_reference_and_the_link(lights, gateway):
    case, letter = sms_letter(lights)
    assert letters.send.call(letter.pk)

    (message,) = gateway.messages.values()
    assert message["to"] == "+383 44 000 000"
    assert message["key"] == letter.message_id
    assert message["text"].replace(links.follow_link(case), "").count(case.reference) == 1
    assert links.follow_link(case) in message["text"]


def test_who_does_not_want_them_gets_none(lights, gateway):
    send_request(lights, phone="+383 44 000 000", by_sms=False)
    send_request(lights, phone="", by_sms=True)
    assert not Letter.objects.filter(way=Way.SMS).exists()


def test_cyrillic_arrives_and_the_same_key_is_one_message(gateway):
    for _time in range(2):
        sms.send(to="+383 44 000 000", text="Предмет је решен – „хвала“ ë", key="one")

    assert [message["text"] for message in gateway.messages.values()] == ["Предмет је решен – „хвала“ ë"]


@pytest.mark.parametrize("status", [400, 401, 429, 503, 302])
def test_what_the_gateway_does_not_take_waits(lights, gateway, status):
    _case, letter = sms_letter(lights)
    gateway.status = status
    assert not letters.send.call(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.tries) == (Sent.WAITING, 1)
    assert str(status) in letter.problem
    assert TOKEN not in letter.problem

    gateway.status = 0
    Letter.objects.update(next_at=timezone.now())
    assert letters.send_all.call() == 1
    assert len(gateway.messages) == 1


def test_without_a_gateway_nothing_is_offered_and_a_message_says_what_is_missing(client, lights, settings):
    from uramost_web.casework.forms_asking import ContactForm

    settings.SMS_URL = ""
    assert "by_sms" not in ContactForm(service=lights).fields
    with pytest.raises(sms.NotTaken, match="URAMOST_SMS_URL"):
        sms.send(to="1", text="", key="")


def test_where_the_last_day_moves_the_message_says_to_which(lights, administrator):
    case, _first = sms_letter(lights)
    case.refresh_from_db()
    day = timezone.localdate(case.due_at)
    wanted = Wanted("add", day, "made up for tests", {"sr-Cyrl": "Одлука"}, names={"sr-Cyrl": "Празник"})

    assert holidays.change(municipality=case.municipality, wanted=wanted, by=administrator, at=timezone.now())

    case.refresh_from_db()
    assert timezone.localdate(case.due_at) > day
    said = Letter.objects.filter(case=case, way=Way.SMS, entry__move="moved_date").get().body
    with translation.override("sr"):
        assert date_format(timezone.localdate(case.due_at), "DATE_FORMAT") in said
    assert links.follow_link(case) in said
