// SPDX-License-Identifier: Apache-2.0
import { capture } from "../parts/api.js";
import { button, findingList, head, message, tag } from "../parts/bits.js";
import { askSupervisor, dialog } from "../parts/dialogs.js";
import { h } from "../parts/dom.js";
import { field } from "../parts/field.js";
import { give, giveOrThrow, next, stepKeys, trouble } from "../parts/flow.js";
import { hands, tenFingers } from "../parts/hands.js";
import { view, start, stop } from "../parts/live.js";
import { change, findingsAbout, isAllowed, store } from "../parts/store.js";
import { moment, t } from "../parts/text.js";
import { moods } from "./fingers.js";

const reasons = ["missing", "bandaged", "unable"];
const eyes = ["right-eye", "left-eye"];
let filming = null;

const known = (part) => store.state.exceptions.find((item) => item.part === part);
export const partName = (part) => (eyes.includes(part) ? t(`eye.${part}`) : t(`position.${part}`));

export function enter() { filming = null; }
export function leave() { if (filming) stop(`exception.${filming}`); filming = null; }

async function declare(part) {
  if (known(part)) return document.getElementById(`confirm-${part}`)?.focus() ?? document.getElementById(`withdraw-${part}`)?.focus();
  await dialog(t("exceptions.declare", { part: partName(part) }), [
    h("div", { class: "choices", role: "radiogroup", "aria-label": t("exceptions.reason") }, reasons.map((name, index) =>
      h("label", {}, h("input", { type: "radio", name: "reason", value: name, id: index ? null : "dialog-reason", checked: !index }), t(`exceptions.${name}`)))),
    field("dialog-note", t("note"), { span: "wide" }),
  ], { yes: t("exceptions.yes"), run: async (form) => { await giveOrThrow("declareMissing", { part, reason: form.get("reason"), remark: form.get("dialog-note").normalize("NFC").trim() || null }); return true; } });
}

const confirm = (part) => askSupervisor(t("exceptions.confirmWhat", { part: partName(part) }), async (second) => { await giveOrThrow("confirmException", { part, supervisor: second.name }, second); return true; });

async function film(part) {
  const target = `exception.${part}`;
  if (filming === part) { await capture("now", store.state.application, target); return; }
  filming = part;
  try { await start(target); } catch (error) { change({ trouble: error }); }
}

export function changed(names) {
  if (names.includes("state") && filming && known(filming)?.hasPhoto) { stop(`exception.${filming}`); filming = null; }
}

const firstOpen = () => store.state.exceptions.find((item) => !item.isComplete);

export const keys = () => [
  ...stepKeys("exceptions"),
  ...tenFingers.map((finger, index) => ({ key: String((index + 1) % 10), name: "1–0", label: "key.finger", hidden: index > 0, run: () => declare(finger) })),
  { key: "r", name: "R", label: "eye.right-eye", run: () => declare("right-eye"), when: () => store.state.eyes.length > 0 },
  { key: "l", name: "L", label: "eye.left-eye", run: () => declare("left-eye"), when: () => store.state.eyes.length > 0 },
  { key: " ", name: "Space", label: "key.photo", run: () => { const item = store.state.exceptions.find((one) => !one.hasPhoto); if (item) film(item.part); }, when: () => store.state.exceptions.some((item) => !item.hasPhoto) },
  { key: "c", name: "C", label: "key.confirm", run: () => { const item = store.state.exceptions.find((one) => !one.supervisor); if (item) confirm(item.part); }, when: () => store.state.exceptions.some((item) => !item.supervisor) },
];

function entry(item) {
  const photo = store.face.policy.asksForExceptionPhoto;
  return h("li", { class: "card stack tight" },
    h("div", { class: "row apart" }, h("h2", {}, partName(item.part)), tag(item.isComplete ? "good" : "warn", item.isComplete ? t("exceptions.complete") : t("exceptions.open"))),
    h("p", {}, `${t(`exceptions.${item.reason}`)}${item.remark ? ` · ${item.remark}` : ""}`),
    h("p", { class: "soft small" }, `${item.officer} · ${moment(item.at)}${item.supervisor ? ` · ${t("exceptions.confirmed", { name: item.supervisor })}` : ""}`),
    item.hasPhoto ? h("img", { src: `/api/applications/${store.state.application}/pictures/exception.${item.part}`, alt: t("exceptions.photo", { part: partName(item.part) }), height: 120 }) : null,
    filming === item.part && !item.hasPhoto ? view(`exception.${item.part}`) : null,
    h("div", { class: "row tight" },
      photo && !item.hasPhoto ? button(filming === item.part ? t("key.capture") : t("exceptions.takePhoto"), () => film(item.part), { keyName: "Space", id: `photo-${item.part}`, kind: "main" }) : null,
      item.supervisor ? null : button(t("exceptions.confirm"), () => confirm(item.part), { keyName: "C", id: `confirm-${item.part}`, kind: photo && !item.hasPhoto ? "" : "main" }),
      button(t("exceptions.withdraw"), () => give("withdrawException", { part: item.part }), { id: `withdraw-${item.part}`, kind: "bare" })));
}

export function render() {
  const wrong = trouble();
  const open = firstOpen();
  return h("div", { class: "stack" }, head(t("step.exceptions"), open ? tag("warn", t("exceptions.open")) : null),
    wrong ? message("bad", wrong) : null,
    findingList(findingsAbout("exceptions")),
    h("div", { class: "capture turned" },
      store.state.exceptions.length ? h("ul", { class: "stack" }, store.state.exceptions.map(entry)) : message("info", t("exceptions.none")),
      h("div", { class: "card stack" }, h("h2", {}, t("exceptions.which")), hands(moods(store.state.captures), t("exceptions.which")),
        h("p", { class: "soft small" }, t("exceptions.how")),
        h("div", { class: "fingerkeys" }, tenFingers.map((finger, index) => button(t(`short.${finger}`), () => declare(finger), { keyName: String((index + 1) % 10), id: `declare-${finger}`, disabled: !isAllowed("declareMissing"), pressed: Boolean(known(finger)) })),
          store.state.eyes.length ? eyes.map((eye, index) => button(t(`eye.${eye}`), () => declare(eye), { keyName: "RL"[index], id: `declare-${eye}`, pressed: Boolean(known(eye)) })) : null))),
    h("div", { class: "row" }, button(t("key.next"), () => next("exceptions"), { kind: "main", keyName: "Enter", id: "next" })));
}
