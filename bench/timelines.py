"""Ten thousand histories with known faults: all found, no false alarm, at most a millisecond each."""

import json
import random
import resource
from collections import Counter
from functools import partial

from bench.measure import HEADER, line
from dates.working_days import WorkingCalendar
from membership.policy import MembershipPolicy
from membership.procedure.judging import judge_json
from membership.procedure.policies import PoliciesOn, fixed
from policy.presets import NATIONAL, preset_policy
from tests.membership.procedure.faults import FAULTS
from tests.membership.procedure.generating import lawful_history
from tests.membership.procedure.histories import AS_OF, CALENDAR
from tests.membership.procedure.planting import Fault

CASES, SEED = 10_000, 20261120
LIMIT = 1.0  # ms a case


def main() -> None:
    print(HEADER)
    planted = [_case(random.Random(f"{SEED}-{number}"), number) for number in range(CASES)]
    texts = [json.dumps(raw, ensure_ascii=False) for _, raw in planted]
    policies_on = fixed(preset_policy(MembershipPolicy, NATIONAL))
    begun = _processor()
    verdicts = [_judged(text, policies_on, CALENDAR) for text in texts]
    each = (_processor() - begun) / CASES
    line(f"{CASES} histories: read from JSON, judge, write (a case)", each, LIMIT, goal="≤ 1 ms")
    _report(planted, verdicts)


def _case(source: random.Random, number: int) -> tuple[Fault | None, dict]:
    """Half of them lawful, half with one fault."""
    draw = partial(_leaning, source)
    if number % 2:
        edition = source.choice(("2014", "2026", "both"))
        return None, lawful_history(draw, edition, case_id=number)
    fault = source.choice(FAULTS)
    raw = lawful_history(draw, source.choice(fault.editions), case_id=number, is_whole=True)
    return fault, fault.plant(raw)


def _leaning(source: random.Random, low: int, high: int) -> int:
    """A third of all distances lie at their bounds, where a month's length decides."""
    return source.choice((low, high)) if source.random() < 1 / 3 else source.randint(low, high)


def _judged(text: str, policies_on: PoliciesOn, calendar: WorkingCalendar) -> dict:
    written = judge_json(json.loads(text), AS_OF, policies_on, calendar).as_json()
    json.dumps(written, ensure_ascii=False)
    return written


def _report(planted, verdicts) -> None:
    counted = Counter(_outcome(fault, written) for (fault, _), written in zip(planted, verdicts, strict=True))
    shown = ", ".join(f"{words} {number}" for words, number in sorted(counted.items()))
    print(f"  {shown}; kinds of fault {len(FAULTS)}")
    assert set(counted) <= {"fault found", "lawful and clean"}, counted


def _outcome(fault: Fault | None, written: dict) -> str:
    errors = {each["rule"] for each in written["findings"] if each["severity"] == "error"}
    if fault is None:
        return "false alarm" if errors or written["verdict"] != "legal" else "lawful and clean"
    found = {each["rule"] for each in written["findings"] if each["severity"] == fault.severity}
    if fault.rule not in found:
        return "fault missed"
    return "fault found" if errors <= {fault.rule, *fault.also} else "something else as well"


def _processor() -> float:
    """Milliseconds that this process has computed: a busy machine is no slower rule."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return (used.ru_utime + used.ru_stime) * 1000
