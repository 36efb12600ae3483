from django.core.management.base import CommandError

from audit.commands import RecordedCommand
from audit.resealing import BATCH, reseal, sealed_columns


class Command(RecordedCommand):
    help = "用 SEALING_KEYS 的第一个密钥重新加密现有密文；可随时中断，再次运行会接着做。"

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="只统计，不改动")
        parser.add_argument("--batch", type=int, default=BATCH, help="每批多少条（一批一个事务）")

    def handle(self, *, check, batch, **options):
        unreadable = 0
        for column in sealed_columns():
            waiting = column.outdated().count()
            if check:
                self.stdout.write(f"{column}：{waiting} 条待重新加密")
                continue
            done, failed = 0, []
            for count, broken in reseal(column, batch=batch):
                done += count
                failed += broken
            self.stdout.write(f"{column}：已重新加密 {done} 条" + (f"，无法解密 {len(failed)} 条" if failed else ""))
            if failed:
                self.stdout.write(f"  编号：{'、'.join(map(str, failed[:20]))}{' …' if len(failed) > 20 else ''}")
            unreadable += len(failed)
        if unreadable:
            raise CommandError(f"有 {unreadable} 条无法用现有密钥解密，请把封存它们的旧密钥加回 SEALING_KEYS 后重试。")
