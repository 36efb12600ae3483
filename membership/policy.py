"""The parameters of the development procedure. Plain Python, no database; values come from `policy.reading`.

What a national rule fixes (one year, six months, more than half) stands with the rule and is not a parameter. Here is
what schools settle for themselves; a school's own demand never becomes more than a warning in the check of a file.
"""

from dataclasses import dataclass

from policy.declaring import Setting, Stricter, choice, day, declares, numbers, whole, words

SOURCES = (("either", "党员推荐或群团推优"), ("members", "党员推荐"), ("league", "群团推优"), ("both", "两者都要"))
STARTS = (("branch_decision", "支委会决定之日"), ("committee_filing", "上级党委备案之日"))
TARGET_DATES = (("committee_consent", "上级党委备案之日"), ("branch_decision", "支委会决定之日"))
DAY_TYPES = (("working", "工作日"), ("calendar", "自然日"))
CLOCKS = (("reported", "支部上报之日"), ("meeting", "支部大会之日"))
ANNIVERSARIES = (("last_of_february", "二月最后一天"), ("first_of_march", "3月1日"))
SWITCHES = (("2026-05-11", "2026年5月11日（印发）"), ("2026-05-18", "2026年5月18日（公布）"))
STRADDLING = (("from_switch", "从施行之日起算，只提示"), ("not_applied", "不适用"))
NOTICE_COUNTS = (("both_days", "首日和末日都计入"), ("posting_day_not_counted", "张贴当日不计入"))
# What `public_notice_points` may name, and the word of a notice's `for`.
NOTICE_POINTS = {"activist": "确定入党积极分子", "admission": "接收预备党员", "conversion": "预备党员转正"}


@declares("membership", "发展党员")
@dataclass(frozen=True, slots=True)
class MembershipPolicy:
    """发展党员制度参数 (regulations.md 11, P-01 to P-43)."""

    min_months_application_to_activist: Setting = whole(
        "递交申请书到确定为积极分子至少", unit="个月", most=24, stricter=Stricter.MORE
    )
    activist_source_mode: Setting = choice("积极分子的推荐方式", SOURCES)
    league_recommend_max_age: Setting = whole("团员经推优入党的年龄上限", unit="岁", most=35)
    activist_start_basis: Setting = choice("培养考察期起算", STARTS)
    target_date_basis: Setting = choice("列为发展对象的日期（2014年版）", TARGET_DATES)
    public_notice_points: Setting = words("另须公示的环节", note="发展对象的公示由细则规定，不在此列")
    public_notice_days: Setting = whole("公示至少", unit="天", least=1, most=30, stricter=Stricter.MORE)
    public_notice_day_type: Setting = choice("公示按什么天数计算", DAY_TYPES)
    political_review_valid_months: Setting = whole(
        "政治审查结论有效期", unit="个月", least=1, most=36, stricter=Stricter.LESS
    )
    approval_clock_basis: Setting = choice("审批期限起算", CLOCKS)
    stale_resolution_months: Setting = numbers("支部决议搁置多久须重新办理、复议", unit="个月", least=1, most=24)
    anniversary_rule_feb29: Setting = choice("2月29日的周年日", ANNIVERSARIES)
    pre_review_max_days: Setting = whole("预审办理时限", unit="天", least=1, most=90, stricter=Stricter.LESS)
    meeting_after_prereview_max_days: Setting = whole(
        "预审合格后召开支部大会的时限", unit="天", least=1, most=60, stricter=Stricter.LESS
    )
    leave_soon_months: Setting = whole("即将离开的前瞻期", unit="个月", least=3, most=12, stricter=Stricter.MORE)
    target_list_valid_months: Setting = whole("列为发展对象后应接收的期限", unit="个月", most=60)
    thought_report_interval: Setting = whole("思想汇报间隔", unit="个月", least=1, most=12, stricter=Stricter.LESS)
    probationary_review_interval: Setting = whole(
        "预备党员考察间隔", unit="个月", least=1, most=12, stricter=Stricter.LESS
    )
    oath_max_days: Setting = whole("审批后入党宣誓的时限", unit="天", least=1, most=120, stricter=Stricter.LESS)
    conversion_apply_days_before: Setting = whole("预备期满前可提出转正申请的天数", unit="天", most=90)
    conversion_apply_days_after: Setting = whole("预备期满后应提出转正申请的天数", unit="天", most=90)
    rule_edition_switch_date: Setting = choice("2026年修订的细则施行日", SWITCHES)
    new_duty_grace_until: Setting = day(
        "新增要求只提示至", note="这一天及以前的步骤违反2026年版新增的要求只作提示；不设提示期的填施行日的前一天"
    )
    straddling_clock: Setting = choice("施行日前已起算的新期限", STRADDLING)
    notice_day_count: Setting = choice("公示天数的计算", NOTICE_COUNTS)
    activist_training_hours: Setting = whole("积极分子党校培训至少", unit="学时", most=120, stricter=Stricter.MORE)
    target_training_hours: Setting = whole("发展对象集中培训至少", unit="学时", most=120, stricter=Stricter.MORE)
    probationary_training_hours: Setting = whole("预备党员培训至少", unit="学时", most=120, stricter=Stricter.MORE)
    training_hours_per_day: Setting = whole(
        "培训一天折合", unit="学时", least=4, most=12, note="只登记天数的培训按此折合学时，半天按一半计"
    )
