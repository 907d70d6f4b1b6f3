"""Machine translation that a municipality has plugged in: asked only when a person wants it, and never believed.

`offer` asks a server which languages it has, `translate` asks it for sentences, `judge` checks what came. Three
protocols: LibreTranslate's, DeepL's, and a chat endpoint as OpenAI's. Every failure is a `Trouble` with a code.
How it was tested: docs/methods/machine.md.
"""

from uramost.machine.asking import CONNECTORS, LONGEST, agreed, judge, offer, translate
from uramost.machine.deepl import send_glossary
from uramost.machine.rest import Health, after, wait
from uramost.machine.server import NAMES, Name, Remark, Server, Suggestion
from uramost.machine.share import ALIKE, began_with, kept
from uramost.machine.tongues import Offer, Way, way
from uramost.machine.trouble import ANSWER, OURS, SERVER, TROUBLES, Trouble
from uramost.machine.wire import check_address

__all__ = [
    "ALIKE",
    "ANSWER",
    "CONNECTORS",
    "LONGEST",
    "NAMES",
    "OURS",
    "SERVER",
    "TROUBLES",
    "Health",
    "Name",
    "Offer",
    "Remark",
    "Server",
    "Suggestion",
    "Trouble",
    "Way",
    "after",
    "agreed",
    "began_with",
    "check_address",
    "judge",
    "kept",
    "offer",
    "send_glossary",
    "translate",
    "wait",
    "way",
]
