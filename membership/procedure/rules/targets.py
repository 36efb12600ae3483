"""Listing as target: opinions, decision, the committee's answer, and the 2026 notice (DEV-12, DEV-63 to DEV-66)."""

from collections.abc import Iterator

from membership.procedure.case import Event
from membership.procedure.days import apart, is_after
from membership.procedure.editions import Edition
from membership.procedure.history import History
from membership.procedure.limits import AtMost, Start, asked_months
from membership.procedure.notice_days import PROVISIONAL, day_of_count, possible_counts
from membership.procedure.reporting import breach, lacks, lacks_day, title, where_it_applies
from membership.procedure.rules.bodies import branch_body, committee_body
from membership.procedure.rules.sequence import counted
from membership.procedure.steps import BEFORE, STEPS
from membership.procedure.verdict import Finding, NotChecked

# 第十三条: “听取党小组、培养联系人、党员和群众意见”.
OPINIONS = {"group": "党小组", "mentors": "培养联系人", "members": "党员", "masses": "群众"}
NOTICE_DAYS = 5  # 第十三条 (2026): “公示……不少于5个工作日”
ONCE_LISTED = tuple(code for code in STEPS if "target_filing" in BEFORE[code])
HOME_PLACES, MOBILE_PLACES = {"unit", "residence"}, {"origin", "destination"}


def _since_listed(history: History, event: Event | None) -> Start:
    return Start(history.target_from, "target_filing" if history.has("target_filing") is None else "")


STAYING = AtMost(
    "P-15",
    "admission_meeting",
    _since_listed,
    asked_months("target_list_valid_months"),
    "列为发展对象后超过本校规定的期限，应重新确认",
)


def opinions_and_decision(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-12: four opinions, all of them; the branch committee agrees."""
    for event in history.all("target_decision"):
        opinions = event.get("opinions")
        if opinions is None:
            yield lacks("DEV-12", event, "opinions")
        elif lacking := [words for code, words in OPINIONS.items() if code not in opinions]:
            yield breach(history, "DEV-12", event, f"确定发展对象前没有听取{'、'.join(lacking)}的意见")
        yield from branch_body(history, "DEV-12", event)


def committee_answer(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-12 (2014: filing) and DEV-63 (2026: consent, which may be refused, and asked for again)."""
    for event in history.all("target_filing"):
        for rule, edition in (("DEV-12", Edition.OF_2014), ("DEV-63", Edition.OF_2026)):
            found = committee_body(history, rule, event, "发展对象备案、同意")
            yield from where_it_applies(history.is_under(edition, event), found)
    last, following = history.last("target_filing"), _once_listed(history)
    if following and last and history.consent is None:
        words = f"上级党委不同意（{last.on}），{title(history, following)}不能办理"
        found = (breach(history, "DEV-63", following, words),)
        yield from where_it_applies(history.is_under(Edition.OF_2026, last), found)


def first_of(history: History, codes, *, but: Edition | None = None) -> Event | None:
    """The earliest of these steps that happened, leaving out those under one of the editions."""
    found = [event for code in codes for event in counted(history, code) if not but or history.edition(event) != but]
    return min(found, key=lambda each: (each.on is None, each.order, each.step), default=None)


def _once_listed(history: History) -> Event | None:
    """The first step that rests on the listing; one dated before the switch only where there is no other (ED-03)."""
    return first_of(history, ONCE_LISTED, but=Edition.OF_2014) or first_of(history, ONCE_LISTED)


def notice_before_listing(history: History) -> Iterator[Finding | NotChecked]:
    """DEV-64 to DEV-66, where the committee's answer falls under the 2026 text (ED-03)."""
    following = _once_listed(history)
    if following is None:
        yield from _once_posted(history)
        return
    if history.listing_edition is Edition.OF_2014:
        return
    notices = history.notices("target")
    if history.listing_edition is None:
        if any(history.first(code) for code in ("target_decision", "target_filing", "target_listing")):
            yield lacks_day("DEV-64", "target_filing")
    elif not notices:
        yield from _no_notice(history, following)
    elif obstacle := _obstacle(history, notices):
        words = f"公示结果影响入党（{title(history, obstacle)}），不能列为发展对象"
        yield breach(history, "DEV-66", following, words)
    else:
        yield from _judge_notice(history, history.listing_notice, following)


def _once_posted(history):
    """What can be told of the last notice before anybody is listed: it came without consent, it is too short, it was
    posted elsewhere. That it came before a consent given since is said when the listing rests on it."""
    notice, is_answered = history.listing_notice, history.has("target_filing")
    if notice is None or is_answered is None or history.case.may_hold_more("public_notice"):
        return
    if history.edition(notice) is Edition.OF_2014:
        return
    if (history.listing_edition if is_answered else history.edition(notice)) is not Edition.OF_2026:
        return
    if history.consent is None:
        answer = "上级党委不同意" if is_answered else "上级党委尚未同意"
        yield breach(history, "DEV-64", notice, f"{answer}，不能公示（{notice.on}），应在同意后公示")
    yield from _long_enough(history, notice)
    yield from _places(history, notice)


def _no_notice(history, following):
    if history.case.may_hold_more("public_notice"):
        yield NotChecked("DEV-64", "public_notice")
    else:
        words = f"上级党委同意后、列为发展对象前没有公示（{title(history, following)}）"
        yield breach(history, "DEV-64", following, words)


def _obstacle(history, notices) -> Event | None:
    """A notice that stands against listing and that no later one answers."""
    standing = history.listing_notice
    against = [each for each in notices if each.get("result") == "obstacle"]
    if standing is None:
        return against[-1] if against else None
    return next((each for each in against if each.on and standing.on and each.on.first >= standing.on.first), None)


def _judge_notice(history, notice, following):
    yield from _after_consent(history, notice, following)
    if history.edition(notice) is Edition.OF_2014:
        return  # Nothing but its coming too early can be said of it: no text asked for more on its day.
    yield from _long_enough(history, notice)
    yield from _places(history, notice)
    if notice.get("result") is None:
        yield lacks("DEV-66", notice, "result")
    yield from _listed_afterwards(history, notice)


def _after_consent(history, notice, following):
    """A notice from before the switch is no fault of its day; what rests on it is."""
    consent, event = history.consent, following if history.edition(notice) is Edition.OF_2014 else notice
    if consent is None or consent.on is None or notice.on is None:
        return
    early = is_after(consent.on, notice.on)
    if early:
        words = f"公示（{notice.on}）早于上级党委同意（{consent.on}）{apart(notice.on, consent.on)}，应在同意后公示"
        yield breach(history, "DEV-64", event, words, expected=consent.on)
    elif early is None:
        yield lacks_day("DEV-64", "public_notice")


def _long_enough(history, notice):
    last = notice.get("to")
    if notice.on is None or last is None:
        yield lacks("DEV-64", notice, "to" if notice.on else "from")
        return
    skips_first = history.policy(notice.on).notice_day_count.value == "posting_day_not_counted"
    fewest, most = possible_counts(history.calendar, notice.on, last, skips_first=skips_first)
    if most < NOTICE_DAYS:
        yield _too_short(history, notice, last, most, skips_first)
    elif fewest < NOTICE_DAYS:
        yield lacks_day("DEV-64", "public_notice")


def _too_short(history, notice, last, count, skips_first) -> Finding:
    wanted, is_provisional = day_of_count(history.calendar, notice.on.first, NOTICE_DAYS, skips_first=skips_first)
    words = f"公示不足 {NOTICE_DAYS} 个工作日：{notice.on} 至 {last} 为 {count} 个工作日，应至 {wanted}"
    words += apart(last, wanted) + (PROVISIONAL if is_provisional else "")
    return breach(history, "DEV-64", notice, words, expected=wanted)


def _places(history, notice):
    """DEV-64: at the unit or the residence; DEV-65: of mobile persons at origin and destination alike."""
    is_mobile = history.case.person.is_mobile
    places = {place for each in history.notices("target") for place in each.get("places") or ()}
    named = any(each.get("places") is not None for each in history.notices("target"))
    if not named:
        yield lacks("DEV-65" if is_mobile is not False else "DEV-64", notice, "places")
    elif is_mobile is None:
        if not places >= MOBILE_PLACES:
            yield NotChecked("DEV-65", "person.mobile")
    elif is_mobile and not places >= MOBILE_PLACES:
        yield breach(history, "DEV-65", notice, "流动人员应在流出地和流入地同时公示，现缺一处")
    elif not is_mobile and not places & HOME_PLACES:
        yield breach(history, "DEV-64", notice, "应在工作、学习所在单位或居住地公示")


def _listed_afterwards(history, notice):
    """DEV-66: the listing is a fourth act, after the notice's last day."""
    listing, last = history.first("target_listing"), notice.get("to")
    if listing is None or listing.on is None or last is None:
        return
    in_time = is_after(listing.on, last)
    if in_time is False:
        words = f"公示至 {last}，次日 {last.plus_days(1)} 起方可列为发展对象，登记为 {listing.on}"
        words += apart(listing.on, last.plus_days(1))
        yield breach(history, "DEV-66", listing, words, expected=last.plus_days(1))
    elif in_time is None:
        yield lacks_day("DEV-66", "target_listing")


RULES = (opinions_and_decision, committee_answer, notice_before_listing, STAYING.check)
LIMITS = (STAYING,)
