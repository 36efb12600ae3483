"""What the file itself says wrongly: dates (DATE), a register's claims (CLAIM), documents (DOC)."""

from collections.abc import Iterator

from membership.procedure.case import Event, Paper
from membership.procedure.catalog import Severity, clause_of
from membership.procedure.days import Day, apart, is_after, is_before
from membership.procedure.editions import TITLES, Edition
from membership.procedure.history import History
from membership.procedure.reporting import fault, lacks_day, title
from membership.procedure.steps import STEPS
from membership.procedure.verdict import Finding, NotChecked

CLAIMS = {
    "target_from": ("列为发展对象", 13, 13),
    "probation_from": ("预备期起", 32, 31),
    "probation_to": ("预备期止", 32, 31),
    "full_member_from": ("转为正式党员", 34, 33),
    "party_seniority_from": ("党龄起算", 34, 33),
}
STAGE_TITLES = {
    "applicant": "入党申请人",
    "activist": "入党积极分子",
    "target": "发展对象",
    "probationary_member": "预备党员",
    "full_member": "正式党员",
    "cancelled": "已取消预备党员资格",
    None: "（尚无记录）",
}
# The step that a document speaks of, unless it says so itself.
ABOUT = {
    "application": "application",
    "thought_report": "thought_report",
    "review_form": "review",
    "inquiry_letter": "political_review",
    "inquiry_reply": "political_review",
    "political_review": "political_review",
    "certificate": "training",
    "book": "application_book",
    "resolution": "admission_meeting",
    "conversion_application": "conversion_application",
    "talk_record": "application_talk",
    "notice": "public_notice",
}
NAMES = {
    "application": "入党申请书",
    "thought_report": "思想汇报",
    "talk_record": "谈话记录",
    "review_form": "考察登记表",
    "inquiry_letter": "函调信",
    "inquiry_reply": "函调回函",
    "political_review": "政治审查结论性材料",
    "certificate": "培训证书",
    "book": "入党志愿书",
    "resolution": "支部决议",
    "conversion_application": "转正申请书",
    "notice": "公示书",
    "other": "其他材料",
}
# Written for the step or before it: not dated after it. All others record it: not dated before it.
WRITTEN_BEFORE = {
    "application",
    "thought_report",
    "conversion_application",
    "inquiry_letter",
    "inquiry_reply",
    "notice",
}
WRITTEN_BEFORE |= {"political_review"}
MAY_BE_COPIES = {"certificate", "notice", "inquiry_letter", "other"}


def dates(history: History) -> Iterator[Finding | NotChecked]:
    """DATE: a day that no calendar has, or that lies after the day of judging; nothing else is judged by it."""
    for each in history.case.date_faults:
        step = STEPS.get(each.step)
        words = f"{step.title}：{each.words}" if step else each.words
        # Without a day there is no edition, and without an edition no article.
        yield Finding("DATE", Severity.ERROR, each.step, each.written, words, TITLES[Edition.OF_2014])
    yield from _before_birth(history)


def _before_birth(history):
    born = history.case.person.born_on
    for step in history.case.events:
        event = history.first(step)
        if born and event.on and is_before(event.on, born):
            yield fault(
                history, "DATE", event, f"{title(history, event)}早于出生日期 {born}{apart(event.on, born)}，请核对"
            )


def claims(history: History) -> Iterator[Finding | NotChecked]:
    """CLAIM: where a register says something else than follows from the history."""
    claimed = history.case.claimed
    if not claimed:
        return
    if "stage" in claimed and claimed["stage"] != history.stage:
        yield from _stage(history, claimed["stage"])
    probation = history.probation
    computed = {
        "target_from": history.target_from,
        "probation_from": probation.from_on,
        "probation_to": probation.full_on.plus_days(-1) if probation.full_on else None,
        "full_member_from": history.full_member_from,
        "party_seniority_from": history.full_member_from,
    }
    for name, (words, *articles) in CLAIMS.items():
        if name in claimed:
            yield from _date(history, f"claimed.{name}", words, articles, claimed[name], computed[name])
    if "since" in claimed:
        yield from _date(history, "claimed.since", "当前阶段起", (32, 31), claimed["since"], history.stage_since())


def _stage(history, said):
    if _is_unsure(history):
        yield NotChecked("CLAIM", "claimed.stage")
        return
    words = f"登记为{STAGE_TITLES[said]}，按经过应为{STAGE_TITLES[history.stage]}"
    yield _claim(history, "stage", None, words, (32, 31), history.stage)


def _is_unsure(history) -> bool:
    """Whether what did not come out may nevertheless have happened."""
    case = history.case
    return bool(case.partial or case.unknown or case.date_faults) or not history.probation.is_certain


def _date(history, needs, words, articles, said: Day, computed: Day | None):
    if computed is None:
        if _is_unsure(history):
            yield NotChecked("CLAIM", needs)
        else:
            yield _claim(history, needs, said, f"{words}登记为 {said}，按经过尚未发生", articles, None)
    elif said.first > computed.last or said.last < computed.first:
        off_by_one = needs.endswith("probation_to") and said == computed.plus_days(1)
        found = f"{words}登记为 {said}，按经过应为 {computed}{apart(said, computed)}"
        yield _claim(history, needs, said, found, articles, computed.iso(), only_warns=off_by_one)
    elif said.is_exact and not computed.is_exact:
        yield lacks_day("CLAIM", needs)


def _claim(history, name, said, words, articles, expected, *, only_warns=False) -> Finding:
    edition = Edition.OF_2026 if history.case.as_of >= history.switch_on else Edition.OF_2014
    clause = clause_of(edition, articles[edition is Edition.OF_2026])
    severity = Severity.WARNING if only_warns else Severity.ERROR
    day = said.iso() if said else None
    return Finding("CLAIM", severity, name.removeprefix("claimed."), day, words, clause, edition, expected)


def documents(history: History) -> Iterator[Finding | NotChecked]:
    """DOC: a document dated against its step, unsigned, or a copy where the original is due."""
    for paper in history.case.papers:
        step = paper.about or ABOUT.get(paper.kind, "")
        events = _spoken_of(history, paper, step)
        event = events[0] if events else Event(step or "archive", paper.on)
        for words in _papers_faults(paper, events):
            yield fault(history, "DOC", event, f"{NAMES[paper.kind]}{words}", only_warns=True)


def _spoken_of(history, paper, step) -> tuple[Event, ...]:
    if paper.about or paper.kind != "resolution":
        return history.all(step) if step else ()
    return (*history.all("admission_meeting"), *history.all("conversion_meeting"))


def _papers_faults(paper: Paper, events) -> Iterator[str]:
    if paper.signed is False:
        yield "没有签名"
    if paper.original is False and paper.kind not in MAY_BE_COPIES:
        yield "是复印件，应存原件"
    dated = [each.on for each in events if each.on]
    if paper.on and dated and paper.kind != "other" and all(_is_against(paper, day) for day in dated):
        where = "晚于" if paper.kind in WRITTEN_BEFORE else "早于"
        nearest = max(dated) if paper.kind in WRITTEN_BEFORE else min(dated)
        days = "、".join(map(str, dated))
        yield f"的日期（{paper.on}）{where}所记的步骤（{days}）{apart(paper.on, nearest)}"


def _is_against(paper: Paper, day: Day) -> bool:
    if paper.kind in WRITTEN_BEFORE:
        return is_after(paper.on, day) is True
    return is_before(paper.on, day) is True


RULES = (dates, claims, documents)
LIMITS = ()
