"""A clerk releases a text and pictures of a case for everybody: once read, without what is personal."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from uramost.text import clean, search_key
from uramost_web.accounts import audit
from uramost_web.accounts.models import User
from uramost_web.casework import acts
from uramost_web.casework.models import Case


@transaction.atomic
def release(*, case: Case, text: str, pictures: Collection[UUID], by: User, at: datetime) -> None:
    """The text as it becomes public, and the keys of the attachments that do; what is not among them no longer is.

    An empty text takes it back. Raises `NotAllowed`.
    """
    held = Case.objects.held(case.pk)
    acts.as_who(by, held)
    held.public_text = clean(text).strip()
    held.public_search = searched(held.public_text)
    held.save(update_fields=["public_text", "public_search"])
    held.attachments.update(public=False)
    released = held.attachments.filter(key__in=pictures, media_type="image/jpeg").update(public=True)
    audit.record("case.released", subject=held, by=by, at=at, text=bool(held.public_text), pictures=released)


def searched(text: str) -> str:
    """Of a released text what searching looks at."""
    return search_key(text)
