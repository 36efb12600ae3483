"""A branch meeting about several people: who came, how it voted on each."""

import datetime as dt
from functools import cached_property

from django import forms

from branches.figures import VOTE_WORDS, Votes
from branches.kinds import ELECTION_ONLY, EXCLUSION_WORDS, STANDING_WORDS, VOTERS, Kind, Standing, Subject
from branches.rules import Attending, Gathering, Motion, meeting_refusals, seated
from branches.selectors import expected_on, host_on
from branches.services import Circumstances
from dates.parsing import DateUnreadable, parse_day
from directory.forms.fields import DayField
from directory.models import Person
from membership.approving import approver_of
from membership.forms.batches import REVIEW, BatchForm, Page, own
from membership.forms.facts import LABELS, fields_of
from membership.services.together import Vote, introducers_on
from membership.together.meeting import Told, shared_out
from membership.voting import SUBJECT_OF_STEP

BALLOTS = ("ballots_out", "ballots_in", "spoilt", "ayes", "nays", "abstentions")
WRITTEN = ("written_ayes", "written_nays", "written_abstentions")
DECISION = ("decision", "extend_months")
MORE = {"wrote": "书面意见收到日期", "exclusion": "不计入应到", "why": "具体原因", "consent": "同意文号或大会决议"}
EXCLUSIONS = [("", "计入"), *((key.value, words) for key, words in EXCLUSION_WORDS.items() if key not in ELECTION_ONLY)]


class MeetingForm(BatchForm):
    """② 会议 ③ 逐人票决 ④ 复核. All people are of one branch."""

    pages = (Page("meeting", "会议"), Page("votes", "逐人票决"), REVIEW)

    def build(self):
        self.unit = self.cases[0].unit
        self.add("meeting", "on", DayField(label="会议日期"))
        self._attendance()
        self._circumstances()
        for case in self.cases:
            for name in (*BALLOTS, *WRITTEN):
                label = f"{case.person.name} {VOTE_WORDS[name]}"
                self.add("votes", own(case, name), forms.IntegerField(label=label, min_value=0, max_value=9_999))
            for name in self.decided:
                field = fields_of(self.batch.step)[name]
                field.label, field.help_text = f"{case.person.name} {field.label}", ""
                self.add("votes", own(case, name), field)

    def _circumstances(self):
        people = [("", "未填写"), *((str(each.person.pk), each.name) for each in self.expected)]
        self.add("meeting", "time", forms.TimeField(label="时间", required=False, help_text="例如 14:00"))
        self.add("meeting", "place", forms.CharField(label="地点", max_length=120, required=False))
        self.add("meeting", "chair", forms.ChoiceField(label="主持人", choices=people, required=False))
        self.add("meeting", "recorder", forms.ChoiceField(label="记录人", choices=people, required=False))
        ballot = forms.ChoiceField(label="表决方式", choices=[("secret", "无记名投票"), ("show_of_hands", "举手")])
        self.add("meeting", "ballot", ballot)

    def _attendance(self):
        for each in self.attendees:
            self.add("meeting", _of(each, "came"), forms.BooleanField(label=f"{each.name} 到会", required=False))
            if each.standing in VOTERS:
                self._of_voter(each)

    def _of_voter(self, each):
        received = DayField(label=f"{each.name} 会前书面意见收到日期", required=False, help_text="")
        self.add("meeting", _of(each, "wrote"), received)
        choice = forms.ChoiceField(label=f"{each.name} 不计入应到", choices=EXCLUSIONS, required=False)
        self.add("meeting", _of(each, "exclusion"), choice)
        for name, words, most in (("why", "具体原因", 200), ("consent", "同意文号或大会决议", 120)):
            field = forms.CharField(label=f"{each.name} {words}", max_length=most, required=False)
            self.add("meeting", _of(each, name), field)

    @property
    def decided(self) -> tuple[str, ...]:
        return DECISION if self.batch.step == "conversion_meeting" else ()

    @property
    def subject(self) -> Subject:
        return SUBJECT_OF_STEP[self.batch.step]

    @cached_property
    def day(self) -> dt.date:
        """The day as it is typed so far; it says who should attend."""
        try:
            return parse_day(self.data.get("on", ""), self.viewer.on) or self.viewer.on
        except DateUnreadable:
            return self.viewer.on

    @cached_property
    def expected(self) -> list:
        return expected_on(self.unit, self.day, Kind.GENERAL_MEETING)

    @cached_property
    def attendees(self) -> list:
        """Those expected as what they attend, and the candidates and their introducers from elsewhere as guests."""
        motions = [Motion(self.subject, case.person) for case in self.cases]
        guests = [case.person for case in self.cases]
        guests += [person for people in self.introducers.values() for person in people]
        known, beside = {each.person.pk for each in self.expected}, []
        for person in guests:
            if person.pk not in known:
                known.add(person.pk)
                beside.append(Attending(person))
        return [_Attendee(seat) for seat in seated(self.expected, beside, motions)]

    @cached_property
    def introducers(self) -> dict[int, list[Person]]:
        return introducers_on(self.cases, self.day)

    @property
    def listing(self) -> str:
        return ",".join(str(each.person.pk) for each in self.attendees)

    @property
    def is_listed_anew(self) -> bool:
        """Whether the day that was typed asks others than those who stood on the page."""
        return "meeting" in self.seen and self.data.get("listed", "") != self.asked

    def proposals(self):
        self.asked = self.listing
        found = super().proposals() | {"on": self.viewer.on.isoformat(), "ballot": "secret"}
        found |= dict.fromkeys((_of(each, "came") for each in self.attendees), "on")
        present = self.gathering().present if "meeting" in self.seen and self.upto("meeting") else ""
        for case in self.cases:
            found |= {own(case, name): 0 for name in ("spoilt", *WRITTEN)}
            found |= {own(case, "ballots_out"): present, own(case, "ballots_in"): present}
        return found

    def _propose(self):
        listed = set(self.data.get("listed", "").split(","))
        for each in self.attendees:
            # Whoever is asked anew was not on the page: he stands there as proposed.
            if "meeting" in self.seen and str(each.person.pk) not in listed:
                self.data[_of(each, "came")] = "on"
        super()._propose()

    def seats(self) -> list[tuple]:
        """Everybody with the cells of his line; empty ones for whoever has no vote."""
        return [(each, self[_of(each, "came")], self._more(each)) for each in self.attendees]

    def _more(self, each) -> list:
        if each.standing not in VOTERS:
            return []
        return [(label, self[_of(each, name)]) for name, label in MORE.items()]

    def ballots(self) -> list[tuple]:
        """Each candidate with the cells of his line."""
        names = list(zip(self.columns, self.asked_of_each, strict=True))
        return [(case, [(label, self[own(case, name)]) for label, name in names]) for case in self.cases]

    @property
    def asked_of_each(self) -> tuple[str, ...]:
        return (*BALLOTS, *(WRITTEN if self.gathering().opinions else ()), *self.decided)

    def unasked(self) -> list:
        """Figures that are nought because nobody wrote before the meeting."""
        if self.gathering().opinions:
            return []
        return [self[own(case, name)] for case in self.cases for name in WRITTEN]

    @property
    def columns(self) -> list[str]:
        return [VOTE_WORDS.get(name) or LABELS[name] for name in self.asked_of_each]

    def attending(self) -> list[Attending]:
        return [self._stated(each) for each in self.attendees]

    def _stated(self, each) -> Attending:
        given = {
            name: self.cleaned_data.get(_of(each, name)) for name in ("came", "wrote", "exclusion", "why", "consent")
        }
        document = given["consent"] or ""
        return Attending(
            each.person,
            is_present=bool(given["came"]),
            exclusion=given["exclusion"] or "",
            exclusion_reason=given["why"] or "",
            exclusion_document=document,
            exclusion_approved_by=self.approver if document else None,
            opinion_received_on=given["wrote"],
        )

    @cached_property
    def approver(self):
        """上级党组织: who may consent that somebody is not counted."""
        return approver_of(self.unit, None, self.day)

    def motions(self, *, voted: bool = True) -> list[Motion]:
        is_secret = self.cleaned_data.get("ballot") != "show_of_hands"
        return [
            Motion(self.subject, case.person, is_secret=is_secret, votes=self._votes(case) if voted else None)
            for case in self.cases
        ]

    def _votes(self, case) -> Votes:
        return Votes(**{name: self.cleaned_data.get(own(case, name)) or 0 for name in (*BALLOTS, *WRITTEN)})

    def gathering(self, *, voted: bool = False) -> Gathering:
        """The meeting as typed; with its votes once they are."""
        motions, people = self.motions(voted=voted), {each.person.pk: each.person for each in self.expected}
        chair, recorder = (_chosen(people, self.cleaned_data.get(name)) for name in ("chair", "recorder"))
        seats = seated(self.expected, self.attending(), motions)
        return Gathering(self.host, Kind.GENERAL_MEETING, self.day, seats, motions, chair, recorder)

    @cached_property
    def host(self):
        return host_on(self.unit, self.day)

    def told(self, *, voted: bool) -> Told:
        """What is wrong, and with whose vote."""
        gathering, own_key = self.gathering(voted=voted), self.viewer.own_person_id
        refusals = meeting_refusals(gathering, self.attending(), today=self.viewer.on, by=own_key)
        return shared_out(refusals, gathering.motions)

    def circumstances(self) -> Circumstances:
        gathering, given = self.gathering(), self.cleaned_data
        return Circumstances(given.get("time"), given.get("place") or "", gathering.chair, gathering.recorder)

    def votes(self) -> list[Vote]:
        return [
            Vote(case, motion, self._decision(case), self.excused(case), self.version(case))
            for case, motion in zip(self.cases, self.motions(), strict=True)
        ]

    def _decision(self, case) -> dict:
        given = {name: self.cleaned_data.get(own(case, name)) for name in self.decided}
        return {name: value for name, value in given.items() if value not in (None, "")}


class _Attendee:
    """Somebody on the list, and as what."""

    def __init__(self, seat):
        self.person, self.name, self.standing = seat.stated.person, seat.name, Standing(seat.standing)

    @property
    def words(self) -> str:
        return STANDING_WORDS[self.standing]


def _of(attendee, name: str) -> str:
    return f"p{attendee.person.pk}.{name}"


def _chosen(people, key):
    return people.get(int(key)) if key else None
