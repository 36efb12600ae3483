"""The whole suite is split by files; what somebody names runs in the process that he sees."""

from types import SimpleNamespace

import pytest

from tests.splitting import FileByFile, pytest_xdist_auto_num_workers

SOURCE = pytest.Config.ArgsSource
CELL = "tests/permissions/test_sweep.py::test_cells[unit_tree]"


@pytest.mark.parametrize(
    ("source", "keyword", "collectonly", "processes"),
    [
        (SOURCE.TESTPATHS, "", False, None),  # as many as there are processors
        (SOURCE.ARGS, "", False, 0),
        (SOURCE.TESTPATHS, "pinyin", False, 0),
        (SOURCE.TESTPATHS, "", True, 0),
    ],
)
def test_only_the_whole_suite_is_split(source, keyword, collectonly, processes):
    option = SimpleNamespace(keyword=keyword, collectonly=collectonly)
    config = SimpleNamespace(args_source=source, ArgsSource=SOURCE, option=option)
    assert pytest_xdist_auto_num_workers(config) == processes


@pytest.mark.parametrize(
    ("test", "piece"),
    [
        ("tests/dates/test_spans.py::test_a_span", "tests/dates/test_spans.py"),
        ("tests/rights/test_duties.py::test_names[a::b/c]", "tests/rights/test_duties.py"),
        ("tests/permissions/test_sweep.py::test_every_address_has_a_mark", "tests/permissions/test_sweep.py"),
        (
            "tests/permissions/test_sweep.py::test_cells[unit_tree]",
            "tests/permissions/test_sweep.py::test_cells[unit_tree]",
        ),
    ],
)
def test_files_stay_whole_and_cells_are_handed_out_one_by_one(test, piece):
    scheduler = FileByFile.__new__(FileByFile)
    assert scheduler._split_scope(test) == piece
