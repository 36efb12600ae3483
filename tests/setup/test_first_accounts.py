"""The first step on an empty database: two people, two duties, two one-time addresses."""

import io
import re

import pytest
from django.core.management import CommandError, call_command

from directory.models import Account, Duty, Person, Unit

WORDS = {
    "committee": "中国共产党江海大学委员会",
    "short_name": "校党委",
    "established_on": "1952-09-01",
    "department_admin": "20010001=张三",
    "system_admin": "20010002=李四",
    "address": "https://dangwu.example.edu.cn/",
}


def first_accounts(**changed) -> str:
    output = io.StringIO()
    words = [f"--{name.replace('_', '-')}={value}" for name, value in {**WORDS, **changed}.items()]
    call_command("first_accounts", *words, stdout=output)
    return output.getvalue()


@pytest.mark.django_db
def test_two_accounts_with_their_duties_and_no_password():
    first_accounts()
    assert set(Duty.objects.values_list("person__name", "kind")) == {
        ("张三", "department_admin"),
        ("李四", "system_admin"),
    }
    assert [account.has_usable_password() for account in Account.objects.all()] == [False, False]
    assert not Account.objects.filter(is_demo=True).exists()
    assert Unit.objects.get().full_name == "中国共产党江海大学委员会"


@pytest.mark.django_db
def test_the_printed_addresses_let_each_one_in(client):
    addresses = re.findall(r"https://dangwu\.example\.edu\.cn(/\S+)", first_accounts())
    assert len(set(addresses)) == 2
    assert [client.get(address, follow=True).status_code for address in addresses] == [200, 200]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"system_admin": "20010001=张三"}, "须是两个人"),
        ({"department_admin": "20010001=  "}, "姓名"),
        ({"department_admin": "20010001"}, "姓名"),
        ({"established_on": "2999-01-01"}, "今天之后"),
    ],
)
def test_a_wrong_word_is_refused_and_nothing_is_half_done(changed, says):
    with pytest.raises(CommandError, match=says):
        first_accounts(**changed)
    assert not Unit.objects.exists()
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_a_database_in_use_is_left_alone():
    first_accounts()
    with pytest.raises(CommandError, match="已有党组织"):
        first_accounts(department_admin="20010003=王五")
    assert Account.objects.count() == 2
