"""Sentences into another language by a machine: what goes out is sealed, what comes back is doubted."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Final

from uramost import checks
from uramost.machine.chat import Chat
from uramost.machine.deepl import DeepL
from uramost.machine.libretranslate import LibreTranslate
from uramost.machine.protect import MARK, Sealed, marks, seal, unseal
from uramost.machine.server import Connector, Name, Order, Remark, Server, Suggestion
from uramost.machine.tongues import Offer, Way, incoming, outgoing, way
from uramost.machine.trouble import Trouble
from uramost.terms import Finder
from uramost.text import BadText, clean, fold

CONNECTORS: Final[Mapping[Name, Connector]] = {
    "libretranslate": LibreTranslate(),
    "deepl": DeepL(),
    "chat": Chat(),
}
LONGEST: Final = 5_000
"""Characters of one sentence that is sent."""
WORDS: Final = re.compile(r"[^\W\d_]{2,}")
ROOM: Final = (4, 200)
"""An answer is at most so many times as long as what was asked, and so many characters more."""


def offer(server: Server) -> Offer | None:
    """The languages the server says it has; None for one that does not say. Raises `Trouble`."""
    return CONNECTORS[server.protocol].offer(server)


def agreed(text: str, finder: Finder, target: str) -> dict[str, str]:
    """The approved terms of a sentence: as it says them → the preferred word in `target`, where there is one."""
    found = {}
    for hit in finder.find(text):
        words = hit.term.texts.get(target)
        if words and hit.term.status == "approved":
            found[MARK.sub("", text[hit.start : hit.end])] = words[0]
    return found


def translate(
    server: Server,
    texts: Sequence[str],
    source: str,
    target: str,
    *,
    offered: Offer | None = None,
    terms: Sequence[Mapping[str, str]] = (),
) -> list[Suggestion | Trouble]:
    """A suggestion for each sentence, or why there is none for this one; `terms` as `agreed` gives them, for each.

    `source` and `target` are stored tags, texts hold marks (⟦1⟧). Raises `Trouble` when the server as a whole fails.
    """
    found = way(offered, source, target, server.serbian)
    if found is None:
        raise Trouble("language_unknown")
    rows = [*zip(texts, terms or [{}] * len(texts), strict=True)]
    connector = CONNECTORS[server.protocol]
    results: list[Suggestion | Trouble] = []
    waiting = iter(rows)
    while part := list(islice(waiting, connector.most)):
        results += _exchange(server, connector, part, found, (source, target))
    return results


def _exchange(
    server: Server, connector: Connector, rows: Sequence[tuple[str, Mapping[str, str]]], how: Way, tags: tuple[str, str]
) -> list[Suggestion | Trouble]:
    sealed = {
        number: seal(outgoing(text, how.source_script), tags[0], connector.dialect, _without_forms(terms))
        for number, (text, terms) in enumerate(rows)
        if MARK.sub("", text).strip() and len(text) <= LONGEST
    }
    orders = [Order(one.markup, _in_scripts(rows[number][1], how)) for number, one in sealed.items()]
    answers = connector.translate(server, orders, how, tags) if orders else []
    if len(answers) != len(orders):
        raise Trouble("wrong_count")
    given = dict(zip(sealed, answers, strict=True))
    return [
        _opened(given[number], sealed[number], text, how) if number in given else _not_sent(text)
        for number, (text, _) in enumerate(rows)
    ]


def _not_sent(text: str) -> Trouble:
    return Trouble("too_long" if len(text) > LONGEST else "empty")


def _without_forms(terms: Mapping[str, str]) -> dict[str, str]:
    """Abbreviations, which no case changes: they can be put in as they are to be said. Other words are asked for."""
    return {said: to for said, to in terms.items() if len(said) > 1 and said.isupper() and to.isupper()}


def _in_scripts(terms: Mapping[str, str], how: Way) -> dict[str, str]:
    return {outgoing(said, how.source_script): outgoing(to, how.target_script) for said, to in terms.items()}


def _opened(answer: str | Trouble, sealed: Sealed, text: str, how: Way) -> Suggestion | Trouble:
    if isinstance(answer, Trouble):
        return answer
    times, more = ROOM
    if len(answer) > times * len(sealed.markup) + more:
        return Trouble("chatter")
    opened = unseal(answer, sealed)
    if _is_echo(sealed.source, opened.text):
        return Trouble("echoed")
    try:
        said = clean(incoming(opened.text, how.target_script))
    except BadText:
        return Trouble("malformed")
    if not MARK.sub("", said).strip():
        return Trouble("empty")
    remarks = [Remark("marks_lost", {"marks": " ".join(_written(text, opened.lost))})] if opened.lost else []
    gone = [part for part in sealed.kept if part not in said]
    if gone:
        remarks.append(Remark("names_lost", {"names": ", ".join(gone)}))
    return Suggestion(said, tuple(remarks))


def _written(text: str, numbers: Iterable[int]) -> list[str]:
    """The marks of these numbers as the sentence writes them."""
    wanted = set(numbers)
    return [mark for mark in marks(text) if (found := MARK.fullmatch(mark)) and int(found[2]) in wanted]


def judge(source: str, suggestion: str, context: checks.Context) -> list[checks.Finding]:
    """What the parity checks find in a suggestion: numbers, terms, places … as if a person had written it.

    Raises `Trouble`: echoed for a source that came back as it was, wrong_language for another language than asked.
    """
    if _is_echo(source, suggestion):
        raise Trouble("echoed")
    found = checks.examine(source, suggestion, context)
    if any(finding.code == "wrong_language" for finding in found):
        raise Trouble("wrong_language")
    return found


def _is_echo(source: str, answer: str) -> bool:
    """The same words again; two may be a name, which is written alike in both languages."""
    asked = fold(MARK.sub("", source))
    return len(WORDS.findall(asked)) > 2 and asked == fold(MARK.sub("", answer))
