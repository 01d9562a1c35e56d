# SPDX-License-Identifier: Apache-2.0
"""Fills the disk at every step of an enrolment: python3 full.py SINHTRAC. Needs root, for a small disk of its own.

Each step must be refused with `disk-full`, leave everything as it was, and go through once there is room."""
import os
import subprocess
import sys
import tempfile
import time

from desk import Desk, Refused, SOMEBODY
from growth import free_port

GIBIBYTES = 3


class Disk:
    """A disk in a file, which can be filled to the last byte and emptied again."""

    def __init__(self, work):
        self.image, self.place = work + "/disk", work + "/mounted"
        os.mkdir(self.place)
        with open(self.image, "wb") as image:
            image.truncate(GIBIBYTES << 30)
        subprocess.run(["mkfs.ext4", "-q", "-F", "-m", "0", self.image], check=True)
        subprocess.run(["mount", "-o", "loop", self.image, self.place], check=True)

    def fill(self):
        with open(self.place + "/filler", "ab") as filler:
            for size in [1 << 28, 1 << 24, 1 << 20, 1 << 12]:
                while True:
                    try:
                        os.posix_fallocate(filler.fileno(), os.fstat(filler.fileno()).st_size, size)
                    except OSError:
                        break

    def empty(self):
        os.remove(self.place + "/filler")

    def leave(self):
        subprocess.run(["umount", self.place], check=True)


def shape(state):
    """What must not change."""
    return {key: value for key, value in state.items() if key not in ["revision"]}


def refused(desk, application, step):
    try:
        step()
    except Refused as refusal:
        return refusal.args[0]
    return "taken"


def check(desk, disk, application, name, step):
    before = desk.state(application)
    disk.fill()
    code = refused(desk, application, step)
    kept = shape(desk.state(application)) == shape(before)
    disk.empty()
    ok = code == "disk-full" and kept
    print(f"{'ok' if ok else 'FAILED'} disk full: {name}: {code}{'' if kept else ', and something changed'}")
    step()
    return not ok


def capture(desk, application, target, is_done):
    """A capture that the disk stops is told by the devices, not by an answer: the state stays open."""
    def step():
        order = {"action": "start", "application": application, "target": target}
        desk.post("/api/capture", order)
        end = time.time() + 20
        while not is_done(desk.state(application)):
            if "-eye" in target or "portrait" == target:
                desk.post("/api/capture", order | {"action": "now"})
            if time.time() > end:
                raise Refused("disk-full")
            time.sleep(0.2)
    return step


def enrolment(desk, disk):
    application = desk.open()["application"]
    failed = 0

    def tried(name, action, supervisor=None, **values):
        nonlocal failed
        failed += check(desk, disk, application, name, lambda: desk.do(application, action, supervisor, **values))

    tried("person", "typePerson", values=SOMEBODY)
    tried("request", "applyFor", procedure="EXCHANGE", ground="24-1-g")
    tried("profile", "chooseProfile", profile="single")
    tried("account", "account", level=0)
    second = {"name": "giamsat-01", "pin": "123456"}
    # Two fingers are enough to see captures; the others are declared.
    fingers = [item["position"] for item in desk.state(application)["captures"]]
    for finger in fingers[2:]:
        desk.do(application, "declareMissing", part=finger, reason="bandaged")
    for finger in fingers[:2]:
        done = lambda state: [c for c in state["captures"] if c["position"] == finger][0]["status"] == "accepted"
        failed += check(desk, disk, application, finger, capture(desk, application, finger, done))
    for eye in ["right-eye", "left-eye"]:
        done = lambda state: [e for e in state["eyes"] if e["eye"] == eye][0]["status"] == "accepted"
        failed += check(desk, disk, application, eye, capture(desk, application, eye, done))
    done = lambda state: state["portrait"]["status"] == "accepted"
    failed += check(desk, disk, application, "portrait", capture(desk, application, "portrait", done))
    for number, finger in enumerate(fingers[2:]):
        photographed = lambda state: [x for x in state["exceptions"] if x["part"] == finger][0]["hasPhoto"]
        step = capture(desk, application, "exception." + finger, photographed)
        if number == 0:
            failed += check(desk, disk, application, "photograph of an exception", step)
        else:
            step()
        confirm = lambda: desk.do(application, "confirmException", second, part=finger, supervisor="giamsat-01")
        if number == 0:
            failed += check(desk, disk, application, "exception", confirm)
        else:
            confirm()
    tried("review", "review")
    tried("signature", "sign", manner="paper")
    tried("submit", "submit")
    items = desk.get("/api/outbox")["items"]
    if [item["application"] for item in items] != [application]:
        print("FAILED disk full: records", items)
        failed += 1
    return failed


def main(program):
    if os.geteuid() != 0:
        print("disk full: SKIPPED: only root may mount a disk")
        return 0
    with tempfile.TemporaryDirectory() as work:
        disk, station = Disk(work), None
        try:
            port = free_port()
            station = subprocess.Popen(
                [program, "station", "--training", "--folder", disk.place + "/station", "--port", str(port), "--idle", "60"],
                stdout=subprocess.PIPE, text=True)
            station.stdout.readline()
            return enrolment(Desk(f"http://127.0.0.1:{port}/", "canbo-01", "123456"), disk)
        finally:
            if station:
                station.kill()
                station.wait()
            disk.leave()


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1]), 1))
