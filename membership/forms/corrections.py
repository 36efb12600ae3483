"""A kept meeting corrected, voided, or completed by a candidate who was left out."""

import copy
import datetime as dt
import re
from functools import cached_property

from django import forms

from branches.figures import VOTE_WORDS, Votes
from branches.kinds import Subject
from branches.models import Meeting
from branches.rules import Attending, Motion
from branches.selectors import attending_at, expected_at, expected_on
from directory.forms.fields import set_today
from directory.forms.refusing import RefusingForm
from directory.models import Person
from membership.forms.attendance import Attended, ballot_field, of
from membership.forms.batches import EXCEPTION
from membership.forms.facts import LABELS, fields_of
from membership.forms.meetings import BALLOTS, DECISION, WRITTEN
from membership.models import Case
from membership.resting import resting_on
from membership.services import Excused
from membership.services.together import Vote, introducers_on

FIGURES = (*BALLOTS, *WRITTEN)
# The way of voting, where one was another's.
AS_KEPT = ("as_kept", "各议题不变")
_KEY = re.compile(r"[0-9]{1,18}")


def keys_of(records) -> str:
    """The records that rested on the meeting when the page was opened, as they travel with it."""
    return ",".join(str(record.pk) for record in records)


def keys_in(text: str) -> set[int]:
    return {int(key) for key in text.split(",") if _KEY.fullmatch(key)}


class _MeetingForm(RefusingForm):
    """What the forms on a kept meeting share: its version, refusals at their fields, the word about an exception."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def add(self, page: str, name: str, field: forms.Field) -> None:
        self.fields[name] = field
        if "." in name:
            # One of many in a table: its column has the words, the ear needs them here.
            field.widget.attrs.pop("data-date", None)
            field.widget.attrs["aria-label"] = field.label

    def ask_exception(self) -> None:
        self.fields |= {name: copy.deepcopy(field) for name, field in EXCEPTION.items()}

    def excused(self) -> Excused:
        given = [self.cleaned_data.get(name) for name in EXCEPTION]
        return Excused(given[0] or "", given[1] or "", given[2], given[3] or "")

    def exception(self) -> list:
        return [self[name] for name in EXCEPTION]


class MeetingVoidForm(_MeetingForm):
    reason = forms.CharField(
        label="作废原因", max_length=200, error_messages={"required": "请写明作废的原因，将保留在历史中。"}
    )


class ItemVoidForm(MeetingVoidForm):
    # The records that rested on the item when the page was opened.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, meeting: Meeting, records):
        initial = {"version": meeting.version, "seen": keys_of(records)}
        super().__init__(None if data is None else data.copy(), initial=initial)
        self.records = records

    def look_anew(self) -> None:
        """Whoever was told of the first saver may void after all."""
        self.data["seen"] = keys_of(self.records)

    def seen_records(self) -> set[int]:
        return keys_in(self.cleaned_data["seen"])


class CorrectionForm(Attended, _MeetingForm):
    """更正会议: as it was kept, everything at once. An item whose figures are all left empty had no vote."""

    # The records that rested on the meeting when it was opened.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, viewer, meeting: Meeting):
        self.viewer, self.meeting, self.unit, self.kind = viewer, meeting, meeting.unit, meeting.kind
        self.items = list(meeting.items.standing().select_related("person").order_by("position"))
        self.kept = {each.person.pk: each for each in attending_at(meeting)}
        self.records = {record.item_id: record for record in resting_on(self.items)}
        super().__init__(None if data is None else data.copy())
        self.fields["asks_anew"] = forms.BooleanField(
            label="应到人员登记有误，按党籍登记重新列出", required=False, help_text="会议日期改变的，总是重新列出"
        )
        self.ask_of_meeting()
        if self.is_mixed:
            self.fields["ballot"].choices = [AS_KEPT, *self.fields["ballot"].choices]
        self.add("meeting", "note", forms.CharField(label="备注", max_length=300, required=False))
        self._ask_votes()
        self.ask_exception()
        words = {"required": "请写明更正的原因，将保留在历史中。"}
        self.fields["reason"] = forms.CharField(label="更正原因", max_length=200, error_messages=words)
        set_today(self, viewer.on)
        if self.is_bound:
            self.propose_the_unlisted()
            self._keep_the_unasked()
        else:
            self.initial = self._as_kept()

    def _ask_votes(self):
        for item in self.items:
            whose = item.person or item.title
            for name in FIGURES:
                self.add("votes", at(item, name), _figure(f"{whose} {VOTE_WORDS[name]}"))
            for name, field in self._decision(item).items():
                field.label, field.help_text = f"{whose} {LABELS[name]}", ""
                self.add("votes", at(item, name), field)

    def _decision(self, item) -> dict[str, forms.Field]:
        """What was decided is asked where a case says it of a conversion."""
        if item.subject != Subject.CONVERSION or item.pk not in self.records:
            return {}
        fields = fields_of("conversion_meeting")
        return {name: fields[name] for name in DECISION}

    # --- what stands there

    def _as_kept(self) -> dict:
        meeting = self.meeting
        time = f"{meeting.time:%H:%M}" if meeting.time else ""
        found = {"version": meeting.version, "on": meeting.on.isoformat(), "time": time, "place": meeting.place}
        found |= {"chair": meeting.chair_id or "", "recorder": meeting.recorder_id or "", "note": meeting.note}
        found |= {"ballot": self._way, "seen": self._resting}
        for each in self.attendees:
            if stated := self.kept.get(each.person.pk):
                found |= {of(each, name): value for name, value in _typed(stated).items()}
        return found | self._as_voted()

    def _as_voted(self) -> dict:
        found = {}
        for item in self.items:
            found |= {at(item, name): getattr(item, name) for name in FIGURES}
            found |= {at(item, name): self.records[item.pk].facts.get(name, "") for name in self._decision(item)}
        return found

    @property
    def is_mixed(self) -> bool:
        """Whether one was voted on by show of hands among others that were not."""
        return len({item.is_secret for item in self.items}) > 1

    @property
    def _way(self) -> str:
        if self.is_mixed:
            return AS_KEPT[0]
        return "secret" if all(item.is_secret for item in self.items) else "show_of_hands"

    @property
    def _resting(self) -> str:
        return keys_of(self.records.values())

    @property
    def usual_day(self) -> dt.date:
        return self.meeting.on

    @property
    def asks_anew(self) -> bool:
        # A box that travels hidden says “False” where it is not ticked.
        return self.data.get("asks_anew", "False") != "False"

    @cached_property
    def expected(self) -> list:
        """Fixed as on the day when it was saved, unless the day or the register was wrong."""
        if self.day == self.meeting.on and not self.asks_anew:
            return expected_at(self.meeting)
        return expected_on(self.unit, self.day, self.kind)

    def discussed(self) -> list[Motion]:
        return [Motion(Subject(item.subject), item.person) for item in self.items]

    def beside(self) -> list[Person]:
        """The guests of that day; who is expected no longer does not become one."""
        known = {each.person.pk for each in expected_at(self.meeting)}
        guests = [stated.person for key, stated in self.kept.items() if key not in known]
        return guests + [item.person for item in self.items if item.person]

    @property
    def leaders(self) -> dict[int, Person]:
        led = [person for person in (self.meeting.chair, self.meeting.recorder) if person]
        return super().leaders | {person.pk: person for person in led}

    def consenting(self, person: Person):
        """Whoever consented then, did so: the approving body may be another today."""
        kept = self.kept.get(person.pk)
        return (kept and kept.exclusion_approved_by) or self.approver

    # --- what was typed

    def _keep_the_unasked(self):
        """Of an item that joined since the page was opened nothing was typed: empty would say that it had no vote."""
        for name, value in self._as_voted().items():
            if name not in self.data:
                self.data[name] = "" if value is None else value

    def look_anew(self) -> None:
        """Whoever was told of the first saver may save again."""
        self.data["seen"] = self._resting

    @property
    def is_secret(self) -> bool | None:
        return None if self.cleaned_data.get("ballot") == AS_KEPT[0] else super().is_secret

    def seen_records(self) -> set[int]:
        return keys_in(self.cleaned_data["seen"])

    @property
    def is_listed_anew(self) -> bool:
        return self.data.get("listed", "") != self.listing

    def clean(self):
        given = super().clean()
        for item in self.items:
            figures = [given.get(at(item, name)) for name in FIGURES]
            if None in figures and any(figure is not None for figure in figures):
                words = f"{item.title}的票数应填全，没有的填 0；没有表决的全部留空。"
                self.add_error(at(item, FIGURES[figures.index(None)]), words)
        return given

    def votes(self) -> dict[int, Votes | None]:
        return {item.pk: _votes(self.cleaned_data, at(item, "")) for item in self.items}

    def decisions(self) -> dict[int, dict]:
        """Of each conversion what was decided; nothing where nothing was chosen."""
        found = {}
        for item in self.items:
            given = {name: self.cleaned_data.get(at(item, name)) for name in self._decision(item)}
            if given:
                found[item.pk] = {name: value for name, value in given.items() if value not in (None, "")}
        return found

    def ballots(self) -> list[tuple]:
        """Each item with the cells of its line."""
        return [
            (item, [(_word(name), self[at(item, name)]) for name in (*FIGURES, *self._decision(item))])
            for item in self.items
        ]

    def circumstanced(self) -> list:
        """The fields about the meeting as a whole."""
        names = ("on", "time", "place", "chair", "recorder", "ballot", "note", "asks_anew")
        return [self[name] for name in names]

    @property
    def columns(self) -> list[str]:
        more = DECISION if any(map(self._decision, self.items)) else ()
        return [_word(name) for name in (*FIGURES, *more)]

    def field_of(self, name: str) -> str | None:
        """`items.N.figure` and `attendances.PK` in the words of the services."""
        kind, _, rest = name.partition(".")
        key, _, figure = rest.partition(".")
        if kind == "items":
            name = at(self.items[int(key)], figure or "ayes")
        elif kind == "attendances":
            name = f"p{key}.came"
        return super().field_of(name)


class CandidateForm(_MeetingForm):
    """补登对象: somebody on whom the meeting voted, and who was left out when it was saved."""

    def __init__(self, data=None, *, viewer, meeting: Meeting, case: Case, step: str, subject: Subject):
        self.viewer, self.meeting, self.case, self.step, self.subject = viewer, meeting, case, step, subject
        super().__init__(data)
        self.fields["step"] = forms.CharField(widget=forms.HiddenInput, required=False)
        for person in self.unlisted:
            self.add("", f"p{person.pk}.came", forms.BooleanField(label=f"{person.name} 到会", required=False))
        for name in self.figures:
            self.fields[name] = forms.IntegerField(label=VOTE_WORDS[name], min_value=0, max_value=9_999)
        self.fields["ballot"] = ballot_field()
        for name in self.decided:
            self.fields[name] = fields_of(step)[name]
        self.ask_exception()
        set_today(self, viewer.on)
        self.initial = dict.fromkeys(("spoilt", *WRITTEN), 0)
        self.initial |= {"version": case.version, "ballot": "secret", "step": step}
        self.initial |= dict.fromkeys(("ballots_out", "ballots_in"), meeting.present)
        self.initial |= {f"p{person.pk}.came": True for person in self.unlisted}

    @cached_property
    def unlisted(self) -> list[Person]:
        """The candidate and his introducers, as far as the list of that day does not name them."""
        named = introducers_on([self.case], self.meeting.on).get(self.case.pk, [])
        listed = {row.person_id for row in self.meeting.attendances.all()}
        return [person for person in (self.case.person, *named) if person.pk not in listed]

    @property
    def figures(self) -> tuple[str, ...]:
        wrote = any(row.wrote_opinion for row in self.meeting.attendances.all())
        return FIGURES if wrote else BALLOTS

    @property
    def decided(self) -> tuple[str, ...]:
        return DECISION if self.step == "conversion_meeting" else ()

    def vote(self) -> Vote:
        given = self.cleaned_data
        votes = Votes(**{name: given.get(name) or 0 for name in FIGURES})
        motion = Motion(self.subject, self.case.person, is_secret=given["ballot"] == "secret", votes=votes)
        decision = {name: given[name] for name in self.decided if given.get(name) not in (None, "")}
        return Vote(self.case, motion, decision, self.excused(), given["version"])

    def attending(self) -> list[Attending]:
        came = self.cleaned_data
        return [Attending(person, is_present=bool(came.get(f"p{person.pk}.came"))) for person in self.unlisted]

    def groups(self) -> list[tuple[str, list]]:
        came = [self[f"p{person.pk}.came"] for person in self.unlisted]
        found = [("到会", came)] if came else []
        found.append(("表决", [self[name] for name in ("ballot", *self.figures, *self.decided)]))
        return found

    def field_of(self, name: str) -> str | None:
        """What is said of another item or seat concerns the meeting as a whole."""
        return super().field_of(name.rpartition(".")[2] if name.startswith("items.") else name)


def _word(name: str) -> str:
    return VOTE_WORDS.get(name) or LABELS[name]


def at(item, name: str) -> str:
    """The name of a field about one item."""
    return f"i{item.pk}.{name}"


def _figure(label: str) -> forms.Field:
    return forms.IntegerField(label=label, min_value=0, max_value=9_999, required=False)


def _votes(given, prefix: str) -> Votes | None:
    figures = {name: given.get(f"{prefix}{name}") for name in FIGURES}
    return None if all(figure is None for figure in figures.values()) else Votes(**figures)


def _typed(stated: Attending) -> dict:
    """What was stated of somebody, as the form asks it."""
    received = stated.opinion_received_on
    return {
        "came": stated.is_present,
        "wrote": received.isoformat() if received else "",
        "exclusion": stated.exclusion,
        "why": stated.exclusion_reason,
        "consent": stated.exclusion_document,
    }
