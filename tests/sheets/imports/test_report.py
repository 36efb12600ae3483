"""The report: when it is clean, what it counts, and how a machine reads it."""

import pytest

from sheets.imports import registry
from sheets.imports.contract import Importer
from sheets.imports.report import Conflict, Fault, Report, refused_file


def report(faults=(), conflicts=(), **counts):
    return Report(counts=counts, faults=list(faults), conflicts=list(conflicts))


def test_faults_and_open_questions_stand_in_the_way():
    assert report(new=3).is_clean
    assert not report([Fault(4, "姓名", "请填写姓名。")], new=2, error=1).is_clean
    assert not report(conflicts=[Conflict(5, "钱七", "是同一人吗？")], conflict=1).is_clean


def test_counts_in_one_word():
    told = report(new=3, changed=2, same=7, conflict=1, error=4)
    assert (told.changes, told.rows) == (5, 17)


def test_as_json_lists_every_error_by_row():
    told = report([Fault(9, "姓名", "请填写姓名。")], [Conflict(5, "钱七", "是同一人吗？")], new=1, conflict=1, error=1)
    assert told.as_json() == {
        "status": "rejected",
        "new": 1,
        "changed": 0,
        "same": 0,
        "conflict": 1,
        "error": 1,
        "errors": [
            {"row": 5, "column": "", "message": "是同一人吗？请在导入页面答复。"},
            {"row": 9, "column": "姓名", "message": "请填写姓名。"},
        ],
    }
    assert report(same=2).as_json()["status"] == "ok"


def test_a_file_that_could_not_be_read_is_row_zero():
    told = refused_file("文件是空的。")
    assert told.is_file_refused and told.rows == 0
    assert told.as_json()["errors"] == [{"row": 0, "column": "", "message": "文件是空的。"}]


def test_one_importer_per_key(monkeypatch):
    monkeypatch.setattr(registry, "_IMPORTERS", {})
    first = type("First", (Importer,), {"key": "duties"})()
    other = type("Other", (Importer,), {"key": "units"})()
    registry.register(first)
    registry.register(other)
    assert registry.importers() == [other, first]
    assert registry.importer_of("nothing") is None
    with pytest.raises(ValueError, match="duties"):
        registry.register(first)
