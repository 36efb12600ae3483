"""What the database refused, in words: two people at once are told the same sentence as one person alone.

Services check first and say everything at once; between their look and their save somebody else may have saved. Then a
constraint speaks, and its sentence stands at the model.
"""

from contextlib import contextmanager
from functools import cache

from django.apps import apps
from django.db import IntegrityError, transaction

from directory.refusals import Refusal, Refused

# Constraint → the form's field it belongs to.
_FIELDS = {
    "person_one_id_number": "id_number",
    "number_one_id_holder": "id_number",
    "number_one_roster_holder": "roster_no",
    "directory_person_roster_no_key": "roster_no",
    "directory_unit_code_key": "code",
    "membership_book_number_key": "number",
    "unit_not_under_itself": "parent",
    "unit_one_placement_a_day": "from_on",
    "unit_one_name_a_day": "from_on",
    "unit_closed_after_start": "on",
    "member_of_one_unit_a_day": "from_on",
    "duty_held_once_a_day": "from_on",
}
# Unique columns carry no sentence of their own.
_SENTENCES = {
    "directory_person_roster_no_key": "该学工号已在校内登记，请联系组织部。",
    "number_one_roster_holder": "该学工号已在校内登记，请联系组织部。",
    "number_one_id_holder": "该证件号已在校内登记，请联系组织部。",
    "directory_unit_code_key": "该组织代码已被使用，请换一个。",
    "membership_book_number_key": "该编号的入党志愿书已经登记，请核对编号。",
}
_OTHERWISE = "与他人刚保存的内容冲突，请刷新页面核对后再保存。"


@contextmanager
def refusing_conflicts():
    """One transaction, as a block or a decorator: a violated constraint becomes `Refused`, nothing is half-saved."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
        raise Refused(Refusal(name, sentence_of(name), field=_FIELDS.get(name, ""))) from error


def sentence_of(constraint: str) -> str:
    """The Chinese sentence of a constraint, by its name in the database."""
    return _SENTENCES.get(constraint) or _declared().get(constraint) or _OTHERWISE


@cache
def _declared() -> dict[str, str]:
    return {
        constraint.name: str(constraint.violation_error_message)
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if constraint.violation_error_message != constraint.default_violation_error_message
    }
