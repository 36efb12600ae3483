from django.core.management.base import BaseCommand
from django.utils import timezone

from directory.demo import PASSWORD, demo_accounts


class Command(BaseCommand):
    help = "列出演示账号和密码；没有演示账号时不输出。"

    def handle(self, **options):
        accounts = demo_accounts(timezone.localdate())
        for each in accounts:
            self.stdout.write(f"{each['username']:<10} {each['name']}　{each['role']}，{each['unit']}")
        if accounts:
            self.stdout.write(f"密码 {PASSWORD}")
