"""批量提交备案: several of one document on one day, all or none, every reason under its name."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from directory.models import Attachment
from directory.permissions import Role
from organizers.models import Filing
from organizers.services import add_document, open_filing
from reminders.models import Reminder
from reminders.services import recompute
from tests.world import TODAY

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 appointment"


@pytest.fixture
def two(make, world):
    """Two appointments in 数学学院 that wait for their filing; their forms are there, the document is not."""
    found = []
    for roster_no in ("30001", "30003"):
        appointment = make(roster_no, from_on="2026-11-12")
        filing = Filing.objects.filter(appointment=appointment).first()
        filing = filing or open_filing(appointment=appointment, decided_on=dt.date(2026, 11, 10), today=TODAY)
        add_document(filing=filing, content=PDF, file_name="表.pdf", title="基本信息表", today=TODAY, by=None)
        found.append(filing)
    return found


def send(client, filings, *, paper=True, **words):
    data = {"subject": [filing.pk for filing in filings], "on": str(TODAY), "document": "江委发〔2026〕8号", **words}
    if paper:
        data["file"] = SimpleUploadedFile("任免.pdf", PDF)
    return client.post(reverse("filings_submit"), data)


def submitted():
    return Filing.objects.filter(submitted_on=TODAY).count()


def test_one_form_submits_several_with_one_document(two, client_as, world):
    response = send(client_as(Role.UNIT_SECRETARY), two)
    assert response.url == f"{reverse('filing_list')}?state=to_file"
    assert submitted() == 2
    for filing in Filing.objects.select_related("appointment"):
        assert filing.submitted_by == world.accounts[Role.UNIT_SECRETARY]
        assert filing.appointment.basis == "江委发〔2026〕8号"
        assert {paper.title for paper in Attachment.objects.of(filing)} == {"任免文件", "基本信息表"}


def test_one_that_is_refused_keeps_all_back_and_every_reason_has_its_name(two, client_as):
    response = send(client_as(Role.UNIT_SECRETARY), two, paper=False)
    text = response.content.decode()
    assert response.status_code == 422 and submitted() == 0
    assert "单雄信：还没有上传任免文件，请先上传。" in text and "欧阳若水：还没有上传任免文件，请先上传。" in text


def test_nothing_is_half_saved(two, client_as):
    two[1].appointment.basis = "江委发〔2025〕1号"
    two[1].appointment.save(update_fields=["basis"])
    response = send(client_as(Role.UNIT_SECRETARY), two)
    assert "欧阳若水：登记的任职文号是“江委发〔2025〕1号”，与所填的不同，请核对。" in response.content.decode()
    assert "单雄信：" not in response.content.decode()
    assert submitted() == 0
    assert not Attachment.objects.of(two[0]).filter(title="任免文件").exists()
    two[0].appointment.refresh_from_db()
    assert two[0].appointment.basis == ""


def test_a_day_to_come_is_refused_for_everybody(two, client_as):
    response = send(client_as(Role.UNIT_SECRETARY), two, on="2026-11-21")
    assert response.content.decode().count("日期不能晚于今日") == 2 and submitted() == 0


def test_what_somebody_else_submitted_meanwhile_is_said(two, client_as):
    client = client_as(Role.UNIT_SECRETARY)
    send(client, two[:1])
    response = send(client_as(Role.ORGANIZER_FULL_TIME), two)
    assert "单雄信：已于 2026-11-20 提交" in response.content.decode()
    assert submitted() == 1


@pytest.mark.parametrize("role", [Role.ORGANIZER_PART_TIME, Role.BRANCH_OFFICER, Role.AUDITOR])
def test_whoever_may_not_submit_finds_nothing(two, client_as, role):
    assert client_as(role).get(reverse("filings_submit"), {"subject": two[0].pk}).status_code == 404


def test_filings_of_another_unit_are_not_in_the_form(two, make, client_as):
    other = make("40001", "02", from_on="2026-11-12")
    filing = Filing.objects.filter(appointment=other).first()
    filing = filing or open_filing(appointment=other, decided_on=dt.date(2026, 11, 10), today=TODAY)
    client = client_as(Role.UNIT_SECRETARY)
    page = client.get(reverse("filings_submit"), {"subject": [two[0].pk, filing.pk]})
    assert page.context["subjects"] == [two[0].pk]
    assert client.get(reverse("filings_submit"), {"subject": filing.pk}).url == reverse("filing_list")


def test_the_ticked_lines_of_the_workbench_lead_to_the_form(two, client_as):
    recompute(on=TODAY, at=timezone.now())
    ids = list(
        Reminder.objects.filter(source="organizers.filing").order_by("due_on", "pk").values_list("pk", flat=True)
    )
    client = client_as(Role.UNIT_SECRETARY)
    assert client.get("/").context["acts"]["together_url"] == reverse("matter_together")
    response = client.get(reverse("matter_together"), {"box": "todo", "id": ids}, follow=True)
    assert sorted(response.context["subjects"]) == sorted(filing.pk for filing in two)
