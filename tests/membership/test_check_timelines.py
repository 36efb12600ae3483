"""The command: a line for each case in the order of the file, a summary, exit status 2 for what is no list of cases."""

import datetime as dt
import io
import json

import pytest
from django.core.management import CommandError, call_command

from membership.policy import MembershipPolicy
from policy.models import Clause, PolicyValue, PolicyVersion, State
from policy.presets.loading import load_preset
from policy.reading import policy_on
from tests.membership.procedure.histories import OLD_START, changed, known, lawful


def check(tmp_path, cases, *words):
    path = tmp_path / "cases.json"
    path.write_text(cases if isinstance(cases, str) else json.dumps(cases, ensure_ascii=False), encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()
    call_command("check_timelines", str(path), *words, stdout=out, stderr=err)
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


def case(number, **gaps):
    return lawful(OLD_START, case_id=number, **gaps)


def test_each_case_has_its_line_in_order_and_a_summary_follows(tmp_path):
    cases = [case(3), changed(case(1), "admission_meeting", together=True), {"id": 2}, "x"]
    lines, summary = check(tmp_path, cases, "--preset", "national")
    assert [(each["id"], each["verdict"]) for each in lines] == [
        (3, "legal"),
        (1, "illegal"),
        (2, "unreadable"),
        (None, "unreadable"),
    ]
    assert lines[0].keys() == {"id", "verdict", "findings", "not_checked", "dates", "stage", "next"}
    (found,) = lines[1]["findings"]
    assert found.keys() == {"rule", "severity", "step", "on", "message", "clause", "edition", "expected"}
    assert summary.strip() == "共核对 4 个案件：合规 1，不合规 1，无法读取 2。"


def test_the_day_of_judging(tmp_path):
    raw = case(1)
    raw.pop("as_of")
    (on_the_day,), _ = check(tmp_path, [raw], "--preset", "D3", "--as-of", "2019-01-01")
    (today,), _ = check(tmp_path, [raw], "--preset", "D3")
    (own,), _ = check(tmp_path, [raw | {"as_of": "2030-01-01"}], "--preset", "D3", "--as-of", "2019-01-01")
    assert {each["rule"] for each in on_the_day["findings"]} >= {"DATE"}
    assert (today["verdict"], own["verdict"]) == ("legal", "legal")


@pytest.mark.parametrize("preset", ["national", "D1", "D2", "D3", "D4", "D5"])
def test_every_preset(tmp_path, preset):
    (judged,), _ = check(tmp_path, [case(1)], "--preset", preset)
    assert (judged["verdict"], judged["findings"]) == ("legal", [])


@pytest.mark.parametrize(
    ("text", "words", "message"),
    [
        ("{}", (), "应是案件的列表"),
        ("[", (), "不是 UTF-8 编码的 JSON"),
        ("[" * 100_000, (), "不是 UTF-8 编码的 JSON"),
        ("[]", ("--preset", "D9"), "没有制度 D9"),
        ("[]", ("--as-of", "soon"), "应为 2026-11-20 这样的日期"),
    ],
)
def test_what_cannot_be_read_ends_with_status_2(tmp_path, text, words, message):
    with pytest.raises(CommandError, match=message) as refused:
        check(tmp_path, text, *(words or ("--preset", "national")))
    assert refused.value.returncode == 2 or "--as-of" in words  # Of a wrong word the parser itself exits with 2.


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="无法读取") as refused:
        call_command("check_timelines", str(tmp_path / "none.json"), "--preset", "national")
    assert refused.value.returncode == 2


def test_an_empty_list_and_a_byte_order_mark(tmp_path):
    assert check(tmp_path, "\ufeff[]", "--preset", "national")[0] == []


def test_half_a_character_is_written_out(tmp_path):
    (judged,), _ = check(tmp_path, '[{"id": "\\ud800", "events": []}]', "--preset", "national")
    assert judged["id"] == "\ud800"


def test_a_number_too_long_for_any_vote_costs_its_own_case_alone(tmp_path):
    told = json.dumps([case(1), case(2)]).replace('"present": 18', f'"present": {"9" * 5000}', 1)
    lines, _ = check(tmp_path, told, "--preset", "national")
    assert [each["verdict"] for each in lines] == ["unreadable", "legal"]
    assert "present 应是整数" in lines[0]["reason"]


@pytest.mark.django_db
def test_what_the_school_published_holds_from_its_day(tmp_path):
    """Without --preset the school's own rules of the day of each step."""
    load_preset("D2")
    (before,), _ = check(tmp_path, [case(1)])
    assert before["findings"] == []
    _publish_waiting(dt.date(2018, 1, 1))
    (after,), _ = check(tmp_path, [case(1)])
    assert [each["rule"] for each in after["findings"]] == ["P-01"]
    (own,), _ = check(tmp_path, [known(case(1), "policy", **{"membership.min_months_application_to_activist": 1})])
    assert own["findings"] == []


def _publish_waiting(on):
    version = PolicyVersion.objects.create(number=2, title="补充规定", effective_on=on)
    PolicyValue.objects.create(
        policy=version,
        parameter="membership.min_months_application_to_activist",
        value=6,
        strength="须",
        clause=Clause.objects.first(),
        from_on=on,
        since_number=2,
    )
    version.state = State.PUBLISHED
    version.published_at = dt.datetime(2018, 1, 1, tzinfo=dt.UTC)
    version.save()


@pytest.mark.django_db
def test_a_school_without_rules_is_judged_nationally(tmp_path):
    assert policy_on(MembershipPolicy, dt.date(2020, 1, 1)) == MembershipPolicy()
    raw = changed(case(1), "activist_decision", sources=["members"])
    (judged,), _ = check(tmp_path, [raw])
    assert [each["rule"] for each in judged["findings"]] == ["P-03"]


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_cases(tmp_path, django_assert_max_num_queries):
    load_preset("D3")
    with django_assert_max_num_queries(3):
        check(tmp_path, [case(number) for number in range(30)])
