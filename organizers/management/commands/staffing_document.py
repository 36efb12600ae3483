from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from organizers.staffing_document import staffing_document

PAGE = Path(settings.BASE_DIR) / "docs" / "staffing.md"


class Command(BaseCommand):
    help = "按规则重写 docs/staffing.md（配备达标矩阵）。"

    def handle(self, **options):
        PAGE.write_text(staffing_document(), encoding="utf-8")
        self.stdout.write(f"已写入 {PAGE.name}。")
