"""A filing on its way: who submits, who receives, what is returned, what is refused, and the papers (ORG-04)."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from directory.files import FileLost, accepted_kind, read_file
from directory.models import Attachment
from directory.permissions import Role
from directory.refusals import ChangedMeanwhile, Refused
from organizers.deadlines import filing as filing_source
from organizers.models import Filing
from organizers.selectors import filing_lines, filings
from organizers.services import (
    add_document,
    complete_filing,
    open_filing,
    receive_filing,
    return_filing,
    submit_filing,
)
from policy.working_days import working_calendar
from tests.examples import examples
from tests.organizers.rosters import row, workbook
from tests.world import TODAY

pytestmark = pytest.mark.django_db
D = dt.date.fromisoformat
PDF = b"%PDF-1.4 appointment"


@pytest.fixture
def accounts(world):
    return world.accounts


@pytest.fixture
def filing(make):
    return open_filing(today=TODAY, appointment=make(from_on="2026-11-12"), decided_on=D("2026-11-10"))


@pytest.fixture
def with_papers(filing):
    for title in ("任免文件", "基本信息表"):
        paper(filing, title)
    return filing


def paper(filing, title="任免文件", content=PDF, **more):
    facts = {"file_name": "任免.pdf", "today": TODAY, "by": None} | more
    return add_document(filing=filing, content=content, title=title, **facts)


def submit(filing, accounts, on=TODAY, role=Role.UNIT_SECRETARY, **more):
    return submit_filing(filing=filing, on=on, today=TODAY, by=accounts[role], **more)


def of_department(act, filing, accounts, on=TODAY, role=Role.DEPARTMENT_STAFF, **more):
    return act(filing=filing, on=on, today=TODAY, by=accounts[role], **more)


def rules(caught):
    return {each.rule for each in caught.value.refusals}


def refused(act, *args, **more):
    with pytest.raises(Refused) as caught:
        act(*args, **more)
    return rules(caught)


@pytest.mark.parametrize(
    ("decided", "due"),
    [
        ("2026-02-10", "2026-02-24"),
        ("2026-04-30", "2026-05-11"),
        ("2026-09-18", "2026-09-24"),
        ("2026-09-30", "2026-10-13"),
    ],
)
def test_the_fifth_working_day_by_page_rule_and_night(make, decided, due):
    appointment = make(from_on=decided)
    filing = open_filing(today=TODAY, appointment=appointment, decided_on=D(decided))
    (line,) = filing_lines(filings_of(filing), D(decided))
    assert line.days.due_on == D(due)
    assert source_days() == {filing.pk: D(due)}


def filings_of(*rows):
    return Filing.objects.filter(pk__in=[each.pk for each in rows]).prefetch_related("returns")


def source_days():
    statement = filing_source(TODAY)
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.params)
        return {subject: due for subject, _, due, *_ in cursor.fetchall()}


@hypothesis_settings(max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(decided=st.dates(D("2024-01-01"), D("2028-12-31")), days=st.integers(1, 20))
def test_the_night_says_what_the_rule_says(filing, decided, days):
    Filing.objects.filter(pk=filing.pk).update(decided_on=decided, working_days=days)
    assert source_days() == {filing.pk: working_calendar().nth_working_day(decided, days).due_on}


def test_the_whole_way(with_papers, accounts):
    filing = submit(with_papers, accounts, on=D("2026-11-17"))
    assert source_days() == {}
    filing = of_department(receive_filing, filing, accounts, on=D("2026-11-18"))
    filing = of_department(complete_filing, filing, accounts, opinion="同意备案")
    (line,) = filing_lines(filings_of(filing), TODAY)
    assert line.verdict.words == "已备案（2026-11-20），报送用时 5 个工作日（限 5）"
    assert refused(of_department, complete_filing, filing, accounts, opinion="") == {"filing_closed"}
    with pytest.raises(Refused):
        paper(filing)


def test_late_is_written_and_never_refused(with_papers, accounts):
    filing = submit(with_papers, accounts, on=D("2026-11-18"))
    (line,) = filing_lines(filings_of(filing), TODAY)
    assert line.verdict.words == "已提交，待接收，报送用时 6 个工作日（限 5），超期"


def test_returned_and_submitted_again(with_papers, accounts):
    filing = submit(with_papers, accounts, on=D("2026-11-12"))
    filing = of_department(return_filing, filing, accounts, on=D("2026-11-13"), reason="缺签字")
    assert refused(of_department, complete_filing, filing, accounts, opinion="") == {"filing_returned"}
    assert refused(submit, filing, accounts, on=D("2026-11-12")) == {"filing_order"}
    filing = submit(filing, accounts, on=D("2026-11-19"))
    (line,) = filing_lines(filings_of(filing), TODAY)
    assert line.days.submitted_on == D("2026-11-12")
    assert of_department(complete_filing, filing, accounts, opinion="同意").filed_on == TODAY


def test_all_that_is_in_the_way_of_submitting(filing, accounts):
    assert refused(submit, filing, accounts, on=D("2026-11-09")) == {"filing_order", "filing_papers"}
    assert refused(submit, filing, accounts, on=D("2026-11-21")) == {"filing_day", "filing_papers"}


def test_the_department_waits_for_the_unit(filing, accounts):
    for act, more in ((receive_filing, {}), (return_filing, {"reason": "缺"}), (complete_filing, {"opinion": ""})):
        assert "filing_not_submitted" in refused(of_department, act, filing, accounts, **more)


def test_two_people(with_papers, accounts):
    filing = submit(with_papers, accounts, role=Role.DEPARTMENT_ADMIN)
    assert refused(of_department, receive_filing, filing, accounts, role=Role.DEPARTMENT_ADMIN) == {"filing_two_people"}
    of_department(receive_filing, filing, accounts)


def test_whoever_submitted_is_not_offered_what_would_be_refused(with_papers, accounts, client_as):
    filing = submit(with_papers, accounts, role=Role.DEPARTMENT_ADMIN)
    place = f"/organizers/30001/appointments/{filing.appointment_id}/filing/"
    own = client_as(Role.DEPARTMENT_ADMIN).get(place).content.decode()
    assert "请由组织部其他人员办理" in own and not any(each in own for each in ("receipt/", "completion/", "return/"))
    others = client_as(Role.DEPARTMENT_STAFF).get(place).content.decode()
    assert "请由组织部其他人员办理" not in others
    assert others.index("receipt/") < others.index("completion/") < others.index("return/")


def test_nobody_files_himself(make, world, accounts):
    account = accounts[Role.DEPARTMENT_STAFF]
    world.people["self"] = account.person
    own = open_filing(today=TODAY, appointment=make(roster_no="self", from_on="2026-11-12"), decided_on=D("2026-11-10"))
    for title in ("任免文件", "基本信息表"):
        paper(own, title)
    assert refused(submit, own, accounts, role=Role.DEPARTMENT_STAFF) == {"own_case"}


def test_of_ones_own_papers_only_the_appointing_one_is_open(make, world, accounts, client_as):
    world.people["self"] = accounts[Role.UNIT_SECRETARY].person
    own = open_filing(today=TODAY, appointment=make(roster_no="self", from_on="2026-11-12"), decided_on=D("2026-11-10"))
    place = f"/organizers/{own.person.roster_no}/appointments/{own.appointment_id}/filing/"
    for title, status in (("任免文件", 200), ("基本信息表", 404)):
        address = f"{place}documents/{paper(own, title).code}/"
        assert client_as(Role.UNIT_SECRETARY).get(address).status_code == status
        assert (address in client_as(Role.UNIT_SECRETARY).get(place).content.decode()) is (status == 200)
        assert client_as(Role.DEPARTMENT_ADMIN).get(address).status_code == 200


def test_the_second_saver_is_told(with_papers, accounts):
    submit(with_papers, accounts, version=1)
    with pytest.raises(ChangedMeanwhile):
        submit(with_papers, accounts, version=1)


def test_the_database_holds_the_order(filing):
    for wrong in ({"submitted_on": "2026-11-09"}, {"received_on": "2026-11-12"}):
        with pytest.raises(IntegrityError, match="filing_"), transaction.atomic():
            Filing.objects.filter(pk=filing.pk).update(**wrong)


def test_what_nobody_asks_for_is_filed_only_on_demand(make):
    appointment = make(kind="part_time", from_on="2026-11-12")
    assert open_filing(today=TODAY, appointment=appointment, decided_on=D("2026-11-10")) is None
    demanded = open_filing(today=TODAY, appointment=appointment, decided_on=D("2026-11-10"), is_demanded=True)
    assert (demanded.working_days, demanded.clause) == (None, "")


def test_a_paper_lies_sealed_under_a_name_nobody_guesses(filing):
    kept = paper(filing)
    place = Path(settings.FILES_DIR) / kept.code[:2] / kept.code
    assert PDF not in place.read_bytes()
    assert len(kept.code) == 32
    assert read_file(kept) == PDF
    place.write_bytes(place.read_bytes()[:-1] + b"x")
    with pytest.raises(Exception, match=r"密"):
        read_file(kept)
    place.unlink()
    with pytest.raises(FileLost):
        read_file(kept)


def test_a_paper_of_the_same_name_replaces_the_former(filing):
    first, second = paper(filing), paper(filing, content=PDF + b"2")
    assert list(Attachment.objects.of(filing)) == [second]
    first.refresh_from_db()
    assert first.void_reason == "由新上传的文件代替"


def container(*names):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (b"\xff\xd8\xff\xe0 photo", "jpeg"),
        (b"\x89PNG\r\n\x1a\n picture", "png"),
        (workbook([row("1", "某")]), "xlsx"),
        (container("word/document.xml"), "docx"),
    ],
)
def test_known_by_their_content(content, kind):
    assert accepted_kind(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ program",
        b"<html>",
        container("anything.txt"),
        container("word/document.xml", "word/vbaProject.bin"),
        b"PK\x03\x04 broken",
        b" %PDF-1.4",
    ],
)
def test_refused_by_their_content(content):
    with pytest.raises(Refused):
        accepted_kind(content)


def test_on_the_pages(filing, client_as, accounts):
    """The unit uploads and submits, the department files; the counted days stand on the page."""
    place = f"/organizers/30001/appointments/{filing.appointment_id}/filing/"
    unit, department = client_as(Role.UNIT_SECRETARY), client_as(Role.DEPARTMENT_STAFF)
    page = unit.get(place).content.decode()
    assert "第 5 个工作日，最后一天" in page and "还缺：任免文件、基本信息表" in page
    for title in ("任免文件", "基本信息表"):
        given = {"title": title, "file": SimpleUploadedFile("表.pdf", PDF)}
        assert unit.post(f"{place}documents/new/", given).status_code == 302
    wrong = unit.post(f"{place}documents/new/", {"title": "其他材料", "file": SimpleUploadedFile("表.pdf", b"MZ")})
    assert wrong.status_code == 422 and "只接受 PDF" in wrong.content.decode()
    assert unit.post(f"{place}submission/", {"on": "2026-11-17", "version": 1}).status_code == 302
    assert unit.post(f"{place}receipt/", {"on": "2026-11-18", "version": 2}).status_code == 404
    stale = department.post(f"{place}return/", {"on": "2026-11-18", "version": 1, "reason": "缺"})
    assert stale.status_code == 409
    assert department.post(f"{place}completion/", {"on": "2026-11-18", "version": 2}).status_code == 302
    assert "已备案（2026-11-18）" in department.get(place).content.decode()


def test_papers_are_for_those_who_may_read_so_much(with_papers, client_as):
    place = f"/organizers/30001/appointments/{with_papers.appointment_id}/filing/documents/"
    codes = dict(Attachment.objects.values_list("title", "code"))
    auditor, secretary = client_as(Role.AUDITOR), client_as(Role.UNIT_SECRETARY)
    assert secretary.get(f"{place}{codes['基本信息表']}/").content == PDF
    assert auditor.get(f"{place}{codes['任免文件']}/").status_code == 200
    assert auditor.get(f"{place}{codes['基本信息表']}/").status_code == 404


@pytest.mark.parametrize(
    ("state", "count"), [("to_submit", 1), ("late", 1), ("returned", 0), ("to_file", 0), ("filed", 0)]
)
def test_the_list_by_state(filing, viewer_as, client_as, state, count):
    rows = Filing.objects.in_state(state, TODAY)
    assert filings(viewer_as(Role.AUDITOR)).filter(pk__in=rows).count() == count
    page = client_as(Role.AUDITOR).get(f"/organizers/filings/?state={state}").content.decode()
    assert ("单雄信" in page) is bool(count)


def test_papers_are_asked_for_where_the_document_names_them(make, accounts):
    """D3 第七条 names two for full-time organizers; of part-time ones nobody asks for any."""
    theirs = open_filing(
        today=TODAY,
        appointment=make("40001", "02", "2026-11-12", kind="part_time"),
        decided_on=D("2026-11-10"),
        is_demanded=True,
    )
    assert submit(theirs, accounts, role=Role.DEPARTMENT_ADMIN).submitted_on == TODAY
    ours = open_filing(today=TODAY, appointment=make(from_on="2026-11-12"), decided_on=D("2026-11-10"))
    with pytest.raises(Refused) as caught:
        submit(ours, accounts)
    (refusal,) = caught.value.refusals
    assert refusal.message == "还没有上传任免文件、基本信息表，请先上传。"
    assert refusal.clause == "沪交医委〔2021〕30号 第七条"
