"""Making findings: each with its clause, edition and severity from the catalog."""

from collections.abc import Iterable, Iterator

from membership.procedure.case import Event
from membership.procedure.catalog import RULES, Severity, clause_of
from membership.procedure.days import Day
from membership.procedure.editions import Edition, is_in_grace
from membership.procedure.history import History
from membership.procedure.steps import STEPS
from membership.procedure.verdict import NEEDS_THE_DAY, Finding, NotChecked
from policy.declaring import Setting

SCHOOL = "本校规定"


def breach(
    history: History,
    rule: str,
    event: Event,
    message: str,
    *,
    expected: Day | None = None,
    is_late: bool = False,
    only_warns: bool = False,
    article: tuple[int, int] | None = None,
) -> Finding:
    """The rule is broken by this event. `article` where the same duty stands in another article for this step."""
    norm = RULES[rule]
    # A duty that the 2026 text adds is asked for only where that text holds, whatever the day of the step.
    edition = Edition.OF_2026 if norm.is_new else history.edition(event)
    severity = Severity.WARNING if only_warns else norm.severity(edition)
    if norm.is_new and event.on and is_in_grace(event.on, history.switch_on, history.grace_until):
        severity, message = Severity.WARNING, f"{message}（新规定公布前，只作提示）"
    is_cited = norm.article(edition) is not None and norm.is_read(edition)
    clause = clause_of(edition, article[edition is Edition.OF_2026]) if article else norm.clause(edition)
    return Finding(
        rule,
        severity,
        event.step,
        event.iso,
        message,
        clause,
        edition if is_cited or article else None,
        expected.iso() if expected else None,
        is_late,
    )


def short_of_school(
    rule: str, event: Event, message: str, setting: Setting, *, expected: Day | None = None, is_late: bool = False
) -> Finding:
    """What only the school asks: a warning under the clause of its own rule."""
    clause, day = setting.clause or SCHOOL, expected.iso() if expected else None
    return Finding(rule, Severity.WARNING, event.step, event.iso, message, clause, None, day, is_late)


def fault(
    history: History,
    rule: str,
    event: Event,
    message: str,
    *,
    expected: str | None = None,
    only_warns: bool = False,
) -> Finding:
    """A fault of the file itself (DATE, ORDER, VOTES, CLAIM, DOC), cited by the article of the step."""
    edition = history.edition(event)
    severity = Severity.WARNING if only_warns else Severity.ERROR
    clause = clause_of(edition, STEPS[event.step].article_in(edition))
    return Finding(rule, severity, event.step, event.iso, message, clause, edition or Edition.OF_2014, expected)


def lacks(rule: str, event: Event, fact: str) -> NotChecked:
    """A fact of the event that the rule needs and the file does not name."""
    return NotChecked(rule, f"{event.step}.{fact}")


def lacks_day(rule: str, step: str) -> NotChecked:
    return NotChecked(rule, NEEDS_THE_DAY, step)


def where_it_applies(applies: bool | None, found: Iterable[Finding | NotChecked]) -> Iterator[Finding | NotChecked]:
    """What a rule says of a step that it may not apply to: where only the day can tell, a breach needs the day."""
    for each in found if applies is not False else ():
        yield each if applies or isinstance(each, NotChecked) else lacks_day(each.rule, each.step)


def title(history: History, event: Event) -> str:
    """“支部大会讨论（2020-01-05）”."""
    day = f"（{event.on}）" if event.on else ""
    return f"{STEPS[event.step].title_in(history.edition(event))}{day}"
