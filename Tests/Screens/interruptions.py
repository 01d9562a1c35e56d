# SPDX-License-Identifier: Apache-2.0
"""Disturbs an enrolment at every step: python3 interruptions.py SINHTRAC FOLDER PORT.

Reload, back button, second window, browser gone, station killed, double click: nothing may be lost and
nothing may be there twice."""
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

from station import Officer, PIN, Waited, browser


class Station:
    """A training station that can be killed."""

    def __init__(self, program, folder, port):
        self.command = [program, "station", "--training", "--folder", folder, "--port", str(port), "--idle", "60"]
        self.address = f"http://127.0.0.1:{port}/"
        self.process = None

    def start(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL)
        for _ in range(300):
            try:
                urllib.request.urlopen(self.address + "api/face", timeout=5)
                return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)

    def kill(self, how=signal.SIGKILL):
        self.process.send_signal(how)
        return self.process.wait(timeout=30)


def kept(officer):
    """What the session has, as the station tells it."""
    state = officer.page.evaluate("""async () => {
      const id = location.hash.split('/')[2];
      return (await fetch(`/api/applications/${id}`)).json(); }""")
    captures = [(c["position"], c["status"], len(c["attempts"])) for c in state["captures"]]
    eyes = [(e["eye"], e["status"]) for e in state["eyes"]]
    person = {item["field"]: item["chosen"]["value"] for item in state["person"]}
    return captures, eyes, person, state.get("portrait", {}).get("status"), state["step"]


def same(name, before, after):
    ok = before == after
    print(f"{'ok' if ok else 'FAILED'} {name}")
    if not ok:
        print("  before", before, "\n  after ", after)
    return 0 if ok else 1


def disturb(chromium, station, officer, step):
    """All disturbances at one step; gives the officer's window afterwards and what failed."""
    failed = 0
    before, place = kept(officer), officer.ask("location.hash")
    officer.page.reload(wait_until="domcontentloaded")
    officer.wait("document.querySelector('.frame')")
    time.sleep(0.8)
    failed += same(f"{step}: reload", (before, place), (kept(officer), officer.ask("location.hash")))
    officer.page.go_back(wait_until="domcontentloaded")
    time.sleep(0.8)
    officer.go(place.removeprefix("#/"))
    failed += same(f"{step}: back button", before[:4], kept(officer)[:4])

    station.kill()
    officer.key("F1")
    officer.wait("document.querySelector('.offline')", 30)
    station.start()
    officer.wait("document.activeElement?.id === 'pin'", 60)
    time.sleep(0.3)
    officer.type(PIN)
    officer.page.keyboard.press("Enter")
    officer.wait("document.querySelector('.frame')")
    officer.go(place.removeprefix("#/"))
    failed += same(f"{step}: station killed", before[:4], kept(officer)[:4])

    officer.page.context.close()
    officer = Officer(chromium, station.address)
    officer.sign_in()
    officer.type("ngoc lam quen")
    time.sleep(0.4)
    officer.key("Enter")
    officer.wait("document.querySelector('.steps')")
    failed += same(f"{step}: browser gone", before, kept(officer))
    officer.go(place.removeprefix("#/"))
    for trouble in officer.troubles:
        print("FAILED", step, trouble)
        failed += 1
    return officer, failed


def two_windows(chromium, station, officer):
    """What is typed in one window shows in the other."""
    place = officer.ask("location.href")
    second = officer.page.context.new_page()
    second.goto(place, wait_until="domcontentloaded")
    time.sleep(1.5)
    second.fill("#occupation", "giáo viên")
    second.keyboard.press("Tab")
    officer.wait("document.getElementById('occupation')?.value === 'giáo viên'", 10)
    second.close()
    print("ok two windows")


def main(program, folder, port):
    station = Station(program, folder, port)
    station.start()
    try:
        return interrupted(station)
    finally:
        if station.process.poll() is None:
            station.kill()


def interrupted(station):
    failed = 0
    with browser() as chromium:
        officer = Officer(chromium, station.address)
        officer.sign_in()
        officer.type("ngoc lam quen")
        time.sleep(0.4)
        officer.key("Enter")
        officer.at("person")
        officer.wait("document.querySelector('#card-state .tag.good')")
        officer.key("ArrowDown", "ArrowDown")
        time.sleep(1)
        two_windows(chromium, station, officer)
        for step in ["person", "fingers", "eyes", "portrait", "review", "signature"]:
            officer.at(step)
            if step in ["fingers", "eyes", "portrait"]:
                officer.complete(step)
                time.sleep(1)
            officer, wrong = disturb(chromium, station, officer, step)
            failed += wrong
            time.sleep(0.6)
            if step != "signature":
                officer.page.keyboard.press("Enter")
        # Sign and send as fast as a nervous hand does.
        officer.wait("document.getElementById('next')")
        officer.page.dblclick("#next")
        officer.at("done")
        officer.wait("document.querySelector('.message.good')")
        count = officer.page.evaluate("async () => (await (await fetch('/api/outbox')).json()).items.length")
        failed += same("double click: one record", 1, count)
        code = station.kill(signal.SIGTERM)
        failed += same("the station ends when asked, with pages open", 0, code)
    return failed


if __name__ == "__main__":
    try:
        sys.exit(min(main(sys.argv[1], sys.argv[2], int(sys.argv[3])), 1))
    except Waited as error:
        print("FAILED waited for", error)
        sys.exit(1)
