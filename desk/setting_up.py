"""The first steps of a new school, shown on the workbench until each is done."""

from dataclasses import dataclass

from django.db.models import Exists
from django.urls import reverse

from directory.models import Account, Duty, DutyKind, Person, School, Unit, UnitKind
from reminders.models import NightlyRun


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to be set up; `done` tells from the data, nobody ticks it."""

    title: str
    note: str
    url_name: str
    permission: str
    done: bool

    @property
    def url(self) -> str:
        return reverse(self.url_name)


def steps(viewer) -> list[Step]:
    """The steps that this viewer may take; empty once these are done, and for whoever may not set up anything."""
    if not (viewer.may("settings.manage") or viewer.may("units.edit")):
        return []
    facts = _facts()
    wanted = [
        Step(
            "填写校名", "校名和二级党组织的称呼", "admin:directory_school_changelist", "settings.manage", facts["named"]
        ),
        Step("建立组织架构", "二级党组织和党支部", "unit_tree", "units.view", facts["tree"]),
        Step("登记人员", "先登记要开通账号的人", "person_list", "people.list", facts["people"]),
        Step("开通账号", "每人一次性启用，不发密码", "account_list", "accounts.manage", facts["accounts"]),
        Step("导入组织员", "按公布的模板导入任职情况", "import_list", "data.import", facts["organizers"]),
        Step("核对提醒", "看夜间计算是否正常", "status", "settings.manage", facts["reminders"]),
    ]
    theirs = [step for step in wanted if viewer.may(step.permission)]
    return [] if all(step.done for step in theirs) else theirs


def _facts() -> dict[str, bool]:
    """What is already there, in one query."""
    organizers = (DutyKind.ORGANIZER_FULL_TIME, DutyKind.ORGANIZER_PART_TIME)
    found = (
        School.objects.annotate(
            tree=Exists(Unit.objects.filter(kind=UnitKind.BRANCH)),
            people=Exists(Person.objects.members()),
            accounts=Exists(Account.objects.filter(person__unit__parent__isnull=False)),
            organizers=Exists(Duty.objects.filter(kind__in=organizers)),
            reminders=Exists(NightlyRun.objects.all()),
        )
        .values("name", "tree", "people", "accounts", "organizers", "reminders")
        .first()
    ) or dict.fromkeys(("name", "tree", "people", "accounts", "organizers", "reminders"), False)
    return {**found, "named": bool(found["name"])}
