# SPDX-License-Identifier: Apache-2.0
"""Enrols by keyboard alone: python3 enrolments.py ADDRESS LANGUAGE. Each station takes each person once."""
import sys
import time

from station import Officer, PIN, Waited, browser


def open_person(officer, text):
    officer.key("F2")
    officer.type(text)
    time.sleep(0.4)
    officer.key("Enter")
    officer.at("person")
    time.sleep(0.6)


def fill(officer, next_step):
    """Answers what the cursor is put to until the step is done."""
    for _ in range(30):
        if officer.ask(f"location.hash.endsWith('/{next_step}')"):
            return
        field = officer.focused()
        if field == "gender" and officer.ask("document.activeElement.value === ''"):
            officer.key("ArrowDown")
        elif field == "permanentResidence" and officer.ask("document.activeElement.value === ''"):
            officer.type("Số 0, phố Không Có Thật")
        time.sleep(0.4)
        officer.key("Enter")
        time.sleep(0.7)
    raise Waited(f"the step after {officer.ask('location.hash')}")


def finish(officer, first="fingers"):
    for step in [first, "eyes", "portrait"]:
        officer.at(step)
        officer.complete(step)
        officer.key("Enter")
    officer.wait("/(exceptions|review)$/.test(location.hash)")
    if officer.ask("location.hash.endsWith('exceptions')"):
        officer.at("exceptions")
        time.sleep(0.5)
        officer.key("Enter")
    officer.at("review")
    officer.wait("document.querySelector('.words')")
    time.sleep(0.5)
    officer.key("Enter")
    officer.at("signature")
    officer.key("Enter")
    officer.at("done")
    officer.wait("document.querySelector('.message.good')")


def adult_with_card(officer):
    open_person(officer, "vi du")
    officer.wait("document.querySelector('#card-state .tag.good')")
    officer.key("ArrowDown", "ArrowDown")
    time.sleep(0.8)
    officer.key("Enter")
    finish(officer)


def child_with_representative(officer):
    open_person(officer, "minh mau")
    officer.key("ArrowDown")
    time.sleep(0.9)
    fill(officer, "representative")
    time.sleep(0.4)
    officer.type("Trần Thị Tập Huấn")
    officer.key("Enter")
    officer.wait("document.activeElement.id === 'rep-consents'")
    officer.key("Space")
    time.sleep(0.6)
    officer.key("Enter")
    finish(officer)


def bedside_with_exceptions(officer):
    open_person(officer, "van thu")
    officer.key("ArrowDown", "ArrowDown", "ArrowDown")
    time.sleep(1)
    officer.key("Tab", "Tab", "ArrowDown", "ArrowDown")
    time.sleep(1)
    fill(officer, "fingers")
    officer.key("F8")
    officer.at("exceptions")
    time.sleep(0.5)
    for count, (finger, downs) in enumerate([("5", 0), ("0", 1)], 1):
        officer.key(finger)
        officer.wait("document.querySelector('dialog[open]')")
        officer.key(*["ArrowDown"] * downs, "Enter")
        officer.wait("!document.querySelector('dialog[open]')")
        time.sleep(0.5)
        officer.key("Space")
        officer.wait(f"document.querySelectorAll('main img[src*=\"exception.\"]').length >= {count}")
        time.sleep(0.4)
        officer.key("c")
        officer.wait("document.querySelector('dialog[open]')")
        officer.key("Tab")
        officer.type(PIN)
        officer.key("Enter")
        officer.wait("!document.querySelector('dialog[open]')")
        time.sleep(0.5)
    officer.complete("exceptions")
    officer.key("F9")
    officer.at("review")
    time.sleep(0.8)
    officer.key("2")
    finish(officer)


def refusal_under_six(officer):
    open_person(officer, "bao tap")
    officer.wait("document.querySelector('.refusal')")
    officer.key("Enter")
    officer.wait("document.querySelector('dialog[open]')")
    officer.key("Enter")
    officer.at("done")


CASES = [adult_with_card, refusal_under_six, child_with_representative, bedside_with_exceptions]


def main(address, language):
    failed = 0
    with browser() as chromium:
        for case in CASES:
            officer = Officer(chromium, address, language=language)
            officer.sign_in()
            start = time.time()
            try:
                case(officer)
                limit = 25 if case is adult_with_card else None
                fits = limit is None or officer.keys <= limit
                print(f"{'ok' if fits else 'FAILED'} {language} {case.__name__}: {officer.keys} keys, "
                      f"{time.time() - start:.0f} s")
                failed += not fits
            except Waited as error:
                failed += 1
                print(f"FAILED {language} {case.__name__}: waited for {error}")
            for trouble in officer.troubles:
                failed += 1
                print(f"FAILED {language} {case.__name__}: {trouble}")
            officer.page.close()
    return failed


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1], sys.argv[2]), 1))
