from django.core.management.base import BaseCommand

from desk.demo.accounts import ACCOUNTS, PASSWORD
from directory.models import Account


class Command(BaseCommand):
    help = "列出演示账号和密码；没有演示账号时不输出。"

    def handle(self, **options):
        roles = {name: role for name, role, *_ in ACCOUNTS}
        visitors = Account.objects.filter(is_demo=True, username__in=roles)
        accounts = visitors.select_related("person__unit__parent").order_by("pk")
        for account in accounts:
            unit = account.person.unit
            place = f"{unit.parent.short_name}{unit.short_name}"
            self.stdout.write(
                f"{account.username:<10} {roles.get(account.username, ''):<20} {account.person.name}（{place}）"
            )
        if accounts:
            self.stdout.write(f"密码 {PASSWORD}")
