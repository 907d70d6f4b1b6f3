"""A vacancy notice as a municipality writes it, in five languages: nothing to find, until something is changed."""

from itertools import permutations

import pytest

from uramost.checks import Context, Places, examine
from uramost.scripts import to_latin

PLACES = Places(
    {
        "34": {
            "sq": ("Graçanicë", "Graçanica"),
            "sr-Latn": ("Gračanica",),
            "sr-Cyrl": ("Грачаница",),
            "en": ("Gračanica/Graçanicë", "Gračanica", "Graçanicë"),
            "tr": ("Graçanica",),
        }
    }
)
ALBANIAN = (
    "Shpallje publike për plotësimin e vendit të lirë të punës",
    "Në bazë të nenit 67, paragrafi 1, pika 2 të Ligjit nr. 03/L-040, Komuna e Graçanicës shpall konkurs për 2 (dy) "
    "pozita me pagë bruto 512,40 € në muaj.",
    "Afati për aplikim është 15 ditë kalendarike nga dita e publikimit, deri më 27 mars 2026 në orën 16:00.",
    "Ankesat dorëzohen brenda 8 ditësh pune në zyrën nr. 12, kati i dytë, çdo të hënë dhe të enjte prej orës 09:00 "
    "deri në orën 15:30.",
    "Për informata telefononi në 038 564 321 ose shkruani në info.gracanice@example.org.",
    "Janë ndarë 1.250.000 euro, prej të cilave 35,5 për qind për rrugët.",
)
SERBIAN = (
    "Јавни конкурс за попуњавање слободног радног места",
    "На основу члана 67. став 1. тачка 2. Закона бр. 03/Л-040, Општина Грачаница расписује конкурс за 2 (два) радна "
    "места са бруто платом од 512,40 евра месечно.",
    "Рок за пријаву је 15 календарских дана од дана објављивања, до 27. марта 2026. године у 16.00 часова.",
    "Жалбе се подносе у року од 8 радних дана у канцеларији бр. 12, други спрат, сваког понедељка и четвртка од 9.00 "
    "до 15.30 часова.",
    "За информације позовите 038/564-321 или пишите на info.gracanice@example.org.",
    "Издвојено је 1.250.000 евра, од чега 35,5% за путеве.",
)
ENGLISH = (
    "Public call to fill a vacant post",
    "Under Article 67, paragraph 1, point 2 of Law No. 03/L-040, the Municipality of Graçanicë announces a competition "
    "for 2 (two) posts with a gross salary of €512.40 a month.",
    "The time limit for applications is 15 calendar days from publication, until 27 March 2026 at 4 p.m.",
    "Complaints are handed in within 8 working days at office no. 12, second floor, every Monday and Thursday from "
    "9:00 to 15:30.",
    "For information call 038 564 321 or write to info.gracanice@example.org.",
    "EUR 1,250,000 was set aside, of which 35.5 per cent for roads.",
)
TURKISH = (
    "Boş kadronun doldurulması için açık ilan",
    "03/L-040 sayılı Kanun'un 67. maddesinin 1. fıkrasının 2. bendi uyarınca Graçanica Belediyesi aylık brüt 512,40 € "
    "maaşla 2 (iki) kadro için ilan açmıştır.",
    "Başvuru süresi yayımlandığı günden itibaren 15 takvim günüdür, 27 Mart 2026 saat 16.00'ya kadar.",
    "İtirazlar 8 iş günü içinde 12 numaralı ofise, ikinci kat, her pazartesi ve perşembe saat 09.00'dan 15.30'a kadar "
    "verilir.",
    "Bilgi için 038 564 321 numarasını arayın veya info.gracanice@example.org adresine yazın.",
    "1.250.000 avro ayrıldı, bunun yüzde 35,5'i yollar için.",
)
NOTICE = {
    "sq": ALBANIAN,
    "sr-Cyrl": SERBIAN,
    "sr-Latn": tuple(map(to_latin, SERBIAN)),
    "en": ENGLISH,
    "tr": TURKISH,
}


@pytest.mark.parametrize(("source_language", "target_language"), list(permutations(NOTICE, 2)))
def test_the_notice_says_the_same_in_every_language(source_language: str, target_language: str):
    context = Context(source_language, target_language, PLACES)
    pairs = zip(NOTICE[source_language], NOTICE[target_language], strict=True)

    assert [finding for pair in pairs for finding in examine(*pair, context)] == []


@pytest.mark.parametrize(
    ("paragraph", "said", "changed", "code"),
    [
        (1, "члана 67", "члана 76", "article_differs"),
        (1, "03/Л-040", "03/Л-140", "law_differs"),
        (1, "512,40", "521,40", "amount_differs"),
        (1, "2 (два)", "2 (три)", "number_differs"),
        (1, "Општина Грачаница", "Општина", "place_missing"),
        (2, "15 календарских", "15 радних", "duration_differs"),
        (2, "марта", "маја", "date_differs"),
        (2, "16.00", "15.00", "time_differs"),
        (3, "понедељка", "петка", "weekday_differs"),
        (4, "564-321", "564-312", "phone_differs"),
        (4, "info.gracanice", "info.gracanica", "email_differs"),
        (5, "35,5%", "53,5%", "percent_differs"),
        (5, "1.250.000 евра", "1.250.000 динара", "amount_differs"),
        (5, "Издвојено", "Издвojено", "look_alikes"),
    ],
)
def test_a_slip_in_the_serbian_text_is_the_one_thing_found(paragraph: int, said: str, changed: str, code: str):
    slipped = SERBIAN[paragraph].replace(said, changed)

    findings = examine(ALBANIAN[paragraph], slipped, Context("sq", "sr-Cyrl", PLACES))

    assert [finding.code for finding in findings] == [code]
