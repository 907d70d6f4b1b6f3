"""Whom to ask, what, and what comes of it: the values every connector takes and gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, Protocol, get_args

from uramost.machine.tongues import Offer, Way
from uramost.machine.trouble import Trouble

Name = Literal["libretranslate", "deepl", "chat"]
NAMES: Final[tuple[Name, ...]] = get_args(Name)


@dataclass(frozen=True, slots=True)
class Server:
    """An engine: its protocol, address (the part before /translate, /v2 or /v1), and how it is spoken to.

    `seconds` is the time for one whole exchange, `serbian` the script of an engine that says only "sr", `glossary` the
    number of a glossary that DeepL keeps, `model` a chat endpoint's.
    """

    protocol: Name
    url: str
    key: str = field(default="", repr=False)
    model: str = ""
    glossary: str = ""
    serbian: str = "sr-Cyrl"
    seconds: float = 8.0

    def at(self, path: str) -> str:
        return self.url.rstrip("/") + path


@dataclass(frozen=True, slots=True)
class Order:
    """One sentence, already sealed, with the terms that it has: what is said → how it is to be said."""

    markup: str
    terms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Remark:
    """What a translator must be told about a suggestion: marks_lost{marks}, or names_lost{names}."""

    code: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sentence as it would be stored: Serbian in Cyrillic, marks put back."""

    text: str
    remarks: tuple[Remark, ...] = ()


class Connector(Protocol):
    """A protocol: what an engine offers, and how it is asked. Both raise `Trouble`."""

    dialect: Literal["xml", "html"]
    most: int
    """Sentences in one exchange."""

    def offer(self, server: Server) -> Offer | None:
        """Its languages; None where it does not say."""

    def translate(
        self, server: Server, orders: Sequence[Order], way: Way, tags: tuple[str, str]
    ) -> list[str | Trouble]:
        """An answer for each order, in their order, as it came; `tags` are our source and target."""
