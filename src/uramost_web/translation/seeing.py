"""A translation for those who may know of it."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from uramost_web.accounts.models import User
from uramost_web.translation.models import Translation
from uramost_web.translation.permissions import may_see


def seen_by(person: User, pk: int) -> Translation:
    """The translation, for those who work in its municipality or on it; nobody else learns that it exists."""
    row = get_object_or_404(
        Translation.objects.select_related("document__municipality", "approved_by", "submitted_by"), pk=pk
    )
    if not may_see(person, row):
        raise Http404
    return row
