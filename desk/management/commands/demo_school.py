import time

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

from audit.context import acting
from desk.demo.accounts import fill_offices, open_accounts
from desk.demo.organizers import appoint_organizers
from desk.demo.people import add_people
from desk.demo.policy import confirm_the_text, set_rules
from desk.demo.shape import SCHOOL, plan_large_units, plan_units
from desk.demo.units import change_some_units, found_units
from directory.models import Account, School, Unit
from membership.demo.cases import open_cases
from membership.demo.checks import file_checks
from membership.demo.plans import allot_plans
from policy.presets import DOCUMENTS

LARGE_FROM = 50_000
MOST = 1_000_000
FEWEST = 2_000  # with fewer, some office of the 260 branches finds nobody to hold it


class Command(BaseCommand):
    help = "演示学校：江海大学，约 30 个二级党组织、260 个党支部、6000 名党员；--members 可放大到 1000000。"

    def add_arguments(self, parser):
        parser.add_argument("--members", type=int, default=6000, help="党员人数（约），默认 6000")
        parser.add_argument("--preset", choices=DOCUMENTS, help="规则取自哪一份文件；不写则用 D3 加本校补充规定")

    def handle(self, *, members, preset, **options):
        if members < FEWEST:
            raise CommandError(f"演示学校至少要 {FEWEST} 名党员，才能配齐各支部的职务。")
        if members > MOST:
            raise CommandError(f"演示学校至多 {MOST} 名党员。")
        if Unit.objects.exists():
            raise CommandError("数据库中已有党组织，演示学校只能建在空库里。")
        begun, today = time.monotonic(), timezone.localdate()
        with acting(source="command", reason="建立演示学校"), transaction.atomic(), connection.cursor() as cursor:
            self._build(cursor, members, preset, today)
        self.stdout.write(f"演示学校已建立：{members} 名党员，用时 {time.monotonic() - begun:.1f} 秒。")

    def _build(self, cursor, members, preset, today):
        large = members >= LARGE_FROM
        School.objects.update_or_create(pk=1, defaults={"name": SCHOOL})
        plan = plan_large_units() if large else plan_units()
        found_units(cursor, plan)
        add_people(cursor, plan, members if large else members * 118 // 100, today=today, spread=large)
        fill_offices(cursor, today)
        open_accounts(today)
        set_rules(preset, today)
        confirm_the_text(today)
        if not large:
            appoint_organizers(today)
            change_some_units(today)
            open_cases(today)
            allot_plans(today)
            file_checks(today, by=Account.objects.get(username="staff"))
