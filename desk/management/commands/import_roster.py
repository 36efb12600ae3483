import json
import sys
import time
from pathlib import Path

from django.core.management.base import CommandError
from django.db import transaction

from audit.commands import RecordedCommand
from directory.imports.viewers import viewer_of
from directory.models import Account
from sheets.container import SheetRefused
from sheets.imports import batches, running
from sheets.imports.registry import importer_of, importers
from sheets.imports.report import ACTIONS, Report, refused_file
from sheets.models import ImportBatch, State

REJECTED = 1


class Command(RecordedCommand):
    help = "从命令行导入一份名册：全部导入或一行也不导入。退出码 0 为成功，1 为被拒。"

    def add_arguments(self, parser):
        kinds = importers()
        words = "、".join(f"{each.key}（{each.title}）" for each in kinds)
        parser.add_argument("kind", metavar="KIND", choices=[each.key for each in kinds], help=f"名册类型：{words}")
        parser.add_argument("file", metavar="FILE", help=".xlsx 文件")
        parser.add_argument("--check", action="store_true", help="只预检，不写入")
        parser.add_argument("--as", dest="username", help="以该账号的权限导入；不填为系统操作员，可导入全校")
        parser.add_argument("--json", action="store_true", help="结果输出为 JSON")
        parser.add_argument("--only-clean", action="store_true", help="只导入无错误的行")
        parser.add_argument("--choice", action="append", default=[], metavar="名=值", help="名册自己的选项，可多次")

    def handle(self, *, kind, file, check, username, only_clean, choice, **options):
        report = self._report(kind, Path(file), check, self._account(username), only_clean, self._choices(kind, choice))
        self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False) if options["json"] else _words(report))
        if report.as_json()["status"] != "ok" and not (only_clean and report.rows):
            sys.exit(REJECTED)

    def _account(self, username) -> Account | None:
        if not username:
            return None
        account = Account.objects.filter(username=username, is_active=True).first()
        if account is None:
            raise CommandError(f"没有账号“{username}”，或已停用。")
        return account

    def _choices(self, kind, given) -> dict:
        """The importer's own fields, as the page asks them; what is not said is as the page offers it first."""
        fields = importer_of(kind).fields
        said = dict(each.partition("=")[::2] for each in given)
        if unknown := said.keys() - fields.keys():
            raise CommandError(f"没有这个选项：{'、'.join(sorted(unknown))}。")
        return {name: field.clean(said.get(name, field.initial)) for name, field in fields.items()}

    def _report(self, kind, path, check, account, only_clean, choices) -> Report:
        importer = importer_of(kind)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"文件打不开：{path}（{error.strerror}）") from error
        viewer = viewer_of(account)
        if not viewer.may(importer.permission):
            raise CommandError(f"账号没有导入{importer.title}的权限。")
        try:
            batch = batches.keep_upload(
                importer=importer, content=content, file_name=path.name, choices=choices, account=account
            )
        except SheetRefused as refused:
            return refused_file(str(refused))
        return self._worked(batch, viewer, check, only_clean)

    def _worked(self, batch: ImportBatch, viewer, check, only_clean) -> Report:
        """The very steps of the page; what is not carried out leaves no batch behind."""
        batches.ask_check(batch=batch)
        _work(batch, viewer)
        report = running.report_of(batch, viewer) or refused_file(batch.reason)
        wanted = not check and (report.is_clean or only_clean) and report.changes
        if wanted:
            batches.ask_import(batch=batch, only_clean=only_clean)
            _work(batch, viewer)
            if batch.state != State.DONE:
                report = refused_file(batch.reason)
        if batch.state != State.DONE:
            _forget(batch)
        return report


def _work(batch, viewer) -> None:
    """Here, or in a worker that was quicker."""
    while True:
        running.work(batch.pk, lambda account: viewer)
        batch.refresh_from_db()
        if not batch.is_waiting:
            return
        time.sleep(0.5)


@transaction.atomic
def _forget(batch) -> None:
    importer_of(batch.kind).forget(batch.code)
    batch.delete()


def _words(report: Report) -> str:
    told = report.as_json()
    lines = [f"第 {each['row']} 行 {each['column']} {each['message']}" for each in told["errors"]]
    counts = "，".join(f"{word} {told[key]}" for key, word in ACTIONS.items())
    return "\n".join([*lines, counts])
