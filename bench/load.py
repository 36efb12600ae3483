"""The load generator, a process of its own: `python -m bench.load PORT ADDRESS SESSION CONNECTIONS SECONDS`.

Prints requests a second and the slowest one in milliseconds. Every answer must be a page (200).
"""

import http.client
import sys
import threading
import time


def ask(port: int, address: str, session: str, until: float, times: list[float]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Cookie": f"sessionid={session}"}
    while time.monotonic() < until:
        begun = time.monotonic()
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{answer.status} instead of a page")
        times.append(time.monotonic() - begun)


def main(port: str, address: str, session: str, connections: str, seconds: str) -> None:
    times: list[float] = []
    until = time.monotonic() + float(seconds)
    threads = [
        threading.Thread(target=ask, args=(int(port), address, session, until, times)) for _ in range(int(connections))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(len(times) / float(seconds), max(times) * 1000)


if __name__ == "__main__":
    main(*sys.argv[1:])
