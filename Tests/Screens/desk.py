# SPDX-License-Identifier: Apache-2.0
"""An officer without a browser: what the screens say to a station, said by a program. Needs nothing but Python."""
import http.cookiejar
import itertools
import json
import time
import urllib.error
import urllib.request


class Refused(Exception):
    """The station refused something; the code is the first argument."""


class Desk:
    """One signed-in officer at a station with sample devices."""

    def __init__(self, address, name, pin):
        self.address, self.pin, self.token = address.rstrip("/"), pin, ""
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.number = itertools.count(1)
        self.token = self.get("/api/visit")["token"]
        self.token = self.post("/api/visit/sign-in", {"name": name, "pin": pin})["token"]

    def ask(self, path, body=None):
        headers = {"X-Station-Token": self.token}
        if body is not None:
            headers |= {"Content-Type": "application/json", "Origin": self.address}
        data = None if body is None else json.dumps(body).encode()
        try:
            answer = self.opener.open(urllib.request.Request(self.address + path, data, headers), timeout=120)
            text = answer.read()
        except urllib.error.HTTPError as error:
            found = json.loads(error.read())["error"]
            raise Refused(found["code"], found["message"]) from None
        return json.loads(text) if text else None

    def get(self, path):
        return self.ask(path)

    def post(self, path, body):
        return self.ask(path, body)

    def open(self, application=None):
        return self.post("/api/applications", {"id": application} if application else {})

    def state(self, application):
        return self.get(f"/api/applications/{application}")

    def do(self, application, action, second=None, /, **values):
        """One command; an id is made once for each. `second` is the name and PIN of who stands for it."""
        step = {"id": f"desk-{application}-{next(self.number)}", "action": {action: values}}
        body = {"step": step} | ({"supervisor": second} if second else {})
        return self.post(f"/api/applications/{application}/commands", body)

    def capture(self, application, target, done, limit=180):
        """Asks a device for a target until the state says that it is there. Hurries cameras; a finger that
        is taken while it comes down would be a faint one."""
        order = {"application": application, "target": target}
        end, asked = time.time() + limit, 0
        while not done(self.state(application)):
            if time.time() > end:
                raise Refused("capture-open", target)
            if time.time() - asked > 15:
                self.post("/api/capture", order | {"action": "start"})
                asked = time.time()
            if target in ["right-eye", "left-eye", "portrait"]:
                self.post("/api/capture", order | {"action": "now"})
            time.sleep(0.1)

    def enrol(self, application=None, person=None, fingers=None):
        """From the first word to the sealed record; gives the state at the end."""
        application = self.open(application)["application"]
        if person:
            self.do(application, "typePerson", values=person)
        self.do(application, "applyFor", procedure="EXCHANGE", ground="24-1-g")
        state = self.do(application, "account", level=0)
        for finger in [item["position"] for item in state["captures"]]:
            self.capture(application, finger, lambda state: finished(state["captures"], "position", finger))
        for eye in [item["eye"] for item in state["eyes"]]:
            self.capture(application, eye, lambda state: finished(state["eyes"], "eye", eye))
        if state.get("portrait"):
            self.capture(application, "portrait", lambda state: state["portrait"]["status"] == "accepted")
        self.do(application, "review")
        self.do(application, "sign", manner="paper")
        return self.do(application, "submit")


def finished(items, key, name):
    item = next(item for item in items if item[key] == name)
    if item["status"] == "exhausted":
        raise Refused("exhausted", name)
    return item["status"] in ["accepted", "overridden", "excepted"]


# Somebody invented, for applications that are not on the day's list.
SOMEBODY = {
    "fullName": "Nguyễn Thị Ví Dụ", "dateOfBirth": "1990-09-02", "gender": "F", "nationality": "VNM",
    "personalNumber": "001190000001", "permanentResidence": "Số 0, phố Không Có Thật",
}
