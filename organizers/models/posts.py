from django.db import models

from audit.tracking import Versioned, tracked
from directory.models import Person
from directory.models.spans import Dated, DatedQuerySet, ends_after_start
from organizers.models.appointments import Appointment
from organizers.models.scopes import BesideStanding, OfAppointment


class ConcurrentPostQuerySet(OfAppointment, DatedQuerySet):
    pass


@tracked(label=["person", "post"], owners=["person"])
class ConcurrentPost(Dated, Versioned):
    """兼任职务: another post held beside an appointment (ORG-07). A seat on the unit's own committee is no conflict."""

    appointment = models.ForeignKey(
        Appointment, verbose_name="任职", on_delete=models.PROTECT, related_name="concurrent_posts"
    )
    person = models.ForeignKey(Person, verbose_name="组织员", on_delete=models.PROTECT, related_name="+")
    organization = models.CharField("单位", max_length=120, blank=True)
    post = models.CharField("职务", max_length=60)
    is_committee_seat = models.BooleanField("所在党组织的委员", default=False)
    note = models.CharField("备注", max_length=200, blank=True)

    objects = BesideStanding.from_queryset(ConcurrentPostQuerySet)()

    class Meta:
        verbose_name = verbose_name_plural = "兼任职务"
        ordering = ["-from_on", "-id"]
        default_permissions = ()
        constraints = [ends_after_start("concurrent_post_ends_after_start")]

    def __str__(self):
        return f"{self.organization}{self.post}"
