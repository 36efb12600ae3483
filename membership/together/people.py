"""Whom a batch may be about: cases whose turn it is, where the viewer may record the step."""

import re

from django.db.models import Count, Exists, OuterRef, Q

from directory.scope import either, within
from membership.authority import SHARED, Power, power_of
from membership.models import Case, StepRecord
from membership.procedure.steps import STEPS
from membership.together.kinds import MOST, Batch
from membership.voting import SUBJECT_OF_STEP

# As many as a page of ticks may show; more are found by their branch.
SHOWN = 200
_CODE = re.compile(r"[0-9a-f]{1,12}")


def candidates(viewer, batch: Batch, unit=None):
    """Cases under way whose next step it is, or who stand in a stage where it may be done beside; by branch and day."""
    done = StepRecord.objects.standing().filter(case=OuterRef("pk"), step=batch.step)
    beside = Q(stage__in=batch.stages)
    rows = seen(viewer).filter(_reach(viewer, batch), Q(next_step=batch.step) | beside, paused_on__isnull=True)
    if STEPS[batch.step].is_once:
        rows = rows.filter(~Exists(done))
    if unit is not None:
        rows = rows.filter(unit__path__startswith=unit.path)
    return rows.exclude(person=viewer.account.person_id).order_by("unit__path", "due_on", "person__sort_pinyin", "pk")


def forgotten(viewer, meeting):
    """Cases of the branch that still wait for such a meeting, and on whom this one did not vote."""
    reach = within(viewer, Power.RECORD, "unit")
    rows = seen(viewer).filter(reach, unit=meeting.unit, next_step__in=SUBJECT_OF_STEP, paused_on__isnull=True)
    voted = meeting.items.standing().filter(person__isnull=False).values("person")
    rows = rows.exclude(person__in=voted).exclude(person=viewer.account.person_id)
    return rows.order_by("person__sort_pinyin", "pk")


def waiting(viewer, batches) -> dict[str, int]:
    """Step → how many people it is next for, where the viewer may record it; one query for each reach."""
    found: dict[str, int] = {}
    for reach in {_reach_key(batch): batch for batch in batches}.values():
        steps = [batch.step for batch in batches if _reach_key(batch) == _reach_key(reach)]
        rows = Case.objects.visible_to(viewer).in_progress().filter(_reach(viewer, reach), paused_on__isnull=True)
        rows = rows.filter(next_step__in=steps).exclude(person=viewer.account.person_id)
        found |= dict(rows.order_by().values_list("next_step").annotate(Count("pk")))
    return found


def _reach_key(batch) -> tuple:
    return power_of(batch.step), batch.step in SHARED


def chosen(viewer, batch: Batch, codes) -> list[Case]:
    """The cases of those numbers where the viewer may do the batch; at most as many as a form holds.

    Whoever accompanies somebody of another branch sees that case, and does nothing there together with others.
    """
    return list(_ordered(seen(viewer).filter(_reach(viewer, batch)), codes)[: MOST + 1])


def recorded(viewer, codes) -> list[Case]:
    """Of those numbers whatever lies in the viewer's units, ended cases too: for what was recorded already."""
    rows = Case.objects.within(viewer, "cases.view").select_related("person", "unit__parent", "template")
    return list(_ordered(rows, codes)[:MOST])


def _ordered(rows, codes):
    wanted = [code for code in codes if _CODE.fullmatch(code)][: MOST * 2]
    return rows.filter(code__in=wanted).order_by("unit__path", "person__sort_pinyin", "pk")


def seen(viewer):
    return Case.objects.visible_to(viewer).in_progress().select_related("person", "unit__parent", "template")


def _reach(viewer, batch) -> Q:
    reach = within(viewer, power_of(batch.step), "unit")
    return either(reach, within(viewer, Power.RECORD, "unit")) if batch.step in SHARED else reach


def may_begin(viewer, batch: Batch) -> bool:
    """Whether the viewer holds the power anywhere; where, is each case's question."""
    powers = {power_of(batch.step)} | ({Power.RECORD} if batch.step in SHARED else set())
    return any(viewer.may(power) for power in powers)
