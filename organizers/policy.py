"""The parameters of the organizers' rules. Plain Python, no database; values come from `policy.reading`.

Numbers stand in presets and on the settings pages, never here. A rule receives the whole object.
"""

from dataclasses import dataclass

from organizers.rules.appointing import KIND_WORDS
from policy.declaring import Setting, Strength, Stricter, choice, declares, notice_days, whole, words, yes_no

# A document on full-time organizers alone (D3, D5 附件4) asks nothing of part-time ones.
KINDS = tuple(KIND_WORDS.values())
RANKS = (("section", "科级"), ("deputy_section", "副科级"), ("none", "不设职级"))

# For whom 在编（在职） is asked: D1 speaks of all full-time organizers, D2 第十一条 of 科级 ones.
SECTION = "section"
ESTABLISHED_RANKS = (("all", "全部专职组织员"), (SECTION, "科级（含副科级）专职组织员"))


@declares("organizers", "组织员配备、任职与任期")
@dataclass(frozen=True, slots=True)
class OrganizerPolicy:
    """组织员制度参数: what the school has laid down for posts, appointing, filing, trial, rotation and care."""

    full_time_least: Setting = whole("每个二级党组织专职组织员至少", unit="名", most=20, stricter=Stricter.MORE)
    full_time_most: Setting = whole("每个二级党组织专职组织员至多", unit="名", most=50, note="未要求表示不设上限")
    staffing_notice_days: Setting = notice_days("专职组织员缺额提前提醒", 60, 30)
    vacancy_notice_days: Setting = notice_days("组织员岗位空缺提前提醒", 30, 7)
    vacancy_kept_days: Setting = whole(
        "组织员岗位空缺提示保留",
        unit="天",
        most=3650,
        default=Setting(365, "天", "系统默认提醒设置", Strength.NORMALLY),
    )
    section_rank_from: Setting = whole("专职组织员级别一般为科级的党员人数", unit="人", most=100_000)
    extra_post_from: Setting = whole("可酌情增设专职组织员的党员人数", unit="人", most=100_000)
    committee_organizers: Setting = whole("学校党委组织员", unit="名", most=50)
    committee_rank: Setting = choice("学校党委组织员级别", RANKS)
    must_be_established: Setting = yes_no("专职组织员须在编（在职）")
    established_ranks: Setting = choice("在编要求适用于", ESTABLISHED_RANKS, note="未要求表示适用于全部专职组织员")
    full_time_staff: Setting = yes_no(
        "专职组织员从教职工中选任", default=Setting(True, "", "系统默认核对：专职岗位由教职工担任", Strength.NORMALLY)
    )
    part_time_sources: Setting = words("兼职组织员的来源")
    party_seniority_years: Setting = whole("党龄至少", unit="年", most=40, kinds=KINDS, stricter=Stricter.MORE)
    section_work_years: Setting = whole("科级组织员党务工作经历至少", unit="年", most=40, stricter=Stricter.MORE)
    work_experience: Setting = yes_no("应有党务或思想政治工作经历", kinds=KINDS)
    health_statement: Setting = yes_no("应有正常履行职责的身体条件", kinds=KINDS)
    trial_months: Setting = whole("新提拔组织员试用期", unit="个月", most=36)
    trial_notice_days: Setting = notice_days("试用期届满提前提醒", 30, 7)
    talk_before_opening: Setting = yes_no("动议前须与组织部沟通")
    vetting_opinions: Setting = words("须听取意见的部门", kinds=KINDS)
    files_full_time: Setting = yes_no("专职组织员任职报组织部备案")
    files_part_time: Setting = yes_no("兼职组织员任职报组织部备案")
    filing_papers: Setting = words("报备案须附的材料", kinds=KINDS)
    filing_working_days: Setting = whole("人选确定后报备案的时限", unit="个工作日", least=1, most=60)
    filing_notice_days: Setting = notice_days("任职备案提前提醒", 5, 2, most=60)
    rotation_years: Setting = whole("在同一党组织任专职组织员满几年可轮岗", unit="年", least=1, most=40)
    rotation_notice_days: Setting = notice_days("轮岗提前提示", 365, 183, 92, most=1095)
    dedicated_post: Setting = yes_no("专人专岗，不兼任其他职务")
    regular_meeting: Setting = yes_no("组织员例会（沙龙）")
    talks_yearly: Setting = whole("每年与每名组织员谈心谈话", unit="次", most=12)
    assessed_by: Setting = words("由谁考核")
    results_used_for: Setting = words("考核结果运用")
    assessment_methods: Setting = words("考核方式")
    integrity_talks: Setting = yes_no("定期谈心谈话和廉政提醒")
