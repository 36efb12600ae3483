"""Giving a party committee the authority to approve members, or taking it back (P-09; DEV-31, DEV-32)."""

import datetime as dt

from directory.changes import Fact, changes
from directory.constraints import refusing_conflicts
from directory.models import Unit
from directory.refusals import Grade, Refusal, Refused
from membership.approving import COMMITTEES
from membership.models import ApprovalAuthority, PersonKind


@refusing_conflicts()
@changes(Fact.POLICY)
def set_authority(
    *, unit: Unit, person_kind: str = PersonKind.EVERYBODY, approves: bool, document: str, from_on: dt.date
) -> ApprovalAuthority:
    """What holds from that day on; what held before ends on the day before. Raises `Refused` with every reason."""
    held = ApprovalAuthority.objects.select_for_update().filter(unit=unit, person_kind=person_kind)
    if refusals := list(_refusals(unit, approves, document, held.filter(from_on__gte=from_on).first())):
        raise Refused(*refusals)
    held.on(from_on).update(to_on=from_on - dt.timedelta(days=1))
    return ApprovalAuthority.objects.create(
        unit=unit, person_kind=person_kind, approves=approves, document=document.strip(), from_on=from_on
    )


def _refusals(unit, approves, document, later):
    if unit.kind not in COMMITTEES:
        words = f"{unit.short_name}是{unit.get_kind_display()}，不能审批预备党员，只能审议后报上级党委。"
        yield Refusal("DEV-31", words, grade=Grade.PARTY, field="unit")
    elif unit.is_temporary:
        words = f"{unit.short_name}是临时党组织，不能审批预备党员。"
        yield Refusal("DEV-32", words, grade=Grade.PARTY, field="unit")
    elif unit.parent_id is None and not approves:
        words = f"{unit.short_name}之上没有可以审批的党委，不能收回它的审批权。"
        yield Refusal("authority.top", words, field="approves")
    if not document.strip():
        yield Refusal("authority.document", "请写明授权或收回审批权的文件。", field="document")
    if later:
        words = f"从 {later.from_on} 起已另有规定，请填写更晚的日期。"
        yield Refusal("authority.later", words, field="from_on")
