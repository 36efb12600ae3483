"""Drafts of minutes, resolutions, reports, requests and replies: the figures stand, the words may be edited.

Names of units are handed in as on the seal that day. Places for signature and seal stay empty, and no red head and no
seal is ever drawn (forms.md 8).
"""

import datetime as dt
from dataclasses import dataclass, field

from dates.partial import Precision

FILL_IN = "（请填写）"


@dataclass(frozen=True, slots=True)
class Draft:
    """One paper. `table` begins with its head; `signs` are the places left for signatures, `sealed` for the seal."""

    name: str
    title: str
    paragraphs: list[str]
    unit_name: str
    on: dt.date
    to: str = ""
    number: str = ""
    table: list[list] = field(default_factory=list)
    signs: tuple[str, ...] = ()
    sealed: bool = False


def zh(day: dt.date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else "　　年　月　日"


def minutes(*, unit_name, meeting, absent, beside, items) -> Draft:
    """支部大会会议记录 (F23); `beside` says who was there without a vote, `items` are (item, outcome) in
    their order."""
    at = f" {meeting.time:%H:%M}" if meeting.time else ""
    paragraphs = [
        f"党组织：{unit_name}",
        f"时间：{zh(meeting.on)}{at}",
        f"地点：{meeting.place or FILL_IN}",
        f"主持人：{_name(meeting.chair)}　记录人：{_name(meeting.recorder)}",
        f"应到会有表决权的正式党员 {meeting.expected} 名，实到 {meeting.present} 名。",
        f"未到会：{'、'.join(absent) or '无'}。{beside}。",
    ]
    for place, (item, outcome) in enumerate(items, start=1):
        paragraphs += [f"议题{place}：{item.title}", f"讨论要点：{FILL_IN}"]
        if outcome:
            paragraphs.append(f"表决情况：{ballot_words(item)}{result_words(outcome)}")
    title = f"{meeting.get_kind_display()}会议记录"
    return Draft("会议记录", title, paragraphs, unit_name, meeting.on, signs=("主持人签名", "记录人签名"))


def _name(person) -> str:
    return person.name if person else FILL_IN


def ballot_words(item) -> str:
    """What was counted (F24)."""
    votes = item.votes
    way = "无记名投票" if item.is_secret else "举手"
    words = f"采取{way}方式表决，发出表决票 {votes.ballots_out} 张，收回 {votes.ballots_in} 张，"
    words += f"其中无效 {votes.spoilt} 张；赞成 {votes.ayes} 票，不赞成 {votes.nays} 票，弃权 {votes.abstentions} 票。"
    if votes.written:
        words += (
            f"会前提交书面意见 {votes.written} 份：赞成 {votes.written_ayes} 票，不赞成 {votes.written_nays} 票，"
            f"弃权 {votes.written_abstentions} 票，统计在票数内。"
        )
    return words


def result_words(outcome) -> str:
    """“赞成 19 票，超过…21 名的半数”: the number that was needed stands in it."""
    ayes, present = outcome.ayes, outcome.present
    if not present.is_met:
        return f"实到 {present.count} 名，未超过应到 {present.of} 名的半数（须 {present.needed} 名），不能表决。"
    over = "超过" if ayes.is_met else "未超过"
    return f"赞成共 {ayes.count} 票，{over}应到会有表决权正式党员 {ayes.of} 名的半数（须 {ayes.needed} 票）。"


def admission_resolution(*, unit_name, item, outcome, known) -> Draft:
    """支部大会接收决议 (F25)."""
    name, on = item.person.name, item.meeting.on
    paragraphs = [
        f"{zh(on)}，{unit_name}召开支部党员大会，讨论接收{name}同志为中共预备党员。",
        f"{name}同志的主要优点：{FILL_IN}",
        f"不足之处：{FILL_IN}",
        *known,
        _attended(item),
        ballot_words(item) + result_words(outcome),
        f"大会同意接收{name}同志为中共预备党员，报上级党委审批。"
        if outcome.is_carried
        else f"大会没有通过接收{name}同志为中共预备党员。",
    ]
    title = f"关于接收{name}同志为中共预备党员的决议"
    return Draft("支部大会决议", title, paragraphs, unit_name, on, signs=("支部书记签名",))


_DECIDED = {
    "convert": "大会同意{name}同志按期转为中共正式党员，报上级党委审批。",
    "extend": "大会同意延长{name}同志的预备期 {months} 个月，报上级党委审批。",
    "cancel": "大会同意取消{name}同志的预备党员资格，报上级党委审批。",
}


def conversion_resolution(*, unit_name, item, outcome, facts) -> Draft:
    """支部大会转正决议 (F34); `facts` are those of the case's record."""
    name, on = item.person.name, item.meeting.on
    decided = _DECIDED.get(facts.get("decision"), "").format(name=name, months=facts.get("extend_months", "　"))
    paragraphs = [
        f"{zh(on)}，{unit_name}召开支部党员大会，讨论{name}同志的转正申请。",
        f"{name}同志在预备期内的表现：{FILL_IN}",
        _attended(item),
        ballot_words(item) + result_words(outcome),
        decided if outcome.is_carried else "赞成人数不足，本次大会没有形成决议。",
    ]
    return Draft(
        "支部大会转正决议", f"关于{name}同志转正问题的决议", paragraphs, unit_name, on, signs=("支部书记签名",)
    )


def _attended(item) -> str:
    return f"本次大会应到会有表决权的正式党员 {item.meeting.expected} 名，实到会 {item.meeting.present} 名。"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the papers of a list are made of. `people` are (case, record or none) in their order; names as that day."""

    step: str
    people: list
    branches: dict[int, str]
    approver_name: str
    on: dt.date
    notice_words: str = ""
    # Keys of the cases whose meeting decided to convert.
    converted: frozenset[int] = frozenset()

    @property
    def branch_name(self) -> str:
        return next(iter(self.branches.values()))

    @property
    def names(self) -> str:
        names = [case.person.name for case, _ in self.people]
        return "、".join(names) if len(names) <= 3 else f"{'、'.join(names[:3])}等 {len(names)} 名"

    def of(self, result: str) -> list:
        return [(case, record) for case, record in self.people if record and record.facts.get("result") == result]


_OF_STEP = {"activist_filing": "入党积极分子", "target_filing": "发展对象"}
_MATTER = {
    "activist": "拟确定入党积极分子",
    "target": "拟列为发展对象人选",
    "admission": "拟接收预备党员",
    "conversion": "拟按期转正的预备党员",
}


def filing_report(sheet: Sheet) -> Draft:
    """备案报告: the branch to the committee (F06, F13)."""
    kind = _OF_STEP[sheet.step]
    words = (
        f"经支部研究，拟将{sheet.names}同志列为{kind}，现将有关情况报告如下，请予备案。"
        if sheet.step == "activist_filing"
        else f"经支部讨论，拟将{sheet.names}同志列为{kind}，现报请审查。"
    )
    return Draft(
        "备案报告",
        f"关于{sheet.names}同志{kind}备案的报告",
        [words, "以上报告，请审阅。"],
        sheet.branch_name,
        sheet.on,
        to=sheet.approver_name,
        table=_table(sheet.people, sheet.branches),
        signs=("支部书记签名",),
        sealed=True,
    )


def filing_reply(sheet: Sheet) -> Draft:
    """备案批复: the committee to the branches."""
    kind = _OF_STEP[sheet.step]
    refused = sheet.of("refuse")
    agreed = [each for each in sheet.people if each not in refused]
    paragraphs = [f"你支部关于{kind}备案的报告收悉。经研究{_present(sheet)}，{_agreed(agreed)}"]
    if refused:
        paragraphs.append(f"不同意将{_names(refused)}列为{kind}，理由：{FILL_IN}")
    return Draft(
        "备案批复",
        f"关于{kind}备案的批复",
        paragraphs,
        sheet.approver_name,
        sheet.on,
        to="、".join(sheet.branches.values()),
        number=NUMBER,
        table=_table(agreed, sheet.branches, ("备案日期", _day), *_ballots(agreed)),
        sealed=True,
    )


NUMBER = "〔　　　　〕　号"


def _agreed(people) -> str:
    return f"同意对{_names(people)}予以备案。" if people else "不予备案。"


def _names(people) -> str:
    return "、".join(f"{case.person.name}同志" for case, _ in people)


def pre_review_request(sheet: Sheet) -> Draft:
    """预审请示 (F20)."""
    words = (
        f"{sheet.names}同志经培养教育考察、政治审查和集中培训，支部委员会审查认为基本具备党员条件、手续完备，"
        "现将有关材料报上，请予预审。"
    )
    return Draft(
        "预审请示",
        f"关于对发展对象{sheet.names}同志进行预审的请示",
        [words, "妥否，请批示。"],
        sheet.branch_name,
        sheet.on,
        to=sheet.approver_name,
        table=_table(sheet.people, sheet.branches, ("列为发展对象", lambda case, _: case.days["target_on"])),
        signs=("支部书记签名",),
        sealed=True,
    )


def pre_review_reply(sheet: Sheet) -> Draft:
    """预审批复 (F21)."""
    failed = sheet.of("fail")
    passed = [each for each in sheet.people if each not in failed]
    paragraphs = []
    if passed:
        paragraphs.append(
            f"经预审，{_names(passed)}合格，同意发给《中国共产党入党志愿书》，请按规定召开支部党员大会讨论。"
        )
    if failed:
        paragraphs.append(f"{_names(failed)}预审不合格，原因：{FILL_IN}")
    return Draft(
        "预审批复",
        "关于发展对象预审结果的批复",
        paragraphs,
        sheet.approver_name,
        sheet.on,
        to="、".join(sheet.branches.values()),
        number=NUMBER,
        table=_table(passed, sheet.branches, ("志愿书编号", lambda case, _: "")),
        sealed=True,
    )


def admission_reply(sheet: Sheet) -> Draft:
    """审批接收预备党员的批复 (F27)."""
    refused = sheet.of("refuse")
    approved = [each for each in sheet.people if each not in refused]
    paragraphs = []
    if approved:
        paragraphs.append(
            f"经党委会议{_present(sheet)}集体审议、逐个表决，批准{_names(approved)}为中共预备党员，预备期一年，"
            "自支部大会通过之日算起。"
        )
    if refused:
        paragraphs.append(f"不批准{_names(refused)}为中共预备党员，理由：{FILL_IN}")
    paragraphs.append("请及时通知本人，并在党员大会上宣布。")
    return _approval("关于接收预备党员的批复", "接收预备党员批复", paragraphs, sheet, approved, _PROBATION)


def conversion_reply(sheet: Sheet) -> Draft:
    """审批转正的批复 (F35)."""
    refused = sheet.of("refuse")
    converted = [each for each in sheet.people if each not in refused and each[0].pk in sheet.converted]
    others = [each for each in sheet.people if each not in refused and each not in converted]
    paragraphs = []
    if converted:
        paragraphs.append(
            f"经党委会议{_present(sheet)}集体审议，批准{_names(converted)}按期转为中共正式党员，党龄自转正之日算起。"
        )
    if others:
        paragraphs.append(f"批准支部大会关于{_names(others)}的决议。")
    if refused:
        paragraphs.append(f"不批准支部大会关于{_names(refused)}的决议，理由：{FILL_IN}")
    columns = (("转正日期", _full_on),)
    return _approval("关于预备党员转正的批复", "转正批复", paragraphs, sheet, converted, columns)


def _approval(title, name, paragraphs, sheet, people, columns) -> Draft:
    return Draft(
        name,
        title,
        paragraphs,
        sheet.approver_name,
        sheet.on,
        to="、".join(sheet.branches.values()),
        number=NUMBER,
        table=_table(people, sheet.branches, *columns, *_ballots(people)),
        sealed=True,
    )


def _present(sheet: Sheet) -> str:
    """Who of the committee came, where that is known and the same for all."""
    told = {(record.facts.get("expected"), record.facts.get("present")) for _, record in sheet.people if record}
    expected, present = told.pop() if len(told) == 1 else (None, None)
    return f"（应到会委员 {expected} 人，实到 {present} 人）" if None not in (expected, present) else ""


def _ballots(people) -> tuple:
    """The column of the votes, where any were recorded."""
    return (("表决结果", _ballot),) if any(_ballot(case, record) for case, record in people) else ()


def _ballot(case, record) -> str:
    words = (("ayes", "赞成"), ("nays", "不赞成"), ("abstentions", "弃权"))
    facts = record.facts if record else {}
    return "、".join(f"{word} {facts[name]}" for name, word in words if facts.get(name) is not None)


def notice(sheet: Sheet) -> Draft:
    """公示: by the branch, or by the committee of the people of several."""
    unit_name = sheet.branch_name if len(sheet.branches) == 1 else sheet.approver_name
    record = sheet.people[0][1]
    matter = _MATTER.get(record.facts.get("for") if record else "", "拟列为发展对象人选")
    words = (
        f"根据《中国共产党发展党员工作细则》的有关规定，现将{matter}{sheet.names}同志的基本情况予以公示，"
        f"公示期为{sheet.notice_words or FILL_IN}。公示期间，如有意见请以书面或当面方式反映。"
    )
    return Draft(
        "公示",
        f"关于{matter}的公示",
        [words, f"受理单位：{unit_name}　联系电话：{FILL_IN}"],
        unit_name,
        sheet.on,
        table=_table(sheet.people, sheet.branches),
        sealed=True,
    )


PAPERS = {
    "filing_report": ("备案报告", filing_report),
    "filing_reply": ("备案批复", filing_reply),
    "pre_review_request": ("预审请示", pre_review_request),
    "pre_review_reply": ("预审批复", pre_review_reply),
    "admission_reply": ("批复", admission_reply),
    "conversion_reply": ("批复", conversion_reply),
    "notice": ("公示", notice),
}
# Made out by one branch about its own people.
OF_ONE_BRANCH = ("filing_report", "pre_review_request")


def _day(case, record):
    return record.day if record else ""


def _fact(name):
    return lambda case, record: (record.facts.get(name) if record else "") or ""


_PROBATION = (("预备期起", _fact("probation_from")), ("预备期止", _fact("probation_to")))
_full_on = _fact("full_member_from")


def _table(people, branches, *columns) -> list[list]:
    """序号 姓名 性别 民族 出生年月 党支部 申请 积极分子, and what the paper is about."""
    head = [
        "序号",
        "姓名",
        "性别",
        "民族",
        "出生年月",
        "所在党支部",
        "申请入党",
        "积极分子",
        *(each for each, _ in columns),
    ]
    rows = []
    for number, (case, record) in enumerate(people, start=1):
        person = case.person
        mine = [number, person.name, person.gender, person.ethnicity, _born(person), branches[case.unit_id]]
        days = case.days
        dates = [days["applied_on"], days["activist_on"], *(tell(case, record) for _, tell in columns)]
        # As in every table: 2026-11-20, or as much of it as is known.
        rows.append([*mine, *(f"{each}" if each else "" for each in dates)])
    return [head, *rows] if rows else []


def _born(person) -> str:
    """Never a month that nobody knows."""
    if person.birth_on is None:
        return ""
    return f"{person.birth_on:%Y}" if person.birth_precision == Precision.YEAR else f"{person.birth_on:%Y.%m}"
