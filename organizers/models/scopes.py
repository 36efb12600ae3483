from directory.scope import ScopedQuerySet


class OfAppointment(ScopedQuerySet):
    """Rows beside an appointment: seen and changed where the appointment is."""

    scope_field = "appointment__unit"
    view_permission = "organizers.view"
    edit_permission = "organizers.edit"
