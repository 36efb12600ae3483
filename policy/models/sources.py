from django.conf import settings
from django.db import models
from django.db.models import Q

from audit.tracking import Versioned, tracked
from policy.citing import citation, document_citation


class Reading(models.TextChoices):
    """How sure we are of a clause: what was read, and whether its number may be shown as certain."""

    SCHOOL = "I", "本校或本省文件原文"
    TEXT = "V", "已对照原文"
    SECOND_HAND = "S", "二手资料，待核"
    MEMORY = "M", "凭记忆，待核"


CERTAIN = (Reading.SCHOOL, Reading.TEXT)


@tracked(label=["name"], personal=False)
class Document(Versioned):
    """制度文件: a regulation or a school's own measures, from which values take their clause."""

    code = models.SlugField("代号", max_length=20, unique=True, help_text="如 D3；字母和数字")
    name = models.CharField("名称", max_length=120)
    issuer = models.CharField("发文单位", max_length=80, blank=True)
    number = models.CharField("文号", max_length=60, blank=True)
    short_name = models.CharField("简称", max_length=40, blank=True)
    issued_on = models.DateField("发文日期", null=True, blank=True)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    is_national = models.BooleanField("全国性规定", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "制度文件"
        ordering = ["-is_national", "code"]
        default_permissions = ()

    def __str__(self):
        return self.citation

    @property
    def citation(self) -> str:
        """As one writes it before an article: the number where there is one, else issuer and name."""
        return document_citation(self.issuer, self.name, self.number)


@tracked(label=["document", "article"], owners=["document"], personal=False)
class Clause(Versioned):
    """条款: one article, our one-sentence paraphrase of it, and the wording once the institution has loaded it.

    A rule under a clause that was not read in its own text (`reading` S or M) only warns until the institution has
    confirmed it: who and on which day.
    """

    document = models.ForeignKey(Document, verbose_name="文件", on_delete=models.PROTECT, related_name="clauses")
    article = models.CharField("条次", max_length=40, blank=True)
    paraphrase = models.CharField("要点", max_length=300, help_text="用自己的话概括一句")
    wording = models.TextField("原文", blank=True, help_text="由本校录入，显示在依据旁边")
    reading = models.CharField("核对情况", max_length=1, choices=Reading.choices, default=Reading.SCHOOL)
    article_is_certain = models.BooleanField("条次已核", default=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="确认人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    confirmed_on = models.DateField("确认日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "条款"
        ordering = ["document", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["document", "article", "paraphrase"],
                name="clause_once",
                violation_error_message="这一条的同一要点已登记。",
            ),
            models.CheckConstraint(
                name="clause_confirmed_by_and_on",
                condition=Q(confirmed_by__isnull=True, confirmed_on__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_on__isnull=False),
                violation_error_message="确认须同时写明确认人和日期。",
            ),
        ]

    def __str__(self):
        return self.citation

    @property
    def citation(self) -> str:
        """“沪交医委〔2021〕30号 第四条”; a number that was not read in the text is never shown as certain."""
        return citation(self.document.citation, self.article, is_certain=self.article_is_certain)

    @property
    def is_confirmed(self) -> bool:
        """Whether a binding rule under this clause may block (else it warns)."""
        return self.reading in CERTAIN or self.confirmed_on is not None
