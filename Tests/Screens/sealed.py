# SPDX-License-Identifier: Apache-2.0
"""Enrols at a station that is set up: python3 sealed.py ADDRESS stick|delivered|waiting."""
import sys
import time

from desk import Desk, SOMEBODY


def until(desk, wanted, count, limit=90):
    """Waits until so many records of the outbox are in a state, and gives them."""
    end = time.time() + limit
    while True:
        items = [item for item in desk.get("/api/outbox")["items"] if item["state"] == wanted]
        if len(items) >= count or time.time() > end:
            assert len(items) == count, (wanted, desk.get("/api/outbox")["items"])
            return items
        time.sleep(0.2)


def main(address, wanted):
    desk = Desk(address, "canbo-01", "246813")
    assert [item["fullName"] for item in desk.get("/api/people")["items"]][:1] == ["Trần Thị Tập Huấn"]
    state = desk.enrol(person=SOMEBODY)
    record = state["outcome"]["submitted"]["record"]
    again = desk.do(state["application"], "submit")
    assert again["outcome"]["submitted"]["record"] == record, "a second submit is the first one"
    if wanted == "stick":
        page = desk.post("/api/outbox", {"step": {"act": "export"}})
        assert page["told"]["code"] == "exported", page
        until(desk, "exported", 1)
    elif wanted == "delivered":
        items = until(desk, "delivered", 2)
        assert all("Bench centre" in item["reason"]["english"] for item in items), items
    else:
        items = until(desk, "waiting", 1)
        assert items[0]["reason"]["code"] == "centre-unreachable", items


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
