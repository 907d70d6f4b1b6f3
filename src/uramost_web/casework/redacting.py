"""Keys, secret links and points of the map stay out of logs: they stand in addresses, and addresses are logged."""

import logging
import re
from typing import Any, Final

LOGGERS: Final = ("django.server", "django.request", "django.security.csrf", "gunicorn.access", "gunicorn.error")
"""Those that log addresses. Each server writes through handlers of its own, so the filter sits on the loggers."""
_SECRET: Final = re.compile(
    r"""(?ix) (api_key=) [^&\s"']+     # some programmes send theirs in the address
    | (/(?:cases|people|registrations|assessment|here|events/sessions)/[^/\s]+/)
      [^/\s"'?]{16,}                   # opens somebody's own page, or nearly; acts at the desk are shorter
    | (/(?:ask|register)/) [0-9a-f-]{32,} # of a form, which shows the secret link once it is sent
    | ([?&]at=) -?\d[^&\s"']*          # of the map: where somebody may live
    """
)


def without_secrets(value: Any) -> Any:
    """The text with every key and secret taken out; whatever holds texts likewise; anything else as it is."""
    if isinstance(value, str):
        return _SECRET.sub(lambda found: f"{next(filter(None, found.groups()))}…", value)
    if isinstance(value, tuple):
        return tuple(map(without_secrets, value))
    if isinstance(value, dict):
        return type(value)({name: without_secrets(one) for name, one in value.items()})
    return value


class NoSecrets(logging.Filter):
    """Takes secrets out of a record before any handler sees it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_secrets(record.msg)
        record.args = without_secrets(record.args)
        return True


def install() -> None:
    for name in LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(one, NoSecrets) for one in logger.filters):
            logger.addFilter(NoSecrets())
