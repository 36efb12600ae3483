"""批量提交备案: one form for the filings that were ticked, `?subject=…&subject=…`."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from directory.access import access
from directory.forms.posting import posted
from organizers.forms import SubmitTogetherForm
from organizers.models import Filing
from organizers.selectors import filing_lines, filings
from organizers.services import Paper, submit_filings

# A form for more would be no form.
MOST = 100
HEADING = "批量提交备案"


@access("organizers.submit")
@require_http_methods(["GET", "POST"])
def filings_submit(request):
    """All of them on one day and by one document; whoever cannot be submitted is named with the reason."""
    chosen = _chosen(request)
    if not chosen:
        messages.error(request, "没有可提交的备案，请在工作台勾选要一起提交的任职备案。")
        return redirect("filing_list")
    form = SubmitTogetherForm(request.POST or None, request.FILES or None, viewer=request.viewer)
    if posted(request, form, lambda: _submit(request, form, chosen)):
        messages.success(request, f"已提交 {len(chosen)} 人的任职备案，等组织部接收。")
        return redirect(f"{reverse('filing_list')}?state=to_file")
    context = {
        "form": form,
        "heading": HEADING,
        "lines": filing_lines(chosen, request.today),
        "subjects": [filing.pk for filing in chosen],
        "crumbs": [{"title": "任职备案", "url": reverse("filing_list")}, {"title": HEADING}],
        "cancel_url": reverse("workbench"),
    }
    return render(request, "organizers/filings_submit.html", context, status=422 if form.errors else 200)


def _submit(request, form, chosen) -> bool:
    given = form.cleaned_data
    file = given["file"]
    paper = Paper(file.read(), file.name) if file else None
    submit_filings(
        filings=chosen, on=given["on"], document=given["document"], paper=paper, today=request.today, by=request.user
    )
    return True


def _chosen(request) -> list[Filing]:
    """The ticked filings that the viewer may submit."""
    given = request.POST if request.method == "POST" else request.GET
    keys = {int(text) for text in given.getlist("subject") if text.isascii() and text.isdigit() and len(text) < 19}
    rows = filings(request.viewer).within(request.viewer, "organizers.submit").filter(pk__in=keys)
    return list(rows.order_by("decided_on", "pk")[:MOST])
