"""The file on a person, and where he belongs as a member."""

import datetime as dt

from django import forms

from dates.partial import PartialDate
from directory.forms.fields import DayField, PartialDateField, UnitField, set_today
from directory.forms.refusing import RefusingForm
from directory.models import Account, Category, Gender, Person, Status, Unit
from directory.refusals import Refused
from directory.services.people import REVEALED, fill
from directory.services.trials import hold_to_trials

# What the form shows of the record, in its order; ID and phone numbers are written here and never shown.
TEXTS = ("gender", "ethnicity", "native_place", "email", "category", "education", "degree", "grade_class")
CLEARED = "清空"
KEEP = f"已登记，留空不改；填写新号码则替换；填写“{CLEARED}”则删除。"


class PersonForm(RefusingForm):
    """One column, in the order of the forms' common block; every refusal of the service stands at its field."""

    roster_no = forms.CharField(label="学工号", max_length=30, help_text="工号或学号，例如 20230117")
    name = forms.CharField(label="姓名", max_length=60, help_text="与身份证一致；少数民族姓名中间用 ·", strip=False)
    reading = forms.CharField(
        label="姓名读音", max_length=120, required=False, help_text="系统读错时填写，例如 shan xiong xin"
    )
    gender = forms.ChoiceField(label="性别", choices=[("", "未填写"), *Gender.choices], required=False)
    ethnicity = forms.CharField(label="民族", max_length=20, required=False, help_text="例如 汉族")
    birth_on = PartialDateField(label="出生日期", required=False)
    native_place = forms.CharField(label="籍贯", max_length=60, required=False, help_text="例如 江苏南京")
    id_number = forms.CharField(label="居民身份证号", max_length=30, required=False, help_text="18 位，末位可以是 X")
    phone = forms.CharField(label="手机号", max_length=30, required=False, help_text="手机号，或带区号的座机号")
    email = forms.EmailField(label="邮箱", max_length=254, required=False)
    category = forms.ChoiceField(label="人员类别", choices=Category.choices)
    education = forms.CharField(label="学历", max_length=30, required=False)
    degree = forms.CharField(label="学位", max_length=30, required=False)
    grade_class = forms.CharField(label="年级班级", max_length=60, required=False)
    joined_work_on = DayField(label="参加工作日期", required=False)
    expected_leave_on = DayField(label="预计离校日期", required=False)

    def __init__(self, *args, today: dt.date, by: Account, person: Person | None = None, **options):
        self.today, self.by, self.person = today, by, person
        if person:
            options.setdefault("initial", initial_of(person))
        super().__init__(*args, **options)
        set_today(self, today)
        for field in REVEALED:
            self.fields[field].widget.attrs["autocomplete"] = "off"
            if person and getattr(person, mask_of(field)):
                self.fields[field].help_text = f"{getattr(person, mask_of(field))} {KEEP}"

    def clean(self):
        """Everything that the service would refuse is said now, together with what the fields themselves refuse."""
        draft, facts = Person.objects.get(pk=self.person.pk) if self.person else Person(), self.facts()
        try:
            # The answer below tells whether a number is known, so it counts as a try even if nothing is saved.
            hold_to_trials(self.by, facts.get("id_number", ""))
        except Refused as refused:
            self.add_refusal(refused.refusals[0])
            del facts["id_number"]
        for refusal in fill(draft, facts, self.today):
            self.add_refusal(refusal)
        return self.cleaned_data

    def facts(self) -> dict:
        """What was typed, as the service takes it; a field that could not be read is left out."""
        given = {
            field: self.cleaned_data[field]
            for field in ("roster_no", "name", "reading", *TEXTS)
            if field in self.cleaned_data
        }
        for field in ("joined_work_on", "expected_leave_on"):
            if field in self.cleaned_data:
                given[field] = self.cleaned_data[field]
        if "birth_on" in self.cleaned_data:
            given |= _birth(self.cleaned_data["birth_on"])
        for field in REVEALED:
            typed = self.cleaned_data.get(field, "").strip()
            if typed:
                given[field] = "" if typed.strip("〈〉") == CLEARED else typed
        return given


class PersonCreateForm(PersonForm):
    """A new file also says where the person belongs."""

    unit = UnitField(label="所在党组织")

    field_order = ["roster_no", "name", "reading", "unit", "category"]

    def __init__(self, *args, viewer, **options):
        super().__init__(*args, today=viewer.on, by=viewer.account, **options)
        self.fields["unit"].units = Unit.objects.open_on(viewer.on).within(viewer, "people.edit")


class PersonUpdateForm(PersonForm):
    """Corrections carry the version that was opened, and may say why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="修改原因", max_length=200, required=False, help_text="写入变更历史，例如 按户口簿更正"
    )


class StatusForm(RefusingForm):
    """党籍登记与校内转接: with which status the person belongs to which unit from a day on."""

    unit = UnitField(label="所在党组织")
    status = forms.ChoiceField(label="党籍", choices=Status.choices)
    from_on = DayField(label="生效日期")
    basis = forms.CharField(
        label="依据", max_length=120, required=False, help_text="文号或会议，例如 数院党〔2026〕12号"
    )
    reason = forms.CharField(
        label="原因", max_length=200, required=False, help_text="写入变更历史，例如 毕业转入新支部"
    )

    def __init__(self, *args, viewer, **options):
        super().__init__(*args, **options)
        set_today(self, viewer.on)
        self.fields["unit"].units = Unit.objects.open_on(viewer.on).within(viewer, "people.edit")


class RevealForm(forms.Form):
    """Why a full number is looked at."""

    reason = forms.CharField(
        label="查看原因", max_length=200, min_length=2, help_text="将写入操作日志",
        error_messages={"required": "请填写查看完整号码的原因。", "min_length": "请把原因写得具体一些。"},
    )  # fmt: skip


def mask_of(field: str) -> str:
    """The column that shows what may be seen of a sealed number."""
    return {"id_number": "id_mask", "phone": "phone_mask"}[field]


def initial_of(person: Person) -> dict:
    """The record as the form shows it."""
    known = {
        field: getattr(person, field)
        for field in ("roster_no", "name", "reading", "joined_work_on", "expected_leave_on", *TEXTS)
    }
    birth = PartialDate(person.birth_on, person.birth_precision) if person.birth_on else None
    return known | {"birth_on": birth, "version": person.version}


def _birth(birth: PartialDate | None) -> dict:
    if birth is None:
        return {"birth_on": None, "birth_precision": "day"}
    return {"birth_on": birth.first, "birth_precision": str(birth.precision)}
