// SPDX-License-Identifier: Apache-2.0
import { arrived } from "../app.js";
import { get, post } from "../parts/api.js";
import { button, message } from "../parts/bits.js";
import { h } from "../parts/dom.js";
import { errorText } from "../parts/errors.js";
import { field } from "../parts/field.js";
import { mark } from "../parts/frame.js";
import { change, store } from "../parts/store.js";
import { language, t, useLanguage } from "../parts/text.js";

export const isBare = true;
let wrong = "";
let until = 0;
let timer = 0;
let isBusy = false;
let name = "";

export async function enter() {
  wrong = "";
  change({ face: await get("/api/face") });
}

export function leave() { clearInterval(timer); }

const waiting = () => Math.max(Math.ceil((until - Date.now()) / 1000), 0);

async function submit(event) {
  event.preventDefault();
  if (isBusy || waiting()) return;
  isBusy = true;
  const pin = document.getElementById("pin");
  const path = store.isLocked ? "unlock" : "sign-in";
  try {
    const look = await post(`/api/visit/${path}`, store.isLocked ? { pin: pin.value } : { name: document.getElementById("name").value, pin: pin.value });
    await arrived(look);
  } catch (error) {
    wrong = errorText(error);
    if (error.seconds) countdown(error.seconds);
    change({});
    requestAnimationFrame(() => { const field = document.getElementById("pin"); if (field) { field.value = ""; field.focus(); } });
  } finally {
    isBusy = false;
  }
}

function countdown(seconds) {
  until = Date.now() + seconds * 1000;
  clearInterval(timer);
  timer = setInterval(() => { if (!waiting()) { clearInterval(timer); wrong = ""; } change({}); }, 1000);
}

export function keys() { return []; }

export function render() {
  const operators = store.face?.operators ?? [];
  const isLocked = store.isLocked && store.officer;
  const names = operators.map((item) => [item.name, `${item.name} (${t(`role.${item.role}`)})`]);
  const seconds = waiting();
  return h("main", { class: "entry" }, h("div", { class: "card" },
    h("div", { class: "mark" }, mark(), h("div", {}, h("h1", { tabindex: "-1", id: "title" }, isLocked ? t("sign-in.locked") : "Sinhtrac"), h("p", { class: "soft" }, store.face ? `${store.face.kit} · ${store.face.place}` : ""))),
    store.face?.isTraining ? message("warn", t("training"), store.face.trainingPIN ? h("p", { class: "small" }, t("training.pin", { pin: store.face.trainingPIN })) : null) : null,
    h("form", { class: "stack", onsubmit: submit, id: "sign-in" },
      isLocked ? h("p", { class: "soft" }, t("sign-in.lockedWhy", { name: store.officer.name }))
        : field("name", t("sign-in.name"), { choices: names, value: name || names[0]?.[0], span: "wide" }),
      h("div", { class: "field wide" }, h("label", { for: "pin" }, t("pin")),
        h("input", { id: "pin", class: "pin", type: "password", inputmode: "numeric", autocomplete: "off", maxlength: 32, "data-first": true, oninput: (event) => { event.target.dataset.dirty = "1"; }, "aria-invalid": wrong ? "true" : null, "aria-describedby": "sign-in-wrong", autofocus: true })),
      h("div", { id: "sign-in-wrong", role: "alert" }, seconds ? message("bad", t("sign-in.wait", { seconds })) : wrong ? message("bad", wrong) : null),
      button(isLocked ? t("sign-in.unlock") : t("sign-in.enter"), null, { kind: "main", type: "submit", keyName: "Enter", disabled: seconds > 0, id: "enter" })),
    h("div", { class: "row apart", vars: { "margin-top": "1.2rem" } },
      button(language() === "vi" ? "English" : "Tiếng Việt", () => { useLanguage(language() === "vi" ? "en" : "vi"); change({}); }, { kind: "bare", keyName: "F6", id: "switch-language" }),
      isLocked ? button(t("sign-in.other"), async () => { name = ""; await arrived(await post("/api/visit/sign-out")); }, { kind: "bare", id: "other" }) : null)));
}
