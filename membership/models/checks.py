"""Checks of files: a ledger as it was judged (kept 30 days), and the quality checks that came of it (MEM-04)."""

import json

from django.conf import settings
from django.db import models
from django.db.models import Q

from audit.sealing import seal, unseal
from audit.tracking import Versioned, tracked
from directory.models import Person, Unit
from directory.scope import ScopedQuerySet
from membership.procedure.catalog import code_of
from membership.procedure.steps import STEPS
from sheets.models import new_code

ROW_PURPOSE = "membership.judged_row"


class RowOutcome(models.TextChoices):
    """What a line of a ledger came to."""

    ILLEGAL = "illegal", "不合规"
    WARNED = "warned", "有提示"
    UNREAD = "unread", "读不出"
    REFUSED = "refused", "不在范围"
    CLEAN = "clean", "未发现问题"


class JudgedRow(models.Model):
    """台账的一行: how it was judged. What it says of the person is sealed, and goes with the uploaded file."""

    batch = models.CharField(max_length=16)
    row = models.PositiveIntegerField("行")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField("结论", max_length=10, choices=RowOutcome.choices)
    unchecked = models.PositiveSmallIntegerField("没有核对的规则", default=0)
    sealed = models.BinaryField(editable=False)

    sealed_fields = {"sealed": ROW_PURPOSE}

    class Meta:
        verbose_name = verbose_name_plural = "台账核对的行"
        ordering = ["row"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["batch", "row"], name="judged_row_once")]
        indexes = [models.Index(fields=["batch", "outcome", "row"], name="judged_row_outcome")]

    def __str__(self):
        return f"第 {self.row} 行"

    def put(self, *, name: str, roster_no: str, unit: str, faults: list[tuple[str, str]]) -> None:
        told = {"name": name, "roster_no": roster_no, "unit": unit, "faults": faults}
        self.sealed = seal(json.dumps(told, ensure_ascii=False), ROW_PURPOSE)

    @property
    def told(self) -> dict:
        """Name, roster number and unit as they were written, and what could not be read."""
        if not hasattr(self, "_told"):
            self._told = json.loads(unseal(self.sealed, ROW_PURPOSE))
        return self._told


class JudgedFinding(models.Model):
    """台账核对的发现: one rule that a line breaks, with its arithmetic; `column` is where it stands in the file."""

    row = models.ForeignKey(JudgedRow, on_delete=models.CASCADE, related_name="findings")
    place = models.PositiveSmallIntegerField()
    rule = models.CharField("规则", max_length=10)
    severity = models.CharField("程度", max_length=10)
    step = models.CharField("步骤", max_length=40)
    on = models.CharField("日期", max_length=40, blank=True)
    message = models.CharField("发现", max_length=500)
    clause = models.CharField("依据", max_length=200)
    column = models.CharField("列", max_length=60, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "台账核对的发现"
        ordering = ["row", "place"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["row", "place"], name="judged_finding_once")]

    def __str__(self):
        return f"{self.rule} {self.message}"

    @property
    def is_error(self) -> bool:
        return self.severity == "error"

    @property
    def rule_code(self) -> str:
        return code_of(self.rule)


class Handling(models.TextChoices):
    """Where a quality check stands."""

    OPEN = "open", "待处理"
    HANDLED = "handled", "已处理"
    DISMISSED = "dismissed", "不属实"


class QualityCheckQuerySet(ScopedQuerySet):
    view_permission = "checks.view"
    edit_permission = "checks.edit"


@tracked(label=["label", "rule"], owners=["person", "unit"])
class QualityCheck(Versioned):
    """质量检查: a breach of the procedure found in somebody's file, and what was done about it (MEM-04).

    `label` names the person as the checked file did; `person` is set where he is registered. `source` says which file
    and line it was found in.
    """

    code = models.CharField("编号", max_length=16, unique=True, default=new_code, editable=False)
    unit = models.ForeignKey(Unit, verbose_name="党组织", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, verbose_name="人员", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    label = models.CharField("姓名（学工号）", max_length=120)
    source = models.CharField("来源", max_length=120)
    rule = models.CharField("规则", max_length=10)
    severity = models.CharField("程度", max_length=10, choices=[("error", "不合规"), ("warning", "提示")])
    step = models.CharField("步骤", max_length=40)
    on = models.CharField("步骤日期", max_length=40, blank=True)
    clause = models.CharField("依据", max_length=200)
    words = models.CharField("问题", max_length=500)
    state = models.CharField("状态", max_length=10, choices=Handling.choices, default=Handling.OPEN)
    handling = models.CharField("处理情况", max_length=500, blank=True)
    with_discipline_office = models.BooleanField("已移送纪检机关", default=False)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="处理人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    handled_on = models.DateField("处理日期", null=True, blank=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="登记人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    filed_on = models.DateField("登记日期")

    objects = QualityCheckQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "质量检查"
        ordering = ["-filed_on", "-id"]
        default_permissions = ()
        indexes = [models.Index(fields=["unit", "state"], name="quality_check_state")]
        constraints = [
            models.CheckConstraint(
                name="quality_check_handled",
                condition=Q(state="open", handled_on__isnull=True, handled_by__isnull=True)
                | (Q(state__in=["handled", "dismissed"], handled_on__isnull=False) & ~Q(handling="")),
                violation_error_message="已处理的须写明处理情况和日期。",
            ),
            models.CheckConstraint(
                name="quality_check_in_order",
                condition=Q(handled_on__isnull=True) | Q(handled_on__gte=models.F("filed_on")),
                violation_error_message="处理日期早于登记日期，请核对。",
            ),
            models.UniqueConstraint(
                fields=["unit", "label", "rule", "step", "on", "words"],
                condition=Q(state="open"),
                name="quality_check_open_once",
                violation_error_message="这个问题已经登记，还没有处理。",
            ),
        ]

    @property
    def rule_code(self) -> str:
        return code_of(self.rule)

    def __str__(self):
        return f"{self.label} {self.rule}"

    @property
    def step_title(self) -> str:
        return STEPS[self.step].title if self.step in STEPS else ""
