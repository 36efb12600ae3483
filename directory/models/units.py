from django.db import models
from django.db.models import F, Q

from audit.tracking import Versioned, tracked
from directory.models.spans import Dated, ends_after_start, no_overlap
from directory.scope import ScopedQuerySet


class UnitKind(models.TextChoices):
    """What a party organization is; the order is that of the tree."""

    COMMITTEE = "committee", "党委"
    SECOND_COMMITTEE = "second_committee", "二级党委"
    GENERAL_BRANCH = "general_branch", "党总支"
    DIRECT_BRANCH = "direct_branch", "直属党支部"
    BRANCH = "branch", "党支部"
    GROUP = "group", "党小组"


SECOND_LEVEL = (UnitKind.SECOND_COMMITTEE, UnitKind.GENERAL_BRANCH, UnitKind.DIRECT_BRANCH)
BRANCH_LEVEL = (UnitKind.DIRECT_BRANCH, UnitKind.BRANCH)

# What may hang under what; a committee without parent is the school's own.
PARENTS = {
    UnitKind.COMMITTEE: (UnitKind.COMMITTEE,),
    UnitKind.SECOND_COMMITTEE: (UnitKind.COMMITTEE,),
    UnitKind.GENERAL_BRANCH: (UnitKind.COMMITTEE, UnitKind.SECOND_COMMITTEE),
    UnitKind.DIRECT_BRANCH: (UnitKind.COMMITTEE,),
    UnitKind.BRANCH: (UnitKind.COMMITTEE, UnitKind.SECOND_COMMITTEE, UnitKind.GENERAL_BRANCH),
    UnitKind.GROUP: BRANCH_LEVEL,
}


class UnitQuerySet(ScopedQuerySet):
    scope_field = "pk"
    view_permission = "units.view"
    edit_permission = "units.edit"

    def open_on(self, day):
        """Units that existed on that day."""
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day), established_on__lte=day)

    def second_level(self):
        return self.filter(kind__in=SECOND_LEVEL)

    def under(self, unit):
        """The unit and everything below it, as placed today."""
        return self.filter(path__startswith=unit.path)


@tracked(label=["short_name", "code"], personal=False)
class Unit(Versioned):
    """党组织: any node of the tree. Name, parent and path here are today's; the dated rows beside it are the truth."""

    code = models.CharField("组织代码", max_length=20, unique=True)
    kind = models.CharField("类别", max_length=20, choices=UnitKind.choices)
    full_name = models.CharField("全称", max_length=120, help_text="与印章一致")
    short_name = models.CharField("简称", max_length=40)
    parent = models.ForeignKey(
        "self", verbose_name="上级党组织", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    path = models.CharField("路径", max_length=200, editable=False)
    established_on = models.DateField("成立日期")
    closed_on = models.DateField("撤销日期", null=True, blank=True, help_text="自这一天起不再存在")
    needs_organizer = models.BooleanField("应配专职组织员", default=False)
    is_temporary = models.BooleanField("临时党组织", default=False)
    is_functional = models.BooleanField("功能型党组织", default=False)
    position = models.PositiveIntegerField("排序", default=0)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "党组织"
        ordering = ["path"]
        default_permissions = ()
        # guardian's grants name one of the roles on one unit; directory/permissions.py says what a role may do.
        permissions = [
            ("act_as_department_admin", "组织部管理员"),
            ("act_as_department_staff", "组织部科员"),
            ("act_as_unit_secretary", "二级党组织书记"),
            ("act_as_organizer_full_time", "专职组织员"),
            ("act_as_organizer_part_time", "兼职组织员"),
            ("act_as_branch_officer", "党支部书记、组织委员"),
            ("act_as_auditor", "只读（审计、纪检）"),
            ("act_as_system_admin", "系统管理员"),
        ]
        indexes = [models.Index(fields=["path"], opclasses=["varchar_pattern_ops"], name="unit_path")]
        constraints = [
            models.CheckConstraint(
                name="unit_closed_after_start",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gt=F("established_on")),
                violation_error_message="撤销日期须在成立日期之后。",
            )
        ]

    def __str__(self):
        return self.short_name

    @property
    def place(self) -> str:
        """Short name behind that of the college, since every college has a 第一党支部; reads `parent`."""
        above = self.parent
        return f"{above.short_name} {self.short_name}" if above and above.parent_id else self.short_name


@tracked(label=["unit", "full_name"], owners=["unit"], personal=False)
class UnitName(Dated, Versioned):
    """曾用名: full and short name of a unit over time, as on the seal."""

    unit = models.ForeignKey(Unit, verbose_name="党组织", on_delete=models.PROTECT, related_name="names")
    full_name = models.CharField("全称", max_length=120)
    short_name = models.CharField("简称", max_length=40)
    basis = models.CharField("依据文号", max_length=120, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "名称沿革"
        ordering = ["from_on"]
        constraints = [
            no_overlap("unit_one_name_a_day", "同一天不能有两个名称。", "unit"),
            ends_after_start("unit_name_ends_after_start"),
        ]

    def __str__(self):
        return self.full_name


@tracked(label=["unit", "parent"], owners=["unit"], personal=False)
class UnitPlacement(Dated, Versioned):
    """隶属: under which unit a unit stood, from day to day. Rights use today's row, statistics the day's."""

    unit = models.ForeignKey(Unit, verbose_name="党组织", on_delete=models.PROTECT, related_name="placements")
    parent = models.ForeignKey(
        Unit, verbose_name="上级党组织", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    path = models.CharField("路径", max_length=200, editable=False)
    basis = models.CharField("依据文号", max_length=120, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "隶属沿革"
        ordering = ["from_on"]
        constraints = [
            no_overlap("unit_one_placement_a_day", "同一天不能有两个上级党组织。", "unit"),
            ends_after_start("unit_placement_ends_after_start"),
            models.CheckConstraint(
                name="unit_not_under_itself",
                condition=Q(parent__isnull=True) | ~Q(parent=F("unit")),
                violation_error_message="党组织不能隶属于它自己。",
            ),
        ]

    def __str__(self):
        return f"{self.unit} ← {self.parent}"
