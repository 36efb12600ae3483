"""The whole suite runs in as many processes as there are processors; what is named on the command line, in this one.

Each process has a database of its own, a copy of one that the first of them migrates. Files stay whole, because their
tests share what is costly (servers, a browser, a demo school); the cells of the permission sweep, which need nothing
but the sweep's school, are handed out one by one at the end, so that all processes finish together.
"""

import contextlib

import pytest
from django.db import connection
from xdist.scheduler import LoadScopeScheduling

from devtools.runs import locked

ONE_BY_ONE = "tests/permissions/test_sweep.py::test_cells["


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_xdist_auto_num_workers(config):
    """None leaves the counting to xdist; 0 is this process."""
    names_tests = config.args_source == config.ArgsSource.ARGS or config.option.keyword
    return 0 if names_tests or config.option.collectonly else None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return FileByFile(config, log)


class FileByFile(LoadScopeScheduling):
    """Large files first (xdist orders its pieces by their number of tests), single cells last."""

    def _split_scope(self, nodeid):
        return nodeid if nodeid.startswith(ONE_BY_ONE) else nodeid.partition("::")[0]


def template_in(folder) -> str:
    """The name of a migrated database to copy. `folder` is one that the processes of a run share."""
    with locked(folder / "lock"):
        if not (folder / "migrated").exists():
            with _named(_template()):
                connection.creation.create_test_db(verbosity=0, autoclobber=True)
            (folder / "migrated").touch()
    return _template()


def remove_template(folder) -> None:
    """Whoever ends first does it; one that begins after that migrates again."""
    with locked(folder / "lock"), connection.creation._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(_template())}")
        (folder / "migrated").unlink(missing_ok=True)


def _template() -> str:
    return f"{connection.settings_dict['TEST']['NAME'].rpartition('_')[0]}_template"


@contextlib.contextmanager
def _named(name):
    """Meanwhile the test database bears this name."""
    settings = connection.settings_dict
    kept, settings["TEST"]["NAME"] = (settings["NAME"], settings["TEST"]["NAME"]), name
    yield
    connection.close()
    settings["NAME"], settings["TEST"]["NAME"] = kept
