"""The table of the sweep: for every address what it is about, so that each role can be sent there.

A new address needs one line. `Cell()` for a page about nothing in particular, `Cell(UNIT)`, `Cell(PERSON)`, … for one
about an object, `post=` what a form there sends, `queries=` further ways to ask a list. Who may, is not said here: it
follows from the mark of the view and directory/permissions.py.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from directory.models import Account, Person, Unit
from directory.numbers import make_id_number
from directory.permissions import Role, Sensitivity
from directory.services.accounts import activation_tokens
from directory.viewer import Operator
from membership.forms.corrections import CorrectionForm
from membership.models import EditionConfirmation
from organizers.models import Filing
from policy.models import Clause, Document
from reminders.models import Preference
from reminders.subscribing import digest_of
from tests.organizers.rosters import workbook
from tests.permissions.places import ABSENT, LEDGER, NUMBER_OF
from tests.world import PASSWORD, TODAY

NOBODY = "nobody"


@dataclass(frozen=True)
class Query:
    """A question about something of one unit. Where that is foreign, the answer is that to `twin`, who is nobody."""

    asked: str
    twin: str
    code: str


@dataclass(frozen=True)
class Cell:
    """How to ask one address.

    `kwargs(place)` fills the address with a place's objects (none: the address is about nothing in particular).
    `post(place)` is what its form sends, `queries` are further ways to ask. `permission` replaces the mark where the
    object asks for another one, `needs` are held besides, wherever. `own_file`: everybody may look at his own;
    `own_only`: and nobody at another's. `sensitivity` must be reached. `never`: nobody may. `blind`: the answer is the
    same for whatever object, even none. `sends`: sending needs another permission than looking, or `NOBODY` may.
    `also`: further statuses that are welcome.
    """

    kwargs: Callable | None = None
    post: Callable | None = None
    queries: tuple[Query, ...] = ()
    permission: str = ""
    needs: tuple[str, ...] = ()
    own_file: bool = False
    own_only: bool = False
    sensitivity: Sensitivity = Sensitivity.S1
    never: bool = False
    blind: bool = False
    sends: str = ""
    also: frozenset[int] = frozenset()


def UNIT(place):
    return {"code": place.unit.code}


def PERSON(place):
    return {"roster_no": place.person.roster_no}


def ACCOUNT(place):
    return {"username": place.account.username}


def DUTY(place):
    return {"pk": place.duty.pk}


def KIND(place):
    return {"kind": "no-such-kind" if place.name == ABSENT else "organizers"}


def APPOINTMENT(place):
    return PERSON(place) | {"pk": place.appointment.pk}


def SUBMITTED(place):
    return PERSON(place) | {"pk": place.submitted.pk}


def on_today(name, **more):
    """A form about the record `name` of the place, as it stands."""
    return lambda place: {"on": "2026-11-20", "version": getattr(place, name).version, **more}


def on_submitted(**more):
    """A form about the filing that waits for the department; it was saved twice."""
    return lambda place: {"on": "2026-11-20", "version": 2, **more}


def paper():
    return SimpleUploadedFile("表.pdf", b"%PDF-1.4 form")


def DRAFT(place):
    return {"code": place.draft.code}


def duty(place):
    return {"roster_no": "40002", "unit": "0201", "kind": "youth", "from_on": "2026-11-01"}


NEW_PASSWORD = {"new_password1": "Lantern-Willow-8", "new_password2": "Lantern-Willow-8"}
ID_NUMBERS = {name: make_id_number(*parts) for name, parts in NUMBER_OF.items()}


def roster():
    """A roster of organizers to upload."""
    row = {"年度": 2026, "工作证号": "40002", "姓名": "仇九州", "联系党委编码": "02", "任职时间": "2019-03-01"}
    return SimpleUploadedFile("名册.xlsx", workbook([row]))


def ledger():
    """A ledger of people under way to upload."""
    return SimpleUploadedFile("台账.xlsx", workbook(LEDGER[1:], LEDGER[0]))


def LEDGER_OF(place):
    return {"code": place.ledger.code}


def subscription(place):
    """The address of somebody's calendar; of nobody's where there is none."""
    if place.name == ABSENT:
        return {"token": "no-such-token"}
    account = Account.objects.get(username=Role.DEPARTMENT_ADMIN.value)
    Preference.objects.update_or_create(account=account, defaults={"calendar_digest": digest_of("a-known-token")})
    return {"token": "a-known-token"}


def waiting_filings(place):
    """What the form for several filings sends: those that wait for the unit."""
    waiting = Filing.objects.filter(submitted_on__isnull=True).order_by("pk")
    return {"subject": [str(filing.pk) for filing in waiting], "on": "2026-11-20"}


def activation(place):
    """An address that was really handed out; for nobody's account, one that never was."""
    if not hasattr(place.account, "get_username"):
        return {"uid": "MQ", "token": "no-such-token"}
    uid = urlsafe_base64_encode(force_bytes(place.account.pk))
    return {"uid": uid, "token": activation_tokens.make_token(place.account)}


def reason(place):
    return {"reason": "年度核对"}


FOREIGN = (
    Query("q=令狐远山", "q=无此人乎", "0201"),
    Query("q=lhys", "q=wcrh", "0201"),
    Query("q=仇九州", "q=无此人", "0201"),
    Query("q=查良文", "q=无此人", "03"),
    Query("q=40001", "q=49999", "0201"),
    Query("q=化学学院党总支", "q=无此学院党总支", "02"),
)
FOREIGN_NAMED = (
    Query("of=person&person=令狐远山", "of=person&person=无此人乎", "0201"),
    Query("of=person&person=lhys", "of=person&person=wcrh", "0201"),
    Query("of=person&person=40001", "of=person&person=49999", "0201"),
)
FOREIGN_UNIT = (
    Query("unit=0201", "unit=0999", "0201"),
    Query("unit=02", "unit=09", "02"),
    Query("unit=00", "unit=09", "00"),
)


def plainly(*queries):
    """Questions about nothing in particular."""
    return tuple(Query(asked, "", "") for asked in queries)


SESSIONS = {
    "login": Cell(post=lambda place: {"username": "nobody", "password": "nothing"}),
    "logout": Cell(post=lambda place: {}),
    "session_extend": Cell(),
    "activation": Cell(activation, post=lambda place: {"id_number": ID_NUMBERS.get(place.name, ""), **NEW_PASSWORD}),
    "profile": Cell(),
    "password_change": Cell(post=lambda place: {"old_password": PASSWORD, **NEW_PASSWORD}),
    "large_type": Cell(post=lambda place: {"large": "1"}),
    "healthz": Cell(also=frozenset({503})),
}
ACCOUNTS = {
    "account_list": Cell(queries=FOREIGN),
    "account_create": Cell(post=lambda place: {"roster_no": "30002"}),
    "account_detail": Cell(ACCOUNT),
    "activation_create": Cell(ACCOUNT, post=reason),
    "account_lock": Cell(ACCOUNT, post=reason),
    "account_unlock": Cell(ACCOUNT, post=reason),
}
UNITS = {
    "unit_tree": Cell(queries=(*FOREIGN, *plainly("on=2020-01-01", "closed=1"))),
    "unit_create": Cell(
        post=lambda place: {
            "kind": "branch", "code": "0109", "full_name": "中共江海大学数学学院新支部委员会",
            "short_name": "数学新支部", "parent": "01", "established_on": "2026-01-01", "position": "0",
        },
        queries=(Query("parent=02", "parent=09", "02"),),
    ),
    "unit_detail": Cell(UNIT, queries=plainly("tab=leaders", "tab=children", "tab=changes")),
    "unit_children": Cell(UNIT),
    "unit_update": Cell(UNIT, post=lambda place: {"kind": "branch", "position": "3", "version": "2"}),
    "unit_rename": Cell(
        UNIT, post=lambda place: {"full_name": "新的全称", "short_name": "新简称", "from_on": "2026-11-01"}
    ),
    "unit_move": Cell(UNIT, post=lambda place: {"parent": "02", "from_on": "2026-11-01"}),
    "unit_close": Cell(
        lambda place: {"code": place.empty_unit.code},
        post=lambda place: {"on": "2026-11-20", "reason": "并入", "confirmed": "on"},
    ),
}  # fmt: skip
PEOPLE = {
    "person_named": Cell(queries=FOREIGN_NAMED),
    "person_list": Cell(queries=(*FOREIGN, *FOREIGN_UNIT, *plainly("sort=strokes", "after=x", "category=staff"))),
    "person_create": Cell(
        post=lambda place: {"roster_no": "50001", "name": "新来人", "unit": "0201", "category": "staff"}
    ),
    "person_export": Cell(queries=(*FOREIGN, *FOREIGN_UNIT)),
    "person_print": Cell(queries=(*FOREIGN, *FOREIGN_UNIT)),
    "person_detail": Cell(PERSON, own_file=True),
    "person_update": Cell(
        PERSON,
        post=lambda place: PERSON(place) | {"name": "改了名", "category": "staff", "version": place.person.version},
    ),
    "status_create": Cell(PERSON, post=lambda place: {"status": "full", "unit": "0101", "from_on": "2026-11-01"}),
    "person_reveal": Cell(
        lambda place: PERSON(place) | {"number": "id-number"}, post=reason, sensitivity=Sensitivity.S3
    ),
}


DUTIES = {
    "duty_create": Cell(UNIT, post=duty),
    "person_duty_create": Cell(PERSON, post=duty),
    "duty_end": Cell(DUTY, post=lambda place: {"to_on": "2026-11-20", "version": "1"}),
}
ORGANIZERS = {
    "organizer_list": Cell(queries=(*FOREIGN, *FOREIGN_UNIT, Query("at=0201", "at=0999", "0201"))),
    "organizer_export": Cell(queries=(*FOREIGN, *FOREIGN_UNIT)),
    "organizer_print": Cell(queries=(*FOREIGN, *FOREIGN_UNIT)),
    "organizer_detail": Cell(PERSON),
    "staffing_list": Cell(queries=(*FOREIGN_UNIT, *plainly("sort=gap", "on=2024-05-01"))),
    "staffing_summary": Cell(queries=FOREIGN_UNIT),
    "unit_organizers": Cell(UNIT),
    "person_appointments": Cell(PERSON),
    "appointment_create": Cell(
        queries=(Query("unit=0201", "unit=0999", "0201"),),
        post=lambda place: {
            "roster_no": "40002", "unit": "0201", "kind": "part_time", "rank": "none", "from_on": "2026-03-01",
            "is_history": "on", "basis": "某文号",
        },
    ),
    "appointment_check": Cell(post=lambda place: {"roster_no": "40002", "unit": "0201"}),
    "staffing_detail": Cell(UNIT),
    "staffing_export": Cell(queries=FOREIGN_UNIT),
    "filing_list": Cell(queries=(*FOREIGN_UNIT, *plainly("state=late"))),
    "filings_submit": Cell(queries=plainly("subject=1", "subject=x"), post=waiting_filings),
    "filing_detail": Cell(APPOINTMENT),
    "filing_create": Cell(APPOINTMENT, post=lambda place: {"decided_on": "2026-11-18"}),
    "filing_document_create": Cell(APPOINTMENT, post=lambda place: {"title": "基本信息表", "file": paper()}),
    "filing_document": Cell(lambda place: APPOINTMENT(place) | {"code": place.paper.code}),
    "filing_submit": Cell(APPOINTMENT, post=on_today("filing")),
    "filing_receive": Cell(SUBMITTED, post=on_submitted()),
    "filing_return": Cell(SUBMITTED, post=on_submitted(reason="缺材料")),
    "filing_complete": Cell(SUBMITTED, post=on_submitted()),
    "trial_detail": Cell(APPOINTMENT),
    "trial_create": Cell(APPOINTMENT, post=lambda place: {"from_on": "2026-01-01", "months": "12"}),
    "trial_conclude": Cell(
        APPOINTMENT,
        post=on_today(
            "trial", assessed_on="2026-11-01", outcome="confirmed", effective_on="2026-11-20", document="某文号"
        ),
    ),
    "post_create": Cell(APPOINTMENT, post=lambda place: {"post": "系主任", "from_on": "2026-01-01"}),
    "work_create": Cell(PERSON, post=lambda place: {"organization": "教务处", "from_on": "2020-01-01"}),
    "work_void": Cell(
        lambda place: PERSON(place) | {"pk": place.work.pk},
        post=lambda place: {"reason": "重复", "version": place.work.version},
    ),
    "appointment_correct": Cell(
        APPOINTMENT,
        post=lambda place: {
            "rank": "section", "from_on": "2024-01-01", "decided_on": "2026-11-18",
            "version": place.appointment.version,
        },
    ),
    "appointment_void": Cell(
        APPOINTMENT, post=lambda place: {"reason": "登错了人", "version": place.appointment.version}
    ),
    "appointment_end": Cell(
        lambda place: PERSON(place) | {"pk": place.appointment.pk},
        post=lambda place: {"to_on": "2026-11-20", "reason": "届满", "version": place.appointment.version},
    ),
}  # fmt: skip


def CASE(place):
    return {"code": place.case.code}


def STEP(place):
    return CASE(place) | {"step": "application_talk"}


def RECORD(place):
    return CASE(place) | {"pk": place.case_record.pk}


def MEETING(place):
    return {"code": place.meeting.code}


def corrected(place):
    """The form of a correction as it stands, with a place and a reason."""
    if place.name == ABSENT:
        return {"go": "save"}
    form = CorrectionForm(viewer=Operator(TODAY), meeting=place.meeting)
    given = {name: value for name, value in form.initial.items() if value is not None and value is not False}
    return given | {"listed": form.listing, "place": "一楼", "reason": "漏填", "go": "save"}


def all_agreed(place):
    """The vote on somebody who was left out: he came, and everybody agreed."""
    if place.name == ABSENT:
        return {}
    case, votes = place.waiting_case, dict.fromkeys(("ballots_out", "ballots_in", "ayes"), place.meeting.present)
    none = dict.fromkeys(("nays", "abstentions", "spoilt"), 0)
    return votes | none | {"version": case.version, "ballot": "secret", f"p{case.person_id}.came": "on"}


def BATCH(place):
    return {"step": "thought_report"}


def thought_reports(place):
    """The last page of a batch about one case."""
    code = place.case.code
    return {
        "case": code,
        "seen": ["sheet", "review"],
        "go": "save",
        "on": "2026-11-18",
        f"{code}.version": place.case.version,
    }


def BOOK(place):
    return {"code": place.booked_case.code, "pk": place.book.pk}


def RETURNED(place):
    return {"code": place.returned_case.code, "pk": place.case_return.pk}


# People of foreign units have cases too, and they are found by name, by number and by companion.
CASE_LISTS = (*FOREIGN, *FOREIGN_UNIT, Query("companion=40001", "companion=49999", "0201"))
CASES = {
    "case_board": Cell(queries=CASE_LISTS),
    "case_list": Cell(queries=(*CASE_LISTS, *plainly("state=ended", "sort=pinyin", "stage=activist"))),
    "case_export": Cell(queries=CASE_LISTS),
    "case_print": Cell(queries=CASE_LISTS),
    "case_funnel": Cell(queries=CASE_LISTS),
    "case_summary": Cell(queries=FOREIGN_UNIT),
    "unit_cases": Cell(UNIT),
    "person_cases": Cell(PERSON, permission="people.view", own_file=True),
    "plan_now": Cell(),
    "plan_list": Cell(lambda place: {"year": 2026}, blind=True),
    "plan_detail": Cell(
        lambda place: UNIT(place) | {"year": 2026}, post=lambda place: {"document": "某文号"}, sends="cases.plan"
    ),
    "plan_export": Cell(lambda place: UNIT(place) | {"year": 2026}),
    "case_create": Cell(
        post=lambda place: {"roster_no": "30004", "unit": "0102", "on": "2026-11-01", "written": "yes"},
    ),
    "case_detail": Cell(CASE, permission="cases.view"),
    "case_outlook": Cell(
        CASE, permission="cases.view", queries=plainly("step=application_talk&on=2026-12-01", "step=x&on=x")
    ),
    "step_create": Cell(
        STEP, permission="cases.record",
        post=lambda place: {"on": "2026-11-16", "by": "secretary", "version": place.case.version},
    ),
    "step_check": Cell(STEP, permission="cases.record", post=lambda place: {"on": "2026-11-16"}),
    "school_step_create": Cell(
        lambda place: {"code": place.school_case.code, "pk": place.school_step.pk},
        post=lambda place: {"on": "2026-11-16", "version": place.school_case.version},
    ),
    "record_correct": Cell(
        RECORD, permission="cases.record",
        post=lambda place: {"on": "2026-11-09", "written": "yes", "reason": "误记", "version": place.case.version},
    ),
    "record_void": Cell(
        RECORD, permission="cases.record", post=lambda place: {"reason": "误记", "version": place.case.version}
    ),
    "record_note": Cell(RECORD, permission="cases.view", post=reason, sensitivity=Sensitivity.S4),
    "together_list": Cell(queries=plainly("case=no-such-code")),
    "together_create": Cell(BATCH, blind=True, queries=plainly("case=no-such-code"), post=thought_reports),
    "together_saved": Cell(BATCH, blind=True, queries=plainly("case=no-such-code")),
    "together_draft": Cell(
        lambda place: {"step": "public_notice", "paper": "notice"}, blind=True, post=lambda place: {"title": "公示"}
    ),
    "meeting_list": Cell(queries=(*FOREIGN_UNIT, *plainly("subject=admission&year=2026&q=方申请"))),
    "meeting_detail": Cell(MEETING),
    "meeting_correct": Cell(MEETING, post=corrected),
    "meeting_void": Cell(MEETING, post=lambda place: {"reason": "重复", "version": place.meeting.version}),
    "item_void": Cell(
        lambda place: MEETING(place) | {"position": 1},
        post=lambda place: {"reason": "误登", "version": place.meeting.version},
    ),
    "candidate_list": Cell(MEETING),
    "candidate_create": Cell(lambda place: MEETING(place) | {"case": place.waiting_case.code}, post=all_agreed),
    "meeting_draft": Cell(
        MEETING, post=lambda place: {"title": "记录", "body": "议题", "unit_name": "支部", "on": "2026-11-12"}
    ),
    "item_draft": Cell(
        lambda place: MEETING(place) | {"position": 1},
        post=lambda place: {"title": "决议", "body": "同意", "unit_name": "支部", "on": "2026-11-12"},
    ),
    "return_create": Cell(
        lambda place: {"code": place.reported_case.code},
        post=lambda place: {
            "step": "activist_filing", "on": "2026-11-20", "reason": "缺推优表", "complete_by": "2026-11-30",
            "version": place.reported_case.version,
        },
    ),
    "resubmission_create": Cell(
        RETURNED, post=lambda place: {
            "on": "2026-11-20", "answer": "已补推优表", "version": place.returned_case.version,
        },
    ),
    "return_void": Cell(
        RETURNED, post=lambda place: {"reason": "误退", "version": place.returned_case.version}
    ),
    "case_sheet": Cell(CASE),
    "paper_list": Cell(CASE),
    "paper_create": Cell(CASE, post=lambda place: {"title": "说明", "kind": "other", "copies": "1", "file": paper()}),
    "paper_void": Cell(
        lambda place: CASE(place) | {"pk": place.case_paper.pk}, post=lambda place: {"reason": "重复"}
    ),
    "paper_file": Cell(lambda place: CASE(place) | {"file": place.case_scan.code}, sensitivity=Sensitivity.S3),
    "case_bundle": Cell(CASE, post=lambda place: {}),
    "book_issue": Cell(
        lambda place: {"code": place.passed_case.code}, post=lambda place: {"number": "2026001", "on": "2026-11-20"}
    ),
    "book_return": Cell(BOOK, post=lambda place: {"on": "2026-11-20"}),
    "book_spoil": Cell(BOOK, post=lambda place: {"on": "2026-11-20", "reason": "填写有误"}),
    "case_end": Cell(
        CASE, post=lambda place: {
            "outcome": "withdrawn", "on": "2026-11-18", "reason": "本人申请", "version": place.case.version,
        },
    ),
    "case_pause": Cell(
        CASE, post=lambda place: {"on": "2026-11-18", "reason": "材料不全", "version": place.case.version}
    ),
    "case_resume": Cell(
        lambda place: {"code": place.paused_case.code},
        post=lambda place: {"reason": "已补齐", "version": place.paused_case.version},
    ),
    "case_move": Cell(
        CASE, post=lambda place: {
            "unit": "0102" if place.name == "inside" else "0101",
            "on": "2026-11-18", "examined": "yes", "version": place.case.version,
        },
    ),
}  # fmt: skip
IMPORTS = {
    "import_list": Cell(),
    "import_create": Cell(KIND, post=lambda place: {"file": roster(), "kind": "full_time", "blank_unit": "refuse"}),
    "import_template": Cell(KIND),
    "import_detail": Cell(DRAFT, own_only=True, queries=plainly("show=error", "show=new&page=2")),
    "import_columns": Cell(DRAFT, own_only=True, post=lambda place: {}, also=frozenset({422})),
    "import_again": Cell(DRAFT, own_only=True, post=lambda place: {"file": roster()}),
    "import_answers": Cell(DRAFT, own_only=True, post=lambda place: {}),
    "import_confirm": Cell(DRAFT, own_only=True, post=lambda place: {}),
    "import_progress": Cell(DRAFT, own_only=True),
    "import_errors": Cell(lambda place: {"code": place.faulty_draft.code}, own_only=True),
    "import_undo": Cell(DRAFT, own_only=True, post=lambda place: {}),
}
CHECKS = {
    "quality_check_list": Cell(queries=(*FOREIGN, *FOREIGN_UNIT, Query("at=0201", "at=0999", "0201"))),
    "quality_check_export": Cell(queries=(*FOREIGN, *FOREIGN_UNIT)),
    "quality_check_detail": Cell(
        lambda place: {"code": place.quality_check.code},
        post=on_today("quality_check", state="handled", handling="已补正", handled_on="2026-11-20"),
        sends="checks.edit",
    ),
    "ledger_list": Cell(),
    "ledger_create": Cell(post=lambda place: {"file": ledger()}),
    "ledger_template": Cell(),
    "ledger_detail": Cell(LEDGER_OF, own_only=True, queries=plainly("view=rules", "outcome=illegal&rule=DEV-11")),
    "ledger_columns": Cell(LEDGER_OF, own_only=True, post=lambda place: {}, also=frozenset({422})),
    "ledger_progress": Cell(LEDGER_OF, own_only=True),
    "ledger_workbook": Cell(LEDGER_OF, own_only=True),
    "ledger_filing": Cell(LEDGER_OF, own_only=True, post=lambda place: {"all": "1"}),
}
LOG = {
    "log_list": Cell(queries=plainly("q=令狐远山", "kind=reveal")),
    "log_export": Cell(post=reason),
    "person_history": Cell(PERSON, own_file=True),
    "unit_history": Cell(UNIT),
    "meeting_history": Cell(MEETING),
}
VALUE = {
    "asked": "yes", "value": "9", "strength": "须", "from_on": "2026-11-20", "version": "2",
}  # fmt: skip
PLAIN_CLAUSE = {"article": "第九条", "article_is_certain": "on", "paraphrase": "某事。", "reading": "I"}


def VERSION(place):
    return {"number": place.policy_draft.number}


def POLICY_VALUE(place):
    return VERSION(place) | {"pk": place.policy_value.pk}


def CLAUSE(place):
    return {"pk": place.clause.pk}


def clause_of(place):
    """The clause that a form chooses; it stands there whatever the address is about."""
    return str(Clause.objects.get(document__code="D2", article="第十三条").pk)


POLICY = {
    "policy_list": Cell(queries=plainly("on=2024-05-01")),
    "policy_export": Cell(queries=plainly("on=2024-05-01")),
    "parameter_detail": Cell(
        lambda place: {"parameter": "no.such" if place.name == ABSENT else "organizers.trial_months"}
    ),
    "version_list": Cell(),
    "draft_create": Cell(also=frozenset({302})),
    "version_detail": Cell(VERSION),
    "version_update": Cell(VERSION, post=lambda place: {"title": "改名", "effective_on": "2026-11-20"}),
    "version_compare": Cell(VERSION, queries=plainly("with=1")),
    "version_impact": Cell(VERSION),
    "version_publish": Cell(VERSION, post=lambda place: {}),
    "version_withdraw": Cell(VERSION, post=reason),
    "value_create": Cell(
        lambda place: VERSION(place) | {"parameter": "organizers.talks_yearly"},
        post=lambda place: VALUE | {"clause": clause_of(place)},
    ),
    "value_update": Cell(POLICY_VALUE, post=lambda place: VALUE | {"clause": clause_of(place)}),
    "value_remove": Cell(POLICY_VALUE, post=lambda place: {}),
    "clause_list": Cell(),
    "clause_create": Cell(post=lambda place: PLAIN_CLAUSE | {"document": str(Document.objects.get(code="D2").pk)}),
    "clause_update": Cell(
        CLAUSE,
        post=lambda place: PLAIN_CLAUSE | {"document": str(Document.objects.get(code="D2").pk)},
    ),
    "clause_confirm": Cell(CLAUSE, post=lambda place: {"confirmed": "on"}),
    "document_create": Cell(post=lambda place: {"code": "N-1", "name": "某办法", "issuer": "江海大学"}),
    "calendar_month": Cell(queries=plainly("month=2026-10", "month=x")),
    "calendar_day_update": Cell(
        lambda place: {"day": "no-day" if place.name == ABSENT else "2027-10-08"},
        post=lambda place: {"is_working": "no", "word": "国庆节", "source": "通知"},
    ),
    "calendar_year_publish": Cell(
        lambda place: {"year": 9999 if place.name == ABSENT else 2027},
        post=lambda place: {"source": "国办发明电〔2026〕9号", "confirmed": "on"},
    ),
}
REMINDERS = {
    "reminder_rules": Cell(queries=plainly("preview=1")),
    "delivery_list": Cell(queries=plainly("state=no_address", "state=x&page=9")),
    "delivery_retry": Cell(lambda place: {"key": place.delivery.key}, post=lambda place: {}),
    "subscription_create": Cell(post=lambda place: {}),
    "subscription_withdraw": Cell(post=lambda place: {}),
    "preference_update": Cell(post=lambda place: {"hour": "8", "by_mail": "on"}),
}
DESK = {
    "workbench": Cell(queries=(*FOREIGN_UNIT, *plainly("box=others&late=1&kind=organizers", "box=x&kind=x&page=9"))),
    "matter_print": Cell(queries=(*FOREIGN_UNIT, *plainly("box=others", "id=1&id=x"))),
    "matter_export": Cell(queries=(*FOREIGN_UNIT, *plainly("box=others", "id=1&id=x"))),
    "matter_together": Cell(queries=plainly("box=todo&id=1", "id=x")),
    "urge_create": Cell(queries=(*FOREIGN_UNIT, *plainly("box=others", "id=1")), post=lambda place: {"id": "1"}),
    "due_calendar": Cell(queries=(*FOREIGN_UNIT, *plainly("month=2026-11&box=others", "month=x&box=x"))),
    "due_day": Cell(
        lambda place: {"day": "no-day" if place.name == ABSENT else "2026-11-20"},
        queries=(*FOREIGN_UNIT, *plainly("box=others")),
    ),
    # Public: calendar programs cannot log in. The token is the key, and what it opens names nobody.
    "calendar_feed": Cell(subscription),
    "unit_ranking": Cell(queries=FOREIGN_UNIT),
    "ranking_summary": Cell(queries=FOREIGN_UNIT),
    "search": Cell(
        queries=FOREIGN,
        post=lambda place: {"id_number": ID_NUMBERS["outside"]},
        sends="people.reveal",
    ),
    "status": Cell(),
}


def admin_cells() -> dict[str, Cell]:
    """The admin site by its own rules: entering it, and each class's permission to view and to edit."""
    enter = ("admin.enter",)
    cells = {
        "admin:login": Cell(),
        "admin:index": Cell(),
        "admin:logout": Cell(),
        "admin:password_change": Cell(),
        "admin:password_change_done": Cell(),
        "admin:jsi18n": Cell(),
        "admin:app_list": Cell(lambda place: {"app_label": "directory"}, blind=True),
        "admin:autocomplete": Cell(
            never=True, queries=plainly("app_label=directory&model_name=duty&field_name=person&term=令狐")
        ),
        "admin/(?P<url>.*)$": Cell(lambda place: {"url": "no-such-page"}, never=True),
    }
    for model, model_admin in admin.site._registry.items():
        base = f"{model._meta.app_label}_{model._meta.model_name}"
        seen = {"permission": model_admin.view_permission, "needs": enter}
        cells |= {
            f"admin:{base}_changelist": Cell(queries=FOREIGN, **seen),
            f"admin:{base}_add": Cell(never=True),
            f"admin:{base}_change": Cell(_object_id(model), sends=model_admin.edit_permission or NOBODY, **seen),
            f"admin:{base}_delete": Cell(_object_id(model), never=True),
            f"admin:{base}_history": Cell(_object_id(model), never=True),
            f"admin/{model._meta.app_label}/{model._meta.model_name}/<path:object_id>/": Cell(
                _object_id(model), blind=True
            ),
        }
    return cells


def template_cells() -> dict[str, Cell]:
    """What is changed on the admin site besides its own pages; a step template is asked for as a draft."""
    seen = {"permission": "settings.manage", "needs": ("admin.enter",)}

    def template(place):
        return {"pk": place.template.pk}

    def authority(place):
        told = {"unit": Unit.objects.get(code="01").pk, "approves": "no", "document": "江海委发〔2026〕9号"}
        return told | {"from_on": "2027-01-01"}

    def confirmation(place):
        """What the form sends while the text is still to be confirmed."""
        EditionConfirmation.objects.all().delete()
        return {"edition": "2026", "document": "江海委发〔2026〕5号", "on": "2026-11-01"}

    return {
        "admin:membership_steptemplate_change": Cell(lambda place: {"object_id": str(place.template.pk)}, **seen),
        "admin:membership_templatestep_change": Cell(lambda place: {"object_id": str(place.step.pk)}, **seen),
        "admin:membership_steptemplate_copy": Cell(
            template, post=lambda place: {"name": "又一", "opened_from": "2027-01-01"}, **seen
        ),
        "admin:membership_steptemplate_publication": Cell(template, post=lambda place: {}, **seen),
        "admin:membership_steptemplate_withdrawal": Cell(template, post=reason, **seen),
        "admin:membership_approvalauthority_set": Cell(post=authority, **seen),
        "admin:membership_editionconfirmation_confirm": Cell(post=confirmation, **seen),
    }


def _object_id(model):
    """The place's object of that kind; of the whole school's settings the first row."""

    def kwargs(place):
        if place.name == ABSENT:
            return {"object_id": "987654321"}
        found = {Unit: place.unit, Account: place.account, Person: place.person}.get(model)
        return {"object_id": str((found or model._base_manager.order_by("pk").first()).pk)}

    return kwargs


def all_cells() -> dict[str, Cell]:
    return (
        SESSIONS
        | ACCOUNTS
        | UNITS
        | PEOPLE
        | DUTIES
        | ORGANIZERS
        | IMPORTS
        | CASES
        | CHECKS
        | LOG
        | POLICY
        | REMINDERS
        | DESK
        | admin_cells()
        | template_cells()
    )
