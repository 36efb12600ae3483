"""The form of a step: its day, its facts, who is named, and the reason to which a rule may yield."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError

from dates.partial import PartialDate
from directory.forms.fields import DayField, PartialDateField, PersonNumberField, set_today
from directory.forms.refusing import RefusingForm
from directory.models import PartyStatus, Person, Status
from directory.models.statuses import MEMBERS
from directory.scope import within
from directory.strangers import unknown_number
from membership.forms.facts import COMMITTEES_OWN, facts_of, fields_of, is_committees_vote
from membership.procedure.steps import STEPS
from membership.services import Act, Excused
from membership.services.acts import NEEDS_THE_DAY
from membership.timelines import DATED_BY_FROM

NAMED = {"mentors": "培养联系人", "introducers": "入党介绍人"}
TRAITS = {
    "restricted": "受留党察看处分未恢复权利",
    "relative": "与本人是亲属",
    "in_influence_period": "受处分，在影响期内",
}
NOTES = {
    "application_talk": "谈话内容",
    "approval_talk": "谈话内容和意见",
    "review": "考察意见",
    "probation_review": "考察意见",
    "political_review": "审查情况",
    "deliberation": "审议意见",
    "thought_report": "内容摘要",
}


class StepForm(RefusingForm):
    """One step of one case; `record` is the one to be corrected, where there is one."""

    def __init__(self, *args, viewer, case, step: str, record=None, **options):
        self.viewer, self.case, self.step = viewer, case, step
        options["initial"] = {"version": case.version} | options.get("initial", {})
        super().__init__(*args, **options)
        if step not in DATED_BY_FROM:
            self.fields["on"] = _day(step)
        self.fields |= fields_of(step)
        if step in NAMED:
            self.fields |= _people(step)
        self.fields["note"] = forms.CharField(
            label=NOTES.get(step, "备注"),
            required=False,
            max_length=2_000,
            widget=forms.Textarea({"rows": 4}),
            help_text="只供有权限的人员查看；不得填写国家秘密",
        )
        self.fields |= _exception()
        if record:
            self.fields["reason"] = forms.CharField(label="更正原因", max_length=300)
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)
        set_today(self, viewer.on)

    def groups(self) -> list[tuple[str, list[str]]]:
        facts = [name for name in self.fields if name not in (*_EXCEPTION, "version", "reason", "note")]
        votes = [name for name in facts if is_committees_vote(name, self.step)]
        groups = [(STEPS[self.step].title, [*(name for name in facts if name not in votes), "note"])]
        if votes:
            groups.append(("委员会到会和表决（可以不填）", votes))
        groups.append((EXCEPTIONAL, list(_EXCEPTION)))
        return [*groups, ("更正", ["reason"])] if "reason" in self.fields else groups

    def clean(self):
        given = super().clean()
        self.named = []
        if self.step in NAMED:
            self._name_people(given)
        return given

    def _name_people(self, given) -> None:
        people = Person.objects.filter(within(self.viewer, "people.view", "unit"))
        for name in ("first", "second"):
            number = given.get(name)
            if not number:
                continue
            person = people.filter(roster_no=number).first()
            problem = _problem(person, self.case, self.named, self.viewer)
            if problem:
                self.add_error(name, ValidationError(problem))
            else:
                self.named.append(person)

    def act(self) -> Act:
        """What was typed as an act; ask only a form that is valid."""
        given = self.cleaned_data
        facts = facts_of(self.step, given)
        if self.step in COMMITTEES_OWN:
            # Rights were given to the approving body alone, and that is a party committee (membership.approving).
            facts["body"] = "party_committee"
        on = given.get("on") or given.get("from")
        on = on if isinstance(on, PartialDate) else PartialDate(on)
        if self.step in NAMED:
            facts[self.step] = [self._told(person, place, on.first) for place, person in enumerate(self.named)]
        return Act(self.step, on, facts, note=given.get("note", ""), companions=tuple(self.named))

    def excused(self) -> Excused:
        given = self.cleaned_data
        return Excused(
            given.get("exception_reason", ""),
            given.get("exception_approver", ""),
            given.get("exception_on"),
            given.get("exception_document", ""),
        )

    def _told(self, person: Person, place: int, on: dt.date) -> dict:
        """What the rules ask of a mentor or introducer on that day."""
        rows = PartyStatus.objects.filter(person=person, voided_at__isnull=True, status__in=MEMBERS)
        first, held = rows.order_by("from_on").first(), rows.on(on).first()
        told = {"status": "full" if held and held.status == Status.FULL else "probationary"}
        if first:
            told["joined_on"] = PartialDate(first.from_on, first.from_precision).iso()
        if self.step == "introducers":
            chosen = self.cleaned_data.get(("first_traits", "second_traits")[place], [])
            told |= {name: name in chosen for name in TRAITS}
        return told


EXCEPTIONAL = "有特殊情况（规则“一般”要求的，可说明原因例外）"
_EXCEPTION = ("exception_reason", "exception_approver", "exception_on", "exception_document")


def _day(step) -> forms.Field:
    if step in NEEDS_THE_DAY:
        return DayField(label="日期")
    return PartialDateField(label="日期", help_text="例如 2026-11-20；很久以前只知道年月的写 2019.09")


def _people(step) -> dict[str, forms.Field]:
    label, found = NAMED[step], {}
    for name, number, required in (("first", "一", True), ("second", "二", step == "introducers")):
        found[name] = PersonNumberField(
            label=f"{label}{number}的学工号", required=required, help_text="须是正式党员；可输入姓名或拼音查找"
        )
        if step == "introducers":
            found[f"{name}_traits"] = forms.MultipleChoiceField(
                label=f"介绍人{number}的情况",
                required=False,
                choices=list(TRAITS.items()),
                widget=forms.CheckboxSelectMultiple,
            )
    return found


def _exception() -> dict[str, forms.Field]:
    return {
        "exception_reason": forms.CharField(label="原因", max_length=300, required=False),
        "exception_approver": forms.CharField(
            label="批准人", max_length=60, required=False, help_text="批准例外的领导或会议"
        ),
        "exception_on": DayField(label="批准日期", required=False),
        "exception_document": forms.CharField(label="文件或会议", max_length=120, required=False),
    }


def _problem(person, case, named, viewer) -> str:
    if person is None:
        return unknown_number(viewer.paths("people.view"), "学工号")
    if person.pk == case.person_id:
        return "不能由本人担任，请另选一名正式党员。"
    return "两人不能是同一个人。" if person in named else ""
