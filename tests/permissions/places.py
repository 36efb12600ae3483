"""The school of the sweep: one object of each kind inside, beside and outside of every scope, and none at all."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from types import SimpleNamespace

from django.utils import timezone

from branches.figures import Votes
from branches.kinds import Subject
from branches.rules import Attending, Motion
from branches.selectors import expected_on
from branches.services import hold_meeting
from dates.partial import PartialDate
from directory.models import Account, Attachment, Duty, Person, Status, Unit
from directory.numbers import make_id_number
from directory.permissions import Role
from directory.services.accounts import open_account
from directory.services.duties import assign_duty
from directory.services.people import update_person
from directory.services.units import found_unit
from directory.viewer import Operator, Viewer
from membership.models import QualityCheck, StepRecord, StepTemplate, TemplateStep
from membership.services import open_case, pause_case, return_case
from membership.services.authority import set_authority
from membership.services.papers import Scan, add_paper, issue_book
from membership.services.templates import copy_template, publish_template, save_steps
from organizers.rules.appointing import Kind, Period
from organizers.services import add_document, appoint, open_filing, record_work, start_trial, submit_filing
from policy.presets.loading import load_preset
from policy.services.versions import save_value, start_draft
from reminders.models import Channel, Delivery, DeliveryState, Digest
from sheets.imports import batches, running
from tests.membership.together.candidates import brought_to
from tests.organizers.rosters import workbook
from tests.sheets.imports.bringing import keep
from tests.world import DUTIES, TODAY, UNITS, World, add_person, build_world

# Place → unit. Every duty of tests/world.py covers 0101; 0102 is foreign to branch and part-time, 0201 to all of 01.
UNIT_OF = {"inside": "0101", "beside": "0102", "outside": "0201"}
PERSON_OF = {"inside": "30001", "beside": "30003", "outside": "40001"}
# What the ID number of each is made of: birth date and sequence.
NUMBER_OF = {name: (dt.date(1980, 5, 1 + number), 100 + number) for number, name in enumerate(PERSON_OF)}
PARENT_OF = {code: parent for code, _, _, _, parent in UNITS} | {f"{code}9": code for code in UNIT_OF.values()}
# A ledger of one line, which breaks a rule.
LEDGER = [["姓名", "确定为入党积极分子时间", "确定为发展对象时间"], ["甲某某", "2018-10-08", "2019-06-01"]]
# By a name of his own somebody of each unit is known.
WAITING = {"0101": "甲", "0102": "乙", "0201": "丙"}
SCHOOL_TEMPLATE_FROM = dt.date(2026, 11, 12)
ABSENT, OUTSIDE = "absent", "outside"
OWN = "own"  # The role's own person, wherever he is.


@dataclass
class Place:
    """What an address may be about, in one unit. `more` holds the objects of the apps above, by their names."""

    name: str
    unit: Unit
    person: Person
    account: Account
    duty: Duty
    more: dict = field(default_factory=dict)

    def __getattr__(self, name):
        try:
            return self.__dict__["more"][name]
        except KeyError:
            raise AttributeError(
                f"no {name} in the place “{self.name}”; tests/permissions/places.py makes them"
            ) from None


def build_places() -> tuple[World, dict[str, Place]]:
    world = build_world()
    people = {name: world.people[roster_no] for name, roster_no in PERSON_OF.items()}
    for name, person in people.items():
        _give_numbers(person, *NUMBER_OF[name])
    places = {name: _place(world, name, person) for name, person in people.items()}
    policy = _policy(world)
    for place in places.values():
        place.more.update(policy)
    world.drafts = {role: _drafts(account) for role, account in world.accounts.items()}
    return world, places


def own_place(world, role, places) -> Place:
    """The role's own person, with the rest as inside."""
    account = world.accounts[role]
    inside = places["inside"]
    more = inside.more | world.drafts[role]
    return Place(OWN, account.person.unit, account.person, account, inside.duty, more)


def absent_place(places) -> Place:
    """Addresses that are well formed and lead to nothing; the other objects of a form exist."""
    nothing = SimpleNamespace(
        pk=987654321,
        code="no-such-code",
        roster_no="no-such-number",
        username="no-such-name",
        version=1,
        number=987654321,
        key=uuid.UUID(int=1),
    )
    more = dict.fromkeys(places["inside"].more, nothing)
    return Place(ABSENT, nothing, nothing, nothing, nothing, more)


def covers(role: Role, code: str) -> bool:
    """Whether the role's duty is held on this unit or above it: the rule of the subtree, said once more by codes."""
    duty, top = DUTIES[role]
    while code and code != top:
        code = PARENT_OF.get(code)
    return bool(duty and code)


def _give_numbers(person, birth_on, sequence):
    update_person(
        person=person,
        version=person.version,
        on=TODAY,
        by=None,
        id_number=make_id_number(birth_on, sequence),
        phone=f"13800138{sequence}",
    )
    person.refresh_from_db()


def _place(world, name, person):
    unit = world.units[UNIT_OF[name]]
    account = open_account(person=person, by=None)
    duty = assign_duty(person=person, unit=unit, kind="publicity", from_on=dt.date(2024, 1, 1), by=None)
    appointment = appoint(
        person=person,
        unit=unit,
        kind=Kind.PART_TIME,
        period=Period(PartialDate(dt.date(2024, 1, 1)), None),
        today=TODAY,
        by=world.accounts[Role.DEPARTMENT_ADMIN],
    )
    empty = found_unit(
        code=f"{unit.code}9", kind="group", full_name="一个空党小组", short_name="空党小组", parent=unit,
        established_on=dt.date(2020, 1, 1),
    )  # fmt: skip
    more = _beside(appointment) | {
        **_case(world, unit),
        "submitted": _submitted(world, person, unit),
        "appointment": appointment,
        "empty_unit": empty,
        "delivery": _delivery(account),
        "quality_check": _quality_check(person, unit),
    }
    return Place(name, unit, person, account, duty, more | _drafts(account))


def _case(world, unit) -> dict:
    """An application of somebody of the unit, received in autumn."""
    applicant = add_person(world, f"2{unit.code}", "方申请", unit.code, Status.NONE)
    on = PartialDate(dt.date(2026, 11, 10))
    case = open_case(person=applicant, unit=unit, on=on, by=Operator(TODAY), today=TODAY)
    record = case.records.get()
    record.set_note("某段记录")
    record.save()
    other = add_person(world, f"3{unit.code}", "方暂缓", unit.code, Status.NONE)
    paused = open_case(person=other, unit=unit, on=on, by=Operator(TODAY), today=TODAY)
    paused = pause_case(case=paused, on=TODAY, reason="材料不全", by=Operator(TODAY), today=TODAY)
    paused.refresh_from_db()
    waiting = brought_to(world, f"6{unit.code}", f"方待{WAITING[unit.code]}", "application_book", code=unit.code)
    beside = {"meeting": _meeting(unit, applicant), "waiting_case": waiting, **_case_papers(world, unit, case, on)}
    beside |= _school_case(world, unit) | _returned_case(world, unit, on)
    return {"case": case, "case_record": record, "paused_case": paused, **beside}


def _meeting(unit, applicant):
    """A meeting to which everybody came, about the applicant and another matter."""
    on = dt.date(2026, 11, 12)
    came = [Attending(each.person, is_present=True) for each in expected_on(unit, on)]
    voters = sum(each.has_vote for each in expected_on(unit, on))
    motions = [Motion(Subject.ADMISSION, applicant, votes=Votes(voters, voters, voters))]
    motions.append(Motion(Subject.OTHER, title="公示党费收缴情况"))
    held = {"kind": "general_meeting", "on": on, "attending": came, "motions": motions}
    return hold_meeting(unit=unit, today=TODAY, by=None, **held)


def _returned_case(world, unit, on) -> dict:
    """Two who wait for the committee to file them; the request for the second was sent back."""
    operator, reported = Operator(TODAY), []
    for number, name in ((7, "方报送"), (8, "方退回")):
        person = add_person(world, f"{number}{unit.code}", name, unit.code, Status.NONE)
        each = open_case(person=person, unit=unit, on=on, by=operator, today=TODAY)
        for step in ("application_talk", "activist_decision"):
            facts = {"step": step, "happened_on": TODAY, "recorded_on": TODAY}
            StepRecord.objects.create(case=each, person=person, **facts)
        reported.append(each)
    sent = {"step": "activist_filing", "on": TODAY, "reason": "缺推优表", "complete_by": TODAY}
    back = return_case(case=reported[1], by=operator, today=TODAY, **sent)
    reported[1].refresh_from_db()
    return {"reported_case": reported[0], "returned_case": reported[1], "case_return": back}


def _school_case(world, unit) -> dict:
    """A case under a template of the school's, whose second step is the school's own."""
    template = StepTemplate.objects.filter(name="本校集体谈话").first() or _school_template(world)
    person = add_person(world, f"9{unit.code}", "方集谈", unit.code, Status.NONE)
    on = PartialDate(SCHOOL_TEMPLATE_FROM)
    case = open_case(person=person, unit=unit, on=on, by=Operator(TODAY), today=TODAY)
    return {"school_case": case, "school_step": template.steps.get(codes=[])}


def _school_template(world) -> StepTemplate:
    author, since = world.accounts[Role.DEPARTMENT_ADMIN], SCHOOL_TEMPLATE_FROM
    shipped = StepTemplate.objects.get(name="25步·2026")
    draft = copy_template(source=shipped, name="本校集体谈话", opened_from=since, by=author)
    place = draft.steps.get(codes=["application"]).position + 5
    save_steps(
        draft=draft, steps=[TemplateStep(number="1a", stage=1, title="集体谈话", actor="党支部", position=place)]
    )
    return publish_template(draft=draft, by=author, today=since)


def _case_papers(world, unit, case, on) -> dict:
    """A document with its scan; a case that has passed the pre-review, and one whose book was issued."""
    operator = Operator(TODAY)
    scan = Scan(b"%PDF-1.4 scan", "scan.pdf")
    kept = add_paper(case=case, title="入党申请书", by=operator, today=TODAY, scan=scan)
    passed = []
    for number, name in ((4, "方领书"), (5, "方待书")):
        person = add_person(world, f"{number}{unit.code}", name, unit.code, Status.NONE)
        each = open_case(person=person, unit=unit, on=on, by=operator, today=TODAY)
        facts = {"step": "pre_review", "happened_on": TODAY, "recorded_on": TODAY, "facts": {"result": "pass"}}
        StepRecord.objects.create(case=each, person=person, **facts)
        passed.append(each)
    book = issue_book(case=passed[0], number=f"B{unit.code}", on=TODAY, by=operator, today=TODAY)
    file = Attachment.objects.of(kept).get()
    more = {"case_paper": kept, "case_scan": file, "booked_case": passed[0], "passed_case": passed[1]}
    return more | {"book": book}


def _quality_check(person, unit) -> QualityCheck:
    """Something found in the file of the place's person."""
    return QualityCheck.objects.create(
        unit=unit, person=person, label=person.name, source="DR-000001 第 2 行", rule="DEV-11", severity="error",
        step="target_decision", clause="第十三条", words="培养考察不足一年", filed_on=TODAY,
    )  # fmt: skip


def _delivery(account) -> Delivery:
    """A digest that could not be sent."""
    digest = Digest.objects.create(account=account, day=TODAY, counts={}, total=1, late=0, reported=0)
    state = DeliveryState.NO_ADDRESS
    return Delivery.objects.create(
        digest=digest, channel=Channel.MAIL, key=uuid.uuid4(), state=state, due_at=timezone.now()
    )


def _beside(appointment) -> dict:
    """A filing with a paper, a trial and a term of work of the appointed person."""
    filing = open_filing(today=TODAY, appointment=appointment, decided_on=dt.date(2026, 11, 18), is_demanded=True)
    paper = _papers(filing)
    trial = start_trial(today=TODAY, appointment=appointment, months=12)
    work = record_work(
        person=appointment.person,
        period=Period(PartialDate(dt.date(2018, 1, 1)), None),
        organization="教务处",
        today=TODAY,
        by=None,
    )
    return {"filing": filing, "paper": paper, "trial": trial, "work": work}


def _papers(filing):
    """Both papers that a filing needs; the first is given back."""
    kept = [
        add_document(filing=filing, content=b"%PDF-1.4 paper", file_name="1.pdf", title=title, today=TODAY, by=None)
        for title in ("任免文件", "基本信息表")
    ]
    return kept[0]


def _submitted(world, person, unit):
    """A former appointment of the same person, whose filing waits for the department."""
    former = appoint(
        person=person,
        unit=unit,
        kind=Kind.PART_TIME,
        period=Period(PartialDate(dt.date(2020, 1, 1)), PartialDate(dt.date(2022, 12, 31))),
        today=TODAY,
        by=world.accounts[Role.DEPARTMENT_ADMIN],
    )
    filing = open_filing(today=TODAY, appointment=former, decided_on=dt.date(2026, 11, 2), is_demanded=True)
    _papers(filing)
    submit_filing(filing=filing, on=TODAY, today=TODAY, by=world.accounts[Role.AUDITOR])
    former.refresh_from_db()
    return former


def _policy(world):
    """The school's rules: one published version and a draft of it that only its author may not publish."""
    load_preset("D2")
    author = world.accounts[Role.SYSTEM_ADMIN]
    draft = start_draft(title="补充规定", effective_on=TODAY, by=author)
    value = draft.values.get(parameter="organizers.trial_months")
    save_value(
        draft=draft, by=author, parameter=value.parameter, row=value, value=6, strength="须", clause=value.clause,
        from_on=TODAY,
    )  # fmt: skip
    value.clause.wording = "试用期为一年。"
    value.clause.save()
    value.refresh_from_db()
    shipped = StepTemplate.objects.get(name="25步·2026")
    template = copy_template(source=shipped, name="本校步骤", opened_from=TODAY, by=author)
    step = template.steps.first()
    set_authority(unit=world.units["01"], approves=True, document="江海委发〔2020〕3号", from_on=TODAY)
    return {
        "policy_draft": draft, "policy_value": value, "clause": value.clause, "template": template, "step": step,
    }  # fmt: skip


def _drafts(account):
    """Checked rosters of one row: one that could be imported, of somebody outside unit 01, and a faulty one."""
    row = {"年度": 2026, "工作证号": "40002", "姓名": "仇九州", "联系党委编码": "02", "任职时间": "2019-03-01"}
    return {
        "draft": _checked(account, "organizers", workbook([row])),
        "faulty_draft": _checked(account, "organizers", workbook([row | {"任职时间": "2019.13"}])),
        "ledger": _checked(account, "ledger", workbook(LEDGER[1:], LEDGER[0])),
    }


def _checked(account, kind, content):
    viewer = Viewer(account, TODAY)
    batch = keep(kind, content, viewer)
    batches.ask_check(batch=batch)
    running.work(batch.pk, lambda account: viewer)
    batch.refresh_from_db()
    return batch
