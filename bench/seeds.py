"""Facts of municipal life, which programs' catalogues hardly have: each written in the way of its language.

`seeded` puts one fact into a real segment, the same in both languages; `slipped` does so with another value in the
target. All values are invented; the way of writing is drawn for each language by itself.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from segments import Segment

Values = dict[str, Any]
Write = Callable[[Values], str]


def _each(**words: str) -> dict[str, list[str]]:
    """A list of words for each language."""
    return {"sr-Cyrl" if tag == "sr" else tag: some.split() for tag, some in words.items()}


MONTHS = _each(
    sq="janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor",
    sr="јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра",
    en="January February March April May June July August September October November December",
)
UNITS: Mapping[str, Mapping[str, str]] = {
    "sq": {"day": "ditëve", "week": "javëve", "month": "muajve"},
    "sr-Cyrl": {"day": "дана", "week": "недеља", "month": "месеци"},
    "en": {"day": "days", "week": "weeks", "month": "months"},
}
CURRENCIES: Mapping[str, Mapping[str, str]] = {
    "sq": {"EUR": "euro", "RSD": "dinarë", "USD": "dollarë"},
    "sr-Cyrl": {"EUR": "евра", "RSD": "динара", "USD": "долара"},
    "en": {"EUR": "euros", "RSD": "dinars", "USD": "dollars"},
}
DAYS = _each(
    sq="hënën martën mërkurën enjten premten shtunën dielën",
    sr="понедељак уторак среду четвртак петак суботу недељу",
    en="Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
)
ON = {"sq": "të", "sr-Cyrl": "у", "en": "on"}
PLACES = _each(
    sq="Prishtinë Graçanicë Gjilan Ferizaj Prizren Shtërpcë Dragash Lipjan",
    sr="Приштина Грачаница Гњилане Урошевац Призрен Штрпце Драгаш Липљан",
    en="Prishtinë Graçanicë Gjilan Ferizaj Prizren Shtërpcë Dragash Lipjan",
)
POINT = {"sq": ".", "sr-Cyrl": ".", "en": ","}


def grouped(number: int, language: str) -> str:
    return f"{number:,}".replace(",", POINT[language])


def money(cents: int, language: str) -> str:
    whole = grouped(cents // 100, language)
    return f"{whole}{'.' if language == 'en' else ','}{cents % 100:02}"


@dataclass(frozen=True, slots=True)
class Seed:
    """A kind of fact: its values, how each language writes it, and how another value is made of them.

    `group` is what the figures are given for.
    """

    group: str
    draw: Callable[[random.Random], Values]
    write: Mapping[str, Sequence[Write]]
    slips: Mapping[str, Callable[[Values, random.Random], Values]]


def nudged(name: str, low: int, high: int) -> Callable[[Values, random.Random], Values]:
    """Another whole number between the two, for one of the values."""

    def slip(values: Values, chance: random.Random) -> Values:
        return values | {name: chance.choice([n for n in range(low, high + 1) if n != values[name]])}

    return slip


def digit_changed(name: str) -> Callable[[Values, random.Random], Values]:
    """One figure of a number or of a text, not a leading one made nought."""

    def slip(values: Values, chance: random.Random) -> Values:
        text = str(values[name])
        at = chance.choice([place for place, sign in enumerate(text) if sign.isdigit()])
        figure = (int(text[at]) + chance.randint(1, 8)) % 10 or 9
        changed = text[:at] + str(figure if str(figure) != text[at] else 8) + text[at + 1 :]
        return values | {name: type(values[name])(changed)}

    return slip


def figures_swapped(name: str) -> Callable[[Values, random.Random], Values]:
    """Two neighbouring figures in the other order, where they differ; otherwise one is changed."""

    def slip(values: Values, chance: random.Random) -> Values:
        text = str(values[name])
        places = [at for at in range(len(text) - 1) if text[at] != text[at + 1] and text[at + 1] != "0"]
        if not places:
            return digit_changed(name)(values, chance)
        at = chance.choice(places)
        return values | {name: int(text[:at] + text[at + 1] + text[at] + text[at + 2 :])}

    return slip


def other(name: str, options: Sequence[Any]) -> Callable[[Values, random.Random], Values]:
    def slip(values: Values, chance: random.Random) -> Values:
        return values | {name: chance.choice([one for one in options if one != values[name]])}

    return slip


def letter_changed(name: str) -> Callable[[Values, random.Random], Values]:
    """A letter of an address made another one."""

    def slip(values: Values, chance: random.Random) -> Values:
        text: str = values[name]
        at = chance.choice([place for place, sign in enumerate(text) if sign.isalpha()])
        letter = chance.choice([one for one in "abdeimnrst" if one != text[at]])
        return values | {name: text[:at] + letter + text[at + 1 :]}

    return slip


def in_all(write: Write) -> Mapping[str, Sequence[Write]]:
    return {tag: [write] for tag in MONTHS}


def by_language(**ways: Sequence[Write]) -> Mapping[str, Sequence[Write]]:
    return {"sq": ways["sq"], "sr-Cyrl": ways["sr"], "en": ways["en"]}


def _date(chance: random.Random) -> Values:
    return {"d": chance.randint(1, 28), "m": chance.randint(1, 12), "y": chance.randint(2015, 2030)}


SEEDS: Mapping[str, Seed] = {
    "number": Seed(
        "numbers",
        lambda chance: {"n": chance.choice([chance.randint(2, 99), chance.randint(1001, 99_999)])},
        by_language(
            sq=[lambda v: f"gjithsej {grouped(v['n'], 'sq')}", lambda v: f"gjithsej {v['n']}"],
            sr=[lambda v: f"укупно {grouped(v['n'], 'sr-Cyrl')}", lambda v: f"укупно {v['n']}"],
            en=[lambda v: f"{grouped(v['n'], 'en')} in all", lambda v: f"{v['n']} in all"],
        ),
        {"digit changed": digit_changed("n"), "two figures swapped": figures_swapped("n")},
    ),
    "percent": Seed(
        "numbers",
        lambda chance: {"n": chance.randint(2, 99)},
        by_language(
            sq=[lambda v: f"{v['n']} për qind", lambda v: f"{v['n']}%", lambda v: f"{v['n']} %"],
            sr=[lambda v: f"{v['n']} одсто", lambda v: f"{v['n']}%", lambda v: f"{v['n']} %"],
            en=[lambda v: f"{v['n']} per cent", lambda v: f"{v['n']}%"],
        ),
        {"percentage changed": digit_changed("n")},
    ),
    "amount": Seed(
        "numbers",
        lambda chance: {"c": chance.randint(1000, 9_999_999), "cur": chance.choice(["EUR", "RSD", "USD"])},
        {
            tag: [
                lambda v, tag=tag: f"{money(v['c'], tag)} {CURRENCIES[tag][v['cur']]}",
                lambda v, tag=tag: f"{money(v['c'], tag)} {v['cur']}",
            ]
            for tag in CURRENCIES
        },
        {"amount changed": digit_changed("c"), "currency swapped": other("cur", ["EUR", "RSD", "USD"])},
    ),
    "range": Seed(
        "numbers",
        lambda chance: {"a": chance.randint(2, 40), "b": chance.randint(41, 90)},
        by_language(
            sq=[lambda v: f"nga {v['a']} deri në {v['b']}", lambda v: f"{v['a']}–{v['b']}"],
            sr=[lambda v: f"од {v['a']} до {v['b']}", lambda v: f"{v['a']}–{v['b']}"],
            en=[lambda v: f"from {v['a']} to {v['b']}", lambda v: f"{v['a']}–{v['b']}"],
        ),
        {"end of a range changed": nudged("b", 41, 90), "range turned round": lambda v, _: {"a": v["b"], "b": v["a"]}},
    ),
    "date": Seed(
        "dates",
        _date,
        by_language(
            sq=[
                lambda v: f"më {v['d']} {MONTHS['sq'][v['m'] - 1]} {v['y']}",
                lambda v: f"më {v['d']} {MONTHS['sq'][v['m'] - 1]} të vitit {v['y']}",
                lambda v: f"më {v['d']:02}.{v['m']:02}.{v['y']}",
            ],
            sr=[
                lambda v: f"{v['d']}. {MONTHS['sr-Cyrl'][v['m'] - 1]} {v['y']}. године",
                lambda v: f"{v['d']}. {MONTHS['sr-Cyrl'][v['m'] - 1]} {v['y']}.",
                lambda v: f"{v['d']:02}.{v['m']:02}.{v['y']}.",
            ],
            en=[
                lambda v: f"on {v['d']} {MONTHS['en'][v['m'] - 1]} {v['y']}",
                lambda v: f"on {MONTHS['en'][v['m'] - 1]} {v['d']}, {v['y']}",
                lambda v: f"on {v['y']}-{v['m']:02}-{v['d']:02}",
            ],
        ),
        {
            "day shifted": nudged("d", 1, 28),
            "month shifted": nudged("m", 1, 12),
            "year changed": nudged("y", 2015, 2030),
        },
    ),
    "weekday": Seed(
        "dates",
        lambda chance: {"w": chance.randint(0, 6)},
        {tag: [lambda v, tag=tag: f"{ON[tag]} {DAYS[tag][v['w']]}"] for tag in DAYS},
        {"weekday changed": nudged("w", 0, 6)},
    ),
    "time": Seed(
        "dates",
        lambda chance: {"h": chance.randint(7, 20), "min": chance.choice([0, 15, 30, 45])},
        by_language(
            sq=[lambda v: f"në orën {v['h']:02}:{v['min']:02}", lambda v: f"në orën {v['h']}.{v['min']:02}"],
            sr=[lambda v: f"у {v['h']:02}:{v['min']:02}", lambda v: f"у {v['h']}.{v['min']:02} часова"],
            en=[
                lambda v: f"at {v['h']:02}:{v['min']:02}",
                lambda v: f"at {(v['h'] - 1) % 12 + 1}:{v['min']:02} {'p' if v['h'] > 11 else 'a'}.m.",
            ],
        ),
        {"hour changed": nudged("h", 7, 20), "minutes changed": other("min", [0, 15, 30, 45])},
    ),
    "deadline": Seed(
        "dates",
        lambda chance: {"n": chance.randint(2, 90), "u": chance.choice(["day", "week", "month"])},
        by_language(
            sq=[lambda v: f"brenda {v['n']} {UNITS['sq'][v['u']]}"],
            sr=[lambda v: f"у року од {v['n']} {UNITS['sr-Cyrl'][v['u']]}"],
            en=[lambda v: f"within {v['n']} {UNITS['en'][v['u']]}"],
        ),
        {"deadline changed": digit_changed("n"), "unit changed": other("u", ["day", "week", "month"])},
    ),
    "article": Seed(
        "references",
        lambda chance: {"a": chance.randint(2, 120), "p": chance.randint(1, 9)},
        by_language(
            sq=[lambda v: f"neni {v['a']}, paragrafi {v['p']}", lambda v: f"sipas nenit {v['a']} paragrafi {v['p']}"],
            sr=[lambda v: f"члан {v['a']}. став {v['p']}.", lambda v: f"према члану {v['a']}. став {v['p']}."],
            en=[lambda v: f"Article {v['a']}, paragraph {v['p']}", lambda v: f"Article {v['a']}.{v['p']}"],
        ),
        {"article renumbered": digit_changed("a"), "paragraph renumbered": nudged("p", 1, 9)},
    ),
    "law": Seed(
        "references",
        lambda chance: {"x": chance.randint(2, 8), "n": chance.randint(1, 240)},
        by_language(
            sq=[lambda v: f"Ligji nr. {v['x']:02}/L-{v['n']:03}"],
            sr=[lambda v: f"Закон бр. {v['x']:02}/L-{v['n']:03}", lambda v: f"Закон бр. {v['x']:02}/Л-{v['n']:03}"],
            en=[lambda v: f"Law No. {v['x']:02}/L-{v['n']:03}"],
        ),
        {"law renumbered": nudged("n", 1, 240)},
    ),
    "protocol": Seed(
        "references",
        lambda chance: {"n": chance.randint(100, 99_999), "y": chance.randint(2015, 2030)},
        by_language(
            sq=[lambda v: f"nr. prot. 01-{v['n']}/{v['y']}"],
            sr=[lambda v: f"прот. бр. 01-{v['n']}/{v['y']}"],
            en=[lambda v: f"protocol no. 01-{v['n']}/{v['y']}"],
        ),
        {"protocol number changed": digit_changed("n")},
    ),
    "plot": Seed(
        "references",
        lambda chance: {"z": chance.randint(71_000_000, 72_999_999), "n": chance.randint(1, 9999)},
        by_language(
            sq=[lambda v: f"ngastra P-{v['z']}-{v['n']:05}-0"],
            sr=[lambda v: f"парцела П-{v['z']}-{v['n']:05}-0", lambda v: f"парцела P-{v['z']}-{v['n']:05}-0"],
            en=[lambda v: f"plot P-{v['z']}-{v['n']:05}-0"],
        ),
        {"plot number changed": digit_changed("n")},
    ),
    "phone": Seed(
        "references",
        lambda chance: {"a": chance.randint(100, 999), "b": chance.randint(100, 999)},
        by_language(
            sq=[lambda v: f"tel. 038 {v['a']} {v['b']}", lambda v: f"+383 38 {v['a']} {v['b']}"],
            sr=[lambda v: f"тел. 038/{v['a']}-{v['b']}", lambda v: f"+383 38 {v['a']} {v['b']}"],
            en=[lambda v: f"phone +383 38 {v['a']} {v['b']}"],
        ),
        {"telephone number changed": digit_changed("b")},
    ),
    "iban": Seed(
        "references",
        lambda chance: {"n": "XK05" + "".join(chance.choices("0123456789", k=16))},
        in_all(lambda v: " ".join(v["n"][at : at + 4] for at in range(0, 20, 4))),
        {"account number changed": digit_changed("n")},
    ),
    "e-mail": Seed(
        "addresses",
        lambda chance: {"who": chance.choice(["info", "kontakt", "zyra", "opstina"]), "at": "example.org"},
        in_all(lambda v: f"{v['who']}@{v['at']}"),
        {
            "e-mail changed": letter_changed("who"),
            "domain of an e-mail changed": other("at", ["example.com", "example.net"]),
        },
    ),
    "web address": Seed(
        "addresses",
        lambda chance: {"path": chance.choice(["njoftime", "konkursi", "budget", "forms"])},
        in_all(lambda v: f"https://www.example.org/{v['path']}"),
        {"web address changed": letter_changed("path")},
    ),
    "placeholder": Seed(
        "placeholders",
        lambda chance: {
            "name": chance.choice(["{name}", "%(count)s", "%s", "%d", "{{ date }}", "%1$s", "${office}", "{0}"])
        },
        in_all(lambda v: v["name"]),
        {
            "placeholder renamed": other("name", ["{emri}", "%(broj)s", "%i", "{{ data }}", "%2$s", "${zyra}", "{1}"]),
            "placeholder dropped": lambda v, _: v | {"name": ""},
        },
    ),
    "place": Seed(
        "names",
        lambda chance: {"p": chance.randint(0, 7)},
        {tag: [lambda v, tag=tag: PLACES[tag][v["p"]]] for tag in PLACES},
        {"place replaced": nudged("p", 0, 7)},
    ),
}


def attached(text: str, fact: str, where: int) -> str:
    """The fact before the text, behind it or among its words; nothing for no fact."""
    if not fact:
        return text
    words = text.split(" ")
    if where == 0:
        return f"{fact}: {text}"
    if where == 1 or len(words) < 4:
        return f"{text} ({fact})"
    return " ".join([*words[:2], f"({fact})", *words[2:]])


def seeded(segment: Segment, kind: str, chance: random.Random) -> tuple[Segment, Mapping[str, Segment]]:
    """The segment with a fact in both languages, and, for each slip, the same with another value in the target."""
    seed, where = SEEDS[kind], chance.randint(0, 2)
    values = seed.draw(chance)
    source_way = chance.choice(seed.write[segment.source_language])
    target_way = chance.choice(seed.write[segment.target_language])

    def with_(target: Values) -> Segment:
        return replace(
            segment,
            source=attached(segment.source, source_way(values), where),
            target=attached(segment.target, target_way(target), where),
        )

    return with_(values), {name: with_(slip(values, chance)) for name, slip in seed.slips.items()}
