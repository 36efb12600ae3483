from django.core.management.base import BaseCommand, CommandError

from audit.context import acting
from directory.refusals import Refused
from policy.presets import DOCUMENTS
from policy.presets.loading import load_preset


class Command(BaseCommand):
    help = "把一份文件的制度参数载入还没有制度版本的库，作为第一个版本发布；以后在设置页面上起草新版本来修改。"

    def add_arguments(self, parser):
        parser.add_argument("code", choices=DOCUMENTS, help="哪一份文件")

    def handle(self, *, code, **options):
        try:
            with acting(source="command", reason=f"载入制度预设 {code}"):
                version = load_preset(code)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"已发布 {version}，自 {version.effective_on} 起施行。")
