"""Step templates: what a school calls the steps, in which order it shows them, and which documents each leaves.

A template decides no rule: whether a step is lawful follows from its codes and its own day (ED-06). A case stays with
the template it was opened under, so a published one never changes; a change is a copy, published from a day on.
"""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from audit.tracking import Versioned, tracked
from membership.procedure.steps import STAGES

_STAYS = "RAISE EXCEPTION 'A published step template cannot be changed';"
# Only the last day may still be written: the next template begins on the day after it.
_TEMPLATE_STAYS = pgtrigger.Trigger(
    name="published_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.AnyChange("name", "opened_from", "published_at", "published_by", "prepared_by", "note"),
    func="IF OLD.published_at IS NOT NULL THEN " + _STAYS + " END IF; RETURN NEW;",
)
_TEMPLATE_IS_KEPT = pgtrigger.Trigger(
    name="published_is_kept",
    when=pgtrigger.Before,
    operation=pgtrigger.Delete,
    condition=pgtrigger.Q(old__published_at__isnull=False),
    func=_STAYS,
)
# Locks the templates that the rows belong to, so that none is published meanwhile.
_STEPS_STAY = pgtrigger.Trigger(
    name="steps_stay",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("is_published", "BOOLEAN")],
    func="""
        PERFORM 1 FROM membership_steptemplate WHERE id IN (OLD.template_id, NEW.template_id) FOR SHARE;
        SELECT bool_or(published_at IS NOT NULL) INTO is_published FROM membership_steptemplate
        WHERE id IN (OLD.template_id, NEW.template_id);
        IF is_published THEN RAISE EXCEPTION 'A published step template cannot be changed'; END IF;
        RETURN COALESCE(NEW, OLD);
    """,
)
_DOCUMENTS_STAY = pgtrigger.Trigger(
    name="documents_stay",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("is_published", "BOOLEAN")],
    func="""
        PERFORM 1 FROM membership_steptemplate t JOIN membership_templatestep s ON s.template_id = t.id
        WHERE s.id IN (OLD.step_id, NEW.step_id) FOR SHARE OF t;
        SELECT bool_or(t.published_at IS NOT NULL) INTO is_published
        FROM membership_steptemplate t JOIN membership_templatestep s ON s.template_id = t.id
        WHERE s.id IN (OLD.step_id, NEW.step_id);
        IF is_published THEN RAISE EXCEPTION 'A published step template cannot be changed'; END IF;
        RETURN COALESCE(NEW, OLD);
    """,
)


class StepTemplateQuerySet(models.QuerySet):
    """Vocabulary of templates."""

    def published(self):
        return self.filter(published_at__isnull=False)

    def drafts(self):
        return self.filter(published_at__isnull=True)

    def on(self, day):
        """Published, and meant for cases opened on that day: at most one."""
        return self.published().filter(Q(opened_until__isnull=True) | Q(opened_until__gte=day), opened_from__lte=day)


class _Opened(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


@tracked(label=["name"], personal=False)
class StepTemplate(Versioned):
    """步骤模板: the steps and documents of cases opened from a day on. A draft until published, and then fixed."""

    name = models.CharField(
        "名称",
        max_length=60,
        unique=True,
        help_text="如 25步·2026",
        error_messages={"unique": "已有同名的步骤模板，请换一个名称。"},
    )
    opened_from = models.DateField("用于此日起登记的", help_text="这一天及以后登记的入党申请使用本模板")
    opened_until = models.DateField("用至（含当日）", null=True, blank=True, editable=False)
    note = models.CharField("说明", max_length=300, blank=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="起草人", null=True, editable=False, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="发布人", null=True, editable=False, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    published_at = models.DateTimeField("发布时间", null=True, editable=False)

    objects = StepTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "步骤模板"
        ordering = ["-opened_from", "-id"]
        default_permissions = ()
        triggers = [_TEMPLATE_STAYS, _TEMPLATE_IS_KEPT]
        constraints = [
            models.CheckConstraint(
                name="step_template_ends_after_start",
                condition=Q(opened_until__isnull=True) | Q(opened_until__gte=F("opened_from")),
                violation_error_message="止的日期早于起的日期，请核对。",
            ),
            ExclusionConstraint(
                name="step_template_one_a_day",
                expressions=[(_Opened(F("opened_from"), F("opened_until"), Value("[]")), RangeOperators.OVERLAPS)],
                condition=Q(published_at__isnull=False),
                violation_error_message="同一天登记的申请只能使用一个已发布的步骤模板，起止时间与另一个重叠。",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_draft(self) -> bool:
        return self.published_at is None


class Recorder(models.TextChoices):
    """Who records a step of the school's own. Whose the steps of the procedure are follows from the regulation."""

    BRANCH = "branch", "党支部"
    COMMITTEE = "committee", "有审批权的党委"
    EITHER = "either", "党支部或有审批权的党委"


@tracked(label=["template", "title"], owners=["template"], personal=False)
class TemplateStep(Versioned):
    """模板步骤: one step as the school counts it.

    `codes` are the steps of the procedure that it stands for: several where the school merged them, none where the step
    is the school's own and no rule asks for it. `recorder` and `is_awaited` speak of such steps alone.
    """

    template = models.ForeignKey(StepTemplate, verbose_name="步骤模板", on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField("顺序")
    number = models.CharField("编号", max_length=6, help_text="显示在步骤名称前，如 8a")
    stage = models.PositiveSmallIntegerField("阶段", choices=list(STAGES.items()))
    title = models.CharField("步骤名称", max_length=60)
    actor = models.CharField("由谁办理", max_length=60)
    codes = ArrayField(models.CharField(max_length=30), verbose_name="对应的程序步骤", default=list, blank=True)
    recorder = models.CharField(
        "由谁登记",
        max_length=10,
        choices=Recorder.choices,
        default=Recorder.BRANCH,
        help_text="只用于学校自设的步骤；程序步骤由谁登记按细则判定",
    )
    is_awaited = models.BooleanField(
        "后一步须等待",
        default=False,
        help_text="只用于学校自设的步骤：没有登记它就办理后一步的，须说明原因和批准人",
    )
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "模板步骤"
        ordering = ["template", "position"]
        default_permissions = ()
        triggers = [_STEPS_STAY]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "position"],
                name="template_step_position_once",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="两个步骤的顺序相同，请调整。",
            ),
            models.UniqueConstraint(
                fields=["template", "number"],
                name="template_step_number_once",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="两个步骤的编号相同，请调整。",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"

    @property
    def is_schools_own(self) -> bool:
        """Of the school's own."""
        return not self.codes


class PaperKind(models.TextChoices):
    """材料种类, in the words of docs/timelines.md: what the rules ask of a document in a file goes by them."""

    APPLICATION = "application", "入党申请书"
    THOUGHT_REPORT = "thought_report", "思想汇报"
    TALK_RECORD = "talk_record", "谈话记录"
    REVIEW_FORM = "review_form", "考察登记表"
    INQUIRY_LETTER = "inquiry_letter", "函调信"
    INQUIRY_REPLY = "inquiry_reply", "函调证明材料"
    POLITICAL_REVIEW = "political_review", "政治审查结论性材料"
    CERTIFICATE = "certificate", "培训结业材料"
    BOOK = "book", "入党志愿书"
    RESOLUTION = "resolution", "支部大会决议"
    CONVERSION_APPLICATION = "conversion_application", "转正申请书"
    NOTICE = "notice", "公示材料"
    OTHER = "other", "其他材料"


class Retention(models.TextChoices):
    """保管期限: how long a document is kept, or with what it goes (FILE-01, FILE-03; P-31)."""

    PERSONAL_FILE = "personal_file", "归入本人人事档案"
    PERMANENT = "permanent", "永久"
    LONG = "long", "长期"
    TEN_YEARS = "ten_years", "10 年"
    YEAR_AFTER_ARCHIVE = "year_after_archive", "归档后 1 年"
    UNTIL_LEAVING = "until_leaving", "至毕业或调离"


@tracked(label=["step", "name"], owners=["step"], personal=False)
class TemplateDocument(Versioned):
    """模板材料: one document that a step leaves, and how long it is kept."""

    step = models.ForeignKey(TemplateStep, verbose_name="步骤", on_delete=models.CASCADE, related_name="documents")
    position = models.PositiveSmallIntegerField("顺序")
    name = models.CharField("材料名称", max_length=80)
    form = models.CharField("表样编号", max_length=6, blank=True, help_text="如 F01；没有统一表样的不填")
    paper = models.CharField(
        "材料种类", max_length=30, choices=PaperKind.choices, blank=True, help_text="按规定要核对的材料才选"
    )
    is_required = models.BooleanField("必备", default=True)
    retention = models.CharField("保管期限", max_length=20, choices=Retention.choices, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "模板材料"
        ordering = ["step", "position"]
        default_permissions = ()
        triggers = [_DOCUMENTS_STAY]
        constraints = [
            models.UniqueConstraint(
                fields=["step", "position"],
                name="template_document_position_once",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="两份材料的顺序相同，请调整。",
            ),
            models.UniqueConstraint(
                fields=["step", "name"],
                name="template_document_name_once",
                violation_error_message="这个步骤里已有同名的材料。",
            ),
        ]

    def __str__(self):
        return self.name
