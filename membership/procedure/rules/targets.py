"""Listing as target: opinions, decision, the committee's answer, and the 2026 notice (DEV-12, DEV-63 to DEV-66)."""

from collections.abc import Iterator

from membership.procedure.case import Event
from membership.procedure.days import Day, apart, is_after, later
from membership.procedure.editions import Edition
from membership.procedure.history import History
from membership.procedure.limits import AtMost, Start, asked_months
from membership.procedure.notice_days import PROVISIONAL, day_of_count, possible_counts
from membership.procedure.posting import HOME_PLACES, MOBILE_PLACES, may_rest_on
from membership.procedure.reporting import breach, lacks, lacks_day, title, where_it_applies
from membership.procedure.rules.bodies import branch_body, committee_body
from membership.procedure.rules.sequence import counted
from membership.procedure.steps import BEFORE, STEPS
from membership.procedure.verdict import Finding, NotChecked

# 第十三条: “听取党小组、培养联系人、党员和群众意见”.
OPINIONS = {"group": "党小组", "mentors": "培养联系人", "members": "党员", "masses": "群众"}
NOTICE_DAYS = 5  # 第十三条 (2026): “公示……不少于5个工作日”
ONCE_LISTED = tuple(code for code in STEPS if "target_filing" in BEFORE[code])


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
    elif against := _against(history, notices):
        yield from _stands_against(history, against, following)
    else:
        yield from _judge_notices(history, following)


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
    for each in history.listing_notices:
        yield from _long_enough(history, each)
    yield from _everywhere(history)


def _no_notice(history, following):
    if history.case.may_hold_more("public_notice"):
        yield NotChecked("DEV-64", "public_notice")
    else:
        words = f"上级党委同意后、列为发展对象前没有公示（{title(history, following)}）"
        yield breach(history, "DEV-64", following, words)


def _against(history, notices) -> dict[Event, bool | None]:
    """The notices whose result stands against the listing, and whether it does: not where those on which it rests were
    posted when such a notice was over. None where the days do not tell."""
    found = {}
    for each in notices:
        ended, standing = each.get("to") or each.on, history.listing_notices
        after = [is_after(one.on, ended) if one.on and ended else None for one in standing] or [False]
        if each.get("result") == "obstacle" and not all(after):
            found[each] = None if None in after and False not in after else True
    return found


def _stands_against(history, against, following):
    certain = [each for each, stands in against.items() if stands]
    if not certain:
        yield lacks_day("DEV-66", "public_notice")
        return
    words = f"公示结果影响入党（{title(history, certain[-1])}），不能列为发展对象"
    yield breach(history, "DEV-66", following, words)


def _judge_notices(history, following):
    is_mobile = history.case.person.is_mobile
    if len(may_rest_on(history.standing_notices, is_mobile)) > 1:
        rule = "DEV-64" if is_mobile is False else "DEV-65"
        yield NotChecked(rule, "person.mobile" if is_mobile is None else "public_notice.places")
        return
    for notice in history.listing_notices:
        yield from _judge_notice(history, notice, following)
    if history.edition(history.listing_notice) is not Edition.OF_2014:
        yield from _everywhere(history)
    yield from _listed_afterwards(history, history.listing_notice)


def _judge_notice(history, notice, following):
    yield from _after_consent(history, notice, following)
    if history.edition(notice) is Edition.OF_2014:
        return  # Nothing but its coming too early can be said of it: no text asked for more on its day.
    yield from _long_enough(history, notice)
    if notice.get("result") is None:
        yield lacks("DEV-66", notice, "result")


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
    skips_first = _skips_first(history, notice.on)
    fewest, most = possible_counts(history.calendar, notice.on, last, skips_first=skips_first)
    if most < NOTICE_DAYS:
        yield _too_short(history, notice, last, most, skips_first)
    elif fewest < NOTICE_DAYS:
        yield lacks_day("DEV-64", "public_notice")


def _skips_first(history, posted_on) -> bool:
    return history.policy(posted_on).notice_day_count.value == "posting_day_not_counted"


def _too_short(history, notice, last, count, skips_first) -> Finding:
    wanted, is_provisional = day_of_count(history.calendar, notice.on.first, NOTICE_DAYS, skips_first=skips_first)
    words = f"公示不足 {NOTICE_DAYS} 个工作日：{notice.on} 至 {last} 为 {count} 个工作日，应至 {wanted}"
    words += apart(last, wanted) + (PROVISIONAL if is_provisional else "")
    return breach(history, "DEV-64", notice, words, expected=wanted)


def _everywhere(history):
    """DEV-64: at the unit or the residence; DEV-65: of mobile persons at origin and destination at the same time."""
    is_mobile, notices = history.case.person.is_mobile, history.listing_notices
    places = {place for each in notices for place in each.get("places") or ()}
    lacking = not places & HOME_PLACES if is_mobile is False else not places >= MOBILE_PLACES
    rule = "DEV-64" if is_mobile is False else "DEV-65"
    if lacking and any(each.get("places") is None for each in notices):
        yield lacks(rule, notices[-1], "places")
    elif lacking and history.case.may_hold_more("public_notice"):
        yield NotChecked(rule, "public_notice")
    elif lacking and is_mobile is None:
        yield NotChecked("DEV-65", "person.mobile")
    elif lacking and is_mobile:
        yield breach(history, "DEV-65", notices[-1], "流动人员应在流出地和流入地同时公示，现缺一处")
    elif lacking:
        yield breach(history, "DEV-64", notices[-1], "应在工作、学习所在单位或居住地公示")
    elif len(notices) > 1:
        yield from _together(history, *notices)


def _together(history, one, other):
    """Two notices are one at the same time for as long as both of them hang."""
    ends = [each.get("to") for each in (one, other)]
    if None in ends or None in (one.on, other.on):
        return  # What each of them lacks has been said.
    start, last = later(one.on, other.on), Day(min(ends).first, min(each.last for each in ends))
    fewest, most = possible_counts(history.calendar, start, last, skips_first=_skips_first(history, start))
    if most < NOTICE_DAYS:
        latest = max(one, other, key=lambda each: each.order)
        words = f"流出地和流入地的公示应同时不少于 {NOTICE_DAYS} 个工作日，同时公示的只有 {most} 个工作日"
        yield breach(history, "DEV-65", latest, words)
    elif fewest < NOTICE_DAYS:
        yield lacks_day("DEV-65", "public_notice")


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
