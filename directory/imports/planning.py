"""Preview: the stage is filled, every rule has spoken, and each row has its action."""

import hashlib
import json

from django.db import connection, transaction
from django.utils import timezone

from audit.sealing import unseal
from audit.trials import may_try_all
from dates.partial import PartialDate
from directory.imports import columns
from directory.imports.filling import Filling
from directory.imports.matching import match
from directory.imports.rules import judge
from directory.imports.statuses import plan_statuses
from directory.imports.targets import LOCK, ROOM, execute
from directory.imports.unit_book import UnitBook
from directory.models.people import ID_PURPOSE
from directory.models.staging import StagedBatch, StagedFault, StagedPerson, StagedPlan, StagedStatus
from directory.numbers import contradicts
from directory.scope import covers_school
from directory.services.trials import TOO_MANY_TRIALS

_QUESTION = """CASE
    WHEN r.is_weak AND r.name <> r.own_name THEN '学工号 ' || r.roster_no || ' 登记的姓名是“' || r.own_name
         || '”，名册写作“' || r.name || '”，是同一个人吗？'
    WHEN r.is_weak THEN '学工号 ' || r.roster_no || ' 登记的身份证号与名册不同，是同一个人吗？'
    ELSE '已登记有同名同出生日期的“' || coalesce(r.own_name, r.name) || '”（学工号 ' || p.roster_no
         || '），是同一个人吗？' END"""
_IS_OPEN = "r.is_open AND r.is_inside"
# What the file says beside the record's own columns.
_TEXTS_DIFFER = """
    SELECT DISTINCT r.row FROM roster AS r
    JOIN directory_stagedperson AS s ON s.batch = %(batch)s AND s.row = r.row
    CROSS JOIN LATERAL jsonb_each_text(s.texts) AS told (name, text)
    LEFT JOIN directory_persontext AS known ON known.person_id = r.person_id AND known.name = told.name
    WHERE r.has_texts AND r.person_id IS NOT NULL AND NOT r.differs AND coalesce(known.text, '') <> told.text"""
_PLAN = f"""
INSERT INTO directory_stagedplan (batch, row, person_id, action, question)
SELECT %(batch)s, r.row, r.person_id,
       CASE WHEN f.row IS NOT NULL THEN 'error'
            WHEN r.answer = 'skip' THEN 'same'
            WHEN {_IS_OPEN} THEN 'conflict'
            WHEN r.person_id IS NULL THEN 'new'
            WHEN r.differs OR a.row IS NOT NULL OR (r.open_unit IS NULL AND r.unit_id <> r.own_unit)
                 OR t.row IS NOT NULL THEN 'changed'
            ELSE 'same' END,
       CASE WHEN f.row IS NULL AND {_IS_OPEN} THEN {_QUESTION} ELSE '' END
FROM roster AS r
LEFT JOIN (SELECT DISTINCT row FROM directory_stagedfault WHERE batch = %(batch)s) AS f ON f.row = r.row
LEFT JOIN (SELECT DISTINCT row FROM directory_stagedstatus WHERE batch = %(batch)s) AS a ON a.row = r.row
LEFT JOIN ({_TEXTS_DIFFER}) AS t ON t.row = r.row
LEFT JOIN directory_person AS p ON p.id = r.namesake
"""


_HISTORIES = ("personevent", "personnumberevent", "partystatusevent", "persontextevent", "unitevent")
_LAST_CHANGES = "SELECT " + ", ".join(f"(SELECT max(pgh_id) FROM directory_{name})" for name in _HISTORIES)


def fill_stage(upload, importer) -> None:
    """Reads the file into the stage in place of what the batch had there. Raises `SheetRefused`."""
    forget(upload.code)
    filling = Filling(upload, UnitBook.open(upload.viewer, importer.permission), importer.most_rows)
    filling.fill()
    StagedBatch.objects.create(
        batch=upload.code,
        fingerprint=fingerprint(upload, importer),
        notes=_notes(filling),
        unit_column=filling.unit_column,
    )


def last_changes(upload) -> list:
    """What a plan depends on: the last change of every table that it looks at, and the answers.

    Every write leaves a row of history. Call it while nobody writes, or what is under way is missed.
    """
    return [*_rows(_LAST_CHANGES)[0], sorted(upload.answers.items())]


@transaction.atomic
def quiet_changes(upload) -> list:
    """The same; waits a moment for those who are writing."""
    execute(LOCK)
    return last_changes(upload)


def is_planned(upload) -> bool:
    """Whether nothing has changed since the plan was made, so that it need not be made again."""
    known = StagedBatch.objects.filter(batch=upload.code).values_list("planned_for", flat=True).first()
    return known is not None and known == json.loads(json.dumps(last_changes(upload)))


def make_plan(upload, importer, planned_for: list | None = None) -> None:
    """Works out anew what each staged row means for the record as it stands now."""
    batch, viewer = upload.code, upload.viewer
    paths = [f"{path}%" for path in viewer.paths(importer.permission)]
    execute(ROOM)
    forget_plan(batch)
    match(batch, paths, upload.answers)
    unit_column = StagedBatch.objects.get(pk=batch).unit_column
    judge(batch, paths, unit_column=unit_column)
    _judge_known_numbers(batch)
    if not covers_school(viewer.paths(importer.permission)):
        _hold_to_trials(batch, viewer.account)
    plan_statuses(batch, viewer.own_person_id, unit_column=unit_column)
    execute(_PLAN, batch=batch)
    StagedBatch.objects.filter(batch=batch).update(planned_for=planned_for)


def is_staged(upload, importer) -> bool:
    """Whether the stage holds this very file, read on this day with these rights."""
    return StagedBatch.objects.filter(batch=upload.code, fingerprint=fingerprint(upload, importer)).exists()


def fingerprint(upload, importer) -> str:
    """What the stage of a batch depends on."""
    viewer = upload.viewer
    rest = [str(viewer.on), viewer.paths(importer.permission), sorted(upload.columns.items()), importer.version]
    return hashlib.sha256(upload.content + json.dumps(rest).encode()).hexdigest()


def forget(batch: str) -> None:
    """Empties the stage of a batch."""
    for model in (StagedPerson, StagedFault, StagedPlan, StagedStatus, StagedBatch):
        execute(f'DELETE FROM "{model._meta.db_table}" WHERE batch = %(batch)s', batch=batch)


def forget_plan(batch: str) -> None:
    """Takes back what was worked out from the record; what cannot be read stays as it is."""
    execute("DELETE FROM directory_stagedfault WHERE batch = %(batch)s AND is_judged", batch=batch)
    execute("DELETE FROM directory_stagedplan WHERE batch = %(batch)s", batch=batch)


def _judge_known_numbers(batch) -> None:
    """A new birth date beside an ID number that only the record holds: opened here, as the form opens it."""
    rows = _rows(
        """SELECT r.row, r.birth_on, r.birth_precision, p.id_sealed
        FROM roster AS r JOIN directory_person AS p ON p.id = r.person_id
        WHERE r.is_inside AND r.id_index IS NULL AND r.id_mask IS DISTINCT FROM '' AND p.id_sealed IS NOT NULL
          AND isfinite(r.birth_on) AND NOT EXISTS (SELECT FROM directory_stagedfault AS f
              WHERE f.batch = %(batch)s AND f.row = r.row AND f.column = %(column)s)
          AND (r.birth_on, r.birth_precision) IS DISTINCT FROM (p.birth_on, p.birth_precision)""",
        batch=batch,
        column=columns.ID_NUMBER,
    )
    found = []
    for row, birth_on, precision, sealed in rows:
        words = contradicts(unseal(sealed, ID_PURPOSE), PartialDate(birth_on, precision))
        if words:
            found.append((row, columns.BIRTH, words))
    _keep(batch, found)


def _hold_to_trials(batch, account) -> None:
    """A file would be the way to try out many numbers: those not known inside are counted like typed ones."""
    rows = _rows(
        """SELECT r.row, s.id_sealed FROM roster AS r
        JOIN directory_stagedperson AS s ON s.batch = %(batch)s AND s.row = r.row
        WHERE r.id_index IS NOT NULL AND (r.by_id IS NULL OR NOT r.is_inside)""",
        batch=batch,
    )
    numbers = {row: unseal(sealed, ID_PURPOSE) for row, sealed in rows}
    refused = may_try_all(account, set(numbers.values()), at=timezone.now())
    _keep(batch, [(row, columns.ID_NUMBER, TOO_MANY_TRIALS) for row, number in numbers.items() if number in refused])


def _keep(batch, faults) -> None:
    """Here the sentence replaces what another rule has said: it may give away what the rule found."""
    if not faults:
        return
    rows, names, messages = map(list, zip(*faults, strict=True))
    execute(
        """INSERT INTO directory_stagedfault (batch, row, "column", message, is_judged)
        SELECT %(batch)s, found.*, true FROM unnest(%(rows)s::int[], %(names)s::text[], %(messages)s::text[]) AS found
        ON CONFLICT (batch, row, "column") DO UPDATE SET message = EXCLUDED.message""",
        batch=batch, rows=rows, names=names, messages=messages,
    )  # fmt: skip


def _rows(statement, **facts) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return cursor.fetchall()


def _notes(filling) -> list[str]:
    notes = list(filling.roster.notes)
    if filling.kept_readers:
        notes.append(f"以下列按原名保存为其他信息：{'、'.join(filling.kept_readers)}。")
    if filling.roster.left_out:
        notes.append(f"以下列不导入：{'、'.join(filling.roster.left_out)}。")
    return notes
