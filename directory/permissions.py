"""One table: which duty gives which role, what a role may do, and how sensitive the facts are that it may read.

Read by the code and by the permission sweep in `tests/permissions/`, which fails on a cell where the two disagree.
"""

from enum import IntEnum, StrEnum


class Role(StrEnum):
    """The nine roles. Every account of a person in the directory is at least a `MEMBER`: it sees its own record."""

    DEPARTMENT_ADMIN = "department_admin"
    DEPARTMENT_STAFF = "department_staff"
    UNIT_SECRETARY = "unit_secretary"
    ORGANIZER_FULL_TIME = "organizer_full_time"
    ORGANIZER_PART_TIME = "organizer_part_time"
    BRANCH_OFFICER = "branch_officer"
    MEMBER = "member"
    AUDITOR = "auditor"
    SYSTEM_ADMIN = "system_admin"


ROLE_NAMES: dict[Role, str] = {
    Role.DEPARTMENT_ADMIN: "组织部管理员",
    Role.DEPARTMENT_STAFF: "组织部科员",
    Role.UNIT_SECRETARY: "二级党组织书记",
    Role.ORGANIZER_FULL_TIME: "专职组织员",
    Role.ORGANIZER_PART_TIME: "兼职组织员",
    Role.BRANCH_OFFICER: "党支部书记、组织委员",
    Role.MEMBER: "本人",
    Role.AUDITOR: "审计（只读）",
    Role.SYSTEM_ADMIN: "系统管理员",
}


class Sensitivity(IntEnum):
    """S1 internal, S2 personal (phone, birth date), S3 sensitive (ID number, family), S4 strictly limited."""

    S1 = 1
    S2 = 2
    S3 = 3
    S4 = 4


# Not 密级, which the law keeps for state secrets; those do not belong in this system at all.
SENSITIVITY_NAMES: dict[Sensitivity, str] = {
    Sensitivity.S1: "一般",
    Sensitivity.S2: "个人信息",
    Sensitivity.S3: "敏感",
    Sensitivity.S4: "严格限制",
}


_READS = {"units.view", "people.list", "people.view", "organizers.view", "checks.view"}
_UNIT = _READS | {"people.edit", "people.reveal", "people.export", "organizers.export", "organizers.submit"}
# 质量检查: a unit judges its own people's files and handles what is found.
_UNIT |= {"checks.edit", "checks.export"}
# 发展党员: the branch records, the organizer talks and files, the body that may approve decides.
_CASES = {"cases.view", "cases.record"}
_CASES_OF_UNIT = _CASES | {"cases.talk", "cases.file", "cases.export"}
# Whom an overdue matter of a unit below is reported to.
_OVERSEES = {"reminders.oversee"}
# 任免 and 备案: the unit submits, the department receives.
_APPOINTS = {
    "organizers.edit",
    "organizers.import",
    "organizers.receive",
    "people.import",
    "cases.import",
    "data.import",
}

PERMISSIONS: dict[Role, frozenset[str]] = {
    Role.DEPARTMENT_ADMIN: frozenset(
        _UNIT
        | _APPOINTS
        | _OVERSEES
        | _CASES_OF_UNIT
        | {"cases.decide", "cases.file_higher", "cases.plan"}
        | {"units.edit", "duties.edit", "log.view", "admin.enter"}
        | {"settings.manage", "policy.publish"}
    ),
    Role.DEPARTMENT_STAFF: frozenset(
        _UNIT | _APPOINTS | _OVERSEES | _CASES_OF_UNIT | {"cases.file_higher", "cases.plan", "units.edit"}
    ),
    Role.UNIT_SECRETARY: frozenset(_UNIT | _OVERSEES | _CASES_OF_UNIT | {"cases.decide", "cases.plan"}),
    Role.ORGANIZER_FULL_TIME: frozenset(_UNIT | _OVERSEES | _CASES_OF_UNIT),
    Role.ORGANIZER_PART_TIME: frozenset(_READS | _CASES | {"people.edit", "cases.talk", "checks.edit"}),
    Role.BRANCH_OFFICER: frozenset({"units.view", "people.list", "people.view", "people.edit"} | _CASES),
    Role.MEMBER: frozenset({"people.view", "cases.accompany"}),
    Role.AUDITOR: frozenset(
        _READS | {"log.view", "people.export", "organizers.export", "cases.view", "cases.export", "checks.export"}
    ),
    Role.SYSTEM_ADMIN: frozenset({"units.view", "accounts.manage", "settings.manage", "log.view", "admin.enter"}),
}

SENSITIVITY: dict[Role, Sensitivity] = {
    Role.DEPARTMENT_ADMIN: Sensitivity.S4,
    Role.DEPARTMENT_STAFF: Sensitivity.S3,
    Role.UNIT_SECRETARY: Sensitivity.S4,
    Role.ORGANIZER_FULL_TIME: Sensitivity.S3,
    Role.ORGANIZER_PART_TIME: Sensitivity.S2,
    Role.BRANCH_OFFICER: Sensitivity.S2,
    Role.MEMBER: Sensitivity.S2,
    Role.AUDITOR: Sensitivity.S2,
    Role.SYSTEM_ADMIN: Sensitivity.S1,
}

# Duties of the school as a whole: their pages (the log, the settings) know no part of the tree, so they are held on a
# committee only, and given on the school's own (directory/services/duties.py).
OF_THE_SCHOOL = {
    "department_admin": Role.DEPARTMENT_ADMIN,
    "department_staff": Role.DEPARTMENT_STAFF,
    "auditor": Role.AUDITOR,
    "system_admin": Role.SYSTEM_ADMIN,
}
_ORGANIZERS = {
    "organizer_full_time": Role.ORGANIZER_FULL_TIME,
    "organizer_part_time": Role.ORGANIZER_PART_TIME,
}
_LEADERS = {"secretary", "deputy_secretary"}
_BRANCHES = {"branch", "direct_branch", "group"}
_COMMITTEES = {"committee", "second_committee", "general_branch", "direct_branch"}


def role_of(duty_kind: str, unit_kind: str) -> Role | None:
    """The role that a duty on a unit of that kind gives; None for duties without rights in the system.

    The secretary of a directly subordinate branch leads a second-level organization, so he is a unit secretary.
    """
    if duty_kind in OF_THE_SCHOOL:
        return OF_THE_SCHOOL[duty_kind] if unit_kind == "committee" else None
    if duty_kind in _ORGANIZERS:
        return _ORGANIZERS[duty_kind]
    if duty_kind in _LEADERS and unit_kind in _COMMITTEES:
        return Role.UNIT_SECRETARY
    if duty_kind in _LEADERS | {"organization"} and unit_kind in _BRANCHES:
        return Role.BRANCH_OFFICER
    return None


ALL_PERMISSIONS = frozenset().union(*PERMISSIONS.values())
