"""Ports and names of `dev.py up`, and its command line."""

import socket

import pytest

import dev
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
    words = dev.parse(["up", "--port", "9000", "--preset", "D2", "--members", "500"])
    assert (words.port, words.preset, words.members, words.host) == (9000, "D2", 500, None)


def test_an_unknown_preset_is_refused(capsys):
    with pytest.raises(SystemExit):
        dev.parse(["up", "--preset", "D9"])
    assert "D1" in capsys.readouterr().err
