"""How many segments of municipal prose do the checks flag though the two texts say the same?

Run: python bench/prose.py [--show CODE] [--interface].

The pairs are the sentences of the demonstration: its notices in every pair of the languages they are written in, in
both directions, the long guidelines in Albanian and Serbian, and four sentences with what these lack. They are our own
and were read against each other, so a finding is presumed false; `--show` prints those of a check to judge. Places and
terms are those of the Kosovo pack, with all of its terms taken as agreed. With `--interface` the pairs are the
sentences of the site itself, in English, Albanian and Serbian: freer, and not what the checks were made for.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date
from functools import cache
from itertools import permutations
from pathlib import Path

from segments import catalogue

import uramost.packs
import uramost_web
from uramost.checks import CHECKS, Context, Finding, Places, examine
from uramost.checks.agreement import FACT_CHECKS
from uramost.scripts import derive
from uramost.terms import Term, read_csv
from uramost_web.portal.demo import guidelines, texts

REFERENCES = (
    {
        "sq": "Në bazë të nenit 12, paragrafi 3 të Ligjit nr. 00/L-000, komuna e publikon këtë njoftim.",
        "sr-Cyrl": "На основу члана 12. став 3. Закона бр. 00/L-000, општина објављује ово обавештење.",
        "bs": "Na osnovu člana 12. stav 3. Zakona br. 00/L-000, općina objavljuje ovo obavještenje.",
        "en": "Under Article 12, paragraph 3 of Law No. 00/L-000, the municipality publishes this notice.",
        "tr": "00/L-000 sayılı Kanun'un 12. maddesinin 3. fıkrası uyarınca belediye bu duyuruyu yayımlar.",
    },
    {
        "sq": "Për pyetje telefononi në 038 000 000 ose shkruani në pyetje@example.org.",
        "sr-Cyrl": "За питања позовите 038 000 000 или пишите на pyetje@example.org.",
        "bs": "Za pitanja nazovite 038 000 000 ili pišite na pyetje@example.org.",
        "en": "For questions call 038 000 000 or write to pyetje@example.org.",
        "tr": "Sorularınız için 038 000 000 numarasını arayın veya pyetje@example.org adresine yazın.",
    },
    {
        "sq": "Ankesa paraqitet brenda 8 ditëve të punës, çdo të martë dhe të enjte, nga ora 09:30.",
        "sr-Cyrl": "Жалба се подноси у року од 8 радних дана, сваког уторка и четвртка, од 09:30 часова.",
        "bs": "Žalba se podnosi u roku od 8 radnih dana, svakog utorka i četvrtka, od 09:30 sati.",
        "en": "A complaint is handed in within 8 working days, on any Tuesday and Thursday, from 09:30.",
        "tr": "İtiraz 8 iş günü içinde, her salı ve perşembe, saat 09:30'dan itibaren verilir.",
    },
    {
        "sq": "Hyrja me automjete nuk lejohet më larg se 20 metra, dhe taksa është 12,50 euro.",
        "sr-Cyrl": "Улаз возилима није дозвољен даље од 20 метара, а такса је 12,50 евра.",
        "bs": "Ulaz vozilima nije dozvoljen dalje od 20 metara, a taksa je 12,50 eura.",
        "en": "Vehicles are not allowed further than 20 metres in, and the fee is 12.50 euros.",
        "tr": "Araçların 20 metreden ileri girmesine izin verilmez ve harç 12,50 avrodur.",
    },
)
"""What the notices lack: articles of a law, telephone numbers, the same in five languages. No such law exists."""
TODAY = date(2026, 11, 24)  # fixed, so that the days in the notices and the figures are the same every time
FACTS = {one.code for one in FACT_CHECKS}


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and what another language says for it."""

    source: str
    target: str
    source_language: str
    target_language: str
    origin: str


def aligned() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Where a sentence stands, and what each language says for it: notices, their corrections, the guidelines."""
    for story in texts.stories():
        day = story.published(TODAY, UTC).date()
        columns = {tag: texts.sentences(story, tag, day) for tag in story.texts}
        for row in zip(*columns.values(), strict=True):
            yield story.name, dict(zip(columns, row, strict=True))
        if story.correction and len(story.correction.texts) > 1:
            yield story.name, {tag: story.correction.said(tag, day) for tag in story.correction.texts}
    yield from (("references", said) for said in REFERENCES)
    for name, pairs in (("guidelines", guidelines.long_pairs()), ("earlier call", guidelines.earlier_pairs())):
        for pair in pairs:
            yield name, dict(zip((guidelines.SOURCE, guidelines.TARGET), pair, strict=True))


def with_both_scripts(said: Mapping[str, str]) -> Mapping[str, str]:
    """Serbian in Cyrillic also in Latin, as the site derives it."""
    return said | {"sr-Latn": derive(said["sr-Cyrl"], "sr-Cyrl", "sr-Latn")} if "sr-Cyrl" in said else said


def corpus() -> list[Pair]:
    """Every pair of two sentences that say the same, once."""
    found: dict[tuple[str, str, str, str], Pair] = {}
    for origin, said in aligned():
        for (tag, source), (other, target) in permutations(with_both_scripts(said).items(), 2):
            found.setdefault((source, target, tag, other), Pair(source, target, tag, other, origin))
    return list(found.values())


def interface() -> list[Pair]:
    """The sentences of the site in every pair of its languages."""
    folder = Path(uramost_web.__file__).parent / "locale"
    tags = {"sq": "sq", "sr": "sr-Cyrl"}
    columns = {tag: catalogue(folder / name / "LC_MESSAGES" / "django.po") for name, tag in tags.items()}
    keys = sorted(set[tuple[str, str]].intersection(*map(set, columns.values())))
    return [
        Pair(source, target, tag, other, "interface")
        for key in keys
        for (tag, source), (other, target) in permutations(
            [("en", key[1]), *((tag, column[key]) for tag, column in columns.items())], 2
        )
    ]


@cache
def places() -> Places:
    """As the site makes them from the pack."""
    return Places(
        {
            place.code: {
                tag: tuple(names[tag] for names in (place.names, place.definite) if tag in names) for tag in place.names
            }
            for place in uramost.packs.load("kosovo").municipalities
        }
    )


@cache
def terms() -> tuple[Term, ...]:
    found = read_csv(Path(uramost.packs.__file__).parent / "kosovo" / "terms.csv")
    return tuple(replace(term, status="approved") for term in found)


@cache
def context(source_language: str, target_language: str) -> Context:
    return Context(source_language, target_language, places(), terms())


def findings(pair: Pair) -> list[Finding]:
    return examine(pair.source, pair.target, context(pair.source_language, pair.target_language))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", metavar="CODE", help="print the pairs this check flags; `all`: every finding")
    parser.add_argument("--interface", action="store_true", help="the sentences of the site instead")
    wanted = parser.parse_args()
    pairs = interface() if wanted.interface else corpus()
    totals = Counter((pair.source_language, pair.target_language) for pair in pairs)
    flagged: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    all_in_all: Counter[str] = Counter()
    for pair in pairs:
        found = findings(pair)
        codes = {finding.code for finding in found}
        grave = {finding.code for finding in found if finding.severity != "note"}
        codes |= {name for name, some in (("facts", codes & FACTS), ("all but notes", grave)) if some}
        flagged[pair.source_language, pair.target_language].update(codes)
        all_in_all.update(codes)
        for finding in found:
            if wanted.show in (finding.code, "all"):
                print(f"{pair.source_language} → {pair.target_language}, {pair.origin}: {finding.code}")
                print("", pair.source, pair.target, dict(finding.values), sep="\n  ")
    print(f"{len(pairs)} pairs of sentences")
    for code in (*(one.code for one in CHECKS if all_in_all[one.code]), "facts", "all but notes"):
        print(f"\n{code}: {all_in_all[code]}, {all_in_all[code] / len(pairs):.2%}")
        for (tag, other), total in sorted(totals.items()):
            if count := flagged[tag, other][code]:
                print(f"  {tag:8} → {other:8} {count:4} of {total:4}  {count / total:6.2%}")


if __name__ == "__main__":
    main()
