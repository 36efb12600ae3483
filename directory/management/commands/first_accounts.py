import datetime as dt

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from audit.context import acting
from directory.models import Account, Category, DutyKind, Unit, UnitKind
from directory.refusals import Refused
from directory.services.accounts import activation_tokens, open_account
from directory.services.duties import assign_duty
from directory.services.people import register_person
from directory.services.units import found_unit

ROOT_CODE = "00"


class Command(BaseCommand):
    help = "空库的第一步：建立校党委，开通组织部管理员和系统管理员两个账号，打印各自的一次性启用地址。"

    def add_arguments(self, parser):
        parser.add_argument("--committee", required=True, help="校党委全称，与印章一致")
        parser.add_argument("--short-name", required=True, help="校党委简称")
        parser.add_argument("--established-on", required=True, type=dt.date.fromisoformat, help="如 1952-09-01")
        parser.add_argument("--department-admin", required=True, metavar="学工号=姓名", help="组织部管理员")
        parser.add_argument("--system-admin", required=True, metavar="学工号=姓名", help="系统管理员，须是另一个人")
        parser.add_argument("--address", required=True, help="系统的网址，如 https://dangwu.example.edu.cn")

    def handle(self, *, department_admin, system_admin, address, **words):
        holders = {DutyKind.DEPARTMENT_ADMIN: department_admin, DutyKind.SYSTEM_ADMIN: system_admin}
        if Unit.objects.exists():
            raise CommandError("数据库中已有党组织。首批账号只能在空库里开通，其余账号请由系统管理员在页面上开通。")
        if department_admin.partition("=")[0] == system_admin.partition("=")[0]:
            raise CommandError("组织部管理员和系统管理员须是两个人：管设置的人不审批，审批的人不管设置。")
        today = timezone.localdate()
        try:
            with acting(source="command", reason="系统启用"), transaction.atomic():
                committee = self._found(today=today, **words)
                accounts = {kind: self._open(committee, kind, who, today) for kind, who in holders.items()}
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        for kind, account in accounts.items():
            self.stdout.write(f"{kind.label} {account.person.name}：{address.rstrip('/')}{activation_address(account)}")
        self.stdout.write("每个地址只能用一次，请当面交给本人，由本人设置密码。")

    def _found(self, *, today, committee, short_name, established_on, **_):
        if established_on > today:
            raise CommandError("成立日期在今天之后，请核对 --established-on。")
        return found_unit(
            code=ROOT_CODE,
            kind=UnitKind.COMMITTEE,
            full_name=committee,
            short_name=short_name,
            parent=None,
            established_on=established_on,
        )

    def _open(self, committee: Unit, kind: DutyKind, who: str, today: dt.date) -> Account:
        roster_no, _, name = who.partition("=")
        person = register_person(
            roster_no=roster_no, name=name, unit=committee, on=today, by=None, category=Category.STAFF
        )
        assign_duty(person=person, unit=committee, kind=kind, from_on=today, by=None)
        return open_account(person=person, by=None)


def activation_address(account: Account) -> str:
    uid = urlsafe_base64_encode(force_bytes(account.pk))
    return reverse("activation", args=[uid, activation_tokens.make_token(account)])
