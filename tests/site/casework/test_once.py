"""The same form sent by two hands at the same moment is one case, on every database."""

import pytest
from django.utils import timezone

from tests.site.at_once import at_once, on_disk
from tests.site.casework import counter
from uramost_web.casework import drafts
from uramost_web.casework.models import Case, Draft
from uramost_web.casework.receiving import receive


@pytest.mark.django_db(transaction=True)
def test_a_double_click_is_one_case(tmp_path, kosovo):
    """PostgreSQL lets the second hand wait, and then shows it what it joins as it was before: only the row is new."""
    with on_disk(tmp_path):
        counter.open_counter()
        keys = counter.fill_forms(5)

        for key in keys:
            draft = Draft.objects.select_related("service__municipality", "case").get(key=key)
            sent = {"service": draft.service, "asked": drafts.asked_in(draft), "at": timezone.now(), "draft": draft}
            assert len(set(at_once(*[lambda sent=sent: receive(**sent).reference] * 4))) == 1
        assert Case.objects.count() == len(keys)
