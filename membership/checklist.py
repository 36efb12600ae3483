"""材料清单: for every document that the template asks of a step, whether it is there; what goes into the archive."""

import io
import zipfile
from dataclasses import dataclass

from directory.files import FileLost, read_file
from directory.models import Attachment
from membership.authority import may_read
from membership.models import Case, CasePaper, PaperKind, Retention, TemplateDocument
from membership.retention import Kept, kept_paper
from sheets.tables import Column
from sheets.writing import Roster, write_roster

TITLES = (
    "序号", "材料名称", "形成日期", "页数", "原件/复印件", "份数", "保管期限", "保存至", "存放处", "文件",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """One document of the template: of which step, whether that step is done, and what is there of it."""

    document: TemplateDocument
    number: str
    is_due: bool
    papers: tuple[CasePaper, ...]
    kept: Kept | None = None

    @property
    def is_missing(self) -> bool:
        return self.is_due and self.document.is_required and not self.papers

    @property
    def word(self) -> str:
        if self.papers:
            return "已完成"
        if not self.is_due:
            return "未开始"
        return "待补正" if self.document.is_required else "不适用"


def checklist(case: Case, done: set[int]) -> tuple[list[Wanted], list[CasePaper]]:
    """The template's documents in order, and the papers besides; `done` are the keys of its steps that are."""
    papers = _papers(case)
    documents = TemplateDocument.objects.filter(step__template=case.template_id).select_related("step")
    wanted = [
        Wanted(
            document,
            document.step.number,
            document.step_id in done,
            tuple(paper for paper in papers if paper.document_id == document.pk),
            kept_paper(case, None, document.retention),
        )
        for document in documents.order_by("step__position", "position")
    ]
    return wanted, [paper for paper in papers if paper.document_id is None]


def _papers(case: Case) -> list[CasePaper]:
    """The standing papers, each with how long it is kept."""
    papers = list(case.papers.standing().select_related("document"))
    for paper in papers:
        paper.kept = kept_paper(case, paper, paper.document.retention if paper.document else "")
    return papers


def archive_faults(wanted: list[Wanted]) -> list[str]:
    """What the personal file still lacks (DEV-55 five classes, DEV-73 six), as the template of the case names it."""
    return [
        each.document.name
        for each in wanted
        if each.document.is_required and each.document.retention == Retention.PERSONAL_FILE and not each.papers
    ]


def bundle(case: Case, viewer) -> bytes:
    """One zip: the list of documents as a workbook, and every scan that the viewer may open.

    File names are made of place, kind and code: a title may name people, or a path. A lost file is listed as 缺失.
    """
    papers = _papers(case)
    files, packed, words = _files(case, papers, viewer), io.BytesIO(), {}
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, paper in enumerate(papers, start=1):
            came = [_pack(archive, place, paper, file) for file in files.get(paper.pk, ())]
            words[paper.pk] = ("有" if all(came) else "缺失") if came else ""
        archive.writestr("材料目录.xlsx", _list(papers, words))
    return packed.getvalue()


def _pack(archive, place: int, paper: CasePaper, file: Attachment) -> bool:
    """Whether the scan is there to be packed."""
    try:
        content = read_file(file)
    except FileLost:
        return False
    kind = paper.get_kind_display() or PaperKind.OTHER.label
    archive.writestr(f"{place:02}-{kind}-{file.code[:6]}.{file.kind}", content)
    return True


def _files(case, papers, viewer) -> dict[int, list[Attachment]]:
    found: dict[int, list[Attachment]] = {}
    subject = CasePaper._meta.label_lower
    rows = Attachment.objects.filter(
        subject=subject, subject_id__in=[paper.pk for paper in papers], voided_at__isnull=True
    )
    for file in rows:
        if may_read(viewer, case, file.sensitivity):
            found.setdefault(file.subject_id, []).append(file)
    return found


def _list(papers, words: dict[int, str]) -> bytes:
    rows = [_row(place, paper, words[paper.pk]) for place, paper in enumerate(papers, start=1)]
    return write_roster(Roster("材料目录", [], [Column(title) for title in TITLES], rows))


def _row(place: int, paper: CasePaper, word: str) -> list:
    original = {True: "原件", False: "复印件"}.get(paper.is_original, "")
    kept, until = (paper.kept.words, paper.kept.until or "") if paper.kept else ("", "")
    day, pages = str(paper.day or ""), paper.pages or ""
    return [place, paper.title, day, pages, original, paper.copies, kept, str(until), paper.kept_at, word]
