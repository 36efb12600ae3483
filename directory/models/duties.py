from django.db import models

from audit.tracking import Versioned, tracked
from directory.models.people import Person
from directory.models.spans import Dated, DatedQuerySet, ends_after_start, no_overlap
from directory.models.units import Unit
from directory.scope import ScopedQuerySet


class DutyKind(models.TextChoices):
    """党内职务与系统职责: what a duty is called; directory/permissions.py says which role follows from it."""

    SECRETARY = "secretary", "书记"
    DEPUTY_SECRETARY = "deputy_secretary", "副书记"
    ORGANIZATION = "organization", "组织委员"
    PUBLICITY = "publicity", "宣传委员"
    DISCIPLINE = "discipline", "纪检委员"
    YOUTH = "youth", "青年委员"
    COMMITTEE_MEMBER = "committee_member", "委员"
    ORGANIZER_FULL_TIME = "organizer_full_time", "专职组织员"
    ORGANIZER_PART_TIME = "organizer_part_time", "兼职组织员"
    DEPARTMENT_ADMIN = "department_admin", "组织部管理员"
    DEPARTMENT_STAFF = "department_staff", "组织部科员"
    AUDITOR = "auditor", "审计（只读）"
    SYSTEM_ADMIN = "system_admin", "系统管理员"


# Given and ended together with an appointment, by the app that knows the conditions of the post.
ORGANIZER_DUTIES = (DutyKind.ORGANIZER_FULL_TIME, DutyKind.ORGANIZER_PART_TIME)


class DutyQuerySet(ScopedQuerySet, DatedQuerySet):
    view_permission = "people.view"
    edit_permission = "duties.edit"


@tracked(label=["person", "unit", "kind"], owners=["person", "unit"], personal=False)
class Duty(Dated, Versioned):
    """任职: who acts for which unit, from day to day. The only source of rights: the day after `to_on` they end."""

    person = models.ForeignKey(Person, verbose_name="人员", on_delete=models.PROTECT, related_name="duties")
    unit = models.ForeignKey(Unit, verbose_name="党组织", on_delete=models.PROTECT, related_name="duties")
    kind = models.CharField("职务", max_length=30, choices=DutyKind.choices)
    basis = models.CharField("依据文号", max_length=120, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        ordering = ["unit", "kind", "from_on"]
        indexes = [models.Index(fields=["unit", "kind"], name="duty_unit_kind")]
        constraints = [
            no_overlap("duty_held_once_a_day", "此人在该党组织的同一职务时间重叠。", "person", "unit", "kind"),
            ends_after_start("duty_ends_after_start"),
        ]

    def __str__(self):
        return f"{self.unit} {self.get_kind_display()}"

    @property
    def is_organizers(self) -> bool:
        return self.kind in ORGANIZER_DUTIES
