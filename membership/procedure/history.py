"""What follows from a history without judging it: presence, editions, the meeting that counts, dates and stage.

Everything is worked out when it is first asked for and then kept; the rules ask, and never work out twice.
"""

import datetime as dt
from collections.abc import Callable
from functools import cached_property

from branches.quorum import carries
from dates.working_days import WorkingCalendar
from membership.policy import MembershipPolicy
from membership.procedure.case import Case, Event
from membership.procedure.cultivation import Cultivation, cultivation_of
from membership.procedure.days import Day, is_after, later
from membership.procedure.editions import GRACE_UNTIL, SWITCH_ON, Edition, edition_of
from membership.procedure.policies import PoliciesOn, overridden
from membership.procedure.posting import at_each_place
from membership.procedure.probation import Probation, probation_of

# What only a target does. (A course may have been one for activists.)
AS_TARGET = ("target_listing", "introducers", "political_review", "committee_review", "pre_review", "admission_meeting")

UNKNOWN_END = Day(dt.date.max, dt.date.max)


class History:
    """A case with the parameters and the calendar by which it is judged.

    A school that has not yet confirmed the text of 2026 is only warned by what that text alone demands; `confirmed` is
    asked where it matters.
    """

    def __init__(
        self,
        case: Case,
        policies_on: PoliciesOn,
        calendar: WorkingCalendar,
        *,
        confirmed: Callable[[], bool] = lambda: True,
    ):
        self.case, self.calendar, self.confirmed = case, calendar, confirmed
        self._policies_on = policies_on
        self._overridden: dict[int, MembershipPolicy] = {}

    def of(self, case: Case) -> "History":
        """Another case, or this one with an event more, by the same parameters and calendar."""
        return History(case, self._policies_on, self.calendar, confirmed=self.confirmed)

    # --- parameters and editions

    def policy(self, on: Day | None = None) -> MembershipPolicy:
        """What holds on the day of a step, or on the day of judging."""
        held = self._policies_on(on.first if on else self.case.as_of)
        if not self.case.policy:
            return held
        if id(held) not in self._overridden:
            self._overridden[id(held)] = overridden(held, self.case.policy)
        return self._overridden[id(held)]

    @cached_property
    def switch_on(self) -> dt.date:
        """First day of the 2026 edition (P-39)."""
        written = self.policy().rule_edition_switch_date.value
        return dt.date.fromisoformat(written) if written else SWITCH_ON

    @cached_property
    def grace_until(self) -> dt.date:
        """Last day on which a breach of a new duty only warns (P-41)."""
        written = self.policy().new_duty_grace_until.value
        return dt.date.fromisoformat(written) if written else GRACE_UNTIL

    def edition(self, event: Event | None) -> Edition | None:
        return edition_of(event.on, self.switch_on) if event else None

    def is_under(self, edition: Edition, event: Event) -> bool | None:
        """Whether the step is judged by that text; None where it takes the day to tell."""
        found = self.edition(event)
        return None if found is None else found is edition

    # --- events

    def all(self, step: str) -> tuple[Event, ...]:
        return self.case.events.get(step, ())

    def first(self, step: str) -> Event | None:
        found = self.case.events.get(step)
        return found[0] if found else None

    def last(self, step: str) -> Event | None:
        found = self.case.events.get(step)
        return found[-1] if found else None

    def has(self, step: str) -> bool | None:
        """Whether the step happened; None where the file does not tell."""
        if step in self.case.events:
            return True
        return None if self.case.may_hold_more(step) else False

    def notices(self, purpose: str) -> tuple[Event, ...]:
        return tuple(each for each in self.all("public_notice") if each.get("for") == purpose)

    # --- activist and target

    @cached_property
    def cultivation_start(self) -> Day | None:
        """The determination as activist: the branch's decision, or the committee's filing (P-04)."""
        decision = self.first("activist_decision")
        basis = self.policy(decision.on if decision else None).activist_start_basis.value
        event = self.first("activist_filing") if basis == "committee_filing" else decision
        return event.on if event else None

    @cached_property
    def cultivation(self) -> Cultivation:
        decision = self.first("target_decision")
        return cultivation_of(self.cultivation_start, self.all("transfer"), decision.on if decision else None)

    @cached_property
    def consent(self) -> Event | None:
        """The superior committee's filing (2014: nothing to refuse) or consent (2026); None where it only refused."""
        return next((each for each in self.all("target_filing") if not self.is_no(each)), None)

    def is_no(self, answer: Event) -> bool:
        """A consent that was refused."""
        return answer.get("result") == "refuse" and self.edition(answer) is not Edition.OF_2014

    @cached_property
    def listing_edition(self) -> Edition | None:
        """By which text the person becomes a target: that of the committee's answer (ED-02, ED-03)."""
        answer = self.consent or self.last("target_filing") or self.first("target_listing")
        answer = answer or self.first("target_decision")
        return self.edition(answer)

    @cached_property
    def standing_notices(self) -> tuple[Event, ...]:
        """The notices that do not stand against the listing, posted before anything that only a target does. One that
        is posted later says nothing of the listing."""
        standing = tuple(each for each in self.notices("target") if each.get("result") != "obstacle")
        begun = [event.on for code in AS_TARGET if (event := self.first(code)) and event.on]
        return (
            tuple(each for each in standing if not (each.on and any(is_after(each.on, day) for day in begun)))
            or standing
        )

    @cached_property
    def listing_notices(self) -> tuple[Event, ...]:
        """What the listing rests on: the last one, and of a mobile person the last one at either place."""
        return at_each_place(self.standing_notices, is_mobile=bool(self.case.person.is_mobile))

    @property
    def listing_notice(self) -> Event | None:
        """Of these the one that ends last."""
        return max(self.listing_notices, key=lambda each: each.get("to") or UNKNOWN_END, default=None)

    @cached_property
    def target_day(self) -> Day | None:
        """The day on which the person becomes a target (P-05; DEV-66), also while a notice still runs."""
        if self.listing_edition is Edition.OF_2026:
            return self._listed_on()
        if self.listing_edition is None:
            return None
        decision, consent = self.first("target_decision"), self.consent
        basis = self.policy(decision.on if decision else None).target_date_basis.value
        event = decision if basis == "branch_decision" and consent else consent
        return event.on if event else None

    @property
    def target_from(self) -> Day | None:
        """The same, once it has come."""
        day = self.target_day
        return day if day and day.first <= self.case.as_of else None

    def _listed_on(self) -> Day | None:
        """The listing; left out, the later of consent and the day after the notice's last day."""
        if listing := self.first("target_listing"):
            return listing.on
        last = self.listing_notice.get("to") if self.listing_notice else None
        if last is None or self.consent is None or self.consent.on is None:
            return None
        return later(self.consent.on, last.plus_days(1))

    # --- admission

    @cached_property
    def approval(self) -> Event | None:
        return self.first("admission_approval")

    @cached_property
    def is_admitted(self) -> bool:
        return self.approval is not None and self.approval.get("result") != "refuse"

    @property
    def is_special_case(self) -> bool:
        """Stated with the approval; silence means that it is none. (“除个别特殊情况外”: DEV-18, DEV-35.)"""
        return self.approval is not None and self.approval.get("special_case") is True

    @cached_property
    def admission(self) -> Event | None:
        """The meeting that counts: the last one that does not lie after the approval."""
        meetings = self.all("admission_meeting")
        before = [each for each in meetings if not self._is_after_approval(each)]
        return (before or meetings or (None,))[-1]

    def _is_after_approval(self, meeting) -> bool:
        approval = self.approval
        return bool(approval and approval.on and meeting.on and is_after(meeting.on, approval.on))

    @staticmethod
    def is_carried(meeting: Event) -> bool | None:
        return carries(meeting)

    @cached_property
    def joined_on(self) -> Day | None:
        """Beginning of membership and probation: the meeting, provisional until approval, void on refusal."""
        meeting = self.admission
        if meeting is None or (self.approval is not None and not self.is_admitted):
            return None
        return meeting.on if self.is_admitted or self.is_carried(meeting) is not False else None

    @cached_property
    def probation(self) -> Probation:
        march = self.policy(self.joined_on).anniversary_rule_feb29.value == "first_of_march"
        return probation_of(
            self.joined_on,
            self.all("conversion_meeting"),
            self.all("conversion_approval"),
            was_archived="archive" in self.case.events,
            first_of_march=march,
        )

    @cached_property
    def is_full(self) -> bool:
        """Full member by an approved conversion; an excerpt may hold only the reply or the archive."""
        if self.probation.conversion:
            return True
        if self.has("conversion_meeting") is not None:
            return False
        replies = [each for each in self.all("conversion_approval") if each.get("full_member_from")]
        return bool(replies) or "archive" in self.case.events

    @cached_property
    def full_member_from(self) -> Day | None:
        conversion = self.probation.conversion
        if conversion:
            return conversion.due_on
        return self.probation.full_on if self.is_full else None

    @property
    def is_lightly_disciplined(self) -> bool | None:
        """A light breach of discipline is on file; None where the file may leave one out or does not say which."""
        kinds = {each.get("kind") for each in self.all("discipline")}
        if "light" in kinds:
            return True
        return None if None in kinds or self.case.may_hold_more("discipline") else False

    # --- stage and dates

    @cached_property
    def stage(self) -> str | None:
        """How far the person has come, by approved decisions alone."""
        if self.probation.cancellation:
            return "cancelled"
        if self.is_full:
            return "full_member"
        if self.is_admitted:
            return "probationary_member"
        if self._is_target():
            return "target"
        if "activist_decision" in self.case.events:
            return "activist"
        return "applicant" if "application" in self.case.events else None

    def _is_target(self) -> bool:
        if self.target_from is not None or "target_listing" in self.case.events:
            return True
        # What only a target does, in a file that does not hold the listing.
        return any(step in self.case.events for step in ("committee_review", "pre_review", "admission_meeting"))

    def stage_since(self) -> Day | None:
        events = {"applicant": "application", "activist": "activist_decision"}
        if self.stage in events:
            return self.first(events[self.stage]).on
        if self.stage == "cancelled":
            return self.probation.cancellation.approval.on
        return {
            "target": self.target_from,
            "probationary_member": self.joined_on,
            "full_member": self.full_member_from,
        }.get(self.stage)

    def dates(self) -> dict[str, str | None]:
        probation = self.probation
        found = {
            "cultivation_from": self.cultivation.from_on,
            "target_from": self.target_from,
            "probation_from": probation.from_on,
            "probation_to": probation.to_on,
            "full_member_from": self.full_member_from,
            "party_seniority_from": self.full_member_from,
        }
        return {name: day.iso() if day else None for name, day in found.items()}
