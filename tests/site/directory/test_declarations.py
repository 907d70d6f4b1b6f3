"""Self-declarations: kept so that a copy of the database, without the key, leads from no person to an answer."""

import ast
import hashlib
import hmac
import html
import logging
import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as site
from django.contrib import admin
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone, translation

from tests.conftest import AT
from uramost.declarations import WITHHELD, YEAR_WITHHELD, Declaration, NotReadable, Vault
from uramost_web.casework.redacting import without_secrets
from uramost_web.directory import declaring, vault
from uramost_web.directory.declared import DeclarationKey, DeclarationRow
from uramost_web.directory.people import Person
from uramost_web.directory.views.own import secret

pytestmark = pytest.mark.django_db
KEY = "5f" * 32


@pytest.fixture(autouse=True)
def key_file(settings: Any, tmp_path: Path) -> Path:
    path = tmp_path / "declarations.key"
    settings.DECLARATIONS_KEYS, settings.DECLARATIONS_KEY_FILE = [], path
    return path


def person(name: str = "Arta Krasniqi") -> Person:
    return Person.objects.create(name=name, folded=name.casefold(), search=name.casefold(), added_at=timezone.now())


def page(one: Person, act: str = "") -> str:
    return f"/en/people/{one.pk}/{secret(one)}/{act}"


def read(one: Person) -> Declaration:
    held = vault.standing()
    token = held.token(one.pk)
    return held.opened(token, DeclarationRow.objects.get(pk=token).sealed)


def dump() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in the order in which a copy of the database has them."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = {}
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own tables
            found[table] = cursor.fetchall()
    return found


def test_somebody_declares_changes_and_takes_back_through_their_link() -> None:
    one, client = person(), Client()
    sent = {"sex": "female", "birth_year": "1984", "community": "turk", "mother_tongue": WITHHELD}
    assert client.post(page(one, "declare/"), sent).status_code == 302
    assert read(one) == Declaration("female", 1984, "turk", WITHHELD, None)
    client.post(page(one, "declare/"), {"community": "back", "no_year": WITHHELD})
    assert read(one) == Declaration("female", YEAR_WITHHELD, None, WITHHELD, None)
    client.post(page(one, "withdraw/"))
    assert read(one) == Declaration()


QUESTIONS = {"sex": "male", "community": "turk", "mother_tongue": "tr", "disability": "yes"}


@pytest.mark.parametrize("asked", [*QUESTIONS, "birth_year"])
def test_each_question_alone_may_be_answered_withheld_and_taken_back(asked: str) -> None:
    one, client = person(), Client()
    answered, withheld = QUESTIONS.get(asked, 1984), WITHHELD if asked in QUESTIONS else YEAR_WITHHELD
    otherwise = asked if asked in QUESTIONS else "no_year"
    for sent, said in (
        ({asked: str(answered)}, {asked: answered}),
        ({otherwise: WITHHELD}, {asked: withheld}),
        ({otherwise: ""}, {asked: withheld}),
        ({otherwise: "back"}, {}),
    ):
        assert client.post(page(one, "declare/"), sent).status_code == 302
        assert read(one) == Declaration(**said)
    assert "I prefer not to say" in client.get(page(one, "declare/")).content.decode()


@pytest.mark.parametrize("language", ["sq", "sr", "sr-latn", "en"])
def test_what_it_is_for_is_said_in_the_language_of_the_reader(language: str) -> None:
    with translation.override(language):
        said = translation.gettext(
            "What is it for? The programme has to show whom it reaches: how many women and men, how old, of which "
            "communities and languages, with and without disabilities. Only such numbers are made of your answers, and "
            "small ones are not published."
        )
    assert said.startswith("What is it for?") == (language == "en")
    shown = Client().get(page(person(), "declare/").replace("/en/", f"/{language}/", 1)).content.decode()
    assert said in html.unescape(shown)


OPENED_BY = {"directory.declaring", "directory.forgetting", "directory.vault", "directory.views.own",
             "directory.management.commands.declarations_key"}  # fmt: skip
"""Who may know of declarations: `forgetting` only takes them back."""


def test_nothing_but_the_own_page_and_the_command_opens_declarations() -> None:
    """So that no page of the desk, no export and no report can show one: whoever wants to has to be entered here."""
    root = Path(declaring.__file__).parents[1]
    closed = {"uramost_web.directory.declaring", "uramost_web.directory.vault", "uramost_web.directory.declared"}
    found = set()
    for file in root.rglob("*.py"):
        name = ".".join(file.relative_to(root).with_suffix("").parts)
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                named = {f"{node.module}.{one.name}" for one in node.names}
                if closed & (named | {node.module}) or named & {f"uramost_web.directory.models.{one}" for one in ROWS}:
                    found.add(name)
    assert found - OPENED_BY == {"directory.models"}, "which makes the table and reads nothing"
    assert found >= OPENED_BY - {"directory.declared"}


ROWS = ("DeclarationRow",)


def test_no_page_of_the_link_says_what_was_declared() -> None:
    one, other, client = person(), person("Marko Ilić"), Client()
    client.post(page(one, "declare/"), {"community": "roma", "birth_year": "1990", "sex": "male"})
    client.post(page(other, "declare/"), {"community": "serb", "birth_year": "1961", "sex": "female"})

    def shown(whose: Person, act: str) -> str:
        body: str = client.get(page(whose, act)).content.decode()
        for own in (secret(whose), f"/{whose.pk}/", whose.name):
            body = body.replace(own, "")
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", body)

    for act in ("declare/", "declared/", ""):
        assert shown(one, act) == shown(other, act), "Two who answered differently see the same page"
    assert one.name not in client.get(page(one, "declare/")).content.decode()
    wrong = client.post(page(one, "declare/"), {"community": "turk", "birth_year": "19"})
    assert wrong.status_code == 422
    assert read(one).community == "roma", "A form with a fault changes nothing"


def test_a_wrong_link_is_told_nothing() -> None:
    one, other, client = person(), person("Marko Ilić"), Client()
    for address in (
        f"/en/people/{one.pk}/{secret(other)}/",
        f"/en/people/{10**9}/{secret(one)}/",
        f"/en/people/{one.pk}/x/",
    ):
        assert client.get(address).status_code == 404
    assert secret(one) not in without_secrets(f"GET {page(one, 'declare/')} 200")


def test_without_the_key_nothing_in_a_copy_of_the_database_links() -> None:
    crowd = [person(f"Person {number}") for number in range(40)]
    for turn, one in enumerate(crowd[:20]):
        declaring.declare(one.pk, community="serb" if turn % 2 else "albanian", sex="male")
    copy = dump()
    rows = copy[DeclarationRow._meta.db_table]

    assert [field.name for field in DeclarationRow._meta.get_fields()] == ["token", "sealed"]
    assert not [
        model for model in apps.get_models() for field in model._meta.get_fields()
        if getattr(field, "related_model", None) is DeclarationRow
    ], "No row of any table points here"  # fmt: skip
    assert {len(sealed) for _token, sealed in rows} == {48}, "Who said nothing is not told apart"
    assert len({sealed for _token, sealed in rows}) == len(rows) == declaring.FIRST

    # Whatever else stands in the copy, and the server's own key, gives no token.
    known = {str(value).encode() for table in copy.values() for row in table for value in row if value is not None}
    numbers = [str(one.pk).encode() for one in crowd]
    keys = {b"", b"uramost", site.SECRET_KEY.encode(), *(one for one in known if len(one) <= 64)}
    tokens = {token for token, _sealed in rows}
    assert not tokens & {hmac.new(some, number, hashlib.sha256).hexdigest() for some in keys for number in numbers}
    assert not tokens & {hashlib.sha256(number).hexdigest() for number in numbers}
    del copy[DeclarationRow._meta.db_table]
    elsewhere = {str(value) for held in copy.values() for row in held for value in row}
    assert not [token for token in tokens if any(token in value for value in elsewhere)]
    with pytest.raises(NotReadable):
        Vault(bytes(32)).opened(rows[0][0], rows[0][1])

    held = vault.standing()
    assert {held.token(one.pk) for one in crowd} <= tokens, "With the key they are found: the test above can fail"


def test_neither_order_nor_what_changed_says_whose_row_it_is() -> None:
    crowd = [person(f"Person {number}") for number in range(40)]
    for one in crowd:
        declaring.declare(one.pk, sex="female")
    before = dict(DeclarationRow.objects.values_list("token", "sealed"))
    declaring.declare(crowd[7].pk, sex="male")
    after = dict(DeclarationRow.objects.values_list("token", "sealed"))
    changed = {token for token in after if before[token] != after[token]}
    assert set(before) == set(after)
    assert declaring.OTHERS <= len(changed) <= declaring.OTHERS + 1, "One of them changed, or none is all that is seen"
    assert vault.standing().token(crowd[7].pk) in changed

    stored = [row[0] for row in dump()[DeclarationRow._meta.db_table]]
    written_last = stored[-len(changed) :]
    if set(written_last) == changed:  # a database that writes a changed row to the end shows which were changed …
        assert written_last == sorted(written_last), "… and they stand in the order of their tokens"
    declaring.declare(declaring.FIRST, sex="male")  # more rows are laid out, and all are written again
    assert [row[0] for row in dump()[DeclarationRow._meta.db_table]][: declaring.FIRST] != stored
    assert {read(one).sex for one in crowd} == {"female", "male"}, "Nobody else's answer changed"
    assert [read(one).sex for one in crowd].count("male") == 1


def test_how_far_the_rows_reach_says_nothing_of_who_declared() -> None:
    """They reach to everybody whom the directory has: otherwise whoever is above would surely have said nothing."""
    first = person()
    last = Person.objects.create(pk=3 * declaring.FIRST, name="Ana Izmišljena", added_at=AT)
    declaring.declare(first.pk, sex="female")
    low = DeclarationRow.objects.count()
    assert low == 4 * declaring.FIRST
    assert DeclarationRow.objects.filter(pk=vault.standing().token(last.pk)).exists()
    declaring.declare(last.pk, sex="male")
    assert DeclarationRow.objects.count() == low
    assert (read(first).sex, read(last).sex) == ("female", "male")


def test_no_log_and_no_administration_has_them(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    one = person()
    Client().post(page(one, "declare/"), {"community": "gorani", "sex": "female"})
    logged = " ".join(f"{record.getMessage()} {record.args}" for record in caplog.records)
    assert "gorani" not in logged
    assert not {DeclarationRow, DeclarationKey} & set(admin.site._registry)


def test_another_key_takes_the_place_of_the_old_one(settings: Any, key_file: Path) -> None:
    one = person()
    declaring.declare(one.pk, community="bosniak")
    old, tokens = key_file.read_text(), set(DeclarationRow.objects.values_list("token", flat=True))
    call_command("declarations_key", "rotate", verbosity=0)
    assert key_file.read_text() != old
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert len(key_file.read_text().split()) == 1
    assert read(one).community == "bosniak"
    assert not tokens & set(DeclarationRow.objects.values_list("token", flat=True))

    settings.DECLARATIONS_KEYS = [KEY, *key_file.read_text().split()]
    call_command("declarations_key", "rotate")
    settings.DECLARATIONS_KEYS = [KEY]
    assert read(one).community == "bosniak"


def test_a_rotation_that_was_interrupted_is_gone_on_with(key_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = person()
    declaring.declare(one.pk, sex="female")

    def killed(_wanted: Vault) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as at_once:
        at_once.setattr(declaring, "rotate", killed)
        with pytest.raises(KeyboardInterrupt):
            call_command("declarations_key", "rotate")
    assert read(one).sex == "female"
    new = key_file.read_text().split()[0]
    call_command("declarations_key", "rotate")
    assert key_file.read_text().split() == [new]
    assert read(one).sex == "female"


def test_a_lost_key_is_said_and_everything_else_goes_on(key_file: Path) -> None:
    one, client = person(), Client()
    declaring.declare(one.pk, sex="female")
    key_file.unlink()
    locked = client.post(page(one, "declare/"), {"sex": "male"})
    assert locked.status_code == 503
    assert "The key with which answers are encrypted is not there" in locked.content.decode()
    assert client.get(page(one)).status_code == 200
    assert not key_file.exists(), "No other key is made in its place, which would hide the loss"
    with pytest.raises(CommandError, match="Everything else works"):
        call_command("declarations_key", "check")
    with pytest.raises(CommandError, match="--yes"):
        call_command("declarations_key", "forget")
    call_command("declarations_key", "forget", yes=True)
    assert not DeclarationRow.objects.exists()
    client.post(page(one, "declare/"), {"sex": "male"})
    assert read(one).sex == "male"


@pytest.mark.parametrize("bad", ["abc", "zz" * 32, "5f" * 31])
def test_something_else_than_a_key_is_refused(settings: Any, bad: str) -> None:
    settings.DECLARATIONS_KEYS = [bad]
    with pytest.raises(CommandError, match="64 hexadecimal digits"):
        call_command("declarations_key", "check")


def test_who_declares_while_the_key_is_rotated_loses_nothing() -> None:
    """Another process rotates after this one has asked which key it is, and before it holds the rows."""
    one, asked = person(), []
    declaring.declare(one.pk, sex="female")

    def rotated(execute: Any, sql: str, *rest: Any) -> Any:
        if DeclarationKey._meta.db_table in sql:
            asked.append(sql)
            if len(asked) == 2:
                call_command("declarations_key", "rotate", verbosity=0)
        return execute(sql, *rest)

    with connection.execute_wrapper(rotated):
        declaring.declare(one.pk, community="turk")
    assert len(asked) > 2
    assert read(one) == Declaration(sex="female", community="turk")
    assert DeclarationRow.objects.count() == declaring.FIRST


def test_of_two_who_begin_at_once_the_second_takes_the_key_of_the_first(settings: Any, key_file: Path) -> None:
    key_file.write_text(f"{KEY}\n")
    vault._write_first("a0" * 32)
    assert vault.in_file() == [KEY]
    assert list(key_file.parent.glob(f"{key_file.name}*")) == [key_file], "No second key lies beside it"

    settings.DECLARATIONS_KEYS = ["a0" * 32, KEY]
    first = Vault(bytes.fromhex(KEY))

    def others(execute: Any, sql: str, *rest: Any) -> Any:
        answer = execute(sql, *rest)
        if DeclarationKey._meta.db_table in sql and not begun:
            begun.append(True)
            DeclarationKey.objects.create(pk=1, name=first.name, since=timezone.now())
        return answer

    begun: list[bool] = []
    with connection.execute_wrapper(others):
        assert vault.standing().name == first.name
    assert DeclarationKey.objects.count() == 1


def test_a_broken_key_is_as_good_as_lost(settings: Any) -> None:
    settings.DECLARATIONS_KEYS = ["5f" * 31]
    one, client = person(), Client()
    for act in ("declare/", "withdraw/"):
        assert client.post(page(one, act), {"sex": "male"}).status_code == 503
    assert client.get(page(one)).status_code == 200
