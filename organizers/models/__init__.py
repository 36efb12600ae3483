from organizers.models.appointments import Appointment, Kind, Level, Rank
from organizers.models.drafts import ImportDraft

__all__ = ["Appointment", "ImportDraft", "Kind", "Level", "Rank"]
