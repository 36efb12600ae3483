"""Published versions of the school's rules and the values that belong to them."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce

from audit.tracking import Versioned, tracked
from directory.models import Unit
from directory.models.spans import Dated, ends_after_start
from policy.declaring import DECLARATIONS, Declaration, Setting, Strength, as_value, words_of
from policy.models.sources import Clause

# What a published version says was the basis of decisions: nothing in the program can change it afterwards.
_PUBLISHED_STAYS = pgtrigger.Trigger(
    name="published_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Q(old__state="published"),
    func="RAISE EXCEPTION 'A published version of the policy cannot be changed';",
)
_VALUES_STAY = pgtrigger.Trigger(
    name="values_stay",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("is_published", "BOOLEAN")],
    func="""
        PERFORM 1 FROM policy_policyversion WHERE id IN (OLD.policy_id, NEW.policy_id) FOR SHARE;
        SELECT bool_or(state = 'published') INTO is_published FROM policy_policyversion
        WHERE id IN (OLD.policy_id, NEW.policy_id);
        IF is_published THEN RAISE EXCEPTION 'A published version of the policy cannot be changed'; END IF;
        RETURN COALESCE(NEW, OLD);
    """,
)


class State(models.TextChoices):
    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "已发布"


@tracked(label=["number", "title"], personal=False)
class PolicyVersion(models.Model):
    """制度版本: all values that hold from a day on. The latest published one that has begun is in force, as a whole."""

    number = models.PositiveIntegerField("版本", unique=True)
    title = models.CharField("名称", max_length=80)
    effective_on = models.DateField("施行日期")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="起草人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="发布人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField("发布时间", null=True)
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "制度版本"
        ordering = ["-number"]
        default_permissions = ()
        triggers = [_PUBLISHED_STAYS]
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="draft"),
                name="policy_one_draft",
                violation_error_message="已有一份草稿，请先发布或撤回它。",
            ),
            models.CheckConstraint(
                name="policy_second_person",
                condition=Q(prepared_by__isnull=True)
                | Q(published_by__isnull=True)
                | ~Q(prepared_by=F("published_by")),
                violation_error_message="起草人不能发布自己的草稿，请由另一位组织部管理员发布。",
            ),
            models.CheckConstraint(
                name="policy_published_has_time",
                condition=Q(state="draft", published_at__isnull=True)
                | Q(state="published", published_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"v{self.number} {self.title}"

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT


class _Range(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


def parameter_words(parameter: str) -> str:
    """The parameter's name on the pages; one that the program no longer asks for keeps its key."""
    return DECLARATIONS[parameter].label if parameter in DECLARATIONS else parameter


@tracked(
    label=["policy", "parameter"],
    owners=["policy", "unit"],
    personal=False,
    words={"parameter": parameter_words},
    folds="policy",
)
class PolicyValue(Dated, Versioned):
    """制度参数值: what one version asks for one parameter, in the school or one unit, of all or one kind.

    `value` is by the declaration's shape, in JSON; None means 未要求. `since_number` is the version that first said so.
    """

    policy = models.ForeignKey(PolicyVersion, verbose_name="制度版本", on_delete=models.CASCADE, related_name="values")
    parameter = models.CharField("参数", max_length=80)
    unit = models.ForeignKey(
        Unit, verbose_name="适用党组织", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField("适用人员", max_length=30, blank=True)
    value = models.JSONField("值", null=True, blank=True)
    strength = models.CharField("约束力", max_length=4, choices=[(each.value, each.value) for each in Strength])
    clause = models.ForeignKey(
        Clause, verbose_name="依据", null=True, blank=True, on_delete=models.PROTECT, related_name="values"
    )
    since_number = models.PositiveIntegerField("首见版本", editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="录入人", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "制度参数值"
        ordering = ["parameter", "unit", "kind", "from_on"]
        default_permissions = ()
        triggers = [_VALUES_STAY]
        constraints = [
            ExclusionConstraint(
                name="policy_value_once_a_day",
                expressions=[
                    ("policy", RangeOperators.EQUAL),
                    ("parameter", RangeOperators.EQUAL),
                    (Coalesce("unit", Value(0), output_field=models.BigIntegerField()), RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (_Range(F("from_on"), F("to_on"), Value("[]")), RangeOperators.OVERLAPS),
                ],
                violation_error_message="同一参数在同一范围内的起止时间重叠。",
            ),
            ends_after_start("policy_value_ends_after_start"),
            models.CheckConstraint(
                name="policy_value_has_clause",
                condition=Q(value__isnull=True) | Q(clause__isnull=False),
                violation_error_message="请选择依据的条款：没有依据的值不能保存。",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def declaration(self) -> Declaration | None:
        """None when the program no longer asks for this parameter."""
        return DECLARATIONS.get(self.parameter)

    @property
    def label(self) -> str:
        return parameter_words(self.parameter)

    @property
    def in_words(self) -> str:
        """“12 个月”, “未要求”."""
        return words_of(self.declaration, as_value(self.value)) if self.declaration else str(self.value)

    @property
    def scope(self) -> str:
        """“全校”, “数学学院党委”, “全校 教师”; reads `unit`."""
        return " ".join(filter(None, (self.unit.short_name if self.unit_id else "全校", self.kind)))

    @property
    def setting(self) -> Setting:
        """The value as rules receive it; reads `clause` and its document."""
        clause = self.clause
        return Setting(
            value=as_value(self.value),
            unit=self.declaration.unit if self.declaration else "",
            clause=clause.citation if clause else "",
            strength=Strength(self.strength),
            is_confirmed=clause.is_confirmed if clause else True,
        )
