"""Posts that nobody holds, or soon nobody will: judged by the rules of posts in Python, a few hundred units at once."""

import datetime as dt

from django.urls import reverse

from directory.refusals import Grade
from organizers.policy import OrganizerPolicy
from organizers.rules.verdicts import State
from organizers.selectors.posts import Gap, Vacancy, gaps, vacancies
from policy.reading import policy_on
from reminders.registry import COLUMNS, OWN_WORDS, Select, listed, source

_COLUMNS = (*COLUMNS, *OWN_WORDS)


@source(
    key="organizers.staffing",
    title="专职组织员缺额",
    subject="directory.unit",
    grade=Grade.SCHOOL,
    clause="本校制度参数：配备",
    ahead="organizers.staffing_notice_days",
    sees="organizers.view",
    acts="organizers.edit",
)
def staffing(on: dt.date) -> Select:
    """缺额: whoever has fewer organizers than a document asks for, from the first day of it; four queries."""
    return listed(_COLUMNS, [_short(gap) for gap in gaps(on)])


@source(
    key="organizers.vacancy",
    title="组织员岗位空缺",
    subject="organizers.appointment",
    grade=Grade.ADVICE,
    clause="系统默认提醒设置：组织员离任或离校后尚无接任",
    ahead="organizers.vacancy_notice_days",
    sees="organizers.view",
    acts="organizers.edit",
)
def vacancy(on: dt.date) -> Select:
    """空缺: a post whose last holder has gone or is going, where no gap is told of; seven queries."""
    kept = dt.timedelta(days=policy_on(OrganizerPolicy, on).vacancy_kept_days.value or 0)
    return listed(COLUMNS, [_empty(each) for each in vacancies(on, since=on - kept)])


def _short(gap: Gap) -> tuple:
    """What nobody may confirm yet (一般, or a clause that is not confirmed) waits for a decision and is never late."""
    unit, grade = gap.unit, Grade.SCHOOL if gap.state is State.GAP else Grade.ADVICE
    what = "学校党委组织员" if unit.parent_id is None else "专职组织员"
    title = f"{unit.short_name}：缺 {gap.lacking} 名{what}"
    return unit.pk, unit.pk, gap.began_on, title, reverse("staffing_detail", args=[unit.code]), gap.clause, grade.value


def _empty(vacancy: Vacancy) -> tuple:
    appointment = vacancy.appointment
    unit, person = appointment.unit, appointment.person
    url = reverse("organizer_detail", args=[person.roster_no])
    return appointment.pk, unit.pk, vacancy.empty_on, f"{unit.short_name}：{vacancy.words}", url
