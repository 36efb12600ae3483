"""Which value holds: by day, by version, by the nearest unit, by kind of person."""

import datetime as dt
from dataclasses import dataclass

import pytest
from django.db import IntegrityError, InternalError, transaction

from organizers.policy import OrganizerPolicy
from policy.declaring import DECLARATIONS, GROUPS, Setting, declares, whole
from policy.models import PolicyValue, PolicyVersion
from policy.reading import policies_on, policy_and_exceptions_on, policy_on
from tests.policy.conftest import add_value

TRIAL, SENIORITY = "organizers.trial_months", "organizers.party_seniority_years"
D = dt.date.fromisoformat
pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def trial(on, unit=None):
    return policy_on(OrganizerPolicy, D(on), unit).trial_months.value


@pytest.mark.parametrize(
    ("on", "months"),
    [("2019-12-31", None), ("2020-01-01", 6), ("2022-12-31", 6), ("2023-01-01", 12), ("2023-01-02", 12)],
)
def test_a_version_holds_from_its_day(published, on, months):
    published("2020-01-01", {TRIAL: 6})
    published("2023-01-01", {TRIAL: 12})
    assert trial(on) == months


def test_of_two_versions_that_have_begun_the_later_counts_as_a_whole(published):
    published("2023-01-01", {TRIAL: 6, SENIORITY: 3})
    published("2023-01-01", {TRIAL: 12})
    found = policy_on(OrganizerPolicy, D("2023-06-01"))
    assert (found.trial_months.value, found.party_seniority_years.value) == (12, None)


def test_a_draft_does_not_count(published, clause):
    published("2020-01-01", {TRIAL: 6})
    add_value(PolicyVersion.objects.create(number=2, title="草稿", effective_on=D("2020-01-01")), clause, TRIAL, 12)
    assert trial("2026-11-20") == 6


@pytest.mark.parametrize(
    ("on", "months"),
    [("2020-12-31", 6), ("2021-06-30", 6), ("2021-07-01", None), ("2021-12-31", None), ("2022-01-01", 9)],
)
def test_a_value_has_its_own_days(clause, published, on, months):
    version = PolicyVersion.objects.create(number=1, title="分段", effective_on=D("2020-01-01"))
    add_value(version, clause, TRIAL, 6, to_on=D("2021-06-30"))
    add_value(version, clause, TRIAL, 9, from_on=D("2022-01-01"))
    PolicyVersion.objects.filter(pk=version.pk).update(state="published", published_at=dt.datetime.now(dt.UTC))
    assert trial(on) == months


@pytest.mark.parametrize(("code", "months"), [("00", 6), ("01", 9), ("0101", 12), ("0102", 9), ("02", 6)])
def test_the_nearest_unit_upwards_decides(world, published, code, months):
    published("2020-01-01", {TRIAL: 6}, (TRIAL, world.units["01"], 9), (TRIAL, world.units["0101"], 12))
    assert trial("2026-11-20", world.units[code]) == months


def test_many_units_cost_one_query(world, published, django_assert_num_queries):
    published("2020-01-01", {TRIAL: 6}, (TRIAL, world.units["01"], 9))
    units = list(world.units.values())
    with django_assert_num_queries(1):
        found = policies_on(OrganizerPolicy, D("2026-11-20"), units)
        clauses = {each.trial_months.clause for each in found.values()}
    assert {unit.code: found[unit.pk].trial_months.value for unit in units} == {
        "00": 6, "01": 9, "0101": 9, "0102": 9, "02": 6, "0201": 6, "03": 6,
    }  # fmt: skip
    assert clauses == {"江海委〔2020〕1号 第一条"}


def test_where_units_differ_only_they_are_read(world, published, django_assert_num_queries):
    published("2020-01-01", {TRIAL: 6}, (TRIAL, world.units["01"], 9))
    with django_assert_num_queries(2):
        school, exceptions = policy_and_exceptions_on(OrganizerPolicy, D("2026-11-20"))
    assert school.trial_months.value == 6
    months = {key: each.trial_months.value for key, each in exceptions.items()}
    assert months == {world.units[code].pk: 9 for code in ("01", "0101", "0102")}
    with django_assert_num_queries(1):
        assert policy_and_exceptions_on(OrganizerPolicy, D("2019-12-31")) == (OrganizerPolicy(), {})


def test_one_policy_is_one_query(world, published, django_assert_num_queries):
    published("2020-01-01", {TRIAL: 6})
    with django_assert_num_queries(1):
        policy_on(OrganizerPolicy, D("2026-11-20"), world.units["0101"])


def test_not_asked_is_not_the_default(published):
    assert policy_on(OrganizerPolicy, D("2026-11-20")).rotation_notice_days.value == (365, 183, 92)
    published("2020-01-01", {"organizers.rotation_notice_days": None})
    assert policy_on(OrganizerPolicy, D("2026-11-20")).rotation_notice_days.value is None


@pytest.fixture
def by_kind(monkeypatch):
    monkeypatch.setattr("policy.declaring.GROUPS", GROUPS)
    kept = dict(DECLARATIONS)

    @declares("kinds", "分人员")
    @dataclass(frozen=True, slots=True)
    class ByKind:
        years: Setting = whole("年限", unit="年", kinds=("教师", "学生"))

    yield ByKind
    GROUPS.pop("kinds")
    DECLARATIONS.clear()
    DECLARATIONS.update(kept)


@pytest.mark.parametrize(
    ("kind", "code", "years"),
    [("", "02", 1), ("教师", "02", 2), ("学生", "02", 1), ("教师", "01", 4), ("学生", "01", 3), ("", "01", 3)],
)
def test_the_value_for_the_kind_comes_before_that_for_all(by_kind, world, clause, kind, code, years):
    version = PolicyVersion.objects.create(number=1, title="分人员", effective_on=D("2020-01-01"))
    for value, facts in (
        (1, {}), (2, {"kind": "教师"}), (3, {"unit": world.units["01"]}),
        (4, {"unit": world.units["01"], "kind": "教师"}),
    ):  # fmt: skip
        add_value(version, clause, "kinds.years", value, **facts)
    PolicyVersion.objects.filter(pk=version.pk).update(state="published", published_at=dt.datetime.now(dt.UTC))
    assert policy_on(by_kind, D("2026-11-20"), world.units[code], kind).years.value == years


def test_periods_of_one_parameter_and_scope_may_not_overlap(clause, world):
    version = PolicyVersion.objects.create(number=1, title="重叠", effective_on=D("2020-01-01"))
    add_value(version, clause, TRIAL, 6, to_on=D("2021-06-30"))
    add_value(version, clause, TRIAL, 6, unit=world.units["01"])
    add_value(version, clause, TRIAL, 6, from_on=D("2021-07-01"))
    with pytest.raises(IntegrityError, match="policy_value_once_a_day"), transaction.atomic():
        add_value(version, clause, TRIAL, 9, from_on=D("2021-06-30"), to_on=D("2021-06-30"))
    with pytest.raises(IntegrityError, match="policy_value_has_clause"), transaction.atomic():
        add_value(version, None, SENIORITY, 9)
    with pytest.raises(IntegrityError, match="policy_value_ends_after_start"), transaction.atomic():
        add_value(version, clause, SENIORITY, 9, to_on=D("2019-01-01"))


ACTS = {
    "a changed value": lambda version, clause: PolicyValue.objects.update(value=1),
    "a removed value": lambda version, clause: PolicyValue.objects.all().delete(),
    "an added value": lambda version, clause: add_value(version, clause, SENIORITY, 3),
    "another title": lambda version, clause: PolicyVersion.objects.update(title="改名"),
    "back to draft": lambda version, clause: PolicyVersion.objects.update(state="draft", published_at=None),
    "a removed version": lambda version, clause: version.delete(),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_a_published_version_is_unchangeable(published, clause, act):
    version = published("2020-01-01", {TRIAL: 6})
    with pytest.raises(InternalError, match="cannot be changed"), transaction.atomic():
        act(version, clause)
    assert trial("2026-11-20") == 6


def test_a_draft_may_really_be_deleted(clause):
    version = PolicyVersion.objects.create(number=1, title="草稿", effective_on=D("2020-01-01"))
    add_value(version, clause, TRIAL, 6)
    version.delete()
    assert not PolicyValue.objects.exists()


def test_there_is_one_draft_at_a_time(db):
    PolicyVersion.objects.create(number=1, title="草稿", effective_on=D("2020-01-01"))
    with pytest.raises(IntegrityError, match="policy_one_draft"), transaction.atomic():
        PolicyVersion.objects.create(number=2, title="又一份", effective_on=D("2020-01-01"))
