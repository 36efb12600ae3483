"""Every parameter in every preset, against what the five documents say; a silent document asks nothing."""

import datetime as dt
import tomllib

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command

from desk.demo.policy import set_rules
from directory.refusals import Refused
from organizers.policy import KINDS, OrganizerPolicy
from policy.declaring import DECLARATIONS, GROUPS, Strength
from policy.models import Clause, PolicyValue, PolicyVersion
from policy.presets import DOCUMENTS, NATIONAL, preset_policy, read_preset
from policy.presets.files import BEGINNING, path_of, preset_problems
from policy.presets.loading import load_preset
from policy.reading import policy_on
from tests.world import TODAY

MUST, NORMALLY, MAY = Strength.MUST, Strength.NORMALLY, Strength.MAY
D1 = "苏二师委组〔2024〕84号"
D2 = "西双版纳职业技术学院《组织员队伍建设管理办法》"
D3 = "沪交医委〔2021〕30号"
D5 = "组函字〔2023〕29号"
DEFAULT = "系统默认提醒设置"
XS = "教育部党组《普通高等学校学生党建工作标准》（条次待核）"

# Parameter → document → (value, strength, clause). What is not written here is not asked there.
TABLE = {
    "full_time_least": {
        "D1": (1, MUST, f"{D1} 第一部分"),
        "D2": (1, MUST, f"{D2} 第十条"),
        "D3": (1, MUST, f"{D3} 第四条"),
        "D4": (1, MUST, XS),
        "D5": (1, MUST, XS),
    },
    "full_time_most": {"D2": (1, MUST, f"{D2} 第十条")},
    "section_rank_from": {"D3": (200, NORMALLY, f"{D3} 第四条")},
    "extra_post_from": {"D3": (500, MAY, f"{D3} 第四条")},
    "committee_organizers": {"D2": (1, MUST, f"{D2} 第十条")},
    "committee_rank": {"D2": ("deputy_section", MUST, f"{D2} 第十条")},
    "must_be_established": {"D1": (True, MUST, f"{D1} 第一部分"), "D2": (True, MUST, f"{D2} 第十一条")},
    "established_ranks": {"D2": ("section", MUST, f"{D2} 第十一条")},
    "full_time_staff": {code: (True, NORMALLY, "系统默认核对：专职岗位由教职工担任") for code in DOCUMENTS},
    "part_time_sources": {
        "D1": (("现任管理岗位人员", "专职辅导员", "党员教师"), MUST, f"{D1} 第四部分"),
        "D2": (("现职党务干部", "其他符合条件的党员干部"), NORMALLY, f"{D2} 第十一条"),
        "D5": (("退休党务干部", "免职待退党务干部"), MAY, f"{D5} 附件4 第一部分"),
    },
    "party_seniority_years": {
        "D2": (3, MUST, f"{D2} 第十二条第（四）项"),
        "D3": (3, NORMALLY, f"{D3} 第六条"),
    },
    "section_work_years": {"D2": (3, MUST, f"{D2} 第十二条第（四）项")},
    "work_experience": {
        "D1": (True, NORMALLY, f"{D1} 第三部分"),
        "D2": (True, MUST, f"{D2} 第十二条第（二）项"),
        "D3": (True, NORMALLY, f"{D3} 第六条"),
    },
    "health_statement": {"D1": (True, NORMALLY, f"{D1} 第三部分"), "D3": (True, MUST, f"{D3} 第六条")},
    "trial_months": {"D2": (12, MUST, f"{D2} 第十三条")},
    "talk_before_opening": {"D3": (True, MUST, f"{D3} 第七条")},
    "vetting_opinions": {
        "D5": (
            ("基层党组织", "纪检监察部门", "信访工作部门", "教师工作部门", "科研管理部门"),
            MUST,
            f"{D5} 附件4 第一部分",
        )
    },
    "files_full_time": {"D3": (True, MUST, f"{D3} 第七条")},
    "files_part_time": {"D1": (True, MUST, f"{D1} 第四部分")},
    "filing_papers": {"D3": (("任免文件", "基本信息表"), MUST, f"{D3} 第七条")},
    "filing_working_days": {"D3": (5, MUST, f"{D3} 第七条")},
    "rotation_years": {"D2": (8, MAY, f"{D2} 第二十条")},
    "repeat_days": {code: (7, NORMALLY, DEFAULT) for code in DOCUMENTS},
    "unit_above_days": {code: (3, NORMALLY, DEFAULT) for code in DOCUMENTS},
    "department_days": {code: (14, NORMALLY, DEFAULT) for code in DOCUMENTS},
    "quiet_from": {code: (22, NORMALLY, DEFAULT) for code in DOCUMENTS},
    "quiet_until": {code: (7, NORMALLY, DEFAULT) for code in DOCUMENTS},
    "staffing_notice_days": {code: ((60, 30), NORMALLY, DEFAULT) for code in DOCUMENTS},
    "vacancy_notice_days": {code: ((30, 7), NORMALLY, DEFAULT) for code in DOCUMENTS},
    "vacancy_kept_days": {code: (365, NORMALLY, DEFAULT) for code in DOCUMENTS},
    "duty_notice_days": {code: ((30, 7), NORMALLY, DEFAULT) for code in DOCUMENTS},
    "duty_kept_days": {code: (90, NORMALLY, DEFAULT) for code in DOCUMENTS},
    "calendar_notice_days": {code: ((60, 30, 7), NORMALLY, DEFAULT) for code in DOCUMENTS},
    "filing_notice_days": {code: ((5, 2), NORMALLY, DEFAULT) for code in DOCUMENTS},
    "trial_notice_days": {code: ((30, 7), NORMALLY, DEFAULT) for code in DOCUMENTS},
    "rotation_notice_days": {code: ((365, 183, 92), NORMALLY, DEFAULT) for code in DOCUMENTS},
    "dedicated_post": {"D2": (True, MUST, f"{D2} 第十九条"), "D3": (True, NORMALLY, f"{D3} 第十二条")},
    "regular_meeting": {"D3": (True, MUST, f"{D3} 第十一条"), "D5": (True, MUST, f"{D5} 附件4 第三部分")},
    "talks_yearly": {"D1": (1, MUST, f"{D1} 第六部分")},
    "assessed_by": {
        "D1": (("所在二级党组织",), MUST, f"{D1} 第五部分第3项"),
        "D2": (("按干部管理权限",), MUST, f"{D2} 第十四条"),
        "D3": (("组织部", "所在二级党组织"), MUST, f"{D3} 第十四条"),
    },
    "results_used_for": {
        "D1": (("不称职的调整",), MUST, f"{D1} 第五部分第3项"),
        "D2": (("表彰", "调整"), MUST, f"{D2} 第十七条"),
        "D3": (("表彰", "约谈", "问责"), MUST, f"{D3} 第十四条"),
    },
}
# What the rooms to come will judge by (policy/policy.py).
ZB = "中共中央《中国共产党支部工作条例（试行）》"
JG = "中共中央《中国共产党党员教育管理工作条例》"
D4 = "组〔2017〕8号"
TABLE |= {
    "assessment_methods": {
        "D1": (("与教职工年度考核合并",), MUST, f"{D1} 第五部分第3项"),
        "D3": (("日常考核", "年度考核"), MUST, f"{D3} 第十四条"),
        "D5": (
            ("现场述职", "个别谈话", "实地走访", "延伸考察", "日常考察", "民主测评"),
            MUST,
            f"{D5} 附件4 第三部分",
        ),
    },
    "integrity_talks": {"D5": (True, MUST, f"{D5} 附件4 第三部分")},
    "member_hours_yearly": {code: (32, NORMALLY, f"{JG} 第二十条") for code in DOCUMENTS},
    "organizer_hours_yearly": {"D3": (16, NORMALLY, f"{D3} 第八条")},
    "organizer_city_years": {"D3": (3, NORMALLY, f"{D3} 第八条")},
    "organizer_rounds_yearly": {"D2": (1, MUST, f"{D2} 第十八条")},
    "organizer_kinds": {
        "D1": (("岗前培训", "骨干培训", "示范培训"), MUST, f"{D1} 第五部分第2项"),
        "D5": (("初任培训",), MUST, f"{D5} 附件4 第二部分"),
    },
    "secretary_rounds_yearly": {"D5": (1, MUST, f"{D5} 附件2 第一部分")},
    "secretary_meeting_months": {"D5": (3, MUST, f"{D5} 附件5 第四部分第1项")},
    "activity_days_monthly": {code: (1, MUST, f"{ZB}（条次待核）") for code in DOCUMENTS}
    | {"D4": (1, MUST, f"{D4} 附件1 第三部分")},
    "activity_day_stays_in_month": {"D4": (True, NORMALLY, f"{D4} 附件1 第三部分")},
    "life_meetings_yearly": {code: (1, MUST, f"{ZB} 第十七条") for code in DOCUMENTS}
    | {"D4": (1, MUST, f"{D4} 附件1 第四部分第2项")},
    "appraisals_yearly": {code: (1, NORMALLY, f"{ZB}（条次待核）") for code in DOCUMENTS}
    | {"D4": (1, MUST, f"{D4} 附件1 第四部分第2项")},
    "leader_lectures_yearly": {"D4": (1, MUST, f"{D4} 附件1 第四部分第1项")},
    "secretaries_lecture": {"D5": (True, MUST, f"{D5} 附件1 第三部分")},
    "contact_months": {"D4": (3, MUST, f"{D4} 附件2 第二部分（一）")},
    "checks_yearly": {"D4": (1, MUST, f"{D4} 附件2 第二部分（一）")},
    "ledger": {
        "D4": (True, MUST, f"{D4} 附件2 第二部分（二）"),
        "D5": (True, MUST, f"{D5} 附件4 第二部分"),
    },
}
# The development procedure: the same in every document, none of them says otherwise.
XZ = "中办发〔2014〕33号"
XZ26 = "中共中央办公厅《中国共产党发展党员工作细则（2026年修订）》"
SC = "各地组织部门《发展党员工作手册》（条次待核）"
MEMBERSHIP = {
    "activist_start_basis": ("branch_decision", MUST, f"{XZ26} 第十三条"),
    "notice_day_count": ("both_days", MUST, f"{XZ26} 第十三条"),
    "target_date_basis": ("committee_consent", NORMALLY, f"{XZ} 第十三条"),
    "leave_soon_months": (3, NORMALLY, f"{XZ26} 第十八条"),
    "approval_clock_basis": ("reported", NORMALLY, f"{XZ26} 第二十五条"),
    "rule_edition_switch_date": ("2026-05-11", MUST, f"{XZ26} 第四十四条"),
    "straddling_clock": ("from_switch", NORMALLY, f"{XZ26} 第四十四条"),
    "new_duty_grace_until": ("2026-05-17", NORMALLY, f"{XZ26}（条次待核）"),
    "stale_resolution_months": ((6, 3), NORMALLY, SC),
    "anniversary_rule_feb29": ("last_of_february", NORMALLY, SC),
    "league_recommend_max_age": (28, NORMALLY, "中青发〔2019〕9号（条次待核）"),
}
TABLE |= {name: dict.fromkeys(DOCUMENTS, given) for name, given in MEMBERSHIP.items()}
# What schools lay down for themselves and none of the five documents speaks of.
SILENT = (
    "min_months_application_to_activist",
    "activist_source_mode",
    "public_notice_points",
    "public_notice_days",
    "public_notice_day_type",
    "political_review_valid_months",
    "pre_review_max_days",
    "meeting_after_prereview_max_days",
    "target_list_valid_months",
    "thought_report_interval",
    "probationary_review_interval",
    "oath_max_days",
    "conversion_apply_days_before",
    "conversion_apply_days_after",
    "activist_training_hours",
    "target_training_hours",
    "probationary_training_hours",
    "training_hours_per_day",
)
TABLE |= {name: {} for name in SILENT}
# How the school is reminded, where no document says: the product's own.
REMINDING = {"repeat_days": 7, "unit_above_days": 3, "department_days": 14, "kept_days": 400}
REMINDING |= {"quiet_from": 22, "quiet_until": 7}
TABLE |= {name: dict.fromkeys(DOCUMENTS, (value, NORMALLY, DEFAULT)) for name, value in REMINDING.items()}
# How votes are counted, where no document says: what is valid under either reading (P-22, P-29).
TABLE["ordinary_quorum_strictness"] = dict.fromkeys(
    DOCUMENTS, ("more_than_half", NORMALLY, "中国共产党支部工作条例（试行） 第十一条")
)
TABLE["election_majority_base"] = dict.fromkeys(
    DOCUMENTS, ("expected", NORMALLY, "中国共产党基层组织选举工作条例（条次待核）")
)
# Read second hand: even 须 only warns until the institution confirms it; D4 has its own clause.
UNCONFIRMED = {"activity_days_monthly", "appraisals_yearly"}
UNCONFIRMED_EVERYWHERE = {
    "stale_resolution_months", "anniversary_rule_feb29", "league_recommend_max_age", "new_duty_grace_until",
}  # fmt: skip
# Documents on full-time organizers alone ask nothing of part-time ones (D3 第三条; D5 附件4's title).
SILENT_ON = {
    ("兼职", "D3"): {"party_seniority_years", "work_experience", "health_statement", "filing_papers"},
    ("兼职", "D5"): {"vetting_opinions"},
}
CELLS = [(each.key, code) for each in DECLARATIONS.values() for code in DOCUMENTS]


def test_the_table_names_every_parameter():
    assert TABLE.keys() == {key.partition(".")[2] for key, _ in CELLS}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("key", "code"), CELLS)
def test_each_parameter_in_each_preset(key, code, kind):
    group, _, name = key.partition(".")
    setting = getattr(preset_policy(GROUPS[group].carrier, code, kind), name)
    expected = None if (kind, code) in SILENT_ON and name in SILENT_ON[kind, code] else TABLE[name].get(code)
    if expected is None:
        assert not setting.is_asked
        assert setting.value is None
    else:
        assert (setting.value, setting.strength, setting.clause) == expected
        assert setting.is_confirmed is not (name in UNCONFIRMED_EVERYWHERE or (name in UNCONFIRMED and code != "D4"))


@pytest.mark.django_db
@pytest.mark.parametrize("code", DOCUMENTS)
def test_a_loaded_preset_reads_as_the_file(code):
    version = load_preset(code)
    for group in GROUPS.values():
        assert policy_on(group.carrier, version.effective_on) == preset_policy(group.carrier, code)
    assert PolicyValue.objects.filter(clause__isnull=True).count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("D1", dt.date(2024, 12, 24)),
        ("D2", BEGINNING),
        ("D3", dt.date(2021, 4, 22)),
        ("D4", dt.date(2017, 7, 13)),
        ("D5", dt.date(2023, 6, 28)),
    ],
)
def test_a_preset_holds_from_the_documents_day(code, day):
    version = load_preset(code)
    assert (version.number, version.effective_on, version.is_draft) == (1, day, False)
    assert policy_on(OrganizerPolicy, day).full_time_least.value == 1
    assert policy_on(OrganizerPolicy, day - dt.timedelta(days=1)) == OrganizerPolicy()


@pytest.mark.django_db
def test_a_second_preset_is_refused_with_the_way_to_change_it():
    load_preset("D3")
    with pytest.raises(Refused, match="起草新版本"):
        load_preset("D2")
    assert PolicyVersion.objects.count() == 1
    assert not Clause.objects.filter(document__code="D2").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("code", DOCUMENTS)
def test_the_demo_school_may_have_any_preset_and_then_only_that(code):
    set_rules(code, TODAY)
    assert policy_on(OrganizerPolicy, TODAY) == preset_policy(OrganizerPolicy, code)
    assert PolicyVersion.objects.count() == 1


@pytest.mark.django_db
def test_a_new_school_loads_a_preset_by_command_once(capsys):
    call_command("load_preset", "D2")
    assert "已发布 v1 组织员管理办法，自 1949-10-01 起施行。" in capsys.readouterr().out
    with pytest.raises(CommandError, match="起草新版本"):
        call_command("load_preset", "D3")


def test_an_unknown_preset():
    with pytest.raises(KeyError, match="D9"):
        read_preset("D9")


def test_the_files_pass_the_check():
    assert [error for error in run_checks() if error.id.startswith("policy.")] == []
    assert len(read_preset("D3").values) > 10


@pytest.mark.parametrize("code", [NATIONAL, *DOCUMENTS])
def test_no_paraphrase_is_longer_than_its_field(code):
    for clause in read_preset(code).clauses:
        assert 0 < len(clause.paraphrase) <= 300
        assert len(clause.article) <= 40


GOOD = """
[document]
code = "X"
name = "某办法"
[[clause]]
article = "第一条"
paraphrase = "某事。"
"""


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ('must = { "organizers.no_such" = 1 }', "没有参数 organizers.no_such"),
        ('must = { "organizers.trial_months" = "12" }', "应填整数"),
        ('must = { "organizers.trial_months" = true }', "应填整数"),
        ('must = { "organizers.trial_months" = 37 }', "0 到 36"),
        ('must = { "organizers.dedicated_post" = 1 }', "是 或 否"),
        ('must = { "organizers.committee_rank" = "局级" }', "选一项"),
        ('must = { "organizers.assessed_by" = [] }', "至少一项"),
        ('must = { "organizers.assessed_by" = "组织部" }', "至少一项"),
        ('must = { "organizers.trial_months" = { value = 12, kind = "科级" } }', "不分“科级”"),
        ('must = { "organizers.trial_months" = { kind = "科级" } }', "没有值"),
        ('should = { "organizers.trial_months" = 12 }', "不认识的项 should"),
        ('reading = "X"', "reading 应为"),
        ('document = "Y"', "没有登记文件 Y"),
        ('[[clause]]\nparaphrase = "无条次。"', "缺少条次"),
        ('[[clause]]\narticle = "第二条"', "缺少要点"),
        ('[values]\n"organizers.trial_months" = 12', "不认识的部分 values"),
        ("[[more_documents]]\ncode = 'Y'", "缺少 name"),
        ("[[more_documents]]\ncode = 'Y'\nname = 'Z'\nyear = 1", "不认识的项 year"),
    ],
)
def test_each_fault_of_a_preset_is_named(more, problem):
    found = preset_problems(tomllib.loads(GOOD + more))
    assert any(problem in each for each in found), found


def test_a_sound_preset_has_no_fault():
    assert preset_problems(tomllib.loads(GOOD + 'must = { "organizers.trial_months" = 12 }')) == []


def test_a_value_outside_any_clause_cannot_be_written():
    """The file has no place for one: a value stands inside its clause."""
    for code in (NATIONAL, *DOCUMENTS):
        assert tomllib.loads(path_of(code).read_text()).keys() <= {"document", "more_documents", "clause"}
    assert DECLARATIONS
