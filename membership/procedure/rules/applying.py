"""Application and first talk (DEV-01 to DEV-04)."""

from collections.abc import Iterator

from membership.procedure.days import is_before, sum_early
from membership.procedure.history import History
from membership.procedure.limits import AtMost, months, start_of
from membership.procedure.reporting import breach, lacks, lacks_day
from membership.procedure.verdict import Finding, NotChecked

AGE = 18  # 第五条: “年满十八岁”
TALKERS = {"secretary", "deputy", "organization_commissioner"}

# 第七条: “党组织收到入党申请书后，应当在一个月内派人同入党申请人谈话”.
TALK = AtMost("DEV-03", "application_talk", start_of("application"), months(1), "收到申请书后一个月内未派人谈话")


def is_of_age(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-01: eighteen full years on the day of application; of age on the birthday itself."""
    for event in history.all("application"):
        born = history.case.person.born_on
        if born is None or event.on is None:
            yield NotChecked("DEV-01", "person.born_on" if born is None else "application.on")
            continue
        birthday = born.plus_months(12 * AGE)
        early = is_before(event.on, birthday)
        if early:
            sums = sum_early(born, f"{AGE} 年", birthday, event.on)
            yield breach(history, "DEV-01", event, f"申请入党时未满十八岁：出生 {sums}", expected=birthday)
        elif early is None:
            yield lacks_day("DEV-01", "application")


def is_written(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-03: what is received is a written application; without one no talk is due."""
    for event in history.all("application"):
        written = event.get("written")
        if written is None:
            yield lacks("DEV-03", event, "written")
        elif not written:
            yield breach(history, "DEV-03", event, "入党申请不是书面的：请本人递交入党申请书，自收到之日起一个月内谈话")


def who_talked(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-04."""
    for event in history.all("application_talk"):
        by = event.get("by")
        if by is None:
            yield lacks("DEV-04", event, "by")
        elif by not in TALKERS:
            yield breach(history, "DEV-04", event, "与申请人谈话的一般是党支部书记、副书记或组织委员，请说明由何人谈话")


RULES = (is_of_age, is_written, TALK.check, who_talked)
LIMITS = (TALK,)
