"""Acts on the admin site besides Django's own: a form, the service, every refusal in the form."""

from django.shortcuts import render
from django.urls import reverse

from directory.admin_scope import ScopedAdmin
from directory.refusals import Refused


class ActingAdmin(ScopedAdmin):
    """With pages of its own; each is held to the site's entrance, as Django's are."""

    def _marked(self, view):
        entered = self.admin_site.admin_view(view)
        entered.model_admin = self
        return entered

    @staticmethod
    def _posted(request, form, act):
        """What the act made, or None: nothing was posted, or every refusal stands in the form."""
        if request.method != "POST" or not form.is_valid():
            return None
        try:
            return act()
        except Refused as refused:
            for refusal in refused.refusals:
                form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            return None

    def _act_page(self, request, form, act, *, note, original=None, faults=()):
        base = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": original,
            "form": form,
            "title": f"{act}：{original}" if original else act,
            "act": act,
            "note": note,
            "faults": faults,
            "list_url": reverse(f"{base}_changelist"),
            "back": reverse(f"{base}_change", args=[original.pk]) if original else reverse(f"{base}_changelist"),
        }
        status = 422 if form.is_bound and form.errors else 200
        return render(request, "admin/membership/act.html", context, status=status)
