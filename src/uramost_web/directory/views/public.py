"""What anyone sees: organisations that agreed, with names, contacts and languages, and none of their people."""

from typing import Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from uramost_web.directory import listing, looking
from uramost_web.directory.models import Organisation
from uramost_web.places.models import in_language
from uramost_web.places.words import words

PAGE: Final = 25


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """By municipality, kind, sector, working language, and by name in any script."""
    seen = words()
    chosen = looking.choice(request.GET, seen)
    found = looking.organisations(Organisation.objects.public(), chosen, seen)
    page = Paginator(found.rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": listing.lines(list(page), seen, for_all=True),
        "found": found,
        "chosen": chosen,
        "places": [(place.slug, place.name) for place in seen.places.values()],
    }
    return TemplateResponse(request, "directory/public_list.html", context)


@require_safe
def organisation(request: HttpRequest, number: int) -> HttpResponse:
    """One organisation, or what it was merged into; of one that did not agree, or of none, there is no page."""
    row = Organisation.objects.filter(pk=number).first()
    while row is not None and row.merged_into_id:
        row = row.merged_into
    if row is None or not row.public:
        raise Http404
    if row.pk != number:
        return redirect("organisations:organisation", row.pk)
    seen = words()
    names = listing.named(row)
    address = in_language(row.addresses, seen.tag)
    context = {
        "organisation": row,
        "name": listing.shown(names, seen),
        "title": listing.plain(names, seen),
        "others": [(tag, name, seen.autonym(tag)) for tag, name in names.items() if name != listing.plain(names, seen)],
        "place": seen.places.get(row.municipality_id or 0),
        "sectors": listing.sectors_of(row),
        "works_in": listing.languages_of(row, seen),
        "address": address,
        "addresses": [] if address else [(tag, text, seen.autonym(tag)) for tag, text in row.addresses.items()],
    }
    return TemplateResponse(request, "directory/public_organisation.html", context)
