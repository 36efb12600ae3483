"""guardian's grants as the projection of duties."""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType

from directory.models import Account, Duty, Unit, UnitUserPermission
from directory.permissions import role_of


def project_grants(accounts=None) -> None:
    """Rewrites the grants of the given accounts (all when None) from their duties.

    Duties of every date are projected: the dates themselves are asked at each look, so nothing has to run at midnight.
    """
    accounts = (Account.objects.all() if accounts is None else accounts).filter(person__isnull=False)
    holders = dict(accounts.values_list("person_id", "pk"))
    if not holders:
        return  # Most of whom a roster appoints have no account yet.
    wanted = _wanted(holders)
    present = {
        (user, permission, unit): pk
        for pk, user, permission, unit in UnitUserPermission.objects.filter(user_id__in=holders.values()).values_list(
            "pk", "user_id", "permission_id", "content_object_id"
        )
    }
    UnitUserPermission.objects.filter(pk__in=[pk for key, pk in present.items() if key not in wanted]).delete()
    UnitUserPermission.objects.bulk_create(
        UnitUserPermission(user_id=user, permission_id=permission, content_object_id=unit)
        for user, permission, unit in sorted(wanted - present.keys())
    )


def _wanted(holders: dict[int, int]) -> set[tuple[int, int, int]]:
    unit_type = ContentType.objects.get_for_model(Unit)
    permission_ids = dict(Permission.objects.filter(content_type=unit_type).values_list("codename", "pk"))
    duties = Duty.objects.filter(person_id__in=holders).values_list("person_id", "kind", "unit_id", "unit__kind")
    return {
        (holders[person], permission_ids[f"act_as_{role}"], unit)
        for person, kind, unit, unit_kind in duties
        if (role := role_of(kind, unit_kind))
    }
