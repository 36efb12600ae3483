"""After an act its reminders stand as they should on the next page, whoever opens it."""

import datetime as dt

from organizers.models import Appointment, Filing, Trial
from reminders.refreshing import refresh


def refresh_reminders(appointment: Appointment, today: dt.date) -> None:
    """What is due about this appointment's person, and about its unit's posts."""
    person = appointment.person_id
    for source, rows in (
        ("organizers.rotation", Appointment.objects),
        ("organizers.vacancy", Appointment.objects),
        ("organizers.filing", Filing.objects),
        ("organizers.trial", Trial.objects),
    ):
        refresh(source, on=today, subjects=rows.filter(person=person).values_list("pk", flat=True))
    refresh("organizers.vacancy", on=today, subjects=_beside(appointment))
    refresh("organizers.staffing", on=today, subjects=[appointment.unit_id])


def _beside(appointment):
    """Whose posts this one may have filled, or left empty."""
    return Appointment.objects.filter(unit=appointment.unit_id, kind=appointment.kind).values_list("pk", flat=True)
