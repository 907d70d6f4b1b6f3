"""Keys stay out of logs: some programmes send theirs in the address, and addresses are logged."""

import logging
import re
from typing import Any, Final

LOGGERS: Final = ("django.server", "django.request", "gunicorn.access", "gunicorn.error")
"""Those that log addresses. Each server writes through handlers of its own, so the filter sits on the loggers."""
_KEY: Final = re.compile(r"(?i)(api_key=)[^&\s\"']+")


def without_keys(value: Any) -> Any:
    """The text with what follows `api_key=` taken out; whatever holds texts likewise; anything else as it is."""
    if isinstance(value, str):
        return _KEY.sub(r"\1…", value)
    if isinstance(value, tuple):
        return tuple(map(without_keys, value))
    if isinstance(value, dict):
        return type(value)({name: without_keys(one) for name, one in value.items()})
    return value


class NoKeys(logging.Filter):
    """Takes keys out of a record before any handler sees it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_keys(record.msg)
        record.args = without_keys(record.args)
        return True


def install() -> None:
    for name in LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(one, NoKeys) for one in logger.filters):
            logger.addFilter(NoKeys())
