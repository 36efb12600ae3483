"""After an act its reminders stand as they should on the next page, whoever opens it."""

import datetime as dt

from organizers.models import Appointment, Filing, Trial
from reminders.refreshing import refresh


def refresh_reminders(appointment: Appointment, today: dt.date) -> None:
    """What is due about this appointment's person, and about its unit's posts; of what was voided nothing is."""
    person = appointment.person_id
    for source, model in (
        ("organizers.rotation", Appointment),
        ("organizers.vacancy", Appointment),
        ("organizers.filing", Filing),
        ("organizers.trial", Trial),
    ):
        rows = model._base_manager.filter(person=person)
        refresh(source, on=today, subjects=rows.values_list("pk", flat=True))
    refresh("organizers.vacancy", on=today, subjects=_beside(appointment))
    refresh("organizers.staffing", on=today, subjects=[appointment.unit_id])


def _beside(appointment):
    """Whose posts this one may have filled, or left empty."""
    return Appointment.objects.filter(unit=appointment.unit_id, kind=appointment.kind).values_list("pk", flat=True)
