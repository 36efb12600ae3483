"""Two commands at once keep apart; what a killed one left behind is cleared, and nothing else is."""

import contextlib
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from devtools import runs
from devtools.place import Owner, find_place, find_programs, is_our_own, is_plain
from devtools.runs import Run, end_leftovers, is_alive, leftovers, open_run, take_lock
from devtools.servers import forget_dead_server

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(runs, "VAR", tmp_path)
    kept = {number: signal.getsignal(number) for number in runs.SIGNALS}
    yield tmp_path
    for number, handler in kept.items():
        signal.signal(number, handler)


@contextlib.contextmanager
def living(*words: str):
    """A process that really runs by now (just after its start its command line may not be there yet)."""
    command = [sys.executable, "-c", "import time; print('on', flush=True); time.sleep(60)", *words]
    with subprocess.Popen(command, start_new_session=True, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "on\n"
        yield process
        process.kill()


def start(run: Run, mark: str) -> subprocess.Popen:
    return run.start("sleeper", [*SLEEP, mark], log=run.folder / "log")


def abandon(run: Run) -> None:
    """What a kill -9 does to a command: its lock falls, its processes and its folder stay."""
    run.lock.close()


def test_a_second_run_of_the_name_is_refused_while_the_first_lives(place):
    first = open_run(place, "up")
    assert open_run(place, "up") is None
    assert is_alive(place, "up")
    first.close()
    assert not is_alive(place, "up")


def test_runs_of_other_names_go_on_side_by_side(place):
    first, second = open_run(place, "test-a"), open_run(place, "test-b")
    assert first.folder != second.folder
    first.close()
    assert second.folder.exists()
    second.close()


def test_closing_ends_the_processes_and_removes_a_throw_away_folder(place):
    run = open_run(place, "test-a")
    process = start(run, str(place))
    run.close()
    assert process.returncode == -signal.SIGTERM
    assert not run.folder.exists()


def test_the_folder_with_the_demo_school_stays(place):
    run = open_run(place, "up")
    (run.folder / "pg").mkdir()
    run.close()
    assert (run.folder / "pg").exists()


def test_the_next_command_ends_what_a_killed_one_left(place):
    killed = open_run(place, "test-a")
    process = start(killed, str(place))
    abandon(killed)
    open_run(place, "test-b").close()
    assert process.wait(10) == -signal.SIGTERM
    assert not killed.folder.exists()


def test_a_process_that_ignores_the_polite_signal_is_killed(place):
    killed = open_run(place, "test-a")
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print('on', flush=True); time.sleep(60)"
    process = killed.start("sleeper", [sys.executable, "-c", deaf, str(place)], log=killed.folder / "log")
    while "on" not in (killed.folder / "log").read_text():
        assert process.poll() is None
    abandon(killed)
    end_leftovers(killed.folder / "sessions", marks=[str(place)], patience=0.5)
    assert process.wait(10) == -signal.SIGKILL


def test_a_stranger_with_the_same_number_is_left_alone(place):
    with living() as stranger:
        record = place / "sessions"
        record.write_text(f"{stranger.pid}\n")
        end_leftovers(record, marks=[str(place)])
        assert stranger.poll() is None
        assert leftovers({stranger.pid}, marks=[sys.executable]) == [stranger.pid]


def test_a_neighbours_servers_are_not_stopped_by_us(place):
    owner = open_run(place, "up")
    process = start(owner, str(place))
    Run(owner.folder).close()
    assert process.poll() is None
    assert (owner.folder / "sessions").exists()
    owner.close()


def test_a_lock_can_be_taken_once(tmp_path):
    held = take_lock(tmp_path / "lock")
    assert take_lock(tmp_path / "lock") is None
    held.close()
    again = take_lock(tmp_path / "lock")
    assert again is not None
    again.close()


def test_the_note_of_a_dead_database_server_is_removed(tmp_path):
    note = tmp_path / "postmaster.pid"
    note.write_text(f"{os.getpid()}\n{tmp_path}\n")  # a living process, but not that server
    forget_dead_server(tmp_path)
    assert not note.exists()


def test_the_note_of_a_living_database_server_stays(tmp_path):
    with living("-D", str(tmp_path)) as server:
        note = tmp_path / "postmaster.pid"
        note.write_text(f"{server.pid}\n{tmp_path}\n")
        forget_dead_server(tmp_path)
        assert note.exists()


@pytest.mark.parametrize("path", ["/home/" + "x" * 90, "/home/党务/var", "/home/two words/var"])
def test_a_path_that_no_socket_or_address_takes_is_not_used(tmp_path, path):
    assert not is_plain(tmp_path.__class__(path))


def test_servers_move_to_a_remembered_folder_where_the_path_will_not_do(tmp_path):
    preferred = tmp_path / "两 个"
    place = find_place(Owner.find(), preferred)
    assert is_plain(place)
    assert find_place(Owner.find(), preferred) == place
    place.rmdir()
    assert find_place(Owner.find(), preferred) != place
    find_place(Owner.find(), preferred).rmdir()


def test_two_first_commands_at_once_settle_on_one_folder(tmp_path):
    with ThreadPoolExecutor(4) as pool:
        places = set(pool.map(lambda _: find_place(Owner.find(), tmp_path / "两 个"), range(4)))
    assert len(places) == 1
    places.pop().rmdir()


class Outsider(Owner):
    def can(self, test, path):
        """As `nobody` before a folder that is root's alone."""
        return False


def test_two_first_commands_at_once_share_one_copy_of_the_programs(tmp_path):
    (tmp_path / "programs-killed").mkdir()
    with ThreadPoolExecutor(2) as pool:
        found = set(pool.map(lambda _: find_programs(Outsider(0, 0), tmp_path), range(2)))
    assert len(found) == 1
    assert os.access(found.pop().postgres("postgres"), os.X_OK)
    assert [path.name for path in tmp_path.glob("programs-*/")] == []


def test_a_link_that_somebody_put_in_the_place_of_our_folder_is_refused(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert is_our_own(tmp_path / "real")
    assert not is_our_own(tmp_path / "link")
