"""Conversion, extension, cancellation, and the file afterwards (DEV-41 to DEV-55, DEV-73)."""

from collections.abc import Iterator

from membership.procedure.days import apart, is_after, is_before, is_other
from membership.procedure.editions import Edition, edition_of
from membership.procedure.history import History
from membership.procedure.probation import EXTENSION_LEAST, EXTENSION_MOST
from membership.procedure.reporting import breach, lacks, lacks_day, title, where_it_applies
from membership.procedure.rules.sequence import is_early_extension
from membership.procedure.verdict import Finding, NotChecked

PARTS = {
    "application": "入党申请书",
    "book": "入党志愿书",
    "political_review": "政治审查材料",
    "conversion_application": "转正申请书",
    "cultivation": "培养教育考察材料",
    "activist_form": "入党积极分子培养考察登记表",
    "probation_form": "预备党员教育考察登记表",
}
ALWAYS = ("application", "book", "political_review", "conversion_application")
FORMS = ("activist_form", "probation_form")


def not_early(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-47: at the end of probation, not before; DEV-41: nobody is a full member within the year."""
    if not history.probation.is_certain:
        yield lacks_day("DEV-47", "conversion_meeting")
        return
    for each in history.probation.discussions:
        if each.due_on is None or each.meeting.on is None:
            continue
        if not _waits(history, each):
            yield from _perhaps_early(history, each)
            continue
        early = is_before(each.meeting.on, each.due_on)
        if early:
            sums = f"预备期至 {each.due_on.plus_days(-1)}，{each.due_on} 起方可讨论，登记为 {each.meeting.on}"
            sums += apart(each.meeting.on, each.due_on)
            yield breach(history, "DEV-47", each.meeting, f"预备期未满讨论转正：{sums}", expected=each.due_on)
        elif early is None:
            yield lacks_day("DEV-47", "conversion_meeting")
        yield from _approved_early(history, each)


def _waits(history, discussion) -> bool:
    """A cancellation need not wait, nor an extension for a light breach (DEV-44)."""
    return discussion.decision != "cancel" and not is_early_extension(history, discussion)


def _perhaps_early(history, discussion):
    """An early extension whose light breach the file may leave out."""
    if discussion.decision == "extend" and history.is_lightly_disciplined is None:
        yield NotChecked("DEV-47", "discipline.kind" if history.first("discipline") else "discipline")


def _approved_early(history, discussion):
    approval = discussion.approval
    if discussion.decision != "convert" or not discussion.is_approved or approval.on is None:
        return
    early = is_before(approval.on, discussion.due_on)
    is_before_meeting = discussion.meeting.on and is_before(approval.on, discussion.meeting.on)
    if early and is_before_meeting and history.case.may_hold_more("conversion_meeting"):
        yield NotChecked("DEV-41", "conversion_meeting")  # It may answer one that the excerpt leaves out.
    elif early is None:
        yield lacks_day("DEV-41", approval.step)
    elif early:
        sums = f"预备期至 {discussion.due_on.plus_days(-1)}，批准转正登记为 {approval.on}"
        words = f"预备期不足，已批准转正：{_since(history, discussion)}{sums}{apart(approval.on, discussion.due_on)}"
        yield breach(history, "DEV-41", approval, words, expected=discussion.due_on)


def _since(history, discussion) -> str:
    """Where the probation was not extended, its year."""
    probation = history.probation
    is_plain = probation.from_on and discussion.due_on == probation.original_full_on
    return f"{probation.from_on} + 1 年 = {discussion.due_on}，" if is_plain else ""


def each_is_approved(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-42: convert, extend, cancel: each needs the superior's approval before anything follows."""
    if not history.probation.is_certain:
        yield lacks_day("DEV-42", "conversion_meeting")
        return
    for each in history.probation.discussions:
        if each.decision is None and each.approval:
            yield lacks("DEV-42", each.meeting, "decision")
        if each.approval is None and not each.is_last:
            if history.case.may_hold_more("conversion_approval"):
                yield NotChecked("DEV-42", "conversion_approval")
            elif each.decision in ("extend", "cancel"):
                words = f"{title(history, each.meeting)}的决议没有上级党委审批"
                yield breach(history, "DEV-42", each.meeting, words)
    yield from _discussed_after_the_end(history)
    yield from _archived_unconverted(history)


def _discussed_after_the_end(history):
    """“cancel → terminal”: who was cancelled begins with a new application; of a full member nothing is discussed."""
    for each in history.probation.beyond:
        end = history.probation.discussions[-1]
        rule = "DEV-44" if end.decision == "cancel" else "DEV-42"
        if history.case.may_hold_more("conversion_meeting"):
            yield NotChecked(rule, "conversion_meeting")  # The reply may answer one that the excerpt leaves out.
        elif end.decision == "cancel":
            words = f"已取消预备党员资格（{end.approval.on}），不能再讨论；再次申请入党的，另立新的个案"
            yield breach(history, rule, each.meeting, words)
        else:
            words = f"已批准转为正式党员（{end.approval.on}），不能再讨论转正、延长或取消，请核对登记"
            yield breach(history, rule, each.meeting, words)


def _archived_unconverted(history):
    """The file is closed once the conversion is approved (第三十七条; 2026: 第三十六条: “预备党员转正后”)."""
    archive, discussions, conversion = (
        history.first("archive"),
        history.probation.discussions,
        history.probation.conversion,
    )
    if archive is None or not discussions or not history.all("conversion_approval"):
        return  # What is missing altogether is found as missing.
    if conversion is None and not any(each.decision is None and each.is_approved for each in discussions):
        yield from _archived(history, archive, _unconverted_words(history, discussions[-1]))
    elif conversion and _is_early(archive, conversion.approval) and conversion is not discussions[0]:
        words = f"归档（{archive.on}）早于批准转正（{conversion.approval.on}），应在转正后归档"
        yield from _archived(history, archive, words + apart(archive.on, conversion.approval.on))


def _is_early(archive, approval) -> bool | None:
    return is_before(archive.on, approval.on) if archive.on and approval.on else None


def _archived(history, archive, words):
    if history.case.may_hold_more("conversion_meeting"):
        yield NotChecked("DEV-42", "conversion_meeting")
    else:
        yield breach(history, "DEV-42", archive, words)


def _unconverted_words(history, last) -> str:
    if last.is_refused:
        return f"转正未获批准（{title(history, last.approval)}），不能归档"
    if last.awaits_approval or last.is_failed:
        return f"{title(history, last.meeting)}的决议没有上级党委审批，不能归档"
    if last.decision == "cancel":
        return f"已取消预备党员资格（{last.approval.on}），没有转正，不按转正归档"
    return f"预备期已延长（{title(history, last.meeting)}），尚未转正，不能归档；延长期满应召开支部大会讨论"


def extension(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-43: once, at least half a year, at most a year."""
    if not history.probation.is_certain:
        yield lacks_day("DEV-43", "conversion_meeting")
        return
    extensions = history.probation.extensions
    for each in extensions:
        months = each.meeting.get("extend_months")
        if months is None:
            yield lacks("DEV-43", each.meeting, "extend_months")
        elif not EXTENSION_LEAST <= months <= EXTENSION_MOST:
            words = f"延长预备期应为 {EXTENSION_LEAST} 至 {EXTENSION_MOST} 个月，登记为 {months} 个月"
            yield breach(history, "DEV-43", each.meeting, words)
    for each in extensions[1:]:
        words = f"预备期只能延长一次，此前已延长（{extensions[0].meeting.on}），应转正或取消资格"
        yield breach(history, "DEV-43", each.meeting, words)


def party_seniority(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-50: from the end of probation, not from meeting or approval; DEV-54: a postponement does not move it."""
    if not history.probation.is_certain:
        yield lacks_day("DEV-50", "conversion_meeting")
        return
    for each in history.probation.discussions:
        if each.decision != "convert" or not each.is_approved:
            continue
        written, computed = each.approval.get("full_member_from"), each.due_on
        if written is None:
            yield lacks("DEV-50", each.approval, "full_member_from")
        elif computed is None:
            yield NotChecked("DEV-50", _lacking_for_the_end(history))
        elif written.first > computed.last and history.case.may_hold_more("conversion_meeting"):
            yield NotChecked("DEV-50", "conversion_meeting")  # An excerpt may leave out an extension.
        elif is_other(written, computed) is None:
            yield lacks_day("DEV-50", each.approval.step)
        elif is_other(written, computed):
            words = (
                f"转为正式党员之日（党龄起算）应为预备期满次日 {computed}，批复写为 {written}{apart(written, computed)}"
            )
            yield breach(history, "DEV-50", each.approval, words, expected=computed)
            yield from _moved_by_postponement(history, each, written, computed)


def _lacking_for_the_end(history) -> str:
    """What would tell the end of probation."""
    if history.probation.original_full_on:
        return "conversion_meeting.extend_months"
    return "admission_meeting.on" if history.admission else "admission_meeting"


def _moved_by_postponement(history, discussion, written, computed):
    if history.all("postponement") and is_after(written, computed):
        words = f"推迟讨论不是延长预备期，不改变党龄，仍为 {computed}"
        yield breach(history, "DEV-54", discussion.approval, words)


def archive(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-55 (five classes) and DEV-73 (six), by the edition of the day of filing."""
    for event in history.all("archive"):
        for rule, edition in (("DEV-55", Edition.OF_2014), ("DEV-73", Edition.OF_2026)):
            yield from where_it_applies(history.is_under(edition, event), _complete(history, event, rule, edition))


def _complete(history, event, rule, edition):
    held = event.get("documents")
    if held is None:
        yield lacks(rule, event, "documents")
        return
    lacking = _lacking_2026(history, set(held)) if edition is Edition.OF_2026 else _lacking_2014(set(held))
    if words := [PARTS[part] for part, is_certain in lacking if is_certain]:
        yield breach(history, rule, event, f"归档材料缺少{'、'.join(words)}")
    elif lacking:
        yield lacks_day(rule, event.step)


def _lacking_2014(held) -> list[tuple[str, bool]]:
    """Parts that are not there, and whether they certainly should be."""
    lacking = [(part, True) for part in ALWAYS if part not in held]
    return lacking if held & {"cultivation", *FORMS} else [*lacking, ("cultivation", True)]


def _lacking_2026(history, held) -> list[tuple[str, bool]]:
    """Material of a stage that was finished before the switch counts for its form."""
    lacking = [(part, True) for part in ALWAYS if part not in held]
    for form in FORMS:
        counts = _was_finished(history, form) if "cultivation" in held else False
        if form not in held and counts is not True:
            lacking.append((form, counts is False))
    return lacking


def _was_finished(history, form) -> bool | None:
    conversion = history.probation.conversion
    last = history.target_from if form == "activist_form" else conversion.meeting.on if conversion else None
    edition = edition_of(last, history.switch_on)
    return None if edition is None else edition is Edition.OF_2014


RULES = (not_early, each_is_approved, extension, party_seniority, archive)
LIMITS = ()
