"""Meetings as they were held: who was expected, who came, what was voted."""

import secrets

from django.db import models
from django.db.models import F, Q

from audit.tracking import Versioned, tracked
from branches.figures import Votes
from branches.kinds import (
    EXCLUSION_WORDS,
    KIND_WORDS,
    OPEN_SUBJECTS,
    PERSONAL,
    STANDING_WORDS,
    SUBJECT_WORDS,
    VOTERS,
    WITHOUT_VOTE,
    Subject,
)
from directory.models import Person, Unit
from directory.scope import ScopedQuerySet


def new_code() -> str:
    return secrets.token_hex(8)


def _choices(words):
    return [(key.value, text) for key, text in words.items()]


def _values(keys):
    return [key.value for key in keys]


def void_has_reason(name):
    return models.CheckConstraint(
        name=name,
        condition=Q(voided_at__isnull=True, void_reason="") | Q(voided_at__isnull=False) & ~Q(void_reason=""),
        violation_error_message="作废应写明原因。",
    )


class MeetingQuerySet(ScopedQuerySet):
    view_permission = "cases.view"
    edit_permission = "cases.record"


class OfMeeting(ScopedQuerySet):
    """Rows beside a meeting: seen and changed where the meeting is."""

    scope_field = "meeting__unit"
    view_permission = MeetingQuerySet.view_permission
    edit_permission = MeetingQuerySet.edit_permission


@tracked(label=["unit", "kind", "on"], owners=["unit"])
class Meeting(Versioned):
    """会议: one meeting of a branch or a committee, with the number of those expected and present as on that day (F23).

    `expected` and `present` count whoever has a vote. They are fixed when the meeting is saved, with the names beside
    it: who moves away later changes no old meeting.
    """

    code = models.CharField("编号", max_length=32, unique=True, default=new_code, editable=False)
    unit = models.ForeignKey(Unit, verbose_name="党组织", on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField("会议类型", max_length=30, choices=_choices(KIND_WORDS))
    on = models.DateField("日期")
    time = models.TimeField("时间", null=True, blank=True)
    place = models.CharField("地点", max_length=120, blank=True)
    chair = models.ForeignKey(
        Person, verbose_name="主持人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorder = models.ForeignKey(
        Person, verbose_name="记录人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    expected = models.PositiveIntegerField("应到会有表决权人数")
    present = models.PositiveIntegerField("实到会有表决权人数")
    note = models.CharField("备注", max_length=300, blank=True)
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)
    void_reason = models.CharField("作废原因", max_length=200, blank=True)
    # Votes and who came are rows beside it: `acts` counts what was done, so that a second saver is told of the first.
    acts = models.PositiveIntegerField("登记次数", default=0)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会议"
        ordering = ["-on", "-id"]
        default_permissions = ()
        indexes = [models.Index(fields=["unit", "on"], name="meeting_unit_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "on", "time"],
                condition=Q(voided_at__isnull=True),
                nulls_distinct=False,
                name="meeting_once",
                violation_error_message="这一天已登记过同类会议；确实开了两次的，请填写各自的时间。",
            ),
            models.CheckConstraint(
                name="meeting_present_within_expected",
                condition=Q(present__lte=F("expected")),
                violation_error_message="实到会有表决权人数多于应到，请核对。",
            ),
            void_has_reason("meeting_void_has_reason"),
        ]

    def __str__(self):
        return f"{self.unit} {self.on} {self.get_kind_display()}"


@tracked(label=["person", "meeting"], owners=["person", "meeting"])
class Attendance(Versioned):
    """到会: one person at one meeting, as what he attended, whether he had a vote, came, or wrote his opinion before.

    `name` is the name on that day. Whoever is not counted among those expected has his reason and, except where he has
    no vote anyhow, the superior's consent with the document.
    """

    meeting = models.ForeignKey(Meeting, verbose_name="会议", on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, verbose_name="人员", on_delete=models.PROTECT, related_name="attendances")
    name = models.CharField("姓名", max_length=60)
    standing = models.CharField("身份", max_length=20, choices=_choices(STANDING_WORDS))
    has_vote = models.BooleanField("有表决权")
    is_present = models.BooleanField("到会", default=False)
    exclusion = models.CharField("不计入应到", max_length=20, choices=_choices(EXCLUSION_WORDS), blank=True)
    exclusion_reason = models.CharField("具体原因", max_length=200, blank=True)
    exclusion_approved_by = models.ForeignKey(
        Unit, verbose_name="同意的上级党组织", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    exclusion_document = models.CharField("同意文号或大会决议", max_length=120, blank=True)
    opinion_received_on = models.DateField("会前收到书面意见", null=True, blank=True)

    objects = OfMeeting.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "到会情况"
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="attendance_once",
                violation_error_message="同一人在一次会议中只能登记一次。",
            ),
            models.CheckConstraint(
                name="attendance_vote",
                condition=Q(has_vote=True, standing__in=_values(VOTERS), exclusion="")
                | Q(has_vote=False) & ~Q(standing__in=_values(VOTERS), exclusion=""),
                violation_error_message="正式党员、委员除不计入应到的以外都有表决权，其他人没有。",
            ),
            models.CheckConstraint(
                name="attendance_exclusion_has_grounds",
                condition=Q(exclusion="", exclusion_reason="", exclusion_approved_by=None, exclusion_document="")
                | Q(exclusion__in=_values(WITHOUT_VOTE)) & ~Q(exclusion_reason="")
                | Q(exclusion_approved_by__isnull=False)
                & ~Q(exclusion="")
                & ~Q(exclusion_reason="")
                & ~Q(exclusion_document=""),
                violation_error_message="不计入应到的，应写明原因、同意的上级党组织和文号。",
            ),
            models.CheckConstraint(
                name="attendance_opinion_of_absent_voter",
                condition=Q(opinion_received_on__isnull=True) | Q(has_vote=True, is_present=False),
                violation_error_message="书面意见只来自有表决权而没有到会的人。",
            ),
        ]

    def __str__(self):
        return f"{self.name}（{self.get_standing_display()}）"

    @property
    def wrote_opinion(self) -> bool:
        return self.opinion_received_on is not None


# Of an item; all are known or none.
TOTALS = tuple(Votes.__dataclass_fields__)


def _total(words):
    return models.PositiveSmallIntegerField(words, null=True, blank=True)


class ItemQuerySet(OfMeeting):
    def standing(self):
        """What the meeting did discuss: without what was put down by mistake."""
        return self.filter(voided_at__isnull=True)


@tracked(label=["title", "meeting"], owners=["person", "meeting"])
class Item(Versioned):
    """议题: what a meeting discussed, about whom, and how it voted (F24). Empty totals: there was no vote (yet).

    `ayes`, `nays`, `abstentions` and `spoilt` are ballots of those present; written opinions are counted beside them.
    One that was voided keeps its number, which nobody else gets: drafts are addressed by it.
    """

    meeting = models.ForeignKey(Meeting, verbose_name="会议", on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField("序号")
    subject = models.CharField("议题类别", max_length=30, choices=_choices(SUBJECT_WORDS))
    title = models.CharField("议题", max_length=120)
    person = models.ForeignKey(
        Person, verbose_name="对象", null=True, blank=True, on_delete=models.PROTECT, related_name="meeting_items"
    )
    is_secret = models.BooleanField("无记名投票", default=True)
    ballots_out = _total("发出")
    ballots_in = _total("收回")
    spoilt = _total("无效")
    ayes = _total("赞成")
    nays = _total("不赞成")
    abstentions = _total("弃权")
    written_ayes = _total("书面赞成")
    written_nays = _total("书面不赞成")
    written_abstentions = _total("书面弃权")
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)
    void_reason = models.CharField("作废原因", max_length=200, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "议题"
        ordering = ["meeting", "position"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="item_position_once"),
            models.UniqueConstraint(
                fields=["meeting", "subject", "person"],
                condition=Q(voided_at__isnull=True, subject__in=_values(PERSONAL)),
                name="item_once_a_person",
                violation_error_message="同一次会议上，同一人的同一事项只能表决一次。",
            ),
            models.CheckConstraint(
                name="item_about_a_person",
                condition=Q(subject__in=_values(OPEN_SUBJECTS)) | Q(person__isnull=False),
                violation_error_message="应逐个讨论和表决，请为每个人各登记一个议题。",
            ),
            models.CheckConstraint(
                name="item_votes_whole",
                condition=Q(**{f"{name}__isnull": True for name in TOTALS})
                | Q(**{f"{name}__isnull": False for name in TOTALS}),
                violation_error_message="票数应填全，没有的填 0。",
            ),
            models.CheckConstraint(
                name="item_returned_within_given",
                condition=Q(ballots_in__lte=F("ballots_out")),
                violation_error_message="收回的票多于发出的票，请核对。",
            ),
            models.CheckConstraint(
                name="item_votes_add_up",
                condition=Q(ballots_in=F("ayes") + F("nays") + F("abstentions") + F("spoilt")),
                violation_error_message="赞成、不赞成、弃权、无效合计应等于收回的票数。",
            ),
            void_has_reason("item_void_has_reason"),
        ]

    def __str__(self):
        return self.title

    @property
    def votes(self) -> Votes | None:
        """None where there was no vote."""
        return None if self.ayes is None else Votes(**{name: getattr(self, name) for name in TOTALS})

    @property
    def is_personal(self) -> bool:
        return Subject(self.subject) in PERSONAL

    @property
    def is_admission(self) -> bool:
        return self.subject == Subject.ADMISSION
