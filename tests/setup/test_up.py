"""Ports and names of `dev.py up`, and its command line."""

import socket

import pytest

import dev
from desk.management.commands import demo_school
from devtools import Trouble
from devtools.up import open_hosts, reserve_port


def test_a_taken_port_is_passed_over():
    with reserve_port("127.0.0.1", 23400) as first:
        taken = first.getsockname()[1]
        with reserve_port("127.0.0.1", taken) as second:
            assert second.getsockname()[1] > taken


def test_a_reserved_port_stays_ours():
    with reserve_port("127.0.0.1", 23400) as reserved, socket.socket() as other, pytest.raises(OSError):
        other.bind(reserved.getsockname())


def test_no_port_left_is_said():
    with reserve_port("127.0.0.1", 65535), pytest.raises(Trouble, match="--port"):
        reserve_port("127.0.0.1", 65535)


@pytest.mark.parametrize("host", [None, "127.0.0.1", "localhost"])
def test_without_a_host_only_this_machine_is_served(host):
    assert open_hosts(host) == ("127.0.0.1", [])


def test_a_named_host_opens_the_server_under_that_name_only():
    assert open_hosts("dangwu.example.edu.cn") == ("0.0.0.0", ["dangwu.example.edu.cn"])


def test_all_addresses_means_the_names_of_this_machine_never_a_star():
    address, names = open_hosts("0.0.0.0")
    assert address == "0.0.0.0"
    assert socket.gethostname() in names
    assert "*" not in names


def test_words_behind_test_and_manage_are_passed_on():
    assert dev.parse(["test", "-k", "name", "--help"]).words == ["-k", "name", "--help"]
    assert dev.parse(["manage", "migrate", "--plan"]).words == ["migrate", "--plan"]


def test_up_knows_its_options():
    words = dev.parse(["up", "--port", "9000", "--preset", "D2", "--members", "5000"])
    assert (words.port, words.preset, words.members, words.host) == (9000, "D2", 5000, None)


def test_an_unknown_preset_is_refused(capsys):
    with pytest.raises(SystemExit):
        dev.parse(["up", "--preset", "D9"])
    assert "D1" in capsys.readouterr().err


@pytest.mark.parametrize("members", ["1500", "1999", "1000001", "-5", "六千", "５０００"])
def test_a_school_too_small_or_too_large_is_refused_before_anything_starts(members, capsys, monkeypatch):
    monkeypatch.setattr("dev.settle_packages", lambda: pytest.fail("packages were settled"))
    with pytest.raises(SystemExit):
        dev.main(["up", f"--members={members}"])
    assert "no number from 2000 to 1000000" in capsys.readouterr().err


@pytest.mark.parametrize("members", [2000, 1_000_000])
def test_the_bounds_themselves_are_taken_and_are_those_of_the_command(members):
    assert dev.parse(["up", "--members", str(members)]).members == members
    assert (dev.FEWEST_MEMBERS, dev.MOST_MEMBERS) == (demo_school.FEWEST, demo_school.MOST)
