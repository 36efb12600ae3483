"""查看完整号码: one number of one person, with a reason, for a minute."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from directory.access import access
from directory.forms.people import RevealForm, mask_of
from directory.models import Person
from directory.permissions import Sensitivity
from directory.services.people import reveal

# Address → field, what it is called, and how sensitive it is.
NUMBERS = {
    "id-number": ("id_number", "居民身份证号", Sensitivity.S3),
    "phone": ("phone", "手机号", Sensitivity.S2),
}
_WORDS = {field: word for word, (field, _, _) in NUMBERS.items()}


@access("people.reveal")
@require_http_methods(["GET", "POST"])
@never_cache
def person_reveal(request, roster_no, number):
    """Asks why, then shows the number: in its place with script, on a page of its own without."""
    person, field, label = _revealable(request.viewer, roster_no, number)
    form = RevealForm(request.POST or None)
    context = {
        "person": person,
        "form": form,
        "reveal_label": label,
        "reveal_url": request.path,
        "masked": getattr(person, mask_of(field)),
        "back_url": reverse("person_detail", args=[roster_no]),
        "crumbs": [{"title": person.name, "url": reverse("person_detail", args=[roster_no])}, {"title": label}],
    }
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        context["value"] = reveal(person=person, field=field, reason=reason, by=request.user, request=request)
    return render(request, _template(request, context), context, status=422 if form.errors else 200)


def reveal_url(viewer, person, field: str) -> str:
    """Where the viewer may ask for a full number; empty without the right to it."""
    number = _WORDS[field]
    allowed = viewer.may_on("people.reveal", person.unit) and viewer.sensitivity >= NUMBERS[number][2]
    return reverse("person_reveal", args=[person.roster_no, number]) if allowed else ""


def _revealable(viewer, roster_no, number):
    """The person, the field and its name, or 404: nobody learns here whether somebody has a number."""
    person = get_object_or_404(Person.objects.visible_to(viewer).select_related("unit"), roster_no=roster_no)
    field, label, _ = NUMBERS.get(number, ("", "", None))
    if not field or not reveal_url(viewer, person, field) or not getattr(person, mask_of(field)):
        raise Http404
    return person, field, label


def _template(request, context) -> str:
    if not request.htmx:
        return "directory/person_reveal.html"
    return "includes/_reveal_value.html" if "value" in context else "includes/_reveal_ask.html"
