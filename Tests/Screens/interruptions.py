# SPDX-License-Identifier: Apache-2.0
"""Disturbs an enrolment at every step: python3 interruptions.py SINHTRAC FOLDER PORT.

Reload, back button, second window, browser gone, station killed, device pulled out, double click: nothing may be
lost, nothing may be there twice, and the screen says what to do."""
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
    signature = (state.get("signature") or {}).get("manner")
    return captures, eyes, person, state.get("portrait", {}).get("status"), signature, state["step"]


def same(name, before, after):
    ok = before == after
    print(f"{'ok' if ok else 'FAILED'} {name}")
    if not ok:
        print("  before", before, "\n  after ", after)
    return 0 if ok else 1


def sign_in_again(officer, place):
    officer.wait("document.activeElement?.id === 'pin'", 60)
    time.sleep(0.3)
    officer.type(PIN)
    officer.page.keyboard.press("Enter")
    officer.wait("document.querySelector('.frame')")
    officer.go(place.removeprefix("#/"))


def killed(station, officer, place):
    """The station is killed without a word and comes back; the screen says so meanwhile."""
    station.kill()
    officer.key("F1")
    officer.wait("document.querySelector('.offline')", 30)
    station.start()
    sign_in_again(officer, place)


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
    failed += same(f"{step}: back button", before[:-1], kept(officer)[:-1])

    second = officer.page.context.new_page()
    second.goto(officer.page.url, wait_until="domcontentloaded")
    second.wait_for_selector(".steps")
    time.sleep(0.8)
    failed += same(f"{step}: second window", before[:-1], kept(officer)[:-1])
    second.close()

    killed(station, officer, place)
    failed += same(f"{step}: station killed", before[:-1], kept(officer)[:-1])

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


KINDS = {"fingers": "finger", "eyes": "eye", "portrait": "portrait"}


def plug(officer, kind, act):
    officer.page.evaluate("""async ([kind, act]) => {
      const { token } = await (await fetch('/api/visit')).json();
      await fetch('/api/devices', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Station-Token': token },
        body: JSON.stringify({ step: { act, kind } }) }); }""", [kind, act])


def pulled_out(station, officer, step):
    """The device is gone, and then the station goes while it looks; what the screen says is what helps."""
    place = officer.ask("location.hash")
    officer.wait("document.querySelector('#say.bad')", 30)
    text = officer.ask("document.getElementById('say').textContent")
    says = "Space" in text
    print(f"{'ok' if says else 'FAILED'} {step}: device pulled out: {text}")
    plug(officer, KINDS[step], "plug")
    officer.key("Space")
    officer.wait("!document.querySelector('#say.bad')")
    killed(station, officer, place)
    officer.complete(step)
    print(f"ok {step}: plugged in again, and killed while the device looks: it goes on")
    return not says


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


NAME = "document.querySelector('.side .person strong').textContent"


def two_people(officer):
    """What is done for somebody else in a second window is not shown in the first."""
    mine = officer.ask("location.hash.split('/')[2]")
    name, other = officer.ask(NAME), mine.rsplit("-", 1)[0] + "-7"
    work = """async (id) => {
      const { token } = await (await fetch('/api/visit')).json();
      const headers = { 'Content-Type': 'application/json', 'X-Station-Token': token };
      await fetch('/api/applications', { method: 'POST', headers, body: JSON.stringify({ id }) });
      const step = { id: 'two-people', action: { typePerson: { values: { occupation: 'nông dân' } } } };
      await fetch(`/api/applications/${id}/commands`, { method: 'POST', headers, body: JSON.stringify({ step }) }); }"""
    officer.page.evaluate(work, other)
    time.sleep(1.5)
    return same("two people: what is done for one is not shown at the other", (name, mine),
                (officer.ask(NAME), officer.ask("location.hash.split('/')[2]")))


INK = "document.querySelector('.pad')?.getContext('2d').getImageData(0, 0, 1000, 320).data.some((value) => value > 0)"


def stroke(officer, left, right):
    """A line on the pad, by mouse as a pen would; the pen stays down."""
    pad = officer.page.query_selector(".pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    officer.page.mouse.move(box["x"] + left * box["width"], box["y"] + 0.7 * box["height"])
    officer.page.mouse.down()
    officer.page.mouse.move(box["x"] + right * box["width"], box["y"] + 0.3 * box["height"], steps=8)


def write(officer):
    """A signature of two strokes that the session has."""
    for left, right in [(0.2, 0.5), (0.45, 0.8)]:
        stroke(officer, left, right)
        officer.page.mouse.up()
        time.sleep(0.2)
    officer.wait("document.querySelector('.message.good')")


def drawn(officer):
    """A signature on the screen is there after a reload, and gone for good once it was cleared."""
    def again():
        officer.page.reload(wait_until="domcontentloaded")
        officer.wait("document.getElementById('manner-pad')")
        time.sleep(0.8)

    officer.key("2")
    officer.wait("document.querySelector('.pad')")
    officer.key("Enter")
    officer.wait("document.querySelector('.message.bad')")
    print("ok signature: an empty pad is no signature:", officer.ask("document.querySelector('.message.bad').textContent"))
    write(officer)
    again()
    officer.wait(INK)
    failed = same("signature: drawn, and there after a reload", "pad", kept(officer)[-2])
    officer.page.click("#clear")
    officer.wait("!document.querySelector('.message.good')")
    again()
    officer.key("2")
    officer.wait("document.querySelector('.pad')")
    failed += same("signature: cleared, and gone after a reload", (None, False), (kept(officer)[-2], officer.ask(INK)))
    stroke(officer, 0.2, 0.5)
    again()
    officer.wait(INK)
    failed += same("signature: reloaded under the pen, and there", "pad", kept(officer)[-2])
    write(officer)
    return failed


def onward(officer, steps, step):
    """A double click goes on by one step, not by two."""
    officer.wait("document.getElementById('next')")
    officer.page.dblclick("#next")
    officer.at(steps[steps.index(step) + 1])
    time.sleep(1)
    return same(f"{step}: double click", steps[steps.index(step) + 1], officer.ask("location.hash.split('/')[3]"))


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
        failed += two_people(officer)
        steps = ["person", "fingers", "eyes", "portrait", "review", "signature"]
        for step in steps:
            officer.at(step)
            if step in KINDS:
                failed += pulled_out(station, officer, step)
                time.sleep(1)
            if step == "signature":
                failed += drawn(officer)
            officer, wrong = disturb(chromium, station, officer, step)
            failed += wrong
            time.sleep(0.6)
            if step != "signature":
                kind = KINDS.get(steps[steps.index(step) + 1])
                if kind:
                    plug(officer, kind, "unplug")
                failed += onward(officer, steps, step)
        # Sign and send as fast as a nervous hand does.
        officer.wait("document.getElementById('next')")
        officer.page.dblclick("#next")
        officer.at("done")
        officer.wait("document.querySelector('.message.good')")
        count = officer.page.evaluate("async () => (await (await fetch('/api/outbox')).json()).items.length")
        failed += same("double click: one record", 1, count)
        start = time.time()
        code = station.kill(signal.SIGTERM)
        failed += same("the station ends when asked, with pages open, within 5 s", (0, True), (code, time.time() - start < 5))
    return failed


if __name__ == "__main__":
    try:
        sys.exit(min(main(sys.argv[1], sys.argv[2], int(sys.argv[3])), 1))
    except Waited as error:
        print("FAILED waited for", error)
        sys.exit(1)
