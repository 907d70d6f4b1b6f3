"""Staff enter, find, change and merge organisations."""

import pytest
from django.urls import reverse
from django.utils import translation

from tests.site.directory.conftest import give_function, make_one, make_organisation, queries
from uramost_web.accounts.models import AuditEntry
from uramost_web.directory.models import Merge, Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def page(client, name, *arguments, **asked):
    return client.get(reverse(f"directory:{name}", args=arguments), asked).content.decode()


NEW = {
    "kind": "business", "names_sq": "Furra e trilluar", "names_sr-Cyrl": "Izmišljena pekara",
    "names_en": "Made-up Bakery", "addresses_sq": "Rruga e trilluar 1", "register": "businesses",
    "registration_number": "810 000 001", "sectors": ["trade", "agriculture"], "languages": ["sq", "sr"],
    "email": "furra@example.org", "phone": "+383 44 000 000", "web": "furra.example",
}  # fmt: skip


def test_an_organisation_is_entered_with_names_in_every_language(client, programme, gracanica):
    client.force_login(programme)

    answer = client.post(reverse("directory:organisation_new"), {**NEW, "municipality": gracanica.pk})

    row = Organisation.objects.get()
    assert answer.url == row.get_absolute_url()
    assert row.named() == {"sq": "Furra e trilluar", "sr-Cyrl": "Измишљена пекара", "en": "Made-up Bakery"}
    assert (row.registration_number, row.web, row.sort) == ("810000001", "https://furra.example", "furra e trilluar")
    assert [str(one) for one in row.sectors.order_by("sector")] == ["Agriculture and food", "Trade"]
    assert AuditEntry.objects.filter(verb="organisation.added", subject_key=str(row.pk)).count() == 1
    shown = page(client, "organisation", row.pk)
    for said in (
        "Made-up Bakery",
        "Измишљена пекара",
        "no check digit is known for this register",
        "furra@example.org",
    ):
        assert said in shown
    with translation.override("sr-latn"):
        assert "<h1>Izmišljena pekara</h1>" in page(client, "organisation", row.pk)


def test_what_is_wrong_stands_at_its_field(client, programme, gracanica):
    client.force_login(programme)
    to = reverse("directory:organisation_new")
    wrong = {
        "names_sq": ("", "Write the name."),
        "kind": ("", "This field is required."),
        "registration_number": ("81-ABC-?", "A registration number has digits"),
        "register": ("", "Say of which register the number is."),
        "phone": ("call me", "Write the telephone in digits"),
        "web": ("javascript:alert(1)", "Enter a valid URL."),
        "email": ("nobody", "Enter a valid email address."),
        "names_en": ("a\u0000b", "NUL character at position 2"),
        "municipality": ("9999", "Select a valid choice."),
    }
    for name, (typed, said) in wrong.items():
        sent = {**NEW, "names_sr-Cyrl": "", "names_en": "", "municipality": gracanica.pk, name: typed}
        answer = client.post(to, sent)
        assert answer.status_code == 422, name
        assert said in answer.content.decode(), name
    sent = {**NEW, "register": "rs_pib", "registration_number": "101134703"}
    assert "its check digit does not fit" in client.post(to, sent).content.decode()
    assert (
        "its check digit does not fit"
        not in client.post(to, {**sent, "registration_number": "101134702"}).content.decode()
    )
    office = client.post(to, {**NEW, "kind": "municipal_office", "municipality": "", "sure": "on"})
    assert "Say of which municipality the office is." in office.content.decode()


def test_one_that_may_be_there_is_shown_before_a_second_is_made(client, programme, cooperative, gracanica):
    client.force_login(programme)
    to = reverse("directory:organisation_new")
    sent = {"kind": "cso", "names_en": "", "names_sr-Cyrl": "ИЗМИШЉЕНА ЗАДРУГА ", "municipality": gracanica.pk}

    answer = client.post(to, sent)

    assert answer.status_code == 422
    assert "Perhaps it is there already" in answer.content.decode()
    assert "the same name" in answer.content.decode()
    assert Organisation.objects.count() == 1
    assert client.post(to, {**sent, "sure": "on"}).status_code == 302
    assert Organisation.objects.count() == 2


def test_a_change_says_what_changed_and_a_name_that_is_gone_is_not_found(client, programme, cooperative, gracanica):
    client.force_login(programme)
    sent = {"kind": "association", "names_en": "Made-up Mill", "municipality": gracanica.pk, "languages": ["sq"]}
    client.post(reverse("directory:organisation_change", args=[cooperative.pk]), sent)
    entry = AuditEntry.objects.get(verb="organisation.changed")
    assert entry.values == {"fields": "email, kind, names, sectors, works_in"}
    assert "Made-up Mill" in page(client, "organisations", q="made-up mil")
    assert "No organisation fits." in page(client, "organisations", q="zadruga")


def test_the_list_is_searched_and_narrowed(client, programme, gracanica, cooperative):
    make_organisation(programme, names={"en": "Made-up Bank"}, kind="bank", sectors=("finance",), languages=("en",))
    client.force_login(programme)
    for asked, found in (
        ({}, {"cooperative", "bank"}),
        ({"q": "измишљене задруге"}, {"cooperative"}),
        ({"q": "kooperativ trilluar"}, {"cooperative"}),
        ({"q": "koperativa"}, {"cooperative"}),
        ({"kind": "bank"}, {"bank"}),
        ({"sector": "agriculture"}, {"cooperative"}),
        ({"language": "sr"}, {"cooperative"}),
        ({"place": gracanica.slug}, {"cooperative"}),
        ({"kind": "nonsense", "place": "nowhere", "q": "\0"}, {"cooperative", "bank"}),
    ):
        shown = page(client, "organisations", **asked)
        names = {"cooperative": "Kooperativa e trilluar", "bank": "Made-up Bank"}
        assert {name for name, said in names.items() if said in shown} == found, asked
    near = page(client, "organisations", q="koperativa")
    assert "These are written similarly." in near


def test_a_name_in_another_language_says_in_which(client, programme, cooperative):
    client.force_login(programme)
    assert '<span lang="sq">Kooperativa e trilluar</span>' in page(client, "organisations")
    with translation.override("sr"):
        assert ">Измишљена задруга</a>" in page(client, "organisations")


def test_both_are_compared_merged_and_parted(client, programme, gracanica, cooperative, member):
    client.force_login(programme)
    twin = make_organisation(programme, gracanica, names={"sq": "Kooperativa trilluar"}, email="x@example.org")
    give_function(programme, make_one(programme, "Neko Drugi"), twin)
    assert "/compare" not in page(client, "organisation_alike", cooperative.pk)
    to = reverse("directory:compare", args=["organisation", cooperative.pk, twin.pk])
    assert to in page(client, "organisation_alike", cooperative.pk)
    beside = client.get(to).content.decode()
    assert "zadruga@example.org" in beside
    assert "x@example.org" in beside

    answer = client.post(to, {"email": "gone"})

    assert answer.url == cooperative.get_absolute_url()
    cooperative.refresh_from_db()
    assert cooperative.email == "x@example.org"
    assert "Neko Drugi" in page(client, "organisation", cooperative.pk)
    assert "This was merged into:" in page(client, "organisation", twin.pk)
    assert client.post(to).status_code == 422  # a second time
    merge = Merge.objects.get()
    assert "Kooperativa trilluar" in page(client, "merges")
    undone = client.post(reverse("directory:merge", args=[merge.pk]))
    assert "Undone. Both stand again." in undone.content.decode()
    assert "Neko Drugi" not in page(client, "organisation", cooperative.pk)
    assert client.post(reverse("directory:merge", args=[merge.pk])).status_code == 422


def test_municipal_staff_see_their_own_municipalitys(client, officer, administrator, programme, cooperative):
    gracanica = cooperative.municipality
    other = make_organisation(programme, names={"en": "Made-up Donor"}, kind="donor")
    client.force_login(officer)
    assert "Made-up Donor" not in page(client, "organisations")
    assert client.get(other.get_absolute_url()).status_code == 404
    assert "Kooperativa e trilluar" in page(client, "organisations")
    form = page(client, "organisation_new")
    assert 'name="partner"' not in form
    stays = {"kind": "cso", "names_sq": "E re", "sure": "on"}
    assert client.post(reverse("directory:organisation_new"), stays).status_code == 422  # of no municipality
    assert (
        client.post(reverse("directory:organisation_new"), {**stays, "municipality": gracanica.pk}).status_code == 302
    )
    client.force_login(administrator)
    to = reverse("directory:compare", args=["organisation", cooperative.pk, other.pk])
    assert client.get(to).status_code == 404


def test_pages_ask_no_more_the_more_there_is(client, programme, gracanica):
    client.force_login(programme)
    first = make_organisation(programme, gracanica, names={"sq": "Shoqata 0"})
    give_function(programme, make_one(programme, "Dikush"), first)
    pages = [("organisations", {}), ("organisations", {"q": "shoqata"}), ("organisation", {})]

    def asked():
        return [queries(client, name, *([first.pk] if name == "organisation" else []), **said) for name, said in pages]

    few = asked()
    for number in range(30):
        row = make_organisation(programme, gracanica, names={"sq": f"Shoqata {number}"})
        give_function(programme, make_one(programme, f"Dikush {number}"), first if number % 2 else row)
    assert asked() == few
    assert max(few) < 12
    assert "31 organisations" in page(client, "organisations")
