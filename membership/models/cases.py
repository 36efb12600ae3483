import secrets

from django.db import models
from django.db.models import F, Q

from audit.sealing import seal, unseal
from audit.tracking import Versioned, tracked
from branches.models import Item
from dates.partial import PartialDate, Precision
from directory.models import Account, Category, Person, Unit
from directory.models.spans import PRECISIONS, Dated, DatedQuerySet, ends_after_start
from directory.scope import ScopedQuerySet, within
from membership.models.templates import StepTemplate, TemplateStep
from membership.procedure.steps import STEPS


def new_code() -> str:
    return secrets.token_hex(6)


class Stage(models.TextChoices):
    """The five libraries over one person (MEM-01); the words are those of a verdict (docs/timelines.md)."""

    APPLICANT = "applicant", "入党申请人"
    ACTIVIST = "activist", "入党积极分子"
    TARGET = "target", "发展对象"
    PROBATIONARY = "probationary_member", "预备党员"
    FULL = "full_member", "正式党员"


class Outcome(models.TextChoices):
    """How a case ended; a date never ends one, only a recorded decision."""

    OPEN = "", "办理中"
    ARCHIVED = "archived", "已转正归档"
    NOT_ADMITTED = "not_admitted", "不予接收"
    REMOVED = "removed", "取消资格"
    CANCELLED = "cancelled", "取消预备党员资格"
    WITHDRAWN = "withdrawn", "本人撤回"
    MOVED_OUT = "moved_out", "转出"
    DIED = "died", "去世"


# Steps that happen once in a case.
ONCE = [code for code, step in STEPS.items() if step.is_once]
STEP_WORDS = [(code, step.title) for code, step in STEPS.items()]
NOTE_PURPOSE = "membership.note"


class Lamp(models.TextChoices):
    """How urgent a case is: past a limit, within the days in which a limit is shown, or neither."""

    LATE = "late", "已逾期"
    SOON = "soon", "即将到期"
    NONE = "none", "无灯"


def lamp_on(lamp: str, day) -> Q:
    """The condition of a lamp on that day. A case that is put off has none: nobody is to act on it."""
    late = Q(paused_on__isnull=True, nearest_on__lt=day)
    soon = Q(paused_on__isnull=True, nearest_on__gte=day, warned_on__lte=day)
    return {Lamp.LATE: late, Lamp.SOON: soon, Lamp.NONE: ~(late | soon)}[Lamp(lamp)]


class CaseQuerySet(ScopedQuerySet):
    view_permission = "cases.view"
    edit_permission = "cases.record"

    def visible_to(self, viewer):
        """Cases of the units where the viewer may look, and those that he himself accompanies as long as they go on."""
        seen = within(viewer, self.view_permission, self.scope_field)
        # An empty condition is that of the whole school.
        if not (viewer.own_person_id and seen):
            return self.filter(seen)
        mine = Companion.objects.on(viewer.on).filter(person=viewer.own_person_id)
        return self.filter(seen | Q(pk__in=mine.values("case"), outcome=Outcome.OPEN))

    def held(self):
        """Under lock, each case behind its person: whoever changes a person changes his cases after him."""
        return self.select_related("person").select_for_update(of=("person", "self"), no_key=True)

    def in_progress(self):
        """Cases that have not ended."""
        return self.filter(outcome=Outcome.OPEN)


# What follows from the records; `acts` counts them, so that a second saver is told of the first.
CACHED = (
    "earliest_on", "due_on", "nearest_on", "warned_on", "is_blocked", "faults",
    "applied_on", "activist_on", "target_on", "admitted_on", "probation_to", "full_on", "rough",
)  # fmt: skip
# The dates of the way, in its order.
DATES = ("applied_on", "activist_on", "target_on", "admitted_on", "probation_to", "full_on")
# How much of an ISO date is written.
_WRITTEN = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}


@tracked(label=["person", "unit"], owners=["person", "unit"], derived=(*CACHED, "category"))
class Case(Versioned):
    """发展党员个案: one person's way from application to archive, in one branch.

    What happened stands in its records. `stage` to `full_on` are what follows from them on the day of the last act, a
    cache written by `membership.services.standing` alone, so that lists and figures ask no rule.
    """

    code = models.CharField("编号", max_length=12, unique=True, default=new_code, editable=False)
    person = models.ForeignKey(Person, verbose_name="人员", on_delete=models.PROTECT, related_name="cases")
    # The person's, kept by the database (membership/models/categories.py), so that the board narrowed to students asks
    # for nobody.
    category = models.CharField(
        "人员类别", max_length=20, choices=Category.choices, default=Category.OTHER, editable=False
    )
    unit = models.ForeignKey(
        Unit, verbose_name="所在党支部", on_delete=models.PROTECT, related_name="cases", db_index=False
    )
    template = models.ForeignKey(StepTemplate, verbose_name="步骤模板", on_delete=models.PROTECT, related_name="cases")
    opened_on = models.DateField("开案日期")
    is_league_member = models.BooleanField("共青团员", null=True, blank=True)
    is_mobile = models.BooleanField("流动人员", null=True, blank=True)
    outcome = models.CharField("结果", max_length=20, choices=Outcome.choices, default=Outcome.OPEN, blank=True)
    closed_on = models.DateField("结束日期", null=True, blank=True)
    closing_reason = models.CharField("结束原因", max_length=300, blank=True)
    # Steps of which the ledger that the case was brought in from says nothing: they may have happened (`unknown` of
    # docs/timelines.md).
    untold = models.JSONField("台账没有写的步骤", default=list, blank=True)
    paused_on = models.DateField("暂缓日期", null=True, blank=True)
    pause_reason = models.CharField("暂缓原因", max_length=300, blank=True)

    acts = models.PositiveIntegerField("登记次数", default=0)
    stage = models.CharField("阶段", max_length=20, choices=Stage.choices, default=Stage.APPLICANT)
    next_step = models.CharField("下一步", max_length=30, choices=STEP_WORDS, blank=True)
    earliest_on = models.DateField("最早日期", null=True, blank=True)
    due_on = models.DateField("最迟日期", null=True, blank=True)
    # The nearest of everything that is due in the case (not only the next step), and the day from which it is shown.
    nearest_on = models.DateField("最近期限", null=True, blank=True)
    warned_on = models.DateField("提醒自", null=True, blank=True)
    is_blocked = models.BooleanField("下一步有障碍", default=False)
    faults = models.PositiveSmallIntegerField("不合规处数", default=0)
    applied_on = models.DateField("申请入党", null=True, blank=True)
    activist_on = models.DateField("确定为积极分子", null=True, blank=True)
    target_on = models.DateField("列为发展对象", null=True, blank=True)
    admitted_on = models.DateField("入党（支部大会）", null=True, blank=True)
    probation_to = models.DateField("预备期满", null=True, blank=True)
    full_on = models.DateField("转正", null=True, blank=True)
    # Which of these dates are known to the month or year only: “applied_on:month full_on:year”.
    rough = models.CharField("只知年月的日期", max_length=120, blank=True, default="")

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "发展党员个案"
        ordering = ["-opened_on", "-id"]
        default_permissions = ()
        indexes = [
            # The board: one unit or the whole school, stage by stage, what is due first.
            models.Index(
                fields=["stage", "nearest_on", "id"],
                include=["unit", "warned_on", "paused_on", "category"],
                condition=Q(outcome=""),
                name="case_board",
            ),
            models.Index(fields=["unit", "stage", "nearest_on", "id"], name="case_unit_board"),
            # The ledger of all stages in its first order.
            models.Index(fields=["nearest_on", "id"], condition=Q(outcome=""), name="case_ledger"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(outcome=""),
                name="case_one_open_per_person",
                violation_error_message="此人已有正在办理的发展党员个案，不能重复登记。",
            ),
            models.CheckConstraint(
                name="case_ends_with_a_day",
                condition=Q(outcome="", closed_on__isnull=True) | (~Q(outcome="") & Q(closed_on__isnull=False)),
                violation_error_message="结束个案须写明日期。",
            ),
            models.CheckConstraint(
                name="case_ends_after_start",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                violation_error_message="结束日期早于开案日期，请核对。",
            ),
        ]

    def __str__(self):
        return f"{self.person} 的发展党员个案"

    @property
    def is_open(self) -> bool:
        return self.outcome == Outcome.OPEN

    @property
    def days(self) -> dict[str, str]:
        """The dates of the way as exactly as they are known: “2021-09-12” or “2021-09”; empty where there is none."""
        known = dict(word.split(":") for word in self.rough.split())
        dates = {name: getattr(self, name) for name in DATES}
        return {
            name: day.isoformat()[: _WRITTEN[known.get(name, Precision.DAY)]] if day else ""
            for name, day in dates.items()
        }

    def is_exact(self, name: str) -> bool:
        """Whether the date of that name is known to the day."""
        return f"{name}:" not in self.rough

    @property
    def opened(self) -> str:
        """The day of opening, as exactly as that of the application from which it is taken."""
        return self.days["applied_on"] if self.opened_on == self.applied_on else self.opened_on.isoformat()

    def lamp(self, day) -> Lamp:
        """As `lamp_on` has it, for one case."""
        if self.paused_on or self.nearest_on is None:
            return Lamp.NONE
        if self.nearest_on < day:
            return Lamp.LATE
        return Lamp.SOON if self.warned_on <= day else Lamp.NONE


class OfCase(ScopedQuerySet):
    """Rows beside a case, seen and changed where the case is."""

    scope_field = "case__unit"
    view_permission = "cases.view"
    edit_permission = "cases.record"


class StepRecordQuerySet(OfCase):
    def standing(self):
        """Records that hold: neither voided nor replaced by a correcting one."""
        return self.filter(voided_at__isnull=True)


@tracked(label=["person", "step"], owners=["person"], secret=["note_sealed"])
class StepRecord(Versioned):
    """步骤记录: what happened, on which day, with the facts in the words of docs/timelines.md.

    A record is never overwritten: a correction voids it and names what stands in its place. `due_on` is the limit as it
    was worked out on the day of recording, `late` the sentence about a limit that was missed. What was said in a talk
    or found in a review (S4) is sealed.
    """

    case = models.ForeignKey(Case, verbose_name="个案", on_delete=models.PROTECT, related_name="records")
    person = models.ForeignKey(Person, verbose_name="人员", on_delete=models.PROTECT, related_name="+")
    step = models.CharField("步骤", max_length=30, choices=STEP_WORDS, blank=True)
    # A step that only the school asks has a place in the template and no code.
    template_step = models.ForeignKey(
        TemplateStep, verbose_name="学校步骤", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    happened_on = models.DateField("日期", null=True, blank=True)
    precision = models.CharField("日期精度", max_length=5, choices=PRECISIONS, default=Precision.DAY.value)
    facts = models.JSONField("内容", default=dict, blank=True)
    # The vote of a kept meeting from which the facts were taken (membership.voting).
    item = models.ForeignKey(
        Item, verbose_name="会议议题", null=True, blank=True, on_delete=models.PROTECT, related_name="step_records"
    )
    note_sealed = models.BinaryField(null=True, editable=False)
    due_on = models.DateField("当时的期限", null=True, blank=True)
    late = models.CharField("逾期说明", max_length=500, blank=True)
    recorded_on = models.DateField("登记日期")
    recorded_by = models.ForeignKey(
        Account, verbose_name="登记人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    replaces = models.OneToOneField(
        "self", verbose_name="更正", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)
    void_reason = models.CharField("作废原因", max_length=300, blank=True)

    objects = StepRecordQuerySet.as_manager()
    sealed_fields = {"note_sealed": NOTE_PURPOSE}

    class Meta:
        verbose_name = verbose_name_plural = "发展党员步骤记录"
        ordering = ["happened_on", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="step_record_names_a_step",
                condition=~Q(step="") | Q(template_step__isnull=False),
                violation_error_message="请选择步骤。",
            ),
            models.UniqueConstraint(
                fields=["case", "step"],
                condition=Q(voided_at__isnull=True, step__in=ONCE),
                name="step_record_once",
                violation_error_message="这一步已经登记，请刷新页面查看；需要改动的请用“更正记录”。",
            ),
            models.UniqueConstraint(
                fields=["case", "template_step"],
                condition=Q(voided_at__isnull=True, step=""),
                name="step_record_of_the_school_once",
                violation_error_message="这一步已经登记，请刷新页面查看；需要改动的请用“更正记录”。",
            ),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(voided_at__isnull=True, item__isnull=False),
                name="step_record_one_per_item",
                violation_error_message="这次会议的表决已经登记到个案，请刷新页面查看。",
            ),
        ]

    def __str__(self):
        return f"{self.title} {self.day or ''}".strip()

    @property
    def title(self) -> str:
        return STEPS[self.step].title if self.step else self.template_step.title

    @property
    def day(self) -> PartialDate | None:
        return PartialDate(self.happened_on, self.precision) if self.happened_on else None

    @property
    def note(self) -> str:
        """Sensitive text (S4): only for services that record that it is read."""
        return unseal(self.note_sealed, NOTE_PURPOSE) if self.note_sealed else ""

    def set_note(self, text: str) -> None:
        self.note_sealed = seal(text, NOTE_PURPOSE) if text else None


class CompanionRole(models.TextChoices):
    MENTOR = "mentor", "培养联系人"
    INTRODUCER = "introducer", "入党介绍人"


class CompanionQuerySet(OfCase, DatedQuerySet):
    pass


@tracked(label=["case", "person", "role"], owners=["person"])
class Companion(Dated, Versioned):
    """培养联系人、入党介绍人: who accompanies the case, from day to day; follows from the records that named them."""

    case = models.ForeignKey(Case, verbose_name="个案", on_delete=models.PROTECT, related_name="companions")
    person = models.ForeignKey(Person, verbose_name="人员", on_delete=models.PROTECT, related_name="accompanied")
    role = models.CharField("身份", max_length=20, choices=CompanionRole.choices)
    record = models.ForeignKey(StepRecord, verbose_name="步骤记录", on_delete=models.PROTECT, related_name="companions")

    objects = CompanionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "联系人和介绍人"
        ordering = ["from_on", "id"]
        default_permissions = ()
        constraints = [ends_after_start("companion_ends_after_start")]

    def __str__(self):
        return f"{self.person}（{self.get_role_display()}）"
