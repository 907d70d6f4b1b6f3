"""The reference pages of the manual, printed from the tables in the code."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from django.utils import translation

from uramost import states as case_states
from uramost.checks.reference import reference as checks
from uramost.deadlines.reference import reference as deadlines
from uramost_web.accounts.verbs import verbs
from uramost_web.casework import public as public_fields
from uramost_web.casework.api.reference import reference as api
from uramost_web.places.models import MUNICIPAL, Role
from uramost_web.places.permissions import ACTS
from uramost_web.portal.reference_instruments import instruments
from uramost_web.translation.states import MOVES, State

VARIABLES: Final[Mapping[str, tuple[str, str]]] = {
    "DATABASE_URL": (
        "SQLite in `URAMOST_VAR`",
        "`postgresql://user:password@host:port/name`; `?host=/folder` for a socket",
    ),
    "URAMOST_SECRET_KEY": (
        "none: it must be set",
        "signs sessions and links, encrypts secrets in the database",
    ),
    "URAMOST_OLD_SECRET_KEYS": (
        "none",
        "earlier keys, with spaces between them: what was encrypted and sessions made with them stay good",
    ),
    "URAMOST_URL": (
        "`http://127.0.0.1:8000`",
        "the address of the site, as people type it; with https cookies are secure",
    ),
    "URAMOST_SOURCE": ("readers are told to ask you for it", "where readers find the source code of this copy (AGPL)"),
    "URAMOST_HOSTS": ("`127.0.0.1,localhost,[::1]`", "host names the site answers to, with commas between them"),
    "URAMOST_VAR": ("`var`", "the folder for the database, mail and workers' locks"),
    "URAMOST_FILES": (
        "`files` in `URAMOST_VAR`",
        "the folder for uploads and downloads; it needs a backup as the database does",
    ),
    "URAMOST_SMTP": (
        "mail goes to files in `URAMOST_VAR/mail`",
        "`smtps://user:password@host:port`, `smtp+tls://…`, or `smtp://…`, which is not encrypted",
    ),
    "URAMOST_FROM": ("`uramost@localhost`", "the address that letters come from, and answers to cases go to"),
    "URAMOST_SMS_URL": (
        "no short messages are offered",
        "the gateway for short messages; what it has to speak is in the guide “Running UraMost”",
    ),
    "URAMOST_SMS_TOKEN": ("none", "the word by which that gateway knows this site"),
    "URAMOST_DECLARATIONS_KEY": (
        "the key of `URAMOST_DECLARATIONS_KEY_FILE`",
        "64 hexadecimal digits, with which self-declarations are sealed; when it changes, the new one and, after a "
        "space, the old one, until `declarations_key rotate` has run",
    ),
    "URAMOST_DECLARATIONS_KEY_FILE": (
        "`declarations.key` in `URAMOST_VAR`, made when first needed",
        "the file with that key; it must not lie in the same backup as the database",
    ),
    "URAMOST_MACHINE_KEYS": (
        "an administrator types the key, and it is kept encrypted",
        "keys of translation servers: `gracanice=key`, the municipality as its address names it; with spaces between",
    ),
    "URAMOST_PROXIES": ("`0`", "how many proxies stand before the site: whose word on the visitor's address counts"),
    "URAMOST_PUZZLE_BITS": ("`18`", "how much a browser has to work before it sends a request; each bit doubles it"),
    "URAMOST_SENT_AN_HOUR": (
        "`100`",
        "requests to municipalities that may come from one address in an hour; of photographs, five times as many",
    ),
    "URAMOST_LOG": ("`WARNING`", "how much is logged: `INFO`, `WARNING`, `ERROR`"),
    "URAMOST_DEMO": (
        "`0`",
        "`1`: a demonstration, marked as such on every page, without second steps; never for real work",
    ),
    "URAMOST_DEBUG": ("`0`", "`1`: for developers; shows stack traces to visitors"),
    "URAMOST_BUILD": ("`0`", "`1`: for commands that need no secret, such as `catalogues`"),
}
"""What the environment decides: variable → (without it, meaning)."""


def table(head: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    titles = [str(title) for title in head]
    lines = [titles, ["---"] * len(titles), *([str(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def settings() -> str:
    rows = ((f"`{name}`", without, meaning) for name, (without, meaning) in VARIABLES.items())
    return f"# Settings\n\nAll come from the environment.\n\n{table(('variable', 'without it', 'meaning'), rows)}\n"


def states() -> str:
    rows = ((move.name, State(move.before).label, State(move.after).label, f"`{move.act}`") for move in MOVES)
    arrows = "\n".join(f"    {move.before} --> {move.after}: {move.name}" for move in MOVES)
    return (
        "# How a translation moves\n\n"
        "A move that is not in this table is refused, also when two people are at it at once.\n\n"
        f"{table(('move', 'from', 'to', 'who may (see permissions)'), rows)}\n\n"
        f"```mermaid\nstateDiagram-v2\n    [*] --> {State.OPEN}\n{arrows}\n    {State.APPROVED} --> [*]\n```\n"
    )


def case() -> str:
    asked = {(False, False): "", (True, False): "a reason", (False, True): "a text", (True, True): "a reason, a text"}
    rows = (
        (
            f"`{move.code}`",
            ", ".join(move.before) or "–",
            move.after,
            ", ".join(move.who),
            move.effect,
            asked[move.reason, move.text],
            "–" if move.outcome == "none" else move.outcome,
            f"{move.open311}: {move.extended}",
            move.because,
        )
        for move in case_states.MOVES
    )
    heads = ("move", "from", "to", "by", "clock", "needs", "counts as", "Open311", "because")
    return (
        "# How a case moves\n\n"
        "A move that is not in this table is refused, also when two people are at it at once. Moves are added to a "
        "case's history and never changed. A *reason* is kept, a *text* goes to the resident in their language. "
        "*Clock* is what happens to the time limit. *Counts as* is how waiting times are compared: an answer, an end "
        "that competes with one, or neither. *Open311* is the status that other systems see, with mySociety's word for "
        "it. Open are `" + "`, `".join(case_states.OPEN) + "`.\n\n"
        f"{table(heads, rows)}\n\n```mermaid\n{case_states.diagram()}\n```\n"
    )


def permissions() -> str:
    roles = list(Role)
    rows = ([f"`{act}`", *("●" if role in allowed else "" for role in roles)] for act, allowed in ACTS.items())
    where = ", ".join(str(role.label) for role in MUNICIPAL)
    return (
        "# Who may do what\n\n"
        f"{where} are roles in one municipality; the others are roles in an organisation and hold in every "
        "municipality. A resident has an account, or none, and no role. Nobody approves what they wrote "
        "themselves, unless the "
        "municipality allows its translators to; the notice then says so.\n\n"
        f"{table(['act', *(role.label for role in roles)], rows)}\n"
    )


def audit() -> str:
    rows = ((f"`{verb}`", sentence) for verb, sentence in sorted(verbs().items()))
    return f"# What the audit log knows\n\n{table(('verb', 'somebody …'), rows)}\n"


def public() -> str:
    shown, hidden = public_fields.reference()
    fields = ((f"`{name}`", f"`{setting}`", how) for name, setting, how in shown)
    return (
        "# What of a case is public\n\n"
        "Each service says what anyone may see of its cases: `nothing`; `facts`; or `text`, which is the facts and "
        "what a clerk has released. Of a service that shows nothing there is no list, no point on the map and no page. "
        "An anonymous case is in no list. Pictures are shown with `text`, those that a clerk has released.\n\n"
        f"{table(('field', 'from this setting on', 'how'), fields)}\n\n"
        "## What nobody sees\n\n"
        f"{table(('field', 'because'), ((f'`{name}`', why) for name, why in hidden))}\n"
    )


PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "checks.md": checks,
    "settings.md": settings,
    "states.md": states,
    "case.md": case,
    "deadlines.md": deadlines,
    "public.md": public,
    "permissions.md": permissions,
    "audit.md": audit,
    "api.md": api,
    "instruments.md": instruments,
}


def pages() -> dict[str, str]:
    """File name → text, in English."""
    with translation.override("en"):
        return {name: page() for name, page in PAGES.items()}
