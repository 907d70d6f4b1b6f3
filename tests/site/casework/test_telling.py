"""A page that tells of services is whole in every language owed here: no heading, day or limit is in another one."""

import re
from datetime import timedelta
from gettext import NullTranslations
from typing import Any

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override, trans_real

from tests.site.pages import said
from uramost import packs
from uramost.deadlines.limits import SILENCE, UNITS
from uramost.packs.records import cited
from uramost_web import catalogues, interface
from uramost_web.casework.catalogue import Limit, Service
from uramost_web.casework.kinds import Kind
from uramost_web.casework.models import Draft
from uramost_web.places.alphabet import order
from uramost_web.places.models import LanguageStatus, Municipality

pytestmark = pytest.mark.django_db
LIST = "/{}/municipalities/prizren/services/"
PAGE = LIST + "licence/"
TAGS = ("sq", "sr-Cyrl", "en", "tr", "bs")
TOLD = ("names", "descriptions", "who_may", "papers", "fees")


def in_all(word: str) -> dict[str, str]:
    return {tag: f"{word} {tag}" for tag in TAGS}


def plain(page: str) -> str:
    """The words of the main part, without tags."""
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", main))


@pytest.fixture
def licence(works: Any) -> Service:
    """In Prizren, where Turkish and Bosnian are owed; under the law on public documents."""
    place = Municipality.objects.get(slug="prizren")
    works.municipality, works.names, works.addresses = place, in_all("office"), in_all("street")
    works.hours = [[day, "08:00", "12:00"] for day in range(4)] + [[6, "09:00", "10:00"]]
    works.save()
    return Service.objects.create(
        municipality=place, code="licence", kind="application", office=works, limit_code="access_to_documents",
        norm_days=5, **{name: in_all(name) for name in TOLD},
    )  # fmt: skip


class Missed(NullTranslations):
    """What a language is asked for when its own catalogue does not have it: Django would answer in Albanian."""

    def __init__(self) -> None:
        super().__init__()
        self.sentences: list[Any] = []

    def gettext(self, message: str) -> str:
        self.sentences.append(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.sentences.append((msgid1, msgid2))
        return msgid1


@pytest.fixture(params=interface.TOLD_BESIDES)
def tag(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def missed(tag: str, monkeypatch: pytest.MonkeyPatch) -> Missed:
    """Nothing but our own small catalogue answers for this language."""
    found = Missed()
    with override(tag):
        known = trans_real.translation(tag)
    ours = trans_real.TranslationCatalog()
    ours._catalogs, ours._plurals = known._catalog._catalogs[:1], known._catalog._plurals[:1]
    monkeypatch.setattr(known, "_catalog", ours)
    monkeypatch.setattr(known, "_fallback", found)
    return found


def pages(client: Any, service: Service, tag: str) -> str:
    """Every page that tells of services, in every state and with every kind of limit."""
    read = []

    def show(address: str = PAGE, **query: str) -> None:
        page = client.get(address.format("sq"), {"in": tag, **query})
        assert page.status_code == 200
        read.append(plain(said(page)))

    show()
    show(LIST)
    show(LIST, q="names")
    show(LIST, q="zzzz")
    for kind in Kind:
        Service.objects.filter(pk=service.pk).update(kind=kind)
        show()
        show(LIST)
    service.limit_code = "made"
    service.save()
    for unit in UNITS:
        for silence in SILENCE:
            values = {"unit": unit, "amount": 2, "extended_to": 3, "silence": silence, "assumed": ["silence"]}
            Limit.objects.update_or_create(code="made", defaults={"source": "made up", "values": values})
            show()
    Limit.objects.filter(code="made").delete()
    show()
    for name in TOLD[1:]:
        setattr(service, name, {"sq": name})
    service.office.hours, service.office.names = [[day, "08:00", f"1{day}:00"] for day in range(7)], {}
    service.office.save()
    other = Service.objects.create(
        municipality=service.municipality, code="other", kind="request", office=service.office, names=in_all("other")
    )
    service.ends_on, service.instead = timezone.localdate() - timedelta(days=1), other
    service.save()
    show()
    Service.objects.update(names={"sq": "x"}, descriptions={})
    show(LIST)
    for month in range(1, 13):
        with override(tag):
            date_format(timezone.localdate().replace(month=month, day=1), "DATE_FORMAT")
    return "\n".join(read)


def test_no_sentence_of_these_pages_is_missing(client, licence, tag, missed):
    read = pages(client, licence, tag)

    assert missed.sentences == []
    assert "licence" not in read


def test_a_sentence_that_is_missing_would_be_found(client, licence, tag, missed):
    ours = trans_real.translation(tag)._catalog._catalogs[0]
    ours.pop("Papers needed")
    try:
        client.get(PAGE.format("sq"), {"in": tag})
    finally:
        trans_real._translations.pop(tag)

    assert missed.sentences == ["Papers needed"]


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [
        (
            "tr",
            [
                "Başvuru", "Kimler başvurabilir", "Gerekli belgeler", "Harç", "Ofis", "Çalışma saatleri",
                "7 gün; uzatılırsa en fazla 15 gün", "Kaynak: 06/L-081 sayılı Kamu Belgelerine Erişim Yasası",
                "Süresi içinde yanıt almazsanız yasa bunu ret sayar ve itiraz edebilirsiniz.",
                "Bildiğimiz hiçbir kaynak bunu açıkça söylememektedir.", "5 gün içinde",
                "Pazartesi – perşembe: 08:00–12:00", "Pazar: 09:00–10:00", "Başlayın",
                "Soruların sorulduğu sayfaların dili: Shqip.",
            ],
        ),
        (
            "bs",
            [
                "Prijava", "Ko može podnijeti zahtjev", "Potrebni dokumenti", "Taksa", "Kancelarija", "Radno vrijeme",
                "7 dana; najviše 15 dana ako se produži", "Izvor: Zakon br. 06/L-081 o pristupu javnim dokumentima",
                "zakon to smatra odbijanjem i možete izjaviti žalbu.", "u roku od 5 dana",
                "Ponedjeljak – četvrtak: 08:00–12:00", "Nedjelja: 09:00–10:00", "Započnite",
                "Jezik stranica na kojima odgovarate na pitanja: Shqip.",
            ],
        ),
    ],
)  # fmt: skip
def test_a_service_is_told_whole_in_turkish_and_in_bosnian(client, licence, tag, wanted):
    page = said(client.get(PAGE.format("sq"), {"in": tag}))

    for words in (*wanted, *(f"{name} {tag}" for name in TOLD), f"office {tag}", f"street {tag}"):
        assert words in plain(page)
    assert not [one for name in TOLD for one in TAGS if one != tag and f"{name} {one}" in plain(page)]
    assert '<html lang="sq">' in page
    assert re.search(rf'<div lang="{tag}">\s*<p class="caption">', page)
    assert 'action="/sq/municipalities/prizren/services/licence/begin/"' in page  # the interface stays as it was
    assert "Kush mund të kërkojë" not in page


def test_the_list_leads_on_in_the_language_it_is_read_in(client, licence, tag):
    page = said(client.get(LIST.format("sr"), {"in": tag, "q": "names"}))

    assert f'href="/sr/municipalities/prizren/services/licence/?in={tag}"' in page
    assert f'<input type="hidden" name="in" value="{tag}">' in page
    assert 'href="?in=sq&q=names" lang="sq"' in page
    heading = {"tr": "Ne talep etmek istiyorsunuz?", "bs": "Šta želite zatražiti?"}[tag]
    assert f"<h1>{heading}</h1>" in page
    assert {"tr": "1 hizmet bulundu", "bs": "Pronađena je 1 usluga"}[tag] in page
    assert "Услуге" in page.split("<main")[0]


def test_whoever_begins_from_such_a_page_finds_the_language_chosen_and_may_choose_another(client, licence, tag):
    page = said(client.get(PAGE.format("sq"), {"in": tag}))
    assert f'<input type="hidden" name="language" value="{tag}">' in page

    asked = said(client.post(PAGE.format("sq") + "begin/", {"language": tag}, follow=True))
    assert re.findall(r'value="([\w-]+)"[^>]* checked', asked) == [tag]
    assert Draft.objects.get().answers == {}  # nothing counts as answered before it is

    asked = said(client.post(PAGE.format("sq") + "begin/", {"language": "sr-Cyrl"}, follow=True))
    assert re.findall(r'value="([\w-]+)"[^>]* checked', asked) == ["sr-Cyrl"]

    for unknown in ("", "xx", "sq-AL"):
        asked = said(client.post(PAGE.format("sq") + "begin/", {"language": unknown}, follow=True))
        assert re.findall(r'value="([\w-]+)"[^>]* checked', asked) == ["sq"]


def test_mamusha_is_called_by_its_turkish_name(client, licence):
    place = Municipality.objects.get(slug="mamushe")
    Service.objects.update(municipality=place)

    for address in (LIST, PAGE):
        page = said(client.get(address.replace("prizren", "mamushe").format("sq"), {"in": "tr"}))
        assert re.search(r'<div lang="tr">\s*<p class="caption">[^<]*Mamuşa\b', page)
        assert "Mamuša" not in page
    assert place.both_names() == "Mamushë / Mamuša"
    assert place.name_in("bs") == "Mamushë / Mamuša"


def test_a_day_is_written_as_its_language_has_it(client, licence):
    day = timezone.localdate().replace(year=2026, month=3, day=2)
    Service.objects.filter(pk=licence.pk).update(ends_on=day)

    read = {tag: plain(said(client.get(PAGE.format("en"), {"in": tag}))) for tag in ("tr", "bs", "sr-Cyrl", "en")}

    assert "2 Mart 2026 tarihinde sona ermiştir." in read["tr"]
    assert "Prestala je 2. marta 2026." in read["bs"]
    assert "Престала је 2. марта 2026." in read["sr-Cyrl"]
    assert "It ended on 2 March 2026." in read["en"]


@pytest.mark.parametrize(
    ("number", "said_so"), [(1, "1 radni dan"), (3, "3 radna dana"), (15, "15 radnih dana"), (21, "21 radni dan")]
)
def test_bosnian_counts_as_it_does(client, licence, number, said_so):
    Limit.objects.create(code="made", source="made up", values={"unit": "working_days", "amount": number})
    Service.objects.update(limit_code="made")

    assert f"Rok{said_so} " in plain(said(client.get(PAGE.format("sq"), {"in": "bs"})))


def test_another_language_of_the_interface_is_told_whole_as_well(client, licence):
    page = said(client.get(PAGE.format("sq"), {"in": "sr-Cyrl"}))

    assert "Ко може да затражи" in page
    assert '<div lang="sr-Cyrl">' in page
    assert 'action="/sq/municipalities/' in page


def test_the_list_names_its_languages_where_there_is_one_that_the_interface_lacks(client, licence, lights):
    heading = "These services in other languages"

    assert heading in said(client.get(LIST.format("en")))
    assert heading not in said(client.get("/en/municipalities/gracanice/services/"))


def test_the_readers_own_language_needs_no_mark(client, licence):
    page = said(client.get(PAGE.format("sq")))

    assert '<div lang="' not in page
    assert "Gjuha e faqeve" not in page


def test_a_language_in_which_nobody_has_written_the_sentences_says_so_plainly(client, licence):
    licence.names["rom"] = "Lil"
    licence.save()

    for address in (PAGE, LIST):
        page = said(client.get(address.format("en"), {"in": "rom"}))
        assert "Nobody has written the headings, the days and the time limit in it yet." in page
        assert '<span lang="rom">Lil</span>' in page
        assert '<div lang="rom">' not in page
        assert "Nobody has written the headings" not in said(client.get(address.format("en"), {"in": "tr"}))
    assert "Who may ask" in said(client.get(PAGE.format("en"), {"in": "rom"}))


def test_an_address_that_asks_for_no_language_of_ours_shows_the_readers(client, licence):
    for wanted in ("xx", "\0", "tr-TR", "../tr"):
        page = client.get(PAGE.format("sq"), {"in": wanted})
        assert page.status_code == 200
        assert "names sq" in plain(said(page))


def test_every_language_owed_anywhere_is_told_or_is_one_nobody_has_written(kosovo):
    """A status entered for a language that is neither: write its sentences, or add it here on purpose."""
    of_language = {row.tag: row.language for row in packs.load("kosovo").tongues}
    told = {language for tag, language in of_language.items() if interface.told(tag)}
    assert {row.language for row in LanguageStatus.objects.all()} - told == {"rom"}
    assert set(catalogues.BESIDES) == set(interface.TOLD_BESIDES)
    assert not {code for code, _name in interface.NAMES} & set(interface.TOLD_BESIDES)


def test_every_law_that_a_limit_cites_is_named_in_these_languages(tag):
    pack = packs.load("kosovo")
    names = {one.key: one.texts for one in pack.sources}
    places = {one.code: one.texts for one in pack.labels if one.kind == "locator"}
    for limit in pack.limits:
        for key, locator in cited(limit.source):
            assert tag in names[key], key
            assert not locator or tag in places[locator.partition(" ")[0]], locator
    assert pack.cite("Law 05/L-031, Art. 100", tag) in {
        "05/L-031 sayılı Genel İdari Usul Yasası, 100. madde",
        "Zakon br. 05/L-031 o općem upravnom postupku, član 100.",
    }


def test_turkish_and_bosnian_names_stand_in_the_order_of_their_alphabets():
    turkish = ["Irak", "Itır", "İlan", "izin", "Okul", "Öneri", "Su", "Şikâyet", "Ulaşım", "Üyelik"]
    bosnian = ["Cijena", "Čistoća", "Ćuprija", "Džamija", "Đak", "Lov", "Ljekar", "Zemlja", "Život"]
    assert sorted(set(turkish), key=lambda name: order(name, "tr")) == turkish
    assert sorted(set(bosnian), key=lambda name: order(name, "bs")) == bosnian
