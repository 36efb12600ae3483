"""A batch on one sheet: what all share, and one line for each person."""

from django import forms

from dates.partial import PartialDate
from directory.forms.fields import DayField
from membership.decided import book_dates
from membership.forms.batches import REVIEW, BatchForm, Page, own
from membership.forms.facts import COMMITTEES_OWN, facts_of, fields_of, label_of, shown
from membership.services import Act
from membership.services.together import Line
from membership.timelines import DATED_BY_FROM

# What is decided of each is stated of each.
MUST_BE_SAID = frozenset({*COMMITTEES_OWN, "training"})
USUAL = {
    "target_filing": "agree",
    "pre_review": "pass",
    "admission_approval": "approve",
    "conversion_approval": "approve",
}
DAY_LABELS = {"pre_review": "书面答复日期", "admission_approval": "审批日期", "conversion_approval": "审批日期"}


class SheetForm(BatchForm):
    """② 填写 ③ 复核."""

    pages = (Page("sheet", "填写"), REVIEW)

    def build(self):
        step = self.batch.step
        if step not in DATED_BY_FROM:
            self.add("sheet", "on", DayField(label=DAY_LABELS.get(step, "日期")))
        for name, field in fields_of(step).items():
            if name not in self.batch.alone:
                self.add("sheet", name, field)
        for case in self.cases:
            fields = fields_of(step)
            for name in self.batch.alone:
                self.add("sheet", own(case, name), _of(fields[name], case, name, step))

    def proposals(self):
        step, today = self.batch.step, self.viewer.on.isoformat()
        found = super().proposals() | {"from" if step in DATED_BY_FROM else "on": today}
        dates = book_dates(step, self.cases)
        for case in self.cases:
            known = {"result": USUAL.get(step)} | dates.get(case.pk, {})
            found |= {own(case, name): known[name] for name in self.batch.alone if known.get(name)}
        return found

    @property
    def columns(self) -> list[str]:
        return [_LABELS_HERE.get((self.batch.step, name), label_of(name, self.batch.step)) for name in self.batch.alone]

    def rows(self) -> list[tuple]:
        """Each person with the cells of his line."""
        names = list(zip(self.columns, self.batch.alone, strict=True))
        return [(case, [(label, self[own(case, name)]) for label, name in names]) for case in self.cases]

    def shared_words(self):
        given = {name: self.cleaned_data.get(name) for name in self.of_page["sheet"] if "." not in name}
        on = [(self.fields["on"].label, str(given["on"]))] if given.get("on") else []
        return on + shown(facts_of(self.batch.step, given), self.batch.step)

    def lines(self) -> list[Line]:
        """What was typed as an act for each; ask only a form that is right so far."""
        return [Line(case, self._act(case), self.excused(case), self.version(case)) for case in self.cases]

    def _act(self, case) -> Act:
        given = dict(self.cleaned_data)
        given |= {name: given.get(own(case, name)) for name in self.batch.alone}
        facts = facts_of(self.batch.step, given)
        if self.batch.step in COMMITTEES_OWN:
            # Rights are given to the approving body alone, and that is a party committee (membership.approving).
            facts["body"] = "party_committee"
        return Act(self.batch.step, PartialDate(given.get("on") or given["from"]), facts)


_LABELS_HERE = {
    ("admission_approval", "probation_from"): "预备期起",
    ("admission_approval", "probation_to"): "预备期止",
    ("admission_approval", "special_case"): "特殊情况",
    ("admission_approval", "reported_on"): "支部上报",
    ("conversion_approval", "reported_on"): "支部上报",
    ("conversion_approval", "full_member_from"): "转正日期",
}


def _of(field: forms.Field, case, name, step) -> forms.Field:
    field.label, field.help_text = f"{case.person.name} {label_of(name, step)}", ""
    field.required = name == "result" and step in MUST_BE_SAID
    return field
