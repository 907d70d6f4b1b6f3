"""What is new in a mail, in every language and by every program: nothing lost, nothing twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.library.made_mails import HTML_REPLIES, MAILBOX, REPLIES, mail

from uramost.mail_reading import read, split
from uramost.mail_reading.markup import to_text


@pytest.mark.parametrize(("text", "new"), REPLIES.values(), ids=REPLIES)
def test_what_is_new_is_found(text, new):
    seen = read(mail(text).as_bytes(), MAILBOX)

    assert seen.text == new
    assert seen.may_be_answer


@pytest.mark.parametrize(("html", "new"), HTML_REPLIES.values(), ids=HTML_REPLIES)
def test_what_is_new_is_found_in_html(html, new):
    message = mail()
    message.set_content(html, subtype="html")

    assert read(message.as_bytes(), MAILBOX).text == new


def test_of_two_forms_the_plain_one_is_read():
    assert read(mail("plain", html="<p>html</p>").as_bytes(), MAILBOX).text == "plain"
    assert read(mail(" \n", html="<p>html</p>").as_bytes(), MAILBOX).text == "html"


def test_what_is_repeated_and_the_signature_are_kept_apart():
    parts = split("Po.\n\nOn 3 March 2026 10:12, Office <a@b.example> wrote:\n> A punon?\n\n--\nDrita")

    assert parts.new == "Po."
    assert parts.quoted == "On 3 March 2026 10:12, Office <a@b.example> wrote:\n> A punon?"
    assert parts.signature == "Drita"


@pytest.mark.parametrize(
    "line",
    [
        "---------- Forwarded message ---------",
        "---------- Mesazh i përcjellë ----------",
        "---------- Прослеђена порука ---------",
        "-------- Proslijeđena poruka --------",
        "---------- İletilen mesaj ---------",
    ],
)
def test_what_a_resident_forwards_is_what_they_want_to_show(line):
    text = f"See below.\n\n{line}\nFrom: Company <c@example.org>\nDate: Tue\nSubject: Bill\nTo: Drita\n\nPay 40 €."

    parts = split(text)

    assert parts.forwarded
    assert parts.new.endswith("Pay 40 €.")


def test_outlook_says_only_in_the_subject_that_it_forwards():
    text = "Shih.\n\nFrom: Company\nSent: Tuesday 10:12\nTo: Drita\nSubject: Bill\n\nPay 40 €."

    forwarded = read(mail(text, subject="FW: Bill").as_bytes(), MAILBOX)
    answered = read(mail(text, subject="FW: Bill", in_reply_to="<1@town.example>").as_bytes(), MAILBOX)

    assert forwarded.text.endswith("Pay 40 €.")
    assert answered.text == "Shih."


def test_only_something_repeated_is_told_and_is_no_answer():
    seen = read(mail("> A punon?").as_bytes(), MAILBOX)

    assert (seen.text, seen.quoted) == ("", "> A punon?")
    assert "no_new_text" in seen.faults
    assert not seen.may_be_answer


def test_lines_broken_to_be_short_are_one_again():
    message = mail()
    message.set_content("Drita nuk \npunon.\n> A \n> punon?\n-- \nDrita\n", params={"format": "flowed"})

    seen = read(message.as_bytes(), MAILBOX)

    assert seen.text == "Drita nuk punon."
    assert seen.quoted == "> A punon?"
    assert seen.signature == "Drita"


@given(st.text())
def test_any_text_is_read_and_no_line_of_it_invented(text):
    parts = split(text)
    lines = {line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")}

    assert set(parts.new.split("\n")) <= lines | {""}


@given(
    st.lists(
        st.sampled_from([" mirë", "Më 3", "12:30", ":", "shkroi:", "> a", "--", "From: a@b.c", "To: b", "Subject: c"]),
        max_size=12,
    )
)
def test_every_line_is_new_repeated_or_signature(lines):
    parts = split("\n".join(lines))
    seen = "\n".join([parts.new, parts.quoted, parts.signature]).split("\n")

    assert {line.strip() for line in lines} - {"--"} <= {line.strip() for line in seen} | {""}


@given(st.text("<>/abdivp =\"'&;\x00\x01\x1e\n", max_size=200))
def test_any_markup_becomes_text(markup):
    assert isinstance(to_text(markup), str)


def test_markup_a_thousand_deep_is_read():
    assert "light" in to_text("<div>" * 200 + "light")
    assert isinstance(to_text("<blockquote>" * 5000 + "light"), str)
