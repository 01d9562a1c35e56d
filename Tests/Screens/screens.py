# SPDX-License-Identifier: Apache-2.0
"""Pictures of every screen and checks on them: python3 screens.py ADDRESS FOLDER.

Takes a picture of each screen at two sizes, in both languages, light and dark, puts them on contact
sheets, and lets axe-core look at each screen where axe-playwright-python is there."""
import os
import re
import sys
import time

from PIL import Image
from desk import Desk
from station import PIN, Officer, browser

try:
    from axe_playwright_python.sync_playwright import Axe
except ImportError:
    Axe = None

PERSON = "application/{day}-8"
CHILD = "application/{day}-9"
UNDER_SIX = "application/{day}-3"
# Enrolled before the pictures are taken.
SEALED = "application/{day}-6"
SCREENS = [
    ("people", "people"), ("person", PERSON + "/person"), ("representative", CHILD + "/representative"),
    ("refusal", UNDER_SIX + "/person"), ("fingers", PERSON + "/fingers"), ("rolls", CHILD + "/rolls"),
    ("eyes", PERSON + "/eyes"), ("portrait", PERSON + "/portrait"),
    ("exceptions", PERSON + "/exceptions"), ("review", PERSON + "/review"),
    ("signature", PERSON + "/signature"), ("done", PERSON + "/done"), ("sheet", PERSON + "/sheet"),
    ("outbox", "outbox"), ("report", "report"), ("devices", "devices"), ("audit", "audit"),
    ("settings", "settings"), ("help", "help"), ("interface", "interface"),
]
ANSWERS = {"gender": "F", "permanentResidence": "Số 0, phố Không Có Thật"}
# WCAG 2.2, levels A and AA.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ROLLS = "{day}-9"

OWN = """() => {
  const wrong = [];
  for (const e of document.querySelectorAll('main input, main select, main textarea'))
    if (!e.labels?.length && !e.getAttribute('aria-label')) wrong.push('no label: ' + e.id);
  for (const e of document.querySelectorAll('button'))
    if (!(e.textContent.trim() || e.getAttribute('aria-label'))) wrong.push('no name: ' + e.id);
  const d = document.documentElement;
  if (d.scrollWidth > d.clientWidth + 1) wrong.push('wider than the window: ' + d.scrollWidth);
  if (!d.lang) wrong.push('no language');
  return wrong;
}"""


def prepare(officer, day):
    """Opens what the screens show, with a few captures."""
    for number in ["8", "9", "3"]:
        officer.page.evaluate("""async (id) => {
          const look = await (await fetch('/api/visit')).json();
          const headers = { 'Content-Type': 'application/json', 'X-Station-Token': look.token };
          const post = (path, body) => fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
          await post('/api/applications', { id });
          const command = (id2, action) => post(`/api/applications/${id}/commands`, { step: { id: id2, action } });
          await command('p1', { typePerson: { values: { gender: 'F', permanentResidence: 'Số 0, phố Không Có Thật' } } });
          await command('p2', { applyFor: { procedure: 'FIRST_ISSUANCE' } });
          if (id.endsWith('-9')) {
            await command('p3', { chooseProfile: { profile: '442+10' } });
            await command('p4', { representative: { fullName: 'Trần Thị Tập Huấn', relation: 'mother', consents: true } });
          }
          if (id.endsWith('-8')) await command('p5', { declareMissing: { part: 'left-little', reason: 'missing', remark: 'tai nạn' } });
        }""", f"{day}-{number}")
    for step in ["person", "fingers", "eyes", "portrait"]:
        officer.go(PERSON.format(day=day) + "/" + step)
        time.sleep(12 if step == "fingers" else 6)


def sheet(files, out, columns=4, width=480):
    images = [Image.open(file).convert("RGB") for file in files]
    images = [i.resize((width, i.height * width // i.width)) for i in images]
    height = max(i.height for i in images) + 6
    rows = (len(images) + columns - 1) // columns
    page = Image.new("RGB", (columns * (width + 6), rows * height), "#777")
    for place, image in enumerate(images):
        page.paste(image, (place % columns * (width + 6), place // columns * height))
    page.save(out)


def main(address, folder):
    os.makedirs(folder, exist_ok=True)
    wrong = 0
    if Axe is None:
        print("SKIPPED: axe-core (pip install axe-playwright-python); own checks only")
    with browser() as chromium:
        first = Officer(chromium, address)
        first.sign_in()
        day = first.page.evaluate("async () => (await (await fetch('/api/people')).json()).items[0].id").rsplit("-", 1)[0]
        prepare(first, day)
        first.page.close()
        Desk(address, "canbo-02", PIN).enrol(day + "-6", ANSWERS)
        for size in ["desk", "tablet"]:
            for language in ["vi", "en"]:
                for light in ["light", "dark"]:
                    wrong += pictures(chromium, address, folder, day, size, language, light)
        for size in ["upright", "reflow"]:
            wrong += pictures(chromium, address, folder, day, size, "vi", "light")
            wrong += pictures(chromium, address, folder, day, size, "en", "dark")
        wrong += zoomed(chromium, address, day)
        wrong += printed(chromium, address, folder, day)
    return wrong


def check(officer, name, tone):
    found = [f"{name} {tone}: {text}" for text in officer.page.evaluate(OWN)]
    if Axe is not None:
        result = Axe().run(officer.page, options={"runOnly": {"type": "tag", "values": TAGS}})
        for violation in result.response["violations"]:
            nodes = [node["target"][0] for node in violation["nodes"]][:3]
            found.append(f"{name} {tone}: {violation['id']} {nodes}")
    found += [f"{name} {tone}: {text}" for text in officer.troubles]
    officer.troubles.clear()
    for text in found:
        print("FAILED", text)
    return len(found)


def pictures(chromium, address, folder, day, size, language, light):
    tone = f"{size}-{language}-{light}"
    officer = Officer(chromium, address, size, language, light)
    time.sleep(0.5)
    files, wrong = [f"{folder}/sign-in-{tone}.png"], check(officer, "sign-in", tone)
    officer.page.screenshot(path=files[0])
    officer.sign_in()
    for name, route in SCREENS:
        officer.go(route.format(day=day))
        time.sleep(0.5)
        files.append(f"{folder}/{name}-{tone}.png")
        officer.page.screenshot(path=files[-1])
        wrong += check(officer, name, tone)
    officer.page.close()
    narrow = {"upright": (6, 330), "reflow": (8, 240)}.get(size, (4, 480))
    sheet(files, f"{folder}/contact-{tone}.png", *narrow)
    print(f"{folder}/contact-{tone}.png: {len(files)} screens")
    return wrong


def zoomed(chromium, address, day):
    """200 % zoom of a desk, which is the same as half the width."""
    officer = Officer(chromium, address)
    officer.sign_in()
    officer.page.set_viewport_size({"width": 683, "height": 384})
    wrong = 0
    for name, route in SCREENS:
        officer.go(route.format(day=day))
        for text in officer.page.evaluate(OWN):
            print("FAILED", name, "at 200 %", text)
            wrong += 1
    officer.page.close()
    return wrong


# What lies outside of the paper's width would be cut.
CUT = """() => [...document.querySelectorAll('article *')].filter((e) => {
  const box = e.getBoundingClientRect();
  return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1);
}).map((e) => e.tagName + ' ' + e.textContent.slice(0, 20))"""


def printed(chromium, address, folder, day):
    """The sheet to sign and the receipt on A4: one page each, nothing cut, nothing of the frame."""
    wrong = 0
    for language in ["vi", "en"]:
        officer = Officer(chromium, address, language=language)
        officer.sign_in()
        for name, person in [("paper-sheet", PERSON), ("paper-receipt", SEALED)]:
            officer.go(person.format(day=day) + "/sheet")
            officer.wait("document.querySelector('article')")
            file = f"{folder}/{name}-{language}.pdf"
            officer.page.pdf(path=file, prefer_css_page_size=True, print_background=True)
            pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", open(file, "rb").read()))
            # 180 mm between the margins, at 96 pixels to the inch.
            officer.page.set_viewport_size({"width": 680, "height": 1000})
            officer.page.emulate_media(media="print")
            found = officer.page.evaluate(CUT) + ([] if pages == 1 else [f"{pages} pages"])
            if officer.ask("document.querySelector('.keys')?.offsetHeight > 0"):
                found.append("the keys are printed")
            officer.page.screenshot(path=file.replace(".pdf", ".png"))
            # As it was: "screen" would be what the next one prints with.
            officer.page.emulate_media(media="null")
            officer.page.set_viewport_size({"width": 1366, "height": 768})
            for text in found:
                print("FAILED", name, language, text)
            wrong += len(found)
            print(f"{file}: {pages} page")
        officer.page.close()
    return wrong


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1], sys.argv[2]), 1))
