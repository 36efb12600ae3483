from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from audit.sealing import keyed_index, seal, unseal
from audit.tracking import Versioned, tracked
from dates.partial import Precision
from directory.models.spans import PRECISIONS
from directory.models.statuses import MEMBERS, Status
from directory.models.units import Unit
from directory.names.cleaning import clean_name
from directory.names.pinyin import search_keys, sort_key
from directory.names.strokes import stroke_key
from directory.numbers import mask_id_number, mask_phone
from directory.scope import PersonScopedQuerySet


class Gender(models.TextChoices):
    MALE = "男", "男"
    FEMALE = "女", "女"


class Category(models.TextChoices):
    """人员类别: which part of the school a person belongs to."""

    STAFF = "staff", "教职工"
    UNDERGRADUATE = "undergraduate", "本科生"
    MASTER = "master", "硕士生"
    DOCTOR = "doctor", "博士生"
    RETIRED = "retired", "离退休"
    OTHER = "other", "其他"


STUDENTS = (Category.UNDERGRADUATE, Category.MASTER, Category.DOCTOR)


class PersonQuerySet(PersonScopedQuerySet):
    view_permission = "people.view"
    edit_permission = "people.edit"

    def members(self):
        """Full and probationary members."""
        return self.filter(status__in=MEMBERS)


ID_PURPOSE = "person.id_number"
PHONE_PURPOSE = "person.phone"


@tracked(label=["name", "roster_no"], derived=["sort_pinyin", "sort_strokes", "search_keys"])
class Person(Versioned):
    """人员: anybody the party organizations keep a file on. Unit and status are today's, a cache of `PartyStatus`."""

    roster_no = models.CharField("学工号", max_length=30, unique=True)
    name = models.CharField("姓名", max_length=60)
    reading = models.CharField("姓名读音", max_length=120, blank=True, help_text="系统读错时填写，如 shan xiong xin")
    sort_pinyin = models.CharField(max_length=200, editable=False)
    sort_strokes = models.CharField(max_length=200, editable=False)
    search_keys = ArrayField(models.CharField(max_length=60), default=list, editable=False)
    gender = models.CharField("性别", max_length=2, choices=Gender.choices, blank=True)
    ethnicity = models.CharField("民族", max_length=20, blank=True)
    birth_on = models.DateField("出生日期", null=True, blank=True)
    birth_precision = models.CharField(max_length=5, choices=PRECISIONS, default=Precision.DAY.value)
    native_place = models.CharField("籍贯", max_length=60, blank=True)
    id_sealed = models.BinaryField(null=True, editable=False)
    id_index = models.BinaryField(null=True, editable=False)
    id_mask = models.CharField("居民身份证号", max_length=20, blank=True, editable=False)
    phone_sealed = models.BinaryField(null=True, editable=False)
    phone_index = models.BinaryField(null=True, editable=False)
    phone_mask = models.CharField("手机号", max_length=20, blank=True, editable=False)
    email = models.EmailField("邮箱", blank=True)
    category = models.CharField("人员类别", max_length=20, choices=Category.choices, default=Category.OTHER)
    education = models.CharField("学历", max_length=30, blank=True)
    degree = models.CharField("学位", max_length=30, blank=True)
    grade_class = models.CharField("年级班级", max_length=60, blank=True)
    joined_work_on = models.DateField("参加工作日期", null=True, blank=True)
    expected_leave_on = models.DateField("预计离校日期", null=True, blank=True)
    # Found through person_unit_list.
    unit = models.ForeignKey(
        Unit, verbose_name="所在党组织", on_delete=models.PROTECT, related_name="people", db_index=False
    )
    status = models.CharField("党籍", max_length=20, choices=Status.choices, default=Status.NONE)

    objects = PersonQuerySet.as_manager()
    sealed_fields = {"id_sealed": ID_PURPOSE, "phone_sealed": PHONE_PURPOSE}

    class Meta:
        verbose_name = verbose_name_plural = "人员"
        ordering = ["sort_pinyin", "id"]
        default_permissions = ()
        indexes = [
            # One per way to walk a list (directory/listing.py); what a filter asks is included, so no row is fetched
            # only to be dropped.
            models.Index(
                fields=["sort_pinyin", "id"], include=["unit", "status", "category"], name="person_pinyin_list"
            ),
            models.Index(
                fields=["status", "sort_pinyin", "id"], include=["unit", "category"], name="person_status_list"
            ),
            models.Index(fields=["unit", "sort_pinyin", "id"], include=["status", "category"], name="person_unit_list"),
            models.Index(
                fields=["sort_strokes", "id"], include=["unit", "status", "category"], name="person_stroke_list"
            ),
            models.Index(fields=["phone_index"], name="person_phone"),
            GinIndex(fields=["search_keys"], name="person_search"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["id_index"],
                name="person_one_id_number",
                violation_error_message="该证件号已在校内登记，请联系组织部。",
            ),
            models.CheckConstraint(
                name="person_has_name", condition=~Q(name=""), violation_error_message="请填写姓名。"
            ),
        ]

    def __str__(self):
        return self.name

    def set_name(self, name: str, reading: str = "") -> None:
        """Sets the name with everything derived from it; raises `NameUnreadable`."""
        self.name, self.reading = clean_name(name), reading.strip()
        self.sort_pinyin = sort_key(self.name, self.reading or None)
        self.sort_strokes = stroke_key(self.name)
        self.search_keys = search_keys(self.name, self.reading or None)

    def set_id_number(self, number: str) -> None:
        """Seals an 18-digit number (or blanks it); the mask beside it is all that a list ever shows."""
        self.id_sealed = seal(number, ID_PURPOSE) if number else None
        self.id_index = keyed_index(number, ID_PURPOSE) if number else None
        self.id_mask = mask_id_number(number) if number else ""

    def set_phone(self, number: str) -> None:
        self.phone_sealed = seal(number, PHONE_PURPOSE) if number else None
        self.phone_index = keyed_index(number, PHONE_PURPOSE) if number else None
        self.phone_mask = mask_phone(number) if number else ""

    @property
    def id_number(self) -> str:
        """The full number: only for services that record why it is read."""
        return unseal(self.id_sealed, ID_PURPOSE) if self.id_sealed else ""

    @property
    def phone(self) -> str:
        return unseal(self.phone_sealed, PHONE_PURPOSE) if self.phone_sealed else ""


@tracked(label=["person", "kind"], owners=["person"])
class PersonNumber(Versioned):
    """曾用编号: every number a person ever held, so that an old roster still finds him."""

    class Kind(models.TextChoices):
        ROSTER = "roster", "学工号"
        ID = "id", "证件号码"

    person = models.ForeignKey(Person, verbose_name="人员", on_delete=models.PROTECT, related_name="numbers")
    kind = models.CharField("种类", max_length=10, choices=Kind.choices)
    roster_no = models.CharField("学工号", max_length=30, blank=True)
    id_sealed = models.BinaryField(null=True, editable=False)
    id_index = models.BinaryField(null=True, editable=False)
    recorded_on = models.DateField("登记日期")

    sealed_fields = {"id_sealed": ID_PURPOSE}

    class Meta:
        verbose_name = verbose_name_plural = "曾用编号"
        constraints = [
            models.UniqueConstraint(fields=["roster_no"], condition=Q(kind="roster"), name="number_one_roster_holder"),
            models.UniqueConstraint(fields=["id_index"], name="number_one_id_holder"),
            models.CheckConstraint(
                name="number_is_of_its_kind",
                condition=Q(kind="roster", id_index__isnull=True) | Q(kind="id", roster_no="", id_index__isnull=False),
            ),
        ]

    def __str__(self):
        return self.roster_no or "证件号码"


@tracked(label=["person", "name"], owners=["person"])
class PersonText(Versioned):
    """其他信息: a column of an imported roster that the system does not know, kept as named text."""

    # Found through person_text_once.
    person = models.ForeignKey(
        Person, verbose_name="人员", on_delete=models.PROTECT, related_name="texts", db_index=False
    )
    name = models.CharField("名称", max_length=60)
    text = models.CharField("内容", max_length=500)

    class Meta:
        verbose_name = verbose_name_plural = "其他信息"
        ordering = [F("name")]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="person_text_once")]

    def __str__(self):
        return f"{self.name}：{self.text}"
