"""The rules of the demo school: a preset, and where none was asked for, the school's own supplement on top."""

import datetime as dt

from directory.models import Account
from membership.procedure.editions import SWITCH_ON, Edition
from membership.services.editions import confirm_edition
from policy.models import Clause, Document
from policy.presets.loading import load_preset
from policy.services.versions import publish_draft, save_value, start_draft

PRESET = "D3"
_SINCE = dt.date(2022, 3, 1)


def set_rules(preset: str | None, today: dt.date) -> None:
    """The preset as version 1. Without one it is D3 and, as version 2, trial and rotation, which D3 does not ask."""
    load_preset(preset or PRESET)
    if preset is None:
        _publish_supplement(today)


def confirm_the_text(today) -> None:
    """The invented school goes by the text of 2026 as soon as that is in force."""
    if today >= SWITCH_ON:
        by = Account.objects.get(username="admin")
        document = "江海大学关于执行《发展党员工作细则》（2026年修订）的通知"
        confirm_edition(edition=Edition.OF_2026, document=document, on=SWITCH_ON, by=by, today=today)


def _publish_supplement(today) -> None:
    """Drafted by the system administrator and published by the department, as the settings pages ask for."""
    document = Document.objects.create(
        code="JH-1",
        name="江海大学组织员管理补充规定",
        issuer="中共江海大学委员会",
        number="江海大党发〔2022〕6号",
        short_name="江海大学补充规定",
        issued_on=_SINCE,
        effective_on=_SINCE,
    )
    drafter, publisher = (Account.objects.get(username=name) for name in ("system", "admin"))
    draft = start_draft(title="江海大学补充规定", effective_on=_SINCE, by=drafter, note="增加试用期和轮岗年限")
    for article, paraphrase, parameter, value, strength in (
        ("第二条", "新提拔的组织员试用一年，期满考核合格的正式任职。", "organizers.trial_months", 12, "须"),
        ("第三条", "在同一党组织任专职组织员满八年的，可以交流轮岗。", "organizers.rotation_years", 8, "可"),
    ):
        clause = Clause.objects.create(document=document, article=article, paraphrase=paraphrase)
        save_value(
            draft=draft, by=drafter, parameter=parameter, value=value, strength=strength, clause=clause, from_on=_SINCE
        )
    publish_draft(draft=draft, by=publisher, today=today, confirmed=True)
