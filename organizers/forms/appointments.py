"""登记任职, with everything the conditions ask about (F61), and 办理离任."""

from django import forms
from django.core.exceptions import ValidationError

from directory.forms.fields import DayField, PartialDateField, UnitField, set_today
from directory.forms.refusing import RefusingForm
from directory.models import Person, Unit
from directory.scope import within
from directory.strangers import unknown_number
from organizers.facts import Stated
from organizers.models import Appointment, Kind, Rank, Seat
from organizers.policy import KINDS, OrganizerPolicy
from organizers.rules.appointing import Period
from organizers.services import Excepted, Nominated
from policy.reading import rules_on

PARTIAL = "例如 2019-03-01；很久以前只知道年月的写 2010.09"
# The conditions that a document may word as 一般, so that they yield to a recorded reason.
YIELDING = {
    "party_seniority": "党龄",
    "section_work": "党务工作经历",
    "work_experience": "党务或思想政治工作经历",
    "part_time_source": "来源",
    "dedicated_post": "专人专岗",
    "established": "编制",
    "health": "身体条件",
    "talk_before_opening": "动议前沟通",
}


class YesNoField(forms.TypedChoiceField):
    """是, 否, or nobody has said."""

    def __init__(self, yes: str = "是", no: str = "否", **options):
        choices = [("", "未填写"), ("yes", yes), ("no", no)]
        super().__init__(
            choices=choices, required=False, empty_value=None, coerce=lambda value: value == "yes", **options
        )


class AppointmentForm(RefusingForm):
    """登记任职. The person is named by roster number: only people in the viewer's scope are found."""

    roster_no = forms.CharField(label="工作证号", max_length=30, help_text="与人员名册一致")
    unit = UnitField(label="联系党组织")
    kind = forms.ChoiceField(label="专兼职", choices=Kind.choices)
    rank = forms.ChoiceField(label="级别", choices=Rank.choices, initial=Rank.UNKNOWN)
    from_on = PartialDateField(label="任职时间", help_text=PARTIAL)
    to_on = PartialDateField(label="离任时间", required=False, help_text="已离任的才填写，是任职的最后一天")
    is_established = YesNoField(label="编制", yes="在编", no="其他")
    source = forms.CharField(label="来源", max_length=60, required=False, help_text="兼职组织员从哪里选聘")
    health_stated = YesNoField(label="具有正常履行职责的身体条件")
    proposed_on = DayField(label="动议日期", required=False)
    talked_on = DayField(label="与组织部沟通日期", required=False, help_text="应在动议之前")
    decided_on = DayField(label="人选确定日期", required=False, help_text="会议决定的日期，报备案的期限从次日起算")
    opinions = forms.MultipleChoiceField(label="已听取意见", required=False, widget=forms.CheckboxSelectMultiple)
    seat = forms.ChoiceField(label="列席或委员", required=False, choices=[("", "未填写"), *Seat.choices])
    is_promoted = forms.BooleanField(label="新提拔，设试用期", required=False)
    excepted = forms.MultipleChoiceField(
        label="例外的条件",
        required=False,
        choices=list(YIELDING.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text="文件规定“一般”的条件，确有需要时可以例外",
    )
    exception_reason = forms.CharField(label="例外的原因", max_length=300, required=False)
    exception_approver = forms.CharField(label="批准人工号", max_length=30, required=False)
    exception_on = DayField(label="批准日期", required=False)
    is_history = forms.BooleanField(
        label="补录以前的任职", required=False, help_text="只核对，不因条件不符而拒绝；须填写任职文号"
    )
    year = forms.IntegerField(label="年度", required=False, min_value=1949, max_value=2100, help_text="名册的年度")
    establishment = forms.CharField(label="编制类别", max_length=30, required=False, help_text="例如 事业编制")
    post = forms.CharField(label="行政职务", max_length=60, required=False)
    title = forms.CharField(label="专业技术职务", max_length=60, required=False)
    basis = forms.CharField(label="任职文号", max_length=120, required=False, help_text="例如 校党发〔2026〕12号")
    note = forms.CharField(label="备注", max_length=300, required=False)
    reason = forms.CharField(label="原因", max_length=200, required=False, help_text="写入变更历史，例如 届满换届")

    def __init__(self, *args, viewer, **options):
        super().__init__(*args, **options)
        set_today(self, viewer.on)
        self.fields["unit"].units = Unit.objects.within(viewer, "organizers.edit").open_on(viewer.on)
        self.people = Person.objects.filter(within(viewer, "organizers.edit", "unit"))
        self.unknown = unknown_number(viewer.paths("organizers.edit"))
        self._seen = viewer.paths("organizers.view")
        self._offer_what_is_asked(rules_on(viewer.on))

    def _offer_what_is_asked(self, rules):
        """Bodies and sources as the school's own document names them; what it does not ask for is not shown."""
        policies = [rules.policy(OrganizerPolicy, kind=kind) for kind in KINDS]
        bodies = dict.fromkeys(body for each in policies for body in each.vetting_opinions.value or ())
        if bodies:
            self.fields["opinions"].choices = [(body, body) for body in bodies]
        else:
            del self.fields["opinions"]
        months, sources = policies[0].trial_months, policies[0].part_time_sources.value
        if sources:
            self.fields["source"] = _source_field(sources)
        if months.is_asked:
            self.fields["is_promoted"].label = f"新提拔，试用期 {months.value} 个月"

    def clean_roster_no(self):
        self.person = self.people.filter(roster_no=self.cleaned_data["roster_no"]).first()
        if self.person is None:
            raise ValidationError(self.unknown)
        return self.person.roster_no

    def clean(self):
        """An exception is whole or none: reason, approver and day."""
        given = super().clean()
        if not given.get("excepted"):
            return given
        for name, words in (("exception_reason", "原因"), ("exception_on", "批准日期")):
            if name not in self.errors and not given.get(name):
                self.add_error(name, f"请填写例外的{words}。")
        self.approver = self.people.filter(roster_no=given.get("exception_approver") or "").first()
        if self.approver is None:
            self.add_error("exception_approver", "请填写批准人的工号；没有找到该工号。")
        return given

    def field_of(self, name: str) -> str | None:
        return super().field_of({"person": "roster_no"}.get(name, name))

    def act(self) -> dict:
        """What the service takes."""
        given = self.cleaned_data
        plain = ("rank", "year", "establishment", "post", "title", "basis", "note", "is_established", "source", "seat")
        return {
            "person": self.person,
            "unit": given["unit"],
            "kind": given["kind"],
            "period": Period(given["from_on"], given["to_on"]),
            "reason": given["reason"],
            "nominated": self._nominated(given),
            **{name: given[name] for name in plain},
        }

    def _nominated(self, given) -> Nominated:
        stated = Stated(
            is_established=given["is_established"],
            source=given["source"],
            health_stated=given["health_stated"],
            proposed_on=given["proposed_on"],
            talked_on=given["talked_on"],
            opinions=frozenset(given.get("opinions", ())),
        )
        excepted = tuple(
            Excepted(rule, given["exception_reason"], self.approver, given["exception_on"])
            for rule in given["excepted"]
        )
        return Nominated(
            stated=stated,
            decided_on=given["decided_on"],
            excepted=excepted,
            is_history=given["is_history"],
            is_promoted=given["is_promoted"],
            seen=self._seen,
        )


def _source_field(sources) -> forms.ChoiceField:
    """The sources word by word, so that nobody is refused for writing one of them another way."""
    choices = [("", "未填写"), *((each, each) for each in sources), ("其他", "其他")]
    return forms.ChoiceField(label="来源", choices=choices, required=False, help_text="兼职组织员从哪里选聘")


class EndForm(RefusingForm):
    """办理离任: carries the version that was opened."""

    to_on = DayField(label="离任时间")
    reason = forms.CharField(label="离任原因", max_length=200, help_text="写入变更历史，例如 交流轮岗到化学学院")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, viewer, appointment: Appointment, **options):
        initial = {"to_on": appointment.to_on, "version": appointment.version}
        super().__init__(*args, initial=initial, **options)
        set_today(self, viewer.on)
