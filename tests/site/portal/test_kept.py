"""A page is rendered once for many readers, and again as soon as it would say something else."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.template import RequestContext, Template

from tests.site.portal import stories
from uramost_web.portal import kept

pytestmark = pytest.mark.django_db

PAGES = ("/sr/", "/sr/notices/", "/sr/notices/gracanice/1/", "/sr/municipalities/", "/sr/municipalities/gracanice/")


@pytest.mark.parametrize("address", PAGES)
def test_the_second_reader_costs_two_questions_to_the_database(client, notice, address, django_assert_max_num_queries):
    first = client.get(address)

    with django_assert_max_num_queries(2):
        second = client.get(address)

    assert second.content == first.content
    assert second.headers["Content-Type"] == first.headers["Content-Type"]
    assert second.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]


def test_a_correction_shows_at_once(read, notice, officer):
    assert "15 ditë" in read("/sq/notices/gracanice/1/")
    assert "tag-warning" not in read("/sr/notices/")

    stories.correct_deadline(notice, officer)

    assert "20 ditë" in read("/sq/notices/gracanice/1/")
    assert "tag-warning" in read("/sr/notices/")
    assert "0 of 1 translation" in read("/en/municipalities/gracanice/")


def test_a_withdrawal_shows_at_once(read, notice, officer):
    for address in ("/sq/notices/gracanice/1/", "/sq/notices/", "/sq/"):
        assert "Konkurs për përkthyes" in read(address)

    stories.withdraw(notice, officer)

    assert "Konkurs për përkthyes" not in read("/sq/notices/gracanice/1/", 410)
    assert "Konkurs për përkthyes" not in read("/sq/notices/")
    assert "Konkurs për përkthyes" not in read("/sq/")


def test_nobody_is_served_a_page_of_somebody_else(client, notice, officer):
    client.force_login(officer)
    own = client.get("/sr/notices/").content.decode()
    assert officer.name in own

    client.logout()
    assert officer.name not in client.get("/sr/notices/").content.decode()

    client.force_login(officer)
    assert client.get("/sr/notices/").content.decode().count(officer.name) == own.count(officer.name)


def test_each_language_and_host_has_its_own_page(client, notice, settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]

    pages = {
        client.get(f"/{language}/notices/gracanice/1/", headers={"host": host}).content
        for language in ("sq", "sr", "sr-latn")
        for host in settings.ALLOWED_HOSTS
    }

    assert len(pages) == 6


def test_caches_on_the_way_are_told_that_a_login_changes_the_page(client, notice):
    for _ in range(2):
        assert "Cookie" in client.get("/sr/notices/").headers["Vary"]


def test_a_process_keeps_a_limited_number_of_pages(client, kosovo, monkeypatch):
    monkeypatch.setattr(kept, "PAGES", 3)

    for slug in ("peje", "prizren", "gjilan", "istog", "viti"):
        client.get(f"/sq/municipalities/{slug}/")

    assert len(kept._kept) <= 3


@pytest.mark.parametrize(
    ("page", "times"), [("a", 1), ("{% csrf_token %}", 2), ("{{ request.session.visits }}", 2)], ids=str
)
def test_what_is_one_visitors_is_not_kept_for_another(rf, kosovo, page, times):
    """No public page has a form or a session today; one that gets one tomorrow must not hand it on."""
    made = []

    @kept.kept
    def view(request):
        made.append(request)
        if "session" in page:
            request.session["visits"] = len(made)
        return HttpResponse(Template(page).render(RequestContext(request)))

    for _ in range(2):
        request = rf.get(f"/sq/{page}/")
        request.session = SessionStore()
        request.user = AnonymousUser()
        view(request)

    assert len(made) == times
