"""What every act here begins with: hold the row, see who saved meanwhile, keep people from their own case."""

from directory.models import Account, Person
from directory.refusals import ChangedMeanwhile, Refusal, refuse
from directory.services.holding import last_change
from organizers.models import Appointment


def held(rows, pk: int, version: int | None):
    """The row under lock; raises `ChangedMeanwhile` when somebody saved since `version`."""
    record = rows.select_for_update(of=("self",)).get(pk=pk)
    if version is not None and record.version != version:
        raise ChangedMeanwhile(record, *last_change(record))
    return record


def held_appointment(appointment: Appointment, version: int | None) -> Appointment:
    """The appointment under lock behind its person, so that two acts on one person wait for each other.

    That it was voided is said before that it was changed: there is nothing left to act on.
    """
    Person.objects.select_for_update().get(pk=appointment.person_id)
    rows = Appointment._base_manager.select_related("person", "unit", "duty")
    if reason := rows.values_list("void_reason", flat=True).get(pk=appointment.pk):
        raise refuse("appointment_voided", f"这段任职已作废（{reason}），不能再办理。")
    return held(rows, appointment.pk, version)


def own_case(person_id: int, by: Account | None, words: str) -> list[Refusal]:
    """Nobody decides on himself."""
    if by is not None and by.person_id == person_id:
        return [Refusal("own_case", f"不能办理本人的{words}，请由其他人员办理。")]
    return []
