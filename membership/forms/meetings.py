"""A branch meeting about several people: who came, how it voted on each."""

from functools import cached_property

from django import forms

from branches.figures import VOTE_WORDS, Votes
from branches.kinds import Subject
from branches.rules import Gathering, Motion, meeting_refusals
from directory.models import Person
from membership.forms.attendance import Attended, of
from membership.forms.batches import REVIEW, BatchForm, Page, own
from membership.forms.facts import LABELS, fields_of
from membership.services.together import Vote, introducers_on
from membership.together.meeting import Told, shared_out
from membership.voting import SUBJECT_OF_STEP

BALLOTS = ("ballots_out", "ballots_in", "spoilt", "ayes", "nays", "abstentions")
WRITTEN = ("written_ayes", "written_nays", "written_abstentions")
DECISION = ("decision", "extend_months")


class MeetingForm(Attended, BatchForm):
    """② 会议 ③ 逐人票决 ④ 复核. All people are of one branch."""

    pages = (Page("meeting", "会议"), Page("votes", "逐人票决"), REVIEW)

    def build(self):
        self.unit = self.cases[0].unit
        self.ask_of_meeting()
        for case in self.cases:
            for name in (*BALLOTS, *WRITTEN):
                label = f"{case.person.name} {VOTE_WORDS[name]}"
                self.add("votes", own(case, name), forms.IntegerField(label=label, min_value=0, max_value=9_999))
            for name in self.decided:
                field = fields_of(self.batch.step)[name]
                field.label, field.help_text = f"{case.person.name} {field.label}", ""
                self.add("votes", own(case, name), field)

    @property
    def decided(self) -> tuple[str, ...]:
        return DECISION if self.batch.step == "conversion_meeting" else ()

    @property
    def subject(self) -> Subject:
        return SUBJECT_OF_STEP[self.batch.step]

    @property
    def is_admission(self) -> bool:
        return self.subject == Subject.ADMISSION

    def discussed(self) -> list[Motion]:
        return [Motion(self.subject, case.person) for case in self.cases]

    def beside(self) -> list[Person]:
        """The candidates, and their introducers from elsewhere."""
        named = [person for people in self.introducers.values() for person in people]
        return [*(case.person for case in self.cases), *named]

    @cached_property
    def introducers(self) -> dict[int, list[Person]]:
        return introducers_on(self.cases, self.day)

    @property
    def is_listed_anew(self) -> bool:
        """Whether the day that was typed asks others than those who stood on the page."""
        return "meeting" in self.seen and self.data.get("listed", "") != self.asked

    def proposals(self):
        self.asked = self.listing
        found = super().proposals() | {"on": self.viewer.on.isoformat(), "ballot": "secret"}
        found |= dict.fromkeys((of(each, "came") for each in self.attendees), "on")
        present = self.gathering().present if "meeting" in self.seen and self.upto("meeting") else ""
        for case in self.cases:
            found |= {own(case, name): 0 for name in ("spoilt", *WRITTEN)}
            found |= {own(case, "ballots_out"): present, own(case, "ballots_in"): present}
        return found

    def _propose(self):
        if "meeting" in self.seen:
            self.propose_the_unlisted()
        super()._propose()

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

    def motions(self, *, voted: bool = True) -> list[Motion]:
        return [
            Motion(self.subject, case.person, is_secret=self.is_secret, votes=self._votes(case) if voted else None)
            for case in self.cases
        ]

    def _votes(self, case) -> Votes:
        return Votes(**{name: self.cleaned_data.get(own(case, name)) or 0 for name in (*BALLOTS, *WRITTEN)})

    def gathering(self, *, voted: bool = False) -> Gathering:
        """The meeting as typed; with its votes once they are."""
        return self.gathered(self.motions(voted=voted))

    def told(self, *, voted: bool) -> Told:
        """What is wrong, and with whose vote."""
        gathering, own_key = self.gathering(voted=voted), self.viewer.own_person_id
        refusals = meeting_refusals(gathering, self.attending(), today=self.viewer.on, by=own_key)
        return shared_out(refusals, gathering.motions)

    def votes(self) -> list[Vote]:
        return [
            Vote(case, motion, self._decision(case), self.excused(case), self.version(case))
            for case, motion in zip(self.cases, self.motions(), strict=True)
        ]

    def _decision(self, case) -> dict:
        given = {name: self.cleaned_data.get(own(case, name)) for name in self.decided}
        return {name: value for name, value in given.items() if value not in (None, "")}
