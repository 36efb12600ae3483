from django.db import models

from directory.scope import ScopedQuerySet


class OfAppointment(ScopedQuerySet):
    """Rows beside an appointment: seen and changed where the appointment is."""

    scope_field = "appointment__unit"
    view_permission = "organizers.view"
    edit_permission = "organizers.edit"


class Standing(models.Manager):
    """What was voided counts nowhere: whoever asks for appointments does not find it, in a list or in a sum."""

    standing = {"voided_at__isnull": True}

    def get_queryset(self):
        return super().get_queryset().filter(**self.standing)


class Voided(Standing):
    """The voided ones alone, for whoever shows that they once were written down."""

    standing = {"voided_at__isnull": False}


class BesideStanding(Standing):
    """What stands beside a voided appointment went with it."""

    standing = {"appointment__voided_at__isnull": True}
