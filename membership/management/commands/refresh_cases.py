"""`manage.py refresh_cases`: the standing of the open cases by hand."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audit.context import acting
from membership.models import StandingRun
from membership.services.renewing import ask_anew, renew
from reminders.services import make_up


class Command(BaseCommand):
    help = "立即重新核对全部在办的发展党员个案（阶段、下一步、期限）；可重复执行。"

    def handle(self, **options):
        today = timezone.localdate()
        with acting(source="command", reason="手工重算个案"):
            ask_anew("手工重算", timezone.now())
            done = renew(today)
            make_up(on=today)
        if StandingRun.objects.filter(finished_at__isnull=True).exists():
            raise CommandError("另一个进程正在重算，会接着算完；稍后可在“运行状态”查看。")
        failed = StandingRun.objects.first().failed
        self.stdout.write(f"已重新核对 {done} 个在办个案。")
        if failed:
            raise CommandError(f"其中 {failed} 个未能核对，原因见日志。")
