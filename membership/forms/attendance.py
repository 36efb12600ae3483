"""Who should have attended a branch meeting, who came, who led it: as the forms of meetings ask for it."""

import datetime as dt
from collections.abc import Iterable
from functools import cached_property

from django import forms

from branches.kinds import ELECTION_ONLY, EXCLUSION_WORDS, STANDING_WORDS, VOTERS, Kind, Standing
from branches.rules import Attending, Gathering, Motion, seated
from branches.selectors import expected_on, host_on
from branches.services import Circumstances
from dates.parsing import DateUnreadable, parse_day
from directory.forms.fields import DayField
from directory.models import Person
from membership.approving import approver_of

MORE = {"wrote": "书面意见收到日期", "exclusion": "不计入应到", "why": "具体原因", "consent": "同意文号或大会决议"}
EXCLUSIONS = [("", "计入"), *((key.value, words) for key, words in EXCLUSION_WORDS.items() if key not in ELECTION_ONLY)]


class Attended:
    """The fields about the meeting itself; mixed into a form that has `unit`, `viewer` and `add(page, name, field)`.

    Who should attend follows from the day that is typed.
    """

    kind = Kind.GENERAL_MEETING

    def ask_of_meeting(self) -> None:
        self.add("meeting", "on", DayField(label="会议日期"))
        for each in self.attendees:
            self.add("meeting", of(each, "came"), forms.BooleanField(label=f"{each.name} 到会", required=False))
            if each.standing in VOTERS:
                self._ask_of_voter(each)
        self._ask_circumstances()

    def _ask_circumstances(self):
        people = [("", "未填写"), *((str(key), person.name) for key, person in self.leaders.items())]
        self.add("meeting", "time", forms.TimeField(label="时间", required=False, help_text="例如 14:00"))
        self.add("meeting", "place", forms.CharField(label="地点", max_length=120, required=False))
        self.add("meeting", "chair", forms.ChoiceField(label="主持人", choices=people, required=False))
        self.add("meeting", "recorder", forms.ChoiceField(label="记录人", choices=people, required=False))
        self.add("meeting", "ballot", ballot_field())

    def _ask_of_voter(self, each):
        received = DayField(label=f"{each.name} 会前书面意见收到日期", required=False, help_text="")
        self.add("meeting", of(each, "wrote"), received)
        choice = forms.ChoiceField(label=f"{each.name} 不计入应到", choices=EXCLUSIONS, required=False)
        self.add("meeting", of(each, "exclusion"), choice)
        for name, words, most in (("why", "具体原因", 200), ("consent", "同意文号或大会决议", 120)):
            field = forms.CharField(label=f"{each.name} {words}", max_length=most, required=False)
            self.add("meeting", of(each, name), field)

    @property
    def usual_day(self) -> dt.date:
        """The meeting's day as long as none can be read."""
        return self.viewer.on

    @cached_property
    def day(self) -> dt.date:
        """The day as it is typed so far; it says who should attend."""
        try:
            return parse_day(self.data.get("on", ""), self.viewer.on) or self.usual_day
        except DateUnreadable:
            return self.usual_day

    @cached_property
    def expected(self) -> list:
        return expected_on(self.unit, self.day, self.kind)

    def discussed(self) -> list[Motion]:
        """About whom the meeting was, whatever the votes."""
        raise NotImplementedError

    def beside(self) -> Iterable[Person]:
        """Who stands on the list though nobody expected him."""
        raise NotImplementedError

    @cached_property
    def attendees(self) -> list:
        """Those expected as what they attend, and the others as guests."""
        known, guests = {each.person.pk for each in self.expected}, []
        for person in self.beside():
            if person.pk not in known:
                known.add(person.pk)
                guests.append(Attending(person))
        return [_Attendee(seat) for seat in seated(self.expected, guests, self.discussed())]

    @property
    def leaders(self) -> dict[int, Person]:
        """Who may have led the meeting or taken its minutes."""
        return {each.person.pk: each.person for each in self.expected}

    @property
    def listing(self) -> str:
        return ",".join(str(each.person.pk) for each in self.attendees)

    def propose_the_unlisted(self) -> None:
        """Whoever is asked anew was not on the page: he stands there as having come, because the absent are few."""
        listed = set(self.data.get("listed", "").split(","))
        for each in self.attendees:
            if str(each.person.pk) not in listed:
                self.data[of(each, "came")] = "on"

    def refuse_another_list(self) -> None:
        self.add_error(None, f"按 {self.day} 的党员名册，应到人员有变化，已重新列出，请核对到会情况。")

    def seats(self) -> list[tuple]:
        """Everybody with the cells of his line; empty ones for whoever has no vote."""
        return [(each, self[of(each, "came")], self._more(each)) for each in self.attendees]

    def _more(self, each) -> list:
        if each.standing not in VOTERS:
            return []
        return [(label, self[of(each, name)]) for name, label in MORE.items()]

    def attending(self) -> list[Attending]:
        return [self._stated(each) for each in self.attendees]

    def _stated(self, each) -> Attending:
        given = {
            name: self.cleaned_data.get(of(each, name)) for name in ("came", "wrote", "exclusion", "why", "consent")
        }
        document = given["consent"] or ""
        return Attending(
            each.person,
            is_present=bool(given["came"]),
            exclusion=given["exclusion"] or "",
            exclusion_reason=given["why"] or "",
            exclusion_document=document,
            exclusion_approved_by=self.consenting(each.person) if document else None,
            opinion_received_on=given["wrote"],
        )

    def consenting(self, person: Person):
        """上级党组织: who may consent that somebody is not counted."""
        return self.approver

    @cached_property
    def approver(self):
        return approver_of(self.unit, None, self.day)

    @cached_property
    def host(self):
        return host_on(self.unit, self.day)

    @property
    def is_secret(self) -> bool:
        return self.cleaned_data.get("ballot") != "show_of_hands"

    def gathered(self, motions) -> Gathering:
        """The meeting as typed."""
        chair, recorder = (self._leader(name) for name in ("chair", "recorder"))
        seats = seated(self.expected, self.attending(), motions)
        return Gathering(self.host, self.kind, self.day, seats, motions, chair, recorder)

    def _leader(self, name):
        key = self.cleaned_data.get(name)
        return self.leaders.get(int(key)) if key else None

    def circumstances(self) -> Circumstances:
        given = self.cleaned_data
        time, place, note = given.get("time"), given.get("place") or "", given.get("note") or ""
        return Circumstances(time, place, self._leader("chair"), self._leader("recorder"), note)


class _Attendee:
    """Somebody on the list, and as what."""

    def __init__(self, seat):
        self.person, self.name, self.standing = seat.stated.person, seat.name, Standing(seat.standing)

    @property
    def words(self) -> str:
        return STANDING_WORDS[self.standing]


def of(attendee, name: str) -> str:
    """The name of a field about somebody on the list."""
    return f"p{attendee.person.pk}.{name}"


def ballot_field() -> forms.Field:
    return forms.ChoiceField(label="表决方式", choices=[("secret", "无记名投票"), ("show_of_hands", "举手")])
