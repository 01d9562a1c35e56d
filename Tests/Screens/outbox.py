# SPDX-License-Identifier: Apache-2.0
"""The outbox of a station that is set up, in a browser: python3 outbox.py SINHTRAC FOLDER [PICTURES].

Between station and centre lies a slow line, and two sticks are plugged in: a record on its way shows how far it
is, one that waits says why, and of two sticks one is chosen by keys."""
import os
import socket
import subprocess
import sys
import threading
import time

from desk import Desk, SOMEBODY
from growth import free_port
from station import Officer, Waited, browser

PASSPHRASE, PIN = "a passphrase of the bench", "246813"
# A record of half a megabyte takes five seconds.
BYTES_A_SECOND = 100_000


class SlowLine:
    """A line to a port of this machine that can be slow, and down."""

    def __init__(self, to):
        self.to, self.is_up = to, False
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            near, _ = self.listener.accept()
            if not self.is_up:
                near.close()
                continue
            far = socket.create_connection(("127.0.0.1", self.to))
            for pair in [(near, far), (far, near)]:
                threading.Thread(target=self.carry, args=pair, daemon=True).start()

    @staticmethod
    def carry(source, sink):
        try:
            while data := source.recv(4096):
                sink.sendall(data)
                time.sleep(len(data) / BYTES_A_SECOND)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass


class Office:
    """A centre and a station that belong together, with one officer."""

    def __init__(self, program, folder):
        self.program, self.folder, self.running = program, folder, []
        os.makedirs(folder, exist_ok=True)
        at = self.at
        self.run("centre", "init", "--folder", at("centre"), "--name", "Bench centre")
        self.run("station", "init", "--folder", at("station"), "--centre", at("centre/centre.pem"),
                 "--recovery", at("centre/recovery.pem"))
        self.run("station", "operator", "canbo-01", "--role", "officer", "--folder", at("station"), told=PIN + "\n")

    def at(self, path):
        return os.path.join(self.folder, path)

    def run(self, *words, told=""):
        subprocess.run([self.program, *words], input=f"{PASSPHRASE}\n{told}", text=True, check=True,
                       stdout=subprocess.DEVNULL)

    def serve(self, ready, *words):
        """Starts a server that says its address when it is ready."""
        process = subprocess.Popen([self.program, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.running.append(process)
        process.stdin.write(PASSPHRASE + "\n")
        process.stdin.close()
        while ready not in process.stdout.readline():
            assert process.poll() is None, words

    def leave(self):
        for process in self.running:
            process.terminate()
            process.wait(timeout=30)


def check(name, holds):
    print(f"{'ok' if holds else 'FAILED'} outbox: {name}")
    return not holds


def looked_at(officer, desk, line, sticks, pictures):
    def picture(name):
        if pictures:
            os.makedirs(pictures, exist_ok=True)
            officer.page.screenshot(path=f"{pictures}/outbox-{name}.png")

    desk.enrol(person=SOMEBODY)
    officer.go("outbox")
    officer.wait("document.querySelector('tbody .tag.warn')")
    failed = check("a record that waits says why",
                   officer.ask("document.querySelector('tbody tr').cells[4].textContent.length > 20"))
    picture("waiting")

    line.is_up = True
    officer.key("Enter")
    officer.wait("document.querySelector('tbody progress')?.value > 0")
    value, most = officer.ask("(({ value, max }) => [value, max])(document.querySelector('tbody progress'))")
    failed += check(f"a record on its way shows how far it is: {value} of {most} bytes", 0 < value <= most)
    picture("sending")
    officer.wait("document.querySelector('tbody .tag.good')")
    failed += check("delivered, with the centre's receipt, and no bar any more", officer.ask(
        "!document.querySelector('tbody progress') && document.querySelector('tbody').textContent.includes('Bench centre')"))
    picture("delivered")

    line.is_up = False
    desk.enrol(person=SOMEBODY)
    officer.wait("document.querySelector('tbody .tag.warn')")
    officer.key("e")
    officer.wait("document.querySelectorAll('dialog[open] input[type=radio]').length === 2")
    picture("sticks")
    officer.key("ArrowDown", "Enter")
    officer.wait("!document.querySelector('dialog[open]') && document.querySelector('.message')")
    failed += check("of two sticks the chosen one has the record", [len(os.listdir(stick)) for stick in sticks] == [0, 1])
    picture("exported")
    for trouble in officer.troubles:
        failed += check(trouble, False)
    return failed


def main(program, folder, pictures=None):
    office = Office(program, folder)
    try:
        centre, port = free_port(), free_port()
        office.serve("listening", "centre", "serve", "--folder", office.at("centre"), "--port", str(centre),
                     "--station", office.at("station/certificate.pem"))
        line, sticks = SlowLine(centre), [office.at("stick-1"), office.at("stick-2")]
        for stick in sticks:
            os.mkdir(stick)
        office.serve("browser", "station", "serve", "--folder", office.at("station"), "--devices", "samples",
                     "--port", str(port), "--centre", f"http://127.0.0.1:{line.port}",
                     "--stick", sticks[0], "--stick", sticks[1])
        address = f"http://127.0.0.1:{port}/"
        with browser() as chromium:
            officer = Officer(chromium, address)
            officer.sign_in(PIN)
            return looked_at(officer, Desk(address, "canbo-01", PIN), line, sticks, pictures)
    finally:
        office.leave()


if __name__ == "__main__":
    try:
        sys.exit(min(main(*sys.argv[1:]), 1))
    except Waited as error:
        print("FAILED outbox: waited for", error)
        sys.exit(1)
