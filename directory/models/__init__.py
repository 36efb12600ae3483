from directory.models.accounts import Account, UnitUserPermission, UsedPassword
from directory.models.charges import Charge
from directory.models.duties import Duty, DutyKind
from directory.models.files import Attachment, FileKind
from directory.models.people import Category, Gender, Person, PersonNumber, PersonText
from directory.models.school import PasswordRules, School
from directory.models.staging import StagedBatch, StagedFault, StagedPerson, StagedPlan, StagedStatus
from directory.models.statuses import PartyStatus, Status
from directory.models.tallies import UnitTally
from directory.models.units import Unit, UnitKind, UnitName, UnitPlacement
from directory.models.work import WorkHistory

__all__ = [
    "Account",
    "Attachment",
    "Category",
    "Charge",
    "Duty",
    "DutyKind",
    "FileKind",
    "Gender",
    "PartyStatus",
    "PasswordRules",
    "Person",
    "PersonNumber",
    "PersonText",
    "School",
    "StagedBatch",
    "StagedFault",
    "StagedPerson",
    "StagedPlan",
    "StagedStatus",
    "Status",
    "Unit",
    "UnitKind",
    "UnitName",
    "UnitPlacement",
    "UnitTally",
    "UnitUserPermission",
    "UsedPassword",
    "WorkHistory",
]
