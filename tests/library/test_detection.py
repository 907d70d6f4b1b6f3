import re
from collections.abc import Iterator
from pathlib import Path

import babel.messages.pofile
import django
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uramost.detection import LEAST_CONFIDENCE, detect

OFFICIAL = (
    ("sq", "Komuna e Graçanicës njofton qytetarët se zyrat do të jenë të mbyllura më 28 nëntor."),
    ("sq", "Kërkesa dorëzohet në zyrën pritëse brenda pesëmbëdhjetë ditëve."),
    ("sq", "Thirrje publike për subvencionimin e bizneseve të vogla"),
    ("sq", "Drita e rrugës nuk punon."),
    ("sr-Latn", "Opština Gračanica obaveštava građane da će kancelarije biti zatvorene 28. novembra."),
    ("sr-Latn", "Zahtev se podnosi u šalter-sali u roku od petnaest dana."),
    ("sr-Latn", "Javni poziv za subvencionisanje malih preduzeća"),
    ("sr-Latn", "Ulična rasveta ne radi."),
    ("sr-Latn", "Općina Dragaš obavještava građane o javnoj raspravi o budžetu."),
    ("sr-Cyrl", "Општина Грачаница обавештава грађане да ће канцеларије бити затворене."),
    ("sr-Cyrl", "Захтев се подноси у року од петнаест дана."),
    ("sr-Cyrl", "Улично светло не ради."),
    ("sr-Cyrl", "ЈАВНИ КОНКУРС ЗА ПОПУНУ РАДНИХ МЕСТА"),
    ("tr", "Prizren Belediyesi vatandaşlara ofislerin kapalı olacağını duyurur."),
    ("tr", "Başvurular on beş gün içinde kabul ofisine teslim edilir."),
    ("tr", "Sokak lambası çalışmıyor."),
    ("en", "The municipality informs residents that its offices will be closed on 28 November."),
    ("en", "Applications are submitted at the reception desk within fifteen days."),
    ("en", "The street light is not working."),
)

BARE_ALBANIAN = (
    "Komuna e Gracanices njofton qytetaret se zyrat do te jene te mbyllura.",
    "Kerkesa dorezohet ne zyren pritese brenda pesembedhjete diteve.",
    "Thirrje publike per subvencionimin e bizneseve te vogla",
    "Drita e rruges nuk punon.",
    "Nuk kemi uje qe dy dite ne lagjen tone",
    "Si mund ta marr certifikaten e lindjes?",
)

OTHERS = (
    "Die Gemeinde gibt bekannt, dass die Büros am 28. November geschlossen bleiben.",
    "La commune informe les habitants que les bureaux seront fermés.",
    "Il comune informa i cittadini che gli uffici resteranno chiusi.",
    "Муниципалитет сообщает жителям о приёме заявок на конкурс.",
    "Общината уведомява гражданите за провеждането на конкурса.",
    "Општината ги известува граѓаните дека канцелариите ќе бидат затворени.",
    "Општината ги известува сите жители за јавниот повик.",
    "Občina obvešča občane, da bodo pisarne zaprte in ni mogoče oddati vlog.",
    "Ο δήμος ενημερώνει τους κατοίκους ότι τα γραφεία θα είναι κλειστά.",
)


@pytest.mark.parametrize(("language", "text"), OFFICIAL)
def test_official_sentences_are_recognised(language: str, text: str) -> None:
    guess = detect(text)

    assert guess.language == language
    assert 0.5 < guess.confidence <= 1


@pytest.mark.parametrize("text", BARE_ALBANIAN)
def test_albanian_typed_without_its_diacritics_is_albanian(text: str) -> None:
    assert detect(text).language == "sq"


@pytest.mark.parametrize("text", OTHERS)
def test_another_language_is_none_of_ours(text: str) -> None:
    guess = detect(text)

    assert guess.language is None
    assert guess.confidence > 0.5


def test_what_the_words_leave_open_is_ours_without_being_sure() -> None:
    """It could be Slovenian; at the desk of a municipality of Kosovo it hardly is."""
    guess = detect("premesti na drugi panel")

    assert guess.language == "sr-Latn"
    assert LEAST_CONFIDENCE <= guess.confidence < 0.5


@pytest.mark.parametrize("text", ["", "   ", "Komuna", "Општина Штрпце", "12.03.2026 – 15 %", "⟦1⟧Javni⟦/1⟧ konkurs"])
def test_of_too_few_words_nothing_is_said(text: str) -> None:
    assert detect(text).language is None
    assert detect(text).confidence == 0


def test_addresses_and_formatting_do_not_count() -> None:
    text = "⟦1⟧Захтев се шаље⟦/1⟧ на gracanica.municipality@rks-gov.net или https://kk.rks-gov.net/gracanice/"

    assert detect(text).language == "sr-Cyrl"


def test_a_word_of_the_other_script_does_not_change_the_answer() -> None:
    assert detect("Пријаве у формату PDF примају се до петка.").language == "sr-Cyrl"
    assert detect("Prijave na српском primaju se do petka u kancelariji.").language == "sr-Latn"


@given(st.text(max_size=200))
def test_any_text_gets_an_answer_with_a_probability(text: str) -> None:
    assert 0 <= detect(text).confidence <= 1


def messages(locale: str) -> Iterator[str]:
    """What Django says in a language, in sentences of some length."""
    for catalogue in sorted(Path(django.__file__).parent.glob(f"**/locale/{locale}/LC_MESSAGES/*.po")):
        for message in babel.messages.pofile.read_po(catalogue.open("rb")):
            text = message.string if isinstance(message.string, str) else message.string[0]
            bare = re.sub(r"%\(\w+\)\w|%\w|<[^>]*>|\{\w*\}", " ", text) if message.id else ""
            if 5 <= len(re.findall(r"[^\W\d_]+", bare)) <= 20:
                yield bare


@pytest.mark.parametrize(
    ("locale", "language", "share"),
    [
        ("sq", "sq", 0.98),
        ("sr_Latn", "sr-Latn", 0.98),
        ("sr", "sr-Cyrl", 0.97),
        ("bs", "sr-Latn", 0.98),
        ("tr", "tr", 0.98),
        ("de", None, 0.98),
        ("fr", None, 0.98),
        ("ru", None, 0.98),
        ("bg", None, 0.95),
    ],
)
def test_real_messages_are_recognised(locale: str, language: str | None, share: float) -> None:
    answers = [detect(text).language == language for text in messages(locale)]

    assert len(answers) > 30
    assert sum(answers) / len(answers) >= share


def test_real_albanian_without_diacritics_is_recognised() -> None:
    bare = [text.translate(str.maketrans("ëçËÇ", "ecEC")) for text in messages("sq")]

    assert sum(detect(text).language == "sq" for text in bare) / len(bare) >= 0.95
