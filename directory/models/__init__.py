from directory.models.accounts import Account, UnitUserPermission, UsedPassword
from directory.models.duties import Duty, DutyKind
from directory.models.people import Category, Gender, Person, PersonNumber, PersonText
from directory.models.school import PasswordRules, School
from directory.models.statuses import PartyStatus, Status
from directory.models.tallies import UnitTally
from directory.models.units import Unit, UnitKind, UnitName, UnitPlacement

__all__ = [
    "Account",
    "Category",
    "Duty",
    "DutyKind",
    "Gender",
    "PartyStatus",
    "PasswordRules",
    "Person",
    "PersonNumber",
    "PersonText",
    "School",
    "Status",
    "Unit",
    "UnitKind",
    "UnitName",
    "UnitPlacement",
    "UnitTally",
    "UnitUserPermission",
    "UsedPassword",
]
