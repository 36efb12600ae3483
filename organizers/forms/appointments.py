"""登记任职 and 更正任职, with everything the conditions ask about (F61), and 办理离任."""

from django import forms
from django.core.exceptions import ValidationError

from dates.partial import PartialDate
from directory.forms.fields import DayField, PartialDateField, PersonNumberField, UnitField, set_today
from directory.forms.refusing import RefusingForm
from directory.models import Person, Unit
from directory.scope import within
from directory.strangers import unknown_number
from organizers.facts import Stated
from organizers.models import Appointment, Kind, Rank, Seat
from organizers.policy import KINDS, OrganizerPolicy
from organizers.rules.appointing import Period
from organizers.services import PLAIN, Excepted, Nominated
from policy.reading import rules_on

PARTIAL = "例如 2019-03-01；很久以前只知道年月的写 2010.09"
# The conditions that a document may word as 一般, so that they yield to a recorded reason.
YIELDING = {
    "staff": "人员类别",
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


class _FactsForm(RefusingForm):
    """What is written down of an appointment, whether it is made or put right."""

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
    excepted = forms.MultipleChoiceField(
        label="例外的条件",
        required=False,
        choices=list(YIELDING.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text="文件规定“一般”的条件，确有需要时可以例外",
    )
    exception_reason = forms.CharField(label="例外的原因", max_length=300, required=False)
    exception_approver = PersonNumberField(label="批准人工号", required=False, help_text="可输入姓名或拼音查找")
    exception_on = DayField(label="批准日期", required=False)
    year = forms.IntegerField(label="年度", required=False, min_value=1949, max_value=2100, help_text="名册的年度")
    establishment = forms.CharField(label="编制类别", max_length=30, required=False, help_text="例如 事业编制")
    post = forms.CharField(label="行政职务", max_length=60, required=False)
    title = forms.CharField(label="专业技术职务", max_length=60, required=False)
    basis = forms.CharField(label="任职文号", max_length=120, required=False, help_text="例如 校党发〔2026〕12号")
    note = forms.CharField(label="备注", max_length=300, required=False)
    reason = forms.CharField(label="原因", max_length=200, required=False, help_text="写入变更历史，例如 届满换届")
    # What is written down, where the document in force names nobody whose opinion is asked.
    kept_opinions: tuple[str, ...] = ()

    def __init__(self, *args, viewer, **options):
        super().__init__(*args, **options)
        set_today(self, viewer.on)
        self.people = Person.objects.filter(within(viewer, "organizers.edit", "unit"))
        self._seen = viewer.paths("organizers.view")
        self._offer_what_is_asked(rules_on(viewer.on))

    def _offer_what_is_asked(self, rules):
        """Bodies and sources as the school's own document names them; what it does not ask for is not shown."""
        self._policies = policies = [rules.policy(OrganizerPolicy, kind=kind) for kind in KINDS]
        bodies = dict.fromkeys(body for each in policies for body in each.vetting_opinions.value or ())
        if bodies:
            self.fields["opinions"].choices = [(body, body) for body in bodies]
        else:
            del self.fields["opinions"]
        if sources := policies[0].part_time_sources.value:
            self.fields["source"] = _source_field(sources)

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

    def facts(self) -> dict:
        """What services take of every appointment."""
        given = self.cleaned_data
        return {
            "period": Period(given["from_on"], given.get("to_on")),
            "reason": given["reason"],
            **{name: given[name] for name in PLAIN},
        }

    def nominated(self, **more) -> Nominated:
        given = self.cleaned_data
        stated = Stated(
            is_established=given["is_established"],
            source=given["source"],
            health_stated=given.get("health_stated"),
            proposed_on=given.get("proposed_on"),
            talked_on=given.get("talked_on"),
            opinions=frozenset(given.get("opinions", self.kept_opinions)),
        )
        excepted = tuple(
            Excepted(rule, given["exception_reason"], self.approver, given["exception_on"])
            for rule in given.get("excepted", ())
        )
        return Nominated(stated=stated, decided_on=given.get("decided_on"), excepted=excepted, seen=self._seen, **more)


class AppointmentForm(_FactsForm):
    """登记任职. The person is named by roster number: only people in the viewer's scope are found."""

    roster_no = PersonNumberField(label="工作证号", help_text="可输入姓名或拼音查找")
    unit = UnitField(label="联系党组织")
    kind = forms.ChoiceField(label="专兼职", choices=Kind.choices)
    is_promoted = forms.BooleanField(label="新提拔，设试用期", required=False)
    is_history = forms.BooleanField(
        label="补录以前的任职", required=False, help_text="只核对，不因条件不符而拒绝；须填写任职文号"
    )
    field_order = ["roster_no", "unit", "kind"]

    def __init__(self, *args, viewer, **options):
        super().__init__(*args, viewer=viewer, **options)
        self.fields["unit"].units = Unit.objects.within(viewer, "organizers.edit").open_on(viewer.on)
        self.unknown = unknown_number(viewer.paths("organizers.edit"))
        months = self._policies[0].trial_months
        if months.is_asked:
            self.fields["is_promoted"].label = f"新提拔，试用期 {months.value} 个月"

    def clean_roster_no(self):
        self.person = self.people.filter(roster_no=self.cleaned_data["roster_no"]).first()
        if self.person is None:
            raise ValidationError(self.unknown)
        return self.person.roster_no

    def field_of(self, name: str) -> str | None:
        return super().field_of({"person": "roster_no"}.get(name, name))

    def act(self) -> dict:
        """What the service takes."""
        given = self.cleaned_data
        return {
            "person": self.person,
            "unit": given["unit"],
            "kind": given["kind"],
            "nominated": self.nominated(is_history=given["is_history"], is_promoted=given["is_promoted"]),
            **self.facts(),
        }


# What was on the table at a nomination: of an appointment without one it is neither asked nor kept.
NOMINATED = ("health_stated", "opinions", "proposed_on", "talked_on")
EXCEPTION = ("excepted", "exception_reason", "exception_approver", "exception_on")


class CorrectionForm(_FactsForm):
    """更正任职: everything that is written down of the appointment, as it stands; carries the version that was opened.

    What does not apply is left out: an end nobody has recorded (that is 办理离任), a nomination nobody has made.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, viewer, record: Appointment, **options):
        self.record, self.nomination = record, getattr(record, "nomination", None)
        initial = self.shown(record) | self._shown_beside() | {"version": record.version}
        super().__init__(*args, viewer=viewer, initial=initial, **options)
        self._offer_what_stands()
        self.fields["to_on"].help_text = "是任职的最后一天；误办离任的，清空后保存"
        self._leave_out()
        self.kept_opinions = tuple(self.nomination.opinions) if self.nomination else ()
        self.fields["reason"].label = "更正原因"
        self.fields["reason"].help_text = "写入变更历史；更正时间、文号和人选确定日期的必须填写"

    @staticmethod
    def shown(record) -> dict:
        """The appointment as the form shows it, of the record and of its history alike."""
        plain = {name: getattr(record, name) for name in PLAIN if name != "is_established"}
        return plain | {
            "is_established": {True: "yes", False: "no", None: ""}[record.is_established],
            "from_on": PartialDate(record.from_on, record.from_precision),
            "to_on": PartialDate(record.to_on, record.to_precision) if record.to_on else None,
        }

    def _shown_beside(self) -> dict:
        """The nomination and the day that the filing counts from."""
        filing, nomination = getattr(self.record, "filing", None), self.nomination
        of_nomination = (
            {name: getattr(nomination, name) for name in ("opinions", "proposed_on", "talked_on", "decided_on")}
            if nomination
            else {}
        )
        stated = {True: "yes", False: "no", None: ""}[nomination.health_stated if nomination else None]
        decided = {"decided_on": filing.decided_on} if filing else {}
        return of_nomination | {"health_stated": stated} | decided

    def _offer_what_stands(self):
        """What is written down stays a choice, whatever the document names by now."""
        opinions = self.nomination.opinions if self.nomination else []
        for name, stands in (("source", [self.record.source]), ("opinions", opinions)):
            field = self.fields.get(name)
            if field is not None and hasattr(field, "choices"):
                known = {key for key, _ in field.choices}
                field.choices = [*field.choices, *((each, each) for each in stands if each not in known)]

    def _leave_out(self):
        is_judged = self.nomination is not None
        has_day = is_judged or getattr(self.record, "filing", None) is not None
        gone = [
            *([] if self.record.to_on else ["to_on"]),
            *([] if is_judged else NOMINATED),
            *([] if is_judged and not self.nomination.is_history else EXCEPTION),
            *([] if has_day else ["decided_on"]),
        ]
        for name in gone:
            self.fields.pop(name, None)

    def act(self) -> dict:
        """What the service takes; what the form left out stays as it is."""
        return {"nominated": self.nominated(), "version": self.cleaned_data["version"], **self.facts()}


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
