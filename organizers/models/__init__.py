from organizers.models.appointments import Appointment, Kind, Level, Rank, Seat
from organizers.models.filings import Filing, FilingReturn
from organizers.models.nominations import Nomination, RuleException
from organizers.models.posts import ConcurrentPost
from organizers.models.trials import Outcome, Trial

__all__ = [
    "Appointment",
    "ConcurrentPost",
    "Filing",
    "FilingReturn",
    "Kind",
    "Level",
    "Nomination",
    "Outcome",
    "Rank",
    "RuleException",
    "Seat",
    "Trial",
]
