from django.db import models
from django.db.models import F, Q

from audit.tracking import Versioned, tracked
from dates.partial import PartialDate, Precision
from directory.models import Account, Person, Unit
from directory.models.spans import PRECISIONS
from directory.permissions import Sensitivity
from directory.scope import ScopedQuerySet
from membership.models.cases import Case, OfCase, StepRecord
from membership.models.templates import PaperKind, TemplateDocument

# What holds opinions about a person, or his family's affairs (forms.md, S4); everything else of a file is S3.
STRICT = frozenset(
    {
        PaperKind.TALK_RECORD,
        PaperKind.REVIEW_FORM,
        PaperKind.INQUIRY_LETTER,
        PaperKind.INQUIRY_REPLY,
        PaperKind.POLITICAL_REVIEW,
        PaperKind.BOOK,
        PaperKind.RESOLUTION,
    }
)


class CasePaperQuerySet(OfCase):
    def standing(self):
        return self.filter(voided_at__isnull=True)


@tracked(label=["person", "title"], owners=["person"])
class CasePaper(Versioned):
    """材料: one document of a case, whether its scan is here or only the paper in a cupboard."""

    case = models.ForeignKey(Case, verbose_name="个案", on_delete=models.PROTECT, related_name="papers")
    person = models.ForeignKey(Person, verbose_name="人员", on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey(
        StepRecord, verbose_name="步骤记录", null=True, blank=True, on_delete=models.PROTECT, related_name="papers"
    )
    document = models.ForeignKey(
        TemplateDocument, verbose_name="模板材料", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField("材料名称", max_length=80)
    kind = models.CharField("材料种类", max_length=30, choices=PaperKind.choices, blank=True)
    formed_on = models.DateField("形成日期", null=True, blank=True)
    precision = models.CharField("日期精度", max_length=5, choices=PRECISIONS, default=Precision.DAY.value)
    pages = models.PositiveSmallIntegerField("页数", null=True, blank=True)
    copies = models.PositiveSmallIntegerField("份数", default=1)
    is_original = models.BooleanField("原件", null=True, blank=True)
    is_signed = models.BooleanField("已签名", null=True, blank=True)
    kept_at = models.CharField("纸质材料存放处", max_length=80, blank=True)
    checked_by = models.CharField("核对人", max_length=60, blank=True)
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)
    void_reason = models.CharField("作废原因", max_length=300, blank=True)

    objects = CasePaperQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "发展党员材料"
        ordering = ["formed_on", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="case_paper_has_copies",
                condition=Q(copies__gte=1),
                violation_error_message="份数至少为 1。",
            )
        ]

    def __str__(self):
        return self.title

    @property
    def day(self) -> PartialDate | None:
        return PartialDate(self.formed_on, self.precision) if self.formed_on else None

    @property
    def sensitivity(self) -> Sensitivity:
        return Sensitivity.S4 if self.kind in STRICT else Sensitivity.S3


class BookQuerySet(ScopedQuerySet):
    scope_field = "case__unit"
    view_permission = "cases.view"
    edit_permission = "cases.file"


@tracked(label=["person", "number"], owners=["person"])
class Book(Versioned):
    """入党志愿书: a numbered booklet, issued by the committee after a pass in the pre-review (DEV-21)."""

    number = models.CharField("志愿书编号", max_length=30, unique=True)
    unit = models.ForeignKey(Unit, verbose_name="发放党组织", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, verbose_name="个案", on_delete=models.PROTECT, related_name="books")
    person = models.ForeignKey(Person, verbose_name="人员", on_delete=models.PROTECT, related_name="+")
    issued_on = models.DateField("发放日期")
    issued_by = models.ForeignKey(
        Account, verbose_name="发放人", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    returned_on = models.DateField("交回日期", null=True, blank=True)
    spoilt_on = models.DateField("作废日期", null=True, blank=True)
    spoil_reason = models.CharField("作废原因", max_length=200, blank=True)

    objects = BookQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "入党志愿书"
        ordering = ["issued_on", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(spoilt_on__isnull=True),
                name="book_one_at_a_time",
                violation_error_message="此人已领用入党志愿书；填写有误需要重领的，请先登记作废。",
            ),
            models.CheckConstraint(
                name="book_in_order",
                condition=(Q(returned_on__isnull=True) | Q(returned_on__gte=F("issued_on")))
                & (Q(spoilt_on__isnull=True) | Q(spoilt_on__gte=F("issued_on"))),
                violation_error_message="交回、作废的日期早于发放日期，请核对。",
            ),
        ]

    def __str__(self):
        return self.number
