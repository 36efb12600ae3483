"""What people type on the settings pages; the boxes of a value follow from the parameter's declaration."""

import re

from django import forms

from dates.parsing import DateUnreadable, parse_day
from directory.forms.fields import DayField, UnitField, set_today
from directory.forms.refusing import RefusingForm
from directory.models import Unit
from policy.declaring import Declaration, Shape, Strength, as_value, descending
from policy.models import Clause, Document, Reading

YES_NO = [("yes", "是"), ("no", "否")]
_SEPARATOR = "|"
_BETWEEN_NUMBERS = re.compile(r"[、，,；;\s]+")


class DraftForm(RefusingForm):
    """起草新版本, and its head later on."""

    title = forms.CharField(label="名称", max_length=80, help_text="例如 2027年修订")
    effective_on = DayField(label="施行日期")
    note = forms.CharField(label="说明", max_length=300, required=False, help_text="改了什么、为什么改，供核对的人看")

    def __init__(self, *args, viewer, **options):
        super().__init__(*args, **options)
        set_today(self, viewer.on)


class PublishForm(RefusingForm):
    """发布: the tick is asked for where the first day lies in the past."""

    confirmed = forms.BooleanField(label="我知道已经判定的事项会按新值重新判定", required=False)

    def __init__(self, *args, is_past: bool, **options):
        super().__init__(*args, **options)
        if not is_past:
            del self.fields["confirmed"]


class WithdrawForm(RefusingForm):
    """撤回."""

    reason = forms.CharField(label="撤回原因", max_length=200, help_text="写入变更历史")


class ClauseChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return f"{obj.citation}　{obj.paraphrase[:40]}"


class ValueForm(RefusingForm):
    """One value of a draft."""

    asked = forms.ChoiceField(label="是否要求", choices=[("yes", "要求"), ("no", "未要求")], widget=forms.RadioSelect)
    strength = forms.ChoiceField(
        label="约束力",
        choices=[
            (Strength.MUST, "须（必须做到）"),
            (Strength.NORMALLY, "一般（例外须写明理由）"),
            (Strength.MAY, "可（允许）"),
        ],
    )
    clause = ClauseChoice(
        label="依据",
        queryset=Clause.objects.select_related("document"),
        required=False,
        empty_label="请选择",
        help_text="没有所需条款的，先在“条款”页登记",
        error_messages={"invalid_choice": "请从列表中选择条款。"},
    )
    unit = UnitField(label="只适用于", required=False, help_text="留空表示全校；填写组织代码或名称，含其下级")
    from_on = DayField(label="起")
    to_on = DayField(label="止（含当日）", required=False, help_text="留空表示一直有效")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, declaration: Declaration, viewer, **options):
        super().__init__(*args, **options)
        self.declaration = declaration
        self.fields["value"] = _value_field(declaration)
        if declaration.kinds:
            choices = [("", "全部"), *((kind, kind) for kind in declaration.kinds)]
            self.fields["kind"] = forms.ChoiceField(label="适用人员", choices=choices, required=False)
        self.order_fields(["asked", "value", "strength", "clause", "unit", "kind", "from_on", "to_on"])
        self.fields["unit"].units = Unit.objects.open_on(viewer.on).within(viewer, "units.view")
        set_today(self, viewer.on)

    def clean(self):
        given = super().clean()
        if given.get("asked") == "yes" and given.get("value") in (None, "") and "value" not in self.errors:
            self.add_error("value", "请填写这个值；文件没有规定的，选“未要求”。")
        return given

    def act(self) -> dict:
        """What the service takes."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "asked"}
        return given | {
            "value": stored(self.declaration, given["value"]) if self.cleaned_data["asked"] == "yes" else None
        }


class ClauseForm(RefusingForm):
    """登记或修改条款."""

    document = forms.ModelChoiceField(label="文件", queryset=Document.objects.all(), empty_label="请选择")
    article = forms.CharField(label="条次", max_length=40, required=False, help_text="例如 第四条；不知道的留空")
    article_is_certain = forms.BooleanField(label="条次已经核对", required=False, initial=True)
    paraphrase = forms.CharField(
        label="要点", max_length=300, widget=forms.Textarea({"rows": 2}), help_text="用自己的话概括一句"
    )
    wording = forms.CharField(
        label="原文", required=False, widget=forms.Textarea({"rows": 6}), help_text="从文件中录入，显示在依据旁边"
    )
    reading = forms.ChoiceField(label="核对情况", choices=Reading.choices, initial=Reading.SCHOOL)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class DocumentForm(RefusingForm):
    """登记文件."""

    code = forms.SlugField(
        label="代号", max_length=20, help_text="字母和数字，例如 JH-2027",
        error_messages={"invalid": "代号只能用字母、数字和连字符，例如 JH-2027。"},
    )  # fmt: skip
    name = forms.CharField(label="名称", max_length=120, help_text="不加书名号")
    issuer = forms.CharField(label="发文单位", max_length=80)
    number = forms.CharField(label="文号", max_length=60, required=False, help_text="例如 校党发〔2026〕12号")
    short_name = forms.CharField(label="简称", max_length=40, required=False)
    issued_on = DayField(label="发文日期", required=False)
    effective_on = DayField(label="施行日期", required=False)
    is_national = forms.BooleanField(label="全国性规定", required=False)

    def __init__(self, *args, viewer, **options):
        super().__init__(*args, **options)
        set_today(self, viewer.on)


class ConfirmForm(RefusingForm):
    """确认条款: that this text was compared with the original, by whom and when."""

    confirmed = forms.BooleanField(
        label="已对照原文核对，此规则可以作为约束", error_messages={"required": "请对照原文核对后勾选。"}
    )


class CalendarDayForm(RefusingForm):
    """调整一天."""

    is_working = forms.ChoiceField(label="这一天", choices=[("no", "休"), ("yes", "班")], widget=forms.RadioSelect)
    word = forms.CharField(
        label="说明", max_length=30, required=False, help_text="例如 春节、调休上班（春节）；与平常相同的留空"
    )
    source = forms.CharField(label="来源", max_length=120, help_text="通知的名称和文号")
    is_provisional = forms.BooleanField(label="暂算（通知尚未公布）", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class YearForm(RefusingForm):
    """标为已公布."""

    source = forms.CharField(label="通知", max_length=120, help_text="例如 国办发明电〔2026〕9号")
    confirmed = forms.BooleanField(
        label="这一年的休和班已逐日与通知核对", error_messages={"required": "请逐日核对后勾选。"}
    )


def boxed(declaration: Declaration, value):
    """A stored value as it stands in its box."""
    if value is None:
        return None
    if declaration.shape is Shape.YES_NO:
        return "yes" if value else "no"
    if declaration.shape is Shape.NUMBERS:
        return "、".join(map(str, value))
    if declaration.shape is Shape.WORDS:
        return "\n".join(value)
    if declaration.shape is Shape.TABLE:
        return "\n".join(f" {_SEPARATOR} ".join(map(str, row)) for row in value)
    return value


def stored(declaration: Declaration, given):
    """What was typed, as it is stored; one word or row a line."""
    if declaration.shape is Shape.YES_NO:
        return given == "yes"
    if declaration.shape is Shape.NUMBERS:
        return _numbers(given)
    if declaration.shape is Shape.DAY:
        return _day(given)
    lines = [line.strip() for line in str(given).splitlines() if line.strip()]
    if declaration.shape is Shape.WORDS:
        return lines
    if declaration.shape is Shape.TABLE:
        return [[cell.strip() for cell in line.split(_SEPARATOR)] for line in lines]
    return as_value(given)


def _numbers(given):
    """“30、7”, in whatever order and however separated; what is no number is left for the rule to refuse."""
    parts = [part for part in _BETWEEN_NUMBERS.split(given) if part]
    return list(descending(map(int, parts))) if all(map(str.isdecimal, parts)) else parts


def _day(given):
    """2026年5月17日 as 2026-05-17; what is no day is left for the rule to refuse."""
    try:
        return str(parse_day(given) or "")
    except DateUnreadable:
        return given


def _value_field(declaration) -> forms.Field:
    label = f"值（{declaration.unit}）" if declaration.unit else "值"
    facts = {"label": label, "required": False, "help_text": declaration.note}
    if declaration.shape is Shape.WHOLE:
        facts["help_text"] = " ".join(filter(None, (f"{declaration.least} 到 {declaration.most}", declaration.note)))
        return forms.IntegerField(**facts, error_messages={"invalid": "请填写整数。"})
    if declaration.shape is Shape.NUMBERS:
        bounds = f"每个数 {declaration.least} 到 {declaration.most}，用顿号隔开，例如 30、7"
        facts["help_text"] = "。".join(filter(None, (bounds, declaration.note)))
        return forms.CharField(**facts, max_length=100)
    if declaration.shape in (Shape.YES_NO, Shape.CHOICE):
        choices = YES_NO if declaration.shape is Shape.YES_NO else list(declaration.choices)
        return forms.ChoiceField(choices=[("", "请选择"), *choices], **facts)
    if declaration.shape is Shape.DAY:
        return forms.CharField(**facts, max_length=20)
    facts["help_text"] = "每行一项" if declaration.shape is Shape.WORDS else f"每行：{' | '.join(declaration.columns)}"
    return forms.CharField(widget=forms.Textarea({"rows": 4}), **facts)
