"""Fields that read dates and units as people write them."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse

from dates.parsing import DateUnreadable, parse_date, parse_day
from dates.partial import PartialDate
from directory.models import Unit

DATE_EXAMPLE = "例如 2026-11-20、20261120、2026年11月20日 或 今天"
PARTIAL_EXAMPLE = "例如 1988-03-05；只知道年月写 1988.03，只知道年份写 1988"


class _ReadField(forms.CharField):
    """A text that stands for something else: the validators of texts look at it before it is read."""

    def run_validators(self, value):
        if isinstance(value, str):
            super().run_validators(value)


class _DateField(_ReadField):
    """One text box, understood by `read`; `today` is set by the form, for 今天 and 昨天."""

    today: dt.date | None = None

    def __init__(self, *, help_text: str = DATE_EXAMPLE, **options):
        attributes = {"inputmode": "numeric", "autocomplete": "off", "data-date": ""}
        super().__init__(help_text=help_text, widget=forms.TextInput(attributes), max_length=40, **options)

    def to_python(self, value):
        text = super().to_python(value)
        self.run_validators(text)
        try:
            return self.read(text, self.today) if text else None
        except DateUnreadable as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value):
        """What stands in the box: a known date in the form of tables, typed text as it was typed."""
        return value.iso() if isinstance(value, PartialDate) else value


class DayField(_DateField):
    """A day that must be known exactly."""

    read = staticmethod(parse_day)


class PartialDateField(_DateField):
    """A date that may be known to the month or the year only; its value is a `PartialDate`."""

    read = staticmethod(parse_date)

    def __init__(self, *, help_text: str = PARTIAL_EXAMPLE, **options):
        super().__init__(help_text=help_text, **options)


class PersonNumberInput(forms.TextInput):
    """A text box that offers, while one types a name, its reading or a number, whom it may mean (people/named/)."""

    template_name = "directory/widgets/person_number.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        box = context["widget"]["attrs"]
        context["widget"]["options_id"] = box["list"] = f"{box.get('id', name)}_named"
        box |= {"autocomplete": "off", "hx-get": f"{reverse('person_named')}?of={name}", "hx-target": f"#{box['list']}"}
        box |= {"hx-trigger": "input changed delay:180ms", "hx-sync": "this:replace"}
        return context


class PersonNumberField(forms.CharField):
    """A person by roster number; whether it is one of the viewer's scope is asked by the form."""

    widget = PersonNumberInput

    def __init__(self, **options):
        super().__init__(max_length=30, **options)


class UnitField(_ReadField):
    """A unit by code, full or short name, from `units` (set by the form: a queryset inside the viewer's scope).

    The page offers a picker that loads the tree on demand; without script one types the code or the name.
    """

    def __init__(self, **options):
        attributes = {"autocomplete": "off", "data-pick": "units"}
        options.setdefault("help_text", "填写组织代码或名称，也可从列表中选择")
        super().__init__(widget=forms.TextInput(attributes), max_length=120, **options)
        self.units = Unit.objects.none()

    def to_python(self, value):
        text = super().to_python(value)
        self.run_validators(text)
        if not text:
            return None
        found = self.named(text)
        if len(found) == 1:
            return found[0]
        if found:
            words = "、".join(f"{unit.short_name}（{unit.code}）" for unit in found[:3])
            raise ValidationError(f"“{text}”不止一个：{words}等，请填写组织代码。")
        raise ValidationError(f"没有找到党组织“{text}”，请填写组织代码或从列表中选择。")

    def named(self, text: str) -> list[Unit]:
        """By code; else by the whole name; else by a part of it; at most four."""
        code = text.rsplit(maxsplit=1)[-1]
        for condition in (
            Q(code__in=(text, code)),
            Q(full_name=text) | Q(short_name=text),
            Q(full_name__contains=text) | Q(short_name__contains=text),
        ):
            if found := list(self.units.filter(condition)[:4]):
                return found
        return []

    def prepare_value(self, value):
        return f"{value.short_name} {value.code}" if isinstance(value, Unit) else value


def set_today(form: forms.Form, today: dt.date) -> None:
    """Hands the day to every date field of a form."""
    for field in form.fields.values():
        if isinstance(field, _DateField):
            field.today = today
