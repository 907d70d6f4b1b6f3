"""Sessions as Django keeps them in the database, each read by a statement that is put together once."""

from typing import Any, Final

from django.contrib.sessions.backends import db
from django.utils import timezone

from uramost_web.question import Question


class SessionStore(db.SessionStore):
    def __init__(self, session_key: str | None = None) -> None:
        """Nobody was given a key with NUL, which not every database can look for: it is none."""
        super().__init__(None if session_key and "\0" in session_key else session_key)

    def load(self) -> dict[str, Any]:
        now = timezone.now()
        for kept, until in _KEPT.about(self.session_key or ""):
            if until > now:
                found: dict[str, Any] = self.decode(kept)
                return found
        self._session_key = None  # whoever guesses a key is given a new one
        return {}


_KEPT: Final = Question(
    lambda key: SessionStore.get_model_class().objects.filter(pk=key).values_list("session_data", "expire_date"), tuple
)
