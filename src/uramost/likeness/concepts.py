"""What is a resident's text about? The common ground of languages: a lamp is a lamp in each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from uramost.terms import Finder, Term
from uramost.text import fold

# Concept → beginnings of words, folded: Albanian | Serbian and Bosnian | Turkish | English. A full stop ends a word.
_TABLE: Final = """
light        drit ndric llamb poc. poca | svetl rasvet sijalic lamp osvetlj svjetl | isig isik lamba aydinlat ampul | light lamp bulb
pole         shtyll | stub bander | direk diregi | pole post. lamppost
street       rrug | ulic put. putu puta cest kolovoz | sokak sokag cadde yol. yolu yold | street road
hole         grop vrim | rup. rupa rupe rupu udarn | cukur delik | hole pothole
pavement     trotuar | trotoar plocnik | kaldirim | sidewalk pavement footpath
water        uje. uji. ujit ujin ujesjell | vod. voda vode vodi vodu vodovod | su. suyu sular sumuz suyumuz | water
pipe         gyp tubac | cev. cevi cevovod cijev | boru | pipe main.
leak         rrjedh pikon pikim dermohet | curi curenj istice lije. | siz akiyor akiyo kacag kacak | leak spill gush
outage       mung nderpre ndalur | nestan nestal nema. prekid iskljuc | kesint kesil kesik | outage cut. interrupt
sewage       kanaliz fekal ujera | kanaliz fekal | kanalizasyon lagim pis. | sewage sewer
manhole      puset kapak | saht poklopac poklopc | rogar kapag kapak | manhole cover
waste        mbetur plehr berllog hedhurin | smec djubr dubr otpad otpac | cop. cople copu cope copl atik | garbage trash rubbish waste
container    kontejn konteiner kosh. kosha koshi | kontejn kant. kanta kante kantu | konteyner kova | container bin. bins dumpster
dog          qen | pas. psi. psa. pse. pasa. psima psec | kopek kopeg | dog
stray        endac | lutalic lutal | basibos sahipsiz | stray
tree         peme pema drur lisi. dege dega | drvo drve drva. stabl gran | agac dal. dali dallar | tree branch
park         park. parku parkun | park. parku parka | park. parki parkt | park.
playground   lojera lojra kend lojes | igralist ljuljask klackalic | oyun salincak | playground swing
noise        zhurm muzik | buk. buka buci bucn muzik | gurultu muzik | noise loud music
snow         bore bora akull ngric | sneg snijeg led. leda leda. poledic | kar. karl buz | snow ice. icy
parking      parkim parkua | parking parkir | otopark parked | parking parked
sign         shenj tabel | znak znac tabl | levha tabela isaret | sign
signal       semafor | semafor | trafik | traffic
bus          autobus | autobus | otobus durak | bus. buses
school       shkoll nxenes | skol djac djak ucenic | okul ogrenci | school pupil
electricity  rrym elektri | struj elektri | elektri | electric power
wire         tel. tela telat kabll kabllo | kabl zic | kablo tel. teller | cable wire
smell        qelb ere. aroma | smrd miris | koku | smell stink
flood        permbyt vershim | poplav plavi | sel. baskin bast | flood
car          vetur makin automj | vozil kola. auto. automobil | araba arac | car. cars vehicle
bridge       ura. ure. uren ures | most. mosta mostu | kopru | bridge
fence        gardh rrethoj | ograd | cit. citi korkuluk | fence railing
building     ndert godin | gradnj gradi. zgrad gradevin | insaat bina | build construct
birth        lindj | roden | dogum | birth
certificate  certifikat vertetim ekstrakt | uverenj potvrd izvod | belge sertifika kayit | certificate extract
permit       leje leja | dozvol | izin izni ruhsat | permit licence license
property     pron kadast | imovin katast | mulk tapu kadastr | property cadast deed
tax          tatim | porez | vergi | tax
help         ndihm asistenc | pomoc | yardim | assistance welfare
cemetery     varrez varri | groblj grob. | mezar | cemetery grave
market       treg. tregu tregun tregut | pijac | pazar. pazari | market
fallen       rrezua rene. rrez | pao. pala. palo. oboren srus | devril dustu dusmus | fallen fell
blocked      bllok zene. zenur | zacep zapus blokir | tikan tikal kapali | block clog
full         plot mbush tejmbush | pun. puni puna pune prepun | dolu tasi tasmis | full overflow
dirty        pis. ndot pist ndyr | prljav zagad mut. mutna | kirli bulanik | dirty pollut brown
rats         minj miu. | pacov mis. misev | fare. fareler | rat. rats mice
river        lum. lumi lumin perrua | rek. reka reku reci potok | nehir dere irmak | river stream
nursery      cerdhe kopsht | vrtic obdanist | kres anaokul | nursery kindergarten
heating      ngroh | grej | isinma isitma kalorifer | heating
document     dokument akt. qasje | dokument spis | dokuman evrak | document records
fire         zjarr djeg | pozar vatr gori. pali. | yangin yakil | fire burn
"""  # noqa: E501 - a row is a concept

_COLUMNS: Final = ("sq", "sr", "tr", "en")
_SAME: Final = {"bs": "sr", "hr": "sr", "cnr": "sr"}
EVERYDAY: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    row.split()[0]: dict(zip(_COLUMNS, (tuple(cell.split()) for cell in row[13:].split("|")), strict=True))
    for row in _TABLE.strip().splitlines()
}
"""Concept → language → beginnings of its words; those with a full stop are whole words."""
TERM: Final = "term:"
"""Before the id of a term."""
_LONGEST: Final = 12  # letters of a beginning that are looked at


class Concepts:
    """Finds what texts are about: everyday things, and the terms and words that a municipality adds.

    `terms` are those of its terminology, found in all their forms. `more` are concepts of its own, such as the words
    by which residents call a service: code → language → beginnings of single words, as in `EVERYDAY`.
    """

    def __init__(
        self, terms: Iterable[Term] = (), more: Mapping[str, Mapping[str, Iterable[str]]] | None = None
    ) -> None:
        self._terms = tuple(terms)
        self._finders: dict[str, Finder] = {}
        self._words: dict[str, dict[str, str]] = {}
        for table in (EVERYDAY, more or {}):
            for concept, languages in table.items():
                for language, words in languages.items():
                    self._take(concept, language, words)

    def _take(self, concept: str, language: str, words: Iterable[str]) -> None:
        known = self._words.setdefault(_language(language), {})
        for word in words:
            known[fold(word) + "." * word.endswith(".")] = concept

    def find(self, text: str, language: str) -> frozenset[str]:
        """What a text is about; ids of terms have "term:" before them. `language` is a BCP 47 tag."""
        known = self._words.get(_language(language), {})
        found = {concept for word in fold(text).split() if (concept := _of(word, known))}
        if self._terms:
            found |= {f"{TERM}{one.term.id}" for one in self._finder(language).find(text)}
        return frozenset(found)

    def _finder(self, language: str) -> Finder:
        if language not in self._finders:
            self._finders[language] = Finder(self._terms, language)
        return self._finders[language]


def _language(tag: str) -> str:
    primary = tag.partition("-")[0]
    return _SAME.get(primary, primary)


def _of(word: str, known: Mapping[str, str]) -> str | None:
    """The concept of the longest beginning of a word that is known."""
    if whole := known.get(f"{word}."):
        return whole
    return next((known[word[:end]] for end in range(min(len(word), _LONGEST), 1, -1) if word[:end] in known), None)
