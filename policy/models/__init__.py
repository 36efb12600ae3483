from policy.models.calendar import CalendarDay
from policy.models.sources import Clause, Document, Reading
from policy.models.values import PolicyValue, PolicyVersion, State

__all__ = ["CalendarDay", "Clause", "Document", "PolicyValue", "PolicyVersion", "Reading", "State"]
