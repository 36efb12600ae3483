"""`manage.py remind`: the nightly run by hand."""

import datetime as dt
import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audit.context import acting
from reminders import services


class Command(BaseCommand):
    help = "立即重新计算全部提醒；可重复执行，重复执行不产生新的提醒。"

    def add_arguments(self, parser):
        parser.add_argument("--on", type=dt.date.fromisoformat, metavar="日期", help="按这一天计算（如 2026-11-20）")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出结果")

    def handle(self, *, on, json: bool, **options):
        with acting(source="command", reason="手工计算提醒"):
            run = services.recompute(on=on or timezone.localdate(), at=timezone.now())
        if run is None:
            raise CommandError("另一个进程正在计算提醒，请稍后再试。")
        self.stdout.write(self._as_json(run) if json else self._as_words(run))
        if run.failures:
            raise CommandError("部分来源未能计算：" + "；".join(f"{key}（{why}）" for key, why in run.failures.items()))

    def _as_json(self, run) -> str:
        facts = {
            name: getattr(run, name)
            for name in ("opened", "changed", "closed", "standing", "told", "notices", "failures")
        }
        seconds = (run.finished_at - run.started_at).total_seconds()
        return json.dumps({"day": str(run.day), **facts, "seconds": round(seconds, 3)}, ensure_ascii=False)

    def _as_words(self, run) -> str:
        counted = f"新增 {run.opened} 条，更新 {run.changed} 条，消除 {run.closed} 条，在办 {run.standing} 条"
        return f"{run.day}：{counted}；提醒 {run.told} 人 {run.notices} 条。"
