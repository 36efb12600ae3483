from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods

from desk.search import hit_of_person, search_everything
from directory.access import access
from directory.refusals import Refused
from directory.search import find_by_id_number, is_id_number

SUGGESTED, LISTED, LONGEST = 6, 50, 40


@access(access.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def search(request):
    """One box for people, units and pages (screens 3.20); a whole ID number comes by POST and is logged."""
    if request.method == "POST":
        return _by_id_number(request)
    words = request.GET.get("q", "").strip()[:LONGEST]
    if is_id_number(words):
        return _without_number(request)
    groups = search_everything(request.viewer, words, SUGGESTED if request.htmx else LISTED)
    context = {"search_words": words, "words": words, "groups": groups, "search_url": reverse("search")}
    template = "desk/_search_options.html" if request.htmx else "desk/search.html"
    response = render(request, template, context | _number_box(request))
    patch_vary_headers(response, ["HX-Request"])
    return response


def _without_number(request):
    """A whole ID number must not stay in an address: it goes to the box that sends it otherwise."""
    url = f"{reverse('search')}?by=number"
    return render(request, "desk/_search_hint.html", {"url": url}) if request.htmx else HttpResponseRedirect(url)


def _number_box(request) -> dict:
    return {"may_ask_number": request.viewer.may("people.reveal"), "by_number": request.GET.get("by") == "number"}


def _by_id_number(request):
    if not request.viewer.may("people.reveal"):
        raise Http404
    context = {"may_ask_number": True, "by_number": True}
    try:
        found = find_by_id_number(request.viewer, request.POST.get("id_number", ""), request=request)
    except Refused as refused:
        return render(request, "desk/search.html", context | {"refusals": refused.refusals}, status=422)
    return render(request, "desk/search.html", context | {"answered": True, "hit": found and hit_of_person(found)})
