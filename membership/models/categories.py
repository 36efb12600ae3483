import pgtrigger

from directory.models import Person
from membership.models.cases import Case

# Whoever changes the person at this moment is waited for, and waits in his turn: neither misses the other.
_TAKEN = pgtrigger.Trigger(
    name="take_category",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("category", "person_id"),
    func="""
    IF TG_OP = 'INSERT' THEN
        PERFORM FROM directory_person WHERE id = NEW.person_id FOR NO KEY UPDATE;
    END IF;
    SELECT category INTO NEW.category FROM directory_person WHERE id = NEW.person_id;
    RETURN NEW;
    """,
)
# Most people have no case: an update that finds none would still call every trigger of a statement.
_FOLLOWED = pgtrigger.Trigger(
    name="follow_category",
    when=pgtrigger.After,
    operation=pgtrigger.Update,
    condition=pgtrigger.AnyChange("category"),
    func="""
    IF EXISTS (SELECT FROM membership_case WHERE person_id = NEW.id) THEN
        UPDATE membership_case SET category = NEW.category WHERE person_id = NEW.id;
    END IF;
    RETURN NULL;
    """,
)
pgtrigger.register(_TAKEN)(Case)


class PersonOfCases(Person):
    """个案的人员: a person as cases know him. `Case.category` is his, whichever way he or the case was written."""

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = "个案的人员"
        default_permissions = ()
        triggers = [_FOLLOWED]
