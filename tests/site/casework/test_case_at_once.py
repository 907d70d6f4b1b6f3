"""Two people act on one case at the same moment: both acts are done, one after the other."""

from functools import partial

import pytest

from tests.conftest import AT
from tests.site.at_once import at_once, on_disk
from tests.site.casework.conftest import send_request
from uramost_web.casework import acts
from uramost_web.casework.history import Said
from uramost_web.casework.models import Case

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_case_that_is_forwarded_while_others_act_on_it_is_still_found(lights, registry, clerk, head, tmp_path):
    with on_disk(tmp_path):
        for _ in range(3):
            case = send_request(lights)
            reason = Said("Прослеђено.", "sr-Cyrl", "Another office knows more.")
            at_once(
                partial(acts.forward, case=case, office=registry, by=head, at=AT, said=reason),
                *(partial(acts.note, case=case, text=f"Note {n}", by=clerk, at=AT) for n in range(3)),
            )
            case = Case.objects.get(pk=case.pk)
            assert case.office == registry
            assert [entry.number for entry in case.entries.all()] == [1, 2, 3, 4, 5]
