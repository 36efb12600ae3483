"""Forms of the admin site that notice who saved first, as the product's own pages do."""

from django import forms


class SeenForm(forms.ModelForm):
    """Carries the version that its page showed. Whoever saved meanwhile is not overwritten unseen: the form says what
    stands there now, keeps what was typed, and goes on with the version that it has told of."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk:
            self.initial["seen"] = self.instance.version

    def clean(self):
        given = super().clean()
        if self.instance.pk and given.get("seen") != self.instance.version:
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = self.instance.version
            self.add_error(None, f"他人已先保存，现为：{self._standing()}。您填写的还在，请核对后再保存。")
        return given

    def _standing(self) -> str:
        """What stands there now, of the fields that would be changed."""
        names = [name for name in self.changed_data if name != "seen"]
        return "、".join(f"{self.fields[name].label} {self._words(name)}" for name in names) or "与您填写的相同"

    def _words(self, name) -> str:
        now = getattr(self.instance, name)
        display = getattr(self.instance, f"get_{name}_display", None)
        if display:
            return str(display())
        return "、".join(now) if isinstance(now, list) else str(now)


class SeenRows:
    """For an admin class or inline with a `SeenForm`: the version goes along where something may be changed."""

    def get_fields(self, request, obj=None):
        fields = [*super().get_fields(request, obj)]
        return [*fields, "seen"] if self.has_change_permission(request, obj) else fields
