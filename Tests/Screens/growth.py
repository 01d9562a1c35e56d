# SPDX-License-Identifier: Apache-2.0
"""Memory of a station over many applicants in a row: python3 growth.py SINHTRAC COUNT [FOLDER].

Each one is enrolled in full by a program: 4-4-2, both eyes, portrait, review, signature, sealed record. Prints
the station's memory as it goes, and what its pages take at the end; exit code 1 where it passes 300 MB, where
the second half needs a tenth more than the first, or where a page takes over 200 ms."""
import os
import socket
import subprocess
import sys
import tempfile
import time

from desk import Desk, SOMEBODY

MOST_MEGABYTES = 300
MOST_MILLISECONDS = 200
PAGES = ["people", "outbox", "report", "devices", "audit", "settings"]


def megabytes(pid, name="VmRSS"):
    for line in open(f"/proc/{pid}/status"):
        if line.startswith(name):
            return int(line.split()[1]) / 1000


def processor_seconds(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def milliseconds(desk, page):
    """The least of some answers: a long time for one may be the machine's."""
    times = []
    for _ in range(5):
        start = time.time()
        desk.get(f"/api/{page}")
        times.append(1000 * (time.time() - start))
    return min(times)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def main(program, count, folder):
    port = free_port()
    station = subprocess.Popen(
        [program, "station", "--training", "--folder", folder + "/station", "--port", str(port), "--idle", "120"],
        stdout=subprocess.PIPE, text=True)
    try:
        station.stdout.readline()
        desk = Desk(f"http://127.0.0.1:{port}/", "canbo-01", "123456")
        used = []
        for number in range(1, count + 1):
            desk.enrol(person=SOMEBODY)
            used.append(megabytes(station.pid))
            if number % max(count // 20, 1) == 0:
                print(f"{number} applicants: {used[-1]:.0f} MB, most {megabytes(station.pid, 'VmHWM'):.0f} MB, "
                      f"{processor_seconds(station.pid) / number:.1f} s CPU each", flush=True)
        waits = {page: milliseconds(desk, page) for page in PAGES}
        print(", ".join(f"{page} {least:.0f} ms" for page, least in waits.items()))
        page = desk.get("/api/outbox")
        print(f"{page['counts']['all']} records in the outbox, {desk.get('/api/audit')['all']} rows in the audit log")
        # The first few fill caches.
        early, late = max(used[min(5, count // 4):max(count // 2, 1)]), max(used[count // 2:])
        fits = (late <= MOST_MEGABYTES and late <= 1.1 * early and page["counts"]["all"] == count
                and max(waits.values()) <= MOST_MILLISECONDS)
        print(f"{'ok' if fits else 'FAILED'} {count} applicants: {early:.0f} MB in the first half, {late:.0f} MB in the second")
        return 0 if fits else 1
    finally:
        station.terminate()
        station.wait(timeout=30)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        sys.exit(main(sys.argv[1], int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else made))
