"""Whether somebody meets the conditions of the post (ORG-02; CAD-03, CAD-04).

The conditions stand in D1 三–四, D2 第十一、十二、十九条 and D3 第六、七、十二条.

One list of checks answers the page that shows them before the click, the refusal, and the import that only warns. A
value that the school does not ask for is left out of the list. 须 refuses; 一般 yields to a recorded reason and an
approver; 可 is only shown. What nobody has stated yet is neither met nor failed.

党龄 is counted “从预备期满转为正式党员之日算起” (DEV-50), not from the day of joining (入党).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dates.arithmetic import add_years, worded_difference
from dates.partial import PartialDate
from directory.refusals import Grade, Refusal
from organizers.policy import SECTION, OrganizerPolicy
from organizers.rules.appointing import Kind, Level, Period
from organizers.rules.experience import full_on, length_of, worked_before
from organizers.rules.staffing import Rank
from organizers.rules.verdicts import binding, grade_of
from policy.declaring import Setting, Strength


class Answer(StrEnum):
    """What a check comes to; its words are those of the screens."""

    PASSED = "通过"
    FAILED = "未通过"
    EXCEPTION = "待组织确认"
    MISSING = "待补正"
    NOTED = "不适用"


@dataclass(frozen=True, slots=True)
class WorkTerm:
    """A dated piece of somebody's work history; `is_party_work` says 党务, `is_ideological` 思想政治工作."""

    period: Period
    is_party_work: bool = True
    is_ideological: bool = False


@dataclass(frozen=True, slots=True)
class OtherPost:
    """Another post held at the same time. A seat on the unit's own committee is none: D3 第十一条 wishes for it."""

    words: str
    is_committee_seat: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the documents ask about a person; None where nobody has said.

    `is_staff` says whether he belongs to the school's 教职工, in or out of service, and `category` what he is called.
    `full_member_from` is the day of 转正; `is_probationary` says that it lies ahead. `source`, `health_stated`,
    `proposed_on`, `talked_on` and `opinions` are those of this nomination.
    """

    full_member_from: PartialDate | None = None
    is_probationary: bool = False
    work: tuple[WorkTerm, ...] = ()
    is_established: bool | None = None
    source: str = ""
    health_stated: bool | None = None
    proposed_on: dt.date | None = None
    talked_on: dt.date | None = None
    opinions: frozenset[str] = frozenset()
    other_posts: tuple[OtherPost, ...] = ()
    is_staff: bool | None = None
    category: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """What the person is to become, and the first day."""

    kind: Kind
    level: Level
    rank: Rank
    from_on: dt.date


@dataclass(frozen=True, slots=True)
class Check:
    """One condition: what is asked, what is there, what it comes to, under which clause, and the way out.

    `lawful_on` is the first day on which it would be met, where waiting helps.
    """

    rule: str
    title: str
    asked: str
    answer: Answer
    words: str
    setting: Setting
    arithmetic: str = ""
    field: str = ""
    way_out: str = ""
    lawful_on: dt.date | None = None

    @property
    def clause(self) -> str:
        return self.setting.clause

    @property
    def grade(self) -> Grade:
        return grade_of(self.setting)

    @property
    def is_met(self) -> bool:
        """Whether it stands in nobody's way; what is only permitted (可) never does, stated or not."""
        return self.answer in (Answer.PASSED, Answer.NOTED) or self.setting.strength is Strength.MAY


def eligibility_checks(candidate: Candidate, post: Post, policy: OrganizerPolicy) -> list[Check]:
    """Every condition that the policy asks of this post, in the order of the filing form (F61)."""
    asked = [
        _staff(candidate, policy.full_time_staff) if post.kind is Kind.FULL_TIME else None,
        _seniority(candidate, post, policy.party_seniority_years),
        _section_work(candidate, post, policy.section_work_years) if post.rank is not Rank.NONE else None,
        _experience(candidate, post, policy.work_experience),
        _established(candidate, post, policy) if post.kind is Kind.FULL_TIME else None,
        _source(candidate, policy.part_time_sources) if post.kind is Kind.PART_TIME else None,
        _health(candidate, policy.health_statement),
        _dedicated(candidate, policy.dedicated_post) if post.kind is Kind.FULL_TIME else None,
        _talk(candidate, policy.talk_before_opening) if post.kind is Kind.FULL_TIME else None,
        _opinions(candidate, policy.vetting_opinions),
    ]
    return [check for check in asked if check is not None and check.setting.is_asked]


def eligibility_refusals(checks: Iterable[Check], excepted: Iterable[str] = ()) -> list[Refusal]:
    """Why the nomination may not go on, all of it. `excepted` are the rules with a recorded reason and approver;
    only what the document says to hold normally (一般) yields to them."""
    excepted = set(excepted)
    return [_refusal(check) for check in checks if not check.is_met and not _yields(check, excepted)]


def _yields(check, excepted) -> bool:
    return check.answer is Answer.EXCEPTION and check.rule in excepted


def _refusal(check) -> Refusal:
    way = "如确有需要，请填写例外的原因和批准人。" if check.answer is Answer.EXCEPTION else check.way_out
    message = f"{check.words}。{way}"
    return Refusal(check.rule, message, check.grade, check.clause, check.arithmetic, check.field)


def _failed(setting: Setting) -> Answer:
    """须 refuses, 一般 asks for a decision, 可 is only shown."""
    answers = {Strength.MUST: Answer.FAILED, Strength.NORMALLY: Answer.EXCEPTION, Strength.MAY: Answer.NOTED}
    return answers[binding(setting)]


def _staff(candidate, setting) -> Check | None:
    """No document names students: D1 asks for 在编人员, D2 for 在职教职工, the others speak of no category at all."""
    if candidate.is_staff is None:
        return None
    answer = Answer.PASSED if candidate.is_staff else _failed(setting)
    words = candidate.category if candidate.is_staff else f"人员类别是{candidate.category}，不是教职工"
    way = "请核对人员信息，或另选教职工。"
    return Check(
        "staff", "人员类别", f"{_how(setting)}从教职工中选任", answer, words, setting, field="person", way_out=way
    )


def _seniority(candidate, post, setting) -> Check | None:
    if not setting.is_asked:
        return None
    years, full = setting.value, candidate.full_member_from
    title, asked = "党龄", f"{_how(setting)}党龄满 {years} 年"
    if full is None:
        words = "预备党员，党龄自转为正式党员之日起算" if candidate.is_probationary else "没有登记转为正式党员的日期"
        answer = _failed(setting) if candidate.is_probationary else Answer.MISSING
        way = "请转正后再提名。" if candidate.is_probationary else "请先在人员信息中登记党籍。"
        return Check("party_seniority", title, asked, answer, words, setting, field="person", way_out=way)
    answer, lawful = _years_since(full, years, post.from_on, _failed(setting))
    sums = _seniority_sums(full, post.from_on, lawful, years)
    words = {
        Answer.PASSED: f"党龄满 {years} 年",
        Answer.MISSING: f"转为正式党员的日期 {full} 没有写到日，分不出党龄是否满 {years} 年",
    }.get(answer, f"党龄不满 {years} 年")
    way = "请补全转正日期。" if answer is Answer.MISSING else f"最早可从 {lawful} 起任职，或另选人选。"
    waits = None if answer is Answer.PASSED else lawful
    return Check("party_seniority", title, asked, answer, words, setting, sums, "person", way, waits)


def _years_since(known: PartialDate, years: int, on: dt.date, otherwise: Answer) -> tuple[Answer, dt.date]:
    """Whether so many years are full on the day (“3年以上” includes the third anniversary), and from when they are."""
    if add_years(known.latest, years) <= on:
        return Answer.PASSED, add_years(known.latest, years)
    if add_years(known.earliest, years) <= on:
        return Answer.MISSING, add_years(known.latest, years)
    return otherwise, add_years(known.latest, years)


def _seniority_sums(full, on, lawful, years) -> str:
    """“2024-05-12 转为正式党员，至 2026-11-20 党龄 2年6个月8天，少 5个月22天”."""
    if full.first > on:
        return f"{full} 转为正式党员，晚于任职之日 {on}"
    start = f"{full} 转为正式党员，至 {on} 党龄 {worded_difference(full.first, on)}"
    return f"{start}，少 {worded_difference(on, lawful)}" if lawful > on else f"{start}，要求 {years} 年"


def _section_work(candidate, post, setting) -> Check | None:
    """科级组织员 “要求具有三年以上党务工作经历”: all such work before the post is added up.

    副科级 is 科级 too: the only rank that D2 gives to a post is 副科级 (第十条).
    """
    if not setting.is_asked:
        return None
    years, on = setting.value, post.from_on
    title, asked = "党务工作经历", f"科级（含副科级）组织员{_how(setting)}党务工作经历满 {years} 年"
    counted = [term.period for term in candidate.work if term.is_party_work]
    certain = worked_before([period.certain for period in counted], on)
    possible = worked_before([period.possible for period in counted], on)
    if not length_of(certain).lacks(years):
        answer, words = Answer.PASSED, f"党务工作经历满 {years} 年"
    elif not length_of(possible).lacks(years):
        answer, words = Answer.MISSING, f"工作经历的起止没有写到日，分不出党务工作是否满 {years} 年"
    elif post.rank is Rank.UNKNOWN:
        return _rank_unknown("section_work", title, asked, setting)
    else:
        answer, words = _failed(setting), f"党务工作经历不满 {years} 年"
    lawful = None if answer is Answer.PASSED else _filled_on(possible, years, on)
    sums = _work_sums(possible, years, on, lawful)
    way = "请在履历中补全起止日期。" if answer is Answer.MISSING else _work_way(lawful)
    return Check("section_work", title, asked, answer, words, setting, sums, "rank", way, lawful)


def _rank_unknown(rule, title, asked, setting) -> Check:
    words, way = "没有填写级别，分不出是否为科级", "请填写级别；不设职级的，选“不设职级”。"
    return Check(rule, title, asked, Answer.MISSING, words, setting, field="rank", way_out=way)


def _filled_on(worked, years, on) -> dt.date | None:
    """When the years will be full if the present party work goes on; None when none goes on up to the day."""
    if not worked or worked[-1].to_on < on:
        return None
    return full_on(worked[:-1], worked[-1].from_on, years)


def _work_sums(worked, years, on, lawful) -> str:
    if not worked:
        return "履历中没有登记党务工作"
    parts = "、".join(f"{span.from_on} 至 {span.to_on - dt.timedelta(days=1)}" for span in worked)
    length = length_of(worked)
    lacking = length.lacks(years)
    lacks = worded_difference(on, lawful) if lawful and lacking else lacking
    return f"党务工作 {parts}，合计 {length}，{f'少 {lacks}' if lacks else f'要求 {years} 年'}"


def _work_way(lawful) -> str:
    wait = f"最早可从 {lawful} 起任科级，或" if lawful else ""
    return f"请核对履历中的“党务”标记，{wait}改定级别，或另选人选。"


def _experience(candidate, post, setting) -> Check | None:
    """D3 第六条（二）: party work or ideological and political work, of whatever length."""
    if not setting.is_asked:
        return None
    counted = [term for term in candidate.work if term.is_party_work or term.is_ideological]
    has_any = bool(worked_before([term.period.possible for term in counted], post.from_on))
    answer = Answer.PASSED if has_any else _failed(setting)
    words = "有党务或思想政治工作经历" if has_any else "履历中没有党务或思想政治工作经历"
    asked = f"{_how(setting)}有党务或思想政治工作经历"
    way = "请在履历中登记相关经历。"
    return Check("work_experience", "工作经历", asked, answer, words, setting, field="person", way_out=way)


def _established(candidate, post, policy) -> Check | None:
    """Of every full-time organizer, or of 科级 ones where the document speaks of them alone (D2 第十一条)."""
    setting, only_section = policy.must_be_established, policy.established_ranks.value == SECTION
    if only_section and post.rank is Rank.NONE:
        return None
    title, asked = "编制", f"{'科级（含副科级）' if only_section else ''}专职组织员在编（在职）"
    if candidate.is_staff is False:
        words, way = f"人员类别是{candidate.category}，不是在编（在职）教职工", "请核对人员信息，或另选在编人员。"
        return Check("established", title, asked, _failed(setting), words, setting, field="is_established", way_out=way)
    if only_section and post.rank is Rank.UNKNOWN and not candidate.is_established:
        return _rank_unknown("established", title, asked, setting)
    answer, words = {
        True: (Answer.PASSED, "在编"),
        False: (_failed(setting), "不在编，不能任专职组织员"),
        None: (Answer.MISSING, "没有填写是否在编"),
    }[candidate.is_established]
    way = "请填写是否在编。" if candidate.is_established is None else "请另选在编人员，或改聘兼职组织员。"
    return Check("established", title, asked, answer, words, setting, field="is_established", way_out=way)


def _source(candidate, setting) -> Check | None:
    if not setting.is_asked:
        return None
    allowed = "、".join(setting.value)
    if not candidate.source:
        answer, words = Answer.MISSING, "没有填写兼职组织员的来源"
    elif candidate.source in setting.value:
        answer, words = Answer.PASSED, candidate.source
    else:
        answer, words = _failed(setting), f"来源“{candidate.source}”不在规定之列"
    way = f"请从{allowed}中选聘。"
    asked = f"{_how(setting)}从{allowed}中选聘"
    return Check("part_time_source", "来源", asked, answer, words, setting, field="source", way_out=way)


def _health(candidate, setting) -> Check:
    answer, words = {
        True: (Answer.PASSED, "已说明具有正常履行职责的身体条件"),
        False: (_failed(setting), "身体条件不能正常履行职责"),
        None: (Answer.MISSING, "没有身体条件的说明"),
    }[candidate.health_stated]
    way = "请另选人选。" if candidate.health_stated is False else "请由人选说明身体条件，并在“身体条件”中选择。"
    asked = "具有正常履行职责的身体条件"
    return Check("health", "身体条件", asked, answer, words, setting, field="health_stated", way_out=way)


def _dedicated(candidate, setting) -> Check:
    """ORG-07: “专人专岗”, “原则上专职专岗”."""
    posts = conflicting(candidate.other_posts)
    answer = _failed(setting) if posts else Answer.PASSED
    words = f"同时任{posts}，与专人专岗冲突" if posts else "没有其他职务"
    way = "请先免去其他职务，或改聘兼职组织员。"
    asked = f"{_how(setting)}专人专岗，不兼任其他职务"
    return Check("dedicated_post", "专人专岗", asked, answer, words, setting, field="kind", way_out=way)


def conflicting(posts: Iterable[OtherPost]) -> str:
    """The posts beside which a full-time organizer is not one, in words; empty when there are none."""
    return "、".join(post.words for post in posts if not post.is_committee_seat)


def _talk(candidate, setting) -> Check:
    """“在组织员岗位动议前……应主动与……组织部加强沟通”: the talk lies before the proposal or on its day."""
    talked, proposed = candidate.talked_on, candidate.proposed_on
    way = "请先与组织部沟通，再动议。"
    if talked is None:
        answer, words, way = Answer.MISSING, "没有填写与组织部沟通的日期", "请填写沟通日期。"
    elif proposed is None:
        answer, words, way = Answer.MISSING, "没有填写动议日期", "请填写动议日期。"
    elif talked > proposed:
        answer, words = _failed(setting), f"{talked} 才与组织部沟通，晚于动议之日 {proposed}"
    else:
        answer, words = Answer.PASSED, f"{talked} 与组织部沟通，{proposed} 动议"
    return Check(
        "talk_before_opening",
        "动议前沟通",
        "动议前与组织部沟通",
        answer,
        words,
        setting,
        field="talked_on",
        way_out=way,
    )


def _opinions(candidate, setting) -> Check | None:
    if not setting.is_asked:
        return None
    lacking = "、".join(body for body in setting.value if body not in candidate.opinions)
    answer = Answer.MISSING if lacking else Answer.PASSED
    words = f"还没有听取{lacking}的意见" if lacking else "意见已齐"
    asked = f"听取{'、'.join(setting.value)}的意见"
    way = "请取得意见后勾选。"
    return Check("vetting_opinions", "考察意见", asked, answer, words, setting, field="opinions", way_out=way)


def _how(setting) -> str:
    """“一般”, “可”; what binds is said without a word."""
    return "" if setting.strength is Strength.MUST else setting.strength.value
