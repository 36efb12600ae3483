"""Registering and correcting people in the browser: everything typed is kept, everything wrong is said at once."""

import datetime as dt

import pytest

from audit.trials import BY_ONE
from directory.models import PartyStatus, Person, PersonEvent, PersonNumber
from directory.numbers import make_id_number
from directory.permissions import Role
from tests.world import TODAY

pytestmark = pytest.mark.django_db
NUMBER = make_id_number(dt.date(1988, 3, 5), 7)
PERSON = {"roster_no": "50001", "name": "曾照明", "category": "staff", "unit": "0101"}


@pytest.fixture
def secretary(client_as):
    return client_as(Role.UNIT_SECRETARY)


def edited(client, roster_no="30001", **changed):
    """The form as the browser holds it after opening the page, with some fields typed over."""
    form = client.get(f"/people/{roster_no}/edit/").context["form"]
    shown = {bound.name: form.fields[bound.name].prepare_value(bound.value()) for bound in form}
    return {name: value for name, value in shown.items() if value is not None} | changed


def test_a_person_is_registered(secretary):
    typed = PERSON | {"birth_on": "1988年3月5日", "id_number": NUMBER.lower(), "expected_leave_on": "今天"}
    answer = secretary.post("/people/new/", typed)
    assert answer.status_code == 302 and answer.url == "/people/50001/"
    person = Person.objects.get(roster_no="50001")
    assert (person.birth_on, person.gender, person.expected_leave_on) == (dt.date(1988, 3, 5), "男", TODAY)


def test_a_birth_date_keeps_the_precision_it_was_written_with(secretary):
    secretary.post("/people/new/", PERSON | {"birth_on": "1988.03"})
    person = Person.objects.get(roster_no="50001")
    assert (person.birth_on, person.birth_precision) == (dt.date(1988, 3, 1), "month")
    assert edited(secretary, "50001")["birth_on"] == "1988-03"


def test_everything_wrong_is_said_at_once_and_everything_typed_is_kept(secretary):
    typed = PERSON | {
        "roster_no": "30001",
        "name": "　 ",
        "birth_on": "1988.13",
        "id_number": "110199198803050071",
        "phone": "12",
        "email": "nobody",
        "native_place": "江苏南京",
    }
    answer = secretary.post("/people/new/", typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"roster_no", "name", "birth_on", "id_number", "phone", "email"}
    assert "有 6 处需要改正" in text and "<title>错误：" in text.replace("\n", "")
    assert 'value="江苏南京"' in text and 'value="1988.13"' in text
    assert Person.objects.filter(roster_no="50001").count() == 0


def test_a_branch_out_of_scope_is_not_found(secretary):
    answer = secretary.post("/people/new/", PERSON | {"unit": "0201"})
    assert "没有找到党组织" in answer.context["form"].errors["unit"][0]
    assert not Person.objects.filter(roster_no="50001").exists()


def test_a_correction_is_saved_with_its_reason(secretary):
    answer = secretary.post("/people/30001/edit/", edited(secretary, ethnicity="回族", reason="按户口簿更正"))
    assert answer.status_code == 302
    assert Person.objects.get(roster_no="30001").ethnicity == "回族"
    latest = PersonEvent.objects.order_by("-pgh_id").first()
    assert latest.ethnicity == "回族" and "按户口簿更正" in str(latest.pgh_context.metadata)


def test_an_empty_number_leaves_the_one_on_file_and_a_word_removes_it(secretary):
    secretary.post("/people/new/", PERSON | {"id_number": NUMBER})
    secretary.post("/people/50001/edit/", edited(secretary, "50001", email="a@example.com"))
    assert Person.objects.get(roster_no="50001").id_number == NUMBER
    secretary.post("/people/50001/edit/", edited(secretary, "50001", id_number="清空"))
    assert Person.objects.get(roster_no="50001").id_number == ""


def test_the_form_never_shows_a_number_on_file(secretary):
    secretary.post("/people/new/", PERSON | {"id_number": NUMBER, "phone": "13812345678"})
    text = secretary.get("/people/50001/edit/").content.decode()
    assert NUMBER not in text and "13812345678" not in text and "138****5678" in text


def test_the_second_saver_sees_both_values_and_keeps_what_he_typed(secretary, client_as):
    first, second = edited(secretary), edited(secretary)
    colleague = client_as(Role.DEPARTMENT_ADMIN)
    assert (
        colleague.post("/people/30001/edit/", first | {"education": "博士研究生", "phone": "13900001111"}).status_code
        == 302
    )
    answer = secretary.post("/people/30001/edit/", second | {"education": "硕士研究生", "phone": "13922223333"})
    assert answer.status_code == 409
    conflict = answer.context["conflict"]
    rows = {row["name"]: (row["theirs"], row["mine"]) for row in conflict["rows"]}
    assert rows == {"education": ("博士研究生", "硕士研究生"), "phone": ("139****1111", "13922223333")}
    assert conflict["by"] == "职员甲" and conflict["at"]
    form = answer.context["form"]
    assert form["education"].value() == "硕士研究生"
    again = second | {"education": "硕士研究生", "phone": "", "version": form["version"].value()}
    assert secretary.post("/people/30001/edit/", again).status_code == 302
    person = Person.objects.get(roster_no="30001")
    assert (person.education, person.phone) == ("硕士研究生", "13900001111")


def test_a_field_that_only_the_other_changed_is_shown_too(secretary, client_as):
    first, second = edited(secretary), edited(secretary)
    client_as(Role.DEPARTMENT_ADMIN).post("/people/30001/edit/", first | {"degree": "博士"})
    answer = secretary.post("/people/30001/edit/", second | {"native_place": "江苏南京"})
    (row,) = answer.context["conflict"]["rows"]
    assert (row["name"], row["theirs"], row["mine"]) == ("degree", "博士", "")


def test_a_transfer_inside_the_school(secretary):
    typed = {"unit": "数学本科一支部", "status": "full", "from_on": "昨天", "basis": "数院党〔2026〕12号"}
    answer = secretary.post("/people/30001/status/", typed)
    assert answer.status_code == 302
    assert Person.objects.get(roster_no="30001").unit.code == "0102"
    assert PartyStatus.objects.get(person__roster_no="30001", to_on=None).basis == "数院党〔2026〕12号"


def test_a_member_of_two_branches_is_refused_in_the_form(secretary):
    typed = {"unit": "0102", "status": "full", "from_on": "2015-06-01"}
    answer = secretary.post("/people/30001/status/", typed)
    assert answer.status_code == 422
    assert "同一天不能是两个党支部的党员" in answer.context["form"].errors["from_on"][0]


def test_a_transfer_out_of_the_scope_is_not_offered(secretary):
    answer = secretary.post("/people/30001/status/", {"unit": "0201", "status": "full", "from_on": "今天"})
    assert answer.status_code == 422 and Person.objects.get(roster_no="30001").unit.code == "0101"


def test_nobody_decides_on_his_own_membership(client_as, world):
    officer = world.accounts[Role.BRANCH_OFFICER].person
    client = client_as(Role.BRANCH_OFFICER)
    assert client.get(f"/people/{officer.roster_no}/").context["status_url"] == ""
    typed = {"unit": "0101", "status": "left", "from_on": "今天"}
    assert client.post(f"/people/{officer.roster_no}/status/", typed).status_code == 404
    assert Person.objects.get(pk=officer.pk).status == "full"


def test_who_only_reads_finds_no_form(client_as):
    for role in (Role.AUDITOR, Role.MEMBER, Role.SYSTEM_ADMIN):
        client = client_as(role)
        assert client.get("/people/new/").status_code == 404
        assert client.post("/people/30001/edit/", {"name": "甲"}).status_code == 404


@pytest.fixture
def trial(secretary, world):
    """`trial(address, number, **typed)`: what a form with that ID number answers; `NUMBER` belongs to a stranger."""
    holder = Person.objects.get(roster_no="40001")
    holder.set_id_number(NUMBER)
    holder.save()
    PersonNumber.objects.create(
        person=holder, kind="id", id_index=holder.id_index, id_sealed=holder.id_sealed, recorded_on=TODAY
    )

    def send(address, number, **typed):
        roster_no = "30002" if "30002" in address else f"6{number[14:17]}"
        version = Person.objects.get(roster_no="30002").version
        typed = PERSON | {"roster_no": roster_no, "version": version, "id_number": number} | typed
        return secretary.post(address, typed).content.decode()

    return send


@pytest.mark.parametrize("name", ["曾照明", ""])
@pytest.mark.parametrize("address", ["/people/new/", "/people/30002/edit/"])
def test_a_form_tells_of_a_few_numbers_only_whether_they_are_held(trial, address, name):
    tried = [make_id_number(dt.date(1988, 3, 5), sequence) for sequence in range(1, 19, 2)]
    told = {number: trial(address, number, name=name) for number in tried}
    assert [number for number in tried if "已在校内登记" in told[number]] == [NUMBER]
    assert [number for number in tried if "试探" in told[number]] == tried[BY_ONE:]
