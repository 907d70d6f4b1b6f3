"""A mail taken apart: whose, for which case, in which letters, with what, and whether a person wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.library.made_mails import MAILBOX, mail

from uramost.mail_reading import AUTOMATIC, FAULTS, LOOP_HEADER, read
from uramost.mail_reading.charsets import decode
from uramost.mail_reading.message import MOST_HEADERS, MOST_LOOKS, MOST_TEXT

HEAD = b"From: drita@example.org\nTo: cases+k7f2@town.example\nSubject: Drita\n"


def test_who_wrote_to_which_case_in_answer_to_what():
    seen = read(
        mail(
            "Po.", **{"from": "=?utf-8?q?Ajshe_=C3=87ela=2C_dr=2E?= <ajshe@Example.ORG>"},
            in_reply_to="<2@town.example>", references="<1@town.example> <2@town.example>", subject="Re: Përgjigje",
        ).as_bytes(),
        MAILBOX,
    )  # fmt: skip

    assert (seen.sender, seen.sender_name) == ("ajshe@example.org", "Ajshe Çela, dr.")
    assert (seen.token, seen.token_in) == ("k7f2", "address")
    assert (seen.message_id, seen.in_reply_to) == ("1@example.org", "2@town.example")
    assert seen.references == ("1@town.example", "2@town.example")
    assert seen.subject == "Re: Përgjigje"
    assert (seen.automatic, seen.faults) == ("", ())


@pytest.mark.parametrize(
    ("headers", "token", "where"),
    [
        ({"to": "Zyra <CASES+K7F2@Town.Example>"}, "K7F2", "address"),
        ({"to": "a@b.example, cases+ab-12_x@town.example"}, "ab-12_x", "address"),
        ({"to": "zyra@town.example", "cc": "cases+k7f2@town.example"}, "k7f2", "address"),
        ({"to": "zyra@town.example", "delivered_to": "cases+k7f2@town.example"}, "k7f2", "address"),
        ({"to": "cases@town.example", "subject": "Re: [#AB-12] Drita"}, "AB-12", "subject"),
        ({"to": "cases+k7f2@other.example"}, None, ""),
        ({"to": "mycases+k7f2@town.example"}, None, ""),
        ({"to": "cases+x@town.example"}, None, ""),
        ({"to": '"cases+k7f2@town.example" <zyra@other.example>'}, None, ""),
        ({"to": "cases@town.example"}, None, ""),
    ],
)
def test_the_token_of_a_case_is_in_the_address_or_the_subject(headers, token, where):
    seen = read(mail(**headers).as_bytes(), MAILBOX)
    assert (seen.token, seen.token_in) == (token, where)


def test_the_envelope_knows_best_and_two_cases_are_told():
    seen = read(mail().as_bytes(), MAILBOX, recipients=["cases+zzzz@town.example"])

    assert seen.token == "zzzz"
    assert "several_tokens" in seen.faults


SENTENCES = {
    "sr-Latn": "Ulično svetlo ne radi već nedelju dana, možete li ga popraviti? Živim kod škole, đaci idu po mraku.",
    "sr-Cyrl": "Улично светло не ради већ недељу дана, можете ли га поправити? Ђаци иду по мраку, Љубиша.",
    "sq": "Drita në rrugë nuk punon që një javë; fëmijët ecin në errësirë. Çfarë të bëj?",
    "tr": "Sokak lambası bir haftadır yanmıyor, çocuklar karanlıkta yürüyor. Işığı düzeltir misiniz?",
}


@pytest.mark.parametrize(
    ("language", "charset"),
    [
        ("sr-Latn", "windows-1250"),
        ("sr-Latn", "iso-8859-2"),
        ("sr-Latn", "utf-8"),
        ("sr-Cyrl", "windows-1251"),
        ("sr-Cyrl", "iso-8859-5"),
        ("sq", "iso-8859-1"),
        ("sq", "windows-1252"),
        ("tr", "iso-8859-9"),
        ("tr", "windows-1254"),
    ],
)
def test_a_charset_that_is_declared_is_believed(language, charset):
    message = mail()
    message.set_content(SENTENCES[language], charset=charset, cte="base64")

    seen = read(message.as_bytes(), MAILBOX)

    assert seen.text == SENTENCES[language]
    assert seen.faults == ()


@pytest.mark.parametrize(
    ("language", "used", "declared"),
    [
        ("sr-Latn", "windows-1250", ""),
        ("sr-Latn", "windows-1250", "utf-8"),
        ("sr-Latn", "windows-1250", "x-unknown"),
        ("sr-Cyrl", "windows-1251", ""),
        ("sr-Cyrl", "windows-1251", "utf-8"),
        ("sr-Cyrl", "iso-8859-5", ""),
        ("tr", "windows-1254", ""),
        ("sq", "windows-1252", "utf-8"),
        ("sr-Cyrl", "utf-8", "iso-8859-1"),
        ("sq", "utf-8", "us-ascii"),
    ],
)
def test_a_charset_that_is_wrong_or_missing_is_found_and_told(language, used, declared):
    seen = decode(SENTENCES[language].encode(used), declared)

    assert seen.text == SENTENCES[language]
    assert seen.fault in {"charset_guessed", "charset_wrong"}


def test_two_bytes_for_a_letter_are_read():
    assert decode(SENTENCES["sr-Cyrl"].encode("utf-16"), "UTF-16").text == SENTENCES["sr-Cyrl"]
    assert decode(b"\xff\xfe\x00", "utf-16").fault == "bytes_lost"


def test_a_letter_cut_in_two_is_lost_and_told_and_the_rest_read():
    raw = SENTENCES["sr-Cyrl"].encode()

    assert decode(raw[:-1] + b"\xd0", "utf-8").fault == "bytes_lost"
    assert decode(raw[:-1] + b"\xd0", "utf-8").text.startswith("Улично светло")


@pytest.mark.parametrize("header", [b"=?windows-1251?B?0eLl8uvu?=", "Светло".encode(), "Светло".encode("cp1251")])
def test_a_subject_is_read_in_whatever_letters_it_came(header):
    raw = b"From: a@example.org\nSubject: " + header + b"\n\nx"
    assert read(raw, MAILBOX).subject == "Светло"


def attached() -> bytes:
    message = mail("Shih foton.")
    message.add_attachment(b"\xff\xd8\xff", maintype="image", subtype="jpeg", filename="foto e dritës.jpg")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="../../etc/\u202efdp.pdf")
    message.add_attachment("shënim", filename="shënim.txt")
    message.add_attachment(mail("brenda"))
    return message.as_bytes()


def test_what_came_with_it_is_listed_and_not_read():
    seen = read(attached(), MAILBOX)

    assert seen.text == "Shih foton."
    assert [(one.name, one.declared_type) for one in seen.attachments] == [
        ("foto e dritës.jpg", "image/jpeg"),
        ("fdp.pdf", "application/pdf"),
        ("shënim.txt", "text/plain"),
        ("", "message/rfc822"),
    ]
    assert seen.attachments[0].content == b"\xff\xd8\xff"
    assert b"brenda" in seen.attachments[3].content


def test_only_a_photo_is_an_answer_too():
    message = mail("")
    message.add_attachment(b"\xff\xd8\xff", maintype="image", subtype="jpeg", filename="x" * 300 + ".jpg")
    seen = read(message.as_bytes(), MAILBOX)

    assert seen.may_be_answer
    assert len(seen.attachments[0].name) == 120
    assert seen.attachments[0].name.endswith(".jpg")


REPORT = (
    HEAD + b"Content-Type: multipart/report; report-type=%s; boundary=x\n\n--x\nContent-Type: text/plain\n\n"
    b"It could not be delivered.\n--x\nContent-Type: message/%s\n\nAction: failed\n--x--\n"
)


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"auto_submitted": "auto-replied (vacation)"}, "auto_replied"),
        ({"auto_submitted": "auto-generated"}, "auto_generated"),
        ({"auto_submitted": "no"}, ""),
        ({"precedence": "auto_reply"}, "auto_replied"),
        ({"precedence": "bulk"}, "list"),
        ({"list_id": "<news.example.org>"}, "list"),
        ({"x_autoreply": "yes"}, "auto_replied"),
        ({"x_auto_response_suppress": "All"}, ""),
        ({"return_path": "<>"}, "bounce"),
        ({"return_path": "<drita@example.org>"}, ""),
        ({"return_path": "<>", "auto_submitted": "auto-replied"}, "auto_replied"),
        ({"return_path": "<>", "subject": "Automatic reply: Drita"}, "auto_replied"),
        ({"return_path": "<>", "auto_submitted": "auto-replied", "from": "MAILER-DAEMON@example.org"}, "bounce"),
        ({"from": "MAILER-DAEMON@example.org"}, "bounce"),
        ({"from": "Mail Delivery System <postmaster@example.org>"}, "bounce"),
        ({"subject": "Automatic reply: Drita"}, "auto_replied"),
        ({"subject": "Përgjigje automatike: Drita"}, "auto_replied"),
        ({"subject": "Аутоматски одговор: Светло"}, "auto_replied"),
        ({"subject": "Automatski odgovor: Svetlo"}, "auto_replied"),
        ({"subject": "Otomatik yanıt: Lamba"}, "auto_replied"),
        ({"subject": "Re: Drita, përgjigje automatike"}, ""),
        ({"from": "Town <cases+k7f2@town.example>"}, "loop"),
        ({"from": "office@town.example"}, "loop"),
        ({LOOP_HEADER.lower(): "1"}, "loop"),
    ],
)
def test_what_no_person_wrote_is_no_answer(headers, code):
    seen = read(mail(**headers).as_bytes(), MAILBOX, own=["office@town.example"])

    assert seen.automatic == code
    assert seen.may_be_answer == (code == "")


@pytest.mark.parametrize(("kind", "code"), [(b"delivery-status", "bounce"), (b"disposition-notification", "receipt")])
def test_a_report_is_no_answer(kind, code):
    seen = read(REPORT % (kind, kind), MAILBOX)

    assert seen.automatic == code
    assert not seen.may_be_answer


def test_a_mail_that_went_through_fifty_servers_goes_in_a_circle():
    assert read(b"Received: by a\n" * 51 + HEAD + b"\nx", MAILBOX).automatic == "loop"
    assert read(b"Received: by a\n" * 50 + HEAD + b"\nx", MAILBOX).automatic == ""


def test_every_sign_is_used_once():
    assert len({(sign.header, sign.pattern) for sign in AUTOMATIC}) == len(AUTOMATIC)


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"", "no_sender"),
        (b"\n\nNuk punon.", "no_sender"),
        (b"From: nobody\n\nNuk punon.", "no_sender"),
        (b"From: " + b"(" * 9000 + b"\n\nx", "no_sender"),
        (HEAD + b"\n", "no_new_text"),
        (HEAD + b"Content-Transfer-Encoding: base64\n\nTnVrIHB1bm9u!Lg=\n", "broken_encoding"),
        (HEAD + b"\n" + b"a " * 300_000, "text_cut"),
        (HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\na\n" * 300 + b"--x--", "too_many_parts"),
    ],
)
def test_a_broken_mail_is_read_and_told(raw, fault):
    assert fault in read(raw, MAILBOX).faults


def test_parts_a_thousand_deep_are_given_up():
    raw = HEAD
    for depth in range(1500):
        raw += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (depth, depth)

    seen = read(raw + b"\nx", MAILBOX)

    assert seen.sender == "drita@example.org"
    assert seen.text == ""


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_many_boundaries_over_many_lines_are_given_up_before_each_line_is_held_against_each(end):
    raw = HEAD
    for depth in range(100):
        raw += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (depth, depth)

    seen = read(raw + (b"x" + end) * (MOST_LOOKS // 100), MAILBOX)

    assert (seen.sender, seen.token, seen.text) == ("drita@example.org", "k7f2", "")
    assert "too_many_parts" in seen.faults


def test_of_all_parts_together_so_much_is_read_as_text():
    part = b"--x\n\n" + b"Drita nuk punon.\n" * (MOST_TEXT // 34)
    seen = read(HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n" + part * 4 + b"--x--", MAILBOX)

    assert "text_cut" in seen.faults
    assert MOST_TEXT // 34 < seen.text.count("Drita nuk punon.") <= MOST_TEXT // 17


def test_of_a_flood_of_headers_the_first_are_read_and_others_take_no_room():
    many = b"To: zyra@town.example\n" * (MOST_HEADERS // 10)
    late = b"In-Reply-To: <late@town.example>\n\nx"

    assert read(HEAD + many + late, MAILBOX).token == "k7f2"
    assert read(HEAD + many + late, MAILBOX).in_reply_to == ""
    assert read(HEAD + many.replace(b"To:", b"DKIM-Signature:") + late, MAILBOX).in_reply_to == "late@town.example"


def test_text_that_runs_backwards_runs_forwards_again():
    assert read(mail("Nuk \u202epunon\u202c.\x07").as_bytes(), MAILBOX).text == "Nuk punon."


HEADERS = ["From: a@b.c", "To: cases+k7f2@town.example", "Subject: =?x?q?",
           "Content-Type: multipart/alternative; boundary=x", "Content-Type: text/html; charset=zip",
           "Content-Transfer-Encoding: base64", "--x", "", "a", "\xff", "<p>"]  # fmt: skip


@given(
    st.binary(max_size=300)
    | st.lists(st.sampled_from(HEADERS), max_size=14).map(lambda some: "\n".join(some).encode("latin-1"))
)
def test_no_mail_is_too_broken(raw):
    seen = read(raw, MAILBOX)

    assert set(seen.faults) <= set(FAULTS)
    assert "\x00" not in seen.text + seen.subject
